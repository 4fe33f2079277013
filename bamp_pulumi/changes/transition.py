"""What a deployment loses, by the preview that planned it: findings beside those of coverage.

The estate before is judged as the one after is, and the two are compared. What is deleted or
replaced is a loss of its own, for what was kept of it goes with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bamp_pulumi.catalog import Protection
from bamp_pulumi.changes.aspect import Aspect, Unit
from bamp_pulumi.changes.change import UNKNOWN_VALUE, About, Change, Direction
from bamp_pulumi.changes.compare import changes
from bamp_pulumi.changes.effects import Replaced
from bamp_pulumi.changes.grave import Grave, gravity
from bamp_pulumi.changes.lock_losses import lock_losses
from bamp_pulumi.changes.lost_notices import LostNotices, compare_notices
from bamp_pulumi.changes.spelled import effect_spelled, name_spelled
from bamp_pulumi.changes.taken import snapshot_of
from bamp_pulumi.coverage import (
    Coverage,
    Finding,
    ResourceCoverage,
    Severity,
    Status,
    acknowledged_in_words,
    cover,
    secret_words,
    without_secrets,
)
from bamp_pulumi.estate import Estate, OperationKind
from bamp_pulumi.policy import Acknowledgement, LossKind

__all__ = ["judge_transition"]

_CODES: Final = {
    LossKind.DELETED: "BAMP-V97",
    LossKind.REPLACED: "BAMP-V97",
    LossKind.WEAKENED: "BAMP-V98",
}
_MAY_BE_LOST: Final = "BAMP-V99"
_NAMED: Final = frozenset({Aspect.GUARD, Aspect.INPUT, Aspect.PROTECTION})
"""Aspects of inputs: the input itself says what changes."""
_RECORD: Final = "if that is meant, record it in `losses` of the policy"
_EXEMPT_FIRST: Final = (
    "if that is meant, exempt it in a deployment before this one, or record it in `losses` of the "
    "policy"
)


def judge_transition(coverage: Coverage, *, today: date) -> Coverage:
    """Add a finding for everything that a deployment deletes, replaces or weakens.

    Args:
        coverage: How the estate stands after its deployments.
        today: Day of the judgement.

    Returns:
        The coverage as it is where no given preview says what there was before.
    """
    deployed, policy = coverage.estate.deployed, coverage.policy
    if deployed is None or policy is None:
        return coverage
    was = cover(deployed, policy, today=today)
    found = tuple(_Judge(was, coverage, today).findings())
    words = secret_words(deployed)
    if words is not None:
        found = tuple(replace(one, message=words(one.message)) for one in found)
    return replace(coverage, findings=(*coverage.findings, *dict.fromkeys(found)))


def _unplanned(estate: Estate) -> frozenset[str]:
    """List the programs whose operations no engine has planned."""
    return frozenset(one.program for one in estate.operations if not one.by_engine)


def _replaced(estate: Estate) -> Replaced:
    return {
        (one.program, one.urn): one.reasons
        for one in estate.operations
        if one.kind is OperationKind.REPLACE
    }


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges what is lost between two estates."""

    was: Coverage
    now: Coverage
    today: date

    def findings(self) -> Iterator[Finding]:
        """List what is lost, and what may be."""
        replaced = _replaced(self.now.estate)
        before, after = (snapshot_of(without_secrets(one)) for one in (self.was, self.now))
        compared = changes(
            before, after, replaced=replaced, unplanned=_unplanned(self.now.estate)
        ).changes
        notices = compare_notices(self.was, self.now, compared, today=self.today)
        yield from map(self._unnotified, notices.lost)
        of_locks = tuple(lock_losses(self.now.estate))
        tiers = {
            (c.program, c.urn)
            for c in compared
            if c.aspect is Aspect.TIER and c.direction is not Direction.UNSURE
        }
        exempt = {
            (one.resource.program, one.resource.urn)
            for one in self.now.resources
            if one.status is Status.EXEMPT
        }
        for change in (*of_locks, *compared):
            place = change.program, change.urn
            if change.about is About.VAULT and of_locks and _is_of_lock(change):
                continue  # the deletion of the lock says it
            if change.about is About.PART and place in notices.unrelated:
                continue
            grave = gravity(change, is_retiered=place in tiers, is_exempt=place in exempt)
            if grave is not None:
                yield self._finding(change, grave)

    def _unnotified(self, lost: LostNotices) -> Finding:
        """Return what is said of faults of which nobody is surely notified any more."""
        is_lost = lost.direction is Direction.LOST
        said, at_most = lost.in_words(), Severity.ERROR
        accepted = self._accepted(lost)
        if accepted is not None:
            said, at_most = f"{said}; {acknowledged_in_words(accepted)}", Severity.INFO
        elif is_lost:
            said = f"{said}; {_RECORD}"
        program, urn = lost.place
        return Finding(
            id=_CODES[LossKind.WEAKENED] if is_lost else _MAY_BE_LOST,
            message=said,
            urn=urn,
            program=program,
            at_most=at_most,
        )

    def _accepted(self, lost: LostNotices) -> Acknowledgement | None:
        """Return what the policy records of a resource that was needed, or of all alerts."""
        by_policy = self.now.acknowledged
        recorded = (by_policy.loss(one.urn, _kind(one)) for one in lost.by)
        own = by_policy.loss(lost.place[1], LossKind.WEAKENED)
        return next(filter(None, recorded), own or by_policy.no_alerts)

    def _finding(self, change: Change, grave: Grave) -> Finding:
        store = self._store(change)
        kind = _kind(change)
        said = _in_words(change, kind)
        at_most = Severity.ERROR
        code = _CODES[kind] if grave is Grave.LOSS else _MAY_BE_LOST
        if kind in (LossKind.DELETED, LossKind.REPLACED) and code != _MAY_BE_LOST:
            if store is not None and store.status is Status.EXEMPT:
                said, at_most = f"{said}; it is exempt: {store.how}", Severity.INFO
            elif (
                store is not None
                and store.store is not None
                and (store.store.protection is Protection.REBUILDABLE)
            ):
                at_most = Severity.WARNING
        accepted = self.now.acknowledged.loss(change.urn, kind)
        if accepted is not None:
            said, at_most = f"{said}; {acknowledged_in_words(accepted)}", Severity.INFO
        elif at_most is Severity.ERROR and code != _MAY_BE_LOST:
            said = f"{said}; {_RECORD if store is None else _EXEMPT_FIRST}"
        return Finding(
            id=code, message=said, urn=change.urn, program=change.program, at_most=at_most
        )

    def _store(self, change: Change) -> ResourceCoverage | None:
        """Return how a data store stood that is deleted or replaced; None for anything else."""
        if change.about is not About.STORE or change.aspect not in (
            Aspect.DECLARED,
            Aspect.REPLACED,
        ):
            return None
        return next(
            (
                one
                for one in self.was.resources
                if one.resource.program == change.program
                and change.urn in (one.resource.urn, *one.resource.aliases)
            ),
            None,
        )


