"""Messages to people that leave out what has happened, or what it has happened to."""

from bamp_pulumi.rehearsal.delivery import Delivered
from bamp_pulumi.rehearsal.findings.finding import RehearsalFinding

__all__ = ["find_unsaid"]


def find_unsaid(end: Delivered) -> RehearsalFinding:
    """Return what a message leaves out, and which fields of the event it would have to include."""
    says = end.says
    if says.what is False and says.about is False:
        why = "its message contains nothing about what failed"
    elif says.about is False:
        why = "its message does not name what failed"
    else:
        why = "its message names something, and not what happened to it"
    takes = " and ".join(says.takes)
    write = f"; send the whole event, or a template that takes {takes}" if takes else ""
    return RehearsalFinding(code="BAMP-W14", at=says.by or end.by[-1], why=f"{why}{write}")
