"""Selection matching against AWS Backup's documented rules, and its laws.

Cannot prove that AWS matches as its guide says; each case names the sentence it follows.
Source: AWS Backup developer guide, assigning-resources-json; API reference, BackupSelection.
"""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.catalog import ABILITIES, UNKNOWN
from bamp_pulumi.declared import DeclaredSelection, matches, needs_opt_in, read_plans
from bamp_pulumi.estate import Estate, Resource

VOLUME = "arn:aws:ec2:us-east-1:111122223333:volume/vol-1"
Pair = tuple[object, object]
Condition = tuple[str, object, object]


def selection(
    *,
    resources: tuple[object, ...] = (),
    not_resources: tuple[object, ...] = (),
    list_of_tags: tuple[Pair, ...] = (),
    conditions: tuple[Condition, ...] = (),
    unknown: bool = False,
) -> DeclaredSelection:
    """Make a selection."""
    return DeclaredSelection(
        resource=Resource(urn="urn", type="t", name="s", program="p", inputs={}, outputs={}),
        resources=resources,
        not_resources=not_resources,
        list_of_tags=list_of_tags,
        conditions=conditions,
        unknown=unknown,
    )


def resource(arn: str) -> Resource:
    """Make a volume; one that does not exist yet has no ARN."""
    return Resource(
        urn="urn:volume",
        type="aws:ebs/volume:Volume",
        name="v",
        program="p",
        inputs={},
        outputs={"arn": arn} if arn else {},
        region="us-east-1",
        account_id="111122223333",
    )


MADE = resource("")


def equals(key: str, value: str) -> Condition:
    """Make a condition on a tag."""
    return ("stringEquals", f"aws:ResourceTag/{key}", value)


TIER = equals("backup-tier", "critical")
TAGGED = {"backup-tier": "critical"}

CASES: dict[str, tuple[DeclaredSelection, Mapping[str, object] | None, bool | None]] = {
    "a star and a condition that holds": (
        selection(resources=("*",), conditions=(TIER,)),
        TAGGED,
        True,
    ),
    "a star and a condition that does not": (
        selection(resources=("*",), conditions=(TIER,)),
        {"backup-tier": "standard"},
        False,
    ),
    "tags are case sensitive": (
        selection(resources=("*",), conditions=(TIER,)),
        {"Backup-Tier": "critical"},
        False,
    ),
    "conditions alone select nothing": (selection(conditions=(TIER,)), TAGGED, False),
    "nothing at all selects everything supported": (selection(), {}, True),
    "all conditions must hold": (
        selection(resources=("*",), conditions=(TIER, equals("team", "a"))),
        {**TAGGED, "team": "b"},
        False,
    ),
    "any tag of the list is enough": (
        selection(list_of_tags=(("team", "a"), ("backup-tier", "critical"))),
        TAGGED,
        True,
    ),
    "resources or tags": (
        selection(resources=("arn:aws:s3:::x",), list_of_tags=(("backup-tier", "critical"),)),
        TAGGED,
        True,
    ),
    "an excluded resource is out": (
        selection(resources=("*",), not_resources=("arn:aws:ec2:*:*:volume/*",)),
        TAGGED,
        False,
    ),
    "an ARN with a star in the middle": (
        selection(resources=("arn:aws:ec2:*:*:volume/*",)),
        {},
        True,
    ),
    "another type's ARN": (selection(resources=("arn:aws:rds:*:*:db:*",)), {}, False),
    "a condition key without the prefix never matches": (
        selection(resources=("*",), conditions=(("stringEquals", "backup-tier", "critical"),)),
        TAGGED,
        False,
    ),
    "not equal also holds without the tag": (
        selection(
            resources=("*",), conditions=(("stringNotEquals", "aws:ResourceTag/env", "dev"),)
        ),
        {},
        True,
    ),
    "like with a star": (
        selection(
            resources=("*",),
            conditions=(("stringLikes", "aws:ResourceTag/backup-tier", "crit*"),),
        ),
        TAGGED,
        True,
    ),
    "a star does not match white space": (
        selection(resources=("*",), conditions=(("stringLikes", "aws:ResourceTag/team", "a*"),)),
        {"team": "a b"},
        False,
    ),
    "not like": (
        selection(resources=("*",), conditions=(("stringNotLikes", "aws:ResourceTag/team", "a*"),)),
        {"team": "abc"},
        False,
    ),
    "an unknown tag leaves it open": (
        selection(resources=("*",), conditions=(TIER,)),
        {"backup-tier": UNKNOWN},
        None,
    ),
    "unknown tags leave it open": (selection(resources=("*",), conditions=(TIER,)), None, None),
    "a condition that fails decides, whatever is unknown": (
        selection(resources=("*",), conditions=(TIER, equals("team", "a"))),
        {"backup-tier": UNKNOWN, "team": "b"},
        False,
    ),
    "an unknown pattern leaves it open": (selection(resources=(UNKNOWN,)), {}, None),
    "an operator AWS does not have leaves it open": (
        selection(resources=("*",), conditions=(("numericEquals", "aws:ResourceTag/n", "1"),)),
        {"n": "1"},
        None,
    ),
    "a selection that is unknown leaves it open": (selection(unknown=True), TAGGED, None),
}


@pytest.mark.parametrize("case", CASES)
def test_a_selection_matches_as_the_guide_says(case: str) -> None:
    """(resources OR list of tags) AND conditions AND NOT excluded."""
    chosen, tags, expected = CASES[case]

    assert matches(chosen, resource(VOLUME), tags=tags) is expected


