"""The grammar of policies, element by element, for each kind of policy and each input that has one.

Cannot prove what AWS answers: the grammar is that of the IAM user guide.
"""

import json
from typing import Any, Final

import pytest
from plain_resources import declared, estate_of

from bamp_pulumi.catalog import UNKNOWN, InputRefusal
from bamp_pulumi.declared import Standing

Json = Any  # Any: an element of a policy

ROOT: Final[Json] = {"AWS": "arn:aws:iam::111122223333:root"}
IDENTITY: Final[Json] = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
TRUST: Final[Json] = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": ROOT}
RESOURCE: Final[Json] = {**IDENTITY, "Principal": ROOT}
KEY: Final[Json] = {**RESOURCE, "Action": "kms:*"}
SOUND: Final = {
    "identity": IDENTITY,
    "trust": TRUST,
    "resource": RESOURCE,
    "file system": TRUST,
    "key": KEY,
}
INPUTS: Final = {
    "aws:iam/policy:Policy": ("policy", "identity"),
    "aws:iam/rolePolicy:RolePolicy": ("policy", "identity"),
    "aws:iam/userPolicy:UserPolicy": ("policy", "identity"),
    "aws:iam/groupPolicy:GroupPolicy": ("policy", "identity"),
    "aws:iam/role:Role": ("assumeRolePolicy", "trust"),
    "aws:s3/bucket:Bucket": ("policy", "resource"),
    "aws:s3/bucketPolicy:BucketPolicy": ("policy", "resource"),
    "aws-native:s3:BucketPolicy": ("policyDocument", "resource"),
    "aws-native:dynamodb:Table": ("resourcePolicy.policyDocument", "resource"),
    "aws:dynamodb/resourcePolicy:ResourcePolicy": ("policy", "resource"),
    "aws:sns/topic:Topic": ("policy", "resource"),
    "aws:sns/topicPolicy:TopicPolicy": ("policy", "resource"),
    "aws:sqs/queue:Queue": ("policy", "resource"),
    "aws:sqs/queuePolicy:QueuePolicy": ("policy", "resource"),
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy": ("policy", "resource"),
    "aws:backup/vaultPolicy:VaultPolicy": ("policy", "resource"),
    "aws-native:efs:FileSystem": ("fileSystemPolicy", "file system"),
    "aws:efs/fileSystemPolicy:FileSystemPolicy": ("policy", "file system"),
    "aws:kms/key:Key": ("policy", "key"),
    "aws:kms/replicaKey:ReplicaKey": ("policy", "key"),
    "aws:kms/externalKey:ExternalKey": ("policy", "key"),
    "aws:kms/replicaExternalKey:ReplicaExternalKey": ("policy", "key"),
    "aws:kms/keyPolicy:KeyPolicy": ("policy", "key"),
}


def refusals(token: str, inputs: Json, **fields: Json) -> list[InputRefusal]:
    """List what is refused of a resource for the form of its policies, or for locking out."""
    one = declared(token, "one", inputs=inputs, **fields)
    found = Standing(estate_of(one)).refusals(one)
    return [each for each in found if each.given.startswith(("malformed", "one that lets"))]


def at(path: str, document: Json) -> Json:
    """Put a document where a path says."""
    outer, _, inner = path.partition(".")
    return {outer: {inner: document} if inner else document}


def given(token: str, document: Json) -> list[tuple[str, str]]:
    """Say what is refused of a document in the input of a type that holds a policy."""
    found = refusals(token, at(INPUTS[token][0], document))
    return [(each.path, each.given) for each in found]


def policy(*statements: Json) -> dict[str, Json]:
    """Write a policy."""
    return {"Version": "2012-10-17", "Statement": [*statements]}


def without(statement: Json, *names: str) -> Json:
    """Leave elements out."""
    return {key: value for key, value in statement.items() if key not in names}


