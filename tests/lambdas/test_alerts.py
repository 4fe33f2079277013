"""The function of the alerts, against the AWS that moto plays: told once, escalated, closed."""

import json
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import boto3
import pytest
from moto import mock_aws

from bamp_pulumi.baseline import render_kinds
from bamp_pulumi.components.alerting.function import packed_sources
from bamp_pulumi.lambdas.alerts.handler import Desk
from bamp_pulumi.lambdas.alerts.open_alerts import OpenAlerts
from bamp_pulumi.lambdas.alerts.reading import UnreadableError
from bamp_pulumi.lambdas.alerts.sending import Sender, UndeliveredError

# Any, from here on: boto3's clients, and events as AWS sends them.
client = cast("Callable[..., Any]", boto3.client)
REGION, ACCOUNT = "us-east-1", "123456789012"
NOW = datetime(2026, 11, 26, 5, 0, tzinfo=UTC)
DATABASE = f"arn:aws:rds:{REGION}:{ACCOUNT}:db:orders"
VAULT = f"arn:aws:backup:{REGION}:{ACCOUNT}:backup-vault:bamp-primary"
FUNCTION = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:bamp-alerts"


def job(state: str, *, kind: str = "job-failed", **detail: Any) -> dict[str, Any]:  # noqa: ANN401
    """What the function is called with for a backup job."""
    return {
        "kind": kind,
        "event": {
            "detail-type": "Backup Job State Change",
            "source": "aws.backup",
            "account": ACCOUNT,
            "region": REGION,
            "time": "2026-11-26T05:00:00Z",
            "resources": [f"arn:aws:rds:{REGION}:{ACCOUNT}:snapshot:awsbackup:job-1"],
            "detail": {
                "backupVaultName": "bamp-primary",
                "backupVaultArn": VAULT,
                "resourceArn": DATABASE,
                "resourceType": "RDS",
                "state": state,
                **detail,
            },
        },
    }


@dataclass
class Account:
    """What stands in the account: a topic, a rule, the tags of a database."""

    desk: Desk
    sqs: Any
    inbox: str
    logs: Any
    scheduler: Any
    cloudwatch: Any
    seen: set[str] = field(default_factory=set[str])

    def mails(self) -> list[dict[str, Any]]:
        """Take what people have been told since the last time."""
        answer = self.sqs.receive_message(QueueUrl=self.inbox, MaxNumberOfMessages=10)
        messages = answer.get("Messages", [])
        for message in messages:
            self.sqs.delete_message(QueueUrl=self.inbox, ReceiptHandle=message["ReceiptHandle"])
        return [json.loads(message["Body"]) for message in messages]

    def events(self) -> list[dict[str, Any]]:
        """Take what has been put on the bus since the last time."""
        streams = self.logs.describe_log_streams(logGroupName="/bus")["logStreams"]
        found: list[dict[str, Any]] = []
        for stream in streams:
            name = stream["logStreamName"]
            answer = self.logs.get_log_events(logGroupName="/bus", logStreamName=name)
            for event in answer["events"]:
                if event["message"] not in self.seen:
                    self.seen.add(event["message"])
                    found.append(json.loads(event["message"]))
        return found

    def schedules(self, prefix: str = "") -> dict[str, dict[str, Any]]:
        """Return what is kept, by its name."""
        found = self.scheduler.list_schedules(GroupName="bamp")["Schedules"]
        names = sorted(one["Name"] for one in found if one["Name"].startswith(prefix))
        return {n: self.scheduler.get_schedule(GroupName="bamp", Name=n) for n in names}

    def is_open(self, kind: str = "job-failed") -> bool:
        """Answer whether an alert of a kind is kept as open."""
        kept = (
            json.loads(one["Target"]["Input"])["due"]["kept"]
            for one in self.schedules(f"{kind}.").values()
        )
        return any(not one["closed"] for one in kept)

    def pass_time(self, until: datetime) -> None:
        """Let all that is due come due, as EventBridge Scheduler does: call, then delete."""
        while due := min(
            ((_due(one), name) for name, one in self.schedules().items() if _due(one) <= until),
            default=None,
        ):
            at, name = due
            said = self.scheduler.get_schedule(GroupName="bamp", Name=name)["Target"]["Input"]
            self.desk.receive(json.loads(said), at)
            self.scheduler.delete_schedule(GroupName="bamp", Name=name)


