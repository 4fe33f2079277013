"""What to write into the policy so that a rehearsal accepts faults of which nobody is notified."""

from collections.abc import Sequence

from bamp_pulumi.policy import DECISION
from bamp_pulumi.rehearsal import NO_TRAIL, Rehearsal
from bamp_pulumi.report.rehearsal_verdict import unnotified_faults

__all__ = ["ACCEPTANCE_TITLE", "acceptance_in_words"]

ACCEPTANCE_TITLE = (
    "To be notified, fix each fault as bamp explain FAULT says. What you accept for a time stands "
    "in the policy (bamp:policy of the account), each with a reason, an owner and an end:"
)


def acceptance_in_words(rehearsal: Rehearsal) -> Sequence[str]:
    """List the lines of YAML that acknowledge every fault of which nobody is certainly notified.

    Those that only a CloudTrail trail would report come as one line, for an account whose trail is
    declared elsewhere. The dots are for a person to fill in: why, who decided, and until when.

    Args:
        rehearsal: Accepted or refused.

    Returns:
        Lines that go below `bamp:policy`, indented as they are there; none where nothing is left
        to acknowledge.
    """
    silent = unnotified_faults(rehearsal)
    acknowledged = rehearsal.coverage.acknowledged.trail_elsewhere is not None
    of_trails: set[str] = set() if acknowledged else _without_trail(rehearsal)
    others = [fault for fault in silent if fault not in of_trails]
    lines: list[str] = []
    if not of_trails.isdisjoint(silent):
        lines.append(f"trail_elsewhere: {{{DECISION}}}")
    if others:
        lines.append("faults:")
        lines += [f"  - {{id: {fault}, {DECISION}}}" for fault in others]
    return lines


def _without_trail(rehearsal: Rehearsal) -> set[str]:
    """Return the faults of which a declared trail is what is missing."""
    return {
        fault.outcome.fault
        for one in rehearsal.kinds
        for fault in one.faults
        if fault.outcome.detected is None
        and any(doubt.startswith(NO_TRAIL) for doubt in fault.outcome.doubts)
    }
