"""What SNS and SQS refuse: topics, queues, and endpoints by protocol."""

import pytest

from bamp_pulumi.catalog import UNKNOWN, refusals_of

TOPIC = "aws:sns/topic:Topic"
QUEUE = "aws:sqs/queue:Queue"
SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"
HOME = "us-east-1:111122223333"


def refused(token: str, **inputs: object) -> list[str]:
    """Return the inputs that are refused."""
    return [refusal.path for refusal in refusals_of(token, inputs)]


@pytest.mark.parametrize(
    ("protocol", "endpoint"),
    [
        ("email", "on-call+backup@corp.example.co.uk"),
        ("email", "b\u00fcro@b\u00fccher.example"),
        ("email", '"on call"@bamp-ops.io'),
        ("email-json", "a@bamp-ops.io"),
        ("sms", "+12065550100"),
        ("sms", "+44 20 7946 0958"),
        ("sms", "1-206-555-0100"),
        ("sms", "+12345"),
        ("sms", "+123456789012345"),
        ("https", "https://user:pw@hooks.bamp-ops.io:8443/x?y=z"),
        ("http", "http://bamp-ops.io"),
        ("sqs", f"arn:aws:sqs:{HOME}:alerts"),
        ("sqs", "arn:aws-us-gov:sqs:us-gov-west-1:111122223333:alerts"),
        ("lambda", f"arn:aws:lambda:{HOME}:function:alerts:live"),
        ("lambda", "arn:aws-cn:lambda:cn-northwest-1:111122223333:function:alerts"),
        ("application", f"arn:aws:sns:{HOME}:endpoint/GCM/app/0000"),
    ],
)
def test_an_endpoint_of_its_protocol_is_accepted(protocol: str, endpoint: str) -> None:
    """In any partition, with what people write between digits."""
    assert refused(SUBSCRIPTION, protocol=protocol, endpoint=endpoint) == []


@pytest.mark.parametrize(
    ("protocol", "endpoint"),
    [
        ("email", "oncall"),
        ("email", "a@b"),
        ("email", "a@bamp-ops.io, b@bamp-ops.io"),
        ("email", "On Call <a@bamp-ops.io>"),
        ("email", "@bamp-ops.io"),
        ("sms", "oncall"),
        ("sms", "+1"),
        ("sms", "+1234"),
        ("sms", "+1234567890123456"),
        ("https", "http://bamp-ops.io"),
        ("https", "hooks.bamp-ops.io/x"),
        ("https", "https://"),
        ("http", "https://bamp-ops.io"),
        ("https", "https://[::1"),
        ("sqs", "https://sqs.us-east-1.amazonaws.com/111122223333/alerts"),
        ("sqs", f"arn:aws:sns:{HOME}:alerts"),
        ("lambda", "alerts"),
        ("application", f"arn:aws:sqs:{HOME}:alerts"),
    ],
)
def test_an_endpoint_that_is_none_is_refused(protocol: str, endpoint: str) -> None:
    """A name is no address, and a URL of a queue is no ARN."""
    assert refused(SUBSCRIPTION, protocol=protocol, endpoint=endpoint) == ["endpoint"]


def test_an_unknown_endpoint_or_protocol_is_accepted() -> None:
    """It is known when the program is deployed."""
    assert refused(SUBSCRIPTION, protocol="email", endpoint=UNKNOWN) == []
    assert refused(SUBSCRIPTION, protocol=UNKNOWN, endpoint="x") == []


@pytest.mark.parametrize("protocol", ["email", "sms", "https", "lambda", "firehose"])
def test_a_fifo_topic_delivers_to_queues_only(protocol: str) -> None:
    """To a standard queue, too."""
    topic = f"arn:aws:sns:{HOME}:alerts.fifo"
    role = f"arn:aws:iam::{HOME[-12:]}:role/r"
    queue = f"arn:aws:sqs:{HOME}:alerts"

    assert refused(SUBSCRIPTION, topic=topic, protocol=protocol, subscriptionRoleArn=role) == [
        "protocol"
    ]
    assert refused(SUBSCRIPTION, topic=topic, protocol="sqs", endpoint=queue) == []
    assert refused(SUBSCRIPTION, topic=topic, protocol="sqs", endpoint=f"{queue}.fifo") == []


def test_a_fifo_queue_does_not_take_from_a_standard_topic() -> None:
    """SNS answers that it cannot be subscribed."""
    topic, queue = f"arn:aws:sns:{HOME}:alerts", f"arn:aws:sqs:{HOME}:alerts.fifo"

    assert refused(SUBSCRIPTION, topic=topic, protocol="sqs", endpoint=queue) == ["endpoint"]


def test_a_delivery_stream_needs_a_role() -> None:
    """SNS writes to it as somebody."""
    stream = f"arn:aws:firehose:{HOME}:deliverystream/s"

    assert refused(SUBSCRIPTION, protocol="firehose", endpoint=stream) == ["subscriptionRoleArn"]


@pytest.mark.parametrize(("token", "switch"), [(TOPIC, "fifoTopic"), (QUEUE, "fifoQueue")])
def test_what_is_fifo_ends_in_fifo_and_nothing_else_does(token: str, switch: str) -> None:
    """A name that the provider makes up ends as it must."""
    assert refused(token, name="a.fifo", **{switch: True}) == []
    assert refused(token, name="a.fifo", **{switch: "true"}) == []
    assert refused(token, name="a.fifo", **{switch: UNKNOWN}) == []
    assert refused(token, **{switch: True}) == []
    assert refused(token, name="a", **{switch: True}) == ["name"]
    assert refused(token, name="a.fifo") == ["name"]
    assert refused(token, name="a", contentBasedDeduplication=True) == ["contentBasedDeduplication"]


def test_documents_are_json_objects() -> None:
    """Of topics, queues, keys, roles and vaults alike."""
    for token, path in [
        (TOPIC, "policy"),
        (QUEUE, "policy"),
        (SUBSCRIPTION, "filterPolicy"),
        ("aws:iam/role:Role", "assumeRolePolicy"),
        ("aws:kms/key:Key", "policy"),
        ("aws:backup/vaultPolicy:VaultPolicy", "policy"),
    ]:
        assert refused(token, **{path: '{"a": ["b"]}'}) == []
        assert refused(token, **{path: UNKNOWN}) == []
        assert refused(token, **{path: "{'a': 1}"}) == [path]
        assert refused(token, **{path: '["a"]'}) == [path]


def test_a_redrive_policy_names_its_queue_and_the_tries() -> None:
    """Both."""
    arn = f"arn:aws:sqs:{HOME}:dead"

    assert refused(QUEUE, redrivePolicy=f'{{"deadLetterTargetArn":"{arn}"}}') == ["redrivePolicy"]
    whole = f'{{"deadLetterTargetArn":"{arn}","maxReceiveCount":3}}'
    assert refused(QUEUE, redrivePolicy=whole) == []
