"""One message about several alerts: how many, why, and which, the most important first."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from bamp_pulumi.lambdas.alerts.alert import Alert

__all__ = ["cause_of", "digest_of"]

_LISTED = 500
"""Alerts that a message names at most; the others are in the log of the function and on the bus."""
_REASONS = 3
_DIGITS = 8
_LINE = 400
_TIERS = ("critical", "regulated", "standard", "development")
"""In this order; then those of other names, and at the end what has no tier."""


def digest_of(alerts: Sequence[Alert]) -> Alert:
    """Return one alert that summarizes several of one group.

    Args:
        alerts: At least one. Of one alert it is that alert.
    """
    ranked = sorted(alerts, key=_rank)
    first = ranked[0]
    if len(ranked) == 1:
        return first
    reasons = Counter(_reason(one) for one in ranked)
    return replace(
        first,
        what=f"{len(ranked)} of these: {first.what}",
        # Numbers first, and each reason in quotes: it may have been written to look like more.
        why="; ".join(
            f"{n} times: {json.dumps(reason, ensure_ascii=False)}"
            for reason, n in reasons.most_common(_REASONS)
        ),
        # It is no longer about one resource.
        resource="",
        point="",
        state="",
        command="",
        owner=_shared(one.owner for one in ranked),
        tier=first.tier,
        tiers=tuple(dict.fromkeys(one.tier for one in ranked)),
        vault=_shared(one.vault for one in ranked),
        who=_shared(one.who for one in ranked),
        time=min(one.time for one in ranked),
        listed=tuple(_line(one) for one in ranked[:_LISTED]),
        count=len(ranked),
    )


def cause_of(alert: Alert) -> str:
    """Name what alerts have in common that fail for the same reason."""
    return sha256(f"{alert.call} {_reason(alert)}".encode()).hexdigest()[:_DIGITS]


def _rank(alert: Alert) -> tuple[int, str, str]:
    known = _TIERS.index(alert.tier) if alert.tier in _TIERS else len(_TIERS)
    return (known if alert.tier else len(_TIERS) + 1, alert.resource, alert.key)


def _reason(alert: Alert) -> str:
    """Return why, without what is different for each of many that fail for one reason."""
    why = alert.why
    name = alert.resource.rpartition(":")[2]
    for own in (alert.resource, alert.point, alert.occurrence, alert.who, alert.principal, name):
        why = why.replace(own, "...") if own else why
    return why or alert.state or "no reason given"


def _line(alert: Alert) -> str:
    about = alert.resource or alert.vault or alert.why
    notes = filter(None, (alert.tier, alert.owner, alert.vault, alert.who, alert.state))
    # The notes are in brackets before the name: it cannot write notes of its own.
    return f"[{', '.join(notes)}] {about}"[:_LINE]


def _shared(values: Iterable[str]) -> str:
    """Return what all share; nothing where they differ."""
    different = set(values)
    return different.pop() if len(different) == 1 else ""
