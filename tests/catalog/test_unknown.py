"""There is one unknown value, and nothing makes a second."""

import copy
import pickle

from bamp_pulumi.catalog import UNKNOWN, Unknown


def test_there_is_one_unknown_value() -> None:
    """So `is UNKNOWN` always asks rightly."""
    assert Unknown() is UNKNOWN


def test_a_copy_of_the_unknown_value_is_the_unknown_value() -> None:
    """Inputs are copied on their way through an estate."""
    assert copy.copy(UNKNOWN) is UNKNOWN
    assert copy.deepcopy({"id": UNKNOWN})["id"] is UNKNOWN


def test_the_unknown_value_comes_back_from_a_pickle() -> None:
    """An estate may come from another process."""
    assert pickle.loads(pickle.dumps(UNKNOWN)) is UNKNOWN  # noqa: S301 - our own bytes


def test_the_unknown_value_prints_as_what_it_is() -> None:
    """Reports show it."""
    assert repr(UNKNOWN) == "UNKNOWN"
