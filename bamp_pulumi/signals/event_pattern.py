"""Event patterns of EventBridge: does a rule match an event, and if not, by which field?

All fields of a pattern must fit, and `$or` needs one of its alternatives. A field inside a list of
objects is looked for in each of them.

Source: EventBridge user guide, eb-event-patterns and eb-create-pattern-operators
(read 2026-11-26).
"""

from collections.abc import Iterator, Mapping
from typing import Final, cast

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.signals.comparison import ABSENT, OPERATORS, field_fits
from bamp_pulumi.signals.match import Match, any_passes, every_passes

__all__ = ["match_event", "problems_of_pattern"]

_OR: Final = "$or"


def match_event(pattern: object, event: Mapping[str, object]) -> Match:
    """Match an event against a pattern.

    Args:
        pattern: The parsed JSON; `UNKNOWN` for it or parts of it where unknown.
        event: The event, envelope included; `UNKNOWN` where unknown.
    """
    return _match(pattern, event, "")


def _match(pattern: object, event: object, path: str) -> Match:
    if pattern is UNKNOWN or event is UNKNOWN:
        return Match(passes=None, field=path or "the pattern")
    if not isinstance(pattern, Mapping):
        return Match(passes=False, field=path or "the pattern")
    fields = cast("Mapping[str, object]", pattern)
    return every_passes(_parts(fields, event, path))


def _parts(fields: Mapping[str, object], event: object, path: str) -> Iterator[Match]:
    for name, wanted in fields.items():
        if name == _OR and isinstance(wanted, list):
            alternatives = cast("list[object]", wanted)
            yield any_passes(_match(one, event, path) for one in alternatives)
            continue
        below = f"{path}.{name}" if path else name
        found = _field(event, name)
        if isinstance(wanted, Mapping):
            # A pattern may ask whether something inside of what is absent exists.
            yield _match(cast("Mapping[str, object]", wanted), found, below)
        else:
            yield Match(passes=field_fits(wanted, found), field=below)


def _field(event: object, name: str) -> object:
    """Read one field, of each object where there is a list of them."""
    if event is UNKNOWN:
        return UNKNOWN
    if isinstance(event, Mapping):
        return cast("Mapping[str, object]", event).get(name, ABSENT)
    if not isinstance(event, list):
        return ABSENT
    each = [_field(one, name) for one in cast("list[object]", event)]
    there = [one for one in each if one is not ABSENT]
    flat = [
        value
        for one in there
        for value in (cast("list[object]", one) if isinstance(one, list) else [one])
    ]
    return flat if there else ABSENT


def problems_of_pattern(pattern: object) -> Iterator[str]:
    """List why EventBridge would refuse a pattern; nothing for one that it accepts."""
    if pattern is UNKNOWN:
        return
    if not isinstance(pattern, Mapping) or not pattern:
        yield "a pattern is an object with at least one field"
        return
    yield from _problems(cast("Mapping[str, object]", pattern), "")


def _problems(fields: Mapping[str, object], path: str) -> Iterator[str]:
    for name, wanted in fields.items():
        below = f"{path}.{name}" if path else name
        if wanted is UNKNOWN:
            continue
        if name == _OR:
            yield from _problems_of_alternatives(wanted, below)
        elif isinstance(wanted, Mapping):
            inner = cast("Mapping[str, object]", wanted)
            if not inner:
                yield f"{below} is an empty object"
            yield from _problems(inner, below)
        elif not isinstance(wanted, list) or not wanted:
            yield f"{below} is not a list of what it may be"
        else:
            yield from _problems_of_entries(cast("list[object]", wanted), below)


def _problems_of_alternatives(wanted: object, path: str) -> Iterator[str]:
    several = cast("list[object]", wanted) if isinstance(wanted, list) else []
    if len(several) < 2:  # noqa: PLR2004 - an alternative is one of two
        yield f"{path} needs two alternatives or more"
    for one in several:
        if isinstance(one, Mapping):
            yield from _problems(cast("Mapping[str, object]", one), path)


def _problems_of_entries(entries: list[object], path: str) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, Mapping):
            names = [*cast("Mapping[str, object]", entry)]
            if len(names) != 1 or names[0] not in {*OPERATORS, "exists"}:
                yield f"{path} compares by {', '.join(names) or 'nothing'}"
