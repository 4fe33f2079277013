"""Every type of the installed pulumi_aws was looked at, and what its rows name exists there.

What these tests cannot prove: that a type was judged rightly.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from bamp_pulumi.catalog import (
    DATA_STORES,
    IDENTITIES,
    Condition,
    DataStore,
    TagShape,
    classify,
    other_types,
)
from tests.catalog.installed_types import input_exists, inputs_of, type_tokens

_SOUNDS_LIKE_DATA = re.compile(
    r"^allocatedStorage|^snapshot|retention|^finalSnapshot|^kms|^storage|backup", re.IGNORECASE
)
# An output of a copied volume, but no input of it.
_NOT_AN_INPUT = {("aws:ebs/volumeCopy:VolumeCopy", "encrypted")}
_STORES = [row for row in DATA_STORES if row.type.startswith("aws:")]


def _conditions(row: DataStore) -> Iterator[Condition]:
    yield from row.when
    if row.encryption is not None:
        yield row.encryption
    for setting in row.settings:
        yield from setting.unless
    for companion in row.companions:
        yield from companion.unless
        yield from companion.implied_by
        if companion.inline is not None:
            yield companion.inline
    for default in row.default_keys:
        yield from default.when
    for prerequisite in row.prerequisites:
        yield prerequisite.condition
    for omission in row.omissions:
        yield from omission.holds if not omission.types else ()
    for window in row.windows:
        yield from window.off_when
    for own in row.own_backups:
        yield from own.by_default_when


def _named_elsewhere(row: DataStore) -> Iterator[tuple[str, str]]:
    """List what a row names of resources beside it: type and path."""
    for companion in row.key_companions:
        own = [c.path for default in companion.default_keys for c in default.when]
        for token in companion.tokens:
            yield from ((token, path) for path in (companion.link, companion.key_input, *own))
    for omission in row.omissions:
        for token in omission.types:
            paths = (omission.link, *(condition.path for condition in omission.holds))
            yield from ((token, path) for path in paths)
    for forbidden in row.forbidden_companions:
        yield (forbidden.type, forbidden.link)
    for own in row.own_backups:
        yield from ((own.type, path) for path in (own.link, own.on.path))
    for link in row.part_links:
        yield from ((link.type, path) for path in (link.whole, link.part))
    for part in row.tagged_parts:
        yield from ((row.type, path) for path in part.tags)
    if row.deletion_window is not None:
        yield (row.type, row.deletion_window.path)


def _sections(text: str) -> Mapping[str, str]:
    reasons: dict[str, str] = {}
    reason = ""
    for line in text.splitlines():
        if line.startswith("# reason: "):
            reason = line.removeprefix("# reason: ")
        elif line.startswith("aws:"):
            reasons[line] = reason
    return reasons


@cache
def _excused() -> Mapping[str, str]:
    return _sections(Path(__file__).with_name("looks_like_data.txt").read_text())


def _forgotten(tokens: set[str]) -> list[str]:
    return sorted(token for token in tokens if classify(token) == "unknown")


def test_every_type_of_the_installed_provider_was_looked_at() -> None:
    """A release that brings a type must bring a decision: the message names what is missing."""
    forgotten = _forgotten(set(type_tokens()))

    assert not forgotten, f"give a row, or a line in other_types/, to: {', '.join(forgotten)}"


def test_a_type_that_nobody_looked_at_is_reported() -> None:
    """The test above can fail."""
    assert _forgotten({"aws:attic/box:Box", "aws:sqs/queue:Queue"}) == ["aws:attic/box:Box"]


def test_no_type_is_both_a_data_store_and_not() -> None:
    """One decision for each type."""
    assert not {row.type for row in DATA_STORES} & other_types().keys()


def test_no_type_is_listed_that_the_provider_does_not_have() -> None:
    """A list that outlives its types hides the day one comes back as something else."""
    assert not (other_types().keys() | {row.type for row in _STORES}) - type_tokens()


def test_each_type_that_holds_no_data_is_listed_once() -> None:
    """Two reasons for one type would be two decisions."""
    folder = Path(__file__).parents[2] / "bamp_pulumi" / "catalog" / "other_types"
    lines = [
        line
        for file in folder.glob("*.txt")
        for line in file.read_text().splitlines()
        if line.startswith("aws:")
    ]

    assert sorted(lines) == sorted(other_types())


def test_every_list_of_types_without_data_says_why() -> None:
    """A name without a reason cannot be judged again."""
    assert all(reason.endswith(".") for reason in other_types().values())


def test_a_type_whose_inputs_sound_like_data_has_a_row_or_an_excuse() -> None:
    """Storage, snapshots, retention, backups and keys are where a hidden data store shows."""
    suspects = {
        token
        for token in other_types()
        if any(_SOUNDS_LIKE_DATA.search(name) for name in inputs_of(token))
    }

    assert suspects == _excused().keys()


def test_every_excuse_gives_its_reason() -> None:
    """The list is read by people."""
    assert all(_excused().values())


def test_a_hidden_data_store_would_be_suspected() -> None:
    """Were the commonest data stores on the list of harmless types, their inputs would tell."""
    tokens = (
        "aws:rds/instance:Instance",
        "aws:docdb/cluster:Cluster",
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "aws:fsx/windowsFileSystem:WindowsFileSystem",
        "aws:ebs/volume:Volume",
        "aws:secretsmanager/secret:Secret",
    )

    assert all(any(_SOUNDS_LIKE_DATA.search(name) for name in inputs_of(t)) for t in tokens)


def test_what_a_row_names_is_an_input_of_its_type() -> None:
    """A setting under a misspelt name would be sent to nobody and believed in."""
    named = {(row.type, one.path) for row in _STORES for one in (*row.settings, *_conditions(row))}
    named |= {(row.type, path) for row in _STORES for path in row.key_inputs}
    named |= {(row.type, path) for row in _STORES for w in row.windows for path in w.inputs}

    assert {one for one in named if not input_exists(*one)} == _NOT_AN_INPUT


def test_what_a_row_names_of_another_type_is_an_input_there() -> None:
    """A key or a link under a misspelt name would never be found."""
    named = {one for row in _STORES for one in _named_elsewhere(row)}

    assert len(named) > 10
    assert not {one for one in named if not input_exists(*one)}


def test_a_row_whose_type_takes_a_key_says_so() -> None:
    """Of what AWS Backup backs up: else the key of its source would go unread."""
    for row in _STORES:
        takes = {name for name in inputs_of(row.type) if name.lower().startswith("kms")}
        takes -= {"kmsEncrypted"}
        if row.backup_type:
            assert takes <= set(row.key_inputs), row.type


def test_a_row_whose_type_takes_a_window_says_so() -> None:
    """Of databases and file systems that AWS Backup backs up; Aurora and Redshift are let be."""
    names = {
        "backupWindow",
        "dailyAutomaticBackupStartTime",
        "maintenanceWindow",
        "preferredBackupWindow",
        "preferredMaintenanceWindow",
        "weeklyMaintenanceStartTime",
    }
    for row in _STORES:
        takes = names & inputs_of(row.type).keys() if row.backup_type else set[str]()
        told = {path for window in row.windows for path in window.inputs}
        exempt = row.backup_type in ("Aurora", "Redshift")
        assert told == (set[str]() if exempt else takes), row.type


def test_a_row_says_whether_its_type_takes_tags() -> None:
    """Tags are how a selection sees a resource; pulumi_aws always takes them as a map."""
    for row in _STORES:
        takes_tags = "Mapping" in inputs_of(row.type).get(row.tags_property, "")
        assert row.tags is (TagShape.MAP if takes_tags else TagShape.NONE), row.type


def test_a_misspelt_path_is_noticed() -> None:
    """The check of paths can fail, on the first level and below it."""
    assert input_exists("aws:dynamodb/table:Table", "pointInTimeRecovery.enabled")
    assert not input_exists("aws:dynamodb/table:Table", "pointInTimeRecovery.enable")
    assert not input_exists("aws:rds/instance:Instance", "backupRetentionDays")


def test_every_identity_belongs_to_a_type_of_the_provider() -> None:
    """And each name its templates use is an input of that type, or one of the four others."""
    for row in IDENTITIES:
        names = {name for text in row.outputs.values() for name in re.findall(r"{(\w+)}", text)}
        unknown = names - inputs_of(row.type).keys() - {"partition", "region", "account", "dns"}
        assert not unknown, row.type
