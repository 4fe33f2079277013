"""The function of the health check: what it may do, what it is given, and how it is watched.

Sources: Service Authorization Reference (read 2026-11-29); CloudWatch user guide, alarm-evaluation;
Lambda developer guide, monitoring-metrics-types (read 2026-11-29).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeVar

from bamp_pulumi.baseline.alerts.alarms import AlarmKind
from bamp_pulumi.baseline.alerts.place import AlertPlace
from bamp_pulumi.baseline.names import Names
from bamp_pulumi.catalog import types_not_offered
from bamp_pulumi.lambdas.health import (
    HEALTH_CHECKS,
    METRIC_DIMENSION,
    METRIC_NAMESPACE,
    Expected,
    read_actions,
    types_of,
)
from bamp_pulumi.policy import BackupPolicy

__all__ = [
    "HEALTH_ALARMS",
    "HEALTH_ERRORS",
    "health_missing",
    "render_health_environment",
    "render_health_policy",
]

_HOUR: Final = 3_600
_PERIODS: Final = 2
_Value = TypeVar("_Value")

HEALTH_ALARMS: Final = ("health-missing", "health-errors")
"""Ends of the names of the alarms that watch the check."""

HEALTH_ERRORS: Final = AlarmKind(
    describes="A health check of the backups has failed: what it was to notice may go unnoticed.",
    namespace="AWS/Lambda",
    metric="Errors",
    dimension="FunctionName",
)
"""What reports that a run of the check failed. It is off again once one hour has none."""


def health_missing(every_hours: int) -> AlarmKind:
    """Return the alarm that reports that no run of the check comes to its end.

    Args:
        every_hours: How often it runs. Hours, 1 to 24.
    """
    return AlarmKind(
        describes=f"No health check of the backups has come to its end for {_PERIODS} times "
        f"{every_hours} h: a missing backup would go unnoticed.",
        namespace=METRIC_NAMESPACE,
        metric=HEALTH_CHECKS,
        dimension=METRIC_DIMENSION,
        period=every_hours * _HOUR,
        periods=_PERIODS,
        comparison="LessThanThreshold",
        threshold=1,
        missing="breaching",
    )


def render_health_policy(
    place: AlertPlace, expected: Expected, queue_arn: str
) -> Mapping[str, object]:
    """Return what the function may do: read, report, say that it has run, and write its own log.

    Args:
        place: The alerts that it is part of.
        expected: What it looks for: of a type that nothing is promised of it lists nothing.
        queue_arn: Queue of calls that failed in the end.
    """
    return {"Version": "2012-10-17", "Statement": [*_statements(place, expected, queue_arn)]}


def _statements(
    place: AlertPlace, expected: Expected, queue_arn: str
) -> Iterator[Mapping[str, object]]:
    # List calls know no resources, but for the one of a vault's recovery points.
    yield _may(read_actions(types_of(expected)), "*")
    yield _may(["events:PutEvents"], place.bus_arn)
    yield _may(["scheduler:GetSchedule"], place.arn("scheduler", f"schedule/{place.name}/*"))
    yield _may(["scheduler:ListSchedules"], "*")
    counted = {"StringEquals": {"cloudwatch:namespace": METRIC_NAMESPACE}}
    yield {**_may(["cloudwatch:PutMetricData"], "*"), "Condition": counted}
    yield _may(["sqs:SendMessage"], queue_arn)
    log = place.arn("logs", f"log-group:{place.health_log}:*")
    yield _may(["logs:CreateLogStream", "logs:PutLogEvents"], log)


def _may(actions: Sequence[str], resource: str) -> Mapping[str, object]:
    return {"Effect": "Allow", "Action": [*actions], "Resource": resource}


def render_health_environment(
    place: AlertPlace,
    policy: BackupPolicy,
    names: Names,
    given: Mapping[str, _Value],
) -> dict[str, _Value | str]:
    """Return the environment of the function.

    Args:
        place: The alerts that it is part of.
        policy: What is promised.
        names: What the parts of the baseline are called.
        given: What only a deployment knows, by variable: `KEYS`, JSON of the ARN of the key of each
            vault by `name/region`, and `BACKUP_ROLE_ARN`. Keys are not in the archive, so that a
            preview knows all of the code that will run.
    """
    home, away = policy.primary_region, policy.recovery_region
    vaults = [f"{names.primary_vault}/{home}", f"{names.recovery_vault}/{away}"]
    return {
        "HEALTH_NAME": place.name,
        "ALERTS_NAME": place.name,
        "REGIONS": ",".join(dict.fromkeys((home, away))),
        "VAULTS": json.dumps(vaults),
        # Of these it asks nobody where boto3 knows no endpoint either.
        "LACKING": json.dumps({region: [*types_not_offered(region)] for region in (home, away)}),
        **given,
    }
