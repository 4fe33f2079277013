"""What EventBridge refuses of rules, targets, buses, connections and API destinations."""

import json

import pytest

from bamp_pulumi.catalog import UNKNOWN, refusals_of

RULE = "aws:cloudwatch/eventRule:EventRule"
TARGET = "aws:cloudwatch/eventTarget:EventTarget"
BUS = "aws:cloudwatch/eventBus:EventBus"
CONNECTION = "aws:cloudwatch/eventConnection:EventConnection"
DESTINATION = "aws:cloudwatch/eventApiDestination:EventApiDestination"
HOME = "us-east-1:111122223333"


def refused(token: str, **inputs: object) -> list[str]:
    """Return the inputs that are refused."""
    return [refusal.path for refusal in refusals_of(token, inputs)]


@pytest.mark.parametrize(
    "pattern",
    [
        {"source": ["aws.backup"], "detail": {"state": [{"anything-but": ["COMPLETED"]}]}},
        {"detail": {"a": [{"exists": False}], "b": [None, 1, "", True]}},
        {"detail": {"$or": [{"a": [{"numeric": [">", 0, "<=", 5]}]}, {"b": [{"prefix": "x"}]}]}},
        {"detail": {"a": [{"wildcard": "*.x"}, {"suffix": "y"}, {"equals-ignore-case": "Z"}]}},
        {"detail": {"ip": [{"cidr": "10.0.0.0/24"}], "b": [{"anything-but": {"prefix": "x"}}]}},
    ],
    ids=str,
)
def test_a_pattern_of_the_guide_is_accepted(pattern: dict[str, object]) -> None:
    """Every filter that there is."""
    assert refused(RULE, eventPattern=json.dumps(pattern, indent=4)) == []


@pytest.mark.parametrize(
    "pattern",
    [
        "{",
        "[]",
        '"aws.backup"',
        "{}",
        '{"source": "aws.backup"}',
        '{"source": []}',
        '{"detail": {}}',
        '{"detail": {"state": null}}',
        '{"source": [["aws.backup"]]}',
        '{"detail": {"state": [{"contains": "FAIL"}]}}',
        '{"detail": {"$or": [{"a": "b"}]}}',
    ],
)
def test_a_pattern_that_is_none_is_refused(pattern: str) -> None:
    """No JSON, no list of values, a filter that there is not."""
    assert refused(RULE, eventPattern=pattern) == ["eventPattern"]


def test_a_pattern_is_measured_without_its_spaces() -> None:
    """4,096 characters, as the provider sends them."""
    fits = {"source": ["x" * (4_096 - len('{"source":[""]}'))]}
    longer = {"source": [fits["source"][0] + "x"]}

    assert refused(RULE, eventPattern=json.dumps(fits, indent=40)) == []
    assert refused(RULE, eventPattern=json.dumps(longer)) == ["eventPattern"]


def test_a_rule_has_a_pattern_or_a_schedule() -> None:
    """An unknown one may be there."""
    assert refused(RULE, name="empty") == [""]
    assert refused(RULE, name="may", eventPattern=UNKNOWN) == []


@pytest.mark.parametrize(
    "arn",
    [
        f"arn:aws:sns:{HOME}:alerts",
        "arn:aws-cn:sns:cn-north-1:111122223333:alerts",
        "arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:f:live",
        f"arn:aws:logs:{HOME}:log-group:/aws/events/x:*",
        f"arn:aws:events:{HOME}:event-bus/default",
        f"arn:aws:ssm:{HOME}:opsitem",
    ],
)
def test_any_arn_is_a_target(arn: str) -> None:
    """In any partition."""
    assert refused(TARGET, arn=arn) == []


def test_a_target_is_an_arn_in_the_region_of_its_rule() -> None:
    """Only a bus stands in another Region; where no Region is named, nothing is said."""
    west = "arn:aws:sns:us-west-2:111122223333:alerts"
    bus = "arn:aws:events:us-west-2:111122223333:event-bus/default"

    assert refused(TARGET, arn="alerts") == ["arn"]
    assert refused(TARGET, arn=west, region="us-east-1") == ["arn"]
    assert refused(TARGET, arn=west, region="us-west-2") == []
    assert refused(TARGET, arn=west) == []
    assert refused(TARGET, arn=bus, region="us-east-1") == []