def test_an_unknown_arn_leaves_a_pattern_open_and_a_star_not() -> None:
    """A volume has no ARN before it exists; `*` needs none."""
    assert matches(selection(resources=("arn:aws:ec2:*:*:volume/vol-1",)), MADE, tags={}) is None
    assert matches(selection(resources=("arn:aws:ec2:*",)), MADE, tags={}) is True
    assert matches(selection(resources=("*",)), MADE, tags={}) is True


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("arn:aws:ec2:*:*:volume/*", True),
        ("arn:aws:ec2:us-east-1:111122223333:volume/vol-*", None),
        ("arn:aws:ec2:us-west-2:*:volume/*", False),
        ("arn:aws:ec2:*:*:instance/*", False),
        ("arn:aws:rds:*", False),
        ("arn:*:volume/*", True),
        ("arn:aws:ec2:*:444455556666:*", False),
        (UNKNOWN, None),
    ],
)
def test_of_a_volume_that_is_not_yet_made_all_but_its_id_is_known(
    pattern: object, *, expected: bool | None
) -> None:
    """Service, Region, account and type decide; only the id stays open."""
    assert matches(selection(resources=(pattern,)), MADE, tags={}) is expected


def test_the_arn_of_another_declared_resource_says_nothing_of_this_one() -> None:
    """An unknown id is not an unknown ARN: whose ARN it is, is known."""
    other = resource("")

    assert matches(selection(resources=(other,)), MADE, tags={}) is False
    assert matches(selection(resources=(other, MADE)), MADE, tags={}) is True


@pytest.mark.parametrize(
    ("pattern", "backup_type", "needed"),
    [
        ("*", "EBS", True),
        ("arn:aws:ec2:*", "EBS", True),
        ("arn:aws:ec2:*:*:volume/*", "EBS", False),
        (VOLUME, "EBS", False),
        ("arn:aws:rds:*:*:cluster:*", "Aurora", True),
        ("arn:aws:fsx:*:*:file-system/*", "FSx", True),
    ],
)
def test_naming_a_type_overrides_the_opt_in_except_where_arns_look_alike(
    pattern: str, backup_type: str, *, needed: bool
) -> None:
    """Source: developer guide, assigning-resources-json, notes on opt-in."""
    chosen = selection(resources=(pattern,))
    named = resource(VOLUME if backup_type == "EBS" else pattern.replace("*", "x"))

    (abilities, *_) = (one for one in ABILITIES if one.backup_type == backup_type)

    assert needs_opt_in(chosen, named, abilities) is needed


TAGS = st.dictionaries(st.sampled_from("abc"), st.sampled_from("xyz"), max_size=3)
CONDITIONS = st.lists(
    st.tuples(
        st.sampled_from(["stringEquals", "stringNotEquals"]),
        st.sampled_from("abc").map("aws:ResourceTag/{}".format),
        st.sampled_from("xyz"),
    ),
    max_size=3,
).map(tuple)


@given(tags=TAGS, conditions=CONDITIONS, hidden=st.sets(st.sampled_from("abc")))
def test_hiding_a_tag_never_turns_one_answer_into_the_other(
    tags: dict[str, str], conditions: tuple[Condition, ...], hidden: set[str]
) -> None:
    """Not knowing may leave a question open; it must not answer it wrongly."""
    chosen = selection(resources=("*",), conditions=conditions)
    seen = {**tags, **dict.fromkeys(hidden, UNKNOWN)}

    known, partial = (matches(chosen, resource(VOLUME), tags=t) for t in (tags, seen))

    assert partial in (known, None)


@given(tags=TAGS, conditions=CONDITIONS)
def test_known_tags_always_have_an_answer(
    tags: dict[str, str], conditions: tuple[Condition, ...]
) -> None:
    """Nothing is left open that could be decided."""
    chosen = selection(resources=("*",), conditions=conditions)

    assert matches(chosen, resource(VOLUME), tags=tags) is not None


@given(tags=TAGS, conditions=CONDITIONS, more=CONDITIONS)
def test_more_conditions_never_select_more(
    tags: dict[str, str], conditions: tuple[Condition, ...], more: tuple[Condition, ...]
) -> None:
    """Conditions are joined by AND."""
    few = matches(selection(resources=("*",), conditions=conditions), resource(VOLUME), tags=tags)
    many = matches(
        selection(resources=("*",), conditions=(*conditions, *more)), resource(VOLUME), tags=tags
    )

    assert few or not many


@pytest.mark.parametrize(
    "inputs",
    [
        {"resources": ["*"], "conditions": [UNKNOWN]},
        {"resources": ["*"], "conditions": [{"stringEquals": UNKNOWN}]},
        {"resources": ["*"], "conditions": [{"stringEquals": [UNKNOWN]}]},
        {"selectionTags": [UNKNOWN]},
        {"resources": UNKNOWN},
    ],
)
def test_a_selection_that_hides_a_part_of_itself_selects_nobody_for_certain(
    inputs: dict[str, object],
) -> None:
    """What is not seen could be a condition that fails."""
    plan = Resource(
        urn="p", type="aws:backup/plan:Plan", name="p", program="x", inputs={}, outputs={}
    )
    declared = Resource(
        urn="s",
        type="aws:backup/selection:Selection",
        name="s",
        program="x",
        inputs=inputs,
        outputs={},
        dependencies={"planId": ("p",)},
    )
    estate = Estate(programs=(), resources=(plan, declared))
    (found,) = read_plans(estate, ())[0].selections

    assert matches(found, resource(VOLUME), tags={}) is None
