"""What of AWS Backup may exist outside of the programs, and how it is imported.

A vault, plan or selection of the same name would be created a second time, or refused; a locked
vault can be neither replaced nor deleted while it holds recovery points.

Source: Pulumi docs, iac/cli/commands/pulumi_import; pulumi_aws 7.51.1, import of each type (an id
of another Region is written `id@region`; `changeable_for_days` is not read back, see
hashicorp/terraform-provider-aws#46876); AWS Backup developer guide, vault-lock (read 2026-11-28).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from shlex import quote
from typing import Final

from bamp_pulumi.adoption.adoption import Importable
from bamp_pulumi.estate import Estate, Resource, is_of_manifest
from bamp_pulumi.truth import Truth

__all__ = ["importable_resources"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Imported:
    """How one type is imported."""

    name: str
    """Wire name of the input that gives its name."""
    id: str
    """Its id; `{}` stands for the name, and what is in angle brackets is to be filled in."""
    look_up: str
    """Command that shows it."""
    caution: str = ""


_VAULT: Final = "aws backup describe-backup-vault --backup-vault-name {}"
_TYPES: Final[Mapping[str, _Imported]] = {
    "aws:backup/vault:Vault": _Imported(
        name="name",
        id="{}",
        look_up=_VAULT,
        caution="write the key that AWS shows (EncryptionKeyArn): another one replaces the vault, "
        "which AWS refuses while it holds recovery points",
    ),
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration": _Imported(
        name="backupVaultName",
        id="{}",
        look_up=_VAULT,
        caution="write the numbers that AWS shows (MinRetentionDays, MaxRetentionDays), and ignore "
        "changes of changeableForDays, which AWS does not show: other numbers replace the lock, "
        "which AWS refuses in compliance mode once LockDate has passed",
    ),
    "aws:backup/plan:Plan": _Imported(
        name="name",
        id="<BackupPlanId>",
        look_up="aws backup list-backup-plans --query "
        "\"BackupPlansList[?BackupPlanName=='{}'].BackupPlanId\"",
    ),
    "aws:backup/selection:Selection": _Imported(
        name="name",
        id="<BackupPlanId>|<SelectionId>",
        look_up="aws backup list-backup-selections --backup-plan-id <BackupPlanId>",
        caution="write the values that AWS shows: another one replaces the selection, and its "
        "resources are selected again at once",
    ),
}


def importable_resources(
    estate: Estate, is_deployed: Callable[[Resource], Truth]
) -> Iterator[Importable]:
    """List what the programs declare, the state has not, and AWS may have.

    Args:
        estate: What the programs declare.
        is_deployed: Whether the state of its stack has a resource.
    """
    regions = {program.name: program.region for program in estate.programs}
    for token, how in _TYPES.items():
        for resource in estate.of_type(token):
            given = resource.text(how.name)
            if resource.external or is_of_manifest(resource) or not given:
                continue
            if is_deployed(resource) is True:
                continue
            yield _importable(resource, how, given, regions.get(resource.program, ""))


def _importable(resource: Resource, how: _Imported, given: str, home: str) -> Importable:
    away = resource.region if resource.region and resource.region != home else ""
    physical = how.id.format(given) + (f"@{away}" if away else "")
    parent = ""
    if resource.parent:
        name = resource.parent.rpartition("::")[2]
        parent = f" --parent {quote(f'{name}={resource.parent}')}"
    place = f" --region {away}" if away else ""
    return Importable(
        urn=resource.urn,
        program=resource.program,
        command=f"pulumi import {resource.type} {quote(resource.name)} {quote(physical)}{parent}",
        look_up=how.look_up.format(given) + place,
        caution=how.caution,
    )
