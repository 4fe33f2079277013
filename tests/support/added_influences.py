"""Each type of the influence table, pointing at each resource that a judgement stands on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from judged_changes import members_of
from single_changes import put_at, with_resource

from bamp_pulumi.catalog import (
    UNKNOWN,
    Influence,
    Stance,
    identity_inputs,
    influence_of,
    influences,
)
from bamp_pulumi.estate import Estate, Resource

__all__ = ["ADDED", "Addition", "additions", "pointing"]

ADDED: Final = "added"
"""Logical name of what is added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """One resource more, and what it points at."""

    influence: Influence
    member: Resource
    link: str
    how: str
    """`reference`, `ARN` or `name`."""
    estate: Estate

    def __str__(self) -> str:
        """Name the addition."""
        return f"{self.influence.type} {self.link} -> {self.member.name} by {self.how}"


def additions(estate: Estate, stance: Stance, skip: set[tuple[str, str]]) -> Iterator[Addition]:
    """Add each type of a stance, at each member it may point at, in each form of a link.

    Args:
        estate: A sound estate.
        stance: The stance of the rows.
        skip: Pairs of types that were tried beside another estate; those tried here are added.
    """
    for member in members_of(estate):
        for row in influences():
            if row.stance is not stance or influence_of(row.type, member.type) is not row:
                continue
            # One resource of a service is enough for what changes nothing of any.
            on = member.type.partition("/")[0] if stance is Stance.HARMLESS else member.type
            if (row.type, on) in skip or not (row.links or row.of):
                continue
            skip.add((row.type, on))
            for link in row.links or ("anything",):
                for how, added in pointing(row.type, link, member):
                    yield Addition(
                        influence=row,
                        member=member,
                        link=link,
                        how=how,
                        estate=with_resource(estate, added),
                    )


def pointing(
    token: str, link: str, member: Resource, **more: object
) -> Iterator[tuple[str, Resource]]:
    """Make a resource that points at another one, in each form that a program may write."""
    top = link.partition(".")[0]
    bare = replace(
        member,
        urn=f"{member.urn}-added",
        type=token,
        name=ADDED,
        outputs={},
        id="",
        dependencies={},
    )

    def naming(value: object) -> Resource:
        return replace(bare, inputs=put_at(more, link, value))

    yield "reference", replace(naming(UNKNOWN), dependencies={top: (member.urn,)})
    if arn := member.text("arn"):
        yield "ARN", naming(arn)
    names = [member.text(name) for name in identity_inputs(member.type)]
    for name in [each for each in (*names, member.id) if each and not each.startswith("arn:")][:1]:
        yield "name", naming(name)
