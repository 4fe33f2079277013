"""Sending an alert: topics for people, the bus for every other destination, and a metric.

A destination that fails does not affect the others; the call then ends in an error, so that
Lambda repeats it and in the end puts it into the dead-letter queue.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bamp_pulumi.lambdas.alerts.alert import Alert, AlertStatus
from bamp_pulumi.lambdas.alerts.plain import is_plain, shell_line
from bamp_pulumi.lambdas.alerts.wording import (
    DETAIL_TYPE,
    RECORD_SOURCE,
    SOURCE,
    detail_of,
    sms_of,
    subject_of,
    text_of,
    tiers_of,
)

__all__ = [
    "BUS",
    "HEARTBEAT",
    "METRIC",
    "METRIC_DIMENSION",
    "METRIC_NAMESPACE",
    "PEOPLE",
    "ROUTED",
    "Sender",
    "UndeliveredError",
    "do_all",
    "raise_undelivered",
]

METRIC_NAMESPACE = "bamp/Alerts"
METRIC = "AlertsSent"
HEARTBEAT = "Heartbeat"
METRIC_DIMENSION = "Alerts"
PEOPLE = "people"
"""Topic of people who receive every alert."""
ROUTED = "routed"
"""Topic of people who asked for some."""
_LOGGED = ("key", "kind", "resource", "vault", "tier", "owner", "state", "why", "time")
BUS = "bus"
"""The default bus, whose rules call every other destination."""


class UndeliveredError(Exception):
    """A destination did not receive the message."""

    def __init__(self, why: str, reached: tuple[str, ...] = ()) -> None:
        """Create an error with its reason, and the destinations that did receive the message."""
        super().__init__(why)
        self.reached = reached


def raise_undelivered(errors: Sequence[Exception], reached: tuple[str, ...] = ()) -> None:
    """Raise what has failed as one error; do nothing where nothing has.

    Raises:
        UndeliveredError: With all that the errors say.
    """
    if errors:
        raise UndeliveredError("; ".join(map(str, errors)), reached) from errors[0]


def do_all(steps: Iterable[Callable[[], object]]) -> None:
    """Take every step; one that fails does not prevent the others.

    Raises:
        UndeliveredError: When any has failed, once all have been tried.
    """
    errors: list[Exception] = []
    for step in steps:
        try:
            step()
        except Exception as error:  # noqa: BLE001 - whatever fails, the others go on
            errors.append(error)
    raise_undelivered(errors)


class _Client(Protocol):
    # Any: answers of AWS.
    def publish(self, **request: object) -> Any: ...  # noqa: ANN401

    def put_events(self, **request: object) -> Any: ...  # noqa: ANN401

    def put_metric_data(self, **request: object) -> Any: ...  # noqa: ANN401


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Where the function sends alerts."""

    sns: _Client
    events: _Client
    cloudwatch: Callable[[str], _Client]
    """Makes a client for a Region."""
    topic_arn: str
    """Topic of everybody who receives every alert."""
    routed_topic_arn: str
    """Those who asked for some of it; empty for nobody."""
    name: str
    """Name of the alerts: what the metric is counted by."""
    has_sms: bool = False
    """Whether anybody receives text messages: they have one segment, not the whole text."""

    def destinations_of(self, alert: Alert) -> tuple[str, ...]:
        """List where an alert goes; those of people first."""
        wanted = {
            PEOPLE: self.topic_arn and alert.is_for_everybody,
            ROUTED: self.routed_topic_arn and not alert.people_know,
            BUS: True,
        }
        return tuple(name for name, is_wanted in wanted.items() if is_wanted)

    def has_all(self, alert: Alert, reached: Collection[str]) -> bool:
        """Return True if an alert has reached every destination."""
        return {*self.destinations_of(alert)} <= {*reached}

    def knows(self, alert: Alert, reached: Collection[str]) -> bool:
        """Return True if people know of an alert."""
        return alert.people_know or PEOPLE in reached

    def closing(self, incident: str) -> str:
        """Return the command with which a person resolves an incident.

        Source: AWS CLI reference, lambda invoke (read 2026-11-28).
        """
        _, _, _, region, *_ = (*self.topic_arn.split(":"), *("",) * 4)
        return shell_line(
            (
                *("aws", "lambda", "invoke", "--function-name", self.name, "--region", region),
                *("--cli-binary-format", "raw-in-base64-out"),
                *("--payload", json.dumps({"close": incident}), "/dev/stdout"),
            )
        )

    def send(self, alert: Alert, destination: str) -> None:
        """Send an alert to one destination."""
        if destination == BUS:
            self._put_event(alert, detail_of(alert))
        else:
            self._publish(self.topic_arn if destination == PEOPLE else self.routed_topic_arn, alert)

    def send_all(self, alert: Alert) -> None:
        """Send an alert to every destination, and count it.

        Raises:
            UndeliveredError: When a destination failed; the others have been tried.
        """
        self.send_rest(alert, ())

    def send_rest(self, alert: Alert, reached: Collection[str]) -> tuple[str, ...]:
        """Send an alert to the destinations that it has not reached, and count it.

        Returns:
            All that it has reached.

        Raises:
            UndeliveredError: When a destination failed; the others have been tried.
        """
        errors: list[Exception] = []
        found = [*reached]
        for destination in self.destinations_of(alert):
            if destination in found:
                continue
            try:
                self.send(alert, destination)
            except Exception as error:  # noqa: BLE001 - whatever fails, the others go on
                errors.append(error)
            else:
                found.append(destination)
        if alert.is_news and self.knows(alert, found):
            try:
                self.count(alert)
            except UndeliveredError as error:
                errors.append(error)
        raise_undelivered(errors, tuple(found))
        return tuple(found)

    def record(self, alert: Alert) -> None:
        """Record an alert that nobody is sent: on the bus, and in the log of the function."""
        repeated = alert.with_status(AlertStatus.REPEATED)
        detail = detail_of(repeated)
        said = {name: detail[name] for name in _LOGGED}
        print(json.dumps({"alert": repeated.key, **said}))  # noqa: T201 - its log
        try:
            self._put_event(repeated, detail)
        except Exception as error:
            raise UndeliveredError(f"the alert cannot be recorded: {error}") from error

    def _publish(self, topic_arn: str, alert: Alert) -> None:
        text = text_of(alert)
        said: dict[str, object] = {"Message": text}
        if self.has_sms:
            texts = {"default": text, "sms": sms_of(alert)}
            said = {"Message": json.dumps(texts), "MessageStructure": "json"}
        self.sns.publish(
            TopicArn=topic_arn,
            Subject=subject_of(alert),
            MessageAttributes=attributes_of(alert),
            **said,
        )

    def _put_event(self, alert: Alert, detail: Mapping[str, object]) -> None:
        entry = {
            "Source": RECORD_SOURCE if alert.status is AlertStatus.REPEATED else SOURCE,
            "DetailType": DETAIL_TYPE,
            "Detail": json.dumps(detail),
            "Resources": [alert.resource] if alert.has_arn and is_plain(alert.resource) else [],
        }
        answer = self.events.put_events(Entries=[entry])
        if answer.get("FailedEntryCount"):
            raise UndeliveredError(str(answer.get("Entries")))

    def put_heartbeat(self, region: str) -> None:
        """Put the heartbeat metric in another Region."""
        self._put(HEARTBEAT, region)

    def count(self, alert: Alert) -> None:
        """Count an alert in the Region of the vault, where the alarms on this metric are.

        Raises:
            UndeliveredError: When it cannot be counted.
        """
        try:
            self._put(METRIC, alert.place)
        except Exception as error:
            raise UndeliveredError(f"the alert cannot be counted: {error}") from error

    def _put(self, metric: str, region: str) -> None:
        self.cloudwatch(region).put_metric_data(
            Namespace=METRIC_NAMESPACE,
            MetricData=[
                {
                    "MetricName": metric,
                    "Dimensions": [{"Name": METRIC_DIMENSION, "Value": self.name}],
                    "Value": 1,
                    "Unit": "Count",
                }
            ],
        )


def attributes_of(alert: Alert) -> Mapping[str, Mapping[str, str]]:
    """Return what subscriptions of SNS filter by."""
    said = {"status": alert.status.value, "severity": alert.severity, "tier": tiers_of(alert)}
    return {name: _attribute(value) for name, value in said.items()}


def _attribute(value: str | list[str]) -> Mapping[str, str]:
    if isinstance(value, str):
        return {"DataType": "String", "StringValue": value}
    return {"DataType": "String.Array", "StringValue": json.dumps(value)}
