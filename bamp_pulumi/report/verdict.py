"""The verdict of a command, for machines: accepted or refused, why, and the exit status."""

from dataclasses import dataclass
from typing import Literal

from bamp_pulumi.coverage import Coverage
from bamp_pulumi.rehearsal import Rehearsal
from bamp_pulumi.report.preview_verdict import verdict_in_words
from bamp_pulumi.report.rehearsal_verdict import rehearsal_verdict_in_words

__all__ = ["Verdict", "verdict_of_preview", "verdict_of_rehearsal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A verdict with its reasons."""

    is_accepted: bool
    is_assumed: bool = False
    """Whether it is only the account that was assumed which accepts it. Default: no."""
    says: str
    """One sentence: `Refused: 2 unprotected, 1 error.`"""

    @property
    def verdict(self) -> Literal["accepted", "assumed", "refused"]:
        """The word."""
        if not self.is_accepted:
            return "refused"
        return "assumed" if self.is_assumed else "accepted"

    @property
    def exit_status(self) -> int:
        """Exit status of the command."""
        return 0 if self.is_accepted else 1


def verdict_of_preview(coverage: Coverage, *, allow_unverified: bool) -> Verdict:
    """Judge a preview, in the words of terminal and Markdown."""
    return Verdict(
        is_accepted=coverage.is_well(allow_unverified=allow_unverified),
        is_assumed=bool(coverage.assumed),
        says=verdict_in_words(coverage, allow_unverified=allow_unverified),
    )


def verdict_of_rehearsal(rehearsal: Rehearsal) -> Verdict:
    """Judge a rehearsal, in the words of its page and the terminal."""
    return Verdict(
        is_accepted=rehearsal.is_well,
        is_assumed=bool(rehearsal.coverage.assumed),
        says=rehearsal_verdict_in_words(rehearsal),
    )
