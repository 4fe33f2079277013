"""A Region that is lost: which alarm in another Region misses the heartbeat from there.

Each case changes inputs of the alerts of a `Baseline`, whose function puts a heartbeat in
us-west-2 every five minutes, and whose alarm there waits for half an hour.

Source: CloudWatch user guide, alarms-and-missing-data; EventBridge user guide, eb-create-rule-
schedule (read 2026-11-28).
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest
from followed_signals import changed, exchanged, followed
from sound_alerts import ACCOUNT, HERE, estate_of

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.delivery.signal import Silence

ALARM, RULE, TARGET, FUNCTION = (
    "bamp-recovery-silent",
    "bamp-heartbeat",
    "bamp-heartbeat-target",
    "bamp-function",
)
ROLE, MAY, LETS = "bamp-function-role", "bamp-function-policy", "bamp-function-rules"
SILENCE = Silence(account_id=ACCOUNT, region=HERE, minutes=0)
Changes = Mapping[str, Mapping[str, object]]
"""Inputs by the name of the resource that has them."""


@cache
def whole() -> Estate:
    """Return the alerts, without what has nothing to do with heartbeats."""
    estate = estate_of("function")
    people = (
        f"bamp-recovery-{part}" for part in ("alerts", "alerts-access", "alerts-key", "email-1")
    )
    near = {ALARM, RULE, TARGET, FUNCTION, ROLE, MAY, LETS, *people}
    return Estate(estate.programs, tuple(r for r in estate.resources if r.name in near))


def with_changes(changes: Changes) -> Estate:
    """Change inputs."""
    estate = whole()
    for name, inputs in changes.items():
        estate = changed(estate, name, **inputs)
    return estate


def without(*names: str) -> Estate:
    """Take resources away."""
    return Estate(whole().programs, tuple(r for r in whole().resources if r.name not in names))


def missed(minutes: int = 30, doubt: str = "") -> list[str]:
    """Write that somebody is notified in the other Region."""
    tail = f"; if: {doubt}" if doubt else ""
    by = f"{ALARM} > bamp-recovery-alerts > bamp-recovery-email-1"
    return [f"email ops@bamp-ops.io after {minutes} min by {by}{tail}"]


def dropped(why: str) -> list[str]:
    """Write that the alarm does not go off."""
    return [f"dropped at {ALARM}: {why}"]


def later(name: str, of: str = ALARM) -> str:
    """Write the doubt of an input that is known after deployment."""
    return f"{name} of {of} is known after deployment"


NONE_SENT = dropped("no heartbeat is sent to it")
IN_ALARM = f"whether alarm {ALARM} is in alarm while heartbeats come"
UNIT = f"whether heartbeats have the unit that alarm {ALARM} asks for"
HOW_MANY = f"how many missing heartbeats alarm {ALARM} waits for"
CASES: dict[str, tuple[Changes, list[str]]] = {
    "as it is": ({}, missed()),
    # The alarm.
    "two periods": ({ALARM: {"evaluationPeriods": 2, "period": 600}}, missed(20)),
    "a minute": ({ALARM: {"period": 60}}, missed(1)),
    "an hour": ({ALARM: {"period": 3_600}}, missed(60)),
    "a period that is not known": ({ALARM: {"period": UNKNOWN}}, missed(0, later("period"))),
    "periods that are not known": (
        {ALARM: {"evaluationPeriods": UNKNOWN}},
        missed(0, later("evaluationPeriods")),
    ),
    "good silence": (
        {ALARM: {"treatMissingData": "notBreaching"}},
        dropped("it does not treat missing data as breaching"),
    ),
    "more than a threshold": (
        {ALARM: {"comparisonOperator": "GreaterThanThreshold"}},
        dropped("it goes into alarm while heartbeats arrive, not when they stop"),
    ),
    "no more than none": (
        {ALARM: {"comparisonOperator": "LessThanOrEqualToThreshold", "threshold": 0}},
        missed(),
    ),
    "no more than one": (
        {ALARM: {"comparisonOperator": "LessThanOrEqualToThreshold"}},
        missed(doubt=IN_ALARM),
    ),
    "no more than less than one": (
        {ALARM: {"comparisonOperator": "LessThanOrEqualToThreshold", "threshold": 0.5}},
        missed(),
    ),
    "less than two": ({ALARM: {"threshold": 2}}, missed(doubt=IN_ALARM)),
    "less than one and a half": ({ALARM: {"threshold": 1.5}}, missed(doubt=IN_ALARM)),
    "a threshold that is not known": (
        {ALARM: {"threshold": UNKNOWN}},
        missed(doubt=later("threshold")),
    ),
    "a threshold that another query is": (
        {ALARM: {"threshold": None, "thresholdMetricId": "band"}},
        missed(doubt=f"what thresholdMetricId of {ALARM} changes is not read"),
    ),
    **{
        f"the {statistic} of heartbeats": ({ALARM: {"statistic": statistic}}, missed())
        for statistic in ("SampleCount", "Maximum", "Minimum", "Average")
    },
    "a percentile of heartbeats": (
        {ALARM: {"statistic": None, "extendedStatistic": "p99"}},
        missed(doubt=f"statistic of alarm {ALARM}"),
    ),
    "no unit": ({ALARM: {"unit": "None"}}, missed()),
    "a unit": ({ALARM: {"unit": "Count"}}, missed(doubt=UNIT)),
    "as many points as periods": (
        {ALARM: {"evaluationPeriods": 2, "datapointsToAlarm": 2, "period": 600}},
        missed(20),
    ),
    "fewer points than periods": (
        {ALARM: {"evaluationPeriods": 2, "datapointsToAlarm": 1, "period": 600}},
        missed(20, HOW_MANY),
    ),
    "another metric of ours": ({ALARM: {"metricName": "AlertsSent"}}, []),
    "a metric of others": ({ALARM: {"namespace": "Ours"}}, []),
    "the heartbeat of other alerts": (
        {ALARM: {"dimensions": {"Alerts": "other"}}},
        dropped("it asks for the heartbeat of other alerts"),
    ),
    # The schedule.
    "a rule that is disabled": ({RULE: {"state": "DISABLED"}}, dropped("it is disabled")),
    "a rule that is disabled as before": ({RULE: {"isEnabled": False}}, dropped("it is disabled")),
    "a rule that may be disabled": (
        {RULE: {"state": UNKNOWN}},
        missed(doubt=later("state", RULE)),
    ),
    "a rule in a state that nobody knows": (
        {RULE: {"isEnabled": 2}},
        missed(doubt=f"whether rule {RULE} is on is not known before deployment"),
    ),
    "a rule without a schedule": (
        {RULE: {"scheduleExpression": None, "eventPattern": '{"source": ["aws.backup"]}'}},
        NONE_SENT,
    ),
    "a heartbeat for another Region": (
        {TARGET: {"input": '{"heartbeat": "eu-west-1"}'}},
        NONE_SENT,
    ),
    "no heartbeat": ({TARGET: {"input": '{"event": "us-west-2"}'}}, NONE_SENT),
    "a target with an input that is not read": (
        {TARGET: {"runCommandTargets": [{"key": "x", "values": ["y"]}]}},
        missed(doubt=f"what runCommandTargets of {TARGET} changes is not read"),
    ),
    "a target that is no function": (
        {TARGET: {"arn": f"arn:aws:sqs:{HERE}:{ACCOUNT}:q"}},
        NONE_SENT,
    ),
    # The function.
    "a function that never runs": (
        {FUNCTION: {"reservedConcurrentExecutions": 0}},
        dropped("its reserved concurrency is 0: it never runs"),
    ),
    "a function whose role nobody declares": (
        {FUNCTION: {"role": f"arn:aws:iam::{ACCOUNT}:role/theirs"}},
        missed(doubt=f"no given program declares the role of {FUNCTION}"),
    ),
    "a function that lets another rule call it": (
        {LETS: {"sourceArn": f"arn:aws:events:{HERE}:{ACCOUNT}:rule/other"}},
        dropped("it lets events.amazonaws.com call it, but not for this source"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_lost_region_is_missed_where_its_heartbeat_is(case: str) -> None:
    """Whatever keeps the heartbeat from coming keeps its alarm in alarm all the time."""
    changes, answer = CASES[case]

    assert followed(with_changes(changes), SILENCE) == answer


def test_a_heartbeat_is_missed_in_other_regions_of_the_account_alone() -> None:
    """With the Region its own alarms are lost; another account has heartbeats of its own."""
    assert followed(whole(), replace(SILENCE, region="us-west-2")) == []
    assert followed(whole(), replace(SILENCE, account_id="999988887777")) == []
    assert followed(whole(), replace(SILENCE, region="eu-west-1")) == NONE_SENT


def test_of_two_heartbeats_the_one_that_surely_comes_counts() -> None:
    """Else the one that may; else what is wrong with the first."""
    first, target = whole().named(RULE), whole().named(TARGET)
    name = "bamp-alerts-second"
    second = replace(
        first,
        name="bamp-heartbeat-2",
        urn=f"{first.urn}-2",
        inputs={**first.inputs, "name": name},
        outputs={"name": name, "arn": f"arn:aws:events:{HERE}:{ACCOUNT}:rule/{name}"},
        id="",
    )
    to_second = replace(
        target,
        name="bamp-heartbeat-target-2",
        urn=f"{target.urn}-2",
        inputs={**target.inputs, "rule": name},
        outputs={},
        id="",
        dependencies={**target.dependencies, "rule": (second.urn,)},
    )
    both = Estate(whole().programs, (*whole().resources, second, to_second))
    off, later_on = {"state": "DISABLED"}, {"isEnabled": 2}

    assert followed(both, SILENCE) == missed()
    assert followed(changed(both, RULE, **off), SILENCE) == missed()
    assert followed(changed(both, "bamp-heartbeat-2", **off), SILENCE) == missed()
    assert followed(changed(both, RULE, **later_on), SILENCE) == missed()
    assert followed(
        changed(changed(both, RULE, **off), "bamp-heartbeat-2", **later_on), SILENCE
    ) == missed(doubt="whether rule bamp-heartbeat-2 is on is not known before deployment")
    refused = changed(changed(both, RULE, **off), "bamp-heartbeat-2", scheduleExpression="daily")
    assert followed(refused, SILENCE) == dropped("it is disabled")


def test_a_function_that_may_not_count_sends_no_heartbeat() -> None:
    """Its role needs PutMetricData for the namespace of the alerts."""
    text = whole().named(MAY).value("policy")
    assert isinstance(text, str)
    lines = json.loads(text)
    for line in lines["Statement"]:
        if "cloudwatch:PutMetricData" in line["Action"]:
            line["Condition"] = {"StringEquals": {"cloudwatch:namespace": "Other"}}

    estate = changed(whole(), MAY, policy=json.dumps(lines))

    assert followed(estate, SILENCE)[0].startswith(f"dropped at {ALARM}: its role {ROLE} may not")


def test_a_schedule_has_its_target_in_its_own_region() -> None:
    """A rule and its target are one thing in EventBridge."""
    target = whole().named(TARGET)
    away = exchanged(whole(), target, replace(target, region="eu-west-1"))

    somewhere = exchanged(whole(), target, replace(target, region=""))

    assert followed(away, SILENCE) == NONE_SENT
    assert followed(somewhere, SILENCE) == missed(
        doubt=f"whether {TARGET} is its target is known after deployment"
    )
    assert followed(without(LETS), SILENCE) == dropped(
        "it does not let events.amazonaws.com call it"
    )


def test_an_alarm_that_misses_no_heartbeat_sends_no_event() -> None:
    """A rule in its Region takes every event of CloudWatch."""
    rule = whole().named(RULE)
    listening = replace(
        rule,
        name="listening",
        urn=f"{rule.urn}-listening",
        region="us-west-2",
        inputs={"name": "listening", "eventPattern": '{"source": ["aws.cloudwatch"]}'},
        outputs={},
        id="",
    )
    lines = (r for r in without(LETS).resources)

    assert followed(Estate(whole().programs, (*lines, listening)), SILENCE) == dropped(
        "it does not let events.amazonaws.com call it"
    )
