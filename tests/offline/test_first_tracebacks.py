"""A failed program is told apart by its line, whichever task waits for the failure first.

Cannot prove that the SDK has no third place where an error is first caught.
"""

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from bamp_pulumi.inheritance import inherit
from bamp_pulumi.offline.first_tracebacks import FirstTracebacks, causes
from bamp_pulumi.offline.positions import Positions
from bamp_pulumi.offline.unknown_callbacks import unknown_callbacks_forgiven
from bamp_pulumi.offline.wrong_shape import wrong_shape
from bamp_pulumi.testing import declare


def failure_of(program: Callable[[], None], expected: type[Exception]) -> BaseException:
    """Run a program that fails, and return the error after others have waited for it."""
    tracebacks = FirstTracebacks()
    with (
        unknown_callbacks_forgiven(tracebacks.note),
        tracebacks.of_registrations(),
        pytest.raises(expected) as caught,
    ):
        declare(program)
    # What asyncio and the SDK do, in some runs, where several tasks wait for one failure.
    caught.value.__traceback__ = None
    caught.value.__cause__ = caught.value
    tracebacks.put_back(caught.value)
    return caught.value


def test_the_line_of_a_resource_that_cannot_be_sent_is_found() -> None:
    """`inherit()` waits for each resource, as the SDK does: the first traceback is kept."""

    def program() -> None:
        inherit(owner="orders")
        aws.s3.Bucket("orders", tags=["a"])  # pyright: ignore[reportArgumentType] - what is tested

    error = failure_of(program, AssertionError)

    root = Path(__file__).parent
    line = program.__code__.co_firstlineno + 2
    found = [Positions(root).of_failure(each) for each in causes(error)]
    assert f"project:///{Path(__file__).name}#{line}" in found


def test_the_line_of_a_resource_that_is_refused_is_found() -> None:
    """The offline monitor refuses a second resource of one name, as the engine does."""

    def program() -> None:
        aws.s3.Bucket("orders")
        aws.s3.Bucket("orders")

    error = failure_of(program, Exception)

    line = program.__code__.co_firstlineno + 2
    found = Positions(Path(__file__).parent).of_failure(error)
    assert found == f"project:///{Path(__file__).name}#{line}"


def test_the_line_of_a_callback_that_fails_is_found() -> None:
    """Its error goes through every resource that the result is an input of."""

    def program() -> None:
        tags = pulumi.Output.from_input(0).apply(lambda none: {"share": str(1 / none)})
        inherit(owner="orders")
        aws.s3.Bucket("orders", tags=tags)

    error = failure_of(program, ZeroDivisionError)

    frames = traceback.extract_tb(error.__traceback__)
    assert (frames[-1].filename, frames[-1].name) == (__file__, "<lambda>")


def test_the_input_that_has_another_shape_is_named() -> None:
    """And its value is not repeated."""

    def program() -> None:
        aws.s3.Bucket("orders", tags=["s3cr3t"])  # pyright: ignore[reportArgumentType] - as above

    found = wrong_shape(failure_of(program, AssertionError))

    assert found is not None
    said, mistake = found
    assert said == "input tags of orders is, or holds, a list where names belong"
    assert mistake.write == 'tags={"NAME": "VALUE"}'


def test_a_mapping_in_the_place_of_a_list_is_named_too() -> None:
    """The SDK repeats it as it is; here its value is not repeated."""

    def program() -> None:
        attributes: Any = {"name": "s3cr3t", "type": "S"}
        aws.dynamodb.Table("orders", attributes=attributes, hash_key="id")

    found = wrong_shape(failure_of(program, AssertionError))

    assert found is not None
    assert found[0] == "input attributes of orders is a mapping where a list belongs"
    assert found[1].write == 'attributes=[{"NAME": "VALUE"}]'


def test_any_other_failure_has_its_own_words() -> None:
    """An assertion of the program's is not the SDK's."""
    assert wrong_shape(AssertionError("Unexpected type. Expected 'list' got 'dict'")) is None
    assert wrong_shape(ValueError("orders")) is None
