"""A condition is true, false, or hangs on an input that is not known before deployment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.catalog import UNKNOWN, Condition, Scalar, holds, value_at

_OPPOSITES = (("present", "absent"), ("one_of", "none_of"), ("starts_with", "starts_with_none"))
_SCALARS = st.one_of(st.text(max_size=3), st.integers(0, 3), st.booleans(), st.none())


def _ask(
    path: str, test: str, values: tuple[Scalar, ...], inputs: dict[str, object]
) -> bool | None:
    # The tests below name the tests as text, so that both sides of a pair run through one loop.
    return holds(Condition(path=path, test=test, values=values), inputs)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("pair", _OPPOSITES)
@given(value=_SCALARS, values=st.lists(st.sampled_from(["a", "b", 1, True]), max_size=3))
def test_a_test_and_its_opposite_never_agree(
    pair: tuple[str, str], value: object, values: list[Scalar]
) -> None:
    """For a known input, one of the two holds."""
    answers = [_ask("x", test, tuple(values), {"x": value}) for test in pair]

    assert sorted(answers, key=bool) == [False, True]


@pytest.mark.parametrize("test", [test for pair in _OPPOSITES for test in pair])
def test_no_test_can_tell_of_an_unknown_input(test: str) -> None:
    """Neither yes nor no: whoever asked decides what is safe."""
    assert _ask("x", test, ("a",), {"x": UNKNOWN}) is None
    assert _ask("x.y.z", test, ("a",), {"x": {"y": UNKNOWN}}) is None


def test_an_absent_input_is_among_no_values_and_starts_with_nothing() -> None:
    """Left out, and None, are the same."""
    assert _ask("engine", "one_of", ("redis",), {}) is False
    assert _ask("engine", "starts_with", ("aurora",), {"engine": None}) is False
    assert _ask("engine", "absent", (), {"engine": None}) is True


def test_a_path_enters_blocks_and_numbered_items() -> None:
    """As inputs are written on the wire."""
    inputs: dict[str, object] = {"versionings": [{"enabled": True}], "block": {"on": False}}

    assert value_at(inputs, "versionings.0.enabled") is True
    assert value_at(inputs, "versionings.1.enabled") is None
    assert value_at(inputs, "block.on") is False
    assert value_at(inputs, "block.on.deeper") is None


def test_yes_is_not_one() -> None:
    """Python says `True == 1`; a retention of one day is not a switch that is on."""
    assert _ask("x", "one_of", (True,), {"x": 1}) is False
    assert _ask("x", "one_of", (1,), {"x": True}) is False


def test_numbers_match_though_the_wire_makes_them_floats() -> None:
    """Pulumi sends every number as a float."""
    assert _ask("x", "one_of", (0,), {"x": 0.0}) is True


def test_a_star_asks_every_item_of_a_list() -> None:
    """One item is enough for a yes; a no takes them all."""
    settings: dict[str, object] = {"settings": [{"namespace": "a"}, {"namespace": "b"}]}

    assert _ask("settings.*.namespace", "one_of", ("b",), settings) is True
    assert _ask("settings.*.namespace", "one_of", ("c",), settings) is False
    assert _ask("settings.*.namespace", "none_of", ("b",), settings) is False
    assert _ask("settings.*.namespace", "one_of", ("b",), {}) is False


def test_a_star_cannot_tell_while_an_item_is_unknown_unless_another_says_yes() -> None:
    """What is found is found; what was not found may still be there."""
    hidden: dict[str, object] = {"settings": [{"namespace": UNKNOWN}, {"namespace": "a"}]}

    assert _ask("settings.*.namespace", "one_of", ("a",), hidden) is True
    assert _ask("settings.*.namespace", "one_of", ("b",), hidden) is None
    assert _ask("settings.*.namespace", "one_of", ("b",), {"settings": UNKNOWN}) is None


def test_a_path_may_ask_every_item_of_every_list() -> None:
    """Transitions stand in rules: any of any."""
    path = "rules.*.transitions.*.storageClass"
    rules: list[object] = [
        {"transitions": [{"storageClass": "STANDARD_IA"}]},
        {"transitions": [{"storageClass": "STANDARD_IA"}, {"storageClass": "GLACIER"}]},
        {},
    ]

    assert _ask(path, "one_of", ("GLACIER",), {"rules": rules}) is True
    assert _ask(path, "one_of", ("DEEP_ARCHIVE",), {"rules": rules}) is False
    assert _ask(path, "none_of", ("GLACIER",), {"rules": rules}) is False
    unknown: dict[str, object] = {"rules": [{"transitions": UNKNOWN}, *rules[:1]]}
    assert _ask(path, "one_of", ("GLACIER",), unknown) is None
