"""What is wrong with the alerting paths: as declared, and as followed for each fault."""

from bamp_pulumi.rehearsal.findings.find import find_alerting_problems
from bamp_pulumi.rehearsal.findings.finding import REHEARSAL_CODES, RehearsalFinding
from bamp_pulumi.rehearsal.findings.unsaid import find_unsaid

__all__ = ["REHEARSAL_CODES", "RehearsalFinding", "find_alerting_problems", "find_unsaid"]
