"""Data stores that AWS Backup does not know: what their services keep of them.

How each stands, how close to now and how far back it is restored, and what is found. In which words
stands in the record. Cannot prove what AWS does; the catalog's rows name its pages.
"""

from collections.abc import Callable
from typing import Any

import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, Later, judge, resolved

from bamp_pulumi.coverage import NativeWindow

Inputs = Any  # Any: inputs given by name in each case


def cache(**inputs: Inputs) -> Callable[[], object]:
    """Declare a replication group later, which AWS takes snapshots of once a day."""
    given: Inputs = {"description": "d", "replication_group_id": "data", **inputs}
    return lambda: aws.elasticache.ReplicationGroup(
        "data", at_rest_encryption_enabled=True, tags=TAGS, **resolved(given)
    )


def keyspace(status: Inputs) -> Callable[[], object]:
    """Declare a table of Amazon Keyspaces later."""
    return lambda: aws.keyspaces.Table(
        "data",
        keyspace_name="shop",
        table_name="data",
        schema_definition={
            "columns": [{"name": "k", "type": "text"}],
            "partition_keys": [{"name": "k"}],
        },
        point_in_time_recovery=None if status is None else resolved({"status": status}),
        tags=TAGS,
    )


def secret(*replicas: Inputs, **inputs: Inputs) -> Callable[[], object]:
    """Declare a secret later, with its replicas."""
    return lambda: aws.secretsmanager.Secret(
        "data", name="data", replicas=resolved([*replicas]), tags=TAGS, **resolved(inputs)
    )


def lightsail(**add_on: Inputs) -> Callable[[], object]:
    """Declare an instance of Lightsail later."""
    given: Inputs = {"type": "AutoSnapshot", "snapshot_time": "06:00", **add_on}
    return lambda: aws.lightsail.Instance(
        "data",
        availability_zone="us-east-1a",
        blueprint_id="amazon_linux_2023",
        bundle_id="nano_3_0",
        add_on=resolved(given) if add_on else None,
        tags=TAGS,
    )


def global_cache() -> None:
    """Declare a replication group, and a global datastore of which it is the first."""
    cache(snapshot_retention_limit=7)()
    aws.elasticache.GlobalReplicationGroup(
        "everywhere", global_replication_group_id_suffix="all", primary_replication_group_id="data"
    )


WEST = {"region": "us-west-2"}
N, U, V = "native", "unprotected", "unverified"
Row = tuple[Callable[[], object], str, int | None, NativeWindow | None, list[str]]

