"""Who is behind a subscription of SNS, what keeps a message from them, what is to be confirmed.

Source: SNS developer guide, sns-email-notifications, SendMessageToHttp.prepare,
fifo-message-delivery, sms_publish-to-phone and sns-large-payload-raw-message-delivery
(read 2026-11-28).
"""

from dataclasses import replace
from typing import Any

import pytest
from hand_made_paths import (
    AWAY,
    BY_RULE,
    MAILED,
    OTHER_ACCOUNT,
    beside,
    by_rule,
    changed,
    followed,
    made,
    moved,
)
from sound_alerts import FAILED
from subscribers import (
    BEFORE,
    BY,
    CALLED,
    CONFIRMED,
    ENDPOINT,
    NOT_CONFIRMED,
    PAGER,
    PHONE,
    PUSH,
    QUEUE_ARN,
    STRANGER,
    STREAM,
    TEXTED,
    subscribed,
)

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.rehearsal.delivery import Outage

# Any, from here on: inputs of resources.


def dropped(why: str, *, at: str = "mailbox", by: str = BEFORE) -> str:
    """Write a drop at the subscription."""
    return f"dropped at {at}: {why} {by}"


def refused(endpoint: str, allowed: str) -> str:
    """Write that AWS refuses the endpoint of the subscription."""
    why = f"AWS refuses mailbox at deployment: endpoint is {endpoint} (allowed: {allowed})"
    return dropped(why)


@pytest.mark.parametrize(
    ("inputs", "end"),
    [
        ({}, MAILED),
        ({"protocol": "email-json"}, MAILED),
        ({"pendingConfirmation": False}, MAILED),
        ({"pendingConfirmation": True}, dropped("nobody has confirmed the subscription")),
        ({"pendingConfirmation": "true"}, dropped("nobody has confirmed the subscription")),
        ({"endpoint": "ops"}, refused("ops", "an e-mail address, for protocol email")),
        (
            {"endpoint": UNKNOWN},
            (
                f"email endpoint of mailbox within 5 min {BY} depends on: "
                "endpoint of mailbox is known after deployment"
            ),
        ),
        (PHONE, TEXTED),
        (
            {**PHONE, "endpoint": "+1 415 555 0400"},
            f"sms +1 415 555 0400 within 5 min {BY}",
        ),
        (
            {**PHONE, "endpoint": "14155550400"},
            (
                f"sms 14155550400 within 5 min {BY} depends on: whether SNS accepts its endpoint "
                "14155550400: nothing says its country"
            ),
        ),
        (
            {**PHONE, "endpoint": "0100"},
            refused("0100", "+, the country and the number, for protocol sms"),
        ),
        (
            {"protocol": "sqs", "endpoint": "arn:aws:sqs:us-east-1:111122223333:q"},
            f"queue arn:aws:sqs:us-east-1:111122223333:q within 5 min {BY}",
        ),
        (
            {"protocol": "lambda", "endpoint": STRANGER},
            (
                f"function {STRANGER} within 5 min {BY} "
                f"depends on: what function {STRANGER} does is not known"
            ),
        ),
        (
            {"protocol": "application", "endpoint": PUSH},
            f"application {PUSH} within 5 min {BY}",
        ),
        (
            {"protocol": "application", "endpoint": 7},
            f"application endpoint of mailbox within 5 min {BY}",
        ),
        (
            {"protocol": UNKNOWN},
            (
                f"unknown a@bamp-ops.io within 5 min {BY} depends on: "
                "protocol of mailbox is known after deployment"
            ),
        ),
    ],
    ids=str,
)
def test_a_subscriber_is_reached_by_its_protocol(inputs: dict[str, Any], end: str) -> None:
    """SNS refuses an address that is none, and sends nothing before it is confirmed."""
    assert followed(subscribed(**inputs)) == [end]


@pytest.mark.parametrize(
    ("inputs", "end"),
    [
        (CONFIRMED, CALLED),
        (ENDPOINT, f"{CALLED} depends on: {NOT_CONFIRMED}"),
        ({**ENDPOINT, "endpointAutoConfirms": False}, f"{CALLED} depends on: {NOT_CONFIRMED}"),
        (
            {**CONFIRMED, "protocol": "http", "endpoint": "http://ops.bamp-ops.io"},
            f"http http://ops.bamp-ops.io within 5 min {BY}",
        ),
        (
            {"protocol": "http", "endpoint": "http://ops.bamp-ops.io"},
            f"http http://ops.bamp-ops.io within 5 min {BY} depends on: {NOT_CONFIRMED}",
        ),
        ({**ENDPOINT, "endpoint": PAGER}, f"pagerduty {PAGER} within 5 min {BY}"),
        (
            {**CONFIRMED, "endpoint": "https://events.pagerduty.com/v2/enqueue"},
            dropped("PagerDuty never confirms a subscription of SNS, so SNS sends it nothing"),
        ),
        (
            {**CONFIRMED, "endpoint": "https://hooks.slack.com/integration/T"},
            dropped("Slack never confirms a subscription of SNS, so SNS sends it nothing"),
        ),
        (
            {**ENDPOINT, "endpoint": "https://ops.bamp-ops.io/integration/abc"},
            (
                f"https https://ops.bamp-ops.io/integration/abc within 5 min {BY} depends on: "
                f"{NOT_CONFIRMED}"
            ),
        ),
        (
            {**CONFIRMED, "endpoint": UNKNOWN},
            (
                f"https endpoint of mailbox within 5 min {BY} depends on: "
                "endpoint of mailbox is known after deployment"
            ),
        ),
    ],
    ids=str,
)
def test_an_endpoint_that_is_called_confirms_by_itself_or_in_doubt(
    inputs: dict[str, Any], end: str
) -> None:
    """Those of chat and pagers do not, but for PagerDuty's integration for CloudWatch."""
    assert followed(subscribed(**inputs)) == [end]


