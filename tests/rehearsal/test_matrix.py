"""The page of who is notified of what: this library's alerts, and three others beside them."""

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from alerted import ACCOUNT, HERE, outcomes, rehearsed, stores, whole
from peers import alarms_without_actions, all_notifications_to_a_topic, filtered_notifications

from bamp_pulumi.components import Baseline
from bamp_pulumi.rehearsal import FAULTS, Outcome, RehearsalFinding
from bamp_pulumi.testing import declare

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "alerts.md"
HEAD = """\
# Alerts: who is notified of what

An account whose [`bamp:alerts`](../how-to/account.md#configure-alerts) name an e-mail address, a
telephone number, Slack, PagerDuty for what is critical, a webhook and tickets, with a database, a
bucket and a trail: the outcome of each [fault](faults.md) when it is rehearsed. Written by a test
from what `bamp rehearse` finds, for the worst of database and bucket. Minutes are the longest until
the last of them has the message; events and metrics of AWS Backup come every five minutes.

| Fault | Noticed by | Notified | Minutes |
| --- | --- | --- | ---: |
"""
SILENT = """
The others are in no event, metric or notification of AWS: only what looks for them finds them.
"""
BESIDE = """
## Beside three others

What users of three public projects get, rebuilt as Pulumi programs from their sources and rehearsed
in the same way, each with the same database and bucket:

- **A**: every vault notification to a topic with one e-mail address, as the backup vault construct
  of aws-cdk offers.
- **B**: five notifications to one e-mail address behind the filter `State` anything-but
  `COMPLETED`, as the AWS backup blueprint of the NHS ships.
- **C**: alarms without actions, one of them on a dimension that its metric lacks, as the secure
  example of terraform-aws-backup ships.

A number is the minutes until the first person is notified; *perhaps* depends on something that is
not documented; *none* is a fault that has nothing to break there. No trail is declared in any of
the three: none of them has a rule for API calls.

| Fault | This library | A | B | C |
| --- | ---: | ---: | ---: | ---: |
"""
WRONG = """
What the rehearsal finds wrong with them, beside the signals that they have no rule for:

"""


def _beside(wire: Callable[[str], None]) -> Callable[[], None]:
    def program() -> None:
        Baseline("bamp", {})
        wire("bamp-primary")
        stores()

    return program


PEERS = {
    "A": all_notifications_to_a_topic,
    "B": filtered_notifications,
    "C": alarms_without_actions,
}


@cache
def peer(name: str) -> tuple[dict[str, Outcome], tuple[RehearsalFinding, ...]]:
    """What each fault comes to in a wiring of others, and what is wrong with it."""
    estate = declare(_beside(PEERS[name]), account_id=ACCOUNT, region=HERE)
    findings = (f for f in rehearsed(estate).findings if f.code != "BAMP-W09")
    return outcomes(estate), tuple(findings)


@cache
def ours() -> dict[str, Outcome]:
    """What each comes to with everything that this library can tell by."""
    return outcomes(whole())


def _row(fault: str) -> str:
    outcome = ours()[fault]
    by = ", ".join(f"`{name.removeprefix('bamp-')}`" for name in outcome.by) or "nobody"
    kinds = dict.fromkeys(one.recipient.kind for one in outcome.notified)
    told = ", ".join("webhook" if kind == "https" else kind for kind in kinds)
    minutes = max((one.minutes for one in outcome.notified), default="")
    return f"| `{fault}` | {by} | {told} | {minutes} |"


def _cell(outcome: Outcome | None) -> str:
    if outcome is None:
        return "*none*"
    if outcome.detected is None:
        return "*perhaps*"
    return str(outcome.after_minutes) if outcome.detected else "nobody"


def _beside_row(fault: str) -> str:
    cells = [_cell(ours()[fault]), *(_cell(peer(name)[0].get(fault)) for name in PEERS)]
    return f"| `{fault}` | {' | '.join(cells)} |"


def _noticed(found: dict[str, Outcome]) -> int:
    return sum(outcome.detected is True for outcome in found.values())


def _wrong() -> Iterator[str]:
    for name in PEERS:
        for finding in peer(name)[1]:
            yield f"- {name}, `{finding.at}`: {finding.why} (`{finding.code}`)"


def page() -> str:
    """Write the page."""
    count = f"\n{_noticed(ours())} of {len(FAULTS)} notify somebody. "
    totals = [_noticed(ours()), *(_noticed(peer(name)[0]) for name in PEERS)]
    last = (
        f"| **certainly notified, of {len(FAULTS)}** | {' | '.join(f'**{n}**' for n in totals)} |"
    )
    return (
        HEAD
        + "\n".join(map(_row, FAULTS))
        + "\n"
        + count
        + SILENT.lstrip()
        + BESIDE
        + "\n".join([*map(_beside_row, FAULTS), last])
        + "\n"
        + WRONG
        + "\n".join(_wrong())
        + "\n"
    )


def test_the_page_is_what_the_rehearsal_finds() -> None:
    """`BAMP_WRITE_SNAPSHOTS=1` writes it anew."""
    written = page()
    if os.environ.get("BAMP_WRITE_SNAPSHOTS"):
        PAGE.write_text(written, encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == written


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_others_hear_of_we_hear_of(fault: str) -> None:
    """And as soon."""
    mine = ours()[fault]

    for name in PEERS:
        theirs = peer(name)[0].get(fault)
        if theirs is not None and theirs.detected:
            assert mine.detected
            assert (mine.after_minutes or 0) <= (theirs.after_minutes or 0)


def test_what_is_wrong_with_the_others_is_named() -> None:
    """A filter that drops what has no State; alarms that tell nobody, one on a wrong dimension."""
    codes = {name: {(f.at, f.code) for f in peer(name)[1]} for name in PEERS}

    assert codes["A"] == set()
    assert codes["B"] == {("mail", "BAMP-W03")}
    assert codes["C"] == {
        ("failed", "BAMP-W05"),
        ("copies", "BAMP-W05"),
        ("expired", "BAMP-W04"),
        ("expired", "BAMP-W05"),
    }
