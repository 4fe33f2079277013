"""Compare a resource's inputs with the settings of its catalog row, and raise what is weaker."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from bamp_pulumi.catalog import UNKNOWN, DataStore, Scalar, Setting, holds, value_at
from bamp_pulumi.inheritance.findings import raised, unreadable, unverified
from bamp_pulumi.inheritance.inherited import Edit, Finding
from bamp_pulumi.policy import Tier

__all__ = ["Hardening", "harden"]


@dataclass(slots=True)
class Hardening:
    """The result of one comparison."""

    edits: list[Edit] = field(default_factory=list[Edit])
    findings: list[Finding] = field(default_factory=list[Finding])
    left_alone: set[str] = field(default_factory=set[str])
    """Paths of the settings that do not apply to this resource."""


def harden(  # noqa: PLR0913 - what a setting may depend on, all of it named
    row: DataStore,
    inputs: Mapping[str, object],
    *,
    tier: Tier,
    tier_name: str,
    replica_region: str,
    secrets: Collection[str],
) -> Hardening:
    """Compare all settings of a row.

    A weaker value is raised to what the tier asks, and said; a stricter one stays; an unknown one
    is left alone, and said. An absent one becomes what the tier asks; an absent number the longest
    that the service takes: what is deployed may keep more than this tier asks, raised by hand or by
    the tier before it, and a smaller number would delete backups.

    Args:
        row: The row of the catalog that the resource falls under.
        inputs: Its inputs by wire name, plain values, `UNKNOWN` where unknown.
        tier: The tier whose numbers hold.
        tier_name: Its name, for the findings.
        replica_region: Region that a replica must be in; empty when none is wanted.
        secrets: Wire names of inputs whose values must not be shown.
    """
    result = Hardening()
    for setting in row.settings:
        answers = [holds(condition, inputs) for condition in setting.unless]
        if True in answers:
            result.left_alone.add(setting.path)
            continue
        value = value_at(inputs, setting.path)
        if value is UNKNOWN or None in answers:
            result.findings.append(unverified(setting.path, setting.why))
            continue
        shown = "a secret value" if setting.path.split(".")[0] in secrets else value
        if setting.recovery_region:
            _add_replica(result, setting, value, shown, replica_region)
        elif (wanted := _wanted(setting, tier)) is not None:
            _compare(result, setting, value, wanted, (shown, f"tier {tier_name}"))
    return result


def _wanted(setting: Setting, tier: Tier) -> Scalar | None:
    if setting.at_least is None:
        return setting.equals
    asked: int = getattr(tier, setting.at_least.value)
    at_least = max(asked, setting.minimum)
    return at_least if setting.maximum is None else min(at_least, setting.maximum)


def _compare(
    result: Hardening, setting: Setting, value: object, wanted: Scalar, said: tuple[object, str]
) -> None:
    """Raise an absent or weaker value; `said` is how to show it, and on whose account."""
    if value is None:
        silent = wanted if setting.maximum is None else setting.maximum
        result.edits.append(Edit(path=setting.path, value=silent))
        return
    strong = _is_enough(value, wanted) if setting.at_least else _is_same(value, wanted)
    shown, because = said
    if strong is None:
        result.findings.append(unreadable(setting, shown))
    elif not strong:
        result.edits.append(Edit(path=setting.path, value=wanted))
        result.findings.append(raised(setting, shown, wanted, because))


def _is_enough(value: object, wanted: Scalar) -> bool | None:
    """Compare numbers; Pulumi takes `"7"` for 7, and anything else is not ours to judge."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        return float(value) >= float(wanted)
    except ValueError:
        return None


def _is_same(value: object, wanted: Scalar) -> bool | None:
    """Compare scalars; Pulumi takes `"true"` for true, and a list or map is not ours to judge."""
    if not isinstance(value, (bool, int, float, str)):
        return None
    if isinstance(wanted, bool) and isinstance(value, str):
        return value.lower() == str(wanted).lower()
    return value == wanted and isinstance(value, bool) is isinstance(wanted, bool)


def _add_replica(
    result: Hardening, setting: Setting, value: object, shown: object, region: str
) -> None:
    """Name a Region in a list of `{region: ...}`, unless it is there or may be."""
    if not region:
        return
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    if value is not None and not is_list:
        result.findings.append(unreadable(setting, shown))
        return
    # Items on the wire are anything; `value_at` reads those that are maps.
    items = cast("Sequence[object]", value or ())
    named = [value_at({"item": item}, "item.region") for item in items]
    if region in named:
        return
    if UNKNOWN in named:
        result.findings.append(unverified(setting.path, setting.why))
        return
    result.edits.append(Edit(path=setting.path, value={"region": region}, how="append"))
