"""A key that stays when its stack goes, and the alias it is found by: without it data is lost."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from bamp_pulumi.policy import OWNER_TAG

__all__ = ["KeptKey", "KeyInputs", "declare_kept_key"]

_DELETION_WINDOW_DAYS = 30
"""AWS's longest: so long a deletion can be called off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyInputs:
    """What differs between one key and another."""

    description: str
    policy: Mapping[str, object]
    alias: str
    rotation_days: int
    region: str | None
    owner: str
    adopt: bool
    """Whether to take over the key that an earlier stack kept under this alias."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptKey:
    """The key and its alias."""

    key: aws.kms.Key
    alias: aws.kms.Alias


def declare_kept_key(parent: pulumi.ComponentResource, name: str, inputs: KeyInputs) -> KeptKey:
    """Declare a customer managed key, AES-256, that AWS rotates.

    Args:
        parent: Component that it belongs to.
        name: What its logical names begin with.
        inputs: Its policy, alias and the rest.
    """
    region = inputs.region
    existing = _existing_key(parent, inputs.alias, region) if inputs.adopt else None
    at = f"@{region}" if region else ""
    key = aws.kms.Key(
        f"{name}-key",
        description=inputs.description,
        key_usage="ENCRYPT_DECRYPT",
        customer_master_key_spec="SYMMETRIC_DEFAULT",  # AES-256-GCM
        policy=json.dumps(inputs.policy),
        enable_key_rotation=True,
        rotation_period_in_days=inputs.rotation_days,
        deletion_window_in_days=_DELETION_WINDOW_DAYS,
        region=region,
        tags={OWNER_TAG: inputs.owner},
        opts=pulumi.ResourceOptions(
            parent=parent,
            retain_on_delete=True,
            import_=f"{existing}{at}" if existing else None,
        ),
    )
    alias = aws.kms.Alias(
        f"{name}-alias",
        name=inputs.alias,
        target_key_id=key.key_id,
        region=region,
        opts=pulumi.ResourceOptions(
            parent=parent,
            retain_on_delete=True,
            import_=f"{inputs.alias}{at}" if inputs.adopt else None,
        ),
    )
    return KeptKey(key=key, alias=alias)


def _existing_key(component: pulumi.ComponentResource, alias: str, region: str | None) -> str:
    """Return the id of the key under an alias."""
    options = pulumi.InvokeOptions(parent=component)
    return aws.kms.get_alias(name=alias, region=region, opts=options).target_key_id
