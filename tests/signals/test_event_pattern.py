"""Event patterns, held against another implementation and against AWS's own examples."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moto.events.models import EventPattern

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.signals import match_event, problems_of_pattern
from bamp_pulumi.truth import Truth

# Any: events and patterns are JSON.
FAILED: dict[str, Any] = {
    "source": "aws.backup",
    "detail-type": "Backup Job State Change",
    "account": "111122223333",
    "resources": ["arn:aws:rds:us-east-1:111122223333:snapshot:awsbackup:job-1"],
    "detail": {"state": "FAILED", "percentDone": 40, "retryCount": 0, "statusMessage": UNKNOWN},
}


def detail(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Write a pattern on the detail."""
    return {"source": ["aws.backup"], "detail": fields}


@pytest.mark.parametrize(
    ("pattern", "passes", "field"),
    [
        ({"source": ["aws.backup"]}, True, ""),
        (detail(state=["FAILED", "EXPIRED"]), True, ""),
        (detail(state=["COMPLETED"]), False, "detail.state"),
        (detail(status=["FAILED"]), False, "detail.status"),
        (detail(state=[{"anything-but": "COMPLETED"}]), True, ""),
        (detail(state=[{"anything-but": ["FAILED", "EXPIRED"]}]), False, "detail.state"),
        (detail(state=[{"anything-but": {"prefix": "FA"}}]), False, "detail.state"),
        (detail(state=[{"prefix": "FA"}, "COMPLETED"]), True, ""),
        (detail(state=[{"prefix": {"equals-ignore-case": "fa"}}]), True, ""),
        (detail(state=[{"suffix": "ED"}]), True, ""),
        (detail(state=[{"equals-ignore-case": "failed"}]), True, ""),
        (detail(state=[{"wildcard": "F*D"}]), True, ""),
        (detail(state=[{"wildcard": r"F\*D"}]), False, "detail.state"),
        (detail(percentDone=[{"numeric": [">", 0, "<=", 40]}]), True, ""),
        (detail(percentDone=[{"numeric": ["<", 40]}]), False, "detail.percentDone"),
        (detail(percentDone=["40"]), False, "detail.percentDone"),
        (detail(retryCount=[False]), False, "detail.retryCount"),
        (detail(createdBy=[{"exists": False}]), True, ""),
        (detail(createdBy={"backupPlanId": [{"exists": False}]}), True, ""),
        (detail(createdBy={"backupPlanId": ["p1"]}), False, "detail.createdBy.backupPlanId"),
        ({"resources": [{"prefix": "arn:aws:rds:"}]}, True, ""),
        ({"$or": [{"source": ["aws.rds"]}, detail(state=["FAILED"])]}, True, ""),
        ({"$or": [{"source": ["aws.rds"]}, {"source": ["aws.ec2"]}]}, False, "source"),
        ({"account": [{"cidr": "10.0.0.0/8"}]}, False, "account"),
        # What is unknown keeps open what nothing else decides.
        (detail(statusMessage=[{"prefix": "Access Denied"}]), None, "detail.statusMessage"),
        (detail(statusMessage=["x"], state=["COMPLETED"]), False, "detail.state"),
        (detail(statusMessage=[{"exists": True}]), True, ""),
        (detail(state=[UNKNOWN]), None, "detail.state"),
        (detail(state=[UNKNOWN, "FAILED"]), True, ""),
        (detail(state=UNKNOWN), None, "detail.state"),
        (detail(state=[{"anything-but": UNKNOWN}]), None, "detail.state"),
        (detail(state=[{"anything-but": ["COMPLETED", UNKNOWN]}]), None, "detail.state"),
        (detail(state=[{"sounds-like": "failed"}]), None, "detail.state"),
        (UNKNOWN, None, "the pattern"),
    ],
)
def test_a_pattern_passes_keeps_out_or_cannot_tell(
    pattern: object, passes: Truth, field: str
) -> None:
    """And names the field that decides against it."""
    match = match_event(pattern, FAILED)

    assert (match.passes, match.field) == (passes, field)


def test_a_field_inside_a_list_of_objects_is_looked_for_in_each() -> None:
    """CloudTrail events hold lists of tags."""
    event = {"tags": [{"key": "backup-tier", "value": "critical"}, {"key": "team"}]}

    assert match_event({"tags": {"key": ["team"]}}, event).passes is True
    assert match_event({"tags": {"key": ["owner"]}}, event).passes is False
    assert match_event({"tags": {"value": [{"exists": True}]}}, event).passes is True


