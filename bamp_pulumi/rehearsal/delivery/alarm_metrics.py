"""What a metric alarm looks at: one metric with dimensions, all that publish it, or metric math.

An alarm names a metric and exactly one of the sets of dimensions that it is published with; with
any other set it never has data. A unit that no datapoint has finds none either.

Sources: CloudWatch user guide, cloudwatch-metrics-insights-querylanguage (SCHEMA names exactly the
dimensions that a metric has), using-metric-math; CloudWatch API, PutMetricAlarm.Unit
(read 2026-11-28).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.catalog import UNKNOWN, switch_of, whole_number
from bamp_pulumi.declared import entries, items, mapping
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery.metric_math import MISSING, NOT_READ, Value, evaluate
from bamp_pulumi.rehearsal.delivery.signal import Datapoint

__all__ = ["AlarmMetric", "Looked", "looks_at", "metrics_of"]

_QUERY: Final = re.compile(
    r"\s*SELECT\s+(?P<over>\w+)\(\s*\"?(?P<metric>[\w.]+)\"?\s*\)\s+FROM\s+(?P<schema>SCHEMA\(\s*)?"
    r"(?:\"(?P<quoted>[^\"]+)\"|(?P<bare>\w+))(?(schema)(?P<names>(?:\s*,\s*\"?\w+\"?)*)\s*\))"
    r"(?P<rest>\s.*\S)?\s*",
    re.IGNORECASE | re.DOTALL,
)
"""Without `SCHEMA` it is about whatever dimensions there are; what the rest leaves is not read."""
_OF_ONE_SAMPLE: Final = ("Average", "Maximum", "Minimum", "Sum")
"""Statistics that of one sample are its value."""
_OF_MANY: Final = ("Average", "Maximum", "Minimum")
"""Statistics that of many equal samples are their value."""
_MINUTE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmMetric:
    """A metric that an alarm looks at."""

    namespace: object
    metric: object
    names: frozenset[str]
    """Names of its dimensions."""
    values: Mapping[str, object] | None = None
    """Their values; None asks for every value there is."""
    is_hidden: bool = False
    """Whether some of it is not known."""
    statistic: object = None
    unit: object = None
    period: object = None
    """Seconds."""
    account_id: object = None
    """Account of the metric where it is another; None for the alarm's own."""
    over: str = ""
    """How a query of Metrics Insights sums up what it finds; empty for a plain metric."""

    def is_about(self, point: Datapoint) -> bool:
        """Return True if it may be the metric of a datapoint, with whatever dimensions."""
        return self.namespace in (point.namespace, UNKNOWN) and (
            self.metric in (point.metric, UNKNOWN)
        )

    def fits(self, published: Mapping[str, str]) -> bool:
        """Return True if it may be what is published with these dimensions."""
        if self.is_hidden and not self.names:
            return True
        values = self.values
        return self.names == frozenset(published) and (
            values is None or all(values[n] in (v, UNKNOWN) for n, v in published.items())
        )

    def value_of(self, point: Datapoint) -> Value:
        """Return what it comes to over a period in which there is this datapoint."""
        if not self.is_about(point) or self.account_id not in (None, UNKNOWN, point.account_id):
            return MISSING
        if not any(self.fits(published) for published in point.dimensions):
            return MISSING
        if self.is_hidden or UNKNOWN in (self.namespace, self.metric, self.unit, self.account_id):
            return NOT_READ
        if self.unit is not None and self.unit != point.unit:
            return MISSING if point.unit else NOT_READ
        period = whole_number(self.period)
        if period is None or (period < _MINUTE and not self.over):
            return NOT_READ
        return float(point.value) if self._is_its_value(point) else NOT_READ

    def _is_its_value(self, point: Datapoint) -> bool:
        if self.over:
            return self.over in ("MAX", "MIN") or (self.over == "SUM" and not point.lasts)
        return self.statistic in (_OF_MANY if point.lasts else _OF_ONE_SAMPLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What an alarm sees when there is a datapoint, and when there is none."""

    found: Value
    before: Value
    """What it sees while nothing is wrong."""
    why_missing: str = ""
    """Why it does not see the datapoint, where something is wrong with it."""


def metrics_of(alarm: Resource) -> Iterator[AlarmMetric]:
    """List the metrics that an alarm looks at."""
    given = alarm.value("metricQueries")
    queries = items(given)
    if given is UNKNOWN:
        yield AlarmMetric(namespace=UNKNOWN, metric=UNKNOWN, names=frozenset(), is_hidden=True)
    elif not queries:
        yield _metric(
            {
                "dimensions": alarm.value("dimensions"),
                "metricName": alarm.value("metricName"),
                "namespace": alarm.value("namespace"),
                "period": alarm.value("period"),
                "stat": alarm.value("statistic"),
                "unit": alarm.value("unit"),
            }
        )
    else:
        found = map(_of_query, entries(queries))
        yield from (metric for metric in found if metric is not None)


def looks_at(alarm: Resource, point: Datapoint) -> Looked | None:
    """Work out what an alarm sees of a datapoint; None when it looks at other things."""
    metrics = [metric for metric in metrics_of(alarm) if metric.is_about(point)]
    # Another vault or type is no fault of the alarm; a set that is never published is.
    if not any(metric.fits(published) for metric in metrics for published in point.dimensions):
        wrong = [m for m in metrics if not any(m.names == frozenset(p) for p in point.dimensions)]
        if not wrong:
            return None
        return Looked(found=MISSING, before=MISSING, why_missing=_dimensions(wrong[0], point))
    queries = entries(items(alarm.value("metricQueries")))
    if len(queries) != len(items(alarm.value("metricQueries"))):
        return Looked(found=NOT_READ, before=NOT_READ)
    found = _worked_out(queries, point) if queries else next(iter(metrics)).value_of(point)
    why = _unit(metrics, point) if found is MISSING else ""
    return Looked(found=found, before=_before(queries, point, metrics), why_missing=why)


def _before(
    queries: Sequence[Mapping[str, object]], point: Datapoint, metrics: Sequence[AlarmMetric]
) -> Value:
    if point.lasts:
        # It is published all the time, and all was well before.
        return MISSING
    return _worked_out(queries, None) if queries and metrics else MISSING


def _worked_out(queries: Sequence[Mapping[str, object]], point: Datapoint | None) -> Value:
    """Work out the query that an alarm watches; without a datapoint, what it is otherwise."""
    values: dict[str, Value] = {}
    for query in queries:
        metric = _of_query(query)
        if metric is not None:
            values[str(query.get("id"))] = MISSING if point is None else metric.value_of(point)
    metrics = [*values.values()]
    watched = [str(q.get("id")) for q in queries if switch_of(q.get("returnData"))]
    if len(watched) != 1 or not all(isinstance(query.get("id"), str) for query in queries):
        return NOT_READ
    for _ in queries:
        for query in queries:
            text, name = query.get("expression"), str(query.get("id"))
            found = evaluate(text, values, metrics) if isinstance(text, str) else NOT_READ
            if found is not NOT_READ:
                values[name] = found
    (one,) = watched
    return values.get(one, NOT_READ)


def _of_query(query: Mapping[str, object]) -> AlarmMetric | None:
    """Read a query of one metric, or of all that publish it; None for an expression."""
    metric = mapping(query.get("metric"))
    if metric:
        return _metric({**metric, "accountId": query.get("accountId")})
    expression = query.get("expression")
    found = _QUERY.fullmatch(expression) if isinstance(expression, str) else None
    if found is None:
        return None
    return AlarmMetric(
        namespace=found["quoted"] or found["bare"],
        metric=found["metric"],
        names=frozenset(re.findall(r"\w+", found["names"] or "")),
        is_hidden=not found["schema"] or bool(found["rest"]),
        period=query.get("period"),
        account_id=query.get("accountId"),
        over=found["over"].upper(),
    )


def _metric(fields: Mapping[str, object]) -> AlarmMetric:
    dimensions = fields.get("dimensions")
    named = mapping(dimensions)
    return AlarmMetric(
        namespace=fields.get("namespace"),
        metric=fields.get("metricName"),
        names=frozenset(named),
        values=named,
        is_hidden=UNKNOWN in (dimensions, *named.values()),
        statistic=fields.get("stat"),
        unit=fields.get("unit"),
        period=fields.get("period"),
        account_id=fields.get("accountId"),
    )


def _dimensions(metric: AlarmMetric, point: Datapoint) -> str:
    has = " or ".join(
        " with ".join(sorted(published)) or "no dimension" for published in point.dimensions
    )
    wants = " with ".join(sorted(metric.names)) or "no dimension"
    return f"it asks for {point.metric} by {wants}; it is published by {has}"


def _unit(metrics: Sequence[AlarmMetric], point: Datapoint) -> str:
    units = [m.unit for m in metrics if m.unit is not None and m.unit != point.unit]
    if not units:
        return ""
    return f"it asks for {point.metric} in {units[0]}; AWS publishes it in {point.unit}"
