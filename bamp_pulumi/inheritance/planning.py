"""Choose the companions of a resource from its row of the catalog and its tier."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bamp_pulumi.catalog import (
    UNKNOWN,
    Companion,
    CompanionKind,
    DataStore,
    PolicyNumber,
    companion_between,
    holds,
    value_at,
)
from bamp_pulumi.inheritance.findings import no_companion, not_there, unverified
from bamp_pulumi.inheritance.inherited import Edit, InheritanceFinding, PlannedCompanion
from bamp_pulumi.policy import Tier

__all__ = ["Planning", "plan_companions"]


@dataclass(slots=True)
class Planning:
    """The companions of one resource, or what takes their place."""

    companions: list[PlannedCompanion] = field(default_factory=list[PlannedCompanion])
    edits: list[Edit] = field(default_factory=list[Edit])
    findings: list[InheritanceFinding] = field(default_factory=list[InheritanceFinding])


def plan_companions(  # noqa: PLR0913 - what a companion may depend on, all of it named
    row: DataStore,
    inputs: Mapping[str, object],
    *,
    tier: Tier,
    region: str,
    recovery_region: str,
    takes_companions: bool,
    may_delete: bool,
) -> Planning:
    """Plan the companions of a row.

    Args:
        row: The row of the catalog that the resource falls under.
        inputs: Its inputs by wire name, plain values, `UNKNOWN` where unknown.
        tier: The tier whose numbers and copies hold.
        region: Region of the resource; empty where it is not known.
        recovery_region: Region that copies go to; empty when the resource is already there.
        takes_companions: False for a child of a packaged component: then the older inline form is
            written, where there is one.
        may_delete: Whether companions are made that let AWS delete data.
    """
    planning = Planning()
    planned: set[CompanionKind] = set()
    copied = tier.copies_to(recovery_region)
    for companion in row.companions:
        answers = [holds(condition, inputs) for condition in companion.unless]
        if True in answers or (companion.beside is not None and companion.beside not in planned):
            continue
        if (companion.in_recovery_region and not copied) or (companion.deletes and not may_delete):
            continue
        if companion.in_recovery_region and region:
            where = companion_between(companion, region, recovery_region)
            if where.can is not True:
                planning.findings.append(not_there(companion.kind, where.reason, companion.why))
                continue
        if None in answers:
            asked = " or ".join(c.path for c in companion.unless)
            planning.findings.append(unverified(asked, companion.why))
        elif takes_companions:
            planned.add(companion.kind)
            planning.companions.append(_planned(companion, row, inputs, tier, recovery_region))
        elif companion.inline is not None:
            planning.edits.append(
                Edit(path=companion.inline.path, value=companion.inline.values[0])
            )
        else:
            planning.findings.append(no_companion(companion.kind, companion.why))
    return planning


def _planned(
    companion: Companion,
    row: DataStore,
    inputs: Mapping[str, object],
    tier: Tier,
    recovery_region: str,
) -> PlannedCompanion:
    needs_on = next((s for s in row.settings if s.path == companion.needs_on), None)
    turned_on = None if needs_on is None else needs_on.turned_on
    return PlannedCompanion(
        kind=companion.kind,
        why=companion.why,
        region=recovery_region if companion.in_recovery_region else "",
        days=_days(companion, tier),
        encrypted=_is_encrypted(row, inputs),
        beside=companion.beside,
        needs_on=needs_on,
        asked_at_once=turned_on is not None and holds(turned_on.at_once, inputs) is True,
    )


def _days(companion: Companion, tier: Tier) -> int | None:
    if isinstance(companion.days, PolicyNumber):
        return tier.number(companion.days)
    return companion.days


def _is_encrypted(row: DataStore, inputs: Mapping[str, object]) -> bool | None:
    """Answer from the inputs; where they do not say, it depends on a snapshot and is unknown."""
    if row.encryption is None:
        return True
    value = value_at(inputs, row.encryption.path)
    return None if value is None or value is UNKNOWN else holds(row.encryption, inputs)
