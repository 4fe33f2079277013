"""Metric math: the value of an expression over metrics when one of them has a datapoint.

Read are numbers, ids of queries, `+ - * /`, comparisons, `AND`, `OR`, brackets, `FILL`, `IF`, and
`SUM`, `MAX`, `MIN` and `AVG` over a list or `METRICS()`. The value of anything else is unknown,
and neither is arithmetic with a metric that has no datapoint.

Source: CloudWatch user guide, using-metric-math (read 2026-11-28).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import add, eq, ge, gt, le, lt, mul, ne, sub
from typing import Final

__all__ = ["MISSING", "NOT_READ", "Value", "evaluate"]


@dataclass(frozen=True, slots=True)
class _Special:
    name: str


MISSING: Final = _Special("no datapoint")
NOT_READ: Final = _Special("not read")
Value = float | _Special
"""A number, no datapoint, or a value that is not known."""

_TOKEN: Final = re.compile(
    r"(?P<number>\d+\.?\d*|\.\d+)|(?P<word>[A-Za-z_]\w*)|(?P<sign>[<>=!]=|&&|\|\||[-+*/(),<>\[\]])"
    r"|(?P<text>\"[^\"]*\"|'[^']*')"
)
_DEEPEST: Final = 40
_LONGEST: Final = 2_048
"""An expression has at most 2,048 characters (CloudWatch API, MetricDataQuery)."""
_COMPARE: Final[Mapping[str, Callable[[float, float], bool]]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "==": eq,
    "!=": ne,
}
_OVER_ALL: Final[Mapping[str, Callable[[Sequence[float]], float]]] = {
    "SUM": sum,
    "MAX": max,
    "MIN": min,
    "AVG": lambda values: sum(values) / len(values),
}


def evaluate(
    expression: str, values: Mapping[str, Value], metrics: Sequence[Value] | None = None
) -> Value:
    """Work out an expression.

    Args:
        expression: The text of a query.
        values: The value of each other query, by its id.
        metrics: What `METRICS()` contains: the queries that are no expressions. Default: all.
    """
    tokens = _tokens(expression) if len(expression) <= _LONGEST else None
    if tokens is None:
        return NOT_READ
    try:
        parser = _Parser(tokens, values, metrics)
        found = parser.alternatives()
    except _NotReadError:
        return NOT_READ
    return found if parser.at == len(tokens) and not isinstance(found, list) else NOT_READ


class _NotReadError(Exception):
    """The expression has something that is not read here."""


def _tokens(text: str) -> list[str] | None:
    found: list[str] = []
    rest = text.strip()
    while rest:
        match = _TOKEN.match(rest)
        if match is None:
            return None
        found.append(match[0])
        rest = rest[match.end() :].lstrip()
    return found


_Result = Value | list[Value]


class _Parser:
    """Reads and works out in one go, from left to right."""

    def __init__(
        self,
        tokens: Sequence[str],
        values: Mapping[str, Value],
        metrics: Sequence[Value] | None,
    ) -> None:
        self.tokens = tokens
        self.values = values
        self.metrics = [*values.values()] if metrics is None else [*metrics]
        self.at = 0
        self.depth = 0

    def _take(self, *wanted: str) -> str | None:
        token = next(iter(self.tokens[self.at :]), None)
        if token is None or token.upper() not in wanted:
            return None
        self.at += 1
        return token.upper()

    def _must(self, wanted: str) -> None:
        if not self._take(wanted):
            raise _NotReadError

    def alternatives(self) -> _Result:
        found = self._both()
        while self._take("OR", "||"):
            found = _joined(found, self._both(), lambda a, b: float(bool(a) or bool(b)))
        return found

    def _both(self) -> _Result:
        found = self._compared()
        while self._take("AND", "&&"):
            found = _joined(found, self._compared(), lambda a, b: float(bool(a) and bool(b)))
        return found

    def _compared(self) -> _Result:
        found = self._sum()
        sign = self._take(*_COMPARE)
        if sign:
            compare = _COMPARE[sign]
            found = _joined(found, self._sum(), lambda a, b: float(compare(a, b)))
        return found

    def _sum(self) -> _Result:
        found = self._product()
        while sign := self._take("+", "-"):
            found = _joined(found, self._product(), add if sign == "+" else sub)
        return found

    def _product(self) -> _Result:
        found = self._one()
        while sign := self._take("*", "/"):
            found = _joined(found, self._one(), mul if sign == "*" else _divided)
        return found

    def _one(self) -> _Result:
        if self.depth > _DEEPEST:
            raise _NotReadError
        self.depth += 1
        found = self._read()
        self.depth -= 1
        return found

    def _read(self) -> _Result:
        if self._take("-"):
            return _joined(0.0, self._one(), sub)
        if self._take("("):
            found = self.alternatives()
            self._must(")")
            return found
        if self._take("["):
            return self._listed()
        if self.at >= len(self.tokens):
            raise _NotReadError
        token = self.tokens[self.at]
        self.at += 1
        if token[0].isdigit() or token[0] == ".":
            return float(token)
        if self._take("("):
            return _called(token.upper(), self._arguments(), self.metrics)
        if token not in self.values:
            raise _NotReadError
        return self.values[token]

    def _arguments(self) -> list[_Result]:
        if self._take(")"):
            return []
        found = [self.alternatives()]
        while self._take(","):
            found.append(self.alternatives())
        self._must(")")
        return found

    def _listed(self) -> list[Value]:
        found = [_plain(self.alternatives())]
        while self._take(","):
            found.append(_plain(self.alternatives()))
        self._must("]")
        return found


def _plain(value: _Result) -> Value:
    if isinstance(value, list):
        raise _NotReadError
    return value


def _joined(one: _Result, other: _Result, law: Callable[[float, float], float]) -> Value:
    left, right = _plain(one), _plain(other)
    if isinstance(left, _Special) or isinstance(right, _Special):
        # Of a metric without a datapoint no page says what arithmetic comes to.
        return NOT_READ
    return law(left, right)


def _divided(one: float, other: float) -> float:
    if other == 0:
        raise _NotReadError
    return one / other


def _called(name: str, given: Sequence[_Result], metrics: list[Value]) -> _Result:
    match name, *given:
        case ["METRICS"]:
            return metrics
        case ["FILL", value, filling]:
            return _filled(value, _plain(filling))
        case ["IF", condition, yes]:
            return _chosen(_plain(condition), yes, MISSING)
        case ["IF", condition, yes, no]:
            return _chosen(_plain(condition), yes, no)
        case [_, list() as found] if name in _OVER_ALL:
            return _over_all(name, found)
        case _:
            raise _NotReadError


def _over_all(name: str, found: Sequence[Value]) -> Value:
    numbers = [value for value in found if isinstance(value, float)]
    if numbers and len(numbers) == len(found):
        return float(_OVER_ALL[name](numbers))
    # Without any number there is nothing to add up.
    return MISSING if all(value is MISSING for value in found) else NOT_READ


def _filled(value: _Result, filling: Value) -> _Result:
    if isinstance(value, list):
        return [_plain(_filled(one, filling)) for one in value]
    return filling if value is MISSING else value


def _chosen(condition: Value, yes: _Result, no: _Result) -> Value:
    if isinstance(condition, _Special):
        return NOT_READ
    return _plain(yes if condition else no)
