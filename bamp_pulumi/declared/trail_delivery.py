"""Does AWS create a trail: may CloudTrail write into its bucket, and encrypt with its key?

AWS creates no trail whose bucket does not let CloudTrail write, or whose key it may not use; nor
one whose key is in another Region than the bucket. The policies of a declared bucket and key are
asked. What they say only after deployment, and a bucket or key that no given program declares, AWS
asks itself, and refuses the trail.

Source: AWS CloudTrail user guide, create-s3-bucket-policy-for-cloudtrail and
create-kms-key-policy-for-cloudtrail; CloudTrail API, CreateTrail (read 2026-11-29).
"""

from collections.abc import Iterator, Mapping
from typing import Final

from bamp_pulumi.access import ContextValue, Principal, Request, decide
from bamp_pulumi.catalog import (
    BUCKETS,
    TRAIL_CALLS,
    TRAIL_CONTEXT,
    TRAIL_KEY_CALLS,
    UNKNOWN,
    partition_of,
)
from bamp_pulumi.declared.keys import can_encrypt, key_named
from bamp_pulumi.declared.own_arns import arn_of
from bamp_pulumi.declared.parts import parts_of
from bamp_pulumi.declared.resource_policies import policy_of
from bamp_pulumi.estate import Estate, Resource

__all__ = ["TRAIL", "has_unread_key", "trail_parts", "why_no_trail"]

TRAIL: Final = "aws:cloudtrail/trail:Trail"

_CLOUDTRAIL: Final = Principal.of_service("cloudtrail.amazonaws.com")


def trail_parts(estate: Estate) -> Iterator[Resource]:
    """List the trails of an estate, and what AWS asks before it creates one.

    That is the bucket and the key of each, and what declares a part of these, such as a policy.
    """
    for trail in estate.of_type(TRAIL):
        yield trail
        bucket = estate.resolve(trail, "s3BucketName", *BUCKETS).only
        for one in (bucket, key_named(estate, trail, "kmsKeyId").resource):
            if one is not None:
                yield one
                yield from (part.source for part in parts_of(estate, one))


def why_no_trail(estate: Estate, trail: Resource) -> str:
    """Return why AWS refuses to create a trail; empty when nothing shows that it does.

    Args:
        estate: Where its bucket and its key may be declared.
        trail: The trail.
    """
    if trail.external:
        return ""
    bucket = estate.resolve(trail, "s3BucketName", *BUCKETS).only
    bucket = None if bucket is None or bucket.external else bucket
    if bucket is not None and (why := _of_bucket(estate, trail, bucket)):
        return why
    return _of_key(estate, trail, bucket)


def has_unread_key(estate: Estate, trail: Resource) -> bool:
    """Return True if a trail names a key that no given program declares.

    AWS creates no trail whose key refuses CloudTrail. What its policy says tomorrow, nobody reads.
    """
    key = key_named(estate, trail, "kmsKeyId")
    return key.is_given and key.resource is None and not key.aws_managed


def _of_bucket(estate: Estate, trail: Resource, bucket: Resource) -> str:
    policy = policy_of(estate, bucket)
    if policy is None:
        return f"its bucket {bucket.name} has no policy that lets CloudTrail write"
    arn, prefix = bucket.text("arn"), trail.value("s3KeyPrefix")
    folder = f"/{prefix}" if isinstance(prefix, str) and prefix else ""
    is_known = bool(arn) and bool(trail.account_id) and prefix is not UNKNOWN
    context = {
        **_context(trail),
        "aws:SecureTransport": "true",
        "s3:x-amz-acl": "bucket-owner-full-control",
    }
    for action, below in TRAIL_CALLS.items():
        path = below.format(prefix=folder, account_id=trail.account_id)
        request = Request(
            principal=_CLOUDTRAIL,
            action=action,
            resource=f"{arn}{path}" if is_known else "",
            about=arn_of(bucket, path) if prefix is not UNKNOWN and trail.account_id else None,
            resource_account_id=bucket.account_id,
            context=context,
        )
        answer = decide(request, resource=policy)
        if answer.is_refused:
            return f"its bucket {bucket.name} does not let CloudTrail do {action}: {answer.why}"
    return ""


def _of_key(estate: Estate, trail: Resource, bucket: Resource | None) -> str:
    key = key_named(estate, trail, "kmsKeyId").resource
    if key is None or key.external:
        return ""
    usable = can_encrypt(key)
    if usable.is_refused:
        return f"its {usable.why}"
    if bucket is not None and key.region and bucket.region and key.region != bucket.region:
        return (
            f"its key {key.name} is in {key.region}, and its bucket {bucket.name} in "
            f"{bucket.region}"
        )
    policy = policy_of(estate, key)
    for action in TRAIL_KEY_CALLS:
        request = Request(
            principal=_CLOUDTRAIL,
            action=action,
            resource=key.text("arn"),
            about=arn_of(key),
            resource_account_id=key.account_id,
            context={**_context(trail), TRAIL_CONTEXT: _arn(trail)},
        )
        answer = decide(request, resource=policy, resource_governs=True)
        if answer.is_refused:
            return f"its key {key.name} does not let CloudTrail do {action}: {answer.why}"
    return ""


def _context(trail: Resource) -> Mapping[str, ContextValue]:
    return {
        "aws:SourceArn": _arn(trail),
        "aws:SourceAccount": trail.account_id or UNKNOWN,
    }


def _arn(trail: Resource) -> ContextValue:
    """Return the ARN of a trail; unknown for a name that AWS is to make up."""
    name, partition = trail.text("name"), partition_of(trail.region)
    if not name or partition is None or not trail.account_id:
        return trail.text("arn") or UNKNOWN
    where = f"{trail.region}:{trail.account_id}"
    return f"arn:{partition.name}:cloudtrail:{where}:trail/{name}"
