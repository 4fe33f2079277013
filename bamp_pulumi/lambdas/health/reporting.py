"""From how everything stands to events: what the alerts make their messages of.

An event is about one resource and one vault, so that a backup and its copy are two alerts. What a
call did not answer is reported once, of the call, and not of every resource that it concerns.

Sources: EventBridge API reference, PutEvents: 10 entries a request at most; EventBridge user guide,
eb-putevent-size: how the size of an entry is counted (read 2026-11-29).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from bamp_pulumi.lambdas.health.expected import Expected, ExpectedRule
from bamp_pulumi.lambdas.health.standing import (
    Reason,
    ReasonKind,
    Standing,
    Subject,
    Weight,
)

__all__ = [
    "ALERTS_OF",
    "BACKUP_MISSING",
    "DETAIL_TYPE",
    "EXEMPTION_OVER",
    "HEALTHY_STATE",
    "NOT_AS_PROMISED",
    "NOT_SEEN",
    "SOURCE",
    "Account",
    "Entry",
    "alert_of",
    "batches",
    "entry_of",
    "events_of",
    "kinds_of",
    "sees_all",
    "vault_arn",
]

# Any: an entry as `put_events` of boto3 takes it.
Entry = dict[str, Any]

SOURCE: Final = "bamp.health"
DETAIL_TYPE: Final = "Backup Health"
BACKUP_MISSING: Final = "backup-missing"
NOT_AS_PROMISED: Final = "not-as-promised"
EXEMPTION_OVER: Final = "exemption-over"
NOT_SEEN: Final = "not-seen"

_OTHERS: Final[Mapping[ReasonKind, str]] = MappingProxyType(
    {
        ReasonKind.ACCESS_POINT_OPEN: NOT_AS_PROMISED,
        ReasonKind.EXEMPTION_EXPIRED: EXEMPTION_OVER,
        ReasonKind.EXEMPTION_INCOMPLETE: EXEMPTION_OVER,
        ReasonKind.EXEMPT_AND_TIERED: EXEMPTION_OVER,
        ReasonKind.FROM_THE_FUTURE: NOT_SEEN,
        ReasonKind.LOCK_CHANGED: NOT_AS_PROMISED,
        ReasonKind.MISSPELT_TAG: NOT_AS_PROMISED,
        ReasonKind.NATIVE_SHORT: NOT_AS_PROMISED,
        ReasonKind.OPT_IN_OFF: NOT_AS_PROMISED,
        ReasonKind.REPLICA_KEY: NOT_AS_PROMISED,
        ReasonKind.RETENTION_LONG: NOT_AS_PROMISED,
        ReasonKind.RETENTION_SHORT: NOT_AS_PROMISED,
        ReasonKind.STUCK_JOB: NOT_AS_PROMISED,
        ReasonKind.TAGS_UNREADABLE: NOT_SEEN,
        ReasonKind.UNLOCKED: NOT_AS_PROMISED,
        ReasonKind.UNSEEN: NOT_SEEN,
        ReasonKind.UNUSABLE: NOT_AS_PROMISED,
        ReasonKind.UNUSUAL_DURATION: NOT_AS_PROMISED,
        ReasonKind.UNUSUAL_SIZE: NOT_AS_PROMISED,
        ReasonKind.WRONG_KEY: NOT_AS_PROMISED,
    }
)
ALERTS_OF: Final[Mapping[ReasonKind, str]] = MappingProxyType(
    # What is not named here fails closed: a backup is missing.
    {kind: _OTHERS.get(kind, BACKUP_MISSING) for kind in ReasonKind}
)
"""Kind of the alert that each kind of reason makes, where it is more than a note."""

_NEVER_TOLD: Final = frozenset({ReasonKind.NOT_TOLD})
"""What no list call says: stated in the documentation, and not reported anew by each run."""
_WEIGHTS: Final = (Weight.BROKEN, Weight.UNSEEN, Weight.WARNING)
"""The gravest first."""
HEALTHY_STATE: Final = "NoLongerThere"
"""State of what is gone and had an alert open."""
_MOST_ENTRIES: Final = 10
_MOST_BYTES: Final = 256_000
"""Of a request. House rule: below 256 KB, which AWS has taken for as long as there is PutEvents."""
_TIME_BYTES: Final = 14
_LONGEST: Final = 4_000
"""Characters of the reasons: the alerts read no more of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whose account it is, and what its events say besides."""

    account_id: str
    partition: str = "aws"
    role_arn: str = ""
    """Role that a backup on demand is made with. Default: not known, and no command is given."""
    expected: Expected | None = None
    """What is promised: it says what a backup on demand has to be like. Default: not known."""
    accounts: Mapping[tuple[str, str], str] = field(init=False)
    """Account of each vault of another one, by name and Region."""

    def __post_init__(self) -> None:
        """Look up which vaults are in other accounts."""
        rules = () if self.expected is None else _rules_of(self.expected)
        found = {(rule.vault, rule.region): rule.account_id for rule in rules if rule.account_id}
        object.__setattr__(self, "accounts", found)


def events_of(
    standings: Iterable[Standing], account: Account, at: datetime | None = None
) -> list[Entry]:
    """Return the events about all that is not well, as PutEvents takes them.

    Args:
        standings: How everything stands.
        account: Whose it is.
        at: When that was read: an older report never counts against a newer one. Default: when
            EventBridge takes them.
    """
    all_of_it = tuple(standings)
    is_whole = sees_all(all_of_it)
    return [
        entry_of(_detail_of(standing, reasons, account), at)
        for standing in all_of_it
        for reasons in _reported(standing, is_whole=is_whole)
    ]


def sees_all(standings: Iterable[Standing]) -> bool:
    """Return True if every call was answered that is not about one resource alone."""
    return not any(one.subject is Subject.CALL and not one.arn for one in standings)


def alert_of(reason: Reason) -> str:
    """Return the kind of the alert about a reason; empty for none."""
    if reason.weight is Weight.NOTE or reason.kind in _NEVER_TOLD:
        return ""
    return NOT_SEEN if reason.weight is Weight.UNSEEN else ALERTS_OF[reason.kind]


def kinds_of(alert: str) -> list[str]:
    """Return what `detail.kind` is in the events of a kind of alerts."""
    return sorted(
        kind.value for kind, of in ALERTS_OF.items() if of == alert and kind not in _NEVER_TOLD
    )


def vault_arn(account: Account, name: str, region: str) -> str:
    """Return the ARN of a vault; empty without a name."""
    owner = account.accounts.get((name, region), account.account_id)
    return f"arn:{account.partition}:backup:{region}:{owner}:backup-vault:{name}" if name else ""


def entry_of(detail: Mapping[str, object], at: datetime | None) -> Entry:
    """Return an event as PutEvents takes it."""
    arn = str(detail["resourceArn"])
    return {
        "Source": SOURCE,
        "DetailType": DETAIL_TYPE,
        "Resources": [arn] if arn.startswith("arn:") else [],
        "Detail": json.dumps(detail, sort_keys=True),
        **({} if at is None else {"Time": at}),
    }


def batches(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Split entries into what one request takes of them."""
    batch: list[Entry] = []
    size = 0
    for entry in entries:
        own = _size_of(entry)
        if batch and (len(batch) == _MOST_ENTRIES or size + own > _MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(entry)
        size += own
    if batch:
        yield batch


def _size_of(entry: Entry) -> int:
    texts = (entry["Source"], entry["DetailType"], entry["Detail"], *entry["Resources"])
    return _TIME_BYTES + sum(len(text.encode()) for text in texts)


def _reported(standing: Standing, *, is_whole: bool) -> Iterator[list[Reason]]:
    """Give the reasons of each event about a standing, the gravest first."""
    found: defaultdict[tuple[str, str, str], list[Reason]] = defaultdict(list)
    for reason in standing.reasons:
        alert = alert_of(reason)
        # What a call has hidden is reported of the call.
        is_of_a_call = standing.subject is Subject.CALL
        if alert and (alert != NOT_SEEN or is_whole or is_of_a_call):
            vault = "" if alert == NOT_SEEN else reason.vault
            found[alert, vault, reason.region if vault else ""].append(reason)
    for reasons in found.values():
        yield sorted(reasons, key=_gravity)


def _gravity(reason: Reason) -> tuple[int, float]:
    late = 0.0 if reason.late is None else reason.late.total_seconds()
    return (_WEIGHTS.index(reason.weight), -late)


def _detail_of(
    standing: Standing, reasons: Sequence[Reason], account: Account
) -> dict[str, object]:
    gravest = reasons[0]
    alert = alert_of(gravest)
    vault = "" if alert == NOT_SEEN else gravest.vault
    kind = ReasonKind.UNSEEN if alert == NOT_SEEN else gravest.kind
    return {
        "state": standing.state.value,
        "kind": kind.value,
        "resourceArn": _named(standing, account),
        "resourceType": standing.type,
        "resourceName": standing.name,
        "backupVaultName": vault,
        "backupVaultArn": vault_arn(account, vault, gravest.region),
        "region": standing.region or _home_of(account),
        "tier": standing.tier,
        "owner": standing.owner,
        "statusMessage": "; ".join(dict.fromkeys(each.why for each in reasons))[:_LONGEST],
        "newest": "" if standing.newest is None else standing.newest.isoformat(),
        **(_on_demand(standing, gravest, account) if alert == BACKUP_MISSING else {}),
    }


def _home_of(account: Account) -> str:
    """Return the Region of what is about none."""
    return "" if account.expected is None else account.expected.primary_region


def _named(standing: Standing, account: Account) -> str:
    """Return the ARN of what stands so; of a call that was not answered what it is called."""
    if standing.arn.startswith("arn:"):
        return standing.arn
    if standing.arn:  # a vault that is not there: `name/us-east-1`
        return vault_arn(account, standing.name, standing.region)
    of = f" of {standing.name}" if standing.name else ""
    return f"{standing.type}{of} in {standing.region or 'every Region'}"


def _on_demand(standing: Standing, reason: Reason, account: Account) -> dict[str, object]:
    """Return what a backup on demand takes that the check counts: none for a copy."""
    rules = () if account.expected is None else _rules_of(account.expected, standing.tier)
    rule = next(
        (
            rule
            for rule in rules
            if (rule.rule, rule.vault, rule.region) == (reason.rule, reason.vault, reason.region)
        ),
        None,
    )
    if rule is None or rule.is_copy or not account.role_arn:
        return {}
    return {"iamRoleArn": account.role_arn, "deleteAfterDays": rule.retention_days}


def _rules_of(expected: Expected, tier: str = "") -> Iterator[ExpectedRule]:
    """List what is promised of a tier, or of all."""
    for name, by_type in expected.rules.items():
        if tier in ("", name):
            for rules in by_type.values():
                yield from rules
