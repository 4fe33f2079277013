"""A protection that is turned off in a change is refused with what is lost; turning one on is not.

Cannot prove what AWS does when an input is turned off or left out: that is the catalog's word.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pytest
from hand_made_account import policy_with
from preview_documents import Declared, deployed, document

from bamp_pulumi.changes import judge_transition
from bamp_pulumi.coverage import Severity, cover
from bamp_pulumi.estate import estate_from_document

TODAY: Final = date(2026, 11, 22)
UNKNOWN: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""What Pulumi writes in the place of what is known after deployment."""
WEAKENED, PERHAPS = "BAMP-V98", "BAMP-V99"
# Any, in this file: inputs of resources.
Inputs = dict[str, Any]

TABLE = "aws:dynamodb/table:Table"
REPLICA = "aws:dynamodb/tableReplica:TableReplica"
CLOUD_CONTROL = "aws-native:dynamodb:Table"
KEYSPACES = "aws:keyspaces/table:Table"
FLINK = "aws:kinesisanalyticsv2/application:Application"
SERVER = "aws:lightsail/instance:Instance"
BLOG = "aws:lightsail/database:Database"
AURORA = "aws:rds/cluster:Cluster"
BUCKET = "aws:s3/bucket:Bucket"
WAREHOUSE_COPY = "aws:redshift/snapshotCopy:SnapshotCopy"
SNAPSHOTS = "aws:dlm/lifecyclePolicy:LifecyclePolicy"
SECRET = "aws:secretsmanager/secret:Secret"  # noqa: S105 - a type token

OTHERS: Final[dict[str, Inputs]] = {
    TABLE: {"name": "carts-2", "hashKey": "id", "attributes": [{"name": "id", "type": "S"}]},
    REPLICA: {"globalTableArn": "arn:aws:dynamodb:us-west-2:111122223333:table/carts"},
    CLOUD_CONTROL: {"keySchema": [{"attributeName": "id", "keyType": "HASH"}]},
    KEYSPACES: {"keyspaceName": "shop", "tableName": "carts"},
    FLINK: {"runtimeEnvironment": "FLINK-1_20", "serviceExecutionRole": "arn:aws:iam::1:role/f"},
    SERVER: {"blueprintId": "amazon_linux_2023", "bundleId": "nano_3_0"},
    BLOG: {"relationalDatabaseName": "blog", "blueprintId": "mysql_8_0"},
    AURORA: {"engine": "aurora-mysql", "backupRetentionPeriod": 7},
    BUCKET: {"bucket": "shop-uploads"},
    WAREHOUSE_COPY: {"clusterIdentifier": "sales", "destinationRegion": "us-west-2"},
    SNAPSHOTS: {"description": "of all volumes"},
    SECRET: {"name": "token"},
}
"""What each type says besides."""


def flink(*, on: bool | None) -> Inputs:
    """Return the configuration of an application, with its snapshots on, off or left out."""
    snapshots = {} if on is None else {"applicationSnapshotConfiguration": {"snapshotsEnabled": on}}
    code = {"applicationCodeConfiguration": {"codeContentType": "ZIPFILE"}}
    return {"applicationConfiguration": {**code, **snapshots}}


def table(*, on: bool | str) -> Inputs:
    """Return the point-in-time recovery of a table."""
    return {"pointInTimeRecovery": {"enabled": on}}


def native(**specification: bool) -> Inputs:
    """Return the point-in-time recovery of a table of aws-native."""
    return {"pointInTimeRecoverySpecification": specification}


def in_regions(*regions: str, **others: str) -> Inputs:
    """Return replicas of a secret."""
    return {"replicas": [{"region": region, **others} for region in regions]}


def of_table(*replicas: tuple[str, bool]) -> Inputs:
    """Return replicas of a table, each with its point-in-time recovery."""
    return {"replicas": [{"regionName": name, "pointInTimeRecovery": on} for name, on in replicas]}