def _due(schedule: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(schedule["ScheduleExpression"][3:-1] + "+00:00")


@pytest.fixture(name="account")
def _account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        sns, sqs, events = client("sns"), client("sqs"), client("events")
        logs, rds, scheduler = client("logs"), client("rds"), client("scheduler")
        topic = sns.create_topic(Name="bamp-alerts")["TopicArn"]
        inbox = sqs.create_queue(QueueName="inbox")["QueueUrl"]
        queue_arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}:inbox"
        sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=queue_arn)
        logs.create_log_group(logGroupName="/bus")
        pattern = json.dumps({"source": ["bamp.alerts", "bamp.records"]})
        events.put_rule(Name="alerts", EventPattern=pattern)
        log_arn = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/bus"
        events.put_targets(Rule="alerts", Targets=[{"Id": "log", "Arn": log_arn}])
        scheduler.create_schedule_group(Name="bamp")
        rds.create_db_instance(
            DBInstanceIdentifier="orders",
            DBInstanceClass="db.t4g.micro",
            Engine="postgres",
            Tags=[
                {"Key": "backup-tier", "Value": "critical"},
                {"Key": "backup-owner", "Value": "shop"},
            ],
        )
        open_alerts = OpenAlerts(
            client=scheduler,
            group="bamp",
            role_arn=f"arn:aws:iam::{ACCOUNT}:role/bamp-schedules",
            function_arn=FUNCTION,
        )
        sender = Sender(
            sns=sns,
            events=events,
            cloudwatch=lambda region: client("cloudwatch", region_name=region),
            topic_arn=topic,
            routed_topic_arn="",
            name="bamp-alerts",
        )
        desk = Desk(
            kinds=render_kinds(),
            open_alerts=open_alerts,
            sender=sender,
            tagging=client("resourcegroupstaggingapi"),
            owner="platform",
            runbook="https://wiki.bamp-ops.io/backup",
            escalate_after=timedelta(hours=2),
            remind_after=timedelta(hours=24),
        )
        yield Account(desk, sqs, inbox, logs, scheduler, client("cloudwatch"))


ROLE = f"arn:aws:iam::{ACCOUNT}:role/AWSBackup-bamp"
FAILED = job("FAILED", statusMessage='"Access denied to the key."', iamRoleArn=ROLE)
AGAIN = (
    "aws backup start-backup-job --backup-vault-name bamp-primary "
    f"--resource-arn {DATABASE} --iam-role-arn {ROLE} --region us-east-1"
)
DONE = job("COMPLETED", kind="job-done")


def close_of(account: Account) -> str:
    """What closes the one incident that there is, by hand."""
    name = next(iter(account.schedules("window.job-failed.")))
    incident = name.removeprefix("window.").rpartition(".")[0]
    return (
        "aws lambda invoke --function-name bamp-alerts --region us-east-1 "
        "--cli-binary-format raw-in-base64-out "
        f'--payload \'{{"close": "{incident}"}}\' /dev/stdout'
    )


def test_what_no_event_closes_a_person_closes(account: Account) -> None:
    """With the command in the message; whoever was paged is told that it is over."""
    account.desk.receive(FAILED, NOW)
    (mail,) = account.mails()
    (command,) = (line for line in mail["Message"].splitlines() if line.startswith("Close:"))
    words = shlex.split(command)

    account.desk.receive(json.loads(words[words.index("--payload") + 1]), NOW)

    assert not account.is_open()
    statuses = [event["detail"]["status"] for event in account.events()]
    assert sorted(statuses) == ["open", "resolved"]
    account.pass_time(NOW + timedelta(days=3))
    assert account.mails() == []


def test_an_incident_that_is_not_there_cannot_be_closed(account: Account) -> None:
    """Whoever has mistyped it reads that, and nothing is over."""
    account.desk.receive(FAILED, NOW)

    with pytest.raises(UnreadableError, match="nothing is open of an incident job-failed"):
        account.desk.receive({"close": "job-failed.0123456789.1"}, NOW)
    assert account.is_open()


