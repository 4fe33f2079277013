"""The values of inputs that are compared by value, each as texts in one order.

A value that is not wholly known is None. Secrets are not read at all.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, cast
from urllib.parse import urlsplit

from bamp_pulumi.catalog import (
    BACKED_UP_BY_DEFAULT,
    BACKED_UP_IF_ASKED,
    IGNORE_CHANGES,
    UNKNOWN,
    ComparedInput,
    Form,
    Outcome,
    compared_inputs,
    number_of,
    protecting_inputs,
    switch_of,
    value_at,
)
from bamp_pulumi.changes.chosen_objects import objects_read
from bamp_pulumi.changes.intervals import interval_minutes
from bamp_pulumi.changes.matched_items import MATCHED_BY, hashes_of
from bamp_pulumi.changes.named_items import names_of, values_inside
from bamp_pulumi.declared import items, key_named, mapping
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.texts import UnreadableError, parse_json

__all__ = ["ALL_BUT", "inputs_left_out", "inputs_read"]

ALL_BUT: Final = "all but "
"""What is read before the actions that a statement is not about; they are one text with commas,
for apart each would let the others in."""

_Texts = tuple[str, ...] | None
_CHARACTERS: Final = 12
_ENABLED: Final = "enabled"
_RATE: Final = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
"""A rate expression. Source: EventBridge Scheduler user guide, schedule-types (read 2026-11-29)."""
_MINUTES_OF: Final = {"minute": 1, "hour": 60, "day": 1440}
_DAYS_OF: Final = {"DAYS": 1, "WEEKS": 7, "MONTHS": 30, "YEARS": 365}
"""Days of a unit of Data Lifecycle Manager."""


def inputs_read(estate: Estate, resource: Resource, *, is_store: bool) -> dict[str, _Texts]:
    """Read each input of a resource that is compared by value and that is written.

    Args:
        estate: Where what it names is declared.
        resource: Whose inputs they are.
        is_store: Whether it is a data store.

    Returns:
        Texts by wire path, members in one order; None for a value that is not wholly known.
    """
    found: dict[str, _Texts] = {}
    for path, row in compared_inputs(resource.type, is_store=is_store).items():
        if path.partition(".")[0] in resource.secret_inputs:
            if row.left_out is not None:
                found[path] = None
            continue
        if row.named_by:
            for inside, each in values_inside(resource, path, row.named_by, row.older_name):
                found[inside] = _texts(estate, resource, path, row, each)
                if row.form is Form.NAMES and row.named_by == MATCHED_BY:
                    found |= hashes_of(inside, each, row.named_by)
            continue
        if path == IGNORE_CHANGES:
            value: object = list(resource.ignore_changes) or None
        elif path == "region":
            value = resource.region or None
        else:
            value = resource.value(path)
        if value is not None:
            found[path] = _texts(estate, resource, path, row, value)
    return found


def inputs_left_out(resource: Resource) -> tuple[str, ...]:
    """List the wire paths of the protecting inputs that a program says nothing of.

    Of a block that it writes, the provider sends what is not said in it; what Cloud Control makes
    of that, nobody says.
    """
    found: list[str] = []
    for path, row in protecting_inputs(resource.type).items():
        if "*" in path:
            continue
        block = path.rpartition(".")[0]
        is_written = bool(block) and value_at(resource.inputs, block) is not None
        is_sent = is_written and row.left_out is not Outcome.UNKNOWN
        if value_at(resource.inputs, path) is None and not is_sent:
            found.append(path)
    return tuple(found)


def _texts(
    estate: Estate, resource: Resource, path: str, row: ComparedInput, value: object
) -> _Texts:
    if row.form is Form.KEY:
        return _key(estate, resource, path)
    if row.form is Form.REPLICAS:
        return _replicas_read(value)
    if row.form is Form.NAMES:
        return names_of(value, row.named_by)
    return None if _is_open(value) else _READERS[row.form](value)


def _span_read(value: object) -> _Texts:
    """Read how long, in days, or how many are kept."""
    fields = mapping(value)
    unit = str(fields.get("intervalUnit", "DAYS")).upper()
    for name, each in (("years", 365), ("days", 1), ("interval", _DAYS_OF.get(unit, 0))):
        number = number_of(fields.get(name))
        if number is not None and each:
            return (f"{_number(number * each)} days",)
    count = number_of(fields.get("count"))
    return () if count is None else (f"{_number(count)} snapshots",)


def _tags_read(value: object) -> _Texts:
    pairs = [mapping(one) for one in items(value)]
    tags = {str(one.get("key")): one.get("value") for one in pairs} if pairs else mapping(value)
    return tuple(sorted(f"{key}={each}" for key, each in tags.items()))


def _number_read(value: object) -> _Texts:
    number = number_of(value)
    return None if number is None else (_number(number),)


def _switch_read(value: object) -> _Texts:
    switch = switch_of(value)
    return None if switch is None else (str(switch).lower(),)


def _list_read(value: object) -> _Texts:
    is_list = isinstance(value, list | tuple)
    return tuple(sorted(map(_text, items(cast("object", value)) if is_list else (value,))))


def _replicas_read(value: object) -> _Texts:
    """Name the Region of each replica, and again where point-in-time recovery is on there.

    Other parts, such as its key, may be known only after deployment.
    """
    if value is UNKNOWN:
        return None
    found: list[str] = []
    for replica in items(value):
        fields = mapping(replica)
        region = fields.get("region", fields.get("regionName"))
        recovery = fields.get("pointInTimeRecovery", False)
        if not isinstance(region, str) or recovery is UNKNOWN:
            return None
        found.append(region)
        if switch_of(recovery):
            found.append(f"point-in-time recovery in {region}")
    return tuple(sorted(found))


def _schedule_read(value: object) -> _Texts:
    """Read how far apart the runs of a schedule lie, minutes; else what is written."""
    text = _text(value)
    rate = _RATE.fullmatch(text)
    if rate is not None:
        return (str(int(rate[1]) * _MINUTES_OF[rate[2]]),)
    minutes = interval_minutes(text, "Etc/UTC")
    return (text if minutes is None else str(minutes),)


def _switches_read(value: object) -> _Texts:
    return tuple(sorted(name for name, is_on in mapping(value).items() if switch_of(is_on)))


def _lacking(value: object) -> Iterator[str]:
    """List the options of a plan that are off: those that it does not turn on, or turns off."""
    given = {
        (_text(fields.get("resourceType")), name): _text(each)
        for fields in map(mapping, items(value))
        for name, each in mapping(_document(fields.get("backupOptions"))).items()
    }
    for options, is_on in ((BACKED_UP_IF_ASKED, False), (BACKED_UP_BY_DEFAULT, True)):
        for one in options:
            if given.get(one, _ENABLED if is_on else "") != _ENABLED:
                yield " without ".join(one)


def _number(number: float) -> str:
    return str(int(number)) if number.is_integer() else str(number)


def _key(estate: Estate, resource: Resource, path: str) -> _Texts:
    """Return whose key it is: of a key that the program makes the ARN is not known yet."""
    key = key_named(estate, resource, path)
    if key.resource is not None or (key.written and not key.aws_managed):
        return ("customer",)
    return (key.aws_managed,) if key.aws_managed else None


def _document(value: object) -> object:
    """Return what a document says that may be written as text; None where it is none."""
    if not isinstance(value, str):
        return value
    try:
        return parse_json(value)
    except UnreadableError:
        return None


def _of_json(value: object, read: Callable[[Mapping[str, object]], Iterator[str]]) -> _Texts:
    value = _document(value)
    if not isinstance(value, Mapping):
        return None
    return tuple(sorted({*read(mapping(cast("object", value)))}))


def _passing(pattern: Mapping[str, object], under: str = "") -> Iterator[str]:
    """List what passes: `detail.state: FAILED`; a path that is not there lets anything pass."""
    for name, value in pattern.items():
        path = f"{under}.{name}" if under else name
        if isinstance(value, Mapping):
            yield from _passing(mapping(cast("object", value)), path)
        else:
            yield from (f"{path}: {_text(each)}" for each in items(value) or (value,))


def _statements(document: Mapping[str, object]) -> Iterator[str]:
    """List what is allowed and denied, one action at a time: `Deny backup:Delete on * for *`."""
    given = document.get("Statement")
    for fields in (mapping(one) for one in (given, *items(given))):
        rest = "".join(f" {word} {_text(fields[name])}" for word, name in _WORDS if name in fields)
        effect = _text(fields.get("Effect"))
        yield from (f"{effect} {_text(each)}{rest}" for each in _listed(fields.get("Action")))
        if but := sorted(map(_text, _listed(fields.get("NotAction")))):
            yield f"{effect} {ALL_BUT}{','.join(but)}{rest}"


_WORDS: Final = (
    ("on", "Resource"),
    ("on all but", "NotResource"),
    ("for", "Principal"),
    ("for all but", "NotPrincipal"),
    ("where", "Condition"),
)


def _listed(value: object) -> Sequence[object]:
    return () if value is None else items(value) or (value,)


def _conditions(value: object) -> Iterator[str]:
    for block in items(value) or (value,):
        for operator, asked in mapping(block).items():
            for one in items(asked):
                fields = mapping(one)
                yield f"{operator} {_text(fields.get('key'))} {_text(fields.get('value'))}"


def _address(text: str) -> str:
    """Return an address; of a web address the host, and a hash: its path may be a password."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https"):
        return text
    digest = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:_CHARACTERS]
    return f"{parts.scheme}://{parts.hostname}/... ({digest})"


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(_plain(value), sort_keys=True, default=str)


