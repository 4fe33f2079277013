"""The alerts of an account on a real engine: what is secret stays so in state and preview.

What these tests cannot prove: that Slack and PagerDuty answer what is sent to them.
"""

import json
from pathlib import Path
from typing import Final

import pytest

from tests.e2e.account import Account
from tests.e2e.engine import NewStack

pytestmark = pytest.mark.e2e

ACCOUNT_STACK: Final = Path(__file__).parents[2] / "stacks" / "account"
DESTINATIONS: Final = {
    "to[4].webhook": "https://alerts.bamp-ops.io/backup",
    "to[4].webhook_secret": "bamp/webhook",
}
"""Beside those that the stack's own configuration has, each of which reads a secret."""


@pytest.mark.usefixtures("alert_secrets")
def test_secrets_of_destinations_stand_nowhere_in_clear(
    new_stack: NewStack, account: Account
) -> None:
    """Neither in what a preview prints nor in the state; and a second preview changes nothing."""
    stack = new_stack(ACCOUNT_STACK, "prod")
    token = "Bearer verysecrettoken"  # noqa: S105 - of an account that is none
    account.call("secretsmanager", "create_secret", Name="bamp/webhook", SecretString=token)
    for path, value in DESTINATIONS.items():
        key = f"bamp:alerts.{path}"
        # The name of a secret is none; the engine takes it for one.
        options = ("--stack", stack.name, "--plaintext", "--path")
        stack.engine.run(stack.folder, "config", "set", *options, key, value)

    before = json.dumps(stack.preview())
    stack.up()
    after = stack.preview()
    # As it is kept: an export with its secrets opened would show them.
    state = stack.engine.run(stack.folder, "stack", "export", "--stack", stack.name)

    for text in (before, json.dumps(after), state):
        assert "eventApiDestination" in text
        assert "verysecret" not in text
    assert set(after["changeSummary"]) == {"same"}
