"""Where two resources lie: the same place, another, or nobody knows."""

import pytest

from bamp_pulumi.estate import Resource, may_share_place
from bamp_pulumi.truth import Truth

HERE, AWAY, ACCOUNT, OTHER = "us-east-1", "us-west-2", "111122223333", "999988887777"


def resource(account_id: str, region: str, program: str = "shop/prod") -> Resource:
    """Make a resource in a place; empty is unknown."""
    return Resource(
        urn="u",
        type="aws:sns/topic:Topic",
        name="t",
        program=program,
        inputs={},
        outputs={},
        account_id=account_id,
        region=region,
    )


@pytest.mark.parametrize(
    ("account_id", "region", "surely", "maybe"),
    [
        (ACCOUNT, HERE, True, True),
        (ACCOUNT, AWAY, False, False),
        (OTHER, HERE, False, False),
        (ACCOUNT, "", False, True),
        ("", HERE, False, True),
        ("", "", False, True),
    ],
)
def test_a_place_is_shared_surely_or_perhaps(
    account_id: str, region: str, *, surely: bool, maybe: bool
) -> None:
    """What nobody knows is neither the same place nor another."""
    one, other = resource(ACCOUNT, HERE), resource(account_id, region)

    assert (one.shares_place(other), other.shares_place(one)) == (surely, surely)
    assert (may_share_place(one, other), may_share_place(other, one)) == (maybe, maybe)


def test_of_two_unknown_regions_each_may_be_another() -> None:
    """Two providers of one program may both wait for their Regions."""
    one, other = resource(ACCOUNT, ""), resource(ACCOUNT, "")

    assert not one.shares_place(other)
    assert may_share_place(one, other)


def test_an_unknown_account_is_the_same_within_one_program_alone() -> None:
    """A program is deployed to one account unless its providers say otherwise."""
    assert resource("", HERE).shares_place(resource("", HERE))
    assert not resource("", HERE).shares_place(resource("", HERE, program="other/prod"))


@pytest.mark.parametrize(
    ("account_id", "region", "answer"),
    [
        (ACCOUNT, HERE, True),
        (ACCOUNT, AWAY, False),
        (OTHER, HERE, False),
        (OTHER, "", False),
        (ACCOUNT, "", None),
        ("", HERE, None),
    ],
)
def test_a_resource_lies_in_a_place_or_not_or_nobody_knows(
    account_id: str, region: str, answer: Truth
) -> None:
    """Three answers; a place whose Region is unknown is surely nobody's."""
    assert resource(account_id, region).lies_in(ACCOUNT, HERE) is answer
    assert resource(ACCOUNT, "").lies_in(ACCOUNT, "") is None
