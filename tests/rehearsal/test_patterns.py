"""Whether a pattern takes anything of what AWS Backup documents to send."""

from typing import Any, Final

import pytest

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.rehearsal.findings.patterns import why_it_takes_nothing

# Any: a pattern is JSON.
BACKUP, RESTORE = "Backup Job State Change", "Restore Job State Change"


@pytest.mark.parametrize(
    "pattern",
    [
        {"source": ["aws.backup"]},
        {"source": ["aws.backup"], "detail-type": [BACKUP], "detail": {"state": ["EXPIRED"]}},
        {"source": ["aws.backup"], "detail-type": [RESTORE], "detail": {"status": ["FAILED"]}},
        # A restore that begins is told of by another field than how it ends.
        {"source": ["aws.backup"], "detail-type": [RESTORE], "detail": {"state": ["CREATED"]}},
        {"source": ["aws.backup"], "detail": {"statusMessage": [{"exists": True}]}},
        {"source": ["aws.backup"], "detail": {"statusMessage": [{"exists": False}]}},
        {"source": ["aws.ec2"], "detail": {"state": ["nonsense"]}},
    ],
)
def test_a_pattern_that_takes_something_is_well(pattern: dict[str, Any]) -> None:
    """So is one about others, of whose events nothing is known here."""
    assert why_it_takes_nothing(pattern) == ""


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (
            {"source": ["aws.backup"], "detail-type": [RESTORE], "detail": {"state": ["FAILED"]}},
            "detail.state",
        ),
        (
            {"source": ["aws.backup"], "detail-type": [BACKUP], "detail": {"state": ["Failed"]}},
            "detail.state",
        ),
        (
            {"source": ["aws.backup"], "detail-type": [BACKUP], "detail": {"outcome": ["FAILED"]}},
            "detail.outcome",
        ),
        ({"source": ["aws.backup"], "detail-type": ["Backup Job Failed"]}, "detail types"),
        ({"source": "aws.backup"}, "refuses"),
    ],
)
def test_a_pattern_that_takes_nothing_is_told_why(pattern: dict[str, Any], why: str) -> None:
    """By the field that keeps everything out."""
    assert why in why_it_takes_nothing(pattern)


NONE: Final = "AWS Backup sends no event of the detail types that it asks for"


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ({"source": ["aws.backup"], "version": ["0"]}, ""),
        (
            {"source": ["aws.backup"], "version": ["1"]},
            "no event of AWS Backup has what it asks for in version",
        ),
        ({"source": ["aws.backup"], "detail-type": ["Other"]}, NONE),
        (
            {"source": ["aws.backup"], "detail-type": ["AWS API Call via CloudTrail"]},
            "",
        ),
        ({"source": ["aws.backup"], "detail-type": [{"prefix": "Other"}]}, NONE),
        ({"source": ["aws.backup"], "$or": [{"version": ["1"]}, {"id": ["x"]}]}, ""),
        ({"source": ["aws.backup", "aws.ec2"], "detail-type": ["Other"]}, NONE),
        ({"source": [{"prefix": "aws."}], "detail-type": ["Other"]}, ""),
        ({"detail-type": ["Other"]}, ""),
        (UNKNOWN, ""),
        (
            {
                "source": ["aws.backup"],
                "detail-type": [BACKUP],
                "detail": {"state": ["x"], "other": ["x"]},
            },
            "no event of AWS Backup has what it asks for in detail.state",
        ),
    ],
    ids=str,
)
def test_the_whole_reason_is_said(pattern: object, why: str) -> None:
    """Patterns on calls, on sources that are not listed, and alternatives are left alone."""
    assert why_it_takes_nothing(pattern) == why


@pytest.mark.parametrize("field", ["id", "account", "region", "time", "resources"])
def test_any_event_may_have_any_value_of_what_is_beside_its_detail(field: str) -> None:
    """So a pattern on it may take something; on a field that no event has it takes nothing."""
    assert why_it_takes_nothing({"source": ["aws.backup"], field: ["x"]}) == ""
    assert why_it_takes_nothing({"source": ["aws.backup"], f"{field}-2": ["x"]})
