"""Laws of the rule, over every row of the catalog and inputs of any shape.

A generated resource carries random values exactly where its row looks; what AWS would say to them
does not matter here.
"""

import inspect
import re
from collections.abc import Mapping
from typing import Any

import pulumi_aws as aws
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.catalog import DATA_STORES, UNKNOWN, DataStore, TagShape, find_data_store, value_at
from bamp_pulumi.inheritance import Defaults, Inherited, apply_edits, inherit_resource
from bamp_pulumi.policy import default_policy

POLICY = default_policy()
OURS = {"backup-tier", "backup-owner"}
TOKENS = sorted({row.type for row in DATA_STORES})

REPLACING = {
    "aws:rds/instance:Instance": "availabilityZone characterSetName dbName engine kmsKeyId "
    "snapshotIdentifier storageEncrypted timezone username",
    "aws:rds/cluster:Cluster": "availabilityZones clusterIdentifier databaseName engine "
    "kmsKeyId masterUsername snapshotIdentifier storageEncrypted",
    "aws:docdb/cluster:Cluster": "clusterIdentifier engine kmsKeyId masterUsername "
    "snapshotIdentifier storageEncrypted",
    "aws:neptune/cluster:Cluster": "clusterIdentifier engine kmsKeyArn snapshotIdentifier "
    "storageEncrypted",
    "aws:dynamodb/table:Table": "hashKey rangeKey name",
    "aws:s3/bucket:Bucket": "bucket objectLockEnabled",
    "aws:s3/bucketV2:BucketV2": "bucket objectLockEnabled",
    "aws:efs/fileSystem:FileSystem": "encrypted kmsKeyId performanceMode",
    "aws:ebs/volume:Volume": "availabilityZone encrypted kmsKeyId snapshotId",
    "aws:secretsmanager/secret:Secret": "name namePrefix",
    "aws:redshift/cluster:Cluster": "clusterIdentifier databaseName masterUsername",
    "aws:elasticache/cluster:Cluster": "engine clusterId",
    "aws:elasticache/replicationGroup:ReplicationGroup": "atRestEncryptionEnabled kmsKeyId "
    "replicationGroupId subnetGroupName",
}
"""Inputs whose change makes the provider replace the resource. Source: pulumi_aws 7.51.1."""

# What stands where a row looks: absent, weak, strong, misspelt, unknown, of another shape.
VALUES = st.one_of(
    st.none(),
    st.just(UNKNOWN),
    st.booleans(),
    st.integers(0, 40),
    st.sampled_from(["7", "postgres", "aurora-mysql", "custom-oracle-ee", "redis", "DISABLED"]),
    st.just([{"region": "us-west-2"}]),
    st.just([{"region": "eu-west-1"}, {"region": UNKNOWN}]),
    st.just([]),
)
TAG_VALUES = st.one_of(
    st.sampled_from(["critical", "gold", "orders", "2027-06-30"]), st.just(UNKNOWN)
)
TAGS = st.one_of(
    st.none(),
    st.just(UNKNOWN),
    st.dictionaries(
        st.sampled_from(
            ["Name", "backup-tier", "backup-owner", "backup-exempt-reason", "backup-exempt-until"]
        ),
        TAG_VALUES,
        max_size=4,
    ),
)


@st.composite
def resources(draw: st.DrawFn) -> tuple[str, dict[str, object]]:
    """Draw a type of the catalog and inputs that its rows look at."""
    token = draw(st.sampled_from(TOKENS))
    rows = [row for row in DATA_STORES if row.type == token]
    inputs: dict[str, object] = {}
    for path in sorted({path for row in rows for path in looked_at(row)}):
        value = draw(VALUES)
        if value is not None:
            inputs = put(inputs, path.split("."), value)
    tags = draw(TAGS)
    if tags is not None:
        inputs[rows[0].tags_property] = shaped(tags, rows[0].tags)
    return token, inputs


def looked_at(row: DataStore) -> set[str]:
    """List the paths that a row asks about, without those that enter lists."""
    settings = {setting.path for setting in row.settings}
    asked = {c.path for setting in row.settings for c in setting.unless}
    beside = {c.path for companion in row.companions for c in companion.unless}
    variants = {condition.path for condition in row.when}
    return {p for p in settings | asked | beside | variants if "*" not in p and ".0." not in p}


def put(inputs: dict[str, object], path: list[str], value: object) -> dict[str, object]:
    """Write a value at a path, where no other value stands in the way."""
    step, *rest = path
    if not rest:
        return inputs if step in inputs else {**inputs, step: value}
    inner: Any = inputs.get(step, {})  # Any: whatever another path put there
    return {**inputs, step: put(inner, rest, value)} if isinstance(inner, dict) else inputs  # pyright: ignore[reportUnknownArgumentType] - as above


def shaped(tags: Any, shape: TagShape) -> object:  # noqa: ANN401 - tags of any shape
    """Give tags the shape that a type takes."""
    if tags is UNKNOWN or shape is not TagShape.PAIRS:
        return tags
    return [{"key": key, "value": value} for key, value in tags.items()]


def ask(token: str, inputs: Mapping[str, object], **more: Any) -> Inherited:  # noqa: ANN401 - arguments of the rule
    """Ask the rule."""
    defaults = Defaults(tier="standard", owner="orders")
    return inherit_resource(token, inputs, policy=POLICY, defaults=defaults, **more)


@given(resource=resources(), takes_companions=st.booleans())
def test_applied_twice_it_is_as_applied_once(
    resource: tuple[str, dict[str, object]], *, takes_companions: bool
) -> None:
    """The engine transforms a packaged component twice, and a replaced resource again."""
    token, inputs = resource
    once = apply_edits(inputs, ask(token, inputs, takes_companions=takes_companions).edits)

    again = ask(token, once, takes_companions=takes_companions)

    assert apply_edits(once, again.edits) == once
    assert not [finding for finding in again.findings if finding.code == "BAMP-I10"]


