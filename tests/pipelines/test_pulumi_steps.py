"""The steps that call `pulumi`, run in bash with a stand-in for it.

It cannot prove what the engine does; tests/e2e does, where there is one.
"""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from hostile_texts import NASTY_TEXTS

RunStep = Callable[..., CompletedProcess[str]]
StandIn = Callable[[str, str], None]

PULUMI = """
printf '%s\\n' "$@" >"$RUNNER_TEMP/arguments"
echo "what pulumi printed"
exit "$STATUS"
"""
STEPS = [("pulumi-preview.yml", "preview"), ("pulumi-up.yml", "up")]


@pytest.fixture
def run(run_step: RunStep, stand_in: StandIn, runner_temp: Path) -> Callable[..., list[str]]:
    """Run a step, which must end as `pulumi` did; give the arguments that `pulumi` got."""
    stand_in("pulumi", PULUMI)

    def call(
        file: str, step: str, *, status: int = 0, expect_no_changes: str = "false"
    ) -> list[str]:
        done = run_step(
            file,
            step,
            STACK="acme/prod; touch owned",
            STATUS=str(status),
            EXPECT_NO_CHANGES=expect_no_changes,
        )
        assert done.returncode == status
        return (runner_temp / "arguments").read_text("utf-8").splitlines()

    return call


@pytest.mark.parametrize(("file", "step"), STEPS)
@pytest.mark.parametrize("status", [0, 1, 255])
def test_the_step_ends_as_pulumi_ended_and_the_summary_shows_its_words(
    run: Callable[..., list[str]], runner_temp: Path, file: str, step: str, status: int
) -> None:
    """A failure is red, and is explained where a reviewer looks."""
    run(file, step, status=status)

    summary = (runner_temp / "summary.md").read_text("utf-8")
    assert f"exit status {status}" in summary
    assert "what pulumi printed" in summary


@pytest.mark.parametrize(("file", "step"), STEPS)
def test_nothing_that_pulumi_prints_is_read_as_markdown(
    run_step: RunStep, stand_in: StandIn, runner_temp: Path, file: str, step: str
) -> None:
    """Names and errors are others': whatever ends a line, the next one is code like it."""
    hostile = (
        "".join(f"{text}\n" for text in NASTY_TEXTS) + "\r\n~~~~~~~~\r# Accepted\x85# Accepted"
    )
    (runner_temp / "said").write_bytes(hostile.encode("utf-8", "replace"))
    stand_in("pulumi", 'cat "$RUNNER_TEMP/said"')

    done = run_step(file, step, STACK="prod", EXPECT_NO_CHANGES="false")

    assert done.returncode == 0
    heading, blank, *lines = (runner_temp / "summary.md").read_text("utf-8").split("\n")
    assert (heading[:4], blank) == ("### ", "")
    assert [line for line in lines if line and not line.startswith("    ")] == []
    assert all(map(str.isprintable, lines))
    assert any("~~~~~~~~" in line for line in lines)


@pytest.mark.parametrize(("file", "step"), STEPS)
def test_the_stack_is_one_argument_and_never_code(
    run: Callable[..., list[str]], tmp_path: Path, file: str, step: str
) -> None:
    """And nothing waits for an answer, nor prints outputs, which may be confidential."""
    given = run(file, step)

    assert not (tmp_path / "owned").exists()
    assert given[given.index("--stack") + 1] == "acme/prod; touch owned"
    assert {"--non-interactive", "--suppress-outputs"} <= set(given)


def test_a_preview_looks_at_the_cloud_only_when_asked_for_drift(
    run: Callable[..., list[str]],
) -> None:
    """On a pull request changes are expected; on a schedule they are the news."""
    drift = {"--refresh", "--expect-no-changes"}

    assert drift.isdisjoint(run("pulumi-preview.yml", "preview"))
    assert drift <= set(run("pulumi-preview.yml", "preview", expect_no_changes="true"))


def test_an_update_previews_before_it_changes_anything(run: Callable[..., list[str]]) -> None:
    """With `--skip-preview` a refusal could come after the first changes."""
    given = run("pulumi-up.yml", "up")

    assert given[:2] == ["up", "--yes"]
    assert not {"--skip-preview", "-f"} & set(given)
