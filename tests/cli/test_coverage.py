"""`bamp coverage` as a platform engineer calls it, on a stand-in of AWS."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from aws_backup_stand_in import NOW, StandIn, denied
from backed_up_account import PRIMARY, RECOVERY, table_arn
from coverage_command import ask, document, drop, run
from covered_account import MANIFEST, STORES, add_bucket, covered_account, shown_account

from bamp_pulumi.catalog import is_opt_in_region, judged_regions, regions_of
from bamp_pulumi.report.pages import PAGES

VAULTS = (MANIFEST.names.primary_vault, MANIFEST.names.recovery_vault)


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Return an account in which all is well, and let boto3 ask it."""
    stand_in = covered_account()
    ask(stand_in, monkeypatch)
    return stand_in


def test_an_account_in_which_all_is_well(account: StandIn) -> None:
    """The first line counts, the last one gives the status; nothing is written to AWS."""
    done = run()

    assert done.exit_code == 0, done.output
    assert done.output.startswith(
        "3 of 4 data stores are protected as of 2026-11-29 12:00 UTC; 1 exempt.\n"
    )
    assert done.output.endswith("Everything was seen, and all is as promised. Exit status 0.\n")
    assert "standard: 2 protected" in done.output
    assert all(one.operation.startswith(("Describe", "Get", "List")) for one in account.calls)


def test_a_copy_that_is_missing(account: StandIn) -> None:
    """Resource, owner, tier, what, how late; the others are counted."""
    drop(account, table_arn("carts"), VAULTS[1], RECOVERY)
    done = run()

    assert done.exit_code == 1
    assert done.output.startswith("2 of 4 data stores are protected")
    assert "carts (DynamoDB, us-east-1), tier standard, owner shop" in done.output
    assert "of rule daily" in done.output or "rule daily" in done.output
    assert "Not all is as promised: 1 not as promised. Exit status 1." in done.output


def test_the_gravest_comes_first(account: StandIn) -> None:
    """What has no backup at all, before what is late; the latest of these first."""
    account.lists[PRIMARY, "dynamodb:ListTables"] = ["carts", "unknown-to-all"]
    for item in account.lists[PRIMARY, VAULTS[0]]:
        late = {STORES[0][1]: 5, STORES[2][1]: 50}.get(item["ResourceArn"], 0)
        item["CreationDate"] -= timedelta(days=late)
    found = document()

    broken = [each for each in found["standings"] if not each["is_well"]]
    shown = run().output
    places = [shown.index(f"  {name} (") for name in ("unknown-to-all", "papers", "orders")]
    assert {each["name"] for each in broken} == {"unknown-to-all", "papers", "orders"}
    assert places == sorted(places)


def test_what_waits_for_its_first_backup_is_not_protected_yet(account: StandIn) -> None:
    """Nothing is late, and nothing is there: status 1 until it is."""
    papers = account.lists[PRIMARY, "efs:DescribeFileSystems"][0]
    papers["CreationTime"] = NOW - timedelta(hours=2)
    for name, region in zip(VAULTS, (PRIMARY, RECOVERY), strict=True):
        drop(account, STORES[2][1], name, region)
    done = run()

    assert done.exit_code == 1
    assert "1 not backed up yet" in done.output
    assert "due by 2026-11-30" in done.output


def test_recovery_points_of_what_is_gone(account: StandIn) -> None:
    """They are listed with their size and until when they cost; they change no status."""
    account.lists[PRIMARY, "dynamodb:ListTables"] = []
    done = run()

    assert done.exit_code == 0, done.output
    assert "1 resource is gone, and recovery points are kept (0.0 GB)" in done.output
    assert "it is gone; 6 recovery points with 0.0 GB are kept until" in done.output

    account.lists[PRIMARY, "rds:DescribeDBInstances"] = []
    assert "  orders (RDS, us-east-1): it is gone" in run().output


@pytest.mark.parametrize("columns", [80, 120])
def test_it_fits_the_terminal(account: StandIn, columns: int) -> None:
    """Whatever is wrong."""
    drop(account, table_arn("carts"), VAULTS[1], RECOVERY)
    account.faults.append(denied("rds:DescribeDBInstances"))
    done = run("--all", columns=columns)

    assert max(len(each.rstrip()) for each in done.output.splitlines()) <= columns


def test_a_permission_that_is_missing_is_named(account: StandIn) -> None:
    """The IAM action, which is not always the name of the call."""
    account.faults.append(denied("s3:ListBuckets"))
    account.faults.append(denied("efs:DescribeFileSystems", PRIMARY))
    done = run()
    found = document()
    said = " ".join(done.output.split())

    assert done.exit_code == 1
    assert "allow s3:ListAllMyBuckets" in said
    assert "allow elasticfilesystem:DescribeFileSystems" in said
    assert {(one["what"], one["region"]) for one in found["not_answered"]} == {
        ("s3:ListBuckets", PRIMARY),
        ("s3:ListBuckets", RECOVERY),
        ("efs:DescribeFileSystems", PRIMARY),
    }


def test_the_form_for_machines_has_its_schema(account: StandIn) -> None:
    """As it is documented, whatever was found."""
    account.faults.append(denied("s3:ListBuckets"))
    drop(account, table_arn("carts"), VAULTS[1], RECOVERY)
    found = document()

    assert found["schema"] == "bamp.coverage/1"
    jsonschema.validate(found, json.loads(PAGES["docs/schemas/bamp.coverage-1.json"]()))


