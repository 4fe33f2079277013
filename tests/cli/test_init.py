"""`bamp init` as a user calls it, in a folder of its own.

How a project that it writes is previewed from the wheel is in tests/journeys.
"""

import os
import subprocess
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
import yaml
from click.testing import CliRunner

from bamp_pulumi.cli.commands import bamp as bamp_command

FILES: Final = ["Pulumi.prod.yaml", "Pulumi.yaml", "__main__.py", "requirements.txt"]


@dataclass(frozen=True)
class Done:
    """What a command has said, and its exit status."""

    returncode: int
    stdout: str
    stderr: str


def bamp(folder: Path, *arguments: str, git: str = "", **environment: str) -> Done:
    """Run the command in this process, in a folder.

    With git's `user.email` as given, and no Region in the shell but a given one.
    """
    config = folder / ".gitconfig"
    config.write_text(f"[user]\n\temail = {git}\n" if git else "")
    alone = {
        "AWS_REGION": None,
        "AWS_DEFAULT_REGION": None,
        "GIT_DIR": None,
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CEILING_DIRECTORIES": str(folder.parent),
    }
    with chdir(folder):
        done = CliRunner(env={**alone, **environment}).invoke(bamp_command, [*arguments])
    return Done(done.exit_code, done.stdout, done.stderr)


def files(folder: Path) -> list[str]:
    """List the files below a folder."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found)


def config(file: Path) -> dict[str, object]:
    """Read the configuration of a stack."""
    document: dict[str, dict[str, object]] = yaml.safe_load(file.read_text())
    return document["config"]


def repository(folder: Path, remote: str = "") -> Path:
    """Make a git repository, as far as `bamp init` looks at one."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)  # noqa: S603, S607
    if remote:
        add = ["git", "-C", str(folder), "remote", "add", "origin", remote]
        subprocess.run(add, check=True)  # noqa: S603
    return folder


def test_a_service_is_written_whole(tmp_path: Path) -> None:
    """Program, project, configuration, requirements and workflow, each named in the output."""
    done = bamp(tmp_path, "init", "service", "orders")

    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "orders") == [".github/workflows/backups-orders.yml", *FILES]
    assert all(f"wrote orders/{name}" in done.stdout for name in files(tmp_path / "orders"))
    assert config(tmp_path / "orders/Pulumi.prod.yaml") == {
        "aws:region": "us-east-1",
        "bamp:owner": "orders",
    }


def test_an_account_notifies_whom_it_is_given(tmp_path: Path) -> None:
    """And says that the address has to be confirmed."""
    done = bamp(tmp_path, "init", "account", "acct", "--email", "oncall@acme.io")

    assert done.returncode == 0, done.stderr
    alerts = config(tmp_path / "acct/Pulumi.prod.yaml")["bamp:alerts"]
    assert alerts == {"to": [{"email": "oncall@acme.io"}]}
    assert "oncall@acme.io confirms two messages of AWS" in done.stdout


def test_whoever_is_not_given_is_who_git_says_you_are(tmp_path: Path) -> None:
    """Nobody is asked for what can be found out."""
    assert bamp(tmp_path, "init", "account", "acct", git="me@acme.io").returncode == 0

    alerts = config(tmp_path / "acct/Pulumi.prod.yaml")["bamp:alerts"]
    assert alerts == {"to": [{"email": "me@acme.io"}]}


@pytest.mark.parametrize(
    "address",
    [
        "backup-oncall@example.com",
        "a@ops.example.org",
        "a@acme.example",
        "a@b.test",
        "A@EXAMPLE.NET",
        "1234+me@users.noreply.github.com",
    ],
)
def test_an_address_where_nobody_reads_mail_is_refused(tmp_path: Path, address: str) -> None:
    """An alert to it would count as one that notifies somebody; given or found makes no odds."""
    given = bamp(tmp_path, "init", "account", "acct", "--email", address)
    found = bamp(tmp_path, "init", "account", "acct", git=address)

    assert [given.returncode, found.returncode] == [2, 2]
    assert f"--email {address}: nobody reads mail at " in given.stderr
    assert f"user.email of git is {address}: nobody reads mail at " in found.stderr
    assert not (tmp_path / "acct").exists()


def test_nobody_at_all_and_no_address_are_refused(tmp_path: Path) -> None:
    """With what to write; nothing is written."""
    nobody = bamp(tmp_path, "init", "account", "acct")
    nothing = bamp(tmp_path, "init", "account", "acct", "--email", "on call")

    assert "user.email of git is empty [BAMP-P10]" in nobody.stderr
    assert "--email on call: no e-mail address" in nothing.stderr
    assert [nobody.returncode, nothing.returncode] == [2, 2]
    assert not (tmp_path / "acct").exists()


