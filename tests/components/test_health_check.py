"""The component of the health check: it is called, may do what its code does, and is watched."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, Final

import aws_backup_stand_in
import boto3
import pulumi
import pytest
from alerted import ACCOUNT, HERE, THERE, whole
from aws_backup_stand_in import StandIn
from backed_up_account import sound_account

from bamp_pulumi.baseline import expected_of
from bamp_pulumi.components import BackupHealthCheck, BackupHealthCheckArgs, Baseline
from bamp_pulumi.errors import BampError
from bamp_pulumi.estate import Resource
from bamp_pulumi.lambdas.health import EXPECTED_FILE, pack, unpack
from bamp_pulumi.lambdas.health.calls import read_actions, types_of
from bamp_pulumi.lambdas.health.reading import Budget, read_account
from bamp_pulumi.policy import default_policy
from bamp_pulumi.testing import declare

# Any, from here on: documents, and arguments as somebody writes them.
FUNCTION, RULE = "aws:lambda/function:Function", "aws:cloudwatch/eventRule:EventRule"
ALARM, TARGET = "aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/eventTarget:EventTarget"
EXPECTED: Final = expected_of(default_policy())


def part(kind: str, name: str) -> Resource:
    """Return the resource of a type and name."""
    (found,) = (one for one in whole().of_type(kind) if one.name == name)
    return found


@cache
def packed() -> dict[str, str]:
    """Return the files of the function."""
    assets: Any = part(FUNCTION, "bamp-health").value("code")
    return {name: asset["text"] for name, asset in assets["assets"].items()}


def actions() -> set[str]:
    """Return what the role of the function may do."""
    policy = json.loads(part("aws:iam/rolePolicy:RolePolicy", "bamp-health-policy").text("policy"))
    return {action for statement in policy["Statement"] for action in statement["Action"]}


def test_na_3_it_is_called_four_times_a_day_by_a_rule_that_may() -> None:
    """Once a day is what is asked for; a missing backup is then noticed within six hours."""
    function = part(FUNCTION, "bamp-health")
    rule, target = part(RULE, "bamp-health-schedule"), part(TARGET, "bamp-health-target")
    permission = part("aws:lambda/permission:Permission", "bamp-health-rule")

    assert rule.text("scheduleExpression") == "rate(6 hours)"
    assert target.text("rule") == rule.text("name")
    assert target.text("arn") == permission.text("function").replace(
        "bamp-alerts-health", f"arn:aws:lambda:{HERE}:{ACCOUNT}:function:bamp-alerts-health"
    )
    assert permission.text("sourceArn").endswith(":rule/bamp-alerts-health")
    assert function.text("handler") == "bamp_pulumi.lambdas.health.handler.handle"
    assert function.value("architectures") == ["arm64"]


def test_what_is_promised_is_packed_beside_its_code() -> None:
    """The policy in force, so that a preview knows all that will run."""
    (name,) = (name for name in packed() if name.endswith(EXPECTED_FILE))

    assert name == f"bamp_pulumi/lambdas/health/{EXPECTED_FILE}"
    assert unpack(packed()[name]) == EXPECTED
    assert packed()[name] == pack(EXPECTED)


def test_it_reads_both_regions_and_both_vaults() -> None:
    """And is told its keys and the role of backups at deployment."""
    variables: Any = part(FUNCTION, "bamp-health").value("environment.variables")

    assert variables["REGIONS"] == f"{HERE},{THERE}"
    assert json.loads(variables["VAULTS"]) == [f"bamp-primary/{HERE}", f"bamp-recovery/{THERE}"]
    assert variables["ALERTS_NAME"] == variables["HEALTH_NAME"] == "bamp-alerts"
    assert variables["BACKUP_ROLE_ARN"] == f"arn:aws:iam::{ACCOUNT}:role/AWSBackup-bamp"
    assert "KEYS" in variables
    assert json.loads(variables["LACKING"]) == {HERE: [], THERE: []}


def test_the_role_may_do_what_the_code_does_and_no_more() -> None:
    """It reads, puts events, reads what is open, counts itself, and writes its own log."""
    assert actions() - {*read_actions(types_of(EXPECTED))} == {
        "cloudwatch:PutMetricData",
        "events:PutEvents",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "scheduler:GetSchedule",
        "scheduler:ListSchedules",
        "sqs:SendMessage",
    }
    assert actions() >= {*read_actions(types_of(EXPECTED))}


def test_no_call_of_a_reading_is_refused_to_its_role() -> None:
    """Of all that it looks for in the account of the default policy."""
    stand_in: StandIn = sound_account()
    read_account(
        stand_in.connect,
        (HERE, THERE),
        None,
        types_of(EXPECTED),
        since=None,
        budget=Budget(calls=1_000, seconds=600),
        now=stand_in.now,
        sleep=stand_in.sleep,
    )
    named = {"efs": "elasticfilesystem", "resourcegroupstaggingapi": "tag"}
    called = {
        f"{named.get(one.service, one.service)}:{one.operation}".replace(
            "s3:ListBuckets", "s3:ListAllMyBuckets"
        ).replace("timestream-write", "timestream")
        for one in stand_in.calls
    }
    assert called - actions() == {"sts:GetCallerIdentity"}  # which IAM asks no permission for


def test_a_check_that_does_not_run_is_noticed_after_two_of_its_periods() -> None:
    """And one that fails, at once; the function of the alerts makes a message of both."""
    missing, errors = part(ALARM, "bamp-health-missing"), part(ALARM, "bamp-health-errors")
    signals = f"arn:aws:sns:{HERE}:{ACCOUNT}:bamp-alerts-signals"

    assert missing.value("dimensions") == {"Alerts": "bamp-alerts"}
    assert (missing.value("period"), missing.value("evaluationPeriods")) == (21_600, 2)
    assert missing.text("treatMissingData") == "breaching"
    assert errors.value("dimensions") == {"FunctionName": "bamp-alerts-health"}
    for alarm in (missing, errors):
        assert alarm.value("alarmActions") == alarm.value("okActions") == [signals]


@pytest.mark.parametrize(("hours", "written"), [(1, "rate(1 hour)"), (24, "rate(24 hours)")])
def test_how_often_it_runs_is_a_setting_of_the_alerts(hours: int, written: str) -> None:
    """EventBridge takes the singular of one alone."""

    def program() -> None:
        to: Any = {"to": [{"email": "oncall@bamp-ops.io"}], "check_every_hours": hours}
        Baseline("bamp", {"alerts": to})

    estate = declare(program, account_id=ACCOUNT)
    (rule,) = (one for one in estate.of_type(RULE) if one.name == "bamp-health-schedule")
    (alarm,) = (one for one in estate.of_type(ALARM) if one.name == "bamp-health-missing")

    assert rule.text("scheduleExpression") == written
    assert alarm.value("period") == hours * 3_600


@pytest.mark.parametrize("hours", [0, 25, -1])
def test_less_than_once_a_day_is_refused(hours: int) -> None:
    """And what is no number of hours."""

    def program() -> None:
        to: Any = {"to": [{"email": "oncall@bamp-ops.io"}], "check_every_hours": hours}
        Baseline("bamp", {"alerts": to})

    with pytest.raises(BampError, match="check_every_hours"):
        declare(program)


def test_without_alerts_there_is_no_check() -> None:
    """Nobody would be notified of what it finds."""

    def program() -> None:
        Baseline("bamp", {})

    estate = declare(program, account_id=ACCOUNT)

    assert not estate.of_type(FUNCTION)


def test_it_can_be_used_alone() -> None:
    """Beside alerts that something else declares, for a policy of one's own."""

    def program() -> None:
        args: BackupHealthCheckArgs = {
            "signals_topic_arn": f"arn:aws:sns:{HERE}:{ACCOUNT}:theirs-signals",
            "dead_letter_queue_arn": f"arn:aws:sqs:{HERE}:{ACCOUNT}:theirs",
        }
        check = BackupHealthCheck("theirs", args)
        pulumi.export("function", check.function_arn)

    estate = declare(program, account_id=ACCOUNT)
    (function,) = estate.of_type(FUNCTION)
    variables: Any = function.value("environment.variables")

    assert "BACKUP_ROLE_ARN" not in variables
    assert json.loads(variables["KEYS"]) == {}


