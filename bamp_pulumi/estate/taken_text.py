"""Unknown texts of which is known whose ARN or name they hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, cast

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate.special_values import UNKNOWN_STRING, plain_value
from bamp_pulumi.texts import UnreadableError, parse_json

__all__ = ["TakenText", "document_of_offline", "filled"]

_TAKEN: Final = f"{UNKNOWN_STRING}\0taken:"
"""As the offline runner writes it (`bamp_pulumi.offline.wire`)."""
_PARTS: Final = 4


@dataclass(frozen=True, slots=True)
class TakenText:
    """A text made of an unknown output of a declared resource, and what is written around it."""

    urn: str
    """The resource, of the same program."""
    output: str
    """Wire name of the output."""
    before: str
    after: str


def document_of_offline(value: object) -> object:
    """Read what an offline run has kept of a policy; a text that is taken stays one."""
    if isinstance(value, str) and value.startswith(_TAKEN):
        return _taken(value.removeprefix(_TAKEN))
    if isinstance(value, list):
        return [document_of_offline(each) for each in cast("list[object]", value)]
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value)  # JSON: keys are text
        return {name: document_of_offline(each) for name, each in fields.items()}
    return plain_value(value)


def _taken(text: str) -> object:
    """Read the four parts of a text that is taken; `UNKNOWN` for what the runner does not write."""
    try:
        parts = parse_json(text)
    except UnreadableError:
        return UNKNOWN
    if not isinstance(parts, list) or not all(
        isinstance(part, str) for part in cast("list[object]", parts)
    ):
        return UNKNOWN
    texts = cast("list[str]", parts)
    return TakenText(*texts) if len(texts) == _PARTS else UNKNOWN


def filled(value: object, fill: Callable[[TakenText], object]) -> object:
    """Replace each text that is taken."""
    if isinstance(value, TakenText):
        return fill(value)
    if isinstance(value, list):
        return [filled(each, fill) for each in cast("list[object]", value)]
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value)
        return {name: filled(each, fill) for name, each in fields.items()}
    return value
