"""The row of a resource follows from its inputs, and an unknown input never promises more.

What these tests cannot prove: that AWS does what a row says.
"""

from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.catalog import (
    DATA_STORES,
    UNKNOWN,
    Protection,
    find_data_store,
    hiding_inputs,
    possible_data_stores,
)

VARIED = sorted({row.type for row in DATA_STORES if row.when})
NAMED = sorted({str(value) for row in DATA_STORES for c in row.when for value in c.values})
VALUES = st.sampled_from([None, "postgres", "memcached", "PERSISTENT_2", 0, 24, *NAMED])


def _label(token: str, inputs: dict[str, object]) -> str:
    row = find_data_store(token, inputs)
    assert row is not None
    return row.label


def test_the_engine_tells_an_aurora_cluster_from_a_multi_az_cluster() -> None:
    """One resource type, two sets of abilities."""
    assert _label("aws:rds/cluster:Cluster", {"engine": "aurora-postgresql"}) == "Aurora cluster"
    assert _label("aws:rds/cluster:Cluster", {"engine": "postgres"}) == "RDS Multi-AZ cluster"


def test_an_unknown_engine_is_taken_for_the_variant_that_promises_least() -> None:
    """Fail closed: a Multi-AZ cluster cannot be copied, so nothing is promised of copies."""
    row = find_data_store("aws:rds/cluster:Cluster", {"engine": UNKNOWN})

    assert row is not None
    assert not row.cross_region_copy


def test_an_instance_restored_from_a_snapshot_names_no_engine_and_is_an_rds_instance() -> None:
    """The engine comes from the snapshot."""
    inputs: dict[str, object] = {"instanceClass": "db.t3.micro", "snapshotIdentifier": "before"}

    assert _label("aws:rds/instance:Instance", inputs) == "RDS instance"


def test_memcached_has_no_backup_and_redis_has_its_own() -> None:
    """Only the engine tells them apart."""
    memcached = find_data_store("aws:elasticache/cluster:Cluster", {"engine": "memcached"})
    redis = find_data_store("aws:elasticache/cluster:Cluster", {"engine": "redis"})

    assert memcached is not None
    assert redis is not None
    assert (memcached.protection, redis.protection) == (Protection.REBUILDABLE, Protection.NATIVE)


def test_a_type_without_data_has_no_row() -> None:
    """None says: not in the catalog."""
    assert find_data_store("aws:iam/role:Role", {}) is None


@given(data=st.data(), token=st.sampled_from(VARIED))
def test_whatever_an_unknown_input_turns_out_to_be_its_row_was_among_the_possible_ones(
    data: st.DataObject, token: str
) -> None:
    """So what all possible rows agree on holds after deployment too."""
    paths = sorted({c.path for row in DATA_STORES if row.type == token for c in row.when})
    plain = [path for path in paths if "*" not in path]
    hidden = data.draw(st.sets(st.sampled_from(plain))) if plain else set[str]()
    told: dict[str, object] = {path: data.draw(VALUES) for path in plain}
    told = {path: value for path, value in told.items() if value is not None}
    unknown = {**told, **dict.fromkeys(hidden, UNKNOWN)}

    possible = possible_data_stores(token, unknown)

    after = find_data_store(token, told)
    assert after is None or after in possible
    assert set(hiding_inputs(token, unknown)) <= hidden
    assert bool(hiding_inputs(token, unknown)) == (len(possible) > 1)


def test_the_input_that_hides_the_row_is_named() -> None:
    """A reader has to know what to make known."""
    assert hiding_inputs("aws:rds/instance:Instance", {"engine": UNKNOWN}) == ("engine",)
    assert hiding_inputs("aws:rds/instance:Instance", {"engine": "postgres"}) == ()
