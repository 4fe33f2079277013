"""How much of an input is read: every limit once, with its reason.

`docs/reference/limits.md` is made from these rows. Measured on the account stack of this library
and its preview: 10,000 resources, each with its old and its new state, are 44 MB of JSON, one
million parts, 10 levels deep.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bamp_pulumi.errors import RefusedError

__all__ = ["LIMITS", "Limit", "too_much"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The most that is read of one thing."""

    most: int
    """Largest number that is still read."""
    unit: str
    """What is counted, such as `bytes`."""
    of: str
    """What it limits."""
    why: str
    """Why it is this number: what real inputs have, or what AWS or Pulumi take."""
    write: str
    """What to do with an input that exceeds it."""


_SPLIT: Final = "preview each stack by itself: bamp preview one.json, then bamp preview two.json"

LIMITS: Final[Mapping[str, Limit]] = MappingProxyType(
    {
        "json-bytes": Limit(
            most=100_000_000,
            unit="bytes",
            of="a JSON file: a preview, a stack export, a manifest",
            why="a preview of 10,000 resources takes 44 MB",
            write=_SPLIT,
        ),
        "json-parts": Limit(
            most=2_500_000,
            unit="parts",
            of="the values of a JSON file, counted by its commas and opening brackets",
            why="a preview of 10,000 resources has one million; each takes memory",
            write=_SPLIT,
        ),
        "depth": Limit(
            most=100,
            unit="levels",
            of="how deep lists and objects are nested, in a file or in a document in it",
            why="a preview of the account stack is 10 levels deep; the deepest inputs of the AWS "
            "provider, nested statements of AWS WAF and visuals of QuickSight, are under 40",
            write="fewer levels; in a preview, the value as it is deployed",
        ),
        "yaml-bytes": Limit(
            most=262_144,
            unit="bytes",
            of="a YAML file: a policy, Pulumi.yaml, Pulumi.<stack>.yaml",
            why="a policy of ten tiers takes 10 kB; YAML is read at about 150 kB a second",
            write="fewer lines: what is long belongs into a file that the program reads",
        ),
        "yaml-parts": Limit(
            most=50_000,
            unit="parts",
            of="the values of a YAML file, each alias counted as its expansion",
            why="a few hundred bytes of aliases can expand to gigabytes",
            write="the values themselves instead of aliases (*name)",
        ),
        "document-characters": Limit(
            most=262_144,
            unit="characters",
            of="JSON in a text: an access policy, an event pattern, a filter policy, a template",
            why="the largest of them that AWS accepts is a filter policy of Amazon SNS, 150 KB",
            write="a document that AWS accepts",
        ),
        "value-characters": Limit(
            most=16_777_216,
            unit="characters",
            of="one text in a JSON file",
            why="the longest that AWS accepts as a text are API definitions of 6 MB",
            write="an asset (pulumi.FileAsset): its content is not part of a preview",
        ),
        "name-characters": Limit(
            most=10_000,
            unit="characters",
            of="a URN, a type, an ID, the name of a property, a key of the configuration",
            why="the longest ARN has 2,048, and a URN repeats the types of its parents",
            write="a shorter name",
        ),
        "number-characters": Limit(
            most=100,
            unit="characters",
            of="a number",
            why="no number of AWS's has more than 20 digits; very large ones take long",
            write="the number that AWS accepts",
        ),
    }
)
"""Every limit by its name."""


def too_much(name: str, found: str, *, path: str) -> RefusedError:
    """Return the refusal of what exceeds a limit.

    Args:
        name: Name of the limit.
        found: What was found instead, such as `120 levels`.
        path: File, or place in it.

    Returns:
        `BAMP-P14`.
    """
    limit = LIMITS[name]
    return RefusedError(
        "BAMP-P14",
        given=found,
        allowed=f"{limit.most:,} {limit.unit} in {limit.of}",
        why=f"house rule: no input may use up memory or time; {limit.why}",
        write=limit.write,
        path=path,
    )
