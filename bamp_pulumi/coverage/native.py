"""What the service itself does for a data store: its settings against the tier's numbers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bamp_pulumi.catalog import UNKNOWN, Setting, value_at, whole_number
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.result import NativeWindow
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.coverage.written import input_written, named_input, spelled
from bamp_pulumi.estate import MASKED
from bamp_pulumi.policy import SettingAnswer, answer_setting, withheld_by
from bamp_pulumi.timing import JobTimes
from bamp_pulumi.truth import Truth, all_hold

__all__ = ["NativeProtection", "judge_settings", "window_of"]

_MINUTE: Final = timedelta(minutes=1)
_SPELLINGS: Final[Mapping[object, str]] = {True: "true", False: "false", None: "not set"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeProtection:
    """What a service's settings amount to."""

    holds: Truth
    """All protecting settings hold; None when one of them is unknown, or none was found off but
    one is hidden. A store without such settings has none: False."""
    rpo_minutes: int | None
    """How close to now the service restores; None: not at all."""
    lag_minutes: int | None
    """The same, with the time that a snapshot may wait and that it takes."""
    days: int | None
    """How far back it certainly restores; None when that is not known."""
    findings: tuple[Finding, ...]
    how: str
    """The protecting settings as they stand, for the report."""


def judge_settings(subject: Subject) -> NativeProtection:
    """Compare the settings of a data store with what its row and its tier require."""
    answers = [answer for answer in map(_answer_for(subject), subject.store.settings) if answer]
    protecting = [answer for answer in answers if answer.setting.protects]
    replicated = next((s for s in subject.store.settings if s.recovery_region and s.protects), None)
    needs_none = None if replicated is None else _needs_no_replica(subject, replicated)
    if needs_none is not None and not any(answer.is_on for answer in protecting):
        return _without_a_replica(needs_none)
    reached = [
        (a.setting.rpo_minutes, a.setting)
        for a in protecting
        if a.is_on and a.setting.rpo_minutes is not None
    ]
    return NativeProtection(
        holds=all_hold(a.is_on for a in protecting) if protecting else False,
        rpo_minutes=min((minutes for minutes, _ in reached), default=None),
        lag_minutes=min((m + _on_top(s) for m, s in reached), default=None),
        days=_days(answers),
        findings=tuple(_findings(answers, subject)),
        how=", ".join(_stands(a, subject) for a in protecting),
    )


def _needs_no_replica(subject: Subject, setting: Setting) -> str | None:
    """Return why no replica is asked for in the recovery Region; None where one is."""
    resource, away = subject.resource, subject.policy.recovery_region
    if resource.region == away:
        return f"lies in the recovery Region {away}"
    if not subject.copies_to(away):
        return f"{subject.asked_by} copies nothing to another Region, and asks for no replica"
    name = resource.text(setting.named_by) if setting.named_by else ""
    twin = next(
        (
            one.name
            for one in subject.account.estate.of_type(resource.type)
            if name and one.text(setting.named_by) == name
            # The same name in one account and Region is the same resource.
            if (one.account_id, one.region) == (resource.account_id, away)
        ),
        None,
    )
    return None if twin is None else f"{twin} has the same name in the recovery Region {away}"


def _without_a_replica(how: str) -> NativeProtection:
    """Return the judgement of a store that is asked for nothing in the recovery Region."""
    return NativeProtection(
        holds=True, rpo_minutes=None, lag_minutes=None, days=None, findings=(), how=how
    )


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


def _answer_for(subject: Subject) -> Callable[[Setting], SettingAnswer | None]:
    """Return how to compare a setting of one resource."""
    resource, region = subject.resource, subject.policy.recovery_region
    # AWS takes no replica in a resource's own Region.
    wanted = region if subject.copies_to(region) else ""

    def answer(setting: Setting) -> SettingAnswer | None:
        stated = value_at(resource.outputs, setting.path)
        inputs: Mapping[str, object] = resource.inputs
        if _is_behind(setting, value_at(inputs, setting.path), stated):
            # What is deployed is what there is to restore from.
            inputs = {}
        return answer_setting(
            setting, inputs, tier=subject.tier, recovery_region=wanted, stated=stated
        )

    return answer