def test_the_recorded_schema_is_the_one_of_the_code() -> None:
    """A change of the format is seen."""
    kept = Path(__file__).parents[2] / "docs" / "schemas" / "bamp.coverage-1.json"

    assert kept.read_text("utf-8") == PAGES["docs/schemas/bamp.coverage-1.json"]()


def test_a_manifest_from_a_file(account: StandIn, tmp_path: Path) -> None:
    """Then no parameter is read; one of no account is taken for that of whoever asks."""
    file = tmp_path / "account-manifest.json"
    file.write_text(MANIFEST.without_account().to_json())
    account.parameters = {}
    done = run("--account-manifest", file)

    assert done.exit_code == 0, done.output
    assert "Account 123456789012, which the manifest does not name" in done.output
    assert "ssm:GetParameter" not in account.counted()


def test_regions_that_are_given_are_read(account: StandIn) -> None:
    """A type that one of them lacks is not looked for there, and said to be not."""
    done = run("--region", PRIMARY, "--region", RECOVERY, "--region", "eu-central-2")
    asked = {(one.region, one.what) for one in account.calls}

    assert done.exit_code == 0, done.output
    assert "DSQL is not offered in eu-central-2, so not looked for there." in done.output
    assert ("eu-central-2", "dynamodb:ListTables") in asked
    assert ("eu-central-2", "dsql:ListClusters") not in asked


def test_all_regions_of_an_account(account: StandIn) -> None:
    """Those that it has enabled; without that permission nothing is looked at."""
    account.regions = (PRIMARY, RECOVERY, "eu-west-1")
    done = run("--all-regions")
    assert done.exit_code == 0, done.output
    assert "Account 123456789012; eu-west-1, us-east-1, us-west-2." in done.output

    account.faults.append(denied("ec2:DescribeRegions"))
    refused = run("--all-regions")
    assert refused.exit_code == 2
    assert "ec2:DescribeRegions" in refused.stderr


def test_a_bucket_says_whether_its_continuous_backup_goes_on(account: StandIn) -> None:
    """No list does: without asking it could not be seen."""
    events: dict[str, Any] = {"EventBridgeConfiguration": dict[str, str]()}
    on = {"Status": "Enabled"}, events
    off = {"Status": "Suspended"}, events

    def state(versioning: dict[str, Any], events: dict[str, Any], *options: str) -> str:
        account.buckets = {
            ("photos", "GetBucketVersioning"): versioning,
            ("photos", "GetBucketNotificationConfiguration"): events,
        }
        found = document(*options)
        return next(one["state"] for one in found["standings"] if one["name"] == "photos")

    add_bucket(account, "photos", "critical")

    assert state(*on) == "CouldNotBeSeen"
    assert account.counted()["s3:GetBucketVersioning"] == 0
    assert state(*on, "--each-bucket") == "Protected"
    assert state(*off, "--each-bucket") == "Stale"
    account.faults.append(denied("s3:GetBucketVersioning"))
    assert state(*on, "--each-bucket") == "CouldNotBeSeen"
    assert "allow s3:GetBucketVersioning" in " ".join(run("--each-bucket").output.split())


def test_the_page_shows_what_the_command_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an account in which something is late, unselected, gone and denied."""
    stand_in = shown_account()
    ask(stand_in, monkeypatch)
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "coverage.md").read_text("utf-8")
    shown = page.partition("```text\n")[2].partition("```")[0]

    assert shown == "\n".join(each.rstrip() for each in run().output.split("\n"))


REGIONS_OF_EVERYBODY = tuple(
    region
    for region in judged_regions()
    if region in regions_of("aws") and not is_opt_in_region(region)
)


@pytest.mark.parametrize(("more", "calls"), [(0, 427), (4, 520)])
def test_calls_of_an_account_in_many_regions(account: StandIn, more: int, calls: int) -> None:
    """They are what the page says: about 24 for a Region in which nothing is."""
    optional = [region for region in judged_regions() if is_opt_in_region(region)][:more]
    account.regions = (*REGIONS_OF_EVERYBODY, *optional)

    assert len(account.regions) == 17 + more
    assert run("--all-regions").exit_code == 0
    assert len(account.calls) == calls


def test_a_summary_for_a_pipeline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As Markdown, beside what is printed; names are texts, and the verdict is the last line."""
    stand_in = shown_account()
    ask(stand_in, monkeypatch)
    stand_in.lists[PRIMARY, "dynamodb:ListTables"] = ["carts", "a|b`<img>`"]
    file = tmp_path / "coverage.md"

    assert run("--markdown", file).exit_code == 1
    text = file.read_text("utf-8")
    assert text.startswith("**2 of 5 data stores are protected as of")
    assert "- carts &#40;DynamoDB, us-east-1&#41;, tier standard, owner shop: stale" in text
    assert "<img>" not in text
    assert text.splitlines()[-1].endswith("Exit status 1.**")


def test_it_8_a_report_says_of_every_system_whether_it_was_backed_up(account: StandIn) -> None:
    """Each of them, with its owner, its newest recovery point, and whether that is as promised."""
    drop(account, table_arn("carts"), VAULTS[0], PRIMARY)

    found = document()

    systems = [each for each in found["standings"] if each["subject"] == "data store"]
    assert {each["name"]: each["is_well"] for each in systems} == {
        "orders": True,
        "papers": True,
        "carts": False,
        "thumbnails": True,
    }
    assert all(each["owner"] == "shop" for each in systems)
    assert all(each["newest"] for each in systems if each["state"] == "Protected")
    assert found["summary"]["data_stores"] == len(systems)
