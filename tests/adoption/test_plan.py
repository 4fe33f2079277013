"""What an adoption changes, in which order, and what has to be imported or decided.

Programs are declared offline, states are written by hand in the form of `pulumi stack export`.
Cannot prove that AWS makes the changes: tests/e2e/test_adoption.py runs them on an engine.
"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

import bamp_pulumi as bamp
from bamp_pulumi.adoption import AdoptedStore, Adoption, plan_adoption
from bamp_pulumi.changes import judge_transition
from bamp_pulumi.coverage import assume_account, cover
from bamp_pulumi.estate import estate_from_document
from bamp_pulumi.offline import Place, Setting, run
from bamp_pulumi.policy import default_policy

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


_GIVEN = {"identifier": "orders", "engine": "postgres", "storageEncrypted": True}
State = list[dict[str, Any]]
"""Resources of an export."""


def exported(*resources: tuple[str, str, Mapping[str, object]]) -> State:
    """Return the resources of an exported stack: type, name and outputs of each."""
    return [
        {
            "urn": f"urn:pulumi:prod::test::{token}::{name}",
            "type": token.rpartition("$")[2],
            "custom": True,
            "id": name,
            "inputs": _GIVEN if token == DATABASE else {},
            "outputs": {"arn": f"arn:aws:rds:us-east-1:111122223333:db:{name}", **outputs},
        }
        for token, name, outputs in resources
    ]


def planned(
    body: Callable[[], object], state: State | None = None, *, tier: str = "critical"
) -> Adoption:
    """Plan the adoption of a program that inherits, beside the state of its stack."""

    def program() -> None:
        bamp.inherit(owner="orders", tier=tier)
        body()

    setting = Setting(
        project="test",
        stack="prod",
        root=Path.cwd(),
        place=Place(account_id="111122223333", region="us-east-1"),
        config={"aws:region": "us-east-1"},
        deployed=state,
    )
    estate = estate_from_document({**run(program, setting)}, account_id="111122223333")
    assumed = assume_account(estate, None, today=TODAY)
    whole = assumed or cover(estate, default_policy(), today=TODAY)
    return plan_adoption(judge_transition(whole, today=TODAY))


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
    for one in state:
        one["inputs"] = {**one["inputs"], "tags": tags}

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
    """By its URN."""
    state = exported((BUCKET, "logs", {}), (f"{BUCKET}${VERSIONING}", "logs-versioning", {}))

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


def test_a_database_that_is_renamed_is_deployed() -> None:
    """By an alias, as the preview of the program knows it."""
    outputs = {"arn": "arn:aws:rds:us-east-1:111122223333:db:orders", "backupRetentionPeriod": 3}
    state = exported((DATABASE, "before", outputs))
    renamed = pulumi.ResourceOptions(aliases=[pulumi.Alias(name="before")])

    adoption = planned(database(opts=renamed), state)

    assert only(adoption).is_deployed is True
    assert changes(only(adoption))["backupRetentionPeriod"] == ("3", "35", "")
    assert adoption.lost == ()


def test_what_is_ignored_is_no_change() -> None:
    """The deployed database keeps it, whatever the tier asks for."""
    state = exported((DATABASE, "orders", {}))
    state[0]["inputs"] = {**_GIVEN, "backupRetentionPeriod": 3}
    ignoring = pulumi.ResourceOptions(ignore_changes=["backupRetentionPeriod"])

    store = only(planned(database(opts=ignoring), state))

    assert "backupRetentionPeriod" not in changes(store)


def test_what_the_first_deployment_deletes_is_to_be_decided() -> None:
    """As a preview refuses it."""
    adoption = planned(lambda: aws.s3.Bucket("logs"), exported((DATABASE, "orders", {})))

    assert [one.id for one in adoption.lost] == ["BAMP-V97"]
    assert not adoption.is_decided
