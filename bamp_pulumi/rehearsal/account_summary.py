"""What an account declares about its backups, summed up: does the policy hold together?

Read from what is declared, not from the policy's text: plans and their rules, vaults with locks and
keys, copies, who is notified of a failed backup, and what no deployment does by itself.

Source of what is left to do by hand: SNS developer guide, SendMessageToHttp.prepare and
sns-email-notifications (confirming), sns-sms-sandbox; Amazon Q Developer in chat applications
administrator guide, getting-started (authorizing a Slack workspace); AWS Account Management
reference guide, manage-acct-regions; AWS Backup developer guide, vault-lock (read 2026-11-28).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from bamp_pulumi.baseline import channel_of_protocol
from bamp_pulumi.catalog import is_opt_in_region
from bamp_pulumi.coverage import (
    Coverage,
    DeclaredAccount,
    in_other_words,
    recorded_places,
    rotation_in_words,
    secret_words,
)
from bamp_pulumi.declared import DeclaredPlan, DeclaredRule, DeclaredVault, idle_trails, is_recorded
from bamp_pulumi.estate import Estate, is_of_manifest
from bamp_pulumi.policy import Acknowledgement
from bamp_pulumi.rehearsal.alerting import FailedBackup, fail_backups
from bamp_pulumi.rehearsal.delivery import PathStanding, Recipient, to_confirm
from bamp_pulumi.rehearsal.delivery.chat import CHAT_CHANNELS
from bamp_pulumi.rehearsal.delivery.recipients import SUBSCRIPTION
from bamp_pulumi.rehearsal.delivery.targets import API_DESTINATION
from bamp_pulumi.rehearsal.faults.outcome import Notified
from bamp_pulumi.rehearsal.severities import severities_taken

__all__ = ["AccountSummary", "NotifiedDestination", "SummaryPlan", "SummaryVault", "sum_up_account"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPlan:
    """A declared plan, and the tier that its selections ask for."""

    plan: DeclaredPlan
    tier: str
    """Empty where its selections ask for none."""

    @property
    def rules(self) -> tuple[DeclaredRule, ...]:
        """Its rules."""
        return self.plan.rules


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryVault:
    """A declared vault, its lock and its key."""

    vault: DeclaredVault
    key: str
    """How often its key is rotated."""

    @property
    def lock(self) -> str:
        """Its lock: `governance, 7 to 2557 days`; `none`."""
        vault = self.vault
        if vault.doubt:
            return f"not known: {vault.doubt}"
        if not vault.locked:
            return "none"
        modes = {True: "compliance", False: "governance", None: "mode not known"}
        low, high = vault.min_retention_days, vault.max_retention_days
        upper = "for ever" if high is None else f"{high} days"
        return f"{modes[vault.is_compliance]}, {low or 1} to {upper}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifiedDestination:
    """Who is notified of failed backups of which tiers."""

    recipient: Recipient
    tiers: tuple[str, ...]
    severities: tuple[str, ...]
    """Severities of the alerts that reach it; empty for all of them."""
    minutes: int
    """Longest time until then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSummary:
    """What the given accounts declare."""

    plans: tuple[SummaryPlan, ...]
    vaults: tuple[SummaryVault, ...]
    destinations: tuple[NotifiedDestination, ...]
    """Empty where nobody is certainly notified."""
    by_hand: tuple[str, ...]
    """What is left to do by hand, each in one sentence."""
    acknowledged: tuple[tuple[str, Acknowledgement], ...]
    """What the policy acknowledges today, each with its path."""


