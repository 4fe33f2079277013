"""A service engineer with the wheel alone: from nothing to an accepted preview, and back to it.

Cannot prove how long a person thinks between two commands.
"""

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from wheels import REPOSITORY, Desk, Wheel

pytestmark = pytest.mark.xdist_group("wheel")

PROGRAM: Final = '''\
"""Orders of the shop."""

import pulumi_aws as aws

import bamp_pulumi as bamp

bamp.inherit()

aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.t4g.micro",
    allocated_storage=20,
    username="shop",
    manage_master_user_password=True,
    storage_encrypted=True,
)
aws.s3.Bucket("invoices")
'''
ONE_MORE: Final = '\naws.cognito.UserPool("customers")\n'
MISSPELT: Final = '\naws.s3.Bucket("receipts", tags=bamp.tier("critcal"))\n'
FIRST_RESULT_SECONDS: Final = 120
TODAY: Final = ("--today", "2026-11-28")


@pytest.fixture
def begun(desk: Desk, sent_manifest: str) -> Desk:
    """Give a desk with a new service, and the manifest that the platform team has sent."""
    desk.bamp("init", "service", "orders")
    desk.write("orders/account-manifest.json", sent_manifest)
    return desk


def previewed(desk: Desk, status: int, *options: str) -> dict[str, Any]:
    """Preview the service for machines. Any: JSON."""
    manifest = (".", "account-manifest.json")
    done = desk.run("bamp", "preview", *manifest, *TODAY, *options, "--json", within="orders")
    assert done.returncode == status, done.stdout + done.stderr
    return json.loads(done.stdout)


def statuses(document: dict[str, Any]) -> dict[str, str]:
    """Return how each data store stands."""
    return {one["name"]: one["status"] for one in document["resources"]}


def findings(document: dict[str, Any]) -> dict[str, str]:
    """Return the errors: what each code says."""
    return {f["id"]: f["message"] for f in document["findings"] if f["severity"] == "error"}


def test_what_init_writes_is_accepted_at_once(new_desk: Desk) -> None:
    """Within two minutes, with the installation; alone it is answered too, never unqualified."""
    new_desk.bamp("init", "account", "acct", "--email", "oncall@acme.io")
    new_desk.bamp("init", "service", "svc")
    said = new_desk.bamp("preview", "svc", "acct")

    assert "1 protected.\nAccepted. Exit status 0." in said
    assert new_desk.measured("service engineer: first accepted preview") < FIRST_RESULT_SECONDS

    alone = " ".join(new_desk.bamp("preview", "svc").split())
    assert "1 would be protected. Would be accepted by the built-in account" in alone
    assert "warning BAMP-V58" in alone


def test_an_account_without_an_address_is_refused_with_the_command_that_works(desk: Desk) -> None:
    """Where git knows no address at which somebody reads mail."""
    done = desk.run("bamp", "init", "account", "acct", HOME=str(desk.folder))
    remedy = re.search(r"^ +write: +bamp (.*)$", done.stderr, re.MULTILINE)

    assert (done.returncode, remedy and remedy[1]) == (2, "init account acct --email ADDRESS")
    region = ("--region", "eu-central-1")
    desk.bamp(*str(remedy and remedy[1]).replace("ADDRESS", "oncall@acme.io").split(), *region)
    desk.bamp("init", "service", "svc", *region)
    # Both projects agree where backups and copies are, in another Region too.
    assert "1 protected.\nAccepted." in desk.bamp("preview", "svc", "acct")


def test_a_program_of_ones_own_is_accepted_refused_and_accepted_again(begun: Desk) -> None:
    """By what the messages say, pasted, with what only a person knows in place of the dots."""
    begun.write("orders/__main__.py", PROGRAM)
    first = previewed(begun, 0)
    begun.git("init", "-q", "-b", "main")
    begun.git("add", "-A")
    begun.git("commit", "-q", "-m", "A database and a bucket")
    begun.measured("service engineer: own program accepted")

    begun.write("orders/__main__.py", PROGRAM + ONE_MORE + MISSPELT)
    second = previewed(begun, 1)
    said = findings(second)
    explained = begun.bamp("explain", *said)
    exempt = re.search(r"tags=bamp\.exempt\(.*\)", said["BAMP-V21"])
    tier = re.search(r"write: (\w+)$", said["BAMP-V38"])
    assert exempt
    assert tier

    decided = (
        exempt[0]
        .replace("reason='...'", "reason='exported every night by infra/export'")
        .replace("YYYY-MM-DD", "2027-06-30")
    )
    fixed = ONE_MORE.replace(")", f", {decided})") + MISSPELT.replace("critcal", tier[1])
    begun.write("orders/__main__.py", PROGRAM + fixed)
    third = previewed(begun, 0, "--base", "main")
    begun.measured("service engineer: refused, fixed, compared with its base")

    assert statuses(first) == {"orders": "protected", "invoices": "protected"}
    assert first["summary"]["verdict"] == "accepted"
    assert statuses(second)["customers"] == statuses(second)["receipts"] == "unprotected"
    assert all(code in explained for code in said)
    assert statuses(third) == {
        "orders": "protected",
        "invoices": "protected",
        "customers": "exempt",
        "receipts": "protected",
    }
    assert {one["name"] for one in third["changes"]["changes"]} >= {"customers", "receipts"}
    assert third["changes"]["not_compared"] == ""


def test_the_workflow_calls_the_commit_of_the_wheel(begun: Desk, wheel: Wheel) -> None:
    """And so does requirements.txt: one version everywhere, and no name that is anybody's."""
    workflow = begun.folder / "orders/.github/workflows/backups-orders.yml"
    jobs = yaml.safe_load(workflow.read_text())["jobs"]
    called = f"acme/bamp_pulumi/.github/workflows/%s.yml@{wheel.commit}"

    assert [job["uses"] for job in jobs.values()] == [
        called % name for name in ("offline-preview", "pulumi-preview", "pulumi-up")
    ]
    assert (begun.folder / "orders/requirements.txt").read_text().splitlines()[-1] == (
        f"bamp-pulumi @ git+{REPOSITORY}@{wheel.commit}"
    )
    said = begun.bamp("init", "service", "another")
    assert f"{REPOSITORY}/blob/{wheel.commit}/docs/how-to/pipelines.md" in said
    assert (Path(__file__).parents[2] / "docs/how-to/pipelines.md").exists()
