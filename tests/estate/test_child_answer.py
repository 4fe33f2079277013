"""What is believed of what a program's process has answered, and what its end is called."""

import json
import signal
from typing import Any

import pytest

from bamp_pulumi.estate.child_answer import document_of
from bamp_pulumi.estate.child_process import Ended, Stopped
from bamp_pulumi.estate.kept_output import KeptOutput
from bamp_pulumi.estate.secret_values import SecretValues

MARKER = "5a" * 16
SOUND = {"steps": [{"op": "create"}]}


def said(
    answer: bytes, *, status: int = 0, stopped: Stopped | None = None, printed: bytes = b""
) -> str:
    """Return the message of the failure; empty for an answer that is believed."""
    output = KeptOutput(64 * 1024)
    output.add(printed)
    document = document_of(Ended(status, stopped, answer, output), MARKER, SecretValues(()))
    return document.get("failure", {}).get("message", "")


def framed(document: Any) -> bytes:  # noqa: ANN401 - any JSON
    """Write an answer as it should be."""
    return f"{MARKER}\n{json.dumps(document)}\n{MARKER}\n".encode()


def test_a_whole_answer_of_a_process_that_ended_well_is_believed() -> None:
    """Else no other test here says anything."""
    assert said(framed(SOUND)) == ""


@pytest.mark.parametrize(
    ("status", "end"),
    [
        (3, "ended with exit status 3"),
        (-signal.SIGSEGV, "ended by SIGSEGV"),
        (-signal.SIGKILL, "ended by SIGKILL, as Linux ends one when memory runs out"),
        (-63, "ended by signal 63"),
    ],
)
def test_a_process_that_did_not_end_well_is_not_believed(status: int, end: str) -> None:
    """Its answer may be whole: what came after it failed, or it was ended while it worked."""
    assert said(framed(SOUND), status=status) == end


FORGED = {
    "no frame": json.dumps(SOUND).encode(),
    "another marker": framed(SOUND).replace(b"5a", b"5b"),
    "another marker at its end": framed(SOUND)[:-33] + b"5b" * 16 + b"\n",
    "cut off": framed(SOUND)[:-1],
    "more before it": b"hello\n" + framed(SOUND),
    "more after it": framed(SOUND) + b"bye\n",
    "another one after it": framed(SOUND) + b"{}\n",
    "a marker alone": f"{MARKER}\n".encode(),
    "nothing between": f"{MARKER}\n\n{MARKER}\n".encode(),
    "no UTF-8": framed(SOUND).replace(b"create", b"\xff\xfe"),
    "no JSON": framed(SOUND).replace(b"{", b"{{"),
    "no document": framed([SOUND]),
    "no steps": framed({"steps": 3}),
    "lists without end": framed(0).replace(b"0", b"[" * 100_000),
}


@pytest.mark.parametrize("name", FORGED)
def test_what_is_not_the_answer_of_this_run_is_not_believed(name: str) -> None:
    """What a program writes into the pipe by accident never becomes a result."""
    assert said(FORGED[name]) == "ended with exit status 0 and without a result"


@pytest.mark.parametrize(("count", "is_believed"), [(20_000, True), (20_001, False)])
def test_at_most_20000_resources_are_read(*, count: int, is_believed: bool) -> None:
    """From both sides; the message names what there is and what may be."""
    text = said(framed({"steps": [{}] * count}))

    expected = "resources of one program: 20,001; 20,000 resources is the most"
    assert text == ("" if is_believed else expected)


@pytest.mark.parametrize(("levels", "is_believed"), [(98, True), (99, False)])
def test_lists_and_maps_stand_at_most_100_levels_deep(*, levels: int, is_believed: bool) -> None:
    """The map of the document and the list of steps are the first two."""
    nested = json.loads("[" * levels + "]" * levels)

    text = said(framed({"steps": [nested]}))

    assert (text == "") is is_believed
    assert is_believed or text.endswith("100 levels is the most")


def test_what_a_process_printed_is_told_in_its_first_and_last_lines() -> None:
    """Bytes that are no text are shown as escapes, long lines cut, and how much there was."""
    printed = b"first \xff\n" + b"x\n" * 100_000 + b"y" * 1_000 + b"\n"

    text = said(b"", status=1, printed=printed)

    assert text == (
        "ended with exit status 1; it printed: first \\xff"
        f" ... [700 characters are left out] {'y' * 300} (201,009 bytes in all)"
    )


def test_output_is_kept_from_both_ends_and_the_rest_is_counted() -> None:
    """In memory that does not grow with it."""
    output = KeptOutput(10)
    for number in range(1_000):
        output.add(b"%03d," % number)

    assert output.text() == "000,001,00\n[3,980 bytes are left out]\n7,998,999,"
    assert KeptOutput(10).text() == ""


def test_a_process_that_answered_and_never_ends_is_named_so() -> None:
    """It has declared everything; the time of the run is not what to change."""
    text = said(framed(SOUND), status=-9, stopped=Stopped.NEVER_ENDED)

    assert text.startswith("has declared all its resources and was still running 20 seconds")


def test_an_answer_of_more_than_32_megabytes_is_not_read() -> None:
    """The process was stopped while it wrote."""
    text = said(b"{", status=-9, stopped=Stopped.ANSWERED_TOO_MUCH)

    assert text.endswith("more than 33,554,432 bytes; 33,554,432 bytes is the most")
