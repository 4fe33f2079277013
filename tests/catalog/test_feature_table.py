"""What AWS's guides say of the types that matter most, against the rows.

What these tests cannot prove: that AWS does what its guides say. The numbers are the guides', as
literals, not the catalog's own.
"""

import csv
from io import StringIO

from bamp_pulumi.catalog import (
    ABILITIES,
    DATA_STORES,
    Abilities,
    CompanionKind,
    DataStore,
    Protection,
    Setting,
    find_data_store,
)

FEATURE_TABLE = """
type,variant,region,account,one,own,continuous,cold,test,gap
Aurora,,x,x,x,,5,,x,x
CloudFormation,,x,,,x,,x,,
DocumentDB,,x,x,x,,,,x,x
DSQL,,x,x,x,x,,,,x
DynamoDB,,x,x,x,x,,x,x,x
EBS,,x,x,x,,,x,x,x
EC2,,x,x,x,,,,x,x
EFS,,x,x,x,x,,x,x,x
EKS,,x,x,x,x,,,,x
FSx,Lustre,x,x,x,,,,x,x
FSx,ONTAP volume,x,x,x,,,,x,x
FSx,OpenZFS,x,x,x,,,,x,?
FSx,Windows File Server,x,x,x,,,,x,x
Neptune,,x,x,x,,,,x,x
RDS,,x,x,x,,5,,x,
RDS,Multi-AZ cluster,,,,,,,x,
Redshift,,,,,,,,,
Redshift Serverless,,,,,,,,,
S3,,x,x,x,x,15,,x,x
Storage Gateway,,x,x,x,,,,,x
Timestream,,x,x,x,x,,x,,x
"""
"""AWS Backup developer guide, Feature availability by resource and restore-testing; what a footnote
denies is denied here (copy of 2026-09-24, read 2026-11-29): cross-Region copy, cross-account copy,
both in one action, encryption of its own, minutes of a continuous backup, cold storage, restore
testing, and the logically air-gapped vault (?: the guide, or another source, says different things
of it)."""


def _ticks(abilities: Abilities) -> dict[str, str]:
    """Write abilities as a line of the table."""

    def tick(*, can: bool) -> str:
        return "x" if can else ""

    return {
        "type": abilities.backup_type,
        "variant": abilities.variant,
        "region": tick(can=abilities.cross_region_copy),
        "account": tick(can=abilities.cross_account_copy),
        "one": tick(can=abilities.one_action_copy),
        "own": tick(can=abilities.independent_encryption),
        "continuous": str(abilities.continuous_rpo_minutes or ""),
        "cold": tick(can=abilities.cold_storage),
        "test": tick(can=abilities.restore_testing),
        "gap": {True: "x", False: "", None: "?"}[abilities.air_gapped_vault],
    }


def test_the_abilities_are_those_of_the_feature_table() -> None:
    """Line by line."""
    table = list(csv.DictReader(StringIO(FEATURE_TABLE.strip())))

    assert [_ticks(abilities) for abilities in ABILITIES] == table


def test_the_rows_of_both_providers_take_their_abilities_from_the_one_table() -> None:
    """The very objects: no row states an ability of its own."""
    taken = [row.abilities for row in DATA_STORES if row.protection is Protection.BACKUP]

    assert all(any(abilities is one for one in ABILITIES) for abilities in taken)
    assert {id(one) for one in ABILITIES} == {id(abilities) for abilities in taken}
    others = [row for row in DATA_STORES if row.protection is not Protection.BACKUP]
    assert all(row.abilities is None for row in others)


def test_both_providers_say_the_same_of_what_both_declare() -> None:
    """By the label that people know them under; tables and their replicas are of one type."""
    by_label: dict[str, set[Abilities | None]] = {}
    for row in DATA_STORES:
        by_label.setdefault(row.label, set()).add(row.abilities)
    of_native = {r.label for r in DATA_STORES if r.type.startswith("aws-native:")}
    of_both = of_native & {r.label for r in DATA_STORES if r.type.startswith("aws:")}

    assert {"S3 bucket", "EBS volume", "RDS instance", "RDS Multi-AZ cluster"} <= of_both
    assert all(len(by_label[label]) == 1 for label in of_both)


