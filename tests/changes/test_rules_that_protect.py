"""Protections that are written as rules: one that goes, keeps less or is off is told as a loss.

All changes of a table are one deployment: what is found of one does not depend on another.

Cannot prove what AWS does then; the sources of `catalog/protecting_rules.py` say it.
"""

import json
from typing import Final

import pytest
from lost_by_change import UNKNOWN, Inputs, LostByEach, One, lost_by_each

GONE, LOST, PERHAPS = "BAMP-V97", "BAMP-V98", "BAMP-V99"
DLM: Final = "aws:dlm/lifecyclePolicy:LifecyclePolicy"
LOCK: Final = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
REPLICATION: Final = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"
BUCKET: Final = "aws:s3/bucket:Bucket"
BUCKET_V2: Final = "aws:s3/bucketV2:BucketV2"
POLICY: Final = "aws:organizations/policy:Policy"
EXTERNAL: Final = "aws:kms/externalKey:ExternalKey"
DAYS_30: Final[Inputs] = {"interval": 30, "intervalUnit": "DAYS"}


def schedule(name: str = "daily", **parts: object) -> Inputs:
    """Return a schedule of snapshots: 14 of them, each copied for 30 days."""
    copy = {"target": "us-west-2", "retainRule": DAYS_30}
    return {
        "name": name,
        "createRule": {"interval": 12},
        "retainRule": {"count": 14},
        "crossRegionCopyRules": [copy],
        **parts,
    }


def snapshots(*schedules: Inputs, **details: object) -> Inputs:
    """Return a policy of Data Lifecycle Manager."""
    tags = {"backup": "yes", "team": "shop"}
    given = {"resourceTypes": ["VOLUME"], "targetTags": tags, "schedules": list(schedules)}
    return {"description": "d", "policyDetails": {**given, **details}}


def lock(mode: str = "COMPLIANCE", **span: int) -> Inputs:
    """Return the default retention of a bucket."""
    return {"bucket": "b", "rule": {"defaultRetention": {"mode": mode, **span}}}


def rule(name: str = "all", status: str = "Enabled", to: str = "arn:aws:s3:::other") -> Inputs:
    """Return a rule of a replication."""
    return {"id": name, "status": status, "destination": {"bucket": to}}


def replication(*rules: Inputs) -> Inputs:
    """Return the replication of a bucket."""
    return {"bucket": "b", "role": "arn:aws:iam::111122223333:role/r", "rules": list(rules)}


def backups(
    days: str = "35", copies: str = "35", regions: tuple[str, ...] = ("us-east-1", "us-west-2")
) -> Inputs:
    """Return a backup policy of AWS Organizations, with a rule of two for each Region."""
    to = "arn:aws:backup:us-west-2:$account:backup-vault:dr"
    daily: Inputs = {"lifecycle": {"delete_after_days": {"@@assign": days}}}
    daily["copy_actions"] = (
        {to: {"lifecycle": {"delete_after_days": {"@@assign": copies}}}} if copies else {}
    )
    plan = {"regions": {"@@assign": list(regions)}, "rules": {"daily": daily}}
    return {"type": "BACKUP_POLICY", "content": json.dumps({"plans": {"shop": plan}})}


