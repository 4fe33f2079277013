"""What may go wrong, what AWS says when it does, and who hears of it."""

from bamp_pulumi.rehearsal.faults.effects import Effect, disturb
from bamp_pulumi.rehearsal.faults.kinds import FAULTS, Fault, Leaves
from bamp_pulumi.rehearsal.faults.outcome import Outcome, strike
from bamp_pulumi.rehearsal.faults.scene import Scene, scene_of

__all__ = [
    "FAULTS",
    "Effect",
    "Fault",
    "Leaves",
    "Outcome",
    "Scene",
    "disturb",
    "scene_of",
    "strike",
]
