"""One fault, as data: what happens, what AWS emits then, and what it does to the backups."""

from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from typing import Final

from bamp_pulumi.catalog import BACKUP_METRIC_NAMESPACE
from bamp_pulumi.rehearsal.delivery import Absence, Datapoint, Outage, Signal
from bamp_pulumi.rehearsal.effects import Effect
from bamp_pulumi.rehearsal.faults.scene import Scene, Trait
from bamp_pulumi.rehearsal.faults.templates import fill

__all__ = ["Fault", "Leaves"]

_BACKED_UP: Final = frozenset({Trait.BACKED_UP})
_NO_OUTAGE: Final = Outage()


class Leaves(StrEnum):
    """What a fault leaves to restore from."""

    ALL = "all"
    OTHER_VAULTS = "other vaults"
    """What is not in the vault of the backups: its key is lost."""
    OTHER_REGIONS = "other Regions"
    OTHER_ACCOUNTS = "other accounts"
    """What is in other accounts: in its own, somebody may delete everything that no lock keeps,
    and a lock may be removed."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that may go wrong."""

    happens: str
    """What happens, in one sentence."""
    emits: tuple[Signal, ...] = ()
    """Templates of what AWS emits then. Default: nothing, and nobody can be notified."""
    effect: Effect = Effect.NOTHING
    """What it does to the backups until it is fixed."""
    _: KW_ONLY
    leaves: Leaves = Leaves.ALL
    """What can still be restored from."""
    needs: frozenset[Trait] = _BACKED_UP
    """What must be true for it to apply. Default: a rule backs the resource up."""
    outage: Outage = _NO_OUTAGE
    """Template of what it puts out of service, where it is a fault of the alerts themselves: then
    somebody has to be notified that they are broken, at the next thing that goes wrong."""
    ordinarily: tuple[Signal, ...] = ()
    """Templates of what AWS emits in place of `emits` when nothing is wrong: a recipient that gets
    both alike is not notified of the fault. Default: nothing."""
    storms: bool = False
    """Whether it is what many resources have at once in a storm."""
    of_vault: bool = False
    """Whether it happens to a vault or its key: then it may happen to the vault of a copy as well,
    and somebody has to be notified wherever it does."""
    source: str
    """The pages that say what happens, and what AWS emits of it, as `catalog/pages.toml` names
    them; it has the day on which each was read."""

    @property
    def is_of_alerts(self) -> bool:
        """Return True if it is a fault of the alerts themselves."""
        return self.outage != _NO_OUTAGE

    @property
    def is_looked_for(self) -> bool:
        """Return True if only a check that looks at what was made may find it."""
        return any(isinstance(one, Absence) for one in self.emits)

    def applies_to(self, scene: Scene) -> bool:
        """Return True if it may happen in a scene.

        What only a metric of the resource itself shows can happen to those that publish it.
        """
        published = {BACKUP_METRIC_NAMESPACE, scene.metric_namespace}
        metrics = (one for one in self.emits if isinstance(one, Datapoint))
        return self.needs <= scene.traits and all(m.namespace in published for m in metrics)

    def signals(self, scene: Scene) -> tuple[Signal, ...]:
        """List what AWS emits in a scene."""
        return tuple(fill(one, scene) for one in self.emits)

    def ordinary_signals(self, scene: Scene) -> tuple[Signal, ...]:
        """List what AWS emits in the same scene when nothing is wrong."""
        return tuple(fill(one, scene) for one in self.ordinarily)
