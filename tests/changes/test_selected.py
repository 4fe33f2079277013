"""A selection is compared by what it selects: narrower is a loss, another way to say it is none.

All changes are one deployment. Cannot prove how AWS Backup combines the parts: its knowledge center
and its API say that it takes resources or tags, and all conditions.
"""

from typing import Final

import pytest
from lost_by_change import UNKNOWN, Inputs, LostByEach, One

LOST, PERHAPS = "BAMP-V98", "BAMP-V99"
SELECTION: Final = "aws:backup/selection:Selection"
NATIVE: Final = "aws-native:backup:BackupSelection"
POLICY: Final = "aws:backup/vaultPolicy:VaultPolicy"
VOLUMES: Final = "arn:aws:ec2:*:*:volume/*"
DATABASES: Final = "arn:aws:rds:*:*:db:*"
GOLD: Final = {"type": "STRINGEQUALS", "key": "tier", "value": "gold"}
SILVER: Final = {"type": "STRINGEQUALS", "key": "tier", "value": "silver"}


def asks(operator: str, *pairs: tuple[str, str]) -> list[Inputs]:
    """Return the conditions of a selection."""
    return [{operator: [{"key": f"aws:ResourceTag/{k}", "value": v} for k, v in pairs]}]


def selects(before: Inputs, after: Inputs) -> One:
    """Return a change of what a selection says."""
    own = {"planId": "p", "iamRoleArn": "role"}
    return One(type=SELECTION, before={**own, **before}, after={**own, **after})


def natively(before: Inputs, after: Inputs) -> One:
    """Return the same of aws-native."""
    sides = ({"backupPlanId": "p", "backupSelection": each} for each in (before, after))
    return One(type=NATIVE, before=next(sides), after=next(sides))


def policy(before: str, after: str) -> One:
    """Return a change of the policy of a vault."""
    return One(
        type=POLICY,
        before={"backupVaultName": "v", "policy": before},
        after={"backupVaultName": "v", "policy": after},
    )


IS_GOLD: Final = asks("stringEquals", ("tier", "gold"))
ALL: Final = {"resources": ["*"]}
NATIVE_GOLD: Final = {
    "listOfTags": [
        {"conditionType": "STRINGEQUALS", "conditionKey": "tier", "conditionValue": "gold"}
    ]
}
NATIVE_IS_GOLD: Final = {
    "stringEquals": [{"conditionKey": "aws:ResourceTag/tier", "conditionValue": "gold"}]
}
NARROWER: Final[dict[str, One]] = {
    "a condition beside all resources": selects(ALL, {**ALL, "conditions": IS_GOLD}),
    "the first tag of a selection of everything": selects({}, {"selectionTags": [GOLD]}),
    "the first resource of a selection of everything": selects({}, {"resources": [VOLUMES]}),
    "a tag as a condition that alone selects nothing": selects(
        {"selectionTags": [GOLD]}, {"conditions": IS_GOLD}
    ),
    "one of two tags becomes both of two conditions": selects(
        {"selectionTags": [GOLD, {**GOLD, "key": "team", "value": "a"}]},
        {**ALL, "conditions": asks("stringEquals", ("tier", "gold"), ("team", "a"))},
    ),
    "one value in the place of a pattern": selects(
        {**ALL, "conditions": asks("stringLikes", ("tier", "g*"))},
        {**ALL, "conditions": IS_GOLD},
    ),
    "an exclusion of what is selected": selects(
        {"resources": [DATABASES]}, {"resources": [DATABASES], "notResources": ["arn:aws:rds:*"]}
    ),
    "a condition, of aws-native": natively(ALL, {**ALL, "conditions": NATIVE_IS_GOLD}),
}
SAME: Final[dict[str, One]] = {
    "a tag beside all resources": selects(ALL, {**ALL, "selectionTags": [GOLD]}),
    "a tag as a condition": selects({"selectionTags": [GOLD]}, {**ALL, "conditions": IS_GOLD}),
    "a condition as a tag": selects({**ALL, "conditions": IS_GOLD}, {"selectionTags": [GOLD]}),
    "a tag as a condition, of aws-native": natively(
        NATIVE_GOLD, {**ALL, "conditions": NATIVE_IS_GOLD}
    ),
    "one more tag": selects({"selectionTags": [GOLD]}, {"selectionTags": [SILVER, GOLD]}),
    "a pattern in the place of one value": selects(
        {**ALL, "conditions": IS_GOLD},
        {**ALL, "conditions": asks("stringLikes", ("tier", "g*"))},
    ),
    "one condition less": selects(
        {**ALL, "conditions": asks("stringEquals", ("tier", "gold"), ("team", "a"))},
        {**ALL, "conditions": IS_GOLD},
    ),
    "a type in the place of one of it": selects(
        {"resources": ["arn:aws:ec2:us-east-1:111122223333:volume/vol-1"]},
        {"resources": [VOLUMES]},
    ),
    "an exclusion of what is not selected": selects(
        {"resources": [VOLUMES]}, {"resources": [VOLUMES], "notResources": [DATABASES]}
    ),
    "an exclusion that a condition implies": selects(
        {**ALL, "conditions": IS_GOLD},
        {
            **ALL,
            "conditions": [*IS_GOLD, *asks("stringNotEquals", ("tier", "bronze"))],
        },
    ),
    "lists that are empty": selects(
        {"selectionTags": [GOLD], "resources": []}, {"selectionTags": [GOLD], "conditions": []}
    ),
}
PERHAPS_LESS: Final[dict[str, tuple[One, str]]] = {
    "a type that needed no opt-in": (selects({"resources": [VOLUMES]}, ALL), VOLUMES),
    "a policy that is no JSON": (policy("{", "{{"), "policy stays as it is is not known"),
    "a policy that is not known any more": (policy("{", UNKNOWN), "its value cannot be read"),
}
LITERAL: Final[dict[str, One]] = {
    "a policy that is no JSON, left alone": policy("{", "{"),
    # How it stands is asked of each side: what is not known is not fine there.
    "a policy that is not known, made from the same": policy(UNKNOWN, UNKNOWN),
}
FOUND: Final = LostByEach(
    NARROWER | SAME | {name: one for name, (one, _) in PERHAPS_LESS.items()} | LITERAL
)


@pytest.mark.parametrize("name", NARROWER)
def test_a_selection_of_less_is_a_loss(name: str) -> None:
    """Whichever of its inputs narrows it, and though one that comes most often widens it."""
    assert FOUND[name]
    assert {code for code, _ in FOUND[name]} == {LOST}


def test_a_loss_says_what_is_not_backed_up_any_more() -> None:
    """And how to record it, if it is meant."""
    ((_, message),) = FOUND["the first tag of a selection of everything"]

    assert "no more recovery points are made of what is no longer selected; if that is" in message


@pytest.mark.parametrize("name", [*SAME, *LITERAL])
def test_a_selection_of_the_same_or_more_is_none(name: str) -> None:
    """However it is written."""
    assert FOUND[name] == []


@pytest.mark.parametrize("name", PERHAPS_LESS)
def test_what_reading_cannot_tell_is_not_known(name: str) -> None:
    """It is said, and it is no certain loss."""
    ((code, message),) = FOUND[name]

    assert PERHAPS_LESS[name][1] in message
    assert code == PERHAPS
