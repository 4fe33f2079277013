"""What a resource gets whose tags name no tier of the policy: no promise, so only what is made."""

from collections.abc import Sequence
from datetime import timedelta

from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.policy import spoken
from bamp_pulumi.timing import CoveredCopy, CoveredRule

__all__ = ["what_it_gets"]


def what_it_gets(
    subject: Subject,
    rules: Sequence[CoveredRule],
    copies: Sequence[CoveredCopy],
    achieved: int | None,
) -> Finding:
    """Report how a resource is backed up: retention, copies, and the points it restores to.

    Args:
        subject: The resource.
        rules: The rules that make recovery points of it.
        copies: The copies that are made of them.
        achieved: How much of the newest data may be lost, minutes.
    """
    kept = ", ".join(
        dict.fromkeys(f"{rule.rule or rule.plan} {_kept(rule.retention_days)}" for rule in rules)
    )
    copied = ", ".join(
        dict.fromkeys(f"copies in {copy.region} {_kept(copy.retention_days)}" for copy in copies)
    )
    restores = (
        f"restores to {spoken(timedelta(minutes=achieved))} ago or less"
        if achieved is not None
        else "it has no recovery point yet"
    )
    return subject.finding(
        "BAMP-V81",
        f"it has no tier of the policy; its plan provides: {kept}; {copied or 'no copies'}; "
        f"{restores}",
    )


def _kept(days: int | None) -> str:
    return "kept for ever" if days is None else f"kept {days} days"