@pytest.mark.parametrize(
    "arn",
    [
        f"arn:aws:events:{HOME}:api-destination/pager/0000",
        f"arn:aws:states:{HOME}:stateMachine:m",
        f"arn:aws:codebuild:{HOME}:project/p",
        f"arn:aws:codepipeline:{HOME}:p",
    ],
)
def test_what_is_called_with_a_role_has_one(arn: str) -> None:
    """EventBridge answers `RoleArn is required for target`."""
    assert refused(TARGET, arn=arn) == ["roleArn"]
    assert refused(TARGET, arn=arn, roleArn=UNKNOWN) == []


def test_a_fifo_queue_as_target_needs_a_message_group() -> None:
    """EventBridge answers that SqsParameters must be specified."""
    queue = f"arn:aws:sqs:{HOME}:q.fifo"

    assert refused(TARGET, arn=queue) == ["sqsTarget.messageGroupId"]
    assert refused(TARGET, arn=queue, sqsTarget={"messageGroupId": "g"}) == []
    assert refused(TARGET, arn=f"arn:aws:sqs:{HOME}:q") == []


def test_what_is_not_delivered_goes_to_a_queue() -> None:
    """Not to a topic."""
    topic, queue = f"arn:aws:sns:{HOME}:dead", f"arn:aws:sqs:{HOME}:dead"

    assert refused(TARGET, deadLetterConfig={"arn": topic}) == ["deadLetterConfig.arn"]
    assert refused(TARGET, deadLetterConfig={"arn": queue}) == []
    assert refused(TARGET, deadLetterConfig={"arn": UNKNOWN}) == []


def test_a_bus_is_not_named_default_and_only_a_partner_uses_slashes() -> None:
    """The default bus exists in every Region."""
    partner = "aws.partner/bamp-ops.io/x/y"

    assert refused(BUS, name="default") == ["name"]
    assert refused(BUS, name="a/b") == ["name"]
    assert refused(BUS, name=partner, eventSourceName=partner) == []
    assert refused(BUS, name="backup.events_1-x") == []


def test_a_connection_has_credentials_of_the_kind_it_names() -> None:
    """A secret is unknown, and is there."""
    key = {"apiKey": {"key": "x", "value": UNKNOWN}}
    basic = "authParameters.basic"

    assert refused(CONNECTION, authorizationType="API_KEY", authParameters=key) == []
    assert refused(CONNECTION, authorizationType="BASIC", authParameters=key) == [basic]
    assert refused(CONNECTION, authorizationType="BASIC", authParameters=UNKNOWN) == []
    assert refused(CONNECTION, authorizationType="NONE", authParameters=key) == [
        "authorizationType"
    ]


def test_an_api_destination_is_called_over_https() -> None:
    """With a method and a rate that there are; a path may hold a `*`."""
    endpoint = "https://events.bamp-ops.io/v2/*?x=1"

    assert refused(DESTINATION, invocationEndpoint=endpoint, httpMethod="POST") == []
    assert refused(DESTINATION, invocationEndpoint="http://bamp-ops.io") == ["invocationEndpoint"]
    assert refused(DESTINATION, invocationEndpoint="https://a b") == ["invocationEndpoint"]
    assert refused(DESTINATION, invocationRateLimitPerSecond=-1) == ["invocationRateLimitPerSecond"]


@pytest.mark.parametrize("transformer", [{}, {"inputPaths": {"a": "$.a"}}])
def test_a_transformer_has_a_template(transformer: dict[str, object]) -> None:
    """Neither the provider nor EventBridge takes one without."""
    assert refused(TARGET, inputTransformer=transformer) == ["inputTransformer.inputTemplate"]
    assert refused(TARGET, inputTransformer={**transformer, "inputTemplate": UNKNOWN}) == []
    assert refused(TARGET, inputTransformer=UNKNOWN) == []
