"""A data store whose data is in other data stores has their status.

AWS Backup protects the volumes of an FSx for ONTAP file system; the file system itself holds
nothing beside them. Where all volumes that are declared on it are kept, it is kept too. A volume
that is exempt was decided about; exempt volumes alone keep nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bamp_pulumi.catalog import Members
from bamp_pulumi.coverage.result import ResourceCoverage, Status
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.truth import Truth

__all__ = ["kept_by_members"]

_KEPT: Final = frozenset({Status.PROTECTED, Status.NATIVE})
_SETTINGS: Final = frozenset({"BAMP-V19", "BAMP-V20"})
"""What is reported of the service's own backups, which are not needed then."""


def kept_by_members(
    estate: Estate, judged: Sequence[ResourceCoverage]
) -> tuple[ResourceCoverage, ...]:
    """Judge again what no backup of its own keeps, by its members."""
    return tuple(_judge(estate, covered, judged) for covered in judged)


def _judge(
    estate: Estate, covered: ResourceCoverage, judged: Sequence[ResourceCoverage]
) -> ResourceCoverage:
    members = covered.store.members if covered.store is not None else None
    lacks_backups = {finding.id for finding in covered.findings} & _SETTINGS
    if members is None or covered.status is not Status.UNPROTECTED or not lacks_backups:
        return covered
    beside = [each for each in judged if each.resource.type == members.type]
    belong = [(each, _is_of(estate, members, each.resource, covered.resource)) for each in beside]
    sure = [each for each, is_of in belong if is_of]
    decided = [each for each, is_of in belong if is_of is not False]
    if not any(each.status in _KEPT for each in sure):
        return covered
    if all(each.status in {*_KEPT, Status.EXEMPT} for each in decided):
        rest = tuple(finding for finding in covered.findings if finding.id not in _SETTINGS)
        names = ", ".join(each.resource.name for each in sure if each.status in _KEPT)
        return replace(
            covered, status=Status.NATIVE, how=f"by what holds its data: {names}", findings=rest
        )
    return covered


def _is_of(estate: Estate, members: Members, member: Resource, whole: Resource) -> Truth:
    """Follow the links of a member; None where they may lead to the whole."""
    at = member
    for path in members.through:
        resolved = estate.resolve(at, path)
        if resolved.only is None:
            is_elsewhere = resolved.elsewhere and not (resolved.possible or resolved.is_open)
            return False if is_elsewhere or not member.shares_account(whole) else None
        at = resolved.only
    return at is whole
