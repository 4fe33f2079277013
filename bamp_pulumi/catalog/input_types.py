"""Values that the provider cannot read: a text where a number, switch or mapping belongs.

Pulumi passes on what the program gives; the provider turns it into what its schema asks for, such
as a text of digits into a number, and refuses the resource where it cannot. `input_types.txt` has
the kind of each input, made from the installed pulumi_aws by `tests/catalog/test_input_types.py`.
Only what no resource of the provider takes is refused: those of its two frameworks differ in what
they coerce. Nor is a document refused where a text belongs: an estate holds many a text as the
document that it is written from, as far as that is known.

Source: pulumi-terraform-bridge: `makeTerraformInput`, `recoverCtyValue`, the encoders of
`pkg/convert` (read 2026-11-29).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, cast

from bamp_pulumi.catalog.input_refusal import InputRefusal, listed, shown
from bamp_pulumi.catalog.scalars import switch_of
from bamp_pulumi.catalog.unknown import UNKNOWN

__all__ = ["INPUT_KINDS", "input_kinds_of", "type_refusals"]

INPUT_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "switch": "true or false",
        "number": "a number",
        "text": "a text",
        "list": "a list",
        "map": "a mapping of names to values",
        "object": "a mapping",
    }
)
"""Kind of an input to what it takes, in words."""
_WHY: Final = (
    "the provider cannot read it and refuses the resource at deployment "
    "(pulumi-terraform-bridge: makeTerraformInput)"
)
_SIGNATURE: Final = "4dabf18193072939515e22adb298388d"
"""Key by which Pulumi marks assets, archives and references among plain mappings."""
_IN_A_BASE: Final = re.compile(r"[+-]?0[xXoObB]?[0-9a-fA-F_]+")
_HAS_A_DIGIT: Final = re.compile(r"\d+(?:\.\d+)?")
_SURELY_ON: Final = frozenset({"yes", "y", "on", "enabled", "enable"})
_SURELY_OFF: Final = frozenset({"no", "n", "off", "disabled", "disable"})
_SWITCH_IN: Final = ("enabled", "status")
"""Names inside of a mapping that say whether it is switched on."""


def type_refusals(type_token: str, inputs: Mapping[str, object]) -> Iterator[InputRefusal]:
    """List the values of a resource that the provider cannot read.

    Args:
        type_token: Pulumi type token; of a type that the file lacks, nothing is known.
        inputs: Its inputs by wire name, `UNKNOWN` where unknown or secret.
    """
    kinds = input_kinds_of(type_token)
    if kinds:
        for name, value in inputs.items():
            yield from _refusals(kinds, name, name, value)


def input_kinds_of(type_token: str) -> Mapping[str, str]:
    """Return the kind of each input of a type, a key of `INPUT_KINDS`, by wire path.

    `[]` in a path stands for each item of a list, `{v}` for each value of a map. Empty for a type
    that the file lacks; an input that takes several kinds is left out, and so is one of text but
    for a status, and for the values of a map.
    """
    return _kinds().get(type_token, {})


def _refusals(
    kinds: Mapping[str, str], path: str, at: str, value: object
) -> Iterator[InputRefusal]:
    kind = kinds.get(path)
    if kind is None or value is None or value is UNKNOWN:
        return
    if not _fits(kind, value):
        allowed = INPUT_KINDS[kind] + _meant(kinds, path, value)
        yield InputRefusal(
            path=at, given=_given(value), allowed=allowed, why=_WHY, by="the provider"
        )
    else:
        yield from _inside(kinds, path, at, value)


def _inside(kinds: Mapping[str, str], path: str, at: str, value: object) -> Iterator[InputRefusal]:
    """List the same of what a mapping or a list holds."""
    kind = kinds[path]
    if isinstance(value, Mapping):
        entries = cast("Mapping[object, object]", value)
        for name, inside in entries.items():
            step = "{v}" if kind == "map" else f".{name}"
            yield from _refusals(kinds, f"{path}{step}", f"{at}.{name}", inside)
    elif isinstance(value, list):
        step = "[]" if kind == "list" else ""  # an object may be given as a list of one
        for place, inside in enumerate(cast("Sequence[object]", value)):
            if step or not isinstance(inside, list):
                yield from _refusals(kinds, f"{path}{step}", f"{at}.{place}", inside)


def _fits(kind: str, value: object) -> bool:
    """Return False if no resource of the provider takes such a value for the kind."""
    if isinstance(value, Mapping):
        return kind in ("map", "object") or _SIGNATURE in value
    if isinstance(value, list):
        return kind in ("list", "object")
    if kind in ("list", "map", "object"):
        return False
    if not isinstance(value, str) or value == "":
        return True
    if kind == "switch":
        return switch_of(value) is not None
    return kind == "text" or _is_number(value)


def _is_number(text: str) -> bool:
    """Return True if Go may read a text as a number, in any base."""
    try:
        float(text)
    except ValueError:
        return _IN_A_BASE.fullmatch(text) is not None
    return True


def _given(value: object) -> str:
    """Write a value with the marks by which a text differs from a number."""
    return shown(repr(value) if isinstance(value, str) else value)


def _meant(kinds: Mapping[str, str], path: str, value: object) -> str:
    """Return what was probably meant, as a message goes on with it; empty where nobody knows."""
    kind = kinds[path]
    if kind == "switch" and isinstance(value, str):
        word = value.strip().casefold()
        meant = "true" if word in _SURELY_ON else "false" if word in _SURELY_OFF else ""
    elif kind == "number" and isinstance(value, str):
        found = _HAS_A_DIGIT.findall(value)
        meant = found[0] if len(found) == 1 else ""
    elif kind == "list" and isinstance(value, str):
        meant = f"[{_given(value)}]"
    elif kind == "object":
        names = [each.removeprefix(f"{path}.") for each in kinds if each.startswith(f"{path}.")]
        inside = [name for name in names if not set(name) & set(".[{")]
        switch = next((name for name in _SWITCH_IN if name in inside), "")
        if not switch or not _fits(kinds[f"{path}.{switch}"], value):
            return f" with {listed(tuple(inside))}" if inside else ""
        written = str(value).lower() if isinstance(value, bool) else _given(value)
        meant = f"{{{switch}: {written}}}"
    else:
        meant = ""
    return f"; probably {meant}" if meant else ""


@cache
def _kinds() -> Mapping[str, Mapping[str, str]]:
    text = files("bamp_pulumi.catalog").joinpath("input_types.txt").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    kinds: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("aws"):
            kinds = found.setdefault(line, {})
        elif line.startswith(" "):
            kind, *paths = line.split()
            kinds.update(dict.fromkeys(paths, kind))
    return MappingProxyType(found)
