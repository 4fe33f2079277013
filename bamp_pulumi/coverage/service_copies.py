"""Whether the service of a data store copies its own snapshots to a Region, as a resource asks."""

from bamp_pulumi.catalog import SERVICE_COPIES, whole_number
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.estate import Resource

__all__ = ["copied_by_service"]


def copied_by_service(subject: Subject, region: str) -> str:
    """Return which resource certainly has the service copy there; empty for none."""
    row = SERVICE_COPIES.get(subject.resource.type)
    if row is None:
        return ""
    for copy in subject.account.estate.of_type(row.type):
        is_of_it = _names(copy, subject.resource, row.link)
        if is_of_it and copy.text(row.region) == region and _stands(subject, copy):
            given = copy.value(row.days)
            days = row.default_days if given is None else whole_number(given)
            kept = "for a time that is not known" if days is None else f"for {days} days"
            return f"{copy.name} has the service copy its own snapshots there, kept {kept}"
    return ""


def _names(copy: Resource, store: Resource, link: str) -> bool:
    """Return True if a name is certainly that of the data store: it is unique in its place."""
    return (
        bool(copy.text(link)) and copy.text(link) == store.text(link) and copy.shares_place(store)
    )


def _stands(subject: Subject, copy: Resource) -> bool:
    return subject.account.permissions.standing.of(copy).is_allowed
