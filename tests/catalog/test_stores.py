"""What holds for every row of the catalog; a failure names the rows that break it.

What these tests cannot prove: that a row tells the truth. `test_feature_table.py` compares the
most important ones with AWS's guides.
"""

from collections.abc import Callable, Sequence
from itertools import groupby

from bamp_pulumi.catalog import (
    DATA_STORES,
    OPT_IN_TYPES,
    DataStore,
    PolicyNumber,
    Protection,
    Setting,
    TagShape,
    rows_of,
)

# These hold data only in the variants that have rows.
_SOMETIMES = {
    "aws:cloudcontrol/resource:Resource",
    "aws:directoryservice/directory:Directory",
    "aws:elasticbeanstalk/environment:Environment",
    "aws:kinesis/videoStream:VideoStream",
    "aws:kinesisanalyticsv2/application:Application",
    "aws-native:rds:DbInstance",
}


def _rows_without(quality: Callable[[DataStore], object]) -> list[str]:
    return [f"{row.label} ({row.type})" for row in DATA_STORES if not quality(row)]


def _asks_for_one_thing(setting: Setting) -> bool:
    asked = (setting.equals is not None, setting.at_least is not None, setting.recovery_region)
    return sum(asked) == 1


def _misplaced(rows: Sequence[DataStore]) -> list[str]:
    return [row.type for row in rows[:-1] if not row.when]


def _has_ability(row: DataStore) -> bool:
    return any(
        (
            row.continuous_rpo_minutes,
            row.cold_storage,
            row.cross_region_copy,
            row.cross_account_copy,
            row.one_action_copy,
            row.independent_encryption,
            row.restore_testing,
            row.needs_management_preference,
        )
    )


def test_a_setting_asks_for_exactly_one_thing() -> None:
    """A value, a number of the tier, or the recovery Region."""
    assert not _rows_without(lambda row: all(map(_asks_for_one_thing, row.settings)))


def test_a_setting_that_asks_for_two_things_or_none_is_noticed() -> None:
    """The rule above can fail, both ways."""
    number = PolicyNumber.NATIVE_RETENTION_DAYS

    assert not _asks_for_one_thing(Setting(path="x", why="", equals=7, at_least=number))
    assert not _asks_for_one_thing(Setting(path="x", why=""))
    assert _asks_for_one_thing(Setting(path="x", why="", equals=False))


def test_a_number_of_days_stays_within_what_aws_accepts() -> None:
    """At least a day, and never more than AWS's largest."""
    bounds = {
        (setting.minimum, setting.maximum)
        for row in DATA_STORES
        for setting in row.settings
        if setting.at_least is not None
    }

    assert bounds == {(1, 35), (1, 60), (1, 90)}


def test_a_setting_never_deletes_expires_or_turns_off() -> None:
    """Hardening can only add: no name of an input that deletes, and no switch turned off."""
    for setting in (setting for row in DATA_STORES for setting in row.settings):
        assert "delete" not in setting.path.lower()
        assert "expir" not in setting.path.lower()
        assert setting.equals is not False


def test_rows_of_aws_backup_and_no_others_name_a_type_that_can_be_opted_in() -> None:
    """A name that AWS does not know would be opted in for nothing."""
    names = {one.name for one in OPT_IN_TYPES}

    assert not _rows_without(
        lambda row: (
            row.backup_type in names
            if row.protection is Protection.BACKUP
            else row.backup_type is None
        )
    )


def test_only_aws_backup_gives_abilities() -> None:
    """Copies, cold storage and the rest are its own."""
    assert not _rows_without(
        lambda row: row.protection is Protection.BACKUP or not _has_ability(row)
    )


def test_one_action_copies_need_both_kinds_of_copy() -> None:
    """One action crosses Region and account at once: each must be possible."""
    assert not _rows_without(
        lambda row: not row.one_action_copy or (row.cross_region_copy and row.cross_account_copy)
    )


def test_continuous_and_cold_never_meet() -> None:
    """AWS Backup keeps no continuous backup in cold storage, and no such type has both."""
    assert not _rows_without(lambda row: not (row.continuous_rpo_minutes and row.cold_storage))


