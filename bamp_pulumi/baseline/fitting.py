"""What an account renders fits what AWS takes, or its configuration is refused at the right line.

The account is not known yet; the length of its number is.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from bamp_pulumi.baseline.account import Account
from bamp_pulumi.baseline.alerts.channels import Reach
from bamp_pulumi.baseline.alerts.environment import assumed_environment
from bamp_pulumi.baseline.alerts.place import AlertPlace
from bamp_pulumi.baseline.growth import Growing, Rendered, too_large
from bamp_pulumi.baseline.key_policy import render_key_policy
from bamp_pulumi.baseline.manifest import Manifest
from bamp_pulumi.baseline.names import Names
from bamp_pulumi.baseline.settings import (
    BackupAlertsSettings,
    BackupKeySettings,
    BackupVaultSettings,
    BaselineSettings,
)
from bamp_pulumi.baseline.site import copy_accounts
from bamp_pulumi.baseline.vault_access import VaultAccess
from bamp_pulumi.baseline.vault_policy import render_vault_policy
from bamp_pulumi.catalog import partition_of
from bamp_pulumi.errors import PolicyError, Refusal

__all__ = [
    "render_account",
    "require_fitting_account",
    "require_fitting_alerts",
    "require_fitting_key",
    "require_fitting_vault",
]

_NUMBER: Final = "0" * 12
_FEWER: Final = "fewer of them: one role that several people assume"
_ONE_ORGANIZATION: Final = (
    "copy_source_organization_id: the id of your organization, and no account IDs"
)
_FEWER_ACCOUNTS: Final = "fewer accounts: copy into one that all tiers share"
_DESTINATIONS: Final = 200
"""So many rules, beside our own, leave room on a bus that takes 300; and a topic takes 200 filters.

Source: EventBridge user guide, eb-quota; SNS developer guide,
subscription-filter-policy-constraints (read 2026-11-29).
"""
_OF_ACCESS: Final = (
    Growing("access.deployers", _FEWER),
    Growing("access.break_glass", _FEWER),
    Growing("access.operators", _FEWER),
)
_OF_A_VAULT: Final = (
    *_OF_ACCESS,
    Growing("copy_account_ids", _FEWER_ACCOUNTS),
    Growing("copy_source_account_ids", _ONE_ORGANIZATION),
)
_OF_AN_ACCOUNT: Final = (
    *_OF_ACCESS,
    Growing("copy_source_account_ids", _ONE_ORGANIZATION),
    Growing("policy.tiers", "fewer tiers, fewer copies to other accounts, shorter descriptions"),
    Growing("policy.faults", "fewer faults, or shorter reasons"),
    Growing("policy.losses", "fewer losses, or shorter reasons"),
    Growing("resource_types_not_offered", "only the types that AWS Backup lacks there"),
    Growing("owner", "a shorter name"),
)


def require_fitting_account(settings: BaselineSettings) -> None:
    """Make sure that every document of an account is one that AWS takes.

    Raises:
        PolicyError: `BAMP-B07`, `BAMP-B49`, for each that is larger, at the setting that makes it
            grow, with how much of it fits.
    """
    destinations = settings.alerts.to if settings.alerts else ()
    _require(_too_many(destinations))
    alerts = _of_destinations("alerts.to", destinations)
    keys = (*_OF_AN_ACCOUNT, Growing("alerts.runbook", "a shorter address"), *alerts)
    _require(too_large(settings, render_account, keys))


def require_fitting_vault(settings: BackupVaultSettings) -> None:
    """Make sure that AWS Backup takes the access policy of a vault. Raises as the account's."""
    _require(too_large(settings, _of_a_vault, _OF_A_VAULT))


def require_fitting_key(settings: BackupKeySettings) -> None:
    """Make sure that KMS takes the policy of a key. Raises as the account's."""
    _require(too_large(settings, _of_a_key, (Growing("copy_account_ids", _FEWER_ACCOUNTS),)))


def require_fitting_alerts(settings: BackupAlertsSettings) -> None:
    """Make sure that AWS takes what alerts are routed by. Raises as the account's."""
    _require(_too_many(settings.alerts.to))
    keys = (
        Growing("tiers", "fewer tiers, or shorter names"),
        Growing("owner", "a shorter name"),
        Growing("alerts.runbook", "a shorter address"),
        *_of_destinations("alerts.to", settings.alerts.to),
    )
    _require(too_large(settings, _of_alerts, keys))


def _require(refused: Iterator[Refusal]) -> None:
    found = tuple(refused)
    if found:
        raise PolicyError(*found)


