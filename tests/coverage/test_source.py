"""What keeps AWS Backup from a resource though a plan selects it: each case, and its sound twin.

Cannot prove what AWS does; every expectation follows the page that the catalog's row names.
"""

import json
from collections.abc import Callable
from typing import Any

import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, judge

from bamp_pulumi.coverage import ResourceCoverage, Status

U, P, V = Status.UNPROTECTED, Status.PROTECTED, Status.UNVERIFIED
OPTED_IN: dict[str, bool] = dict.fromkeys(
    ("DynamoDB", "EBS", "EC2", "EFS", "EKS", "FSx", "RDS", "S3"), True
)
Inputs = Any  # Any: inputs given by name in each case


def policy(effect: str, action: str, **fields: object) -> str:
    """Write a policy of one statement."""
    statement = {"Effect": effect, "Principal": "*", "Action": action, "Resource": "*", **fields}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def database(**inputs: Inputs) -> None:
    """Declare a database."""
    defaults: dict[str, Inputs] = {
        "identifier": "data",
        "instance_class": "db.t3.micro",
        "engine": "postgres",
        "storage_encrypted": True,
        "backup_retention_period": 7,
        "copy_tags_to_snapshot": True,
        "tags": TAGS,
    }
    aws.rds.Instance("data", **{**defaults, **inputs})


def bucket(**inputs: Inputs) -> aws.s3.Bucket:
    """Declare a versioned bucket."""
    given: dict[str, Inputs] = {"bucket": "data-1", "tags": TAGS, **inputs}
    made = aws.s3.Bucket("data", **given)
    aws.s3.BucketVersioning("v", bucket=made.id, versioning_configuration={"status": "Enabled"})
    return made


def encrypted(key: Callable[[], Inputs]) -> Callable[[], None]:
    """Declare a bucket under a key."""

    def program() -> None:
        by_default: Inputs = {"sse_algorithm": "aws:kms", "kms_master_key_id": key()}
        aws.s3.BucketServerSideEncryptionConfiguration(
            "sse",
            bucket=bucket().id,
            rules=[{"apply_server_side_encryption_by_default": by_default}],
        )

    return program


def beside_bucket(add: Callable[[aws.s3.Bucket], object], **inputs: Inputs) -> Callable[[], None]:
    """Declare a bucket, and something that points at it."""

    def program() -> None:
        add(bucket(**inputs))

    return program


def lustre(**inputs: Inputs) -> aws.fsx.LustreFileSystem:
    """Declare a file system for which a plan makes backups."""
    defaults: dict[str, Inputs] = {
        "deployment_type": "PERSISTENT_2",
        "per_unit_storage_throughput": 125,
        "storage_capacity": 1200,
        "subnet_ids": "subnet-1",
        "tags": TAGS,
    }
    return aws.fsx.LustreFileSystem("data", **{**defaults, **inputs})


def linked() -> None:
    """Declare a file system with a link to a bucket."""
    aws.fsx.DataRepositoryAssociation(
        "link",
        file_system_id=lustre().id,
        data_repository_path="s3://elsewhere",
        file_system_path="/x",
    )


def cluster(mode: str | None) -> Callable[[], object]:
    """Declare a cluster with an authentication mode."""
    access = {} if mode is None else {"access_config": {"authentication_mode": mode}}
    inputs: Inputs = {
        "role_arn": "arn:aws:iam::111122223333:role/e",
        "vpc_config": {"subnet_ids": ["subnet-1"]},
        "tags": TAGS,
        **access,
    }
    return lambda: aws.eks.Cluster("data", **inputs)


def key(**inputs: Inputs) -> Callable[[], Inputs]:
    """Declare a key."""
    return lambda: aws.kms.Key("own", **inputs).arn


