"""Fixtures of the end-to-end tests: an account, an engine, and stacks in them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.account import Account
from tests.e2e.engine import Engine, NewStack, Stack


@pytest.fixture(scope="session")
def session_account(
    pulumi_command: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Account]:
    """The stand-in's process, started once, and only where there is an engine to use it."""
    del pulumi_command
    account = Account.opened(tmp_path_factory.mktemp("aws"))
    yield account
    account.close()


@pytest.fixture
def account(session_account: Account) -> Account:
    """An empty account."""
    session_account.forget()
    return session_account


@pytest.fixture
def baseline_key(account: Account) -> str:
    """The key that the account stack keeps in the recovery Region, found by its alias."""
    west = "us-west-2"
    key = account.call("kms", "create_key", region=west)["KeyMetadata"]["KeyId"]
    alias = "alias/bamp-backup"
    account.call("kms", "create_alias", region=west, AliasName=alias, TargetKeyId=key)
    return key


@pytest.fixture
def alert_secrets(account: Account) -> dict[str, str]:
    """The secrets that the account stack reads of its destinations, by name."""
    secrets = {
        "bamp/slack": "https://hooks.slack.com/services/T0/B0/verysecret",
        "bamp/pagerduty": "verysecretkey",
    }
    for name, value in secrets.items():
        account.call("secretsmanager", "create_secret", Name=name, SecretString=value)
    return secrets


@pytest.fixture(scope="session")
def pulumi_command() -> Path:
    """Where the engine is; without one the test is skipped, and says so."""
    found = shutil.which("pulumi")
    if found is None:
        pytest.skip("no `pulumi` on PATH: nothing here was checked against a real engine")
    return Path(found)


@pytest.fixture
def engine(pulumi_command: Path, account: Account, tmp_path: Path) -> Engine:
    """An engine with no stacks yet."""
    plugins = Path(account.address).parent / "bin"
    home = tmp_path / "pulumi"
    home.mkdir()
    return Engine.beside(pulumi_command, plugins, home)


@pytest.fixture
def new_stack(engine: Engine, tmp_path: Path) -> NewStack:
    """Make a stack of a program: `new_stack(folder, "test")`."""

    def make(program: Path, name: str) -> Stack:
        return Stack.of(engine, program, tmp_path / f"{program.name}-{name}", name)

    return make
