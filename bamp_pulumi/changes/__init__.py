"""A change of an estate as one value: what was, what is, what is lost.

Pure: two snapshots in, their differences out. A snapshot is taken from how an estate stands, or
read from the document of an earlier preview. Loads the simulation only when faults are asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from bamp_pulumi.changes.aspect import Aspect, Unit
from bamp_pulumi.changes.change import (
    PROVIDER_DEFAULT,
    UNKNOWN_VALUE,
    About,
    Change,
    Changes,
    Direction,
)
from bamp_pulumi.changes.compare import changes
from bamp_pulumi.changes.comparison import Comparison
from bamp_pulumi.changes.older import as_read_now, inputs_compared
from bamp_pulumi.changes.snapshot import NoticeState, Snapshot, StoreState
from bamp_pulumi.changes.spelled import effect_spelled, name_spelled
from bamp_pulumi.changes.taken import snapshot_of
from bamp_pulumi.changes.transition import judge_transition

if TYPE_CHECKING:
    from bamp_pulumi.changes.notices import notices_of

__all__ = [
    "PROVIDER_DEFAULT",
    "UNKNOWN_VALUE",
    "About",
    "Aspect",
    "Change",
    "Changes",
    "Comparison",
    "Direction",
    "NoticeState",
    "Snapshot",
    "StoreState",
    "Unit",
    "as_read_now",
    "changes",
    "effect_spelled",
    "inputs_compared",
    "judge_transition",
    "name_spelled",
    "notices_of",
    "snapshot_of",
]


def __getattr__(name: str) -> object:
    """Load what needs a simulation when it is first asked for."""
    if name != "notices_of":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("bamp_pulumi.changes.notices"), name)
