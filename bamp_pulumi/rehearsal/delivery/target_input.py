"""What EventBridge sends to a target: the event, a part of it, a constant, or a text made of it.

Source: EventBridge user guide, eb-transform-target-input and eb-targets (read 2026-11-28).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import mapping
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery.documents import read_json
from bamp_pulumi.rehearsal.delivery.message import Written
from bamp_pulumi.signals import ABSENT, log_field
from bamp_pulumi.texts import UnreadableError, parse_json

__all__ = ["TargetInput", "input_of", "shown_input"]

_PLACEHOLDER: Final = re.compile(r"<([A-Za-z0-9_.-]+)>", re.ASCII)
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_MARK: Final = "\u0001"
_WHOLE: Final = "aws.events.event.json"
_ENVELOPE: Final = "aws.events.event"
"""All of an event but its detail."""
_ABOUT_THE_RULE: Final[Mapping[str, str]] = {
    "aws.events.rule-arn": "RULE-ARN",
    "aws.events.rule-name": "RULE-NAME",
    "aws.events.event.ingestion-time": "INGESTION-TIME",
}
"""Placeholders that no part of the event replaces, and what a person reads there."""
_UNESCAPED: Final = frozenset({_WHOLE, _ENVELOPE})
"""Only to be the value of a JSON field: what is in them is not escaped, so a text around them ends
early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetInput:
    """What is sent."""

    payload: object
    """Parsed, with `UNKNOWN` where unknown; a text for a text."""
    written: Written
    says: Answer
    """Whether EventBridge can make it of the event."""


def input_of(target: Resource, event: Mapping[str, object]) -> TargetInput:
    """Work out what a target is sent of an event."""
    return _input_of(target, event, dict.fromkeys(_ABOUT_THE_RULE, UNKNOWN))


def shown_input(target: Resource, shown: Mapping[str, object]) -> object:
    """Work out what a target is sent of an event as a person may read it."""
    return _input_of(target, shown, _ABOUT_THE_RULE).payload


def _input_of(
    target: Resource, event: Mapping[str, object], rule: Mapping[str, object]
) -> TargetInput:
    constant, path = target.value("input"), target.value("inputPath")
    transformer = target.value("inputTransformer")
    if constant is not None:
        return TargetInput(payload=_constant(constant), written=Written.CUSTOM, says=ALLOWED)
    if path is not None:
        return _part(target, path, event)
    if transformer is UNKNOWN:
        doubt = in_doubt(f"the template of {target.name} is known after deployment")
        return TargetInput(payload=UNKNOWN, written=Written.CUSTOM, says=doubt)
    if transformer is not None:
        return _made(target, mapping(transformer), event, rule)
    return TargetInput(payload=event, written=Written.EVENT, says=ALLOWED)


def _constant(value: object) -> object:
    parsed = read_json(value)
    return value if parsed is UNKNOWN else parsed


def _part(target: Resource, path: object, event: Mapping[str, object]) -> TargetInput:
    found = log_field(event, path) if isinstance(path, str) else UNKNOWN
    written = Written.EVENT if path == "$" else Written.CUSTOM
    says = ALLOWED
    if found is ABSENT:
        says = refused(f"the event has no {path}, so {target.name} sends nothing of it")
    elif path is UNKNOWN:
        says = in_doubt(f"what {target.name} sends of the event is known after deployment")
    return TargetInput(payload=None if found is ABSENT else found, written=written, says=says)


def _made(
    target: Resource,
    transformer: Mapping[str, object],
    event: Mapping[str, object],
    rule: Mapping[str, object],
) -> TargetInput:
    template, paths = transformer.get("inputTemplate"), transformer.get("inputPaths")
    if template is None:
        says = refused(f"the inputTransformer of {target.name} has no inputTemplate")
        return TargetInput(payload=UNKNOWN, written=Written.CUSTOM, says=says)
    if not isinstance(template, str) or paths is UNKNOWN:
        doubt = in_doubt(f"the template of {target.name} is known after deployment")
        return TargetInput(payload=UNKNOWN, written=Written.CUSTOM, says=doubt)
    values = {**_values(mapping(paths), event), **rule}
    used = [name for name in _PLACEHOLDER.findall(template) if name not in _ABOUT_THE_RULE]
    payload = _filled(template, values)
    if payload is None:
        why = f"its template is no JSON once it is filled in: {template}"
        return TargetInput(payload=UNKNOWN, written=Written.CUSTOM, says=refused(why))
    unnamed = [name for name in used if name not in values]
    if unnamed:
        why = f"its template has <{unnamed[0]}>, which no path of inputPaths fills in"
        return TargetInput(payload=payload, written=Written.CUSTOM, says=refused(why))
    quoted = {n for text in _STRING.findall(template) for n in _PLACEHOLDER.findall(text)}
    says = ALLOWED
    if quoted & _UNESCAPED:
        says = in_doubt(f"whether EventBridge fills in the whole event in a text of {target.name}")
    return TargetInput(payload=payload, written=Written.CUSTOM, says=says)


def _values(paths: Mapping[str, object], event: Mapping[str, object]) -> Mapping[str, object]:
    named = {
        name: log_field(event, path) if isinstance(path, str) else UNKNOWN
        for name, path in paths.items()
    }
    return {
        **named,
        _WHOLE: event,
        _ENVELOPE: {name: value for name, value in event.items() if name != "detail"},
    }


def _filled(template: str, values: Mapping[str, object]) -> object:
    """Fill a template in; None for one that is no JSON then.

    Where a placeholder is a whole value, a text with a mark replaces it while it is read.
    """
    parts: list[str] = []
    end = 0
    for string in _STRING.finditer(template):
        parts += [_marked(template[end : string.start()]), string.group()]
        end = string.end()
    marked = "".join([*parts, _marked(template[end:])]).strip()
    try:
        return _put_in(parse_json(marked, is_strict=False), values)
    except UnreadableError:
        return _lines(marked, values)


def _marked(text: str) -> str:
    return _PLACEHOLDER.sub(r'"\\u0001\1"', text)


def _lines(marked: str, values: Mapping[str, object]) -> object:
    """Read several texts, one a line, as EventBridge accepts them."""
    try:
        each = [parse_json(line, is_strict=False) for line in marked.splitlines() if line.strip()]
    except UnreadableError:
        return None
    texts = [one for one in each if isinstance(one, str)]
    return _put_in("\n".join(texts), values) if texts and len(texts) == len(each) else None


def _put_in(value: object, values: Mapping[str, object]) -> object:
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value)
        return {name: _put_in(one, values) for name, one in fields.items()}
    if isinstance(value, list):
        return [_put_in(one, values) for one in cast("Sequence[object]", value)]
    if not isinstance(value, str):
        return value
    if value.startswith(_MARK):
        found = values.get(value.removeprefix(_MARK), "")
        return "" if found is ABSENT else found
    if any(values.get(name) is UNKNOWN for name in _PLACEHOLDER.findall(value)):
        return UNKNOWN
    known = {name: found for name, found in values.items() if found is not ABSENT}
    return _PLACEHOLDER.sub(lambda m: str(known.get(m[1], "")), value)