def deny_outside_endpoint(made: aws.s3.Bucket) -> None:
    """Deny everything that does not come through one endpoint."""
    aws.s3.BucketPolicy(
        "deny",
        bucket=made.id,
        policy=policy("Deny", "s3:*", Condition={"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}),
    )


def deny_plain_text(made: aws.s3.Bucket) -> None:
    """Deny what is not encrypted in transit."""
    aws.s3.BucketPolicy(
        "deny",
        bucket=made.id,
        policy=policy("Deny", "s3:*", Condition={"Bool": {"aws:SecureTransport": "false"}}),
    )


OTHER = {"Principal": {"AWS": "arn:aws:iam::999988887777:role/other"}}
CLOSED = policy("Allow", "kms:*", **OTHER)
QUEUE: Inputs = [
    {"queue_arn": "arn:aws:sqs:us-east-1:111122223333:q", "events": ["s3:ObjectCreated:*"]}
]


def own_name(**inputs: Inputs) -> Callable[[], object]:
    """Declare a bucket whose policy names the bucket itself."""

    def program() -> None:
        made = bucket(**inputs)
        document = made.arn.apply(lambda arn: policy("Allow", "s3:GetObject", Resource=f"{arn}/*"))
        aws.s3.BucketPolicy("read", bucket=made.id, policy=document)

    return program


CASES: dict[str, tuple[Callable[[], object], Account, str, Status, str]] = {
    "a policy that denies all that comes by no endpoint": (
        beside_bucket(deny_outside_endpoint), Account(), "BAMP-V43", U, "denies s3:",
    ),
    "a policy that names a bucket whose name AWS makes up": (
        own_name(bucket=None), Account(), "BAMP-V41", V, "set bucket on data",
    ),
    "two policies of one bucket": (
        beside_bucket(lambda b: [
            aws.s3.BucketPolicy(n, bucket=b.id, policy=policy("Allow", f"s3:{n}"))
            for n in ("GetObject", "PutObject")
        ]), Account(), "BAMP-V41", V, "each replace the same configuration",
    ),
    "a key that lets another role in": (
        encrypted(key(policy=CLOSED)), Account(), "BAMP-V44", U, "keeps role backup out",
    ),
    "a key that is disabled": (
        lambda: database(kms_key_id=key(is_enabled=False)()), Account(), "BAMP-V44", U, "disabled",
    ),
    "a key that signs": (
        encrypted(key(key_usage="SIGN_VERIFY", customer_master_key_spec="RSA_2048")),
        Account(), "BAMP-V44", U, "is not a symmetric encryption key",
    ),
    "a key that nobody declares": (
        lambda: database(kms_key_id="arn:aws:kms:us-east-1:111122223333:key/elsewhere"),
        Account(), "BAMP-V41", V, "no given program declares its key",
    ),
    "a cluster that knows no access entries": (
        cluster("CONFIG_MAP"), Account(opt_in=OPTED_IN), "BAMP-V50", U, "CONFIG_MAP",
    ),
    "a file system linked to a bucket": (
        linked, Account(opt_in=OPTED_IN), "BAMP-V50", U, "link belongs to it",
    ),
    "a name that restore tests keep for themselves": (
        lambda: database(identifier="awsbackup-restore-test-1"), Account(), "BAMP-V50", U, "rename",
    ),
    "a tag that restore tests keep for themselves": (
        lambda: database(tags={**TAGS, "awsbackup-restore-test": "x"}),
        Account(), "BAMP-V50", U, "remove the tag",
    ),
    "objects that go to an archive": (
        beside_bucket(lambda b: aws.s3.BucketLifecycleConfiguration("l", bucket=b.id, rules=[{
            "id": "a", "status": "Enabled", "transitions": [
                {"days": 90, "storage_class": "DEEP_ARCHIVE"}],
        }])), Account(), "BAMP-V51", P, "not backed up",
    ),
    "a window that some runs meet": (
        lambda: database(maintenance_window="sun:02:00-sun:03:00"), Account(), "BAMP-V52", P,
        "maintenanceWindow",
    ),
    "a window that each run may meet": (
        lambda: database(backup_window="02:00-02:30"), Account(), "BAMP-V52", V, "backupWindow",
    ),
    "a window that each run meets": (
        lambda: database(backup_window="02:00-05:00"), Account(), "BAMP-V53", U, "backupWindow",
    ),
    "notifications that leave EventBridge off": (
        beside_bucket(lambda b: aws.s3.BucketNotification("n", bucket=b.id, queues=QUEUE)),
        Account(continuous=True), "BAMP-V47", P, "write eventbridge=True",
    ),
    "a retention against a continuous backup's": (
        lambda: database(backup_retention_period=32), Account(continuous=True), "BAMP-V48", P,
        "continuous backup of rule daily keeps 30 days",
    ),
    "something of the same service that nobody has read": (
        beside_bucket(lambda b: aws.s3.BucketIntelligentTieringConfiguration(
            "t", bucket=b.id, tierings=[{"access_tier": "ARCHIVE_ACCESS", "days": 90}])),
        Account(), "BAMP-V42", V, "t (aws:s3/bucketIntelligentTieringConfiguration",
    ),
}  # fmt: skip

SOUND: dict[str, tuple[Callable[[], object], Account]] = {
    "a policy that denies plain text": (beside_bucket(deny_plain_text), Account()),
    "a policy that names a bucket with a name of its own": (own_name(), Account()),
    "a key of the account": (encrypted(key()), Account()),
    "AWS's own key": (
        lambda: database(kms_key_id="arn:aws:kms:us-east-1:111122223333:alias/aws/rds"),
        Account(),
    ),
    "a cluster with access entries": (cluster("API_AND_CONFIG_MAP"), Account(opt_in=OPTED_IN)),
    "a file system without a link": (lustre, Account(opt_in=OPTED_IN)),
    "windows that no run meets": (
        lambda: database(backup_window="10:00-10:30", maintenance_window="sun:12:00-sun:13:00"),
        Account(),
    ),
    "the retention that the continuous backup keeps": (
        lambda: database(backup_retention_period=30),
        Account(continuous=True),
    ),
    "notifications with EventBridge": (
        beside_bucket(
            lambda b: aws.s3.BucketNotification("n", bucket=b.id, queues=QUEUE, eventbridge=True)
        ),
        Account(continuous=True),
    ),
    "a rule for other origins": (
        beside_bucket(
            lambda b: aws.s3.BucketCorsConfiguration(
                "c",
                bucket=b.id,
                cors_rules=[{"allowed_methods": ["GET"], "allowed_origins": ["*"]}],
            )
        ),
        Account(),
    ),
    "a locked bucket, which has versions": (
        lambda: aws.s3.Bucket("data", bucket="data-1", object_lock_enabled=True, tags=TAGS),
        Account(),
    ),
}


def judged(program: Callable[[], object], account: Account) -> ResourceCoverage:
    """Judge the resource named `data`."""
    covered = judge(program, account).resources
    return next(each for each in covered if each.resource.name == "data")


@pytest.mark.parametrize("name", CASES)
def test_what_aws_would_fail_is_not_called_protected(name: str) -> None:
    """The finding names the cause, and the status follows it."""
    program, account, code, status, says = CASES[name]
    covered = judged(program, account)

    assert [f.message for f in covered.findings if f.id == code and says in f.message]
    assert covered.status is status


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_stays_protected(name: str) -> None:
    """A closed world that refuses what works is no better."""
    program, account = SOUND[name]
    covered = judged(program, account)
    found = {f.id for f in covered.findings} - {
        "BAMP-V13",
        "BAMP-V23",
        "BAMP-V20",
        "BAMP-V30",
        "BAMP-V79",
    }

    assert (covered.status, found) == (P, set())
