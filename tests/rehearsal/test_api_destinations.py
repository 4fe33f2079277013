"""What keeps EventBridge from calling an API destination, and what is not known of a call.

Sources: EventBridge user guide, eb-api-destinations and eb-target-connection; Slack, Sending
messages using incoming webhooks; PagerDuty, Send an event to PagerDuty (read 2026-11-28).
"""

import json
from dataclasses import replace
from functools import cache
from typing import Final

import pulumi
import pulumi_aws as aws
import pytest
from changed_paths import Changes, changed, ends_of, moved
from sound_alerts import ACCOUNT, FAILED, HERE, declare_role, declare_rule, policy
from watched_destination import UNDELIVERED, watched_destination

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate
from bamp_pulumi.testing import declare

SLACK: Final = "slack https://hooks.slack.com/services/T/B/x in 5 min"
OWN: Final = "https://ops.bamp-ops.io/alerts"
PAGER: Final = "https://events.pagerduty.com/v2/enqueue"
DESTINATIONS: Final = f"arn:aws:events:{HERE}:{ACCOUNT}:api-destination"
ANOTHERS: Final = f"arn:aws:events:{HERE}:{ACCOUNT}:connection/another/1"


def may_call(arn: str) -> dict[str, object]:
    """Write a role policy that lets a destination be called."""
    action = "events:InvokeApiDestination"
    return {"policy": policy({"Effect": "Allow", "Action": action, "Resource": arn})}


def sends(**fields: object) -> dict[str, object]:
    """Write a template of a target."""
    body = json.dumps({name: value for name, value in fields.items() if value is not None})
    paths = {"state": "$.detail.state"}
    return {"inputTransformer": {"inputPaths": paths, "inputTemplate": body}}


def has(**credentials: object) -> dict[str, object]:
    """Write the parameters of a connection with an API key."""
    return {"authParameters": {"apiKey": credentials}}


def adds(field: str) -> dict[str, object]:
    """Write the parameters of a connection that adds a field to each body."""
    given = {"apiKey": {"key": "x", "value": "y"}}
    bodies = [{"key": field, "value": "v"}]
    return {"authParameters": {**given, "invocationHttpParameters": {"bodies": bodies}}}


def ends(changes: Changes) -> list[str]:
    """Follow a failed job."""
    return ends_of(changed(watched_destination(), changes), FAILED)


BASIC: Final = {"authorizationType": "BASIC"}
CALLED: Final[dict[str, tuple[Changes, str]]] = {
    "as it is": ({}, SLACK),
    "a role for this destination": ({"caller-may": may_call(f"{DESTINATIONS}/channel/*")}, SLACK),
    "a role for all, of a destination without a name": (
        {"caller-may": may_call("*"), "channel": {"name": None}},
        SLACK,
    ),
    "credentials known later": ({"connection": has(key=UNKNOWN, value=UNKNOWN)}, SLACK),
    "a user and a password": (
        {
            "connection": {
                **BASIC,
                "authParameters": {"basic": {"username": "u", "password": "p"}},
            }
        },
        SLACK,
    ),
    "blocks": ({"target": sends(blocks="<state>")}, SLACK),
    "attachments": ({"target": sends(attachments="<state>")}, SLACK),
    "a text that the connection adds": (
        {"target": {"inputTransformer": None}, "connection": adds("text")},
        SLACK,
    ),
    **{
        f"{method} to an address of one's own": (
            {"channel": {"httpMethod": method, "invocationEndpoint": OWN}},
            f"https {OWN} in 5 min",
        )
        for method in ("POST", "PUT", "PATCH")
    },
    "any body to an address of one's own": (
        {"target": sends(other="<state>"), "channel": {"invocationEndpoint": OWN}},
        f"https {OWN} in 5 min",
    ),
}


