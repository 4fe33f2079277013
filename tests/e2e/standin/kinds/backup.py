"""Backup vaults, their locks, and backup plans, in moto."""

from types import MappingProxyType
from typing import Final

from moto.backup.models import backup_backends

from tests.e2e.standin.aws_calls import ACCOUNT_ID, AwsRegion
from tests.e2e.standin.kinds.kind import Properties, listed
from tests.e2e.standin.wire import Plain, mapping, text, texts

__all__ = ["Lock", "Plan", "Vault"]


class Vault:
    """`aws:backup/vault:Vault`."""

    def put(self, aws: AwsRegion, id_: str | None, inputs: Properties) -> dict[str, Plain]:
        """Create a vault, or update its tags."""
        name, tags = text(inputs, "name"), texts(inputs, "tags")
        arn = aws.arn("backup", f"backup-vault:{name}")
        if id_ is None:
            aws.call(
                "backup",
                "create_backup_vault",
                BackupVaultName=name,
                BackupVaultTags=tags,
                EncryptionKeyArn=inputs.get("kmsKeyArn"),
            )
        elif tags:
            aws.call("backup", "tag_resource", ResourceArn=arn, Tags=tags)
        return {"id": name, "arn": arn, "recoveryPoints": 0}

    def delete(self, aws: AwsRegion, id_: str, inputs: Properties) -> None:
        """Delete a vault."""
        del inputs
        aws.call("backup", "delete_backup_vault", BackupVaultName=id_)


class Lock:
    """`aws:backup/vaultLockConfiguration:VaultLockConfiguration`."""

    def put(self, aws: AwsRegion, id_: str | None, inputs: Properties) -> dict[str, Plain]:
        """Lock a vault. `ChangeableForDays` makes it a compliance lock."""
        del id_
        name = text(inputs, "backupVaultName")
        aws.call(
            "backup",
            "put_backup_vault_lock_configuration",
            BackupVaultName=name,
            MinRetentionDays=inputs.get("minRetentionDays"),
            MaxRetentionDays=inputs.get("maxRetentionDays"),
            ChangeableForDays=inputs.get("changeableForDays"),
        )
        return {"id": name, "backupVaultArn": aws.arn("backup", f"backup-vault:{name}")}

    def delete(self, aws: AwsRegion, id_: str, inputs: Properties) -> None:
        """Unlock the vault of that name, whichever resource locked it."""
        del inputs
        aws.call("backup", "delete_backup_vault_lock_configuration", BackupVaultName=id_)


class Plan:
    """`aws:backup/plan:Plan`."""

    def put(self, aws: AwsRegion, id_: str | None, inputs: Properties) -> dict[str, Plain]:
        """Create a plan. Moto updates none: the new document is kept by the stand-in alone."""
        if id_ is not None:
            return {"id": id_}
        plan = {
            "BackupPlanName": text(inputs, "name"),
            "Rules": [_renamed(rule) for rule in listed(inputs.get("rules"))],
        }
        made = aws.call(
            "backup", "create_backup_plan", BackupPlan=plan, BackupPlanTags=texts(inputs, "tags")
        )
        return {
            "id": str(made["BackupPlanId"]),
            "arn": str(made["BackupPlanArn"]),
            "version": str(made["VersionId"]),
        }

    def delete(self, aws: AwsRegion, id_: str, inputs: Properties) -> None:
        """Delete a plan."""
        del inputs
        aws.call("backup", "delete_backup_plan", BackupPlanId=id_)
        # Moto keeps the name of a deleted plan taken.
        backup_backends[ACCOUNT_ID][aws.name].plans.pop(id_)


_API_NAMES: Final = MappingProxyType(
    {
        "targetVaultName": "TargetBackupVaultName",
        "schedule": "ScheduleExpression",
        "scheduleExpressionTimezone": "ScheduleExpressionTimezone",
        "startWindow": "StartWindowMinutes",
        "completionWindow": "CompletionWindowMinutes",
        "coldStorageAfter": "MoveToColdStorageAfterDays",
        "deleteAfter": "DeleteAfterDays",
        "destinationVaultArn": "DestinationBackupVaultArn",
    }
)


def _renamed(properties: Properties) -> dict[str, object]:
    """Write a rule in the names of the API, which differ by more than their first letter."""
    renamed: dict[str, object] = {}
    for name, value in properties.items():
        if isinstance(value, dict) and name != "recoveryPointTags":
            put: object = _renamed(mapping(value))
        elif isinstance(value, list):
            put = [_renamed(item) for item in listed(value)]
        else:
            put = value
        renamed[_API_NAMES.get(name, name[:1].upper() + name[1:])] = put
    return renamed
