"""Of which types the output `arn` is the ARN of the resource itself, and when AWS makes it up."""

from collections.abc import Mapping
from typing import Final

from bamp_pulumi.catalog.identities import IDENTITIES
from bamp_pulumi.catalog.outputs import identity_inputs
from bamp_pulumi.catalog.resource_policies import RESOURCE_POLICIES

__all__ = ["has_free_name", "is_named_anew", "owns_its_arn"]

_STATED: Final = frozenset(row.type for row in IDENTITIES if "arn" in row.outputs)
_DEFAULTS: Final = frozenset((row.type, name) for row in IDENTITIES for name, _ in row.defaults)
_FREE_NAMES: Final = frozenset(
    {"aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/compositeAlarm:CompositeAlarm"}
)


def owns_its_arn(type_token: str) -> bool:
    """Return True if the output `arn` of a type is its own ARN, and not that of another resource.

    Source: pulumi_aws 7.51.1: a secret's version has the ARN of the secret, a topic's policy that
    of the topic (read 2026-11-28).
    """
    return type_token in _STATED or type_token in RESOURCE_POLICIES


def has_free_name(type_token: str) -> bool:
    """Return True if AWS lets a name hold any character, quotes among them.

    Source: CloudWatch API, PutMetricAlarm.AlarmName, PutCompositeAlarm.AlarmName (read 2026-11-28).
    """
    return type_token in _FREE_NAMES


def is_named_anew(type_token: str, inputs: Mapping[str, object]) -> bool:
    """Return True if a resource gets a name or an id that no other one has.

    AWS makes up an id, and Pulumi a name that ends in random characters, where the program gives
    none. Source: pulumi-terraform-bridge, pkg/tfbridge/info/autonaming.go: AutoName (read
    2026-11-29).
    """
    names = (n for n in identity_inputs(type_token) if (type_token, n) not in _DEFAULTS)
    return any(inputs.get(name) is None for name in names)
