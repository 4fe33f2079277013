"""Alarms by name, and rules of composite ones: true, false or unknown while some alarms are on.

Source: CloudWatch user guide, alarm-combining; CloudWatch API, PutCompositeAlarm.AlarmRule; AWS CDK
API reference, AtLeastThreshold (read 2026-11-28).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from bamp_pulumi.catalog import InputRefusal
from bamp_pulumi.estate import Resource
from bamp_pulumi.truth import Truth, all_hold, any_holds, negated

__all__ = ["StateOf", "alarms_named", "name_of_alarm", "refused_alarm_rules", "rule_holds"]

StateOf = Callable[[str, str], Truth]
"""Answers whether an alarm, by name, is in a state: `ALARM`, `OK` or `INSUFFICIENT_DATA`."""

_STATES: Final = "ALARM|OK|INSUFFICIENT_DATA"
_NAME: Final = r"\"(?:[^\"\\]|\\.)*+\"|'[^']*+'|[^()\"',\s]++"
"""Without quotes a name has no space, bracket or comma; in quotes a backslash stands before one."""
_NAMES: Final = re.compile(_NAME)
_TOKEN: Final = re.compile(
    rf"AT_LEAST\s*\(\s*(?P<least>\d+)\s*(?P<percent>%?)\s*,\s*(?P<negated>NOT\s+)?(?P<counted>{_STATES})"
    rf"\s*,\s*\((?P<counts>\s*(?:{_NAME})(?:\s*,\s*(?:{_NAME}))*+\s*)\)\s*\)"
    rf"|(?P<state>{_STATES})\s*\(\s*(?P<name>{_NAME})\s*\)"
    r"|(?P<word>(?:AND|OR|NOT|TRUE|FALSE)\b|[()])",
    re.IGNORECASE,
)
_ARN: Final = re.compile(r"arn:[\w-]+:cloudwatch:([\w-]*):(\d*):alarm:")
_COMPOSITE: Final = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
_RULE: Final = "alarmRule"
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
    return frozenset(name for match in _TOKEN.finditer(rule) for name in _named(match))


def refused_alarm_rules(resource: Resource) -> Iterator[InputRefusal]:
    """List composite alarms that name alarms of another Region or account.

    Source: CloudWatch user guide, alarm-combining: those that it depends on are beside it (read
    2026-11-28).
    """
    rule = resource.value(_RULE) if resource.type == _COMPOSITE else None
    for match in _ARN.finditer(rule if isinstance(rule, str) else ""):
        places = ((match[1], resource.region), (match[2], resource.account_id))
        if any(there != here and here for there, here in places):
            yield InputRefusal(
                path=_RULE,
                given=f"a rule on an alarm of {match[1]} of {match[2]}",
                allowed=f"alarms of {resource.region} of {resource.account_id}",
                why="CloudWatch takes no others (CloudWatch user guide, alarm-combining)",
            )


def rule_holds(rule: object, state_of: StateOf) -> Truth:
    """Answer whether a rule is true; None for what is unknown, or has functions not read here."""
    if not isinstance(rule, str):
        return None
    tokens: list[re.Match[str]] = []
    rest = rule.strip()
    while rest:
        match = _TOKEN.match(rest)
        if match is None:
            return None
        tokens.append(match)
        rest = rest[match.end() :].lstrip()
    reader = _Reader(tokens, state_of)
    try:
        found = reader.alternatives()
    except _NotReadError:
        return None
    return found if reader.at == len(tokens) else None


def _named(match: re.Match[str]) -> Iterator[str]:
    """Name the alarms in a part of a rule."""
    for found in _NAMES.finditer(match["name"] or match["counts"] or ""):
        text = found[0]
        if text.startswith(('"', "'")):
            text = re.sub(r"\\(.)", r"\1", text[1:-1])
        yield _ARN.sub("", text)


def _at_least(match: re.Match[str], answers: Iterable[Truth]) -> Truth:
    """Answer whether enough alarms are in a state: one, a number of them, or a share in percent."""
    found = [negated(answer) if match["negated"] else answer for answer in answers]
    least = int(match["least"] or 1)

    def is_enough(count: int) -> bool:
        return count * 100 >= least * len(found) if match["percent"] else count >= least

    if is_enough(found.count(True)):
        return True
    return None if is_enough(len(found) - found.count(False)) else False


class _Reader:
    def __init__(self, tokens: Sequence[re.Match[str]], state_of: StateOf) -> None:
        self.tokens = tokens
        self.state_of = state_of
        self.at = 0
        self.depth = 0

    def _take(self, wanted: str) -> bool:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        is_next = token is not None and (token["word"] or "").upper() == wanted
        self.at += is_next
        return is_next

    def alternatives(self) -> Truth:
        found = [self._all()]
        while self._take("OR"):
            found.append(self._all())
        return any_holds(found)

    def _all(self) -> Truth:
        found = [self._one()]
        while self._take("AND"):
            found.append(self._one())
        return all_hold(found)

    def _one(self) -> Truth:
        if self.depth > _DEEPEST or self.at >= len(self.tokens):
            raise _NotReadError
        self.depth += 1
        found = self._read()
        self.depth -= 1
        return found

    def _read(self) -> Truth:
        if self._take("NOT"):
            return negated(self._one())
        if self._take("("):
            found = self.alternatives()
            if not self._take(")"):
                raise _NotReadError
            return found
        for word, value in (("TRUE", True), ("FALSE", False)):
            if self._take(word):
                return value
        match = self.tokens[self.at]
        if match["word"]:
            raise _NotReadError
        self.at += 1
        state = (match["state"] or match["counted"]).upper()
        return _at_least(match, (self.state_of(name, state) for name in _named(match)))
