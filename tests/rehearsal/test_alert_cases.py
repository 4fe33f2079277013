"""Alerting paths that look right and deliver nothing, and some that look odd and do deliver.

Each starts from one of the sound paths and adds or changes what its name says.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from followed_signals import Program, ends, heard, said
from sound_alerts import (
    ACCOUNT,
    FAILED,
    HERE,
    MESSAGE,
    PATTERN,
    PLAN_DELETED,
    POINT,
    SOUND,
    VAULT_DELETED,
    declare_alarm,
    declare_counted_trail,
    declare_filtered_alarm,
    declare_role,
    declare_rule,
    declare_topic,
    policy,
)

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.rehearsal.delivery import Delivered, Dropped, Event, Signal

# Any, from here on: inputs of resources, changed by the cases.


def by_rule(
    topic: dict[str, Any] | None = None,
    subscription: dict[str, Any] | None = None,
    rule: dict[str, Any] | None = None,
    **target: Any,  # noqa: ANN401 - as above
) -> Program:
    """Write a rule whose topic has one subscriber."""

    def program() -> None:
        made = declare_topic("events", mail=subscription is None, **(topic or {}))
        if subscription is not None:
            subscribed: dict[str, Any] = {"topic": made.arn, **subscription}
            aws.sns.TopicSubscription("one", **subscribed)
        named = declare_rule(**(rule or {})).name
        aimed: dict[str, Any] = {"rule": named, "arn": made.arn, **target}
        aws.cloudwatch.EventTarget("target", **aimed)

    return program


def named_by_aws(of_another: str) -> Program:
    """Write a rule and a topic whose name AWS makes up, and whose policy names another topic."""

    def program() -> None:
        topic = aws.sns.Topic("topic")
        named = aws.sns.Topic(of_another)
        statement = {
            "Effect": "Allow",
            "Principal": {"Service": "events.amazonaws.com"},
            "Action": "sns:Publish",
            "Resource": named.arn,
        }
        document = pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": statement})
        aws.sns.TopicPolicy("access", arn=topic.arn, policy=document)
        aws.sns.TopicSubscription(
            "mailbox", topic=topic.arn, protocol="email", endpoint="ops@bamp-ops.io"
        )
        aws.cloudwatch.EventTarget("target", rule=declare_rule().name, arn=topic.arn)

    return program


def texted(limit: Callable[[], Any], region: str = HERE) -> Program:
    """Write a rule that ends at a phone, and what its account may spend on SMS."""

    def program() -> None:
        by_rule(subscription={"protocol": "sms", "endpoint": "+14155550400"})()
        aws.sns.SmsPreferences("limit", monthly_spend_limit=limit(), region=region)

    return program


def later(value: Any) -> pulumi.Output[Any]:  # noqa: ANN401 - as above
    """Return a value that only a deployment tells."""
    return aws.ssm.Parameter("later", type="String", value="x").arn.apply(lambda _: value)


def by_alarm(**inputs: Any) -> Program:  # noqa: ANN401 - as above
    """Write an alarm with an e-mail behind it."""
    return lambda: declare_alarm(declare_topic("cloudwatch"), **inputs)


def queries(*given: dict[str, Any]) -> Program:
    """Write an alarm on metric math."""
    none = dict.fromkeys(("namespace", "metric_name", "dimensions", "statistic", "period"))
    return by_alarm(**none, metric_queries=[*given])


def metric(identifier: str, name: str = "NumberOfBackupJobsFailed") -> dict[str, Any]:
    """Write a query of one metric."""
    asked = {
        "namespace": "AWS/Backup",
        "metric_name": name,
        "dimensions": {"BackupVaultName": "main"},
        "period": 300,
        "stat": "Sum",
    }
    return {"id": identifier, "metric": asked}


def math(expression: str) -> dict[str, Any]:
    """Write the query that an alarm watches."""
    return {"id": "e1", "expression": expression, "return_data": True}


def two_policies() -> None:
    """Give a topic two policies."""
    by_rule()()
    other = policy(
        {
            "Effect": "Allow",
            "Principal": {"Service": "s3.amazonaws.com"},
            "Action": "sns:Publish",
            "Resource": "*",
        }
    )
    aws.sns.TopicPolicy("second", arn=f"arn:aws:sns:{HERE}:{ACCOUNT}:t", policy=other)


def six_targets() -> None:
    """Give a rule six targets."""
    rule, topic = declare_rule(), declare_topic("events")
    for number in range(6):
        aws.cloudwatch.EventTarget(f"target-{number}", rule=rule.name, arn=topic.arn)


def composite(
    rule: str,
    other: dict[str, Any] | None = None,
    **inputs: Any,  # noqa: ANN401 - as above
) -> Program:
    """Write two alarms on the same metric, another one, and a composite one."""

    def program() -> None:
        topic = declare_topic("cloudwatch")
        declare_alarm(None, "one")
        declare_alarm(None, "same")
        declare_alarm(None, "other", **{"metric_name": "NumberOfCopyJobsFailed", **(other or {})})
        asked: dict[str, Any] = {
            "alarm_name": "composite",
            "alarm_rule": rule,
            "alarm_actions": [topic.arn],
            **inputs,
        }
        aws.cloudwatch.CompositeAlarm("composite", **asked)

    return program


def suppressed_by(name: str) -> dict[str, Any]:
    """Write a suppressor."""
    return {"actions_suppressor": {"alarm": name, "wait_period": 60, "extension_period": 60}}


def called(
    method: str = "POST",
    template: str = '{"text": <state>}',
    url: str = "https://hooks.slack.com/services/T/B/x",
    home: str = HERE,
    connection: Callable[[], dict[str, Any]] = dict,
) -> Program:
    """Write an API destination, Slack's or another; `connection` gives other inputs of its own."""

    def program() -> None:
        connected: dict[str, Any] = {
            "name": "c",
            "authorization_type": "API_KEY",
            "auth_parameters": {"api_key": {"key": "k", "value": "v"}},
            **connection(),
        }
        made = aws.cloudwatch.EventConnection("connection", **connected)
        destination = aws.cloudwatch.EventApiDestination(
            "slack",
            name="slack",
            invocation_endpoint=url,
            http_method=method,
            region=home,
            connection_arn=made.arn,
        )
        aws.cloudwatch.EventTarget(
            "target",
            rule=declare_rule().name,
            arn=destination.arn,
            role_arn=declare_role("caller", "events", "events:InvokeApiDestination").arn,
            input_transformer={
                "input_paths": {"state": "$.detail.state", "arn": "$.detail.resourceArn"},
                "input_template": template,
            },
        )

    return program


