"""What an adoption changes, in which order, and what has to be imported or decided.

Programs are declared offline, states are written by hand in the form of `pulumi stack export`.
Cannot prove that AWS makes the changes: tests/e2e/test_adoption.py runs them on an engine.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

import bamp_pulumi as bamp
from bamp_pulumi.adoption import AdoptedStore, Adoption, plan_adoption
from bamp_pulumi.coverage import assume_account, cover
from bamp_pulumi.estate import Estate, estate_from_stack_export
from bamp_pulumi.policy import default_policy
from bamp_pulumi.testing import declare

TODAY = date(2026, 11, 29)
DATABASE = "aws:rds/instance:Instance"
BUCKET = "aws:s3/bucket:Bucket"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
REPLICATION = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"
WINDOW = "sun:04:00-sun:04:30"
LATER = (
    "in its next maintenance window, unless applyImmediately is true; storage I/O stops for a few "
    "seconds to minutes then"
)
Inputs = Any  # Any: inputs by name, as each case gives them


def database(**inputs: Inputs) -> Callable[[], object]:
    """Return a program of one database."""
    given: dict[str, Inputs] = {
        "identifier": "orders",
        "engine": "postgres",
        "instance_class": "db.t4g.micro",
        "storage_encrypted": True,
        **inputs,
    }
    return lambda: aws.rds.Instance("orders", **given)


def exported(*resources: tuple[str, str, Mapping[str, object]], stack: str = "prod") -> Estate:
    """Return the estate of an exported stack: type, name and outputs of each resource."""
    states = [
        {
            "urn": f"urn:pulumi:{stack}::test::{token}::{name}",
            "type": token.rpartition("$")[2],
            "custom": True,
            "id": name,
            "inputs": {},
            "outputs": dict(outputs),
        }
        for token, name, outputs in resources
    ]
    return estate_from_stack_export({"version": 3, "deployment": {"resources": states}})


def planned(
    body: Callable[[], object], state: Estate | None = None, *, tier: str = "critical"
) -> Adoption:
    """Plan the adoption of a program that inherits."""

    def program() -> None:
        bamp.inherit(owner="orders", tier=tier)
        body()

    estate = declare(program)
    assumed = assume_account(estate, None, today=TODAY)
    return plan_adoption(assumed or cover(estate, default_policy(), today=TODAY), state)


def only(adoption: Adoption) -> AdoptedStore:
    """Return the one data store."""
    (store,) = adoption.stores
    return store


def changes(store: AdoptedStore) -> dict[str, tuple[str, str, str]]:
    """Return what changes, by path."""
    return {c.path: (c.before, c.after, c.later) for c in store.changes}


def test_a_database_without_backups_takes_two_deployments() -> None:
    """Its tags and retention with the first; its replication once RDS has turned backups on."""
    outputs = {"backupRetentionPeriod": 0, "maintenanceWindow": WINDOW}

    adoption = planned(database(), exported((DATABASE, "orders", outputs)))

    store = only(adoption)
    assert adoption.deployments == 2
    assert changes(store) == {
        "tags.backup-tier": ("not set", "critical", ""),
        "tags.backup-owner": ("not set", "orders", ""),
        "backupRetentionPeriod": ("0", "35", LATER),
        "copyTagsToSnapshot": ("not set", "true", ""),
    }
    assert (store.companions, store.late_companions) == ((), ("orders-backup-replication",))
    assert store.waits_for == f"its maintenance window ({WINDOW} UTC)"
    assert store.to_decide == ""


@pytest.mark.parametrize(
    ("days", "inputs"), [(3, {}), (0, {"apply_immediately": True})], ids=["backups", "at once"]
)
def test_a_database_that_need_not_wait_takes_one(days: int, inputs: Inputs) -> None:
    """From one number to another, and where the program asks for the outage at once."""
    state = exported((DATABASE, "orders", {"backupRetentionPeriod": days}))

    adoption = planned(database(**inputs), state)

    store = only(adoption)
    assert adoption.deployments == 1
    assert changes(store)["backupRetentionPeriod"] == (str(days), "35", "")
    assert (store.companions, store.late_companions) == (("orders-backup-replication",), ())
    assert store.waits_for == ""


def test_what_is_adopted_already_needs_no_deployment() -> None:
    """Nothing is listed that is there."""
    tags = {"backup-tier": "critical", "backup-owner": "orders"}
    outputs = {"backupRetentionPeriod": 35, "copyTagsToSnapshot": True}
    replica = f"{DATABASE}${REPLICATION}"
    state = exported((DATABASE, "orders", outputs), (replica, "orders-backup-replication", {}))
    tagged = tuple(replace(one, inputs={"tags": tags}) for one in state.resources)
    state = replace(state, resources=tagged)

    adoption = planned(database(), state)

    assert changes(only(adoption)) == {}
    assert adoption.deployments == 0


def test_what_is_not_deployed_is_created_with_all_of_it() -> None:
    """A new bucket has no earlier state to compare with."""
    adoption = planned(lambda: aws.s3.Bucket("logs"), exported())

    store = only(adoption)
    assert (store.is_deployed, store.changes, store.companions) == (False, (), ("logs-versioning",))
    assert adoption.deployments == 1


def test_a_companion_that_is_there_is_not_created() -> None:
    """By its URN, whatever the stack is called."""
    state = exported(
        (BUCKET, "logs", {}), (f"{BUCKET}${VERSIONING}", "logs-versioning", {}), stack="dev"
    )

    store = only(planned(lambda: aws.s3.Bucket("logs"), state))

    assert (store.is_deployed, store.companions) == (True, ())


def test_without_a_state_nothing_is_called_deployed_or_new() -> None:
    """What is not read is not known."""
    adoption = planned(database())

    assert not adoption.has_state
    assert only(adoption).is_deployed is None
    assert only(adoption).changes == ()


def test_what_nothing_protects_is_to_be_decided() -> None:
    """A cache of memory has no backup at all."""

    def cache() -> object:
        return aws.elasticache.Cluster("cache", engine="memcached", node_type="cache.t4g.micro")

    adoption = planned(cache, exported())

    (store,) = adoption.undecided
    assert store.name == "cache"
    assert "bamp.exempt(" in store.to_decide


def test_what_the_program_is_warned_of_stands_with_its_data_store() -> None:
    """The value that is raised."""
    store = only(planned(database(backup_retention_period=3), exported()))

    assert [text.rpartition("[")[2] for text in store.warnings] == ["BAMP-I10]"]


def test_a_secret_is_not_shown() -> None:
    """Neither what is deployed nor what is asked for."""
    state = exported((DATABASE, "orders", {"backupRetentionPeriod": 3}))

    def secret() -> object:
        return database(backup_retention_period=pulumi.Output.secret(5))()

    store = only(planned(secret, state))

    before, after, _ = changes(store)["backupRetentionPeriod"]
    assert {before, after} == {"[secret]"}


def vaults() -> None:
    """Declare a vault with its lock, a plan and a selection; one vault in the recovery Region."""
    vault = aws.backup.Vault("own", name="own-vault")
    aws.backup.VaultLockConfiguration("own", backup_vault_name="own-vault", min_retention_days=7)
    aws.backup.Vault("away", name="away-vault", region="us-west-2")
    rule: Any = {
        "rule_name": "daily",
        "target_vault_name": vault.name,
        "schedule": "cron(0 5 ? * * *)",
        "lifecycle": {"delete_after": 30},
    }
    plan = aws.backup.Plan("own", name="own plan", rules=[rule])
    aws.backup.Selection(
        "own", name="all", plan_id=plan.id, iam_role_arn="arn:aws:iam::111122223333:role/b",
        resources=["*"],
    )  # fmt: skip


def test_what_may_exist_in_aws_is_imported_before_anything_is_deployed() -> None:
    """By its name, in its Region, with what must be equal first."""
    adoption = planned(vaults, exported())

    assert [one.command for one in adoption.imports] == [
        "pulumi import aws:backup/vault:Vault away away-vault@us-west-2",
        "pulumi import aws:backup/vault:Vault own own-vault",
        "pulumi import aws:backup/vaultLockConfiguration:VaultLockConfiguration own own-vault",
        "pulumi import aws:backup/plan:Plan own '<BackupPlanId>'",
        "pulumi import aws:backup/selection:Selection own '<BackupPlanId>|<SelectionId>'",
    ]
    away, own, lock, plan, selection = adoption.imports
    assert away.look_up == (
        "aws backup describe-backup-vault --backup-vault-name away-vault --region us-west-2"
    )
    assert "EncryptionKeyArn" in own.caution
    assert "MinRetentionDays" in lock.caution
    assert "compliance mode" in lock.caution
    assert "BackupPlanName=='own plan'" in plan.look_up
    assert "list-backup-selections" in selection.look_up


def test_what_the_state_has_is_not_imported_again() -> None:
    """It is managed already."""
    state = exported(("aws:backup/vault:Vault", "own", {}))

    commands = [one.command for one in planned(vaults, state).imports]

    assert "pulumi import aws:backup/vault:Vault own own-vault" not in commands
    assert len(commands) == 4
