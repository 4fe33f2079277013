"""Which trails record writing management calls of a place; three answers, never a guess."""

import json
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from bamp_pulumi.declared import is_recorded, records_calls, why_no_trail
from bamp_pulumi.testing import declare
from bamp_pulumi.truth import Truth

HERE, ACCOUNT, OTHER = "us-east-1", "111122223333", "444455556666"


def later(value: object) -> pulumi.Output[Any]:  # Any: whatever the input takes
    """Return what only a deployment tells."""
    return aws.ssm.Parameter("told", type="String", value="x").arn.apply(lambda _: value)


def advanced(*fields: tuple[str, str, list[str]]) -> dict[str, Any]:
    """Write advanced event selectors."""
    listed = [{"field": field, test: values} for field, test, values in fields]
    return {"advanced_event_selectors": [{"field_selectors": listed}]}


MANAGEMENT = ("eventCategory", "equals", ["Management"])
TRAILS: list[tuple[dict[str, Any], str, Truth]] = [
    ({}, ACCOUNT, True),
    ({"region": "eu-west-1"}, ACCOUNT, False),
    ({"region": "eu-west-1", "is_multi_region_trail": True}, ACCOUNT, True),
    ({"enable_logging": False}, ACCOUNT, False),
    ({}, OTHER, False),
    ({"is_organization_trail": True}, OTHER, None),
    ({"event_selectors": [{"include_management_events": False}]}, ACCOUNT, False),
    ({"event_selectors": [{"read_write_type": "All"}]}, ACCOUNT, True),
    (
        {
            "event_selectors": [
                {"include_management_events": False},
                {"read_write_type": "WriteOnly"},
            ]
        },
        ACCOUNT,
        True,
    ),
    (advanced(MANAGEMENT), ACCOUNT, True),
    (advanced(MANAGEMENT, ("readOnly", "equals", ["false"])), ACCOUNT, True),
    (advanced(MANAGEMENT, ("readOnly", "equals", ["true"])), ACCOUNT, False),
    (
        advanced(MANAGEMENT, ("eventSource", "not_equals", ["kms.amazonaws.com"])),
        ACCOUNT,
        True,
    ),
    (
        advanced(MANAGEMENT, ("eventSource", "not_equals", ["backup.amazonaws.com"])),
        ACCOUNT,
        False,
    ),
    (advanced(("eventCategory", "equals", ["Data"])), ACCOUNT, False),
    (advanced(MANAGEMENT, ("eventSource", "starts_withs", ["backup."])), ACCOUNT, True),
    (advanced(MANAGEMENT, ("eventSource", "ends_withs", ["s3.amazonaws.com"])), ACCOUNT, False),
    (advanced(MANAGEMENT, ("eventSource", "not_starts_withs", ["kms."])), ACCOUNT, True),
    (advanced(MANAGEMENT, ("eventName", "equals", ["DeleteBackupVault"])), ACCOUNT, None),
]


@pytest.mark.parametrize(("inputs", "account_id", "expected"), TRAILS)
def test_a_trail_records_the_calls_of_a_place_or_does_not(
    inputs: dict[str, Any], account_id: str, expected: Truth
) -> None:
    """By its account, its Regions, whether it logs, and its selectors."""

    def program() -> None:
        aws.cloudtrail.Trail("t", s3_bucket_name="trails", **inputs)

    assert is_recorded(declare(program), account_id, HERE) is expected


@pytest.mark.parametrize("name", ["enable_logging", "is_multi_region_trail", "event_selectors"])
def test_what_is_known_later_is_not_taken_for_granted(name: str) -> None:
    """Neither a yes nor a no."""
    region = "eu-west-1" if name == "is_multi_region_trail" else HERE

    def program() -> None:
        value: Any = {name: later([] if name == "event_selectors" else True)}  # Any: one input
        aws.cloudtrail.Trail("t", s3_bucket_name="trails", region=region, **value)

    assert is_recorded(declare(program), ACCOUNT, HERE) is None


@pytest.mark.parametrize(
    "selectors",
    [
        {"event_selectors": [{"exclude_management_event_sources": ["kms.amazonaws.com"]}]},
        advanced(MANAGEMENT, ("eventSource", "not_equals", ["kms.amazonaws.com"])),
    ],
    ids=["basic", "advanced"],
)
def test_a_trail_may_leave_out_one_service(selectors: dict[str, Any]) -> None:
    """Who schedules the deletion of a key is not seen then; who deletes a backup is."""

    def program() -> None:
        aws.cloudtrail.Trail("t", s3_bucket_name="trails", **selectors)

    trail = declare(program).named("t")

    assert records_calls(trail, ACCOUNT, HERE) is True
    assert records_calls(trail, ACCOUNT, HERE, "kms.amazonaws.com") is False
    assert records_calls(trail, ACCOUNT, HERE, "s3.amazonaws.com") is True


def allows(*actions: str, folder: str = "", condition: Any = None) -> str:  # noqa: ANN401 - JSON
    """Write a bucket policy that lets CloudTrail do something."""
    arns = ["arn:aws:s3:::trails", f"arn:aws:s3:::trails{folder}/AWSLogs/{ACCOUNT}/*"]
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "cloudtrail.amazonaws.com"},
        "Action": actions,
        "Resource": arns,
        **({"Condition": condition} if condition else {}),
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


