"""What an update in place deletes is announced, though an engine's preview does not show it.

Cannot prove that the provider and AWS do so: that is read in their documentation.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pytest
from hand_made_account import policy_with
from preview_documents import Declared, Stack, deployed, document

from bamp_pulumi.changes import judge_transition
from bamp_pulumi.coverage import Finding, cover
from bamp_pulumi.estate import estate_from_document

TODAY: Final = date(2026, 11, 22)


def announced(preview: Mapping[str, Any]) -> list[Finding]:
    """List what is found of operations. Any: JSON."""
    coverage = cover(estate_from_document(preview), policy_with(), today=TODAY)
    found = judge_transition(coverage, today=TODAY).findings
    return [one for one in found if one.id in ("BAMP-V97", "BAMP-V98", "BAMP-V99")]


def with_store(type_: str, **inputs: object) -> Stack:
    """Return the stack with one more data store."""
    stack = deployed()
    tags = {"backup-tier": "standard", "backup-owner": "shop"}
    stack["more"] = Declared(type=type_, inputs={"tags": tags, **inputs})
    return stack


TABLE: Final[Mapping[str, Any]] = {
    "name": "more",
    "hashKey": "id",
    "attributes": [{"name": "id", "type": "S"}],
}


@pytest.mark.parametrize(
    ("type_", "before", "after", "code", "says"),
    [
        pytest.param(
            "aws:dynamodb/table:Table",
            {**TABLE, "replicas": [{"regionName": "us-west-2"}, {"regionName": "eu-west-1"}]},
            {**TABLE, "replicas": [{"regionName": "eu-west-1", "propagateTags": True}]},
            "BAMP-V98",
            "replicas is none, and was us-west-2",
            id="replica of a table",
        ),
        pytest.param(
            "aws:secretsmanager/secret:Secret",
            {"name": "more", "replicas": [{"region": "us-west-2"}]},
            {"name": "more"},
            "BAMP-V98",
            "replicas is none, and was us-west-2",
            id="replica of a secret",
        ),
        pytest.param(
            "aws:secretsmanager/secret:Secret",
            {"name": "more"},
            {"name": "more", "recoveryWindowInDays": 0},
            "BAMP-V99",
            "recoveryWindowInDays is 0, and was 30",
            id="recovery window",
        ),
        pytest.param(
            "aws:rds/instance:Instance",
            {"engine": "postgres", "engineVersion": "16", "blueGreenUpdate": {"enabled": True}},
            {"engine": "postgres", "engineVersion": "17", "blueGreenUpdate": {"enabled": True}},
            "BAMP-V99",
            "is replaced (engineVersion): it is updated by a blue/green deployment",
            id="blue/green deployment",
        ),
    ],
)
def test_a_data_store_that_keeps_less_by_an_update_is_announced(
    type_: str, before: dict[str, Any], after: dict[str, Any], code: str, says: str
) -> None:
    """An engine says that it is updated in place, and not what goes with that."""
    preview = document(with_store(type_, **before), with_store(type_, **after))

    said = [(one.id, one.message) for one in announced(preview) if " more" in one.message]

    assert [(id_, says in message) for id_, message in said if says in message] == [(code, True)]


def deployment(type_: str, before: dict[str, Any], after: dict[str, Any] | None) -> list[Finding]:
    """List what is said of a resource that is deployed and changed; None deletes it."""
    was, now = deployed(), deployed()
    was["kept"] = Declared(type=type_, inputs=before)
    if after is not None:
        now["kept"] = Declared(type=type_, inputs=after)
    return [one for one in announced(document(was, now)) if " kept" in one.message]


@pytest.mark.parametrize(
    ("type_", "inputs", "code", "says"),
    [
        (
            "aws:rds/snapshot:Snapshot",
            {"dbInstanceIdentifier": "orders", "dbSnapshotIdentifier": "before-17"},
            "BAMP-V97",
            "the backup that it is goes with it",
        ),
        ("aws:ebs/snapshot:Snapshot", {"volumeId": "vol-1"}, "BAMP-V97", "the backup that it is"),
        ("aws:fsx/backup:Backup", {"fileSystemId": "fs-1"}, "BAMP-V97", "the backup that it is"),
        (
            "aws:ec2/amiFromInstance:AmiFromInstance",
            {"sourceInstanceId": "i-1"},
            "BAMP-V99",
            "no instance can be launched from it",
        ),
        (
            "aws:dlm/lifecyclePolicy:LifecyclePolicy",
            {"description": "disks"},
            "BAMP-V97",
            "it makes no more snapshots",
        ),
        (
            "aws:efs/replicationConfiguration:ReplicationConfiguration",
            {"sourceFileSystemId": "fs-1"},
            "BAMP-V97",
            "nothing is replicated any more",
        ),
        (
            "aws:redshift/snapshotCopy:SnapshotCopy",
            {"clusterIdentifier": "dwh"},
            "BAMP-V97",
            "snapshots are not copied",
        ),
    ],
)
def test_a_backup_that_a_program_declares_is_announced_when_it_goes(
    type_: str, inputs: dict[str, Any], code: str, says: str
) -> None:
    """It was taken for a resource like any other: deleting it deletes the backup."""
    (found,) = deployment(type_, inputs, None)

    assert (found.id, says in found.message) == (code, True)