def test_a_message_says_what_of_what_whose_why_and_what_first(account: Account) -> None:
    """The owner and the tier are those of the resource."""
    account.desk.receive(FAILED, NOW)

    (mail,) = account.mails()
    assert mail["Subject"] == "[critical] orders: a backup or copy job has not completed"
    assert mail["Message"].splitlines() == [
        "a backup or copy job has not completed: FAILED",
        "",
        f"Resource: {DATABASE}",
        "Vault:    bamp-primary us-east-1",
        "Owner:    shop",
        "Tier:     critical",
        "Why:      Access denied to the key.",
        "Where:    123456789012 us-east-1",
        "When:     2026-11-26T05:00:00Z",
        "First:    read why, fix it, and start the job again",
        f"Again:    {AGAIN}",
        f"Close:    {close_of(account)}",
        "Runbook:  https://wiki.bamp-ops.io/backup#job-failed",
    ]
    said = {name: given["Value"] for name, given in mail["MessageAttributes"].items()}
    assert said == {"status": "open", "severity": "critical", "tier": "critical"}


def test_machines_get_the_same_as_an_event(account: Account) -> None:
    """With what rules route by, and ready for chat, pager and ticket."""
    account.desk.receive(FAILED, NOW)

    (event,) = account.events()
    detail = event["detail"]
    assert (event["source"], event["detail-type"]) == ("bamp.alerts", "Backup Alert")
    assert (detail["severity"], detail["tier"], detail["status"]) == (
        "critical",
        "critical",
        "open",
    )
    assert detail["summary"] == "[critical] orders: a backup or copy job has not completed"
    assert (detail["action"], detail["opsSeverity"]) == ("trigger", "2")
    assert json.loads(detail["dedup"]) == {"dedupString": detail["key"]}
    assert detail["text"] == account.mails()[0]["Message"]


def test_what_goes_on_is_told_once(account: Account) -> None:
    """An hourly backup that fails every hour is one fault."""
    for hour in range(2):
        account.desk.receive(FAILED, NOW + timedelta(hours=hour))

    assert len(account.mails()) == 1
    statuses = {event["detail"]["status"] for event in account.events()}
    assert statuses == {"open", "repeated"}
    assert len(account.schedules("job-failed.")) == 1


def test_two_databases_are_two_faults(account: Account) -> None:
    """So are two vaults of one database."""
    account.desk.receive(FAILED, NOW)
    account.desk.receive(job("FAILED", resourceArn=f"{DATABASE}2"), NOW)
    other = VAULT.replace("primary", "other")
    account.desk.receive(job("FAILED", backupVaultArn=other), NOW)

    assert len(account.mails()) == 3


def test_it_7_what_is_not_mended_in_two_hours_escalates(account: Account) -> None:
    """As critical, and once a day from then on."""
    account.desk.receive(FAILED, NOW)
    account.mails()

    for hours in (2, 26, 50):
        account.pass_time(NOW + timedelta(hours=hours, minutes=-1))
        assert account.mails() == []
        account.pass_time(NOW + timedelta(hours=hours))
        (mail,) = account.mails()
        assert mail["Subject"].startswith("[critical] STILL WRONG: orders")
    (schedule,) = account.schedules("open.").values()
    assert schedule["ScheduleExpression"] == "at(2026-11-29T07:00:00)"
    assert schedule["ActionAfterCompletion"] == "DELETE"
    statuses = sorted(event["detail"]["status"] for event in account.events())
    assert statuses == [*["escalated"] * 3, "open"]


def test_a_warning_that_lasts_becomes_critical(account: Account) -> None:
    """So that it reaches who is paged."""
    lost: dict[str, Any] = {
        "kind": "tier-lost",
        "event": {"region": REGION, "account": ACCOUNT, "resources": [DATABASE], "detail": {}},
    }
    account.desk.receive(lost, NOW)
    account.pass_time(NOW + timedelta(hours=2))

    told = {e["detail"]["status"]: e["detail"]["severity"] for e in account.events()}
    assert told == {"open": "warning", "escalated": "critical"}


