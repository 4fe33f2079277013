"""What becomes of one input, in the words that people read."""

import pytest

from bamp_pulumi.catalog import UNKNOWN, DataStore, find_data_store
from bamp_pulumi.estate import WrittenInput
from bamp_pulumi.leaving import FallBack, Fate
from bamp_pulumi.leaving.fall_back import fall_back_of

NEPTUNE = "aws:neptune/cluster:Cluster"
NO_MORE = "the service makes no more backups of its own, and those it has made may be deleted"
TURNED_OFF = "point-in-time recovery is turned off: it restores to no point in time"
FALLS, SAME, KEPT, OPEN = Fate.FALLS, Fate.SAME, Fate.KEPT, Fate.UNKNOWN


def row(token: str, **inputs: object) -> DataStore:
    """Find the row of a type."""
    found = find_data_store(token, inputs)
    assert found is not None
    return found


def fall(store: DataStore, path: str, value: object, before: object = None) -> FallBack:
    """Return what becomes of an input that the program writes itself, or does not."""
    written = WrittenInput(path=path, value=value, before=before, alone=before is None)
    return fall_back_of(store, written, is_secret=False)


@pytest.mark.parametrize(
    ("token", "path", "value", "fate", "words"),
    [
        (
            NEPTUNE,
            "backupRetentionPeriod",
            35,
            FALLS,
            "35 -> 1 day (the provider's default): 34 days of backups are no longer kept",
        ),
        (
            "aws:fsx/windowsFileSystem:WindowsFileSystem",
            "automaticBackupRetentionDays",
            90,
            FALLS,
            "90 -> 7 days (the provider's default): 83 days of backups are no longer kept",
        ),
        (
            "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
            "automaticBackupRetentionDays",
            90,
            FALLS,
            f"90 -> 0 (the provider's default): {NO_MORE}",
        ),
        (
            "aws:dynamodb/tableReplica:TableReplica",
            "pointInTimeRecovery",
            True,
            FALLS,
            f"true -> false (the provider's default): {TURNED_OFF}",
        ),
        (
            "aws:lightsail/database:Database",
            "backupRetentionEnabled",
            True,
            SAME,
            "true -> true (the provider's default): backups stay on",
        ),
        (
            "aws:rds/cluster:Cluster",
            "backupRetentionPeriod",
            35,
            KEPT,
            "35: AWS keeps what it has",
        ),
        (
            "aws-native:rds:DbCluster",
            "backupRetentionPeriod",
            35,
            OPEN,
            "35: the handler of the resource type decides, and no page says how",
        ),
        (NEPTUNE, "fancy", 1, OPEN, "1: the catalog does not say what becomes of it"),
    ],
)
def test_an_absent_input_becomes_what_the_catalog_says(
    token: str, path: str, value: object, fate: Fate, words: str
) -> None:
    """With the value of before and of after, and what that does."""
    found = fall(row(token), path, value)

    assert (found.fate, found.in_words) == (fate, words)
    assert bool(found.source) is (path != "fancy")


def test_a_raised_input_becomes_what_the_program_writes() -> None:
    """Whatever the provider would send for none."""
    found = fall(row(NEPTUNE), "backupRetentionPeriod", 35, before=7)

    assert found.fate is FALLS
    assert (
        found.in_words == "35 -> 7 (what the program writes): 28 days of backups are no longer kept"
    )


def test_a_replica_that_was_added_is_removed() -> None:
    """The program's own stay."""
    written = WrittenInput(
        path="replicas",
        value={"region": "us-west-2"},
        before=[{"region": "eu-west-1"}],
        appended=True,
        alone=False,
    )

    found = fall_back_of(row("aws:secretsmanager/secret:Secret"), written, is_secret=False)

    assert found.in_words == (
        "region us-west-2 -> nothing: the replica in the recovery Region is deleted at once"
    )


def test_versioning_falls_where_its_block_stays_and_is_kept_without_it() -> None:
    """The provider computes the block and not what stands in it."""
    bucket = row("aws:s3/bucket:Bucket", versioning={"mfaDelete": False})
    inside = WrittenInput(path="versioning.enabled", value=True, alone=False)
    whole = WrittenInput(path="versioning.enabled", value=True, alone=True)

    assert fall_back_of(bucket, inside, is_secret=False).fate is FALLS
    assert fall_back_of(bucket, whole, is_secret=False).fate is KEPT


def test_what_a_program_hides_is_not_shown() -> None:
    """Neither the value nor how much of it goes."""
    written = WrittenInput(path="backupRetentionPeriod", value=35, before=13, alone=False)

    found = fall_back_of(row(NEPTUNE), written, is_secret=True)

    assert "13" not in found.in_words
    assert "22" not in found.in_words


def test_a_text_that_is_no_number_is_not_counted_with() -> None:
    """Whatever stands there, nothing is computed from it."""
    found = fall(row(NEPTUNE), "backupRetentionPeriod", 35, before=UNKNOWN)

    assert "days of backups" not in found.in_words
