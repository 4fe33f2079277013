"""The time around a fault of one resource: as it would have been, and with the fault in it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property

from bamp_pulumi.coverage import ResourceCoverage
from bamp_pulumi.lambdas.health import Expected
from bamp_pulumi.rehearsal.assumptions import Assumptions
from bamp_pulumi.rehearsal.backups import simulate_backups
from bamp_pulumi.rehearsal.effects import Effect, disturb
from bamp_pulumi.rehearsal.health.promises import Promises
from bamp_pulumi.rehearsal.health.shown_account import ShownAccount
from bamp_pulumi.rehearsal.history import History

__all__ = ["Lapse", "Year"]

_DAY = timedelta(days=1)
_NO_PROMISES = Promises(None)
_USUAL = Assumptions()
_BEFORE = timedelta(days=40)
"""House rule: a monthly rule has run by then."""
_AFTER = timedelta(days=75)
"""House rule: a monthly rule that makes nothing is late by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """How a promise comes to be broken, without AWS saying so."""

    effect: Effect = Effect.NOTHING
    """What is not made from then on."""
    stays: str = ""
    """State that the jobs of what is not made stay in, such as `CREATED`. Default: there is no
    job."""
    is_exempt: bool = False
    """Whether the resource was exempt until the day before. Default: it never was."""


@dataclass(frozen=True, kw_only=True)
class Year:
    """What happens to one resource in the time that is rehearsed, and as long as a check looks.

    A fault occurs in an account that has run for a while, and lasts until a check can have found
    it, however short the time is that is rehearsed.
    """

    covered: ResourceCoverage
    start: datetime
    """When its plans are deployed, as the rehearsal has it."""
    at: datetime
    """When faults occur."""
    end: datetime
    """Until when the rehearsal goes."""
    assumptions: Assumptions = _USUAL
    """What AWS does not document. Default: see `Assumptions`."""
    simulated: History | None = None
    """What the rehearsal has simulated of it already. Default: nothing."""
    promises: Promises = _NO_PROMISES
    """What the policy in force promises. Default: it is not known."""
    _known: dict[Lapse | None, History] = field(
        default_factory=dict[Lapse | None, History], init=False, compare=False, repr=False
    )

    @property
    def since(self) -> datetime:
        """Since when the resource exists, and all is promised of it."""
        return min(self.start, self.at - _BEFORE)

    @property
    def until(self) -> datetime:
        """Until when anything is simulated: from then on nothing can be said."""
        return max(self.end, self.at + _AFTER)

    @cached_property
    def history(self) -> History:
        """What would happen if nothing went wrong."""
        is_whole = (self.since, self.until) == (self.start, self.end)
        if self.simulated is not None and is_whole:
            return self.simulated
        return simulate_backups(self.covered, self.since, self.until, self.assumptions)

    @property
    def promised(self) -> Expected | None:
        """What the policy in force promises of it; None where none is known."""
        return self.promises.of(self.covered)

    def shown(self, expected: Expected, lapse: Lapse | None = None) -> ShownAccount:
        """Return the account as its lists show it.

        Args:
            expected: What is promised from the first day on: vaults have the keys and locks that
                it names.
            lapse: What goes wrong. Default: nothing.
        """
        left = self._left(lapse)
        made = () if left is self.history else {*self.history.points} - {*left.points}
        tags = None
        if lapse is not None and lapse.is_exempt:
            until = (self.at - _DAY).date()
            tags = {
                "backup-exempt-reason": "a copy of what another system keeps",
                "backup-exempt-until": until.isoformat(),
                "backup-owner": self.covered.owner or "nobody",
            }
            left = History()
        return ShownAccount(
            covered=self.covered,
            history=left,
            missing=frozenset(made),
            stays=lapse.stays if lapse is not None else "",
            expected=replace(expected, since=self.since),
            start=self.since,
            tags=tags,
        )

    def _left(self, lapse: Lapse | None) -> History:
        if lapse is None or lapse.effect is Effect.NOTHING:
            return self.history
        if lapse not in self._known:
            self._known[lapse] = disturb(self.history, [lapse.effect], self.at, self.until)
        return self._known[lapse]
