"""Mistakes of a configuration: refused at their lines; what is printed, pasted, is accepted.

The table is `mistakes.yaml`. Not proved: that Pulumi's own command prints the text as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pulumi
import pytest
import yaml
from config_judge import PROJECTS, judge_stack
from config_paste import filled_in, paste

from bamp_pulumi.errors import BampError, Refusal
from bamp_pulumi.policy import load_policy

TABLE = Path(__file__).parent / "mistakes.yaml"
SECRETS = ("0123456789abcdef", "abcdef123456", "xoxb-", "abcdefghijklmnop", "s3cret")


@dataclass(frozen=True)
class Mistake:
    """One row of the table."""

    name: str
    of: str
    """`stack` of an account, stack of a `service`, or `policy`: the kind of file."""
    text: str
    expect: Sequence[tuple[str, int]]
    """Codes and lines, in the order of the file."""
    hides: int = 0
    """How many further mistakes are seen only once it is corrected."""


def _rows() -> list[Mistake]:
    rows: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))  # Any: YAML
    return [
        Mistake(
            name=row["name"],
            of=row["of"],
            text=row["text"],
            expect=[(code, line) for code, line in row["expect"]],
            hides=row.get("hides", 0),
        )
        for row in rows
    ]


ROWS = _rows()
_FOUND: dict[tuple[str, str], tuple[Refusal, ...]] = {}


def refusals_of(mistake: Mistake, text: str, folder: Path) -> tuple[Refusal, ...]:
    """Judge a file as its program does, each text once; empty when it is accepted."""
    if (mistake.of, text) not in _FOUND:
        _FOUND[mistake.of, text] = _refusals_of(mistake, text, folder)
    return _FOUND[mistake.of, text]


def _refusals_of(mistake: Mistake, text: str, folder: Path) -> tuple[Refusal, ...]:
    try:
        if mistake.of == "policy":
            load_policy(text, file="policy.yaml")
        else:
            judge_stack(text, folder, PROJECTS[mistake.of])
    except BampError as error:
        return error.refusals
    return ()


@pytest.fixture(name="folder", autouse=True)
def _folder(tmp_path: Path) -> Path:
    return tmp_path


def line_of(refusal: Refusal) -> int:
    """Return the line that is printed."""
    return int(refusal.where.rpartition(":")[2])


def test_there_are_seventy_of_them() -> None:
    """Thirty that were met, and forty more."""
    assert len(ROWS) >= 70
    assert len({row.name for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("mistake", ROWS, ids=lambda row: row.name)
def test_each_is_refused_at_its_line(mistake: Mistake, tmp_path: Path) -> None:
    """Every one of them at once, with the file, its line, and nothing that is secret."""
    found = refusals_of(mistake, mistake.text, tmp_path)

    assert [(one.code, line_of(one)) for one in found] == list(mistake.expect)
    said = "\n".join(map(str, found))
    file = "policy.yaml" if mistake.of == "policy" else "Pulumi.dev.yaml"
    assert all(one.where.rpartition(":")[0].endswith(file) for one in found)
    assert not [secret for secret in SECRETS if secret in said]
    assert "=()" not in said
    assert "pydantic" not in said


@pytest.mark.parametrize("mistake", ROWS, ids=lambda row: row.name)
def test_what_it_says_to_write_is_accepted(mistake: Mistake, tmp_path: Path) -> None:
    """Pasted one after another, from the last line to the first."""
    text = mistake.text
    for _ in range(1 + mistake.hides):
        for refusal in reversed(refusals_of(mistake, text, tmp_path)):
            text = paste(text, line_of(refusal), refusal.path, filled_in(refusal.write))

    assert [str(one) for one in refusals_of(mistake, text, tmp_path)] == []


@pytest.mark.parametrize("mistake", ROWS, ids=lambda row: row.name)
def test_what_only_the_reader_knows_is_refused_until_it_is_filled_in(
    mistake: Mistake, tmp_path: Path
) -> None:
    """Pasted as it is printed: nothing that nobody has decided gets in, and no address of ours."""
    found = refusals_of(mistake, mistake.text, tmp_path)
    blank = [one for one in found if filled_in(one.write) != one.write]
    text = mistake.text
    for refusal in reversed(found):
        text = paste(text, line_of(refusal), refusal.path, refusal.write)
    left = refusals_of(mistake, text, tmp_path) if blank else ()

    assert [one.given for one in left if "which is a placeholder" not in one.given] == []
    assert len(left) >= len(blank)
    assert "rebuilt from its source" not in str(found)
    assert "the account holds no data yet" not in str(found)
    assert "example.com" not in "".join(one.write for one in found)


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("a telephone number that YAML reads as octal", "sms: '+12025550423'"),
        ("a telephone number that Pulumi has written back", "sms: '+NUMBER'"),
        ("a telephone number without its country", "sms: '+NUMBER'"),
        (
            "accounts that begin with a zero",
            "bamp:copy_source_account_ids: ['089122223333', '011122223333']",
        ),
        ("one account that begins with a zero", "bamp:copy_source_account_ids: ['089122223333']"),
        (
            "a lock that is only its mode",
            "vault_lock: {mode: governance, min_retention_days: 7, max_retention_days: 2557}",
        ),
        (
            "resource types without a Region",
            "bamp:resource_types_not_offered: {us-east-1: [EFS], us-west-2: [EFS]}",
        ),
        ("a misspelt Region above resource types", "us-east-1:"),
        ("a day in the order of the German calendar", "until: '2027-06-30'"),
        ("addresses under a word of their own", "to: [{email: a@bamp-ops.io}]"),
        ("a rule that is only its retention", "daily: {lifecycle: {delete_after_days: 30}}"),
        ("a policy without its namespace, in a service", "bamp:policy:"),
        ("a misspelt objective that no rule reaches", "rpo_minutes: 3"),
        ("misspelt keys over each other", "tiers:"),
    ],
)
def test_a_remedy_keeps_what_was_given(name: str, write: str, tmp_path: Path) -> None:
    """Digits as the file has them; a blank where the country is unknown."""
    row = next(row for row in ROWS if row.name == name)

    assert refusals_of(row, row.text, tmp_path)[0].write == write


def test_the_mistakes_are_those_of_a_program_that_is_run(tmp_path: Path) -> None:
    """`pulumi` is told the same as this test: the text of a `RunError`, without a traceback."""
    row = next(row for row in ROWS if row.name == "three sections at once")

    with pytest.raises(pulumi.RunError) as refused:
        judge_stack(row.text, tmp_path)

    lines = re.findall(r"^(Pulumi\.dev\.yaml:\d+): bamp:\w+", str(refused.value), re.MULTILINE)
    assert lines == ["Pulumi.dev.yaml:5", "Pulumi.dev.yaml:8", "Pulumi.dev.yaml:14"]


@pytest.mark.parametrize("token", ["xoxb-123456789012-abcdefghijkl", "0123456789abcdef" * 2])
@pytest.mark.parametrize(
    "line", ["bamp:alerts: {to: [{TOKEN: x}]}", "bamp:TOKEN: x", "bamp:alerts: {to: [TOKEN]}"]
)
def test_a_token_is_not_repeated_wherever_it_stands(line: str, token: str, tmp_path: Path) -> None:
    """In the place of a key too."""
    text = f"config:\n  aws:region: us-east-1\n  bamp:owner: x\n  {line.replace('TOKEN', token)}\n"
    found = refusals_of(Mistake("token", "stack", text, ()), text, tmp_path)

    assert found
    assert token not in "\n".join(map(str, found))


def test_the_owner_of_the_account_is_proposed_for_its_decisions(tmp_path: Path) -> None:
    """Of several teams that could be, the one that the same file names."""
    text = (
        "config:\n"
        "  aws:region: us-east-1\n"
        "  bamp:owner: storage\n"
        "  bamp:policy:\n"
        "    extends: default\n"
        "    faults:\n"
        "      - {id: copy-missing, reason: accepted for a while, owner: TBD, until: 2027-06-30}\n"
    )

    found = refusals_of(Mistake("an owner nobody has", "stack", text, ()), text, tmp_path)

    assert [one.code for one in found if "owner" in one.path] == ["BAMP-E07"]
    assert next(one.write for one in found if "owner" in one.path) == "owner: storage"
