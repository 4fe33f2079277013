"""The `bamp:` keys of a stack's configuration."""

import re
from pathlib import Path

import pytest

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate import load_estate
from bamp_pulumi.stack_config import STACK_CONFIG_KEYS

ROOT = Path(__file__).parents[1]
ACCOUNT = ROOT / "bamp_pulumi/account.py"


def test_every_key_is_read_somewhere() -> None:
    """A key that is allowed and not read is ignored like any typing error."""
    readers = [ACCOUNT, ROOT / "bamp_pulumi/inheritance/adoption.py"]
    sources = "".join(path.read_text() for path in readers)

    assert [key for key in STACK_CONFIG_KEYS if f'("{key}")' not in sources] == []


def test_the_account_stack_refuses_a_key_that_nothing_reads(tmp_path: Path) -> None:
    """`bamp:acess` would leave its vaults open to everybody."""
    (tmp_path / "Pulumi.yaml").write_text("name: account\nruntime: python\n")
    (tmp_path / "Pulumi.prod.yaml").write_text('config: {"bamp:acess": {"deployers": ["role/x"]}}')
    (tmp_path / "__main__.py").write_text((ROOT / "stacks/account/__main__.py").read_text())

    with pytest.raises(RefusedError, match="pulumi config set bamp:access"):
        load_estate([tmp_path])


def test_whatever_the_account_stack_reads_may_be_set() -> None:
    """A key that is read and not in the table would be refused."""
    program = ACCOUNT.read_text()
    read = set(re.findall(r'config\.get\w*\("(\w+)"\)', program))

    assert len(read) > 5
    assert read <= STACK_CONFIG_KEYS.keys()