def test_a_tag_that_no_plan_selects_by_is_no_tier(account: Account) -> None:
    """It is an alert as if there were none, and brings no tier back."""

    def tagged(kind: str, **tags: str) -> dict[str, Any]:
        event = {
            "source": "aws.tag",
            "detail-type": "Tag Change on Resource",
            "region": REGION,
            "account": ACCOUNT,
            "time": "2026-11-26T05:00:00Z",
            "resources": [DATABASE],
            "detail": {"changed-tag-keys": ["backup-tier"], "tags": tags},
        }
        return {"kind": kind, "event": event}

    other = tagged("tier-back", **{"backup-tier": "zzz"})
    desk = replace(account.desk, tiers=frozenset({"critical", "standard"}))
    desk.receive(other, NOW)
    (mail,) = account.mails()
    assert mail["Message"].startswith("a resource has lost the tag by which plans select it: zzz")
    desk.receive(other, NOW + timedelta(hours=1))
    assert account.is_open("tier-lost")

    desk.receive(tagged("tier-back", **{"backup-tier": "standard"}), NOW + timedelta(hours=1))
    assert not account.is_open("tier-lost")


def test_a_success_closes_what_was_open(account: Account) -> None:
    """Those who can take something back are told; nobody gets a mail."""
    account.desk.receive(FAILED, NOW)
    account.mails()
    account.events()

    account.desk.receive(DONE, NOW + timedelta(hours=1))

    assert not account.is_open()
    assert account.mails() == []
    by_status = {event["detail"]["status"]: event["detail"] for event in account.events()}
    resolved, recorded = by_status["resolved"], by_status["recorded"]
    assert (resolved["status"], resolved["action"]) == ("resolved", "resolve")
    assert (resolved["severity"], resolved["kind"]) == ("critical", "job-failed")
    assert (recorded["status"], recorded["severity"]) == ("recorded", "info")
    account.desk.receive(FAILED, NOW + timedelta(hours=2))
    assert len(account.mails()) == 1


def test_a_success_closes_what_has_escalated(account: Account) -> None:
    """It is not sent again, and nothing of it is kept for long."""
    account.desk.receive(FAILED, NOW)
    account.pass_time(NOW + timedelta(hours=2))
    account.mails()

    account.desk.receive(DONE, NOW + timedelta(hours=3))
    account.pass_time(NOW + timedelta(days=3))

    assert account.schedules() == {}
    assert account.mails() == []


def test_a_success_in_another_vault_closes_nothing(account: Account) -> None:
    """The backup is fine, the copy is not."""
    account.desk.receive(FAILED, NOW)
    done = job("COMPLETED", kind="job-done", backupVaultArn=VAULT.replace("primary", "other"))
    account.desk.receive(done, NOW)

    assert account.is_open()


def test_what_nothing_closes_is_told_once_and_forgotten(account: Account) -> None:
    """A deleted recovery point does not come back; hundreds of them are one attack.

    The first few are messages of their own, the others are listed in one.
    """
    call = {
        "eventName": "DeleteRecoveryPoint",
        "requestParameters": {"backupVaultName": "bamp-primary", "recoveryPointArn": "arn:1"},
        "userIdentity": {"arn": f"arn:aws:iam::{ACCOUNT}:user/mallory"},
    }
    event = {"region": REGION, "account": ACCOUNT, "detail": call}
    for number in range(9):
        call["requestParameters"] = {
            "backupVaultName": "bamp-primary",
            "recoveryPointArn": f"arn:{number}",
        }
        account.desk.receive({"kind": "protection-weakened", "event": event}, NOW)

    mails = account.mails()
    assert [mail["Subject"].split(":")[0] for mail in mails] == [
        "[critical] 0",
        "[critical] 1",
        "[critical] 2",
    ]
    assert all("user/mallory" in mail["Message"] for mail in mails)
    account.pass_time(NOW + timedelta(minutes=5))
    (mail,) = account.mails()
    assert "user/mallory" in mail["Message"]
    assert [line.split()[-1] for line in mail["Message"].splitlines()[-6:]] == [
        f"arn:{number}" for number in range(3, 9)
    ]
    account.pass_time(NOW + timedelta(days=2))
    assert (account.mails(), account.schedules()) == ([], {})


def test_a_key_is_known_again_whatever_call_names_it(account: Account) -> None:
    """CloudTrail says its ARN, whether it was called by id or by alias."""
    key = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1234"

    def call(kind: str, name: str, key_id: str) -> dict[str, Any]:
        detail = {
            "eventName": name,
            "requestParameters": {"keyId": key_id},
            "resources": [{"ARN": key}],
        }
        event = {
            "source": "aws.kms",
            "detail-type": "AWS API Call via CloudTrail",
            "region": REGION,
            "account": ACCOUNT,
            "time": "2026-11-26T04:59:59Z" if kind == "key-endangered" else "2026-11-26T05:00:00Z",
        }
        return {"kind": kind, "event": {**event, "detail": detail}}

    account.desk.receive(call("key-endangered", "DisableKey", "1234"), NOW)
    account.desk.receive(call("key-mended", "EnableKey", "alias/bamp-backup"), NOW)

    assert not account.is_open("key-endangered")
    assert len(account.mails()) == 1


