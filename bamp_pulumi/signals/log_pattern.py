"""Filter patterns of CloudWatch Logs: does a metric filter count a log event that is JSON?

A JSON pattern is conditions on fields joined by `&&` and `||`, in braces. Texts may hold `*` for
any characters. Patterns of words are looked up in nothing here: only the empty one, which counts
everything, is known.

Source: CloudWatch Logs user guide, FilterAndPatternSyntaxForMetricFilters (read 2026-11-28).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, cast

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.signals.comparison import ABSENT, OPERATORS
from bamp_pulumi.truth import Truth, all_hold, any_holds, negated

__all__ = ["log_field", "match_log_event"]

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<path>\$[.\[](?:[\w\-.\[\]\"'*$@:/]|(?<=\[)\")+)|(?P<text>\"(?:[^\"\\]|\\.)*\")"
    r"|(?P<sign>&&|\|\||!=|<=|>=|[=<>(){}])|(?P<word>[^\s()&|=<>!{}\"]+))"
)
_STEP: Final = re.compile(r"[\w\-@:/]+")
_DEEPEST: Final = 40
_LONGEST: Final = 1_024
"""A pattern has at most 1,024 characters (CloudWatch Logs API, FilterPattern)."""


class _NotReadError(Exception):
    """The pattern has something that is not read here."""


def match_log_event(pattern: object, event: Mapping[str, object]) -> Truth:
    """Answer whether a metric filter counts a log event.

    Args:
        pattern: The filter pattern; `UNKNOWN` where unknown.
        event: The log event, parsed; `UNKNOWN` where unknown.

    Returns:
        True or False; None where that is not known, or the pattern is of a form not read here.
    """
    if not isinstance(pattern, str):
        return None
    text = pattern.strip()
    if text in {"", '" "'}:
        return True
    if not (text.startswith("{") and text.endswith("}")) or len(text) > _LONGEST:
        return None
    tokens = _tokens(text[1:-1])
    try:
        reader = _Reader(tokens, event)
        found = reader.alternatives(0)
    except _NotReadError:
        return None
    return found if reader.at == len(tokens) else None


def log_field(event: Mapping[str, object], path: str) -> object:
    """Read a field of a log event by a path such as `$.userIdentity.arn`; `ABSENT` without it."""
    found: object = cast("object", event)
    for step in _STEP.findall(path.removeprefix("$")):
        if found is UNKNOWN:
            return UNKNOWN
        if isinstance(found, Mapping):
            found = cast("Mapping[str, object]", found).get(step, ABSENT)
        elif isinstance(found, Sequence) and not isinstance(found, str) and step.isdigit():
            items = cast("Sequence[object]", found)
            found = items[int(step)] if int(step) < len(items) else ABSENT
        else:
            return ABSENT
    return found


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            return ["?"]
        found.append(match[0].strip())
        at = match.end()
    return found


class _Reader:
    def __init__(self, tokens: Sequence[str], event: Mapping[str, object]) -> None:
        self.tokens = tokens
        self.event = event
        self.at = 0

    def _take(self, *wanted: str) -> str:
        found = self.tokens[self.at] if self.at < len(self.tokens) else ""
        if not found or (wanted and found.upper() not in wanted):
            return ""
        self.at += 1
        return found

    def alternatives(self, depth: int) -> Truth:
        found = [self._all(depth)]
        while self._take("||"):
            found.append(self._all(depth))
        return any_holds(found)

    def _all(self, depth: int) -> Truth:
        found = [self._one(depth)]
        while self._take("&&"):
            found.append(self._one(depth))
        return all_hold(found)

    def _one(self, depth: int) -> Truth:
        if depth > _DEEPEST:
            raise _NotReadError
        if self._take("("):
            found = self.alternatives(depth + 1)
            if not self._take(")"):
                raise _NotReadError
            return found
        path = self._take()
        if not path.startswith("$"):
            raise _NotReadError
        value = log_field(self.event, path)
        if "*" in path:
            value = UNKNOWN
        if self._take("IS"):
            return _is(value, self._take().upper())
        if self._take("NOT"):
            if not self._take("EXISTS"):
                raise _NotReadError
            return None if value is UNKNOWN else value is ABSENT
        return _compared(value, self._take(), self._take())


def _is(value: object, wanted: str) -> Truth:
    if wanted not in {"NULL", "TRUE", "FALSE"}:
        raise _NotReadError
    if value is UNKNOWN:
        return None
    return value is {"NULL": None, "TRUE": True, "FALSE": False}[wanted]


def _compared(value: object, sign: str, wanted: str) -> Truth:
    if sign not in {"=", "!=", "<", "<=", ">", ">="} or not wanted:
        raise _NotReadError
    if value is UNKNOWN:
        return None
    if value is ABSENT:
        # No page says whether a field that is not there differs from a text.
        return None if sign == "!=" else False
    number = _number(wanted)
    if number is not None and not isinstance(value, str):
        return (
            OPERATORS["numeric"]([sign, number], value)
            if sign != "!="
            else negated(OPERATORS["numeric"](["=", number], value))
        )
    if sign not in {"=", "!="}:
        return False
    text = re.sub(r"\\(.)", r"\1", wanted[1:-1]) if wanted.startswith('"') else wanted
    if not isinstance(value, str):
        return None
    fits = OPERATORS["wildcard"](text, value)
    return fits if sign == "=" else negated(fits)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
