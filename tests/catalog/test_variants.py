"""What `inherit` writes, asked of the models of AWS's APIs and of the provider.

Each path is a parameter of the call that makes the resource and of the one that changes it, of the
right type, and the value is within the bounds that the model or its documentation states. Cannot
prove that AWS takes the value in every combination: that is what the sources of the rows are for.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import botocore.session
import pulumi_aws as aws
import pytest
from botocore.model import OperationModel, ServiceModel, Shape

from bamp_pulumi.catalog import InheritVariant, inherit_variants

Call = tuple[str, str, str]
"""Service, operation, and the path of the parameter."""

RDS = ("rds", "CreateDBInstance", "ModifyDBInstance")
CLUSTER = ("rds", "CreateDBCluster", "ModifyDBCluster")
FSX = ("fsx", "CreateFileSystem", "UpdateFileSystem")
SNAPSHOTS = "elasticache"


def _both(calls: tuple[str, str, str], parameter: str) -> list[Call]:
    service, create, modify = calls
    return [(service, create, parameter), (service, modify, parameter)]


def _database(calls: tuple[str, str, str]) -> dict[str, list[Call]]:
    return {
        "backupRetentionPeriod": _both(calls, "BackupRetentionPeriod"),
        "copyTagsToSnapshot": _both(calls, "CopyTagsToSnapshot"),
    }


_PITR = "UpdateContinuousBackups", "PointInTimeRecoverySpecification"
_ENABLED = [("dynamodb", _PITR[0], f"{_PITR[1]}.PointInTimeRecoveryEnabled")]
_VERSIONED = [("s3", "PutBucketVersioning", "VersioningConfiguration.Status")]
_DAYS = "AutomaticBackupRetentionDays"
_LIMIT = "SnapshotRetentionLimit"
_FLINK = "applicationConfiguration.applicationSnapshotConfiguration.snapshotsEnabled"
CALLS: dict[str, dict[str, list[Call]]] = {
    "aws:rds/instance:Instance": _database(RDS),
    "aws:rds/cluster:Cluster": _database(CLUSTER),
    "aws-native:rds:DbInstance": _database(RDS),
    "aws-native:rds:DbCluster": _database(CLUSTER),
    "aws:neptune/cluster:Cluster": _database(("neptune", "CreateDBCluster", "ModifyDBCluster")),
    "aws:docdb/cluster:Cluster": {
        "backupRetentionPeriod": _both(
            ("docdb", "CreateDBCluster", "ModifyDBCluster"), "BackupRetentionPeriod"
        )
    },
    "aws:docdb/elasticCluster:ElasticCluster": {
        "backupRetentionPeriod": _both(
            ("docdb-elastic", "CreateCluster", "UpdateCluster"), "backupRetentionPeriod"
        )
    },
    "aws:odb/autonomousDatabase:AutonomousDatabase": {
        "backupRetentionPeriodInDays": _both(
            ("odb", "CreateAutonomousDatabase", "UpdateAutonomousDatabase"),
            "backupRetentionPeriodInDays",
        )
    },
    "aws:dynamodb/table:Table": {
        "pointInTimeRecovery.enabled": _ENABLED,
        "pointInTimeRecovery.recoveryPeriodInDays": [
            ("dynamodb", _PITR[0], f"{_PITR[1]}.RecoveryPeriodInDays")
        ],
    },
    "aws:dynamodb/tableReplica:TableReplica": {"pointInTimeRecovery": _ENABLED},
    "aws-native:dynamodb:Table": {
        "pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled": _ENABLED
    },
    "aws:keyspaces/table:Table": {
        "pointInTimeRecovery.status": _both(
            ("keyspaces", "CreateTable", "UpdateTable"), "pointInTimeRecovery.status"
        )
    },
    "aws:redshift/cluster:Cluster": {
        "automatedSnapshotRetentionPeriod": _both(
            ("redshift", "CreateCluster", "ModifyCluster"), "AutomatedSnapshotRetentionPeriod"
        )
    },
    "aws:s3/bucket:Bucket": {"versioning.enabled": _VERSIONED},
    "aws:s3/bucketV2:BucketV2": {"versionings.0.enabled": _VERSIONED},
    "aws-native:s3:Bucket": {"versioningConfiguration.status": _VERSIONED},
    "aws:fsx/windowsFileSystem:WindowsFileSystem": {
        "automaticBackupRetentionDays": _both(FSX, f"WindowsConfiguration.{_DAYS}")
    },
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": {
        "automaticBackupRetentionDays": _both(FSX, f"OpenZFSConfiguration.{_DAYS}")
    },
    "aws:fsx/ontapFileSystem:OntapFileSystem": {
        "automaticBackupRetentionDays": _both(FSX, f"OntapConfiguration.{_DAYS}")
    },
    "aws:lightsail/instance:Instance": {
        "addOn.type": [("lightsail", "EnableAddOn", "addOnRequest.addOnType")],
        # On by being enabled at all.
        "addOn.status": [("lightsail", "EnableAddOn", "")],
        "addOn.snapshotTime": [
            (
                "lightsail",
                "EnableAddOn",
                "addOnRequest.autoSnapshotAddOnRequest.snapshotTimeOfDay",
            )
        ],
    },
    "aws:lightsail/database:Database": {
        "backupRetentionEnabled": [
            ("lightsail", "UpdateRelationalDatabase", "enableBackupRetention")
        ]
    },
    "aws:elasticache/cluster:Cluster": {
        "snapshotRetentionLimit": _both(
            (SNAPSHOTS, "CreateCacheCluster", "ModifyCacheCluster"), _LIMIT
        )
    },
    "aws:elasticache/replicationGroup:ReplicationGroup": {
        "snapshotRetentionLimit": _both(
            (SNAPSHOTS, "CreateReplicationGroup", "ModifyReplicationGroup"), _LIMIT
        )
    },
    "aws:elasticache/serverlessCache:ServerlessCache": {
        "snapshotRetentionLimit": _both(
            (SNAPSHOTS, "CreateServerlessCache", "ModifyServerlessCache"), _LIMIT
        )
    },
    "aws:memorydb/cluster:Cluster": {
        "snapshotRetentionLimit": _both(("memorydb", "CreateCluster", "UpdateCluster"), _LIMIT)
    },
    "aws:secretsmanager/secret:Secret": {
        "replicas": _both(
            ("secretsmanager", "CreateSecret", "ReplicateSecretToRegions"), "AddReplicaRegions"
        )
    },
    "aws:kinesisanalyticsv2/application:Application": {
        _FLINK: [
            (
                "kinesisanalyticsv2",
                "CreateApplication",
                "ApplicationConfiguration.ApplicationSnapshotConfiguration.SnapshotsEnabled",
            )
        ]
    },
}
"""The calls that a written path ends in: of what makes the resource, and of what changes it."""

WRITTEN = [
    pytest.param(variant, path, id=f"{variant.type.rpartition(':')[2]}-{variant.name}-{path}")
    for variant in inherit_variants()
    for path in variant.writes
]
IN_THE_MODEL = {True: "Enabled", False: "Suspended"}
"""The provider's switch of a bucket's versioning is a word in the API."""
BOUNDS = re.compile(r"[Mm]ust be a value from (\d+) to (\d+)")
AT_MOST = re.compile(r"[Tt]he maximum value allowed is (\d+)")


@cache
def model_of(service: str) -> ServiceModel:
    """Read the model of a service, which may be of several megabytes, once."""
    return botocore.session.get_session().get_service_model(service)


def operation(service: str, name: str) -> OperationModel:
    """Return the model of a call."""
    return model_of(service).operation_model(name)


def shape_at(call: Call) -> Shape | None:
    """Return the shape of a parameter; None for a call that says it by being made."""
    service, name, path = call
    shape: Any = operation(service, name).input_shape  # Any: of one kind or another
    for step in filter(None, path.split(".")):
        shape = shape.members[step]
    return shape if path else None


def stated_bounds(shape: Shape) -> Iterator[tuple[float, float]]:
    """List the ranges that a model states of a number: in itself and in its documentation."""
    metadata: Any = shape.metadata  # Any: numbers, by name
    if "min" in metadata and "max" in metadata:
        yield float(metadata["min"]), float(metadata["max"])
    for low, high in BOUNDS.findall(shape.documentation):
        yield float(low), float(high)
    for high in AT_MOST.findall(shape.documentation):
        yield 0.0, float(high)


@pytest.mark.parametrize(("variant", "path"), WRITTEN)
def test_the_models_of_aws_take_what_is_written(variant: InheritVariant, path: str) -> None:
    """In the call that makes the resource, and in the one that changes it."""
    value = variant.writes[path]
    for call in CALLS[variant.type][path]:
        shape = shape_at(call)
        if shape is None:
            continue
        assert takes(shape, value), (call, value)


def takes(shape: Shape, value: object) -> bool:
    """Return True if a parameter of this shape takes a value."""
    described: Any = shape  # Any: the subclasses have more
    match shape.type_name:
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            if not isinstance(value, int) or isinstance(value, bool):
                return False
            return all(low <= value <= high for low, high in stated_bounds(shape))
        case "list":
            members: set[str] = {name.lower() for name in described.member.members}
            items: Any = value
            return all({key.lower() for key in item} <= members for item in items)
        case _:
            word = IN_THE_MODEL[value] if isinstance(value, bool) else value
            pattern = described.metadata.get("pattern")
            return (not described.enum or word in described.enum) and (
                pattern is None or re.search(pattern, str(word)) is not None
            )


def test_a_value_that_the_models_refuse_is_noticed() -> None:
    """The check above can fail: in a range, in a document's range, in a list of words."""
    days = shape_at((*FSX[:2], f"WindowsConfiguration.{_DAYS}"))
    retention = shape_at((*RDS[:2], "BackupRetentionPeriod"))
    status = shape_at(_VERSIONED[0])
    assert days is not None
    assert retention is not None
    assert status is not None

    assert [takes(days, 90), takes(days, 91)] == [True, False]
    assert [takes(retention, 35), takes(retention, 36)] == [True, False]
    assert [takes(status, "Enabled"), takes(status, "On")] == [True, False]


