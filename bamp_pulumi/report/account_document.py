"""The machine's form of an account's summary: a part of `bamp.preview/1`."""

from datetime import date

from bamp_pulumi.rehearsal import AccountSummary
from bamp_pulumi.report.kept_parts import CopyPart, RulePart
from bamp_pulumi.report.part import Part

__all__ = ["PreviewAccount", "account_part"]


class AccountCopy(CopyPart):
    """A copy that a rule makes."""


class AccountRule(RulePart):
    """A rule of a plan."""

    name: str
    """Name of the rule."""
    cold_storage_after_days: int | None
    """Days after which it moves to cold storage; null for never."""
    copies: list[AccountCopy]
    """Copies of its recovery points."""
    unknown: list[str]
    """Parts that are known only after deployment, in AWS's words."""


class AccountPlan(Part):
    """A declared backup plan."""

    name: str
    """Name of the plan."""
    tier: str
    """Tier that its selections ask for; empty for none."""
    account_id: str
    """Its account."""
    region: str
    """Its Region."""
    rules: list[AccountRule]
    """Its rules."""


class AccountVault(Part):
    """A declared vault."""

    name: str
    """Name of the vault."""
    account_id: str
    """Its account."""
    region: str
    """Its Region."""
    lock: str
    """Mode and bounds of its lock; `none` without one."""
    key: str
    """How often its key is rotated."""


class AccountDestination(Part):
    """Who is certainly notified of a failed backup."""

    kind: str
    """Kind of recipient, such as email."""
    address: str
    """Its address."""
    tiers: list[str]
    """Tiers of whose backups it is notified."""
    severities: list[str]
    """Severities of the alerts that it gets, such as `critical`; empty for all."""
    minutes: int
    """Longest time until then."""


class AccountAcknowledgement(Part):
    """What the policy acknowledges."""

    path: str
    """Field of the policy."""
    reason: str
    """Why."""
    owner: str
    """Who decided."""
    until: date
    """Last day it holds."""


class PreviewAccount(Part):
    """What the accounts declare, where they are all that is given."""

    plans: list[AccountPlan]
    """Declared plans."""
    vaults: list[AccountVault]
    """Declared vaults."""
    destinations: list[AccountDestination]
    """Who is certainly notified of failed backups."""
    by_hand: list[str]
    """What is left to do by hand."""
    acknowledged: list[AccountAcknowledgement]
    """What the policy acknowledges today."""


def account_part(summary: AccountSummary) -> PreviewAccount:
    """Put a summary into the machine's form."""
    return PreviewAccount(
        plans=[
            AccountPlan(
                name=one.plan.name,
                tier=one.tier,
                account_id=one.plan.account_id,
                region=one.plan.region,
                rules=[
                    AccountRule(
                        name=rule.name,
                        schedule=rule.schedule,
                        timezone=rule.timezone,
                        retention_days=rule.delete_after_days,
                        cold_storage_after_days=rule.cold_storage_after_days,
                        continuous=rule.continuous,
                        vault=rule.vault_name,
                        copies=[
                            AccountCopy(
                                region=copy.region,
                                account_id=copy.account_id,
                                vault=copy.vault_name,
                                retention_days=copy.delete_after_days,
                            )
                            for copy in rule.copies
                        ],
                        unknown=list(rule.unknown),
                    )
                    for rule in one.rules
                ],
            )
            for one in summary.plans
        ],
        vaults=[
            AccountVault(
                name=one.vault.name,
                account_id=one.vault.account_id,
                region=one.vault.region,
                lock=one.lock,
                key=one.key,
            )
            for one in summary.vaults
        ],
        destinations=[
            AccountDestination(
                kind=one.recipient.kind,
                address=one.recipient.address,
                tiers=list(one.tiers),
                severities=list(one.severities),
                minutes=one.minutes,
            )
            for one in summary.destinations
        ],
        by_hand=list(summary.by_hand),
        acknowledged=[
            AccountAcknowledgement(path=path, reason=one.reason, owner=one.owner, until=one.until)
            for path, one in summary.acknowledged
        ],
    )
