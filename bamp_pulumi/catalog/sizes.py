"""How large a value is, as the service that limits it counts.

What is unknown in a value counts as little as it can, so a size is a lower bound: it is never more
than what AWS measures. Policies, event patterns and filters are measured as the provider sends
them, without white space between their parts.

Source: terraform-plugin-sdk 2.40.1, NormalizeJsonString; terraform-provider-aws 6.58.0,
kms/key.go, sns/topic_policy.go, sns/topic_subscription.go, s3/bucket_policy.go,
backup/vault_policy.go, secretsmanager/secret.go, events/rule.go: it sends them so (read
2026-11-29).
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final, cast

from bamp_pulumi.catalog.unknown import UNKNOWN
from bamp_pulumi.texts import UnreadableError, parse_json

__all__ = ["Measure", "size_of"]


class Measure(StrEnum):
    """What is counted of a value."""

    VISIBLE_CHARACTERS = "characters without white space"
    """As IAM counts: white space inside texts is left out too."""
    CHARACTERS = "characters"
    DOCUMENT_CHARACTERS = "characters of JSON"
    BYTES = "bytes"
    DOCUMENT_BYTES = "bytes of JSON"
    ENTRIES = "entries"
    WILDCARDS = "entries with a wildcard"
    STATEMENTS = "statements"
    FILTER_KEYS = "keys"
    FILTER_COMBINATIONS = "combinations of values"
    WIDGETS = "widgets"
    METRICS = "metrics"
    """Of all widgets of a dashboard."""


def size_of(value: object, measure: Measure) -> int:
    """Return how large a value is at least.

    Args:
        value: Text, list or object of the wire; anything in it may be `UNKNOWN`.
        measure: What is counted.

    Returns:
        A number that is never more than what AWS counts; 0 for what is unknown as a whole, absent,
        or of a kind that is not counted so.
    """
    return 0 if value is UNKNOWN or value is None else _MEASURES[measure](value)


def _document(value: object) -> str:
    """Write a document as the provider sends it; of a text that is no JSON, what is visible."""
    parsed = _parsed(value)
    if isinstance(parsed, str):
        return "".join(parsed.split())
    return json.dumps(_least(parsed), separators=(",", ":"), ensure_ascii=False)


def _parsed(value: object) -> object:
    """Return what a text says; the text itself where it is no JSON or too long to be read."""
    return _read(value) if isinstance(value, str) else value


@lru_cache(maxsize=1_024)
def _read(text: str) -> object:
    """Read a text once for all that is counted of it; what is returned is not changed."""
    try:
        parsed = cast("object", parse_json(text))
    except UnreadableError:
        return text
    return text if isinstance(parsed, str) else parsed


def _least(value: object) -> object:
    """Put the shortest JSON there is in the place of what is unknown."""
    if isinstance(value, Mapping):
        entries = cast("Mapping[object, object]", value)
        return {"" if k is UNKNOWN else str(k): _least(v) for k, v in entries.items()}
    if isinstance(value, list | tuple):
        return [_least(item) for item in cast("Sequence[object]", value)]
    return value if isinstance(value, str | int | float | bool | None) else 0


def _bytes(text: str) -> int:
    return len(text.encode(errors="surrogatepass"))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _listed(value: object) -> Sequence[object]:
    """Return the items of a list; none of anything else."""
    return cast("Sequence[object]", value) if isinstance(value, list | tuple) else ()


def _entries(value: object) -> int:
    if isinstance(value, Mapping | list | tuple):
        return len(cast("Sequence[object]", value))  # either has a length
    return 0


def _wildcards(value: object) -> int:
    return sum("*" in _text(item) for item in _listed(value))


def _under(value: object, key: str) -> object:
    parsed = _parsed(value)
    # JSON: keys are texts.
    return cast("Mapping[str, object]", parsed).get(key) if isinstance(parsed, Mapping) else None


def _statements(value: object) -> int:
    found = _under(value, "Statement")
    return 1 if isinstance(found, Mapping) else len(_listed(found))


def _leaves(value: object, depth: int = 1) -> Iterator[tuple[int, object]]:
    """List the keys of a filter policy that hold a list: how deep each is, and the list.

    A key whose value is unknown may be a leaf or hold any number of them: it counts as one.
    """
    if not isinstance(value, Mapping):
        return
    for key, inner in cast("Mapping[object, object]", value).items():
        if key == "$or":
            continue  # how SNS counts alternatives is not said
        if isinstance(inner, Mapping):
            yield from _leaves(cast("object", inner), depth + 1)
        else:
            yield depth, inner


def _filter_keys(value: object) -> int:
    return sum(1 for _ in _leaves(_parsed(value)))


def _filter_combinations(value: object) -> int:
    total = 1
    for depth, values in _leaves(_parsed(value)):
        total *= max(1, len(_listed(values))) * depth
    return total


def _widgets(value: object) -> int:
    return len(_listed(_under(value, "widgets")))


def _metrics(value: object) -> int:
    widgets = _listed(_under(value, "widgets"))
    return sum(len(_listed(_under(_under(one, "properties"), "metrics"))) for one in widgets)


_MEASURES: Final[Mapping[Measure, Callable[[object], int]]] = MappingProxyType(
    {
        Measure.VISIBLE_CHARACTERS: lambda value: len("".join(_document(value).split())),
        Measure.CHARACTERS: lambda value: len(_text(value)),
        Measure.DOCUMENT_CHARACTERS: lambda value: len(_document(value)),
        Measure.BYTES: lambda value: _bytes(_text(value)),
        Measure.DOCUMENT_BYTES: lambda value: _bytes(_document(value)),
        Measure.ENTRIES: _entries,
        Measure.WILDCARDS: _wildcards,
        Measure.STATEMENTS: _statements,
        Measure.FILTER_KEYS: _filter_keys,
        Measure.FILTER_COMBINATIONS: _filter_combinations,
        Measure.WIDGETS: _widgets,
        Measure.METRICS: _metrics,
    }
)
