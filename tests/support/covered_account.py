"""A running account that keeps the built-in policy: each rule has made what it promises by now."""

from datetime import timedelta
from typing import Any, Final

from aws_backup_stand_in import ACCOUNT, NOW, Client, StandIn, denied
from backed_up_account import PRIMARY, RECOVERY, point, table_arn, vault

from bamp_pulumi.baseline import Account, Manifest, expected_of
from bamp_pulumi.lambdas.health import ExpectedRule
from bamp_pulumi.policy import default_policy

__all__ = [
    "KEY_IDS",
    "MANIFEST",
    "STORES",
    "FakeBoto3",
    "add_bucket",
    "covered_account",
    "shown_account",
]

# Any: items as AWS answers them, held to botocore's models by the stand-in.
MANIFEST: Final = Manifest.of(default_policy(), Account(ACCOUNT, "aws"))
KEY_IDS: Final = {
    PRIMARY: "11111111-1111-1111-1111-111111111111",
    RECOVERY: "22222222-2222-2222-2222-222222222222",
}
_DAY: Final = timedelta(days=1)
_EXPECTED: Final = expected_of(MANIFEST.policy, MANIFEST.names)
STORES: Final = (
    ("RDS", f"arn:aws:rds:{PRIMARY}:{ACCOUNT}:db:orders", "orders", "critical"),
    ("DynamoDB", table_arn("carts"), "carts", "standard"),
    (
        "EFS",
        f"arn:aws:elasticfilesystem:{PRIMARY}:{ACCOUNT}:file-system/fs-1",
        "papers",
        "standard",
    ),
)
"""Type, ARN, name and tier of each data store."""


def _tags(tier: str) -> list[dict[str, str]]:
    return [{"Key": "backup-tier", "Value": tier}, {"Key": "backup-owner", "Value": "shop"}]


def _key(region: str) -> str:
    return f"arn:aws:kms:{region}:{ACCOUNT}:key/{KEY_IDS[region]}"


def _point(number: int, arn: str, of: str, rule: ExpectedRule) -> dict[str, Any]:
    """Return what a rule made half its greatest age ago."""
    made = point(
        number, arn, of, region=rule.region, name=rule.vault, created=NOW - rule.at_most / 2
    )
    days = rule.retention_days
    assert days is not None
    return {
        **made,
        "CalculatedLifecycle": {"DeleteAt": made["CreationDate"] + days * _DAY},
        "Lifecycle": {"DeleteAfterDays": days},
        "CreatedBy": {"BackupPlanId": "plan-1", "BackupRuleName": rule.rule},
        "EncryptionKeyArn": _key(rule.region),
    }


