"""The way of a signal through what programs declare: who hears of it, and what ends the way."""

import json
from collections.abc import Callable
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.rehearsal.delivery import (
    Datapoint,
    Delivered,
    Dropped,
    Event,
    Recipient,
    Router,
    Signal,
    VaultMessage,
)
from bamp_pulumi.testing import declare

HERE, ACCOUNT = "us-east-1", "111122223333"
MAIL = Recipient("email", "ops@bamp-ops.io")
FAILED = Event(
    account_id=ACCOUNT,
    region=HERE,
    source="aws.backup",
    detail_type="Backup Job State Change",
    detail={"state": "FAILED", "resourceType": "RDS", "statusMessage": UNKNOWN},
)
MESSAGE = VaultMessage(
    account_id=ACCOUNT,
    region=HERE,
    vault="primary",
    name="BACKUP_JOB_COMPLETED",
    attributes={"EventType": "BACKUP_JOB", "State": "FAILED"},
)
POINT = Datapoint(
    account_id=ACCOUNT,
    region=HERE,
    namespace="AWS/Backup",
    metric="NumberOfBackupJobsFailed",
    value=1,
    dimensions=(
        {"BackupVaultName": "primary"},
        {"BackupVaultName": "primary", "ResourceType": "RDS"},
    ),
)

# Any, from here on: inputs of resources, changed by the cases.
Inputs = dict[str, Any]


