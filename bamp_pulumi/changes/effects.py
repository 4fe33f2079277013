"""What a change does to what is kept already: what a comparison of two states does not show.

Sources: the rows of the catalog that are read here; AWS Managed Services change type reference,
management-aws-backup-plan-update (a changed plan has no effect on existing backups); Amazon RDS
API, ModifyDBInstance (BackupRetentionPeriod); Amazon S3 User Guide, lifecycle-configuration (rules
apply to existing objects) (read 2026-11-28).
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog import (
    DELETION_EFFECTS,
    DELETION_GUARDS,
    PERHAPS_REPLACING,
    REPLACING_INPUTS,
    STORE_GUARDS,
    DeletionEffect,
    PerhapsReplacing,
    StoreGuards,
)
from bamp_pulumi.changes.aspect import Aspect
from bamp_pulumi.changes.change import Change, Direction, unnamed
from bamp_pulumi.changes.settings import hash_of
from bamp_pulumi.changes.snapshot import PartState, StoreState
from bamp_pulumi.changes.state import DeclaredState
from bamp_pulumi.changes.statement_changes import ALLOWED_AGAIN, lost_guards
from bamp_pulumi.coverage import Status

__all__ = ["STAYS", "Replaced", "deletion_effect", "replacement", "value_effect"]

Replaced = Mapping[tuple[str, str], tuple[str, ...]]
"""The inputs because of which resources are replaced, by program and URN of now."""

STAYS: Final = "stays in AWS, outside of Pulumi"
"""What an effect says of a resource that is only forgotten (`retain_on_delete`)."""
_FINAL: Final = "skipFinalSnapshot"
_AUTOMATED: Final = "deleteAutomatedBackups"
_EMPTY: Final = hash_of("")
_NEW_ONES: Final = "recovery points that exist keep their retention; new ones do not"
_EFFECTS: Final[Mapping[Aspect, str]] = MappingProxyType(
    {
        Aspect.RETENTION: _NEW_ONES,
        Aspect.COPY: _NEW_ONES,
        Aspect.ANY_SECOND: "new recovery points restore to one moment only",
        Aspect.AIR_GAP: "no more copies go there; those that exist stay until their retention ends",
        Aspect.NATIVE: "the service deletes its own backups that are older",
        Aspect.VERSIONS: "Amazon S3 deletes noncurrent versions that are older, existing ones too",
        Aspect.OBJECTS: "Amazon S3 deletes objects that are older, existing ones too; with "
        "versioning they become noncurrent versions",
        Aspect.LOCK: "recovery points can be deleted, and their retention shortened",
        Aspect.LEAST: "recovery points can be made that are deleted sooner",
    }
)


_PERHAPS: Final[Mapping[Aspect, str]] = MappingProxyType(
    {
        Aspect.START_WINDOW: "a job that has not begun by then is cancelled",
        Aspect.COMPLETION_WINDOW: "a job that has not ended by then is cancelled",
    }
)
"""Of what is unsure."""


def value_effect(aspect: Aspect, direction: Direction) -> str:
    """Return what a lesser value of an aspect does to what is kept; empty where nothing is known.

    Args:
        aspect: What changes.
        direction: Whether less is kept, or may be; a gain deletes nothing.
    """
    if direction is Direction.UNSURE:
        return _PERHAPS.get(aspect, "")
    return _EFFECTS.get(aspect, "") if direction is Direction.LOST else ""


def deletion_effect(state: DeclaredState, *, replaced: bool) -> str:
    """Return what AWS does when a resource is deleted or replaced; empty when nothing is lost.

    Args:
        state: The resource as it is deployed: its own settings decide what is kept of it.
        replaced: Whether another one takes its place.
    """
    return "; ".join(_clauses(state, replaced=replaced))


def _clauses(state: DeclaredState, *, replaced: bool) -> Iterator[str]:
    stays = state.guards.get("retainOnDelete") is True
    if isinstance(state, StoreState):
        if replaced:
            yield "the new one is empty"
        yield from () if stays else _of_store(state, replaced=replaced)
    else:
        row = DELETION_EFFECTS.get(state.type)
        said = "" if row is None else row.replaced if replaced else row.deleted
        if isinstance(state, PartState) and state.denies and not replaced:
            said = f"{ALLOWED_AGAIN}: {'; '.join(state.denies)}"
        is_unused = isinstance(state, PartState) and state.serves_no_backup
        guards = row.guards if row is not None else ()
        if row is None or not said or not _is_said_of(state, row):
            # Of a policy that is replaced, what the new one denies no more is compared for itself.
            said, guards = "" if replaced else lost_guards(state)[1], ()
        if not said or is_unused:
            return
        if replaced or not stays:
            yield said
        yield from () if stays else _of_guards(state, guards, {}, {})
    if stays:
        yield f"the old one {STAYS}" if replaced else f"it {STAYS}"


def _is_said_of(state: DeclaredState, row: DeletionEffect) -> bool:
    """Return True for a resource that may be one of those that a row is about."""
    return all(
        name in state.secrets
        or (state.settings.get(name) is None and name not in row.left_out)
        or state.settings.get(name) in {hash_of(value) for value in values}
        for name, values in row.only.items()
    )


def _of_store(state: StoreState, *, replaced: bool) -> Iterator[str]:
    """List what becomes of the data, and of what is kept of it."""
    yield "the data of the old one is deleted" if replaced else "its data is deleted"
    row = STORE_GUARDS.get(state.type)
    if row is not None:
        is_continuous = any(rule.continuous for rule in state.rules)
        instead = {_FINAL: _without_final(state, row)}
        if row.with_continuous and is_continuous and _guards(state, _AUTOMATED, {}) is not True:
            instead[_AUTOMATED] = row.with_continuous
        yield from _of_guards(state, row.guards, row.absent, instead)
        if row.also:
            yield row.also
    if state.status is Status.PROTECTED:
        yield "recovery points that AWS Backup has made stay until their retention ends"


def _without_final(state: StoreState, row: StoreGuards) -> str:
    """Return why no final snapshot can be made that is asked for; empty where it can."""
    if _guards(state, _FINAL, row.absent) is not True:
        return ""
    if row.replica_by and _is_given(state, row.replica_by):
        return (
            "AWS refuses that, for it makes no final snapshot of a read replica, and the "
            "deployment fails"
        )
    if row.named_by and not _is_given(state, row.named_by):
        return f"the provider refuses that without `{row.named_by}`, and the deployment fails"
    return ""


def _is_given(state: DeclaredState, name: str) -> bool:
    """Return True if an input is written; an empty text is none for the provider."""
    if name in state.secrets:
        return True
    return state.settings.get(name, _EMPTY) != _EMPTY


def _guards(state: DeclaredState, name: str, absent: Mapping[str, bool]) -> bool | None:
    return state.guards.get(name, absent.get(name, DELETION_GUARDS[name].absent))


def _of_guards(
    state: DeclaredState,
    names: Iterable[str],
    absent: Mapping[str, bool],
    instead: Mapping[str, str],
) -> Iterator[str]:
    """List what each switch against deletion decides; perhaps, where it is not known."""
    for name in names:
        guards = _guards(state, name, absent)
        guard = DELETION_GUARDS[name]
        said = instead.get(name, "")
        if said:
            yield said
        elif guards is True and guard.kept:
            yield guard.kept
        elif guards is not True and guard.lost:
            yield guard.lost if guards is False else f"perhaps {guard.lost}"


def replacement(old: DeclaredState, new: DeclaredState, replaced: Replaced | None) -> Change | None:
    """Return the loss that a replacement is; None where nothing is replaced, or nothing is lost.

    Where it is not sure that the provider replaces it, the effect begins with the case in which it
    does.

    Args:
        old: The resource as it was.
        new: The resource as it is.
        replaced: What an engine says is replaced. None: nobody has asked one, and what the catalog
            says of the inputs that changed decides.
    """
    effect = deletion_effect(old, replaced=True)
    if not effect:
        return None
    if replaced is None:
        reasons, cases, direction = _by_catalog(old, new)
        if not reasons:
            return None
        effect = "; ".join((*cases, effect))
    else:
        place = new.program, new.urn
        if place not in replaced:
            return None
        reasons, direction = replaced[place], Direction.LOST
    found = unnamed(
        direction,
        Aspect.REPLACED,
        of=", ".join(reasons),
        before="this one",
        after="another one",
    )
    return found.model_copy(update={"effect": effect})


def _by_catalog(
    old: DeclaredState, new: DeclaredState
) -> tuple[tuple[str, ...], tuple[str, ...], Direction]:
    """List the changed inputs that make the provider replace it, and whether they surely do.

    An input that one side leaves out may have had the same value all along. What replaces it only
    in some cases counts where nothing else does, and the cases are returned with it.
    """
    names = REPLACING_INPUTS.get(new.type, frozenset())
    changed = sorted(n for n in names if old.settings.get(n) != new.settings.get(n))
    is_sure = any(name in old.settings and name in new.settings for name in changed)
    regions = [(side.read or {}).get("region") for side in (old, new)]
    if all(regions) and regions[0] != regions[1] and isinstance(new, StoreState):
        changed, is_sure = ["region", *changed], True
    if is_sure:
        return tuple(changed), (), Direction.LOST
    sometimes = PERHAPS_REPLACING.get(new.type, {})
    perhaps = {n: row for n, row in sometimes.items() if _may_replace(n, row, old, new)}
    sure = [n for n, row in perhaps.items() if row.surely]
    cases = [f"where `{n}` replaces it: {row.where}" for n, row in perhaps.items()]
    direction = Direction.LOST if sure else Direction.UNSURE
    return tuple(sorted({*changed, *perhaps})), tuple(cases), direction


def _may_replace(name: str, row: PerhapsReplacing, old: DeclaredState, new: DeclaredState) -> bool:
    """Return True if an input changed, and no other one says that it is changed in place."""
    was, now = old.settings.get(name), new.settings.get(name)
    if was == now:
        return False
    happens = {
        "": True,
        "removed": now is None,
        "toggled": was is None or now is None,
        "written": now is not None,
    }
    if not happens[row.surely]:
        return False
    return not any(
        new.settings.get(other) in {hash_of(value) for value in values}
        for other, values in row.unless.items()
    )
