"""What AWS Backup and KMS refuse: selections, settings, locks, keys."""

import pytest

from bamp_pulumi.catalog import UNKNOWN, refusals_of

SELECTION = "aws:backup/selection:Selection"
REGION_SETTINGS = "aws:backup/regionSettings:RegionSettings"
GLOBAL_SETTINGS = "aws:backup/globalSettings:GlobalSettings"
LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
AIR_GAPPED = "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault"
RESTORE_SELECTION = "aws:backup/restoreTestingSelection:RestoreTestingSelection"
PLAN = "aws:backup/plan:Plan"
KEY = "aws:kms/key:Key"


def refused(token: str, **inputs: object) -> list[str]:
    """Return the inputs that are refused."""
    return [refusal.path for refusal in refusals_of(token, inputs)]


@pytest.mark.parametrize("path", ["resources", "notResources"])
def test_a_selection_takes_30_arns_with_a_wildcard_and_500_in_all(path: str) -> None:
    """From both sides of both limits."""
    wild: list[object] = [f"arn:aws:s3:::team-{n}-*" for n in range(31)]
    plain: list[object] = [f"arn:aws:s3:::bucket-{n}" for n in range(501)]

    assert refused(SELECTION, **{path: wild[:30]}) == []
    assert refused(SELECTION, **{path: wild}) == [path]
    assert refused(SELECTION, **{path: plain[:500]}) == []
    assert refused(SELECTION, **{path: plain}) == [path]
    assert refused(SELECTION, **{path: [UNKNOWN] * 31}) == []


@pytest.mark.parametrize(
    ("tags", "paths"),
    [
        ({"owner": "shop"}, []),
        ({"aws:owner": "shop"}, ["rules.1.recoveryPointTags"]),
        ({f"t{n}": "x" for n in range(50)}, []),
        ({f"t{n}": "x" for n in range(51)}, ["rules.1.recoveryPointTags"]),
        ({"owner": "x" * 257}, ["rules.1.recoveryPointTags.owner"]),
        (UNKNOWN, []),
    ],
)
def test_tags_of_recovery_points_keep_to_the_limits_of_tagging(
    tags: object, paths: list[str]
) -> None:
    """AWS keeps keys that begin with aws: for itself, takes 50 tags, and values of 256."""
    assert refused(PLAN, rules=[{"ruleName": "a"}, {"recoveryPointTags": tags}]) == paths


def test_a_selection_takes_30_conditions() -> None:
    """Of all operators together."""
    one = {"key": "aws:ResourceTag/backup-tier", "value": "standard"}
    tag = {"type": "STRINGEQUALS", "key": "a", "value": "b"}

    fits = [{"stringEquals": [one] * 15, "stringNotLikes": [one] * 15}]
    over = [{"stringEquals": [one] * 15, "stringNotLikes": [one] * 16}]
    assert refused(SELECTION, conditions=fits) == []
    assert refused(SELECTION, conditions=over) == ["conditions"]
    # Too many, and no list.
    assert refused(SELECTION, conditions=over[0]) == ["conditions", "conditions"]
    assert refused(SELECTION, selectionTags=[tag] * 30) == []
    assert refused(SELECTION, selectionTags=[tag] * 31) == ["selectionTags"]


def test_region_settings_name_types_that_aws_backup_knows() -> None:
    """The nearest is offered."""
    known = {"Aurora": True, "SAP HANA on Amazon EC2": False, "Redshift Serverless": UNKNOWN}
    settings = {"resourceTypeOptInPreference": {**known, "Dynamodb": True, "Lambda": True}}
    near, far = refusals_of(REGION_SETTINGS, settings)

    assert near.path == "resourceTypeOptInPreference.Dynamodb"
    assert near.allowed.startswith("probably DynamoDB; Aurora, CloudFormation")
    assert far.allowed.startswith("Aurora, CloudFormation")
    assert refused(
        REGION_SETTINGS, resourceTypeManagementPreference={"EFS": True, "Foo": True}
    ) == ["resourceTypeManagementPreference.Foo"]
    assert refused(REGION_SETTINGS, resourceTypeOptInPreference=UNKNOWN) == []


