"""What CloudWatch refuses of an alarm and no pattern says.

Source: CloudWatch API, PutMetricAlarm, PutCompositeAlarm (read 2026-11-28).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bamp_pulumi.catalog.conditions import value_at
from bamp_pulumi.catalog.deployment_rules.reading import (
    Inputs,
    arn_part,
    has,
    is_absent,
    items,
    known_text,
    refusal,
)
from bamp_pulumi.catalog.input_refusal import InputRefusal
from bamp_pulumi.catalog.input_rule import number_of
from bamp_pulumi.catalog.scalars import switch_of
from bamp_pulumi.catalog.unknown import UNKNOWN

__all__ = ["composite_alarm_refusals", "metric_alarm_refusals"]

_API: Final = "CloudWatch API, PutMetricAlarm"
_HOUR, _DAY, _WEEK = 3_600, 86_400, 604_800
_MINUTE: Final = 60
_SHORT_PERIODS: Final = (10, 20, 30)
_SHORT_QUERY_PERIODS: Final = (1, 5, *_SHORT_PERIODS)
_BANDS: Final = frozenset(
    {
        "GreaterThanUpperThreshold",
        "LessThanLowerOrGreaterThanUpperThreshold",
        "LessThanLowerThreshold",
    }
)
_SINGLE: Final = ("dimensions", "extendedStatistic", "namespace", "period", "statistic", "unit")
_EXTENDED: Final = re.compile(
    r"(p|tm|tc|ts|wm)\d{1,3}(\.\d+)?|iqm|(pr|tm|tc|ts|wm)\([^)]*:[^)]*\)", re.ASCII | re.IGNORECASE
)
_ACTIONS: Final = ("alarmActions", "okActions", "insufficientDataActions")
_COMPOSITE: Final = "CloudWatch API, PutCompositeAlarm"
_CALLS: Final = re.compile(
    r"\b(ALARM|OK|INSUFFICIENT_DATA)\s*\(|\b(TRUE|FALSE)\b|\bAT_LEAST\s*\(", re.IGNORECASE
)


def metric_alarm_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """One metric, or metrics and an expression; periods and ranges that CloudWatch evaluates."""
    yield from _metric_refusals(inputs)
    yield from _threshold_refusals(inputs)
    yield from _range_refusals(inputs)
    yield from _query_refusals(inputs)
    yield from _action_refusals(inputs, _API)


def composite_alarm_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """A rule over alarms; a suppressor comes with its two periods."""
    rule = known_text(inputs, "alarmRule")
    bare = re.sub(r'"[^"]*"', "", rule)
    if rule and (bare.count("(") != bare.count(")") or not _CALLS.search(rule)):
        allowed = "ALARM(...), OK(...), INSUFFICIENT_DATA(...) joined by AND, OR, NOT"
        yield refusal("alarmRule", rule, allowed, f"CloudWatch refuses the rule ({_COMPOSITE})")
    if has(inputs, "actionsSuppressor"):
        for part in ("waitPeriod", "extensionPeriod"):
            if is_absent(inputs, f"actionsSuppressor.{part}"):
                why = f"a suppressor needs both periods ({_COMPOSITE})"
                yield refusal(f"actionsSuppressor.{part}", "nothing", "a number of seconds", why)
    yield from _action_refusals(inputs, _COMPOSITE)


def _metric_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    sources = ("metricName", "metricQueries", "evaluationCriteria")
    given = [source for source in sources if has(inputs, source)]
    why = f"CloudWatch refuses the alarm ({_API})"
    if len(given) > 1 or all(is_absent(inputs, source) for source in sources):
        allowed = "one of metricName, metricQueries and evaluationCriteria"
        yield refusal("", ", ".join(given) or "none", allowed, why)
    if given == ["metricName"]:
        both = has(inputs, "statistic") and has(inputs, "extendedStatistic")
        none = is_absent(inputs, "statistic") and is_absent(inputs, "extendedStatistic")
        if both or none:
            allowed = "one of statistic and extendedStatistic"
            yield refusal("statistic", "both" if both else "neither", allowed, why)
        for path in ("period", "namespace"):
            if is_absent(inputs, path):
                yield refusal(path, "nothing", "a value, for a metric,", why)
    if given == ["metricQueries"]:
        for path in _SINGLE:
            if has(inputs, path):
                yield refusal(path, value_at(inputs, path), "only in metricQueries", why)
    extended = known_text(inputs, "extendedStatistic")
    if extended and not _EXTENDED.fullmatch(extended):
        allowed = "a percentile or trimmed mean such as p99, tm90 or TM(10%:90%)"
        yield refusal("extendedStatistic", extended, allowed, why)


def _threshold_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    if not is_absent(inputs, "evaluationCriteria"):
        return
    why = f"CloudWatch refuses the alarm ({_API})"
    band = is_absent(inputs, "thresholdMetricId")
    if known_text(inputs, "comparisonOperator") in _BANDS and band:
        allowed = "the id of the query that is the band, for this comparison"
        yield refusal("thresholdMetricId", "nothing", allowed, why)
    elif value_at(inputs, "threshold") is None and band:
        yield refusal("threshold", "nothing", "a number, or thresholdMetricId", why)
    for path in ("comparisonOperator", "evaluationPeriods"):
        if is_absent(inputs, path):
            yield refusal(path, "nothing", "a value, where evaluationCriteria has none,", why)


def _range_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    period = number_of(value_at(inputs, "period"))
    count = number_of(value_at(inputs, "evaluationPeriods"))
    points = number_of(value_at(inputs, "datapointsToAlarm"))
    why = f"CloudWatch refuses the alarm ({_API})"
    if points and count and points > count:
        yield refusal("datapointsToAlarm", f"{points:g}", f"at most {count:g}, as evaluated", why)
    if count is not None and count < 1:
        yield refusal("evaluationPeriods", f"{count:g}", "1 or more", why)
    if period is None:
        return
    if not _is_period(period, _SHORT_PERIODS):
        yield refusal("period", f"{period:g}", "10, 20, 30 or a multiple of 60 seconds", why)
    most = _DAY if period < _HOUR else _WEEK
    if count and period * count > most:
        given = f"period {period:g} times evaluationPeriods {count:g}"
        yield refusal("evaluationPeriods", given, f"at most {most} seconds in all", why)


def _query_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    queries = items(inputs, "metricQueries")
    why = f"CloudWatch refuses the query ({_API}, MetricDataQuery)"
    ids = [known_text({"q": query}, "q.id") for query in queries]
    for place, query in enumerate(queries):
        at, inside = f"metricQueries.{place}", {"q": query}
        if query is UNKNOWN:
            continue
        both = has(inside, "q.expression") and has(inside, "q.metric")
        none = is_absent(inside, "q.expression") and is_absent(inside, "q.metric")
        if both or none:
            given = "both" if both else "neither"
            yield refusal(at, given, "one of expression and metric", why)
        yield from _part_refusals(at, inside, why)
        for path, short in (("period", _SHORT_PERIODS), ("metric.period", _SHORT_QUERY_PERIODS)):
            period = number_of(value_at(inside, f"q.{path}"))
            if period is not None and not _is_period(period, (*short, *_SHORT_QUERY_PERIODS)):
                allowed = "1, 5, 10, 20, 30 or a multiple of 60 seconds"
                yield refusal(f"{at}.{path}", f"{period:g}", allowed, why)
        if ids[place] and ids[place] in ids[:place]:
            yield refusal(f"{at}.id", ids[place], "an id that no other query has", why)
    yield from _watched_refusals(inputs, queries)
    named = known_text(inputs, "thresholdMetricId")
    if named and queries and named not in ids and "" not in ids:
        yield refusal("thresholdMetricId", named, "the id of one of the queries", why)


def _part_refusals(at: str, inside: Inputs, why: str) -> Iterator[InputRefusal]:
    """A query of a metric names it, its period and its statistic."""
    for part in ("metricName", "period", "stat") if has(inside, "q.metric") else ():
        if is_absent(inside, f"q.metric.{part}"):
            yield refusal(f"{at}.metric.{part}", "nothing", "a value, for a metric,", why)


def _watched_refusals(inputs: Inputs, queries: Sequence[object]) -> Iterator[InputRefusal]:
    """One query is what the alarm watches; of a band, which is another query, nothing is said."""
    if not queries or not is_absent(inputs, "thresholdMetricId"):
        return
    given = [value_at({"q": query}, "q.returnData") for query in queries]
    returned = [switch_of(value, absent=False) for value in given]
    if UNKNOWN in queries or None in returned or returned.count(True) == 1:
        return
    times = f"true of {returned.count(True)} queries"
    why = f"CloudWatch refuses the alarm ({_API}.Metrics)"
    yield refusal("metricQueries.*.returnData", times, "true of the one query it watches", why)


def _is_period(period: float, short: Sequence[int]) -> bool:
    return period in short or (period > 0 and period % _MINUTE == 0)


def _action_refusals(inputs: Inputs, source: str) -> Iterator[InputRefusal]:
    home = known_text(inputs, "region")
    for path in _ACTIONS:
        for place, action in enumerate(items(inputs, path)):
            if not isinstance(action, str) or not action:
                continue
            region, at = arn_part(action, 3), f"{path}.{place}"
            if not arn_part(action, 2):
                yield refusal(at, action, "an ARN", f"CloudWatch refuses the action ({source})")
            elif home and region and region != home and arn_part(action, 2) == "sns":
                why = f"an alarm calls topics of its own Region only ({source})"
                yield refusal(at, action, f"a topic in {home}", why)
