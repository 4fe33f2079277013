"""Protections that are written as rules: schedules of snapshots, replication, default retention.

A rule is compared with the one of its name. One that goes is a loss, and one that keeps for less
long, or is switched off.

Source of the names in a backup policy: AWS Organizations user guide, orgs_manage_policies_backup
(read 2026-11-29).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.absence import KEPT, Absence, removed, sent
from bamp_pulumi.catalog.comparing import Better, Form
from bamp_pulumi.catalog.protecting_input import ProtectingInput

__all__ = [
    "ORGANIZATION_ROWS",
    "PROTECTING_RULES",
    "copies_of_events",
    "lifecycle_rows",
    "object_lock_rows",
    "replication_rows",
]

_FOR_EVER: Final = "for ever"
_GONE: Final = removed("nothing of it is left")

_DLM: Final = (
    "Amazon Data Lifecycle Manager API, RetainRule, CreateRule, CrossRegionCopyRule, "
    "CrossRegionCopyRetainRule, ArchiveRetainRule, ShareRule, PolicyDetails, CreateLifecyclePolicy"
)
_NEW_SNAPSHOTS: Final = (
    "by count, the oldest that are more are deleted when the next one is made; by age, those "
    "made from then on are deleted sooner"
)
_SCHEDULES: Final = "policyDetails.schedules"
_COPIES: Final = f"{_SCHEDULES}.*.crossRegionCopyRules"


_ARCHIVE: Final = "archiveRule.archiveRetainRule.retentionArchiveTier"
_SHARED: Final = "shareRule.targetAccounts"


def lifecycle_rows(
    absent: Absence | None = None, *, archive: str = _ARCHIVE, shared: str = _SHARED
) -> dict[str, ProtectingInput]:
    """Return the rows of a policy of Data Lifecycle Manager.

    Args:
        absent: What becomes of an input that is left out. Default: it is removed.
        archive: Wire path, in a schedule, of how long snapshots stay in the archive. Default:
            that of pulumi_aws.
        shared: Wire path, in a schedule, of the accounts that snapshots are shared with. Default:
            that of pulumi_aws.
    """
    gone = absent or _GONE
    return {
        "executionRoleArn": ProtectingInput(
            form=Form.TEXT,
            better=Better.UNJUDGED,
            lost="another role makes the snapshots, which may lack what that takes",
            absent=gone,
            source=_DLM,
        ),
        "policyDetails.extendDeletion": ProtectingInput(
            form=Form.SWITCH,
            on="false",
            lost="the last snapshot is deleted too, and so are those of a policy that is disabled, "
            "deleted or in error",
            absent=absent or sent(value=False, source=_DLM),
            source=_DLM,
        ),
        f"{_SCHEDULES}.*.{archive}": ProtectingInput(
            form=Form.SPAN,
            named_by=("name",),
            lost="snapshots are deleted from the archive sooner",
            absent=gone,
            source=_DLM,
        ),
        f"{_SCHEDULES}.*.{shared}": ProtectingInput(
            form=Form.LIST,
            named_by=("name",),
            lost="new snapshots are not shared with those accounts any more: none can copy them",
            absent=gone,
            source=_DLM,
        ),
        _SCHEDULES: ProtectingInput(
            form=Form.NAMES,
            named_by=("name",),
            lost="no more snapshots are made by that schedule",
            absent=gone,
            source=_DLM,
        ),
        f"{_SCHEDULES}.*.retainRule": ProtectingInput(
            form=Form.SPAN, named_by=("name",), lost=_NEW_SNAPSHOTS, absent=gone, source=_DLM
        ),
        f"{_SCHEDULES}.*.createRule.interval": ProtectingInput(
            form=Form.NUMBER,
            better=Better.LESS,
            named_by=("name",),
            lost="snapshots are made less often",
            absent=gone,
            source=_DLM,
        ),
        f"{_SCHEDULES}.*.createRule.cronExpression": ProtectingInput(
            form=Form.TEXT,
            better=Better.UNJUDGED,
            named_by=("name",),
            lost="snapshots are made at other times",
            absent=gone,
            source=_DLM,
        ),
        _COPIES: ProtectingInput(
            form=Form.NAMES,
            named_by=("name", "target|targetRegion"),
            lost="no more snapshots are copied there",
            absent=gone,
            source=_DLM,
        ),
        f"{_COPIES}.*.retainRule": ProtectingInput(
            form=Form.SPAN,
            named_by=("name", "target|targetRegion"),
            lost="new copies are kept there for less long",
            absent=gone,
            source=_DLM,
        ),
        "policyDetails.targetTags": ProtectingInput(
            form=Form.TAGS,
            lost="no more snapshots are made of what has that tag",
            absent=gone,
            source=_DLM,
        ),
        "policyDetails.resourceTypes": ProtectingInput(
            form=Form.LIST,
            lost="no more snapshots are made of that type",
            absent=gone,
            source=_DLM,
        ),
        "policyDetails.retainInterval": ProtectingInput(
            form=Form.NUMBER,
            lost="the default policy keeps new snapshots for fewer days",
            absent=absent or sent(7, source=_DLM),
            source=_DLM,
        ),
        "policyDetails.createInterval": ProtectingInput(
            form=Form.NUMBER,
            better=Better.LESS,
            lost="the default policy makes snapshots less often",
            absent=absent or sent(1, source=_DLM),
            source=_DLM,
        ),
        "policyDetails.exclusions": ProtectingInput(
            form=Form.TEXT,
            better=Better.UNJUDGED,
            lost="no more snapshots are made of what is excluded",
            absent=gone,
            source=_DLM,
        ),
        "policyDetails.parameters": ProtectingInput(
            form=Form.TEXT,
            better=Better.UNJUDGED,
            lost="snapshots are made of other volumes",
            absent=gone,
            source=_DLM,
        ),
    }


def copies_of_events(path: str, absent: Absence) -> dict[str, ProtectingInput]:
    """Return the rows of a policy that copies what another account shares.

    Args:
        path: Wire path of the list of copies.
        absent: What becomes of an input that is left out.
    """
    by = ("name", "target") if ".*." in path else ("target",)
    return {
        path: ProtectingInput(
            form=Form.NAMES,
            named_by=by,
            lost="shared snapshots are not copied there any more",
            absent=absent,
            source=_DLM,
        ),
        f"{path}.*.retainRule": ProtectingInput(
            form=Form.SPAN,
            named_by=by,
            lost="new copies are kept there for less long",
            absent=absent,
            source=_DLM,
        ),
    }


_REPLICATION: Final = (
    "Amazon S3 API, PutBucketReplication, ReplicationRule, DeleteBucketReplication"
)


def replication_rows(
    rules: str, absent: Absence, *, is_v2: bool = False
) -> dict[str, ProtectingInput]:
    """Return the rows of the replication of a bucket.

    Args:
        rules: Wire path of the list of rules.
        absent: What becomes of an input that is left out.
        is_v2: Whether the bucket is one of `BucketV2`, where single blocks are lists.
    """
    not_replicated = "new objects are not replicated by it any more; replicas that there are stay"
    by: tuple[str, ...] = ("id",)
    destination = "destinations.0.bucket" if is_v2 else "destination.bucket"
    return {
        rules: ProtectingInput(
            form=Form.NAMES,
            named_by=by,
            lost=not_replicated,
            absent=absent,
            source=_REPLICATION,
        ),
        f"{rules}.*.status": ProtectingInput(
            form=Form.TEXT,
            on="Enabled",
            named_by=by,
            lost=not_replicated,
            absent=absent,
            source=_REPLICATION,
        ),
        f"{rules}.*.{destination}": ProtectingInput(
            form=Form.TEXT,
            better=Better.SAME,
            named_by=by,
            lost="the bucket of before receives no more replicas; those in it stay",
            absent=absent,
            source=_REPLICATION,
        ),
        f"{rules}.*.{'filters' if is_v2 else 'filter'}": ProtectingInput(
            form=Form.OBJECTS,
            named_by=by,
            older_name="prefix",
            lost="new objects that it leaves out are not replicated any more; replicas that there "
            "are stay",
            absent=absent,
            source=f"{_REPLICATION}, ReplicationRuleFilter",
        ),
    }


_LOCK: Final = (
    "Amazon S3 API, PutObjectLockConfiguration, DefaultRetention; Amazon S3 user guide, object-lock"
)


def object_lock_rows(retention: str, absent: Absence) -> dict[str, ProtectingInput]:
    """Return the rows of the default retention of a bucket.

    Args:
        retention: Wire path of the default retention.
        absent: What becomes of an input that is left out.
    """
    return {
        retention: ProtectingInput(
            form=Form.SPAN,
            lost="new objects can be deleted sooner; those that are locked stay so",
            absent=absent,
            source=_LOCK,
        ),
        f"{retention}.mode": ProtectingInput(
            form=Form.TEXT,
            on="COMPLIANCE",
            lost="who has s3:BypassGovernanceRetention can delete new objects before their time; "
            "those that are locked stay so",
            absent=absent,
            source=_LOCK,
        ),
    }


_ORGANIZATIONS: Final = "AWS Organizations API, EffectivePolicy, UpdatePolicy, Policy"
_PLANS: Final = "content.plans"
_KEYS: Final = ("", "", "")


def _organization(
    path: str, lost: str, form: Form = Form.NAMES, better: Better | None = None, endless: str = ""
) -> tuple[str, ProtectingInput]:
    absent = sent(_FOR_EVER, source=_ORGANIZATIONS) if endless else _GONE
    return (
        f"{_PLANS}{path}",
        ProtectingInput(
            form=form,
            better=better,
            endless=endless,
            named_by=_KEYS,
            lost=lost,
            absent=absent,
            source=_ORGANIZATIONS,
        ),
    )


ORGANIZATION_ROWS: Final[Mapping[str, ProtectingInput]] = dict(
    (
        _organization("", "the accounts that it applies to have no such plan any more"),
        _organization(".*.rules", "the accounts that it applies to have no such rule any more"),
        _organization(".*.regions", "the plan does not exist in that Region any more", Form.LIST),
        _organization(
            ".*.rules.*.lifecycle.delete_after_days",
            "new recovery points are kept for less long",
            Form.NUMBER,
            endless=_FOR_EVER,
        ),
        _organization(".*.rules.*.copy_actions", "no more copies go there"),
        _organization(
            ".*.rules.*.copy_actions.*.lifecycle.delete_after_days",
            "new copies are kept for less long",
            Form.NUMBER,
            endless=_FOR_EVER,
        ),
        _organization(".*.selections.tags", "what only it selects is not backed up any more"),
        _organization(".*.selections.resources", "what only it selects is not backed up any more"),
        *(
            _organization(f".*.{part}", "", Form.TEXT, Better.UNJUDGED)
            for part in (
                "rules.*.schedule_expression",
                "rules.*.target_backup_vault_name",
                "rules.*.enable_continuous_backup",
                "selections.tags.*.tag_key",
                "selections.tags.*.tag_value",
            )
        ),
    )
)
"""Rows of a backup policy of AWS Organizations, whose content is a document."""

_LIFECYCLE_POLICY: Final = {
    **lifecycle_rows(),
    **copies_of_events("policyDetails.action.crossRegionCopies", _GONE),
}

PROTECTING_RULES: Final[Mapping[str, Mapping[str, ProtectingInput]]] = MappingProxyType(
    {
        "aws:dlm/lifecyclePolicy:LifecyclePolicy": _LIFECYCLE_POLICY,
        "aws:organizations/policy:Policy": ORGANIZATION_ROWS,
        "aws:efs/backupPolicy:BackupPolicy": {
            "backupPolicy.status": ProtectingInput(
                form=Form.TEXT,
                on="ENABLED",
                lost="the automatic backups of AWS Backup are made of it no more; those that exist "
                "stay until their retention ends",
                absent=_GONE,
                source="Amazon EFS API, PutBackupPolicy; Amazon EFS user guide, automatic-backups",
            )
        },
        "aws:s3/bucketReplicationConfig:BucketReplicationConfig": replication_rows("rules", _GONE),
        "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": object_lock_rows(
            "rule.defaultRetention", _GONE
        ),
        "aws:s3/bucket:Bucket": {
            **replication_rows("replicationConfiguration.rules", KEPT),
            **object_lock_rows("objectLockConfiguration.rule.defaultRetention", KEPT),
        },
        "aws:s3/bucketV2:BucketV2": {
            **replication_rows("replicationConfigurations.0.rules", KEPT, is_v2=True),
            **object_lock_rows("objectLockConfiguration.rules.0.defaultRetentions.0", KEPT),
        },
    }
)
"""By type token and wire path of the input."""
