"""What `inherit()` costs an offline run. Ratios of one process; seconds are the machine's.

CPU time, not the clock's: other work on the machine must not count. The two kinds of run take
turns, each compared with its neighbour. Says nothing of the way to a transform on a real engine.
"""

import gc
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pulumi_aws as aws
import pytest

import bamp_pulumi as bamp
from bamp_pulumi.offline import Place, Setting, run

pytestmark = pytest.mark.perf

HERE = Setting(
    project="perf",
    stack="test",
    root=Path.cwd(),
    place=Place(account_id="111122223333", region="us-east-1"),
)
ENABLED: aws.s3.BucketVersioningVersioningConfigurationArgsDict = {"status": "Enabled"}
RULE: aws.s3.BucketLifecycleConfigurationRuleArgsDict = {
    "id": "old-versions",
    "status": "Enabled",
    "filter": {},
    "noncurrent_version_expiration": {"noncurrent_days": 30},
}


def declare_buckets(count: int) -> None:
    """Declare buckets, each with the companions that the program wants itself."""
    for number in range(count):
        bucket = aws.s3.Bucket(f"bucket-{number}", tags={"Name": f"bucket-{number}"})
        name = bucket.id
        aws.s3.BucketVersioning(
            f"versioning-{number}", bucket=name, versioning_configuration=ENABLED
        )
        aws.s3.BucketLifecycleConfiguration(f"lifecycle-{number}", bucket=name, rules=[RULE])


def declare_databases(count: int) -> None:
    """Declare databases, each with a replication of its own."""
    for number in range(count):
        database = aws.rds.Instance(
            f"database-{number}",
            identifier=f"database-{number}",
            engine="postgres",
            instance_class="db.t4g.micro",
            allocated_storage=20,
            storage_encrypted=True,
            backup_retention_period=7,
            tags={"Name": f"database-{number}"},
        )
        aws.rds.InstanceAutomatedBackupsReplication(
            f"replication-{number}",
            source_db_instance_arn=database.arn,
            kms_key_id="arn:aws:kms:us-west-2:111122223333:key/replica",
            region="us-west-2",
        )


def program(buckets: int, databases: int, *, inherits: bool) -> Callable[[], None]:
    """Give a program that inherits, or the same one that does not."""

    def body() -> None:
        if inherits:
            bamp.inherit(owner="perf")
        declare_buckets(buckets)
        declare_databases(databases)

    return body


def cpu_seconds(body: Callable[[], None]) -> tuple[float, int]:
    """Run a program; return the CPU time of all its threads, and how many resources it has."""
    gc.collect()
    begin = time.process_time()
    document = run(body, HERE)
    return time.process_time() - begin, len(document["steps"])


def test_inherit_adds_under_5_percent_to_1000_buckets_and_100_databases() -> None:
    """To a program of 3,200 resources that wants nothing beside them."""
    cpu_seconds(program(50, 5, inherits=True))
    ratios: list[float] = []
    for round_ in range(7):
        bare, inheriting = program(1_000, 100, inherits=False), program(1_000, 100, inherits=True)
        order = (bare, inheriting) if round_ % 2 else (inheriting, bare)
        spent = {body: cpu_seconds(body) for body in order}
        assert spent[bare][1] == spent[inheriting][1] == 3_200
        ratios.append(spent[inheriting][0] / spent[bare][0])

    shown = ", ".join(f"{ratio:.3f}" for ratio in ratios)
    print(f"\ninherit() / without: {median(ratios):.3f} (median of {shown})")  # noqa: T201 - the point of it
    assert median(ratios) < 1.05


def test_a_resource_costs_no_more_among_1000_buckets_than_among_100() -> None:
    """Nothing in the run grows faster than the program."""
    cpu_seconds(program(50, 5, inherits=True))
    ratios: list[float] = []
    for _ in range(5):
        # Ten small runs stand beside a large one, so that both take as long.
        small = [cpu_seconds(program(100, 10, inherits=True)) for _ in range(10)]
        large = cpu_seconds(program(1_000, 100, inherits=True))
        each = sum(spent for spent, _ in small) / sum(count for _, count in small)
        ratios.append(large[0] / large[1] / each)

    shown = ", ".join(f"{ratio:.3f}" for ratio in ratios)
    print(f"\none of 3,200 / one of 320: {median(ratios):.3f} (median of {shown})")  # noqa: T201 - the point of it
    assert median(ratios) < 1.05
