"""What the service itself does for a data store: its settings against the tier's numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bamp_pulumi.catalog import UNKNOWN, Setting, holds
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.job_times import JobTimes
from bamp_pulumi.coverage.result import NativeWindow
from bamp_pulumi.coverage.secret_tags import SECRET
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.declared import entries

__all__ = ["NativeProtection", "judge_settings", "window_of"]

_MINUTE: Final = timedelta(minutes=1)
_SPELLINGS: Final[Mapping[object, str]] = {True: "true", False: "false", None: "not set"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeProtection:
    """What a service's settings amount to."""

    holds: bool | None
    """All protecting settings hold; None when one of them is unknown, or none was found off but
    one is hidden. A store without such settings has none: False."""
    rpo_minutes: int | None
    """How close to now the service restores; None: not at all."""
    lag_minutes: int | None
    """The same, with the time that a snapshot may wait and that it takes."""
    days: int | None
    """How far back it surely restores; None when that is not known."""
    findings: tuple[Finding, ...]
    how: str
    """The protecting settings as they stand, for the report."""


def judge_settings(subject: Subject) -> NativeProtection:
    """Compare the settings of a data store with what its row and its tier ask for."""
    judged = [(s, _satisfied(s, subject)) for s in subject.store.settings if _applies(s, subject)]
    protecting = [(setting, answer) for setting, answer in judged if setting.protects]
    is_there = any(s.recovery_region and s.protects for s in subject.store.settings)
    if is_there and not protecting:
        return _in_the_recovery_region(subject)
    on = [(s, _is_on(s, subject)) for s, _ in protecting]
    answers = [answer for _, answer in on]
    reached = [(s.rpo_minutes, s) for s, answer in on if answer and s.rpo_minutes is not None]
    return NativeProtection(
        holds=False if False in answers or not answers else None if None in answers else True,
        rpo_minutes=min((minutes for minutes, _ in reached), default=None),
        lag_minutes=min((m + _on_top(s) for m, s in reached), default=None),
        days=_days(judged, subject),
        findings=tuple(_findings(judged, subject)),
        how=", ".join(f"{s.path} {_shown(s, subject)}" for s, _ in protecting),
    )


def _in_the_recovery_region(subject: Subject) -> NativeProtection:
    """Return what holds of a store that a replica would protect, and that lies there itself."""
    how = f"lies in the recovery Region {subject.resource.region}"
    return NativeProtection(holds=True, rpo_minutes=None, days=None, findings=(), how=how)


def window_of(native: NativeProtection) -> NativeWindow | None:
    """Return what a service restores to; None for nothing, and where nobody knows how much."""
    if native.lag_minutes is None or not native.days:
        return None
    return NativeWindow(days=native.days, lag_minutes=native.lag_minutes)


def _on_top(setting: Setting) -> int:
    """Return how many minutes may pass from when a snapshot is due until it is there.

    House rule: those of a backup job. Services take theirs within a window of an hour or so, and
    promise no time for it either.
    Source: Amazon ElastiCache API, CreateReplicationGroup.SnapshotWindow (read 2026-11-28).
    """
    times = JobTimes()
    return (times.start_delay + times.backup_takes) // _MINUTE if setting.at_intervals else 0


def _days(judged: Sequence[tuple[Setting, bool | None]], subject: Subject) -> int | None:
    """Read how long the service keeps: the least that its settings say, each what AWS takes then.

    A row without such a setting says nothing of it.
    """
    kept = [_number(_value(s, subject)) for s, _ in judged if s.at_least is not None]
    known = [days for days in kept if days is not None]
    return min(known) if known and len(known) == len(kept) else None


def _applies(setting: Setting, subject: Subject) -> bool:
    if setting.recovery_region and subject.resource.region == subject.policy.recovery_region:
        return False
    return not any(holds(condition, subject.resource.inputs) for condition in setting.unless)


def _is_on(setting: Setting, subject: Subject) -> bool | None:
    """Say whether a protection is on at all, be it weaker than the tier asks."""
    if setting.at_least is None:
        return _satisfied(setting, subject)
    value = _value(setting, subject)
    if value is UNKNOWN:
        return None
    number = _number(value)
    return number is not None and number >= max(1, setting.minimum)


def _value(setting: Setting, subject: Subject) -> object:
    """Read a setting; absent is what AWS takes then."""
    value = subject.resource.value(setting.path)
    return setting.default if value is None else value


def _satisfied(setting: Setting, subject: Subject) -> bool | None:
    value = _value(setting, subject)
    if value is UNKNOWN:
        return None
    if setting.recovery_region:
        return _names_region(value, subject.policy.recovery_region)
    if setting.at_least is not None:
        number = _number(value)
        return number is not None and number >= _asked(setting, subject)
    return value == setting.equals


def _asked(setting: Setting, subject: Subject) -> int:
    number = subject.number(setting.at_least) if setting.at_least is not None else 0
    number = max(number, setting.minimum)
    return number if setting.maximum is None else min(number, setting.maximum)


def _number(value: object) -> int | None:
    """Read a number, also where a program wrote it as text: the provider takes both."""
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _names_region(value: object, region: str) -> bool | None:
    named = [entry.get("region") for entry in entries(value)]
    return True if region in named else None if UNKNOWN in named else False


def _findings(judged: Sequence[tuple[Setting, bool | None]], subject: Subject) -> Iterator[Finding]:
    for setting, answer in judged:
        if answer is not False:
            continue
        value = _shown(setting, subject)
        asked = _wanted(setting, subject)
        message = f"{setting.path} is {value}; {subject.asked_by} asks for {asked}: {setting.why}"
        off = setting.protects and _is_on(setting, subject) is False
        yield subject.finding(_code(setting, subject, off=off), message)


def _code(setting: Setting, subject: Subject, *, off: bool) -> str:
    is_all_there_is = setting.protects and subject.store.backup_type is None
    return "BAMP-V19" if off and is_all_there_is else "BAMP-V20"


def _wanted(setting: Setting, subject: Subject) -> str:
    if setting.recovery_region:
        return f"a replica in {subject.policy.recovery_region}"
    if setting.at_least is not None:
        return f"{_asked(setting, subject)} or more"
    return _spelled(setting.equals)


def _shown(setting: Setting, subject: Subject) -> str:
    is_secret = setting.path.partition(".")[0] in subject.resource.secret_inputs
    return SECRET if is_secret else _spelled(_value(setting, subject))


def _spelled(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return _SPELLINGS[value]
    return "not known yet" if value is UNKNOWN else str(value)