def _is_behind(setting: Setting, given: object, stated: object) -> bool:
    """Return True if a deployed resource has less of a setting than its program asks for.

    AWS makes some changes in the next maintenance window only, and the state shows what there is.
    """
    if setting.turned_on is None or given is UNKNOWN or stated is UNKNOWN:
        return False
    asked, deployed = whole_number(given), whole_number(stated)
    return asked is not None and deployed is not None and deployed < asked


def _days(answers: Sequence[SettingAnswer]) -> int | None:
    """Read how long the service keeps: the least that its settings say, each what AWS takes then.

    A row without such a setting says nothing of it.
    """
    kept = [
        _least_of(answer.setting) if answer.value is UNKNOWN else answer.days
        for answer in answers
        if answer.setting.at_least is not None
    ]
    known = [days for days in kept if days is not None]
    return min(known) if known and len(known) == len(kept) else None


def _least_of(setting: Setting) -> int | None:
    """Return the least that a number is which only a deployment tells; one that protects may be 0.

    Beside a setting that is on, such as point-in-time recovery, it is what the service takes.
    """
    return None if setting.protects else setting.minimum or None


def _findings(answers: Sequence[SettingAnswer], subject: Subject) -> Iterator[Finding]:
    for answer in answers:
        if answer.is_enough is not False:
            continue
        setting = answer.setting
        asked = _spelled_as_asked(answer)
        shown = _shown(answer, subject)
        name = named_input(subject, setting.path)
        message = f"{name} is {shown}; {subject.asked_by} requires {asked}: {setting.why}"
        message += _turned_on_later(answer, subject)
        withheld = withheld_by(setting, subject.resource.inputs)
        message += (
            f"; {spelled(subject, withheld.write)}"
            if withheld is not None
            else _set(answer, subject)
        )
        off = setting.protects and answer.is_on is False
        yield subject.finding(_code(setting, subject, off=off), message)


def _set(answer: SettingAnswer, subject: Subject) -> str:
    """Return the input to write; empty where the program has it, or it takes more than a value."""
    setting, path = answer.setting, answer.setting.path
    given = value_at(subject.resource.inputs, path)
    if setting.recovery_region or _is_behind(setting, given, answer.value):
        return ""
    return f"; set {input_written(subject, path, answer.asked)}"


def _turned_on_later(answer: SettingAnswer, subject: Subject) -> str:
    """Return when AWS turns on what the program asks for, where it has not yet."""
    resource, later = subject.resource, answer.setting.turned_on
    given = value_at(resource.inputs, answer.setting.path)
    is_behind = _is_behind(answer.setting, given, answer.value)
    if later is None or answer.is_on is not False or not is_behind:
        return ""
    return f". AWS turns it on {later.when}; run `pulumi up --refresh` again after that"


def _code(setting: Setting, subject: Subject, *, off: bool) -> str:
    is_all_there_is = setting.protects and subject.store.backup_type is None
    return "BAMP-V19" if off and is_all_there_is else "BAMP-V20"


def _spelled_as_asked(answer: SettingAnswer) -> str:
    if answer.setting.recovery_region:
        return f"a replica in {answer.asked}"
    if answer.setting.at_least is not None:
        return f"{answer.asked} or more"
    return _spelled(answer.asked)


def _shown(answer: SettingAnswer, subject: Subject) -> str:
    is_secret = answer.setting.path.partition(".")[0] in subject.resource.secret_inputs
    if is_secret:
        return MASKED
    given = value_at(subject.resource.inputs, answer.setting.path)
    if _is_behind(answer.setting, given, answer.value):
        deployed, asked = _spelled(answer.value), _spelled(given)
        return f"{deployed} in the deployed resource and {asked} in the program"
    return _spelled(answer.value)


def _stands(answer: SettingAnswer, subject: Subject) -> str:
    """Write a setting as it stands: `backupRetentionPeriod 7`."""
    verb = " is" if answer.value is UNKNOWN else ""
    return f"{answer.setting.path}{verb} {_shown(answer, subject)}"


def _spelled(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return _SPELLINGS[value]
    return "known only after deployment" if value is UNKNOWN else str(value)