def covered_account() -> StandIn:
    """Return an account in which all is well, with a bucket that is exempt."""
    stand_in = StandIn(opted_in=dict.fromkeys(MANIFEST.opt_in[PRIMARY].types, True))
    stand_in.parameters = {MANIFEST.names.manifest_parameter: MANIFEST.to_json()}
    lists = stand_in.lists
    for region, name in (
        (PRIMARY, MANIFEST.names.primary_vault),
        (RECOVERY, MANIFEST.names.recovery_vault),
    ):
        lists[region, "backup:ListBackupVaults"] = [
            {
                **vault(name, region),
                "EncryptionKeyArn": _key(region),
                "MinRetentionDays": _EXPECTED.lock_days[f"{name}/{region}"][0],
                "MaxRetentionDays": _EXPECTED.lock_days[f"{name}/{region}"][1],
            }
        ]
        lists[region, "kms:ListAliases"] = [
            {"AliasName": f"alias/other-{number}", "TargetKeyId": KEY_IDS[region][::-1]}
            for number in range(120)
        ] + [{"AliasName": MANIFEST.names.key_alias, "TargetKeyId": KEY_IDS[region]}]
        lists[region, name] = [
            _point(100 * store + number, arn, of, rule)
            for store, (of, arn, _, tier) in enumerate(STORES)
            for number, rule in enumerate(_EXPECTED.rules_of(tier, of))
            if (rule.region, rule.vault) == (region, name)
        ]
    lists[PRIMARY, "rds:DescribeDBInstances"] = [
        {
            "DBInstanceIdentifier": "orders",
            "DBInstanceArn": STORES[0][1],
            "Engine": "postgres",
            "InstanceCreateTime": NOW - 100 * _DAY,
            "BackupRetentionPeriod": 35,
            "LatestRestorableTime": NOW - timedelta(minutes=4),
            "TagList": _tags("critical"),
            "DBInstanceAutomatedBackupsReplications": [
                {
                    "DBInstanceAutomatedBackupsArn": f"arn:aws:rds:{RECOVERY}:{ACCOUNT}"
                    ":auto-backup:ab-orders"
                }
            ],
        }
    ]
    lists[PRIMARY, "dynamodb:ListTables"] = ["carts"]
    lists[PRIMARY, "efs:DescribeFileSystems"] = [
        {
            "OwnerId": ACCOUNT,
            "CreationToken": "t",
            "FileSystemId": "fs-1",
            "Name": "papers",
            "CreationTime": NOW - 100 * _DAY,
            "LifeCycleState": "available",
            "NumberOfMountTargets": 1,
            "SizeInBytes": {"Value": 1},
            "PerformanceMode": "generalPurpose",
            "Tags": _tags("standard"),
        }
    ]
    lists[PRIMARY, "s3:ListBuckets"] = [{"Name": "thumbnails", "CreationDate": NOW}]
    lists[PRIMARY, "resourcegroupstaggingapi:GetResources"] = [
        {"ResourceARN": table_arn("carts"), "Tags": _tags("standard")},
        {
            "ResourceARN": "arn:aws:s3:::thumbnails",
            "Tags": [
                {"Key": "backup-exempt-reason", "Value": "rebuilt from originals"},
                {"Key": "backup-owner", "Value": "shop"},
                {"Key": "backup-exempt-until", "Value": "2027-06-30"},
            ],
        },
    ]
    return stand_in


def add_bucket(stand_in: StandIn, name: str, tier: str) -> None:
    """Add a bucket of a tier, with what each rule has made of it."""
    arn = f"arn:aws:s3:::{name}"
    lists = stand_in.lists
    buckets = (PRIMARY, "s3:ListBuckets")
    tagged = (PRIMARY, "resourcegroupstaggingapi:GetResources")
    lists[buckets] = [*lists[buckets], {"Name": name, "CreationDate": NOW}]
    lists[tagged] = [*lists[tagged], {"ResourceARN": arn, "Tags": _tags(tier)}]
    for number, rule in enumerate(_EXPECTED.rules_of(tier, "S3")):
        vault_of = (rule.region, rule.vault)
        lists[vault_of] = [*lists[vault_of], _point(9_000 + number, arn, "S3", rule)]


def shown_account() -> StandIn:
    """Return the account that the page about the command shows: late, unselected, gone, unseen."""
    stand_in = covered_account()
    lists = stand_in.lists
    for item in lists[RECOVERY, MANIFEST.names.recovery_vault]:
        is_daily = item["CreatedBy"]["BackupRuleName"] == "daily"
        if item["ResourceArn"] == table_arn("carts") and is_daily:
            item["CreationDate"] -= 3 * _DAY
    lists[PRIMARY, "dynamodb:ListTables"] = ["carts", "sessions"]
    gone = table_arn("carts-2025")
    lists[PRIMARY, MANIFEST.names.primary_vault] = [
        *lists[PRIMARY, MANIFEST.names.primary_vault],
        *(
            {
                **_point(8_000 + number, gone, "DynamoDB", rule),
                "BackupSizeInBytes": 41_300_000_000,
            }
            for number, rule in enumerate(_EXPECTED.rules_of("standard", "DynamoDB"))
            if not rule.is_copy
        ),
    ]
    stand_in.faults.append(denied("redshift:DescribeClusters"))
    return stand_in


class FakeBoto3:
    """Looks like the module boto3: each client is that of a stand-in."""

    def __init__(self, stand_in: StandIn) -> None:
        """Give the clients of this account."""
        self.stand_in = stand_in
        self.profiles: list[str | None] = []

    def session(self, profile_name: str | None = None, **_credentials: str) -> "FakeBoto3":
        """Make a session, as `boto3.Session` does."""
        self.profiles.append(profile_name)
        return self

    region_name = None

    def client(self, service: str, *, region_name: str, config: object) -> Client:
        """Return a client."""
        assert config is not None
        return self.stand_in.connect(service, region_name)
