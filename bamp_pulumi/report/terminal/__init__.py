"""What `bamp` prints: the only part of the reports that needs a terminal library (extra `cli`)."""

from bamp_pulumi.report.terminal.preview import print_preview
from bamp_pulumi.report.terminal.rehearsal import print_rehearsal

__all__ = ["print_preview", "print_rehearsal"]
