"""What a baseline must have made by now, for each tier and type: what the health check looks for.

Ages come from the arithmetic of `bamp_pulumi.timing`, which a preview's bound and a rehearsal's
history stand on too; what AWS Backup can do for a type is the catalog's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from bamp_pulumi.baseline.names import Names
from bamp_pulumi.baseline.opt_in import not_offered_in, render_management, render_opt_in
from bamp_pulumi.catalog import (
    ABILITIES,
    CLOUDFORMATION_NAMES,
    DATA_STORES,
    Abilities,
    CompanionKind,
    DataStore,
    PolicyNumber,
    abilities_in_region,
    companion_between,
    copied_between,
)
from bamp_pulumi.lambdas.health import Expected, ExpectedRule
from bamp_pulumi.policy import BackupPolicy, CopyRule, Rule, Tier
from bamp_pulumi.timing import (
    Cadence,
    CoveredCopy,
    CoveredRule,
    JobTimes,
    MadePoint,
    Run,
    all_runs,
    longest_age,
    longest_gap,
    sure_points,
)

__all__ = ["expected_of", "most_lost"]

_TIMES: Final = JobTimes(start_delay=timedelta.max)
"""A check of what has happened grants each job its whole start window: more AWS Backup does not
promise, and an alert before would be false. For all else the times of a preview hold."""

_AT_LENGTH: Final = timedelta(days=7)
"""House rule: how long a job may take at most, AWS's own completion window."""
_YEARS: Final = timedelta(days=731)

_LOG_LAG: Final = timedelta(minutes=10)
"""House rule: how much further behind a continuous backup may be at one reading than it usually is.
Services write their logs every few minutes, and promise no time for it."""


def expected_of(  # noqa: PLR0913 - what is promised, and by what; most of it named
    policy: BackupPolicy,
    names: Names | None = None,
    *,
    not_offered: Mapping[str, Iterable[str]] | None = None,
    keys: Mapping[str, str] | None = None,
    since: datetime | None = None,
    times: JobTimes = _TIMES,
) -> Expected:
    """Work out what an account that keeps a policy must have made.

    Args:
        policy: The policy.
        names: What the parts of the baseline are called. Default: by the usual prefix.
        not_offered: Types that AWS Backup does not offer, by Region. Default: as AWS's guide says.
        keys: ARN of the key of each vault, by `name/region`. Default: any key will do.
        since: Since when this is promised, aware. Default: for as long as each resource exists.
        times: How long jobs may wait and last, by type too. Default: each waits for its whole
            start window, and lasts as long as a preview takes it to.
    """
    called = names or Names.of(policy.tiers)
    offered = not_offered_in(policy.primary_region, not_offered or {})
    by_tier = {
        name: _Promises(
            policy=policy, tier=tier, plan=called.plans[name], names=called, times=times
        )
        for name, tier in policy.tiers.items()
    }
    types = render_opt_in(offered)
    managed = render_management(offered)
    able = [each for each in ABILITIES if each.backup_type in types]
    locks = (
        (called.primary_vault, policy.primary_region, policy.vault_lock),
        (called.recovery_vault, policy.recovery_region, policy.recovery_vault_lock),
    )
    return Expected(
        primary_region=policy.primary_region,
        recovery_region=policy.recovery_region,
        # Selections take what names its tier, and nothing else.
        default_tier="",
        rules={
            name: _with_whole_types(
                {
                    each: rows
                    for each in able
                    if (rows := promises.rows(each, is_managed=each.backup_type in managed))
                }
            )
            for name, promises in by_tier.items()
        },
        native_days={name: _native_days(tier) for name, tier in policy.tiers.items()},
        keys=dict(keys or {}),
        locked=frozenset(f"{vault}/{region}" for vault, region, lock in locks if lock is not None),
        lock_days={
            f"{vault}/{region}": (lock.min_retention_days, lock.max_retention_days)
            for vault, region, lock in locks
            if lock is not None
        },
        replicated={name: _replicated(policy, tier) for name, tier in policy.tiers.items()},
        since=since,
    )


def most_lost(
    policy: BackupPolicy, tier: str, backup_type: str, times: JobTimes
) -> Mapping[str, timedelta]:
    """Work out how much of a type can be lost at most, by the Region it is restored in.

    The greatest age of the newest recovery point there, of all rules of the tier together;
    continuous backups, which restore to minutes in the Region itself, are left out.

    Args:
        policy: The policy.
        tier: Name of the tier.
        backup_type: AWS Backup's name of the type.
        times: How long jobs may wait and last, by type too.
    """
    names = Names.of(policy.tiers)
    promises = _Promises(
        policy=policy, tier=policy.tiers[tier], plan=names.plans[tier], names=names, times=times
    )
    of_type = [each for each in ABILITIES if each.backup_type == backup_type]
    lost: dict[str, timedelta] = {}
    for each in of_type:
        for region, age in promises.most_lost(each).items():
            lost[region] = max(age, lost.get(region, age))
    return lost


