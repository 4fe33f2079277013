"""What a deployed resource gets where its program leaves an input out, setting by setting.

The outputs of pulumi_aws tell which inputs AWS computes: those the provider leaves alone. What it
sends for the others is in its documentation, or the zero of the type; where neither says it, the
row names the provider's schema.
"""

import re
import typing

import pulumi_aws as aws
import pytest

from bamp_pulumi.catalog import DATA_STORES, Absence, Outcome, Setting

KEPT, SENT, REMOVED = Outcome.KEPT, Outcome.SENT, Outcome.REMOVED

DECIDED: dict[tuple[str, str], tuple[Outcome, object]] = {
    ("aws:docdb/cluster:Cluster", "backupRetentionPeriod"): (SENT, 1),
    ("aws:docdb/elasticCluster:ElasticCluster", "backupRetentionPeriod"): (KEPT, None),
    ("aws:dynamodb/table:Table", "pointInTimeRecovery.enabled"): (KEPT, None),
    ("aws:dynamodb/table:Table", "pointInTimeRecovery.recoveryPeriodInDays"): (KEPT, None),
    ("aws:dynamodb/tableReplica:TableReplica", "pointInTimeRecovery"): (SENT, False),
    ("aws:elasticache/cluster:Cluster", "snapshotRetentionLimit"): (SENT, 0),
    ("aws:elasticache/replicationGroup:ReplicationGroup", "snapshotRetentionLimit"): (SENT, 0),
    ("aws:elasticache/serverlessCache:ServerlessCache", "snapshotRetentionLimit"): (KEPT, None),
    ("aws:fsx/ontapFileSystem:OntapFileSystem", "automaticBackupRetentionDays"): (SENT, 0),
    ("aws:fsx/openZfsFileSystem:OpenZfsFileSystem", "automaticBackupRetentionDays"): (SENT, 0),
    ("aws:fsx/windowsFileSystem:WindowsFileSystem", "automaticBackupRetentionDays"): (SENT, 7),
    ("aws:keyspaces/table:Table", "pointInTimeRecovery.status"): (KEPT, None),
    (
        "aws:kinesisanalyticsv2/application:Application",
        "applicationConfiguration.applicationSnapshotConfiguration.snapshotsEnabled",
    ): (KEPT, None),
    ("aws:lightsail/database:Database", "backupRetentionEnabled"): (SENT, True),
    ("aws:lightsail/instance:Instance", "addOn.snapshotTime"): (REMOVED, None),
    ("aws:lightsail/instance:Instance", "addOn.status"): (REMOVED, None),
    ("aws:lightsail/instance:Instance", "addOn.type"): (REMOVED, None),
    ("aws:memorydb/cluster:Cluster", "snapshotRetentionLimit"): (KEPT, None),
    ("aws:neptune/cluster:Cluster", "backupRetentionPeriod"): (SENT, 1),
    ("aws:neptune/cluster:Cluster", "copyTagsToSnapshot"): (SENT, False),
    ("aws:odb/autonomousDatabase:AutonomousDatabase", "backupRetentionPeriodInDays"): (KEPT, None),
    ("aws:rds/cluster:Cluster", "backupRetentionPeriod"): (KEPT, None),
    ("aws:rds/cluster:Cluster", "copyTagsToSnapshot"): (SENT, False),
    ("aws:rds/instance:Instance", "backupRetentionPeriod"): (KEPT, None),
    ("aws:rds/instance:Instance", "copyTagsToSnapshot"): (SENT, False),
    ("aws:redshift/cluster:Cluster", "automatedSnapshotRetentionPeriod"): (SENT, 1),
    ("aws:s3/bucket:Bucket", "versioning.enabled"): (SENT, False),
    ("aws:s3/bucketV2:BucketV2", "versionings.0.enabled"): (SENT, False),
    ("aws:secretsmanager/secret:Secret", "replicas"): (REMOVED, None),
}
"""What every setting of every row of pulumi_aws has been decided to be."""

SETTINGS = [(row, s) for row in DATA_STORES for s in row.settings]


def absence(setting: Setting) -> Absence:
    """Return what has been decided, which a setting of the catalog cannot lack."""
    assert setting.absent is not None, setting.path
    return setting.absent


def test_every_setting_is_decided() -> None:
    """Whoever adds one says what becomes of it when a program leaves it out."""
    assert [(row.type, s.path) for row, s in SETTINGS if s.absent is None] == []
    inline = [
        c for row in DATA_STORES for c in row.companions if c.inline and row.type[:4] == "aws:"
    ]
    assert all(c.absent is not None for c in inline)


def test_the_decisions_are_the_recorded_ones() -> None:
    """A row that tells another story than its neighbours is noticed."""
    found = {
        (row.type, s.path): (absence(s).outcome, absence(s).value)
        for row, s in SETTINGS
        if row.type.startswith("aws:")
    }

    assert found == DECIDED


def test_nobody_says_what_cloud_control_makes_of_a_removed_property() -> None:
    """Each handler decides: never claimed to be kept."""
    outcomes = {absence(s).outcome for row, s in SETTINGS if row.type.startswith("aws-native:")}

    assert outcomes == {Outcome.UNKNOWN}


def test_every_decision_has_a_source_and_says_what_it_does() -> None:
    """A number says it; of anything else it is said what AWS does then."""
    for _, setting in SETTINGS:
        decided = absence(setting)
        assert decided.source
        assert decided.read_on >= "2026-11-26"
        is_number = setting.at_least is not None
        assert bool(decided.effect) is (not is_number and decided.outcome is not KEPT) or (
            decided.outcome is Outcome.UNKNOWN
        )


def class_of(token: str) -> type:
    """Load the class of a type; loading all of them takes seconds."""
    module, _, class_name = token.removeprefix("aws:").partition(":")
    return getattr(getattr(aws, module.partition("/")[0]), class_name)


@pytest.mark.parametrize(
    ("token", "name"), sorted({(token, path.partition(".")[0]) for token, path in DECIDED})
)
def test_the_provider_computes_exactly_what_is_kept(token: str, name: str) -> None:
    """An output that may be None is not computed: without an input its default is sent.

    Of a block that is computed only what stands in it may fall, where the block stays.
    """
    snake = "".join(f"_{c.lower()}" if c.isupper() else c for c in name)
    declared = typing.get_type_hints(getattr(class_of(token), snake).fget)["return"]
    may_be_none = type(None) in typing.get_args(typing.get_args(declared)[0])
    decided = {
        outcome
        for (t, path), (outcome, _) in DECIDED.items()
        if (t, path.partition(".")[0]) == (token, name)
    }
    is_block_of_bucket = name in ("versioning", "versionings")

    assert may_be_none is (decided != {KEPT} and not is_block_of_bucket)


def test_what_is_sent_is_documented_or_the_zero_of_its_type() -> None:
    """A number that nothing of the SDK says has the provider's schema for its source."""
    sent = {
        (row.type, setting.path): absence(setting).value
        for row, setting in SETTINGS
        if absence(setting).outcome is SENT and absence(setting).source.startswith("pulumi_aws")
    }

    assert len(sent) > 10
    for (token, path), value in sent.items():
        module, _, class_name = token.removeprefix("aws:").partition(":")
        arguments = getattr(getattr(aws, module.partition("/")[0]), f"{class_name}Args")
        snake = "".join(f"_{c.lower()}" if c.isupper() else c for c in path)
        said = re.search(r"[Dd]efaults? (?:is |to )?`?(\w+)", getattr(arguments, snake).__doc__)
        assert (said[1] if said else "0") in {str(value).lower(), str(int(bool(value)))}, token
