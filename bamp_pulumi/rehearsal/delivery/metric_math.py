"""Metric math: what an expression over metrics comes to when one of them has a datapoint.

Read are numbers, ids of queries, `+ - * /`, comparisons, `AND`, `OR`, brackets, `FILL`, `IF`, and
`SUM`, `MAX`, `MIN` and `AVG` over a list or `METRICS()`. What anything else comes to is not known,
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
    r"\s*(?:(?P<number>\d+\.?\d*|\.\d+)|(?P<word>[A-Za-z_]\w*)|(?P<sign>[<>=!]=|&&|\|\||[-+*/(),<>\[\]])"
    r"|(?P<text>\"[^\"]*\"|'[^']*'))"
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


def evaluate(expression: str, values: Mapping[str, Value]) -> Value:
    """Work out an expression.

    Args:
        expression: The text of a query.
        values: What each other query comes to, by its id; those of metrics first.
    """
    tokens = _tokens(expression) if len(expression) <= _LONGEST else None
    if tokens is None:
        return NOT_READ
    try:
        parser = _Parser(tokens, values)
        found = parser.alternatives(0)
    except _NotReadError:
        return NOT_READ
    return found if parser.at == len(tokens) and not isinstance(found, list) else NOT_READ


class _NotReadError(Exception):
    """The expression has something that is not read here."""


def _tokens(text: str) -> list[str] | None:
    found: list[str] = []
    at = 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            return None
        found.append(match[0].strip())
        at = match.end()
    return found


_Result = Value | list[Value]


class _Parser:
    """Reads and works out in one go, from left to right."""

    def __init__(self, tokens: Sequence[str], values: Mapping[str, Value]) -> None:
        self.tokens = tokens
        self.values = values
        self.at = 0

    def _next(self) -> str:
        return self.tokens[self.at].upper() if self.at < len(self.tokens) else ""

    def _take(self, *wanted: str) -> str:
        if self._next() not in wanted:
            return ""
        self.at += 1
        return self.tokens[self.at - 1].upper()

    def _must(self, wanted: str) -> None:
        if not self._take(wanted):
            raise _NotReadError

    def alternatives(self, depth: int) -> _Result:
        found = self._both(depth)
        while self._take("OR", "||"):
            found = _joined(found, self._both(depth), lambda a, b: float(bool(a) or bool(b)))
        return found

    def _both(self, depth: int) -> _Result:
        found = self._compared(depth)
        while self._take("AND", "&&"):
            found = _joined(found, self._compared(depth), lambda a, b: float(bool(a) and bool(b)))
        return found

    def _compared(self, depth: int) -> _Result:
        found = self._sum(depth)
        sign = self._take(*_COMPARE)
        if sign:
            compare = _COMPARE[sign]
            found = _joined(found, self._sum(depth), lambda a, b: float(compare(a, b)))
        return found

    def _sum(self, depth: int) -> _Result:
        found = self._product(depth)
        while sign := self._take("+", "-"):
            found = _joined(found, self._product(depth), add if sign == "+" else sub)
        return found

    def _product(self, depth: int) -> _Result:
        found = self._one(depth)
        while sign := self._take("*", "/"):
            found = _joined(found, self._one(depth), mul if sign == "*" else _divided)
        return found

    def _one(self, depth: int) -> _Result:
        if depth > _DEEPEST:
            raise _NotReadError
        if self._take("-"):
            return _joined(0.0, self._one(depth + 1), sub)
        if self._take("("):
            found = self.alternatives(depth + 1)
            self._must(")")
            return found
        if self._take("["):
            return self._listed(depth, "]")
        if self.at >= len(self.tokens):
            raise _NotReadError
        token = self.tokens[self.at]
        self.at += 1
        if token[0].isdigit() or token[0] == ".":
            return float(token)
        if self._take("("):
            return _called(token.upper(), self._arguments(depth), self.values)
        if token not in self.values:
            raise _NotReadError
        return self.values[token]

    def _arguments(self, depth: int) -> list[_Result]:
        if self._take(")"):
            return []
        found = [self.alternatives(depth + 1)]
        while self._take(","):
            found.append(self.alternatives(depth + 1))
        self._must(")")
        return found

    def _listed(self, depth: int, end: str) -> list[Value]:
        found = [_plain(self.alternatives(depth + 1))]
        while self._take(","):
            found.append(_plain(self.alternatives(depth + 1)))
        self._must(end)
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


def _called(name: str, given: Sequence[_Result], values: Mapping[str, Value]) -> _Result:
    if name == "METRICS" and not given:
        return list(values.values())
    if name == "FILL" and len(given) == 2:  # noqa: PLR2004 - a metric, and what fills it
        return _filled(given[0], _plain(given[1]))
    if name == "IF" and len(given) in (2, 3):
        return _chosen(_plain(given[0]), given[1:])
    if name in _OVER_ALL and len(given) == 1 and isinstance(given[0], list):
        found = given[0]
        if found and all(value is MISSING for value in found):
            return MISSING  # nothing to add up
        numbers = [value for value in found if isinstance(value, float)]
        is_whole = bool(numbers) and len(numbers) == len(found)
        return float(_OVER_ALL[name](numbers)) if is_whole else NOT_READ
    raise _NotReadError


def _filled(value: _Result, filling: Value) -> _Result:
    if isinstance(value, list):
        return [_plain(_filled(one, filling)) for one in value]
    return filling if value is MISSING else value


def _chosen(condition: Value, choices: Sequence[_Result]) -> Value:
    if isinstance(condition, _Special):
        return NOT_READ
    if condition:
        return _plain(choices[0])
    return _plain(choices[1]) if len(choices) > 1 else MISSING
