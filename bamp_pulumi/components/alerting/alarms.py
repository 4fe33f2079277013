"""Alarms of one Region: of its vault, of its databases, and the fallback for lost events."""

from collections.abc import Mapping, Sequence

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import (
    ALERTS_SENT,
    FALLBACK_ALARMS,
    SUPPRESSOR_WAIT_SECONDS,
    AlarmKind,
    sms_spending_alarm,
)
from bamp_pulumi.components.alerting.part import Part
from bamp_pulumi.components.alerting.topics import Topics

__all__ = [
    "declare_alarm",
    "declare_fallback",
    "declare_signal_alarms",
    "declare_sms_spending",
]

_EXTENSION_SECONDS = 60


def declare_alarm(  # noqa: PLR0913 - the parts of an alarm
    part: Part,
    logical: str,
    kind: AlarmKind,
    *,
    called: str,
    opts: pulumi.ResourceOptions,
    of: pulumi.Input[str] = "",
    actions: Sequence[pulumi.Input[str]] = (),
    ok_actions: Sequence[pulumi.Input[str]] = (),
) -> aws.cloudwatch.MetricAlarm:
    """Declare one alarm.

    Args:
        part: Where.
        logical: End of its logical name.
        kind: What it is.
        called: Its name in AWS.
        opts: Its options.
        of: Value of its dimension. Default: its metric has none.
        actions: Topics that it notifies. Default: none, for an alarm that a composite alarm reads.
        ok_actions: Topics that it notifies when it is over. Default: none.
    """
    plain = not kind.asks_all
    return aws.cloudwatch.MetricAlarm(
        part.name(logical),
        name=called,
        alarm_description=kind.describes,
        namespace=kind.namespace if plain else None,
        metric_name=kind.metric if plain else None,
        dimensions={kind.dimension: of} if plain and kind.dimension else None,
        statistic=kind.statistic if plain else None,
        period=kind.period if plain else None,
        metric_queries=None if plain else [_query(kind)],
        evaluation_periods=kind.periods,
        comparison_operator=kind.comparison,
        threshold=kind.threshold,
        treat_missing_data=kind.missing,
        alarm_actions=list(actions) or None,
        ok_actions=list(ok_actions) or None,
        region=part.region,
        tags=part.tags,
        opts=opts,
    )


def _query(kind: AlarmKind) -> aws.cloudwatch.MetricAlarmMetricQueryArgsDict:
    """Query the worst of all that publish a metric, those to come included."""
    schema = f'SCHEMA("{kind.namespace}", {kind.dimension})'
    expression = f"SELECT {kind.statistic}({kind.metric}) FROM {schema}"  # noqa: S608 - no SQL
    return {"id": "worst", "expression": expression, "period": kind.period, "return_data": True}


def declare_signal_alarms(
    part: Part,
    topics: Topics,
    vault_name: pulumi.Input[str],
    kinds: Mapping[str, AlarmKind],
) -> None:
    """Declare the alarms that the function makes a message of."""
    for ending, kind in kinds.items():
        declare_alarm(
            part,
            ending,
            kind,
            of=vault_name,
            called=part.called(ending),
            actions=[topics.signals.arn],
            # The function closes what it has sent.
            ok_actions=[topics.signals.arn],
            opts=part.opts(topics.signals.policy),
        )


def declare_fallback(part: Part, topics: Topics, vault_name: pulumi.Input[str]) -> None:
    """Declare the fallback alarm: it is on when jobs have failed and the function has sent nothing.

    It notifies people directly, without the function. An alarm that counts the alerts that the
    function has sent suppresses it, within a waiting period.
    """
    failed = [
        declare_alarm(
            part,
            f"fallback-{ending}",
            kind,
            of=vault_name,
            called=part.called(f"fallback-{ending}"),
            opts=part.opts(),
        )
        for ending, kind in FALLBACK_ALARMS.items()
    ]
    sent = declare_alarm(
        part,
        "sent",
        ALERTS_SENT,
        of=part.place.name,
        called=part.called("sent"),
        opts=part.opts(),
    )
    aws.cloudwatch.CompositeAlarm(
        part.name("fallback"),
        alarm_name=part.called("fallback"),
        alarm_description="Jobs have failed, and no alert was sent: find out why for both.",
        alarm_rule=pulumi.Output.all(*(alarm.name for alarm in failed)).apply(
            lambda names: " OR ".join(f'ALARM("{name}")' for name in names)
        ),
        actions_suppressor={
            "alarm": sent.name,
            "wait_period": SUPPRESSOR_WAIT_SECONDS,
            "extension_period": _EXTENSION_SECONDS,
        },
        alarm_actions=[topics.people.arn],
        region=part.region,
        tags=part.tags,
        opts=part.opts(topics.people.policy),
    )


def declare_sms_spending(part: Part, topics: Topics, limit_usd: int) -> None:
    """Declare the alarm of what is spent on SMS: SNS counts it, and stops, in each Region.

    It notifies people directly. Those with an e-mail address get it after the limit, too.
    """
    declare_alarm(
        part,
        "sms-spending",
        sms_spending_alarm(limit_usd),
        called=part.called("sms-spending"),
        actions=[topics.people.arn],
        opts=part.opts(topics.people.policy),
    )
