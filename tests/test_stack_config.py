"""The `bamp:` keys of a stack's configuration."""

import re
from pathlib import Path

import pulumi
import pytest

from bamp_pulumi.errors import PolicyError
from bamp_pulumi.estate import load_estate
from bamp_pulumi.stack_config import STACK_CONFIG_KEYS, key_refusals

ROOT = Path(__file__).parents[1]
READERS = (
    ROOT / "bamp_pulumi/components/configured.py",
    ROOT / "bamp_pulumi/inheritance/configured.py",
)


def test_every_key_is_read_somewhere() -> None:
    """A key that is allowed and not read is ignored like any typing error."""
    sources = "".join(path.read_text() for path in READERS)

    assert [key for key in STACK_CONFIG_KEYS if f'"{key}"' not in sources] == []


def test_a_program_is_refused_at_the_line_of_its_stacks_file(tmp_path: Path) -> None:
    """`bamp:acess` would leave the vaults open to everybody. There is no second error around it."""
    (tmp_path / "Pulumi.yaml").write_text("name: account\nruntime: python\n")
    (tmp_path / "Pulumi.prod.yaml").write_text(
        "config:\n  bamp:owner: platform\n  bamp:acess: {deployers: [role/x]}\n"
    )
    (tmp_path / "__main__.py").write_text((ROOT / "stacks/account/__main__.py").read_text())

    with pytest.raises(PolicyError) as refused:
        load_estate([tmp_path])

    (refusal,) = refused.value.refusals
    assert refusal.code == "BAMP-I07"
    assert refusal.where == f"{tmp_path.as_posix()}/Pulumi.prod.yaml:3"
    assert refusal.write == "bamp:access:"


def test_whatever_is_read_may_be_set() -> None:
    """A key that is read and not in the table would be refused."""
    source = READERS[1].read_text()
    read = set(re.findall(r'config\.get\w*\("(\w+)"\)', source))

    assert len(read) > 3
    assert read <= STACK_CONFIG_KEYS.keys()


@pytest.mark.parametrize(
    ("value", "write"),
    [
        ("owner svc", "bamp:owner: svc"),
        ("owner: the team", "bamp:owner: the team"),
        ("ownr svc", "bamp:owner: svc"),
        ({"owner": "svc"}, "bamp:owner: svc"),
        ({"owner": "svc", "tier": "critical"}, "bamp:owner: svc\nbamp:tier: critical"),
    ],
)
def test_a_key_that_yaml_splits_is_refused(value: object, write: str) -> None:
    """`bamp: owner svc` is a key `bamp` of the project, and nothing of ours."""
    key = f"{pulumi.get_project()}:bamp"

    (refusal,) = key_refusals({key: value})

    assert (refusal.code, refusal.path, refusal.write) == ("BAMP-I07", key, write)


@pytest.mark.parametrize("value", ["on", "zzzzzz yes", True, ["owner svc"], {}, {"zzzzzz": 1}])
def test_a_key_of_that_name_with_a_meaning_of_its_own_is_the_programs(value: object) -> None:
    """A project may have a setting `bamp` that has nothing to do with this library."""
    assert not [*key_refusals({f"{pulumi.get_project()}:bamp": value})]


@pytest.mark.parametrize("key", ["bamp:ownr", "bamp:zzzzzz"])
def test_a_service_is_not_told_of_keys_that_it_may_not_set(key: str) -> None:
    """Whoever tries one of them would be refused again."""
    (refusal,) = key_refusals({key: "owner svc"})

    assert refusal.allowed == (
        "bamp:expire_noncurrent_versions, bamp:owner, bamp:policy, bamp:prefix, bamp:tier"
    )


def test_a_key_of_an_account_is_named_where_it_is_meant() -> None:
    """The program of a service may declare the account, too."""
    (refusal,) = key_refusals({"bamp:alert": "{}"})

    assert refusal.write == "bamp:alerts: ..."
    assert "bamp:alerts" in refusal.allowed
    assert "bamp:access" not in refusal.allowed


def test_an_account_is_not_told_of_keys_of_services() -> None:
    """Unless its program inherits; then a tier is read."""
    (refusal,) = key_refusals({"bamp:teir": "gold"}, inherits=False, declares=True)
    (both,) = key_refusals({"bamp:teir": "gold"}, inherits=True, declares=True)

    assert "bamp:tier" not in f"{refusal.allowed} {refusal.write}"
    assert "bamp:alerts" in refusal.allowed
    assert both.write == "bamp:tier: ..."
