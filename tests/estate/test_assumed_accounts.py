"""Which account is assumed for a program that names none, from whom, and when none is.

Cannot prove that the assumption is right: whoever deploys decides it.
"""

import json
from pathlib import Path

import pytest

from bamp_pulumi.baseline import Account, Manifest
from bamp_pulumi.estate import Program, RunOptions, load_estate
from bamp_pulumi.policy import default_policy

ACCOUNT, OTHER = "111122223333", "444455556666"
NAMED = f"config: {{aws:allowedAccountIds: ['{ACCOUNT}']}}"
PROFILE = "config: {aws:profile: sandbox}"


def project(folder: Path, stack: str = "") -> Path:
    """Write a program that declares nothing, with a stack `prod`."""
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text(f"name: {folder.name}\nruntime: python\n")
    (folder / "Pulumi.prod.yaml").write_text(f"{stack}\n")
    (folder / "__main__.py").write_text("")
    return folder


def manifest(file: Path, account: str = ACCOUNT) -> Path:
    """Write the manifest of an account."""
    file.write_text(Manifest.of(default_policy(), Account(account)).to_json())
    return file


def preview(file: Path, **config: str) -> Path:
    """Write a real preview of an empty stack."""
    file.write_text(json.dumps({"steps": [], "changeSummary": {"same": 0}, "config": config}))
    return file


def first(*sources: Path, account: str | None = None) -> Program:
    """Return the first program of an estate."""
    return load_estate(sources, RunOptions(account_id=account)).programs[0]


def said(program: Program) -> tuple[str, bool, str]:
    """Return its account, whether it is assumed, and from whom."""
    return program.account_id, program.account_assumed, program.account_from


def codes(program: Program) -> set[str]:
    """Return what is noted of its account."""
    return {note.code for note in program.notes if note.code.startswith("account")}


def test_the_only_account_that_is_named_is_assumed_and_said(tmp_path: Path) -> None:
    """By a manifest or by another program; which it was stands with it."""
    by_manifest = first(project(tmp_path / "a"), manifest(tmp_path / "m.json"))
    by_program = first(project(tmp_path / "b"), project(tmp_path / "platform", NAMED))

    assert said(by_manifest) == (ACCOUNT, True, "baseline/manifest")
    assert said(by_program) == (ACCOUNT, True, "platform/prod")
    assert codes(by_manifest) == codes(by_program) == {"account-taken"}


def test_an_account_that_is_named_or_given_is_not_assumed(tmp_path: Path) -> None:
    """Even where it is the number of AWS's examples."""
    named = first(project(tmp_path / "a", NAMED), manifest(tmp_path / "m.json"))
    given = first(project(tmp_path / "b"), account="123456789012")

    assert said(named) == (ACCOUNT, False, "")
    assert said(given) == ("123456789012", False, "")
    assert codes(named) == codes(given) == set()


@pytest.mark.parametrize(
    "settings",
    [
        PROFILE,
        "config: {aws:sharedCredentialsFiles: [credentials]}",
        "config: {aws:accessKey: {secure: v1:xyz}}",
    ],
)
def test_credentials_of_its_own_may_be_any_accounts(tmp_path: Path, settings: str) -> None:
    """What a manifest or another program names is not taken for it."""
    shop = project(tmp_path / "shop", settings)

    by_manifest = first(shop, manifest(tmp_path / "m.json"))
    by_program = first(shop, project(tmp_path / "platform", NAMED))

    assert said(by_manifest) == said(by_program) == ("", False, "")
    assert codes(by_manifest) == {"account-unknown"}


def test_equal_credentials_are_of_one_account(tmp_path: Path) -> None:
    """The platform's stack says which; the service's has the same profile."""
    both = f"config: {{aws:profile: sandbox, aws:allowedAccountIds: ['{ACCOUNT}']}}"

    service = first(project(tmp_path / "shop", PROFILE), project(tmp_path / "platform", both))

    assert said(service) == (ACCOUNT, False, "")


def test_where_nothing_is_named_one_number_stands_for_one_account(tmp_path: Path) -> None:
    """A stranger's program is previewed alone, with a profile or without one."""
    alone = first(project(tmp_path / "a", PROFILE))
    together = load_estate([project(tmp_path / "b"), project(tmp_path / "c")]).programs
    apart = load_estate([project(tmp_path / "d", PROFILE), project(tmp_path / "e")]).programs

    assert said(alone) == ("123456789012", True, "")
    assert {said(program) for program in together} == {("123456789012", True, "")}
    # The account of one profile is not that of another, or of whoever deploys.
    assert [program.account_id for program in apart] == ["", "123456789012"]


def test_of_several_accounts_none_is_assumed(tmp_path: Path) -> None:
    """The number of AWS's examples would be a third."""
    shop = project(tmp_path / "shop")

    program = first(shop, manifest(tmp_path / "a.json"), manifest(tmp_path / "b.json", OTHER))

    assert said(program) == ("", False, "")


def test_a_preview_that_names_no_account_says_whose_it_takes(tmp_path: Path) -> None:
    """As a program does; with a profile of its own it takes none."""
    account = manifest(tmp_path / "m.json")

    plain = first(preview(tmp_path / "p.json"), account)
    by_profile = first(preview(tmp_path / "q.json", **{"aws:profile": "sandbox"}), account)

    assert said(plain) == (ACCOUNT, True, "baseline/manifest")
    assert codes(plain) == {"account-taken"}
    assert said(by_profile) == ("", False, "")


def test_a_region_that_nobody_names_is_said_to_be_assumed(tmp_path: Path) -> None:
    """In the configuration or on the command line it is not."""
    shop = project(tmp_path / "shop")

    assert first(shop).region_assumed
    assert not first(project(tmp_path / "a", "config: {aws:region: eu-west-1}")).region_assumed
    assert not load_estate([shop], RunOptions(region="eu-west-1")).programs[0].region_assumed
    assert first(preview(tmp_path / "p.json")).region_assumed
