"""The keys of the vaults: a baseline names them by an alias, and recovery points by ARN."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bamp_pulumi.baseline import Manifest
from bamp_pulumi.lambdas.health import Unseen
from bamp_pulumi.lambdas.health.reading import Asker, NotAnsweredError
from bamp_pulumi.observed.session import Account

__all__ = ["KEYS_ACTION", "VaultKeys", "vault_keys"]

KEYS_ACTION = "kms:ListAliases"
"""What reading them needs."""
_OPERATION = "ListAliases"
_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultKeys:
    """The keys that recovery points of a baseline's vaults must be under."""

    by_vault: Mapping[str, str]
    """ARN by `name/us-east-1`."""
    unseen: tuple[Unseen, ...]


def vault_keys(manifest: Manifest, account: Account) -> VaultKeys:
    """Look up the keys of the two vaults of a baseline."""
    asker = account.asker()
    names = manifest.names
    found: dict[str, str] = {}
    unseen: list[Unseen] = []
    for vault, region in (
        (names.primary_vault, manifest.primary_region),
        (names.recovery_vault, manifest.recovery_region),
    ):
        try:
            key = next(
                (each for each, alias in _aliases(asker, region) if alias == names.key_alias), ""
            )
        except NotAnsweredError as error:
            why, message = error.why, error.message
        else:
            why, message = "" if key else f"there is no {names.key_alias}", ""
            if key:
                owner = f"arn:{account.partition}:kms:{region}:{account.account_id}"
                found[f"{vault}/{region}"] = f"{owner}:key/{key}"
        if why:
            unseen.append(
                Unseen(region=region, what=KEYS_ACTION, of=vault, why=why, message=message)
            )
    return VaultKeys(by_vault=found, unseen=tuple(unseen))


def _aliases(asker: Asker, region: str) -> Iterable[tuple[str, str]]:
    """Give the key of each alias of a Region, and the alias."""
    marker: dict[str, str] = {}
    while True:
        page = asker.ask(region, "kms", _OPERATION, {"Limit": _MOST, **marker})
        for alias in page.get("Aliases") or ():
            yield alias.get("TargetKeyId", ""), alias["AliasName"]
        if not page.get("Truncated"):
            return
        marker = {"Marker": page["NextMarker"]}
