"""Whether somebody is notified of each fault of each data store, from a rehearsal of one day.

What a fault does to backups over months is not asked here, so a day is enough: whether somebody is
notified depends on what is declared, and not on what has been kept by then.
"""

from datetime import UTC, date, datetime, time

from bamp_pulumi.changes.snapshot import NoticeState
from bamp_pulumi.coverage import Coverage
from bamp_pulumi.rehearsal import rehearse

__all__ = ["notices_of"]


def notices_of(coverage: Coverage, *, today: date) -> tuple[NoticeState, ...]:
    """Rehearse every fault, and record for each data store who is notified."""
    start = datetime.combine(today, time.min, UTC)
    rehearsal = rehearse(coverage, start=start, days=1, at=start)
    return tuple(
        NoticeState(
            fault=fault.outcome.fault,
            program=member.resource.program,
            urn=member.resource.urn,
            notified=fault.outcome.detected,
            recipients={
                f"{one.recipient.kind} {one.recipient.address}": one.minutes
                for one in fault.outcome.notified
            },
        )
        for one in rehearsal.kinds
        for fault in one.faults
        for member in one.kind.members
    )
