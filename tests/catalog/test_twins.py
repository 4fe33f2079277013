"""A type of aws-native that stands for the same resource protects by the same inputs as its twin.

What CloudFormation's schemas have, `native_inputs.json` holds, with the commit that was read.

Cannot prove that a resource type does with a property what the schema says.
"""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from bamp_pulumi.catalog import (
    COMPARED_INPUTS,
    DATA_STORES,
    DELETION_EFFECTS,
    INPUTS_RENAMED,
    PERHAPS_REPLACING,
    PROTECTING_INPUTS,
    REPLACING_INPUTS,
    TWINS,
    protecting_inputs,
)

# Any: JSON.
_READ: Final[dict[str, Any]] = json.loads(
    Path(__file__).with_name("native_inputs.json").read_text("utf-8")
)["types"]
NATIVE: Final = {token: frozenset(row["inputs"].split()) for token, row in _READ.items()}
SAME_NAME: Final = frozenset(
    path
    for path in PROTECTING_INPUTS["aws:dlm/lifecyclePolicy:LifecyclePolicy"]
    if path.startswith("policyDetails.")
) | {
    "applicationConfiguration.applicationSnapshotConfiguration.snapshotsEnabled",
    "backtrackWindow",
    "defaultTimeToLive",
    "globalClusterIdentifier",
    "state",
}
"""Inputs that both packages call the same."""
OTHER_NAME: Final[dict[str, dict[str, str]]] = {
    "aws-native:backup:BackupPlan": {"advancedBackupSettings": "backupPlan.advancedBackupSettings"},
    "aws-native:backup:BackupSelection": {
        "resources": "backupSelection.resources",
        "notResources": "backupSelection.notResources",
        "selectionTags": "backupSelection.listOfTags",
        "conditions": "backupSelection.conditions",
    },
    "aws-native:backup:Framework": {"controls": "frameworkControls"},
    "aws-native:cassandra:Table": {"pointInTimeRecovery.status": "pointInTimeRecoveryEnabled"},
    "aws-native:dynamodb:GlobalTable": {
        "pointInTimeRecovery.enabled": (
            "replicas.*.pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled"
        ),
        "pointInTimeRecovery.recoveryPeriodInDays": (
            "replicas.*.pointInTimeRecoverySpecification.recoveryPeriodInDays"
        ),
        "replicas": "replicas",
        "replicas.*.consistencyMode": "multiRegionConsistency",
        "ttl.enabled": "timeToLiveSpecification.enabled",
        "ttl.attributeName": "timeToLiveSpecification.attributeName",
    },
    "aws-native:dynamodb:Table": {
        "ttl.enabled": "timeToLiveSpecification.enabled",
        "ttl.attributeName": "timeToLiveSpecification.attributeName",
        "pointInTimeRecovery.enabled": (
            "pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled"
        ),
        "pointInTimeRecovery.recoveryPeriodInDays": (
            "pointInTimeRecoverySpecification.recoveryPeriodInDays"
        ),
    },
    "aws-native:kms:Key": {
        "isEnabled": "enabled",
        "deletionWindowInDays": "pendingWindowInDays",
        "policy": "keyPolicy",
        "enableKeyRotation": "enableKeyRotation",
        "rotationPeriodInDays": "rotationPeriodInDays",
    },
    "aws-native:kms:ReplicaKey": {
        "enabled": "enabled",
        "deletionWindowInDays": "pendingWindowInDays",
        "policy": "keyPolicy",
    },
    "aws-native:dlm:LifecyclePolicy": {
        "executionRoleArn": "executionRoleArn",
        "policyDetails.schedules.*.archiveRule.archiveRetainRule.retentionArchiveTier": (
            "policyDetails.schedules.*.archiveRule.retainRule.retentionArchiveTier"
        ),
        "policyDetails.schedules.*.shareRule.targetAccounts": (
            "policyDetails.schedules.*.shareRules"
        ),
        "policyDetails.action.crossRegionCopies": "policyDetails.actions.*.crossRegionCopy",
        "policyDetails.action.crossRegionCopies.*.retainRule": (
            "policyDetails.actions.*.crossRegionCopy.*.retainRule"
        ),
    },
    "aws-native:kms:Alias": {"targetKeyId": "targetKeyId"},
    "aws-native:kinesis:Stream": {"retentionPeriod": "retentionPeriodHours"},
    "aws-native:lightsail:Database": {"backupRetentionEnabled": "backupRetention"},
    "aws-native:lightsail:Instance": {"addOn.status": "addOns.*.status"},
    "aws-native:rbin:Rule": {
        "lockConfiguration.unlockDelay.unlockDelayValue": "lockConfiguration.unlockDelayValue"
    },
    "aws-native:s3:Bucket": {
        "versioning.enabled": "versioningConfiguration.status",
        "lifecycleRules": "lifecycleConfiguration.rules",
        "lifecycleRules.*.expiration.days": "lifecycleConfiguration.rules.*.expirationInDays",
        "lifecycleRules.*.expiration.date": "lifecycleConfiguration.rules.*.expirationDate",
        "lifecycleRules.*.enabled": "lifecycleConfiguration.rules.*.status",
        "lifecycleRules.*.prefix": "lifecycleConfiguration.rules.*.prefix",
        "lifecycleRules.*.tags": "lifecycleConfiguration.rules.*.tagFilters",
    },
    "aws-native:secretsmanager:Secret": {"replicas": "replicaRegions"},
}
"""Path of aws-native by that of pulumi_aws, by type of aws-native."""
NOT_THERE: Final[dict[str, dict[str, str]]] = {
    # A table of one Region; the global one is a type of its own.
    "aws-native:dynamodb:Table": {
        "replicas": "replicas",
        "replicas.*.consistencyMode": "multiRegionConsistency",
    },
    # CloudFormation deletes it with the default of AWS.
    "aws-native:secretsmanager:Secret": {"recoveryWindowInDays": "recoveryWindowInDays"},
    # Only the API with a code of the root user's device turns it on.
    "aws-native:s3:Bucket": {
        "versioning.mfaDelete": "versioningConfiguration.mfaDelete",
        # Its policy is a resource of its own.
        "policy": "policy",
    },
}
"""Inputs of pulumi_aws that aws-native lacks, each with the property that the schema lacks."""
OF_PLANS: Final = frozenset({"planId", "iamRoleArn"})
"""Of a selection: it is replaced with another plan, and its role is asked for at its own place."""


