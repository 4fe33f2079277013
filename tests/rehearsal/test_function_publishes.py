"""What this library's function for alerts sends, and what keeps it: its role and topics.

The function of a program stands in `test_our_function.py`; here it is written by hand, as a real
preview shows it: of its code the preview says a hash alone.
"""

import json
from dataclasses import replace
from typing import Any

import pytest
from hand_made_paths import (
    BY_ALARM,
    BY_VAULT,
    FUNCTION_ARN,
    beside,
    changed,
    followed,
    made,
    role,
    without,
)
from our_function import (
    BOTH,
    BUS,
    CALLED,
    LATER,
    NOT_ITS,
    OURS,
    PEOPLE,
    ROUTED,
    RULE,
    allows,
    doubted,
    mail,
    mailbox,
    permission,
    role_may,
    stops,
)
from sound_alerts import ACCOUNT, FAILED, HERE, MESSAGE, POINT

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate


# Any, from here on: inputs of resources, and parts of policies.
def test_the_function_notifies_people_and_the_owner() -> None:
    """Of an event, of a message of a topic, and of an alarm that has notified people itself."""
    assert followed(RULE) == BOTH


def subscribed(estate: Estate) -> Estate:
    """Subscribe the function to the topic of a path, in the place of its mailbox."""
    topic = estate.named("topic").text("arn")
    inputs = {"topic": topic, "protocol": "lambda", "endpoint": FUNCTION_ARN}
    calls = permission("sns", topic)
    return beside(
        without(estate, "mailbox"), made("Subscription", "called", **inputs), calls, *OURS.resources
    )


def taken(estate: Estate, **detail: str) -> Estate:
    """Take the events that the function sends of some details to a queue."""
    wanted = {"source": ["bamp.alerts"], "detail": {name: [one] for name, one in detail.items()}}
    queue = made("Queue", "queue")
    takes = made("Rule", "takes", eventPattern=json.dumps(wanted))
    return beside(estate, queue, takes, made("Target", "on", rule="takes", arn=queue.text("arn")))


def test_the_function_reads_what_a_vault_publishes() -> None:
    """Its text is passed on as it is; the account is that of the topic."""
    by = "notifications > topic > called > function"
    both = [mail("ops", "people", by=by), mail("owner", "routed", by=by)]
    told = {"kind": "vault-reports", "why": "BACKUP_JOB_COMPLETED in main", "accountId": ACCOUNT}

    assert followed(subscribed(BY_VAULT), MESSAGE) == both
    assert followed(taken(subscribed(BY_VAULT), **told), MESSAGE) == [
        *both,
        f"queue queue within 5 min (by {by} > takes)",
    ]


def test_the_function_reads_what_an_alarm_publishes() -> None:
    """The name of the alarm, and its state; what is unknown in the message is left out."""
    by = "alarm > topic > called > function"
    both = [mail(*one, by=by, minutes=6) for one in (("ops", "people"), ("owner", "routed"))]
    told = {"kind": "alarm-on", "resource": "alarm", "state": "ALARM", "region": HERE}

    assert followed(taken(subscribed(BY_ALARM), **told), POINT) == [
        *both,
        f"queue queue within 6 min (by {by} > takes)",
    ]


def test_the_function_sends_people_nothing_of_which_an_alarm_has_notified_them() -> None:
    """It sends its event all the same, which other destinations take."""
    template = '{"kind": "alerts-broken", "event": <aws.events.event.json>}'
    known = changed(RULE, "target", inputTransformer={"inputTemplate": template})

    assert followed(known) == []
    assert followed(taken(known, kind="alerts-broken", state="FAILED")) == [
        f"queue queue within 5 min (by {CALLED} > takes)"
    ]


@pytest.mark.parametrize(
    ("statements", "ends"),
    [
        ([allows("sns:*", "*"), allows("events:PutEvents", BUS)], BOTH),
        (
            [allows("sns:Publish", PEOPLE), allows("sns:Publish", ROUTED), allows("events:*", BUS)],
            BOTH,
        ),
        (
            [allows("sns:Publish", PEOPLE), allows("events:*", BUS)],
            [BOTH[0], stops("routed", f"{NOT_ITS} sns:Publish")],
        ),
        (
            [allows("sns:Publish", ROUTED), allows("events:*", BUS)],
            [stops("people", f"{NOT_ITS} sns:Publish"), BOTH[1]],
        ),
        (
            [allows("sns:Publish", "*"), allows("events:*", f"{BUS}s")],
            [*BOTH, stops("function", f"{NOT_ITS} events:PutEvents")],
        ),
        (
            [
                allows("sns:*", "*", Condition={"Bool": {"aws:SecureTransport": "true"}}),
                allows("events:PutEvents", BUS),
            ],
            BOTH,
        ),
    ],
)
def test_the_role_of_the_function_publishes_and_puts_events(
    statements: list[dict[str, Any]], ends: list[str]
) -> None:
    """One call that is refused keeps none of the others."""
    assert followed(role_may(*statements)) == ends


