"""What is kept of a data store that is deleted is said as AWS and the provider do it.

Cannot prove that they do: that is read in their documentation (`catalog/store_guards.py`).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pytest
from hand_made_account import policy_with
from preview_documents import ACCOUNT, Declared, Stack, deployed, document

from bamp_pulumi.changes import Aspect, changes, snapshot_of
from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import estate_from_document

TODAY: Final = date(2026, 11, 22)
_DAILY_ONLY: Final = [
    {
        "ruleName": "daily",
        "targetVaultName": "main",
        "schedule": "cron(0 5 * * ? *)",
        "lifecycle": {"deleteAfter": 35},
    }
]


def said(type_: str, *, rules: list[Any] | None = None, **inputs: object) -> str:
    """Return what a deletion of a data store is said to do."""
    before = deployed()
    if rules is not None:
        before["plan"].inputs["rules"] = rules
    after: Stack = dict(before)
    tags = {"backup-tier": "standard", "backup-owner": "shop"}
    before["gone"] = Declared(
        type=type_,
        inputs={"tags": tags, **inputs},
        outputs={"id": "gone", **({"arn": _ARNS[type_]} if type_ in _ARNS else {})},
    )
    was, now = (
        snapshot_of(cover(estate_from_document(document(stack, stack)), policy_with(), today=TODAY))
        for stack in (before, after)
    )
    (found,) = [
        change
        for change in changes(was, now).changes
        if change.name == "gone" and change.aspect is Aspect.DECLARED
    ]
    return found.effect


_ARNS: Final = {
    "aws:rds/instance:Instance": f"arn:aws:rds:us-east-1:{ACCOUNT}:db:gone",
    "aws:rds/cluster:Cluster": f"arn:aws:rds:us-east-1:{ACCOUNT}:cluster:gone",
}
DATABASE: Final[Mapping[str, Any]] = {"engine": "postgres", "instanceClass": "db.r6g.large"}


@pytest.mark.parametrize(
    ("type_", "inputs", "says"),
    [
        pytest.param(
            "aws:rds/instance:Instance",
            {**DATABASE, "finalSnapshotIdentifier": "last"},
            "a final snapshot is kept",
            id="final snapshot",
        ),
        pytest.param(
            "aws:rds/instance:Instance",
            DATABASE,
            "the provider refuses that without `finalSnapshotIdentifier`, and the deployment fails",
            id="final snapshot without a name",
        ),
        pytest.param(
            "aws:rds/instance:Instance",
            {**DATABASE, "skipFinalSnapshot": True},
            "no final snapshot is made",
            id="no final snapshot",
        ),
        pytest.param(
            "aws:rds/instance:Instance",
            {
                "replicateSourceDb": "orders",
                "instanceClass": "db.r6g.large",
                "finalSnapshotIdentifier": "last",
            },
            "AWS refuses that, for it makes no final snapshot of a read replica",
            id="read replica",
        ),
        pytest.param(
            "aws:rds/instance:Instance",
            {**DATABASE, "finalSnapshotIdentifier": ""},
            "the provider refuses that without `finalSnapshotIdentifier`, and the deployment fails",
            id="final snapshot with an empty name",
        ),
        pytest.param(
            "aws:rds/instance:Instance",
            {**DATABASE, "replicateSourceDb": "", "finalSnapshotIdentifier": "last"},
            "a final snapshot is kept",
            id="a source that is empty makes no read replica",
        ),
        pytest.param(
            "aws:redshift/cluster:Cluster",
            {"nodeType": "ra3.large"},
            "the provider refuses that without `finalSnapshotIdentifier`",
            id="warehouse without a name",
        ),
        pytest.param(
            "aws:elasticache/replicationGroup:ReplicationGroup",
            {"description": "sessions"},
            "no final snapshot is made; its automatic snapshots are deleted with it",
            id="cache",
        ),
        pytest.param(
            "aws:elasticache/replicationGroup:ReplicationGroup",
            {"description": "sessions", "finalSnapshotIdentifier": "last"},
            "a final snapshot is kept; its automatic snapshots are deleted with it",
            id="cache with a final snapshot",
        ),
        pytest.param(
            "aws:elasticache/cluster:Cluster",
            {"engine": "memcached", "finalSnapshotIdentifier": "last"},
            "no final snapshot is made",
            id="cache without snapshots",
        ),
        pytest.param(
            "aws:memorydb/cluster:Cluster",
            {"nodeType": "db.r6g.large", "finalSnapshotName": "last"},
            "a final snapshot is kept",
            id="memory",
        ),
        pytest.param(
            "aws:elasticache/serverlessCache:ServerlessCache",
            {"engine": "valkey", "name": "sessions"},
            "no final snapshot is made",
            id="serverless cache",
        ),
        pytest.param(
            "aws:fsx/lustreFileSystem:LustreFileSystem",
            {"subnetIds": "subnet-1", "deploymentType": "SCRATCH_2", "skipFinalBackup": False},
            "no final backup is made",
            id="scratch file system",
        ),
        pytest.param(
            "aws:fsx/lustreFileSystem:LustreFileSystem",
            {"subnetIds": "subnet-1", "deploymentType": "PERSISTENT_2", "skipFinalBackup": False},
            "a final backup is kept; its automatic backups are deleted with it",
            id="persistent file system",
        ),
        pytest.param(
            "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
            {"deploymentType": "SINGLE_AZ_1", "throughputCapacity": 64},
            "AWS refuses that while it has child volumes, and the deployment fails; a final backup "
            "is kept; its automatic backups are deleted with it",
            id="child volumes",
        ),
        pytest.param(
            "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
            {
                "deploymentType": "SINGLE_AZ_1",
                "throughputCapacity": 64,
                "deleteOptions": ["DELETE_CHILD_VOLUMES_AND_SNAPSHOTS"],
            },
            "its child volumes and their snapshots are deleted with it",
            id="child volumes too",
        ),
        pytest.param(
            "aws:fsx/ontapVolume:OntapVolume",
            {
                "storageVirtualMachineId": "svm-1",
                "name": "home",
                "ontapVolumeType": "DP",
                "skipFinalBackup": False,
            },
            "no final backup is made; its automatic backups are deleted with it",
            id="data protection volume",
        ),
        pytest.param(
            "aws:fsx/ontapFileSystem:OntapFileSystem",
            {"deploymentType": "SINGLE_AZ_1"},
            "AWS refuses that while it has volumes or storage virtual machines",
            id="file system with volumes",
        ),
        pytest.param(
            "aws:ec2/instance:Instance",
            {"disableApiTermination": True, "ami": "ami-1"},
            "AWS refuses that while termination protection is on",
            id="termination protection",
        ),
        pytest.param(
            "aws:cognito/userPool:UserPool",
            {"deletionProtection": "ACTIVE"},
            "AWS refuses that while deletion protection is on",
            id="a switch that takes a word",
        ),
        pytest.param(
            "aws:secretsmanager/secret:Secret",
            {"name": "token"},
            "RestoreSecret brings it back until its recovery window is over",
            id="secret",
        ),
        pytest.param(
            "aws:ecr/repository:Repository",
            {"forceDelete": True},
            "everything in it is deleted with it (`forceDelete`)",
            id="repository",
        ),
    ],
)
def test_what_is_kept_of_a_data_store_is_said(
    type_: str, inputs: dict[str, object], says: str
) -> None:
    """Nothing that AWS does not keep, and no deletion that is refused."""
    assert says in said(type_, rules=_DAILY_ONLY, **inputs)


def test_a_switch_that_another_input_overrules_guards_nothing() -> None:
    """`forceDestroy` terminates an instance in spite of its termination protection."""
    effect = said(
        "aws:ec2/instance:Instance", ami="ami-1", disableApiTermination=True, forceDestroy=True
    )

    assert "AWS refuses" not in effect
    assert "the volumes that it was launched with are deleted with it" in effect


@pytest.mark.parametrize("type_", ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"])
def test_aws_refuses_to_delete_what_has_a_continuous_recovery_point(type_: str) -> None:
    """Its automated backups are that recovery point, and the provider asks to delete them."""
    inputs: dict[str, Any] = {
        "engine": "postgres" if "instance" in type_ else "aurora-postgresql",
        "storageEncrypted": True,
        "skipFinalSnapshot": True,
    }

    assert "once AWS Backup has made a continuous recovery point of it, AWS refuses" in said(
        type_, **inputs
    )
    kept = said(type_, **inputs, deleteAutomatedBackups=False)
    assert "its automated backups stay until their retention ends" in kept
    assert "AWS refuses" not in kept
    assert "its automated backups are deleted with it" in said(type_, rules=_DAILY_ONLY, **inputs)


def test_serverless_v1_keeps_no_automated_backups() -> None:
    """Aurora has no retained automated backups of it, whatever is asked for."""
    effect = said(
        "aws:rds/cluster:Cluster",
        rules=_DAILY_ONLY,
        engine="aurora-mysql",
        engineMode="serverless",
        skipFinalSnapshot=True,
        deleteAutomatedBackups=False,
    )

    assert "its automated backups are deleted with it" in effect
