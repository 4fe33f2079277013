"""What is wrong with the wiring of alerts: found as declared, and along the ways of the faults."""

from bamp_pulumi.rehearsal.wiring.find import find_wiring
from bamp_pulumi.rehearsal.wiring.finding import WIRING_CODES, WiringFinding
from bamp_pulumi.rehearsal.wiring.unsaid import find_unsaid

__all__ = ["WIRING_CODES", "WiringFinding", "find_unsaid", "find_wiring"]