SERVER_ON: Final = {"addOn": {"type": "AutoSnapshot", "status": "Enabled", "snapshotTime": "06:00"}}
SERVER_OFF: Final = {"addOn": {**SERVER_ON["addOn"], "status": "Disabled"}}
KEYSPACES_ON, KEYSPACES_OFF = (
    {"pointInTimeRecovery": {"status": status}} for status in ("ENABLED", "DISABLED")
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A change of one data store."""

    id: str
    type: str
    before: Inputs
    after: Inputs
    code: str = WEAKENED
    says: str


NO_SECOND = "the table restores to no second before it is turned on again"
GONE = "the secret is deleted there at once"
NO_SNAPSHOTS = "Lightsail takes no more snapshots of its own"
NO_VERSIONS = "what is overwritten or deleted from then on is gone, and backup jobs fail"
NOT_THERE = "that Region no longer holds the table, or no backups of it"
LOST: Final = (
    Case(
        id="the only replica of a secret left out",
        type=SECRET,
        before=in_regions("us-west-2"),
        after={},
        says=f"replicas is none, and was us-west-2: {GONE}",
    ),
    Case(
        id="all replicas of a secret written as none",
        type=SECRET,
        before=in_regions("us-west-2"),
        after=in_regions(),
        says=f"replicas is none, and was us-west-2: {GONE}",
    ),
    Case(
        id="one of two replicas of a secret",
        type=SECRET,
        before=in_regions("us-west-2", "eu-west-1"),
        after=in_regions("us-west-2"),
        says=f"replicas is none, and was eu-west-1: {GONE}",
    ),
    Case(
        id="a replica of a secret in another Region",
        type=SECRET,
        before=in_regions("us-west-2"),
        after=in_regions("eu-west-1"),
        says=f"replicas is none, and was us-west-2: {GONE}",
    ),
    Case(
        id="replicas of a secret known after deployment",
        type=SECRET,
        before=in_regions("us-west-2"),
        after={"replicas": UNKNOWN},
        code=PERHAPS,
        says="replicas is not known, and was us-west-2",
    ),
    Case(
        id="the Region of a replica known after deployment",
        type=SECRET,
        before=in_regions("us-west-2"),
        after=in_regions(UNKNOWN),
        code=PERHAPS,
        says="replicas is not known, and was us-west-2",
    ),
    Case(
        id="snapshot add-on left out",
        type=SERVER,
        before=SERVER_ON,
        after={},
        says=f"addOn.status is none, and was Enabled: {NO_SNAPSHOTS}",
    ),
    Case(
        id="snapshot add-on disabled",
        type=SERVER,
        before=SERVER_ON,
        after=SERVER_OFF,
        says=f"addOn.status is Disabled, and was Enabled: {NO_SNAPSHOTS}",
    ),
    Case(
        id="backups of a Lightsail database off",
        type=BLOG,
        before={},
        after={"backupRetentionEnabled": False},
        says="backupRetentionEnabled is false, and was true: all automated backups of the database "
        "are deleted",
    ),
    Case(
        id="point-in-time recovery off",
        type=TABLE,
        before=table(on=True),
        after=table(on=False),
        says=f"pointInTimeRecovery.enabled is false, and was true: {NO_SECOND}",
    ),
    Case(
        id="point-in-time recovery known after deployment",
        type=TABLE,
        before=table(on=True),
        after=table(on=UNKNOWN),
        code=PERHAPS,
        says="pointInTimeRecovery.enabled is not known, and was true",
    ),
    Case(
        id="point-in-time recovery off that AWS may have kept on",
        type=TABLE,
        before={},
        after=table(on=False),
        code=PERHAPS,
        says="pointInTimeRecovery.enabled is false, and was not known",
    ),
    Case(
        id="a replica of a table",
        type=TABLE,
        before={**table(on=True), **of_table(("us-west-2", False))},
        after=table(on=True),
        says=f"replicas is none, and was us-west-2: {NOT_THERE}",
    ),
    Case(
        id="point-in-time recovery of a replica off",
        type=TABLE,
        before={**table(on=True), **of_table(("us-west-2", True))},
        after={**table(on=True), **of_table(("us-west-2", False))},
        says=f"replicas is none, and was point-in-time recovery in us-west-2: {NOT_THERE}",
    ),
    Case(
        id="point-in-time recovery of a replica resource left out",
        type=REPLICA,
        before={"pointInTimeRecovery": True},
        after={},
        says=f"pointInTimeRecovery is false, and was true: {NO_SECOND}",
    ),
    Case(
        id="point-in-time recovery off through Cloud Control",
        type=CLOUD_CONTROL,
        before=native(pointInTimeRecoveryEnabled=True),
        after=native(pointInTimeRecoveryEnabled=False),
        says="pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled is false, and was true",
    ),
    Case(
        id="point-in-time recovery left out of Cloud Control",
        type=CLOUD_CONTROL,
        before=native(pointInTimeRecoveryEnabled=True),
        after={},
        code=PERHAPS,
        says="pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled is not known, and was "
        "true",
    ),
    Case(
        id="point-in-time recovery of Keyspaces off",
        type=KEYSPACES,
        before=KEYSPACES_ON,
        after=KEYSPACES_OFF,
        says="pointInTimeRecovery.status is DISABLED, and was ENABLED: the backups that there are "
        "are erased",
    ),
    Case(
        id="snapshots of an application off",
        type=FLINK,
        before=flink(on=True),
        after=flink(on=False),
        says="snapshotsEnabled is false, and was true: updating, scaling or stopping it loses its "
        "state from then on",
    ),
    Case(
        id="backtracking less far",
        type=AURORA,
        before={"backtrackWindow": 86_400},
        after={"backtrackWindow": 3_600},
        says="backtrackWindow is 3600, and was 86400: the cluster can be rewound less far",
    ),
    Case(
        id="backtracking left out",
        type=AURORA,
        before={"backtrackWindow": 86_400},
        after={},
        says="backtrackWindow is 0, and was 86400: the cluster can be rewound less far",
    ),
    Case(
        id="copied snapshots kept for less long",
        type=WAREHOUSE_COPY,
        before={"retentionPeriod": 14},
        after={"retentionPeriod": 3},
        says="SnapshotCopy one: retentionPeriod is 3, and was 14: Amazon Redshift deletes the "
        "copies of automated snapshots that are older",
    ),
    Case(
        id="a snapshot policy disabled",
        type=SNAPSHOTS,
        before={},
        after={"state": "DISABLED"},
        says="LifecyclePolicy one: state is DISABLED, and was ENABLED: it takes no more snapshots",
    ),
    Case(
        id="versioning on the bucket itself off",
        type=BUCKET,
        before={"versioning": {"enabled": True}},
        after={"versioning": {"enabled": False}},
        says=f"versioning.enabled is false, and was true: {NO_VERSIONS}",
    ),
    Case(
        id="versioning not said in its block",
        type=BUCKET,
        before={"versioning": {"enabled": True}},
        after={"versioning": {"mfaDelete": False}},
        says=f"versioning.enabled is none, and was true: {NO_VERSIONS}",
    ),
)
FINE: Final[dict[str, tuple[str, Inputs, Inputs]]] = {
    "a replica of a secret": (SECRET, {}, in_regions("us-west-2")),
    "another replica of a secret": (
        SECRET,
        in_regions("us-west-2"),
        in_regions("us-west-2", "eu-west-1"),
    ),
    "replicas in another order": (
        SECRET,
        in_regions("us-west-2", "eu-west-1"),
        in_regions("eu-west-1", "us-west-2"),
    ),
    "a key of a replica known after deployment": (
        SECRET,
        in_regions("us-west-2"),
        in_regions("us-west-2", kmsKeyId=UNKNOWN),
    ),
    "no replicas before and after": (SECRET, {}, in_regions()),
    "a snapshot add-on": (SERVER, {}, SERVER_ON),
    "a snapshot add-on enabled": (SERVER, SERVER_OFF, SERVER_ON),
    "backups of a Lightsail database left to the provider": (
        BLOG,
        {"backupRetentionEnabled": True},
        {},
    ),
    "point-in-time recovery": (TABLE, {}, table(on=True)),
    "point-in-time recovery on again": (TABLE, table(on=False), table(on=True)),
    "point-in-time recovery that was known after deployment": (
        TABLE,
        table(on=UNKNOWN),
        table(on=True),
    ),
    "point-in-time recovery that AWS keeps": (TABLE, table(on=True), {}),
    "point-in-time recovery of Keyspaces that AWS keeps": (KEYSPACES, KEYSPACES_ON, {}),
    "snapshots of an application that AWS keeps": (FLINK, flink(on=True), flink(on=None)),
    "snapshots of an application": (FLINK, flink(on=None), flink(on=True)),
    "point-in-time recovery never said to Cloud Control": (CLOUD_CONTROL, {}, {}),
    "a replica of a table": (
        TABLE,
        table(on=True),
        {**table(on=True), **of_table(("us-west-2", True))},
    ),
    "backtracking farther": (AURORA, {"backtrackWindow": 0}, {"backtrackWindow": 3_600}),
    "copied snapshots kept longer": (
        WAREHOUSE_COPY,
        {"retentionPeriod": 3},
        {"retentionPeriod": 14},
    ),
    "a retention of copied snapshots that AWS keeps": (WAREHOUSE_COPY, {"retentionPeriod": 14}, {}),
    "a snapshot policy left to the provider": (SNAPSHOTS, {"state": "ENABLED"}, {}),
    "versioning that AWS keeps": (BUCKET, {"versioning": {"enabled": True}}, {}),
}


def found(
    token: str, before: Inputs, after: Inputs, deployed_as: Inputs | None = None
) -> list[tuple[str, Severity, str]]:
    """List what is found of a change of one data store."""

    def stack(inputs: Inputs) -> dict[str, Declared]:
        given = {**OTHERS[token], **inputs}
        one = Declared(type=token, inputs=given, outputs={"id": "one-id", **(deployed_as or {})})
        return {**deployed(), "one": one}

    coverage = cover(
        estate_from_document(document(stack(before), stack(after))), policy_with(), today=TODAY
    )
    return [
        (one.id, one.severity, one.message)
        for one in judge_transition(coverage, today=TODAY).findings
        if one.id in ("BAMP-V97", WEAKENED, PERHAPS)
    ]


@pytest.mark.parametrize("case", LOST, ids=lambda case: case.id)
def test_a_protection_that_is_turned_off_is_refused_with_what_is_lost(case: Case) -> None:
    """And what may be turned off is warned of."""
    ((code, severity, message),) = found(case.type, case.before, case.after)

    assert case.says in message
    assert code == case.code
    assert severity is (Severity.ERROR if code == WEAKENED else Severity.WARNING)


@pytest.mark.parametrize("name", FINE)
def test_what_is_turned_on_or_kept_is_no_finding(name: str) -> None:
    """Nothing is lost by more, and nothing by what the provider does not send."""
    assert found(*FINE[name]) == []


def test_what_a_deployment_states_of_an_input_that_was_left_out_is_known() -> None:
    """AWS has kept it on, so turning it off is a loss and no guess."""
    ((code, _, message),) = found(TABLE, {}, table(on=False), deployed_as=table(on=True))

    assert code == WEAKENED
    assert "pointInTimeRecovery.enabled is false, and was true" in message


@pytest.mark.parametrize(
    ("token", "says"),
    [
        (WAREHOUSE_COPY, "snapshots are not copied to the other Region any more"),
        (SNAPSHOTS, "it makes no more snapshots and images; those that exist stay"),
        (
            "aws:efs/replicationConfiguration:ReplicationConfiguration",
            "nothing is replicated any more; the destination stays, and can be written to",
        ),
    ],
)
def test_what_copies_or_snapshots_a_data_store_is_missed_when_it_goes(
    token: str, says: str
) -> None:
    """It is no data store, and its deletion ends a protection of one."""
    one = Declared(type=token, inputs=OTHERS.get(token, {}), outputs={"id": "one-id"})
    preview = document({**deployed(), "one": one}, deployed())
    coverage = cover(estate_from_document(preview), policy_with(), today=TODAY)

    (lost,) = (f for f in judge_transition(coverage, today=TODAY).findings if f.id == "BAMP-V97")

    assert f"one is deleted: {says}" in lost.message
