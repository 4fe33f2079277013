"""What AWS emits when something goes wrong, as templates: signals with blanks for a scene's facts.

A template is a signal whose values are constants, `UNKNOWN`, or a `Given` that a scene fills in.
There is one function that fills them all in; a fault has no code of its own.

Source: AWS Backup developer guide, eventbridge, backup-notifications, cloudwatch (read 2026-11-21).
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from enum import StrEnum
from typing import Final, TypeVar, cast

from bamp_pulumi.catalog import (
    BACKUP_EVENT_SOURCE,
    BACKUP_EVENTS,
    BACKUP_METRIC_NAMESPACE,
    UNKNOWN,
    VAULT_NOTIFICATIONS,
)
from bamp_pulumi.lambdas.health import HEALTH_CHECKS
from bamp_pulumi.rehearsal.delivery import (
    Absence,
    Datapoint,
    Event,
    Outage,
    Signal,
    Silence,
    VaultMessage,
)
from bamp_pulumi.rehearsal.effects import Effect
from bamp_pulumi.rehearsal.faults.scene import Scene
from bamp_pulumi.rehearsal.health import Lapse

__all__ = [
    "NOT_CHECKED",
    "SILENCE",
    "Given",
    "absence",
    "calls",
    "event",
    "fill",
    "metric",
    "notifications",
    "of_resource",
    "tag_change",
]

_Template = TypeVar(
    "_Template", bound=Event | VaultMessage | Datapoint | Silence | Absence | Outage
)


class Given(StrEnum):
    """A blank of a template: the field of `Scene` that fills it in."""

    ACCOUNT = "account_id"
    REGION = "region"
    TIER = "tier"
    VAULT = "vault"
    RECOVERY_REGION = "recovery_region"
    RECOVERY_VAULT = "recovery_vault"
    RESOURCE = "resource_arn"
    RESOURCE_TYPE = "resource_type"
    IDENTIFIER = "identifier"
    RESTORE_TEST = "restore_test_arn"


class Calls(str):
    """A blank: what the events of a service's calls depend on; its `eventSource`."""

    __slots__ = ()


def fill(template: _Template, scene: Scene) -> _Template:
    """Return a template with the facts of a scene in it."""
    values = {one.name: getattr(template, one.name) for one in fields(template)}
    return replace(template, **{name: _filled(value, scene) for name, value in values.items()})


def _filled(value: object, scene: Scene) -> object:
    if isinstance(value, Given):
        return getattr(scene, value.value)
    if isinstance(value, Calls):
        return scene.calls_depend_on(value)
    if isinstance(value, Mapping):
        inside = cast("Mapping[str, object]", value)
        return {name: _filled(one, scene) for name, one in inside.items()}
    if isinstance(value, tuple):
        return tuple(_filled(one, scene) for one in cast("tuple[object, ...]", value))
    return value


_NOT_OF_EACH: Final = frozenset({"restoreTestingPlanArn", "statusMessage"})
"""Fields that only some events of a type have: a row names them where they are there."""


def event(
    detail_type: str, known: Mapping[str, object], *, is_sampled: bool = True
) -> tuple[Signal, ...]:
    """Write an event of AWS Backup, with every field that its samples show.

    Args:
        detail_type: Its detail type.
        known: Fields of its detail that are known, or that not every event of the type has.
        is_sampled: Whether AWS shows such an event. Default: yes. Of a state that is only listed
            it is not certain that an event comes.
    """
    given = {"backupVaultName": Given.VAULT, "resourceType": Given.RESOURCE_TYPE, **known}
    shown = BACKUP_EVENTS[detail_type].fields
    said = ", ".join(f"{name} {value}" for name, value in known.items())
    return (
        _event(
            source=BACKUP_EVENT_SOURCE,
            detail_type=detail_type,
            detail={
                **dict.fromkeys(sorted(shown - _NOT_OF_EACH), UNKNOWN),
                **{name: value for name, value in given.items() if name in shown},
            },
            depends_on="" if is_sampled else f"whether AWS sends {detail_type} with {said}",
        ),
    )


