"""The values of a document that was read: no text, and no JSON in a text, exceeds a limit."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, cast

from bamp_pulumi.texts.limits import LIMITS, too_much

__all__ = ["require_readable"]

_SHOWN: Final = 60
_NAMES: Final = ("urn", "type", "id", "parent", "provider")
"""Fields of a resource that name something."""
_BRACKET: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)


class _Field(NamedTuple):
    """A value, and its path."""

    name: str
    value: object
    around: "_Field | None" = None

    def path(self) -> str:
        """Return its place, such as `steps.0.newState.urn`."""
        steps: list[str] = []
        found: _Field | None = self
        while found is not None:
            steps.append(found.name[:_SHOWN])
            found = found.around
        return ".".join(reversed(steps[:-1]))


def require_readable(document: Mapping[str, object]) -> None:
    """Refuse a document with a text, or with JSON in a text, of more than is read.

    A document may be any JSON whose depth is within its limit.

    Raises:
        RefusedError: `BAMP-P14`, with the place.
    """
    for field in _fields(document):
        _require_length("name-characters", field.name, field)
        text = field.value
        if not isinstance(text, str) or len(text) <= LIMITS["depth"].most:
            continue
        _require_length("value-characters", text, field)
        if field.name in _NAMES:
            _require_length("name-characters", text, field)
        if text.lstrip()[:1] in ("[", "{") and _is_too_deep(text):
            given = f"JSON of more than {LIMITS['depth'].most} levels"
            raise too_much("depth", given, path=field.path())


def _require_length(limit: str, text: str, field: _Field) -> None:
    if len(text) > LIMITS[limit].most:
        raise too_much(limit, f"{len(text):,} characters", path=field.path())


def _fields(document: Mapping[str, object]) -> Iterator[_Field]:
    """List every value with its name: of an item its place in its list."""
    todo = [_Field("", document)]
    while todo:
        field = todo.pop()
        yield field
        if isinstance(field.value, Mapping):
            fields = cast("Mapping[str, object]", field.value)
            todo += [_Field(name, each, field) for name, each in fields.items()]
        elif isinstance(field.value, list):
            items = enumerate(cast("list[object]", field.value))
            todo += [_Field(str(at), each, field) for at, each in items]


def _is_too_deep(text: str) -> bool:
    """Return True if brackets are nested too deep, outside of texts in quotes."""
    most = LIMITS["depth"].most
    if text.count("[") + text.count("{") <= most:
        return False
    depth = 0
    for found in _BRACKET.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if depth > most:
            return True
    return False