def chat(template: str = "", *, of: str = "events") -> Program:
    """Write a channel that listens to the topic of a rule, or of a vault."""

    def program() -> None:
        topic = declare_topic(of, mail=False)
        if of == "events":
            transformer: Any = {
                "input_paths": {"state": "$.detail.state"},
                "input_template": template,
            }
            aws.cloudwatch.EventTarget(
                "target",
                rule=declare_rule().name,
                arn=topic.arn,
                input_transformer=transformer if template else None,
            )
        else:
            aws.backup.VaultNotifications(
                "notifications",
                backup_vault_name="main",
                backup_vault_events=["BACKUP_JOB_COMPLETED"],
                sns_topic_arn=topic.arn,
            )
        aws.chatbot.SlackChannelConfiguration(
            "channel",
            configuration_name="c",
            iam_role_arn=f"arn:aws:iam::{ACCOUNT}:role/chat",
            slack_channel_id="C1",
            slack_team_id="T1",
            sns_topic_arns=[topic.arn],
        )

    return program


def teams() -> None:
    """Declare a channel of Microsoft Teams that listens to the topic of a rule."""
    topic = declare_topic("events", mail=False)
    aws.cloudwatch.EventTarget("target", rule=declare_rule().name, arn=topic.arn)
    aws.chatbot.TeamsChannelConfiguration(
        "channel",
        configuration_name="c",
        iam_role_arn=f"arn:aws:iam::{ACCOUNT}:role/chat",
        channel_id="19%3aabc%40thread.tacv2",
        team_id="2f8f3f5a-1c3e-4d5b-9a6b-7c8d9e0f1a2b",
        tenant_id="3f8f3f5a-1c3e-4d5b-9a6b-7c8d9e0f1a2b",
        sns_topic_arns=[topic.arn],
    )


def pagerduty(action: str = "trigger", severity: str = "error", key: str = "k") -> Program:
    """Write a call of PagerDuty's Events API."""
    payload = f'{{"summary": <state>, "source": "aws", "severity": "{severity}"}}'
    event = f'{{"routing_key": "{key}", "event_action": "{action}", "payload": {payload}}}'
    return called(template=event, url="https://events.pagerduty.com/v2/enqueue")


def beside(program: Program, other: Program) -> Program:
    """Declare two programs as one."""

    def both() -> None:
        program()
        other()

    return both


def part_later() -> None:
    """Send a part of the event that only a deployment tells."""
    by_rule(input_path=later("$.detail"))()


def path_later() -> None:
    """Send a text with a part of the event that only a deployment tells."""
    paths = {"state": later("$.detail.state")}
    by_rule(input_transformer={"input_paths": paths, "input_template": '"It is <state>."'})()


def same_rule() -> None:
    """Declare another rule of the same name."""
    aws.cloudwatch.EventRule("twin", name="failed", event_pattern='{"source":["aws.ec2"]}')


def on_another_bus() -> None:
    """Put a rule and its target on a bus of their own: AWS Backup sends to the default one."""
    bus = aws.cloudwatch.EventBus("bus", name="mine")
    rule = aws.cloudwatch.EventRule(
        "rule", name="failed", event_bus_name=bus.name, event_pattern='{"source":["aws.backup"]}'
    )
    aws.cloudwatch.EventTarget(
        "target", rule=rule.name, event_bus_name=bus.name, arn=declare_topic("events").arn
    )


def only_looked_up() -> None:
    """Publish to a topic that no given program declares."""
    topic = aws.sns.Topic.get("topic", f"arn:aws:sns:{HERE}:{ACCOUNT}:t")
    aws.sns.TopicSubscription("mail", topic=topic.arn, protocol="email", endpoint="a@bamp-ops.io")
    aws.cloudwatch.EventTarget("target", rule=declare_rule().name, arn=topic.arn)


def target_looked_up() -> None:
    """Declare a rule, and look its target up."""
    declare_topic("events")
    declare_rule(name="failed")
    aws.cloudwatch.EventTarget.get("target", "failed/to-oncall")


CUSTOM = '{"version": "1.0", "source": "custom", "content": {"description": <state>}}'
FIFO = {"name": "t.fifo", "fifo_topic": True}
HOOK = {"protocol": "https", "endpoint": "https://bamp-ops.io/x"}


def computed(**inputs: Callable[[Any], Any]) -> dict[str, Any]:
    """Compute inputs from a parameter that is read when the program is deployed."""
    value = aws.ssm.Parameter.get("later", "later").value
    return {name: value.apply(made) for name, made in inputs.items()}


def late(write: Callable[[], Program]) -> Program:
    """Write a program whose inputs have to be computed while it runs."""

    def program() -> None:
        write()()

    return program


def notified_of_a_vault() -> None:
    """Declare the notifications of a vault that no given program declares."""
    aws.backup.VaultNotifications(
        "notifications",
        backup_vault_name="main",
        backup_vault_events=["BACKUP_JOB_COMPLETED"],
        sns_topic_arn=declare_topic("backup").arn,
    )


def in_an_unknown_account() -> None:
    """Declare a topic with a provider whose account is known after deployment."""
    role = aws.ssm.Parameter.get("later", "later").value
    provider = aws.Provider("other", region=HERE, assume_roles=[{"role_arn": role}])
    opts = pulumi.ResourceOptions(provider=provider)
    topic = aws.sns.Topic("topic", name="t", opts=opts)
    allowed = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sns:Publish",
        "Resource": "*",
    }
    aws.sns.TopicPolicy("access", arn=topic.arn, policy=policy(allowed), opts=opts)
    aws.sns.TopicSubscription(
        "mailbox", topic=topic.arn, protocol="email", endpoint="a@bamp-ops.io", opts=opts
    )
    aws.cloudwatch.EventTarget("target", rule=declare_rule().name, arn=topic.arn)


