"""What keeps AWS Backup from a resource though a plan selects it: each case, and its sound twin.

Cannot prove what AWS does; every expectation follows the page that the catalog's row names.
"""

import json
from collections.abc import Callable
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, Later, judge, resolved

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


def warehouse(key: str) -> Callable[[], object]:
    """Return a program with a Redshift cluster under a key."""
    return lambda: aws.redshift.Cluster(
        "data", cluster_identifier="orders", node_type="ra3.large", kms_key_id=key, tags=TAGS
    )


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


def versioned(**inputs: Inputs) -> Callable[[], None]:
    """Declare a bucket, and its versioning with inputs of its own: None is an unknown one."""

    def program() -> None:
        made = aws.s3.Bucket("data", bucket="data-1", tags=TAGS)
        unknown = aws.sqs.Queue("q").url
        given: dict[str, Inputs] = {
            name: unknown if value is None else value for name, value in inputs.items()
        }
        on: Inputs = {"status": "Enabled"}
        aws.s3.BucketVersioning("v", bucket=made.id, versioning_configuration=on, **given)

    return program


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


def perhaps_linked() -> None:
    """Declare a link to a bucket that belongs to one of two file systems."""
    other = aws.fsx.LustreFileSystem("other", subnet_ids="subnet-1", storage_capacity=1200)
    one_of_them = pulumi.Output.all(lustre().id, other.id).apply(lambda ids: ids[0])
    aws.fsx.DataRepositoryAssociation(
        "link",
        file_system_id=one_of_them,
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
    return lambda: aws.kms.Key("own", **resolved(inputs)).arn


def replicated_key(**inputs: Inputs) -> Callable[[], Inputs]:
    """Declare a replica of a key that another program declares."""
    primary = "arn:aws:kms:us-west-2:111122223333:key/mrk-1"
    return lambda: aws.kms.ReplicaKey("own", primary_key_arn=primary, **inputs).arn


def imported(**inputs: Inputs) -> Callable[[], Inputs]:
    """Declare a key with imported material."""
    given: dict[str, Inputs] = {"key_material_base64": "A" * 43 + "=", "enabled": True, **inputs}
    return lambda: aws.kms.ExternalKey("own", **resolved(given)).arn


def replicated_material(**inputs: Inputs) -> Callable[[], Inputs]:
    """Declare a replica, with imported material, of a key that another program declares."""
    given: dict[str, Inputs] = {"key_material_base64": "A" * 43 + "=", "enabled": True, **inputs}
    primary = "arn:aws:kms:us-west-2:111122223333:key/mrk-1"
    return lambda: aws.kms.ReplicaExternalKey("own", primary_key_arn=primary, **given).arn


def by_account(*names: str) -> Callable[[], None]:
    """Declare a volume that the account encrypts, and its default keys."""

    def program() -> None:
        aws.ebs.EncryptionByDefault("switch", enabled=True)
        for name in names:
            aws.ebs.DefaultKmsKey(name, key_arn=aws.kms.Key(f"key-{name}").arn)
        aws.ebs.Volume("data", availability_zone="us-east-1a", size=8, tags=TAGS)

    return program


def looked_up_tag() -> None:
    """Declare a table, and look up the tag that names its tier."""
    arn = "arn:aws:dynamodb:us-east-1:111122223333:table/t"
    aws.dynamodb.Tag.get("seen", f"{arn},backup-tier")
    keys: Inputs = {"hash_key": "k", "attributes": [{"name": "k", "type": "S"}]}
    aws.dynamodb.Table("data", name="t", tags=TAGS, **keys)


def granted(*operations: str) -> Callable[[], Inputs]:
    """Declare a key that is closed, and a grant of it to a role that another stack names."""

    def program() -> Inputs:
        made = aws.kms.Key("own", policy=CLOSED)
        aws.kms.Grant(
            "g", key_id=made.key_id, grantee_principal=elsewhere("role"), operations=operations
        )
        return made.arn

    return program


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


def elsewhere(name: str = "name") -> Inputs:
    """Read an output of a stack that nobody gives."""
    return pulumi.StackReference("organization/other/prod").get_output(name)


def beside_unknown(effect: str, **inputs: Inputs) -> Callable[[], None]:
    """Declare a bucket, and a policy of a bucket that another stack names."""
    text = policy(effect, "s3:*", **({"Principal": {"AWS": "*"}} | inputs))
    return beside_bucket(lambda _: aws.s3.BucketPolicy("p", bucket=elsewhere(), policy=text))


def key_beside_unknown() -> None:
    """Declare a bucket under a key, and a policy of a key that another stack names."""
    encrypted(key())()
    aws.kms.KeyPolicy("p", key_id=elsewhere("key"), policy=CLOSED)


def versioning_beside_unknown(status: str) -> Callable[[], None]:
    """Declare a bucket, and the versioning of a bucket that another stack names."""
    return beside_bucket(
        lambda _: aws.s3.BucketVersioning(
            "u", bucket=elsewhere(), versioning_configuration={"status": status}
        )
    )


def through_versioning() -> None:
    """Declare a bucket with a name that AWS makes up, and a policy by way of its versioning."""
    made = aws.s3.Bucket("data", tags=TAGS)
    versioning = aws.s3.BucketVersioning(
        "v", bucket=made.id, versioning_configuration={"status": "Enabled"}
    )
    aws.s3.BucketPolicy("p", bucket=versioning.bucket, policy=policy("Deny", "s3:*"))


OTHER = {"Principal": {"AWS": "arn:aws:iam::999988887777:role/other"}}
CLOSED = policy("Allow", "kms:*", **OTHER)
QUEUE: Inputs = [
    {"queue_arn": "arn:aws:sqs:us-east-1:111122223333:q", "events": ["s3:ObjectCreated:*"]}
]


DENIED: Inputs = json.loads(policy("Deny", "*"))


def native(token: str, **inputs: Inputs) -> pulumi.CustomResource:
    """Declare a data store of Pulumi's aws-native provider."""
    tags = [{"key": key, "value": value} for key, value in TAGS.items()]
    named = {"tags": tags, "fileSystemTags": tags}
    return pulumi.CustomResource(f"aws-native:{token}", "data", {**named, **inputs})


def native_bucket(document: Inputs) -> Callable[[], None]:
    """Declare a bucket and its policy, both of aws-native."""

    def program() -> None:
        versioning = {"status": "Enabled"}
        made = native("s3:Bucket", bucketName="data-1", versioningConfiguration=versioning)
        inputs = {"bucket": made.id, "policyDocument": document}
        pulumi.CustomResource("aws-native:s3:BucketPolicy", "access", inputs)

    return program


def replica(engine: str) -> Callable[[], None]:
    """Declare a read replica that leaves its engine to the instance it replicates."""

    def program() -> None:
        primary = aws.rds.Instance(
            "primary",
            identifier="primary",
            instance_class="db.m7g.large",
            engine=engine,
            backup_retention_period=7,
        )
        # Of another type, and of the same name: it is not what the replica names.
        aws.sns.Topic("topic", name="primary")
        database(engine=None, replicate_source_db=primary.identifier)

    return program


def volume(**inputs: Inputs) -> Callable[[], object]:
    """Declare a volume on an Outpost."""
    outpost = "arn:aws:outposts:us-east-1:111122223333:outpost/op-1"
    given: dict[str, Inputs] = {"availability_zone": "us-east-1a", "tags": TAGS, **inputs}
    return lambda: aws.ebs.Volume("data", outpost_arn=outpost, **given)


def read_access(arn: str) -> str:
    """Let everybody read."""
    return policy("Allow", "s3:GetObject", Resource=f"{arn}/*")


def by_branching(arn: str) -> str:
    """Write what depends on the ARN."""
    return read_access(arn) if arn.startswith("arn:aws:s3:") else policy("Deny", "s3:*")


def deny_plain_access(arn: str) -> str:
    """Deny what is not encrypted in transit, and let another account list the bucket."""
    statements = [
        {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [arn, f"{arn}/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        },
        {
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::999988887777:root"},
            "Action": "s3:ListBucket",
            "Resource": arn,
        },
    ]
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def deny_tls_before(version: str) -> Callable[[str], str]:
    """Deny what comes by an older version of TLS."""
    condition = {"NumericLessThan": {"s3:TlsVersion": version}}
    return lambda arn: policy("Deny", "s3:*", Resource=[arn, f"{arn}/*"], Condition=condition)


def file_system_with_policy() -> None:
    """Declare a file system whose policy goes by its ARN: AWS makes up its id."""
    made = aws.efs.FileSystem("data", encrypted=True, tags=TAGS)
    document = made.arn.apply(by_branching)
    aws.efs.FileSystemPolicy("access", file_system_id=made.id, policy=document)


def own_name(write: Callable[[str], str] = read_access, **inputs: Inputs) -> Callable[[], object]:
    """Declare a bucket whose policy names the bucket itself."""

    def program() -> None:
        made = bucket(**inputs)
        aws.s3.BucketPolicy("read", bucket=made.id, policy=made.arn.apply(write))

    return program


def denied_other() -> None:
    """Name the objects of another bucket in a denial: it is about none of this one."""
    made, other = bucket(bucket=None), aws.s3.Bucket("other")
    text = other.arn.apply(lambda arn: policy("Deny", "s3:*", Resource=f"{arn}/*"))
    aws.s3.BucketPolicy("read", bucket=made.id, policy=text)


def unknown_exception() -> None:
    """Declare a bucket whose policy denies all but one role, whose id AWS makes up."""
    made = bucket(bucket=None)
    role = aws.iam.Role("trusted", assume_role_policy=policy("Allow", "sts:AssumeRole"))
    denied = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": "*",
        "Condition": {"StringNotLike": {"aws:userId": role.unique_id}},
    }
    document = pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": [denied]})
    aws.s3.BucketPolicy("read", bucket=made.id, policy=document)


CASES: dict[str, tuple[Callable[[], object], Account, str, Status, str]] = {
    "a policy that denies TLS which AWS Backup may use": (
        own_name(deny_tls_before("1.3")), Account(), "BAMP-V41", V, "s3:TlsVersion",
    ),
    "a policy that goes by the ARN of a file system": (
        file_system_with_policy, Account(), "BAMP-V41", V, "write * in place of the ARN of data",
    ),
    "a policy that denies all that comes by no endpoint": (
        beside_bucket(deny_outside_endpoint), Account(), "BAMP-V43", U, "denies s3:",
    ),
    "a policy that code of its own makes of a name that AWS makes up": (
        own_name(by_branching, bucket=None), Account(), "BAMP-V41", V, "set bucket on data",
    ),
    "a policy that denies all, of a bucket whose name AWS makes up": (
        own_name(lambda arn: policy("Deny", "s3:*", Resource=f"{arn}/*"), bucket=None),
        Account(), "BAMP-V43", U, "denies s3:GetObject",
    ),
    "a policy that denies all but an unknown role, of a bucket whose name AWS makes up": (
        unknown_exception, Account(), "BAMP-V41", V, "depends on statement 1",
    ),
    "a policy of a bucket that another stack names, and that denies": (
        beside_unknown("Deny"), Account(), "BAMP-V41", V, "its bucket comes from no given program",
    ),
    "a policy of a key that another stack names": (
        key_beside_unknown, Account(), "BAMP-V41", V, "its keyId comes from no given program",
    ),
    "a bucket that another stack names, and that may be this one, without versions": (
        versioning_beside_unknown("Suspended"), Account(), "BAMP-V37", V, "versioning is on",
    ),
    "a policy by way of what configures the bucket": (
        through_versioning, Account(), "BAMP-V43", U, "denies s3:",
    ),
    "a policy that is looked up by the id of a file system": (
        lambda: aws.efs.FileSystemPolicy.get(
            "p", id=aws.efs.FileSystem("data", encrypted=True, tags=TAGS).id
        ),
        Account(opt_in=OPTED_IN), "BAMP-V41", V, "whether p configures data",
    ),
    "a policy of a bucket of aws-native": (
        native_bucket(DENIED), Account(), "BAMP-V43", U, "denies s3:",
    ),
    "a policy of a file system of aws-native": (
        lambda: native("efs:FileSystem", encrypted=True, fileSystemPolicy=DENIED),
        Account(opt_in=OPTED_IN), "BAMP-V43", U, "denies elasticfilesystem:",
    ),
    "a policy of a table of aws-native": (
        lambda: native("dynamodb:Table", resourcePolicy={"policyDocument": DENIED}),
        Account(opt_in=OPTED_IN), "BAMP-V43", U, "denies dynamodb:",
    ),
    "two policies of one bucket": (
        beside_bucket(lambda b: [
            aws.s3.BucketPolicy(n, bucket=b.id, policy=policy("Allow", f"s3:{n}"))
            for n in ("GetObject", "PutObject")
        ]), Account(), "BAMP-V41", V, "each replace the same configuration",
    ),
    "a key that lets another role in": (
        encrypted(key(policy=CLOSED)), Account(), "BAMP-V44", U, "does not allow role backup",
    ),
    "a key that lets another role in, and a grant": (
        encrypted(granted("Decrypt", "DescribeKey", "GenerateDataKey", "CreateGrant")),
        Account(), "BAMP-V41", V, "grant g may allow it",
    ),
    "a key that lets another role in, and a grant of something else": (
        encrypted(granted("Encrypt")), Account(), "BAMP-V44", U, "does not allow role backup",
    ),
    "a key that is disabled": (
        lambda: database(kms_key_id=key(is_enabled=False)()), Account(), "BAMP-V44", U, "disabled",
    ),
    "a key that is disabled in text": (
        encrypted(key(is_enabled="false")), Account(), "BAMP-V44", U, "key own is disabled",
    ),
    "a key that is enabled or not, as a deployment tells": (
        encrypted(key(is_enabled=Later("true"))), Account(), "BAMP-V41", V, "whether it is enabled",
    ),
    "a replica of a key that is disabled in text": (
        encrypted(replicated_key(enabled="false")), Account(), "BAMP-V44", U, "own is disabled",
    ),
    "a key with material of its own that is disabled in text": (
        encrypted(imported(enabled="false")), Account(), "BAMP-V44", U, "own is disabled",
    ),
    "a key with empty material": (
        encrypted(imported(key_material_base64="")), Account(), "BAMP-V44", U, "pending import",
    ),
    "a key whose material expires": (
        encrypted(imported(valid_to="2027-01-01T00:00:00Z")), Account(), "BAMP-V41", V,
        "its material expires on 2027-01-01T00:00:00Z",
    ),
    "a key whose material expires at a time of another form": (
        encrypted(imported(valid_to="20270131T000000Z")), Account(), "BAMP-V55", U,
        "validTo is 20270131T000000Z",
    ),
    "a key whose material has expired": (
        encrypted(imported(valid_to="2026-11-21T23:59:59Z")), Account(), "BAMP-V55", U,
        "own at deployment: validTo is 2026-11-21T23:59:59Z (allowed: a time after 2026-11-22)",
    ),
    "a key whose material expires today, at a time to come or not": (
        encrypted(imported(valid_to="2026-11-22T23:59:59Z")), Account(), "BAMP-V41", V,
        "its material expires on 2026-11-22T23:59:59Z",
    ),
    "a key whose material has expired by the time of UTC": (
        encrypted(imported(valid_to="2026-11-22T00:30:00+01:00")), Account(), "BAMP-V55", U,
        "validTo is 2026-11-22T00:30:00+01:00",
    ),
    "a replica whose material has expired": (
        encrypted(replicated_material(valid_to="2025-01-01T00:00:00Z")), Account(), "BAMP-V55", U,
        "own at deployment: validTo is 2025-01-01T00:00:00Z",
    ),
    "a key whose material expires after more than 365 days": (
        encrypted(imported(valid_to="2027-11-23T00:00:00Z")), Account(), "BAMP-V55", U,
        "(allowed: a time up to 2027-11-22)",
    ),
    "a key whose material expires after 365 days": (
        encrypted(imported(valid_to="2027-11-22T00:00:00Z")), Account(), "BAMP-V41", V,
        "its material expires on 2027-11-22T00:00:00Z",
    ),
    "a key whose material expires at no time": (
        encrypted(imported(valid_to="next year")), Account(), "BAMP-V55", U,
        "validTo is next year (allowed: a time of RFC 3339",
    ),
    "a key whose material expires when a deployment tells": (
        encrypted(imported(valid_to=Later("2027-01-01T00:00:00Z"))),
        Account(), "BAMP-V41", V, "expires at a time that is not known",
    ),
    "AWS's own key of another service": (
        lambda: database(kms_key_id="alias/aws/s3"), Account(), "BAMP-V44", U,
        "alias/aws/s3 is for another service of AWS alone; write alias/aws/rds, or a customer",
    ),
    "AWS's own key of another service, by its ARN": (
        lambda: database(kms_key_id="arn:aws:kms:us-east-1:111122223333:alias/aws/ebs"),
        Account(), "BAMP-V44", U, "alias/aws/ebs is for another service",
    ),
    "AWS's own key of another service, looked up": (
        lambda: database(kms_key_id=aws.kms.get_alias_output(name="alias/aws/s3").target_key_arn),
        Account(), "BAMP-V44", U, "alias/aws/s3 is for another service",
    ),
    "AWS's own key of another service, of a warehouse": (
        warehouse("alias/aws/ebs"), Account(opt_in=OPTED_IN), "BAMP-V44", U,
        "alias/aws/ebs is for another service of AWS alone; write alias/aws/redshift",
    ),
    "AWS's own key of Redshift, which takes no copies": (
        warehouse("alias/aws/redshift"), Account(opt_in=OPTED_IN), "BAMP-V12", V, "copy",
    ),
    "AWS's own key, of a service that nobody says takes one": (
        lambda: aws.redshiftserverless.Namespace(
            "data", namespace_name="orders", kms_key_id="alias/aws/rds", tags=TAGS
        ),
        Account(opt_in=OPTED_IN), "BAMP-V41", V,
        "its key alias/aws/rds is one that AWS manages: whether its service takes it is not known",
    ),
    "a key that AWS keeps for no service": (
        lambda: database(kms_key_id="alias/aws/nonsense"), Account(), "BAMP-V41", V,
        "declares its key alias/aws/nonsense",
    ),
    "a key whose alias only looks like AWS's own": (
        lambda: database(kms_key_id="alias/my-alias/aws/rds"), Account(), "BAMP-V41", V,
        "declares its key alias/my-alias/aws/rds",
    ),
    "AWS's own key of another Region": (
        lambda: database(kms_key_id="arn:aws:kms:us-west-2:111122223333:alias/aws/rds"),
        Account(), "BAMP-V41", V, "declares its key arn:aws:kms:us-west-2",
    ),
    "AWS's own key of another account": (
        lambda: database(kms_key_id="arn:aws:kms:us-east-1:999988887777:alias/aws/rds"),
        Account(), "BAMP-V41", V, "declares its key arn:aws:kms:us-east-1:999988887777",
    ),
    "two default keys of an account": (
        by_account("one", "two"), Account(opt_in=OPTED_IN), "BAMP-V41", V,
        "the default key of the account is not known",
    ),
    "a tag that is only looked up": (
        looked_up_tag, Account(), "BAMP-V03", V, "tag backup-tier",
    ),
    "versioning in another Region than its bucket": (
        versioned(region="eu-west-1"), Account(), "BAMP-V55", U, "region is eu-west-1",
    ),
    "versioning in a Region that only a deployment tells": (
        versioned(region=None), Account(), "BAMP-V37", V,
        "Region of its bucket versioning",
    ),
    "versioning that asks for another owner": (
        versioned(expected_bucket_owner="999988887777"), Account(), "BAMP-V55", U,
        "expectedBucketOwner is 999988887777",
    ),
    "a key in a Region that only a deployment tells": (
        lambda: database(kms_key_id=aws.kms.Key("own", region=aws.sqs.Queue("q").url).arn),
        Account(), "BAMP-V41", V, "the Region of key own",
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
    "a file system that may be linked to a bucket": (
        perhaps_linked, Account(opt_in=OPTED_IN), "BAMP-V37", V,
        "whether link belongs to it is known only after deployment",
    ),
    "an option group that copies may miss": (
        lambda: database(engine="oracle-ee", option_group_name="tde"), Account(), "BAMP-V37", V,
        "copies to us-west-2: optionGroupName is tde",
    ),
    "a replica of SQL Server": (
        replica("sqlserver-ee"), Account(), "BAMP-V50", U, "engine is sqlserver-ee: RDS takes no",
    ),
    "a replica of a database that nobody declares": (
        lambda: database(engine=None, replicate_source_db="primary"), Account(), "BAMP-V37", V,
        "engine is known only after deployment",
    ),
    "a database in a Local Zone": (
        lambda: database(availability_zone="us-west-2-lax-1a"), Account(), "BAMP-V50", U,
        "does not back up RDS in Local Zones",
    ),
    "a replica of Oracle that keeps nothing": (
        lambda: database(
            engine="oracle-ee", replicate_source_db="primary", backup_retention_period=0,
        ),
        Account(), "BAMP-V37", V, "requires a retention",
    ),
    "a database of Oracle that keeps nothing and may be a replica": (
        lambda: database(
            engine="oracle-ee", backup_retention_period=0,
            **resolved({"replicate_source_db": Later("primary")}),
        ),
        Account(), "BAMP-V37", V, "replicateSourceDb is known only after deployment",
    ),
    "a volume of a snapshot that may be on its Outpost": (
        volume(snapshot_id="snap-1"), Account(opt_in=OPTED_IN), "BAMP-V37", V, "keeps none on an",
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
        Account(continuous=True), "BAMP-V47", P, "write true for `eventbridge`",
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
    "a policy that denies TLS which AWS takes no more": (
        own_name(deny_tls_before("1.2")),
        Account(),
    ),
    "a policy that names a bucket with a name of its own": (own_name(), Account()),
    "a policy of a bucket that another stack names, and that only allows": (
        beside_unknown("Allow"),
        Account(),
    ),
    "versioning of a bucket that another stack names": (
        versioning_beside_unknown("Enabled"),
        Account(),
    ),
    "a policy that names a bucket whose name AWS makes up": (own_name(bucket=None), Account()),
    "a policy that denies all of another bucket whose name AWS makes up": (
        denied_other,
        Account(),
    ),
    "a policy against plain text, of a bucket whose name AWS makes up": (
        own_name(deny_plain_access, bucket=None),
        Account(),
    ),
    "a key of the account": (encrypted(key()), Account()),
    "versioning that asks for its owner": (
        versioned(expected_bucket_owner="111122223333"),
        Account(),
    ),
    "a key that is enabled in text": (encrypted(key(is_enabled="true")), Account()),
    "a key with material that lasts": (encrypted(imported()), Account()),
    "the one default key of an account": (by_account("one"), Account(opt_in=OPTED_IN)),
    "AWS's own key by its name": (lambda: database(kms_key_id="alias/aws/rds"), Account()),
    "AWS's own key": (
        lambda: database(kms_key_id="arn:aws:kms:us-east-1:111122223333:alias/aws/rds"),
        Account(),
    ),
    "a cluster with access entries": (cluster("API_AND_CONFIG_MAP"), Account(opt_in=OPTED_IN)),
    "a file system without a link": (lustre, Account(opt_in=OPTED_IN)),
    "an option group of an engine without persistent options": (
        lambda: database(option_group_name="own"),
        Account(),
    ),
    "the default option group": (
        lambda: database(engine="oracle-ee", option_group_name="default:oracle-ee-19"),
        Account(),
    ),
    "a policy of a bucket of aws-native that denies plain text": (
        native_bucket(
            json.loads(policy("Deny", "s3:*", Condition={"Bool": {"aws:SecureTransport": "false"}}))
        ),
        Account(),
    ),
    "a file system of aws-native": (
        lambda: native("efs:FileSystem", encrypted=True),
        Account(opt_in=OPTED_IN),
    ),
    "a replica of PostgreSQL": (replica("postgres"), Account()),
    "a database in a zone of its Region": (
        lambda: database(availability_zone="us-west-2a"),
        Account(),
    ),
    "a volume on an Outpost": (volume(), Account(opt_in=OPTED_IN)),
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


@pytest.mark.parametrize("role", [True, False])
@pytest.mark.parametrize(("events", "minutes"), [(True, 15), (False, 1440)])
def test_a_continuous_backup_that_is_kept_back_restores_to_no_second(
    events: bool,  # noqa: FBT001 - a parameter of the test
    minutes: int,
    role: bool,  # noqa: FBT001 - as above
) -> None:
    """Nor is it said to, where whether the jobs may do their work is not known."""
    program = beside_bucket(
        lambda b: aws.s3.BucketNotification("n", bucket=b.id, eventbridge=events, queues=QUEUE)
    )
    covered = judged(program, Account(continuous=True, role=role))

    assert (covered.status, covered.achieved_rpo_minutes) == (P if role else V, minutes)


def test_a_plan_is_named_as_aws_names_it() -> None:
    """Pulumi's own name of a resource is not what the console lists."""
    bucket = beside_bucket(lambda _: None)

    assert judged(bucket, Account(plan="nightly")).how == "nightly"


def test_of_two_that_write_the_same_the_first_is_named() -> None:
    """Either is enough to keep a continuous backup back."""

    def both(bucket: aws.s3.Bucket) -> None:
        for name in ("first", "second"):
            aws.s3.BucketNotification(name, bucket=bucket.id, queues=QUEUE)

    covered = judged(beside_bucket(both), Account(continuous=True))

    (message,) = (f.message for f in covered.findings if f.id == "BAMP-V47")
    assert "first: " in message


def test_one_continuous_rule_of_several_is_enough_to_be_kept_back() -> None:
    """What another resource switches off is asked of a plan with such a rule."""
    program = beside_bucket(lambda b: aws.s3.BucketNotification("n", bucket=b.id, queues=QUEUE))
    daily: dict[str, Inputs] = {
        "rule_name": "daily",
        "target_vault_name": "main",
        "schedule": "cron(0 2 ? * * *)",
        "lifecycle": {"delete_after": 30},
    }
    live = {**daily, "rule_name": "live", "enable_continuous_backup": True}

    for rules, found in (([daily], False), ([daily, live], True), ([live], True)):
        covered = judged(program, Account(rules=rules))
        assert ("BAMP-V47" in {f.id for f in covered.findings}) is found


ENABLED: Inputs = "Enabled"
ON: Inputs = True


@pytest.mark.parametrize(
    "program",
    [
        lambda: [
            aws.s3.Bucket("photos", bucket="photos-of-orders", tags=TAGS),
            aws.s3.BucketVersioning(
                "v", bucket="photos-of-orders", versioning_configuration=ENABLED
            ),
        ],
        lambda: aws.s3.Bucket("photos", tags=TAGS, versioning=ON),
    ],
    ids=["as a resource", "inline"],
)
def test_versioning_that_cannot_be_deployed_is_one_mistake(program: Callable[[], object]) -> None:
    """It is neither missing nor switched off: the provider cannot read it."""
    (covered,) = judge(program).resources

    assert covered.status is Status.UNPROTECTED
    assert {f.id for f in covered.findings} == {"BAMP-V55"}
