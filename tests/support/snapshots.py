"""Snapshots of made-up estates, for properties of what is compared."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from bamp_pulumi.catalog import Outcome
from bamp_pulumi.changes import Snapshot
from bamp_pulumi.coverage import FINDING_KINDS, Status

__all__ = ["snapshots", "stores"]

_TYPE = "aws:efs/fileSystem:FileSystem"
_DAYS = st.none() | st.integers(1, 400)
_MINUTES = st.none() | st.sampled_from([5, 60, 1440, 10_080])
_REGIONS = st.sampled_from(["us-east-1", "us-west-2"])
_RULES = st.sampled_from(["daily", "weekly"])
_PLANS = st.sampled_from(["one", "two"])
_VAULTS = st.sampled_from(["main", "other"])
_GUARDS = st.dictionaries(
    st.sampled_from(["deletionProtection", "forceDestroy", "protect"]),
    st.none() | st.booleans(),
    max_size=2,
)
_SETTINGS = st.dictionaries(st.sampled_from(["size", "rules", "policy"]), st.sampled_from("ab"))
_NAMES = st.sampled_from(["a", "b", "c"])


def _declared(kind: str, token: str) -> dict[str, st.SearchStrategy[Any]]:  # Any: of each field
    return {
        "program": st.just("shop/prod"),
        "type": st.just(token),
        "source": st.sampled_from(["", "__main__.py:3"]),
        "settings": _SETTINGS,
        "guards": _GUARDS,
        "name": _NAMES,
        "urn": st.just(f"urn:pulumi:prod::shop::{token}::{kind}"),
    }


def _named(values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each a URN of its own, by its name. Any: fields of a snapshot."""
    found = {one["name"]: {**one, "urn": f"{one['urn']}-{one['name']}"} for one in values}
    return list(found.values())


_RULE = st.fixed_dictionaries(
    {
        "plan": _PLANS,
        "rule": _RULES,
        "region": _REGIONS,
        "vault": _VAULTS,
        "schedule": st.sampled_from(["cron(0 2 ? * * *) UTC", "cron(0 2 ? * SUN *) UTC"]),
        "interval_minutes": st.none() | st.sampled_from([1440, 10_080]),
        "retention_days": _DAYS,
        "continuous": st.booleans(),
    }
)
_COPY = st.fixed_dictionaries(
    {
        "plan": _PLANS,
        "rule": _RULES,
        "region": _REGIONS,
        "account_id": st.sampled_from(["", "111122223333"]),
        "vault": _VAULTS,
        "retention_days": _DAYS,
    }
)
_EXPOSURE = st.fixed_dictionaries(
    {"region": _REGIONS, "at_most_minutes": _MINUTES, "known": st.booleans()}
)
stores = st.lists(
    st.fixed_dictionaries(
        {
            **_declared("store", _TYPE),
            "label": st.just("EFS file system"),
            "region": _REGIONS,
            "status": st.sampled_from([*Status]),
            "how": st.sampled_from(["until 2027-06-30: small", "no selection matches"]),
            "tier": st.none() | st.sampled_from(["", "standard", "critical"]),
            "owner": st.sampled_from(["", "shop"]),
            "exempt_until": st.none() | st.sampled_from([date(2027, 1, 1), date(2027, 6, 30)]),
            "rpo_minutes": _MINUTES,
            "rto_minutes": _MINUTES,
            "achieved_rpo_minutes": _MINUTES,
            "native_days": _DAYS,
            "native_default": st.none() | st.sampled_from([0, 1, 7]),
            "native_open": st.booleans(),
            "native_left_out": st.none() | st.sampled_from([*Outcome]),
            "exposure": st.lists(_EXPOSURE, max_size=2),
            "rules": st.lists(_RULE, max_size=3),
            "copies": st.lists(_COPY, max_size=2),
        }
    ),
    max_size=3,
).map(_named)
"""Data stores of any standing."""
_vaults = st.lists(
    st.fixed_dictionaries(
        {
            **_declared("vault", "aws:backup/vault:Vault"),
            "vault": _VAULTS,
            "region": _REGIONS,
            "account_id": st.just("111122223333"),
            "key": st.sampled_from(["", "key", "other"]),
            "locked": st.none() | st.booleans(),
            "compliance": st.none() | st.booleans(),
            "key_is_customers": st.none() | st.booleans(),
            "changeable_for_days": st.none() | st.sampled_from([3, 30]),
            "min_retention_days": _DAYS,
            "max_retention_days": _DAYS,
        }
    ),
    max_size=2,
).map(_named)
_plans = st.lists(
    st.fixed_dictionaries(
        {
            **_declared("plan", "aws:backup/plan:Plan"),
            "plan": _PLANS,
            "region": _REGIONS,
            "rules": st.lists(
                st.fixed_dictionaries(
                    {
                        "rule": _RULES,
                        "vault": _VAULTS,
                        "schedule": st.just("cron(0 2 ? * * *) UTC"),
                        "start_window_minutes": st.sampled_from([60, 300]),
                        "completion_window_minutes": st.sampled_from([180, 10_080]),
                        "retention_days": _DAYS,
                        "cold_after_days": _DAYS,
                        "continuous": st.booleans(),
                        "copies": st.lists(_COPY, max_size=2),
                        "unknown": st.lists(
                            st.sampled_from(["lifecycle", "copyActions", "schedule", "rules"]),
                            max_size=1,
                        ),
                    }
                ),
                max_size=2,
            ),
        }
    ),
    max_size=2,
).map(_named)
_parts = st.lists(st.fixed_dictionaries(_declared("part", "aws:sns/topic:Topic")), max_size=2).map(
    _named
)
_findings = st.lists(
    st.sampled_from(["BAMP-V01", "BAMP-V13", "BAMP-V41"]).flatmap(
        lambda code: st.fixed_dictionaries(
            {
                "id": st.just(code),
                "severity": st.just(FINDING_KINDS[code].severity),
                "program": st.just("shop/prod"),
                "urn": st.sampled_from(["", f"urn:pulumi:prod::shop::{_TYPE}::store-a"]),
                "message": st.sampled_from(["it", "that", "this"]),
            }
        )
    ),
    max_size=3,
)
_notices = st.none() | st.lists(
    st.fixed_dictionaries(
        {
            "fault": st.sampled_from(["backup-job-failed", "plan-deleted"]),
            "program": st.just("shop/prod"),
            "urn": st.sampled_from(["urn:pulumi:prod::shop::x::a", "urn:pulumi:prod::shop::x::b"]),
            "notified": st.none() | st.booleans(),
            "recipients": st.none()
            | st.dictionaries(st.sampled_from(["email a", "email b"]), st.sampled_from([5, 60])),
        }
    ),
    max_size=3,
    unique_by=lambda one: (one["fault"], one["urn"]),
)
_tiers = st.lists(
    st.fixed_dictionaries(
        {
            "tier": st.sampled_from(["standard", "critical"]),
            "rpo_minutes": st.sampled_from([5, 1440]),
            "rto_minutes": st.sampled_from([120, 240]),
            "native_retention_days": st.integers(1, 35),
            "noncurrent_version_days": st.integers(1, 90),
        }
    ),
    max_size=2,
    unique_by=lambda one: one["tier"],
)
snapshots = st.fixed_dictionaries(
    {
        "tiers": _tiers,
        "stores": stores,
        "vaults": _vaults,
        "plans": _plans,
        "parts": _parts,
        "findings": _findings,
        "notices": _notices,
    }
).map(Snapshot.model_validate)
"""Snapshots of any estates, also of such as no program comes to."""