CASES: dict[str, Row] = {
    "snapshots for a week": (
        cache(snapshot_retention_limit=7),
        N,
        1440,
        NativeWindow(days=7, lag_minutes=1530),
        [],
    ),
    "snapshots for longer than is asked": (
        cache(snapshot_retention_limit=30),
        N,
        1440,
        NativeWindow(days=30, lag_minutes=1530),
        [],
    ),
    "snapshots for less than is asked": (
        cache(snapshot_retention_limit=6),
        N,
        1440,
        NativeWindow(days=6, lag_minutes=1530),
        ["BAMP-V20"],
    ),
    "no snapshots": (cache(snapshot_retention_limit=0), U, None, None, ["BAMP-V19"]),
    "nothing said of snapshots": (cache(), U, None, None, ["BAMP-V19"]),
    "snapshots known later": (
        cache(snapshot_retention_limit=Later(7)),
        V,
        None,
        None,
        ["BAMP-V69"],
    ),
    "a group that AWS refuses": (
        cache(snapshot_retention_limit=7, replication_group_id="no group!"),
        U,
        None,
        NativeWindow(days=7, lag_minutes=1530),
        ["BAMP-V55"],
    ),
    "recovery to any second": (keyspace("ENABLED"), N, 5, None, []),
    "recovery switched off": (keyspace("DISABLED"), U, None, None, ["BAMP-V19"]),
    "recovery left out": (keyspace(None), U, None, None, ["BAMP-V19"]),
    "recovery known later": (keyspace(Later("ENABLED")), V, None, None, ["BAMP-V69"]),
    "a replica of a secret in the recovery Region": (secret(WEST), N, None, None, ["BAMP-V82"]),
    "a replica elsewhere": (
        secret({"region": "eu-west-1"}),
        U,
        None,
        None,
        ["BAMP-V19"],
    ),
    "a replica somewhere": (
        secret({"region": Later("us-west-2")}),
        V,
        None,
        None,
        ["BAMP-V69"],
    ),
    "no replica": (secret(), U, None, None, ["BAMP-V19"]),
    "a secret in the recovery Region": (
        secret(region="us-west-2"),
        N,
        None,
        None,
        ["BAMP-V82"],
    ),
    "a secret deleted at once": (
        secret(WEST, recovery_window_in_days=0),
        N,
        None,
        None,
        ["BAMP-V83", "BAMP-V82"],
    ),
    "a secret kept a week after its deletion": (
        secret(WEST, recovery_window_in_days=7),
        N,
        None,
        None,
        ["BAMP-V82"],
    ),
    "a secret kept nobody knows how long": (
        secret(WEST, recovery_window_in_days=Later(0)),
        N,
        None,
        None,
        ["BAMP-V82"],
    ),
    "automatic snapshots": (lightsail(status="Enabled"), N, 1440, None, []),
    "automatic snapshots switched off": (
        lightsail(status="Disabled"),
        U,
        None,
        None,
        ["BAMP-V19"],
    ),
    "automatic snapshots left out": (
        lightsail(),
        U,
        None,
        None,
        ["BAMP-V20", "BAMP-V19", "BAMP-V20"],
    ),
    "what the service backs up by itself": (
        lambda: aws.workspaces.Workspace(
            "data", bundle_id="wsb-1", directory_id="d-1", user_name="u", tags=TAGS
        ),
        N,
        None,
        None,
        [],
    ),
    "what can be built anew": (
        lambda: aws.ecr.Repository("data", name="data", tags=TAGS),
        V,
        None,
        None,
        ["BAMP-V22"],
    ),
    "what nothing protects": (
        lambda: aws.cognito.UserPool("data", name="data", tags=TAGS),
        U,
        None,
        None,
        ["BAMP-V21"],
    ),
    "a group of a global datastore": (
        global_cache,
        N,
        1440,
        NativeWindow(days=7, lag_minutes=1530),
        [],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_service_keeps_what_its_settings_say(case: Row) -> None:
    """All are on: native. One is off: unprotected. One is known after deployment: unverified."""
    program, status, rpo, window, codes = case
    (covered,) = [each for each in judge(program).resources if each.resource.name == "data"]
    found = (str(covered.status), covered.achieved_rpo_minutes, covered.native)

    assert (*found, [finding.id for finding in covered.findings]) == (status, rpo, window, codes)


@pytest.mark.parametrize(("tier", "asked"), [("standard", 1440), ("gold", None), ("", None)])
def test_an_objective_is_asked_of_a_tier_of_the_policy_alone(tier: str, asked: int | None) -> None:
    """A tag that names no tier promises nothing."""
    tags = {"backup-owner": "orders", **({"backup-tier": tier} if tier else {})}
    group = {"description": "d", "snapshot_retention_limit": 7, "tags": tags}
    given: Inputs = group
    (covered,) = judge(lambda: aws.elasticache.ReplicationGroup("data", **given)).resources

    assert covered.rpo_minutes == asked


def test_what_is_left_to_the_service_needs_no_account() -> None:
    """Neither plan nor role is asked of a data store that AWS Backup does not know."""
    (covered,) = judge(cache(snapshot_retention_limit=7), Account(plans=False)).resources

    assert (str(covered.status), covered.rules, covered.copies) == (N, (), ())