@pytest.mark.parametrize("case", CALLED)
def test_it_is_called(case: str) -> None:
    """Somebody is certainly notified, and nothing is undelivered."""
    changes, end = CALLED[case]

    assert ends(changes) == [end]


UNSURE: Final[dict[str, tuple[Changes, str]]] = {
    "a role for one ARN, of a destination without a name": (
        {"caller-may": may_call(f"{DESTINATIONS}/channel/*"), "channel": {"name": None}},
        (
            f"{SLACK}, if: whether events:InvokeApiDestination is allowed depends on statement 1 of"
            " policy caller-may: its resource"
        ),
    ),
    "an address known later": (
        {"channel": {"invocationEndpoint": UNKNOWN}},
        "https address of channel in 5 min, if: the address of channel is known after deployment",
    ),
    "an address with a part that the target fills in": (
        {"channel": {"invocationEndpoint": "https://hooks.slack.com/services/*"}},
        (
            "slack https://hooks.slack.com/services/* in 5 min, if: what replaces * in the"
            " address of channel is not read"
        ),
    ),
    "a method known later": (
        {"channel": {"httpMethod": UNKNOWN}},
        f"{SLACK}, if: httpMethod of channel is known after deployment",
    ),
    "another page of Slack": (
        {"channel": {"invocationEndpoint": "https://hooks.slack.com/other"}},
        (
            "slack https://hooks.slack.com/other in 5 min, if: target: whether that address of"
            " Slack accepts what is sent to it"
        ),
    ),
    "a connection of another program": (
        {"channel": {"connectionArn": ANOTHERS}},
        f"{SLACK}, if: no given program declares the connection of channel",
    ),
    "OAuth": (
        {"connection": {"authorizationType": "OAUTH_CLIENT_CREDENTIALS"}},
        f"{SLACK}, if: whether connection is authorized is known after deployment",
    ),
    "credentials of which nothing is known": (
        {"connection": {"authParameters": UNKNOWN}},
        f"{SLACK}, if: connection connection: its credentials are known after deployment",
    ),
    "a kind of credentials known later": (
        {"connection": {"authorizationType": UNKNOWN}},
        (
            f"{SLACK}, if: connection connection: authorizationType of connection is known after"
            " deployment"
        ),
    ),
    "a template known later": (
        {"target": {"inputTransformer": UNKNOWN}},
        f"{SLACK}, if: inputTransformer of target is known after deployment",
    ),
}


@pytest.mark.parametrize("case", UNSURE)
def test_whether_it_is_called_is_not_known(case: str) -> None:
    """The first doubt is said; nothing is refused."""
    changes, end = UNSURE[case]

    assert ends(changes) == [end]


