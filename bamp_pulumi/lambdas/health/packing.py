"""What is promised, as JSON: written at deployment, packed beside the function, read by it.

A document of another version, or one that lacks something, is refused: what is not promised is
not looked for, and the check would find all well.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bamp_pulumi.lambdas.health.expected import Expected, ExpectedRule

__all__ = ["EXPECTED_FILE", "EXPECTED_SCHEMA", "pack", "unpack"]

EXPECTED_SCHEMA = "bamp.expected/1"
EXPECTED_FILE = "expected.json"
"""Name of the file in the archive of the function."""

# Any: values of JSON.
_Object = dict[str, Any]


def pack(expected: Expected) -> str:
    """Write what is promised; the same for the same promises."""
    document = {
        "schema": EXPECTED_SCHEMA,
        "primary_region": expected.primary_region,
        "recovery_region": expected.recovery_region,
        "default_tier": expected.default_tier,
        "rules": {
            tier: {of: [_packed(rule) for rule in rules] for of, rules in by_type.items()}
            for tier, by_type in expected.rules.items()
        },
        "native_days": {tier: dict(days) for tier, days in expected.native_days.items()},
        "keys": dict(expected.keys),
        "locked": sorted(expected.locked),
        "lock_days": {vault: [*days] for vault, days in expected.lock_days.items()},
        "replicated": {tier: sorted(types) for tier, types in expected.replicated.items()},
        "since": None if expected.since is None else expected.since.isoformat(),
    }
    return json.dumps(document, sort_keys=True)


def unpack(text: str) -> Expected:
    """Read what `pack` has written.

    Raises:
        ValueError: For a document of another version, or one that is no JSON.
        KeyError: When something is missing.
    """
    document: _Object = json.loads(text)
    if document["schema"] != EXPECTED_SCHEMA:
        raise ValueError(f"{document['schema']} is read by another version of this function")
    since = document["since"]
    return Expected(
        primary_region=document["primary_region"],
        recovery_region=document["recovery_region"],
        default_tier=document["default_tier"],
        rules={
            tier: {of: tuple(_unpacked(rule) for rule in rules) for of, rules in by_type.items()}
            for tier, by_type in document["rules"].items()
        },
        native_days={tier: dict(days) for tier, days in document["native_days"].items()},
        keys=dict(document["keys"]),
        locked=frozenset(document["locked"]),
        lock_days={vault: (days[0], days[1]) for vault, days in document["lock_days"].items()},
        replicated={tier: frozenset(types) for tier, types in document["replicated"].items()},
        since=None if since is None else datetime.fromisoformat(since),
    )


def _packed(rule: ExpectedRule) -> _Object:
    lag = rule.restorable_lag
    return {
        "rule": rule.rule,
        "region": rule.region,
        "vault": rule.vault,
        "at_most_seconds": int(rule.at_most.total_seconds()),
        "retention_days": rule.retention_days,
        "is_copy": rule.is_copy,
        "continuous": rule.continuous,
        "restorable_lag_seconds": None if lag is None else int(lag.total_seconds()),
        "under_vault_key": rule.under_vault_key,
        "account_id": rule.account_id,
    }


def _unpacked(rule: Mapping[str, Any]) -> ExpectedRule:
    lag = rule["restorable_lag_seconds"]
    return ExpectedRule(
        rule=rule["rule"],
        region=rule["region"],
        vault=rule["vault"],
        at_most=timedelta(seconds=rule["at_most_seconds"]),
        retention_days=rule["retention_days"],
        is_copy=rule["is_copy"],
        continuous=rule["continuous"],
        restorable_lag=None if lag is None else timedelta(seconds=lag),
        under_vault_key=rule["under_vault_key"],
        account_id=rule["account_id"],
    )
