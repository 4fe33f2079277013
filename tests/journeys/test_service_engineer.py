"""A service engineer with the wheel alone: from nothing to an accepted preview, and back to it."""

import json
import re
import time
from pathlib import Path
from typing import Final

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
FIRST_RESULT_SECONDS: Final = 120


@pytest.fixture
def begun(desk: Desk, sent_manifest: str) -> Desk:
    """Give a desk with a new service, and the manifest that the platform team has sent."""
    desk.bamp("init", "service", "orders")
    desk.write("orders/account-manifest.json", sent_manifest)
    return desk


def statuses(desk: Desk, status: int) -> dict[str, str]:
    """Preview the service for machines; return how each data store stands."""
    done = desk.run("bamp", "preview", ".", "account-manifest.json", "--json", within="orders")
    assert done.returncode == status, done.stdout + done.stderr
    return {one["name"]: one["status"] for one in json.loads(done.stdout)["resources"]}


def test_what_init_writes_is_accepted_at_once(desk: Desk) -> None:
    """In a minute or two after the installation; the issue allows two."""
    begin = time.monotonic()
    desk.bamp("init", "account", "acct", "--email", "oncall@acme.io")
    desk.bamp("init", "service", "svc")
    said = desk.bamp("preview", "svc", "acct")

    assert "1 protected. Accepted." in said
    assert time.monotonic() - begin < FIRST_RESULT_SECONDS


def test_it_is_accepted_in_another_region_too(desk: Desk) -> None:
    """Both projects agree where backups and copies are."""
    region = "eu-central-1"
    desk.bamp("init", "account", "acct", "--email", "oncall@acme.io", "--region", region)
    desk.bamp("init", "service", "svc", "--region", region)

    assert "1 protected. Accepted." in desk.bamp("preview", "svc", "acct")


def test_a_database_and_a_bucket_are_protected_by_the_line_that_is_there(begun: Desk) -> None:
    """Nothing is said of backups at the resources."""
    begun.write("orders/__main__.py", PROGRAM)

    assert statuses(begun, 0) == {"orders": "protected", "invoices": "protected"}


def test_what_is_unprotected_is_refused_and_the_remedy_of_the_message_is_accepted(
    begun: Desk,
) -> None:
    """Copied from the message, with what only a person knows in place of the dots."""
    begun.write("orders/__main__.py", PROGRAM + ONE_MORE)
    assert statuses(begun, 1)["customers"] == "unprotected"

    done = begun.run("bamp", "preview", ".", "account-manifest.json", "--json", within="orders")
    messages = [finding["message"] for finding in json.loads(done.stdout)["findings"]]
    (remedy,) = (found[0] for m in messages if (found := re.search(r"tags=bamp\.exempt\(.*\)", m)))
    decided = (
        remedy.replace('reason="..."', 'reason="exported every night by infra/export"')
        .replace('owner="..."', 'owner="shop"')
        .replace("YYYY-MM-DD", "2027-06-30")
    )
    begun.write("orders/__main__.py", PROGRAM + ONE_MORE.replace(")", f", {decided})"))

    assert statuses(begun, 0)["customers"] == "exempt"


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
