"""Faults that the policy accepts, and a trail that it says is elsewhere: shown as what they are."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pulumi_aws as aws
import pytest
from alerted import with_trail
from edited_estates import without
from rehearsed_pages import MADE

from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import Estate
from bamp_pulumi.policy import load_policy
from bamp_pulumi.rehearsal import Rehearsal, rehearse
from bamp_pulumi.report import (
    Checkout,
    issues_of_rehearsal,
    junit_of_rehearsal,
    render_rehearsal_page,
    sarif_of,
    verdict_of_rehearsal,
)
from bamp_pulumi.report.rehearsal_json import rehearsal_document
from bamp_pulumi.report.rehearsal_verdict import rehearsal_verdict_in_words
from bamp_pulumi.report.rehearsal_words import fault_lines, rehearsal_in_words

WHY = {"reason": "decided in IT-12", "owner": "platform"}
ESTATE = with_trail(lambda: None)


IDLE: dict[str, dict[str, Any]] = {
    "switched off": {"is_multi_region_trail": True, "enable_logging": False},
    "of reads": {"event_selectors": [{"read_write_type": "ReadOnly"}]},
}
"""Trails of the account, as its program declares them."""


def rehearsed(*faults: str, **policy: object) -> Rehearsal:
    """Rehearse faults of an account without a trail, by a policy."""
    return rehearsed_in(ESTATE, *faults, **policy)


def rehearsed_in(estate: Estate, *faults: str, **policy: object) -> Rehearsal:
    """Rehearse faults of an account, by a policy."""
    coverage = cover(
        estate, load_policy({"extends": "default", **policy}), today=date(2026, 11, 28)
    )
    start = datetime(2027, 1, 1, tzinfo=UTC)
    return rehearse(coverage, start=start, days=1, at=start, faults=faults)


def acknowledged(fault: str, until: str) -> dict[str, object]:
    """Acknowledge a fault."""
    return {"faults": [{**WHY, "id": fault, "until": until}]}


def test_a_fault_that_is_acknowledged_is_not_detected_and_does_not_refuse() -> None:
    """Nobody is notified of it, and the policy says why that is accepted."""
    rehearsal = rehearsed(
        "repository-not-backed-up", **acknowledged("repository-not-backed-up", "2027-06-30")
    )

    (line,) = fault_lines(rehearsal)
    assert line.detected is False
    assert line.notified == "nobody"
    assert line.accepted == "acknowledged until 2027-06-30 by platform: decided in IT-12"
    assert "notified of 0 of 1 fault, 1 acknowledged" in rehearsal_in_words(rehearsal)
    assert not rehearsal.findings
    assert "nobody is certainly notified" not in rehearsal_verdict_in_words(rehearsal)
    part = rehearsal_document(rehearsal).faults[0]
    assert (part.detected, part.acknowledged_until) == (False, date(2027, 6, 30))


@pytest.mark.parametrize(
    "policy",
    [
        acknowledged("repository-not-backed-up", "2026-11-27"),
        acknowledged("restore-too-slow", "2027-06-30"),
        {},
    ],
    ids=["expired", "another fault", "nothing"],
)
def test_what_has_expired_or_is_of_another_fault_accepts_nothing(policy: dict[str, object]) -> None:
    """It counts again."""
    rehearsal = rehearsed("repository-not-backed-up", **policy)

    (line,) = fault_lines(rehearsal)
    assert line.accepted == ""
    assert not rehearsal.is_well
    assert "nobody is certainly notified of 1 fault" in rehearsal_verdict_in_words(rehearsal)


def test_a_trail_elsewhere_is_assumed_and_never_taken_for_read() -> None:
    """Who would be notified is shown; that it is certain is not."""
    rehearsal = rehearsed("selection-deleted", trail_elsewhere={**WHY, "until": "2027-06-30"})

    (line,) = fault_lines(rehearsal)
    assert line.detected is None
    assert "email" in line.notified
    assert line.accepted.startswith("assumed: a trail elsewhere, acknowledged until 2027-06-30")
    assert "of 1 more by assumption" in rehearsal_in_words(rehearsal)
    assert "nobody is certainly notified" not in rehearsal_verdict_in_words(rehearsal)
    for part in rehearsal_document(rehearsal).faults:
        assert part.detected is None
        assert part.assumed


def test_a_trail_elsewhere_helps_nobody_who_is_not_notified() -> None:
    """It records calls; without an alert nobody reads them."""
    alone = without(ESTATE, *(r.name for r in ESTATE.of_type(_SUBSCRIPTION, _DESTINATION, _TARGET)))
    policy = load_policy({"extends": "default", "trail_elsewhere": {**WHY, "until": "2027-06-30"}})
    start = datetime(2027, 1, 1, tzinfo=UTC)

    rehearsal = rehearse(
        cover(alone, policy, today=date(2026, 11, 28)),
        start=start,
        days=1,
        at=start,
        faults=("selection-deleted",),
    )

    assert not any(line.accepted for line in fault_lines(rehearsal))
    assert not rehearsal.is_well


_SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"
_TARGET = "aws:cloudwatch/eventTarget:EventTarget"
_DESTINATION = "aws:cloudwatch/eventApiDestination:EventApiDestination"


def test_expired_the_trail_elsewhere_is_missing_again() -> None:
    """As if nobody had said it."""
    rehearsal = rehearsed("selection-deleted", trail_elsewhere={**WHY, "until": "2026-11-27"})

    (line,) = fault_lines(rehearsal)
    assert (line.detected, line.accepted) == (None, "")
    assert not rehearsal.is_well


def test_a_decision_that_ends_before_the_fault_is_marked_as_expired() -> None:
    """As an exemption is: it holds today, and not on the day that is rehearsed."""
    rehearsal = rehearsed(
        "repository-not-backed-up", **acknowledged("repository-not-backed-up", "2026-12-31")
    )

    (line,) = fault_lines(rehearsal)
    said = "acknowledged until 2026-12-31 by platform: decided in IT-12 (expired by 2027-01-01)"
    assert line.accepted == said
    assert "Expired by 2027-01-01: faults.repository-not-backed-up." in rehearsal_in_words(
        rehearsal
    )
    assert rehearsal_document(rehearsal).faults[0].acknowledged == said


def test_a_decision_that_ends_on_the_day_of_the_fault_holds_on_it() -> None:
    """Its last day is included."""
    rehearsal = rehearsed(
        "repository-not-backed-up", **acknowledged("repository-not-backed-up", "2027-01-01")
    )

    (line,) = fault_lines(rehearsal)
    assert "expired" not in line.accepted
    assert "Expired" not in rehearsal_in_words(rehearsal)


def test_a_trail_elsewhere_that_ends_before_the_fault_is_marked_as_expired() -> None:
    """So is that nobody is notified at all."""
    ends = {**WHY, "until": "2026-12-31"}
    rehearsal = rehearsed("selection-deleted", trail_elsewhere=ends, no_alerts=ends)

    (line,) = fault_lines(rehearsal)
    assert line.accepted.endswith("decided in IT-12 (expired by 2027-01-01)")
    assert "Expired by 2027-01-01: no_alerts, trail_elsewhere." in rehearsal_in_words(rehearsal)


@pytest.mark.parametrize("inputs", IDLE.values(), ids=IDLE)
def test_a_trail_of_its_own_that_records_nothing_is_not_taken_to_be_elsewhere(
    inputs: dict[str, Any],
) -> None:
    """What the policy states is about a trail that no program declares."""
    given: dict[str, Any] = {"s3_bucket_name": "trails", **inputs}
    estate = with_trail(lambda: aws.cloudtrail.Trail("own", **given))
    ends = {**WHY, "until": "2027-06-30"}
    rehearsal = rehearsed_in(estate, "selection-deleted", trail_elsewhere=ends)

    (line,) = fault_lines(rehearsal)
    assert (line.detected, line.accepted) == (None, "")
    assert not rehearsal.is_well


def test_an_acknowledged_fault_counts_against_nothing_in_any_form() -> None:
    """The exit status is 0: no page, log or build server may say that something fails."""
    rehearsal = rehearsed(
        "repository-not-backed-up", **acknowledged("repository-not-backed-up", "2027-06-30")
    )
    checkout = Checkout()
    sarif = json.loads(
        sarif_of(
            issues_of_rehearsal(rehearsal),
            verdict_of_rehearsal(rehearsal),
            checkout,
            command="rehearse",
        )
    )
    results = [r for r in sarif["runs"][0]["results"] if r["ruleId"] == "repository-not-backed-up"]
    page = render_rehearsal_page(rehearsal, MADE)

    assert results
    assert all("decided in IT-12" in r["suppressions"][0]["justification"] for r in results)
    assert 'type="repository-not-backed-up"' not in junit_of_rehearsal(rehearsal, checkout)
    assert "every fault rehearsed" not in page
    if rehearsal.is_well:
        assert "notified of 0 of 1 fault; the policy assumes or acknowledges the other 1" in page


def test_a_fault_that_may_notify_somebody_fails_a_build_as_it_refuses() -> None:
    """What depends on something is not accepted."""
    rehearsal = rehearsed("account-compromised")
    (line,) = fault_lines(rehearsal)

    assert line.detected is None
    assert 'type="account-compromised"' in junit_of_rehearsal(rehearsal, Checkout())