VERSIONING: Final = "aws:s3/bucketVersioning:BucketVersioning"
SHARED: Final[Inputs] = {"target": "us-west-2", "retainRule": DAYS_30}
TO_EUROPE: Final[Inputs] = {"target": "eu-west-1", "retainRule": DAYS_30}
SOUND: Final = snapshots(schedule())
LOSSES: Final[dict[str, tuple[One, str, str]]] = {
    "fewer snapshots": (
        One(type=DLM, before=SOUND, after=snapshots(schedule(retainRule={"count": 3}))),
        LOST,
        "schedules[daily].retainRule is 3 snapshots, and was 14 snapshots: by count, the oldest",
    ),
    "a schedule": (
        One(type=DLM, before=snapshots(schedule(), schedule("weekly")), after=SOUND),
        LOST,
        "policyDetails.schedules is none, and was weekly: no more snapshots are made by that",
    ),
    "snapshots made less often": (
        One(type=DLM, before=SOUND, after=snapshots(schedule(createRule={"interval": 24}))),
        LOST,
        "schedules[daily].createRule.interval is 24, and was 12: snapshots are made less often",
    ),
    "copies to another Region": (
        One(type=DLM, before=SOUND, after=snapshots(schedule(crossRegionCopyRules=[]))),
        LOST,
        (
            "schedules[daily].crossRegionCopyRules is none, and was us-west-2: no more snapshots "
            "are copied there"
        ),
    ),
    "copies for less long": (
        One(
            type=DLM,
            before=SOUND,
            after=snapshots(
                schedule(
                    crossRegionCopyRules=[
                        {
                            "target": "us-west-2",
                            "retainRule": {"interval": 2, "intervalUnit": "WEEKS"},
                        }
                    ]
                )
            ),
        ),
        LOST,
        "crossRegionCopyRules[us-west-2].retainRule is 14 days, and was 30 days",
    ),
    "a tag of what has snapshots": (
        One(type=DLM, before=SOUND, after=snapshots(schedule(), targetTags={"backup": "yes"})),
        LOST,
        (
            "policyDetails.targetTags is none, and was team=shop: no more snapshots are made of "
            "what has that tag"
        ),
    ),
    "days in the place of a count": (
        One(type=DLM, before=SOUND, after=snapshots(schedule(retainRule=DAYS_30))),
        PERHAPS,
        "retainRule is 30 days, and was 14 snapshots",
    ),
    "a count known after deployment": (
        One(type=DLM, before=SOUND, after=snapshots(schedule(retainRule={"count": UNKNOWN}))),
        PERHAPS,
        "retainRule is not known, and was 14 snapshots",
    ),
    "schedules known after deployment": (
        One(type=DLM, before=SOUND, after=snapshots(schedules=UNKNOWN)),
        PERHAPS,
        "policyDetails.schedules is not known, and was daily",
    ),
    "default retention": (
        One(type=LOCK, before=lock(days=30), after=lock(days=7)),
        LOST,
        "rule.defaultRetention is 7 days, and was 30 days: new objects can be deleted sooner",
    ),
    "default retention of a year": (
        One(type=LOCK, before=lock(years=1), after=lock(days=364)),
        LOST,
        "rule.defaultRetention is 364 days, and was 365 days",
    ),
    "mode of a lock": (
        One(type=LOCK, before=lock(days=30), after=lock("GOVERNANCE", days=30)),
        LOST,
        (
            "rule.defaultRetention.mode is GOVERNANCE, and was COMPLIANCE: who has "
            "s3:BypassGovernanceRetention can delete new objects"
        ),
    ),
    "the rule of a lock": (
        One(type=LOCK, before=lock(days=30), after={"bucket": "b"}),
        LOST,
        "rule.defaultRetention is none, and was 30 days",
    ),
    "the configuration of a lock": (
        One(type=LOCK, before=lock(days=30)),
        GONE,
        "is deleted: new objects have no default retention any more",
    ),
    "a replication that is disabled": (
        One(
            type=REPLICATION, before=replication(rule()), after=replication(rule("all", "Disabled"))
        ),
        LOST,
        "rules[all].status is Disabled, and was Enabled: new objects are not replicated by it",
    ),
    "a rule of a replication": (
        One(type=REPLICATION, before=replication(rule(), rule("logs")), after=replication(rule())),
        LOST,
        "rules is none, and was logs: new objects are not replicated by it any more",
    ),
    "the bucket of a replication": (
        One(
            type=REPLICATION,
            before=replication(rule()),
            after=replication(rule(to="arn:aws:s3:::third")),
        ),
        LOST,
        "destination.bucket is arn:aws:s3:::third, and was arn:aws:s3:::other",
    ),
    "a replication of fewer objects": (
        One(
            type=REPLICATION,
            before=replication(rule()),
            after=replication({**rule(), "filter": {"prefix": "logs/"}}),
        ),
        PERHAPS,
        "rules[all].filter",
    ),
    "versioning of a bucket whose type has another name": (
        One(
            type=BUCKET_V2,
            before={"versionings": [{"enabled": True}]},
            after={"versioning": {"enabled": False}},
            now_of_type=BUCKET,
        ),
        LOST,
        "versioning.enabled is false, and was true",
    ),
    "a replication of a bucket whose type has another name": (
        One(
            type=BUCKET_V2,
            before={
                "replicationConfigurations": [
                    {"rules": [{"id": "all", "status": "Enabled", "destinations": []}]}
                ]
            },
            after={"replicationConfiguration": {"rules": [rule("all", "Disabled")]}},
            now_of_type=BUCKET,
        ),
        LOST,
        "replicationConfiguration.rules[all].status is Disabled, and was Enabled",
    ),
    "days of a backup policy": (
        One(type=POLICY, before=backups(), after=backups("7")),
        LOST,
        "content.plans[shop].rules[daily].lifecycle.delete_after_days is 7, and was 35",
    ),
    "days of the copies of a backup policy": (
        One(type=POLICY, before=backups(), after=backups(copies="7")),
        LOST,
        "lifecycle.delete_after_days is 7, and was 35: new copies are kept for less long",
    ),
    "copies of a backup policy": (
        One(type=POLICY, before=backups(), after=backups(copies="")),
        LOST,
        "rules[daily].copy_actions is none, and was arn:aws:backup:us-west-2",
    ),
    "a Region of a backup policy": (
        One(type=POLICY, before=backups(), after=backups(regions=("us-east-1",))),
        LOST,
        "content.plans[shop].regions is none, and was us-west-2",
    ),
    "copies of what others share": (
        One(
            type=DLM,
            before={"policyDetails": {"action": {"crossRegionCopies": [SHARED, TO_EUROPE]}}},
            after={"policyDetails": {"action": {"crossRegionCopies": [SHARED]}}},
        ),
        LOST,
        "crossRegionCopies is none, and was eu-west-1: shared snapshots are not copied there",
    ),
    "a default retention whose type has another name": (
        One(
            type=LOCK.replace("Configuration", "ConfigurationV2"),
            before=lock(days=30),
            after=lock(days=7),
            now_of_type=LOCK,
        ),
        LOST,
        "rule.defaultRetention is 7 days, and was 30 days",
    ),
    "versioning whose type has another name": (
        One(
            type=VERSIONING.replace("Versioning", "VersioningV2"),
            before={"bucket": "b", "versioningConfiguration": {"status": "Enabled"}},
            after={"bucket": "b", "versioningConfiguration": {"status": "Suspended"}},
            now_of_type=VERSIONING,
        ),
        LOST,
        "versioningConfiguration.status is Suspended, and was Enabled",
    ),
    "a backup policy": (
        One(type=POLICY, before=backups()),
        GONE,
        "is deleted: what it makes or demands of the accounts that it applies to holds no more",
    ),
    "what a policy applies to": (
        One(
            type="aws:organizations/policyAttachment:PolicyAttachment",
            before={"policyId": "p-1", "targetId": "ou-1"},
        ),
        PERHAPS,
        "is deleted: the policy does not apply to its target any more",
    ),
    "a key whose material is ours": (
        One(type=EXTERNAL, before={"enabled": True}),
        GONE,
        "is deleted: from then on nothing that it encrypts can be read, recovery points included",
    ),
    "a replica of a key whose material is ours": (
        One(type="aws:kms/replicaExternalKey:ReplicaExternalKey", before={"enabled": True}),
        GONE,
        "is deleted: from then on nothing in its Region that it encrypts can be read",
    ),
    "a key that is disabled": (
        One(type=EXTERNAL, before={"enabled": True}, after={"enabled": False}),
        LOST,
        "enabled is false, and was true",
    ),
    "the time in which a deletion can be taken back": (
        One(type=EXTERNAL, before={"deletionWindowInDays": 30}, after={"deletionWindowInDays": 7}),
        PERHAPS,
        "deletionWindowInDays is 7, and was 30",
    ),
    "automatic backups of a file system": (
        One(
            type="aws:efs/backupPolicy:BackupPolicy",
            before={"fileSystemId": "fs-1", "backupPolicy": {"status": "ENABLED"}},
        ),
        GONE,
        "is deleted: the automatic backups of AWS Backup are made of the file system no more",
    ),
}
FINE: Final[dict[str, One]] = {
    "more snapshots": One(
        type=DLM, before=SOUND, after=snapshots(schedule(retainRule={"count": 30}))
    ),
    "another schedule": One(
        type=DLM, before=SOUND, after=snapshots(schedule("weekly"), schedule())
    ),
    "snapshots made more often": One(
        type=DLM, before=SOUND, after=snapshots(schedule(createRule={"interval": 6}))
    ),
    "copies for longer, in another unit": One(
        type=DLM,
        before=SOUND,
        after=snapshots(
            schedule(
                crossRegionCopyRules=[
                    {"target": "us-west-2", "retainRule": {"interval": 5, "intervalUnit": "WEEKS"}}
                ]
            )
        ),
    ),
    "a longer retention": One(type=LOCK, before=lock(days=30), after=lock(years=1)),
    "a mode that nobody lifts": One(
        type=LOCK, before=lock("GOVERNANCE", days=30), after=lock(days=30)
    ),
    "a replication that is enabled": One(
        type=REPLICATION, before=replication(rule("all", "Disabled")), after=replication(rule())
    ),
    "rules in another order": One(
        type=REPLICATION,
        before=replication(rule(), rule("logs")),
        after=replication(rule("logs"), rule()),
    ),
    "a bucket whose type has another name": One(
        type=BUCKET_V2,
        before={"versionings": [{"enabled": True}]},
        after={"versioning": {"enabled": True}},
        now_of_type=BUCKET,
    ),
    "versioning that AWS keeps under another name": One(
        type=BUCKET_V2, before={"versionings": [{"enabled": True}]}, after={}, now_of_type=BUCKET
    ),
    "more days of a backup policy": One(type=POLICY, before=backups(), after=backups("60")),
    "a policy of another kind": One(type=POLICY, before={"type": "TAG_POLICY", "content": "{}"}),
    "a key that is enabled": One(type=EXTERNAL, before={"enabled": False}, after={"enabled": True}),
}
FOUND: Final = LostByEach({name: case[0] for name, case in LOSSES.items()} | FINE)


@pytest.mark.parametrize("name", LOSSES)
def test_a_rule_that_goes_or_keeps_less_is_a_loss(name: str) -> None:
    """Each with one finding that names the rule."""
    _, code, says = LOSSES[name]

    ((found, message),) = FOUND[name]

    assert says in message
    assert found == code


@pytest.mark.parametrize("name", FINE)
def test_a_rule_that_keeps_more_is_none(name: str) -> None:
    """Nor is another order of the rules, nor a unit that says the same."""
    assert FOUND[name] == []


def test_a_document_that_is_too_deep_to_read_has_none_of_it() -> None:
    """As one that is no JSON; and the judgement goes on."""
    before = backups()
    after = {**before, "content": "[" * 100_000}

    found = lost_by_each({"deep": One(type=POLICY, before=before, after=after)})["deep"]

    assert [code for code, _ in found] == ["BAMP-V98"]
    assert "content.plans is none" in found[0][1]
