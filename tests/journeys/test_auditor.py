"""An auditor, who gets a page and JSON and nothing else: no program, no account, no checkout.

Each question is answered from both, and the answers agree.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

import pytest
from page_tables import Page, read_page
from wheels import Desk, Installed

pytestmark = pytest.mark.xdist_group("wheel")

PROGRAM: Final = """\
import pulumi_aws as aws
import bamp_pulumi as bamp

bamp.inherit()
aws.rds.Instance(
    "orders", engine="postgres", instance_class="db.t4g.micro", allocated_storage=20,
    username="shop", manage_master_user_password=True, storage_encrypted=True,
    tags=bamp.tier("critical"),
)
aws.s3.Bucket("thumbnails", tags=bamp.exempt(
    reason="rebuilt from originals in an hour", owner="design", until="2027-06-30"))
aws.cognito.UserPool("customers", tags={"backup-owner": "accounts"})
"""
STORES: Final = "Data stores of orders/prod"


@dataclass(frozen=True, slots=True)
class Files:
    """What the auditor gets. Any: JSON."""

    preview: dict[str, Any]
    rehearsal: dict[str, Any]
    page: Page

    def resource(self, name: str) -> dict[str, Any]:
        """Return what the preview says of one data store."""
        (found,) = (one for one in self.preview["resources"] if one["name"] == name)
        return found


@pytest.fixture(scope="module")
def files(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Give what somebody else has made, once."""
    desk = Desk(tmp_path_factory.mktemp("audited"), installed)
    desk.bamp("init", "account", "acct", "--email", "oncall@acme.io")
    desk.bamp("init", "service", "orders")
    desk.write("orders/__main__.py", PROGRAM)
    both = ("orders", "acct", "--today", "2026-11-28")
    previewed = desk.run("bamp", "preview", *both, "--json")
    fault = ("--fault", "backup-job-failed", "--fault", "key-disabled")
    rehearsed = desk.run("bamp", "rehearse", *both, *fault, "--json", "--html", "page.html")
    desk.measured("auditor: page and JSON")
    assert (previewed.returncode, rehearsed.returncode) == (1, 1), previewed.stderr
    page = read_page((desk.folder / "page.html").read_text(encoding="utf-8"))
    return Files(json.loads(previewed.stdout), json.loads(rehearsed.stdout), page)


def test_every_data_store_is_listed_with_its_owner(files: Files) -> None:
    """Also what is exempt, whose owner is who decided it."""
    owners = {"orders": "orders", "thumbnails": "design", "customers": "accounts"}

    assert {one["name"]: one["owner"] for one in files.preview["resources"]} == owners
    assert {name: row["Owner"] for name, row in files.page.table(STORES).items()} == owners


def test_what_is_promised_is_beside_what_is_reached(files: Files) -> None:
    """RPO asked and reached; retention, rule by rule; where the copies are, and how long."""
    orders = files.resource("orders")
    row = files.page.table(STORES)["orders"]

    assert [orders[key] for key in ("tier", "rpo_minutes", "achieved_rpo_minutes")] == [
        "critical",
        5,
        5,
    ]
    assert (row["Tier"], row["RPO"]) == ("critical", "✓ pass 5 min reached 5 min asked")
    assert row["RTO"] == "? pass, not measured 1 h assumed 2 h asked"
    assert {rule["rule"]: rule["retention_days"] for rule in orders["rules"]} == {
        "continuous": 35,
        "daily": 30,
        "weekly": 90,
        "monthly": 365,
    }
    assert {(c["region"], c["rule"], c["retention_days"]) for c in orders["copies"]} == {
        ("us-west-2", "daily", 30),
        ("us-west-2", "weekly", 90),
        ("us-west-2", "monthly", 365),
    }
    assert row["Protection"] == (
        "✓ protected any second 35d, daily 30d, weekly 90d, monthly 365d "
        "copies: us-west-2 daily 30d, weekly 90d, monthly 365d"
    )


def test_what_is_not_kept_is_named_with_its_code(files: Files) -> None:
    """And is a reason of the verdict, which both give in the same words."""
    customers = files.resource("customers")
    (error,) = (
        f for f in files.page.tables["Each finding, the gravest first"] if "error" in f["Severity"]
    )

    assert customers["status"] == "unprotected"
    assert [finding["id"] for finding in customers["findings"]] == [error["Code"]] == ["BAMP-V21"]
    assert [one["name"] for one in files.rehearsal["not_restorable"]] == ["customers"]
    assert [*files.page.table("1 data store is unprotected")] == ["customers (Cognito user pool)"]
    summary = files.rehearsal["summary"]
    assert (summary["verdict"], summary["exit_status"]) == ("refused", 1)
    verdict = files.page.text.partition("Exit status 1, because:")[2]
    reasons = summary["why"].removeprefix("Refused: ").removesuffix(".").split("; ")
    assert reasons == [
        "1 data store is unprotected",
        "1 error of the preview (BAMP-V21)",
        "nobody is certainly notified of 1 fault",
    ]
    assert verdict.split()[: len(" ".join(reasons).split())] == " ".join(reasons).split()


def test_what_is_exempt_says_until_when_why_and_who_decided(files: Files) -> None:
    """That it ends within the rehearsed year is marked on the page."""
    (row,) = files.page.tables["Data stores that are exempt from backup"]
    exempt = files.resource("thumbnails")

    assert exempt["status"] == "exempt"
    assert exempt["how"] == f"until 2027-06-30: {row['Reason']}"
    assert [one["why"] for one in files.rehearsal["exempt"]] == [exempt["how"]]
    assert (row["Data store"], row["Owner"]) == ("thumbnails S3 bucket", exempt["owner"])
    assert row["Reason"] == "rebuilt from originals in an hour"
    assert row["Last day"] == "2027-06-30 ? expires within the span"


def test_who_is_notified_is_said_and_so_is_what_depends_on_a_trail(files: Files) -> None:
    """No program declares a trail, so it is unknown whether anybody is notified of the key."""
    notified = {one["fault"]: one["detected"] for one in files.rehearsal["faults"]}
    rows = files.page.table("Faults, and who is notified")

    assert notified == {"backup-job-failed": True, "key-disabled": None}
    assert rows["backup-job-failed"]["Notified"].startswith("✓ email")
    perhaps = "? perhaps no declared trail records calls of kms in us-east-1"
    assert rows["key-disabled"]["Notified"] == perhaps
    assert "oncall@acme.io" in files.page.text


def test_both_say_the_same_day_and_the_same_programs(files: Files) -> None:
    """A page of another day would answer another question."""
    programs = [one["name"] for one in files.preview["programs"]]

    assert programs == ["orders/prod", "acct/prod"]
    assert f"{files.rehearsal['from'][:10]} to {files.rehearsal['to'][:10]}" in files.page.text
    assert all(program in files.page.text for program in programs)
