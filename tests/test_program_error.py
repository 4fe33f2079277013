"""Refusals inside a program. That Pulumi prints only the text is Pulumi's affair."""

import pulumi
import pytest

from bamp_pulumi.errors import PolicyError, Refusal, RefusedError
from bamp_pulumi.program_error import ProgramError, refused_in_program

REFUSAL = Refusal(code="BAMP-X99", given="a", allowed="b", why="c", write="d", path="field")


def test_it_is_what_pulumi_prints_without_a_traceback_and_what_callers_catch() -> None:
    """Both: a `RunError` for the terminal, a `PolicyError` for code."""
    error = ProgramError(REFUSAL)

    assert isinstance(error, pulumi.RunError)
    assert isinstance(error, PolicyError)
    assert error.refusals == (REFUSAL,)
    assert str(error) == str(REFUSAL)


def test_every_refusal_of_the_block_becomes_one_with_its_place() -> None:
    """Nothing of how it was found is shown."""
    with pytest.raises(ProgramError) as refused, refused_in_program("Thing it"):
        raise PolicyError(REFUSAL, REFUSAL)

    assert [r.path for r in refused.value.refusals] == ["Thing it.field", "Thing it.field"]
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


def test_a_single_refused_value_counts_too() -> None:
    """Raised where one value is judged."""
    with pytest.raises(ProgramError, match="BAMP-X98"), refused_in_program():
        raise RefusedError("BAMP-X98", given="a", allowed="b", why="c", write="d")


def test_other_errors_pass_unchanged() -> None:
    """A mistake of ours must not look like one of the caller's."""
    with pytest.raises(KeyError), refused_in_program("Thing it"):
        raise KeyError("name")


def test_without_a_refusal_nothing_happens() -> None:
    """The block's work stays."""
    with refused_in_program("Thing it"):
        done = True

    assert done
