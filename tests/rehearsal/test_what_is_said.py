"""Of what somebody is notified: a fault is detected when a message names it and its resource.

Sources: EventBridge user guide, eb-transform-target-input; CloudWatch user guide,
alarms-and-actions; AWS Backup developer guide, eventbridge and backup-notifications (read
2026-11-28). What this cannot prove: that a person understands the words of somebody else.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from alerted import rehearsed, whole
from hand_made_paths import BY_ALARM, BY_RULE, BY_VAULT, changed
from sound_alerts import FAILED, MESSAGE, POINT, SOUND, VAULT_DELETED, estate_of

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import Estate
from bamp_pulumi.policy import default_policy
from bamp_pulumi.rehearsal.delivery import Delivered, Event, PathStanding, Router, Signal
from bamp_pulumi.rehearsal.faults import FAULTS, Outcome, inject, scene_of
from bamp_pulumi.rehearsal.findings import RehearsalFinding, find_alerting_problems
from bamp_pulumi.truth import Truth

TARGET = "aws:cloudwatch/eventTarget:EventTarget"
ARN = "arn:aws:rds:us-east-1:111122223333:db:orders"
JOB = replace(FAILED, detail={**FAILED.detail, "resourceArn": ARN, "statusMessage": UNKNOWN})


def told(estate: Estate, signal: Signal) -> list[Delivered]:
    """List what people certainly get."""
    ends = Router(estate).follow(signal)
    return [e for e in ends if isinstance(e, Delivered) and e.recipient.is_person and not e.doubt]


def named(**inputs: Any) -> tuple[Truth, Truth]:  # noqa: ANN401 - inputs of a target
    """Answer whether the message of a target names what has happened, and to what."""
    (end,) = told(changed(BY_RULE, "target", **inputs), JOB)
    return end.says.what, end.says.about


def made_of(template: str, **paths: str) -> dict[str, Any]:
    """Write a template over fields of the detail."""
    listed = {name: f"$.detail.{field}" for name, field in paths.items()}
    return {"inputTransformer": {"inputPaths": listed, "inputTemplate": template}}


STATE, RESOURCE = {"state": "state"}, {"arn": "resourceArn"}


@pytest.mark.parametrize(
    ("inputs", "names"),
    [
        ({}, (True, True)),
        ({"inputPath": "$.detail"}, (True, True)),
        ({"inputPath": "$.detail.state"}, (True, False)),
        ({"inputPath": "$.detail.resourceArn"}, (False, True)),
        ({"inputPath": "$.detail.backupVaultName"}, (None, False)),
        ({"inputPath": "$.time"}, (False, False)),
        ({"inputPath": "$.id"}, (False, False)),
        ({"inputPath": "$.detail-type"}, (None, False)),
        ({"input": '"!"'}, (False, False)),
        ({"input": '"something is wrong"'}, (None, False)),
        ({"input": '"a backup job failed"'}, (True, False)),
        ({"input": f'"{ARN} failed"'}, (True, True)),
        ({"input": f'"{ARN}-2 failed"'}, (True, False)),
        (made_of('"<state>: <arn>"', **STATE, **RESOURCE), (True, True)),
        (made_of('"<why>: <arn>"', why="statusMessage", **RESOURCE), (True, True)),
        (made_of('"<arn>"', **RESOURCE), (False, True)),
        (made_of('"<arn> has trouble"', **RESOURCE), (None, True)),
        (made_of('"A backup of <arn> failed"', **RESOURCE), (True, True)),
        (made_of('{"resource": <arn>}', **RESOURCE), (False, True)),
        (made_of('{"FAILED": <arn>}', **RESOURCE), (False, True)),
        (made_of('{"text": "<state>"}', **STATE), (True, False)),
        (made_of('"<id> <state>"', id="backupJobId", **STATE), (True, False)),
        (made_of('"<aws.events.rule-name>: <state>, <arn>"', **STATE, **RESOURCE), (True, True)),
        (made_of("<aws.events.rule-name>"), (False, False)),
        (made_of("<aws.events.event.json>"), (True, True)),
        (made_of('{"event": <aws.events.event>}'), (None, None)),
    ],
    ids=str,
)
def test_a_message_names_what_stands_in_it(
    inputs: dict[str, Any], names: tuple[Truth, Truth]
) -> None:
    """What has happened, and to what; words of somebody's own may say the first of the two."""
    assert named(**inputs) == names


def test_the_name_of_a_field_is_no_message() -> None:
    """Only values are read."""
    assert named(input='{"FAILED": 1}') == (False, False)


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_path_says_what_and_of_what(name: str) -> None:
    """Without a template, with one, by AWS's own messages, and by our function."""
    ends = told(estate_of(name), SOUND[name].signal)

    assert ends
    assert {end.says.names for end in ends} == {True}


WITH_TARGET = [name for name in SOUND if estate_of(name).of_type(TARGET)]


@pytest.mark.parametrize("name", WITH_TARGET)
def test_no_sound_path_says_it_with_a_constant_in_its_place(name: str) -> None:
    """Whichever target sends the constant: nobody is notified of the fault any more."""
    estate = estate_of(name)
    targets = [*estate.of_type(TARGET)]
    for target in targets:
        estate = changed(estate, target.name, inputTransformer=None, inputPath=None, input='"!"')

    assert targets
    assert not [end for end in told(estate, SOUND[name].signal) if end.says.names is not False]


