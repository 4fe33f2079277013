"""The pull-request comment: what it says, and what it does not let others say."""

from dataclasses import replace

import pulumi_aws as aws
from hand_made_account import TAGS, judge

from bamp_pulumi.report import render_markdown


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

    assert [cell.strip() for cell in row.strip("|").split("|")] == [
        "✅ protected",
        "<code>files</code><br>EFS file system",
        "standard",
        "daily 30d",
        "us-west-2 daily 30d",
        "1 d of 1 d",
        "1 d 2 h<br>us-west-2: 1 d 3 h",
    ]


def test_names_from_the_program_cannot_write_the_comment() -> None:
    """A pull request of a stranger must not speak in the bot's voice."""
    wicked = "x](https://example.invalid) @everyone <img src=x> | `code` *bold*"

    def program() -> None:
        tags = {"backup-exempt-reason": wicked, "backup-exempt-until": "soon", "backup-owner": "a"}
        aws.efs.FileSystem(wicked, encrypted=True, tags=tags)

    text = render_markdown(judge(program))

    row = next(line for line in text.splitlines() if "EFS" in line and "unprotected" in line)

    assert row.count("|") == 8
    for mark in ("<img", "@everyone", "](", "*bold*", "`code`"):
        assert mark not in text


def test_a_comment_never_outgrows_what_github_takes() -> None:
    """65,536 characters; what is fine is left out first, and that is said."""

    def program() -> None:
        for n in range(600):
            aws.efs.FileSystem(f"file-system-number-{n}", encrypted=True, tags=TAGS)
        aws.efs.FileSystem("forgotten", encrypted=True)

    text = render_markdown(judge(program))

    assert len(text) < 65_536
    assert "<code>forgotten</code>" in text
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

    assert "\nus-east-1, 111122223333 &#40;assumed from baseline/manifest&#41;\n" in text