def test_a_copy_is_counted_where_it_should_have_gone(account: Account) -> None:
    """There stand the alarms that would speak if nobody were told."""
    copy = job(
        "FAILED",
        destinationBackupVaultArn=VAULT.replace(REGION, "us-west-2").replace("primary", "recovery"),
        destinationRecoveryPointArn={},
    )
    account.desk.receive(copy, NOW)

    there = client("cloudwatch", region_name="us-west-2")
    (metric,) = there.list_metrics(Namespace="bamp/Alerts")["Metrics"]
    assert metric["MetricName"] == "AlertsSent"
    assert metric["Dimensions"] == [{"Name": "Alerts", "Value": "bamp-alerts"}]
    assert account.cloudwatch.list_metrics(Namespace="bamp/Alerts")["Metrics"] == []


def test_of_broken_alerts_only_machines_are_told(account: Account) -> None:
    """People have heard it from the alarm itself."""
    alarm = f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:bamp-alerts-undelivered"
    detail = {
        "alarmName": "bamp-alerts-undelivered",
        "state": {"value": "ALARM"},
        "configuration": {"description": "Alerts could not be delivered."},
    }
    event = {"account": ACCOUNT, "region": REGION, "resources": [alarm], "detail": detail}
    account.desk.receive({"kind": "alerts-broken", "event": event}, NOW)

    (told,) = account.events()
    assert (told["detail"]["severity"], told["detail"]["resource"]) == ("critical", alarm)
    assert told["detail"]["why"] == "Alerts could not be delivered."
    assert account.mails() == []


def test_a_beat_is_counted_in_the_other_region_and_told_to_nobody(account: Account) -> None:
    """There stands the alarm that misses it."""
    account.desk.receive({"heartbeat": "us-west-2"}, NOW)

    there = client("cloudwatch", region_name="us-west-2")
    (metric,) = there.list_metrics(Namespace="bamp/Alerts")["Metrics"]
    assert metric["MetricName"] == "Heartbeat"
    assert (account.mails(), account.events()) == ([], [])


def test_what_a_vault_says_is_passed_on_as_it_is(account: Account) -> None:
    """One English sentence."""
    sentence = "An AWS Backup job was completed with failed objects."
    topic = f"arn:aws:sns:us-west-2:{ACCOUNT}:bamp-alerts-signals"
    record = {"Sns": {"TopicArn": topic, "Message": sentence, "Timestamp": "2026-11-26T05:00:00Z"}}
    account.desk.receive({"Records": [record]}, NOW)

    (mail,) = account.mails()
    assert f"Why:      {sentence}" in mail["Message"]
    assert "Where:    123456789012 us-west-2" in mail["Message"]
    assert "Owner:    platform" in mail["Message"]


def test_an_alarm_is_told_in_its_own_words(account: Account) -> None:
    """With the vault that its dimensions name."""
    said = {
        "AlarmName": "bamp-alerts-expired-points",
        "AlarmDescription": "Recovery points could not be deleted.",
        "NewStateValue": "ALARM",
        "Trigger": {"Dimensions": [{"name": "BackupVaultName", "value": "bamp-primary"}]},
    }
    topic = f"arn:aws:sns:{REGION}:{ACCOUNT}:bamp-alerts-signals"
    record = {"Sns": {"TopicArn": topic, "Message": json.dumps(said)}}
    account.desk.receive({"Records": [record]}, NOW)

    (mail,) = account.mails()
    assert mail["Message"].startswith("an alarm of the backups is on: ALARM")
    assert "Vault:    bamp-primary us-east-1" in mail["Message"]


def test_tags_that_cannot_be_read_keep_no_message_back(
    account: Account, capsys: pytest.CaptureFixture[str]
) -> None:
    """It goes to everybody: whichever tiers they ask for, they take what has none."""

    class Closed:
        def get_resources(self, **_: object) -> object:
            raise PermissionError("no")

    desk = replace(account.desk, tagging=Closed())
    desk.receive(FAILED, NOW)

    (mail,) = account.mails()
    assert "Owner:    platform" in mail["Message"]
    assert mail["MessageAttributes"]["tier"]["Value"] == "unknown"
    assert "cannot be read: no" in capsys.readouterr().out


