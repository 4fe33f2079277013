"""A storm as people and machines read it."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from rich.console import Console

from bamp_pulumi.rehearsal import Storm, StormDestination
from bamp_pulumi.rehearsal.delivery import Recipient
from bamp_pulumi.rehearsal.delivery.spending import SpendingLimit
from bamp_pulumi.rehearsal.findings import RehearsalFinding
from bamp_pulumi.rehearsal.storm import BusyCall, SmsBudget
from bamp_pulumi.report import storm_document
from bamp_pulumi.report.storm_words import after_in_words, destination_notes
from bamp_pulumi.report.terminal import print_storm

SMS = StormDestination(
    recipient=Recipient("sms", "+12025550423"),
    by=("phone",),
    is_grouped=False,
    sent=5_000,
    first_hour=155,
    most_an_hour=155,
    day=155,
    first=timedelta(),
    last=timedelta(seconds=19),
    incidents=None,
    lost=4_845,
    why_lost=("the limit is reached",),
    budget=SmsBudget(limit=SpendingLimit(usd=1, said_by=""), messages=155),
)
STORM = Storm(
    resources=500,
    stand_ins=498,
    failures=5_000,
    destinations=(SMS,),
    functions=(),
    undelivered=0,
    busy=(BusyCall(call="PutEvents", total=5_002, a_second=10, quota=400),),
    findings=(RehearsalFinding(code="BAMP-W15", at="phone", why="4,845 are lost"),),
)


def printed(storm: Storm, columns: int) -> list[str]:
    """Print it for a terminal of a width."""
    text = StringIO()
    print_storm(storm, Console(file=text, width=columns, highlight=False))
    return text.getvalue().splitlines()


@pytest.mark.parametrize("columns", [80, 120])
def test_a_terminal_of_any_width_has_the_numbers_in_one_row(columns: int) -> None:
    """No number is cut, and no line is longer than the terminal."""
    lines = printed(STORM, columns)
    (row,) = [line for line in lines if line.startswith("sms +12025550423")]

    assert row.split()[2:] == ["155", "155", "at", "once", "1", "min", "4,845"]
    assert max(map(len, lines)) <= columns


def test_the_verdict_is_the_last_line() -> None:
    """With the reason for the exit status."""
    assert printed(STORM, 80)[-1] == "Refused: 1 finding (BAMP-W15). Exit status 1."
    assert printed(replace(STORM, findings=()), 80)[-1] == "Accepted. Exit status 0."


def test_it_says_what_stops_and_what_nothing_groups() -> None:
    """In the words that the documents use."""
    assert [*destination_notes(SMS)] == [
        "one message for each failure: nothing groups them",
        "SMS: stops after 155 messages a month (1 USD, the default of SNS)",
        "4,845 lost: the limit is reached",
    ]


def test_names_are_texts_and_no_markup() -> None:
    """A name in brackets is shown as it is."""
    odd = replace(SMS, recipient=Recipient("email", "[red]ops[/x]@bamp-ops.io"))

    assert any("[red]ops[/x]" in line for line in printed(replace(STORM, destinations=(odd,)), 120))


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (None, "never"),
        (timedelta(), "at once"),
        (timedelta(seconds=1), "1 min"),
        (timedelta(minutes=5), "5 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(minutes=83, seconds=20), "1 h 24 min"),
    ],
)
def test_times_are_rounded_up_to_minutes(after: timedelta | None, words: str) -> None:
    """Never sooner than it is."""
    assert after_in_words(after) == words


def test_the_document_has_every_number() -> None:
    """Under the name and version of its schema."""
    document = storm_document(STORM).model_dump(by_alias=True)

    assert document["schema"] == "bamp.storm/1"
    (sms,) = document["destinations"]
    assert (sms["sent"], sms["delivered"], sms["lost"]) == (5_000, 155, 4_845)
    assert (sms["first_after_seconds"], sms["last_after_seconds"]) == (0, 19)
    assert sms["sms"] == {"limit_usd": 1, "said_by": "", "messages_a_month": 155}
    assert document["calls"] == [
        {"call": "PutEvents", "total": 5_002, "a_second": 10, "quota": 400}
    ]
