"""Who takes a message of a topic: subscriptions, their filters, and functions that SNS calls.

Source: SNS developer guide, sns-subscription-filter-policies and sns-dead-letter-queues
(read 2026-11-28).
"""

import json
from dataclasses import replace
from typing import Any

import pytest
from hand_made_paths import (
    AWAY,
    BY_ALARM,
    BY_RULE,
    BY_VAULT,
    FUNCTION,
    FUNCTION_ARN,
    MAILED,
    OTHER_ACCOUNT,
    beside,
    changed,
    followed,
    lets,
    made,
    moved,
    role,
    without,
)
from sound_alerts import ACCOUNT, FAILED, HERE, MESSAGE, policy
from topic_ends import BY_NOTIFICATIONS, LATER, TOPIC_ARN, doubted, dropped

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.delivery import Outage

# Any, from here on: inputs of resources, and parts of policies.


def filtered(estate: Estate = BY_VAULT, **inputs: Any) -> Estate:  # noqa: ANN401 - as above
    """Filter what the mailbox gets."""
    return changed(estate, "mailbox", **inputs)


FILTER = "its filter matches no message with this {} (by notifications > topic)"


@pytest.mark.parametrize(
    ("inputs", "end"),
    [
        ({"filterPolicy": '{"State": ["FAILED"]}'}, BY_NOTIFICATIONS),
        ({"filterPolicy": {"State": ["FAILED"]}}, BY_NOTIFICATIONS),
        (
            {"filterPolicy": '{"State": ["FAILED"]}', "filterPolicyScope": "MessageAttributes"},
            BY_NOTIFICATIONS,
        ),
        (
            {"filterPolicy": '{"State": ["COMPLETED"]}'},
            f"dropped at mailbox: {FILTER.format('State')} [not broken]",
        ),
        (
            {"filterPolicy": '{"Other": ["FAILED"]}'},
            f"dropped at mailbox: {FILTER.format('Other')} [not broken] [filter]",
        ),
        (
            {"filterPolicy": '{"State": ["FAILED"]}', "filterPolicyScope": "MessageBody"},
            f"dropped at mailbox: {FILTER.format('the body')} [not broken] [filter]",
        ),
        (
            {"filterPolicy": UNKNOWN},
            f"{BY_NOTIFICATIONS} depends on: filterPolicy of mailbox {LATER}",
        ),
        (
            {"filterPolicy": '{"State": ["FAILED"]}', "filterPolicyScope": UNKNOWN},
            f"{BY_NOTIFICATIONS} depends on: filterPolicyScope of mailbox {LATER}",
        ),
    ],
    ids=str,
)
def test_a_subscriber_gets_what_its_filter_lets_through(inputs: dict[str, Any], end: str) -> None:
    """One on what no message has is a filter that is wrong; one on other states means others."""
    assert followed(filtered(**inputs), MESSAGE) == [end]


def test_a_filter_of_a_subscription_that_gets_nothing_is_not_asked() -> None:
    """One reason is enough."""
    pending = filtered(filterPolicy='{"State": ["COMPLETED"]}', pendingConfirmation=True)

    assert followed(pending, MESSAGE) == dropped(
        "nobody has confirmed the subscription", at="mailbox", by="(by notifications > topic)"
    )


def test_a_filter_on_what_differs_from_case_to_case_is_in_doubt() -> None:
    """The resource of the job is not known before it fails."""
    by_body = changed(
        BY_RULE,
        "mailbox",
        filterPolicy='{"detail": {"resourceType": ["RDS"]}}',
        filterPolicyScope="MessageBody",
    )
    case = type(FAILED)(
        account_id=ACCOUNT,
        region=HERE,
        source="aws.backup",
        detail_type="Backup Job State Change",
        detail={"state": "FAILED", "resourceType": UNKNOWN},
    )

    assert followed(by_body, case) == doubted("filter of mailbox on detail.resourceType")


@pytest.mark.parametrize("place", [{"region": AWAY}, {"account_id": OTHER_ACCOUNT}], ids=str)
def test_a_subscription_is_where_its_topic_is(place: dict[str, str]) -> None:
    """SNS finds no such topic in the Region or account of the subscription."""
    (line,) = followed(moved(BY_RULE, "mailbox", **place))

    assert line.startswith("dropped at mailbox: mailbox is in ")


