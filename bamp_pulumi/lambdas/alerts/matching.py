"""Whether an event is what its rule asks for, as far as the rules of the alerts ask for anything.

The function is called by rules, so an event that is not is none that AWS has sent. Nothing may be
taken for a success because somebody, or a change of AWS, says so in other words.

Source: EventBridge user guide, eb-event-patterns and eb-create-pattern-operators: a list in an
event matches where one of it does (read 2026-11-28).
"""

from collections.abc import Mapping
from typing import cast

__all__ = ["is_matched"]


def is_matched(pattern: Mapping[str, object], event: object) -> bool:
    """Return True if an event has what a pattern asks for: values, `exists` and `$or`."""
    given: Mapping[str, object] = {}
    if isinstance(event, Mapping):
        given = cast("Mapping[str, object]", event)
    return all(_has(given, name, asked) for name, asked in pattern.items())


def _has(given: Mapping[str, object], name: str, asked: object) -> bool:
    if isinstance(asked, Mapping):
        return is_matched(cast("Mapping[str, object]", asked), given.get(name))
    choices = cast("list[object]", asked)
    if name == "$or":
        return any(is_matched(cast("Mapping[str, object]", one), given) for one in choices)
    return any(_is_one(given, name, one) for one in choices)


def _is_one(given: Mapping[str, object], name: str, choice: object) -> bool:
    found = given.get(name)
    if isinstance(choice, Mapping):
        # Only a value can be there: a map is none.
        is_there = name in given and not isinstance(found, Mapping)
        return is_there is cast("Mapping[str, object]", choice)["exists"]
    values = cast("list[object]", found) if isinstance(found, list) else [found]
    return any(type(value) is type(choice) and value == choice for value in values)
