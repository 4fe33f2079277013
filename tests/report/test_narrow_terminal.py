"""What 80 columns show: names are broken where a reader would break them, and nothing twice.

A text with other characters than ASCII is wrapped by the terminal library, and not tested here.
"""

from dataclasses import replace
from io import StringIO
from itertools import pairwise

import pytest
from covered_resources import covered, rule
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType
from rich.table import Table

from bamp_pulumi.coverage import Coverage
from bamp_pulumi.estate import Estate
from bamp_pulumi.report.rehearsal_words import FaultLine
from bamp_pulumi.report.terminal import print_preview
from bamp_pulumi.report.terminal.broken import breaks_of
from bamp_pulumi.report.terminal.console import hanging, line
from bamp_pulumi.report.terminal.faults import print_faults

TRAIL = "assumed: a trail elsewhere, acknowledged until 2028-06-30 by audit: another account has it"
FAULT = FaultLine(
    fault="backup-job-completed-with-issues",
    detected=True,
    notified="email, pagerduty, slack, ticket",
    accepted="",
    says="“[critical] carts: a backup or copy job has not completed”",
    within="5 min",
    lost="all, 1 of 6 kinds",
    recovered="",
    left="",
)
ASSUMED = replace(FAULT, fault="vault-lock-removed", detected=None, accepted=TRAIL, says="")


def parts(word: str, width: int) -> list[str]:
    """Break a word."""
    offsets = [0, *breaks_of(word, width), len(word)]
    return [word[a:b] for a, b in pairwise(offsets)]


def printed(what: RenderableType, columns: int = 80) -> list[str]:
    """Print something for a terminal of a width."""
    text = StringIO()
    Console(file=text, width=columns, highlight=False).print(what)
    return [each.rstrip() for each in text.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("word", "width", "broken"),
    [
        ("snapshotRetentionLimit", 20, ["snapshotRetention", "Limit"]),
        (
            "https://events.pagerduty.com/v2/enqueue",
            35,
            ["https://events.pagerduty.com/v2/", "enqueue"],
        ),
        ("bamp-alerts-undelivered", 19, ["bamp-alerts-", "undelivered"]),
        ("bamp-alerts", 11, ["bamp-alerts"]),
        ("aaaaaaaaaa", 4, ["aaaa", "aaaa", "aa"]),
    ],
)
def test_a_name_is_broken_between_its_parts(word: str, width: int, broken: list[str]) -> None:
    """After a sign, or before a capital; where there is neither, at the end of the line."""
    assert parts(word, width) == broken


@given(word=st.from_regex(r"[A-Za-z0-9/:._-]{1,60}", fullmatch=True), width=st.integers(1, 40))
def test_every_part_fits_and_nothing_is_lost(word: str, width: int) -> None:
    """Whatever the word and the width."""
    broken = parts(word, width)

    assert "".join(broken) == word
    assert all(0 < len(part) <= width for part in broken)


def test_a_cell_of_a_table_breaks_a_name_between_its_parts() -> None:
    """Words before and after it are wrapped as ever."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(width=20, overflow="fold")
    table.add_row(line("the snapshotRetentionLimit is 35"))

    assert printed(table) == ["the", "snapshotRetention", "Limit is 35"]


def test_a_paragraph_is_indented_after_its_first_line() -> None:
    """Else what follows looks like another entry of the list."""
    assert printed(hanging("one two three four", first=1, more=2), 10) == [
        " one two",
        "   three",
        "   four",
    ]


@pytest.mark.parametrize(("columns", "head"), [(80, "Status, tier"), (100, "Status")])
def test_a_tier_stands_below_the_status_where_columns_are_few(columns: int, head: str) -> None:
    """A column of its own would leave a word for each line of the protection."""
    one = replace(covered(rule()), tier="tier-of-orders")
    coverage = Coverage(estate=Estate((), (one.resource,)), resources=(one,), findings=())
    text = StringIO()
    print_preview(
        coverage, Console(file=text, width=columns), allow_unverified=False, verbose=False
    )
    lines = text.getvalue().splitlines()

    (heads,) = [each for each in lines if each.startswith("Status")]
    assert heads.split("  ")[0] == head
    assert any(each.startswith("tier-of-orders") for each in lines) is (columns == 80)
    assert max(map(len, lines)) <= columns


@pytest.mark.parametrize("columns", [80, 120])
def test_what_is_said_of_several_faults_is_a_note(columns: int) -> None:
    """Once, below the table; a message has the whole width."""
    text = StringIO()
    print_faults(
        [FAULT, ASSUMED, replace(ASSUMED, fault="key-disabled")],
        Console(file=text, width=columns, highlight=False),
    )
    said = text.getvalue()
    lines = [each.rstrip() for each in said.splitlines()]

    assert " ".join(said.split()).count("a trail elsewhere") == 1
    assert " ".join(said.split()).count("assumed [1]") == 2
    assert "  “[critical] carts: a backup or copy job has not completed”" in lines
    assert max(map(len, lines)) <= columns


def test_what_is_said_of_one_fault_stands_below_it() -> None:
    """A note of one fault would only send the reader elsewhere."""
    text = StringIO()
    print_faults([FAULT, ASSUMED], Console(file=text, width=80, highlight=False))
    lines = [each.rstrip() for each in text.getvalue().splitlines()]

    assert "[1]" not in text.getvalue()
    assert lines[-2:] == [
        "  assumed: a trail elsewhere, acknowledged until 2028-06-30 by audit: another",
        "    account has it",
    ]
