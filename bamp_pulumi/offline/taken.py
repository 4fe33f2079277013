"""Placeholders for unknown values while a policy is written, each in two spellings.

An ARN or a name that AWS gives is unknown, but not whose it is: its stand-in says so. It may stand
bare in JSON that a program joins by hand, for AWS escapes nothing in such a name. What is unknown
altogether may hold a quote, and so one of its two stand-ins does.

No character of one writing is in the other, and they differ in length: what a program cuts out, or
counts, differs too, and where the two documents differ nothing is known.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Final, cast

import pulumi
from pulumi._types import resource_py_to_pulumi_names

from bamp_pulumi.catalog import has_free_name, identity_inputs, owns_its_arn
from bamp_pulumi.offline.wire import UNKNOWN_STRING, Plain, taken

__all__ = ["Writing", "note_given_name", "output_of", "two_writings"]

_UNKNOWN_CORE: Final = "zyxwvuts" * 500
"""No character of Pulumi's mark, and longer than any position that a program counts to."""
_TAKEN_CORES: Final = ("b1f86f0c-7b0a-4f0e-9d52-3d0c3cf1a6e4", "rqponmlk" * 500)
_DIGITS: Final = ("0123456789", "ghijklmnop")
_WIDTH: Final = 6
_SEEN: Final = len(UNKNOWN_STRING)
"""Characters at the end of a stand-in by which it is found again: those before it JSON escapes."""
_PLAIN_NAME: Final = re.compile(r"[\w.:/@+=,-]*", re.ASCII)
"""What JSON writes as it is."""
_GIVEN_NAME: Final = "_bamp_given_name"

_Output = tuple[str, str]
"""URN of a resource, and wire name of an output of it."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How the stand-ins of one of the two documents look."""

    unknown: str
    """Stands for what is unknown altogether."""
    core: str
    digits: str
    known: list[_Output] = field(compare=False)
    """The outputs that stand-ins were made for, the same list in both writings."""

    async def of(self, output: "pulumi.Output[Any]") -> str | None:  # Any: an output of any type
        """Make the placeholder for an ARN or a name of a resource; None for another output."""
        found = await output_of(output)
        return await self._of(*found) if found is not None else None

    async def _of(self, resource: pulumi.CustomResource, output: str) -> str | None:
        token = resource.pulumi_resource_type
        if not owns_its_arn(token) or output not in ("arn", "id", *identity_inputs(token)):
            return None
        named_freely = has_free_name(token) and getattr(resource, _GIVEN_NAME, True)
        if named_freely or not _PLAIN_NAME.fullmatch(resource.pulumi_resource_name):
            return None
        urn = cast("object", await resource.urn.future())
        if not isinstance(urn, str):
            return None
        if (urn, output) not in self.known:
            self.known.append((urn, output))
        number = f"{self.known.index((urn, output)):0{_WIDTH}}"
        return self.core + "".join(self.digits[int(digit)] for digit in number)

    def marked(self, value: Plain) -> Plain:
        """Put Pulumi's mark in the place of whatever holds a stand-in, and say whose it is."""
        if isinstance(value, str):
            return self._marked_text(value)
        if isinstance(value, list):
            return [self.marked(each) for each in value]
        if isinstance(value, dict):
            # Which key it is nobody knows, so it may be each of them.
            if any(self._marked_text(name) != name for name in value):
                return UNKNOWN_STRING
            return {name: self.marked(each) for name, each in value.items()}
        return value

    def _marked_text(self, text: str) -> str:
        if self.unknown[-_SEEN:] in text or UNKNOWN_STRING in text:
            return UNKNOWN_STRING
        before, found, rest = text.partition(self.core)
        if not found:
            return text
        number, after = rest[:_WIDTH], rest[_WIDTH:]
        is_whole = len(number) == _WIDTH and set(number) <= set(self.digits)
        if not is_whole or self.core in after:
            return UNKNOWN_STRING
        index = int("".join(str(self.digits.index(digit)) for digit in number))
        if index >= len(self.known):
            return UNKNOWN_STRING
        return taken(*self.known[index], before=before, after=after)


async def output_of(
    output: "pulumi.Output[Any]",  # Any: an output of any type
) -> tuple[pulumi.CustomResource, str] | None:
    """Return whose output it is, with its wire name; None for one that a program has made."""
    for resource in await output.resources():
        for name, value in vars(resource).items():
            if value is output and isinstance(resource, pulumi.CustomResource):
                return resource, resource_py_to_pulumi_names(type(resource)).get(name, name)
    return None


def two_writings() -> tuple[Writing, Writing]:
    """Return the two writings of one document."""
    known: list[_Output] = []
    return (
        Writing(UNKNOWN_STRING, _TAKEN_CORES[0], _DIGITS[0], known),
        Writing(f'"\\{_UNKNOWN_CORE}', _TAKEN_CORES[1], _DIGITS[1], known),
    )


def note_given_name(resource: pulumi.Resource, token: str, *, is_given: bool) -> None:
    """Note whether a program names a resource itself, where it may use any character."""
    if has_free_name(token):
        vars(resource)[_GIVEN_NAME] = is_given
