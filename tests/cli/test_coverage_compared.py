"""`bamp coverage --compare` and `--write-measured`: what was rehearsed, and what happened."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from aws_backup_stand_in import ACCOUNT, NOW, StandIn, denied
from backed_up_account import PRIMARY, RECOVERY
from click.testing import CliRunner, Result
from covered_account import MANIFEST, STORES, FakeBoto3, covered_account

from bamp_pulumi.cli.commands import bamp
from bamp_pulumi.measured import read_measured
from bamp_pulumi.policy import Rule, Schedule

DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
TIERS: Final = MANIFEST.policy.tiers


def jobs(arn: str, rule: Rule, copies: timedelta, shift: timedelta) -> tuple[list[Any], list[Any]]:
    """Return the jobs of a rule in a month, with copies that take so long."""
    backups: list[Any] = []
    copied: list[Any] = []
    made = {"BackupPlanId": "plan-1", "BackupRuleName": rule.name}
    name = f"{arn.rpartition(':')[2]}-{rule.name}"
    for number, due in enumerate(rule.schedule.between(NOW - 31 * DAY, NOW)):
        point = f"arn:aws:backup:{PRIMARY}:{ACCOUNT}:recovery-point:{name}-{number}"
        backups.append(
            {
                "BackupJobId": f"{name}-{number}",
                "ResourceArn": arn,
                "State": "COMPLETED",
                "CreationDate": due + shift,
                "CompletionDate": due + shift + HOUR / 2,
                "StartBy": due + shift + rule.start_window,
                "CreatedBy": made,
                "RecoveryPointArn": point,
                "BackupSizeInBytes": 7_000_000,
            }
        )
        copied += [
            {
                "CopyJobId": f"{name}-{number}-{copy.destination_region}",
                "ResourceArn": arn,
                "State": "COMPLETED",
                "CreationDate": due + shift + HOUR,
                "CompletionDate": due + shift + HOUR + copies,
                "CreatedBy": made,
                "SourceRecoveryPointArn": point,
                "DestinationBackupVaultArn": f"arn:aws:backup:{RECOVERY}:{ACCOUNT}:backup-vault:r",
            }
            for copy in rule.copies
        ]
    return (
        [each for each in backups if each["CreationDate"] <= NOW],
        [each for each in copied if each["CompletionDate"] <= NOW],
    )


def lived(copies: timedelta = HOUR, shift: timedelta = timedelta(0)) -> StandIn:
    """Return an account with the jobs of a month, and the plans as AWS Backup has them."""
    stand_in = covered_account()
    all_backups: list[Any] = []
    all_copies: list[Any] = []
    for _, arn, _, tier in STORES:
        for rule in TIERS[tier].rules:
            backups, copied = jobs(arn, rule, copies, shift)
            all_backups += backups
            all_copies += copied
    stand_in.lists[PRIMARY, "backup:ListBackupJobs"] = all_backups
    stand_in.lists[PRIMARY, "backup:ListCopyJobs"] = all_copies
    stand_in.lists[PRIMARY, "backup:ListBackupPlans"] = [
        {"BackupPlanId": tier, "BackupPlanName": plan}
        for tier, plan in MANIFEST.names.plans.items()
    ]
    stand_in.plans = {tier: plan_of(tier) for tier in TIERS}
    return stand_in


def plan_of(tier: str, zone: str = "UTC") -> Mapping[str, Any]:
    """Return a plan with the next runs of each rule, in some time zone."""
    rules: list[Any] = []
    runs: list[Any] = []
    for rule in TIERS[tier].rules:
        expression = rule.schedule.expression
        rules.append(
            {
                "RuleId": rule.name,
                "RuleName": rule.name,
                "TargetBackupVaultName": MANIFEST.names.primary_vault,
                "ScheduleExpression": expression,
                "ScheduleExpressionTimezone": zone,
            }
        )
        schedule = Schedule(expression=expression, timezone=zone)
        times = [*schedule.between(NOW, NOW + 300 * DAY)][:3]
        runs += [{"RuleId": rule.name, "ExecutionTime": time} for time in times]
    return {
        "BackupPlanId": tier,
        "BackupPlan": {"BackupPlanName": MANIFEST.names.plans[tier], "Rules": rules},
        "ScheduledRunsPreview": runs,
    }


@pytest.fixture
def rehearsal(tmp_path: Path) -> Path:
    """Write what is read of a rehearsal."""
    times = {
        "start_delay_seconds": 3600,
        "backup_takes_seconds": 1800,
        "copy_delay_seconds": 3600,
        "copy_takes_seconds": 3600,
    }
    path = tmp_path / "rehearsal.json"
    document = {"schema": "bamp.rehearsal/1", "times": times, "measured_times": {}}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def run(monkeypatch: pytest.MonkeyPatch, stand_in: StandIn, *arguments: str | Path) -> Result:
    """Run the command against an account."""
    monkeypatch.setattr("boto3.Session", FakeBoto3(stand_in).session)
    monkeypatch.setattr("bamp_pulumi.cli.coverage._now", stand_in.now)
    monkeypatch.setattr("bamp_pulumi.lambdas.health.asking._FIRST_DELAY", 0.0)
    runner = CliRunner(env={"COLUMNS": "100"})
    return runner.invoke(bamp, ["coverage", *map(str, arguments)])


def test_a_year_that_happens_as_it_was_rehearsed(
    monkeypatch: pytest.MonkeyPatch, rehearsal: Path
) -> None:
    """One call a plan; nothing is said, and the exit status is 0."""
    stand_in = lived()

    done = run(monkeypatch, stand_in, "--compare", rehearsal)

    assert done.exit_code == 0, done.output
    assert "Otherwise than rehearsed" not in done.output
    assert stand_in.counted()["backup:GetBackupPlan"] == len(TIERS)


def test_copies_that_take_nine_hours(monkeypatch: pytest.MonkeyPatch, rehearsal: Path) -> None:
    """Both numbers, and what can be lost in the other Region."""
    done = run(monkeypatch, lived(copies=9 * HOUR), "--compare", rehearsal, "--json")

    assert done.exit_code == 1
    document = json.loads(done.stdout)
    found = {(each["kind"], each["type"]): each for each in document["deviations"]}
    copy = found["copy", "DynamoDB"]
    assert (copy["measured_minutes"], copy["rehearsed_minutes"]) == (540, 60)
    losses = [each for each in document["deviations"] if each["kind"] == "loss"]
    assert {each["region"] for each in losses} >= {RECOVERY}
    assert all(each["measured_minutes"] > each["rehearsed_minutes"] for each in losses)
    assert document["summary"]["exit_status"] == 1


def test_jobs_in_another_time_zone(monkeypatch: pytest.MonkeyPatch, rehearsal: Path) -> None:
    """As AWS had them, and as AWS will have them."""
    stand_in = lived(shift=5 * HOUR)
    stand_in.plans = {tier: plan_of(tier, "America/New_York") for tier in TIERS}

    done = run(monkeypatch, stand_in, "--compare", rehearsal)

    said = " ".join(done.output.split())
    assert done.exit_code == 1
    assert "5 h later than cron(0 2 ? * * *) in UTC says, as in another time zone" in said
    assert "by cron(0 2 ? * * *) in America/New_York; the policy means" in said


def test_plans_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch, rehearsal: Path) -> None:
    """Could not be seen, with the permission that is missing."""
    stand_in = lived()
    stand_in.faults.append(denied("backup:GetBackupPlan"))

    done = run(monkeypatch, stand_in, "--compare", rehearsal)

    assert done.exit_code == 1
    assert "backup:GetBackupPlan" in done.output


def test_what_was_measured_is_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """For the next preview; without --compare nothing is compared."""
    path = tmp_path / "measured.json"
    done = run(monkeypatch, lived(copies=3 * HOUR), "--write-measured", path)

    assert done.exit_code == 0, done.output
    read = read_measured(path)
    copies = read.measured()["EFS"].copy_takes
    assert copies is not None
    assert copies.longest == 3 * HOUR
    assert read.until == datetime(2026, 11, 29, 12, tzinfo=read.until.tzinfo)


def test_another_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Before anything is asked."""
    path = tmp_path / "other.json"
    path.write_text("{}", encoding="utf-8")
    stand_in = lived()

    done = run(monkeypatch, stand_in, "--compare", path)

    assert done.exit_code == 2
    assert "bamp rehearse PROGRAM... --json" in done.output
    assert not stand_in.calls


def test_the_page_shows_what_is_printed(monkeypatch: pytest.MonkeyPatch, rehearsal: Path) -> None:
    """Of one type."""
    page = Path(__file__).parents[2] / "docs" / "how-to" / "coverage.md"
    stand_in = lived(copies=9 * HOUR)
    arn = STORES[1][1]
    for call in ("backup:ListBackupJobs", "backup:ListCopyJobs"):
        items = stand_in.lists[PRIMARY, call]
        stand_in.lists[PRIMARY, call] = [each for each in items if each["ResourceArn"] == arn]

    done = run(monkeypatch, stand_in, "--compare", rehearsal)

    begin = done.output.index("Otherwise than rehearsed")
    shown = done.output[begin : done.output.index("\n\n", begin)]
    assert shown in page.read_text("utf-8")
