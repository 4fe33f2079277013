"""An auditor, who gets a page and JSON and nothing else: no program, no account, no checkout."""

import json
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest
from wheels import Desk

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
aws.cognito.UserPool("customers")
"""


@dataclass(frozen=True, slots=True)
class Files:
    """What the auditor gets. Any: JSON."""

    preview: dict[str, Any]
    rehearsal: dict[str, Any]
    page: str

    def resource(self, name: str) -> dict[str, Any]:
        """Return what the preview says of one data store."""
        (found,) = (one for one in self.preview["resources"] if one["name"] == name)
        return found


class Words(HTMLParser):
    """Reads what a page says, without its script and its style."""

    def __init__(self) -> None:
        """Start with nothing said."""
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep what is read; script and style are no words of the page."""
        if self.get_starttag_text() not in ("<script>", "<style>"):
            self.said.append(data.strip())


@pytest.fixture(scope="module")
def files(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Give what somebody else has made, once."""
    desk = Desk(tmp_path_factory.mktemp("audited"), installed)
    desk.bamp("init", "account", "acct", "--email", "oncall@acme.io")
    desk.bamp("init", "service", "orders")
    desk.write("orders/__main__.py", PROGRAM)
    both = ("orders", "acct", "--today", "2026-11-28")
    previewed = desk.run("bamp", "preview", *both, "--json")
    fault = ("--fault", "backup-job-failed", "--fault", "key-disabled")
    rehearsed = desk.run("bamp", "rehearse", *both, *fault, "--json", "--html", "page.html")
    assert (previewed.returncode, rehearsed.returncode) == (1, 1), previewed.stderr
    words = Words()
    words.feed((desk.folder / "page.html").read_text(encoding="utf-8"))
    page = " ".join(filter(None, words.said))
    return Files(json.loads(previewed.stdout), json.loads(rehearsed.stdout), page)


def test_every_data_store_is_listed_with_its_owner(files: Files) -> None:
    """Also what is exempt, whose owner is who decided it."""
    owners = {one["name"]: one["owner"] for one in files.preview["resources"]}

    assert owners == {"orders": "orders", "thumbnails": "design", "customers": ""}


def test_what_is_promised_is_beside_what_is_reached(files: Files) -> None:
    """Minutes between recovery points; days of retention, rule by rule; where the copies are."""
    orders = files.resource("orders")

    assert (orders["tier"], orders["rpo_minutes"], orders["achieved_rpo_minutes"]) == (
        "critical",
        5,
        5,
    )
    assert {rule["rule"]: rule["retention_days"] for rule in orders["rules"]} == {
        "continuous": 35,
        "daily": 30,
        "weekly": 90,
        "monthly": 365,
    }
    assert {copy["region"] for copy in orders["copies"]} == {"us-west-2"}


def test_what_is_not_kept_is_named_with_its_code(files: Files) -> None:
    """In both documents, and on the page."""
    customers = files.resource("customers")

    assert customers["status"] == "unprotected"
    assert [finding["id"] for finding in customers["findings"]] == ["BAMP-V21"]
    assert [one["name"] for one in files.rehearsal["not_restorable"]] == ["customers"]
    assert "customers" in files.page.partition("What could not be restored")[2]


def test_what_is_exempt_says_until_when_and_why(files: Files) -> None:
    """In both documents, and on the page."""
    expected = "until 2027-06-30: rebuilt from originals in an hour"

    assert files.resource("thumbnails")["status"] == "exempt"
    assert expected in files.resource("thumbnails")["how"]
    assert [one["why"] for one in files.rehearsal["exempt"]] == [expected]
    assert expected in files.page


def test_who_is_notified_of_a_failure_is_said_and_so_is_what_depends_on_a_trail(
    files: Files,
) -> None:
    """No program declares a trail, so it is unknown whether anybody is notified of the key."""
    notified = {one["fault"]: one["detected"] for one in files.rehearsal["faults"]}

    assert notified == {"backup-job-failed": True, "key-disabled": None}
    assert "oncall@acme.io" in files.page
