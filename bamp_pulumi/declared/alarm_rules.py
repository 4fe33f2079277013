"""Alarms by name, and rules of composite ones: true, false or unknown while some alarms are on.

Source: CloudWatch user guide, alarm-combining; CloudWatch API, PutCompositeAlarm.AlarmRule
(read 2026-11-28).
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from bamp_pulumi.estate import Resource
from bamp_pulumi.truth import Truth, all_hold, any_holds, negated

__all__ = ["StateOf", "alarms_named", "name_of_alarm", "rule_holds"]

StateOf = Callable[[str, str], Truth]
"""Answers whether an alarm, by name, is in a state: `ALARM`, `OK` or `INSUFFICIENT_DATA`."""

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<state>ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:\"(?P<quoted>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|(?P<bare>[^()\"'\s]+))\s*\)|(?P<word>AND|OR|NOT|TRUE|FALSE)\b|(?P<sign>[()]))",
    re.IGNORECASE,
)
_DEEPEST: Final = 40


class _NotReadError(Exception):
    """The rule has something that is not read here."""


def name_of_alarm(alarm: Resource) -> str:
    """Return the name of an alarm in AWS, of one metric or composite; empty while unknown."""
    return alarm.text("name") or alarm.text("alarmName")


def alarms_named(rule: object) -> frozenset[str]:
    """Name the alarms that a rule depends on; ARNs count by the name in them."""
    if not isinstance(rule, str):
        return frozenset()
    found = (m for m in _TOKEN.finditer(rule) if m["state"])
    return frozenset(_name(match) for match in found)


def rule_holds(rule: object, state_of: StateOf) -> Truth:
    """Answer whether a rule is true; None for what is unknown, or has functions not read here."""
    if not isinstance(rule, str):
        return None
    tokens: list[re.Match[str]] = []
    at = 0
    while at < len(rule.rstrip()):
        match = _TOKEN.match(rule, at)
        if match is None:
            return None
        tokens.append(match)
        at = match.end()
    reader = _Reader(tokens, state_of)
    try:
        found = reader.alternatives(0)
    except _NotReadError:
        return None
    return found if reader.at == len(tokens) else None


def _name(match: re.Match[str]) -> str:
    text = match["quoted"] or match["single"] or match["bare"] or ""
    return text.rpartition(":alarm:")[2]


class _Reader:
    def __init__(self, tokens: Sequence[re.Match[str]], state_of: StateOf) -> None:
        self.tokens = tokens
        self.state_of = state_of
        self.at = 0

    def _take(self, group: str, wanted: str) -> bool:
        if self.at < len(self.tokens) and (self.tokens[self.at][group] or "").upper() == wanted:
            self.at += 1
            return True
        return False

    def alternatives(self, depth: int) -> Truth:
        found = [self._all(depth)]
        while self._take("word", "OR"):
            found.append(self._all(depth))
        return any_holds(found)

    def _all(self, depth: int) -> Truth:
        found = [self._one(depth)]
        while self._take("word", "AND"):
            found.append(self._one(depth))
        return all_hold(found)

    def _one(self, depth: int) -> Truth:
        if depth > _DEEPEST or self.at >= len(self.tokens):
            raise _NotReadError
        if self._take("word", "NOT"):
            return negated(self._one(depth + 1))
        if self._take("sign", "("):
            found = self.alternatives(depth + 1)
            if not self._take("sign", ")"):
                raise _NotReadError
            return found
        for word, value in (("TRUE", True), ("FALSE", False)):
            if self._take("word", word):
                return value
        match = self.tokens[self.at]
        if not match["state"]:
            raise _NotReadError
        self.at += 1
        return self.state_of(_name(match), match["state"].upper())
