"""What an id that joins several inputs says of a resource that is only looked up.

`RolePolicy.get(name, "role:policy")` names the role that the policy is of. What the policy allows
or denies stays unknown.

Source: pulumi_aws 7.51.1: "Import" of each type; terraform-provider-aws 6.58.0,
iam/role_policy_attachment.go; terraform-provider-aws 6.0.0, iam/role_policy_attachment.go: it
wrote the id of an attachment with a hyphen (read 2026-11-29).
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.bucket_configurations import BUCKET_CONFIGURATIONS
from bamp_pulumi.catalog.tag_resources import TAG_RESOURCES

__all__ = ["inputs_by_id"]

_OF_A_BUCKET: Final = r"(?P<{link}>[^,]+),(?P<expectedBucketOwner>\d{{12}})"

_OF_A_TAG: Final = r"(?P<{link}>[^,]+),(?P<key>[^,]+)"

_ON_A_BUS: Final = "(?:(?P<eventBusName>.+)/)?"
"""An id that leaves out the bus means the one that each account has."""

_PATTERNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "aws:backup/selection:Selection": r"(?P<planId>[^|]+)\|[^|]+",
        "aws:backup/restoreTestingSelection:RestoreTestingSelection": (
            r"(?P<name>[^:]+):(?P<restoreTestingPlanName>[^:]+)"
        ),
        "aws:cloudwatch/eventRule:EventRule": _ON_A_BUS + r"(?P<name>[^/]+)",
        "aws:cloudwatch/eventTarget:EventTarget": (
            _ON_A_BUS + r"(?P<rule>[^/]+)/(?P<targetId>[^/]+)"
        ),
        "aws:cloudwatch/eventPermission:EventPermission": _ON_A_BUS + r"(?P<statementId>[^/]+)",
        "aws:cloudwatch/logMetricFilter:LogMetricFilter": (
            r"(?P<logGroupName>[^:]+):(?P<name>[^:]+)"
        ),
        "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": (
            r"(?P<logGroup>[^|]+)\|(?P<name>[^|]+)"
        ),
        "aws:lambda/permission:Permission": (
            r"(?P<function>[^/:]+)(?::(?P<qualifier>[^/:]+))?/(?P<statementId>[^/]+)"
        ),
        "aws:iam/rolePolicy:RolePolicy": r"(?P<role>[^:]+):(?P<name>[^:]+)",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment": (
            r"(?P<role>[^/:]+?)[/-](?P<policyArn>arn:.+)"
        ),
        "aws:kms/grant:Grant": r"(?P<keyId>.+):(?P<grantId>[^:]+)",
        **{token: _OF_A_TAG.format(link=link) for token, link in TAG_RESOURCES.items()},
        **{token: _OF_A_BUCKET.format(link=link) for token, link in BUCKET_CONFIGURATIONS.items()},
    }
)
"""By type token, the inputs that are parts of an id, as a pattern of the whole id."""
_LEFT_OUT: Final[Mapping[str, str]] = MappingProxyType({"eventBusName": "default"})
"""What an id means by a part that it leaves out."""


def inputs_by_id(type_token: str, resource_id: str) -> dict[str, str]:
    """State the inputs that are parts of an id.

    Args:
        type_token: Pulumi type token.
        resource_id: The id that a program looks the resource up by; empty while unknown.

    Returns:
        Inputs by wire name; empty for a type whose id is one name, and for an id that does not
        look like one of the type.
    """
    found = re.fullmatch(_PATTERNS.get(type_token, r"(?!)"), resource_id)
    if found is None:
        return {}
    stated = {name: part or _LEFT_OUT.get(name) for name, part in found.groupdict().items()}
    return {name: part for name, part in stated.items() if part is not None}