def test_a_row_says_what_to_do_where_aws_backup_cannot() -> None:
    """In one sentence, for a person."""
    assert not _rows_without(
        lambda row: (
            row.instead.endswith(".") or (row.protection is Protection.BACKUP and not row.instead)
        )
    )


def test_a_native_row_has_a_setting_that_protects() -> None:
    """Else there would be nothing to be native by."""
    assert not _rows_without(
        lambda row: (
            row.protection is not Protection.NATIVE or any(one.protects for one in row.settings)
        )
    )


def test_a_service_that_backs_itself_up_says_how_often() -> None:
    """The objective is judged by it."""
    assert not _rows_without(
        lambda row: row.protection is not Protection.SERVICE or row.service_rpo_minutes
    )


def test_a_row_says_where_and_when_it_was_read() -> None:
    """So that it can be read again."""
    assert not _rows_without(lambda row: row.source and row.read_on in {"2026-11-21", "2026-11-22"})


def test_pairs_of_tags_belong_to_aws_native() -> None:
    """pulumi_aws takes a map, CloudFormation's schemas mostly a list of pairs."""
    assert not _rows_without(
        lambda row: row.tags is not TagShape.PAIRS or row.type.startswith("aws-native:")
    )


def test_the_rows_of_a_type_stand_together() -> None:
    """The order of a type's rows is their meaning."""
    runs = [token for token, _ in groupby(DATA_STORES, key=lambda row: row.type)]

    assert len(runs) == len(set(runs))


def test_the_last_row_of_a_type_catches_what_no_other_does() -> None:
    """Except where a type holds data in some variants only; and no row before it does so."""
    types = {row.type for row in DATA_STORES}

    assert {token for token in types if rows_of(token)[-1].when} == _SOMETIMES
    assert not [token for token in types if _misplaced(rows_of(token))]


def test_a_row_that_hides_the_next_is_noticed() -> None:
    """The rule above can fail."""
    (row,) = rows_of("aws:efs/fileSystem:FileSystem")

    assert _misplaced([row, row]) == ["aws:efs/fileSystem:FileSystem"]


def test_the_last_row_of_a_type_promises_least() -> None:
    """An input that is not known before deployment falls to it."""
    for token in {row.type for row in DATA_STORES}:
        *others, last = rows_of(token)
        assert all(last.cross_region_copy <= other.cross_region_copy for other in others), token
        assert last.protection is not Protection.BACKUP or all(
            other.protection is Protection.BACKUP for other in others
        ), token


def test_a_setting_that_restores_hours_back_says_that_it_makes_snapshots() -> None:
    """What can be lost counts the time that a snapshot waits and takes, on top."""
    settings = {(row.type, s.path): s for row in DATA_STORES for s in row.settings if s.rpo_minutes}
    logs = {path for path, s in settings.items() if not s.at_intervals and s.rpo_minutes != 5}

    # Daily backups, yet of any second between them.
    assert logs == {("aws:lightsail/database:Database", "backupRetentionEnabled")}
    assert {s.rpo_minutes for s in settings.values() if s.at_intervals} == {480, 1440}


def test_what_aws_backup_sets_to_the_retention_of_a_rule_is_its_own() -> None:
    """On rows of which it makes continuous backups; the window is no number, and stays ignored."""
    for row in DATA_STORES:
        followed = {s.path for s in row.settings if s.follows_continuous_rule}

        assert bool(followed) is bool(row.continuous_owns), row.label
        assert followed < {*row.continuous_owns} or not followed, row.label
        assert not followed or row.continuous_rpo_minutes is not None, row.label


def test_a_companion_waits_for_a_setting_of_its_own_row_that_may_be_turned_on_later() -> None:
    """Only of a setting that AWS turns on later there is anything to wait for."""
    needs = {
        row.label: {c.needs_on for c in row.companions if c.needs_on}
        for row in DATA_STORES
        if any(c.needs_on for c in row.companions)
    }

    assert needs == {"RDS instance": {"backupRetentionPeriod"}}
    for row in DATA_STORES:
        late = {s.path for s in row.settings if s.turned_on is not None}
        assert {c.needs_on for c in row.companions if c.needs_on} <= late, row.label
        for setting in row.settings:
            if setting.turned_on is not None:
                assert setting.turned_on.source, row.label
                assert setting.turned_on.read_on >= "2026-11-28", row.label
