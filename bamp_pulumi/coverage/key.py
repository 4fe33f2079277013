"""Can AWS Backup use the key of a vault?"""

import json
from collections.abc import Mapping
from typing import Final

from bamp_pulumi.coverage.declared_vaults import DeclaredVault
from bamp_pulumi.coverage.wire import entries, items, mapping, text

__all__ = ["why_unusable"]

_NEEDED: Final = ("kms:GenerateDataKey", "kms:Decrypt", "kms:CreateGrant", "kms:DescribeKey")
"""What writing and copying recovery points takes.
Source: AWS Backup developer guide, encryption (read 2026-11-21)."""


def why_unusable(vault: DeclaredVault) -> str:
    """Say why the key of a vault cannot be used; empty when nothing speaks against it.

    Only a key that the estate declares can be judged.
    """
    key = vault.key
    if key is None:
        return ""
    if key.inputs.get("isEnabled") is False:
        return f"key {key.name} is disabled"
    if key.region and vault.region and key.region != vault.region:
        return f"key {key.name} is in {key.region}, the vault in {vault.region}"
    policy = key.inputs.get("policy")
    if not isinstance(policy, str):
        # Absent: AWS's default policy lets the account's own roles in. Unknown: cannot tell.
        return ""
    missing = _missing(policy)
    return f"the policy of key {key.name} does not allow {', '.join(missing)}" if missing else ""


def _missing(policy: str) -> list[str]:
    """List the needed actions that no statement allows, or that one denies to everybody."""
    try:
        found = mapping(json.loads(policy)).get("Statement")
    except ValueError:
        return list(_NEEDED)
    statements = entries(found) or [mapping(found)]
    allowed = [s for s in statements if s.get("Effect") == "Allow"]
    denied = [s for s in statements if s.get("Effect") == "Deny" and "Condition" not in s]
    return [
        action
        for action in _NEEDED
        if not any(_names(s, action) for s in allowed) or any(_names(s, action) for s in denied)
    ]


def _names(statement: Mapping[str, object], action: str) -> bool:
    given = statement.get("Action")
    patterns = [given] if isinstance(given, str) else [text(item) for item in items(given)]
    return any(_covers(pattern, action) for pattern in patterns)


def _covers(pattern: str, action: str) -> bool:
    if pattern.endswith("*"):
        return action.startswith(pattern.removesuffix("*"))
    return pattern == action
