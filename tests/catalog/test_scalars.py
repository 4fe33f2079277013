"""Switches and numbers written as text are what the provider reads in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.catalog import is_same_scalar, number_of, switch_of, whole_number


@pytest.mark.parametrize("text", ["1", "t", "T", "TRUE", "true", "True"])
def test_a_switch_is_on_in_every_spelling_that_go_parses(text: str) -> None:
    """The provider reads text with `strconv.ParseBool`."""
    assert switch_of(text) is True


@pytest.mark.parametrize("text", ["0", "f", "F", "FALSE", "false", "False"])
def test_a_switch_is_off_in_every_spelling_that_go_parses(text: str) -> None:
    """The other half of the list."""
    assert switch_of(text) is False


@pytest.mark.parametrize("value", ["", "yes", "on", "tRUE", " true", 1, 0, 1.0, None, [], {}])
def test_anything_else_is_no_switch(value: object) -> None:
    """A deployment refuses it; a number is not turned into a switch."""
    assert switch_of(value) is None


@given(number=st.integers(-(10**20), 10**20))
def test_a_whole_number_is_read_in_each_of_its_spellings(number: int) -> None:
    """As itself, as text, and with a fraction of nothing."""
    assert whole_number(number) == number
    assert whole_number(str(number)) == number
    assert whole_number(f"{number}.0") == number


@pytest.mark.parametrize(
    "value",
    [True, "7.5", 7.5, "", "seven", "nan", "inf", float("nan"), float("inf"), "010", "0x7", [7]],
)
def test_what_is_no_whole_number_is_none(value: object) -> None:
    """`010` is eight where Go reads it, so nobody guesses."""
    assert whole_number(value) is None


def test_kinds_are_not_mixed() -> None:
    """A retention of one day is no switch that is on, and a switch is no number."""
    on: object = True
    assert not is_same_scalar(1, wanted=True)
    assert not is_same_scalar(on, wanted=1)
    assert not is_same_scalar(on, wanted="true")
    assert is_same_scalar("true", wanted=True)
    assert is_same_scalar("7", wanted=7)
    assert is_same_scalar(7.0, wanted=7)


@pytest.mark.parametrize(
    ("value", "number"),
    [("0", 0.0), ("-1.5", -1.5), ("1e3", 1000.0), (3, 3.0), (0.5, 0.5)],
)
def test_a_number_is_read_also_where_it_is_text(value: object, number: float) -> None:
    """As the provider reads it."""
    assert number_of(value) == number


@pytest.mark.parametrize("value", ["", "a", "0x10", "1_000", "nan", True, None, []])
def test_what_is_no_decimal_number_is_not_read(value: object) -> None:
    """Some of these Go reads, and nobody writes."""
    assert number_of(value) is None


def test_an_absent_switch_is_what_the_provider_takes() -> None:
    """An unreadable one is neither."""
    assert switch_of(None, absent=True) is True
    assert switch_of(None) is None
    assert switch_of("perhaps", absent=True) is None
