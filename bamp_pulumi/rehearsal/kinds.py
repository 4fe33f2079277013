"""Resources that fare alike: what happens to one happens to all, so one is simulated for all."""

from collections.abc import Iterable
from dataclasses import dataclass

from bamp_pulumi.coverage import ResourceCoverage, Status
from bamp_pulumi.declared import BusyWindow, busy_windows

__all__ = ["Kind", "kinds_of", "windows_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Resources of one type, tier and treatment."""

    members: tuple[ResourceCoverage, ...]

    @property
    def one(self) -> ResourceCoverage:
        """The member that is simulated for all."""
        return self.members[0]


def kinds_of(resources: Iterable[ResourceCoverage]) -> tuple[Kind, ...]:
    """Group the resources that are protected, in the order of their first members.

    What is not surely backed up has no history: nothing of it is restorable as far as is known.
    """
    groups: dict[object, list[ResourceCoverage]] = {}
    for covered in resources:
        if covered.status in (Status.PROTECTED, Status.NATIVE):
            groups.setdefault(_treatment(covered), []).append(covered)
    return tuple(Kind(members=tuple(group)) for group in groups.values())


def _treatment(covered: ResourceCoverage) -> object:
    """Return all that decides what happens to a resource."""
    store = covered.store
    return (
        covered.label,
        None if store is None else store.continuous_rpo_minutes,
        covered.resource.account_id,
        covered.resource.region,
        covered.tier,
        covered.rules,
        covered.copies,
        covered.cadences,
        covered.native,
        windows_of(covered),
    )


def windows_of(covered: ResourceCoverage) -> tuple[BusyWindow, ...]:
    """List the windows in which no backup job of a resource can start."""
    if covered.store is None:
        return ()
    is_continuous = any(rule.continuous for rule in covered.rules)
    return busy_windows(covered.store, covered.resource, is_continuous=is_continuous)