TEXTS = st.sampled_from(["FAILED", "FAIL", "COMPLETED", "failed", "", "F*"])
NUMBERS = st.sampled_from([0, 1, 40, 99.5])
SCALARS = st.one_of(TEXTS, NUMBERS, st.none())
SIGNS = st.sampled_from(["<", "<=", "=", ">=", ">"])
ENTRIES = st.one_of(
    SCALARS,
    st.fixed_dictionaries({"prefix": TEXTS}),
    st.fixed_dictionaries({"suffix": TEXTS}),
    st.fixed_dictionaries({"equals-ignore-case": TEXTS}),
    st.fixed_dictionaries({"wildcard": TEXTS}),
    st.fixed_dictionaries({"exists": st.booleans()}),
    st.fixed_dictionaries({"anything-but": st.one_of(TEXTS, st.lists(TEXTS, min_size=1))}),
    st.fixed_dictionaries({"anything-but": st.fixed_dictionaries({"prefix": TEXTS})}),
    st.tuples(SIGNS, NUMBERS).map(lambda bound: {"numeric": [*bound]}),
)
NAMES = st.sampled_from(["state", "status", "job"])
LEAVES = st.lists(ENTRIES, min_size=1, max_size=3)
PATTERNS = st.dictionaries(
    NAMES, st.one_of(LEAVES, st.dictionaries(NAMES, LEAVES, min_size=1)), min_size=1
)
EVENTS = st.dictionaries(
    NAMES,
    st.one_of(SCALARS, st.lists(SCALARS, min_size=1, max_size=3), st.dictionaries(NAMES, SCALARS)),
)


def asks_whether_an_object_exists(pattern: Mapping[str, Any], event: Mapping[str, Any]) -> bool:
    """Say whether a comparison meets an object, which AWS leaves open but for leaves."""
    return any(
        isinstance(event.get(name), dict) != isinstance(wanted, dict)
        for name, wanted in pattern.items()
        if name in event
    )


@given(PATTERNS, EVENTS)
def test_another_implementation_says_the_same(
    pattern: dict[str, Any], event: dict[str, Any]
) -> None:
    """Of what both know: everything known, comparisons of leaves."""
    if asks_whether_an_object_exists(pattern, event):
        return
    theirs = EventPattern.load(json.dumps(pattern)).matches_event(event)  # pyright: ignore[reportArgumentType] - any JSON

    assert match_event(pattern, event).passes is theirs


@given(PATTERNS, EVENTS, st.data())
def test_what_becomes_known_never_overturns_an_answer(
    pattern: dict[str, Any], event: dict[str, Any], data: st.DataObject
) -> None:
    """The law of three values: an answer given while something is unknown holds for all of it."""
    if not event:
        return
    name = data.draw(st.sampled_from(sorted(event)))

    before = match_event(pattern, {**event, name: UNKNOWN}).passes

    assert before in (None, match_event(pattern, event).passes)


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ({}, "a pattern is an object with at least one field"),
        ([], "a pattern is an object with at least one field"),
        ({"source": "aws.backup"}, "source is not a list of what it may be"),
        ({"source": []}, "source is not a list of what it may be"),
        (detail(), "detail is an empty object"),
        (detail(state=[{"like": "x"}]), "detail.state compares by like"),
        (detail(state=[{}]), "detail.state compares by nothing"),
        ({"$or": [{"source": ["x"]}]}, "$or needs two alternatives or more"),
        ({"$or": [{"source": ["x"]}, {"source": "y"}]}, "$or.source is not a list"),
        ({"source": ["x"], "detail": {"state": [{"prefix": "F"}]}}, ""),
        ({"$or": [{"source": ["x"]}, {"account": [UNKNOWN]}], "region": UNKNOWN}, ""),
        (UNKNOWN, ""),
    ],
)
def test_a_pattern_that_eventbridge_would_refuse_is_told(pattern: object, problem: str) -> None:
    """Else the rule would seem to be there."""
    found = [*problems_of_pattern(pattern)]

    assert len(found) == (1 if problem else 0)
    assert not found or problem in found[0]