def test_what_only_some_types_do_is_said_of_them_alone() -> None:
    """Buckets keep one vault and report single objects; ARNs of databases and FSx look alike."""

    def types(ability: str) -> set[str]:
        return {one.backup_type for one in ABILITIES if getattr(one, ability)}

    assert types("one_vault_while_continuous") == types("reports_objects") == {"S3"}
    assert types("shares_arn_form") == {"Aurora", "DocumentDB", "FSx", "Neptune", "RDS"}
    assert types("needs_management_preference") == {"DynamoDB"}
    assert types("metric_namespace") == {"RDS"}


def _row(token: str, **inputs: object) -> DataStore:
    row = find_data_store(token, inputs)
    assert row is not None
    return row


def _setting(row: DataStore, path: str) -> Setting:
    (setting,) = (setting for setting in row.settings if setting.path == path)
    return setting


def test_an_rds_instance_can_be_copied_across_region_and_account_in_one_action() -> None:
    """And restores to five minutes ago, under whichever provider's name."""
    for token in ("aws:rds/instance:Instance", "aws-native:rds:DbInstance"):
        row = _row(token, engine="postgres")
        assert row.one_action_copy
        assert row.continuous_rpo_minutes == 5
        assert not row.independent_encryption
        assert row.restore_testing


def test_a_multi_az_cluster_cannot_be_copied_at_all() -> None:
    """A footnote of the feature table denies what the row ticks."""
    row = _row("aws:rds/cluster:Cluster", engine="mysql")

    assert (row.backup_type, row.cross_region_copy, row.cross_account_copy) == ("RDS", False, False)
    assert row.continuous_rpo_minutes is None


def test_an_aurora_cluster_has_its_own_name_in_the_opt_in() -> None:
    """Opted in for RDS alone, it gets no job and no event."""
    assert _row("aws:rds/cluster:Cluster", engine="aurora-mysql").backup_type == "Aurora"


def test_documentdb_and_neptune_are_copied_in_one_action_and_have_no_continuous_backup() -> None:
    """Their own retention gives the point in time."""
    for token in ("aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster"):
        row = _row(token)
        assert row.one_action_copy
        assert row.continuous_rpo_minutes is None
        assert _setting(row, "backupRetentionPeriod").rpo_minutes == 5


def test_a_bucket_restores_to_fifteen_minutes_ago_under_the_vaults_key() -> None:
    """S3 is continuous, and fully managed."""
    for token in ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2", "aws-native:s3:Bucket"):
        row = _row(token)
        assert row.continuous_rpo_minutes == 15
        assert row.independent_encryption
        assert not row.cold_storage


def test_a_bucket_needs_versioning_whichever_way_it_is_declared() -> None:
    """AWS Backup makes no recovery point of a bucket without."""
    for token in ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2", "aws-native:s3:Bucket"):
        required = [one.kind for one in _row(token).companions if one.required]
        assert required == [CompanionKind.BUCKET_VERSIONING]


def test_a_dynamodb_table_needs_the_advanced_features_to_be_copied() -> None:
    """Basic backups know neither copies nor cold storage."""
    row = _row("aws:dynamodb/table:Table")

    assert row.needs_management_preference
    assert (row.cold_storage, row.cross_region_copy, row.independent_encryption) == (True,) * 3
    assert _setting(row, "pointInTimeRecovery.enabled").rpo_minutes == 5


def test_cold_storage_is_offered_by_five_types() -> None:
    """Beside SAP HANA and VMware, which no program declares."""
    cold = {row.backup_type for row in DATA_STORES if row.cold_storage}

    assert cold == {"CloudFormation", "DynamoDB", "EBS", "EFS", "Timestream"}


def test_restore_testing_knows_ten_types() -> None:
    """AWS Backup's list of protected resource types for a restore testing selection."""
    tested = {row.backup_type for row in DATA_STORES if row.restore_testing}

    assert tested == {
        "Aurora",
        "DocumentDB",
        "DynamoDB",
        "EBS",
        "EC2",
        "EFS",
        "FSx",
        "Neptune",
        "RDS",
        "S3",
    }


