"""What a blue/green deployment deletes, which a preview shows as an update in place."""

from typing import Final

from bamp_pulumi.catalog import BLUE_GREEN_INPUT, BLUE_GREEN_TYPE, NOT_BY_BLUE_GREEN
from bamp_pulumi.changes.aspect import Aspect
from bamp_pulumi.changes.change import Change, Direction, unnamed
from bamp_pulumi.changes.settings import hash_of
from bamp_pulumi.changes.snapshot import StoreState

__all__ = ["blue_green_update"]

_OFF: Final = frozenset({hash_of({"enabled": False}), hash_of({})})
_EFFECT: Final = (
    "it is updated by a blue/green deployment: the new one has its data, and the old one is "
    "deleted without a final snapshot, in spite of deletion protection; its automated backups, and "
    "every moment before the switchover, are deleted with it"
)
_CONTINUOUS: Final = (
    "; while AWS Backup keeps a continuous recovery point of the old one, AWS refuses that, and "
    "the deployment fails after the switchover"
)


def blue_green_update(old: StoreState, new: StoreState) -> Change | None:
    """Return what an update by a blue/green deployment deletes; None where there is none.

    Whether an update goes that way is decided by the provider: it is never sure.

    Args:
        old: The database as it was.
        new: The database as it is: its own setting says how it is updated.
    """
    setting = new.settings.get(BLUE_GREEN_INPUT)
    if new.type != BLUE_GREEN_TYPE or setting is None or setting in _OFF:
        return None
    names = {*old.settings, *new.settings} - NOT_BY_BLUE_GREEN
    changed = sorted(n for n in names if old.settings.get(n) != new.settings.get(n))
    if not changed:
        return None
    found = unnamed(
        Direction.UNSURE,
        Aspect.REPLACED,
        of=", ".join(changed),
        before="this one",
        after="another one",
    )
    is_continuous = any(rule.continuous for rule in old.rules)
    return found.model_copy(update={"effect": _EFFECT + (_CONTINUOUS if is_continuous else "")})
