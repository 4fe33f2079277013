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
SECRETS: Final = {
    "bamp/slack": "https://hooks.slack.com/services/T0/B0/verysecret",
    "bamp/pagerduty": "verysecretkey",
    "bamp/webhook": "Bearer verysecrettoken",
}
DESTINATIONS: Final = {
    "to[1].slack": "bamp/slack",
    "to[2].pagerduty": "bamp/pagerduty",
    "to[2].severities[0]": "critical",
    "to[3].webhook": "https://alerts.bamp-ops.io/backup",
    "to[3].webhook_secret": "bamp/webhook",
    "to[4].tickets": "true",
}


def test_secrets_of_destinations_stand_nowhere_in_clear(
    new_stack: NewStack, account: Account
) -> None:
    """Neither in what a preview prints nor in the state; and a second preview changes nothing."""
    stack = new_stack(ACCOUNT_STACK, "prod")
    for name, value in SECRETS.items():
        account.call("secretsmanager", "create_secret", Name=name, SecretString=value)
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
