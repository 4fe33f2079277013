"""What the tags of a resource ask for, and what keeps them from being read."""

from dataclasses import replace

import pytest
from seen_by_hand import EXPECTED, kinds, stand

from bamp_pulumi import policy
from bamp_pulumi.lambdas.health import ReasonKind, State
from bamp_pulumi.lambdas.health.contract import (
    EXEMPT_REASON_TAG,
    EXEMPT_UNTIL_TAG,
    OWNER_TAG,
    TIER_TAG,
    Contract,
)


def test_a_store_without_a_tier_is_unprotected() -> None:
    """No plan selects it; where a default is selected too, it is judged by that."""
    found = stand(store={"tags": {"backup-owner": "shop"}})
    assert (found.state, kinds(found)) == (State.UNPROTECTED, {ReasonKind.NO_TIER})
    by_default = replace(EXPECTED, default_tier="standard")
    assert stand(expected=by_default, store={"tags": {}}).state is State.PROTECTED


def test_a_tier_that_does_not_exist_is_said_with_the_one_that_may_be_meant() -> None:
    """AWS compares values exactly."""
    found = stand(store={"tags": {"backup-tier": "Standart"}})
    assert (found.state, kinds(found)) == (State.UNPROTECTED, {ReasonKind.UNKNOWN_TIER})
    assert "standard may be meant" in found.sentences[0]


def test_a_misspelt_tag_is_said() -> None:
    """Nothing reads it."""
    found = stand(store={"tags": {"Backup_Tier": "standard"}})
    assert found.state is State.UNPROTECTED
    assert kinds(found) == {ReasonKind.NO_TIER, ReasonKind.MISSPELT_TAG}
    beside = {"backup-tier": "standard", "backup-onwer": "shop", "backups": "no"}
    owner = stand(store={"tags": beside})
    assert (owner.state, kinds(owner)) == (State.PROTECTED, {ReasonKind.MISSPELT_TAG})


def test_tags_that_were_not_read_are_not_read_as_none() -> None:
    """A store without tags is unprotected; of this one nobody knows."""
    found = stand(store={"tags": None})
    assert (found.state, kinds(found)) == (State.NOT_SEEN, {ReasonKind.TAGS_UNREADABLE})


EXEMPT = {
    "backup-exempt-reason": "rebuilt from the originals",
    "backup-owner": "shop",
    "backup-exempt-until": "2027-03-01",
}


def test_an_exemption_holds_on_its_last_day_and_not_after() -> None:
    """In UTC."""
    held = stand(store={"tags": EXEMPT}, points=())
    assert (held.state, held.reasons, held.owner) == (State.EXEMPT, (), "shop")
    ended = stand(store={"tags": {**EXEMPT, "backup-exempt-until": "2027-02-28"}}, points=())
    assert (ended.state, kinds(ended)) == (
        State.EXEMPTION_EXPIRED,
        {ReasonKind.EXEMPTION_EXPIRED},
    )
    assert "24 h ago" in ended.sentences[0]


@pytest.mark.parametrize(
    "lacking",
    [
        {"backup-exempt-reason": " "},
        {"backup-owner": ""},
        {"backup-exempt-until": "next year"},
        {"backup-exempt-until": "20270401"},
    ],
    ids=str,
)
def test_an_exemption_that_lacks_a_part_exempts_nothing(lacking: dict[str, str]) -> None:
    """It is a decision with a reason, an owner and an end."""
    found = stand(store={"tags": {**EXEMPT, **lacking}}, points=())
    assert (found.state, kinds(found)) == (
        State.UNPROTECTED,
        {ReasonKind.EXEMPTION_INCOMPLETE},
    )


def test_an_exemption_beside_a_tier_is_judged_by_the_tier() -> None:
    """Its plan selects it all the same."""
    both = {**EXEMPT, "backup-tier": "standard"}
    found = stand(store={"tags": both})
    assert (found.state, kinds(found)) == (State.PROTECTED, {ReasonKind.EXEMPT_AND_TIERED})
    assert stand(store={"tags": both}, points=()).state is State.SELECTED_NOT_PROTECTED


def test_the_names_of_the_tags_are_those_of_the_policy() -> None:
    """The function takes nothing of the policy along."""
    assert (TIER_TAG, OWNER_TAG) == (policy.TIER_TAG, policy.OWNER_TAG)
    assert (EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG) == (
        policy.EXEMPT_REASON_TAG,
        policy.EXEMPT_UNTIL_TAG,
    )


@pytest.mark.parametrize(
    "key",
    ["Backup-Tier", "backup_tier", "backup-teir", "backup-onwer", "backups", "Name", "tier"],
)
def test_what_is_a_misspelling_is_what_a_preview_calls_one(key: str) -> None:
    """Both ask how alike the keys are."""
    mine = Contract({key: "x"}).misspelt
    assert {ours: given for given, ours in mine.items()} == policy.misspelt_keys({key: "x"})