@given(resource=resources())
def test_nothing_stricter_is_removed_or_weakened(resource: tuple[str, dict[str, object]]) -> None:
    """A number only grows, a list only grows, and what is unknown stays."""
    token, inputs = resource
    row = find_data_store(token, inputs)
    after = apply_edits(inputs, ask(token, inputs).edits)

    for setting in row.settings if row else ():
        was, now = value_at(inputs, setting.path), value_at(after, setting.path)
        if was is UNKNOWN:
            assert now is UNKNOWN
        elif setting.at_least and isinstance(was, int) and not isinstance(was, bool):
            assert isinstance(now, (int, str))
            assert int(now) >= was
        elif isinstance(was, list):
            assert isinstance(now, list)
            assert now[: len(was)] == was  # pyright: ignore[reportUnknownArgumentType] - a list of anything
    assert inputs.keys() <= after.keys()


@given(
    resource=resources(),
    tiers=st.tuples(st.sampled_from(sorted(POLICY.tiers)), st.sampled_from(sorted(POLICY.tiers))),
)
def test_no_change_of_tier_shortens_what_the_program_is_silent_on(
    resource: tuple[str, dict[str, object]], tiers: tuple[str, str]
) -> None:
    """What a service keeps of its own accord is backups: a smaller number deletes some.

    Where each day costs a great deal, a lower tier keeps fewer, and it is said: never fewer than
    the provider sends by itself, so that no adoption shortens anything.
    """
    token, inputs = resource
    row = find_data_store(token, inputs)
    results = [
        inherit_resource(token, inputs, policy=POLICY, defaults=Defaults(tier=tier, owner="orders"))
        for tier in tiers
    ]
    before, after = (apply_edits(inputs, result.edits) for result in results)

    for setting in row.settings if row else ():
        if setting.at_least is None or value_at(inputs, setting.path) is not None:
            continue
        days = value_at(before, setting.path), value_at(after, setting.path)
        sent = None if setting.absent is None else setting.absent.value
        if setting.cost is None or sent is None:
            assert days[0] == days[1]
        elif days != (None, None):
            said = [f.message for r in results for f in r.findings]
            assert all(isinstance(number, int) and number >= max(1, int(sent)) for number in days)
            for number in days:
                assert any(f"{setting.path} is set to {number}: " in message for message in said)


@given(resource=resources())
def test_every_tag_that_the_program_wrote_is_there_afterwards(
    resource: tuple[str, dict[str, object]],
) -> None:
    """And the only ones that came are the two of the contract."""
    token, inputs = resource
    row = next(row for row in DATA_STORES if row.type == token)
    before = as_map(inputs.get(row.tags_property))
    after = as_map(apply_edits(inputs, ask(token, inputs).edits).get(row.tags_property))

    assert {key: after.get(key) for key in before} == before
    assert after.keys() - before.keys() <= OURS


def as_map(tags: Any) -> dict[str, object]:  # noqa: ANN401 - tags of any shape
    """Read tags of any shape; unknown ones as none."""
    if isinstance(tags, list):
        pairs: list[dict[str, Any]] = tags  # pyright: ignore[reportUnknownVariableType] - made above
        return {pair["key"]: pair["value"] for pair in pairs}
    return dict(tags) if isinstance(tags, dict) else {}  # pyright: ignore[reportUnknownArgumentType] - made above


@given(resource=resources())
def test_only_what_it_says_is_changed(resource: tuple[str, dict[str, object]]) -> None:
    """Every difference is an edit, and every edit is a tag or a setting of the catalog."""
    token, inputs = resource
    result = ask(token, inputs)
    rows = [row for row in DATA_STORES if row.type == token]
    allowed = {setting.path for row in rows for setting in row.settings}
    allowed |= {rows[0].tags_property} | {f"{rows[0].tags_property}.{tag}" for tag in OURS}
    after = apply_edits(inputs, result.edits)

    assert {edit.path for edit in result.edits} <= allowed
    changed = {name for name in after if after[name] != inputs.get(name)}
    assert changed <= {edit.path.partition(".")[0] for edit in result.edits}


@given(resource=resources())
def test_the_same_resource_always_inherits_the_same(
    resource: tuple[str, dict[str, object]],
) -> None:
    """No clock, no chance, no memory."""
    token, inputs = resource

    assert ask(token, inputs) == ask(token, dict(reversed(inputs.items())))


@pytest.mark.parametrize("token", REPLACING)
def test_no_setting_is_one_that_makes_the_provider_replace_a_resource(token: str) -> None:
    """Hardening never costs a database."""
    touched = {
        path.split(".")[0]
        for row in DATA_STORES
        if row.type == token
        for path in (*(s.path for s in row.settings), row.tags_property)
    }

    assert touched.isdisjoint(REPLACING[token].split())


@pytest.mark.parametrize(
    ("token", "path"),
    sorted(
        {
            (row.type, setting.path)
            for row in DATA_STORES
            for setting in row.settings
            if row.type.startswith("aws:")
        }
    ),
)
def test_the_provider_does_not_say_that_a_setting_replaces_its_resource(
    token: str, path: str
) -> None:
    """Read from the provider's own documentation of the input; aws-native is not installed."""
    _, module, _, name = re.split("[:/]", token)
    resource = getattr(getattr(aws, module), name)
    attribute = re.sub("([A-Z])", r"_\1", path.partition(".")[0]).lower()
    said = inspect.getdoc(inspect.getattr_static(resource, attribute).fget)

    assert said
    assert not re.search(r"(?i)forces? (a )?(new|replacement)|create a new resource", said)
