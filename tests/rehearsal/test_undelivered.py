"""Who is notified of an alert that could not be delivered: retries, counts and dead-letter queues.

Sources: EventBridge user guide, eb-rule-retry-policy, eb-rule-dlq, eb-monitoring; SNS developer
guide, sns-dead-letter-queues; Lambda developer guide, invocation-async (read 2026-11-28).
"""

import json
from functools import cache
from typing import Any, Final

import pytest
from changed_paths import Changes, changed, ends_of, moved, without
from other_paths import OTHER_PATHS
from sound_alerts import (
    ACCOUNT,
    FAILED,
    HERE,
    policy,
)
from watched_destination import QUEUE_ARN, UNDELIVERED, watched_destination

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.delivery import Datapoint, Outage
from bamp_pulumi.testing import declare

ABOUT_ALERTS: Final = "email ops@bamp-ops.io in {} min about alerts"
MAIL: Final = ABOUT_ALERTS.format(11)
LATER: Final = ", if: maximumEventAgeInSeconds of target is known after deployment"
CLOSED: Final = "closed: it does not allow events.amazonaws.com: it has no policy that names it"
UNCALLED: Final = "f: it does not let sns.amazonaws.com call it"
OUT: Final = Outage(calls=True)
UNANSWERED: Final = "channel: the endpoint does not answer"


@pytest.mark.parametrize(
    ("policy_of_retries", "mail"),
    [
        (None, ABOUT_ALERTS.format(1451)),
        ({"maximumEventAgeInSeconds": 3600}, ABOUT_ALERTS.format(71)),
        ({"maximumEventAgeInSeconds": "3600"}, ABOUT_ALERTS.format(71)),
        ({"maximumEventAgeInSeconds": 90}, ABOUT_ALERTS.format(12)),
        ({"maximumRetryAttempts": 1}, ABOUT_ALERTS.format(1451)),
        ({"maximumEventAgeInSeconds": UNKNOWN}, ABOUT_ALERTS.format(11) + LATER),
    ],
    ids=str,
)
def test_what_nobody_answers_is_tried_again_for_a_day_or_as_long_as_is_asked(
    policy_of_retries: object, mail: str
) -> None:
    """Only then is the event undelivered, and the alarms on that notify somebody."""
    estate = changed(watched_destination(), {"target": {"retryPolicy": policy_of_retries}})

    assert ends_of(estate, FAILED, OUT) == [UNANSWERED, mail, mail]


def test_a_refusal_is_not_tried_again_however_long_that_may_be() -> None:
    """How long is of no matter then; whether AWS takes the number is not known."""
    retries = {"maximumEventAgeInSeconds": UNKNOWN}
    estate = changed(watched_destination(), {"target": {"retryPolicy": retries, "roleArn": None}})

    undelivered = [f"{mail}{LATER}" for mail in UNDELIVERED]
    assert ends_of(estate, FAILED) == ["target: it has no role to do it as", *undelivered]


@cache
def with_letters(of: str) -> Estate:
    """Declare a rule or a subscription that cannot deliver, with a queue for that."""
    path = OTHER_PATHS[f"dead letters of a {of}"]
    return declare(path.declare, account_id=ACCOUNT, region=HERE)


Row = dict[str, Any]
"""A statement of a policy."""
OWNER: Final[Row] = {
    "Effect": "Allow",
    "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
    "Action": "kms:*",
    "Resource": "*",
}


