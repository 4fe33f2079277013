"""Which changes of a deployment are a loss that must be decided, and which are to be looked at."""

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog import DELETION_EFFECTS, GAINED_BY_COMING, IGNORE_CHANGES
from bamp_pulumi.changes.aspect import Aspect
from bamp_pulumi.changes.change import About, Change, Direction
from bamp_pulumi.changes.effects import STAYS
from bamp_pulumi.changes.statement_changes import ALLOWED_AGAIN

__all__ = ["Grave", "gravity"]


class Grave(Enum):
    """How grave a change is."""

    LOSS = auto()
    """What is kept, or what keeps it, goes: it must be decided twice."""
    WATCH = auto()
    """It may be a loss, or prepares one."""


_OF_RULES: Final = frozenset(
    {
        Aspect.RETENTION,
        Aspect.COPY,
        Aspect.ANY_SECOND,
        Aspect.SCHEDULE,
        Aspect.AIR_GAP,
        Aspect.VAULT_LOCK,
    }
)
"""What a rule keeps. Of a data store it follows from its plan, unless its own tier changes."""
_LOSSES: Final[Mapping[About, frozenset[Aspect]]] = MappingProxyType(
    {
        About.PLAN: _OF_RULES | {Aspect.PROTECTION},
        About.VAULT: frozenset({Aspect.LOCK, Aspect.LEAST}),
        About.STORE: frozenset({Aspect.NATIVE, Aspect.OBJECTS, Aspect.PROTECTION, Aspect.VERSIONS}),
        About.PART: frozenset({Aspect.PROTECTION}),
    }
)
_WATCHED: Final[Mapping[About, frozenset[Aspect]]] = MappingProxyType(
    {
        About.PLAN: frozenset({Aspect.COLD, Aspect.GUARD}),
        About.VAULT: frozenset({Aspect.MOST, Aspect.GRACE, Aspect.KEY_OWNER, Aspect.GUARD}),
        About.STORE: frozenset({Aspect.GUARD}),
        About.PART: frozenset({Aspect.GUARD}),
    }
)
_SHORTENED: Final = frozenset({Aspect.START_WINDOW, Aspect.COMPLETION_WINDOW})
"""What is unsure when it is shortened, for whether a job then ends in time nobody knows."""
_ALL: Final = frozenset[str]()
_GRAVE_INPUTS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "aws:backup/selection:Selection": _ALL,
        "aws:backup/regionSettings:RegionSettings": _ALL,
        "aws:backup/vaultNotifications:VaultNotifications": _ALL,
        "aws:backup/vaultPolicy:VaultPolicy": _ALL,
        "aws:s3/bucketVersioning:BucketVersioning": _ALL,
        "aws:s3/bucketVersioningV2:BucketVersioningV2": _ALL,
        "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": _ALL,
        "aws:kms/key:Key": frozenset({"isEnabled"}),
        **dict.fromkeys(
            (
                "aws-native:kms:Key",
                "aws-native:kms:ReplicaKey",
                "aws:kms/externalKey:ExternalKey",
                "aws:kms/replicaExternalKey:ReplicaExternalKey",
                "aws:kms/replicaKey:ReplicaKey",
            ),
            frozenset({"enabled"}),
        ),
        "aws:cloudtrail/trail:Trail": frozenset({"enableLogging", "isMultiRegionTrail"}),
        "aws-native:cloudtrail:Trail": frozenset({"isLogging", "isMultiRegionTrail"}),
    }
)
"""Inputs of which a lesser value is a loss in itself, by type; empty for all that are compared."""


