"""How far ahead a decision may end, from both sides, and what an expired one counts for."""

from datetime import date

import pulumi_aws as aws
import pytest

from bamp_pulumi.coverage import Coverage, Severity, Status, cover
from bamp_pulumi.policy import load_policy
from bamp_pulumi.testing import declare

TODAY = date(2026, 11, 28)
WHY = {"reason": "a sandbox", "owner": "platform"}


def exempt(until: str, **policy: object) -> Coverage:
    """Judge a bucket that is exempt until a day."""
    tags = {
        "backup-exempt-reason": "rebuilt nightly",
        "backup-exempt-until": until,
        "backup-owner": "shop",
    }

    def program() -> None:
        aws.s3.Bucket("cache", tags=tags)

    estate = declare(program, account_id="111122223333")
    return cover(estate, load_policy({"extends": "default", **policy}), today=TODAY)


@pytest.mark.parametrize(
    ("until", "policy", "refused"),
    [
        ("2028-11-28", {}, False),  # 731 days ahead
        ("2028-11-29", {}, True),
        ("9999-12-31", {}, True),
        ("2026-12-28", {"exemption_max_days": 30}, False),
        ("2026-12-29", {"exemption_max_days": 30}, True),
        ("2036-11-28", {"exemption_max_days": 3653}, False),
    ],
)
def test_an_exemption_ends_within_what_the_policy_allows(
    until: str,
    policy: dict[str, object],
    refused: bool,  # noqa: FBT001 - a case
) -> None:
    """It stays an exemption; that it ends too late is an error of its own."""
    coverage = exempt(until, **policy)

    (covered,) = coverage.resources
    assert covered.status is Status.EXEMPT
    assert [f.id for f in covered.findings] == (["BAMP-V64"] if refused else [])
    assert coverage.is_well() is not refused


def test_the_remedy_is_the_last_day_that_is_accepted() -> None:
    """Pasted, it passes."""
    (finding,) = exempt("9999-12-31").all_findings

    assert finding.severity is Severity.ERROR
    assert "write 2028-11-28 or earlier" in finding.message
    assert exempt("2028-11-28").is_well()


def test_acknowledgements_of_the_policy_are_held_to_the_same_limit() -> None:
    """A fault that is accepted until the end of the calendar is accepted for ever."""
    fault = {**WHY, "id": "copy-missing", "until": "9999-12-31"}

    (finding,) = exempt("2027-06-30", faults=[fault]).findings

    assert finding.id == "BAMP-V64"
    assert finding.message.startswith("faults.copy-missing of policy default")


def test_what_has_expired_is_said_and_counts_no_longer() -> None:
    """From the day after its end."""
    faults = [
        {**WHY, "id": "copy-missing", "until": "2026-11-27"},
        {**WHY, "id": "copy-job-stuck", "until": "2026-11-28"},
    ]

    coverage = exempt("2027-06-30", faults=faults)

    assert [(f.id, f.severity) for f in coverage.findings] == [("BAMP-V84", Severity.WARNING)]
    assert [fault.id for fault in coverage.acknowledged.faults] == ["copy-job-stuck"]
