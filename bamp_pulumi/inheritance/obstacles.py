"""What keeps AWS Backup from protecting a resource, as far as a program shows it."""

from collections.abc import Iterator, Mapping

from bamp_pulumi.catalog import (
    DataStore,
    Prerequisite,
    abilities_in_region,
    holds,
    named_in_python,
    value_at,
)
from bamp_pulumi.inheritance.findings import obstructed
from bamp_pulumi.inheritance.inherited import InheritanceFinding, Neighbour
from bamp_pulumi.policy import Tier

__all__ = ["neighbours_of", "obstacles_of"]


def obstacles_of(
    row: DataStore, inputs: Mapping[str, object], region: str
) -> Iterator[InheritanceFinding]:
    """Report what certainly prevents every backup; doubts are for the preview.

    Args:
        row: The row of the catalog that the resource falls under.
        inputs: Its inputs by wire name.
        region: Region of the resource; empty where it is not known.
    """
    if row.abilities is not None and region:
        where = abilities_in_region(row.abilities, region)
        if where.can is False:
            yield obstructed(where.reason)
    for one in row.prerequisites:
        if not one.unsure and _is_unmet(one, inputs):
            given = value_at(inputs, one.condition.path)
            stands = one.default if given is None else given
            shown = "set" if isinstance(stands, Mapping) else stands
            yield obstructed(
                f"{one.condition.path} is {shown}: {one.why}", named_in_python(one.write)
            )


def neighbours_of(row: DataStore, tier: Tier) -> tuple[Neighbour, ...]:
    """List what prevents the backups of a data store once it points at it."""
    forbidden = (
        Neighbour(type=one.type, link=one.link, why=one.why) for one in row.forbidden_companions
    )
    if not any(rule.enable_continuous_backup for rule in tier.rules):
        return tuple(forbidden)
    needs = (
        Neighbour(
            type=need.type,
            link=need.link,
            unless=need.holds,
            why=f"{need.why}; write {named_in_python(need.write)}",
        )
        for need in row.continuous_needs
    )
    return (*forbidden, *needs)


def _is_unmet(one: Prerequisite, inputs: Mapping[str, object]) -> bool:
    return holds(one.condition, inputs) is False and all(holds(c, inputs) for c in one.when)
