"""The clauses of a selection, each with its answer and in AWS's words."""

from typing import Any, Final

import pytest
from plain_resources import declared

from bamp_pulumi.catalog import ABILITIES, UNKNOWN
from bamp_pulumi.declared import DeclaredSelection, clauses_of, matches, needs_opt_in
from bamp_pulumi.truth import Truth

Fields = Any  # Any: parts of a selection

VOLUME = "aws:ebs/volume:Volume"
ARN: Final = "arn:aws:ec2:us-east-1:111122223333:volume/"
DATA = declared(VOLUME, "data", outputs={"arn": f"{ARN}data"})
OTHER = declared(VOLUME, "other", outputs={"arn": f"{ARN}other"})
TAGS: Final = {"a": "b", "later": UNKNOWN}
PREFIX: Final = "aws:ResourceTag/"
LATER: Final = "(known only after deployment)"
HIDDEN: Final = (None, "part of which is known only after deployment")
ANY: Final = (True, "any resource")
ALL: Final = (True, "resources *")


def selection(**fields: Fields) -> DeclaredSelection:
    """Write a selection."""
    given: Fields = {
        "resource": declared("aws:backup/selection:Selection", "s"),
        "resources": (),
        "not_resources": (),
        "list_of_tags": (),
        "conditions": (),
        "unknown": False,
        **fields,
    }
    return DeclaredSelection(**given)


def when(operator: str, key: object, value: object) -> Fields:
    """Select any resource on one condition."""
    return {"resources": ("*",), "conditions": ((operator, key, value),)}


MISSING: Final = 'resources, which is missing: conditions alone select nothing; add resources=["*"]'
CASES: Final[list[tuple[Fields, list[tuple[Truth, str]]]]] = [
    ({}, [ANY]),
    ({"unknown": True}, [HIDDEN, ANY]),
    (
        {"conditions": (("stringEquals", f"{PREFIX}a", "b"),)},
        [(False, MISSING), (True, f"condition stringEquals {PREFIX}a=b")],
    ),
    ({"resources": ("*",)}, [ALL]),
    ({"resources": (f"{ARN}data",)}, [(True, f"resources {ARN}data")]),
    ({"resources": (f"{ARN}other",)}, [(False, f"resources {ARN}other")]),
    ({"resources": (UNKNOWN,)}, [(None, f"resources {LATER}")]),
    ({"resources": (DATA,)}, [(True, "resources the ARN of data")]),
    ({"resources": (OTHER,)}, [(False, "resources the ARN of other")]),
    ({"list_of_tags": (("a", "b"),)}, [(True, "resources tag a=b")]),
    ({"list_of_tags": (("a", "c"),)}, [(False, "resources tag a=c")]),
    ({"list_of_tags": (("none", "c"),)}, [(False, "resources tag none=c")]),
    ({"list_of_tags": (("later", "c"),)}, [(None, "resources tag later=c")]),
    ({"list_of_tags": (("a", UNKNOWN),)}, [(None, f"resources tag a={LATER}")]),
    ({"list_of_tags": ((UNKNOWN, "b"),)}, [(None, f"resources tag {UNKNOWN}=b")]),
    (
        {"resources": (f"{ARN}other",), "list_of_tags": (("a", "b"),)},
        [(True, f"resources {ARN}other or tag a=b")],
    ),
    ({"resources": ("x", "y", "z")}, [(False, "resources x or y or z")]),
    ({"resources": ("w", "x", "y", "z")}, [(False, "resources w or x or y and 1 more")]),
    (
        {"resources": ("*",), "not_resources": (f"{ARN}data", "x")},
        [ALL, (False, f"notResources {ARN}data, x")],
    ),
    (
        {"resources": ("*",), "not_resources": (OTHER,)},
        [ALL, (True, "notResources the ARN of other")],
    ),
    (
        {"resources": ("*",), "not_resources": (UNKNOWN,)},
        [ALL, (None, f"notResources {LATER}")],
    ),
    (
        when("stringEquals", f"{PREFIX}a", "c"),
        [ALL, (False, f"condition stringEquals {PREFIX}a=c")],
    ),
    (
        when("stringNotEquals", f"{PREFIX}a", "c"),
        [ALL, (True, f"condition stringNotEquals {PREFIX}a=c")],
    ),
    (
        when("stringNotEquals", f"{PREFIX}a", "b"),
        [ALL, (False, f"condition stringNotEquals {PREFIX}a=b")],
    ),
    (when("stringLikes", f"{PREFIX}a", "b*"), [ALL, (True, f"condition stringLikes {PREFIX}a=b*")]),
    (
        when("stringLikes", f"{PREFIX}a", "c*"),
        [ALL, (False, f"condition stringLikes {PREFIX}a=c*")],
    ),
    (when("stringLikes", f"{PREFIX}x", "*"), [ALL, (False, f"condition stringLikes {PREFIX}x=*")]),
    (
        when("stringLikes", f"{PREFIX}later", "*"),
        [ALL, (None, f"condition stringLikes {PREFIX}later=*")],
    ),
    (
        when("stringNotLikes", f"{PREFIX}a", "c*"),
        [ALL, (True, f"condition stringNotLikes {PREFIX}a=c*")],
    ),
    (
        when("stringNotLikes", f"{PREFIX}x", "*"),
        [ALL, (True, f"condition stringNotLikes {PREFIX}x=*")],
    ),
    (
        when("stringEquals", f"{PREFIX}a", UNKNOWN),
        [ALL, (None, f"condition stringEquals {PREFIX}a={LATER}")],
    ),
    (
        when("stringEquals", f"{PREFIX}a", None),
        [ALL, (None, f"condition stringEquals {PREFIX}a=(nothing)")],
    ),
    (when("stringEquals", UNKNOWN, "b"), [ALL, (None, f"condition stringEquals {LATER}=b")]),
    (
        when("numericEquals", f"{PREFIX}a", "b"),
        [ALL, (None, f"condition numericEquals {PREFIX}a=b")],
    ),
    (
        when("stringEquals", "a", "b"),
        [
            ALL,
            (
                False,
                f"condition stringEquals a=b, whose key AWS reads only with its prefix: {PREFIX}a",
            ),
        ],
    ),
]