def test_a_vault_names_the_resource_and_an_alarm_on_its_metric_the_vault() -> None:
    """Of the alarm the rehearsal says so."""
    (by_vault,) = told(BY_VAULT, replace(MESSAGE, resource=ARN))
    (by_alarm,) = told(BY_ALARM, POINT)

    assert (by_vault.says.names, by_vault.says.coarse) == (True, "")
    assert by_alarm.says.names is True
    assert by_alarm.says.quoted == ('“ALARM: "alarm"”, which names the vault, not the resource')


@pytest.mark.parametrize(
    ("inputs", "names"),
    [
        ({}, True),
        ({"alarmDescription": None}, None),
        ({"alarmDescription": None, "name": "delete-backup-vault"}, True),
        ({"alarmDescription": "Somebody has called DeleteBackupPlan."}, None),
    ],
)
def test_an_alarm_without_dimensions_has_to_name_the_call(
    inputs: dict[str, Any], names: Truth
) -> None:
    """The event history finds a call by its name; no metric filter says what it was made on."""
    ends = told(changed(estate_of("trail"), "alarm", **inputs), VAULT_DELETED)

    assert [end.says.names for end in ends] == [names]


def test_the_metric_of_an_alarm_may_name_the_call() -> None:
    """Its message says the metric."""
    metric = "DeleteBackupVaultCalls"
    made = {"name": metric, "namespace": "Calls", "value": "1"}
    counted = changed(estate_of("trail"), "counter", metricTransformation=made)
    alarmed = changed(counted, "alarm", metricName=metric, alarmDescription=None)

    assert [end.says.names for end in told(alarmed, VAULT_DELETED)] == [True]


def test_a_call_is_named_with_what_it_was_made_on() -> None:
    """The event has the parameters of the request."""
    call = Event(
        account_id=FAILED.account_id,
        region=FAILED.region,
        source="aws.kms",
        detail_type="AWS API Call via CloudTrail",
        detail={"eventSource": "kms.amazonaws.com", "eventName": "DisableKey"},
    )
    estate = changed(BY_RULE, "rule", eventPattern='{"source": ["aws.kms"]}')
    who = made_of('"<who> called <call>"', who="userIdentity.arn", call="eventName")
    key = made_of('"<key>: <call>"', key="requestParameters.keyId", call="eventName")

    assert [end.says.names for end in told(estate, call)] == [True]
    assert [e.says.names for e in told(changed(estate, "target", **who), call)] == [False]
    assert [e.says.names for e in told(changed(estate, "target", **key), call)] == [True]


def struck(estate: Estate, fault: str, **given: Any) -> Outcome:  # noqa: ANN401 - as `inject`
    """Let a fault happen to the database of an account with alerts."""
    coverage = cover(estate, default_policy(), today=date(2026, 11, 26))
    (orders,) = (one for one in coverage.resources if one.resource.name == "orders")
    return inject(fault, scene_of(estate, orders), estate, **given)


def test_a_fault_says_of_what_each_person_is_notified() -> None:
    """In the first line of the message."""
    outcome = struck(whole(), "backup-job-failed")

    assert outcome.detected is True
    assert {one.says for one in outcome.notified if one.recipient.kind == "email"} == {
        "“[critical] orders: a backup or copy job has not completed”"
    }


def test_no_alert_of_ours_leaves_out_what_it_is_about() -> None:
    """Whichever fault it is."""
    for fault in FAULTS:
        assert struck(whole(), fault).unsaid == (), fault


@pytest.mark.parametrize(
    ("inputs", "why"),
    [
        ({"input": '"!"'}, "its message contains nothing about what failed"),
        ({"inputPath": "$.detail.state"}, "its message does not name what failed"),
        (
            {"inputPath": "$.detail.resourceArn"},
            "its message names something, and not what happened to it",
        ),
    ],
)
def test_a_message_that_leaves_something_out_is_found_where_it_is_made(
    inputs: dict[str, Any], why: str
) -> None:
    """With what it would have to take of the event."""
    estate = changed(BY_RULE, "target", **inputs)

    found = find_alerting_problems(
        estate, PathStanding.over(estate), (), (), unsaid=told(estate, JOB)
    )

    takes = "$.detail.resourceArn and $.detail.state"
    write = f"send the whole event, or a template that takes {takes}"
    assert RehearsalFinding(code="BAMP-W14", at="target", why=f"{why}; {write}") in found


def test_the_second_of_two_that_the_function_takes_for_one_notifies_nobody() -> None:
    """The alert is open already; the fault that struck first has it."""
    first = struck(whole(), "tag-lost")
    again = struck(whole(), "resource-untagged", sent=first.alert_keys)
    other = struck(whole(), "backup-job-failed", sent=first.alert_keys)

    assert first.alert_keys
    assert (first.detected, again.detected, other.detected) == (True, False, True)


def test_faults_strike_together_in_their_order() -> None:
    """The first of the two is detected, and the second is not."""
    alone = rehearsed(whole(), "tag-lost", "resource-untagged")
    both = rehearsed(whole(), "tag-lost", "resource-untagged", together=True)

    assert {f.outcome.detected for one in alone.kinds for f in one.faults} == {True}
    for one in both.kinds:
        assert [f.outcome.detected for f in one.faults] == [True, False]