@pytest.mark.parametrize("token", INPUTS)
def test_each_kind_of_policy_needs_its_elements(token: str) -> None:
    """A key's may leave out all but whom it is for; a file system's what it is about."""
    path, kind = INPUTS[token]
    needed = {
        "identity": ("Action", "Resource"),
        "trust": ("Action", "Principal"),
        "resource": ("Action", "Resource", "Principal"),
        "file system": ("Action", "Principal"),
        "key": ("Principal",),
    }[kind]
    prohibited = {"identity": ("Principal",), "trust": ("Resource",)}.get(kind, ())
    sound = SOUND[kind]

    assert given(token, policy(sound)) == []
    for name in ("Action", "Resource", "Principal"):
        lacks = [(path, f"malformed, a statement has no {name}")] if name in needed else []
        has = [(path, f"malformed, a policy of this kind has no {name}")] * (name in prohibited)
        document = json.dumps(policy(sound, without(sound, name)))

        assert given(token, document) == lacks, name
        assert given(token, policy({**without(sound, name), f"Not{name}": "a"}, sound)) == has, name
        assert given(token, policy({name: "*", **sound})) == has, name


NO_OBJECT: Final = "malformed, it is not a JSON object"
FORMS: Final[dict[str, tuple[Json, str]]] = {
    "no version": ({"Statement": [RESOURCE]}, ""),
    "the current version": (policy(RESOURCE), ""),
    "the version before": ({"Version": "2008-10-17", "Statement": [RESOURCE]}, ""),
    "a version that is known later": ({"Version": UNKNOWN, "Statement": [RESOURCE]}, ""),
    "another version": (
        {"Version": "2012-10-18", "Statement": [RESOURCE]},
        "malformed, its Version is 2012-10-18",
    ),
    "one statement by itself": ({"Statement": RESOURCE}, ""),
    "and one that is malformed": (
        {"Statement": without(RESOURCE, "Effect")},
        "malformed, a statement has no Effect",
    ),
    "statements that are known later": ({"Statement": UNKNOWN}, ""),
    "no statements": ({"Version": "2012-10-17"}, "malformed, it has no Statement"),
    "an empty list of them": (policy(), "malformed, it has no Statement"),
    "a statement that is known later": (policy(UNKNOWN, RESOURCE), ""),
    "and one that is malformed beside it": (
        policy(UNKNOWN, without(RESOURCE, "Effect")),
        "malformed, a statement has no Effect",
    ),
    "an effect that is known later": (policy({**RESOURCE, "Effect": UNKNOWN}), ""),
    "a denial": (policy({**RESOURCE, "Effect": "Deny"}), ""),
    "an effect in lower case": (
        policy({**RESOURCE, "Effect": "deny"}),
        "malformed, the Effect of a statement is deny",
    ),
    "an action that is known later": (policy({**RESOURCE, "Action": UNKNOWN}), ""),
    "no actions": (policy({**RESOURCE, "Action": []}), "malformed, a statement has no Action"),
    "the first of two faults": (
        policy(without(RESOURCE, "Effect"), without(RESOURCE, "Action")),
        "malformed, a statement has no Effect",
    ),
    "a document that is known later": (UNKNOWN, ""),
    "no document": (None, ""),
    "an empty text": ("", ""),
    "a text that is cut off": ('{"Version": ', NO_OBJECT),
    "a list as text": (json.dumps([RESOURCE]), NO_OBJECT),
    "a text too deep to read": ("[" * 100_000, NO_OBJECT),
    "one Sid twice, where that may be": (
        policy({**RESOURCE, "Sid": "A"}, {**RESOURCE, "Sid": "A"}),
        "",
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_document_has_the_form_of_a_policy(name: str) -> None:
    """What is known later may be as AWS asks."""
    document, says = FORMS[name]

    found = given("aws:s3/bucketPolicy:BucketPolicy", document)

    assert found == ([("policy", says)] if says else [])


@pytest.mark.parametrize("text", ["{", "[]"])
def test_text_of_which_another_rule_says_that_it_is_no_json_is_refused_once(text: str) -> None:
    """The provider refuses it before IAM reads it."""
    one = declared("aws:iam/rolePolicy:RolePolicy", "one", inputs={"role": "r", "policy": text})
    found = Standing(estate_of(one)).refusals(one)

    assert [(each.path, each.allowed) for each in found] == [("policy", "a JSON object")]


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        (
            ({**TRUST, "Sid": "A"}, {**TRUST, "Sid": "A"}),
            ["malformed, two statements have the Sid A"],
        ),
        (({**TRUST, "Sid": "A"}, {**TRUST, "Sid": "B"}), []),
        ((TRUST, TRUST), []),
        (({**TRUST, "Sid": UNKNOWN}, {**TRUST, "Sid": UNKNOWN}), []),
        (
            ({"Sid": "A"}, {"Sid": "A"}),
            ["malformed, two statements have the Sid A"],
        ),
    ],
)
def test_iam_takes_a_sid_once_in_a_policy(statements: tuple[Json, ...], says: list[str]) -> None:
    """In a trust policy as in one of a role; it is said before what the statements lack."""
    found = refusals("aws:iam/role:Role", {"assumeRolePolicy": policy(*statements)})

    assert [each.given for each in found] == says


