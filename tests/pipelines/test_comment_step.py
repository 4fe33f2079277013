"""The step that writes the comment, run with a stand-in for `gh` that keeps what it is asked.

It cannot prove that GitHub lets the token write, nor how the Markdown looks.
"""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Final

import pytest
from pydantic import BaseModel, TypeAdapter

RunStep = Callable[..., CompletedProcess[str]]
StandIn = Callable[[str, str], None]

# A listing answers $PAGES, a write keeps its body. Each call is one line of `calls`.
GH = """
printf '%s ' "$@" >>"$RUNNER_TEMP/calls"
echo >>"$RUNNER_TEMP/calls"
case "$*" in
  *--paginate*) printf '%s' "$PAGES" ;;
  *) cat >"$RUNNER_TEMP/body.json"; echo '{"id": 1}' ;;
esac
"""
LISTING: Final = "api --paginate --slurp repos/acme/orders/issues/7/comments?per_page=100 "
CREATE: Final = "api --method POST repos/acme/orders/issues/7/comments --input - "


class Body(BaseModel):
    """What is sent to GitHub."""

    body: str


def comment(number: int, body: str | None, login: str = "github-actions[bot]") -> dict[str, object]:
    """Build one comment as GitHub lists it, with the fields that are read."""
    return {"id": number, "body": body, "user": {"login": login}}


@pytest.fixture
def post(run_step: RunStep, stand_in: StandIn, runner_temp: Path) -> RunStep:
    """Run the step with a report (None: there is none) and the pages of comments there are."""
    stand_in("gh", GH)

    def run(
        report: str | None = "| a table |", pages: object = None, result: str = "success"
    ) -> CompletedProcess[str]:
        if report is not None:
            folder = runner_temp / "bamp-preview"
            folder.mkdir()
            (folder / "preview.md").write_text(report, encoding="utf-8")
        return run_step(
            "offline-preview.yml",
            "comment",
            PAGES=json.dumps([[]] if pages is None else pages),
            GITHUB_SERVER_URL="https://github.example",
            GITHUB_REPOSITORY="acme/orders",
            GITHUB_RUN_ID="42",
            NAME="backups",
            RESULT=result,
            PULL_REQUEST="7",
            COMMIT="0123456789abcdef0123456789abcdef01234567",
        )

    return run


def calls(runner_temp: Path) -> list[str]:
    """List what `gh` was asked, in order."""
    return (runner_temp / "calls").read_text("utf-8").splitlines()


def sent(runner_temp: Path) -> str:
    """Read the comment that was written."""
    return TypeAdapter(Body).validate_json((runner_temp / "body.json").read_bytes()).body


def test_the_first_run_creates_the_comment(post: RunStep, runner_temp: Path) -> None:
    """First the marker by which later runs find it, then the commit and how it ended."""
    done = post(report="| orders | protected |\n", result="failure")

    assert done.returncode == 0, done.stderr
    assert calls(runner_temp) == [LISTING, CREATE]
    assert sent(runner_temp) == (
        "<!-- bamp-preview:backups -->\n"
        "**backups: failure** for 0123456789ab "
        "([run](https://github.example/acme/orders/actions/runs/42))\n\n"
        "| orders | protected |\n\n"
    )


def test_later_runs_update_the_same_comment(post: RunStep, runner_temp: Path) -> None:
    """Also when it is on the second page of a long discussion."""
    talk = [comment(n, "a remark", "someone") for n in range(100)]

    done = post(pages=[talk, [comment(555, "<!-- bamp-preview:backups -->\nold")]])

    assert done.returncode == 0, done.stderr
    assert calls(runner_temp) == [
        LISTING,
        "api --method PATCH repos/acme/orders/issues/comments/555 --input - ",
    ]
    assert "| a table |" in sent(runner_temp)


@pytest.mark.parametrize(
    "other",
    [
        comment(1, "<!-- bamp-preview:backups -->\nmine now", "someone"),
        comment(2, "> <!-- bamp-preview:backups -->\nquoted"),
        comment(3, "<!-- bamp-preview:account -->\nanother preview of this repository"),
        comment(4, None),
        {"id": 5, "body": "<!-- bamp-preview:backups -->", "user": None},
    ],
    ids=["another author", "quoted", "another name", "no body", "author deleted"],
)
def test_no_other_comment_is_overwritten(
    post: RunStep, runner_temp: Path, other: dict[str, object]
) -> None:
    """Ours is known by author and by marker, and by both at once."""
    done = post(pages=[[other]])

    assert done.returncode == 0, done.stderr
    assert calls(runner_temp) == [LISTING, CREATE]


def test_without_a_report_the_old_comment_does_not_stay_as_it_was(
    post: RunStep, runner_temp: Path
) -> None:
    """An install that failed leaves no report; an old "all protected" would then be a lie."""
    done = post(
        report=None,
        pages=[[comment(9, "<!-- bamp-preview:backups -->\nall fine")]],
        result="failure",
    )

    assert done.returncode == 0, done.stderr
    assert "PATCH" in calls(runner_temp)[1]
    assert "stopped before it wrote a report" in sent(runner_temp)
    assert "failure" in sent(runner_temp)


def test_a_long_report_is_cut_between_lines_and_says_so(post: RunStep, runner_temp: Path) -> None:
    """GitHub refuses a comment of more than 65,536 characters."""
    row = "| übermäßig lang |\n"

    done = post(report=row * 10_000)

    text = sent(runner_temp)
    assert done.returncode == 0, done.stderr
    assert 50_000 < len(text) < 65_536
    assert "cut here" in text
    assert text.endswith("| übermäßig lang |\n")


def test_a_refused_write_is_a_failure(post: RunStep, stand_in: StandIn, runner_temp: Path) -> None:
    """A comment that could not be written must not look written."""
    stand_in("gh", 'echo "HTTP 403: Resource not accessible by integration" >&2; exit 1')

    done = post()

    assert done.returncode != 0
    assert "HTTP 403" in done.stderr
    assert not (runner_temp / "body.json").exists()
