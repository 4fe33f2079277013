"""The tag contract: names that never change, and exemptions that survive the way through tags."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.errors import PolicyError, RefusedError
from bamp_pulumi.policy import (
    EXEMPT_REASON_TAG,
    EXEMPT_UNTIL_TAG,
    OWNER_TAG,
    TIER_TAG,
    Exemption,
    is_placeholder,
    misspelt_tags,
    read_exemption,
    read_owner,
    read_tier,
    render_exemption,
    render_tier,
)

TAG_CHARACTERS = st.one_of(
    st.sampled_from("_.:/=+-@"), st.characters(categories=["L", "N"]), st.just(" ")
)
TAG_TEXT = st.text(TAG_CHARACTERS, min_size=1, max_size=256).filter(
    lambda text: (
        text.strip() == text and not (is_placeholder(text) or is_placeholder(text, "owner"))
    )
)


def test_the_four_tags_are_named_as_every_stack_and_selection_expects() -> None:
    """A changed name would silently unprotect everything that was tagged before."""
    assert (TIER_TAG, OWNER_TAG, EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG) == (
        "backup-tier",
        "backup-owner",
        "backup-exempt-reason",
        "backup-exempt-until",
    )


def test_a_tier_is_one_tag_and_its_owner_another() -> None:
    """Without an owner no owner tag is written, so that a default may fill it."""
    assert render_tier("critical") == {"backup-tier": "critical"}
    assert render_tier("critical", "orders") == {
        "backup-tier": "critical",
        "backup-owner": "orders",
    }


def test_tier_and_owner_are_read_back_and_absence_is_none() -> None:
    """An untagged resource has no tier, rather than a default one."""
    tags = {"Name": "db", **render_tier("standard", "orders")}

    assert (read_tier(tags), read_owner(tags)) == ("standard", "orders")
    assert (read_tier({}), read_owner({})) == (None, None)


@given(reason=TAG_TEXT, owner=TAG_TEXT, until=st.dates())
def test_an_exemption_survives_the_way_through_tags(reason: str, owner: str, until: date) -> None:
    """Whatever may be written may be read: nothing is cut, trimmed or re-spelt."""
    exemption = Exemption(reason=reason, owner=owner, until=until)

    tags = render_exemption(exemption)

    assert read_exemption({"Name": "bucket", **tags}) == exemption
    assert all(1 <= len(value) <= 256 for value in tags.values())


@given(until=st.dates(date(2000, 1, 1), date(2100, 1, 1)), days=st.integers(-400, 400))
def test_an_exemption_holds_through_its_last_day(until: date, days: int) -> None:
    """The day named is included; the next one is not."""
    exemption = Exemption(reason="rebuilt", owner="orders", until=until)

    assert exemption.is_expired(until + timedelta(days=days)) is (days > 0)


def test_a_resource_without_exemption_tags_is_not_exempt() -> None:
    """The owner tag alone says nothing about an exemption."""
    assert read_exemption(render_tier("standard", "orders")) is None


@pytest.mark.parametrize("missing", ["backup-exempt-reason", "backup-owner", "backup-exempt-until"])
def test_half_an_exemption_is_refused_and_names_the_missing_tag(missing: str) -> None:
    """Otherwise a reason without an end would exempt for ever."""
    tags = render_exemption(Exemption.model_validate(EXEMPTION))
    del tags[missing]

    with pytest.raises(RefusedError, match=f"without the tag {missing}") as refused:
        read_exemption(tags)

    assert refused.value.refusals[0].code == "BAMP-E03"


def test_an_unreadable_last_day_is_refused() -> None:
    """A day that no calendar has ends nothing."""
    tags = {
        **render_exemption(Exemption.model_validate(EXEMPTION)),
        "backup-exempt-until": "2027-02-30",
    }

    with pytest.raises(PolicyError) as refused:
        read_exemption(tags)

    assert [refusal.code for refusal in refused.value.refusals] == ["BAMP-E02"]


EXEMPTION = {"reason": "rebuilt from originals", "owner": "orders", "until": "2027-06-30"}


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("backup-teir", "backup-tier"),
        ("Backup-Tier", "backup-tier"),
        ("backup_tier", "backup-tier"),
        ("backup-tiers", "backup-tier"),
        ("backupowner", "backup-owner"),
        ("backup-exempt-untill", "backup-exempt-until"),
        ("backup-exempt-reson", "backup-exempt-reason"),
    ],
)
def test_a_key_that_is_almost_one_of_ours_is_misspelt(key: str, meant: str) -> None:
    """Nobody reads it."""
    assert misspelt_tags([key, "Name"]) == {key: meant}


@pytest.mark.parametrize(
    "key", ["backup-tier", "backup", "backup-owner-team", "owner", "tier", "Name", "backup-window"]
)
def test_a_key_of_ones_own_is_not_misspelt(key: str) -> None:
    """Nor is one of ours."""
    assert misspelt_tags([key]) == {}