def test_a_service_notifies_through_its_account(tmp_path: Path) -> None:
    """So an address is refused there, rather than lost."""
    done = bamp(tmp_path, "init", "service", "orders", "--email", "oncall@acme.io")

    assert done.returncode == 2
    assert "bamp init account DIR" in done.stderr


@pytest.mark.parametrize("name", [*FILES, "Pulumi.yml", ".github/workflows/backups-orders.yml"])
def test_no_file_is_overwritten_and_then_none_is_written(tmp_path: Path, name: str) -> None:
    """What is there may be another program, which new files beside it would change."""
    there = tmp_path / "orders" / name
    there.parent.mkdir(parents=True)
    there.write_text("mine")

    done = bamp(tmp_path, "init", "service", "orders")

    assert done.returncode == 2
    assert f"orders/{name}, which exists already [BAMP-P21]" in done.stderr
    assert "  write:   bamp init service orders-2\n" in done.stderr
    assert files(tmp_path / "orders") == [name]
    assert there.read_text() == "mine"


def test_a_link_that_leads_nowhere_is_a_file_that_is_there(tmp_path: Path) -> None:
    """Writing through it would make a file somewhere else."""
    (tmp_path / "orders").mkdir()
    (tmp_path / "orders/__main__.py").symlink_to(tmp_path / "elsewhere.py")

    assert bamp(tmp_path, "init", "service", "orders").returncode == 2
    assert not (tmp_path / "elsewhere.py").exists()


def test_what_cannot_be_written_whole_is_not_written_at_all(tmp_path: Path) -> None:
    """Half a project would be refused as one that is there already."""
    (tmp_path / "orders").mkdir()
    (tmp_path / "orders/.github").write_text("a file where a folder is needed")

    done = bamp(tmp_path, "init", "service", "orders")

    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert files(tmp_path / "orders") == [".github"]


def test_in_a_repository_the_workflow_is_where_github_reads_it(tmp_path: Path) -> None:
    """At the root, whatever folder the program is in; the workflow names that folder."""
    root = repository(tmp_path / "shop")

    assert bamp(root, "init", "service", "infra/orders").returncode == 0
    workflow = (root / ".github/workflows/backups-orders.yml").read_text()
    assert workflow.count("working-directory: infra/orders\n") == 3


def test_at_its_root_a_project_is_called_as_the_repository_is(tmp_path: Path) -> None:
    """A clone's folder may be called anything."""
    root = repository(tmp_path / "wc1", remote="git@github.com:acme/orders.git")

    assert bamp(root, "init", "service").returncode == 0
    assert (root / "Pulumi.yaml").read_text().startswith("name: orders\n")


def test_a_folder_that_is_no_name_for_a_project_gives_the_nearest_one(tmp_path: Path) -> None:
    """Pulumi takes letters, digits, hyphens, underscores and periods."""
    assert bamp(tmp_path, "init", "service", "my orders (new)").returncode == 0
    assert "name: my-orders-new\n" in (tmp_path / "my orders (new)/Pulumi.yaml").read_text()


