"""The names of a policy: what AWS takes, from both sides of each pattern."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.errors import PolicyError
from bamp_pulumi.policy import BackupPolicy, CopyRule, Promise, Rule, development_tier, parse


def refused(model: type[Promise], data: Mapping[str, object]) -> dict[str, tuple[str, str]]:
    """Return code and advice of each refusal by its path; nothing when the data is taken."""
    try:
        parse(model, data)
    except PolicyError as error:
        return {refusal.path: (refusal.code, refusal.write) for refusal in error.refusals}
    return {}


def rule_named(name: object) -> dict[str, tuple[str, str]]:
    """Try a name for a rule."""
    return refused(Rule, {"name": name, "lifecycle": {"delete_after_days": 30}})


@pytest.mark.parametrize("name", ["a", "A-1_b.c", "x" * 50, "-", "daily_kept_30_days"])
def test_a_rule_is_named_as_aws_takes_it(name: str) -> None:
    """Source: AWS Backup API, BackupRuleName."""
    assert rule_named(name) == {}


@pytest.mark.parametrize("name", ["", "x" * 51, "a b", "täglich", "a/b", "daily\n", "a:b"])
def test_any_other_name_of_a_rule_is_refused(name: str) -> None:
    """A trailing line break too, which `$` would let pass."""
    assert rule_named(name)["name"][0] == "BAMP-N02"


@given(name=st.text(max_size=60))
def test_the_name_to_write_instead_is_accepted(name: str) -> None:
    """Whatever was given."""
    for _, advice in rule_named(name).values():
        assert rule_named(advice.removeprefix("name=").strip("'")) == {}


@pytest.mark.parametrize(
    ("tier", "accepted"),
    [
        ("standard", True),
        ("tier-1_b", True),
        ("a" * 30, True),
        ("a" * 31, False),
        ("Standard", False),
        ("1st", False),
        ("-a", False),
        ("two words", False),
        ("", False),
    ],
)
def test_a_tier_is_a_lower_case_word(tier: str, *, accepted: bool) -> None:
    """It is a tag value that selections compare with care for case, and part of AWS's names."""
    data = {"tiers": {tier: development_tier()}, "default_tier": tier}

    assert (refused(BackupPolicy, data) == {}) is accepted


def test_a_bad_name_of_a_tier_is_refused_at_its_key() -> None:
    """The key is the name."""
    found = refused(BackupPolicy, {"tiers": {"Gold!": development_tier()}, "default_tier": "gold"})

    assert found["tiers.Gold!"] == ("BAMP-N02", "gold")


@pytest.mark.parametrize(
    ("name", "accepted"),
    [("default", True), ("Team-1_x", True), ("a" * 30, True), ("a" * 31, False), ("_a", False)],
)
def test_the_name_of_a_policy_leaves_room_in_the_names_of_vaults(
    name: str, *, accepted: bool
) -> None:
    """AWS takes 50 characters, and a suffix follows."""
    data = {"name": name, "tiers": {"standard": development_tier()}}

    assert (refused(BackupPolicy, data) == {}) is accepted


@pytest.mark.parametrize(
    ("region", "accepted"),
    [
        ("us-east-1", True),
        ("ap-southeast-5", True),
        ("us-gov-west-1", True),
        ("us-isob-east-1", True),
        ("eusc-de-east-1", True),
        ("mx-central-1", True),
        ("US-EAST-1", False),
        ("us-east", False),
        ("us-east-1a", False),
        ("global", False),
        ("N. Virginia", False),
    ],
)
def test_a_region_is_written_as_its_code(region: str, *, accepted: bool) -> None:
    """Commercial, government, isolated and sovereign partitions alike; no zone, no city."""
    assert (refused(CopyRule, {"destination_region": region}) == {}) is accepted


@pytest.mark.parametrize(
    ("account", "code"),
    [
        ("111122223333", None),
        ("000000000001", None),
        ("11112222333", "BAMP-N04"),
        ("1111222233334", "BAMP-N04"),
        ("1111-2222-3333", "BAMP-N04"),
        (111122223333, "BAMP-D03"),
    ],
)
def test_an_account_is_a_text_of_12_digits(account: object, code: str | None) -> None:
    """As a number it would lose its leading zeros."""
    data = {"destination_region": "us-west-2", "destination_account_id": account}

    assert [found for found, _ in refused(CopyRule, data).values()] == ([code] if code else [])
