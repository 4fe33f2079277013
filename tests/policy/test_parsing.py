"""From plain data to a model: everything wrong at once, in the house's own form, with its place."""

from collections.abc import Callable
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.errors import PolicyError, Refusal
from bamp_pulumi.policy import (
    AcknowledgedFault,
    AcknowledgedLoss,
    Acknowledgement,
    AuditMinimums,
    BackupPolicy,
    CopyRule,
    Exemption,
    Lifecycle,
    LockPolicy,
    Promise,
    RestoreTestPromise,
    Rule,
    Schedule,
    Tier,
    load_policy,
    parse,
)

MODELS: list[type[Promise]] = [
    AcknowledgedFault,
    AcknowledgedLoss,
    Acknowledgement,
    AuditMinimums,
    BackupPolicy,
    CopyRule,
    Exemption,
    Lifecycle,
    LockPolicy,
    RestoreTestPromise,
    Rule,
    Schedule,
    Tier,
]


MISSPELT: dict[str, Any] = {"delete_after_day": 30}  # Any: what no type checker lets through

TIER: dict[str, object] = {
    "description": "Ordinary production data.",
    "rules": {"daily": {"lifecycle": {"delete_after_days": 30}}},
    "rpo_minutes": 1_440,
    "rto_minutes": 240,
    "native_retention_days": 7,
}


def refusals(model: type[Promise], data: object, at: str = "") -> list[Refusal]:
    """Return the refusals of data that must be refused."""
    with pytest.raises(PolicyError) as refused:
        parse(model, data, at)
    return list(refused.value.refusals)


def test_every_refusal_is_in_the_form_of_the_house() -> None:
    """Given, allowed, why, what to write: no link of pydantic's, no word of its own."""
    with pytest.raises(PolicyError) as refused:
        parse(Lifecycle, {"delete_after_day": 30, "cold_storage_after_days": "1"}, at="policy.yaml")

    assert str(refused.value) == (
        "policy.yaml.cold_storage_after_days: cold_storage_after_days='1' [BAMP-D03]\n"
        "  allowed: a whole number\n"
        "  why:     house rule: a value is taken as it is written, never converted\n"
        "  write:   cold_storage_after_days=1\n"
        "policy.yaml.delete_after_day: unknown field 'delete_after_day' [BAMP-D01]\n"
        "  allowed: delete_after_days, cold_storage_after_days\n"
        "  why:     house rule: a misspelt field must not be taken for a default\n"
        "  write:   delete_after_days=30"
    )


def test_the_error_of_pydantic_is_not_even_its_cause() -> None:
    """A traceback shows one error, ours."""
    with pytest.raises(PolicyError) as refused:
        parse(Lifecycle, {})

    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("30", "a whole number"),
        (30.0, "a whole number"),
        (30.5, "a whole number"),
        (True, "a whole number"),
        (None, "a whole number"),
        ([30], "a whole number"),
    ],
)
def test_a_number_is_whole_and_never_converted(value: object, wanted: str) -> None:
    """`yes` in YAML is true, and true is no day."""
    (refusal,) = refusals(Lifecycle, {"delete_after_days": value})

    assert (refusal.code, refusal.allowed) == ("BAMP-D03", wanted)
    assert refusal.write == "delete_after_days=30"


@pytest.mark.parametrize("value", ["yes", "true", 1, 0, None])
def test_a_boolean_is_true_or_false(value: object) -> None:
    """`enable_continuous_backup: "no"` must not switch it on."""
    data = {"name": "a", "lifecycle": {"delete_after_days": 30}, "enable_continuous_backup": value}

    (refusal,) = refusals(Rule, data)

    assert (refusal.code, refusal.allowed) == ("BAMP-D03", "true or false")


@pytest.mark.parametrize("data", [None, 3, "text", [], [{}]])
def test_what_is_no_mapping_is_refused_as_a_whole(data: object) -> None:
    """There is no field to name."""
    (refusal,) = refusals(Schedule, data, at="bamp:schedule")

    assert (refusal.code, refusal.path) == ("BAMP-D03", "bamp:schedule")
    assert refusal.allowed == "a mapping of its fields"


def test_a_model_is_taken_for_its_data() -> None:
    """Python programs mix both."""
    lifecycle = Lifecycle(delete_after_days=30)

    assert parse(Lifecycle, lifecycle) is lifecycle
    assert parse(Rule, {"name": "daily", "lifecycle": lifecycle}).lifecycle is lifecycle