def sum_up_account(coverage: Coverage) -> AccountSummary | None:
    """Sum up the accounts of an estate.

    Returns:
        None unless accounts are all that is given: each program with a data store declares plans,
        and one at least does. What is read from a manifest shows no account.
    """
    account = coverage.account
    if account is None or coverage.assumed:
        return None
    plans = [p for p in account.plans if not (p.is_looked_up or is_of_manifest(p.resource))]
    programs = {plan.resource.program for plan in plans}
    if not plans or any(one.resource.program not in programs for one in coverage.resources):
        return None
    standing = PathStanding.over(coverage.estate, coverage.standing)
    failed = tuple(fail_backups(account, standing))
    tiers = {id(one.plan): one.tier for one in failed}
    vaults = [v for v in account.vaults if not (v.resource.external or is_of_manifest(v.resource))]
    summary = AccountSummary(
        plans=tuple(SummaryPlan(plan=plan, tier=tiers.get(id(plan), "")) for plan in plans),
        vaults=tuple(
            SummaryVault(vault=vault, key=rotation_in_words(coverage.estate, vault))
            for vault in vaults
        ),
        destinations=tuple(_destinations(coverage.estate, failed)),
        by_hand=tuple(dict.fromkeys(_by_hand(coverage, account, plans, vaults))),
        acknowledged=tuple(coverage.acknowledged.listed()),
    )
    words = secret_words(coverage.estate)
    return summary if words is None else in_other_words(summary, words)


def _destinations(
    estate: Estate, failed: tuple[FailedBackup, ...]
) -> Iterator[NotifiedDestination]:
    found: dict[Recipient, list[tuple[str, Notified]]] = {}
    for one in failed:
        for notified in one.outcome.notified:
            tier = one.tier or one.plan.name
            found.setdefault(notified.recipient, []).append((tier, notified))
    for recipient, each in found.items():
        paths = dict.fromkeys(notified.by for _, notified in each)
        taken = [severities_taken(estate, path) for path in paths]
        every = not all(taken)
        yield NotifiedDestination(
            recipient=recipient,
            tiers=tuple(dict.fromkeys(tier for tier, _ in each)),
            severities=() if every else tuple(dict.fromkeys(chain.from_iterable(taken))),
            minutes=max(notified.minutes for _, notified in each),
        )


def _by_hand(
    coverage: Coverage,
    account: DeclaredAccount,
    plans: list[DeclaredPlan],
    vaults: list[DeclaredVault],
) -> Iterator[str]:
    estate = coverage.estate
    regions = dict.fromkeys((*(p.region for p in plans), *(v.region for v in vaults)))
    for region in filter(is_opt_in_region, regions):
        yield f"enable Region {region} in the account before the deployment"
    yield from _of_destinations(estate)
    for vault in vaults:
        if vault.is_compliance is not False and vault.locked and not vault.is_air_gapped:
            yield (
                f"decide on the lock of vault {vault.name} within its grace time: "
                "after that nobody can remove it"
            )
    stated = coverage.acknowledged.trail_elsewhere is not None
    for account_id, region in recorded_places(account):
        if not is_recorded(estate, account_id, region):
            is_stated = stated and not idle_trails(estate, account_id, region)
            why = "as the policy states" if is_stated else "no declared trail does"
            yield f"make sure that a CloudTrail trail records management events of {region}: {why}"


def _of_destinations(estate: Estate) -> Iterator[str]:
    """List what people have to do before messages reach them."""
    for one in estate.of_type(API_DESTINATION):
        yield (
            f"have the secret of API destination {one.name} in Secrets Manager before the "
            "deployment, if it is read from there"
        )
    for one in to_confirm(estate):
        hidden = "endpoint" in one.secret_inputs or not one.text("endpoint")
        address = "" if hidden else f" {one.text('endpoint')}"
        yield f"confirm {one.text('protocol')}{address} in {one.region} ({one.name}): SNS asks once"
    for one in estate.of_type(SUBSCRIPTION):
        channel = channel_of_protocol(one.value("protocol"))
        if channel is not None and channel.spend_limited_by:
            yield f"move SNS in {one.region} out of the SMS sandbox: else {one.name} gets nothing"
    for one in estate.of_type(*CHAT_CHANNELS):
        yield f"authorize the chat workspace of {one.name} once, in the console"
