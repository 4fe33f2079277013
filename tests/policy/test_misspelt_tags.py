"""Keys of tags that are misspellings of those that the policy reads."""

import pytest

from bamp_pulumi.policy import misspelt_keys


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("backup-teir", "backup-tier"),
        ("Backup_Tier", "backup-tier"),
        ("backup-exempt-owner", "backup-owner"),
        ("backup-exempt-reson", "backup-exempt-reason"),
    ],
)
def test_a_misspelt_key_is_known_by_what_it_means(key: str, meant: str) -> None:
    """A remedy does not keep it beside the right one."""
    assert misspelt_keys({key: "x"}) == {meant: key}


@pytest.mark.parametrize("key", ["backup-tier", "backup", "tier", "team", "backup-window"])
def test_another_key_is_no_misspelling(key: str) -> None:
    """A remedy keeps what belongs to somebody else."""
    assert misspelt_keys({key: "x"}) == {}


def test_a_key_beside_the_right_one_is_left_alone() -> None:
    """What it was meant for is said already."""
    assert misspelt_keys({"backup-tier": "standard", "backup-teir": "x"}) == {}
