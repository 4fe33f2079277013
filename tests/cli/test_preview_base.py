"""`bamp preview --base` as a user calls it, in a git repository and with a file."""

import json
import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from repositories import commit, git, repository

from bamp_pulumi.baseline import Account, Manifest
from bamp_pulumi.policy import default_policy, load_policy

MANIFEST = Manifest.of(default_policy(), Account("111122223333")).to_json()
FILES = """\
import pulumi_aws as aws

TAGS = {"backup-tier": "standard", "backup-owner": "shop"}
aws.efs.FileSystem("files", encrypted=True, tags=TAGS)
"""
BARE = FILES.replace(", tags=TAGS", "")


def program(folder: Path, text: str) -> None:
    """Write a program."""
    folder.mkdir(exist_ok=True)
    (folder / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (folder / "__main__.py").write_text(dedent(text))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Make a repository with a program that is protected, and an account's manifest."""
    folder = repository(tmp_path / "repository")
    program(folder / "shop", FILES)
    (folder / "account-manifest.json").write_text(MANIFEST)
    commit(folder)
    git(folder, "checkout", "-q", "-b", "change")
    return folder


def preview(
    folder: Path, *arguments: str, programs: tuple[str, ...] = ("shop", "account-manifest.json")
) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, with a folder for temporary files that is its own."""
    temporary = folder.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bamp_pulumi.cli", "preview", *programs, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "TMPDIR": str(temporary)},
    )


def changes_in(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Read what a preview prints of its base. Any: JSON."""
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)["changes"]
    return found


def line_of(done: subprocess.CompletedProcess[str], beginning: str) -> str:
    """Return the only line that begins so."""
    (found,) = (line for line in done.stdout.splitlines() if line.startswith(beginning))
    return found


def test_a_loss_is_summed_up_in_one_line_and_the_status_is_that_of_what_is(shop: Path) -> None:
    """The repository and the folder for temporary files are as they were."""
    program(shop / "shop", BARE)
    head, listed = git(shop, "rev-parse", "HEAD"), git(shop, "worktree", "list")

    done = preview(shop, "--base", "main", "--markdown", "comment.md")

    assert done.returncode == 1, done.stderr
    compared = line_of(done, "Compared with main (")
    assert "1 data store loses its protection" in compared
    assert done.stdout.splitlines()[-1].endswith("Exit status 1.")
    assert "status: protected → unprotected" in done.stdout
    assert "| 🔻 lost | status | protected | unprotected |" in (shop / "comment.md").read_text()
    assert [*(shop.parent / "temporary").iterdir()] == []
    assert git(shop, "rev-parse", "HEAD") == head
    assert git(shop, "worktree", "list") == listed
    assert git(shop, "status", "--porcelain").splitlines() == [
        " M shop/__main__.py",
        "?? comment.md",
    ]


def test_a_loss_that_is_allowed_is_shown_and_accepted(shop: Path) -> None:
    """An exemption is a decision: shown in full, and the preview is well."""
    exempt = (
        '{"backup-owner": "shop", "backup-exempt-reason": "small", '
        '"backup-exempt-until": "2027-06-30"}'
    )
    program(shop / "shop", FILES.replace("tags=TAGS", f"tags={exempt}"))

    done = preview(shop, "--base", "main", "--today", "2026-11-28")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "exemption: none → until 2027-06-30: small" in done.stdout
    assert "1 exemption added or extended" in line_of(done, "Compared with main (")


def test_nothing_changed_is_said_only_where_it_was_compared(shop: Path) -> None:
    """Also where the branch stands elsewhere in the history."""
    commit(shop, other="of something else")

    done = preview(shop, "--base", "main", "--json")

    found = changes_in(done)
    assert found["changes"] == []
    assert found["faults_compared"] is True
    assert found["not_compared"] == ""


def test_what_a_program_alone_leaves_open_is_no_news(shop: Path) -> None:
    """Both sides are judged as of a first deployment."""
    database = "import pulumi_aws as aws\nimport bamp_pulumi as bamp\nbamp.inherit(owner='shop')\n"
    inputs = "identifier='orders', engine='postgres', instance_class='db.t4g.micro'"
    program(shop / "shop", f"{database}aws.rds.Instance('orders', {inputs})\n")
    commit(shop, other="beside it")
    git(shop, "branch", "-f", "base")

    done = preview(shop, "--base", "base", "--json")

    assert "BAMP-V105" in {one["id"] for one in json.loads(done.stdout)["findings"]}
    assert changes_in(done)["changes"] == []


def test_of_a_new_program_everything_is_added(shop: Path) -> None:
    """The base has none of that name."""
    program(shop / "more", FILES)

    done = preview(shop, "--base", "main", "--json", programs=("more", "account-manifest.json"))

    found = changes_in(done)
    assert found["added_programs"] == ["more"]
    assert [
        (c["direction"], c["about"], c["aspect"], c["name"])
        for c in found["changes"]
        if c["about"] == "data store"
    ] == [("gained", "data store", "declared", "files")]