CUSTOM_METRIC = {"namespace": "Custom", "metric_name": "Maintenance"}
BREACHING = {"treat_missing_data": "breaching"}
MAIL = {"protocol": "email", "endpoint": "a@bamp-ops.io"}
UNHEARD: dict[str, tuple[Program, Signal, str]] = {
    "an e-mail address that a parameter holds": (
        late(lambda: by_rule(subscription={**MAIL, **computed(endpoint=str)})),
        FAILED,
        "endpoint of one is known after deployment",
    ),
    "a telephone number that a parameter holds": (
        late(lambda: by_rule(subscription={"protocol": "sms", **computed(endpoint=str)})),
        FAILED,
        "endpoint of one is known after deployment",
    ),
    "raw messages, if a parameter says so": (
        late(lambda: by_rule(subscription={**MAIL, **computed(raw_message_delivery=bool)})),
        FAILED,
        "rawMessageDelivery of one is known after deployment",
    ),
    "a target that is only looked up": (
        target_looked_up,
        FAILED,
        "target is only looked up: what it contains is not known",
    ),
    "a FIFO topic, if a parameter says so": (
        late(lambda: by_rule(topic=computed(fifo_topic=bool))),
        FAILED,
        "fifoTopic of topic is known after deployment",
    ),
    "an alarm whose actions are switched on, if a parameter says so": (
        late(lambda: by_alarm(**computed(actions_enabled=bool))),
        POINT,
        "actionsEnabled of alarm is known after deployment",
    ),
    "a subscription in a Region that a parameter holds": (
        late(lambda: by_rule(subscription={**MAIL, **computed(region=str)})),
        FAILED,
        "region of one is known after deployment",
    ),
    "a topic in a Region that a parameter holds": (
        late(lambda: by_rule(topic=computed(region=str), subscription=MAIL)),
        FAILED,
        "",
    ),
    "a topic in an account that a parameter holds": (
        in_an_unknown_account,
        FAILED,
        "in which account and Region topic topic is, is not known",
    ),
    "notifications of a vault that no given program declares": (
        notified_of_a_vault,
        MESSAGE,
        "no given program declares the vault",
    ),
    "a composite alarm while an alarm on silence is not on": (
        composite('ALARM("one") AND NOT ALARM("other")', other={**CUSTOM_METRIC, **BREACHING}),
        POINT,
        "rule of alarm composite",
    ),
    "a composite alarm that an alarm on silence may have turned on": (
        composite('ALARM("one") OR ALARM("other")', other={**CUSTOM_METRIC, **BREACHING}),
        POINT,
        "rule of alarm composite",
    ),
    "a composite alarm while an alarm of their own is not on": (
        composite('ALARM("one") AND NOT ALARM("other")', other=CUSTOM_METRIC),
        POINT,
        "rule of alarm composite",
    ),
    "a composite alarm while an alarm of their own is OK": (
        composite('ALARM("one") AND OK("other")', other=CUSTOM_METRIC),
        POINT,
        "rule of alarm composite",
    ),
    "a composite alarm that an alarm of their own may suppress": (
        composite('ALARM("one")', other=CUSTOM_METRIC, **suppressed_by("other")),
        POINT,
        "whether its suppressor other is in alarm",
    ),
    "a rule that is switched off, written as text": (
        by_rule(rule={"is_enabled": "false"}),
        FAILED,
        "it is disabled",
    ),
    "a rule in a state that is none": (
        by_rule(rule={"state": "disabled"}),
        FAILED,
        "state is disabled",
    ),
    "an alarm whose actions are switched off, written as text": (
        by_alarm(actions_enabled="false"),
        POINT,
        "its actions are switched off",
    ),
    "a composite alarm whose actions are switched off, written as text": (
        composite('ALARM("one")', actions_enabled="false"),
        POINT,
        "its actions are switched off",
    ),
    "raw messages to an e-mail address, written as text": (
        by_rule(subscription={**MAIL, "raw_message_delivery": "true"}),
        FAILED,
        "raw message delivery",
    ),
    "an e-mail to a FIFO topic, written as text": (
        by_rule(topic={"name": "t.fifo", "fifo_topic": "true"}),
        FAILED,
        "FIFO",
    ),
    "an API destination in another Region": (
        called(home="us-west-2"),
        FAILED,
        "in Region us-west-2",
    ),
    "an address that is not on the Internet": (
        called(url="https://10.0.0.7/x"),
        FAILED,
        "no endpoint on the Internet has the address",
    ),
    "Slack's API, of which the token is not read": (
        called(url="https://slack.com/api/chat.postMessage"),
        FAILED,
        "whether that address of Slack accepts",
    ),
    "PagerDuty told that it is over": (
        pagerduty("resolve"),
        FAILED,
        "event_action is resolve",
    ),
    "PagerDuty told of a severity that it has not": (
        pagerduty(severity="high"),
        FAILED,
        "severity is high",
    ),
    "PagerDuty with a severity that is known when it happens": (
        pagerduty(severity="<arn>"),
        replace(FAILED, detail={**FAILED.detail, "resourceArn": UNKNOWN}),
        "whether PagerDuty notifies anybody of this payload.severity",
    ),
    "PagerDuty without a summary": (
        called(
            template='{"routing_key": "k", "event_action": "trigger", '
            '"payload": {"source": <arn>}}',
            url="https://events.pagerduty.com/v2/enqueue",
        ),
        FAILED,
        "PagerDuty refuses a message without payload.summary",
    ),
    "a Slack workflow, which has fields of its own": (
        called(url="https://hooks.slack.com/triggers/T/1/x"),
        FAILED,
        "whether that address of Slack accepts",
    ),
    "raw messages to an app": (
        by_rule(
            subscription={
                "protocol": "application",
                "endpoint": f"arn:aws:sns:{HERE}:{ACCOUNT}:endpoint/GCM/app/x",
                "raw_message_delivery": True,
            }
        ),
        FAILED,
        "SNS refuses raw message delivery",
    ),
    "PagerDuty without a routing key": (
        pagerduty(key=""),
        FAILED,
        "without routing_key",
    ),
    "a rule on a bus of its own": (on_another_bus, FAILED, ""),
    "two rules of one name": (
        beside(by_rule(), same_rule),
        FAILED,
        "declared as the same thing",
    ),
    "a topic that is only looked up": (only_looked_up, FAILED, "only looked up"),
    "an HTTPS endpoint that nobody says confirms": (
        by_rule(subscription=HOOK),
        FAILED,
        "whether one is confirmed",
    ),
    "Slack, subscribed to the topic itself": (
        by_rule(
            subscription={
                "protocol": "https",
                "endpoint": "https://hooks.slack.com/services/T/B/x",
                "endpoint_auto_confirms": True,
            }
        ),
        FAILED,
        "Slack never confirms",
    ),
    "PagerDuty's Events API, subscribed to the topic itself": (
        by_rule(
            subscription={
                "protocol": "https",
                "endpoint": "https://events.pagerduty.com/v2/enqueue",
                "endpoint_auto_confirms": True,
            }
        ),
        FAILED,
        "PagerDuty never confirms",
    ),
    "an e-mail to a FIFO topic": (
        by_rule(topic=FIFO),
        FAILED,
        "FIFO",
    ),
    "an e-mail address that is none": (
        by_rule(subscription={"protocol": "email", "endpoint": "oncall"}),
        FAILED,
        "e-mail address",
    ),
    "raw messages to an e-mail address": (
        by_rule(
            subscription={
                "protocol": "email",
                "endpoint": "a@bamp-ops.io",
                "raw_message_delivery": True,
            }
        ),
        FAILED,
        "raw message delivery",
    ),
    "a policy that names another topic, whose name AWS makes up": (
        named_by_aws("other"),
        FAILED,
        "the policy of topic",
    ),
    "SMS, of which the account may send none": (
        texted(lambda: 0),
        FAILED,
        "allows no spending on SMS",
    ),
    "SMS to a number without a country": (
        by_rule(subscription={"protocol": "sms", "endpoint": "555-1234"}),
        FAILED,
        "its endpoint 555-1234 is no SMS address",
    ),
    "SMS to a number that may begin with a country": (
        by_rule(subscription={"protocol": "sms", "endpoint": "415-555-0100"}),
        FAILED,
        "nothing says its country",
    ),
    "SMS, of which nobody knows how many may be sent": (
        texted(lambda: aws.ec2.Vpc("later").id.apply(len)),
        FAILED,
        "on SMS is not known",
    ),
    "a delivery stream, which is no person": (
        by_rule(subscription={"protocol": "firehose", "endpoint": "arn:aws:firehose:x"}),
        FAILED,
        "",
    ),
    "a subscription in another Region than its topic": (
        by_rule(
            subscription={
                "protocol": "email",
                "endpoint": "a@bamp-ops.io",
                "region": "us-west-2",
            }
        ),
        FAILED,
        "one is in Region us-west-2",
    ),
    "two policies of one topic": (two_policies, FAILED, "each replace the same"),
    "six targets": (six_targets, FAILED, "one of 6, of 5"),
    "a template that is no JSON": (
        by_rule(
            input_transformer={
                "input_paths": {"s": "$.detail.state"},
                "input_template": '{"state": <s>, }',
            }
        ),
        FAILED,
        "JSON",
    ),
    "a template with a name that stands for nothing": (
        by_rule(input_transformer={"input_template": '"It is <state>."'}),
        FAILED,
        "<state>",
    ),
    "a part that the event has not": (
        by_rule(input_path="$.detail.nothing"),
        FAILED,
        "the event has no $.detail.nothing",
    ),
    "a part of the event that is known after deployment": (
        part_later,
        FAILED,
        "inputPath of target is known after deployment",
    ),
    "a rule on another bus": (
        by_rule(event_bus_name="mine"),
        FAILED,
        "names event bus mine",
    ),
    "an alarm in a unit that no datapoint has": (
        by_alarm(unit="Seconds"),
        replace(POINT, unit="Count"),
        "AWS publishes it in Count",
    ),
    "an alarm in a unit of which nothing is known": (by_alarm(unit="Seconds"), POINT, "threshold"),
    "an alarm that takes missing data for a breach": (
        by_alarm(treat_missing_data="breaching"),
        POINT,
        "in alarm already",
    ),
    "an alarm that keeps its state without data": (
        by_alarm(treat_missing_data="ignore"),
        POINT,
        "in alarm already, from the last time",
    ),
    "an alarm on a percentile": (
        by_alarm(statistic=None, extended_statistic="p99"),
        POINT,
        "threshold",
    ),
    "an alarm without a statistic": (by_alarm(statistic=None), POINT, "statistic"),
    "an alarm that looks every ten seconds": (by_alarm(period=10), POINT, "threshold"),
    "a rule on a schedule": (
        by_rule(rule={"event_pattern": None, "schedule_expression": "rate(1 day)"}),
        FAILED,
        "",
    ),
    "a rule whose pattern is no JSON": (
        by_rule(rule={"event_pattern": "Backup Job State Change"}),
        FAILED,
        "EventBridge refuses its pattern: it is no JSON",
    ),
    "a rule whose bus and Region a parameter holds": (
        late(lambda: by_rule(rule=computed(event_bus_name=str, region=str))),
        FAILED,
        "the account and Region of rule are known after deployment",
    ),
    "an alarm that evaluates no period": (
        by_alarm(evaluation_periods=0),
        POINT,
        "evaluationPeriods is 0",
    ),
    "a composite alarm that its suppressor mutes for the same reason": (
        composite('ALARM("one")', **suppressed_by("same")),
        POINT,
        "goes off for the same reason",
    ),
    "a suppressor that nobody declares": (
        composite('ALARM("one")', **suppressed_by("theirs")),
        POINT,
        "no given program declares the suppressor",
    ),
    "a composite alarm whose rule is FALSE": (
        composite('ALARM("one") AND FALSE'),
        POINT,
        "",
    ),
    "a composite alarm whose rule is TRUE": (
        composite('ALARM("one") OR TRUE'),
        POINT,
        "in alarm already",
    ),
    "a composite alarm of an alarm that does not go off": (
        composite('ALARM("one") AND ALARM("other")'),
        POINT,
        "",
    ),
    "a composite alarm that waits for the OK of an alarm without data": (
        composite('ALARM("one") AND OK("other")', other={"treat_missing_data": "missing"}),
        POINT,
        "rule of alarm composite",
    ),
    "a composite alarm that is on while an alarm is OK": (composite('OK("one")'), POINT, ""),
    "a composite alarm that is on already": (
        composite('ALARM("one") OR OK("other")'),
        POINT,
        "in alarm already",
    ),
    "a composite alarm of which an alarm is unknown": (
        composite('ALARM("one") AND NOT ALARM("theirs")'),
        POINT,
        "rule of alarm composite",
    ),
    "a sum with a metric that has no datapoint": (
        queries(metric("m1"), metric("m2", "NumberOfCopyJobsFailed"), math("m1 + m2")),
        POINT,
        "threshold",
    ),
    "an alarm with an action that is no notification": (
        by_alarm(alarm_actions=["arn:aws:automate:us-east-1:ec2:recover"]),
        POINT,
        "an action of alarm is not known",
    ),
    "an IF that gives nothing": (
        queries(metric("m1"), math("IF(m1 > 5, 1)")),
        POINT,
        "has no datapoint",
    ),
    "a fill that is in alarm without the fault": (
        queries(metric("m1"), math("FILL(m1, 5)")),
        POINT,
        "in alarm already",
    ),
    "a function of metric math that is not read": (
        queries(metric("m1"), math("ANOMALY_DETECTION_BAND(m1)")),
        POINT,
        "threshold",
    ),
    "a list of metric math that nobody closes": (
        queries(metric("m1"), math("MAX([m1)")),
        POINT,
        "threshold",
    ),
    "metric math that no query returns": (
        queries(metric("m1"), {"id": "e1", "expression": "FILL(m1, 0)"}),
        POINT,
        "true of 0 queries",
    ),
    "a connection of a kind that is known after deployment": (
        called(connection=lambda: {"authorization_type": later("API_KEY")}),
        FAILED,
        "authorizationType of connection is known after deployment",
    ),
    "a connection with credentials that are known after deployment": (
        called(connection=lambda: {"auth_parameters": later({"api_key": {}})}),
        FAILED,
        "its credentials are known after deployment",
    ),
    "a connection without the value of its key": (
        called(connection=lambda: {"auth_parameters": {"api_key": {"key": "k", "value": ""}}}),
        FAILED,
        "it has no value for API_KEY",
    ),
    "Slack called without a body": (called("GET"), FAILED, "called with GET"),
    "Slack called without a text": (called(template='{"state": <state>}'), FAILED, "without text"),
    "a text in chat that is in no schema": (
        chat('"A job is <state>."'),
        FAILED,
        "custom notification schema",
    ),
    "a vault notification in chat": (chat(of="backup"), MESSAGE, "a vault notification"),
}