NO_TEXT: Final = "channel: target: Slack refuses a message without text or blocks or attachments"
LACKS: Final = "channel: connection connection: it has no"
NOT_CALLED: Final[dict[str, tuple[Changes, str]]] = {
    "no role": ({"target": {"roleArn": None}}, "target: it has no role to do it as"),
    "a role for another destination": (
        {"caller-may": may_call(f"{DESTINATIONS}/other/*")},
        (
            "target: its role caller may not: policy caller-may does not allow"
            " events:InvokeApiDestination"
        ),
    ),
    "an address that is no text": (
        {"channel": {"invocationEndpoint": 7}},
        "channel: EventBridge calls HTTPS only, and its address is 7",
    ),
    "a private address": (
        {"channel": {"invocationEndpoint": "https://10.0.0.1/x"}},
        "channel: no endpoint on the Internet has the address https://10.0.0.1/x",
    ),
    "PUT to Slack": (
        {"channel": {"httpMethod": "PUT"}},
        "channel: it is called with PUT, and Slack accepts a POST with a body",
    ),
    "DELETE to an address of one's own": (
        {"channel": {"httpMethod": "DELETE", "invocationEndpoint": OWN}},
        "channel: it is called with DELETE, and webhook accepts a POST with a body",
    ),
    "an API key without a value": ({"connection": has(key="x")}, f"{LACKS} value for API_KEY"),
    "an API key without a name": ({"connection": has(value="x")}, f"{LACKS} key for API_KEY"),
    "a user without a password": (
        {"connection": {**BASIC, "authParameters": {"basic": {"username": "u"}}}},
        f"{LACKS} password for BASIC",
    ),
    "a password without a user": (
        {"connection": {**BASIC, "authParameters": {"basic": {"password": "p"}}}},
        f"{LACKS} username for BASIC",
    ),
    "neither of both": (
        {"connection": has(other="x")},
        f"{LACKS} key or value for API_KEY",
    ),
    "a kind of credentials that AWS does not have": (
        {"connection": {"authorizationType": "OTHER"}},
        (
            "channel: connection connection: AWS refuses connection at deployment:"
            " authorizationType is OTHER (allowed: BASIC, OAUTH_CLIENT_CREDENTIALS or API_KEY)"
        ),
    ),
    "an address that is not HTTPS": (
        {"channel": {"invocationEndpoint": "http://ops.bamp-ops.io"}},
        (
            "channel: AWS refuses channel at deployment: invocationEndpoint is http://ops.bamp-ops.io"
            " (allowed: a URL that begins with https://)"
        ),
    ),
    "no credentials": ({"connection": {"authParameters": None}}, f"{LACKS} authParameters"),
    "the event as it is, to Slack": ({"target": {"inputTransformer": None}}, NO_TEXT),
    "a field that Slack does not know": ({"target": sends(body="<state>")}, NO_TEXT),
    "another field that the connection adds": (
        {"target": {"inputTransformer": None}, "connection": adds("other")},
        NO_TEXT,
    ),
    "the event as it is, with a connection of another program": (
        {"target": {"inputTransformer": None}, "channel": {"connectionArn": ANOTHERS}},
        NO_TEXT,
    ),
}


@pytest.mark.parametrize("case", NOT_CALLED)
def test_it_cannot_be_called(case: str) -> None:
    """A refusal is final: the alarms on undelivered events notify at once."""
    changes, drop = NOT_CALLED[case]

    assert ends(changes) == [drop, *UNDELIVERED]


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (("channel", "connection"), "channel is in Region us-west-2, target in us-east-1"),
        (
            ("connection",),
            "connection connection: connection is in Region us-west-2, channel in us-east-1",
        ),
    ],
    ids=str,
)
def test_a_destination_and_its_connection_are_in_the_region_of_the_rule(
    names: tuple[str, ...], why: str
) -> None:
    """EventBridge calls none of another Region."""
    estate = moved(watched_destination(), "us-west-2", *names)

    assert ends_of(estate, FAILED) == [f"channel: {why}", *UNDELIVERED]


def test_a_role_may_name_the_arn_of_a_destination_that_is_deployed() -> None:
    """Its last part is known then."""
    arn = f"{DESTINATIONS}/channel/1234"
    estate = changed(watched_destination(), {"caller-may": may_call(arn)})
    resources = (
        replace(one, outputs={**one.outputs, "arn": arn}) if one.name == "channel" else one
        for one in estate.resources
    )

    assert ends_of(Estate(estate.programs, tuple(resources)), FAILED) == [SLACK]
    assert ends_of(estate, FAILED)[1:] == UNDELIVERED


@cache
def own_destination(channel: str) -> Estate:
    """Declare a destination as the component for alerts does, for a channel."""

    def program() -> None:
        parent = pulumi.ComponentResource("bamp:index:BackupAlerts", "bamp")
        connection = aws.cloudwatch.EventConnection(
            "connection",
            name="c",
            authorization_type="API_KEY",
            auth_parameters={"api_key": {"key": "x", "value": "y"}},
        )
        destination = aws.cloudwatch.EventApiDestination(
            f"bamp-{channel}-1-destination",
            name="channel",
            invocation_endpoint=OWN,
            http_method="POST",
            connection_arn=connection.arn,
            opts=pulumi.ResourceOptions(parent=parent),
        )
        aws.cloudwatch.EventTarget(
            "target",
            rule=declare_rule().name,
            arn=destination.arn,
            role_arn=declare_role("caller", "events", "events:InvokeApiDestination").arn,
            input_transformer={
                "input_paths": {"state": "$.detail.state"},
                "input_template": '{"text": <state>}',
            },
        )

    return declare(program, account_id=ACCOUNT, region=HERE)


