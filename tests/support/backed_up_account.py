"""A sound account in two Regions: of each type something, its recovery points, and their copies."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final, overload

from aws_backup_stand_in import ACCOUNT, NOW, StandIn

__all__ = [
    "PRIMARY",
    "RECOVERY",
    "TYPES",
    "large_account",
    "many_stores",
    "point",
    "sound_account",
    "table_arn",
    "vault",
]

# Any: items as AWS answers them, held to botocore's models by the stand-in.
PRIMARY: Final = "us-east-1"
RECOVERY: Final = "us-west-2"
TYPES: Final = ("Aurora", "DocumentDB", "DynamoDB", "EBS", "EC2", "EFS", "RDS", "S3")
DAY: Final = timedelta(days=1)
_SECOND: Final = timedelta(seconds=1)
KEY: Final = f"arn:aws:kms:{PRIMARY}:{ACCOUNT}:key/00000000-0000-0000-0000-000000000000"
TAGS: Final = [{"Key": "backup-tier", "Value": "critical"}]


class Many(Sequence[Any]):
    """Items that are made when a page holds them, so that many take no memory."""

    def __init__(self, number: int, make: Callable[[int], Any]) -> None:
        """Hold so many; `make` gives one by its number."""
        self._number = number
        self._make = make

    def __len__(self) -> int:
        """Return how many."""
        return self._number

    @overload
    def __getitem__(self, index: int) -> Any: ...  # noqa: ANN401 - an item
    @overload
    def __getitem__(self, index: slice) -> Sequence[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        """Make one or some."""
        if isinstance(index, slice):
            return [self._make(number) for number in range(*index.indices(self._number))]
        return self._make(index)


def vault(name: str, region: str) -> dict[str, Any]:
    """Return a locked vault."""
    return {
        "BackupVaultName": name,
        "BackupVaultArn": f"arn:aws:backup:{region}:{ACCOUNT}:backup-vault:{name}",
        "VaultType": "BACKUP_VAULT",
        "CreationDate": NOW - 400 * DAY,
        "EncryptionKeyArn": KEY.replace(PRIMARY, region),
        "Locked": True,
        "MinRetentionDays": 7,
        "MaxRetentionDays": 400,
        "NumberOfRecoveryPoints": 1,
    }


def point(  # noqa: PLR0913 - what differs between points
    number: int,
    resource_arn: str,
    of: str,
    *,
    region: str = PRIMARY,
    name: str = "main",
    created: datetime = NOW - DAY / 4,
) -> dict[str, Any]:
    """Return a recovery point that a daily rule made."""
    return {
        "RecoveryPointArn": f"arn:aws:backup:{region}:{ACCOUNT}:recovery-point:{number:032x}",
        "BackupVaultName": name,
        "BackupVaultArn": f"arn:aws:backup:{region}:{ACCOUNT}:backup-vault:{name}",
        "ResourceArn": resource_arn,
        "ResourceType": of,
        "Status": "COMPLETED",
        "CreationDate": created,
        "InitiationDate": created,
        "CompletionDate": created + timedelta(hours=1),
        "BackupSizeInBytes": 1_000_000,
        "CalculatedLifecycle": {"DeleteAt": created + 35 * DAY},
        "Lifecycle": {"DeleteAfterDays": 35},
        "EncryptionKeyArn": KEY.replace(PRIMARY, region),
        "IsEncrypted": True,
        "CreatedBy": {"BackupPlanId": "plan-1", "BackupRuleName": "daily_kept_35_days"},
    }


def database(name: str, region: str = PRIMARY) -> dict[str, Any]:
    """Return an RDS instance whose backups are replicated."""
    return {
        "DBInstanceIdentifier": name,
        "DBInstanceArn": f"arn:aws:rds:{region}:{ACCOUNT}:db:{name}",
        "Engine": "postgres",
        "InstanceCreateTime": NOW - 100 * DAY,
        "BackupRetentionPeriod": 7,
        "LatestRestorableTime": NOW - timedelta(minutes=4),
        "TagList": TAGS,
        "DBInstanceAutomatedBackupsReplications": [
            {
                "DBInstanceAutomatedBackupsArn": f"arn:aws:rds:{RECOVERY}:{ACCOUNT}"
                f":auto-backup:ab-{name}"
            }
        ],
    }


def cluster(name: str, engine: str) -> dict[str, Any]:
    """Return a database cluster."""
    return {
        "DBClusterIdentifier": name,
        "DBClusterArn": f"arn:aws:rds:{PRIMARY}:{ACCOUNT}:cluster:{name}",
        "Engine": engine,
        "ClusterCreateTime": NOW - 100 * DAY,
        "BackupRetentionPeriod": 7,
        "LatestRestorableTime": NOW - timedelta(minutes=4),
        "TagList": TAGS,
    }


def tagged(arn: str) -> dict[str, Any]:
    """Return what the tagging API gives of something."""
    return {"ResourceARN": arn, "Tags": TAGS}


def table_arn(name: str) -> str:
    """Return the ARN of a table."""
    return f"arn:aws:dynamodb:{PRIMARY}:{ACCOUNT}:table/{name}"


def sound_account() -> StandIn:
    """Return an account with one or two of each type, backed up six hours ago and copied."""
    stand_in = StandIn()
    lists = stand_in.lists
    instance = database("orders")
    member = {**database("member"), "DBClusterIdentifier": "ledger"}
    lists[PRIMARY, "rds:DescribeDBInstances"] = [instance, member]
    lists[PRIMARY, "rds:DescribeDBClusters"] = [
        cluster("ledger", "aurora-postgresql"),
        cluster("papers", "docdb"),
        cluster("queue", "mysql"),
    ]
    lists[RECOVERY, "rds:DescribeDBInstanceAutomatedBackups"] = [
        {
            "DBInstanceArn": instance["DBInstanceArn"],
            "DBInstanceAutomatedBackupsArn": f"arn:aws:rds:{RECOVERY}:{ACCOUNT}:auto-backup:ab-o",
            "Region": PRIMARY,
            "Status": "active",
            "KmsKeyId": KEY.replace(PRIMARY, RECOVERY),
            "BackupRetentionPeriod": 7,
            "RestoreWindow": {"LatestTime": NOW - timedelta(minutes=6)},
        },
    ]
    lists[PRIMARY, "dynamodb:ListTables"] = ["carts", "never-tagged"]
    lists[PRIMARY, "s3:ListBuckets"] = [{"Name": "thumbnails", "CreationDate": NOW}]
    lists[PRIMARY, "efs:DescribeFileSystems"] = [
        {
            "OwnerId": ACCOUNT,
            "CreationToken": "t",
            "FileSystemId": "fs-1",
            "CreationTime": NOW - DAY,
            "LifeCycleState": "available",
            "NumberOfMountTargets": 1,
            "SizeInBytes": {"Value": 1},
            "PerformanceMode": "generalPurpose",
            "Tags": TAGS,
        }
    ]
    lists[PRIMARY, "ec2:DescribeVolumes"] = [
        {"VolumeId": "vol-1", "State": "in-use", "CreateTime": NOW - DAY, "Tags": TAGS}
    ]
    lists[PRIMARY, "ec2:DescribeInstances"] = [
        {
            "Instances": [
                {"InstanceId": "i-1", "State": {"Name": "running"}, "Tags": TAGS},
                {"InstanceId": "i-2", "State": {"Name": "terminated"}, "Tags": TAGS},
            ]
        }
    ]
    lists[PRIMARY, "resourcegroupstaggingapi:GetResources"] = [
        tagged(table_arn("carts")),
        tagged(table_arn("deleted-last-week")),
        tagged("arn:aws:s3:::thumbnails"),
    ]
    for region, name in ((PRIMARY, "main"), (RECOVERY, "recovery")):
        lists[region, "backup:ListBackupVaults"] = [vault(name, region)]
        lists[region, name] = [
            point(1, instance["DBInstanceArn"], "RDS", region=region, name=name),
            point(2, table_arn("carts"), "DynamoDB", region=region, name=name),
        ]
    lists[PRIMARY, "backup:ListBackupJobs"] = [
        {
            "BackupJobId": "job-1",
            "ResourceArn": table_arn("carts"),
            "State": "COMPLETED",
            "CreationDate": NOW - DAY / 4,
            "CreatedBy": {"BackupPlanId": "plan-1", "BackupRuleName": "daily_kept_35_days"},
            "BackupVaultArn": vault("main", PRIMARY)["BackupVaultArn"],
        }
    ]
    lists[PRIMARY, "backup:ListCopyJobs"] = [
        {
            "CopyJobId": "copy-1",
            "ResourceArn": table_arn("carts"),
            "State": "RUNNING",
            "CreationDate": NOW - DAY / 8,
            "DestinationBackupVaultArn": vault("recovery", RECOVERY)["BackupVaultArn"],
        }
    ]
    lists[PRIMARY, "backup:ListBackupAccessPoints"] = [
        {
            "AccessPointArn": f"arn:aws:s3:{PRIMARY}:{ACCOUNT}:accesspoint/ap-1",
            "AccessPointMetadata": {},
            "BackupVaultName": "main",
            "CreationTime": NOW - DAY,
            "Name": "ap-1",
            "RecoveryPointArn": f"arn:aws:backup:{PRIMARY}:{ACCOUNT}:recovery-point:1",
            "ResourceArn": "arn:aws:s3:::thumbnails",
            "ResourceType": "S3",
            "Status": "AVAILABLE",
        }
    ]
    return stand_in


def many_stores(number: int, kind: str) -> StandIn:
    """Return an account of so many tables, instances or buckets, each backed up once."""
    stand_in = StandIn()
    names = [f"{kind.lower()}-{one:05}" for one in range(number)]
    arns = {
        "DynamoDB": table_arn("{}"),
        "RDS": f"arn:aws:rds:{PRIMARY}:{ACCOUNT}:db:{{}}",
        "S3": "arn:aws:s3:::{}",
    }
    made = [arns[kind].format(name) for name in names]
    calls: Mapping[str, tuple[str, Iterator[Any]]] = {
        "DynamoDB": ("dynamodb:ListTables", iter(names)),
        "RDS": ("rds:DescribeDBInstances", ({**database(name)} for name in names)),
        "S3": ("s3:ListBuckets", ({"Name": name, "CreationDate": NOW} for name in names)),
    }
    call, items = calls[kind]
    stand_in.lists[PRIMARY, call] = list(items)
    stand_in.lists[PRIMARY, "resourcegroupstaggingapi:GetResources"] = [tagged(arn) for arn in made]
    stand_in.lists[PRIMARY, "backup:ListBackupVaults"] = [vault("main", PRIMARY)]
    stand_in.lists[PRIMARY, "main"] = [point(one, arn, kind) for one, arn in enumerate(made)]
    return stand_in


def large_account(share: float) -> StandIn:
    """Return a share of 10,000 stores with 150,000 recovery points in each of two Regions."""
    stand_in = StandIn(checks_answers=False)
    kinds = {"DynamoDB": round(5_000 * share), "RDS": round(2_000 * share)}
    kinds["S3"] = round(10_000 * share) - sum(kinds.values())
    arns: list[tuple[str, str]] = []
    for kind, number in kinds.items():
        made = many_stores(number, kind)
        arns.extend((one["ResourceArn"], kind) for one in made.lists[PRIMARY, "main"])
        for (region, call), items in made.lists.items():
            if call != "main":
                known = stand_in.lists.get((region, call), ())
                stand_in.lists[region, call] = [*known, *items]
    for region, name in ((PRIMARY, "main"), (RECOVERY, "recovery")):
        stand_in.lists[region, "backup:ListBackupVaults"] = [vault(name, region)]
        stand_in.lists[region, name] = Many(
            round(150_000 * share), partial(_point_of_many, arns, region, name)
        )
    return stand_in


def _point_of_many(
    arns: Sequence[tuple[str, str]], region: str, name: str, number: int
) -> dict[str, Any]:
    arn, kind = arns[number % len(arns)]
    # A text of its own each time, as it is when an answer is parsed.
    return point(
        number, "".join(list(arn)), kind, region=region, name=name, created=NOW - number * _SECOND
    )
