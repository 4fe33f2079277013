"""A run of the check beside the function of the alerts: opened once, escalated, closed when well.

The check reads the stand-in, and its events are handed to the very function of the alerts in a
simulated account, as the rules would. What this cannot show: that EventBridge delivers them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, Final

import pytest
from aws_backup_stand_in import ACCOUNT, NOW, StandIn, denied
from backed_up_account import PRIMARY, RECOVERY, point, sound_account, table_arn

from bamp_pulumi.baseline import ALERT_KINDS
from bamp_pulumi.lambdas.alerts import METRIC_DIMENSION, METRIC_NAMESPACE
from bamp_pulumi.lambdas.health import Expected, ExpectedRule, metric
from bamp_pulumi.lambdas.health.checking import Check, NotReportedError, run
from bamp_pulumi.rehearsal.storm.account import SimulatedAccount
from bamp_pulumi.signals import match_event

# Any, from here on: requests and answers of boto3.
HOUR: Final = timedelta(hours=1)
CARTS: Final = table_arn("carts")


def rule(vault: str, region: str, *, is_copy: bool = False) -> ExpectedRule:
    """Return the daily rule, or its copy."""
    return ExpectedRule(
        rule="daily_kept_35_days",
        region=region,
        vault=vault,
        at_most=26 * HOUR,
        retention_days=35,
        is_copy=is_copy,
    )


RULES: Final = (rule("main", PRIMARY), rule("recovery", RECOVERY, is_copy=True))
EXPECTED: Final = Expected(
    primary_region=PRIMARY,
    recovery_region=RECOVERY,
    default_tier="",
    rules={"critical": {"DynamoDB": RULES}},
    locked=frozenset({f"main/{PRIMARY}", f"recovery/{RECOVERY}"}),
)


def account_of(*missing: str, tables: Sequence[str] = ("carts",)) -> StandIn:
    """Return an account of tables, each with a backup and a copy of today and of 30 days ago.

    Vaults that are named have none.
    """
    stand_in = sound_account()
    arns = [table_arn(name) for name in tables]
    stand_in.lists = {
        (region, what): items
        for (region, what), items in stand_in.lists.items()
        if what == "backup:ListBackupVaults"
    }
    stand_in.lists[PRIMARY, "dynamodb:ListTables"] = list(tables)
    stand_in.lists[PRIMARY, "resourcegroupstaggingapi:GetResources"] = [
        {
            "ResourceARN": arn,
            "Tags": [
                {"Key": "backup-tier", "Value": "critical"},
                {"Key": "backup-owner", "Value": "shop"},
            ],
        }
        for arn in arns
    ]
    for number, (name, region) in enumerate((("main", PRIMARY), ("recovery", RECOVERY))):
        stand_in.lists[region, name] = [
            point(
                10_000 * number + 1000 * days + count,
                arn,
                "DynamoDB",
                region=region,
                name=name,
                created=NOW - timedelta(days=days, hours=6),
            )
            for days in (0, 30)
            for count, arn in enumerate(arns)
            if name not in missing
        ]
    return stand_in


@dataclass
class Together:
    """The check and the alerts in one account."""

    stand_in: StandIn
    alerts: SimulatedAccount = field(default_factory=lambda: SimulatedAccount(now=NOW))
    entries: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    metrics: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    refused: list[int] = field(default_factory=list[int])
    """How many entries of each request are not taken."""
    exceptions: Any = None

    def report(self, service: str, region: str) -> Any:  # noqa: ANN401
        """Return a client for what is reported."""
        assert region == PRIMARY
        return self.alerts if service == "scheduler" else self

    def put_events(self, *, Entries: list[dict[str, Any]]) -> dict[str, Any]:  # noqa: N803
        """Take events, or some of them."""
        count = self.refused.pop(0) if self.refused else 0
        taken = Entries[count:]
        self.entries += taken
        fails = [{"ErrorCode": "ThrottlingException"}] * count
        answers = [*fails, *({"EventId": str(number)} for number, _ in enumerate(taken))]
        return {"FailedEntryCount": count, "Entries": answers}

    def put_metric_data(self, **request: Any) -> None:  # noqa: ANN401
        """Count."""
        self.metrics.append(request)

    def check(self, at: datetime, expected: Expected = EXPECTED) -> list[dict[str, Any]]:
        """Run the check at a time, and let the alerts take what it reports."""
        self.stand_in.clock = at
        self.alerts.run(at)
        self.entries.clear()
        run(self.checked(expected), seconds=600)
        self.deliver(at)
        return self.entries

    def checked(self, expected: Expected = EXPECTED) -> Check:
        """Return what a run needs."""
        return Check(
            connect=self.stand_in.connect,
            report=self.report,
            expected=expected,
            regions=(PRIMARY, RECOVERY),
            vaults=("main", "recovery"),
            name="alerts",
            partition="aws",
            lacking={},
            role_arn=f"arn:aws:iam::{ACCOUNT}:role/AWSBackup-bamp",
            now=self.stand_in.now,
            sleep=self.stand_in.sleep,
        )

    def deliver(self, at: datetime) -> None:
        """Hand each event to the alerts, as the rule of its kind does."""
        for number, entry in enumerate(self.entries):
            event = {
                "id": f"{at:%d%H%M}-{number}",
                "account": ACCOUNT,
                "region": PRIMARY,
                "time": f"{entry['Time']:%Y-%m-%dT%H:%M:%SZ}",
                "source": entry["Source"],
                "detail-type": entry["DetailType"],
                "resources": entry["Resources"],
                "detail": json.loads(entry["Detail"]),
            }
            kinds = [
                name
                for name, kind in ALERT_KINDS.items()
                if kind.pattern is not None and match_event(kind.pattern, event).passes
            ]
            assert len(kinds) == 1, event
            self.alerts.call({"kind": kinds[0], "event": event}, at)
        self.alerts.run(at)

    def told(self, status: str) -> list[str]:
        """Return the kinds of what went to the bus with a status."""
        return [
            one.detail["kind"]
            for one in self.alerts.sent
            if not one.to and one.detail["status"] == status
        ]


def test_what_is_as_promised_is_reported_by_nobody_and_counted() -> None:
    """One metric for the run, by the name of the alerts."""
    together = Together(account_of())

    assert together.check(NOW) == []
    (metric,) = together.metrics
    assert metric["Namespace"] == METRIC_NAMESPACE
    assert metric["MetricData"][0]["MetricName"] == "HealthChecks"
    assert metric["MetricData"][0]["Dimensions"] == [{"Name": METRIC_DIMENSION, "Value": "alerts"}]


def test_na_3_a_missing_copy_in_the_recovery_region_is_an_alert_until_it_is_there() -> None:
    """Once; recorded while it lasts; escalated after two hours; resolved when the copy is there."""
    together = Together(account_of("recovery"))
    (entry,) = together.check(NOW)

    detail = json.loads(entry["Detail"])
    assert (detail["kind"], detail["resourceArn"]) == ("copy-missing", CARTS)
    assert detail["backupVaultArn"].endswith(f":{RECOVERY}:{ACCOUNT}:backup-vault:recovery")
    assert together.told("open") == ["backup-missing"]
    (mail,) = [one for one in together.alerts.sent if one.to]
    text = mail.request["Message"]
    assert all(word in text for word in (CARTS, "recovery us-west-2", "shop", "critical"))

    together.check(NOW + 6 * HOUR)
    assert together.told("open") == ["backup-missing"]
    assert together.told("repeated") == ["backup-missing"]
    assert together.told("escalated") == ["backup-missing"]

    together.stand_in.lists = account_of().lists
    (entry,) = together.check(NOW + 12 * HOUR)
    assert json.loads(entry["Detail"])["over"] == ["backup-missing"]
    assert together.told("resolved") == ["backup-missing"]
    # What is closed is closed once.
    assert together.check(NOW + 13 * HOUR) == []
    assert together.alerts.dead == []


def test_it_7_the_alert_gives_the_command_that_starts_a_backup_which_the_check_counts() -> None:
    """Pasted as it stands; what it makes is kept as promised, so that the next run finds it."""
    together = Together(account_of("main"))
    together.check(NOW)

    (mail,) = [one for one in together.alerts.sent if one.to]
    command = next(line for line in mail.request["Message"].splitlines() if "start-backup" in line)
    assert command.removeprefix("Again:").strip() == (
        "aws backup start-backup-job --backup-vault-name main "
        f"--resource-arn {CARTS} --iam-role-arn arn:aws:iam::{ACCOUNT}:role/AWSBackup-bamp "
        f"--region {PRIMARY} --lifecycle DeleteAfterDays=35"
    )
    made = point(7, CARTS, "DynamoDB", created=NOW + HOUR)
    together.stand_in.lists[PRIMARY, "main"] = [{**made, "CreatedBy": {}}]
    together.check(NOW + 2 * HOUR)
    assert together.told("resolved") == ["backup-missing"]


def test_a_backup_and_its_copy_are_closed_each_by_itself() -> None:
    """The backup is there again, the copy is not: that alert stays open."""
    together = Together(account_of("main", "recovery"))
    together.check(NOW)
    assert together.told("open") == ["backup-missing"] * 2

    together.stand_in.lists = account_of("recovery").lists
    found = [json.loads(entry["Detail"]) for entry in together.check(NOW + 6 * HOUR)]
    assert [(one.get("kind"), one.get("over"), one["backupVaultName"]) for one in found] == [
        ("copy-missing", None, "recovery"),
        (None, ["backup-missing"], "main"),
    ]
    assert len(together.told("resolved")) == 1


def test_a_denied_call_is_one_alert_and_nothing_is_called_healthy() -> None:
    """What was open stays open while a call that could show it is not answered."""
    together = Together(account_of("recovery"))
    together.check(NOW)
    together.stand_in.lists = account_of().lists
    together.stand_in.faults = [denied("backup:ListRecoveryPointsByBackupVault", RECOVERY)]
    (entry,) = together.check(NOW + 6 * HOUR)

    detail = json.loads(entry["Detail"])
    assert detail["kind"] == "unseen"
    assert "AccessDeniedException" in detail["statusMessage"]
    assert together.told("open") == ["backup-missing", "not-seen"]
    assert together.told("resolved") == []

    together.stand_in.faults = []
    together.check(NOW + 12 * HOUR)
    assert sorted(together.told("resolved")) == ["backup-missing", "not-seen"]


def test_a_resource_that_is_gone_closes_its_alerts_once_all_was_seen() -> None:
    """A table that was deleted needs no backup; one that nobody could list may be there."""
    together = Together(account_of("recovery"))
    together.check(NOW)
    gone = account_of(tables=())
    together.stand_in.lists = gone.lists
    together.stand_in.faults = [denied("resourcegroupstaggingapi:GetResources")]
    together.check(NOW + 6 * HOUR)
    assert "backup-missing" not in together.told("resolved")

    together.stand_in.faults = []
    together.check(NOW + 12 * HOUR)
    assert "backup-missing" in together.told("resolved")


def test_a_storm_is_one_incident() -> None:
    """Two hundred tables stale at once: a few messages, and one key for pagers and tickets."""
    names = [f"t{number:03}" for number in range(200)]
    together = Together(account_of("main", "recovery", tables=names))
    together.check(NOW)
    together.alerts.run(NOW + HOUR)

    mails = [one for one in together.alerts.sent if one.to]
    keys = {one.detail["key"] for one in together.alerts.sent if not one.to}
    assert len(mails) <= 20
    # The vaults are in two Regions.
    assert len(keys) == 2


def test_an_event_that_was_not_taken_is_put_again() -> None:
    """That one alone."""
    together = Together(account_of("main", "recovery"))
    together.refused = [1]

    entries = together.check(NOW)
    assert [json.loads(entry["Detail"])["kind"] for entry in entries] == [
        "copy-missing",
        "never-ran",
    ]


def test_events_that_are_never_taken_are_an_error_and_the_run_is_not_counted() -> None:
    """Lambda counts an error, and the alarm on the count of runs is the second to notice."""
    together = Together(account_of("main"))
    together.refused = [1] * 50

    with pytest.raises(NotReportedError, match="ThrottlingException"):
        together.check(NOW)
    assert together.metrics == []


def test_the_older_of_two_runs_at_once_opens_nothing_that_the_newer_has_closed() -> None:
    """Its events have the time of its reading."""
    together = Together(account_of("recovery"))
    (old,) = together.check(NOW)
    together.stand_in.lists = account_of().lists
    together.check(NOW + HOUR)
    together.entries = [{**old, "Time": NOW + timedelta(minutes=30)}]
    together.deliver(NOW + HOUR + timedelta(minutes=1))

    assert together.told("open") == ["backup-missing"]


def test_a_rule_is_not_due_before_its_vault_is_there() -> None:
    """On the first day nothing is late."""
    together = Together(account_of("main", "recovery"))
    for region in (PRIMARY, RECOVERY):
        (vault,) = together.stand_in.lists[region, "backup:ListBackupVaults"]
        vault["CreationDate"] = NOW - HOUR

    assert together.check(NOW) == []
    assert together.check(NOW + 27 * HOUR) != []


def test_a_monthly_rule_is_not_due_before_its_plan_has_selected_the_resource() -> None:
    """A table whose creation nobody says has had its first daily backup today."""
    monthly = replace(RULES[0], rule="monthly", at_most=timedelta(days=32))
    expected = replace(EXPECTED, rules={"critical": {"DynamoDB": (*RULES, monthly)}})
    together = Together(account_of())

    # Of recovery points alone nobody knows what was before them: jobs cannot be deleted.
    (entry,) = together.check(NOW, expected)
    assert json.loads(entry["Detail"])["kind"] == "never-ran"
    together.stand_in.lists[PRIMARY, "backup:ListBackupJobs"] = [
        {
            "BackupJobId": "job-1",
            "ResourceArn": table_arn("carts"),
            "State": "COMPLETED",
            "CreationDate": NOW - timedelta(hours=6),
            "CreatedBy": {"BackupPlanId": "plan-1", "BackupRuleName": "daily_kept_35_days"},
        }
    ]
    for vault, region in (("main", PRIMARY), ("recovery", RECOVERY)):
        newest, _ = together.stand_in.lists[region, vault]
        together.stand_in.lists[region, vault] = [newest]
    (entry,) = together.check(NOW + HOUR, expected)
    assert json.loads(entry["Detail"])["over"] == ["backup-missing"]


def test_names_of_the_metric_are_those_of_the_alerts() -> None:
    """The two functions share no code."""
    assert (metric.METRIC_NAMESPACE, metric.METRIC_DIMENSION) == (
        METRIC_NAMESPACE,
        METRIC_DIMENSION,
    )


def test_a_service_that_is_closed_to_the_account_holds_nothing() -> None:
    """Timestream answers so since June 2025; a role without the permission is another answer."""
    expected = replace(EXPECTED, rules={"critical": {"DynamoDB": RULES, "Timestream": ()}})
    together = Together(account_of())
    together.stand_in.faults = [denied("timestream-write:ListTables")]
    assert len(together.check(NOW, expected)) == 2

    def closed(request: Any) -> Exception | None:  # noqa: ANN401
        failure: Any = denied("timestream-write:ListTables")(request)
        if failure is not None:
            failure.response["Error"]["Message"] = (
                "Only existing Timestream for LiveAnalytics customers can access the service."
            )
        return failure

    together.stand_in.faults = [closed]
    found = [json.loads(entry["Detail"]) for entry in together.check(NOW + HOUR, expected)]
    assert [one["over"] for one in found] == [["not-seen"], ["not-seen"]]


def test_an_sdk_that_is_older_than_a_call_hides_nothing_else() -> None:
    """Lambda's own may be: what the call would have told is not seen, a missing copy still is."""
    together = Together(account_of("recovery"))
    connect = together.stand_in.connect

    def older(service: str, region: str) -> Any:  # noqa: ANN401
        if service != "backup":
            return connect(service, region)
        client = connect(service, region)
        known = ("list_backup_vaults", "list_recovery_points_by_backup_vault", "list_backup_jobs")
        names = (*known, "list_copy_jobs", "describe_region_settings")
        return SimpleNamespace(**{name: getattr(client, name) for name in names})

    run(replace(together.checked(), connect=older), seconds=600)
    found = [json.loads(entry["Detail"]) for entry in together.entries]
    assert sorted(one["kind"] for one in found) == ["copy-missing", "unseen", "unseen"]
    assert "boto3" not in found[0]["statusMessage"]
    assert {one["resourceArn"] for one in found if one["kind"] == "unseen"} == {
        f"backup:ListBackupAccessPoints in {region}" for region in (PRIMARY, RECOVERY)
    }