@pytest.mark.parametrize(
    ("estate", "ends"),
    [
        (
            without(RULE, "people"),
            [
                stops("function", "no given program declares the topic that it publishes to"),
                BOTH[1],
            ],
        ),
        (
            without(RULE, "runs"),
            [
                (
                    f"function function within 5 min (by {CALLED}) depends on: no given program "
                    "declares the role of function"
                )
            ],
        ),
        (
            changed(RULE, "runs", assumeRolePolicy=role("x", "events").value("assumeRolePolicy")),
            [
                stops(
                    "function",
                    "its role runs: the trust policy of runs does not allow sts:AssumeRole",
                )
            ],
        ),
        (
            changed(RULE, "runs", assumeRolePolicy=None),
            [stops("function", "its role runs: it has no assumeRolePolicy")],
        ),
        (changed(RULE, "runs", unread=1), doubted("what unread of runs changes is not read")),
    ],
)
def test_the_function_needs_its_role_and_its_topics(estate: Estate, ends: list[str]) -> None:
    """Lambda makes no function whose role it cannot assume."""
    assert followed(estate) == ends


def test_a_subscriber_filters_by_the_tier_of_what_the_alert_is_about() -> None:
    """Only of what has an ARN are there tags to read it from."""
    of_tier = replace(FAILED, tier="critical")
    nameless = replace(of_tier, detail={"state": "FAILED"})
    filtered = changed(RULE, "owner", filterPolicy='{"tier": ["critical"]}')

    assert followed(filtered, of_tier) == BOTH
    assert followed(filtered, nameless) == [
        BOTH[0],
        (
            "dropped at owner: its filter matches no message with this tier "
            "(by EventBridge > rule > function > routed) [not broken]"
        ),
    ]


ERRORS = [
    made("Topic", "second"),
    mailbox("on-call", f"arn:aws:sns:{HERE}:{ACCOUNT}:second"),
    made(
        "Alarm",
        "errors",
        namespace="AWS/Lambda",
        metricName="Errors",
        dimensions={"FunctionName": "function"},
        statistic="Sum",
        period=60,
        comparisonOperator="GreaterThanThreshold",
        evaluationPeriods=1,
        threshold=0,
        treatMissingData="notBreaching",
        alarmActions=[f"arn:aws:sns:{HERE}:{ACCOUNT}:second"],
    ),
]
ALARMED = "email on-call@bamp-ops.io within 11 min (by errors > second > on-call) [about alerts]"


@pytest.mark.parametrize(
    ("estate", "fails"),
    [
        (RULE, False),
        (changed(RULE, "ops", endpoint="nobody"), False),
        (without(RULE, "owner"), False),
        (without(RULE, "people"), True),
        (without(RULE, "routed"), True),
        (role_may(allows("sns:Publish", PEOPLE), allows("events:*", BUS)), True),
        (role_may(allows("sns:Publish", ROUTED), allows("events:*", BUS)), True),
        (role_may(allows("sns:Publish", "*")), True),
        (changed(RULE, "people", kmsMasterKeyId="alias/of-nobody"), False),
    ],
)
def test_what_the_function_cannot_send_is_an_error_of_it(estate: Estate, *, fails: bool) -> None:
    """An alarm on its errors notifies of it once; what is dropped behind a topic is none."""
    lines = followed(beside(estate, *ERRORS))

    assert lines[-fails:].count(ALARMED) == lines.count(ALARMED) == fails


def test_a_function_that_is_subscribed_to_its_own_topic_goes_round() -> None:
    """It is followed for 24 steps, and people are notified each time round."""
    inputs = {"topic": PEOPLE, "protocol": "lambda", "endpoint": FUNCTION_ARN}
    again = made("Subscription", "again", **inputs)
    calls = replace(permission("sns", PEOPLE), name="calls-again", urn="urn:calls-again")
    lines = followed(beside(RULE, again, calls))

    ends = [line for line in lines if line.startswith("dropped")]
    assert ends
    assert all(": the path goes round in a circle (by " in line for line in ends)
    assert {line.count(" > ") for line in ends} == {23}
    assert set(BOTH) <= {*lines}


def test_a_rule_that_takes_the_events_of_the_function_it_calls_goes_round() -> None:
    """Of a pattern that is known after deployment that is possible, and no more."""
    again = changed(RULE, "rule", eventPattern=json.dumps({"account": [ACCOUNT]}))
    perhaps = changed(RULE, "rule", eventPattern=UNKNOWN)
    why = "rule produces an event that it matches again"
    ends = stops("rule", why)

    assert followed(again) == [*BOTH, ends]
    assert followed(perhaps) == [
        *doubted(f"eventPattern of rule {LATER}"),
        f"{ends} [not broken]",
    ]
