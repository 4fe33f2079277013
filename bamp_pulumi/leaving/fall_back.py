"""What becomes of one input that `inherit()` wrote once nothing writes it any more."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bamp_pulumi.catalog import (
    Absence,
    DataStore,
    Outcome,
    Setting,
    is_same_scalar,
    whole_number,
)
from bamp_pulumi.estate import MASKED, WrittenInput

__all__ = ["FallBack", "Fate", "fall_back_of"]

_BY_PROVIDER: Final = "the provider's default"
_BY_PROGRAM: Final = "what the program writes"
_SPELLINGS: Final[Mapping[object, str]] = {True: "true", False: "false", None: "nothing"}


class Fate(StrEnum):
    """What becomes of an input."""

    FALLS = "falls"
    """It becomes shorter, weaker, or nothing."""
    SAME = "same"
    """What is sent in its place does as much."""
    KEPT = "kept"
    """AWS keeps what it has."""
    UNKNOWN = "unknown"
    """Nothing that was read says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FallBack:
    """An input that `inherit()` wrote, and what becomes of it."""

    path: str
    """Wire names with dots between levels."""
    fate: Fate
    value: str
    """What stands there, in words."""
    after: str
    """What it becomes; empty for what is kept, and what nobody says."""
    effect: str
    """What AWS does then, in one clause; empty for what stays as it is."""
    source: str = ""
    """Where that was read; empty where the program itself says it."""
    read_on: str = ""
    """Date of that reading, ISO 8601."""

    @property
    def in_words(self) -> str:
        """The change in words: `35 -> 1 day (the provider's default): 34 days of ...`."""
        after = f"{self.value} -> {self.after}" if self.after else self.value
        return f"{after}: {self.effect}" if self.effect else after


def fall_back_of(store: DataStore, written: WrittenInput, *, is_secret: bool) -> FallBack:
    """Return what becomes of an input.

    Args:
        store: The row of the catalog that its resource falls under.
        written: What `inherit()` wrote, and what the program has there itself.
        is_secret: Whether what the program has there must not be shown.
    """
    setting = next((s for s in store.settings if s.path == written.path), None)
    if written.before is not None and not written.appended:
        return _to_the_programs(written, setting, is_secret=is_secret)
    absence = _absence(store, setting, written)
    if absence is None:
        return FallBack(
            path=written.path,
            fate=Fate.UNKNOWN,
            value=_spelled(written.value),
            after="",
            effect="the catalog does not say what becomes of it",
        )
    fate, after, effect = _outcome(written, setting, absence)
    return FallBack(
        path=written.path,
        fate=fate,
        value=_spelled(written.value),
        after=after,
        effect=effect,
        source=absence.source,
        read_on=absence.read_on,
    )


def _absence(store: DataStore, setting: Setting | None, written: WrittenInput) -> Absence | None:
    inline = next(
        (c for c in store.companions if c.inline is not None and c.inline.path == written.path),
        None,
    )
    if inline is not None and inline.absent is not None and written.alone:
        # The whole block is ours: without it the provider has nothing to send.
        return inline.absent
    return None if setting is None else setting.absent


def _to_the_programs(
    written: WrittenInput, setting: Setting | None, *, is_secret: bool
) -> FallBack:
    """Return what the program's own, weaker value means."""
    own = MASKED if is_secret else _spelled(written.before)
    effect = "" if is_secret else _shorter(written.value, written.before)
    if not effect and setting is not None and setting.absent is not None:
        effect = setting.absent.effect
    return FallBack(
        path=written.path,
        fate=Fate.FALLS,
        value=_spelled(written.value),
        after=f"{own} ({_BY_PROGRAM})",
        effect=effect,
    )


def _outcome(
    written: WrittenInput, setting: Setting | None, absence: Absence
) -> tuple[Fate, str, str]:
    """Return what becomes of it, what it is then, and what that does."""
    match absence.outcome:
        case Outcome.KEPT:
            return Fate.KEPT, "", "AWS keeps what it has"
        case Outcome.UNKNOWN:
            return Fate.UNKNOWN, "", absence.effect
        case Outcome.REMOVED:
            return Fate.FALLS, "nothing", absence.effect
        case Outcome.SENT:
            value = absence.value
    is_days = setting is not None and setting.at_least is not None
    if _does_as_much(written.value, value):
        return Fate.SAME, f"{_spelled(value)} ({_BY_PROVIDER})", absence.effect
    unit = "" if not is_days or value == 0 else " day" if value == 1 else " days"
    effect = _shorter(written.value, value) if is_days else absence.effect
    return Fate.FALLS, f"{_spelled(value)}{unit} ({_BY_PROVIDER})", effect


def _does_as_much(was: object, now: object) -> bool:
    before, after = whole_number(was), whole_number(now)
    if before is not None and after is not None and not isinstance(was, bool):
        return after >= before
    if not isinstance(was, str | int | float) or not isinstance(now, str | int):
        return False
    return is_same_scalar(was, now) is True


def _shorter(was: object, now: object) -> str:
    """Write what a shorter retention means; empty for what is no number of days."""
    before, after = whole_number(was), whole_number(now)
    if before is None or after is None or isinstance(was, bool) or isinstance(now, bool):
        return ""
    if after == 0:
        return "the service makes no more backups of its own, and those it has made may be deleted"
    days = before - after
    return f"{days} {'day' if days == 1 else 'days'} of backups are no longer kept"


def _spelled(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return _SPELLINGS[value]
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {each}" for name, each in value.items())  # pyright: ignore[reportUnknownVariableType] - of JSON
    return str(value)