def _with_whole_types(
    rows: Mapping[Abilities, tuple[ExpectedRule, ...]],
) -> Mapping[str, tuple[ExpectedRule, ...]]:
    """Name the rows of each type, and of one whose variants are all promised the same the whole."""
    named = {each.label: made for each, made in rows.items()}
    for each in rows:
        variants = {made for other, made in rows.items() if other.backup_type == each.backup_type}
        if len(variants) == 1:
            named.setdefault(each.backup_type, *variants)
    return named


@dataclass(frozen=True, slots=True, kw_only=True)
class _Promises:
    """A tier, and what its plan is called."""

    policy: BackupPolicy
    tier: Tier
    plan: str
    names: Names
    times: JobTimes

    def rows(self, abilities: Abilities, *, is_managed: bool) -> tuple[ExpectedRule, ...]:
        """List what the plan makes of a type: each rule, then its copies.

        Args:
            abilities: What AWS Backup can do for the type.
            is_managed: Whether the Region's management preference for it is on.
        """
        home = self.policy.primary_region
        # What the guide leaves open is expected: if it is not made, somebody should know.
        if abilities_in_region(abilities, home).can is False:
            return ()
        can = is_managed or not abilities.needs_management_preference
        rules, copies = self._made(abilities, can=can)
        ages = _ages(rules, copies, home, self.times.of_type(abilities.backup_type))
        encrypts = can and abilities.independent_encryption
        return (
            *(_row(rule, ages[rule], abilities, under_vault_key=encrypts) for rule in rules),
            *(_copy_row(copy, ages[copy]) for copy in copies),
        )

    def most_lost(self, abilities: Abilities) -> Mapping[str, timedelta]:
        """Return how old the newest state may be that is kept of a type, by Region."""
        home = self.policy.primary_region
        rules, copies = self._made(abilities, can=True)
        times = self.times.of_type(abilities.backup_type)
        points = [p for p in _points(rules, copies, home, times) if not p.continuous]
        regions = dict.fromkeys(point.region for point in points)
        ages = {
            region: longest_age([p for p in points if p.region == region]) for region in regions
        }
        return {region: age for region, age in ages.items() if age is not None}

    def _made(
        self, abilities: Abilities, *, can: bool
    ) -> tuple[tuple[CoveredRule, ...], tuple[CoveredCopy, ...]]:
        """List the rules that apply to a type, and the copies that are made of it."""
        rules = tuple(self._rule(rule, abilities) for rule in self.tier.rules)
        copies = tuple(
            self._copy(rule, copy)
            for rule in self.tier.rules
            for copy in rule.copies
            if can and self._is_copied(copy, abilities)
        )
        return rules, copies

    def _rule(self, rule: Rule, abilities: Abilities) -> CoveredRule:
        return CoveredRule(
            plan=self.plan,
            rule=rule.name,
            schedule=rule.schedule.expression,
            timezone=rule.schedule.timezone,
            retention_days=rule.lifecycle.delete_after_days,
            continuous=rule.enable_continuous_backup
            and abilities.continuous_rpo_minutes is not None,
            vault=self.names.primary_vault,
            region=self.policy.primary_region,
            start_window_minutes=rule.start_window_minutes,
        )

    def _copy(self, rule: Rule, copy: CopyRule) -> CoveredCopy:
        return CoveredCopy(
            plan=self.plan,
            rule=rule.name,
            region=copy.destination_region,
            account_id=copy.destination_account_id or "",
            vault=self.names.recovery_vault,
            retention_days=rule.copy_lifecycle(copy).delete_after_days,
        )

    def _is_copied(self, copy: CopyRule, abilities: Abilities) -> bool:
        home, away = self.policy.primary_region, copy.destination_region
        is_abroad, is_foreign = away != home, bool(copy.destination_account_id)
        if is_abroad and not abilities.cross_region_copy:
            return False
        if is_foreign and not abilities.cross_account_copy:
            return False
        region = copied_between(abilities, home, away, "region") if is_abroad else None
        account = copied_between(abilities, home, away, "account") if is_foreign else None
        return all(each is None or each.can is not False for each in (region, account))


