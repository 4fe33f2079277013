"""Policies that hold what is unknown, and what is known of them.

Cannot prove that a deployment writes the same text: that is the program's own code.
"""

import asyncio
import json
from collections.abc import Callable
from typing import Any, cast

import pulumi
import pulumi_aws as aws
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Resource, TakenText
from bamp_pulumi.testing import declare

Out = pulumi.Output
Text = Any  # Any: a text, or an output of one, or an object where AWS wants text


def written(make: Callable[[aws.s3.Bucket, aws.s3.Bucket], Text]) -> Resource:
    """Declare a bucket policy made of two buckets that AWS names."""

    def program() -> None:
        one, two = aws.s3.Bucket("one"), aws.s3.Bucket("two")
        aws.s3.BucketPolicy("p", bucket=one.id, policy=make(one, two))

    return declare(program).named("p")


def around(*resources: object) -> dict[str, object]:
    """Write a document around resources."""
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Resource": [*resources]}]}


def public_read(name: str) -> str:
    """Write what the tutorials write."""
    return json.dumps(around(f"arn:aws:s3:::{name}/*"))


def statement(**fields: object) -> Any:  # noqa: ANN401 - arguments as a program gives them
    """Give a statement to `get_policy_document_output`."""
    return {"effect": "Deny", "actions": ["s3:GetObject"], **fields}


DOCUMENT = aws.iam.get_policy_document_output

MAKERS: dict[str, Callable[[aws.s3.Bucket, aws.s3.Bucket], Text]] = {
    "json_dumps": lambda b, _: Out.json_dumps(around(b.arn)),
    "json_dumps of a part": lambda b, _: Out.json_dumps(around(b.arn.apply(lambda a: f"{a}/*"))),
    "json_dumps of concat": lambda b, _: Out.json_dumps(around(Out.concat(b.arn, "/*"))),
    "json_dumps of format": lambda b, _: Out.json_dumps(around(Out.format("{0}/*", b.arn))),
    "json_dumps of other code": lambda b, _: Out.json_dumps(
        around(b.arn.apply(lambda a: a.replace("x", "y")))
    ),
    "a function": lambda b, _: b.id.apply(public_read),
    "a lambda": lambda b, _: b.arn.apply(lambda a: json.dumps(around(f"{a}/*"))),
    "all": lambda b, _: Out.all(b.arn).apply(lambda a: json.dumps(around(a[0]))),
    "all by name": lambda b, _: Out.all(arn=b.arn).apply(lambda a: json.dumps(around(a["arn"]))),
    "all, dumped": lambda b, _: Out.from_input(around(b.arn)).apply(json.dumps),
    "an object": lambda b, _: around(b.arn),
    "an output of an object": lambda b, _: Out.from_input(around(b.arn)),
    "an output of an output": lambda b, _: Out.from_input(Out.json_dumps(around(b.arn))),
}


@pytest.mark.parametrize("name", MAKERS)
def test_what_is_around_an_unknown_arn_is_known(name: str) -> None:
    """The text stays unknown to all who ask for text."""
    found = written(MAKERS[name])

    assert found.inputs["policy"] is UNKNOWN
    assert found.document("policy") == around(UNKNOWN)
    assert found.references("bucket")


def test_a_document_of_the_provider_is_known_around_an_unknown_arn() -> None:
    """The function computes its text from the arguments."""
    principal = aws.iam.GetPolicyDocumentStatementPrincipalArgs(type="AWS", identifiers=["*"])
    condition = {"test": "Bool", "variable": "aws:SecureTransport", "values": ["false"]}

    found = written(
        lambda b, _: (
            DOCUMENT(
                statements=[
                    statement(resources=[b.arn], principals=[principal], conditions=[condition])
                ]
            ).json
        )
    )

    assert found.document("policy") == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Deny",
                "Action": "s3:GetObject",
                "Resource": UNKNOWN,
                "Principal": {"AWS": "*"},
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            }
        ],
    }


def test_a_key_that_is_unknown_may_be_any_key() -> None:
    """So the whole map is unknown."""
    found = written(
        lambda b, _: b.id.apply(lambda i: json.dumps({"Statement": [{"Condition": {f"{i}:a": 1}}]}))
    )

    assert found.document("policy") == {"Statement": [{"Condition": UNKNOWN}]}


CALLED: list[str] = []


def calling(arn: str) -> str:
    """Note that it has run."""
    CALLED.append(arn)
    return json.dumps(around(arn))


async def later() -> str:
    """Write it later."""
    await asyncio.sleep(0)
    return json.dumps(around())


