"""Retention and cold storage: AWS's lines, from both sides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.errors import PolicyError
from bamp_pulumi.policy import Lifecycle, parse


def accepts(data: dict[str, object]) -> bool:
    """Return whether a lifecycle is taken."""
    try:
        parse(Lifecycle, data)
    except PolicyError:
        return False
    return True


@given(cold=st.integers(1, 36_000), stay=st.integers(1, 400))
def test_cold_storage_is_accepted_exactly_from_90_days_on(cold: int, stay: int) -> None:
    """Source: AWS Backup API, Lifecycle."""
    days: dict[str, object] = {"cold_storage_after_days": cold, "delete_after_days": cold + stay}

    assert accepts(days) is (stay >= 90)


@given(days=st.integers(-10, 37_000))
def test_retention_is_one_day_to_a_hundred_years(days: int) -> None:
    """Source: AWS Backup API, Lifecycle: at most 36,500 days."""
    assert accepts({"delete_after_days": days}) is (1 <= days <= 36_500)


def test_what_is_written_instead_is_accepted() -> None:
    """The advice would be worth nothing if it were refused in its turn."""
    assert accepts({"cold_storage_after_days": 30, "delete_after_days": 120})


@pytest.mark.parametrize(
    ("cold", "write"),
    [
        (36_410, "Lifecycle(cold_storage_after_days=36410, delete_after_days=36500)"),
        (36_411, "Lifecycle(delete_after_days=36499)"),
    ],
)
def test_close_to_the_longest_retention_there_is_no_room_for_cold_storage(
    cold: int, write: str
) -> None:
    """Advice beyond 36,500 days would be refused in its turn."""
    with pytest.raises(PolicyError) as refused:
        parse(Lifecycle, {"cold_storage_after_days": cold, "delete_after_days": 36_499})

    assert [refusal.write for refusal in refused.value.refusals] == [write]


def test_a_retention_must_be_said() -> None:
    """To keep a backup for ever is a decision, never an omission."""
    assert not accepts({})
