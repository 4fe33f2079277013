"""Whether the function for alerts runs, and runs this library's code: each input by itself."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

import pytest
from sound_alerts import PLAN_DELETED, estate_of

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.delivery import Delivered, Dropped, Router

OLD_CODE = {"assets": {"bamp_pulumi/lambdas/alerts/handler.py": {"text": "print()"}}}
NUMBERS = ("ESCALATE_AFTER_MINUTES", "REMIND_AFTER_MINUTES")
SETTINGS = (
    *NUMBERS,
    "ALERTS_NAME",
    "OWNER",
    "ROUTED_TOPIC_ARN",
    "RUNBOOK",
    "SCHEDULE_ROLE_ARN",
    "TOPIC_ARN",
)


def with_function(changes: Mapping[str, object]) -> Estate:
    """Change inputs of the function of the sound path; None takes one away."""
    estate = estate_of("function")
    function = estate.named("bamp-function")
    inputs = {**function.inputs, **changes}
    known = {name: value for name, value in inputs.items() if value is not None}
    others = [one for one in estate.resources if one is not function]
    return Estate(estate.programs, (*others, replace(function, inputs=known)))


def of_people(estate: Estate) -> list[str]:
    """List what the mail depends on, one text for each delivery; certain ones are empty."""
    return [
        end.doubt
        for end in Router(estate).follow(PLAN_DELETED)
        if isinstance(end, Delivered) and end.recipient.kind == "email" and not end.about_alerts
    ]


def variables(changes: Mapping[str, object]) -> dict[str, object]:
    """Change the environment of the function."""
    given = estate_of("function").named("bamp-function").value("environment.variables")
    merged = {**cast("Mapping[str, object]", given), **changes}
    return {"environment": {"variables": {k: v for k, v in merged.items() if v is not None}}}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"runtime": "python3.11"},
        {"runtime": "python3.14"},
        {"packageType": "Zip"},
        {"reservedConcurrentExecutions": 1},
        {"reservedConcurrentExecutions": -1},
        {"timeout": 900},
    ],
    ids=str,
)
def test_it_runs(changes: dict[str, object]) -> None:
    """Nothing is in doubt then."""
    assert of_people(with_function(changes)) == [""]


@pytest.mark.parametrize(
    ("changes", "doubt"),
    [
        ({"runtime": "python3.10"}, "runs with python3.10"),
        ({"runtime": "python2.7"}, "runs with python2.7"),
        ({"runtime": "nodejs22.x"}, "runs with nodejs22.x"),
        ({"packageType": "Image"}, "what the image of bamp-function does"),
        ({"timeout": None}, "within its timeout of 3 seconds"),
        ({"timeout": 4}, "within its timeout of 4 seconds"),
        ({"code": OLD_CODE}, "what the code of bamp-function does is not known"),
        ({"code": UNKNOWN}, "what the code of bamp-function does is not known"),
        ({"code": "bundle.zip"}, "what the code of bamp-function does is not known"),
        ({"code": None}, "what the code of bamp-function does is not known"),
    ],
    ids=str,
)
def test_whether_it_does_is_not_known(changes: dict[str, object], doubt: str) -> None:
    """Somebody may be notified, and the reason for the doubt is said."""
    found = of_people(with_function(changes))

    assert found
    assert all(doubt in each for each in found)


@pytest.mark.parametrize("name", ["handler", "incidents", "reading", "sending", "wording"])
def test_one_other_file_is_another_program(name: str) -> None:
    """The handler alone says nothing of what it calls."""
    code = cast("Any", estate_of("function").named("bamp-function").value("code"))
    path = f"bamp_pulumi/lambdas/alerts/{name}.py"
    other = {**code["assets"], path: {"text": "def handle(*_): pass"}}
    found = of_people(with_function({"code": {**code, "assets": other}}))

    assert found
    assert all("what the code of bamp-function does is not known" in each for each in found)


@pytest.mark.parametrize(
    ("changes", "doubt"),
    [
        ({"handler": "other.handle"}, "what function bamp-function does is not known"),
        ({"environment": UNKNOWN}, "the environment of bamp-function is known after deployment"),
    ],
    ids=str,
)
def test_whom_it_notifies_is_not_known(changes: dict[str, object], doubt: str) -> None:
    """Another handler is another program; topics stand in the environment."""
    estate = with_function(changes)
    ends = [end for end in Router(estate).follow(PLAN_DELETED) if isinstance(end, Delivered)]

    assert of_people(estate) == []
    assert {(end.recipient.kind, end.doubt) for end in ends} == {("function", doubt)}


def why_it_stops(changes: dict[str, object]) -> list[str]:
    """List why the function brings nothing about."""
    ends = Router(with_function(changes)).follow(PLAN_DELETED)
    return [end.why for end in ends if isinstance(end, Dropped) and end.at == "bamp-function"]


@pytest.mark.parametrize("name", SETTINGS)
def test_it_does_not_start_without_a_setting(name: str) -> None:
    """The handler reads each of them first of all."""
    changes = variables({name: None})

    assert of_people(with_function(changes)) == []
    assert why_it_stops(changes) == [f"it does not start without {name} in its environment"]


@pytest.mark.parametrize("name", NUMBERS)
def test_it_does_not_start_with_a_text_for_a_number(name: str) -> None:
    """It reads them as whole numbers."""
    assert why_it_stops(variables({name: "soon"})) == [f"it does not start: {name} is no number"]


@pytest.mark.parametrize("zero", [0, "0", 0.0])
def test_it_never_runs_with_a_concurrency_of_zero(zero: object) -> None:
    """However the number is written."""
    changes: dict[str, object] = {"reservedConcurrentExecutions": zero}

    assert why_it_stops(changes) == ["its reserved concurrency is 0: it never runs"]