def autonamed(
    write: Callable[[aws.sns.Topic, aws.sns.Topic, dict[str, pulumi.Output[str]]], Any],
    source: str = "rule",
) -> Program:
    """Declare a rule or an alarm and a topic that Pulumi names, with a policy that names both."""

    def program() -> None:
        topic, other = aws.sns.Topic("topic"), aws.sns.Topic("other")
        rule = aws.cloudwatch.EventRule("rule", event_pattern=json.dumps(PATTERN))
        another = aws.cloudwatch.EventRule("another", event_pattern=json.dumps(PATTERN))
        alarm = aws.cloudwatch.MetricAlarm(
            "alarm",
            namespace="AWS/Backup",
            metric_name="NumberOfBackupJobsFailed",
            dimensions={"BackupVaultName": "main"},
            statistic="Sum",
            period=3600,
            comparison_operator="GreaterThanThreshold",
            evaluation_periods=1,
            threshold=0,
            treat_missing_data="notBreaching",
            alarm_actions=[topic.arn] if source == "alarm" else [],
        )
        if source == "rule":
            aws.cloudwatch.EventTarget("target", rule=rule.name, arn=topic.arn)
        sources = {"rule": rule.arn, "another": another.arn, "alarm": alarm.arn}
        aws.sns.TopicPolicy("access", arn=topic.arn, policy=write(topic, other, sources))
        aws.sns.TopicSubscription("m", topic=topic.arn, protocol="email", endpoint="a@bamp-ops.io")

    return program