def _is_of_lock(change: Change) -> bool:
    """Return True for what a vault loses with its lock."""
    is_gone = change.aspect is Aspect.LOCK and change.after == "none"
    return is_gone or (change.aspect in (Aspect.LEAST, Aspect.MOST) and change.after is None)


def _kind(change: Change) -> LossKind:
    match change.aspect:
        case Aspect.DECLARED:
            return LossKind.DELETED
        case Aspect.REPLACED:
            return LossKind.REPLACED
        case _:
            return LossKind.WEAKENED


def _in_words(change: Change, kind: LossKind) -> str:
    noun = str(change.about) if change.about in (About.VAULT, About.PLAN) else ""
    noun = noun or change.type.rpartition(":")[2]
    effect = f": {effect_spelled(change)}" if change.effect else ""
    if kind is LossKind.DELETED and change.before is None:
        return f"{noun} {change.name} comes{effect}"
    if kind is LossKind.DELETED:
        return f"{noun} {change.name} is deleted{effect}"
    if kind is LossKind.REPLACED:
        because = f" ({name_spelled(change)})" if change.of else ""
        return f"{noun} {change.name} is replaced{because}{effect}"
    what = _what(change)
    return f"{noun} {change.name}: {what}{effect}"


def _what(change: Change) -> str:
    """Return what changes: `retention of daily: 30 days before, 1 day after`."""
    named = name_spelled(change) if change.aspect in _NAMED else str(change.aspect)
    if change.of and change.aspect not in _NAMED:
        named = f"{named} of {name_spelled(change)}"
    if change.before == change.after == UNKNOWN_VALUE:
        return f"whether {named} stays as it is is not known: its value cannot be read"
    return f"{named} is {_value(change, change.after)}, and was {_value(change, change.before)}"


def _value(change: Change, value: str | None) -> str:
    if value is None:
        return "none"
    if change.unit is Unit.NONE or not value.isdecimal():
        return value or "empty"
    unit = str(change.unit)
    return f"{value} {unit.removesuffix('s') if value == '1' else unit}"