HIDDEN: dict[str, Callable[[aws.s3.Bucket, aws.s3.Bucket], Text]] = {
    "a callback that does something": lambda b, _: b.arn.apply(calling),
    "a callback that branches": lambda b, _: b.arn.apply(
        lambda a: json.dumps({"a": a}) if a else ""
    ),
    "quotes are not escaped": lambda b, _: b.hosted_zone_id.apply(
        lambda a: f'{{"Resource":"{a}"}}'
    ),
    "quotes are not escaped by format": lambda b, _: Out.format(
        '{{"Resource":"{0}"}}', b.hosted_zone_id
    ),
    "quotes are not escaped by concat": lambda b, _: Out.concat(
        '{"Resource":"', b.hosted_zone_id, '"}'
    ),
    "a part of an ARN": lambda b, _: cast("Text", b.arn)["0"],
    "a character of it": lambda b, _: b.arn.apply(lambda a: json.dumps({"a": f"{a}"[3]})),
    "a character after it": lambda b, _: b.arn.apply(lambda a: json.dumps({"a": f"{a}{a}aa"[37]})),
    "a cut of it": lambda b, _: b.arn.apply(lambda a: json.dumps({"a": f"{a}{'':>2}"[-3]})),
    "no object": lambda b, _: b.arn.apply(lambda a: json.dumps([a])),
    "the whole": lambda b, _: b.arn,
    "code of its own that writes": lambda b, _: Out.json_dumps(around(b.arn), default=str),
    "a secret": lambda b, _: Out.secret(Out.json_dumps(around(b.arn))),
    "a secret within": lambda b, _: Out.json_dumps(around(b.arn, Out.secret("x"))),
    "an unknown list of statements": lambda b, _: DOCUMENT(statements=cast("Any", b.arn)).json,
    "an unknown statement": lambda b, _: DOCUMENT(statements=[cast("Any", b.arn)]).json,
    "unknown principals": lambda b, _: (
        DOCUMENT(statements=[statement(principals=[{"type": "AWS", "identifiers": b.arn}])]).json
    ),
    "an unknown source": lambda b, _: DOCUMENT(source_policy_documents=cast("Any", [b.arn])).json,
    "another function": lambda b, _: aws.s3.get_bucket_policy_output(bucket=b.id).policy,
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_may_depend_on_the_unknown_stays_unknown_as_a_whole(name: str) -> None:
    """Half a policy must not be judged, and no callback runs that could do anything."""
    found = written(HIDDEN[name])

    assert found.document("policy") is UNKNOWN
    assert not CALLED


def test_the_program_never_sees_what_is_known_of_it() -> None:
    """A callback on the resource's own policy waits for the deployment, as in any preview."""
    seen: list[object] = []

    def program() -> None:
        made = aws.s3.Bucket("b")
        policy = aws.s3.BucketPolicy("p", bucket=made.id, policy=made.id.apply(public_read))
        policy.policy.apply(seen.append)
        aws.sns.Topic("t", name=policy.policy)

    estate = declare(program)

    assert not seen
    assert estate.named("t").inputs["name"] is UNKNOWN
    assert estate.named("p").document("policy") == around(UNKNOWN)


def test_what_a_transform_has_made_of_it_nobody_knows() -> None:
    """It may have written another text."""

    def program() -> None:
        pulumi.runtime.register_resource_transform(lambda _: None)
        made = aws.s3.Bucket("b")
        aws.s3.BucketPolicy("p", bucket=made.id, policy=made.id.apply(public_read))

    assert declare(program).named("p").document("policy") is UNKNOWN


def said_of(make: Callable[[aws.s3.Bucket, aws.s3.Bucket], Text]) -> object:
    """Return what is known of the first resource that the policy names."""
    found = written(make)
    document: Any = found.document("policy", lambda text: text)
    return document["Statement"][0]["Resource"][0]


TAKEN: dict[str, tuple[Callable[[aws.s3.Bucket, aws.s3.Bucket], Text], tuple[str, ...]]] = {
    "the ARN": (lambda b, _: Out.json_dumps(around(b.arn)), ("one", "arn", "", "")),
    "of the other": (lambda _, b: Out.json_dumps(around(b.arn)), ("two", "arn", "", "")),
    "with what follows": (
        lambda b, _: Out.json_dumps(around(Out.concat(b.arn, "/*"))),
        ("one", "arn", "", "/*"),
    ),
    "by hand": (
        lambda b, _: Out.concat('{"Statement":[{"Resource":["', b.arn, '/*"]}]}'),
        ("one", "arn", "", "/*"),
    ),
    "by the name": (
        lambda b, _: b.bucket.apply(public_read),
        ("one", "bucket", "arn:aws:s3:::", "/*"),
    ),
    "by the id": (lambda b, _: b.id.apply(public_read), ("one", "id", "arn:aws:s3:::", "/*")),
    "an object": (lambda b, _: around(b.arn), ("one", "arn", "", "")),
    "by the provider": (
        lambda b, _: DOCUMENT(statements=[statement(resources=[b.arn, "*"])] * 1).json,
        ("one", "arn", "", ""),
    ),
}


@pytest.mark.parametrize("name", TAKEN)
def test_whose_arn_or_name_it_is_is_known(name: str) -> None:
    """Though not what it is: whoever asks for the document alone reads that it is unknown."""
    make, (resource, output, before, after) = TAKEN[name]

    found = said_of(make)

    assert isinstance(found, TakenText)
    assert found.urn.endswith(f"::{resource}")
    assert (found.output, found.before, found.after) == (output, before, after)


OF_NOBODY: dict[str, Callable[[aws.s3.Bucket, aws.s3.Bucket], Text]] = {
    "two in one text": lambda a, b: Out.json_dumps(around(Out.concat(a.arn, b.arn))),
    "beside what is unknown": lambda a, b: Out.json_dumps(
        around(Out.concat(a.arn, "/", b.hosted_zone_id))
    ),
    "another output": lambda a, _: Out.json_dumps(around(a.bucket_domain_name)),
    "a secret": lambda a, _: Out.json_dumps(around(Out.secret(a.arn))),
    "the ARN of another resource": lambda a, _: Out.json_dumps(
        around(aws.sns.TopicPolicy("tp", arn=a.arn, policy="{}").arn)
    ),
}


@pytest.mark.parametrize("name", OF_NOBODY)
def test_what_is_no_single_arn_is_nobodys(name: str) -> None:
    """Unknown stays unknown."""
    found = written(OF_NOBODY[name]).document("policy", lambda text: text)

    assert found in (UNKNOWN, around(UNKNOWN))


def test_an_alarm_may_have_a_name_that_json_escapes() -> None:
    """So its ARN is not taken for plain text; of a name without such characters it is."""

    def alarm(name: str, **names: Any) -> aws.cloudwatch.MetricAlarm:  # noqa: ANN401 - as below
        return aws.cloudwatch.MetricAlarm(
            name, comparison_operator="LessThanThreshold", evaluation_periods=1, **names
        )

    def known(name: str, **names: Any) -> object:  # noqa: ANN401 - inputs
        return said_of(lambda _a, _b: Out.json_dumps(around(alarm(name, **names).arn)))

    assert isinstance(known("plain"), TakenText)
    assert known('a"b') is UNKNOWN


LEAVES = st.none() | st.booleans() | st.integers(0, 9) | st.text('a"\\/{}:*é', max_size=4)
PLACES = st.recursive(
    LEAVES | st.sampled_from([UNKNOWN]),
    lambda parts: (
        st.lists(parts, max_size=3) | st.dictionaries(st.text('a"b', max_size=2), parts, max_size=3)
    ),
    max_leaves=8,
)


def filled(value: object, leaf: Callable[[], object]) -> Any:  # noqa: ANN401 - JSON
    """Put something in the place of what is unknown."""
    if value is UNKNOWN:
        return leaf()
    if isinstance(value, list):
        return [filled(each, leaf) for each in cast("list[object]", value)]
    if isinstance(value, dict):
        named = cast("dict[str, object]", value)
        return {name: filled(each, leaf) for name, each in named.items()}
    return value


def agree(known: object, real: object) -> bool:
    """Say whether nothing that is known is otherwise in reality."""
    if known is UNKNOWN:
        return True
    if isinstance(known, dict) and isinstance(real, dict):
        mine, theirs = cast("dict[str, object]", known), cast("dict[str, object]", real)
        return mine.keys() == theirs.keys() and all(agree(mine[n], theirs[n]) for n in mine)
    if isinstance(known, list) and isinstance(real, list):
        ours, others = cast("list[object]", known), cast("list[object]", real)
        return len(ours) == len(others) and all(map(agree, ours, others))
    return known == real


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PLACES, LEAVES.filter(lambda leaf: leaf is not None), st.booleans())
def test_nothing_that_is_known_turns_out_otherwise(
    places: object, real: object, is_put_in_text: object
) -> None:
    """Whatever the unknown turns out to be."""

    def put(value: object) -> object:
        return f"arn:{value}/*" if is_put_in_text else value

    def program() -> None:
        made = aws.s3.Bucket("b")
        part = made.id.apply(lambda i: f"arn:{i}/*") if is_put_in_text else made.id
        document = {"Statement": filled(places, lambda: part)}
        aws.s3.BucketPolicy("p", bucket="b", policy=Out.json_dumps(document))

    after = json.loads(json.dumps({"Statement": filled(places, lambda: put(real))}))

    found = declare(program).named("p").document("policy")

    assert found is not UNKNOWN
    assert agree(json.loads(found) if isinstance(found, str) else found, after)