def test_the_place_of_a_rule_is_its_name() -> None:
    """Numbers change with every rule that is added; a rule without a name keeps its number."""
    rules = [
        {"name": "daily", "lifecycle": {"delete_after_days": 0}},
        {"lifecycle": {"delete_after_days": 0}},
    ]

    found = {refusal.path for refusal in refusals(Tier, {**TIER, "rules": rules})}

    assert found == {
        "rules.daily.lifecycle.delete_after_days",
        "rules.1.lifecycle.delete_after_days",
        "rules.1.name",
    }


def test_an_empty_list_is_refused_but_not_one_whose_items_were() -> None:
    """What only follows from another mistake is not told."""
    assert [r.path for r in refusals(Tier, {**TIER, "rules": []})] == ["rules"]
    assert [r.path for r in refusals(Tier, {**TIER, "rules": [3]})] == ["rules.0"]


def test_a_tier_may_be_called_like_a_field() -> None:
    """Its name says which tier, not what is in it."""
    (refusal,) = refusals(BackupPolicy, {"tiers": {"rules": {**TIER, "rto_minute": 1}}})

    assert (refusal.path, refusal.write) == ("tiers.rules.rto_minute", "rto_minutes=1")


def test_long_values_are_shown_short() -> None:
    """A whole document pasted into a field must not drown the message."""
    (refusal,) = refusals(Lifecycle, {"delete_after_days": "x" * 1_000})

    assert len(refusal.given) < 100
    assert refusal.given.endswith("...")


def required_fields() -> list[tuple[type[Promise], str]]:
    """List every field that has no default, and its model."""
    return [
        (model, name)
        for model in MODELS
        for name, field in model.model_fields.items()
        if field.is_required()
    ]


@pytest.mark.parametrize(("model", "name"), required_fields())
def test_the_example_of_each_required_field_is_accepted(model: type[Promise], name: str) -> None:
    """It is what the message tells people to write when the field is missing."""
    field = model.model_fields[name]
    assert field.examples

    wrong = [
        refusal
        for refusal in refusals_or_none(model, {name: field.examples[0]})
        if refusal.path.partition(".")[0] == name
    ]

    assert wrong == []


def refusals_or_none(model: type[Promise], data: object) -> list[Refusal]:
    """Return the refusals of data that may be refused."""
    try:
        parse(model, data)
    except PolicyError as error:
        return list(error.refusals)
    return []


def test_every_model_of_a_policy_is_among_those_tried_here() -> None:
    """A model that is added to a policy is added to these tests."""

    def models_in(annotation: object) -> set[type[Promise]]:
        if isinstance(annotation, type) and issubclass(annotation, Promise):
            inner = (models_in(field.annotation) for field in annotation.model_fields.values())
            return {annotation}.union(*inner)
        return set[type[Promise]]().union(*(models_in(part) for part in get_args(annotation)))

    assert models_in(BackupPolicy) | {Exemption} == set(MODELS)


names = st.sampled_from(
    sorted({name for model in MODELS for name in model.model_fields} | {"extends", "daily", "x"})
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["default", "cron(0 2 ? * * *)", "governance", "us-west-2", "UTC"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(names | st.integers(0, 3), inner, max_size=5)
    ),
    max_leaves=20,
)


@given(model=st.sampled_from(MODELS), data=values)
def test_whatever_comes_in_nothing_but_a_policy_error_comes_out(
    model: type[Promise], data: object
) -> None:
    """No traceback of pydantic or of ours, and every refusal says all four parts."""
    for refusal in refusals_or_none(model, data):
        assert refusal.code.startswith("BAMP-")
        assert refusal.given
        assert refusal.allowed
        assert refusal.why
        assert refusal.write


@given(document=st.dictionaries(names, values, max_size=5))
def test_whatever_changes_a_preset_nothing_but_a_policy_error_comes_out(
    document: dict[str, object],
) -> None:
    """Merging is as safe as parsing."""
    try:
        policy = load_policy({"extends": "default", **document})
    except PolicyError:
        return
    assert isinstance(policy, BackupPolicy)


@pytest.mark.parametrize(
    ("build", "code", "path"),
    [
        (
            lambda: Lifecycle(delete_after_days=30, cold_storage_after_days=30),
            "BAMP-L02",
            "Lifecycle",
        ),
        (
            lambda: Lifecycle(**MISSPELT),
            "BAMP-D01",
            "Lifecycle.delete_after_day",
        ),
        (lambda: Schedule(expression="daily"), "BAMP-S01", "Schedule.expression"),
    ],
)
def test_a_model_built_in_python_says_the_same(
    build: Callable[[], object], code: str, path: str
) -> None:
    """No error of pydantic reaches whoever builds a policy in Python, nor is one its cause."""
    with pytest.raises(PolicyError) as refused:
        build()

    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.path) == (code, path)
    assert refused.value.__context__ is None
