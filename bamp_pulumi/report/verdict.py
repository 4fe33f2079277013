"""What a command comes to, for machines: accepted or refused, why, and the exit status."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bamp_pulumi.coverage import Coverage
from bamp_pulumi.report.words import plural, verdict_in_words

if TYPE_CHECKING:
    from bamp_pulumi.rehearsal import Rehearsal

__all__ = ["Verdict", "verdict_of_preview", "verdict_of_rehearsal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A verdict with its reasons."""

    is_accepted: bool
    says: str
    """One sentence: `Refused: 2 unprotected, 1 error.`"""

    @property
    def verdict(self) -> Literal["accepted", "refused"]:
        """The word."""
        return "accepted" if self.is_accepted else "refused"

    @property
    def exit_status(self) -> int:
        """Exit status of the command."""
        return 0 if self.is_accepted else 1


def verdict_of_preview(coverage: Coverage, *, allow_unverified: bool) -> Verdict:
    """Judge a preview, in the words of terminal and Markdown."""
    return Verdict(
        is_accepted=coverage.is_well(allow_unverified=allow_unverified),
        says=verdict_in_words(coverage, allow_unverified=allow_unverified),
    )


def verdict_of_rehearsal(rehearsal: "Rehearsal") -> Verdict:
    """Judge a rehearsal; something stands against it exactly when it is not well."""
    against = ", ".join(_against(rehearsal))
    says = "Accepted." if rehearsal.is_well else f"Refused: {against}."
    return Verdict(is_accepted=rehearsal.is_well, says=says)


def _against(rehearsal: "Rehearsal") -> Iterator[str]:
    if not rehearsal.coverage.is_well():
        said = verdict_in_words(rehearsal.coverage, allow_unverified=False)
        yield said.removeprefix("Refused: ").removesuffix(".")
    lost = sum(one.is_lost for one in rehearsal.kinds)
    if lost:
        yield f"nothing to restore of {plural(lost, 'kind')} of data store"
    unnoticed = {
        fault.outcome.fault
        for one in rehearsal.kinds
        for fault in one.faults
        if not fault.outcome.detected
    }
    if unnoticed:
        yield f"nobody is certainly notified of {plural(len(unnoticed), 'fault')}"
    if rehearsal.findings:
        found = plural(len(rehearsal.findings), "finding")
        yield f"{found} about schedules and alerting paths"
