"""Every single change of what a judgement stands on: none leaves a store protected unread.

Each kind of data store is declared soundly beside its account. Then each resource is taken away or
only looked up, and each of its inputs, nested ones too, is unknown, left out or another. The store
falls, or the change stands in `tests/support/kept_changes.txt` with the reason why it may stay. The
gate tries a sample: of each input of each resource one change at least.

Cannot prove what AWS does with a value; only that each value was decided about.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from judged_changes import Outcome, judged, outcomes_of
from kept_changes import Entry, entries_about, kept_changes
from recorded_changes import Section, hold_changes
from sound_stores import STORES, with_store
from sweeps import of_all_cases

pytestmark = pytest.mark.xdist_group("every change")  # the last test reads what the others tried

BESIDE = ("RDS instance, locked", "DynamoDB table", "S3 bucket, continuous")
"""The stores beside which the account's own parts are changed too."""


ANSWERS = Path(__file__).parent / "answers"
"""What a preview answers to each change, recorded by `BAMP_WRITE_SNAPSHOTS=1`."""


def file_name(kind: str) -> str:
    """Name the file of a kind of store."""
    return kind.replace(", ", " ").replace(" ", "-").lower()


def entries_of(outcome: Outcome) -> list[Entry]:
    """List the entries that are about a change."""
    return [
        entry
        for entry in entries_about(outcome.kind, outcome.resource.type)
        if entry.covers(
            outcome.kind, outcome.resource.type, outcome.resource.name, outcome.path, outcome.what
        )
    ]


def undecided(outcomes: tuple[Outcome, ...]) -> list[str]:
    """List the changes after which a store stays protected, and nobody has said why."""
    return [
        str(outcome)
        for outcome in outcomes
        if outcome.outcome != "fell"
        and outcome.outcome not in {entry.outcome for entry in entries_of(outcome)}
    ]


@pytest.mark.parametrize("kind", STORES)
def test_no_store_stays_protected_with_its_own_reason_gone(kind: str) -> None:
    """Its key, policy, companions, settings and tags each decide, or are known not to."""
    assert undecided(outcomes_of(kind, account=False)) == []


@pytest.mark.parametrize("kind", BESIDE)
def test_no_store_stays_protected_with_the_accounts_reason_gone(kind: str) -> None:
    """Vaults, keys, locks, roles, policies, plans, selections, settings: one at a time."""
    assert undecided(outcomes_of(kind, account=True)) == []


def is_told_why(outcome: Outcome) -> bool:
    """Return True if a finding to look at is among what is new."""
    return any(line.startswith(("warning ", "error ")) for line in outcome.answer)


@pytest.mark.parametrize("kind", STORES)
def test_of_a_store_that_falls_a_finding_says_why(kind: str) -> None:
    """A status alone helps nobody to mend it."""
    outcomes = outcomes_of(kind, account=False)
    if kind in BESIDE:
        outcomes += outcomes_of(kind, account=True)

    assert [str(one) for one in outcomes if one.outcome == "fell" and not is_told_why(one)] == []


def answers(kind: str, *, account: bool) -> Iterator[Section]:
    """List what each change makes of what a preview answers of a sound store, by resource."""
    outcomes = outcomes_of(kind, account=account)
    for resource, changes in groupby(outcomes, key=lambda outcome: outcome.resource):
        yield (
            f"{resource.type} {resource.name}",
            [(one.path, one.what, one.answer) for one in changes],
        )


@pytest.mark.parametrize("kind", STORES)
def test_each_change_of_a_store_is_answered_as_recorded(kind: str) -> None:
    """Status, rules, copies, what can be lost, and every finding with its message."""
    before = judged(with_store(kind)).answer
    hold_changes(ANSWERS / f"{file_name(kind)}.txt", before, answers(kind, account=False))


@pytest.mark.parametrize("kind", BESIDE)
def test_each_change_of_the_account_is_answered_as_recorded(kind: str) -> None:
    """As above, for vaults, keys, locks, roles, policies, plans, selections and settings."""
    before = judged(with_store(kind)).answer
    path = ANSWERS / f"account-beside-{file_name(kind)}.txt"
    hold_changes(path, before, answers(kind, account=True))


@of_all_cases
def test_every_entry_leaves_a_store_protected() -> None:
    """An entry that nothing needs would hide the next hole; the count is printed with `-s`."""
    outcomes = [outcome for kind in STORES for outcome in outcomes_of(kind, account=False)]
    outcomes += [outcome for kind in BESIDE for outcome in outcomes_of(kind, account=True)]
    used = {
        entry
        for outcome in outcomes
        for entry in entries_of(outcome)
        if entry.outcome == outcome.outcome
    }
    counted = Counter((outcome.kind, outcome.outcome) for outcome in outcomes)
    for kind in STORES:
        fell, said, silent = (counted[kind, what] for what in ("fell", "said", "silent"))
        sys.stdout.write(
            f"{kind}: {fell + said + silent} changes, {fell} fell, {said} said, {silent} kept\n"
        )

    assert [entry for entry in kept_changes() if entry not in used] == []
    assert len(outcomes) >= 300
