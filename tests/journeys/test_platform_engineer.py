"""A platform engineer with the wheel alone: an account, a tier of its own, alerts, a manifest."""

import json
import re
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
TODAY: Final = ("--today", "2026-11-28")
DESTINATIONS: Final[list[dict[str, Any]]] = [
    {"email": "oncall@acme.io"},
    {"sms": "+12025550423", "severities": ["critical"]},
    {"slack": "bamp/slack"},
    {"pagerduty": "bamp/pagerduty", "severities": ["critical"], "tiers": ["critical", "ledger"]},
]
CRITICAL: Final = """\
import pulumi_aws as aws
import bamp_pulumi as bamp

bamp.inherit()
aws.s3.Bucket("data", tags=bamp.tier("critical"))
"""
SERVICE: Final = """\
import pulumi_aws as aws
import bamp_pulumi as bamp

bamp.inherit(tier="ledger")
aws.dynamodb.Table("entries", hash_key="id", attributes=[{"name": "id", "type": "S"}])
"""


@pytest.fixture
def account(desk: Desk) -> Desk:
    """Give a desk with a new account, whose policy has a tier more and whose alerts go to four."""
    desk.bamp("init", "account", "acct", "--email", "oncall@acme.io")
    configure(desk, policy=WITH_LEDGER, alerts={"to": DESTINATIONS})
    return desk


def configure(desk: Desk, program: str = "acct", **values: object) -> None:
    """Change the configuration of a program, as an editor would."""
    file = desk.folder / program / "Pulumi.prod.yaml"
    document = yaml.safe_load(file.read_text())
    document["config"] |= {f"bamp:{key}": value for key, value in values.items()}
    file.write_text(yaml.safe_dump(document))


def pasted(said: str) -> dict[str, Any]:
    """Return the lines of the policy that a rehearsal prints, with its dots filled in."""
    lines = re.search(
        r"^    trail_elsewhere: .*\n    faults:\n(?:      - .*\n)+", said, re.MULTILINE
    )
    assert lines, said
    filled = (
        lines[0]
        .replace('reason: "..."', "reason: looked at each week")
        .replace('owner: "..."', "owner: platform")
        .replace("YYYY-MM-DD", "2027-06-30")
    )
    return yaml.safe_load(filled)


def test_a_tier_in_yaml_and_the_same_tier_in_python_are_one_policy(account: Desk) -> None:
    """Whichever the team likes better; a service of that tier is accepted against its manifest.

    Without a deployment, and without the account's program.
    """
    in_yaml = account.bamp("manifest", "acct")
    account.measured("platform engineer: manifest")
    account.write("acct/__main__.py", PYTHON)
    in_python = account.bamp("manifest", "acct")
    tiers = json.loads(in_yaml)["policy"]["tiers"]

    assert tiers["ledger"] == json.loads(in_python)["policy"]["tiers"]["ledger"]
    assert set(tiers) == {"critical", "standard", "regulated", "development", "ledger"}

    account.bamp("init", "service", "books")
    account.write("books/__main__.py", SERVICE)
    account.write("account-manifest.json", in_yaml)
    configure(account, "books", policy=WITH_LEDGER)
    assert "1 protected.\nAccepted." in account.bamp("preview", "books", "account-manifest.json")


def test_the_account_alone_is_accepted_and_summed_up(account: Desk) -> None:
    """Tiers, vaults with their locks and keys, who is notified, what is left to do by hand."""
    said = account.bamp("preview", "acct", *TODAY, "--json")
    account.measured("platform engineer: summary of the account")
    document = json.loads(said)
    summary = document["account_summary"]

    assert document["summary"]["verdict"] == "accepted"
    assert {plan["tier"] for plan in summary["plans"]} == {
        "critical",
        "standard",
        "regulated",
        "development",
        "ledger",
    }
    assert {(vault["name"], vault["region"]) for vault in summary["vaults"]} == {
        ("bamp-primary", "us-east-1"),
        ("bamp-recovery", "us-west-2"),
    }
    assert {one["kind"] for one in summary["destinations"]} == {
        "email",
        "pagerduty",
        "slack",
        "sms",
    }
    assert any("oncall@acme.io" in step for step in summary["by_hand"])


def test_a_year_is_refused_and_what_it_says_to_write_is_accepted(account: Desk) -> None:
    """Each fault of which nobody is notified is acknowledged, with a reason, an owner and an end.

    All four destinations are notified of a failed backup, as the rehearsal follows the message
    through what the program declares.
    """
    account.bamp("init", "service", "svc")
    account.write("svc/__main__.py", CRITICAL)
    both = ("acct", "svc", *TODAY)
    refused = account.run("bamp", "rehearse", *both)
    account.measured("platform engineer: a year, refused")
    assert refused.returncode == 1, refused.stderr
    assert "Refused: nobody is certainly notified of" in refused.stdout

    configure(account, policy={**WITH_LEDGER, **pasted(refused.stdout)})
    accepted = json.loads(account.bamp("rehearse", *both, "--json"))
    account.measured("platform engineer: a year, accepted")

    assert accepted["summary"] == {
        "verdict": "accepted",
        "why": "Accepted.",
        "exit_status": 0,
        "reasons": [],
    }
    faults = {one["fault"]: one for one in accepted["faults"]}
    told = faults["backup-job-failed"]["told"]
    assert sorted(one["kind"] for one in told) == ["email", "pagerduty", "slack", "sms"]
    assert faults["copy-missing"]["detected"] is True
    assert faults["repository-not-backed-up"]["detected"] is False
    assert faults["repository-not-backed-up"]["acknowledged_until"] == "2027-06-30"
    assert faults["key-disabled"]["assumed"].startswith("a trail elsewhere, acknowledged until")
