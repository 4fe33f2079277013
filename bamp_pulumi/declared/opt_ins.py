"""What each Region of each account is opted in for."""

from collections.abc import Mapping, Sequence
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
    written: dict[_Place, list[Resource]] = {}
    for settings in estate.of_type(_REGION_SETTINGS):
        written.setdefault((settings.account_id, settings.region), []).append(settings)
    return {
        place: OptIn(
            types=_agreed([each.inputs.get("resourceTypeOptInPreference") for each in writers]),
            managed=_agreed(
                [each.inputs.get("resourceTypeManagementPreference") for each in writers]
            ),
            written_by=tuple(writers),
        )
        for place, writers in written.items()
    }


def _agreed(written: Sequence[object]) -> Mapping[str, object]:
    """Keep the switches on which all agree who write the settings of one Region.

    Of programs that fight over one setting nobody knows which is deployed last, and settings that
    are not known as a whole may say anything.
    """
    if UNKNOWN in written:
        return {}
    said: dict[str, list[object]] = {}
    for switches in map(_switches, written):
        for name, value in switches.items():
            said.setdefault(name, []).append(value)
    return {n: one for n, (one, *others) in said.items() if all(each == one for each in others)}


def _switches(value: object) -> Mapping[str, object]:
    """Read switches by type; what is no switch stays as it is, and is none."""
    found = {name: (given, switch_of(given)) for name, given in mapping(value).items()}
    return {name: given if on is None else on for name, (given, on) in found.items()}