BOTH = ("s3:GetBucketAcl", "s3:PutObject")
FULL_CONTROL = {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}
ELSEWHERE = {"StringEquals": {"aws:SourceArn": "arn:aws:cloudtrail:us-east-1:1:trail/other"}}


@pytest.mark.parametrize(
    ("document", "trail", "expected"),
    [
        (allows(*BOTH), {}, True),
        (allows(*BOTH, condition=FULL_CONTROL), {}, True),
        (allows("s3:PutObject"), {}, False),
        (allows("s3:GetBucketAcl"), {}, False),
        (allows(*BOTH), {"s3_key_prefix": "calls"}, False),
        (allows(*BOTH, folder="/calls"), {"s3_key_prefix": "calls"}, True),
        (allows(*BOTH, condition=ELSEWHERE), {"name": "t"}, False),
        ("", {}, False),
    ],
    ids=[
        "both calls",
        "as it writes",
        "writes only",
        "reads only",
        "another folder",
        "its folder",
        "another trail",
        "no policy",
    ],
)
def test_a_trail_is_created_only_where_its_bucket_lets_cloudtrail_write(
    document: str, trail: dict[str, Any], *, expected: bool
) -> None:
    """AWS refuses it otherwise: InsufficientS3BucketPolicyException."""

    def program() -> None:
        bucket = aws.s3.Bucket("b", bucket="trails")
        if document:
            aws.s3.BucketPolicy("p", bucket=bucket.bucket, policy=document)
        aws.cloudtrail.Trail("t", s3_bucket_name=bucket.bucket, **trail)

    estate = declare(program)

    assert is_recorded(estate, ACCOUNT, HERE) is expected
    assert (why_no_trail(estate, estate.named("t")) == "") is expected


def encrypts(*actions: str, condition: Any = None) -> dict[str, object]:  # noqa: ANN401 - JSON
    """Write a key policy that lets CloudTrail do something."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "cloudtrail.amazonaws.com"},
        "Action": actions,
        "Resource": "*",
        **({"Condition": condition} if condition else {}),
    }
    return {"policy": json.dumps({"Version": "2012-10-17", "Statement": [statement]})}


USES = ("kms:DescribeKey", "kms:GenerateDataKey*")
CONTEXT = "kms:EncryptionContext:aws:cloudtrail:arn"
OF_TRAILS = {"StringLike": {CONTEXT: f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*"}}
OF_OTHERS = {"StringLike": {CONTEXT: f"arn:aws:cloudtrail:*:{OTHER}:trail/*"}}
NO_KEY = "its key k does not let CloudTrail do kms:"


@pytest.mark.parametrize(
    ("key", "says"),
    [
        (encrypts(*USES), ""),
        (encrypts("kms:*", condition=OF_TRAILS), ""),
        (encrypts(USES[0]), f"{NO_KEY}GenerateDataKey"),
        (encrypts(USES[1]), f"{NO_KEY}DescribeKey"),
        (encrypts("kms:*", condition=ELSEWHERE), f"{NO_KEY}DescribeKey"),
        (encrypts(USES[1], condition=OF_OTHERS), f"{NO_KEY}DescribeKey"),
        ({}, f"{NO_KEY}DescribeKey"),
        ({**encrypts(*USES), "is_enabled": False}, "its key k is disabled"),
        ({**encrypts(*USES), "region": "eu-west-1"}, "its key k is in eu-west-1, and its bucket b"),
    ],
    ids=[
        "both calls",
        "for trails of the account",
        "describes only",
        "encrypts only",
        "another trail",
        "trails of another account",
        "the account alone",
        "disabled",
        "in another Region",
    ],
)
def test_a_trail_is_created_only_where_cloudtrail_may_use_its_key(
    key: dict[str, Any], says: str
) -> None:
    """AWS refuses it otherwise: InsufficientEncryptionPolicyException, KmsKeyNotFoundException."""

    def program() -> None:
        made = aws.kms.Key("k", **key)
        bucket = aws.s3.Bucket("b", bucket="trails")
        aws.s3.BucketPolicy("p", bucket=bucket.bucket, policy=allows(*BOTH))
        aws.cloudtrail.Trail("t", name="t", s3_bucket_name=bucket.bucket, kms_key_id=made.arn)

    estate = declare(program)
    why = why_no_trail(estate, estate.named("t"))

    assert why.startswith(says)
    assert bool(why) is bool(says)
    assert is_recorded(estate, ACCOUNT, HERE) is (not says)


def test_what_aws_asks_itself_is_no_doubt() -> None:
    """A policy that is known later, and a bucket that no given program declares."""

    def program() -> None:
        bucket = aws.s3.Bucket("b")
        policy = bucket.arn.apply(lambda arn: allows(*BOTH).replace("arn:aws:s3:::trails", arn))
        aws.s3.BucketPolicy("p", bucket=bucket.id, policy=policy)
        aws.cloudtrail.Trail("t", s3_bucket_name=bucket.id)

    assert is_recorded(declare(program), ACCOUNT, HERE) is True


def test_nothing_declared_records_nothing() -> None:
    """An account is not taken to have a trail."""
    assert is_recorded(declare(lambda: None), ACCOUNT, HERE) is False
