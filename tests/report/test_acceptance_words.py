"""The lines that acknowledge what a rehearsal found; `tests/journeys` pastes them."""

from datetime import date

from covered_resources import START, covered, rule

from bamp_pulumi.coverage import Coverage
from bamp_pulumi.estate import Estate
from bamp_pulumi.policy import BackupPolicy, load_policy
from bamp_pulumi.rehearsal import Rehearsal, rehearse
from bamp_pulumi.report.acceptance_words import acceptance_in_words


def rehearsed(*faults: str) -> Rehearsal:
    """Rehearse ten days of an estate that declares no alert and no trail."""
    coverage = Coverage(estate=Estate((), ()), resources=(covered(rule()),), findings=())
    return rehearse(coverage, start=START, days=10, at=START.replace(day=6), faults=faults)


def test_each_fault_of_which_nobody_is_notified_has_a_line() -> None:
    """In the order of the table of faults."""
    lines = acceptance_in_words(rehearsed("backup-job-failed", "selection-deleted"))

    assert lines == [
        "faults:",
        '  - {id: backup-job-failed, reason: "...", owner: "...", until: "YYYY-MM-DD"}',
        '  - {id: selection-deleted, reason: "...", owner: "...", until: "YYYY-MM-DD"}',
    ]


def test_completed_they_are_a_policy() -> None:
    """With what only a person knows in place of the dots."""
    text = "\n".join(["extends: default", *acceptance_in_words(rehearsed("backup-job-failed"))])
    filled = text.replace("YYYY-MM-DD", "2027-06-30").replace("...", "decided in IT-12")
    policy = load_policy(filled)

    assert isinstance(policy, BackupPolicy)
    assert [(fault.id, fault.until) for fault in policy.faults] == [
        ("backup-job-failed", date(2027, 6, 30))
    ]


def test_nothing_is_said_where_nothing_is_left_to_acknowledge() -> None:
    """No faults, no lines."""
    assert acceptance_in_words(rehearsed()) == []
