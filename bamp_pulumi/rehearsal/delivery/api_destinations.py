"""API destinations: an endpoint on the Internet that EventBridge calls, with a connection.

Chat and pagers accept a call only with the body that they ask for (`Channel.accepts`); a call
without a body notifies nobody.

Source: EventBridge user guide, eb-api-destinations and eb-target-connection (read 2026-11-28).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused, worst
from bamp_pulumi.baseline import CHANNELS, Accepted, Channel, SecretUse
from bamp_pulumi.catalog import UNKNOWN, is_empty, value_at
from bamp_pulumi.declared import entries, mapping
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery.declared import same_place
from bamp_pulumi.rehearsal.delivery.failures import target_failed
from bamp_pulumi.rehearsal.delivery.path import AlertPath, Delivered, Dropped, Routing
from bamp_pulumi.rehearsal.delivery.recipients import channel_of_address, why_not_on_the_internet
from bamp_pulumi.rehearsal.delivery.roles import may_as_role_of
from bamp_pulumi.rehearsal.delivery.target_input import TargetInput

__all__ = ["API_DESTINATION", "call_destination"]

API_DESTINATION: Final = "aws:cloudwatch/eventApiDestination:EventApiDestination"
_CONNECTION: Final = "aws:cloudwatch/eventConnection:EventConnection"
_OWN: Final = re.compile(r"bamp:index:BackupAlerts\$.*-(?P<channel>[a-z]+)-\d+-destination$")
"""URN of a destination that this library's component declares: it ends with its channel."""
_ALSO_WITH_BODY: Final = ("PUT", "PATCH")
"""Methods beside POST that send a body."""
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
    may = may_as_role_of(routing, rule, target, "events:InvokeApiDestination", arn)
    first = path.past(target.name, may)
    if isinstance(first, Dropped):
        yield first
        yield from target_failed(routing, rule, target, path, is_tried=False)
        return
    channel = _channel_of(destination)
    connection = _connection(routing, destination)
    answers = [
        routing.stands(destination),
        same_place(destination, target),
        connection,
        _method(destination, channel),
        worst([sent.says, _body(routing, destination, channel, sent.payload)]).about(target.name),
        _address(destination),
    ]
    step = first.past(destination.name, worst(answers))
    if isinstance(step, Dropped):
        yield step
        yield from target_failed(routing, rule, target, first, is_tried=False)
        return
    if routing.outage.calls:
        yield step.dropped(destination.name, "the endpoint does not answer")
        yield from target_failed(routing, rule, target, step, is_tried=True)
        return
    url = destination.value("invocationEndpoint")
    address = url if isinstance(url, str) else f"address of {destination.name}"
    yield step.delivered(channel.recipient, address)


def _own_channel(destination: Resource) -> Channel | None:
    """Return the channel of a destination of this library whose address is a secret."""
    found = _OWN.search(destination.urn)
    channel = CHANNELS.get(found["channel"]) if found else None
    is_hidden = destination.value("invocationEndpoint") is UNKNOWN
    return channel if channel and channel.secret_use is SecretUse.ADDRESS and is_hidden else None


def _channel_of(destination: Resource) -> Channel:
    own = _own_channel(destination)
    return own or channel_of_address(destination.value("invocationEndpoint"))


def _address(destination: Resource) -> Answer:
    url = destination.value("invocationEndpoint")
    if url is UNKNOWN:
        if _own_channel(destination) is not None:
            return ALLOWED
        return in_doubt(f"the address of {destination.name} is known after deployment")
    if isinstance(url, str) and "*" in url:
        return in_doubt(f"what replaces * in the address of {destination.name} is not read")
    if not isinstance(url, str):  # a text that is no HTTPS address AWS refuses at deployment
        return refused(f"EventBridge calls HTTPS only, and its address is {url}")
    why = why_not_on_the_internet(url)
    return refused(why) if why else ALLOWED


def _method(destination: Resource, channel: Channel) -> Answer:
    method = destination.value("httpMethod")
    if method == "POST" or (method in _ALSO_WITH_BODY and channel.accepts is None):
        return ALLOWED
    if method is UNKNOWN:
        return in_doubt(f"the method of {destination.name} is known after deployment")
    return refused(f"it is called with {method}, and {channel.label} accepts a POST with a body")


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
    # A known kind that AWS does not have, AWS refuses at deployment.
    if given is UNKNOWN or kind not in tuple(_CREDENTIALS):
        return in_doubt("its credentials are known after deployment")
    part, names = _CREDENTIALS[str(kind)]
    found = mapping(mapping(given).get(part))
    missing = [name for name in names if not found.get(name)]
    if missing:
        return refused(f"it has no {' or '.join(missing)} for {kind}")
    return ALLOWED


def _added(routing: Routing, destination: Resource) -> frozenset[str]:
    """List the fields that the connection adds to each body."""
    connection = routing.estate.resolve(destination, "connectionArn", _CONNECTION).only
    if connection is None:
        return frozenset()
    given = mapping(connection.value("authParameters.invocationHttpParameters"))
    return frozenset(str(one.get("key")) for one in entries(given.get("bodies")))


def _body(routing: Routing, destination: Resource, channel: Channel, payload: object) -> Answer:
    """Answer whether whoever is called accepts the body."""
    accepted, url = channel.accepts, destination.value("invocationEndpoint")
    if accepted is None:
        return ALLOWED
    if isinstance(url, str) and re.fullmatch(accepted.at, url) is None:
        return in_doubt(f"whether that address of {channel.label} accepts what is sent to it")
    if payload is UNKNOWN:
        return in_doubt(f"whether {channel.label} accepts what is sent to it")
    added = dict.fromkeys(_added(routing, destination), UNKNOWN)
    return _accepts(channel.label, accepted, {**mapping(payload), **added})


def _accepts(label: str, accepted: Accepted, fields: Mapping[str, object]) -> Answer:
    """Answer whether a body is accepted, and notifies somebody."""
    if accepted.one_of and all(is_empty(fields.get(name)) for name in accepted.one_of):
        return refused(f"{label} refuses a message without {' or '.join(accepted.one_of)}")
    for path in accepted.all_of:
        if is_empty(value_at(fields, path)):
            return refused(f"{label} refuses a message without {path}")
    for path, taken in accepted.values.items():
        value = value_at(fields, path)
        if value is UNKNOWN:
            return in_doubt(f"whether {label} notifies anybody of this {path}")
        if value not in taken:
            return refused(f"{label} notifies nobody of a message whose {path} is {value}")
    return ALLOWED
