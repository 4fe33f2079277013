"""Types without a row in the catalog: what protects them is not known."""

from typing import Final

from bamp_pulumi.catalog import DataStore, Protection, TagShape
from bamp_pulumi.coverage.result import ResourceCoverage, Status
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.coverage.written import decision
from bamp_pulumi.estate import Resource

__all__ = ["is_unlisted", "judge_unlisted", "unlisted"]

_NOBODY: Final = "the type is not classified"


def unlisted(resource: Resource) -> DataStore:
    """Return a row for a type without one: it may hold data, and its tags may exempt it."""
    return DataStore(
        type=resource.type,
        label=resource.type,
        protection=Protection.NONE,
        tags=TagShape.PAIRS if isinstance(resource.inputs.get("tags"), list) else TagShape.MAP,
        source=_NOBODY,
        read_on="",
    )


def is_unlisted(store: DataStore) -> bool:
    """Return True if a row stands in for a type that the catalog does not have."""
    return store.source == _NOBODY


def judge_unlisted(subject: Subject) -> ResourceCoverage:
    """Judge what nobody can judge: not verified, unless somebody decides that it is exempt."""
    message = (
        f"{subject.resource.type} may hold data, and this version of bamp_pulumi knows nothing of "
        f"it; upgrade, or record that it needs no backup: {decision(subject)}"
    )
    return ResourceCoverage(
        resource=subject.resource,
        label=subject.resource.type,
        store=None,
        status=Status.UNVERIFIED,
        how="type not in the catalog",
        findings=(subject.finding("BAMP-V25", message),),
    )
