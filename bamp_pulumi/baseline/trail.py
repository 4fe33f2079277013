"""The trail of an account: who calls which API, kept where nobody changes it.

It records all management events, those that read too: who looked at backups is asked in an audit,
and the first copy of management events costs nothing. Its bucket lets CloudTrail write for this
one trail and lets nobody delete; what expires, S3 deletes by itself, which no policy prevents. The
log files are encrypted with a key of their own, so that whoever ends the key of the backups does
not end the record of it.

Source: AWS CloudTrail user guide, create-s3-bucket-policy-for-cloudtrail,
create-kms-key-policy-for-cloudtrail; Amazon S3 user guide, bucket-policies: a lifecycle works
whatever a policy denies (read 2026-11-29).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import Strict, StrictBool

from bamp_pulumi.baseline.account import Account
from bamp_pulumi.baseline.iam_document import Condition, PolicyDocument, Statement, policy_document
from bamp_pulumi.baseline.key_policy import ADMINISTRATION_ACTIONS, USE_ACTIONS
from bamp_pulumi.baseline.value import Value
from bamp_pulumi.policy import Bounds

__all__ = [
    "DELETED_LOG_DAYS",
    "KEPT_FROM_TAMPERING",
    "TrailPlace",
    "TrailSettings",
    "render_trail_bucket_policy",
    "render_trail_key_policy",
]

_CLOUDTRAIL: Final = {"Service": "cloudtrail.amazonaws.com"}
KEPT_FROM_TAMPERING: Final = ("s3:DeleteBucket", "s3:DeleteObject", "s3:DeleteObjectVersion")
"""What nobody may do to the bucket before its policy has been changed, which the trail records."""

DELETED_LOG_DAYS: Final = 90
"""How long a log file that somebody has deleted or overwritten can be had back, in days: the
history of events in CloudTrail reaches as far, and shows who it was."""

_LogDays = Annotated[
    int,
    Strict(),
    Bounds(
        low=366,
        high=36_500,
        unit="days",
        why="house rule: an audit covers a year, and a year has up to 366 days",
    ),
]


class TrailSettings(Value, frozen=True):
    """How long the trail of an account keeps its log files, and whose they were before."""

    keep_log_days: _LogDays = 2_557
    """Days, 366 to 36500. Default: seven years, what EM-2 asks of logs at most; more than the six
    years for which HIPAA asks for documents (45 CFR 164.316)."""
    adopt: StrictBool = False
    """Whether to take over the bucket and the key that an earlier stack kept. Apart from that of
    vaults, which stays set, for a trail may be declared long after them. Default: false."""


@dataclass(frozen=True, slots=True)
class TrailPlace:
    """Where a trail stands, and what follows from that."""

    account: Account
    region: str
    """Home Region of the trail: bucket and key stand there, too."""
    name: str
    """Name of the trail."""

    @property
    def arn(self) -> str:
        """ARN of the trail."""
        account = self.account
        where = f"{self.region}:{account.account_id}"
        return f"arn:{account.partition}:cloudtrail:{where}:trail/{self.name}"

    @property
    def bucket(self) -> str:
        """Name of its bucket: names of buckets are taken by all accounts, so its own is in it."""
        return f"{self.name}-{self.account.account_id}"

    @property
    def bucket_arn(self) -> str:
        """ARN of its bucket."""
        return f"arn:{self.account.partition}:s3:::{self.bucket}"


def render_trail_bucket_policy(place: TrailPlace) -> PolicyDocument:
    """Return the policy of the bucket of a trail.

    Args:
        place: Where the trail stands.
    """
    return policy_document(_bucket_statements(place))


def _bucket_statements(place: TrailPlace) -> Iterator[Statement]:
    own, inside = place.bucket_arn, f"{place.bucket_arn}/*"
    trail = {"aws:SourceArn": place.arn}
    yield _allow("AllowTrailToLook", ["s3:GetBucketAcl"], own, {"StringEquals": trail})
    logs = f"{own}/AWSLogs/{place.account.account_id}/*"
    owned = {**trail, "s3:x-amz-acl": "bucket-owner-full-control"}
    yield _allow("AllowTrailToWrite", ["s3:PutObject"], logs, {"StringEquals": owned})
    plain: Condition = {"Bool": {"aws:SecureTransport": "false"}}
    for sid, where in (("DenyPlainText", own), ("DenyPlainTextOfLogs", inside)):
        yield {**_deny(sid, ["s3:*"], where), "Condition": plain}
    bucket, *objects = KEPT_FROM_TAMPERING
    yield _deny("DenyDeletion", [bucket], own)
    yield _deny("DenyDeletionOfLogs", objects, inside)


def render_trail_key_policy(place: TrailPlace) -> PolicyDocument:
    """Return the policy of the key that encrypts the log files of a trail.

    The account runs the key, as it does that of a vault; people and AWS Backup read with it through
    S3 only. Nobody may disable or delete it before its policy has been changed.

    Args:
        place: Where the trail stands.
    """
    return policy_document(_key_statements(place))


def _key_statements(place: TrailPlace) -> Iterator[Statement]:
    account = place.account
    here = {"AWS": [account.root_arn]}
    through_s3: Condition = {
        "StringEquals": {
            "kms:CallerAccount": account.account_id,
            "kms:ViaService": f"s3.{place.region}.{account.dns}",
        }
    }
    own: Condition = {"StringEquals": {"aws:SourceArn": place.arn}}
    encrypts: Condition = {
        **own,
        "StringLike": {
            "kms:EncryptionContext:aws:cloudtrail:arn": (
                f"arn:{account.partition}:cloudtrail:*:{account.account_id}:trail/*"
            )
        },
    }
    yield {
        **_allow("AllowAdministrationByTheAccount", [*ADMINISTRATION_ACTIONS], "*"),
        "Principal": here,
    }
    yield {
        **_allow("AllowUseThroughS3", [*USE_ACTIONS], "*", through_s3),
        "Principal": here,
    }
    yield _allow("AllowTrailToEncrypt", ["kms:GenerateDataKey*"], "*", encrypts)
    yield _allow("AllowTrailToDescribe", ["kms:DescribeKey"], "*", own)


def _allow(
    sid: str, actions: Sequence[str], resource: str, condition: Condition | None = None
) -> Statement:
    """Allow CloudTrail something."""
    statement: Statement = {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": _CLOUDTRAIL,
        "Action": actions,
        "Resource": resource,
    }
    if condition is not None:
        statement["Condition"] = condition
    return statement


def _deny(sid: str, actions: Sequence[str], resource: str) -> Statement:
    return {
        "Sid": sid,
        "Effect": "Deny",
        "Principal": "*",
        "Action": actions,
        "Resource": resource,
    }