def publishes(arn: Any, source: Any = None, operator: str = "ArnEquals") -> dict[str, Any]:  # noqa: ANN401
    """Write a policy that lets EventBridge and CloudWatch publish."""
    services = ["events.amazonaws.com", "cloudwatch.amazonaws.com"]
    statement: dict[str, Any] = {
        "Effect": "Allow",
        "Principal": {"Service": services},
        "Action": "sns:Publish",
        "Resource": arn,
    }
    if source is not None:
        statement["Condition"] = {operator: {"aws:SourceArn": source}}
    return {"Version": "2012-10-17", "Statement": [statement]}


def as_text(document: Any) -> pulumi.Output[str]:  # noqa: ANN401 - JSON with outputs in it
    """Write a document as a program does; the function is another one while a program runs."""
    return pulumi.Output.json_dumps(document)


def publishes_to(arn: str) -> str:
    """Write what the tutorials write."""
    principal = {"Service": "events.amazonaws.com"}
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sns:Publish"}
    return json.dumps({"Version": "2012-10-17", "Statement": [{**statement, "Resource": arn}]})


def as_data(source: pulumi.Output[str]) -> dict[str, Any]:
    """Write a condition for the provider."""
    return {"test": "ArnLike", "variable": "aws:SourceArn", "values": [source]}


PUBLISHER: Any = [{"type": "Service", "identifiers": ["events.amazonaws.com"]}]


def by_provider(topic: aws.sns.Topic, source: pulumi.Output[str]) -> pulumi.Output[str]:
    """Let the provider write the policy."""
    statement: Any = {
        "actions": ["sns:Publish"],
        "resources": [topic.arn],
        "principals": PUBLISHER,
        "conditions": [as_data(source)],
    }
    return aws.iam.get_policy_document_output(statements=[statement]).json


AUTONAMED: dict[str, tuple[Program, Signal, list[str], str]] = {
    "its own ARN": (autonamed(lambda t, _o, _s: as_text(publishes(t.arn))), FAILED, ["email"], ""),
    "its own ARN, in a callback": (
        autonamed(lambda t, _o, _s: t.arn.apply(publishes_to)),
        FAILED,
        ["email"],
        "",
    ),
    "its own ARN, by the provider": (
        autonamed(lambda t, _o, s: by_provider(t, s["rule"])),
        FAILED,
        ["email"],
        "",
    ),
    "the ARN of another topic": (
        autonamed(lambda _t, o, _s: as_text(publishes(o.arn))),
        FAILED,
        [],
        "does not allow sns:Publish",
    ),
    "for the rule": (
        autonamed(lambda t, _o, s: as_text(publishes(t.arn, s["rule"]))),
        FAILED,
        ["email"],
        "",
    ),
    "for the rule, as a text": (
        autonamed(lambda t, _o, s: as_text(publishes(t.arn, s["rule"], "StringEquals"))),
        FAILED,
        ["email"],
        "",
    ),
    "for what is below the rule, as a text": (
        autonamed(
            lambda t, _o, s: as_text(
                publishes(t.arn, pulumi.Output.concat(s["rule"], "*"), "StringEquals")
            )
        ),
        FAILED,
        [],
        "condition StringEquals on aws:SourceArn",
    ),
    "for another rule": (
        autonamed(lambda t, _o, s: as_text(publishes(t.arn, s["another"]))),
        FAILED,
        [],
        "does not allow sns:Publish",
    ),
    "for the alarm": (
        autonamed(lambda t, _o, s: as_text(publishes(t.arn, s["alarm"])), "alarm"),
        POINT,
        ["email"],
        "",
    ),
    "for a rule, of an alarm": (
        autonamed(lambda t, _o, s: as_text(publishes(t.arn, s["rule"])), "alarm"),
        POINT,
        [],
        "does not allow sns:Publish",
    ),
}


@pytest.mark.parametrize("case", AUTONAMED)
def test_a_policy_that_names_what_aws_names_is_read(case: str) -> None:
    """Whose ARN stands in it is known, though not what it is."""
    program, signal, kinds, says = AUTONAMED[case]

    assert heard(program, signal) == kinds
    assert says in said(program, signal)


