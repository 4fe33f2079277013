"""Retention and cold storage: AWS's lines, from both sides."""

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


def test_cold_storage_at_the_end_of_the_longest_retention_is_advised_against() -> None:
    """There is no retention 90 days longer to advise."""
    try:
        parse(Lifecycle, {"cold_storage_after_days": 36_450, "delete_after_days": 36_500})
    except PolicyError as error:
        (refusal,) = error.refusals
        assert refusal.write == "Lifecycle(delete_after_days=36500)"
    else:
        raise AssertionError("it must be refused")


def test_a_retention_must_be_said() -> None:
    """To keep a backup for ever is a decision, never an omission."""
    assert not accepts({})
