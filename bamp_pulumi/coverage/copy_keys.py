"""Does the key of a recovery point, or the organization, keep a copy back?

A recovery point of a type that AWS Backup does not manage fully is under the key of its source; of
the others it is under the vault's. What a key keeps back stands in the catalog (`COPY_LIMITS`). A
copy to another account is made only once the management account has enabled cross-account backup.

Source: AWS Backup developer guide, encryption and create-cross-account-backup (read 2026-11-28).
"""

from collections.abc import Iterator
from typing import Final

from bamp_pulumi.access import worst
from bamp_pulumi.catalog import (
    ACCOUNT_COPY_KEY_NEEDS,
    COPY_LIMITS,
    UNKNOWN,
    CopyLimit,
)
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.key_calls import ask_from_abroad
from bamp_pulumi.coverage.obstacle import Obstacle, obstacle
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.declared import (
    DeclaredCopy,
    DeclaredVault,
    SourceKeys,
    mapping,
    service_linked_role,
    source_keys,
)
from bamp_pulumi.estate import Resource

__all__ = [
    "is_foreign",
    "what_key_keeps_from_air_gap",
    "why_key_keeps_copy",
    "why_key_keeps_from_air_gap",
    "why_no_other_account",
]

_GLOBAL_SETTINGS: Final = "aws:backup/globalSettings:GlobalSettings"
_ORGANIZATION: Final = "aws:organizations/organization:Organization"
_ENABLED: Final = "isCrossAccountBackupEnabled"


def why_no_other_account(subject: Subject, copy: DeclaredCopy, of: str) -> Obstacle | None:
    """Return what in the organization prevents a copy to another account; None if nothing does."""
    if not is_foreign(subject, copy):
        return None
    settings = [*_of_management(subject, copy)]
    said = {str(mapping(one.value("globalSettings")).get(_ENABLED)).lower() for one in settings}
    if "false" in said:
        why = f"{of}: {_ENABLED} is false in the global settings; set it to true"
        return Obstacle(code="BAMP-V61", why=f"{why}: cross-account backup is switched off")
    if said == {"true"}:
        return None
    why = (
        f"{of} of another account: no given program enables cross-account backup; give the program "
        f"of the management account, which declares backup.GlobalSettings with {_ENABLED}"
    )
    return Obstacle(code="BAMP-V62", why=why, is_open=True)


def why_key_keeps_copy(
    subject: Subject, vault: DeclaredVault, copy: DeclaredCopy, of: str
) -> Obstacle | None:
    """Return why the key of a recovery point prevents its copy; None when it does not."""
    if subject.store.independent_encryption:
        return None
    keys = source_keys(subject.account.estate, subject.store, subject.resource)
    crossing = _crossing(subject, vault, copy)
    limit = next(
        (each for each in COPY_LIMITS if _fits(each, crossing, subject, vault, keys)), None
    )
    if limit is not None and limit.outcome == "fails":
        is_open = limit.certainty == "unsure" or bool(keys.doubt)
        code = "BAMP-V41" if is_open else "BAMP-V60"
        label = subject.store.label
        why = f"{of}: {label} is {_under(keys)}, and {limit.why}"
        return Obstacle(code=code, why=why, is_open=is_open)
    return _shared(subject, vault, keys, of) if crossing == "account" else None


def what_key_keeps_from_air_gap(
    subject: Subject, vault: DeclaredVault, copy: DeclaredCopy, of: str
) -> Finding | None:
    """Report that an air-gapped vault may refuse a recovery point because of its key.

    A warning, not an obstacle: the guide says so of backups that are made in such a vault; of
    copies into one it says nothing, and the backup job completes with a message.
    """
    kept = why_key_keeps_from_air_gap(subject, vault)
    why = f"{of} logically air-gapped vault {copy.vault_name}: {kept}"
    return subject.finding("BAMP-V63", why) if kept else None


def why_key_keeps_from_air_gap(subject: Subject, vault: DeclaredVault) -> str:
    """Return why an air-gapped vault refuses the key of a recovery point; empty if it does not."""
    if subject.store.independent_encryption or not vault.is_air_gapped:
        return ""
    keys = source_keys(subject.account.estate, subject.store, subject.resource)
    fitting = (each for each in COPY_LIMITS if _fits(each, "air_gap", subject, vault, keys))
    limit = next(fitting, None)
    return f"{subject.store.label} is {_under(keys)}, and {limit.why}" if limit else ""


def _crossing(subject: Subject, vault: DeclaredVault, copy: DeclaredCopy) -> str:
    if vault.is_air_gapped:
        return "air_gap"
    if is_foreign(subject, copy):
        return "account"
    return "region" if copy.region != subject.resource.region else ""


def is_foreign(subject: Subject, copy: DeclaredCopy) -> bool:
    """Return True if a copy certainly goes to another account than its resource's."""
    return copy.account_id not in ("", subject.resource.account_id)


def _of_management(subject: Subject, copy: DeclaredCopy) -> Iterator[Resource]:
    """List the global settings that may be of the management account: AWS takes no others.

    It is known where a given program declares the organization. Else it is not the account that
    copies go to, which is a member like any other.

    Source: AWS Backup API, UpdateGlobalSettings (read 2026-11-28).
    """
    estate = subject.account.estate
    managing = {o.account_id for o in estate.of_type(_ORGANIZATION) if not o.external}
    for settings in estate.of_type(_GLOBAL_SETTINGS):
        account = settings.account_id
        if account in managing or not (managing or account == copy.account_id):
            yield settings


def _fits(
    limit: CopyLimit, crossing: str, subject: Subject, vault: DeclaredVault, keys: SourceKeys
) -> bool:
    if limit.crossing != crossing:
        return False
    if limit.backup_types and subject.store.backup_type not in limit.backup_types:
        return False
    own = vault.encrypts_for_itself and not vault.is_air_gapped
    if limit.vault_key is not None and limit.vault_key != ("aws_backup" if own else "customer"):
        return False
    return limit.source_key is None or bool(keys.doubt) or limit.source_key == _kind(keys)


def _kind(keys: SourceKeys) -> str:
    if keys.has_aws_managed:
        return "aws_managed"
    return "customer" if keys.named else "none"


def _under(keys: SourceKeys) -> str:
    if keys.doubt:
        return f"under a key that is not known ({keys.doubt})"
    managed = next((key.aws_managed for key in keys.named if key.aws_managed), keys.default)
    if managed:
        return f"under the AWS managed key {managed}"
    return "encrypted with its own key" if keys.named else "not encrypted"


def _shared(subject: Subject, vault: DeclaredVault, keys: SourceKeys, of: str) -> Obstacle | None:
    """Return what prevents the other account from using the source's own key, or may."""
    need = ACCOUNT_COPY_KEY_NEEDS.get(subject.store.backup_type or "")
    if need is None:
        return None
    reader = service_linked_role(vault)
    for named in keys.named:
        key = named.resource
        if key is None:
            why = f"{of}: no given program declares the key of its data, which must be shared"
            return Obstacle(code="BAMP-V41", why=why, is_open=True)
        account = reader.principal.account_id or UNKNOWN
        asked = ask_from_abroad(subject.account.estate, key, reader, need.actions, account)
        answer = worst(asked.values())
        found = obstacle("BAMP-V60", answer.about(f"{of}: key {key.name} of its data"))
        if found is not None:
            return found
    return None
