"""Which objects a rule of replication chooses: whether it chose others before.

Each demand of a filter leaves objects out: a longer prefix, one more tag. What one rule leaves out,
another one with the same destination may choose.

Source: Amazon S3 API, ReplicationRuleFilter, ReplicationRuleAndOperator, ReplicationRule (the
prefix of a rule is that of its filter, by an older name; an empty one is every object) (read
2026-11-29).
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from bamp_pulumi.changes.change import Direction
from bamp_pulumi.declared import items, mapping
from bamp_pulumi.texts import UnreadableError, parse_json

__all__ = ["choice_changed", "objects_read"]

_Texts = tuple[str, ...]
_Read = Mapping[str, _Texts | None]
_PREFIX: Final = "prefix "
_ON: Final = ("Enabled",)


def objects_read(value: object) -> _Texts:
    """List what a filter demands of an object: `prefix logs/`, `tag kind=log`.

    Args:
        value: The filter, in a list where the block is one; a text is a prefix.

    Returns:
        The demands, in one order; none where every object is chosen.
    """
    if isinstance(value, str):
        return (f"{_PREFIX}{value}",) if value else ()
    blocks = items(value) or (value,)
    return tuple(sorted({each for block in blocks for each in _demands(block)}))


def _demands(block: object) -> Iterator[str]:
    for name, each in mapping(block).items():
        match name:
            case "prefix":
                yield from objects_read(str(each or ""))
            case "and":
                yield from _demands(each)
            case "tags" if not items(each):
                yield from (f"tag {key}={text}" for key, text in mapping(each).items())
            case _:
                tags = (mapping(tag) for tag in items(each) or (each,))
                yield from (f"tag {tag.get('key')}={tag.get('value')}" for tag in tags if tag)


def choice_changed(path: str, was: _Read, now: _Read) -> Direction | None:
    """Return what it means that a rule demands something else.

    Args:
        path: Wire path of the filter, with the name of the rule: `rules[all].filter`.
        was: What is read of the resource before, by wire path.
        now: What is read of it after.

    Returns:
        None where it chooses the same objects; a loss where it chooses fewer, or others, and no
        other rule chooses what it chose.
    """
    before, after = _known(was, path), _known(now, path)
    if _meets(before, after):
        return None if _meets(after, before) else Direction.GAINED
    is_chosen = any(_meets(before, _known(now, other)) for other in _alike(path, was, now))
    return Direction.CHANGED if is_chosen else Direction.LOST


def _known(read: _Read, path: str) -> frozenset[str]:
    """Return the demands; an older version read a filter as it was written."""
    found: set[str] = set()
    for text in read.get(path) or ():
        try:
            found |= {*objects_read(parse_json(text))} if text.startswith("{") else {text}
        except UnreadableError:
            found.add(text)
    return frozenset(found)


def _meets(demands: Collection[str], others: Collection[str]) -> bool:
    """Return True if what meets some demands meets others too."""
    return all(
        other in demands
        or (other.startswith(_PREFIX) and any(each.startswith(other) for each in demands))
        for other in others
    )


def _alike(path: str, was: _Read, now: _Read) -> Iterator[str]:
    """List the filters of the other rules that are on and go where the rule went."""
    rule, _, part = path.rpartition("].")
    rules, _, own = rule.rpartition("[")
    before = _aims(was, f"{rule}].")
    for name in now.get(rules) or ():
        other = f"{rules}[{name}]."
        is_on = now.get(f"{other}status") == _ON
        if name != own and is_on and _aims(now, other) == before:
            yield f"{other}{part}"


def _aims(read: _Read, rule: str) -> dict[str, _Texts | None]:
    start = f"{rule}destination"
    return {path.removeprefix(rule): each for path, each in read.items() if path.startswith(start)}
