"""Nothing sound is refused, and no value makes the rules fail."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pulumi_inputs import input_paths

from bamp_pulumi.catalog import COUNT_LIMITS, UNKNOWN, refusals_of
from bamp_pulumi.catalog.deployment_rules import DEPLOYMENT_RULES
from bamp_pulumi.catalog.input_rules import input_rules_of, types_with_input_rules
from bamp_pulumi.estate import Estate, RunOptions, load_estate

ROOT = Path(__file__).parents[2]
SOUND = ("examples/analytics", "examples/marketplace_db", "examples/orders", "stacks/account")
TOKENS = sorted({*types_with_input_rules(), *DEPLOYMENT_RULES})

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.just(UNKNOWN),
    st.sampled_from(["*", "arn:", "arn:aws:sns:::x", "cron(", "cron(0 0 ? * # *)", '{"a":', "<x>"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@cache
def estate(program: str) -> Estate:
    """Run a program of this repository."""
    return load_estate([ROOT / program], RunOptions(account_id="111122223333"))


@pytest.mark.parametrize("program", [*SOUND, "examples/unprotected"])
def test_nothing_that_this_repository_declares_is_refused(program: str) -> None:
    """Its examples deploy, and so does the account stack."""
    resources = estate(program).resources

    assert resources
    assert [(r.name, f) for r in resources for f in refusals_of(r.type, r.inputs)] == []


def test_the_account_stack_is_judged_by_many_rules() -> None:
    """So that nothing is refused because nothing was asked."""
    judged = {r.type for r in estate("stacks/account").resources} & {*TOKENS}

    assert len(judged) >= 15


def _at(path: str, value: object) -> dict[str, object]:
    """Put a value where a path leads."""
    first, *inner = path.replace("[]", ".[]").replace("{", ".{").split(".")
    for step in reversed(inner):
        if step == "[]":
            value = [value]
        elif step == "{k}":
            value = {value: "x"} if isinstance(value, str) else {}
        else:
            value = {"x" if step == "{v}" else step: value}
    return {first: value}


@given(token=st.sampled_from(TOKENS), value=VALUES, data=st.data())
def test_no_value_anywhere_makes_a_rule_fail(
    token: str, value: object, data: st.DataObject
) -> None:
    """Whatever stands at an input that the type has, a refusal or nothing comes out."""
    path = data.draw(st.sampled_from(sorted(input_paths(token))))
    other = data.draw(st.sampled_from(sorted(input_paths(token))))
    inputs = {**_at(other, data.draw(VALUES)), **_at(path, value)}

    for refusal in refusals_of(token, inputs):
        assert refusal.allowed
        assert refusal.why
        assert len(refusal.given) <= 120


@given(token=st.sampled_from(TOKENS), inputs=st.dictionaries(st.text(), VALUES, max_size=4))
def test_no_inputs_at_all_make_a_rule_fail(token: str, inputs: Mapping[str, object]) -> None:
    """Names that no type has, too."""
    assert isinstance(list(refusals_of(token, inputs)), list)


@pytest.mark.parametrize("token", TOKENS)
def test_an_unknown_input_is_never_refused(token: str) -> None:
    """All of them unknown, and each one inside."""
    everything = {path.split(".")[0].split("[")[0].split("{")[0] for path in input_paths(token)}

    assert list(refusals_of(token, dict.fromkeys(everything, UNKNOWN))) == []
    for path, _ in input_rules_of(token):
        inputs = dict.fromkeys(everything, UNKNOWN) | _at(path, UNKNOWN)
        assert [r for r in refusals_of(token, inputs) if r.path.startswith(path)] == []


@pytest.mark.parametrize("limit", COUNT_LIMITS, ids=lambda limit: f"{limit.types[0]}-{limit.link}")
def test_a_limit_over_an_estate_counts_by_inputs_that_there_are(limit: object) -> None:
    """And says what happens, and where that was read."""
    (found,) = [each for each in COUNT_LIMITS if each is limit]

    for token in found.types:
        assert {*found.link, *found.only_with, *found.only_without} <= input_paths(token)
    assert found.most > 0
    assert found.why
    assert "read 2026-11-2" in found.source


def test_a_rule_takes_five_targets_and_a_plan_100_selections() -> None:
    """AWS's numbers."""
    most = {(limit.types[0], limit.link, limit.only_with): limit.most for limit in COUNT_LIMITS}
    selections = "aws:backup/selection:Selection"

    assert most["aws:cloudwatch/eventTarget:EventTarget", ("rule", "eventBusName"), ()] == 5
    assert most[selections, ("planId",), ()] == 100
    assert most[selections, ("planId",), ("selectionTags", "conditions")] == 10
