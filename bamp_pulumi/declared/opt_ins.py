"""What each Region of each account is opted in for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bamp_pulumi.catalog import UNKNOWN, switch_of
from bamp_pulumi.declared.values import mapping
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.truth import Truth

__all__ = ["OptIn", "read_opt_ins"]

_REGION_SETTINGS: Final = "aws:backup/regionSettings:RegionSettings"

_Place = tuple[str, str]
"""Account and Region."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OptIn:
    """What one Region is opted in for."""

    types: Mapping[str, object] = field(default_factory=dict[str, object])
    managed: Mapping[str, object] = field(default_factory=dict[str, object])
    """Types whose backups AWS Backup manages fully, where that is a choice."""
    written_by: tuple[Resource, ...] = ()
    """The settings that say so."""

    def manages(self, backup_type: str) -> Truth:
        """Answer whether AWS Backup manages the backups of a type fully.

        What settings leave out stays as it is in the Region. Backups of DynamoDB begin as fully
        managed for whoever made no vault before 2021-11-21, which no program tells.
        Source: AWS Backup developer guide, advanced-ddb-backup; AWS Backup API,
        UpdateRegionSettings (read 2026-11-28).
        """
        given = self.managed.get(backup_type)
        return None if given is UNKNOWN or given is None else given is True


def read_opt_ins(estate: Estate) -> Mapping[_Place, OptIn]:
    """Read the Region settings by account and Region."""
    found: dict[_Place, OptIn] = {}
    for settings in estate.of_type(_REGION_SETTINGS):
        place = (settings.account_id, settings.region)
        given_types = settings.inputs.get("resourceTypeOptInPreference")
        given_managed = settings.inputs.get("resourceTypeManagementPreference")
        types, managed = _switches(given_types), _switches(given_managed)
        before = found.get(place)
        writers = (settings,)
        if before is not None:
            writers = (*before.written_by, settings)
            # Two programs that fight over one setting: nobody knows who deploys last.
            types, managed = _agreed(before.types, types), _agreed(before.managed, managed)
            # Those whose settings are not known as a whole may say anything.
            nothing: Mapping[str, object] = dict[str, object]()
            types = nothing if given_types is UNKNOWN or not before.types else types
            managed = nothing if given_managed is UNKNOWN else managed
        found[place] = OptIn(types=types, managed=managed, written_by=writers)
    return found


def _switches(value: object) -> Mapping[str, object]:
    """Read switches by type; what is no switch stays as it is, and is none."""
    found = {name: (given, switch_of(given)) for name, given in mapping(value).items()}
    return {name: given if on is None else on for name, (given, on) in found.items()}


def _agreed(one: Mapping[str, object], other: Mapping[str, object]) -> Mapping[str, object]:
    names = {*one, *other}
    return {
        n: one.get(n, other.get(n))
        for n in names
        if one.get(n, other.get(n)) == other.get(n, one.get(n))
    }