def test_each_policy_on_the_role_itself_is_read_and_told_apart_by_its_place() -> None:
    """One that is empty or known later is none."""
    bad = policy(without(IDENTITY, "Action"))
    twice = policy({**IDENTITY, "Sid": "A"}, {**IDENTITY, "Sid": "A"})
    lists = [UNKNOWN, {"policy": policy(IDENTITY)}, {"policy": bad}, {"policy": ""}, {"name": "n"}]
    inputs = {"inlinePolicies": [*lists, {"policy": UNKNOWN}, {"policy": json.dumps(twice)}]}

    assert refusals("aws:iam/role:Role", inputs) == [
        InputRefusal(
            path=f"inlinePolicies.{place}.policy",
            given=f"malformed, {why}",
            allowed="a document that follows the policy grammar",
            why="AWS refuses it when the program is deployed (IAM user guide, "
            "reference_policies_grammar)",
        )
        for place, why in (
            (2, "a statement has no Action"),
            (6, "two statements have the Sid A"),
        )
    ]


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({}, 2),
        ({"external": True}, 0),
        ({"secret": frozenset({"inlinePolicies"})}, 1),
        ({"secret": frozenset({"assumeRolePolicy"})}, 1),
        ({"secret": frozenset({"name"})}, 2),
    ],
)
def test_nothing_is_said_of_a_secret_nor_of_what_is_only_looked_up(
    fields: dict[str, Json], count: int
) -> None:
    """A message would print it; and AWS has taken what is there."""
    bad = {"Version": "2020-01-01"}
    inputs = {"assumeRolePolicy": bad, "inlinePolicies": [{"policy": bad}]}

    assert len(refusals("aws:iam/role:Role", inputs, **fields)) == count


@pytest.mark.parametrize(
    ("statement", "bypass", "is_refused"),
    [
        (KEY, None, False),
        ({**KEY, "Action": "kms:PutKeyPolicy"}, None, False),
        ({**KEY, "Action": "kms:Encrypt"}, None, True),
        ({**KEY, "Action": "kms:Encrypt"}, False, True),
        ({**KEY, "Action": "kms:Encrypt"}, "false", True),
        ({**KEY, "Action": "kms:Encrypt"}, True, False),
        ({**KEY, "Action": "kms:Encrypt"}, UNKNOWN, False),
        ({**KEY, "Action": UNKNOWN}, None, False),
        (without(KEY, "Action"), None, True),
        (without(KEY, "Resource"), None, True),
    ],
)
@pytest.mark.parametrize("token", [t for t, (_, kind) in INPUTS.items() if kind == "key"])
def test_a_key_policy_lets_somebody_change_it(
    token: str, statement: Json, bypass: object, *, is_refused: bool
) -> None:
    """KMS refuses it otherwise, unless it is asked not to."""
    inputs = {"policy": policy(statement), "bypassPolicyLockoutSafetyCheck": bypass}
    expected = InputRefusal(
        path="policy",
        given="one that lets no principal of its account call kms:PutKeyPolicy",
        allowed="one that lets one, or bypassPolicyLockoutSafetyCheck",
        why="KMS refuses a policy that locks out who writes it (KMS API, CreateKey.Policy and "
        "PutKeyPolicy.Policy)",
    )

    assert refusals(token, inputs) == ([expected] if is_refused else [])


def test_a_key_policy_that_is_malformed_is_not_said_to_lock_out() -> None:
    """One fault of one document."""
    found = given("aws:kms/key:Key", policy(without({**KEY, "Action": "kms:Encrypt"}, "Effect")))

    assert found == [("policy", "malformed, a statement has no Effect")]
