"""`bamp rehearse` as a user calls it: a process, its output, its exit status."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from bamp_pulumi.baseline import Account, Manifest
from bamp_pulumi.policy import default_policy
from bamp_pulumi.rehearsal import FAULTS
from bamp_pulumi.report.rehearsal_json import RehearsalDocument

ACCOUNT = "111122223333"
SHOP = """\
    import json
    import pulumi_aws as aws

    tags = {"backup-tier": "critical", "backup-owner": "shop"}
    aws.rds.Instance(
        "orders",
        identifier="orders",
        engine="postgres",
        instance_class="db.t4g.micro",
        storage_encrypted=True,
        tags=tags,
    )
    for name in ("a", "b"):
        aws.efs.FileSystem(name, encrypted=True, tags={**tags, "backup-tier": "standard"})
    """
ALERTS = """\
    rule = aws.cloudwatch.EventRule(
        "failed",
        name="failed",
        event_pattern=json.dumps({"source": ["aws.backup"], "detail": {"state": ["FAILED"]}}),
    )
    topic = aws.sns.Topic("people", name="people")
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sns:Publish",
        "Resource": "*",
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    aws.sns.TopicPolicy("people", arn=topic.arn, policy=policy)
    aws.sns.TopicSubscription(
        "mail", topic=topic.arn, protocol="email", endpoint="ops@bamp-ops.io"
    )
    aws.cloudwatch.EventTarget("to-people", rule=rule.name, arn=topic.arn)
    """


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    """Write a service with an alert, and the manifest of its account."""
    shop = tmp_path / "shop"
    shop.mkdir()
    (shop / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (shop / "Pulumi.prod.yaml").write_text("config: {aws:region: us-east-1}\n")
    (shop / "__main__.py").write_text(dedent(SHOP) + dedent(ALERTS))
    manifest = tmp_path / "account-manifest.json"
    manifest.write_text(Manifest.of(default_policy(), Account(ACCOUNT)).to_json())
    return [shop, manifest]


def rehearse(*arguments: str | Path, columns: int = 80) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bamp_pulumi.cli", "rehearse", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": str(columns), "NO_COLOR": "1"},
    )


SPAN = ("--from", "2027-01-01", "--days", "60")


def test_a_year_and_its_faults_in_one_page(sources: list[Path]) -> None:
    """What is there, what would be lost, who is notified, and the count."""
    done = rehearse(*sources, *SPAN)

    assert done.returncode == 1, done.stderr
    said = done.stdout
    assert "What could be restored on 2027-02-24 00:00 UTC" in said
    assert re.search(r"orders +us-east-1 +5 min +\d+ d", said)
    assert re.search(r"a and 1 alike +us-east-1", said)
    assert re.search(r"backup-job-failed +email +5 min", said)
    assert re.search(r"backup-job-expired +nobody", said)
    assert re.search(r"account-compromised +nobody +all", said)
    assert "failed: its pattern does not match this detail.state [BAMP-W09]" in said
    assert "3 data stores of 2 kinds, 2027-01-01 to 2027-03-02." in said
    assert "Somebody is notified of 3 of\n33 faults." in said
    # A fault that strikes buckets alone is not rehearsed where there are none.
    assert "s3-backup-object-failed" not in said
    # What is to be pasted into a policy is one line each.
    pasted = ("      - {id: ", "    trail_elsewhere: ")
    wrapped = [row for row in said.splitlines() if not row.startswith(pasted)]
    assert max(map(len, wrapped)) <= 80
    assert "Traceback" not in done.stderr


def test_faults_that_somebody_hears_of_are_well(sources: list[Path]) -> None:
    """Exit status 0 is for whoever asks for these alone."""
    page = sources[0].parent / "rehearsal.html"
    asked = ("--fault", "backup-job-failed", "--fault", "copy-job-failed", "--html", str(page))
    done = rehearse(*sources, *SPAN, *asked)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Somebody is notified of 2 of 2 faults." in " ".join(done.stdout.split())
    assert "Somebody is notified of 2 of 2 faults." in page.read_text()


def test_the_page_says_what_it_was_made_from_and_the_same_verdict(sources: list[Path]) -> None:
    """A reader who has this file only can ask the same again, of the same text."""
    page = sources[0].parent / "rehearsal.html"
    good = ("--fault", "backup-job-failed")
    for faults, status, said in ((good, 0, "Accepted"), ((), 1, "Refused")):
        done = rehearse(*sources, *SPAN, *faults, "--html", page, "--today", "2026-12-31")
        text = page.read_text("utf-8")

        assert (done.returncode, done.stderr) == (status, "")
        assert f"</span> {said}</span>" in text
        assert f"Exit status {status}" in text
        assert "<dd><time>2026-12-31</time></dd>" in text
        text = re.sub("</?time>", "", text)
        assert f"bamp rehearse {sources[0]} {sources[1]} --today 2026-12-31 --from 2027" in text
        assert "<strong>shop/prod</strong> <span>us-east-1, 111122223333" in text
        assert f"{sources[0]}, {sources[1]}: no Git commit is known" in text


def test_before_the_first_backup_nothing_can_be_restored(sources: list[Path]) -> None:
    """The plans are deployed on the day it begins."""
    done = rehearse(*sources, *SPAN, "--fault", "backup-job-failed", "--at", "2027-01-01T01:00")

    assert done.returncode == 1
    assert re.search(r"orders +us-east-1 +nothing +nothing", done.stdout)


def test_the_json_is_one_object_of_the_documented_schema(sources: list[Path]) -> None:
    """Machines read it; the same call gives the same object."""
    done = rehearse(*sources, *SPAN, "--json")
    document: dict[str, Any] = json.loads(done.stdout)  # Any: JSON

    assert document["schema"] == "bamp.rehearsal/1"
    assert set(document) == set(
        RehearsalDocument.model_json_schema(mode="serialization")["properties"]
    )
    assert {fault["fault"] for fault in document["faults"]} <= set(FAULTS)
    (failed,) = (
        fault
        for fault in document["faults"]
        if fault["fault"] == "backup-job-failed" and fault["urn"].endswith("::orders")
    )
    assert failed["detected"] is True
    assert (failed["delivered_to"], failed["after_minutes"]) == (["email ops@bamp-ops.io"], 5)
    orders = "arn:aws:rds:us-east-1:111122223333:db:orders"
    says = f"“Backup Job State Change FAILED {orders}”"
    assert failed["told"] == [
        {"kind": "email", "address": "ops@bamp-ops.io", "minutes": 5, "says": says, "unread": ""}
    ]
    assert failed["data_loss_minutes"] == 5
    assert {r["region"] for r in failed["restorable_from"]} == {"us-east-1", "us-west-2"}
    lost = next(f for f in document["faults"] if f["fault"] == "primary-region-lost")
    assert {r["region"] for r in lost["restorable_from"]} == {"us-west-2"}
    assert lost["data_loss_minutes"] > 60
    points = next(p for p in document["restore_points"] if p["urn"].endswith("::orders"))
    assert (points["region"], points["resources"]) == ("us-east-1", 1)
    assert points["worst_loss_minutes"] == points["at_most_minutes"] == 5
    assert rehearse(*sources, *SPAN, "--json").stdout == done.stdout


def test_what_nobody_hears_of_lasts_to_the_end_and_costs_the_more(sources: list[Path]) -> None:
    """A fault of which somebody is notified is acted on two hours later."""
    done = rehearse(*sources, *SPAN, "--at", "2027-01-20", "--json")
    faults = {f["fault"]: f for f in json.loads(done.stdout)["faults"] if "orders" in f["urn"]}

    noticed, unnoticed = faults["backup-job-failed"], faults["plan-deleted"]
    assert noticed["until"].startswith("2027-01-20T02:05")
    assert noticed["recovery_minutes"] == 5 + 120 + 60
    assert unnoticed["until"].startswith("2027-03-02T00:00")
    assert unnoticed["recovery_minutes"] is None
    assert unnoticed["data_loss_minutes"] > 40 * 1_440
    assert noticed["data_loss_minutes"] < 1_440


def test_faults_that_strike_together_leave_what_each_of_them_leaves(sources: list[Path]) -> None:
    """A Region that is lost while its copies are stuck."""
    chosen = ("--fault", "primary-region-lost", "--fault", "copy-job-stuck", "--json")
    span = (*SPAN, "--at", "2027-01-20")
    alone = json.loads(rehearse(*sources, *span, *chosen).stdout)
    both = json.loads(rehearse(*sources, *span, *chosen, "--together").stdout)

    def lost(document: dict[str, Any]) -> dict[str, Any]:
        return next(f for f in document["faults"] if f["fault"] == "primary-region-lost")

    assert lost(alone)["data_loss_minutes"] < 2_000
    assert lost(both)["data_loss_minutes"] > 40 * 1_440


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--fault", "backup-job-faild"), "--fault backup-job-failed"),
        (("--at", "2026-12-31"), "2027-01-01 to 2027-03-02"),
        (("--days", "0"), "0 is not in the range"),
        (("--account", "1"), "--account 1 [BAMP-P10]"),
        (("--html", "no/such/folder/x.html"), "--html no/such/folder/x.html: folder"),
    ],
)
def test_an_option_that_cannot_be_used_is_refused(
    sources: list[Path], options: tuple[str, ...], said: str
) -> None:
    """One clear message, and exit status 2."""
    done = rehearse(*sources, *SPAN, *options)

    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_preview_and_rehearsal_say_the_same_can_be_lost(sources: list[Path]) -> None:
    """One number by resource and Region, and no simulated span loses more."""
    done = rehearse(*sources, *SPAN, "--json")
    points = json.loads(done.stdout)["restore_points"]
    previewed = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bamp_pulumi.cli", "preview", *map(str, sources), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    resources = json.loads(previewed.stdout)["resources"]

    said = {
        (r["urn"], one["region"]): one["at_most_minutes"]
        for r in resources
        for one in r["exposure"]
    }
    alike = {(p["urn"], p["region"]): p["at_most_minutes"] for p in points}
    assert alike == {place: minutes for place, minutes in said.items() if place in alike}
    assert {place[0][-3:] for place in said.keys() - alike.keys()} == {"::b"}, "simulated as ::a"
    assert all(p["worst_loss_minutes"] <= p["at_most_minutes"] for p in points)
    assert len(points) >= 4


def test_a_storm_through_alerts_that_nothing_groups_is_not_well(sources: list[Path]) -> None:
    """Each failure is a mail: the report counts them, and the exit status says so."""
    done = rehearse(*sources, "--storm", "20")

    assert done.returncode == 1, done.stderr
    assert "200 failures" in done.stdout
    assert "nothing groups them" in done.stdout
    assert "[BAMP-W16]" in done.stdout


def test_a_storm_has_a_document_of_its_own(sources: list[Path]) -> None:
    """Its schema is named in it."""
    document = json.loads(rehearse(*sources, "--storm", "2", "--json").stdout)

    assert document["schema"] == "bamp.storm/1"
    assert (document["resources"], document["failures"]) == (2, 20)
    assert [one["kind"] for one in document["destinations"]] == ["email"]


@pytest.mark.parametrize(
    "option",
    [["--days", "30"], ["--fault", "plan-deleted"], ["--together"], ["--html", "page.html"]],
    ids=lambda option: option[0],
)
def test_what_a_storm_has_no_use_for_is_refused(sources: list[Path], option: list[str]) -> None:
    """It is not left out of account in silence."""
    done = rehearse(*sources, "--storm", "2", *option)

    assert done.returncode == 2
    assert option[0] in done.stderr
    assert "BAMP-P10" in done.stderr


def test_what_goes_well_is_listed_with_whoever_gets_it(sources: list[Path]) -> None:
    """The rule of this account is on failures alone, and nobody has to be notified of the rest."""
    done = rehearse(*sources, "--events")
    refused = rehearse(*sources, "--events", "--storm", "2")

    assert done.returncode == 0
    assert re.search(r"^backup-job-completed +nobody +$", done.stdout, re.MULTILINE)
    assert (refused.returncode, "--storm with --events" in refused.stderr) == (2, True)


def test_a_storm_needs_something_that_is_backed_up(sources: list[Path]) -> None:
    """An account alone says nothing of types and tiers."""
    done = rehearse(sources[1], "--storm", "2")

    assert done.returncode == 2
    assert "BAMP-P10" in done.stderr


def _most(sources: list[Path], *options: str | Path) -> dict[tuple[str, str], int]:
    """Return the most that can be lost, in minutes, by name and Region."""
    done = rehearse(*sources, *SPAN, "--json", "--fault", "copy-missing", *options)
    document = json.loads(done.stdout)
    return {
        (each["members"][0]["name"], each["region"]): each["at_most_minutes"]
        for each in document["restore_points"]
    }


def test_measured_times_take_the_place_of_what_is_assumed(sources: list[Path]) -> None:
    """Copies of file systems take nine hours: eight more can be lost of them, of nothing else."""
    spread = {"jobs": 60, "usual_seconds": 32_000, "longest_seconds": 9 * 3_600}
    measured = sources[0].parent / "measured.json"
    document = {
        "schema": "bamp.measured/1",
        "account_id": ACCOUNT,
        "since": None,
        "until": "2026-12-01T00:00:00Z",
        "types": {"EFS": {"copy_takes": spread}},
    }
    measured.write_text(json.dumps(document), encoding="utf-8")

    before, after = _most(sources), _most(sources, "--measured", measured)

    more = {each: after[each] - before[each] for each in before if after[each] != before[each]}
    assert more
    assert {name for name, _ in more} <= {"a", "b"}


def test_a_file_that_is_no_measurement_is_refused(sources: list[Path]) -> None:
    """With the command that writes one."""
    done = rehearse(*sources, *SPAN, "--measured", sources[1])

    assert done.returncode == 2
    assert "bamp coverage --write-measured" in " ".join(done.stderr.split())
