"""What an alarm asks for: a metric with dimensions, all that publish it, or other alarms.

Sources: CloudWatch user guide, cloudwatch-metrics-insights-querylanguage (SCHEMA names exactly the
dimensions that a metric has) and Create_Composite_Alarm (read 2026-11-26).
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import items, mapping
from bamp_pulumi.estate import Resource
from bamp_pulumi.truth import Truth

__all__ = ["Asked", "asked_by", "name_of_alarm", "rule_is_on"]

_QUERY: Final = re.compile(
    r"\s*SELECT\s+\w+\(\s*\"?(?P<metric>[\w.]+)\"?\s*\)\s+FROM\s+"
    r"SCHEMA\(\s*\"(?P<namespace>[^\"]+)\"(?P<names>(?:\s*,\s*\"?\w+\"?)*)\s*\)\s*",
    re.IGNORECASE,
)
_CHILD: Final = re.compile(r"(NOT\s+)?(ALARM|OK|INSUFFICIENT_DATA)\(\s*\"?([^\")]+)\"?\s*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an alarm asks for."""

    namespace: object
    metric: object
    names: AbstractSet[str]
    """Names of its dimensions."""
    values: Mapping[str, object] | None = None
    """Their values; None asks for every value there is."""
    is_hidden: bool = False
    """Whether some of it is not known."""

    def fits(self, published: Mapping[str, str]) -> bool:
        """Say whether it may be what is published with these dimensions."""
        if self.is_hidden and not self.names:
            return True
        values = self.values
        return self.names == published.keys() and (
            values is None or all(values[n] in (v, UNKNOWN) for n, v in published.items())
        )


def asked_by(alarm: Resource) -> Asked | None:
    """Read what an alarm asks for; None for what is neither one metric nor a query of one."""
    queries = items(alarm.value("metricQueries"))
    if not queries:
        dimensions = alarm.value("dimensions")
        named = mapping(dimensions)
        return Asked(
            namespace=alarm.value("namespace"),
            metric=alarm.value("metricName"),
            names=named.keys(),
            values=named,
            is_hidden=UNKNOWN in (dimensions, *named.values()),
        )
    expression = mapping(queries[0]).get("expression") if len(queries) == 1 else None
    found = _QUERY.fullmatch(expression) if isinstance(expression, str) else None
    if found is None:
        return None
    names = frozenset(re.findall(r"\w+", found["names"]))
    return Asked(namespace=found["namespace"], metric=found["metric"], names=names)


def name_of_alarm(alarm: Resource) -> str:
    """Return the name of an alarm in AWS, of one metric or composite; empty while unknown."""
    return alarm.text("name") or alarm.text("alarmName")


def rule_is_on(rule: object, alarm: str) -> Truth:
    """Say whether the rule of a composite alarm is true while one alarm is on, and no other.

    Rules of one operator are read; of others, and of those with brackets, nothing is known.
    """
    if not isinstance(rule, str):
        return None
    named = [name.rpartition(":alarm:")[2] for _, _, name in _CHILD.findall(rule)]
    if alarm not in named:
        return False
    left = _CHILD.sub("", rule).split()
    if left and set(left) not in ({"OR"}, {"AND"}):
        return None
    each = [
        _holds(kind, is_on=name.rpartition(":alarm:")[2] == alarm) is not bool(negated)
        for negated, kind, name in _CHILD.findall(rule)
    ]
    return all(each) if "AND" in left else any(each)


def _holds(kind: str, *, is_on: bool) -> bool:
    return is_on if kind == "ALARM" else kind == "OK" and not is_on
