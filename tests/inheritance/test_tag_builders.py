"""Tags by which one resource differs from the rest of its program."""

from datetime import date

import pytest

import bamp_pulumi as bamp
from bamp_pulumi.program_error import ProgramError


def test_a_tier_is_one_tag_and_an_owner_another() -> None:
    """Without an owner the program's own is filled in later."""
    assert bamp.tier("critical") == {"backup-tier": "critical"}
    assert bamp.tier("critical", owner="shop") == {
        "backup-tier": "critical",
        "backup-owner": "shop",
    }


@pytest.mark.parametrize("until", ["2027-06-30", date(2027, 6, 30)])
def test_an_exemption_is_three_tags_and_no_tier(until: str | date) -> None:
    """Reason, owner and last day: a decision that ends."""
    assert bamp.exempt(reason="rebuilt in an hour", owner="media", until=until) == {
        "backup-exempt-reason": "rebuilt in an hour",
        "backup-owner": "media",
        "backup-exempt-until": "2027-06-30",
    }


@pytest.mark.parametrize("name", ["Critical", "", "a b", "9", "x" * 31])
def test_what_cannot_name_a_tier_is_refused(name: str) -> None:
    """A tier is part of the names of AWS Backup plans."""
    with pytest.raises(ProgramError, match=r"tier\(\)\.name: .*\[BAMP-N02\]"):
        bamp.tier(name)


def test_an_owner_that_fits_no_tag_is_refused() -> None:
    """AWS would refuse it at deployment, one resource at a time."""
    with pytest.raises(ProgramError, match="BAMP-E01"):
        bamp.tier("critical", owner="shop & co")


def test_everything_wrong_with_an_exemption_is_said_at_once() -> None:
    """With what to write instead."""
    with pytest.raises(ProgramError) as caught:
        bamp.exempt(reason="rebuilt, nightly", owner="", until="next year")

    assert [r.code for r in caught.value.refusals] == ["BAMP-E01", "BAMP-E01", "BAMP-E02"]
    assert caught.value.refusals[0].write == "reason='rebuilt nightly'"