@pytest.mark.parametrize(
    ("environment", "arguments", "regions"),
    [
        ({}, [], ("us-east-1", "us-west-2")),
        ({"AWS_REGION": "us-west-2"}, [], ("us-west-2", "us-east-1")),
        ({"AWS_REGION": "eu-central-1"}, [], ("eu-central-1", "eu-west-1")),
        ({"AWS_DEFAULT_REGION": "eu-west-1"}, [], ("eu-west-1", "eu-central-1")),
        ({"AWS_REGION": "eu-west-1"}, ["--region", "us-east-2"], ("us-east-2", "us-west-2")),
        (
            {"AWS_REGION": "sa-east-1"},
            ["--recovery-region", "us-east-1"],
            ("sa-east-1", "us-east-1"),
        ),
    ],
)
def test_the_region_is_the_shells_and_copies_stay_in_that_part_of_the_world(
    tmp_path: Path, environment: dict[str, str], arguments: list[str], regions: tuple[str, str]
) -> None:
    """Copies of personal data from Frankfurt to Oregon would be somebody's decision."""
    given = ["init", "account", "acct", "--email", "oncall@acme.io", *arguments]
    assert bamp(tmp_path, *given, **environment).returncode == 0

    written = config(tmp_path / "acct/Pulumi.prod.yaml")
    assert written["aws:region"] == regions[0]
    assert written["bamp:policy"] == {
        "extends": "default",
        "primary_region": regions[0],
        "recovery_region": regions[1],
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--region", "sa-east-1"], "--region sa-east-1, and no --recovery-region [BAMP-P10]"),
        (["--region", "us-esat-1"], "[BAMP-P13]"),
        (["--recovery-region", "us_east_1"], "[BAMP-P10]"),
        (["--stack", "acme/prod"], "--stack acme/prod [BAMP-P10]"),
        (
            ["--region", "eu-central-1", "--recovery-region", "eu-central-1"],
            "write:   --region eu-central-1 --recovery-region eu-west-1",
        ),
        (
            ["--region", "us-east-1", "--recovery-region", "us-gov-west-1"],
            "write:   --region us-east-1 --recovery-region us-east-2",
        ),
        (
            ["--region", "eusc-de-east-1"],
            "write:   --region eu-central-1 --recovery-region eu-west-1",
        ),
    ],
)
def test_a_wrong_option_is_refused_before_anything_is_written(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    """With exit status 2."""
    done = bamp(tmp_path, "init", "service", "orders", *arguments)

    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "orders").exists()


def test_a_copy_of_unknown_origin_names_no_repository_and_no_package(tmp_path: Path) -> None:
    """This checkout is one. GitHub takes no `<` in a name, so nobody can register what is said."""
    done = bamp(tmp_path, "init", "service", "orders")

    workflow = (tmp_path / "orders/.github/workflows/backups-orders.yml").read_text()
    lines = (tmp_path / "orders/requirements.txt").read_text().splitlines()
    assert "uses: <owner>/bamp_pulumi/.github/workflows/offline-preview.yml@<commit>" in workflow
    assert all(line.startswith("#") for line in lines)
    assert "<owner> and <commit> of bamp_pulumi" in done.stdout


@pytest.mark.parametrize("to", ["../outside", "shared", "nowhere"])
def test_nothing_is_written_through_a_link(tmp_path: Path, to: str) -> None:
    """Out of the folder, within it or to nothing; what is in the way is named."""
    orders, outside = tmp_path / "orders", tmp_path / "outside"
    for folder in (outside, orders / "shared"):
        folder.mkdir(parents=True)
    (orders / ".github").symlink_to(to)

    done = bamp(tmp_path, "init", "service", "orders")

    assert done.returncode == 2
    assert done.stderr.startswith("bamp: orders/.github, which is a link [BAMP-P10]")
    assert files(orders) + files(outside) == []


def test_a_link_to_a_folder_is_the_folder_and_one_to_nothing_is_refused(tmp_path: Path) -> None:
    """Whoever names a link to a folder means it; what a link to nothing means nobody knows."""
    (tmp_path / "real").mkdir()
    (tmp_path / "orders").symlink_to("real")
    (tmp_path / "lost").symlink_to("nowhere")

    assert bamp(tmp_path, "init", "service", "orders").returncode == 0
    assert files(tmp_path / "real") == [".github/workflows/backups-real.yml", *FILES]
    done = bamp(tmp_path, "init", "service", "lost/carts")
    assert (done.returncode, "lost, which is a link" in done.stderr) == (2, True)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("given", "git", "said"),
    [
        (["--email", "a@example.com"], "", "--email a@example.com: nobody reads mail at"),
        (["--email", "on call"], "", "--email on call: no e-mail address (one name, @, and"),
        ([], "", "no --email, and user.email of git is empty"),
        ([], "a@example.com", "user.email of git is a@example.com: nobody reads mail at"),
    ],
)
def test_a_refused_address_is_refused_with_what_is_wrong_with_it(
    tmp_path: Path, given: list[str], git: str, said: str
) -> None:
    """Else "write --email ADDRESS" would be what was written."""
    done = bamp(tmp_path, "init", "account", "acct", *given, git=git)

    assert done.returncode == 2
    assert said in done.stderr.splitlines()[0]
    assert "such as oncall@ at a domain of yours" in done.stderr


def test_a_name_that_is_too_long_is_a_refusal(tmp_path: Path) -> None:
    """As every input that is wrong; it is no defect of ours."""
    done = bamp(tmp_path, "init", "service", "a" * 300)

    assert done.returncode == 2
    assert "which cannot be written: File name too long [BAMP-P10]" in done.stderr
