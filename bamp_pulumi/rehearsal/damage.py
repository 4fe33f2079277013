"""What faults cost the resources of one kind: what is left, what would be lost, how long it takes.

A fault lasts until somebody is notified and has acted, or, when nobody is, to the end of what is
rehearsed. Lost is what a restore at the worst moment of that time would not bring back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bamp_pulumi.rehearsal.assumptions import Assumptions
from bamp_pulumi.rehearsal.effects import Effect, disturb
from bamp_pulumi.rehearsal.faults import FAULTS, Leaves, Outcome
from bamp_pulumi.rehearsal.history import ContinuousPoint, History, RecoveryPoint
from bamp_pulumi.rehearsal.kinds import Kind
from bamp_pulumi.rehearsal.restoring import Exposure, Restorable, restorable_at, worst_exposure

__all__ = ["Damage", "RehearsedFault"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedFault:
    """The outcome of one fault for the resources of one kind."""

    outcome: Outcome
    until: datetime
    """When it is fixed; the end of the span when nobody is certainly notified."""
    restorable_from: tuple[Restorable, ...]
    """What is left to restore from by then, the newest state first."""
    loss: timedelta | None
    """Most that would be lost in a restore meanwhile; None when nothing is left at some time."""
    recovery: timedelta | None
    """From the fault to the end of a restore that follows it; None when nobody is notified, or
    nothing is left."""
    is_known: bool = True
    """False where it is unknown what is left: of what a service keeps of its own, which is not
    simulated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """What decides about the damage; faults that share it share the result."""

    effects: tuple[tuple[Effect, datetime], ...]
    leaves: tuple[Leaves, ...]
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """The damage that faults do at one instant."""

    kind: Kind
    history: History
    at: datetime
    end: datetime
    assumptions: Assumptions
    is_known: bool = True
    """Whether the history holds all that there is to restore from. Default: it does."""
    _known: dict[_Case, tuple[tuple[Restorable, ...], timedelta | None]] = field(
        default_factory=dict[_Case, tuple[tuple[Restorable, ...], timedelta | None]]
    )

    def of(
        self,
        outcome: Outcome,
        together: Sequence[Outcome] = (),
        *,
        notified: Outcome | None = None,
    ) -> RehearsedFault:
        """Work out what one fault does.

        Args:
            outcome: Who is notified of it, where the backups are.
            together: Every fault that occurs at the same time, that one included. Default: it is
                alone.
            notified: Who is notified of it wherever it may happen: at the vault of copies too.
                There it costs no more than here, where the copies are what is left. Default:
                `outcome`.
        """
        told = notified or outcome
        injected = together or (outcome,)
        until = self._fixed(outcome)
        leaves = tuple(dict.fromkeys(FAULTS[each.fault].leaves for each in injected))
        effects = tuple((FAULTS[each.fault].effect, self._fixed(each)) for each in injected)
        case = _Case(effects=effects, leaves=leaves, until=until)
        if case not in self._known:
            self._known[case] = self._work_out(case)
        left, loss = self._known[case]
        minutes, given = told.after_minutes, self.assumptions
        recovery = (
            timedelta(minutes=minutes) + given.reaction + given.restore_takes
            if minutes is not None and left
            else None
        )
        return RehearsedFault(
            outcome=told,
            until=self._fixed(told),
            restorable_from=left,
            loss=loss,
            recovery=recovery,
            is_known=self.is_known,
        )

    def _fixed(self, outcome: Outcome) -> datetime:
        """Return when somebody has acted; never, within the span, when nobody is notified."""
        if outcome.after_minutes is None:
            return self.end
        acted = timedelta(minutes=outcome.after_minutes) + self.assumptions.reaction
        return min(self.at + acted, self.end)

    def _work_out(self, case: _Case) -> tuple[tuple[Restorable, ...], timedelta | None]:
        history = self._left(self.history, case.leaves)
        for effect, until in case.effects:
            history = disturb(history, [effect], self.at, until)
        lasts = any(effect is not Effect.NOTHING for effect, _ in case.effects)
        # What only takes something away has done so at once.
        instant = case.until if lasts else self.at
        left = restorable_at(history, instant)
        if not lasts:
            return left, self.at - left[0].last if left else None
        worst = worst_exposure(_between(history, self.at, instant), self.at, instant)
        now = restorable_at(history, self.at)
        first = Exposure(self.at, self.at - now[0].last if now else None)
        losses = [first.loss, worst.loss if worst is not None else None]
        known = [loss for loss in losses if loss is not None]
        return left, max(known) if len(known) == len(losses) else None

    def _left(self, history: History, leaves: Sequence[Leaves]) -> History:
        points, continuous = history.points, history.continuous
        for each in leaves:
            points = tuple(p for p in points if self._is_left(p, each))
            continuous = tuple(c for c in continuous if self._is_left(c, each))
        return replace(history, points=points, continuous=continuous)

    def _is_left(self, point: RecoveryPoint | ContinuousPoint, leaves: Leaves) -> bool:
        one = self.kind.one
        match leaves:
            case Leaves.ALL:
                return True
            case Leaves.OTHER_VAULTS:
                home = {(rule.region, rule.vault) for rule in one.rules}
                return (point.region, point.vault) not in home
            case Leaves.OTHER_REGIONS:
                return point.region != one.resource.region
            case Leaves.OTHER_ACCOUNTS:
                return point.account_id != one.resource.account_id


def _between(history: History, start: datetime, end: datetime) -> History:
    """Keep the points that matter between two instants."""
    points = (
        p for p in history.points if p.complete < end and (p.expires is None or p.expires > start)
    )
    return replace(history, points=tuple(points))