LATER: Final = "the address of bamp-{0}-1-destination is known after deployment"
AT: Final = "address of bamp-{0}-1-destination in 5 min"


@pytest.mark.parametrize(
    ("channel", "address", "end"),
    [
        ("slack", UNKNOWN, f"slack {AT}"),
        ("slack", OWN, f"https {OWN} in 5 min"),
        ("webhook", UNKNOWN, f"https {AT}, if: {LATER}"),
        ("other", UNKNOWN, f"https {AT}, if: {LATER}"),
    ],
    ids=str,
)
def test_where_an_address_is_a_secret_the_name_of_the_destination_tells_the_channel(
    channel: str, address: object, end: str
) -> None:
    """The component for alerts names it; what is not secret there, the address itself tells."""
    name = f"bamp-{channel}-1-destination"
    estate = changed(own_destination(channel), {name: {"invocationEndpoint": address}})

    assert ends_of(estate, FAILED) == [end.format(channel)]


def pages(body: dict[str, object], connection: dict[str, object] | None = None) -> Changes:
    """Send PagerDuty a message of which some fields differ."""
    part: dict[str, object] = {"summary": "<state>", "source": "bamp", "severity": "error"}
    usual: dict[str, object] = {"routing_key": "k", "event_action": "trigger", "payload": part}
    for name, value in body.items():
        (part if name in part else usual)[name] = value
    used = {key: value for key, value in part.items() if value is not None}
    return {
        "channel": {"invocationEndpoint": PAGER},
        "target": sends(**{**usual, "payload": used}),
        "connection": connection or {},
    }


@pytest.mark.parametrize("field", ["critical", "error", "warning", "info"])
def test_pagerduty_takes_four_severities(field: str) -> None:
    """Each notifies somebody."""
    assert ends(pages({"severity": field})) == [f"pagerduty {PAGER} in 5 min"]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"routing_key": ""}, "refuses a message without routing_key"),
        ({"routing_key": None}, "refuses a message without routing_key"),
        ({"event_action": None}, "refuses a message without event_action"),
        ({"summary": None}, "refuses a message without payload.summary"),
        ({"source": None}, "refuses a message without payload.source"),
        ({"severity": None}, "refuses a message without payload.severity"),
        (
            {"event_action": "resolve"},
            "notifies nobody of a message whose event_action is resolve",
        ),
        ({"severity": "high"}, "notifies nobody of a message whose payload.severity is high"),
    ],
    ids=str,
)
def test_pagerduty_asks_for_five_fields(body: dict[str, object], why: str) -> None:
    """It answers with an error without one, and pages nobody to close an incident."""
    assert ends(pages(body)) == [f"channel: target: PagerDuty {why}", *UNDELIVERED]


def test_a_key_of_pagerduty_may_stand_in_the_connection() -> None:
    """It adds its fields to each body."""
    found = ends(pages({"routing_key": None}, adds("routing_key")))

    assert found == [f"pagerduty {PAGER} in 5 min"]


def test_a_severity_that_only_the_event_tells_is_no_certain_page() -> None:
    """PagerDuty takes four values."""
    (found,) = ends(pages({"severity": "<aws.events.rule-name>"}))

    why = "whether PagerDuty notifies anybody of this payload.severity"
    assert found == f"pagerduty {PAGER} in 5 min, if: target: {why}"