def test_what_cannot_be_kept_is_sent_all_the_same(account: Account) -> None:
    """And the call fails afterwards: it is tried again, and then in the dead-letter queue."""

    class Closed:
        exceptions = account.scheduler.exceptions

        def __getattr__(self, _: str) -> object:
            raise PermissionError("not allowed to use schedules")

    open_alerts = replace(account.desk.open_alerts, client=cast("Any", Closed()))

    with pytest.raises(UndeliveredError, match="not allowed to use schedules"):
        replace(account.desk, open_alerts=open_alerts).receive(FAILED, NOW)

    assert len(account.mails()) == 1


def test_one_closed_way_keeps_nothing_from_the_others(account: Account) -> None:
    """And is an error, so that it is tried again: what has received it gets it once."""
    sender = replace(account.desk.sender, topic_arn=f"arn:aws:sns:{REGION}:{ACCOUNT}:gone")
    desk = replace(account.desk, sender=sender)

    for _ in range(2):
        with pytest.raises(UndeliveredError):
            desk.receive(FAILED, NOW, "one-call")
    account.desk.receive(FAILED, NOW, "one-call")

    assert len(account.events()) == 1
    assert len(account.mails()) == 1


def test_events_that_the_bus_refuses_are_an_error(account: Account) -> None:
    """PutEvents answers without an exception, and says how many it has refused."""

    class Refusing:
        def put_events(self, **_: object) -> object:
            return {"FailedEntryCount": 1, "Entries": [{"ErrorCode": "ThrottlingException"}]}

    sender = replace(account.desk.sender, events=Refusing())  # pyright: ignore[reportArgumentType] - one method is asked
    with pytest.raises(UndeliveredError, match="Throttling"):
        replace(account.desk, sender=sender).receive(FAILED, NOW)
    assert len(account.mails()) == 1


def test_who_asked_for_a_part_gets_it_through_a_topic_of_its_own(account: Account) -> None:
    """What is well goes there only."""
    sender = account.desk.sender
    desk = replace(
        account.desk,
        sender=replace(sender, topic_arn="arn:gone", routed_topic_arn=sender.topic_arn),
    )
    desk.receive(DONE, NOW)

    (mail,) = account.mails()
    assert mail["MessageAttributes"]["status"]["Value"] == "recorded"


SCRIPT = """
import json, os, sys
sys.path[:0] = [{code!r}]
sys.path.append({packages!r})
import boto3
from moto import mock_aws
with mock_aws():
    topic = boto3.client("sns").create_topic(Name="bamp-alerts")["TopicArn"]
    boto3.client("scheduler").create_schedule_group(Name="bamp-alerts")
    os.environ.update(
        ALERTS_NAME="bamp-alerts", TOPIC_ARN=topic, ROUTED_TOPIC_ARN="", OWNER="platform",
        SCHEDULE_ROLE_ARN="arn:aws:iam::123456789012:role/x", RUNBOOK="",
        ESCALATE_AFTER_MINUTES="120", REMIND_AFTER_MINUTES="1440",
    )
    from bamp_pulumi.lambdas.alerts import handler
    class Context:
        invoked_function_arn = {function!r}
        aws_request_id = "4f3c"
    handler.handle(json.loads({payload!r}), Context())
    schedules = boto3.client("scheduler").list_schedules(GroupName="bamp-alerts")["Schedules"]
    print(handler.__file__, len(schedules))
"""


def test_what_is_packed_runs_by_itself(tmp_path: Path) -> None:
    """Nothing of the library is there but what was packed."""
    for name, text in packed_sources().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    packages = Path(boto3.__file__).parents[1]
    script = SCRIPT.format(
        code=str(tmp_path), packages=str(packages), function=FUNCTION, payload=json.dumps(FAILED)
    )
    environment = {
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
    }
    # Without the site's own paths, by which this checkout would be found.
    done = subprocess.run(  # noqa: S603 - this interpreter, and the script above
        [sys.executable, "-S", "-c", script],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    file, schedules = done.stdout.split()[-2:]
    assert Path(file).is_relative_to(tmp_path)
    assert int(schedules) > 0
