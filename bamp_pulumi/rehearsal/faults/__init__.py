"""What may go wrong, what AWS says when it does, and who hears of it."""

from bamp_pulumi.rehearsal.faults.kinds import FAULTS, Fault, Leaves
from bamp_pulumi.rehearsal.faults.outcome import Outcome, strike
from bamp_pulumi.rehearsal.faults.scene import Scene, scene_of

__all__ = ["FAULTS", "Fault", "Leaves", "Outcome", "Scene", "scene_of", "strike"]
