"""Locks that are deleted or replaced: a snapshot knows them only as a part of their vaults."""

from collections.abc import Iterator
from typing import Final

from bamp_pulumi.changes.aspect import Aspect
from bamp_pulumi.changes.change import About, Change, Direction, unnamed
from bamp_pulumi.changes.effects import deletion_effect
from bamp_pulumi.changes.settings import guards_of
from bamp_pulumi.changes.snapshot import PartState
from bamp_pulumi.declared import LOCK
from bamp_pulumi.estate import Estate, OperationKind, declared_in_python

__all__ = ["lock_losses"]

_OURS: Final = "bamp:index:BackupVault$"
"""Part of the URN of a lock that our own component declares: it deletes before it creates."""


def lock_losses(estate: Estate) -> Iterator[Change]:
    """List the locks that operations of an estate delete or replace."""
    for one in estate.operations:
        before = one.before
        if before is None or before.type != LOCK:
            continue
        if one.kind not in (OperationKind.DELETE, OperationKind.REPLACE):
            continue
        is_replaced = one.kind is OperationKind.REPLACE
        state = PartState(
            program=one.program,
            urn=one.urn,
            type=before.type,
            name=before.name,
            guards=guards_of(before),
        )
        effect = deletion_effect(state, replaced=is_replaced)
        deletes_first = one.deletes_first or _OURS in one.urn
        if is_replaced and deletes_first:
            effect = effect.partition(";")[0]
        yield unnamed(
            # What is back after seconds is to be looked at; what does not come back is lost.
            Direction.UNSURE if is_replaced and deletes_first else Direction.LOST,
            Aspect.REPLACED if is_replaced else Aspect.DECLARED,
            of=", ".join(one.reasons),
            before="declared",
            after="another one" if is_replaced else None,
        ).model_copy(
            update={
                "about": About.PART,
                "program": one.program,
                "urn": one.urn,
                "type": before.type,
                "name": before.name,
                "in_python": declared_in_python(before.source),
                "effect": effect,
            }
        )
