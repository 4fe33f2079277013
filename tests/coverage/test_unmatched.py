"""Why no selection matches a data store: the whole sentence that a reader gets.

Cannot prove that the cause named is the one that the reader wants to repair.
"""

import ast
import re
from collections.abc import Callable
from typing import Any

import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, judge, resolved

import bamp_pulumi as bamp

Inputs = Any  # Any: inputs given by name in each case
HERE = "111122223333"
INHERIT = "it has no backup-tier tag; call bamp.inherit(owner='test') before any resource"
UNTAGGED = f"{INHERIT}, or set tags=bamp.tier('standard', 'test')"
EXEMPTED = (
    "it has no backup-tier tag, for it is tagged as exempt; set tags=bamp.tier('standard', 'test')"
)
TWO_PLACES = (
    f"it is in us-east-1 of {HERE}; the plans back up eu-west-1 of {HERE}, us-west-2 of {HERE}; "
    "declare the account in us-east-1 too: bamp init account account-us-east-1 --region us-east-1, "
    "with bamp:prefix: bamp-us-east-1 in its stack"
)
ELSEWHERE = (
    f"it is in us-west-2 of {HERE}; the plans back up us-east-1 of {HERE}; before its first "
    "deployment, write region='us-east-1' (later it would be replaced); or declare the account in "
    "us-west-2 too: bamp init account account-us-west-2 --region us-west-2, with "
    "bamp:prefix: bamp-us-west-2 in its stack"
)


def volume(tags: Inputs = None, **inputs: Inputs) -> Callable[[], object]:
    """Declare a volume later."""
    given: Inputs = {"availability_zone": "us-east-1a", "size": 8, "encrypted": True, **inputs}
    return lambda: aws.ebs.Volume("data", tags=TAGS if tags is None else tags, **given)


def planned(
    *selections: Inputs, tags: Inputs = None, region: str = "us-east-1"
) -> Callable[[], object]:
    """Declare a volume later, and a plan with selections by what they ask for."""

    def program() -> None:
        volume(tags)()
        rule = {
            "rule_name": "daily",
            "target_vault_name": "main",
            "schedule": "cron(0 2 ? * * *)",
            "lifecycle": {"delete_after": 30},
        }
        rules: Inputs = [rule]
        plan = aws.backup.Plan("own", name="own", region=region, rules=rules)
        for number, asked in enumerate(selections):
            aws.backup.Selection(
                f"s{number}",
                plan_id=plan.id,
                iam_role_arn=f"arn:aws:iam::{HERE}:role/r",
                region=region,
                **resolved(asked),
            )

    return program


NONE = Account(plans=False)
GOLD = {"selection_tags": [{"type": "STRINGEQUALS", "key": "a", "value": "b"}]}
BY_ARN = {"resources": ["arn:aws:rds:*:*:db:*"]}
BY_TWO = {
    "resources": ["arn:aws:rds:*:*:db:*"],
    "conditions": [{"string_equals": [{"key": "aws:ResourceTag/a", "value": "b"}]}],
}


@pytest.mark.parametrize(
    ("program", "account", "why"),
    [
        (volume({}), Account(), UNTAGGED),
        (volume({"backup-exempt-reason": "rebuilt"}), Account(), EXEMPTED),
        (volume({"backup-exempt-until": "2026-01-01"}), Account(), EXEMPTED),
        (
            volume(region="us-west-2"),
            Account(),
            ELSEWHERE,
        ),
        (
            planned(region="eu-west-1"),
            Account(region="us-west-2"),
            TWO_PLACES,
        ),
        (planned(), NONE, "the plans in us-east-1 have no selection"),
        (planned(tags={}), NONE, INHERIT),
    ],
    ids=[
        "no tag",
        "a reason of an exemption",
        "the end of an exemption",
        "another Region",
        "two other Regions",
        "no selection",
        "no selection, and no tag",
    ],
)
def test_the_cause_is_the_place_the_tag_or_the_plan(
    program: Callable[[], object], account: Account, why: str
) -> None:
    """In this order: what lies elsewhere is not a question of tags."""
    (covered,) = judge(program, account).resources

    assert [(f.id, f.message) for f in covered.findings if f.id == "BAMP-V01"] == [
        ("BAMP-V01", why)
    ]


@pytest.mark.parametrize(
    ("program", "account", "nearest"),
    [
        (volume(), Account(tier="gold"), "selection"),
        (planned(GOLD), NONE, "s0"),
        (planned(BY_ARN), NONE, "s0"),
        (planned(BY_TWO, BY_ARN), NONE, "s1"),
        (planned(BY_ARN, BY_TWO), NONE, "s0"),
        (planned({**BY_ARN, "name": "chosen"}), NONE, "chosen"),
        (planned(BY_ARN, tags={"name": "a"}), NONE, "s0"),
    ],
    ids=["another tier", "a tag", "an ARN", "one clause", "the first", "by name", "no tier"],
)
def test_the_selection_that_comes_nearest_is_named(
    program: Callable[[], object], account: Account, nearest: str
) -> None:
    """The one of which fewest clauses fail, as AWS calls it, with the tier that the tags name."""
    (covered,) = judge(program, account).resources
    (why,) = [finding.message for finding in covered.findings if finding.id == "BAMP-V01"]
    has = "; it has backup-tier='standard'" if covered.tier else ""

    assert why.startswith(f"selection {nearest} comes closest and requires ")
    assert why.endswith(has)
    assert ("it has backup-tier" in why) is bool(has)


def test_an_owner_that_no_tag_takes_is_proposed_as_one_that_it_takes() -> None:
    """What is printed for a tag that is there already is accepted when it is pasted."""
    (found,) = judge(volume({"backup-owner": "o'r\"ders"}), Account()).resources
    written = re.search(r"tags=bamp\.tier\((.+)\)$", found.findings[0].message)
    assert written is not None

    tier, owner = ast.literal_eval(written[1])

    assert bamp.tier(tier, owner)["backup-owner"] == owner
