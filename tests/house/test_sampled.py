"""The gate tries a sample of the sweeps, and leaves out nothing that is a fact of its own.

Cannot prove that a sample finds what all of the cases find: a workflow tries these each day.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sweeps import ALL, LEAST, Effort, effort, sampled, tally, tries

from bamp_pulumi.coverage import FINDING_KINDS
from bamp_pulumi.rehearsal import FAULTS, REHEARSAL_CODES

ROOT: Final = Path(__file__).parents[2]
TESTS: Final = ROOT / "tests"
SHOWN: Final = ("docs", "explained", "house", "report", "surface")
"""Folders whose tests are about what is said of a finding or fault, not that it is found."""
NEVER: Final = ("requirements", "journeys", "explained", "surface", "policy")
"""Folders in which each case is a fact of its own."""
_IMPORTED: Final = re.compile(r"^from (\w+) import", re.MULTILINE)


@pytest.fixture(name="as_in_the_gate")
def _as_in_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (ALL, "BAMP_WRITE_SNAPSHOTS", "HYPOTHESIS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sweeps._tally", {})  # what is tried here is no sweep of the gate


@pytest.mark.usefixtures("as_in_the_gate")
@given(st.sets(st.integers(0, 10_000), max_size=400).map(sorted), st.integers(1, 20))
def test_a_sample_has_both_ends_a_least_size_and_one_of_each_part(
    cases: list[int], one_in: int
) -> None:
    """In the order of the cases, each once."""
    chosen = sampled("numbers", cases, one_in=one_in, part=lambda case: case % 7)

    assert chosen == sorted({*chosen})
    assert {*chosen} <= {*cases}
    assert len(chosen) >= min(len(cases), max(LEAST, len(cases) // one_in))
    assert {case % 7 for case in chosen} == {case % 7 for case in cases}
    assert {*cases[:1], *cases[-1:]} <= {*chosen}
    assert tally()["numbers"] == (len(chosen), len(cases))


@pytest.mark.usefixtures("as_in_the_gate")
def test_a_sample_is_the_same_in_every_order_and_with_cases_added() -> None:
    """Where one is added another one may go; the rest stays."""
    cases = [f"case {number}" for number in range(1_000)]
    inner = cases[1:-1]
    chosen = {*sampled("texts", cases, one_in=10)}

    assert len(chosen) == 100
    assert {*sampled("texts", [cases[0], *reversed(inner), cases[-1]], one_in=10)} == chosen
    more = sampled("texts", [cases[0], "another", *inner, cases[-1]], one_in=10)
    assert len(chosen - {*more}) <= 1
    # Spread: of each tenth of the cases some.
    assert {int(case.split()[1]) // 100 for case in chosen} == {*range(10)}


@pytest.mark.parametrize(
    ("variable", "value", "asked"),
    [
        ("", "", Effort.SAMPLE),
        (ALL, "1", Effort.ALL),
        ("BAMP_WRITE_SNAPSHOTS", "1", Effort.ALL),
        ("HYPOTHESIS_PROFILE", "deep", Effort.DEEP),
        ("HYPOTHESIS_PROFILE", "ci", Effort.SAMPLE),
    ],
)
@pytest.mark.usefixtures("as_in_the_gate")
def test_all_of_it_is_tried_where_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, asked: Effort
) -> None:
    """And where answers are recorded, for a record holds all of them."""
    if variable:
        monkeypatch.setenv(variable, value)
    number = {Effort.SAMPLE: 1, Effort.ALL: 2, Effort.DEEP: 3}[asked]

    assert effort() is asked
    assert (len(sampled("all", range(100), one_in=2)) == 100) is (asked is not Effort.SAMPLE)
    assert tries("drawn", sample=1, all_=2, deep=3) == number


def sampled_files(texts: Mapping[Path, str]) -> set[Path]:
    """List the files of tests that try a sample, by themselves or by a module of `support`."""
    imports = {path: {*_IMPORTED.findall(text)} for path, text in texts.items()}
    names = {"sweeps"}
    while True:
        more = {path.stem for path, of in imports.items() if of & names and is_support(path)}
        if more <= names:
            break
        names |= more
    return {path for path, of in imports.items() if of & names and not is_support(path)}


def is_support(path: Path) -> bool:
    """Return True for what several files of tests share."""
    return path.parent.name == "support"


def only_in_samples(names: Iterable[str], texts: Mapping[Path, str]) -> list[str]:
    """List what no test names all of whose cases the gate tries."""
    left_out = sampled_files(texts)
    whole = "\n".join(text for path, text in texts.items() if path not in left_out)
    return [name for name in names if not re.search(rf"\b{re.escape(name)}\b", whole)]


def texts_of_tests() -> dict[Path, str]:
    """Read the tests that show that something is found, and what they share."""
    files = (file for file in TESTS.rglob("*.py") if file.name.startswith("test_"))
    shown = [file for file in files if file.relative_to(TESTS).parts[0] not in SHOWN]
    return {file: file.read_text("utf-8") for file in (*shown, *TESTS.glob("support/*.py"))}


def test_each_finding_and_each_fault_is_caught_by_a_test_that_the_gate_runs_in_full() -> None:
    """A sample may leave out any case of a sweep: no bad case is shown by a sweep alone.

    Faults of which AWS says nothing stand in the table of all of them.
    """
    silent = {name for name, fault in FAULTS.items() if not fault.emits}
    texts = texts_of_tests()
    of_every_fault = TESTS / "rehearsal" / "test_matrix.py"

    assert (
        only_in_samples([*FINDING_KINDS, *REHEARSAL_CODES, *(FAULTS.keys() - silent)], texts) == []
    )
    assert 'parametrize("fault", FAULTS)' in texts[of_every_fault]
    assert of_every_fault not in sampled_files(texts)


def test_what_a_sample_alone_shows_is_named() -> None:
    """By its own cases or by those of a module that it takes them from."""
    texts = {
        TESTS / "a" / "test_whole.py": "from judge import judge\nassert judge() == 'BAMP-V01'\n",
        TESTS / "a" / "test_sample.py": "from broken import CASES\nassert 'BAMP-V02'\n",
        TESTS / "support" / "judge.py": "from bamp_pulumi.coverage import cover\n",
        TESTS / "support" / "broken.py": "from inner import CASES\n",
        TESTS / "support" / "inner.py": "from sweeps import sampled\n",
    }

    assert sampled_files(texts) == {TESTS / "a" / "test_sample.py"}
    assert only_in_samples(["BAMP-V01", "BAMP-V02"], texts) == ["BAMP-V02"]


def test_where_each_case_is_a_fact_none_is_left_out() -> None:
    """Requirements, journeys, explained texts, what callers depend on."""
    rooms = {path.relative_to(TESTS).parts[0] for path in sampled_files(texts_of_tests())}

    assert rooms
    assert rooms & {*NEVER} == set()
    assert not [path for path in sampled_files(texts_of_tests()) if "requirement" in path.name]