def twins() -> list[str]:
    """List the types of aws-native that have a twin."""
    return [token for token in TWINS if token.startswith("aws-native:")]


def protecting_of(token: str) -> set[str]:
    """List what is compared of a type: its inputs, and how long it keeps its own backups."""
    days = {
        setting.path
        for row in DATA_STORES
        for setting in row.settings
        if row.type == token and setting.at_least is not None
    }
    return {*PROTECTING_INPUTS.get(token, {}), *COMPARED_INPUTS.get(token, {}), *days}


@pytest.mark.parametrize("token", twins())
def test_each_protecting_input_has_its_twin(token: str) -> None:
    """Or aws-native has no such property."""
    missing: list[str] = []
    for path in sorted(protecting_of(TWINS[token]) - OF_PLANS):
        lacking = NOT_THERE.get(token, {}).get(path)
        if lacking is not None:
            assert lacking not in NATIVE[token]
            continue
        same = path in SAME_NAME or path.startswith("content.") or path in protecting_of(token)
        twin = OTHER_NAME.get(token, {}).get(path, path if same else "")
        if twin not in protecting_of(token):
            missing.append(path)

    assert missing == []


@pytest.mark.parametrize(
    "token",
    [t for t in {**PROTECTING_INPUTS, **COMPARED_INPUTS} if t.startswith("aws-native:")],
)
def test_each_input_of_aws_native_is_one_of_its_schema(token: str) -> None:
    """A misspelt one would never be a loss."""
    for path in {*PROTECTING_INPUTS.get(token, {}), *COMPARED_INPUTS.get(token, {})}:
        given = path.partition(".")[0] if path.startswith("content.") else path
        assert given in NATIVE[token], path


@pytest.mark.parametrize("names", INPUTS_RENAMED)
def test_an_input_with_another_name_is_compared_under_both(names: tuple[str, str]) -> None:
    """Or its loss would be none when the type of a resource is renamed."""
    old, new = names
    renamed = INPUTS_RENAMED[names]

    assert TWINS[old] == new
    assert renamed.keys() <= protecting_inputs(old).keys()
    assert {*renamed.values()} <= protecting_inputs(new).keys()
    assert protecting_inputs(old).keys() - renamed.keys() == NOT_RENAMED


NOT_RENAMED: Final = {"replicationConfigurations.0.rules.*.filters"}
"""A list where the newer type has one filter: a change of it is only that it changed."""


def test_what_replaces_a_resource_is_what_its_schema_says() -> None:
    """A row that is lost would be a replacement that nobody announces."""
    for token, row in _READ.items():
        assert REPLACING_INPUTS.get(token, frozenset()) == {*row["replacing"].split()}, token
        assert {*PERHAPS_REPLACING.get(token, {})} == {*row["perhaps"].split()}, token


def test_what_a_deletion_does_is_the_same_for_twins() -> None:
    """AWS knows one resource, whichever provider declares it."""
    for token in twins():
        assert DELETION_EFFECTS.get(token) == DELETION_EFFECTS.get(TWINS[token]), token
    assert "aws-native:backup:BackupVault" in DELETION_EFFECTS