def allow(service: str, *actions: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Write a statement that lets a service in."""
    principal = {"Service": service}
    return {"Effect": "Allow", "Principal": principal, "Action": actions, "Resource": "*", **fields}


def policy(*statements: dict[str, Any]) -> str:
    """Write a policy document."""
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


PUBLISHERS = ("events", "backup", "cloudwatch")
LETS_IN = [allow(f"{name}.amazonaws.com", "sns:Publish") for name in PUBLISHERS]
USES_KEY = [
    allow(f"{name}.amazonaws.com", "kms:GenerateDataKey*", "kms:Decrypt") for name in PUBLISHERS
]
OWNS_KEY = allow("", "kms:*", Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:root"})
"""Without it KMS refuses the policy of a key."""


class AlertingPath:
    """An alerting path that works: a rule, a vault's notifications, an alarm, a topic, a mailbox.

    Each case breaks one input of it.
    """

    def __init__(self, **changed: Inputs) -> None:
        """Keep what a case changes, by resource."""
        self.changed = changed

    def inputs(self, of: str, /, **usual: Any) -> Inputs:  # noqa: ANN401 - as above
        """Return the inputs of a resource; None takes one away."""
        merged = {**usual, **self.changed.get(of, {})}
        return {key: value for key, value in merged.items() if value is not None}

    def __call__(self) -> None:
        """Declare it."""
        key = aws.kms.Key("key", **self.inputs("key", policy=policy(*USES_KEY, OWNS_KEY)))
        topic = aws.sns.Topic("topic", **self.inputs("topic", name="t", kms_master_key_id=key.arn))
        aws.sns.TopicPolicy(
            "access", **self.inputs("access", arn=topic.arn, policy=policy(*LETS_IN))
        )
        if "subscription" not in self.changed or self.changed["subscription"]:
            aws.sns.TopicSubscription(
                "mailbox",
                **self.inputs(
                    "subscription", topic=topic.arn, protocol="email", endpoint="ops@bamp-ops.io"
                ),
            )
        pattern = {"source": ["aws.backup"], "detail": {"state": ["FAILED", "EXPIRED"]}}
        rule = aws.cloudwatch.EventRule(
            "rule", **self.inputs("rule", name="failed", event_pattern=json.dumps(pattern))
        )
        if "target" not in self.changed or self.changed["target"]:
            aws.cloudwatch.EventTarget(
                "to-topic", **self.inputs("target", rule=rule.name, arn=topic.arn)
            )
        vault = aws.backup.Vault("vault", **self.inputs("vault", name="primary"))
        aws.backup.VaultNotifications(
            "notifications",
            **self.inputs(
                "notifications",
                backup_vault_name=vault.name,
                backup_vault_events=["BACKUP_JOB_COMPLETED"],
                sns_topic_arn=topic.arn,
            ),
        )
        aws.cloudwatch.MetricAlarm(
            "alarm",
            **self.inputs(
                "alarm",
                name="alarm",
                namespace="AWS/Backup",
                metric_name="NumberOfBackupJobsFailed",
                dimensions={"BackupVaultName": "primary"},
                comparison_operator="GreaterThanThreshold",
                evaluation_periods=1,
                period=3600,
                statistic="Sum",
                threshold=0,
                treat_missing_data="notBreaching",
                alarm_actions=[topic.arn],
            ),
        )


def follow(program: Callable[[], None], signal: Signal) -> list[Delivered | Dropped]:
    """Run a program and follow a signal through it."""
    return [*Router(declare(program, account_id=ACCOUNT)).follow(signal)]


@pytest.mark.parametrize(
    ("signal", "by", "minutes"),
    [
        (FAILED, ("EventBridge", "rule", "topic", "mailbox"), 5),
        (MESSAGE, ("notifications", "topic", "mailbox"), 5),
        (POINT, ("alarm", "topic", "mailbox"), 6),
    ],
)
def test_an_alerting_path_that_works_notifies_somebody(
    signal: Signal, by: tuple[str, ...], minutes: int
) -> None:
    """Each kind of signal by its own way."""
    (arrival,) = follow(AlertingPath(), signal)

    assert isinstance(arrival, Delivered)
    assert (arrival.recipient, arrival.minutes, arrival.by) == (MAIL, minutes, by)
    assert not arrival.doubt
    assert arrival.says.names
    assert MAIL.is_person


BROKEN: dict[str, tuple[AlertingPath, Signal, str, str]] = {
    "a pattern on a field that the event has not": (
        AlertingPath(
            rule={"event_pattern": '{"source":["aws.backup"],"detail":{"status":["FAILED"]}}'}
        ),
        FAILED,
        "rule",
        "does not match this detail.status",
    ),
    "a pattern that EventBridge refuses": (
        AlertingPath(rule={"event_pattern": '{"source":"aws.backup"}'}),
        FAILED,
        "rule",
        "refuses its pattern: source is not a list",
    ),
    "a rule that is disabled": (
        AlertingPath(rule={"state": "DISABLED"}),
        FAILED,
        "rule",
        "disabled",
    ),
    "a rule without a target": (AlertingPath(target={}), FAILED, "rule", "has no target"),
    "a topic policy that does not name EventBridge": (
        AlertingPath(access={"policy": policy(*LETS_IN[1:])}),
        FAILED,
        "topic",
        "does not allow events.amazonaws.com",
    ),
    "a topic policy for another rule": (
        AlertingPath(
            access={
                "policy": policy(
                    allow(
                        "events.amazonaws.com",
                        "sns:Publish",
                        Condition={"ArnEquals": {"aws:SourceArn": "arn:aws:events:::rule/x"}},
                    )
                )
            }
        ),
        FAILED,
        "topic",
        "does not allow events.amazonaws.com",
    ),
    "a key that does not name EventBridge": (
        AlertingPath(key={"policy": policy(*USES_KEY[1:], OWNS_KEY)}),
        FAILED,
        "topic",
        "key key does not allow events.amazonaws.com",
    ),
    "a key with a condition that EventBridge never meets": (
        AlertingPath(
            key={
                "policy": policy(
                    allow(
                        "events.amazonaws.com",
                        "kms:*",
                        Condition={"StringEquals": {"aws:SourceAccount": ACCOUNT}},
                    ),
                    OWNS_KEY,
                )
            }
        ),
        FAILED,
        "topic",
        "key key does not allow events.amazonaws.com",
    ),
    "a key that is disabled": (
        AlertingPath(key={"is_enabled": False}),
        FAILED,
        "topic",
        "is disabled",
    ),
    "the key that AWS manages": (
        AlertingPath(topic={"kms_master_key_id": "alias/aws/sns"}),
        POINT,
        "topic",
        "alias/aws/sns allows no service",
    ),
    "a topic without subscribers": (
        AlertingPath(subscription={}),
        FAILED,
        "topic",
        "nobody subscribes to it",
    ),
    "a filter on an attribute that events have not": (
        AlertingPath(subscription={"filter_policy": '{"State":[{"anything-but":"COMPLETED"}]}'}),
        FAILED,
        "mailbox",
        "matches no message with this State",
    ),
    "notifications that do not ask for it": (
        AlertingPath(notifications={"backup_vault_events": ["COPY_JOB_FAILED"]}),
        MESSAGE,
        "notifications",
        "does not include BACKUP_JOB_COMPLETED",
    ),
    "notifications of a vault that AWS refuses": (
        AlertingPath(vault={"tags": {"aws:team": "x"}}),
        MESSAGE,
        "notifications",
        "keys that do not begin with aws:",
    ),
    "a topic policy that does not name AWS Backup": (
        AlertingPath(access={"policy": policy(LETS_IN[0])}),
        MESSAGE,
        "topic",
        "does not allow backup.amazonaws.com",
    ),
    "an alarm on a dimension that its metric lacks": (
        AlertingPath(alarm={"dimensions": {"VaultName": "primary"}}),
        POINT,
        "alarm",
        "by VaultName; it is published by BackupVaultName",
    ),
    "an alarm without dimensions": (
        AlertingPath(alarm={"dimensions": None}),
        POINT,
        "alarm",
        "by no dimension",
    ),
    "an alarm without an action": (
        AlertingPath(alarm={"alarm_actions": None}),
        POINT,
        "alarm",
        "it has no action",
    ),
    "an alarm whose actions are off": (
        AlertingPath(alarm={"actions_enabled": False}),
        POINT,
        "alarm",
        "its actions are switched off",
    ),
    "an alarm that waits for three": (
        AlertingPath(alarm={"evaluation_periods": 3}),
        POINT,
        "alarm",
        "waits for 3 points",
    ),
    "an alarm whose threshold is never crossed": (
        AlertingPath(alarm={"threshold": 5}),
        POINT,
        "alarm",
        "1 does not cross its threshold 5",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_an_alerting_path_that_is_broken_in_one_place_ends_there(case: str) -> None:
    """Nobody hears of it, and the place and the reason are named."""
    declared, signal, at, why = BROKEN[case]

    (stop,) = follow(declared, signal)

    assert isinstance(stop, Dropped)
    assert stop.at == at
    assert why in stop.why


DOUBTFUL: dict[str, tuple[AlertingPath, Signal, str]] = {
    "a pattern on what only the case tells": (
        AlertingPath(
            rule={"event_pattern": '{"detail":{"statusMessage":[{"prefix":"Access Denied"}]}}'}
        ),
        FAILED,
        "pattern of rule on detail.statusMessage",
    ),
    "a key that nobody declares": (
        AlertingPath(topic={"kms_master_key_id": "alias/theirs"}),
        FAILED,
        "no given program declares the key of topic topic",
    ),
}


@pytest.mark.parametrize("case", DOUBTFUL)
def test_what_cannot_be_told_is_no_certain_arrival(case: str) -> None:
    """It says what it hangs on."""
    declared, signal, doubt = DOUBTFUL[case]

    (arrival,) = follow(declared, signal)

    assert isinstance(arrival, Delivered)
    assert (arrival.recipient, arrival.doubt) == (MAIL, doubt)


def test_another_vault_another_region_and_another_event_are_not_concerned() -> None:
    """No arrival, and nothing is called broken."""
    declared = AlertingPath(alarm={"dimensions": {"BackupVaultName": "other"}})
    assert follow(declared, POINT) == []
    elsewhere = Event(
        account_id=ACCOUNT,
        region="us-west-2",
        source="aws.backup",
        detail_type="Backup Job State Change",
        detail={"state": "FAILED"},
    )
    assert follow(AlertingPath(), elsewhere) == []
    rds = Event(
        account_id=ACCOUNT, region=HERE, source="aws.rds", detail_type="RDS DB Event", detail={}
    )
    assert follow(AlertingPath(), rds) == []


def deliverer(*actions: str, trusted: str = "events.amazonaws.com") -> aws.iam.Role:
    """Declare a role that may do some things."""
    trust = {"Effect": "Allow", "Principal": {"Service": trusted}, "Action": "sts:AssumeRole"}
    may = {"Effect": "Allow", "Action": actions, "Resource": "*"}
    return aws.iam.Role(
        "deliver",
        name="deliver",
        assume_role_policy=policy(trust),
        inline_policies=[{"name": "may", "policy": policy(may)}],
    )


@pytest.mark.parametrize(
    ("actions", "trusted", "why"),
    [
        (("ssm:CreateOpsItem",), "events.amazonaws.com", ""),
        (("ssm:GetOpsItem",), "events.amazonaws.com", "its role deliver may not"),
        (("ssm:CreateOpsItem",), "lambda.amazonaws.com", "its role deliver may not"),
    ],
)
def test_a_target_does_what_its_role_may(actions: tuple[str, ...], trusted: str, why: str) -> None:
    """A ticket is made as a role that EventBridge may assume."""

    def program() -> None:
        rule = aws.cloudwatch.EventRule("rule", name="r", event_pattern='{"source":["aws.backup"]}')
        ticket = f"arn:aws:ssm:{HERE}:{ACCOUNT}:opsitem"
        role = deliverer(*actions, trusted=trusted)
        aws.cloudwatch.EventTarget("ticket", rule=rule.name, arn=ticket, role_arn=role.arn)

    (end,) = follow(program, FAILED)

    if isinstance(end, Dropped):
        assert why
        assert why in end.why
    else:
        assert (end.recipient.kind, end.doubt, why) == ("ticket", "", "")


def test_a_topic_of_another_region_is_out_of_reach() -> None:
    """Rules, alarms and vaults publish where they are."""
    for signal in (FAILED, MESSAGE, POINT):
        (stop,) = follow(AlertingPath(topic={"region": "us-west-2"}), signal)

        assert isinstance(stop, Dropped)
        assert stop.why == "it is in us-west-2, its publisher in us-east-1"


def test_an_alarm_that_looks_back_over_a_day_is_looked_at_hourly() -> None:
    """It tells the later."""
    (arrival,) = follow(AlertingPath(alarm={"period": 172_800}), POINT)

    assert isinstance(arrival, Delivered)
    assert arrival.minutes == 65


def test_every_kind_of_destination_is_told_apart() -> None:
    """People, tickets, queues, logs and functions."""

    def program() -> None:
        pattern = '{"source":["aws.backup"]}'
        rule = aws.cloudwatch.EventRule("rule", name="r", event_pattern=pattern)
        connection = aws.cloudwatch.EventConnection(
            "slack",
            name="slack",
            authorization_type="API_KEY",
            auth_parameters={"api_key": {"key": "x", "value": "y"}},
        )
        endpoint = "https://hooks.slack.com/services/T/B/x"
        slack = aws.cloudwatch.EventApiDestination(
            "channel",
            name="channel",
            invocation_endpoint=endpoint,
            http_method="POST",
            connection_arn=connection.arn,
        )
        queue = aws.sqs.Queue("queue", name="q")
        logs = aws.cloudwatch.LogGroup("logs", name="/aws/events/backup")
        ticket = f"arn:aws:ssm:{HERE}:{ACCOUNT}:opsitem"
        role = deliverer("events:InvokeApiDestination", "ssm:CreateOpsItem").arn
        targets: dict[str, tuple[pulumi.Input[str], pulumi.Input[str] | None]] = {
            "to-slack": (slack.arn, role),
            "to-slack-without-role": (slack.arn, None),
            "to-queue": (queue.arn, None),
            "to-logs": (logs.arn, None),
            "to-ticket": (ticket, role),
        }
        # Any: the SDK has a class of its own for it.
        said: Any = {"input_paths": {"state": "$.detail.state"}}
        said["input_template"] = '{"text": <state>}'
        for name, (arn, role_arn) in targets.items():
            aws.cloudwatch.EventTarget(
                name, rule=rule.name, arn=arn, role_arn=role_arn, input_transformer=said
            )

    ends = follow(program, FAILED)

    arrived = {e.recipient.kind: e.recipient.address for e in ends if isinstance(e, Delivered)}
    assert set(arrived) == {"slack", "queue", "log", "ticket"}
    assert arrived["slack"] == "https://hooks.slack.com/services/T/B/x"
    (stop,) = (e for e in ends if isinstance(e, Dropped))
    assert (stop.at, stop.why) == ("to-slack-without-role", "it has no role to do it as")
    assert all(not end.doubt for end in ends if isinstance(end, Delivered))


def test_an_event_is_forwarded_to_the_bus_of_another_region() -> None:
    """And a rule there takes it."""

    def program() -> None:
        pattern = '{"source":["aws.backup"]}'
        west = aws.cloudwatch.EventRule(
            "west", name="west", event_pattern=pattern, region="us-west-2"
        )
        bus = f"arn:aws:events:{HERE}:{ACCOUNT}:event-bus/default"
        role = deliverer("events:PutEvents")
        aws.cloudwatch.EventTarget(
            "forward", rule=west.name, arn=bus, role_arn=role.arn, region="us-west-2"
        )
        AlertingPath()()

    west = Event(
        account_id=ACCOUNT,
        region="us-west-2",
        source="aws.backup",
        detail_type="Copy Job State Change",
        detail={"state": "FAILED"},
    )

    (arrival,) = follow(program, west)

    assert isinstance(arrival, Delivered)
    assert arrival.recipient == MAIL
    assert arrival.by[:4] == ("EventBridge", "west", "forward", f"bus default of {HERE}")