@pytest.mark.parametrize(
    ("url", "is_on_the_internet"),
    [
        ("https://ops.bamp-ops.io/hook", True),
        ("https://ops.bamp-ops.io./hook", True),
        ("https://8.8.8.8/hook", True),
        ("https://[2600:1f18::1]/hook", True),
        ("https://10.0.0.7/hook", False),
        ("https://127.0.0.1/hook", False),
        ("https://[fd00::1]/hook", False),
        ("https://ops/hook", False),
        ("https://localhost/hook", False),
        ("https://ops.local/hook", False),
        ("https://ops.internal/hook", False),
        ("https://ops.localhost/hook", False),
        ("https://ops.invalid/hook", False),
        ("https://ops.test/hook", False),
        ("https://ops.lan/hook", False),
        ("https://ops.lan./hook", False),
    ],
)
def test_sns_calls_what_is_on_the_internet(url: str, *, is_on_the_internet: bool) -> None:
    """A private address or name means nothing outside its network."""
    lines = followed(subscribed(**{**CONFIRMED, "endpoint": url}))

    if is_on_the_internet:
        assert lines == [f"https {url} within 5 min {BY}"]
    else:
        (line,) = lines
        assert line.startswith("dropped at mailbox: ")
        assert url in line


@pytest.mark.parametrize(
    ("protocol", "endpoint"),
    [("email", "ops@10.0.0.7.bamp-ops.io"), ("application", f"{PUSH}/10.0.0.7")],
)
def test_only_what_is_called_has_to_be_on_the_internet(protocol: str, endpoint: str) -> None:
    """Mail and push notifications go by others."""
    (line,) = followed(subscribed(protocol=protocol, endpoint=endpoint))

    assert line == f"{protocol} {endpoint} within 5 min {BY}"


FIFO = "topic topic is FIFO, which delivers to SQS queues only"


@pytest.mark.parametrize(
    ("topic", "inputs", "end"),
    [
        ({"fifoTopic": False}, {}, MAILED),
        ({"fifoTopic": True, "name": "t.fifo"}, {}, dropped(FIFO)),
        ({"fifoTopic": "true", "name": "t.fifo"}, {}, dropped(FIFO)),
        ({"fifoTopic": True, "name": None}, {}, dropped(FIFO)),
        (
            {"fifoTopic": True, "name": "t.fifo"},
            {"protocol": "sqs", "endpoint": QUEUE_ARN},
            f"queue {QUEUE_ARN} within 5 min {BY}",
        ),
        (
            {"fifoTopic": True},
            {},
            (
                "dropped at topic: AWS refuses topic at deployment: name is topic "
                "(allowed: a name that ends in .fifo) (by EventBridge > rule)"
            ),
        ),
    ],
    ids=str,
)
def test_a_fifo_topic_delivers_to_queues_only(
    topic: dict[str, Any], inputs: dict[str, Any], end: str
) -> None:
    """A mailbox, a phone or an endpoint gets nothing of it."""
    assert followed(changed(subscribed(**inputs), "topic", **topic)) == [end]


def test_a_topic_that_is_looked_up_is_fifo_by_its_name() -> None:
    """No other may end so."""
    looked_up = moved(changed(BY_RULE, "topic", name="t.fifo"), "topic", external=True)

    assert followed(looked_up) == [dropped(FIFO)]


def test_a_subscription_that_is_looked_up_reaches_nobody_by_what_is_no_address() -> None:
    """SNS takes no such endpoint, and no number in other digits than ASCII's."""
    mail = moved(subscribed(endpoint="ops"), "mailbox", external=True)
    sms = moved(subscribed(**{**PHONE, "endpoint": "+1415555010\u0663"}), "mailbox", external=True)

    assert followed(mail) == [dropped("its endpoint ops is no e-mail address")]
    assert followed(sms) == [dropped("its endpoint +1415555010\u0663 is no SMS address")]


def test_whether_a_topic_is_fifo_may_be_known_after_deployment() -> None:
    """A number in the place of a switch says as little: the provider may take it."""
    (unknown,) = followed(changed(BY_RULE, "topic", fifoTopic=UNKNOWN))
    (odd,) = followed(changed(BY_RULE, "topic", fifoTopic=2))

    assert unknown == f"{MAILED} depends on: fifoTopic of topic is known after deployment"
    assert odd == f"{MAILED} depends on: whether topic topic is FIFO"


