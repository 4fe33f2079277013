"""The validator of restored data on a path: what does it make of a restore that is completed?

The verdict is that of the very code that is packed for AWS, on a restore whose data are sound: what
a rehearsal knows of it is how long it took. What its role may not call, or its network does not
lead to, it does not do, and then nobody validates.

Source: Lambda developer guide, lambda-intro-execution-role, configuration-vpc (read 2026-11-28).
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from bamp_pulumi.access import Answer, in_doubt, refused, worst
from bamp_pulumi.declared import ROLE, mapping
from bamp_pulumi.estate import Resource
from bamp_pulumi.lambdas.restore import (
    ALWAYS,
    VALIDATIONS_FILE,
    Compared,
    Depth,
    Fact,
    Facts,
    Key,
    Restore,
    Validation,
    Validations,
    event_of,
    judge,
    unpack_validations,
)
from bamp_pulumi.rehearsal.delivery.our_code import OurCode, file_of, runs_ours
from bamp_pulumi.rehearsal.delivery.path import AlertPath, Delivered, Dropped, Routing
from bamp_pulumi.rehearsal.delivery.roles import may_as
from bamp_pulumi.rehearsal.delivery.signal import Event

__all__ = ["VALIDATOR", "call_validator"]

VALIDATOR: Final = OurCode(
    package="bamp_pulumi.lambdas.restore",
    settings=("RESTORE_NAME",),
    seconds=300,
    component="bamp:index:RestoreTests",
    in_network=True,
)
"""The function that validates restored data."""
_LAMBDA: Final = "lambda.amazonaws.com"
_ENDPOINT: Final = "aws:ec2/vpcEndpoint:VpcEndpoint"
_SOONEST: Final = Validations(default_tier="", rto_minutes={})
"""Stands for what is not known: the shortest objective that a tier can have."""


def call_validator(
    routing: Routing, function: Resource, payload: Mapping[str, object], path: AlertPath
) -> Iterator[Delivered | Dropped]:
    """Follow the verdict on what it is called with: a restore of a test that is completed."""
    step = path.past(function.name, worst(_runs(routing, function)))
    if isinstance(step, Dropped):
        yield step
        return
    detail = mapping(payload.get("detail"))
    began = _instant(detail.get("creationDate"))
    if began is None:
        doubt = in_doubt(f"how long the restore takes that {function.name} validates")
        yield step.delivered("function", function.name, doubt)
        return
    validations = _validations_of(function)
    if isinstance(validations, Answer):
        if validations.is_refused:
            yield step.dropped(function.name, validations.why)
            return
        # Whatever it is told, somebody may have promised this restore to be faster.
        step, validations = step.provided(validations), _SOONEST
    restore = _restore(detail, began, path.tier, validations)
    done = _instant(detail.get("completionDate"))
    at = done if done is not None else began
    sound = Fact(
        key=Key("it", "status"),
        value="available",
        compared=Compared.NEVER,
        wanted=("available",),
        depth=Depth.STATUS,
    )
    seen = Facts(resource=restore.created, at=at, facts=(sound,))
    verdict = judge(seen, (), Validation(depth=Depth.STATUS), restore, at)
    entry = event_of(verdict, restore, at)
    event = Event(
        account_id=function.account_id,
        region=function.region,
        tier=path.tier,
        source=entry["Source"],
        detail_type=entry["DetailType"],
        detail=json.loads(entry["Detail"]),
        resources=tuple(entry["Resources"]),
    )
    yield from routing.event(event, step)


def _runs(routing: Routing, function: Resource) -> Iterator[Answer]:
    """List what it depends on that the function runs, and does its work."""
    yield runs_ours(routing, function, VALIDATOR)
    yield from _may_call(routing, function)
    yield from _reaches(routing, function)


def _may_call(routing: Routing, function: Resource) -> Iterator[Answer]:
    role = routing.estate.resolve(function, "role", ROLE).only
    if role is None:
        yield in_doubt(f"no given program declares the role of {function.name}")
        return
    yield routing.stands(role)
    assumed = routing.role(role).may_be_assumed_by(_LAMBDA)
    yield assumed.about(f"its role {role.name}")
    for action in ALWAYS.actions:
        yield may_as(routing, role, _LAMBDA, action, _target_of(function, action))


def _target_of(function: Resource, action: str) -> str:
    if action != "events:PutEvents":
        return ""
    partition = function.text("arn").split(":")[1:2] or ["aws"]
    place = f"{function.region}:{function.account_id}"
    return f"arn:{partition[0]}:events:{place}:event-bus/default"


def _reaches(routing: Routing, function: Resource) -> Iterator[Answer]:
    """Within a network, AWS is reached by endpoints alone, unless something else leads there."""
    if function.value("vpcConfig") is None:
        return
    there = [
        one.text("serviceName")
        for one in routing.estate.of_type(_ENDPOINT)
        if one.shares_place(function) and routing.stands(one).is_allowed
    ]
    for service in ALWAYS.endpoints:
        if not any(name.endswith(f".{service}") for name in there):
            yield in_doubt(f"whether {function.name} reaches {service} from its network")


def _validations_of(function: Resource) -> Validations | Answer:
    """Return what a function is told to validate, or why that is not known."""
    text = file_of(function, VALIDATOR.path(VALIDATIONS_FILE))
    if isinstance(text, str):
        try:
            return unpack_validations(text)
        except (KeyError, ValueError):
            return refused(f"what {function.name} is told to validate cannot be read: it fails")
    return in_doubt(f"what {function.name} is told to validate is not shown by this preview")


def _restore(
    detail: Mapping[str, object], began: datetime, tier: str, validations: Validations
) -> Restore:
    """Return the restore that an event is about."""
    tier = tier or validations.default_tier
    most = validations.rto_minutes
    return Restore(
        job_id="00000000-0000-0000-0000-000000000000",
        type=_text(detail.get("resourceType")),
        source=_text(detail.get("sourceResourceArn")),
        created=_text(detail.get("createdResourceArn")),
        recovery_point=_text(detail.get("recoveryPointArn")),
        began_at=began,
        state_from=began,
        state_until=began,
        tier=tier,
        owner="",
        rto_minutes=1 if validations is _SOONEST else most.get(tier),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _instant(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(_text(value))
    except ValueError:
        return None
