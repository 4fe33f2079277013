"""Until when Lambda takes a runtime: from both sides of each day.

What these tests cannot prove: that AWS does not move its days.
"""

from datetime import date, timedelta

import botocore.session
import pytest

from bamp_pulumi.catalog import (
    RUNTIMES,
    UNKNOWN,
    Planned,
    runtime_doubts,
    runtime_ends,
    runtime_refusals,
)

FUNCTION = "aws:lambda/function:Function"
TODAY = date(2026, 11, 29)


def refused(runtime: object, today: date = TODAY, planned: Planned = "unknown") -> list[str]:
    """Return what is refused, and what is allowed instead."""
    found = runtime_refusals(FUNCTION, {"runtime": runtime}, today=today, planned=planned)
    return [f"{r.given}: {r.allowed}" for r in found]


def doubts(runtime: object, today: date = TODAY, planned: Planned = "unknown") -> list[str]:
    """Return what may be refused."""
    return [*runtime_doubts(FUNCTION, {"runtime": runtime}, today=today, planned=planned)]


def ends(runtime: object, today: date = TODAY) -> list[str]:
    """Return what ends."""
    return [*runtime_ends(FUNCTION, {"runtime": runtime}, today=today)]


def test_a_runtime_that_lambda_takes_no_more_is_refused() -> None:
    """Python 2.7: neither created since 2021, nor changed since 2022."""
    assert refused("python2.7") == ["python2.7: python3.14"]
    assert refused("nodejs8.10", planned="create") == ["nodejs8.10: nodejs24.x"]
    assert refused("python2.7", planned="change") == ["python2.7: python3.14"]


def test_a_function_that_is_left_alone_is_not_refused() -> None:
    """It runs on."""
    assert refused("python2.7", planned="keep") == []
    assert doubts("python3.7", planned="keep") == []


def test_a_new_function_is_refused_from_the_day_on_which_lambda_creates_none() -> None:
    """Python 3.9: 1 February 2027."""
    assert refused("python3.9", date(2027, 1, 31), "create") == []
    assert refused("python3.9", date(2027, 2, 1), "create") == ["python3.9: python3.14"]


def test_a_changed_function_is_refused_from_the_day_on_which_lambda_changes_none() -> None:
    """Python 3.9: 3 March 2027."""
    assert refused("python3.9", date(2027, 3, 2), "change") == []
    assert refused("python3.9", date(2027, 3, 3), "change") == ["python3.9: python3.14"]


def test_between_the_two_days_it_depends_on_what_is_deployed() -> None:
    """Of a program alone nobody knows."""
    assert refused("python3.7") == []
    (doubt,) = doubts("python3.7")
    assert doubt == (
        "runtime is python3.7: Lambda creates no function with it since 2024-01-09, and changes "
        "one until 2027-03-03 (Lambda developer guide, lambda-runtimes)"
    )
    assert doubts("python3.7", date(2027, 3, 3)) == []
    assert refused("python3.7", date(2027, 3, 3)) == ["python3.7: python3.14"]
    assert doubts("python3.7", planned="create") == []


@pytest.mark.parametrize("runtime", ["python3.14", "python3.13", "nodejs24.x", "java25"])
def test_what_is_maintained_for_longer_than_a_year_is_not_mentioned(runtime: str) -> None:
    """Neither refused, nor in doubt, nor ending."""
    assert refused(runtime) == doubts(runtime) == ends(runtime) == []


def test_what_ends_within_a_year_is_said_with_its_days() -> None:
    """365 days before, and not one earlier."""
    soon = RUNTIMES["nodejs22.x"].deprecated - timedelta(days=365)

    assert ends("nodejs22.x", soon - timedelta(days=1)) == []
    (end,) = ends("nodejs22.x", soon)
    assert end == (
        "runtime nodejs22.x is deprecated on 2027-04-30: Lambda creates no function with it from "
        "2027-06-01 on, and changes none from 2027-07-01 on; write nodejs24.x"
    )
    assert ends("python3.9")[0].startswith("runtime python3.9 was deprecated on 2025-12-15")


@pytest.mark.parametrize("runtime", [None, UNKNOWN, "", 3, "cobol85"])
def test_what_is_no_known_runtime_is_not_judged(runtime: object) -> None:
    """The enumeration of the API's model refuses a misspelt one."""
    assert refused(runtime) == doubts(runtime) == ends(runtime) == []


def test_the_runtime_of_an_image_is_not_judged() -> None:
    """It is inside the image; nor that of another type."""
    image = {"runtime": "python2.7", "packageType": "Image"}

    assert [*runtime_refusals(FUNCTION, image, today=TODAY, planned="create")] == []
    assert [
        *runtime_refusals("aws:x/y:Y", {"runtime": "python2.7"}, today=TODAY, planned="create")
    ] == []


def test_the_end_of_every_runtime_that_the_api_takes_is_known() -> None:
    """A new one in the installed model asks for a row, or a reason here."""
    session = botocore.session.get_session()
    shape = session.get_service_model("lambda").shape_for("Runtime")

    # Not yet to be had, and without a day in any source that was found.
    announced = {"java8.al2023", "java11.al2023", "java17.al2023", "nodejs26.x", "python3.15"}
    assert {*shape.metadata["enum"]} - {*RUNTIMES} == {"custom", *announced}


@pytest.mark.parametrize("name", RUNTIMES)
def test_the_days_of_a_runtime_follow_each_other(name: str) -> None:
    """And what is to be written instead is one that does not end earlier."""
    runtime = RUNTIMES[name]

    if runtime.create_blocked and runtime.update_blocked:
        assert runtime.create_blocked <= runtime.update_blocked
    if runtime.successor:
        assert RUNTIMES[runtime.successor].deprecated >= runtime.deprecated
