"""What AWS refuses of resources of many types.

Source: Tag Editor user guide, best-practices-and-strats (tag naming limits and requirements).
"""

from collections.abc import Iterator, Mapping
from re import ASCII, fullmatch
from types import MappingProxyType
from typing import Final, cast

from bamp_pulumi.catalog.conditions import value_at
from bamp_pulumi.catalog.deployment_rules.reading import (
    Inputs,
    items,
    json_of,
    known_text,
    refusal,
)
from bamp_pulumi.catalog.input_refusal import InputRefusal
from bamp_pulumi.catalog.limits import REGION_PATTERN, TAG_VALUE_MAX_LENGTH, TAGS_MOST

__all__ = ["JSON_INPUTS", "common_refusals"]

_TAGGING: Final = "Tag Editor user guide, best-practices-and-strats"
_TAG_KEY: Final = 128

JSON_INPUTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "aws:backup/vaultPolicy:VaultPolicy": ("policy",),
        "aws:iam/policy:Policy": ("policy",),
        "aws:iam/role:Role": ("assumeRolePolicy",),
        "aws:iam/rolePolicy:RolePolicy": ("policy",),
        "aws:kms/key:Key": ("policy",),
        "aws:kms/replicaKey:ReplicaKey": ("policy",),
        "aws:sns/topic:Topic": ("policy", "deliveryPolicy", "archivePolicy"),
        "aws:sns/topicPolicy:TopicPolicy": ("policy",),
        "aws:sns/topicSubscription:TopicSubscription": (
            "deliveryPolicy",
            "filterPolicy",
            "redrivePolicy",
            "replayPolicy",
        ),
        "aws:sqs/queue:Queue": ("policy", "redriveAllowPolicy", "redrivePolicy"),
    }
)
"""Inputs that hold a JSON object as text. Source: pulumi_aws 7.51.1, their descriptions."""


def common_refusals(type_token: str, inputs: Inputs) -> Iterator[InputRefusal]:
    """A Region has the form of one, documents are JSON, tags keep to the limits of tagging."""
    if not type_token.startswith("aws:"):
        return
    region = known_text(inputs, "region")
    if region and not fullmatch(REGION_PATTERN, region, ASCII):
        why = "no Region has such a name (AWS General Reference, Regions and endpoints)"
        yield refusal("region", region, "a Region such as us-east-1", why)
    for path in JSON_INPUTS.get(type_token, ()):
        text = known_text(inputs, path)
        if text and not isinstance(json_of(text), dict):
            why = "the provider and AWS refuse what is not a JSON object (pulumi_aws)"
            yield refusal(path, text, "a JSON object", why)
    yield from _tag_refusals(inputs, "tags")
    for number, _ in enumerate(items(inputs, "rules")):
        # Of a backup plan: AWS Backup writes them to each recovery point of the rule.
        yield from _tag_refusals(inputs, f"rules.{number}.recoveryPointTags")


def _tag_refusals(inputs: Inputs, path: str) -> Iterator[InputRefusal]:
    tags = value_at(inputs, path)
    if not isinstance(tags, Mapping):
        return
    why = f"AWS refuses the tag ({_TAGGING})"
    entries = cast("Mapping[object, object]", tags)
    if len(entries) > TAGS_MOST:
        yield refusal(path, f"{len(entries)} tags", f"at most {TAGS_MOST}", why)
    for key, value in entries.items():
        if not isinstance(key, str):
            continue
        if len(key) > _TAG_KEY:
            yield refusal(path, key, f"keys of at most {_TAG_KEY} characters", why)
        if key.casefold().startswith("aws:"):
            yield refusal(path, key, "keys that do not begin with aws:", why)
        if isinstance(value, str) and len(value) > TAG_VALUE_MAX_LENGTH:
            allowed = f"values of at most {TAG_VALUE_MAX_LENGTH} characters"
            yield refusal(f"{path}.{key}", value, allowed, why)