_UNREAD: Final = frozenset(
    {
        "aws-native:backup:RestoreTestingPlan",
        "aws-native:backup:RestoreTestingSelection",
        "aws-native:cloudwatch:Alarm",
        "aws-native:cloudwatch:CompositeAlarm",
        "aws-native:events:Rule",
        "aws-native:lambda:EventSourceMapping",
        "aws-native:lambda:Function",
        "aws-native:scheduler:Schedule",
        "aws-native:sns:Subscription",
        "aws:backup/restoreTestingPlan:RestoreTestingPlan",
        "aws:backup/restoreTestingSelection:RestoreTestingSelection",
        "aws:kms/grant:Grant",
        "aws:lambda/eventSourceMapping:EventSourceMapping",
        "aws:scheduler/schedule:Schedule",
    }
)
"""Types whose inputs nothing else judges: one of which it is not known which value is better is to
be looked at."""
_WATCHED_INPUTS: Final = _UNREAD | {
    "aws-native:events:EventBusPolicy",
    "aws-native:lambda:Permission",
    "aws-native:sns:TopicInlinePolicy",
    "aws-native:sns:TopicPolicy",
    "aws-native:sqs:QueueInlinePolicy",
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
    "aws:lambda/function:Function",
    "aws:lambda/permission:Permission",
    "aws:organizations/policyAttachment:PolicyAttachment",
    "aws:ram/principalAssociation:PrincipalAssociation",
    "aws:ram/resourceAssociation:ResourceAssociation",
    "aws:sns/topicPolicy:TopicPolicy",
    "aws:sqs/queuePolicy:QueuePolicy",
}
"""Types of which a lesser value of an input is to be looked at, beside those that only add."""


_OF_STORES: Final[Mapping[str, Grave]] = MappingProxyType(
    {
        "replicas": Grave.LOSS,
        "recoveryWindowInDays": Grave.WATCH,
        "ttl.enabled": Grave.WATCH,
        "ttl.attributeName": Grave.WATCH,
        "rootBlockDevice.deleteOnTermination": Grave.WATCH,
    }
)
"""Inputs of data stores of which a lesser value is a loss in itself, or prepares one."""


def gravity(change: Change, *, is_retiered: bool, is_exempt: bool) -> Grave | None:
    """Return how grave a change is; None for one that a deployment may make.

    Args:
        change: The change.
        is_retiered: Whether the tier of the data store changes.
        is_exempt: Whether the data store is exempt now: nothing is promised of it any more.
    """
    if change.about not in _LOSSES or change.direction not in (Direction.LOST, Direction.UNSURE):
        return None
    if change.aspect in (Aspect.DECLARED, Aspect.REPLACED):
        return _of_going(change)
    if is_exempt:
        return None
    is_lost = change.direction is Direction.LOST
    if change.aspect is Aspect.INPUT:
        return _of_input(change, is_lost=is_lost)
    losses = _LOSSES[change.about]
    if change.about is About.STORE and is_retiered:
        losses |= _OF_RULES
    if change.aspect in losses:
        return Grave.LOSS if is_lost else Grave.WATCH
    watched = _WATCHED[change.about] if is_lost else _SHORTENED
    return Grave.WATCH if change.aspect in watched else None


def _of_input(change: Change, *, is_lost: bool) -> Grave | None:
    """Judge an input of something that protects; of anything else what it does is not known."""
    if change.about is About.STORE:
        grave = _OF_STORES.get(change.of)
        return grave if is_lost or grave is None else Grave.WATCH
    inputs = _GRAVE_INPUTS.get(change.type)
    if inputs is None or (inputs and change.of not in inputs):
        is_watched = change.type in GAINED_BY_COMING or change.type in _WATCHED_INPUTS
        is_open = change.type in _UNREAD and not _is_of_any(change)
        has_effect = bool(change.effect)
        return Grave.WATCH if (is_lost and (is_watched or has_effect)) or is_open else None
    return Grave.LOSS if is_lost else Grave.WATCH


def _is_of_any(change: Change) -> bool:
    """Return True for what is compared of every type: it says little of one."""
    return change.of in ("region", IGNORE_CHANGES)


def _of_going(change: Change) -> Grave | None:
    """Judge what is deleted or replaced: by what goes with it."""
    if change.before is None and change.effect:
        return Grave.WATCH
    is_gone = change.aspect is Aspect.REPLACED or change.after is None
    if not is_gone or (change.about is not About.STORE and not change.effect):
        return None
    row = DELETION_EFFECTS.get(change.type)
    is_light = row is not None and not row.is_grave
    is_light = is_light and ALLOWED_AGAIN not in change.effect
    stays = STAYS in change.effect
    return Grave.WATCH if is_light or stays or change.direction is Direction.UNSURE else Grave.LOSS
