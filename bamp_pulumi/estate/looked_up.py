"""The inputs of a resource that a program only looks up: nobody here knows what they are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.places import Place

__all__ = ["UnreadInputs", "place_in_arn"]

_ARN: Final = re.compile(r"arn:[\w-]+:[\w-]+:(?P<region>[\w-]*):(?P<account>\d{12}):.+")


class UnreadInputs(Mapping[str, object]):
    """Inputs of which only those that the program states itself are known.

    Every other reads as `UNKNOWN`, never as absent: a vault that is looked up may have a key, and
    a role any policy. Iteration and `in` show what is known.
    """

    __slots__ = ("_known",)

    def __init__(self, known: Mapping[str, object]) -> None:
        """Take what the program states."""
        self._known = known

    def __getitem__(self, name: str) -> object:
        """Return an input, `UNKNOWN` where the program does not state it."""
        return self._known.get(name, UNKNOWN)

    def __contains__(self, name: object) -> bool:
        """Return True if the program states an input."""
        return name in self._known

    def __iter__(self) -> Iterator[str]:
        """Go through what the program states."""
        return iter(self._known)

    def __len__(self) -> int:
        """Count what the program states."""
        return len(self._known)

    def __repr__(self) -> str:
        """Show what is known."""
        return f"UnreadInputs({dict(self._known)!r})"


def place_in_arn(resource_id: str, place: Place) -> Place:
    """Return the place of a resource that is looked up by an ARN; else that of its provider."""
    found = _ARN.fullmatch(resource_id)
    if found is None:
        return place
    region = found["region"] or place.region
    return replace(place, account_id=found["account"], region=region)
