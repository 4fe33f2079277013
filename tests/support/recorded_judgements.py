"""Every program that a test judges beside a hand-made account: the whole answer is recorded.

A test asserts on the finding that it is about; which others are made, and in which words, stands
in `answers/judged` beside the tests, one file for each module. `BAMP_WRITE_SNAPSHOTS=1 pytest -n0`
records anew. Properties are left out: their programs differ from run to run.
"""

import os
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path
from typing import cast

import hand_made_account
import pytest
from preview_answer import answer_of
from recorded_answers import Answer, difference, same, wrapped

from bamp_pulumi.coverage import Coverage, cover
from bamp_pulumi.testing import declare

__all__ = ["record_judgements", "sections_of"]


@pytest.fixture(autouse=True)
def record_judgements(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Generator[None]:
    """Compare what is judged in a test with the record, once the test is over."""
    seen: list[Coverage] = []

    def noting(*given: object, **named: object) -> Coverage:
        coverage = cover(*given, **named)  # pyright: ignore[reportArgumentType] - handed on
        seen.append(coverage)
        return coverage

    if not getattr(request.function, "is_hypothesis_test", False):
        monkeypatch.setattr(hand_made_account, "cover", noting)
    yield
    monkeypatch.undo()
    if seen:
        test = cast("pytest.Item", request.node)  # pyright: ignore[reportUnknownMemberType] - pytest's own
        _hold(request.path, test.name, [*_lines(seen)])


@cache
def _usual() -> Answer:
    """Return what is found of the hand-made account alone."""
    estate = declare(hand_made_account.Account().declare)
    coverage = cover(estate, hand_made_account.policy_with(), today=hand_made_account.TODAY)
    return tuple(dict.fromkeys(answer_of(coverage)))


def _lines(seen: list[Coverage]) -> Iterator[str]:
    for coverage in seen:
        lines = tuple(dict.fromkeys(answer_of(coverage)))
        for line in difference(_usual(), lines) or ("as usual",):
            yield from wrapped(line, "    ", "        ")
        yield "    ."


def _file_of(module: Path) -> Path:
    return module.parent / "answers" / "judged" / f"{module.stem.removeprefix('test_')}.txt"


def sections_of(file: Path) -> dict[str, list[str]]:
    """Read the record of a module, by the name of the test."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in file.read_text().splitlines() if file.exists() else ():
        if line.startswith("== "):
            lines = found[line.removeprefix("== ")] = []
        else:
            lines.append(line)
    return found


def _hold(module: Path, name: str, lines: list[str]) -> None:
    file = _file_of(module)
    sections = sections_of(file)
    if os.environ.get("BAMP_WRITE_SNAPSHOTS"):
        assert "PYTEST_XDIST_WORKER" not in os.environ, "record in one process: pytest -n0"
        sections = {**sections, name: lines}
        text = [part for title in sorted(sections) for part in (f"== {title}", *sections[title])]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(text) + "\n")
    same(sections.get(name, []), lines, name)
