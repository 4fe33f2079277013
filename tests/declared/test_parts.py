"""What AWS refuses of a policy, lock or configuration, it refuses of what that is a part of.

Cannot prove how far a deployment gets that ends in a refusal.
"""

from collections.abc import Callable
from typing import Any

import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, judge

from bamp_pulumi.coverage import Coverage, Status

Inputs = Any  # Any: inputs of a resource
BAD = '{"Version": "2020-01-01", "Statement": []}'
VERSIONED: Inputs = {"status": "Enabled"}


def database() -> None:
    """Declare a database."""
    aws.rds.Instance(
        "data",
        engine="postgres",
        instance_class="db.t3.micro",
        storage_encrypted=True,
        backup_retention_period=7,
        copy_tags_to_snapshot=True,
        backup_window="08:00-09:00",
        tags=TAGS,
    )


def bucket(part: Callable[[aws.s3.Bucket], object] = lambda _: None) -> Callable[[], None]:
    """Declare a versioned bucket and what configures it."""

    def program() -> None:
        made = aws.s3.Bucket("data", tags=TAGS)
        aws.s3.BucketVersioning("v", bucket=made.id, versioning_configuration=VERSIONED)
        part(made)

    return program


def file_system(part: Callable[[aws.efs.FileSystem], object]) -> Callable[[], object]:
    """Declare a file system and what configures it."""
    return lambda: part(aws.efs.FileSystem("data", encrypted=True, tags=TAGS))


def table() -> None:
    """Declare a table and its policy."""
    made = aws.dynamodb.Table(
        "data", hash_key="a", attributes=[{"name": "a", "type": "S"}], tags=TAGS
    )
    aws.dynamodb.ResourcePolicy("part", resource_arn=made.arn, policy=BAD)


def beside(declares: Callable[[], object]) -> Callable[[], None]:
    """Declare a database, and a part of something of the account."""

    def program() -> None:
        database()
        declares()

    return program


REFUSED: dict[str, tuple[Callable[[], object], Account]] = {
    "a policy of the role": (
        database,
        Account(with_role=lambda r: aws.iam.RolePolicy("part", role=r.name, policy=BAD)),
    ),
    "a policy of the role, which it names": (
        beside(lambda: aws.iam.RolePolicy("part", role="backup-1", policy=BAD)),
        Account(role_name="backup-1"),
    ),
    "a policy attached to the role": (
        database,
        Account(
            with_role=lambda r: aws.iam.RolePolicyAttachment(
                "part", role=r.name, policy_arn=aws.iam.Policy("bad", policy=BAD).arn
            )
        ),
    ),
    "the policy of the vault": (database, Account(vault_policy=BAD)),
    "the lock of the vault": (
        database,
        Account(lock={"min_retention_days": 7, "changeable_for_days": 1}),
    ),
    "the policy of the key": (
        beside(
            lambda: aws.kms.KeyPolicy("part", key_id="alias/of-nothing-declared", policy=BAD),
        ),
        Account(key={"policy": BAD}),
    ),
    "the policy of a bucket": (
        bucket(lambda b: aws.s3.BucketPolicy("part", bucket=b.id, policy=BAD)),
        Account(),
    ),
    "the lifecycle of a bucket": (
        bucket(
            lambda b: aws.s3.BucketLifecycleConfiguration(
                "part",
                bucket=b.id,
                region="us-west-2",
                rules=[{"id": "a", "status": "Enabled", "expiration": {"days": 400}}],
            )
        ),
        Account(),
    ),
    "the policy of a file system": (
        file_system(lambda f: aws.efs.FileSystemPolicy("part", file_system_id=f.id, policy=BAD)),
        Account(),
    ),
    "the policy of a table": (table, Account()),
}


def data(covered: Coverage) -> tuple[Status, list[str]]:
    """Return how the one data store of a program stands, and why not."""
    one = next(each for each in covered.resources if each.resource.name == "data")
    return one.status, [f.message for f in one.findings if f.id == "BAMP-V55"]


@pytest.mark.parametrize("name", REFUSED)
def test_what_stands_on_a_refused_part_is_not_protected(name: str) -> None:
    """The deployment ends in it; the part is reported by itself, too."""
    program, account = REFUSED[name]
    covered = judge(program, account)

    assert data(covered)[0] is Status.UNPROTECTED
    assert "BAMP-V55" in {finding.id for finding in covered.findings}


@pytest.mark.parametrize("program", [database, bucket()])
def test_without_a_refused_part_it_is(program: Callable[[], None]) -> None:
    """The same account, the same data store."""
    assert data(judge(program)) == (Status.PROTECTED, [])


def test_a_refused_part_of_the_recovery_vault_takes_the_copies() -> None:
    """The backups stay; the tier promises copies, too."""

    def program() -> None:
        database()
        aws.backup.VaultPolicy("part", backup_vault_name="recovery", policy=BAD, region="us-west-2")

    status, (why,) = data(judge(program))

    assert status is Status.PROTECTED
    assert "vault recovery: AWS refuses part (of recovery) at deployment: " in why


def test_a_refused_part_is_named_with_what_it_is_a_part_of() -> None:
    """The person has to find it."""
    program, account = REFUSED["the policy of a bucket"]
    _, (why,) = data(judge(program, account))

    refused = "AWS refuses part (of data) at deployment: policy is malformed, its Version is"
    assert why.startswith(f"{refused} 2020-01-01")


def test_a_refused_policy_of_an_unknown_bucket_may_be_of_this_one() -> None:
    """Then the bucket is open, not refused."""

    def elsewhere(_: aws.s3.Bucket) -> object:
        named = aws.ssm.get_parameter_output(name="/of/nobody").value
        return aws.s3.BucketPolicy("part", bucket=named, policy=BAD)

    assert data(judge(bucket(elsewhere)))[0] is Status.UNVERIFIED
