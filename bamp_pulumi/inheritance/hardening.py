"""Compare a resource's inputs with the settings of its catalog row, and raise what is weaker."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bamp_pulumi.catalog import (
    UNKNOWN,
    DataStore,
    Outcome,
    Scalar,
    Setting,
    holds,
    named_in_python,
    value_at,
    whole_number,
)
from bamp_pulumi.inheritance.findings import (
    costs,
    has_a_namesake,
    ignored_by_program,
    not_written,
    raised,
    set_by_aws_backup,
    unreadable,
    unverified,
)
from bamp_pulumi.inheritance.inherited import Edit, InheritanceFinding
from bamp_pulumi.policy import SettingAnswer, Tier, answer_setting, withheld_by

__all__ = ["Hardening", "harden", "is_ignored"]


@dataclass(slots=True)
class Hardening:
    """The result of one comparison."""

    edits: list[Edit] = field(default_factory=list[Edit])
    findings: list[InheritanceFinding] = field(default_factory=list[InheritanceFinding])
    left_alone: set[str] = field(default_factory=set[str])
    """Paths of the settings that do not apply to this resource."""
    followed: set[str] = field(default_factory=set[str])
    """Paths of the settings that AWS Backup sets to the very value that they have now."""


def harden(  # noqa: PLR0913 - what a setting may depend on, all of it named
    row: DataStore,
    inputs: Mapping[str, object],
    *,
    tier: Tier,
    tier_name: str,
    replica_region: str,
    secrets: Collection[str],
    ignored: Collection[str] = (),
    has_namesake: bool = False,
) -> Hardening:
    """Compare all settings of a row.

    A weaker value is raised to what the tier requires, and reported; a stricter one stays; an
    unknown one is not changed, and reported. An absent one becomes what the tier requires; an
    absent number the longest that the service takes: what is deployed may keep more than this tier
    requires, raised by hand or by an earlier tier, and a smaller number would delete backups.
    Except where AWS Backup sets the number itself, for a continuous rule: the service refuses any
    other. And where each day costs a great deal and the provider itself sends a number for a
    program that says nothing: there the larger of that and the tier's is written, and what it costs
    is reported. A setting that AWS or the provider would refuse is not written, and reported.

    Args:
        row: The row of the catalog that the resource falls under.
        inputs: Its inputs by wire name, plain values, `UNKNOWN` where unknown.
        tier: The tier whose numbers hold.
        tier_name: Its name, for the findings.
        replica_region: Region that a replica must be in; empty when none is wanted.
        secrets: Wire names of inputs whose values must not be shown.
        ignored: Paths of inputs whose changes the program ignores.
        has_namesake: Whether the program declares another of its type and name that is in that
            Region, or may be.
    """
    result = Hardening()
    for setting in row.settings:
        answer = answer_setting(setting, inputs, tier=tier, recovery_region=replica_region)
        if answer is None:
            result.left_alone.add(setting.path)
            continue
        given = value_at(inputs, setting.path)
        shown = "a secret value" if setting.path.split(".")[0] in secrets else given
        continuous = setting.follows_continuous_rule and tier.continuous_days is not None
        if continuous:
            _follow(result, answer, given, (shown, tier_name))
        if answer.is_enough and given is not None:
            continue
        is_hidden = any(holds(condition, inputs) is None for condition in setting.unless)
        if is_hidden or answer.value is UNKNOWN:
            result.findings.append(unverified(setting.path, setting.why))
            continue
        held_back = _held_back(answer, inputs, has_namesake=has_namesake)
        if held_back is not None:
            result.findings.append(held_back)
            continue
        before = len(result.edits)
        if setting.recovery_region:
            _add_replica(result, answer, shown)
        elif continuous and given is None:
            result.edits.append(Edit(path=setting.path, value=answer.asked))
        else:
            _raise(result, answer, given, (shown, f"tier {tier_name}"))
        if len(result.edits) > before and is_ignored(setting.path, ignored):
            _note_ignored(result, setting, follows=continuous)
    return result


def _held_back(
    answer: SettingAnswer, inputs: Mapping[str, object], *, has_namesake: bool
) -> InheritanceFinding | None:
    """Return why a setting that is missing is not written; None where it is."""
    setting = answer.setting
    if answer.is_enough is not False:
        return None
    withheld = withheld_by(setting, inputs)
    if withheld is not None:
        return not_written(setting, withheld.why, named_in_python(withheld.write))
    if setting.named_by and has_namesake:
        return has_a_namesake(setting, str(answer.asked))
    return None


def _note_ignored(result: Hardening, setting: Setting, *, follows: bool) -> None:
    """Report that only a new resource gets what was written, in the place of that it is raised."""
    path = setting.path
    said = [f for f in result.findings if f.code != "BAMP-I10" or path not in f.message]
    result.findings = [*said, ignored_by_program(path, setting.why, follows=follows)]


def is_ignored(path: str, ignored: Collection[str]) -> bool:
    """Return True if a deployed resource never gets a change of an input.

    Source: Pulumi, resource option ignoreChanges (read 2026-11-28): a path, all below it, or `*`.
    """
    return any(one in ("*", path) or path.startswith((f"{one}.", f"{one}[")) for one in ignored)


def _follow(
    result: Hardening, answer: SettingAnswer, given: object, said: tuple[object, str]
) -> None:
    """Note a setting that will have AWS Backup's value, and say where that is a shorter one."""
    setting, (shown, tier_name) = answer.setting, said
    number = answer.setting.maximum if given is None else whole_number(given)
    longest = setting.maximum
    if number is None or (longest is not None and number > longest):
        # What the service does not take at all is refused before AWS Backup comes to it.
        return
    asked = int(answer.asked)
    if given is None or number <= asked:
        result.followed.add(setting.path)
    if number > asked:
        result.findings.append(set_by_aws_backup(setting, shown, asked, tier_name))


def _raise(
    result: Hardening, answer: SettingAnswer, given: object, said: tuple[object, str]
) -> None:
    """Write an absent value, raise a weaker one; `said` is how to show it, and for which tier."""
    setting = answer.setting
    shown, because = said
    if given is None:
        silent = _for_silence(answer)
        result.edits.append(Edit(path=setting.path, value=silent))
        if setting.cost is not None:
            result.findings.append(costs(setting, setting.cost, int(silent), int(answer.asked)))
    elif answer.is_enough is None:
        result.findings.append(unreadable(setting, shown))
    else:
        result.edits.append(Edit(path=setting.path, value=answer.asked))
        result.findings.append(raised(setting, shown, answer.asked, because))


def _for_silence(answer: SettingAnswer) -> Scalar:
    """Return what is written where the program says nothing."""
    setting = answer.setting
    if setting.maximum is None:
        return answer.asked
    absent = setting.absent
    is_sent = absent is not None and absent.outcome is Outcome.SENT
    sent = absent.value if absent is not None and is_sent else None
    if setting.cost is None or sent is None:
        return setting.maximum
    return max(int(answer.asked), int(sent))


def _add_replica(result: Hardening, answer: SettingAnswer, shown: object) -> None:
    """Name a Region in a list of `{region: ...}`, unless it is there or may be."""
    setting, value = answer.setting, answer.value
    if answer.is_enough is False:
        edit = Edit(path=setting.path, value={"region": answer.asked}, how="append")
        result.edits.append(edit)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        result.findings.append(unverified(setting.path, setting.why))
    else:
        result.findings.append(unreadable(setting, shown))