@pytest.mark.parametrize(("fields", "expected"), CASES)
def test_each_clause_says_what_it_asks_and_whether_it_holds(
    fields: Fields, expected: list[tuple[Truth, str]]
) -> None:
    """A finding names the clause that failed."""
    found = clauses_of(selection(**fields), DATA, tags=TAGS)
    answers = [answer for answer, _ in expected]
    whole = False if False in answers else None if None in answers else True

    assert [(clause.answer, clause.asks) for clause in found] == expected
    assert matches(selection(**fields), DATA, tags=TAGS) is whole


@pytest.mark.parametrize("operator", ["stringEquals", "stringNotEquals", "stringLikes"])
def test_tags_that_are_unknown_as_a_whole_leave_every_comparison_open(operator: str) -> None:
    """In a list of tags as in a condition."""
    by_tag = selection(list_of_tags=(("a", "b"),), conditions=((operator, f"{PREFIX}a", "b"),))

    assert [clause.answer for clause in clauses_of(by_tag, DATA, tags=None)] == [None, None]


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("*", True),
        ("arn:aws:ec2:*:*:*", True),
        ("arn:aws:ec2:*:*:", True),
        ("arn:aws:ec2:*:volume/*", True),
        ("arn:aws:ec2:*:*:volume/*", False),
        ("arn:aws:ec2:*:*:instance/*", True),
        (f"{ARN}other", True),
        (DATA, False),
        (OTHER, True),
        (UNKNOWN, True),
    ],
)
def test_only_a_pattern_that_names_the_type_overrides_the_opt_in(
    pattern: object, *, needed: bool
) -> None:
    """Neither a star nor a whole service, nor a pattern that names another resource."""
    abilities = next(one for one in ABILITIES if one.backup_type == "EBS")

    assert needs_opt_in(selection(resources=(pattern,)), DATA, abilities) is needed


@pytest.mark.parametrize(
    ("backup_type", "token", "pattern", "needed"),
    [
        ("Redshift", "aws:redshift/cluster:Cluster", "arn:aws:redshift:*:*:cluster:*", False),
        ("Redshift", "aws:redshift/cluster:Cluster", "arn:aws:redshift:*", True),
        ("RDS", "aws:rds/instance:Instance", "arn:aws:rds:*:*:db:*", True),
        ("FSx", "aws:fsx/lustreFileSystem:LustreFileSystem", "arn:aws:fsx:*:*:file-system/*", True),
    ],
)
def test_a_pattern_never_overrides_the_opt_in_of_types_whose_arns_look_alike(
    backup_type: str, token: str, pattern: str, *, needed: bool
) -> None:
    """It names several of them."""
    abilities = next(one for one in ABILITIES if one.backup_type == backup_type)

    assert needs_opt_in(selection(resources=(pattern,)), declared(token, "x"), abilities) is needed
