"""Calls of AWS APIs in the log of a trail, and the metric filters that count them.

A trail writes every call as one log event into its log group, as its role. A metric filter of the
group makes a datapoint of each that fits its pattern.

Source: CloudTrail user guide, send-cloudtrail-events-to-cloudwatch-logs and
cloudtrail-required-policy-for-cloudwatch-logs; CloudWatch Logs user guide,
MonitoringPolicyExamples, MonitoringLogData (read 2026-11-28).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused, worst
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import (
    ROLE,
    TRAIL,
    has_unread_key,
    linked,
    mapping,
    records_calls,
    why_no_trail,
)
from bamp_pulumi.estate import Reference, Resource, may_share_place
from bamp_pulumi.rehearsal.delivery.declared import same_place
from bamp_pulumi.rehearsal.delivery.path import (
    AlertPath,
    Delivered,
    Dropped,
    Routing,
    otherwise,
)
from bamp_pulumi.rehearsal.delivery.roles import may_as
from bamp_pulumi.rehearsal.delivery.signal import CALL, Datapoint, Event
from bamp_pulumi.signals import ABSENT, log_field, match_log_event

__all__ = ["count_in_logs"]

_FILTER: Final = "aws:cloudwatch/logMetricFilter:LogMetricFilter"
_LOG_GROUP: Final = "aws:cloudwatch/logGroup:LogGroup"
_CLOUDTRAIL: Final = "cloudtrail.amazonaws.com"
_WRITES: Final = ("logs:CreateLogStream", "logs:PutLogEvents")
_MINUTES: Final = 10
"""CloudTrail delivers within about five minutes of a call, and the filter counts by the minute."""
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_STANDARD: Final = "STANDARD"


def count_in_logs(routing: Routing, event: Event, path: AlertPath) -> Iterator[Delivered | Dropped]:
    """Follow a call to the metrics that filters make of it in the logs of trails."""
    if event.detail_type != CALL:
        return
    source = str(event.detail.get("eventSource"))
    for trail in routing.estate.of_type(TRAIL):
        recorded = records_calls(trail, event.account_id, event.region, source)
        if recorded is False or trail.value("cloudWatchLogsGroupArn") is None:
            continue
        groups = [*_groups_of(routing, trail)]
        answer = worst(
            [
                routing.stands(trail),
                refused(why) if (why := why_no_trail(routing.estate, trail)) else ALLOWED,
                ALLOWED if recorded else in_doubt(f"which calls {trail.name} records"),
                in_doubt(f"whether {trail.name} may use its key, which nothing declares")
                if has_unread_key(routing.estate, trail)
                else ALLOWED,
            ]
        )
        for group, is_its in groups:
            step = path.past(trail.name, answer, minutes=_MINUTES)
            if not isinstance(step, Dropped):
                step = step.past(group.name, worst([is_its, _writes(routing, trail, group)]))
            if isinstance(step, Dropped):
                yield step
            else:
                yield from _filters(routing, group, event, step)


def _groups_of(routing: Routing, trail: Resource) -> Iterator[tuple[Resource, Answer]]:
    """List the log group of a trail, which names it with `:*` behind its ARN.

    Where nothing says which one an unknown ARN names, each of its place may be meant.
    """
    arn, estate = trail.value("cloudWatchLogsGroupArn"), routing.estate
    written = arn.removesuffix(":*") if isinstance(arn, str) else arn
    resolved = estate.resolve(trail, "cloudWatchLogsGroupArn", _LOG_GROUP, written=written)
    if resolved.only is not None:
        yield resolved.only, ALLOWED
        return
    doubt = in_doubt(f"which log group {trail.name} writes to is known after deployment")
    for group in estate.of_type(_LOG_GROUP) if resolved.is_open else resolved.possible:
        if may_share_place(group, trail):
            yield group, doubt


def _writes(routing: Routing, trail: Resource, group: Resource) -> Answer:
    role = routing.estate.resolve(trail, "cloudWatchLogsRoleArn", ROLE).only
    kind = group.value("logGroupClass")
    answers = [routing.stands(group), same_place(group, trail)]
    if kind not in (None, _STANDARD, UNKNOWN):
        answers.append(refused(f"metric filters count nothing in a log group of class {kind}"))
    if trail.value("cloudWatchLogsRoleArn") is None:
        answers.append(refused(f"trail {trail.name} has no role to write it as"))
    elif role is None:
        answers.append(in_doubt(f"no given program declares the role of {trail.name}"))
    else:
        arn = group.text("arn")
        stream = f"{arn}:log-stream:{trail.account_id}_CloudTrail_{trail.region}" if arn else ""
        answers += [may_as(routing, role, _CLOUDTRAIL, one, stream) for one in _WRITES]
    if group.value("kmsKeyId") is not None:
        answers.append(in_doubt(f"whether CloudWatch Logs may use the key of {group.name}"))
    return worst(answers)


def _filters(
    routing: Routing, group: Resource, event: Event, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    estate = routing.estate
    sure = estate.naming(group, "logGroupName", _FILTER)
    perhaps = estate.perhaps_naming(group, "logGroupName", _FILTER)
    yield from otherwise(
        _counted(routing, group, event, path, sure),
        lambda: _counted(routing, group, event, path, perhaps),
    )


def _counted(
    routing: Routing,
    group: Resource,
    event: Event,
    path: AlertPath,
    filters: Iterable[Reference],
) -> Iterator[Delivered | Dropped]:
    for reference in filters:
        counts = reference.source
        log_event = event.record
        fits = match_log_event(counts.value("pattern"), log_event)
        if fits is False:
            yield path.dropped(
                counts.name,
                f"its pattern does not match this {event.detail.get('eventName')}",
                broken=False,
            )
            continue
        answers = [
            routing.stands(counts),
            same_place(counts, group),
            linked(reference, f"which log group {counts.name} is for"),
            ALLOWED if fits else in_doubt(f"pattern of {counts.name}"),
        ]
        step = path.past(counts.name, worst(answers))
        if isinstance(step, Dropped):
            yield step
        else:
            yield from _count(routing, counts, log_event, step)


def _count(
    routing: Routing, counts: Resource, log_event: Mapping[str, object], path: AlertPath
) -> Iterator[Delivered | Dropped]:
    given = counts.value("metricTransformation")
    made = mapping(given)
    name, namespace, value = made.get("name"), made.get("namespace"), made.get("value")
    dimensions = {
        key: log_field(log_event, field) if isinstance(field, str) else UNKNOWN
        for key, field in mapping(made.get("dimensions")).items()
    }
    if ABSENT in dimensions.values():
        yield path.dropped(counts.name, "the call has no field for one of its dimensions")
    elif UNKNOWN in (given, name, namespace, *dimensions.values()):
        doubt = in_doubt(f"which metric {counts.name} counts is known after deployment")
        yield path.delivered("unknown", counts.name, doubt)
    elif not isinstance(name, str) or not isinstance(namespace, str):
        yield path.dropped(counts.name, "its metric has no name or namespace")
    else:
        if not isinstance(value, str) or not _NUMBER.fullmatch(value):
            path = path.provided(in_doubt(f"the value that {counts.name} counts"))
            value = "1"
        # A default stands for every period in which something else is logged.
        point = Datapoint(
            account_id=counts.account_id,
            region=counts.region,
            namespace=namespace,
            metric=name,
            value=float(value),
            dimensions=({key: str(one) for key, one in dimensions.items()},),
            unit=str(made.get("unit") or "None"),
        )
        yield from routing.datapoint(point, path)
