"""The pull-request comment: what it says, and what it does not let others say."""

import re
from dataclasses import replace

import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, judge

from bamp_pulumi import __version__
from bamp_pulumi.report import Checkout, docs_url, render_markdown


def test_it_begins_with_the_verdict() -> None:
    """A reviewer reads one line."""

    def program() -> None:
        aws.efs.FileSystem("files", encrypted=True, tags=TAGS)

    lines = render_markdown(judge(program)).splitlines()

    assert lines[0] == "## Backup preview"
    assert lines[2] == "**Accepted.** 1 data store: 1 protected."


def test_a_row_tells_how_a_resource_is_protected() -> None:
    """Status, tier, what is kept, where copies go, what may be lost."""

    def program() -> None:
        aws.efs.FileSystem("files", encrypted=True, tags=TAGS)

    text = render_markdown(judge(program))

    row = next(line for line in text.splitlines() if "files" in line)

    assert re.sub(r", tests/\S+:\d+<br>", "<br>", row) == (
        "- ✅ protected: **files** EFS file system, tier standard<br>daily 30d; "
        "copies: us-west-2 daily 30d; RPO 1 d of 1 d; lost at most 1 d 2 h, us-west-2: 1 d 3 h"
    )


def test_names_from_the_program_cannot_write_the_comment() -> None:
    """A pull request of a stranger must not speak in the bot's voice."""
    wicked = "x](https://example.invalid) @everyone <img src=x> | `code` *bold*"

    def program() -> None:
        tags = {"backup-exempt-reason": wicked, "backup-exempt-until": "soon", "backup-owner": "a"}
        aws.efs.FileSystem(wicked, encrypted=True, tags=tags)

    text = render_markdown(judge(program))

    for mark in ("<img", "@everyone", "|", "](https://example.invalid", "*bold*", "`code`"):
        assert mark not in text
    assert {url.partition("#")[0] for url in re.findall(r"\]\((.*?)\)", text)} == {
        docs_url("BAMP-V17").partition("#")[0]
    }


def test_codes_and_lines_lead_where_they_are_explained_and_written() -> None:
    """In Actions a line is a link into the commit; the last line says what made the comment."""

    def program() -> None:
        aws.efs.FileSystem("files", encrypted=True)

    coverage = judge(program)
    (covered,) = coverage.resources
    name, (file, _, line) = covered.resource.program, covered.resource.source.rpartition(":")
    environment = {
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "acme/shop",
        "GITHUB_SHA": "a" * 40,
        "GITHUB_RUN_ID": "77",
    }

    text = render_markdown(coverage, Checkout.in_actions({name: "services/a b"}, environment))

    assert f"[**BAMP-V01**]({docs_url('BAMP-V01')})" in text
    blob = f"https://github.com/acme/shop/blob/{'a' * 40}/services/a%20b/{file}#L{line}"
    assert text.count(f"]({blob})") == 2
    commit = f"[aaaaaaaaaaaa](https://github.com/acme/shop/commit/{'a' * 40})"
    run = "[run](https://github.com/acme/shop/actions/runs/77)"
    assert text.splitlines()[-1] == f"<sub>bamp {__version__}, commit {commit}, {run}</sub>"


@pytest.mark.parametrize(
    "changed",
    [
        {"GITHUB_SERVER_URL": "https://github.com/x)"},
        {"GITHUB_REPOSITORY": "acme/shop)[x](https://evil.example"},
        {"GITHUB_SHA": "HEAD"},
        {"GITHUB_SHA": ""},
    ],
)
def test_what_does_not_look_like_actions_makes_no_link(changed: dict[str, str]) -> None:
    """An environment may hold anything."""
    environment = {
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "acme/shop",
        "GITHUB_SHA": "a" * 40,
        "GITHUB_RUN_ID": "77",
        **changed,
    }

    checkout = Checkout.in_actions({"shop/prod": ""}, environment)

    assert (checkout.repository_url, checkout.run_url) == ("", "")
    assert checkout.url_of(checkout.place_of("shop/prod", "__main__.py:3")) == ""


def test_a_comment_has_nothing_that_is_wider_than_a_phone() -> None:
    """Lists wrap; tables and blocks of code are scrolled sideways."""

    def program() -> None:
        aws.efs.FileSystem("files", encrypted=True, tags=TAGS)
        aws.efs.FileSystem("forgotten", encrypted=True)

    lines = render_markdown(judge(program)).splitlines()

    assert [line for line in lines if line.startswith(("|", "```", "    "))] == []


def test_a_comment_never_outgrows_what_github_takes() -> None:
    """65,536 characters; what is fine is left out first, and that is said."""

    def program() -> None:
        for n in range(600):
            aws.efs.FileSystem(f"file-system-number-{n}", encrypted=True, tags=TAGS)
        aws.efs.FileSystem("forgotten", encrypted=True)

    text = render_markdown(judge(program))

    assert len(text) < 65_536
    assert "**forgotten**" in text
    assert "too many to show" in text


def test_equal_findings_are_told_once() -> None:
    """A hundred forgotten tables are one finding with a hundred names, ten of them shown."""

    def program() -> None:
        for n in range(12):
            aws.efs.FileSystem(f"files-{n}", encrypted=True)

    text = render_markdown(judge(program))

    assert text.count("**BAMP-V01**") == 1  # the verdict names it too
    assert "and 2 more" in text


def test_each_program_says_where_it_is_deployed() -> None:
    """A reviewer sees at once for which account the answer holds."""

    def program() -> None:
        aws.dynamodb.Table("carts", name="carts", tags=TAGS)

    coverage = judge(program)
    (known,) = coverage.estate.programs
    assumed = replace(known, account_assumed=True, account_from="baseline/manifest")
    estate = replace(coverage.estate, programs=(assumed,))

    text = render_markdown(replace(coverage, estate=estate))

    place = "us-east-1, 111122223333 &#40;assumed from baseline/manifest&#41;"
    assert f"\n{place}, as of a first deployment\n" in text