def lets(action: str, service: str = "events", **fields: object) -> dict[str, object]:
    """Write a policy that lets a service in; of a key with the account in it."""
    principal = {"Service": f"{service}.amazonaws.com"}
    row: Row = {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": "*"}
    return {"policy": policy({**row, **fields}, *([OWNER] if action.startswith("kms:") else []))}


SEND: Final = "sqs:SendMessage"
RULE: Final = f"arn:aws:events:{HERE}:{ACCOUNT}:rule/failed"
NOT_IN: Final = "queue: it does not allow events.amazonaws.com: the policy of queue undelivered"
TAKEN: Final[dict[str, Changes]] = {
    "as it is": {},
    "encrypted by SQS": {"queue": {"kmsMasterKeyId": None}},
    "kept for 15 minutes": {"queue": {"messageRetentionSeconds": 900}},
    "a policy for this queue": {"queue-access": lets(SEND, Resource=QUEUE_ARN)},
    "a policy for this rule": {
        "queue-access": lets(SEND, Condition={"ArnEquals": {"aws:SourceArn": RULE}})
    },
    "a policy for this account": {
        "queue-access": lets(SEND, Condition={"StringEquals": {"aws:SourceAccount": ACCOUNT}})
    },
    "a policy for encrypted calls": {
        "queue-access": lets(SEND, Condition={"Bool": {"aws:SecureTransport": "true"}})
    },
}


@pytest.mark.parametrize("case", TAKEN)
def test_a_queue_takes_what_a_rule_could_not_deliver(case: str) -> None:
    """The alarm on it notifies somebody within eleven minutes."""
    assert ends_of(changed(with_letters("rule"), TAKEN[case]), FAILED) == [CLOSED, MAIL]


UNSURE: Final[dict[str, tuple[Changes, str]]] = {
    "a key of another program": (
        {"queue": {"kmsMasterKeyId": "alias/other"}},
        "no given program declares the key of queue queue",
    ),
    "kept for a second less than 15 minutes": (
        {"queue": {"messageRetentionSeconds": 899}},
        "whether an alarm sees what queue keeps for 899 seconds",
    ),
    "a key policy known later": (
        {"queue-key": {"policy": UNKNOWN}},
        "key queue-key: policy of queue-key is known after deployment",
    ),
    "a queue policy known later": (
        {"queue-access": {"policy": UNKNOWN}},
        "queue-access: policy of queue-access is known after deployment",
    ),
}


@pytest.mark.parametrize("case", UNSURE)
def test_whether_a_queue_takes_it_is_not_known(case: str) -> None:
    """The doubt is said with the mail of the alarm."""
    changes, doubt = UNSURE[case]

    found = ends_of(changed(with_letters("rule"), changes), FAILED)

    assert found == [CLOSED, f"{MAIL}, if: {doubt}"]


LOST: Final[dict[str, tuple[Changes, list[str]]]] = {
    "SQS's own key": (
        {"queue": {"kmsMasterKeyId": "alias/aws/sqs"}},
        ["queue: its key alias/aws/sqs allows no service"],
    ),
    "a key that makes no data key for it": (
        {"queue-key": lets("kms:Decrypt")},
        ["queue: key queue-key: the policy of key queue-key does not allow kms:GenerateDataKey"],
    ),
    "a key that decrypts nothing for it": (
        {"queue-key": lets("kms:GenerateDataKey")},
        ["queue: key queue-key: the policy of key queue-key does not allow kms:Decrypt"],
    ),
    "a key for another service": (
        {"queue-key": lets("kms:*", "sns")},
        ["queue: key queue-key: the policy of key queue-key does not allow kms:GenerateDataKey"],
    ),
    "a key that is disabled": (
        {"queue-key": {"isEnabled": False}},
        ["queue: key queue-key: key queue-key is disabled"],
    ),
    "a queue for another service": (
        {"queue-access": lets(SEND, "sns")},
        [f"{NOT_IN} does not allow sqs:SendMessage"],
    ),
    "a policy for another queue": (
        {"queue-access": lets(SEND, Resource=f"{QUEUE_ARN}-2")},
        [f"{NOT_IN} does not allow sqs:SendMessage"],
    ),
    "a policy for another rule": (
        {"queue-access": lets(SEND, Condition={"ArnEquals": {"aws:SourceArn": f"{RULE}-2"}})},
        [f"{NOT_IN} does not allow sqs:SendMessage"],
    ),
    "no queue": ({"target": {"deadLetterConfig": None}}, []),
    "a queue of another program": (
        {"target": {"deadLetterConfig": {"arn": f"{QUEUE_ARN}-2"}}},
        [],
    ),
    "a queue without a name, whose alarm is on another": ({"queue": {"name": None}}, []),
}


@pytest.mark.parametrize("case", LOST)
def test_a_queue_takes_nothing_and_nobody_is_notified(case: str) -> None:
    """What keeps it out of the queue is said."""
    changes, drops = LOST[case]

    assert ends_of(changed(with_letters("rule"), changes), FAILED) == [CLOSED, *drops]


def test_a_queue_needs_a_policy_that_lets_the_service_in() -> None:
    """Its account alone may write to it otherwise."""
    found = ends_of(without(with_letters("rule"), "queue-access"), FAILED)

    assert found == [CLOSED, "queue: it has no policy that allows events.amazonaws.com"]


AWAY: Final = "us-west-2"
WATCH: Final = ("queue-access", "queue-key", "alarm", "topic", "access", "mailbox")


@pytest.mark.parametrize(
    ("of", "named", "dropped"),
    [("rule", "target", CLOSED), ("subscription", "subscriber", UNCALLED)],
)
def test_a_queue_is_in_the_region_of_what_writes_to_it(of: str, named: str, dropped: str) -> None:
    """EventBridge and SNS refuse one of another Region."""
    found = ends_of(moved(with_letters(of), AWAY, "queue", *WATCH), FAILED)

    assert found == [dropped, f"queue: queue is in Region us-west-2, {named} in us-east-1"]


def test_a_key_is_in_the_region_of_its_queue() -> None:
    """AWS KMS keeps a key in its Region.

    Source: AWS KMS developer guide, concepts: a KMS key is used in its Region alone, unless it is a
    multi-Region key, which has a replica there (read 2026-11-28).
    """
    found = ends_of(moved(with_letters("rule"), AWAY, "queue-key"), FAILED)

    why = "queue: key queue-key: queue-key is in another account or Region"
    assert found == [CLOSED, why]


def redrive(written: object) -> Changes:
    """Set the redrive policy of the subscription."""
    return {"subscriber": {"redrivePolicy": written}}


TOPIC: Final = f"arn:aws:sns:{HERE}:{ACCOUNT}:first"


@pytest.mark.parametrize(
    ("changes", "more"),
    [
        ({}, [MAIL]),
        (redrive(json.dumps({"deadLetterTargetArn": QUEUE_ARN})), [MAIL]),
        (redrive(None), []),
        (redrive("{}"), []),
        (redrive(json.dumps({"deadLetterTargetArn": f"{QUEUE_ARN}-2"})), []),
        (
            {"queue-access": lets(SEND, "sns", Condition={"ArnEquals": {"aws:SourceArn": TOPIC}})},
            [MAIL],
        ),
        (
            {"queue-access": lets(SEND)},
            [f"{NOT_IN.replace('events', 'sns')} does not allow sqs:SendMessage"],
        ),
    ],
    ids=str,
)
def test_a_subscription_that_cannot_deliver_has_a_queue_of_its_own(
    changes: Changes, more: list[str]
) -> None:
    """SNS writes to it, for the topic."""
    assert ends_of(changed(with_letters("subscription"), changes), FAILED) == [UNCALLED, *more]


def test_what_is_about_an_undelivered_alert_and_is_undelivered_too_comes_to_nothing_more() -> None:
    """Otherwise an alarm on a queue that its own topic fills would notify for ever."""
    open_to_all = policy({"Effect": "Allow", "Principal": "*", "Action": SEND, "Resource": "*"})
    estate = changed(
        with_letters("subscription"),
        {
            "subscriber": {"topic": f"arn:aws:sns:{HERE}:{ACCOUNT}:t"},
            "queue-access": {"policy": open_to_all},
        },
    )
    filled = Datapoint(
        account_id=ACCOUNT,
        region=HERE,
        namespace="AWS/SQS",
        metric="ApproximateNumberOfMessagesVisible",
        value=1,
        dimensions=({"QueueName": "undelivered"},),
    )

    assert ends_of(estate, filled) == [
        "email ops@bamp-ops.io in 6 min",
        UNCALLED,
        ABOUT_ALERTS.format(12),
        UNCALLED,
    ]