@pytest.mark.parametrize("case", UNHEARD)
def test_nobody_is_certainly_notified(case: str) -> None:
    """And the reason is said."""
    program, signal, why = UNHEARD[case]

    assert heard(program, signal) == []
    assert why in said(program, signal)


HEARD: dict[str, tuple[Program, Signal, list[str]]] = {
    "switches that are on, written as text": (
        by_rule(
            subscription={**MAIL, "raw_message_delivery": "false"}, rule={"is_enabled": "true"}
        ),
        FAILED,
        ["email"],
    ),
    "an alarm whose numbers are written as text": (
        by_alarm(period="3600", evaluation_periods="1", threshold="0", actions_enabled="true"),
        POINT,
        ["email"],
    ),
    "PagerDuty's integration for CloudWatch, which confirms by itself": (
        by_rule(
            subscription={
                "protocol": "https",
                "endpoint": "https://events.pagerduty.com/integration/k/enqueue",
            }
        ),
        FAILED,
        ["pagerduty"],
    ),
    "an HTTPS endpoint that confirms by itself": (
        by_rule(subscription={**HOOK, "endpoint_auto_confirms": True}),
        FAILED,
        ["https"],
    ),
    "an alarm on what is filled, though missing data would count as breaching": (
        by_alarm(
            **dict.fromkeys(("namespace", "metric_name", "dimensions", "statistic", "period")),
            metric_queries=[metric("m1"), math("FILL(m1, 0)")],
            treat_missing_data="breaching",
        ),
        POINT,
        ["email"],
    ),
    "an alarm on FILL": (queries(metric("m1"), math("FILL(m1, 0)")), POINT, ["email"]),
    "an alarm on a filled sum": (
        queries(
            metric("m1"),
            metric("m2", "NumberOfCopyJobsFailed"),
            math("FILL(m1, 0) + FILL(m2, 0)"),
        ),
        POINT,
        ["email"],
    ),
    "an alarm that one of three datapoints turns on": (
        by_alarm(evaluation_periods=3, datapoints_to_alarm=1),
        POINT,
        ["email"],
    ),
    "an alarm on IF": (
        queries(metric("m1"), math("IF(FILL(m1, 0) > 0, 1, 0)")),
        POINT,
        ["email"],
    ),
    "an alarm on the sum of all that there is": (
        queries(metric("m1"), math("SUM(METRICS())")),
        POINT,
        ["email"],
    ),
    "an alarm on the sum of all": (
        queries(metric("m1"), math("SUM(FILL(METRICS(), 0))")),
        POINT,
        ["email"],
    ),
    "a composite alarm of an alarm that is no longer OK": (
        composite('NOT OK("one")'),
        POINT,
        ["email"],
    ),
    "a composite alarm of two that go off together": (
        composite('ALARM("one") AND (ALARM("same") OR ALARM("other"))'),
        POINT,
        ["email"],
    ),
    "a composite alarm of an alarm, and of what is TRUE": (
        composite('ALARM("one") AND TRUE'),
        POINT,
        ["email"],
    ),
    "a composite alarm of an alarm, or of what is FALSE": (
        composite('ALARM("one") OR FALSE'),
        POINT,
        ["email"],
    ),
    "a composite alarm with a suppressor that stays off": (
        composite('ALARM("one")', **suppressed_by("other")),
        POINT,
        ["email"],
    ),
    "a composite alarm that waits for the OK of an alarm that is": (
        composite('ALARM("one") AND OK("other")'),
        POINT,
        ["email"],
    ),
    "an event in chat": (chat(), FAILED, ["chat"]),
    "an event in Microsoft Teams": (teams, FAILED, ["chat"]),
    "a custom notification in chat": (chat(CUSTOM), FAILED, ["chat"]),
    "PagerDuty called with an event": (pagerduty(), FAILED, ["pagerduty"]),
    "Slack called with a text": (called(), FAILED, ["slack"]),
    "SMS to a number as people write it": (
        by_rule(subscription={"protocol": "sms", "endpoint": "+1 (415) 555-0400"}),
        FAILED,
        ["sms"],
    ),
    "SMS, of which the account may send some": (texted(lambda: 50), FAILED, ["sms"]),
    "SMS, of which the account may send none elsewhere": (
        texted(lambda: 0, "us-west-2"),
        FAILED,
        ["sms"],
    ),
    "a path that is known after deployment": (
        path_later,
        FAILED,
        ["email"],
    ),
    "the detail of an event": (by_rule(input_path="$.detail"), FAILED, ["email"]),
    "a call in the log of a trail": (SOUND["trail"].declare, VAULT_DELETED, ["email"]),
}


@pytest.mark.parametrize("case", HEARD)
def test_somebody_is_certainly_notified(case: str) -> None:
    """A closed world that cries wolf is no better."""
    program, signal, kinds = HEARD[case]

    assert heard(program, signal) == kinds


@pytest.mark.parametrize(
    ("protocol", "endpoint", "kind"),
    [
        ("sqs", f"arn:aws:sqs:{HERE}:{ACCOUNT}:q", "queue"),
        ("lambda", f"arn:aws:lambda:{HERE}:{ACCOUNT}:function:f", "function"),
        ("email-json", "a@bamp-ops.io", "email"),
        ("sms", "+14155550400", "sms"),
    ],
)
def test_a_subscriber_is_of_the_kind_of_its_protocol(
    protocol: str, endpoint: str, kind: str
) -> None:
    """A queue is no person."""
    arrived = [
        end.recipient.kind
        for end in ends(by_rule(subscription={"protocol": protocol, "endpoint": endpoint}), FAILED)
        if isinstance(end, Delivered)
    ]

    assert arrived == [kind]


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("NewStateReason", None),
        ("OldStateValue", None),
        ("StateChangeTime", None),
        ("Region", None),
        ("AlarmArn", None),
        ("AlarmDescription", False),
        ("Nothing", False),
    ],
)
def test_a_filter_on_what_an_alarm_says_may_match_what_is_not_known_of_it(
    field: str,
    answer: bool | None,  # noqa: FBT001 - a parameter of the test
) -> None:
    """Only a field that the message has not, or has otherwise, keeps it back for certain."""
    filtered = ends(lambda: declare_filtered_alarm({field: ["x"]}), POINT)
    found = [end for end in filtered if isinstance(end, Delivered)]

    assert [bool(end.doubt) for end in found] == ([True] if answer is None else [])


