"""What may go wrong, what AWS emits when it does, and who is notified."""

from bamp_pulumi.rehearsal.faults.events import EVENTS
from bamp_pulumi.rehearsal.faults.fault import Fault, Leaves
from bamp_pulumi.rehearsal.faults.outcome import Outcome, inject
from bamp_pulumi.rehearsal.faults.scene import (
    NO_TRAIL,
    Scene,
    Trait,
    alerting_traits,
    scene_of,
    trails_there,
)
from bamp_pulumi.rehearsal.faults.table import FAULTS

__all__ = [
    "EVENTS",
    "FAULTS",
    "NO_TRAIL",
    "Fault",
    "Leaves",
    "Outcome",
    "Scene",
    "Trait",
    "alerting_traits",
    "inject",
    "scene_of",
    "trails_there",
]
