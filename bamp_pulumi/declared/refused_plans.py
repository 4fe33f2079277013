"""Why AWS Backup would refuse a plan: then none of its rules exists.

A plan that this library did not write is judged by the limits that this library keeps itself to.
"""

from collections.abc import Iterator, Sequence

from bamp_pulumi.catalog import (
    COLD_STORAGE_MIN_DAYS,
    CONTINUOUS_MAX_DAYS,
    COPY_ACTIONS_PER_RULE,
    RETENTION_MAX_DAYS,
    RETENTION_MIN_DAYS,
    RULES_PER_PLAN,
    START_WINDOW_MIN_MINUTES,
)
from bamp_pulumi.declared.rules import DeclaredRule
from bamp_pulumi.errors import BampError
from bamp_pulumi.policy import Schedule, parse

__all__ = ["why_refused"]


def why_refused(rules: Sequence[DeclaredRule]) -> str:
    """Return why AWS Backup refuses a plan of these rules; empty if no reason is known.

    Only what is known is judged; each limit stands with its source in the catalog.
    """
    if not rules:
        return "it has no rule, and a plan has one at least"
    if len(rules) > RULES_PER_PLAN:
        return f"it has {len(rules)} rules, and AWS Backup takes {RULES_PER_PLAN}"
    return next((f"rule {r.name}: {reason}" for r in rules for reason in _reasons(r)), "")


def _reasons(rule: DeclaredRule) -> Iterator[str]:
    if "rules" in rule.unknown or "rule" in rule.unknown:
        return
    yield from _schedule_reasons(rule)
    yield from _lifecycle_reasons(rule)
    if rule.start_window_minutes < START_WINDOW_MIN_MINUTES:
        window = rule.start_window_minutes
        yield f"its start window is {window} min, and {START_WINDOW_MIN_MINUTES} min are the least"
    if len(rule.copies) > COPY_ACTIONS_PER_RULE:
        yield f"it has {len(rule.copies)} copy actions, and {COPY_ACTIONS_PER_RULE} are the most"


def _schedule_reasons(rule: DeclaredRule) -> Iterator[str]:
    try:
        parse(Schedule, {"expression": rule.schedule, "timezone": rule.timezone})
    except BampError as error:
        refusal = error.refusals[0]
        yield f"its schedule has {refusal.given} (allowed: {refusal.allowed})"


def _lifecycle_reasons(rule: DeclaredRule) -> Iterator[str]:
    if any(part.startswith("lifecycle") for part in rule.unknown):
        return
    kept, cold = rule.delete_after_days, rule.cold_storage_after_days
    yield from _kept_reasons("it", kept, cold)
    for copy in rule.copies:
        if not any(part.startswith("lifecycle") for part in copy.unknown):
            what = f"its copy to {copy.vault_name or 'a vault that is not known'}"
            yield from _kept_reasons(what, copy.delete_after_days, copy.cold_storage_after_days)
    if rule.continuous and (kept is None or kept > CONTINUOUS_MAX_DAYS):
        told = "for ever" if kept is None else f"{kept} days"
        yield (
            f"it is continuous and keeps {told}, and a continuous backup is kept "
            f"{CONTINUOUS_MAX_DAYS} days at most"
        )


def _kept_reasons(what: str, kept: int | None, cold: int | None) -> Iterator[str]:
    """Judge a lifecycle, of a rule or of a copy action: the same bounds hold for both."""
    if kept is not None and not RETENTION_MIN_DAYS <= kept <= RETENTION_MAX_DAYS:
        yield (
            f"{what} keeps {kept} days, and {RETENTION_MIN_DAYS} to {RETENTION_MAX_DAYS} "
            "are allowed"
        )
    if cold is not None and kept is not None and kept < cold + COLD_STORAGE_MIN_DAYS:
        yield (
            f"{what} keeps {kept} days, {cold} of them warm, and cold storage is for "
            f"{COLD_STORAGE_MIN_DAYS} days or more"
        )
