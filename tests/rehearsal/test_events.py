"""Jobs that complete, wait or start reach those who ask for them, and nobody else."""

from datetime import date
from functools import cache
from typing import Any, Final

from alerted import ACCOUNT, stores

from bamp_pulumi.components import Baseline
from bamp_pulumi.coverage import cover
from bamp_pulumi.policy import default_policy
from bamp_pulumi.rehearsal import RehearsedEvent, rehearse_events
from bamp_pulumi.testing import declare

MAIL: Final = "oncall@bamp-ops.io"
TODAY: Final = date(2026, 11, 29)
ASKS: Final = ["critical", "warning", "info"]
EVENTS: Final = {
    "backup-job-completed": "a backup or copy job has completed",
    "backup-job-pending": "a job waits for its turn",
    "copy-job-completed": "a backup or copy job has completed",
    "copy-job-pending": "a job waits for its turn",
    "restore-job-pending": "a job waits for its turn",
    "restore-job-completed": "a restore has completed",
}
"""What each message says; a restore that starts is a warning, and another test's."""


@cache
def rehearsed(asks: str) -> dict[str, RehearsedEvent]:
    """Rehearse an account whose e-mail, or whose Slack, asks for what is well."""
    asked = {"severities": ASKS}
    to: Any = [  # a document
        {"email": MAIL, **(asked if asks == "email" else {})},
        {"slack": "bamp/slack", **(asked if asks == "slack" else {})},
        {"pagerduty": "bamp/pagerduty", "severities": ["critical"]},
        {"tickets": True},
    ]

    def program() -> None:
        Baseline("bamp", {"alerts": {"to": to}})
        stores()

    estate = declare(program, account_id=ACCOUNT)
    coverage = cover(estate, default_policy(), today=TODAY)
    return {one.event: one for one in rehearse_events(coverage)}


def test_dg_1_jobs_that_succeed_or_wait_notify_whoever_asks_for_it() -> None:
    """By e-mail or by chat, as configured; never the pager, and no ticket."""
    for kind in ("email", "slack"):
        found = rehearsed(kind)
        for event, says in EVENTS.items():
            outcome = found[event].outcome
            assert outcome.detected is True, event
            assert {one.recipient.kind for one in outcome.notified} == {kind}
            assert all(says in one.says for one in outcome.notified), event


def test_dg_1_a_restore_that_starts_notifies_everybody_who_gets_warnings() -> None:
    """It may be an attack."""
    outcome = rehearsed("email")["restore-job-started"].outcome

    assert {one.recipient.kind for one in outcome.notified} == {"email", "slack", "ticket"}


def test_em_6_the_completion_of_a_snapshot_is_reported_within_minutes() -> None:
    """With the name of what was backed up."""
    outcome = rehearsed("email")["backup-job-completed"].outcome

    assert outcome.after_minutes is not None
    assert outcome.after_minutes <= 5
    assert all("[info]" in one.says for one in outcome.notified)


def test_without_plans_nothing_is_rehearsed() -> None:
    """Jobs are made by rules: without one there is none that could complete."""
    coverage = cover(declare(stores, account_id=ACCOUNT), default_policy(), today=TODAY)

    assert rehearse_events(coverage) == ()
