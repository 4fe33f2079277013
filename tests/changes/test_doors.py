"""Every door says the same of a stack that is adopted: program, program beside state, preview.

Each situation is a program in tier `critical` and what its stack has deployed. The preview document
is put together as an engine lists it: inputs as declared, old states beside them, deletions, and
without the companion that waits. An export shows what is deployed before the first deployment, so
it is judged by that. What a door cannot know stands in `KNOWN_LATER`.

Cannot prove what an engine and a provider make of it: tests/e2e runs them.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import pulumi
import pulumi_aws as aws
import pytest
from deployed_stacks import ACCOUNT, DATABASE, Deployed, database_inputs, export_of, states_of

import bamp_pulumi as bamp
from bamp_pulumi.changes import judge_transition
from bamp_pulumi.coverage import Coverage, assume_account, cover
from bamp_pulumi.estate import Estate, estate_from_document, estate_from_stack_export
from bamp_pulumi.offline import Place, Setting, run
from bamp_pulumi.policy import default_policy

TODAY: Final = date(2026, 11, 29)
BUCKET: Final = "aws:s3/bucket:Bucket"
VERSIONING: Final = "aws:s3/bucketVersioning:BucketVersioning"
TABLE: Final = "aws:dynamodb/table:Table"
CLUSTER: Final = "aws:rds/cluster:Cluster"
SECRET: Final = "aws:secretsmanager/secret:Secret"  # noqa: S105 - a type
REPLICATION: Final = (
    f"{DATABASE}$aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"
)
KEY: Final = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/k-1"
# Any, in this file: JSON documents.
Verdict = tuple[str, str, frozenset[str]]
"""Status, tier and codes of the data store that a situation is about."""


def database(
    name: str = "orders",
    *,
    opts: pulumi.ResourceOptions | None = None,
    **more: Any,  # noqa: ANN401 - inputs of any shape
) -> None:
    """Declare a database."""
    aws.rds.Instance(
        name,
        identifier="orders",
        engine="postgres",
        instance_class="db.t4g.micro",
        allocated_storage=20,
        username="orders",
        manage_master_user_password=True,
        storage_encrypted=True,
        opts=opts,
        **more,
    )


def table() -> None:
    """Declare a table."""
    aws.dynamodb.Table(
        "orders",
        name="orders",
        billing_mode="PAY_PER_REQUEST",
        hash_key="id",
        attributes=[{"name": "id", "type": "S"}],
    )


def cluster() -> None:
    """Declare an Aurora cluster."""
    aws.rds.Cluster(
        "orders",
        cluster_identifier="orders",
        engine="aurora-postgresql",
        master_username="orders",
        manage_master_user_password=True,
        storage_encrypted=True,
    )


def versioned() -> None:
    """Declare a bucket with versioning of its own."""
    bucket = aws.s3.Bucket("orders", bucket="orders")
    aws.s3.BucketVersioning(
        "orders-versions", bucket=bucket.id, versioning_configuration={"status": "Enabled"}
    )


def secret() -> None:
    """Declare a secret with a replica of its own."""
    aws.secretsmanager.Secret("orders", name="orders", replicas=[{"region": "us-west-2"}])


def old_database(days: int, region: str = "us-east-1", **inputs: Any) -> Deployed:  # noqa: ANN401
    """Return a database as it was deployed before it was adopted."""
    return Deployed(
        type=DATABASE,
        inputs=database_inputs(**inputs),
        outputs={"backupRetentionPeriod": days},
        region=region,
    )


@dataclass(frozen=True, kw_only=True)
class Situation:
    """A program beside what is deployed of it."""

    id: str
    program: Callable[[], None]
    before: Mapping[str, Deployed] = field(default_factory=dict[str, Deployed])
    waits: str = ""
    """Name of the companion that the first deployment does not create."""
    aliases: Mapping[str, str] = field(default_factory=dict[str, str])
    """Name of before, by name of now."""
    about: str = "orders"


SITUATIONS: Final = (
    Situation(id="new database", program=database),
    Situation(
        id="database with retention 0",
        program=database,
        before={"orders": old_database(0)},
        waits="orders-backup-replication",
    ),
    Situation(id="database with retention 3", program=database, before={"orders": old_database(3)}),
    Situation(
        id="database with retention 35", program=database, before={"orders": old_database(35)}
    ),
    Situation(
        id="database with a replication",
        program=database,
        before={
            "orders": old_database(35, backupRetentionPeriod=35),
            "orders-backup-replication": Deployed(
                type=REPLICATION,
                inputs={
                    "sourceDbInstanceArn": f"arn:aws:rds:us-east-1:{ACCOUNT}:db:orders",
                    "retentionPeriod": 35,
                    "region": "us-west-2",
                },
                region="us-west-2",
            ),
        },
    ),
    Situation(
        id="database that is turned on at once",
        program=lambda: database(apply_immediately=True),
        before={"orders": old_database(0)},
    ),
    Situation(
        id="bucket with versioning",
        program=versioned,
        before={
            "orders": Deployed(
                type=BUCKET,
                inputs={"bucket": "orders"},
                outputs={"arn": "arn:aws:s3:::orders", "id": "orders"},
            ),
            "orders-versions": Deployed(
                type=VERSIONING,
                inputs={"bucket": "orders", "versioningConfiguration": {"status": "Enabled"}},
            ),
        },
    ),
    Situation(
        id="table with point-in-time recovery",
        program=table,
        before={
            "orders": Deployed(
                type=TABLE,
                inputs={
                    "name": "orders",
                    "billingMode": "PAY_PER_REQUEST",
                    "hashKey": "id",
                    "attributes": [{"name": "id", "type": "S"}],
                    "pointInTimeRecovery": {"enabled": True, "recoveryPeriodInDays": 35},
                },
            )
        },
    ),
    Situation(
        id="Aurora cluster",
        program=cluster,
        before={
            "orders": Deployed(
                type=CLUSTER,
                inputs={
                    "clusterIdentifier": "orders",
                    "engine": "aurora-postgresql",
                    "masterUsername": "orders",
                    "manageMasterUserPassword": True,
                    "storageEncrypted": True,
                },
                outputs={"backupRetentionPeriod": 1},
            )
        },
    ),
    Situation(
        id="database under a key of its own",
        program=lambda: database(kms_key_id=KEY),
        before={"orders": old_database(3, kmsKeyId=KEY)},
    ),
    Situation(
        id="secret with a replica",
        program=secret,
        before={
            "orders": Deployed(
                type=SECRET,
                inputs={"name": "orders", "replicas": [{"region": "us-west-2"}]},
                outputs={"arn": f"arn:aws:secretsmanager:us-east-1:{ACCOUNT}:secret:orders-a1"},
            )
        },
    ),
    Situation(
        id="database that is removed",
        program=table,
        before={"old": old_database(35, identifier="old")},
    ),
    Situation(
        id="database that is renamed",
        program=lambda: database(
            opts=pulumi.ResourceOptions(aliases=[pulumi.Alias(name="before")])
        ),
        before={
            "before": Deployed(
                type=DATABASE,
                inputs=database_inputs(),
                outputs={
                    "backupRetentionPeriod": 3,
                    "arn": f"arn:aws:rds:us-east-1:{ACCOUNT}:db:orders",
                },
            )
        },
        aliases={"orders": "before"},
    ),
    Situation(
        id="database in the recovery Region",
        program=lambda: database(region="us-west-2"),
        before={
            "orders": Deployed(
                type=DATABASE,
                inputs=database_inputs(region="us-west-2"),
                outputs={"backupRetentionPeriod": 3},
                region="us-west-2",
            )
        },
    ),
    Situation(
        id="database that is replaced",
        program=lambda: database(kms_key_id=KEY),
        before={"orders": old_database(3, kmsKeyId=f"{KEY}-of-before")},
    ),
)
KNOWN_LATER: Final[Mapping[str, frozenset[str]]] = {
    "database with retention 0": frozenset({"BAMP-V79"}),
    "database that is removed": frozenset({"BAMP-V97"}),
    "database that is replaced": frozenset({"BAMP-V97"}),
}
"""Codes that the program alone does not say: they stand on what is deployed."""


def ran(situation: Situation, *, beside: bool) -> dict[str, Any]:
    """Run the program offline, alone or beside the state of its stack."""

    def body() -> None:
        bamp.inherit(owner="orders", tier="critical")
        situation.program()

    setting = Setting(
        project="orders",
        stack="prod",
        root=Path.cwd(),
        place=Place(account_id=ACCOUNT, region="us-east-1"),
        config={"aws:region": "us-east-1"},
        deployed=states_of(situation.before) if beside else None,
    )
    return {**run(body, setting)}


def previewed(situation: Situation) -> dict[str, Any]:
    """Write the preview as an engine lists it."""
    head = "urn:pulumi:prod::orders::"
    old = {state["urn"].rpartition("::")[2]: state for state in states_of(situation.before)}
    provider = f"{head}pulumi:providers:aws::default_7_51_1::p-1"
    steps: list[dict[str, Any]] = []
    kept: set[str] = set()
    for step in deepcopy(ran(situation, beside=False))["steps"]:
        new = {**step["newState"], "provider": provider}
        name = new["urn"].rpartition("::")[2]
        if name == situation.waits:
            continue
        new.pop("outputs", None)
        was = old.get(situation.aliases.get(name, name))
        kept.add(situation.aliases.get(name, name))
        replaces = situation.id == "database that is replaced" and name == "orders"
        op = "create" if was is None else "replace" if replaces else "update"
        listed: dict[str, Any] = {"op": op, "urn": new["urn"], "newState": new}
        if was is not None:
            listed["oldState"] = was
        if replaces:
            listed["replaceReasons"] = ["kmsKeyId"]
        steps.append(listed)
    names = situation.before.keys() - kept
    steps += [{"op": "delete", "urn": old[n]["urn"], "oldState": old[n]} for n in sorted(names)]
    return {"config": {"aws:region": "us-east-1"}, "steps": steps, "changeSummary": {"update": 1}}


def judged(estate: Estate) -> Coverage:
    """Judge an estate by the built-in account."""
    assumed = assume_account(estate, None, today=TODAY)
    whole = assumed or cover(estate, default_policy(), today=TODAY)
    return judge_transition(whole, today=TODAY)


def verdict(coverage: Coverage, about: str) -> Verdict:
    """Return what is said of the data store, and of what is lost."""
    (found,) = [one for one in coverage.resources if one.resource.name == about]
    lost = {one.id for one in coverage.findings if one.id in ("BAMP-V97", "BAMP-V98", "BAMP-V99")}
    return (str(found.status), found.tier, frozenset({f.id for f in found.findings} | lost))


def of_document(document: Mapping[str, Any]) -> Coverage:
    """Judge a document."""
    return judged(estate_from_document(document, account_id=ACCOUNT))


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one.id)
def test_program_beside_state_and_preview_document_agree(situation: Situation) -> None:
    """The same status, tier and codes; the program alone lacks what stands in the table."""
    alone = verdict(of_document(ran(situation, beside=False)), situation.about)
    beside = verdict(of_document(ran(situation, beside=True)), situation.about)
    document = verdict(of_document(previewed(situation)), situation.about)

    assert beside == document
    assert beside[2] - alone[2] == KNOWN_LATER.get(situation.id, frozenset())
    assert alone[:2] == beside[:2]


@pytest.mark.parametrize("days", [0, 3])
def test_an_export_before_the_first_deployment_shows_no_tier(days: int) -> None:
    """What is deployed has none of what the program asks for: it is unprotected."""
    export = export_of({"orders": old_database(days)})

    status, tier, _ = verdict(judged(estate_from_stack_export(export)), "orders")

    assert (status, tier) == ("unprotected", "")


@pytest.mark.parametrize(("days", "is_said"), [(0, True), (35, False)])
def test_an_export_after_it_says_what_waits(days: int, *, is_said: bool) -> None:
    """The retention that AWS has not turned on yet, and the replication that waits for it."""
    tags = {"backup-tier": "critical", "backup-owner": "orders"}
    held = old_database(days, backupRetentionPeriod=35, copyTagsToSnapshot=True, tags=tags)
    export = export_of({"orders": held})

    _, tier, codes = verdict(judged(estate_from_stack_export(export)), "orders")

    assert tier == "critical"
    assert ("BAMP-V20" in codes) is is_said
    assert "BAMP-V79" in codes


def test_a_database_that_moves_to_another_region_is_replaced() -> None:
    """No engine was asked, so the catalog decides: the old one is deleted with its backups."""
    moved = Situation(
        id="moved",
        program=lambda: database(region="us-west-2"),
        before={"orders": Deployed(type=DATABASE, inputs=database_inputs(region="us-east-1"))},
    )

    _, _, codes = verdict(of_document(ran(moved, beside=True)), "orders")

    assert "BAMP-V97" in codes