@pytest.mark.parametrize(
    "token", sorted({one.type for one in inherit_variants() if one.type.startswith("aws:")})
)
def test_the_provider_has_every_input_of_the_table(token: str) -> None:
    """A name that it lacks would decide nothing, and write nothing."""
    module, _, class_name = token.removeprefix("aws:").partition("/")
    # Any: a class of the provider.
    arguments: Any = getattr(getattr(aws, module), f"{class_name.rpartition(':')[2]}Args")
    known = {plain(name) for name in dir(arguments)}
    rows = [one for one in inherit_variants() if one.type == token]
    used = {name for one in rows for name in one.inputs}
    used |= {path.partition(".")[0] for one in rows for path in one.writes}

    assert {name for name in used if plain(name) not in known} == set()


def plain(name: str) -> str:
    """Return a name in which words are not told apart: the provider has spellings of its own."""
    return name.replace("_", "").lower()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("redshift", "CreateCluster", "AutomatedSnapshotRetentionPeriod"), "RG or RA3 node types"),
        (("elasticache", "CreateCacheCluster", _LIMIT), "only valid if the <code>Engine</code>"),
        (("elasticache", "CreateServerlessCache", _LIMIT), "Serverless Memcached only"),
        (("rds", "CreateDBInstance", "PreferredBackupWindow"), "Must not conflict with"),
        (("rds", "CreateDBInstance", "BackupTarget"), "Dedicated Local Zone"),
        (("rds", "CreateDBCluster", "CopyTagsToSnapshot"), "Multi-AZ DB clusters"),
        (("fsx", "CreateVolume", "OntapConfiguration.OntapVolumeType"), "data-protection"),
    ],
)
def test_the_texts_that_decide_a_variant_are_still_there(call: Call, said: str) -> None:
    """A release of the models that changes one is noticed."""
    shape = shape_at(call)

    assert shape is not None
    assert said in shape.documentation
