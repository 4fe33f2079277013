"""API destinations: an endpoint on the Internet that EventBridge calls, with a connection.

Slack and PagerDuty take a call only with the body that they ask for; a call without a body notifies
nobody.

Source: EventBridge user guide, eb-api-destinations and eb-target-connection; Slack, Sending
messages using incoming webhooks; PagerDuty, Send an event to PagerDuty (read 2026-11-28).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused, worst
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import entries, mapping
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery.declared import same_place
from bamp_pulumi.rehearsal.delivery.failures import target_failed
from bamp_pulumi.rehearsal.delivery.path import AlertPath, Delivered, Dropped, Routing
from bamp_pulumi.rehearsal.delivery.recipients import is_on_the_internet, kind_of_address
from bamp_pulumi.rehearsal.delivery.roles import may_as_role_of
from bamp_pulumi.rehearsal.delivery.target_input import TargetInput

__all__ = ["API_DESTINATION", "call_destination"]

API_DESTINATION: Final = "aws:cloudwatch/eventApiDestination:EventApiDestination"
_CONNECTION: Final = "aws:cloudwatch/eventConnection:EventConnection"
_OWN_SLACK: Final = re.compile(r"bamp:index:BackupAlerts\$.*-slack-\d+-destination$")
_WITH_BODY: Final = frozenset({"POST", "PUT", "PATCH"})
_SLACK_ONE_OF: Final = frozenset({"text", "blocks", "attachments"})
_PAGERDUTY_ALL: Final = frozenset({"routing_key", "event_action"})
_PAGERDUTY_PAYLOAD: Final = frozenset({"summary", "source", "severity"})
_PAGERDUTY_SEVERITIES: Final = ("critical", "error", "warning", "info")
_SLACK_API: Final = "slack.com"
_PAGERDUTY_PATH: Final = "/v2/enqueue"
_CREDENTIALS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "API_KEY": ("apiKey", ("key", "value")),
    "BASIC": ("basic", ("username", "password")),
}
_OAUTH: Final = "OAUTH_CLIENT_CREDENTIALS"


def call_destination(  # noqa: PLR0913, PLR0917 - all of a call
    routing: Routing,
    rule: Resource,
    target: Resource,
    destination: Resource,
    sent: TargetInput,
    path: AlertPath,
) -> Iterator[Delivered | Dropped]:
    """Call an API destination; it needs a role to be called as."""
    # AWS ends the ARN of a destination that is to be made with letters that nobody knows yet.
    made = destination.text("name")
    account = f"{destination.region}:{destination.account_id}"
    guessed = f"arn:aws:events:{account}:api-destination/{made}/0" if made else ""
    arn = destination.text("arn") or guessed
    first = path.past(
        target.name, may_as_role_of(routing, target, "events:InvokeApiDestination", arn)
    )
    if isinstance(first, Dropped):
        yield first
        yield from target_failed(routing, rule, target, path, is_tried=False)
        return
    kind = _kind_of(destination)
    connection = _connection(routing, destination)
    answers = [
        routing.stands(destination),
        same_place(destination, target),
        connection,
        _method(destination, kind),
        worst([sent.says, _body(routing, destination, kind, sent.payload)]).about(target.name),
        _address(destination),
    ]
    step = first.past(destination.name, worst(answers))
    if isinstance(step, Dropped):
        yield step
        yield from target_failed(routing, rule, target, first, is_tried=False)
        return
    if routing.outage.calls:
        yield step.dropped(destination.name, "nobody answers there")
        yield from target_failed(routing, rule, target, step, is_tried=True)
        return
    url = destination.value("invocationEndpoint")
    address = url if isinstance(url, str) else f"address of {destination.name}"
    yield step.delivered(kind, address)


def _is_own_slack(destination: Resource) -> bool:
    return _OWN_SLACK.search(destination.urn) is not None


def _kind_of(destination: Resource) -> str:
    """Tell what is called; of an address that is a secret, this library's own say it by name."""
    url = destination.value("invocationEndpoint")
    is_hidden = _is_own_slack(destination) and url is UNKNOWN
    return "slack" if is_hidden else kind_of_address(url)


