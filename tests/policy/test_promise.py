"""What all parts of a policy share: frozen, hashable, nothing unknown, judged part by part."""

from datetime import date

import pytest

from bamp_pulumi.errors import PolicyError, Refusal
from bamp_pulumi.policy import (
    AuditMinimums,
    CopyRule,
    Exemption,
    Lifecycle,
    LockMode,
    LockPolicy,
    Promise,
    Schedule,
    default_policy,
    lint,
    parse,
    standard_tier,
)

VALUES: list[Promise] = [
    default_policy(),
    standard_tier(),
    standard_tier().rules[0],
    Schedule(),
    Lifecycle(delete_after_days=30),
    CopyRule(destination_region="us-west-2"),
    LockPolicy(mode=LockMode.GOVERNANCE, min_retention_days=7, max_retention_days=365),
    Exemption(reason="rebuilt", owner="orders", until=date(2027, 6, 30)),
    AuditMinimums(),
]
named = pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)


@named
def test_no_field_of_a_value_can_be_changed(value: Promise) -> None:
    """What follows from it (locks, plans, reports) was worked out already."""
    for field in type(value).model_fields:
        with pytest.raises(ValueError, match="frozen"):
            setattr(value, field, None)


@named
def test_equal_values_hash_alike(value: Promise) -> None:
    """So they can be keys, and kept in sets."""
    again = parse(type(value), value.model_dump(mode="json"))

    assert again == value
    assert hash(again) == hash(value)


@named
def test_a_field_that_is_unknown_is_refused(value: Promise) -> None:
    """Never ignored."""
    with pytest.raises(PolicyError, match="BAMP-D01"):
        parse(type(value), {**value.model_dump(), "surprise": 1})


@named
def test_lint_has_nothing_to_say_of_a_value_that_was_built(value: Promise) -> None:
    """Building it was judged by the same rules."""
    assert lint(value) == ()


class Pair(Promise, frozen=True):
    """A part that refuses itself, twice over, and its whole."""

    parts: tuple[Promise, ...] = ()
    lifecycle: Lifecycle = Lifecycle(delete_after_days=30)

    def refusals(self) -> tuple[Refusal, ...]:
        """Refuse the whole."""
        return (Refusal(code="BAMP-X01", given="a", allowed="b", why="c", write="d", path="parts"),)


def test_a_whole_is_judged_once_its_parts_are_sound() -> None:
    """What is said of a whole whose parts are wrong would lead astray."""
    unsound = Lifecycle.model_construct(delete_after_days=30, cold_storage_after_days=1)

    whole = Pair.model_construct(lifecycle=Lifecycle(delete_after_days=30), parts=())
    broken = Pair.model_construct(lifecycle=unsound, parts=(Schedule(), unsound))

    assert [(r.code, r.path) for r in lint(whole)] == [("BAMP-X01", "parts")]
    assert [(r.code, r.path) for r in lint(broken)] == [
        ("BAMP-L02", "parts.1"),
        ("BAMP-L02", "lifecycle"),
    ]