def calls(source: str, *names: str) -> tuple[Signal, ...]:
    """Write the events that CloudTrail makes of calls of an API.

    Args:
        source: Source of the events, such as `aws.backup`.
        names: Names of the calls.
    """
    called = f"{source.removeprefix('aws.')}.amazonaws.com"
    return tuple(
        _event(
            source=source,
            detail_type="AWS API Call via CloudTrail",
            detail={
                "eventSource": called,
                "eventName": name,
                "requestParameters": UNKNOWN,
                "userIdentity": UNKNOWN,
            },
            resources=(),
            vault=Given.VAULT,
            depends_on=Calls(called),
        )
        for name in names
    )


def tag_change(key: str) -> tuple[Signal, ...]:
    """Write the event of a tag that is taken from a resource.

    Source: EventBridge user guide, tag change events (read 2026-11-21).
    """
    return (
        _event(
            source="aws.tag",
            detail_type="Tag Change on Resource",
            detail={
                "changed-tag-keys": [key],
                "service": UNKNOWN,
                "resource-type": UNKNOWN,
                "tags": {},
            },
            names=Given.RESOURCE,
        ),
    )


def _event(  # noqa: PLR0913 - fields of an event, all of them named
    *,
    source: str,
    detail_type: str,
    detail: Mapping[str, object],
    resources: tuple[object, ...] = (UNKNOWN,),
    names: str = "",
    vault: str = "",
    depends_on: str = "",
) -> Event:
    return Event(
        account_id=Given.ACCOUNT,
        region=Given.REGION,
        tier=Given.TIER,
        source=source,
        detail_type=detail_type,
        detail=detail,
        resources=resources,
        names=names,
        vault=vault,
        depends_on=depends_on,
    )


def notifications(*names: str, **attributes: object) -> tuple[Signal, ...]:
    """Write notifications of the vault of the backups; one that cannot be relied on is none."""
    return tuple(
        VaultMessage(
            account_id=Given.ACCOUNT,
            region=Given.REGION,
            tier=Given.TIER,
            vault=Given.VAULT,
            name=name,
            resource=Given.RESOURCE,
            attributes=attributes,
        )
        for name in names
        if VAULT_NOTIFICATIONS[name].can_be_relied_on
    )


def metric(
    name: str, *, vault: str = Given.VAULT, region: str = Given.REGION
) -> tuple[Signal, ...]:
    """Write one datapoint of a metric of AWS Backup.

    Args:
        name: Name of the metric.
        vault: Vault that it is about. Default: that of the backups.
        region: Region of that vault. Default: that of the resource.
    """
    by_vault = {"BackupVaultName": vault}
    return (
        Datapoint(
            account_id=Given.ACCOUNT,
            region=region,
            tier=Given.TIER,
            namespace=BACKUP_METRIC_NAMESPACE,
            metric=name,
            value=1,
            dimensions=(by_vault, {**by_vault, "ResourceType": Given.RESOURCE_TYPE}),
        ),
    )


def of_resource(
    namespace: str, name: str, value: float, unit: str, *, dimension: str
) -> tuple[Signal, ...]:
    """Write one datapoint of a metric that the resource itself publishes all the time."""
    return (
        Datapoint(
            account_id=Given.ACCOUNT,
            region=Given.REGION,
            tier=Given.TIER,
            namespace=namespace,
            metric=name,
            value=value,
            dimensions=({dimension: Given.IDENTIFIER},),
            unit=unit,
            lasts=True,
        ),
    )


def absence(
    effect: Effect = Effect.NOTHING, *, stays: str = "", is_exempt: bool = False
) -> tuple[Signal, ...]:
    """Write that something is not made, and that AWS emits nothing of it.

    Args:
        effect: What is not made. Default: nothing is missing.
        stays: State that jobs of what is not made stay in. Default: there is no job.
        is_exempt: Whether the resource was exempt until the day before.
    """
    return (
        Absence(
            account_id=Given.ACCOUNT,
            region=Given.REGION,
            tier=Given.TIER,
            minutes=0,
            resource=Given.RESOURCE,
            lapse=Lapse(effect=effect, stays=stays, is_exempt=is_exempt),
        ),
    )


SILENCE: Final[tuple[Signal, ...]] = (
    Silence(account_id=Given.ACCOUNT, region=Given.REGION, minutes=0),
)
"""Nothing comes any more from the Region of the resource."""

NOT_CHECKED: Final[tuple[Signal, ...]] = (
    Silence(account_id=Given.ACCOUNT, region=Given.REGION, minutes=0, metric=HEALTH_CHECKS),
)
"""The health check of the account does not run, or fails."""
