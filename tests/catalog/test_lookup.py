"""The row of a resource follows from its inputs, and an unknown input never promises more.

What these tests cannot prove: that AWS does what a row says.
"""

from bamp_pulumi.catalog import UNKNOWN, Protection, find_data_store


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