def test_of_a_spot_request_no_backup_is_claimed() -> None:
    """Its tags are those of the request: EC2 does not put them on the instance."""
    assert _row("aws:ec2/spotInstanceRequest:SpotInstanceRequest").protection is (
        Protection.REBUILDABLE
    )


def test_of_ontap_the_volume_is_backed_up_and_copied() -> None:
    """Tags on its file system select nothing. Copies are made since 2026-08-27."""
    volume = _row("aws:fsx/ontapVolume:OntapVolume")
    file_system = _row("aws:fsx/ontapFileSystem:OntapFileSystem")

    assert (volume.backup_type, volume.cross_region_copy) == ("FSx", True)
    assert file_system.protection is Protection.NATIVE


def test_scratch_and_linked_lustre_file_systems_cannot_be_backed_up() -> None:
    """FSx backs up persistent ones that no bucket is linked to."""
    lustre = "aws:fsx/lustreFileSystem:LustreFileSystem"

    assert _row(lustre).protection is Protection.REBUILDABLE
    assert _row(lustre, deploymentType="SCRATCH_2").protection is Protection.REBUILDABLE
    assert _row(lustre, deploymentType="PERSISTENT_2").protection is Protection.BACKUP
    linked = _row(lustre, deploymentType="PERSISTENT_1", importPath="s3://lake")
    assert linked.protection is Protection.REBUILDABLE


def test_a_read_replica_takes_no_retention_and_no_replication_of_its_own() -> None:
    """RDS refuses the first on most engines, and the second on all."""
    row = _row("aws:rds/instance:Instance", replicateSourceDb="orders")
    retention = _setting(row, "backupRetentionPeriod")
    (companion,) = row.companions

    assert [condition.path for condition in retention.unless] == ["replicateSourceDb"]
    assert "replicateSourceDb" in [condition.path for condition in companion.unless]


def test_rds_custom_gets_no_backup_of_aws_backup_and_no_replication() -> None:
    """Neither call applies to it."""
    row = _row("aws:rds/instance:Instance", engine="custom-sqlserver-ee")

    assert (row.protection, row.companions) == (Protection.NATIVE, ())


def test_a_secret_must_name_the_recovery_region() -> None:
    """Its replica is what is left when its Region is gone."""
    assert _setting(_row("aws:secretsmanager/secret:Secret"), "replicas").recovery_region


def test_a_member_of_an_aurora_cluster_holds_nothing_of_its_own() -> None:
    """In aws-native, cluster members and instances share a type."""
    assert find_data_store("aws-native:rds:DbInstance", {"engine": "aurora-postgresql"}) is None


def test_an_ad_connector_holds_nothing() -> None:
    """It asks a directory that is kept elsewhere; a Simple AD is the default."""
    directory = "aws:directoryservice/directory:Directory"

    assert find_data_store(directory, {"type": "ADConnector"}) is None
    assert _row(directory, type="MicrosoftAD").service_rpo_minutes == 1440
    assert _row(directory).protection is Protection.NONE


def test_a_database_inside_a_beanstalk_environment_is_not_overlooked() -> None:
    """It is declared by the namespace of one option among many."""
    environment = "aws:elasticbeanstalk/environment:Environment"
    database = [{"namespace": "aws:autoscaling:asg"}, {"namespace": "aws:rds:dbinstance"}]

    assert _row(environment, settings=database).protection is Protection.NONE
    assert find_data_store(environment, {"settings": database[:1]}) is None


def test_a_cloud_control_resource_is_a_data_store_by_the_name_of_its_type() -> None:
    """Its tags and settings are hidden in a JSON text."""
    resource = "aws:cloudcontrol/resource:Resource"

    assert _row(resource, typeName="AWS::RDS::DBInstance").protection is Protection.NONE
    assert find_data_store(resource, {"typeName": "AWS::ECS::Cluster"}) is None