def _plain(value: object) -> object:
    """Return a value as JSON has it; the order of a list of texts is none."""
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in mapping(cast("object", value)).items()}
    if isinstance(value, list | tuple):
        listed = [_plain(each) for each in items(cast("object", value))]
        return (
            sorted(cast("list[str]", listed)) if all(isinstance(e, str) for e in listed) else listed
        )
    return value


def _is_open(value: object) -> bool:
    if value is UNKNOWN:
        return True
    if isinstance(value, Mapping):
        return any(map(_is_open, mapping(cast("object", value)).values()))
    if isinstance(value, list | tuple):
        return any(map(_is_open, items(cast("object", value))))
    return False


_READERS: Final[Mapping[Form, Callable[[object], _Texts]]] = {
    Form.TEXT: lambda value: (_text(value),),
    Form.ADDRESS: lambda value: (_address(_text(value)),),
    Form.NUMBER: _number_read,
    Form.SWITCH: _switch_read,
    Form.LIST: _list_read,
    Form.SPAN: _span_read,
    Form.TAGS: _tags_read,
    Form.SCHEDULE: _schedule_read,
    Form.SWITCHES: _switches_read,
    Form.LACKING: lambda value: tuple(sorted(_lacking(value))),
    Form.OBJECTS: objects_read,
    Form.CONDITIONS: lambda value: tuple(sorted(_conditions(value))),
    Form.PATTERN: lambda value: _of_json(value, _passing),
    Form.DOCUMENT: lambda value: _of_json(value, _statements),
}