@pytest.mark.parametrize(
    ("protocol", "endpoint"),
    [("http", "http://a.bamp-ops.io"), ("https", "https://a.bamp-ops.io"), ("sqs", QUEUE_ARN)],
)
def test_endpoints_and_queues_take_raw_messages(protocol: str, endpoint: str) -> None:
    """Delivery streams too, as the next test shows."""
    kind = "queue" if protocol == "sqs" else protocol
    estate = subscribed(
        protocol=protocol, endpoint=endpoint, endpointAutoConfirms=True, rawMessageDelivery=True
    )

    assert followed(estate) == [f"{kind} {endpoint} within 5 min {BY}"]


@pytest.mark.parametrize("raw", [None, True, False])
def test_a_delivery_stream_is_written_to_as_a_role(*, raw: bool | None) -> None:
    """It takes raw messages, and is no person."""
    estate = subscribed(
        protocol="firehose",
        endpoint=STREAM,
        subscriptionRoleArn="arn:aws:iam::111122223333:role/r",
        rawMessageDelivery=raw,
    )

    assert followed(estate) == [f"firehose {STREAM} within 5 min {BY}"]


@pytest.mark.parametrize(
    ("inputs", "end"),
    [
        ({"rawMessageDelivery": False}, MAILED),
        (
            {"rawMessageDelivery": True},
            dropped("SNS refuses raw message delivery for protocol email"),
        ),
        (
            {"rawMessageDelivery": 2},
            f"{MAILED} depends on: whether mailbox asks for raw message delivery",
        ),
        (
            {"subscriptionRoleArn": "arn:role"},
            f"{MAILED} depends on: what a role does for mailbox, of protocol email",
        ),
    ],
    ids=str,
)
def test_a_mailbox_takes_no_raw_messages_and_needs_no_role(
    inputs: dict[str, Any], end: str
) -> None:
    """SNS refuses the first; of the other no page says what it does."""
    assert followed(subscribed(**inputs)) == [end]


@pytest.mark.parametrize(
    ("limit", "place", "doubt"),
    [
        (None, {}, ""),
        (50, {}, ""),
        ("50", {}, ""),
        (UNKNOWN, {}, "the spending limit of limit on SMS is not known"),
        ("many", {}, "the spending limit of limit on SMS is not known"),
        (UNKNOWN, {"region": AWAY}, ""),
        (UNKNOWN, {"account_id": OTHER_ACCOUNT}, ""),
        (UNKNOWN, {"region": ""}, "the spending limit of limit on SMS is not known"),
    ],
)
def test_sms_is_sent_within_what_the_account_may_spend_in_the_region(
    limit: object, place: dict[str, str], doubt: str
) -> None:
    """A limit elsewhere is no matter, and neither is one that is not given."""
    preferences = made("SmsPreferences", "limit", monthlySpendLimit=limit, **place)

    assert followed(beside(subscribed(**PHONE), preferences)) == [
        f"{TEXTED} depends on: {doubt}" if doubt else TEXTED
    ]


@pytest.mark.parametrize("zero", [0, "0", 0.0])
def test_sms_is_not_sent_where_nothing_may_be_spent(zero: object) -> None:
    """However the number is written; mail costs nothing of it."""
    preferences = made("SmsPreferences", "limit", monthlySpendLimit=zero)

    assert followed(beside(subscribed(**PHONE), preferences)) == [
        dropped("limit allows no spending on SMS")
    ]
    assert followed(beside(BY_RULE, preferences)) == [MAILED]


def test_of_two_limits_the_one_of_the_region_of_the_topic_counts() -> None:
    """The other is passed over, and not the end of the search."""
    elsewhere = made("SmsPreferences", "elsewhere", region=AWAY, monthlySpendLimit=0)
    here = made("SmsPreferences", "here", monthlySpendLimit=0)

    assert followed(beside(subscribed(**PHONE), elsewhere)) == [TEXTED]
    assert followed(beside(subscribed(**PHONE), elsewhere, here)) == [
        dropped("here allows no spending on SMS")
    ]


def test_sms_is_sent_from_some_regions() -> None:
    """Of another Region the page does not say; of an unknown one it may be one of those."""
    there = changed(by_rule("ap-southeast-7"), "mailbox", **PHONE)
    event = replace(FAILED, region="ap-southeast-7")

    assert followed(there, event) == [
        f"{TEXTED} depends on: whether SNS sends SMS from ap-southeast-7 is not known"
    ]
    assert followed(by_rule("ap-southeast-7"), event) == [MAILED]


def test_no_endpoint_answers_while_calls_fail() -> None:
    """Mail, queues and phones are not called over the Internet."""
    outage = Outage(calls=True)

    assert followed(subscribed(**CONFIRMED), outage=outage) == [
        dropped("the endpoint does not answer", by=BY)
    ]
    assert followed(BY_RULE, outage=outage) == [MAILED]
