"""One setting against what its tier asks: bounds, defaults, and what a deployment states."""

import pytest

from bamp_pulumi.catalog import UNKNOWN, PolicyNumber, Setting
from bamp_pulumi.policy import SettingAnswer, answer_setting, default_policy

TIER = default_policy().tier("standard")  # asks for 7 days
DAYS = PolicyNumber.NATIVE_RETENTION_DAYS


def answer(setting: Setting, value: object = None, *, stated: object = None) -> SettingAnswer:
    """Ask about one value of an input."""
    inputs = {} if value is None else {"days": value}
    found = answer_setting(setting, inputs, tier=TIER, recovery_region="us-west-2", stated=stated)
    assert found is not None
    return found


def test_what_is_left_out_is_what_aws_takes_then() -> None:
    """Nothing, unless the provider says otherwise."""
    kept = answer(Setting(path="days", why="", at_least=DAYS, default=7))
    nothing = answer(Setting(path="days", why="", at_least=DAYS))

    assert (kept.value, kept.days, kept.is_enough, kept.is_on) == (7, 7, True, True)
    assert (nothing.value, nothing.days, nothing.is_enough, nothing.is_on) == (
        None, None, False, False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "is_enough", "is_on"),
    [(0, False, False), (1, False, True), (6, False, True), (7, True, True), (8, True, True)],
)
def test_a_number_is_on_from_one_and_enough_from_what_the_tier_asks(
    value: int, *, is_enough: bool, is_on: bool
) -> None:
    """Both lines, from both sides."""
    found = answer(Setting(path="days", why="", at_least=DAYS), value)

    assert (found.asked, found.is_enough, found.is_on) == (7, is_enough, is_on)


def test_the_number_of_a_tier_is_kept_within_what_aws_takes() -> None:
    """A service that takes 20 at least is asked for 20, and is off below."""
    least = Setting(path="days", why="", at_least=DAYS, minimum=20)

    assert answer(Setting(path="days", why="", at_least=DAYS, maximum=5)).asked == 5
    assert answer(least, 20).asked == 20
    assert (answer(least, 20).is_enough, answer(least, 20).is_on) == (True, True)
    assert (answer(least, 19).is_enough, answer(least, 19).is_on) == (False, False)


def test_a_deployment_states_what_the_inputs_leave_open() -> None:
    """What the program says goes first."""
    setting = Setting(path="days", why="", at_least=DAYS)

    assert answer(setting, stated=9).days == 9
    assert answer(setting, UNKNOWN, stated=9).days == 9
    assert answer(setting, 3, stated=9).days == 3
    assert answer(setting, UNKNOWN).is_enough is None