def test_global_settings_are_three_and_true_or_false() -> None:
    """In text."""
    sound = {"isCrossAccountBackupEnabled": "true", "isMpaEnabled": "false"}

    assert refused(GLOBAL_SETTINGS, globalSettings=sound) == []
    assert refused(GLOBAL_SETTINGS, globalSettings={"crossAccount": "true"}) == [
        "globalSettings.crossAccount"
    ]
    assert refused(GLOBAL_SETTINGS, globalSettings={"isMpaEnabled": "yes"}) == [
        "globalSettings.isMpaEnabled"
    ]


@pytest.mark.parametrize("token", [LOCK, AIR_GAPPED])
def test_the_shortest_retention_is_not_over_the_longest(token: str) -> None:
    """Equal ones are one length."""
    assert refused(token, minRetentionDays=30, maxRetentionDays=30) == []
    assert refused(token, minRetentionDays=31, maxRetentionDays=30) == ["minRetentionDays"]
    assert refused(token, minRetentionDays=31, maxRetentionDays=UNKNOWN) == []


def test_a_restore_test_takes_arns_or_all() -> None:
    """Not both, and 30 at most."""
    arn = "arn:aws:rds:us-east-1:111122223333:db:orders"

    assert refused(RESTORE_SELECTION, protectedResourceArns=["*"]) == []
    assert refused(RESTORE_SELECTION, protectedResourceArns=[arn] * 30) == []
    assert refused(RESTORE_SELECTION, protectedResourceArns=[arn] * 31) == ["protectedResourceArns"]
    assert refused(RESTORE_SELECTION, protectedResourceArns=["*", arn]) == ["protectedResourceArns"]


@pytest.mark.parametrize(
    ("inputs", "paths"),
    [
        ({"enableKeyRotation": True}, []),
        ({"enableKeyRotation": True, "customerMasterKeySpec": "SYMMETRIC_DEFAULT"}, []),
        ({"enableKeyRotation": True, "customerMasterKeySpec": UNKNOWN}, []),
        ({"enableKeyRotation": UNKNOWN, "customerMasterKeySpec": "RSA_2048"}, []),
        ({"enableKeyRotation": True, "customerMasterKeySpec": "RSA_2048"}, ["enableKeyRotation"]),
        ({"enableKeyRotation": "true", "customKeyStoreId": "cks-1"}, ["enableKeyRotation"]),
        ({"customerMasterKeySpec": "HMAC_256", "keyUsage": "GENERATE_VERIFY_MAC"}, []),
        ({"customerMasterKeySpec": "HMAC_256", "keyUsage": "ENCRYPT_DECRYPT"}, ["keyUsage"]),
        ({"customerMasterKeySpec": "ECC_NIST_P256", "keyUsage": "ENCRYPT_DECRYPT"}, ["keyUsage"]),
        ({"customerMasterKeySpec": "ECC_SECG_P256K1", "keyUsage": "SIGN_VERIFY"}, []),
        ({"customerMasterKeySpec": "RSA_4096", "keyUsage": "ENCRYPT_DECRYPT"}, []),
        ({"customerMasterKeySpec": "SYMMETRIC_DEFAULT", "keyUsage": "SIGN_VERIFY"}, ["keyUsage"]),
        ({"customerMasterKeySpec": "SM2", "keyUsage": "SIGN_VERIFY"}, []),
    ],
    ids=str,
)
def test_a_key_does_what_its_kind_can_do(inputs: dict[str, object], paths: list[str]) -> None:
    """KMS rotates symmetric keys of its own store."""
    assert refused(KEY, **inputs) == paths


def test_tags_and_regions_of_any_type() -> None:
    """50 tags, keys of 128 characters, values of 256; a Region has the form of one."""
    vault = "aws:backup/vault:Vault"

    assert refused(vault, tags={"k" * 128: "v" * 256, "aws-x": "\u00fc"}) == []
    assert refused(vault, tags={f"k{n}": "v" for n in range(51)}) == ["tags"]
    assert refused(vault, tags={"k" * 129: "v"}) == ["tags"]
    assert refused(vault, tags={"k": "v" * 257}) == ["tags.k"]
    assert refused(vault, tags={"aws:backup": "v"}) == ["tags"]
    assert refused(vault, tags=UNKNOWN) == []
    assert [
        refused(vault, region=r) for r in ("us-gov-west-1", "eusc-de-east-1", "mx-central-1")
    ] == [
        [],
        [],
        [],
    ]
    assert refused(vault, region="US East (Ohio)") == ["region"]
    assert refused("gcp:storage/bucket:Bucket", region="US", tags={"aws:x": "y"}) == []
