"""The words of an account's summary, the same in terminal and Markdown."""

from collections.abc import Iterator
from dataclasses import dataclass

from bamp_pulumi.coverage import acknowledged_in_words
from bamp_pulumi.declared import DeclaredCopy, DeclaredRule
from bamp_pulumi.rehearsal import AccountSummary
from bamp_pulumi.report.words import days_in_words

__all__ = ["Section", "account_sections"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A table, or a list where it has one column without a heading."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def account_sections(summary: AccountSummary) -> Iterator[Section]:
    """List what an account declares, section by section."""
    yield Section(
        title="Tiers",
        columns=("Tier", "Rule", "Schedule", "Kept", "Copies"),
        rows=tuple(
            (one.tier or one.plan.name, *row) if number == 0 else ("", *row)
            for one in summary.plans
            for number, row in enumerate(map(_rule, one.rules))
        ),
    )
    yield Section(
        title="Vaults",
        columns=("Vault", "Region", "Lock", "Key"),
        rows=tuple((one.vault.name, one.vault.region, one.lock, one.key) for one in summary.vaults),
    )
    yield Section(
        title="Who is notified of a failed backup",
        columns=("Destination", "Tiers", "Severities", "Within"),
        rows=tuple(
            (
                f"{one.recipient.kind} {one.recipient.address}",
                ", ".join(one.tiers),
                ", ".join(one.severities) or "all",
                f"{one.minutes} min",
            )
            for one in summary.destinations
        )
        or (("nobody, as far as is known", "", "", ""),),
    )
    if summary.by_hand:
        rows = tuple((f"{number}. {one}",) for number, one in enumerate(summary.by_hand, start=1))
        yield Section(title="What is left to do by hand", columns=("",), rows=rows)
    if summary.acknowledged:
        yield Section(
            title="What the policy acknowledges",
            columns=("",),
            rows=tuple(
                (f"{path}: {acknowledged_in_words(one)}",) for path, one in summary.acknowledged
            ),
        )


def _rule(rule: DeclaredRule) -> tuple[str, ...]:
    if rule.unknown:
        said = f"known after deployment: {', '.join(rule.unknown)}"
        return rule.name, said, "", ""
    kept = days_in_words(rule.delete_after_days)
    if rule.continuous:
        kept = f"any second {kept}"
    if rule.cold_storage_after_days is not None:
        kept += f", cold after {days_in_words(rule.cold_storage_after_days)}"
    schedule = f"{rule.schedule} {rule.timezone}"
    return rule.name, schedule, kept, ", ".join(map(_copy, rule.copies)) or "none"


def _copy(copy: DeclaredCopy) -> str:
    if copy.unknown:
        return f"known after deployment: {', '.join(copy.unknown)}"
    return f"{copy.region} {days_in_words(copy.delete_after_days)}"
