"""The offline preview's step, run in bash with a stand-in for `bamp`.

It cannot prove what the real `bamp` prints, nor that GitHub shows the summary.
"""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from repositories import commit, git

RunStep = Callable[..., CompletedProcess[str]]
StandIn = Callable[[str, str], None]

# Keeps its arguments, one a line; writes $MARKDOWN where `--markdown` says, if it is not empty.
BAMP = """
printf '%s\\n' "$@" >"$RUNNER_TEMP/arguments"
echo "what bamp printed"
while [[ "$1" != --markdown ]]; do shift; done
if [[ -n "$MARKDOWN" ]]; then echo "$MARKDOWN" >"$2"; fi
exit "$STATUS"
"""


@pytest.fixture
def preview(run_step: RunStep, stand_in: StandIn) -> RunStep:
    """Run the step: `status` is bamp's, `markdown` its report."""
    stand_in("bamp", BAMP)

    def run(
        status: int = 0,
        markdown: str = "| a table |",
        programs: str = "orders\nstacks/account\n",
        arguments: str = "",
    ) -> CompletedProcess[str]:
        return run_step(
            "offline-preview.yml",
            "preview",
            STATUS=str(status),
            MARKDOWN=markdown,
            PROGRAMS=programs,
            ARGUMENTS=arguments,
        )

    return run


def report(runner_temp: Path) -> str:
    """Read the file that is handed to the comment job."""
    return (runner_temp / "bamp-preview" / "preview.md").read_text("utf-8")


@pytest.mark.parametrize("status", [0, 1, 2])
def test_the_step_ends_as_bamp_ended_and_the_report_is_kept(
    preview: RunStep, runner_temp: Path, status: int
) -> None:
    """0 well, 1 unprotected, 2 input wrong: each with its report, in file and summary."""
    done = preview(status=status, markdown="| orders | protected |")

    assert done.returncode == status
    assert report(runner_temp) == "| orders | protected |\n"
    assert (runner_temp / "summary.md").read_text("utf-8") == "| orders | protected |\n"
    assert ("::error" in done.stdout) is (status != 0)


@pytest.mark.parametrize("status", [1, 2])
def test_a_bamp_that_wrote_no_report_gets_one_with_its_last_words(
    preview: RunStep, runner_temp: Path, status: int
) -> None:
    """The comment must not be left as the run before wrote it."""
    done = preview(status=status, markdown="")

    assert done.returncode == status
    assert f"exit status {status}" in report(runner_temp)
    assert "what bamp printed" in report(runner_temp)


def test_what_bamp_printed_cannot_end_its_block_in_the_comment(
    run_step: RunStep, stand_in: StandIn, runner_temp: Path
) -> None:
    """An error may show what a program says of itself."""
    stand_in(
        "bamp", r"printf '~~~~~~~~\n## Accepted\r# Accepted\n```\n\x1b[2J\xe2\x80\xae'; exit 2"
    )

    done = run_step("offline-preview.yml", "preview", PROGRAMS=".", ARGUMENTS="")

    assert done.returncode == 2
    heading, blank, *lines = report(runner_temp).splitlines()
    assert heading == "### The preview wrote no report (exit status 2)"
    assert blank == ""
    assert lines == [
        f"    {line}" for line in ("~~~~~~~~", "## Accepted", "# Accepted", "```", "?[2J?")
    ]


def test_success_without_a_report_is_a_failure(preview: RunStep) -> None:
    """Nothing is known, so nothing is fine."""
    assert preview(status=0, markdown="").returncode == 2


def test_a_missing_bamp_fails_and_says_so(run_step: RunStep, runner_temp: Path) -> None:
    """As when `install` put it nowhere on PATH. 127 is the shell's number for that."""
    done = run_step(
        "offline-preview.yml", "preview", PROGRAMS=".", ARGUMENTS="", PATH="/usr/bin:/bin"
    )

    assert done.returncode == 127
    assert "bamp" in report(runner_temp)


def test_programs_are_lines_and_arguments_are_words(preview: RunStep, runner_temp: Path) -> None:
    """A folder may have a space in its name; blank lines are nothing."""
    preview(programs="my orders\n\n  \nstacks/account", arguments="--stack dev\n--inherit")

    given = (runner_temp / "arguments").read_text("utf-8").splitlines()
    markdown = str(runner_temp / "bamp-preview" / "preview.md")
    assert given == [
        *("preview", "--stack", "dev", "--inherit"),
        *("--markdown", markdown, "--require-account", "--", "my orders", "stacks/account"),
    ]


def test_a_pull_request_is_compared_with_what_it_is_merged_into(
    run_step: RunStep, stand_in: StandIn, runner_temp: Path, tmp_path: Path
) -> None:
    """The first parent of the merge that was checked out, under the name of its branch."""
    stand_in("bamp", BAMP)
    git(tmp_path, "init", "-q", "-b", "merge")
    before = commit(tmp_path, a="1")
    commit(tmp_path, a="2")

    done = run_step(
        "offline-preview.yml",
        "preview",
        STATUS="0",
        MARKDOWN="| a table |",
        PROGRAMS=".",
        ARGUMENTS="--stack dev",
        COMPARE="true",
        BASE="origin/release/1.x",
    )

    assert done.returncode == 0, done.stdout + done.stderr
    given = (runner_temp / "arguments").read_text("utf-8").splitlines()
    assert given[:5] == ["preview", "--stack", "dev", "--base", "origin/release/1.x"]
    assert git(tmp_path, "rev-parse", "origin/release/1.x").strip() == before


def test_a_checkout_without_the_base_is_previewed_and_says_so(
    run_step: RunStep, stand_in: StandIn, runner_temp: Path, tmp_path: Path
) -> None:
    """As in a caller's own checkout of one commit: what is, is judged all the same."""
    stand_in("bamp", BAMP)
    git(tmp_path, "init", "-q", "-b", "merge")
    commit(tmp_path)

    done = run_step(
        "offline-preview.yml",
        "preview",
        STATUS="0",
        MARKDOWN="| a table |",
        PROGRAMS=".",
        ARGUMENTS="",
        COMPARE="true",
        BASE="origin/main",
    )

    assert done.returncode == 0
    assert "::warning title=Backups::Not compared with origin/main" in done.stdout
    assert "--base" not in (runner_temp / "arguments").read_text("utf-8")


def test_inputs_are_never_code(preview: RunStep, runner_temp: Path, tmp_path: Path) -> None:
    """Neither substitution nor globbing happens to what the caller wrote."""
    preview(
        programs="$(touch owned)\n`touch owned`\n*", arguments='"; touch owned; $(touch owned) *'
    )

    given = (runner_temp / "arguments").read_text("utf-8").splitlines()
    assert not (tmp_path / "owned").exists()
    assert given[-3:] == ["$(touch owned)", "`touch owned`", "*"]
    assert "*" in given[:-3]


def test_a_long_report_is_cut_in_the_summary_only(
    run_step: RunStep, stand_in: StandIn, runner_temp: Path
) -> None:
    """GitHub drops a summary of more than 1 MiB whole; an artifact may be as long as it is."""
    stand_in("bamp", "head -c 2000000 /dev/zero | tr '\\0' x >\"$3\"")

    done = run_step("offline-preview.yml", "preview", PROGRAMS=".", ARGUMENTS="")

    assert done.returncode == 0
    assert len(report(runner_temp)) == 2_000_000
    assert (runner_temp / "summary.md").stat().st_size <= 1_048_576
