"""What a message of a signal is made from: its fields as AWS fills them in, and what names it.

A rule matches what is known of an event; a person reads all of it. So what is unknown has a text
as a placeholder here, such as `KEY-ID`, and a message is judged by whether it has that text.

Source: AWS Backup developer guide, eventbridge (read 2026-11-28).
"""

from collections.abc import Iterator, Mapping
from typing import Final, cast

from bamp_pulumi.catalog import BACKUP_EVENTS, CALL_PARAMETERS, UNKNOWN
from bamp_pulumi.declared import mapping
from bamp_pulumi.lambdas.health import DETAIL_TYPE
from bamp_pulumi.rehearsal.delivery.naming import Naming, stand_in
from bamp_pulumi.rehearsal.delivery.signal import (
    CALL,
    Absence,
    Datapoint,
    Event,
    Signal,
    Silence,
    VaultMessage,
)

__all__ = ["naming_of", "shown_event"]

_NAMED_AT_END: Final = frozenset({"backup-plan", "backup-vault"})
"""Kinds of ARN that end with what an event is about."""
_COMPLETED: Final = "COMPLETED"
_WHY: Final = "statusMessage"
_STATES: Final = ("state", "status", "indexStatus")
_SOMETHING: Final = ("backupVaultName", "keyId", "bucketName", "backupPlanId", "resourceArn")
"""Parameters of which one says what a call is made on that is not known here."""
_WHO: Final = ("accountId", "arn", "principalId", "type", "userName")
"""Fields of `userIdentity`."""
_IDS: Final = ("backupJobId", "copyJobId", "restoreJobId", "recoveryPointArn")
"""Fields by which what a job is about can be looked up."""


def shown_event(event: Event) -> Mapping[str, object]:
    """Return an event as a person may read it."""
    detail = {name: _shown(name, value) for name, value in _details(event).items()}
    return {
        **event.envelope,
        "id": "EVENT-ID",
        "time": "EVENT-TIME",
        "resources": _resources(event, detail),
        "detail": detail,
    }


def _resources(event: Event, detail: Mapping[str, object]) -> list[object]:
    """List the `resources` of an event: a vault, a plan, or a recovery point."""
    if event.names:
        return [event.names]
    shape = BACKUP_EVENTS.get(event.detail_type)
    if shape is None:
        return [*event.resources]
    if shape.lists in _NAMED_AT_END:
        place = f"arn:aws:backup:{event.region}:{event.account_id}"
        return [f"{place}:{shape.lists}:{detail[shape.about]}"]
    return [stand_in("recoveryPointArn")] if shape.lists else []


def _details(event: Event) -> Mapping[str, object]:
    if event.detail_type != CALL:
        shape = BACKUP_EVENTS.get(event.detail_type)
        about = {shape.about: UNKNOWN} if shape is not None else {}
        return {**about, **event.detail}
    who = {name: stand_in(f"user-{name}") for name in _WHO}
    record = event.record
    asked = record.get("requestParameters")
    names = CALL_PARAMETERS.get(str(record.get("eventName")), _SOMETHING)
    known = mapping(asked)
    return {
        **record,
        "requestParameters": {
            **dict.fromkeys(names, UNKNOWN),
            **({"backupVaultName": event.vault} if event.vault and _SOMETHING[0] in names else {}),
            **known,
        },
        "userIdentity": who,
    }


def _shown(name: str, value: object) -> object:
    if value is UNKNOWN:
        return stand_in(name)
    if isinstance(value, Mapping):
        inside = cast("Mapping[str, object]", value)
        return {each: _shown(each, one) for each, one in inside.items()}
    return value


def naming_of(signal: Signal) -> Naming:
    """Return by which words what a signal is about is named."""
    match signal:
        case Event():
            return _of_event(signal)
        case VaultMessage():
            return Naming(what=(signal.name,), about=(signal.resource or signal.vault,))
        case Datapoint():
            values = dict.fromkeys(v for each in signal.dimensions for v in each.values())
            return Naming(what=(signal.metric,), about=(*values,))
        case Silence():
            return Naming(about=(signal.region,))
        case Absence():
            return Naming(about=(*_names(signal.resource),))


def _of_event(event: Event) -> Naming:
    detail = cast("Mapping[str, object]", shown_event(event)["detail"])
    shape = BACKUP_EVENTS.get(event.detail_type)
    if event.detail_type == CALL:
        asked = cast("Mapping[str, object]", detail["requestParameters"])
        region = (event.region,) if [*asked] == ["resourceTypeOptInPreference"] else ()
        return Naming(
            what=(str(detail.get("eventName")),),
            about=(*map(str, asked.values()), *region),
            takes=("$.detail.eventName", "$.detail.requestParameters"),
        )
    if event.detail_type == DETAIL_TYPE:
        return Naming(
            what=tuple(str(detail[name]) for name in ("state", "kind", _WHY)),
            about=(*_names(event.names), str(detail["resourceName"])),
            takes=("$.detail.resourceArn", f"$.detail.{_WHY}"),
        )
    if shape is None:
        changed = detail.get("changed-tag-keys")
        keys = [*map(str, cast("list[object]", changed))] if isinstance(changed, list) else []
        return Naming(
            what=(event.detail_type, *keys),
            about=(*_names(event.names),),
            takes=("$.detail-type", "$.resources"),
        )
    is_of_region = shape.about == "ResourceTypeOptInPreference"
    about = (*_names(str(detail[shape.about])), *((event.region,) if is_of_region else ()))
    return Naming(
        what=(*_states(detail),),
        about=about,
        perhaps=tuple(map(stand_in, _IDS)),
        takes=(f"$.detail.{shape.about}", f"$.detail.{shape.state_field}"),
    )


def _states(detail: Mapping[str, object]) -> Iterator[str]:
    """List what names what has happened: a state; of what completed, what AWS says of it."""
    if _WHY in detail:
        yield str(detail[_WHY])
    for name in _STATES:
        if isinstance(state := detail.get(name), str) and (
            state != _COMPLETED or _WHY not in detail
        ):
            yield state


def _names(arn: str) -> Iterator[str]:
    """List an ARN, and the name or id at its end."""
    if arn:
        yield arn
        yield arn.replace("/", ":").rpartition(":")[2]
