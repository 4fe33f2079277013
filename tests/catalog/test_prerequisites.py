"""What makes every backup job of a resource fail, or leave something out."""

import re
from typing import Any

import botocore.session
import pytest

from bamp_pulumi.catalog import DATA_STORES, find_data_store, holds, rows_of


def unmet(token: str, inputs: dict[str, object]) -> list[str]:
    """List the paths of the prerequisites that do not hold."""
    row = find_data_store(token, inputs)
    assert row is not None
    asked = (p for p in row.prerequisites if all(holds(one, inputs) for one in p.when))
    return [p.condition.path for p in asked if not holds(p.condition, inputs)]


def left_out(token: str, inputs: dict[str, object]) -> list[str]:
    """List what a backup leaves out for the inputs of the data store itself."""
    row = find_data_store(token, inputs)
    assert row is not None
    return [
        omission.why
        for omission in row.omissions
        if not omission.types and any(holds(one, inputs) for one in omission.holds)
    ]


@pytest.mark.parametrize(
    ("config", "met"),
    [
        ({}, False),
        ({"accessConfig": {"authenticationMode": "CONFIG_MAP"}}, False),
        ({"accessConfig": {"bootstrapClusterCreatorAdminPermissions": True}}, False),
        ({"accessConfig": {"authenticationMode": "API"}}, True),
        ({"accessConfig": {"authenticationMode": "API_AND_CONFIG_MAP"}}, True),
    ],
)
def test_aws_backup_needs_access_entries(config: dict[str, object], *, met: bool) -> None:
    """An EKS cluster without them fails every job; left out, AWS takes CONFIG_MAP."""
    found = unmet("aws:eks/cluster:Cluster", config)

    assert found == ([] if met else ["accessConfig.authenticationMode"])


def test_the_default_of_eks_is_the_one_of_its_api() -> None:
    """Read from botocore's model, so that a change of AWS's mind is noticed."""
    # Any: shapes are read from JSON at run time.
    model: Any = botocore.session.get_session().get_service_model("eks")
    mode = model.shape_for("CreateAccessConfigRequest").members["authenticationMode"]
    text = re.sub(r"<[^>]+>", "", mode.documentation)
    (row,) = rows_of("aws:eks/cluster:Cluster")
    prerequisite = row.prerequisites[0]

    assert "CloudFormation, the default is CONFIG_MAP" in text
    assert prerequisite.default == "CONFIG_MAP"
    assert {*prerequisite.condition.values, prerequisite.default} == set(mode.enum)


def test_a_cluster_on_outposts_is_not_backed_up() -> None:
    """Nor is a database."""
    inputs: dict[str, object] = {
        "accessConfig": {"authenticationMode": "API"},
        "outpostConfig": {"controlPlaneInstanceType": "m5.large"},
    }

    assert unmet("aws:eks/cluster:Cluster", inputs) == ["outpostConfig"]
    instance = "aws:rds/instance:Instance"
    assert unmet(instance, {"backupTarget": "outposts"}) == ["backupTarget"]
    assert unmet(instance, {"backupTarget": "local"}) == ["backupTarget"]
    assert unmet(instance, {"customerOwnedIpEnabled": True}) == ["customerOwnedIpEnabled"]
    assert unmet(instance, {"customerOwnedIpEnabled": False}) == []
    assert unmet(instance, {"backupTarget": "region"}) == unmet(instance, {}) == []


@pytest.mark.parametrize(
    ("zone", "met"),
    [
        ("us-west-2a", True),
        ("us-gov-west-1b", True),
        ("us-west-2-lax-1a", False),
        ("us-east-1-wl1-bos-wlz-1", False),
    ],
)
def test_a_database_outside_the_zones_of_its_region_is_not_backed_up(
    zone: str, *, met: bool
) -> None:
    """The code of a Local Zone goes on behind that of its Region; left out, AWS takes none."""
    for token in ("aws:rds/instance:Instance", "aws-native:rds:DbInstance"):
        found = unmet(token, {"engine": "postgres", "availabilityZone": zone})
        assert found == ([] if met else ["availabilityZone"])


@pytest.mark.parametrize(
    ("engine", "unsaid"),
    [
        ("sqlserver-ee", ["engine"]),
        ("oracle-ee", ["backupRetentionPeriod"]),
        ("postgres", []),
        ("mysql", []),
    ],
)
def test_some_read_replicas_take_no_snapshots(engine: str, unsaid: list[str]) -> None:
    """A replica of SQL Server takes none, one of Oracle asks for a retention of its own."""
    for token, link in (
        ("aws:rds/instance:Instance", "replicateSourceDb"),
        ("aws-native:rds:DbInstance", "sourceDbInstanceIdentifier"),
    ):
        assert unmet(token, {"engine": engine, link: "primary"}) == unsaid
        assert unmet(token, {"engine": engine}) == []