def _too_many(destinations: Sequence[object]) -> Iterator[Refusal]:
    if len(destinations) > _DESTINATIONS:
        yield Refusal(
            code="BAMP-B49",
            given=f"{len(destinations)} destinations",
            allowed=f"{_DESTINATIONS}",
            why="house rule: each is a rule or a filter policy, of which AWS takes 300 on a bus "
            "and 200 of a topic, and other programs need some too",
            write="fewer of them: a list of addresses that a mail server keeps, or one webhook",
            path="alerts.to",
        )


def _of_destinations(path: str, destinations: Sequence[object]) -> Iterator[Growing]:
    for number, _ in enumerate(destinations):
        yield Growing(f"{path}.{number}.tiers", "no tiers: it then receives what is of any tier")


def render_account(settings: BaselineSettings) -> Iterator[Rendered]:
    """Render what grows with the configuration of an account."""
    policy = settings.policy
    names = Names.of(policy.tiers, settings.prefix)
    partition = partition_of(policy.primary_region)
    account = Account(_NUMBER, partition.name if partition else "aws")
    operators = (*settings.access.operators, f"role/{names.role}")
    access = settings.access
    if access.operators:
        access = access.model_copy(update={"operators": operators})
    yield _vault(account, names.primary_vault, access, copy_account_ids=copy_accounts(policy))
    yield _vault(
        account,
        names.recovery_vault,
        access,
        copy_source_account_ids=settings.copy_source_account_ids,
        copy_source_organization_id=settings.copy_source_organization_id,
    )
    yield _key(account, f"{names.key_alias} in {policy.primary_region}", copy_accounts(policy))
    manifest = Manifest.text_of(
        policy,
        account,
        prefix=settings.prefix,
        not_offered=settings.resource_types_not_offered,
    )
    yield Rendered(
        of="the manifest",
        type="aws:ssm/parameter:Parameter",
        inputs={"tier": "Advanced", "insecureValue": manifest},
        code="BAMP-B07",
    )
    if settings.alerts is not None:
        yield from _of_alerts(
            BackupAlertsSettings.model_construct(
                alerts=settings.alerts,
                alerts_name=names.alerts,
                region=policy.primary_region,
                tiers=tuple(policy.tiers),
                owner=settings.owner,
            )
        )


def _of_a_vault(settings: BackupVaultSettings) -> Iterator[Rendered]:
    yield _vault(
        _account(settings.region),
        settings.vault_name,
        settings.access,
        copy_account_ids=settings.copy_account_ids,
        copy_source_account_ids=settings.copy_source_account_ids,
        copy_source_organization_id=settings.copy_source_organization_id,
    )


def _of_a_key(settings: BackupKeySettings) -> Iterator[Rendered]:
    yield _key(_account(settings.region), settings.alias, settings.copy_account_ids)


def _of_alerts(settings: BackupAlertsSettings) -> Iterator[Rendered]:
    region = settings.region or "us-east-1"
    place = AlertPlace(account=_account(region), region=region, name=settings.alerts_name)
    yield Rendered(
        of="the environment of the function",
        type="aws:lambda/function:Function",
        inputs={"environment": {"variables": assumed_environment(place, settings)}},
    )
    for number, destination in enumerate(settings.alerts.to):
        name = f"the {destination.channel} at place {number}"
        if destination.is_routed:
            yield Rendered(
                of=f"the filter policy for {name}",
                type="aws:sns/topicSubscription:TopicSubscription",
                inputs={"filterPolicy": destination.filter_policy()},
            )
        if destination.reach is not Reach.PERSON:
            yield Rendered(
                of=f"the event pattern for {name}",
                type="aws:cloudwatch/eventRule:EventRule",
                inputs={"eventPattern": destination.pattern()},
            )


def _vault(  # noqa: PLR0913 - all that its policy depends on
    account: Account,
    name: str,
    access: VaultAccess,
    *,
    copy_account_ids: Sequence[str] = (),
    copy_source_account_ids: Sequence[str] = (),
    copy_source_organization_id: str | None = None,
) -> Rendered:
    policy = render_vault_policy(
        account,
        access,
        copy_account_ids=copy_account_ids,
        copy_source_account_ids=copy_source_account_ids,
        copy_source_organization_id=copy_source_organization_id,
    )
    return Rendered(
        of=f"the access policy of vault {name}",
        type="aws:backup/vaultPolicy:VaultPolicy",
        inputs={"policy": policy},
    )


def _key(account: Account, name: str, copy_account_ids: Sequence[str]) -> Rendered:
    return Rendered(
        of=f"the policy of key {name}",
        type="aws:kms/key:Key",
        inputs={"policy": render_key_policy(account, copy_account_ids=copy_account_ids)},
    )


def _account(region: str | None) -> Account:
    partition = partition_of(region or "us-east-1")
    return Account(_NUMBER, partition.name if partition else "aws")
