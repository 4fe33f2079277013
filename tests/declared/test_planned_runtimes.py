"""Whether Lambda takes a function depends on what the deployment does to it.

What these tests cannot prove: that an engine tells the operations rightly.
"""

from dataclasses import replace
from datetime import date

import pulumi_aws as aws
import pytest

from bamp_pulumi.declared import Standing
from bamp_pulumi.estate import Estate, Operation, OperationKind
from bamp_pulumi.testing import declare

TODAY = date(2026, 11, 29)


def program() -> None:
    """Declare a function with a runtime that Lambda creates no more, and changes still."""
    aws.lambda_.Function(
        "f",
        name="f",
        runtime="python3.7",
        handler="a.b",
        role="arn:aws:iam::111122223333:role/f",
        s3_bucket="code",
        s3_key="f.zip",
    )


def judged(estate: Estate, today: date = TODAY) -> tuple[int, int]:
    """Count what is refused and what may be."""
    (function,) = estate.of_type("aws:lambda/function:Function")
    standing = Standing(estate, today)
    return len(standing.refusals(function)), len([*standing.perhaps_refused(function)])


def planned(kind: OperationKind, *, is_changed: bool = False) -> Estate:
    """Return the estate of a preview that says what is done to the function."""
    estate = declare(program)
    (function,) = estate.of_type("aws:lambda/function:Function")
    before = replace(
        function, inputs={**function.inputs, "timeout": 9} if is_changed else function.inputs
    )
    is_new = kind in (OperationKind.CREATE, OperationKind.IMPORT)
    operation = Operation(
        kind=kind,
        program=function.program,
        urn=function.urn,
        before=None if is_new else before,
    )
    return Estate(estate.programs, estate.resources, (operation,))


def test_of_a_program_alone_it_may_be_refused() -> None:
    """The function may be deployed already."""
    assert judged(declare(program)) == (0, 1)


@pytest.mark.parametrize("kind", [OperationKind.CREATE, OperationKind.REPLACE])
def test_what_is_created_is_refused(kind: OperationKind) -> None:
    """A replacement is a new function."""
    assert judged(planned(kind)) == (1, 0)


def test_what_is_kept_is_not_refused() -> None:
    """Neither unchanged at any time, nor changed until March 2027."""
    assert judged(planned(OperationKind.KEEP), date(2028, 1, 1)) == (0, 0)
    assert judged(planned(OperationKind.KEEP, is_changed=True)) == (0, 0)
    assert judged(planned(OperationKind.KEEP, is_changed=True), date(2027, 3, 3)) == (1, 0)


def test_what_is_imported_is_not_refused() -> None:
    """The function exists, and an import changes nothing of it."""
    assert judged(planned(OperationKind.IMPORT), date(2028, 1, 1)) == (0, 0)


def test_what_is_deployed_is_not_refused() -> None:
    """An export of a stack has the id of each resource."""
    estate = declare(program)
    deployed = tuple(replace(resource, id="f") for resource in estate.resources)

    assert judged(Estate(estate.programs, deployed)) == (0, 0)


def test_without_a_day_nothing_ends() -> None:
    """As with imported key material."""
    estate = declare(program)
    (function,) = estate.of_type("aws:lambda/function:Function")

    assert [*Standing(estate).ending(function), *Standing(estate).perhaps_refused(function)] == []