def test_a_limitless_database_is_not_backed_up() -> None:
    """Aurora names AWS Backup among the features that it lacks."""
    for token in ("aws:rds/cluster:Cluster", "aws-native:rds:DbCluster"):
        inputs: dict[str, object] = {"engine": "aurora-postgresql"}
        assert unmet(token, inputs) == []
        assert unmet(token, {**inputs, "clusterScalabilityType": "standard"}) == []
        found = unmet(token, {**inputs, "clusterScalabilityType": "limitless"})
        assert found == ["clusterScalabilityType"]


def test_a_volume_on_an_outpost_is_in_doubt_once_it_comes_from_a_snapshot() -> None:
    """From a local snapshot, all of its snapshots stay on the Outpost."""
    outpost = {"outpostArn": "arn:aws:outposts:us-east-1:111122223333:outpost/op-1"}
    for token in ("aws:ebs/volume:Volume", "aws-native:ec2:Volume"):
        assert unmet(token, {**outpost}) == unmet(token, {"snapshotId": "snap-1"}) == []
        assert unmet(token, {**outpost, "snapshotId": "snap-1"}) == ["snapshotId"]


def test_what_has_an_instance_profile_is_rds_custom() -> None:
    """RDS Custom asks for one and RDS takes none: a snapshot may say the engine in its place."""
    for token in ("aws:rds/instance:Instance", "aws-native:rds:DbInstance"):
        row = find_data_store(token, {"customIamInstanceProfile": "AWSRDSCustom-1"})
        assert row is not None
        assert row.label == "RDS Custom instance"


def test_a_data_protection_volume_is_not_backed_up() -> None:
    """FSx for ONTAP backs up read/write volumes, which is what AWS makes when nothing is said."""
    volume = "aws:fsx/ontapVolume:OntapVolume"

    assert unmet(volume, {"ontapVolumeType": "DP"}) == ["ontapVolumeType"]
    assert unmet(volume, {"ontapVolumeType": "LS"}) == ["ontapVolumeType"]
    assert unmet(volume, {"ontapVolumeType": "RW"}) == unmet(volume, {}) == []


def test_a_data_repository_association_rules_out_backups_of_lustre() -> None:
    """It is another resource, so no input of the file system tells."""
    lustre = "aws:fsx/lustreFileSystem:LustreFileSystem"
    row = find_data_store(lustre, {"deploymentType": "PERSISTENT_2"})

    assert row is not None
    (forbidden,) = row.forbidden_companions
    assert forbidden.type == "aws:fsx/dataRepositoryAssociation:DataRepositoryAssociation"
    assert forbidden.link == "fileSystemId"


def test_a_scratch_or_linked_lustre_file_system_is_no_store_of_aws_backup() -> None:
    """FSx backs up persistent ones that are not linked."""
    lustre = "aws:fsx/lustreFileSystem:LustreFileSystem"
    linked: dict[str, object] = {"deploymentType": "PERSISTENT_1", "importPath": "s3://b"}

    for inputs in ({"deploymentType": "SCRATCH_2"}, {}, linked):
        row = find_data_store(lustre, inputs)
        assert row is not None
        assert row.backup_type is None


def test_instance_store_volumes_are_left_out() -> None:
    """The backup of an instance is an image on EBS."""
    device: dict[str, object] = {"deviceName": "/dev/sdb", "virtualName": "ephemeral0"}
    instance = "aws:ec2/instance:Instance"

    assert len(left_out(instance, {"ephemeralBlockDevices": [device]})) == 1
    assert left_out(instance, {}) == []


@pytest.mark.parametrize(
    ("storage_class", "is_left_out"),
    [("GLACIER", True), ("DEEP_ARCHIVE", True), ("GLACIER_IR", False), ("STANDARD_IA", False)],
)
def test_archived_objects_are_left_out(storage_class: str, *, is_left_out: bool) -> None:
    """Inline, and from a lifecycle resource of its own; current versions and others."""
    for token in ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"):
        for kind in ("transitions", "noncurrentVersionTransitions"):
            rules = [{"enabled": True}, {kind: [{"days": 30, "storageClass": storage_class}]}]
            assert bool(left_out(token, {"lifecycleRules": rules})) is is_left_out
            (row,) = rows_of(token)
            (beside,) = [omission for omission in row.omissions if omission.types]
            assert any(holds(one, {"rules": rules}) for one in beside.holds) is is_left_out
            assert beside.link == "bucket"


def test_every_prerequisite_says_why_and_what_to_write() -> None:
    """With a source and a date, for it is an error that stops a deployment."""
    found = [p for row in DATA_STORES for p in (*row.prerequisites, *row.copied, *row.abroad)]

    assert len({p.condition.path for p in found}) == 12
    assert all(p.why and p.write and p.source and p.read_on >= "2026-11-28" for p in found)
    assert not [row.label for row in DATA_STORES if row.prerequisites and not row.backup_type]


def test_object_lock_is_versioning() -> None:
    """AWS switches it on with the lock; a bucket without a lock may still have it."""
    for token in ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2", "aws-native:s3:Bucket"):
        (row,) = rows_of(token)
        (lock,) = row.companions[0].implied_by
        assert holds(lock, {"objectLockEnabled": True})
        assert not holds(lock, {"objectLockEnabled": False})
        assert not holds(lock, {})
