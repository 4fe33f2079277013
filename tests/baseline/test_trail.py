"""What the bucket and the key of a trail let whom do, asked of the evaluator of `access`.

Not proved: which of these calls CloudTrail makes.
"""

from dataclasses import replace
from typing import Final

import pytest

from bamp_pulumi.access import Principal, Request, decide, read_policy
from bamp_pulumi.baseline import (
    Account,
    TrailPlace,
    render_trail_bucket_policy,
    render_trail_key_policy,
)
from bamp_pulumi.baseline.iam_document import PolicyDocument

PLACE: Final = TrailPlace(Account("111122223333"), "us-east-1", "bamp-trail")
BUCKET: Final = "arn:aws:s3:::bamp-trail-111122223333"
LOG: Final = f"{BUCKET}/AWSLogs/111122223333/CloudTrail/us-west-2/2026/11/29/x.json.gz"
KEY: Final = "arn:aws:kms:us-east-1:111122223333:key/1234abcd"
TRAIL: Final = "arn:aws:cloudtrail:us-east-1:111122223333:trail/bamp-trail"
CLOUDTRAIL: Final = Principal.of_service("cloudtrail.amazonaws.com")
ADMINISTRATOR: Final = Principal.role("arn:aws:iam::111122223333:role/administrator")
WRITES: Final = Request(
    principal=CLOUDTRAIL,
    action="s3:PutObject",
    resource=LOG,
    context={
        "aws:SourceArn": TRAIL,
        "aws:SecureTransport": "true",
        "s3:x-amz-acl": "bucket-owner-full-control",
    },
)
ENCRYPTS: Final = Request(
    principal=CLOUDTRAIL,
    action="kms:GenerateDataKey",
    resource=KEY,
    context={"aws:SourceArn": TRAIL, "kms:EncryptionContext:aws:cloudtrail:arn": TRAIL},
)
READS: Final = Request(
    principal=ADMINISTRATOR,
    action="kms:Decrypt",
    resource=KEY,
    context={
        "kms:CallerAccount": "111122223333",
        "kms:ViaService": "s3.us-east-1.amazonaws.com",
    },
)
EVERYTHING: Final = read_policy(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}],
    },
    name="what an administrator may",
)


def allows(policy: PolicyDocument, request: Request) -> bool:
    """Say whether a call is certainly allowed; what is in doubt fails."""
    by_key = request.action.startswith("kms:")
    identity = [EVERYTHING] if request.principal is ADMINISTRATOR else []
    answer = decide(
        request,
        resource=read_policy(dict(policy), name="it"),
        identity=identity,
        resource_governs=by_key,
    )
    assert answer.is_refused or answer.is_allowed, answer.why
    return bool(answer.is_allowed)


def test_the_trail_writes_into_its_bucket_and_no_other_trail_does() -> None:
    """Of somebody else's account, or of the same one."""
    policy = render_trail_bucket_policy(PLACE)
    looks = replace(WRITES, action="s3:GetBucketAcl", resource=BUCKET)
    other = {**WRITES.context, "aws:SourceArn": TRAIL.replace("bamp-trail", "other")}

    assert allows(policy, WRITES)
    assert allows(policy, looks)
    assert not allows(policy, replace(WRITES, context=other))
    assert not allows(policy, replace(WRITES, resource=f"{BUCKET}/elsewhere"))
    assert not allows(
        policy, replace(WRITES, principal=Principal.of_service("config.amazonaws.com"))
    )


@pytest.mark.parametrize(
    ("action", "resource"),
    [
        ("s3:DeleteObject", LOG),
        ("s3:DeleteObjectVersion", LOG),
        ("s3:DeleteBucket", BUCKET),
        ("s3:GetObject", LOG),
    ],
)
def test_fx_11_nobody_deletes_a_log_file_or_reads_it_in_plain_text(
    action: str, resource: str
) -> None:
    """The denial is there whoever asks: an administrator has to change the policy first."""
    policy = render_trail_bucket_policy(PLACE)
    asked = Request(
        principal=ADMINISTRATOR,
        action=action,
        resource=resource,
        context={"aws:SecureTransport": "true"},
    )
    plain = replace(asked, context={"aws:SecureTransport": "false"})

    assert allows(policy, asked) is (action == "s3:GetObject")
    assert not allows(policy, plain)


def test_the_trail_encrypts_with_its_key_and_people_read_through_s3_only() -> None:
    """So does AWS Backup, which acts as a role of the account."""
    policy = render_trail_key_policy(PLACE)
    other = {**ENCRYPTS.context, "aws:SourceArn": TRAIL.replace("1111", "4444")}

    assert allows(policy, ENCRYPTS)
    assert allows(policy, replace(ENCRYPTS, action="kms:DescribeKey"))
    assert not allows(policy, replace(ENCRYPTS, context=other))
    assert not allows(policy, replace(ENCRYPTS, action="kms:Decrypt"))
    assert allows(policy, READS)
    assert not allows(policy, replace(READS, context={**READS.context, "kms:ViaService": None}))


@pytest.mark.parametrize("action", ["kms:ScheduleKeyDeletion", "kms:DisableKey"])
def test_nobody_ends_the_key_before_its_policy_is_changed(action: str) -> None:
    """What it encrypts is what shows who ended the backups."""
    assert not allows(render_trail_key_policy(PLACE), replace(READS, action=action))