def test_a_base_that_does_not_run_does_not_refuse_the_change_that_fixes_it(shop: Path) -> None:
    """It is said that nothing was compared, and why; never that nothing changed."""
    git(shop, "checkout", "-q", "main")
    program(shop / "shop", "import nothing_of_that_name")
    commit(shop)
    git(shop, "checkout", "-q", "-b", "fix")
    program(shop / "shop", FILES)

    done = preview(shop, "--base", "main")

    assert done.returncode == 0, done.stderr
    assert "BAMP-P06" in line_of(done, "Not compared with main (")
    assert "nothing changed" not in done.stdout


def test_a_file_that_git_does_not_track_stands_for_both_sides(shop: Path) -> None:
    """A manifest that a workflow fetches has no state of before."""
    (shop / "fetched.json").write_text(MANIFEST)

    done = preview(shop, "--base", "main", "--json", programs=("shop", "fetched.json"))

    assert changes_in(done)["changes"] == []


def test_a_manifest_of_before_is_judged_by_its_own_policy(shop: Path) -> None:
    """A policy that keeps less is a change of the account, in its plan and of each data store."""
    rules = "{daily: {lifecycle: {delete_after_days: 20}}}"
    policy = load_policy(f"extends: default\ntiers: {{standard: {{rules: {rules}}}}}\n")
    shorter = Manifest.of(policy, Account("111122223333")).to_json()
    (shop / "account-manifest.json").write_text(shorter)

    found = changes_in(preview(shop, "--base", "main", "--json"))

    assert ("lost", "retention", "daily, us-east-1", "30", "20") in {
        (c["direction"], c["aspect"], c["of"], c["before"], c["after"]) for c in found["changes"]
    }


@pytest.mark.parametrize(
    ("base", "says"),
    [
        ("nowhere", "fetch-depth: 0"),
        ("absent.json", "which does not exist"),
        ("account-manifest.json", "has the schema 'bamp.manifest/"),
    ],
)
def test_a_base_that_is_not_there_is_refused_before_anything_is_run(
    shop: Path, base: str, says: str
) -> None:
    """Exit status 2, in the form of the house."""
    program(shop / "shop", "raise SystemExit('it was run')")

    done = preview(shop, "--base", base)

    assert done.returncode == 2
    assert "[BAMP-P15]" in done.stderr
    assert says in done.stderr
    assert "it was run" not in done.stderr


def test_programs_of_two_repositories_are_refused(shop: Path, tmp_path: Path) -> None:
    """A ref names a state of one."""
    other = repository(tmp_path / "other")
    (other / "account-manifest.json").write_text(MANIFEST)

    done = preview(shop, "--base", "main", programs=("shop", str(other / "account-manifest.json")))

    assert done.returncode == 2
    assert "programs of two repositories" in done.stderr


def test_a_file_of_an_earlier_preview_is_compared_with(shop: Path) -> None:
    """What `--json` has written, in a clone without the history."""
    before = preview(shop, "--json")
    (shop / "before.json").write_text(before.stdout)

    same = changes_in(preview(shop, "--base", "before.json", "--json"))
    program(shop / "shop", BARE)
    other = changes_in(preview(shop, "--base", "before.json", "--json"))

    assert json.loads(before.stdout)["changes"] is None
    assert same["changes"] == []
    assert other["faults_compared"] is False
    assert ("lost", "status", "protected", "unprotected") in {
        (c["direction"], c["aspect"], c["before"], c["after"]) for c in other["changes"]
    }


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "cannot be read"),
        ("[]", "holds no JSON object"),
        ("{}", "is no preview of bamp"),
        ('{"schema": "bamp.rehearsal/1"}', "has the schema 'bamp.rehearsal/1'"),
        ('{"schema": "bamp.preview/1"}', "an older bamp has written it"),
        (
            '{"schema": "bamp.preview/1", "snapshot": {"stores": 1}}',
            "is damaged at snapshot.stores",
        ),
        (
            '{"schema": "bamp.preview/1", "snapshot": {"schema": "bamp.snapshot/2"}}',
            "is damaged at snapshot.schema",
        ),
        (
            '{"schema": "bamp.preview/1", "snapshot": {"schema": "bamp.snapshot/1"}}',
            "is damaged: its snapshot lacks tiers, stores, vaults, plans, parts, findings",
        ),
    ],
)
def test_a_file_that_holds_no_snapshot_is_refused(shop: Path, text: str, says: str) -> None:
    """What is compared with something else says nothing."""
    (shop / "before.json").write_text(text)

    done = preview(shop, "--base", "before.json")

    assert done.returncode == 2
    assert "[BAMP-P15]" in done.stderr
    assert says in done.stderr
