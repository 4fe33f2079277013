"""One setting of a data store compared with what its tier requires: one comparison for all.

Inheritance raises what is weaker, coverage reports it; both read the answer here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from bamp_pulumi.catalog import (
    UNKNOWN,
    Scalar,
    Setting,
    Withheld,
    holds,
    is_same_scalar,
    value_at,
    whole_number,
)
from bamp_pulumi.policy.tier import Tier
from bamp_pulumi.truth import Truth, any_holds

__all__ = ["SettingAnswer", "answer_setting", "withheld_by"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingAnswer:
    """How a setting of one resource compares with what is required."""

    setting: Setting
    value: object
    """The program's value, else AWS's default where it writes none; None where that is nothing,
    `UNKNOWN` where known after deployment."""
    asked: Scalar
    """The least, or the one value; for a replica its Region. Under a continuous backup the
    retention of its rule, of a setting that follows it."""
    is_enough: Truth
    """None also for a value that cannot be compared with what is asked."""
    is_on: Truth
    """The setting does something at all, be it less than is asked."""

    @property
    def days(self) -> int | None:
        """The number that is set; None for what is none, or unknown."""
        return None if self.value is UNKNOWN else whole_number(self.value)


def answer_setting(
    setting: Setting,
    inputs: Mapping[str, object],
    *,
    tier: Tier,
    recovery_region: str,
    stated: object = None,
) -> SettingAnswer | None:
    """Compare one setting of a resource with what is asked of it.

    Args:
        setting: From the row of the catalog that the resource falls under.
        inputs: Inputs of the resource by wire name, plain values, `UNKNOWN` where unknown.
        tier: The tier whose numbers hold.
        recovery_region: Region that a replica must be in; empty when none is wanted, as for a
            resource that lives there itself.
        stated: The value of the setting as a deployment states it, where the inputs have none.

    Returns:
        None when nothing is asked: the setting does not apply, or no replica is wanted.
    """
    applies = [holds(condition, inputs) for condition in setting.unless]
    if True in applies or (setting.recovery_region and not recovery_region):
        return None
    given = value_at(inputs, setting.path)
    given = stated if stated is not None and (given is None or given is UNKNOWN) else given
    value = setting.default if given is None else given
    asked = _asked(setting, tier, recovery_region)
    is_enough, is_on = _compare(setting, value, asked)
    if None in applies and not is_enough:
        # Perhaps nothing is asked at all.
        is_enough, is_on = None, is_on or None
    return SettingAnswer(
        setting=setting, value=value, asked=asked, is_enough=is_enough, is_on=is_on
    )


def withheld_by(setting: Setting, inputs: Mapping[str, object]) -> Withheld | None:
    """Return why a setting cannot be written to a resource; None where it can.

    What depends on a value that is known only after deployment is not risked.
    """
    return next(
        (
            one
            for one in setting.withheld
            if all(holds(condition, inputs) is not False for condition in one.when)
        ),
        None,
    )


def _asked(setting: Setting, tier: Tier, recovery_region: str) -> Scalar:
    if setting.recovery_region:
        return recovery_region
    if setting.follows_continuous_rule and tier.continuous_days is not None:
        # AWS Backup sets it: what services keep otherwise has no say in it.
        return tier.continuous_days
    if setting.at_least is not None:
        number = max(tier.number(setting.at_least), setting.minimum)
        return number if setting.maximum is None else min(number, setting.maximum)
    # A row gives exactly one of the three; a test of the catalog holds it to that.
    return cast("Scalar", setting.equals)


def _compare(setting: Setting, value: object, asked: Scalar) -> tuple[Truth, Truth]:
    """Answer whether a value is enough, and whether it is on at all."""
    if value is UNKNOWN:
        return None, None
    if value is None:
        return False, False
    if setting.at_least is not None:
        number = whole_number(value)
        if number is None:
            return None, None
        return number >= int(asked), number >= max(1, setting.minimum)
    if setting.recovery_region:
        same = _names(value, asked)
    else:
        same = is_same_scalar(value, asked) if isinstance(value, str | int | float) else None
    return same, same


def _names(replicas: object, region: Scalar) -> Truth:
    """Find a Region in a list of `{region: ...}`."""
    if not isinstance(replicas, Sequence) or isinstance(replicas, str):
        return None
    # Items on the wire are anything; `value_at` reads those that are maps.
    named = [value_at({"item": item}, "item.region") for item in cast("Sequence[object]", replicas)]
    return any_holds(None if name is UNKNOWN else name == region for name in named)
