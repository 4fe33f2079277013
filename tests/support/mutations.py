"""Documents and texts changed at one or a few places, as a person or an attacker would.

The same seed gives the same mutations. A document is any JSON value; a text is what stands in a
file. Each mutation is small, so that what it breaks can be seen.
"""

import json
import random
from collections.abc import Callable, Iterator
from typing import Any, Final, cast

__all__ = ["NASTY", "Value", "mutated", "mutated_text", "places"]

Value = Any
"""A JSON value. Any: a mutation may put any value in any place."""
UNKNOWN: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
_SECRET: Final = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270"}


def _deep(levels: int) -> Value:
    value: Value = "x"
    for _ in range(levels):
        value = [value]
    return value


NASTY: Final[tuple[Value, ...]] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    2.5,
    -0.0,
    1e308,
    10**90,
    "",
    " ",
    "*",
    "?",
    "*a" * 40 + "b",
    "a" * 3_000,
    "a" * 20_000,
    UNKNOWN,
    f"arn:aws:{UNKNOWN}",
    f"{UNKNOWN}\0taken:[1,2]",
    f'{UNKNOWN}\0taken:["a","b","c","d"]',
    "[secret]",
    {**_SECRET, "plaintext": "no JSON"},
    {**_SECRET, "plaintext": '"known"'},
    {**_SECRET, "plaintext": 7},
    {**_SECRET, "ciphertext": "AAA="},
    [],
    {},
    [[]],
    {"": {}},
    {"a": None},
    [None, 1, "a", {}],
    _deep(60),
    _deep(150),
    "[" * 5_000,
    '{"Statement": ' * 30,
    json.dumps(_deep(90)),
    "0001-01-01",
    "9999-12-31",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2027-02-30",
    "9" * 5_000,
    "-1",
    "0x10",
    "1_000",
    "nan",
    "cron(0 0 31 2 ? *)",
    "cron(* * * * ? 9999)",
    "rate(0 days)",
    "rate(99999999999999 days)",
    "\x1b]8;;http://x\x1b\\",
    "\u202etxt",
    "\x00",
    "[/x]",
    "a\nb",
    "é" * 300,
    "arn:aws:iam::1:role/x",
    "arn::::",
    "arn:aws:kms:us-east-1:111122223333:key/x",
    "urn:pulumi:x",
    "urn:pulumi:a::b::c::d",
    "${aws:username}",
    "${",
    "<detail>",
    '{"a": NaN}',
    '{"a": 1, "a": 2}',
    '{"Statement": 5}',
    '{"source": ["aws.backup"]}',
    "not json",
    "$.a[99999999999999999999]",
    "$.*",
    "us-east-1",
    "eu-nowhere-9",
    "111122223333",
)
"""What is put in the place of a value."""
_KEYS: Final = ("", "a", "*", "tags", "policy", "urn", "a" * 11_000, "\x1b[31m", "exists", "$or")

Path = tuple[str | int, ...]


def places(value: Value) -> list[Path]:
    """List every place of a document, the whole first."""
    return [*_places(value, ())]


def _places(value: Value, path: Path) -> Iterator[Path]:
    yield path
    if isinstance(value, dict):
        for key, each in cast("dict[str, Value]", value).items():
            yield from _places(each, (*path, key))
    elif isinstance(value, list):
        for at, each in enumerate(cast("list[Value]", value)):
            yield from _places(each, (*path, at))


def mutated(value: Value, chance: random.Random, *, strings_hold_json: bool = True) -> Value:
    """Return a copy of a document with one to three mutations."""
    found = json.loads(json.dumps(value))
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        found = _once(found, chance)
        if strings_hold_json and chance.random() < 0.3:
            found = _within_a_text(found, chance)
    return found


def _once(value: Value, chance: random.Random) -> Value:
    path = chance.choice(places(value))
    change = chance.choice(_CHANGES)
    return _changed(value, path, lambda here: change(here, chance, value))


def _within_a_text(value: Value, chance: random.Random) -> Value:
    """Change the document that a text holds."""
    holding = [p for p in places(value) if _holds_json(_at(value, p))]
    if not holding:
        return value
    path = chance.choice(holding)
    inner = json.loads(_at(value, path))
    return _changed(value, path, lambda _: json.dumps(_once(inner, chance)))


def _holds_json(value: Value) -> bool:
    if not isinstance(value, str) or value[:1] not in ("{", "["):
        return False
    try:
        json.loads(value)
    except (ValueError, RecursionError):
        return False
    return True


def _at(value: Value, path: Path) -> Value:
    for step in path:
        value = value[step]
    return value


_GONE: Final = object()


def _changed(value: Value, path: Path, change: Callable[[Value], Value]) -> Value:
    if not path:
        found = change(value)
        return None if found is _GONE else found
    around = _at(value, path[:-1])
    found = change(around[path[-1]])
    if found is _GONE:
        del around[path[-1]]
    else:
        around[path[-1]] = found
    return value


def _replace(_here: Value, chance: random.Random, _whole: Value) -> Value:
    return json.loads(json.dumps(chance.choice(NASTY)))


def _delete(_here: Value, _chance: random.Random, _whole: Value) -> Value:
    return _GONE


def _splice(_here: Value, chance: random.Random, whole: Value) -> Value:
    """Put in what stands elsewhere: another type, another resource's URN, a circle of them."""
    return json.loads(json.dumps(_at(whole, chance.choice(places(whole)))))


def _wrap(here: Value, chance: random.Random, _whole: Value) -> Value:
    return chance.choice(([here], {"a": here}, [here, here], json.dumps(here)))


def _grow(here: Value, chance: random.Random, _whole: Value) -> Value:
    """Repeat what is there, or add a key."""
    if isinstance(here, list):
        items = cast("list[Value]", here)
        return [*items, *items, *items] if len(items) < 200 else items[:1]
    if isinstance(here, dict):
        fields = cast("dict[str, Value]", here)
        return {**fields, chance.choice(_KEYS): chance.choice(NASTY)}
    return f"{here}{here}" if isinstance(here, str) and len(here) < 30_000 else here


def _cut(here: Value, chance: random.Random, _whole: Value) -> Value:
    if isinstance(here, str | list) and here:
        return cast("Value", here)[: chance.randrange(len(cast("str", here)))]
    return _GONE


_CHANGES: Final = (_replace, _replace, _replace, _delete, _splice, _wrap, _grow, _cut)


def mutated_text(text: str, chance: random.Random, pieces: tuple[str, ...] = ()) -> str:
    """Return a text with one to four changes of its characters.

    Args:
        text: The text.
        chance: Where chance comes from.
        pieces: What means something in texts of this kind. Default: nothing.
    """
    known = (*pieces, *(each for each in NASTY if isinstance(each, str) and len(each) < 200))
    for _ in range(chance.choice((1, 1, 2, 4))):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.choice((0, 1, 3, 10, 200)))
        match chance.randrange(6):
            case 0:
                text = text[:at] if chance.random() < 0.3 else text[:at] + text[at + 1 :]
            case 1:
                text = text[:at] + text[end:]
            case 2:
                text = text[:at] + chance.choice(known) + text[at:]
            case 3:
                text = text[:at] + chr(chance.randrange(1, 0x2FF)) + text[at + 1 :]
            case 4:
                text = text[:end] + text[at:end] * chance.choice((1, 3, 40)) + text[end:]
            case _:
                text = text[:at] + chance.choice(known) + text[end:]
        text = text[:60_000]
    return text