@pytest.mark.parametrize(
    ("permission", "why"),
    [
        ({}, "of f changes is not read"),
        ({"action": "lambda:*"}, "of f changes is not read"),
        ({"action": "lambda:GetFunction"}, "something else than call it"),
        ({"qualifier": "live"}, "allows only who calls that version"),
        ({"event_source_token": "t"}, "allows only an Alexa skill"),
        ({"principal_org_id": "o-abcdefghij"}, "allows only principals"),
        ({"function_url_auth_type": "AWS_IAM"}, "allows only who"),
        ({"principal": "events.amazonaws.com"}, "does not let sns.amazonaws.com call it"),
        ({"source_account": "444455556666"}, "not for this source"),
        ({"source_arn": f"arn:aws:sns:{HERE}:{ACCOUNT}:other"}, "not for this source"),
        ({"source_arn": f"arn:aws:sns:{HERE}:{ACCOUNT}:t"}, "of f changes is not read"),
    ],
)
def test_a_function_is_called_by_whom_its_permission_names(
    permission: dict[str, Any], why: str
) -> None:
    """What it does then is not known; an alarm on its errors does not count what never ran."""

    def program() -> None:
        function = aws.lambda_.Function(
            "f",
            name="f",
            role=declare_role("runs", "lambda", "logs:PutLogEvents").arn,
            handler="h.handle",
            runtime="python3.13",
            s3_bucket="code-1",
            s3_key="f.zip",
        )
        lets: dict[str, Any] = {
            "action": "lambda:InvokeFunction",
            "principal": "sns.amazonaws.com",
            "function": function.name,
            **permission,
        }
        aws.lambda_.Permission("lets", **lets)
        by_rule(subscription={"protocol": "lambda", "endpoint": function.arn})()

    assert heard(program, FAILED) == []
    assert why in said(program, FAILED)


def test_a_function_may_be_sent_what_only_a_deployment_tells() -> None:
    """It is one more thing that is not known of what becomes of it."""

    def program() -> None:
        function = aws.lambda_.Function(
            "f", name="f", role=declare_role("runs", "lambda", "logs:PutLogEvents").arn
        )
        aws.lambda_.Permission(
            "lets",
            action="lambda:InvokeFunction",
            principal="sns.amazonaws.com",
            function=function.name,
        )
        to_function = {"protocol": "lambda", "endpoint": function.arn}
        by_rule(subscription=to_function, input_path=later("$.detail"))()

    (end,) = ends(program, FAILED)

    assert isinstance(end, Delivered)
    assert (end.recipient.kind, bool(end.doubt)) == ("function", True)


def test_a_call_that_the_filter_leaves_out_is_not_counted() -> None:
    """Its pattern names calls that delete."""
    other = Event(
        account_id=ACCOUNT,
        region=HERE,
        source="aws.backup",
        detail_type="AWS API Call via CloudTrail",
        detail={"eventSource": "backup.amazonaws.com", "eventName": "PutBackupVaultAccessPolicy"},
    )

    assert heard(SOUND["trail"].declare, other) == []
    assert "does not match this PutBackupVaultAccessPolicy" in said(SOUND["trail"].declare, other)


def test_a_composite_alarm_notifies_once_of_two_alarms() -> None:
    """It changes its state once."""
    assert heard(composite('ALARM("one") OR ALARM("same")'), POINT) == ["email"]


def test_a_pattern_of_events_is_read_as_json_by_filters_on_the_body() -> None:
    """An event is JSON, a vault notification is text."""
    wanted = {"detail": {"state": ["FAILED"]}}
    body = {"filter_policy": json.dumps(wanted), "filter_policy_scope": "MessageBody"}
    mail = {"protocol": "email", "endpoint": "a@bamp-ops.io", **body}

    assert heard(by_rule(subscription=mail), FAILED) == ["email"]
    other = {**mail, "filter_policy": json.dumps({"detail": {"state": ["COMPLETED"]}})}
    assert heard(by_rule(subscription=other), FAILED) == []


def unable_rule(*sources: str) -> None:
    """Declare a rule that cannot publish, and an alarm on what it does not deliver."""
    topic = aws.sns.Topic("closed", name="closed")
    rule = aws.cloudwatch.EventRule(
        "rule", name="failed", event_pattern=json.dumps({"source": sources})
    )
    aws.cloudwatch.EventTarget("target", rule=rule.name, arn=topic.arn)
    declare_alarm(
        declare_topic("cloudwatch"),
        namespace="AWS/Events",
        metric_name="FailedInvocations",
        dimensions={"RuleName": "failed"},
    )


@pytest.mark.parametrize("sources", [("aws.backup",), ("aws.backup", "aws.cloudwatch")])
def test_what_is_not_delivered_is_counted_once(sources: tuple[str, ...]) -> None:
    """A rule that listens to the alarm on itself fails again, and the alarm is on already."""
    found = [
        end for end in ends(lambda: unable_rule(*sources), FAILED) if isinstance(end, Delivered)
    ]

    assert [end.recipient.kind for end in found] == ["email"]
    assert not found[0].doubt


AWAY = "444455556666"
BUS = f"arn:aws:events:{HERE}:{AWAY}:event-bus/default"


@pytest.mark.parametrize(
    ("principal", "kinds", "why"),
    [
        ("*", ["email"], ""),
        (f"arn:aws:iam::{ACCOUNT}:root", ["email"], ""),
        (f"arn:aws:iam::{ACCOUNT}:role/sender", [], "whether events:PutEvents is allowed"),
        (f"arn:aws:iam::{AWAY}:root", [], "does not allow events:PutEvents"),
    ],
)
def test_a_bus_of_another_account_lets_in_whom_its_policy_names(
    principal: str, kinds: list[str], why: str
) -> None:
    """Which role of the account sends is not known to its policy: one role is no certainty."""

    def program() -> None:
        there = aws.Provider(
            "there",
            region=HERE,
            assume_roles=[{"role_arn": f"arn:aws:iam::{AWAY}:role/deploy"}],
        )
        at = pulumi.ResourceOptions(provider=there)
        lets = {"Effect": "Allow", "Principal": {"AWS": principal}, "Action": "events:PutEvents"}
        aws.cloudwatch.EventBusPolicy("lets", policy=policy({**lets, "Resource": BUS}), opts=at)
        topic = aws.sns.Topic("topic", name="t", opts=at)
        lets_publish = json.dumps(publishes("*"))
        aws.sns.TopicPolicy("access", arn=topic.arn, policy=lets_publish, opts=at)
        aws.sns.TopicSubscription(
            "mail", topic=topic.arn, protocol="email", endpoint="a@bamp-ops.io", opts=at
        )
        pattern = json.dumps({"account": [ACCOUNT], **PATTERN})
        taken = aws.cloudwatch.EventRule("taken", name="taken", event_pattern=pattern, opts=at)
        aws.cloudwatch.EventTarget("tells", rule=taken.name, arn=topic.arn, opts=at)
        role = declare_role("sender", "events", "events:PutEvents").arn
        aws.cloudwatch.EventTarget("send", rule=declare_rule().name, arn=BUS, role_arn=role)

    assert heard(program, FAILED) == kinds
    assert why in said(program, FAILED)


