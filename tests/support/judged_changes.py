"""What coverage says of one data store before and after a change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from hand_made_account import policy_with
from preview_answer import findings_of, store_lines
from recorded_answers import Answer, difference
from single_changes import Change, changes_of
from sound_stores import with_store
from sweeps import sampled

from bamp_pulumi.coverage import Coverage, Severity, Status, cover
from bamp_pulumi.coverage.finding_kinds import FINDING_KINDS
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.report.resource_document import resource_part

__all__ = ["STORE", "Judged", "Outcome", "judged", "members_of", "outcomes_of"]

STORE: Final = "data"
"""Logical name of the data store that is judged."""
_POLICY: Final = policy_with()
_TODAY: Final = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Judged:
    """How the store stands, and what is said that a person should look at."""

    status: Status | None
    said: frozenset[tuple[str, str]]
    """Code and message of each warning and error."""
    answer: Answer
    """All that a preview answers, line by line."""

    @property
    def is_kept(self) -> bool:
        """Return True if it is called protected, by AWS Backup or by its own service."""
        return self.status in (Status.PROTECTED, Status.NATIVE)

    def after(self, before: "Judged") -> str:
        """Say what has become of it: `fell`, `said`, or `silent`."""
        if not self.is_kept:
            return "fell"
        new = {code for code, _ in self.said} - {code for code, _ in before.said}
        return "said" if new else "silent"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One change, and what has become of the store."""

    kind: str
    resource: Resource
    path: str
    what: str
    outcome: str
    answer: Answer
    """The lines of the preview that the change takes away and adds."""

    def __str__(self) -> str:
        """Name the change."""
        of = f"{self.resource.type}#{self.resource.name}"
        return f"{self.kind}: {of} {self.path}={self.what}: {self.outcome}"


def judged(estate: Estate) -> Judged:
    """Judge the store of an estate."""
    coverage = cover(estate, _POLICY, today=_TODAY)
    own = next((r for r in coverage.resources if r.resource.name == STORE), None)
    findings = (*coverage.findings, *(own.findings if own is not None else ()))
    said = {
        (finding.id, finding.message)
        for finding in findings
        if FINDING_KINDS[finding.id].severity is not Severity.INFO
    }
    return Judged(
        own.status if own is not None else None, frozenset(said), tuple(_answer(coverage))
    )


def _answer(coverage: Coverage) -> Iterator[str]:
    own = next((one for one in coverage.resources if one.resource.name == STORE), None)
    if own is not None:
        yield from store_lines(resource_part(own, coverage))
    yield from findings_of(coverage)


def members_of(estate: Estate) -> Iterator[Resource]:
    """List what AWS sees of an estate."""
    return (r for r in estate.resources if r.custom and r.type.startswith("aws:"))


@cache
def outcomes_of(kind: str, *, account: bool) -> tuple[Outcome, ...]:
    """Change each input of a store's own resources, or of its account's, one at a time.

    Of each input at least one change is in the sample of the gate.
    """
    estate = with_store(kind)
    before = judged(estate)
    assert before.is_kept, (kind, before)

    def outcome(resource: Resource, change: Change) -> Outcome:
        now = judged(change.estate)
        new = difference(before.answer, now.answer)
        return Outcome(kind, resource, change.path, change.what, now.after(before), new)

    changes = sampled(
        f"every change of {'the account beside ' if account else ''}{kind}",
        (
            change
            for resource in members_of(estate)
            if (resource.name in _ACCOUNT) is account and (account or _is_new(kind, resource))
            for change in changes_of(estate, resource, is_store=resource.name == STORE)
        ),
        one_in=5,
        name=lambda one: f"{one.resource.type} {one.resource.name} {one.path} {one.what}",
        part=lambda one: (one.resource.urn, one.path.partition(".")[0]),
    )
    return tuple(outcome(change.resource, change) for change in changes)


_ACCOUNT: Final = frozenset(
    (
        *("backup-key", "recovery-key", "main", "recovery", "main-lock", "recovery-lock"),
        *("settings", "backup", "boundary", "own", "policy", "policy-0", "policy-1"),
        *("plan", "selection"),
    )
)
"""Logical names of what `hand_made_account` declares."""
_AGAIN: Final = {
    "RDS instance, locked": frozenset[str](),
    "RDS instance, continuous": frozenset[str](),
    "S3 bucket, continuous": frozenset({"events"}),
}
"""Kinds that another one declares too, but for these resources: what is the same is tried once."""


def _is_new(kind: str, resource: Resource) -> bool:
    return kind not in _AGAIN or resource.name in _AGAIN[kind]
