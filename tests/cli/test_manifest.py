"""`bamp manifest` as a platform engineer calls it, and what a service makes of the file."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from bamp_pulumi.baseline import Manifest
from bamp_pulumi.estate import load_estate

ROOT: Final = Path(__file__).parents[2]
ACCOUNT, OTHER = "111122223333", "444455556666"
SERVICE: Final = """\
import pulumi_aws as aws
import bamp_pulumi as bamp
bamp.inherit(owner="shop")
aws.s3.Bucket("data")
"""


def bamp(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bamp_pulumi.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


def program(folder: Path, body: str, *accounts: str) -> Path:
    """Write a program, with the accounts that its stack allows."""
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text(f"name: {folder.name}\nruntime: python\n")
    (folder / "__main__.py").write_text(body)
    allowed = {"aws:allowedAccountIds": json.dumps([*accounts])} if accounts else {}
    (folder / "Pulumi.prod.yaml").write_text(
        json.dumps({"config": {"aws:region": "us-east-1", **allowed}})
    )
    return folder


def account(folder: Path, *accounts: str) -> Path:
    """Write the program of an account."""
    return program(folder, "import bamp_pulumi as bamp\nbamp.declare_account()\n", *accounts)


def manifest(tmp_path: Path, *arguments: str | Path) -> Path:
    """Write the manifest that the command prints."""
    done = bamp("manifest", *arguments)
    assert done.returncode == 0, done.stderr
    file = tmp_path / "account-manifest.json"
    file.write_text(done.stdout)
    return file


def preview(*arguments: str | Path) -> tuple[int, Any]:
    """Preview; return the exit status and the JSON. Any: JSON."""
    done = bamp("preview", "--json", *arguments)
    return done.returncode, json.loads(done.stdout)


def test_a_service_is_accepted_against_the_manifest_of_a_program(tmp_path: Path) -> None:
    """Where nobody names an account, it is that of the service, as with the program itself."""
    file = manifest(tmp_path, account(tmp_path / "acct"))

    assert Manifest.parse(file.read_text()).account_id is None
    status, document = preview(program(tmp_path / "shop", SERVICE), file)
    assert status == 0
    assert [one["status"] for one in document["resources"]] == ["protected"]
    assert document["findings"] == []


@pytest.mark.parametrize("said", ["by the stack", "by the option"])
def test_an_account_that_is_named_stands_in_the_manifest(tmp_path: Path, said: str) -> None:
    """By the configuration of the stack, or by whoever makes it."""
    is_option = said == "by the option"
    folder = account(tmp_path / "acct", *([] if is_option else [ACCOUNT]))
    options = ["--account", ACCOUNT] if is_option else []

    assert Manifest.parse(manifest(tmp_path, folder, *options).read_text()).account_id == ACCOUNT


def test_it_is_what_the_account_publishes_once_it_is_deployed(tmp_path: Path) -> None:
    """The stack's output says nothing that the program does not."""
    folder = account(tmp_path / "acct", ACCOUNT)
    (deployed,) = load_estate([folder]).programs

    made = Manifest.parse(manifest(tmp_path, folder).read_text())
    assert made == Manifest.parse(str(deployed.outputs["manifest"]))


def test_a_manifest_of_no_account_protects_nothing_where_there_are_two(tmp_path: Path) -> None:
    """It could be either's, so neither service is protected by it, and the note says what to do."""
    file = manifest(tmp_path, account(tmp_path / "acct"))
    here = program(tmp_path / "here", SERVICE, ACCOUNT)
    there = program(tmp_path / "there", SERVICE, OTHER)

    status, document = preview(here, there, file)

    assert status == 1
    assert {one["status"] for one in document["resources"]} == {"unverified"}


def test_a_manifest_of_another_account_protects_nothing(tmp_path: Path) -> None:
    """Its plans select what is in their own account."""
    file = manifest(tmp_path, account(tmp_path / "acct"), "--account", OTHER)

    status, document = preview(program(tmp_path / "shop", SERVICE, ACCOUNT), file)

    assert status == 1
    assert [one["status"] for one in document["resources"]] != ["protected"]


def test_the_only_account_that_anything_names_is_that_of_the_manifest(tmp_path: Path) -> None:
    """And it is said whose it was taken for."""
    file = manifest(tmp_path, account(tmp_path / "acct"))

    status, document = preview(program(tmp_path / "shop", SERVICE, ACCOUNT), file)

    assert status == 0
    assert any("baseline/manifest names no account" in str(one) for one in document["findings"])


def test_by_itself_it_can_be_read(tmp_path: Path) -> None:
    """As a person does who has just made one."""
    status, document = preview(manifest(tmp_path, account(tmp_path / "acct")))

    assert (status, document["resources"]) == (0, [])


def test_a_program_without_a_baseline_and_one_with_two_are_refused(tmp_path: Path) -> None:
    """A manifest describes one account."""
    none = bamp("manifest", program(tmp_path / "shop", SERVICE))
    second = 'bamp.Baseline("second", {"prefix": "second"})'
    two = f"import bamp_pulumi as bamp\nbamp.declare_account()\n{second}\n"
    both = bamp("manifest", program(tmp_path / "two", two))

    assert [none.returncode, both.returncode] == [2, 2]
    assert "which declares no baseline [BAMP-P20]" in none.stderr
    assert "bamp init account account --email ADDRESS && bamp manifest account" in none.stderr
    assert "which declares 2 baselines of different accounts or policies [BAMP-P20]" in both.stderr
    assert none.stdout == both.stdout == ""
