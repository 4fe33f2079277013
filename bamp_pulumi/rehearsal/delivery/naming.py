"""Of what a message notifies: does it name what has happened, and what it has happened to?

Two things a person has to read. *What has happened*: the state of a job, the name of a call, the
name of an alarm, the message of AWS Backup. *What it is about*: the finest thing that the signal
itself names. An event of a job names its resource, so a message of it has to; a metric of a vault
names the vault and no resource, so its alarm cannot do more.

An alarm on a metric with dimensions names what it is about: the alarm's definition, which its name
leads to, names the metric, and the metric by its dimensions the vault or the database; the list of
jobs of that vault says which resource. A metric that is published without dimensions, as a metric
filter makes one, says nothing of what a call was made on. Where the alarm names the call, in its
name, description or metric, the event history of CloudTrail finds it; where it does not, whether a
person finds it is in doubt.

Sources: CloudWatch user guide, alarms-and-actions; AWS CloudTrail user guide,
view-cloudtrail-events (look up by event name); AWS Backup developer guide, eventbridge and
backup-notifications (read 2026-11-28).
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, cast

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.texts import leaves_of
from bamp_pulumi.truth import Truth, all_hold, any_holds

__all__ = ["Naming", "Says", "headline", "stand_in"]

_HEADLINE: Final = 120
"""Longest headline, in characters: a line and a half of a terminal."""
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_STAND_IN: Final = re.compile(r"[A-Z]+(?:-[A-Z]+)+")
_TEXT_FIELDS: Final = ("summary", "text", "Message", "message", "description", "title")
"""Fields in which messages have their first line."""


def stand_in(field: str) -> str:
    """Return the placeholder of a value that only AWS knows: `KEY-ID` for `keyId`."""
    return _HUMP.sub("-", field).upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """What a message says, as far as a person has to know."""

    what: Truth = None
    """Whether it names what has happened."""
    about: Truth = None
    """Whether it names what that is about."""
    headline: str = ""
    """Its first line, or a placeholder; empty while unknown."""
    by: str = ""
    """Name of the resource that it comes from, or that decides what it says; empty if unknown."""
    coarse: str = ""
    """What it names in place of the resource; empty where it names the resource."""
    takes: tuple[str, ...] = ()
    """Paths of an event that a message would have to take to name both."""

    @property
    def quoted(self) -> str:
        """Its headline as a report quotes it, with what it names in place of the resource."""
        if not self.headline:
            return ""
        return f"“{self.headline}”{f', {self.coarse}' if self.coarse else ''}"

    @property
    def names(self) -> Truth:
        """Whether it names both."""
        return all_hold((self.what, self.about))

    @property
    def doubt(self) -> str:
        """What it depends on whether it names both; empty where that is known."""
        if self.names is not None:
            return ""
        missing = "what has happened" if self.what is None else "what it is about"
        return f"whether the message of {self.by or 'a path'} names {missing}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """By which words a signal, and what becomes of it, is named."""

    what: tuple[str, ...] = ()
    """Any of them names what has happened, in capitals or not."""
    about: tuple[str, ...] = ()
    """Any of them names what it is about."""
    perhaps: tuple[str, ...] = ()
    """Any of them leads there perhaps."""
    is_found: bool = True
    """Whether the name of an alarm leads to what it is about. Default: it does."""
    coarse: str = ""
    """What the finest name is, where it is none of a resource: a person has one more thing to look
    up."""
    takes: tuple[str, ...] = ()
    """Paths of an event in which both are named. Default: it is no event."""

    def as_alarm(self, name: str) -> "Naming":
        """Return the naming of an alarm that goes off for it."""
        named = replace(self, what=(*self.what, name))
        if self.is_found:
            return replace(named, about=(*self.about, name))
        return replace(named, perhaps=(*self.perhaps, name))

    def as_alert(self, *what: str) -> "Naming":
        """Return the naming of what has other words for what has happened."""
        return replace(self, what=(*self.what, *filter(None, what)))

    def judge(self, body: object, *, by: str = "", first: str = "") -> Says:
        """Judge what a message says.

        Args:
            body: The message, text or parsed, with `UNKNOWN` where unknown.
            by: Name of the resource that it comes from, or that decides what it says. Default:
                none is known.
            first: Its headline. Default: the first line that is found in it.
        """
        leaves = [*leaves_of(body)]
        texts = [one for one in leaves if isinstance(one, str)]
        is_open = UNKNOWN in leaves
        return Says(
            what=self._names_what(texts, is_open=is_open),
            about=self._names_about(texts, is_open=is_open),
            headline=first or headline(body),
            by=by,
            coarse=self.coarse,
            takes=self.takes,
        )

    def _names_what(self, texts: Iterable[str], *, is_open: bool) -> Truth:
        """Words of somebody's own may say it too: nobody here reads them."""
        listed = [*texts]
        if any(_has(text, one, re.IGNORECASE) for text in listed for one in self.what):
            return True
        return None if is_open or any(map(self._has_words, listed)) else False

    def _has_words(self, text: str) -> bool:
        for one in (*self.about, *self.perhaps):
            text = text.replace(one, "")
        return _WORD.search(_STAND_IN.sub("", text)) is not None

    def _names_about(self, texts: Iterable[str], *, is_open: bool) -> Truth:
        listed = [*texts]
        if any(_has(text, one) for text in listed for one in self.about):
            return True
        may = any(_has(text, one) for text in listed for one in self.perhaps)
        return any_holds((None if is_open or may else False,))


def _has(text: str, name: str, flags: re.RegexFlag = re.NOFLAG) -> bool:
    """Return True if a text has a name in it that is no part of a longer one."""
    found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, flags)
    return bool(name) and found is not None


def headline(body: object) -> str:
    """Return the first line of a message, or a placeholder; empty where nothing is known."""
    if isinstance(body, Mapping):
        fields = cast("Mapping[str, object]", body)
        return _line(_of_event(fields) or _of_alarm(fields) or _of_fields(fields))
    return _line(body) if isinstance(body, str) else ""


def _of_event(fields: Mapping[str, object]) -> str:
    """Describe an event: its type, and the known fields of what has happened."""
    kind, detail = fields.get("detail-type"), fields.get("detail")
    if not isinstance(kind, str) or not isinstance(detail, Mapping):
        return ""
    said = cast("Mapping[str, object]", detail)
    named = [
        said.get(one)
        for one in ("eventName", "alarmName", "state", "status", "resourceArn", "sourceResourceArn")
    ]
    return " ".join([kind, *(one for one in named if isinstance(one, str))])


def _of_alarm(fields: Mapping[str, object]) -> str:
    """Return the subject that CloudWatch gives the message of an alarm."""
    name = fields.get("AlarmName")
    return f'ALARM: "{name}"' if isinstance(name, str) else ""


def _of_fields(fields: Mapping[str, object]) -> str:
    for name in _TEXT_FIELDS:
        if isinstance(found := fields.get(name), str) and found:
            return found
    for value in fields.values():
        if isinstance(value, Mapping) and (
            inside := _of_fields(cast("Mapping[str, object]", value))
        ):
            return inside
    known = {name: value for name, value in fields.items() if isinstance(value, str | int | float)}
    return json.dumps(known, ensure_ascii=False) if known else ""


def _line(text: str) -> str:
    """Cut a text to one line of printable characters."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    clean = "".join(one if one.isprintable() else " " for one in first)
    return clean if len(clean) <= _HEADLINE else f"{clean[: _HEADLINE - 1]}…"
