"""A platform engineer with the wheel alone: an account, a tier of its own, alerts, a manifest."""

import json
from typing import Any, Final

import pytest
import yaml
from wheels import Desk

pytestmark = pytest.mark.xdist_group("wheel")

LEDGER: Final[dict[str, Any]] = {
    "description": "Entries that an auditor asks for.",
    "rpo_minutes": 1_440,
    "rto_minutes": 480,
    "native_retention_days": 7,
    "rules": {
        "nightly": {
            "schedule": {"expression": "cron(0 1 ? * * *)"},
            "lifecycle": {"delete_after_days": 400},
            "copies": [{"destination_region": "us-west-2"}],
        }
    },
}
WITH_LEDGER: Final = {"extends": "default", "tiers": {"ledger": LEDGER}}
PYTHON: Final = """\
import bamp_pulumi as bamp

ledger = bamp.Tier(
    description="Entries that an auditor asks for.",
    rpo_minutes=1_440,
    rto_minutes=480,
    native_retention_days=7,
    rules=(
        bamp.Rule(
            name="nightly",
            schedule=bamp.Schedule(expression="cron(0 1 ? * * *)"),
            lifecycle=bamp.Lifecycle(delete_after_days=400),
            copies=(bamp.CopyRule(destination_region="us-west-2"),),
        ),
    ),
)
tiers = {**bamp.default_policy().tiers, "ledger": ledger}
baseline = bamp.Baseline(
    "bamp",
    {
        "policy": bamp.BackupPolicy(tiers=tiers),
        "alerts": {"to": [{"email": "oncall@acme.io"}]},
    },
)
"""
DESTINATIONS: Final[list[dict[str, Any]]] = [
    {"email": "oncall@acme.io"},
    {"sms": "+12025550123", "severities": ["critical"]},
    {"slack": "bamp/slack"},
    {"pagerduty": "bamp/pagerduty", "severities": ["critical"], "tiers": ["critical", "ledger"]},
]
SERVICE: Final = """\
import pulumi_aws as aws
import bamp_pulumi as bamp

bamp.inherit(tier="ledger")
aws.dynamodb.Table("entries", hash_key="id", attributes=[{"name": "id", "type": "S"}])
"""


@pytest.fixture
def account(desk: Desk) -> Desk:
    """Give a desk with a new account."""
    desk.bamp("init", "account", "acct", "--email", "oncall@acme.io")
    return desk


def configure(desk: Desk, program: str = "acct", **values: object) -> None:
    """Change the configuration of a program, as an editor would."""
    file = desk.folder / program / "Pulumi.prod.yaml"
    document = yaml.safe_load(file.read_text())
    document["config"] |= {f"bamp:{key}": value for key, value in values.items()}
    file.write_text(yaml.safe_dump(document))


def test_a_tier_in_yaml_and_the_same_tier_in_python_are_one_policy(account: Desk) -> None:
    """Whichever the team likes better; a service of that tier is accepted against its manifest.

    Without a deployment, and without the account's program.
    """
    configure(account, policy=WITH_LEDGER)
    in_yaml = account.bamp("manifest", "acct")
    account.write("acct/__main__.py", PYTHON)
    in_python = account.bamp("manifest", "acct")
    tiers = json.loads(in_yaml)["policy"]["tiers"]

    assert tiers["ledger"] == json.loads(in_python)["policy"]["tiers"]["ledger"]
    assert set(tiers) == {"critical", "standard", "regulated", "development", "ledger"}

    account.bamp("init", "service", "books")
    account.write("books/__main__.py", SERVICE)
    account.write("account-manifest.json", in_yaml)
    configure(account, "books", policy=WITH_LEDGER)
    assert "1 protected. Accepted." in account.bamp("preview", "books", "account-manifest.json")


def test_four_destinations_are_notified_of_a_failed_backup(account: Desk) -> None:
    """As the rehearsal follows the message through what the program declares."""
    configure(
        account,
        policy=WITH_LEDGER,
        alerts={"to": DESTINATIONS},
    )
    account.bamp("init", "service", "svc")
    account.write(
        "svc/__main__.py",
        "import pulumi_aws as aws\nimport bamp_pulumi as bamp\nbamp.inherit()\n"
        'aws.s3.Bucket("data", tags=bamp.tier("critical"))\n',
    )

    said = account.bamp("rehearse", "acct", "svc", "--fault", "backup-job-failed", "--json")
    (fault,) = json.loads(said)["faults"]
    assert sorted(one["kind"] for one in fault["told"]) == ["email", "pagerduty", "slack", "sms"]


def test_the_account_alone_is_accepted(account: Desk) -> None:
    """Its policy holds together."""
    assert "Accepted." in account.bamp("preview", "acct")