def _address(destination: Resource) -> Answer:
    url = destination.value("invocationEndpoint")
    if url is UNKNOWN:
        if _is_own_slack(destination):
            return ALLOWED
        return in_doubt(f"the address of {destination.name} is known after deployment")
    if isinstance(url, str) and "*" in url:
        return in_doubt(f"what stands for * in the address of {destination.name} is not read")
    if not isinstance(url, str) or not url.startswith("https://"):
        return refused(f"EventBridge calls HTTPS only, and its address is {url}")
    if not is_on_the_internet(url):
        return refused(f"nobody can be called over the Internet at {url}")
    return ALLOWED


def _method(destination: Resource, kind: str) -> Answer:
    method = destination.value("httpMethod")
    if method == "POST" or (method in _WITH_BODY and kind == "https"):
        return ALLOWED
    if method is UNKNOWN:
        return in_doubt(f"the method of {destination.name} is known after deployment")
    return refused(f"it is called with {method}, and {kind} takes a POST with a body")


def _connection(routing: Routing, destination: Resource) -> Answer:
    connection = routing.estate.resolve(destination, "connectionArn", _CONNECTION).only
    if connection is None:
        return in_doubt(f"no given program declares the connection of {destination.name}")
    if connection.value("authorizationType") == _OAUTH:
        return in_doubt(f"whether {connection.name} is authorized is known after deployment")
    here = same_place(connection, destination)
    answer = worst([routing.stands(connection), here, _credentials(connection)])
    return answer.about(f"connection {connection.name}")


def _credentials(connection: Resource) -> Answer:
    """Answer whether a connection has the credentials of its kind, whatever they are."""
    kind = connection.value("authorizationType")
    given = connection.value("authParameters")
    if given is UNKNOWN or kind is UNKNOWN:
        return in_doubt("its credentials are known after deployment")
    part, names = _CREDENTIALS.get(str(kind), ("", ()))
    found = mapping(mapping(given).get(part))
    missing = [name for name in names if not found.get(name)]
    if not part or missing:
        return refused(f"it has no {' or '.join(missing) or 'credentials'} for {kind}")
    return ALLOWED


def _added(routing: Routing, destination: Resource) -> frozenset[str]:
    """List the fields that the connection adds to each body."""
    connection = routing.estate.resolve(destination, "connectionArn", _CONNECTION).only
    if connection is None:
        return frozenset()
    given = mapping(connection.value("authParameters.invocationHttpParameters"))
    return frozenset(str(one.get("key")) for one in entries(given.get("bodies")))


def _body(routing: Routing, destination: Resource, kind: str, payload: object) -> Answer:
    """Answer whether whoever is called takes the body."""
    if kind == "https":
        return ALLOWED
    if payload is UNKNOWN:
        return in_doubt(f"whether {kind} takes what is sent to it")
    fields = mapping(payload)
    filled = {name for name, value in fields.items() if value not in (None, "", [], {})}
    names = filled | _added(routing, destination)
    if kind == "slack":
        return _slack(destination, names)
    payload = mapping(fields.get("payload"))
    return _pagerduty(destination, names, payload, fields.get("event_action", UNKNOWN))


def _slack(destination: Resource, names: set[str]) -> Answer:
    if not names & _SLACK_ONE_OF:
        return refused("Slack refuses a message without text, blocks or attachments")
    if urlsplit(destination.text("invocationEndpoint")).hostname == _SLACK_API:
        return in_doubt("whether Slack's API takes the token and channel that are sent to it")
    return ALLOWED


def _pagerduty(
    destination: Resource, names: set[str], payload: Mapping[str, object], action: object
) -> Answer:
    if urlsplit(destination.text("invocationEndpoint")).path != _PAGERDUTY_PATH:
        return in_doubt("whether that address of PagerDuty takes what is sent to it")
    missing = sorted(_PAGERDUTY_ALL - names) or sorted(_PAGERDUTY_PAYLOAD - payload.keys())
    if missing:
        return refused(f"PagerDuty refuses an event without {missing[0]}")
    for field, value, taken in (
        ("event_action", action, ("trigger",)),
        ("severity", payload.get("severity"), _PAGERDUTY_SEVERITIES),
    ):
        if value is UNKNOWN:
            return in_doubt(f"whether PagerDuty notifies anybody of this {field}")
        if value not in taken:
            return refused(f"PagerDuty notifies nobody of an event whose {field} is {value}")
    return ALLOWED