def test_a_rule_in_a_circle_ends() -> None:
    """A bus that hands its events back to where they came from."""

    def program() -> None:
        role = declare_role("sender", "events", "events:PutEvents").arn
        for here, there in ((HERE, "us-west-2"), ("us-west-2", HERE)):
            rule = aws.cloudwatch.EventRule(
                f"on-{here}",
                name="on",
                event_pattern='{"source":["aws.backup"]}',
                region=here,
            )
            bus = f"arn:aws:events:{there}:{ACCOUNT}:event-bus/default"
            aws.cloudwatch.EventTarget(
                f"to-{there}", rule=rule.name, arn=bus, role_arn=role, region=here
            )

    (end,) = ends(program, FAILED)

    assert isinstance(end, Dropped)
    assert "one too many" in end.why


def subscribed_to_itself() -> None:
    """Subscribe the function to the topic that it publishes to."""
    SOUND["function"].declare()
    function = f"arn:aws:lambda:{HERE}:{ACCOUNT}:function:bamp-alerts"
    topic = f"arn:aws:sns:{HERE}:{ACCOUNT}:bamp-alerts"
    aws.sns.TopicSubscription("again", topic=topic, protocol="lambda", endpoint=function)
    aws.lambda_.Permission(
        "again",
        action="lambda:InvokeFunction",
        function="bamp-alerts",
        principal="sns.amazonaws.com",
        source_arn=topic,
    )


def called_by_itself() -> None:
    """Call the function for every event of the account, those among them that it sends."""
    SOUND["function"].declare()
    function = f"arn:aws:lambda:{HERE}:{ACCOUNT}:function:bamp-alerts"
    pattern = json.dumps({"account": [ACCOUNT]})
    rule = aws.cloudwatch.EventRule("again", name="again", event_pattern=pattern)
    aws.cloudwatch.EventTarget(
        "again",
        rule=rule.name,
        arn=function,
        input_transformer={
            "input_paths": {"event": "$"},
            "input_template": '{"kind": "plan-deleted", "event": <event>}',
        },
    )
    aws.lambda_.Permission(
        "again",
        action="lambda:InvokeFunction",
        function="bamp-alerts",
        principal="events.amazonaws.com",
        source_arn=rule.arn,
    )


@pytest.mark.parametrize(
    ("program", "why"),
    [
        (subscribed_to_itself, "the path goes round in a circle"),
        (called_by_itself, "again produces an event that it matches again"),
    ],
)
def test_a_path_that_goes_round_in_a_circle_is_followed_to_an_end(
    program: Program, why: str
) -> None:
    """Whoever is notified on it is notified; where it begins again it is broken."""
    found = ends(program, PLAN_DELETED)
    round_again = [end for end in found if isinstance(end, Dropped) and end.why == why]

    assert round_again
    assert all(end.is_broken and len(end.by) <= 24 for end in round_again)
    assert "email" in heard(program, PLAN_DELETED)


def test_no_sound_path_is_taken_for_a_circle() -> None:
    """The longest of them has far fewer steps."""
    steps = [len(end.by) for sound in SOUND.values() for end in ends(sound.declare, sound.signal)]

    assert max(steps) < 12


@pytest.mark.parametrize(
    ("url", "takes"),
    [
        ("https://hooks.slack.com/services/T/B/x", {"POST"}),
        ("https://events.bamp-ops.io/hook", {"POST", "PUT", "PATCH"}),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "GET", "HEAD", "OPTIONS", "DELETE"])
def test_a_call_takes_a_method_with_a_body(method: str, url: str, takes: set[str]) -> None:
    """Slack takes a POST alone; an endpoint of one's own whatever has a body."""
    found = ends(called(method=method, url=url), FAILED)
    reached = [end.recipient.kind for end in found if isinstance(end, Delivered)]
    refused = [end.why for end in found if isinstance(end, Dropped)]

    assert bool(reached) == (method in takes)
    assert any(f"it is called with {method}, and" in why for why in refused) == (
        method not in takes
    )


@pytest.mark.parametrize(
    ("pattern", "answer"),
    [
        ('{ $.eventName = "DeleteBackupVault" }', True),
        ('{ $.eventName = "DeleteVault" }', False),
        ('{ $.awsRegion = "us-east-1" }', True),
        ('{ $.awsRegion = "us-west-2" }', False),
        ('{ $.recipientAccountId = "111122223333" }', True),
        ('{ $.recipientAccountId = "999988887777" }', False),
        ('{ $.userAgent = "x" }', None),
        ('{ $.sourceIPAddress = "x" }', None),
        # A call that succeeds has none.
        ('{ $.errorMessage = "x" }', False),
        ('{ $.responseElements = "x" }', None),
        ('{ $.readOnly = "x" }', None),
        ('{ $.another = "x" }', False),
    ],
)
def test_a_filter_may_ask_for_each_field_of_a_call(pattern: str, answer: bool | None) -> None:  # noqa: FBT001 - a parameter of the test
    """Of a field that differs from call to call it is not known; one that no call has is none."""
    found = [
        end
        for end in ends(lambda: declare_counted_trail(pattern), VAULT_DELETED)
        if isinstance(end, Delivered)
    ]

    assert [not end.doubt for end in found] == ([] if answer is False else [answer is True])


def test_a_composite_alarm_of_an_unknown_region_is_in_doubt() -> None:
    """It may be in another Region than the alarm that it names."""

    def program() -> None:
        declare_alarm(None, "one")
        away = aws.Provider("away", allowed_account_ids=[ACCOUNT], **computed(region=str))
        there = pulumi.ResourceOptions(provider=away)
        topic = aws.sns.Topic("topic", name="t", opts=there)
        aws.sns.TopicSubscription(
            "mail", topic=topic.arn, protocol="email", endpoint="a@bamp-ops.io", opts=there
        )
        aws.cloudwatch.CompositeAlarm(
            "composite",
            alarm_name="composite",
            alarm_rule='ALARM("one")',
            alarm_actions=[topic.arn],
            opts=there,
        )

    found = [end for end in ends(program, POINT) if isinstance(end, Delivered)]

    assert [end.recipient.kind for end in found] == ["email"]
    assert "the account and Region of one are known after deployment" in found[0].doubt