def test_a_topic_without_subscribers_notifies_nobody() -> None:
    """One whose topic is not known may be a subscriber of it."""
    alone = without(BY_RULE, "mailbox")
    perhaps = made(
        "Subscription", "perhaps", topic=UNKNOWN, protocol="email", endpoint="p@bamp-ops.io"
    )
    maybe = (
        "email p@bamp-ops.io within 5 min (by EventBridge > rule > topic > perhaps) depends on: "
        f"topic of perhaps {LATER}"
    )

    assert followed(alone) == dropped(
        "nobody subscribes to it", by="(by EventBridge > rule > topic)"
    )
    assert followed(beside(alone, perhaps)) == [maybe]
    assert followed(beside(BY_RULE, perhaps)) == [MAILED]
    assert followed(
        beside(changed(BY_RULE, "mailbox", protocol="sqs", endpoint=QUEUE), perhaps)
    ) == [
        f"queue {QUEUE} within 5 min (by EventBridge > rule > topic > mailbox)",
        maybe,
    ]


QUEUE = f"arn:aws:sqs:{HERE}:{ACCOUNT}:q"


def test_a_subscription_to_one_of_two_topics_is_in_doubt() -> None:
    """A deployment tells to which."""
    other = made("Topic", "other")
    sources = (BY_RULE.named("topic").urn, other.urn)
    either = moved(
        changed(BY_RULE, "mailbox", topic=UNKNOWN), "mailbox", dependencies={"topic": sources}
    )

    assert followed(beside(either, other)) == doubted(
        f"whether mailbox subscribes to topic topic {LATER}"
    )


def test_each_subscriber_gets_the_message() -> None:
    """In the order in which they are declared."""
    second = made(
        "Subscription", "second", topic=TOPIC_ARN, protocol="email", endpoint="b@bamp-ops.io"
    )

    assert followed(beside(BY_RULE, second)) == [
        MAILED,
        "email b@bamp-ops.io within 5 min (by EventBridge > rule > topic > second)",
    ]


CALLS = made(
    "Permission",
    "lets",
    action="lambda:InvokeFunction",
    function="function",
    principal="sns.amazonaws.com",
    sourceArn=TOPIC_ARN,
)


QUEUE_ARN = f"arn:aws:sqs:{HERE}:{ACCOUNT}:undelivered"
REDRIVE = json.dumps({"deadLetterTargetArn": QUEUE_ARN})
SECOND_ARN = f"arn:aws:sns:{HERE}:{ACCOUNT}:second"
UNDELIVERED = [
    made("Queue", "undelivered", policy=policy(lets("sns", "sqs:SendMessage"))),
    made("Topic", "second"),
    made("Subscription", "on-call", topic=SECOND_ARN, protocol="email", endpoint="b@bamp-ops.io"),
    replace(
        changed(
            BY_ALARM,
            "alarm",
            namespace="AWS/SQS",
            metricName="ApproximateNumberOfMessagesVisible",
            dimensions={"QueueName": "undelivered"},
            alarmActions=[SECOND_ARN],
        ).named("alarm")
    ),
]
ALARMED = "email b@bamp-ops.io within 11 min (by alarm > second > on-call) [about alerts]"


def test_a_topic_calls_a_function_that_lets_sns_call_it() -> None:
    """For this topic; another is refused."""
    runs = role("runs", "lambda", "logs:PutLogEvents")
    subscribed = beside(
        changed(BY_RULE, "mailbox", protocol="lambda", endpoint=FUNCTION_ARN), FUNCTION, runs
    )
    stranger = (
        "function function within 5 min (by EventBridge > rule > topic > mailbox > function) "
        "depends on: what function function does is not known"
    )
    behind = "(by EventBridge > rule > topic > mailbox)"

    assert followed(beside(subscribed, CALLS)) == [stranger]
    assert followed(subscribed) == dropped(
        "it does not let sns.amazonaws.com call it", at="function", by=behind
    )
    undelivered = beside(changed(subscribed, "mailbox", redrivePolicy=REDRIVE), *UNDELIVERED)
    assert followed(undelivered)[1:] == [ALARMED]
    assert followed(beside(undelivered, CALLS)) == [stranger]
    endpoint = {"protocol": "https", "endpoint": "https://a.bamp-ops.io"}
    called = changed(undelivered, "mailbox", endpointAutoConfirms=True, **endpoint)
    assert followed(called, outage=Outage(calls=True))[1:] == [ALARMED]
    of_another = changed(beside(subscribed, CALLS), "lets", sourceArn=f"{TOPIC_ARN}s")
    assert followed(of_another) == dropped(
        "it lets sns.amazonaws.com call it, but not for this source", at="function", by=behind
    )
