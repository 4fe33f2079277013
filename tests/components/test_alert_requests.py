"""The alerts as requests that AWS's service models accept, and the messages that arrive.

Not proved: what AWS checks beyond its models.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

import botocore.session
import pytest
from alerted import whole
from botocore.validate import ParamValidator

from bamp_pulumi.baseline import CHANNELS
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Resource
from bamp_pulumi.lambdas.alerts.alert import Alert, AlertStatus
from bamp_pulumi.lambdas.alerts.wording import DETAIL_TYPE, SOURCE, detail_of

# Any, from here on: wire values, and requests of AWS.
Wire = Mapping[str, Any]
ARN = "arn:aws:events:us-east-1:111122223333:thing/of-aws/0"


def pascal(value: Any) -> Any:  # noqa: ANN401 - as above
    """Write names as AWS does, all the way down; what AWS invents is some ARN."""
    if value is UNKNOWN:
        return ARN
    if isinstance(value, list):
        return [pascal(item) for item in cast("list[Any]", value)]
    if isinstance(value, Mapping):
        entries = cast("Wire", value)
        return {name[0].upper() + name[1:]: pascal(item) for name, item in entries.items()}
    return value


def _rule(inputs: Wire) -> Wire:
    taken = {"EventPattern": "eventPattern", "ScheduleExpression": "scheduleExpression"}
    given = {name: inputs[wire] for name, wire in taken.items() if wire in inputs}
    return {"Name": inputs["name"], **given}


def _target(inputs: Wire) -> Wire:
    transformer = inputs.get("inputTransformer")
    target: dict[str, Any] = {
        "Id": "one",
        "Arn": pascal(inputs["arn"]),
        "RetryPolicy": pascal(inputs["retryPolicy"]),
        "DeadLetterConfig": pascal(inputs["deadLetterConfig"]),
    }
    if transformer is not None:
        template = {"InputTemplate": transformer["inputTemplate"]}
        paths = {"InputPathsMap": transformer["inputPaths"]} if "inputPaths" in transformer else {}
        target["InputTransformer"] = {**template, **paths}
    if "inputPath" in inputs:
        target["InputPath"] = inputs["inputPath"]
    if "roleArn" in inputs:
        target["RoleArn"] = inputs["roleArn"]
    return {"Rule": inputs["rule"], "Targets": [target]}


def _alarm(inputs: Wire) -> Wire:
    renamed = {"name": "AlarmName", "alarmRule": "AlarmRule", "okActions": "OKActions"}
    left = {"region", "tags"}
    request = {
        renamed.get(name, name[0].upper() + name[1:]): value
        for name, value in inputs.items()
        if name not in left
    }
    request["Period"] = inputs.get("period")
    queries = inputs.get("metricQueries")
    request.pop("MetricQueries", None)
    if queries is not None:
        request["Metrics"] = pascal(queries)
    if "dimensions" in inputs:
        pairs = inputs["dimensions"].items()
        request["Dimensions"] = [{"Name": name, "Value": value} for name, value in pairs]
    return {name: value for name, value in request.items() if value is not None}


def _composite(inputs: Wire) -> Wire:
    suppressor = inputs["actionsSuppressor"]
    return {
        "AlarmName": inputs["alarmName"],
        "AlarmRule": inputs["alarmRule"],
        "AlarmActions": inputs["alarmActions"],
        "ActionsSuppressor": suppressor["alarm"],
        "ActionsSuppressorWaitPeriod": suppressor["waitPeriod"],
        "ActionsSuppressorExtensionPeriod": suppressor["extensionPeriod"],
    }


def _connection(inputs: Wire) -> Wire:
    auth = inputs["authParameters"]
    parameters: dict[str, Any] = {
        "ApiKeyAuthParameters": {
            "ApiKeyName": auth["apiKey"]["key"],
            "ApiKeyValue": pascal(auth["apiKey"]["value"]),
        }
    }
    if "invocationHttpParameters" in auth:
        bodies = pascal(auth["invocationHttpParameters"]["bodies"])
        parameters["InvocationHttpParameters"] = {"BodyParameters": bodies}
    return {
        "Name": inputs["name"],
        "AuthorizationType": inputs["authorizationType"],
        "AuthParameters": parameters,
    }


def _destination(inputs: Wire) -> Wire:
    endpoint = inputs["invocationEndpoint"]
    return {
        "Name": inputs["name"],
        "ConnectionArn": "arn:aws:events:us-east-1:111122223333:connection/x/0",
        "HttpMethod": inputs["httpMethod"],
        "InvocationEndpoint": "https://bamp-ops.io" if endpoint is UNKNOWN else endpoint,
        "InvocationRateLimitPerSecond": inputs["invocationRateLimitPerSecond"],
    }


def _dashboard(inputs: Wire) -> Wire:
    return {"DashboardName": inputs["dashboardName"], "DashboardBody": inputs["dashboardBody"]}


REQUESTS: dict[str, tuple[str, str, Callable[[Wire], Wire]]] = {
    "aws:cloudwatch/eventRule:EventRule": ("events", "PutRule", _rule),
    "aws:cloudwatch/eventTarget:EventTarget": ("events", "PutTargets", _target),
    "aws:cloudwatch/eventConnection:EventConnection": ("events", "CreateConnection", _connection),
    "aws:cloudwatch/eventApiDestination:EventApiDestination": (
        "events",
        "CreateApiDestination",
        _destination,
    ),
    "aws:cloudwatch/metricAlarm:MetricAlarm": ("cloudwatch", "PutMetricAlarm", _alarm),
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": ("cloudwatch", "PutCompositeAlarm", _composite),
    "aws:cloudwatch/dashboard:Dashboard": ("cloudwatch", "PutDashboard", _dashboard),
}


def model(service: str, operation: str) -> Any:  # noqa: ANN401 - a shape of botocore
    """Return the shape of a request."""
    session = cast("Any", botocore.session.get_session())
    return session.get_service_model(service).operation_model(operation).input_shape


def faults(resource: Resource) -> Iterator[str]:
    """Say what the service model refuses of a resource."""
    service, operation, write = REQUESTS[resource.type]
    report = cast("Any", ParamValidator()).validate(
        write(resource.inputs), model(service, operation)
    )
    if report.has_errors():
        yield f"{resource.name}: {report.generate_report()}"


@pytest.mark.parametrize("type_", REQUESTS)
def test_every_request_fits_its_service_model(type_: str) -> None:
    """Shapes, lengths and bounds."""
    declared = whole().of_type(type_)

    assert declared
    assert [fault for resource in declared for fault in faults(resource)] == []


def test_the_runtimes_exist() -> None:
    """As the model of Lambda lists them."""
    functions = whole().of_type("aws:lambda/function:Function")
    known = model("lambda", "CreateFunction").members["Runtime"].enum

    assert len(functions) == 2
    assert all(function.text("runtime") in known for function in functions)


def test_patterns_and_names_keep_to_their_limits() -> None:
    """A pattern has 2,048 characters, names of rules and roles 64. Source: their API references."""
    for rule in whole().of_type("aws:cloudwatch/eventRule:EventRule"):
        assert len(rule.text("eventPattern")) <= 2_048
        assert len(rule.text("name").replace("bamp-alerts", "x" * 40)) <= 64
    for role in whole().of_type("aws:iam/role:Role"):
        if role.text("name").startswith("bamp-alerts"):
            assert len(role.text("name").replace("bamp-alerts", "x" * 40)) <= 64


NASTY = Alert(
    kind="job-failed",
    severity="critical",
    what="a backup or copy job has not completed",
    first_step='read "why"',
    resource="arn:aws:rds:us-east-1:111122223333:db:orders",
    vault="main",
    vault_region="us-east-1",
    why='Access "denied" to\nC:\\data <b>ünïcode</b> {"a": 1}',
    account_id="111122223333",
    region="us-east-1",
    time="2026-11-26T05:00:00Z",
    runbook="https://wiki.bamp-ops.io/backup#job-failed",
    status=AlertStatus.ESCALATED,
)


def rendered(channel: str) -> dict[str, Any]:
    """Fill a template in as EventBridge does: a placeholder becomes the JSON of its value."""
    event = {"source": SOURCE, "detail-type": DETAIL_TYPE, "detail": detail_of(NASTY)}
    text = CHANNELS[channel].template
    for name, path in CHANNELS[channel].paths.items():
        value: Any = event
        for part in path.removeprefix("$.").split("."):
            value = value[part]
        text = text.replace(f"<{name}>", json.dumps(value))
    return json.loads(text)


@pytest.mark.parametrize("channel", [name for name, one in CHANNELS.items() if one.template])
def test_every_placeholder_of_a_message_is_filled(channel: str) -> None:
    """None is left over, and none is quoted: EventBridge adds the quotes."""
    template = CHANNELS[channel].template

    assert set(re.findall(r"<(\w+)>", template)) == set(CHANNELS[channel].paths)
    assert len(re.findall(r": <\w+>[,}]", template)) == len(CHANNELS[channel].paths)


def test_slack_gets_a_text_and_pagerduty_an_event_with_a_key() -> None:
    """Whatever AWS says in its words: to Slack without markup, its three characters as entities."""
    slack = rendered("slack")
    assert slack["text"].startswith("[critical] STILL WRONG: orders")
    assert (slack["mrkdwn"], slack["attachments"][0]["mrkdwn_in"]) == (False, [])
    why = 'Access "denied" to\\nC:\\\\data &lt;b&gt;ünïcode&lt;/b&gt; {"a": 1}'
    assert f"\nWhy:      {why}\n" in slack["attachments"][0]["text"]

    pager = rendered("pagerduty")
    assert (pager["event_action"], pager["dedup_key"]) == ("trigger", NASTY.key)
    assert pager["payload"]["severity"] in {"critical", "error", "warning", "info"}
    assert len(pager["payload"]["summary"]) <= 1_024
    assert pager["payload"]["source"] == "111122223333"


def test_a_ticket_is_one_that_opscenter_takes() -> None:
    """As its API has it; what is open already gets no second."""
    ticket = rendered("tickets")
    data = ticket.pop("operationalData")
    request = {
        **pascal(ticket),
        "OperationalData": {name: pascal(value) for name, value in data.items()},
    }
    report = cast("Any", ParamValidator()).validate(request, model("ssm", "CreateOpsItem"))

    assert not report.has_errors(), report.generate_report()
    assert json.loads(data["/aws/dedup"]["value"]) == {"dedupString": NASTY.key}
    assert not re.search("aws|amazon|amzn", ticket["source"], re.IGNORECASE)