SCRIPT = """
import json, sys
own = [path for path in sys.path if "site-packages" not in path]
sys.path = [{code!r}, {support!r}, *own, {packages!r}]
import boto3
from botocore.config import Config
from moto import mock_aws
from aws_backup_stand_in import StandIn, NOW
from backed_up_account import sound_account

stand_in, real, put = sound_account(), boto3.client, []
stand_in.seconds_a_call = 0.001
class Events:
    def put_events(self, Entries):
        put.extend(json.loads(one["Detail"])["kind"] for one in Entries)
        return real("events").put_events(Entries=Entries)
def client(service, region_name, config):
    assert config.read_timeout == 10
    if service == "events":
        return Events()
    if service in ("scheduler", "cloudwatch"):
        return real(service, region_name=region_name, config=config)
    return stand_in.connect(service, region_name)
with mock_aws():
    real("scheduler").create_schedule_group(Name="bamp-alerts")
    boto3.client = client
    import os
    os.environ.update(
        HEALTH_NAME="bamp-alerts", ALERTS_NAME="bamp-alerts", REGIONS="us-east-1,us-west-2",
        VAULTS='["main/us-east-1", "recovery/us-west-2"]', KEYS="{{}}",
        LACKING='{{"us-west-2": ["Timestream", "RDS"]}}',
    )
    from bamp_pulumi.lambdas.health import handler
    class Context:
        invoked_function_arn = "arn:aws:lambda:us-east-1:123456789012:function:bamp-alerts-health"
        def get_remaining_time_in_millis(self):
            return 900_000
    handler.handle({{"check": "health"}}, Context())
    found = real("cloudwatch").list_metrics(Namespace="bamp/Alerts")["Metrics"]
    loaded = [name for name in sys.modules if name.startswith("bamp_pulumi")]
    outside = [n for n in loaded if not (sys.modules[n].__file__ or {code!r}).startswith({code!r})]
    lacking = handler._check("aws").lacking
    print(json.dumps([sorted(set(put)), [one["MetricName"] for one in found], outside, lacking]))
"""


def test_what_is_packed_runs_by_itself(tmp_path: Path) -> None:
    """Nothing of the library is there but what was packed; it reads, reports and is counted."""
    for name, text in packed().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    script = SCRIPT.format(
        code=str(tmp_path),
        support=str(Path(aws_backup_stand_in.__file__).parent),
        packages=str(Path(boto3.__file__).parents[1]),
    )
    environment = {
        "AWS_DEFAULT_REGION": HERE,
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
    kinds, metrics, outside, lacking = json.loads(done.stdout.splitlines()[-1])
    # The account of the stand-in has vaults of other names than the default policy promises.
    assert "vault-gone" in kinds
    assert metrics == ["HealthChecks"]
    assert outside == []
    # Both have endpoints there.
    assert lacking == {THERE: []}
