"""Sending an alert: topics for people, the bus for every other destination, and a metric.

A destination that fails keeps no message from the others; the call then ends in an error, so that
Lambda repeats it and in the end puts it into the dead-letter queue.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from bamp_pulumi.lambdas.alerts.alert import Alert
from bamp_pulumi.lambdas.alerts.wording import (
    DETAIL_TYPE,
    SOURCE,
    UNKNOWN_TIER,
    detail_of,
    subject_of,
    text_of,
)

__all__ = ["BEAT", "METRIC", "METRIC_DIMENSION", "METRIC_NAMESPACE", "Teller", "UntoldError"]

METRIC_NAMESPACE = "bamp/Alerts"
METRIC = "AlertsTold"
BEAT = "Beat"
METRIC_DIMENSION = "Alerts"


class UntoldError(Exception):
    """A destination did not receive the message."""


class _Client(Protocol):
    # Any: answers of AWS.
    def publish(self, **request: object) -> Any: ...  # noqa: ANN401

    def put_events(self, **request: object) -> Any: ...  # noqa: ANN401

    def put_metric_data(self, **request: object) -> Any: ...  # noqa: ANN401


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
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

    def tell(self, alert: Alert) -> None:
        """Send an alert to every destination.

        Raises:
            UntoldError: When a destination failed; the others have been tried.
        """
        wanted = [
            self.topic_arn if alert.is_for_everybody else "",
            "" if alert.people_know else self.routed_topic_arn,
        ]
        sends = [partial(self._publish, topic_arn) for topic_arn in wanted if topic_arn]
        errors: list[Exception] = []
        for send in (*sends, self._put_event):
            try:
                send(alert)
            except Exception as error:  # noqa: BLE001 - whatever fails, the others go on
                errors.append(error)
        if errors:
            raise UntoldError("; ".join(map(str, errors))) from errors[0]
        if alert.is_news:
            self._count(alert)

    def _publish(self, topic_arn: str, alert: Alert) -> None:
        self.sns.publish(
            TopicArn=topic_arn,
            Subject=subject_of(alert),
            Message=text_of(alert),
            MessageAttributes=attributes_of(alert),
        )

    def _put_event(self, alert: Alert) -> None:
        entry = {
            "Source": SOURCE,
            "DetailType": DETAIL_TYPE,
            "Detail": json.dumps(detail_of(alert)),
            "Resources": [alert.resource] if alert.has_arn else [],
        }
        answer = self.events.put_events(Entries=[entry])
        if answer.get("FailedEntryCount"):
            raise UntoldError(str(answer.get("Entries")))

    def beat(self, region: str) -> None:
        """Put the heartbeat metric in another Region."""
        self._put(BEAT, region)

    def _count(self, alert: Alert) -> None:
        """Count in the Region of the vault, where the alarms that ask for it stand."""
        self._put(METRIC, alert.vault_region or alert.region)

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
    said = {
        "status": alert.status.value,
        "severity": alert.severity,
        "tier": alert.tier or UNKNOWN_TIER,
    }
    return {name: {"DataType": "String", "StringValue": value} for name, value in said.items()}
