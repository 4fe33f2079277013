"""Statements of a policy as they are read into a snapshot, and which of them says all of another.

One that lists several resources or principals is several statements. Two ways to write the same
are no change: who is denied what counts, and not how a document says it.

Source: as `access` reads a policy: IAM user guide, reference_policies_elements_principal (`*` and
`{"AWS": "*"}` both deny everybody), reference_policies_elements_action (the case of an action does
not count), reference_policies_evaluation-logic (a denial decides, wherever it stands).
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Final, cast

from bamp_pulumi.access import action_fits, text_fits
from bamp_pulumi.catalog import (
    DESTRUCTIVE_ACTIONS,
    GUARDED_ACTIONS,
    NOTIFYING_ACTIONS,
    TRANSPORT_KEYS,
)
from bamp_pulumi.changes.inputs_read import ALL_BUT
from bamp_pulumi.changes.statement_conditions import holds_wherever, keys_of
from bamp_pulumi.texts import UnreadableError, parse_json
from bamp_pulumi.truth import Truth

__all__ = ["Statement", "gathered", "read_statements", "unsaid"]

_ALLOWED: Final = "Allow"
_DENIED: Final = "Deny"
_COMMA: Final = ","
_ANYTHING: Final = "*"
_WHOLE_SERVICE: Final = ":*"
_WORDS: Final = ("on", "on all but", "for", "for all but", "where")
_PARTS: Final = re.compile(r" (on all but|on|for all but|for|where) ")
_EVERYBODY: Final = '{"AWS": "*"}'
_ONLY_DELETING: Final = ("backup:delete",)
"""How actions begin that delete and do nothing else; in lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one statement says of one action, or of all but some."""

    effect: str
    actions: str
    """One action, with or without wildcards; or `all but` some, with commas."""
    parts: tuple[tuple[str, str], ...] = ()
    """What it is about, by the word before it: `on`, `for`, `where`."""

    @property
    def is_denial(self) -> bool:
        """Return True if it denies."""
        return self.effect == _DENIED

    @property
    def permits_deletion(self) -> bool:
        """Return True if it lets somebody delete backups, or what holds them."""
        named = self.actions.removeprefix(ALL_BUT)
        patterns = named.lower().split(_COMMA)
        return self.effect == _ALLOWED and any(
            any(fnmatchcase(each.lower(), pattern) for pattern in patterns)
            is (named == self.actions)
            for each in DESTRUCTIVE_ACTIONS
        )

    @property
    def denies_deletion_only(self) -> bool:
        """Return True if nothing but what deletes backups, or what holds them, is denied."""
        action = self.actions.lower()
        return self.is_denial and (action in _GUARDED or action.startswith(_ONLY_DELETING))

    @property
    def only_notifies(self) -> bool:
        """Return True if it allows one action that sends something and takes nothing away."""
        return self.effect == _ALLOWED and self.actions.lower() in _NOTIFYING

    @property
    def guards(self) -> Truth:
        """Return True if it denies what deletes backups or lifts what holds them.

        None for a denial of all actions, or of all but some: what it is for is not known.
        """
        if not self.is_denial or self._is_about_transport():
            return False
        named = self.actions.lower()
        if named.startswith(ALL_BUT) or named == _ANYTHING:
            return None
        if any(action_fits(named, each) for each in GUARDED_ACTIONS):
            return None if named.endswith(_WHOLE_SERVICE) else True
        return False

    def may_be_about(self, actions: Iterable[str]) -> bool:
        """Return True if one of some actions is among those that it allows or denies."""
        named = self.actions.lower()
        but = _excepted(named)
        if but is not None:
            return not all(_any_fits(but, each) for each in actions)
        return any(action_fits(named, each) for each in actions)

    def _is_about_transport(self) -> bool:
        """Return True if nothing but how a call is sent decides whether it holds."""
        keys = keys_of(self.part("where"))
        return bool(keys) and keys <= TRANSPORT_KEYS

    def part(self, word: str) -> str | None:
        """Return what stands after a word; None where the statement does not have it."""
        return dict(self.parts).get(word)

    def covers(self, other: "Statement") -> bool:
        """Return True if it applies wherever another one does, as far as is known."""
        return (
            self.effect == other.effect
            and self._names_actions(other.actions)
            and self._is_on(other.part("on"))
            and self._is_for(other.part("for"))
            and self.part("on all but") == other.part("on all but")
            and self.part("for all but") == other.part("for all but")
            and holds_wherever(self.part("where"), other.part("where"))
        )

    def _names_actions(self, others: str) -> bool:
        own, theirs = self.actions.lower(), others.lower()
        if own in (theirs, "*"):
            return True
        mine, yours = _excepted(own), _excepted(theirs)
        if mine is not None:
            if yours is not None:
                return mine <= yours
            return "*" not in theirs and "?" not in theirs and not _any_fits(mine, theirs)
        if yours is not None:
            return False
        return _is_within(own, theirs) and action_fits(own, theirs)

    def _is_on(self, other: str | None) -> bool:
        own = self.part("on")
        if own is None or other is None or own == other:
            return own == other
        # A variable stands for a value that is not known here.
        return "${" not in own and _is_within(own, other) and text_fits(own, other)

    def _is_for(self, other: str | None) -> bool:
        own = self.part("for")
        if own == other:
            return True
        # Whether everybody who is allowed includes who has not signed in, services differ.
        is_denied = self.is_denial and own == _EVERYBODY and other == "*"
        is_anybody = own == "*" and other is not None and other.startswith('{"AWS"')
        return is_denied or is_anybody


_GUARDED: Final = frozenset(action.lower() for action in GUARDED_ACTIONS)
_NOTIFYING: Final = frozenset(action.lower() for action in NOTIFYING_ACTIONS)


def _excepted(actions: str) -> frozenset[str] | None:
    if not actions.startswith(ALL_BUT):
        return None
    return frozenset(actions.removeprefix(ALL_BUT).split(_COMMA))


def _any_fits(patterns: Iterable[str], action: str) -> bool:
    return any(action_fits(pattern, action) for pattern in patterns)


def _is_within(pattern: str, other: str) -> bool:
    """Return False where the wildcards of two patterns cannot be compared as texts.

    A `*` takes in what another `*` stands for; a `?` does not.
    """
    return "?" not in pattern or "*" not in other


def read_statements(texts: Iterable[str]) -> tuple[Statement, ...]:
    """Read statements, each as many as it has resources and principals; doubles once."""
    return tuple(dict.fromkeys(each for text in texts for each in _split(_read(text))))


def _read(text: str) -> Statement:
    effect, _, rest = text.partition(" ")
    but = ALL_BUT if rest.startswith(ALL_BUT) else ""
    actions, *found = _PARTS.split(rest.removeprefix(but))
    parts: list[tuple[str, str]] = []
    for word, value in zip(found[::2], found[1::2], strict=True):
        if parts and _WORDS.index(word) <= _WORDS.index(parts[-1][0]):
            # A word that stands inside of a value.
            parts[-1] = (parts[-1][0], f"{parts[-1][1]} {word} {value}")
        else:
            parts.append((word, value))
    return Statement(effect=effect, actions=but + actions, parts=tuple(parts))


def _split(one: Statement) -> Iterator[Statement]:
    """Take a statement apart by its resources and principals, which it means one by one."""
    ways: list[tuple[tuple[str, str], ...]] = [()]
    for word, value in one.parts:
        ways = [(*way, (word, each)) for way in ways for each in _each(word, value)]
    yield from (replace(one, parts=way) for way in ways)


def _each(word: str, value: str) -> Sequence[str]:
    if word not in ("on", "for") or value[:1] not in ("[", "{"):
        return (value,)
    try:
        given: object = parse_json(value)
    except UnreadableError:
        return (value,)
    if word == "on":
        listed = _texts(given)
        return (value,) if listed is None else listed
    found: list[str] = []
    kinds = cast("dict[str, object]", given) if isinstance(given, dict) else {}
    for kind, named in kinds.items():
        listed = _texts(named)
        if listed is None:
            return (value,)
        found += (json.dumps({kind: each}) for each in listed)
    return found or (value,)


def _texts(value: object) -> list[str] | None:
    """Return a text or a list of texts as a list; None for anything else, and for none."""
    listed = cast("list[object]", value) if isinstance(value, list) else [value]
    texts = [one for one in listed if isinstance(one, str)]
    return texts if texts and len(texts) == len(listed) else None


def unsaid(statements: Iterable[Statement], by: Sequence[Statement]) -> list[Statement]:
    """Return the statements that none of others says.

    A denial of all that deletes, `backup:Delete*`, is said by denials of each action that matters.
    """
    return [one for one in statements if not _is_said(one, by)]


def _is_said(one: Statement, by: Sequence[Statement]) -> bool:
    if any(other.covers(one) for other in by):
        return True
    pattern = one.actions.lower()
    if not (one.denies_deletion_only and "*" in pattern):
        return False
    meant = [each for each in sorted(DESTRUCTIVE_ACTIONS) if action_fits(pattern, each)]
    return bool(meant) and all(
        any(other.covers(replace(one, actions=each)) for other in by) for each in meant
    )


def gathered(statements: Iterable[Statement]) -> list[str]:
    """Put statements that differ in their action, or in their resource, into one text."""
    by_rest: dict[tuple[object, ...], list[str]] = {}
    for one in statements:
        # Two statements of all but some actions are not one of all but those of both.
        alone = one.actions if one.actions.startswith(ALL_BUT) else ""
        action = one.actions.replace(_COMMA, ", ")
        by_rest.setdefault((one.effect, alone, one.parts), []).append(action)
    by_actions: dict[tuple[object, ...], list[str]] = {}
    for (effect, _, parts), actions in by_rest.items():
        said = cast("tuple[tuple[str, str], ...]", parts)
        place = dict(said).get("on", "")
        rest = tuple((word, "" if word == "on" else value) for word, value in said)
        by_actions.setdefault((effect, ", ".join(actions), rest), []).append(place)
    texts: list[str] = []
    for (effect, actions, rest), places in by_actions.items():
        listed = sorted({*places})
        on = listed[0] if len(listed) == 1 else json.dumps(listed)
        parts = cast("tuple[tuple[str, str], ...]", rest)
        tail = "".join(f" {word} {on if word == 'on' else value}" for word, value in parts)
        texts.append(f"{effect} {actions}{tail}")
    return texts