def _row(
    rule: CoveredRule, at_most: timedelta, abilities: Abilities, *, under_vault_key: bool
) -> ExpectedRule:
    minutes = abilities.continuous_rpo_minutes
    is_said = rule.continuous and minutes is not None and abilities.reports_restorable_time
    lag = timedelta(minutes=minutes or 0) + _LOG_LAG if is_said else None
    return ExpectedRule(
        rule=rule.rule,
        region=rule.region,
        vault=rule.vault,
        at_most=at_most,
        retention_days=rule.retention_days,
        continuous=rule.continuous,
        restorable_lag=lag,
        under_vault_key=under_vault_key,
    )


def _copy_row(copy: CoveredCopy, at_most: timedelta) -> ExpectedRule:
    return ExpectedRule(
        rule=copy.rule,
        region=copy.region,
        vault=copy.vault,
        at_most=at_most,
        retention_days=copy.retention_days,
        is_copy=True,
        # Source: AWS Backup developer guide, encryption (read 2026-11-28).
        under_vault_key=True,
        account_id=copy.account_id,
    )


@lru_cache(maxsize=256)
def _points(
    rules: tuple[CoveredRule, ...], copies: tuple[CoveredCopy, ...], home: str, times: JobTimes
) -> tuple[MadePoint, ...]:
    """List what is certainly made in the two years that are looked at."""
    beside = tuple(rule.cadence for rule in rules)
    runs = sorted(
        (
            Run(due=due, rule=rule, copies=tuple(c for c in copies if c.rule == rule.rule))
            for rule in rules
            for due in all_runs(rule.cadence, beside)
        ),
        key=lambda run: run.due,
    )
    return sure_points(runs, times, home=home, fails=lambda _, __: False) or ()


@lru_cache(maxsize=256)
def _ages(
    rules: tuple[CoveredRule, ...], copies: tuple[CoveredCopy, ...], home: str, times: JobTimes
) -> Mapping[CoveredRule | CoveredCopy, timedelta]:
    """Work out how old the newest recovery point of each rule and copy can be."""
    beside = tuple(rule.cadence for rule in rules)
    points = _points(rules, copies, home, times)

    def age(made: CoveredRule | CoveredCopy) -> timedelta:
        is_copy = isinstance(made, CoveredCopy)
        by = ((made.vault,) if is_copy else ()) + ((made.plan, made.rule),)
        own = [
            replace(point, last=None)
            for point in points
            if point.made_by == by and point.region == made.region
        ]
        rule = next(each for each in rules if each.rule == made.rule)
        return longest_age(own) or _without_bound(rule, beside)

    return {made: age(made) for made in (*rules, *copies)}


def _without_bound(rule: CoveredRule, beside: Sequence[Cadence]) -> timedelta:
    """Return what is granted to a rule whose jobs may wait for others without end."""
    gap = longest_gap((rule.cadence,), beside) or _YEARS
    return gap + timedelta(minutes=rule.start_window_minutes) + _AT_LENGTH


def _native_days(tier: Tier) -> Mapping[str, int]:
    """Map each type to the days for which its service is to keep backups of its own."""
    days: dict[str, int] = {}
    for store in DATA_STORES:
        name = _type_of(store)
        for setting in store.settings:
            if name and setting.at_least is PolicyNumber.NATIVE_RETENTION_DAYS:
                asked = max(tier.native_retention_days, setting.minimum)
                asked = min(asked, setting.maximum or asked)
            elif name and setting.protects and setting.rpo_minutes and store.abilities is None:
                asked = 1  # it is on or off, and the service decides for how long it keeps
            else:
                continue
            days[name] = min(asked, days.get(name, asked))
    return days


def _replicated(policy: BackupPolicy, tier: Tier) -> frozenset[str]:
    """List the types whose service replicates its backups to the recovery Region."""
    away = policy.recovery_region
    if not tier.copies_to(away):
        return frozenset()
    return frozenset(
        name
        for store in DATA_STORES
        for companion in store.companions
        if companion.kind is CompanionKind.RDS_BACKUP_REPLICATION
        and companion_between(companion, policy.primary_region, away).can
        and (name := _type_of(store))
    )


def _type_of(store: DataStore) -> str:
    """Return what a store's type is called in a running account; empty where nobody says.

    AWS Backup's name, else that of CloudFormation.
    """
    if store.abilities is not None:
        return store.abilities.backup_type
    return CLOUDFORMATION_NAMES.get(store.type, "")
