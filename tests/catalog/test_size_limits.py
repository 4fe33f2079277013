"""What is larger than AWS takes: each limit from both sides, as the service counts.

What these tests cannot prove: that AWS counts as its pages say.
"""

import json
from collections.abc import Callable, Mapping

import pytest
from pulumi_inputs import input_paths

from bamp_pulumi.catalog import (
    SIZE_LIMITS,
    UNKNOWN,
    Measure,
    SizeLimit,
    refusals_of,
    size_doubts,
    size_of,
)

POLICY = "aws:iam/policy:Policy"
ROLE = "aws:iam/role:Role"
FUNCTION = "aws:lambda/function:Function"
PARAMETER = "aws:ssm/parameter:Parameter"
SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"
ACCOUNT = "arn:aws:iam::111122223333:root"


def document(size: int) -> str:
    """Write a policy of so many characters."""
    empty = json.dumps(statement(""), separators=(",", ":"))
    return json.dumps(statement("x" * (size - len(empty))), separators=(",", ":"))


def statement(sid: str) -> dict[str, object]:
    """Return a policy of one statement."""
    one = {"Sid": sid, "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [one]}


def statements(count: int) -> str:
    """Write a policy of so many statements."""
    return json.dumps({"Version": "2012-10-17", "Statement": [{} for _ in range(count)]})


def filter_of(count: int) -> str:
    """Write a filter policy with so many combinations of values."""
    return json.dumps({"tier": [str(n) for n in range(count)]})


VALUES: Mapping[Measure, Callable[[int], object]] = {
    Measure.VISIBLE_CHARACTERS: document,
    Measure.DOCUMENT_CHARACTERS: document,
    Measure.DOCUMENT_BYTES: document,
    Measure.CHARACTERS: lambda size: "x" * size,
    Measure.BYTES: lambda size: "x" * size,
    Measure.ENTRIES: lambda size: [f"arn:aws:s3:::b{n}" for n in range(size)],
    Measure.WILDCARDS: lambda size: [f"arn:aws:s3:::b{n}*" for n in range(size)],
    Measure.STATEMENTS: statements,
    Measure.FILTER_KEYS: lambda size: json.dumps({f"k{n}": ["v"] for n in range(size)}),
    Measure.FILTER_COMBINATIONS: filter_of,
    Measure.WIDGETS: lambda size: json.dumps({"widgets": [{} for _ in range(size)]}),
    Measure.METRICS: lambda size: json.dumps(
        {"widgets": [{"properties": {"metrics": [["ns", "m"]] * size}}]}
    ),
}
"""A value of so many of what is counted."""


def inputs_with(limit: SizeLimit, size: int) -> dict[str, object]:
    """Return inputs in which what is limited has a size."""
    value = VALUES[limit.measure](size)
    if limit.path == "environment.variables":
        value = {"A": "x" * (size - len('{"A":""}'))}
    first, *inner = limit.path.replace("[]", ".[]").split(".")
    for step in reversed(inner):
        value = [value] if step == "[]" else {step: value}
    when = {limit.when[0]: limit.when[1][0]} if limit.when else {}
    return {**when, first: value}


EACH = [
    pytest.param(limit, token, id=f"{token.split(':')[-1]}-{limit.path}-{limit.measure.name}")
    for limit in SIZE_LIMITS
    for token in limit.types
]


@pytest.mark.parametrize(("limit", "token"), EACH)
def test_one_more_than_aws_takes_is_refused_and_no_more_is_not(
    limit: SizeLimit, token: str
) -> None:
    """Of a limit without an upper end, nothing is certain."""
    most = limit.at_most or limit.most

    def said(size: int) -> list[str]:
        # Another rule, such as that of a size of several inputs, may say more.
        found = refusals_of(token, inputs_with(limit, size))
        return [refusal.allowed for refusal in found if f"for {limit.of}" in refusal.allowed]

    refused = [f"at most {most:,} {limit.measure} for {limit.of}"]
    assert said(most) == []
    assert said(most + 1) == (refused if limit.at_most is not None else [])


@pytest.mark.parametrize(("limit", "token"), EACH)
def test_between_the_default_and_the_highest_quota_is_a_doubt(limit: SizeLimit, token: str) -> None:
    """Whether the account has the higher quota is not known."""

    def said(size: int) -> int:
        found = size_doubts(token, inputs_with(limit, size))
        return sum(1 for why in found if f"for {limit.of}" in why)

    assert said(limit.most) == 0
    assert said(limit.most + 1) == (1 if limit.is_adjustable else 0)


@pytest.mark.parametrize(("limit", "token"), EACH)
def test_every_limit_is_of_an_input_that_there_is(limit: SizeLimit, token: str) -> None:
    """And says by whom and where it was read."""
    assert limit.path in input_paths(token)
    assert limit.when is None or limit.when[0] in input_paths(token)
    assert limit.source
    assert limit.service
    assert limit.read_on == "2026-11-29"


NUMBERS = {
    ("rolePolicy", "policy", "VISIBLE_CHARACTERS"): (10_240, 10_240),
    ("policy", "policy", "VISIBLE_CHARACTERS"): (6_144, 6_144),
    ("groupPolicy", "policy", "VISIBLE_CHARACTERS"): (5_120, 5_120),
    ("userPolicy", "policy", "VISIBLE_CHARACTERS"): (2_048, 2_048),
    ("role", "assumeRolePolicy", "VISIBLE_CHARACTERS"): (2_048, 8_192),
    ("key", "policy", "DOCUMENT_BYTES"): (32_768, 131_072),
    ("topicPolicy", "policy", "DOCUMENT_BYTES"): (30_720, 30_720),
    ("topicPolicy", "policy", "STATEMENTS"): (100, 100),
    ("queuePolicy", "policy", "DOCUMENT_BYTES"): (8_192, 8_192),
    ("queuePolicy", "policy", "STATEMENTS"): (20, None),
    ("bucketPolicy", "policy", "DOCUMENT_BYTES"): (20_480, 20_480),
    ("vaultPolicy", "policy", "DOCUMENT_BYTES"): (20_480, None),
    ("logResourcePolicy", "policyDocument", "DOCUMENT_CHARACTERS"): (5_120, 51_200),
    ("eventRule", "eventPattern", "DOCUMENT_CHARACTERS"): (2_048, 4_096),
    ("topicSubscription", "filterPolicy", "FILTER_KEYS"): (5, 5),
    ("topicSubscription", "filterPolicy", "FILTER_COMBINATIONS"): (150, 150),
    ("function", "environment.variables", "DOCUMENT_BYTES"): (4_096, 4_096),
    ("function", "layers", "ENTRIES"): (5, 5),
    ("document", "content", "BYTES"): (65_536, 65_536),
    ("selection", "resources", "ENTRIES"): (500, 500),
    ("selection", "resources", "WILDCARDS"): (30, 30),
    ("dashboard", "dashboardBody", "WIDGETS"): (500, 500),
    ("dashboard", "dashboardBody", "METRICS"): (2_500, 2_500),
}
"""AWS's numbers: by default, and at most."""


def test_the_numbers_are_those_of_aws() -> None:
    """Written once more, so that a slip in a row is seen."""
    found = {
        (token.split(":")[1].split("/")[1], limit.path, limit.measure.name): (
            limit.most,
            limit.at_most,
        )
        for limit in SIZE_LIMITS
        for token in limit.types
    }

    assert {key: found[key] for key in NUMBERS} == NUMBERS


def test_iam_counts_no_white_space() -> None:
    """Neither between the parts of a document nor in its texts."""
    fits = json.dumps(statement("x" * 6_039), indent=40)
    longer = json.dumps(statement("x" * 6_100), indent=40)

    assert len(fits) > 6_144
    assert [*refusals_of(POLICY, {"policy": fits})] == []
    assert [r.path for r in refusals_of(POLICY, {"policy": longer})] == ["policy"]
    assert size_of(json.dumps({"a": "b c d"}), Measure.VISIBLE_CHARACTERS) == len('{"a":"bcd"}')


def test_a_document_may_be_an_object() -> None:
    """Programs in other languages write it so; the provider turns it into text."""
    refused = [*refusals_of(POLICY, {"policy": statement("x" * 6_144)})]

    assert [r.path for r in refused] == ["policy"]
    assert refused[0].given == "6,249 characters without white space"


def test_bytes_are_not_characters() -> None:
    """A letter with an accent is two bytes, however it is written in JSON."""
    written = '{"Sid": "\\u00e9\\u00e9"}'

    assert size_of('{"Sid": "éé"}', Measure.DOCUMENT_CHARACTERS) == 12
    assert size_of('{"Sid": "éé"}', Measure.DOCUMENT_BYTES) == 14
    assert size_of(written, Measure.DOCUMENT_BYTES) == 14
    assert size_of("\ud800", Measure.BYTES) == 3


def test_what_is_unknown_counts_as_little_as_it_can() -> None:
    """So what is refused is too large whatever is put in its place."""
    known = {"Statement": [{"Resource": UNKNOWN, "Sid": "x" * 100}], UNKNOWN: UNKNOWN}

    assert size_of(known, Measure.DOCUMENT_BYTES) == len(
        '{"Statement":[{"Resource":0,"Sid":"' + "x" * 100 + '"}],"":0}'
    )
    for measure in Measure:
        assert size_of(UNKNOWN, measure) == 0
        assert size_of(None, measure) == 0


def test_the_environment_of_a_function_is_measured_by_what_is_known_of_it() -> None:
    """Each unknown value may be empty."""
    variables = {"FIRST": UNKNOWN, "SECOND": "x" * 4_096}

    assert [r.path for r in refusals_of(FUNCTION, {"environment": {"variables": variables}})] == [
        "environment.variables"
    ]
    assert [*refusals_of(FUNCTION, {"environment": {"variables": {"FIRST": UNKNOWN}}})] == []


@pytest.mark.parametrize(
    ("tier", "size", "refused", "doubts"),
    [
        ("Standard", 4_096, 0, 0),
        ("Standard", 4_097, 1, 0),
        ("Advanced", 8_192, 0, 0),
        ("Advanced", 8_193, 1, 0),
        ("Intelligent-Tiering", 8_192, 0, 0),
        ("Intelligent-Tiering", 8_193, 1, 0),
        (None, 4_097, 0, 1),
        (None, 8_193, 1, 0),
        (UNKNOWN, 9_000, 0, 0),
    ],
)
def test_the_size_of_a_parameter_depends_on_its_tier(
    tier: object, size: int, refused: int, doubts: int
) -> None:
    """An account may have another default tier than the standard one."""
    inputs = {"name": "/p", "type": "String", "insecureValue": "x" * size, "tier": tier}

    assert len([*refusals_of(PARAMETER, inputs)]) == refused
    assert len([*size_doubts(PARAMETER, inputs)]) == doubts


@pytest.mark.parametrize(
    ("policy", "keys", "combinations"),
    [
        ({"a": ["1", "2", "3"], "b": ["1"], "c": ["1", "2"]}, 3, 6),
        ({"a": {"b": {"c": ["1", "2", "3", "4"]}}, "d": {"e": ["1", "2", "3"]}}, 2, 72),
        ({"a": UNKNOWN, "b": ["1", "2"]}, 2, 2),
        ({"a": ["1"], "$or": [{"b": ["1"]}, {"c": ["1"]}]}, 1, 1),
        ("no JSON", 0, 1),
        ([], 0, 1),
    ],
)
def test_a_filter_policy_is_counted_as_the_guide_counts(
    policy: object, keys: int, combinations: int
) -> None:
    """The first two are the guide's own examples."""
    assert size_of(policy, Measure.FILTER_KEYS) == keys
    assert size_of(policy, Measure.FILTER_COMBINATIONS) == combinations


def test_a_text_that_is_no_json_is_measured_by_what_is_visible() -> None:
    """Another rule refuses it; its size is not made up."""
    assert size_of("{ broken ", Measure.DOCUMENT_BYTES) == len("{broken")
    assert size_of('"a text"', Measure.DOCUMENT_BYTES) == len('"atext"')


def test_a_trust_policy_of_many_accounts_needs_a_higher_quota() -> None:
    """An account takes some 34 characters."""

    def trust(count: int) -> dict[str, object]:
        principals = [ACCOUNT.replace("3333", f"{n:04}") for n in range(count)]
        return {"assumeRolePolicy": json.dumps({"Statement": [{"Principal": {"AWS": principals}}]})}

    assert [*size_doubts(ROLE, trust(58))] == []
    (doubt,) = size_doubts(ROLE, trust(70))
    assert doubt.startswith("assumeRolePolicy is ")
    assert "IAM takes 2,048 for the trust policy of a role, and up to 8,192 once" in doubt
