"""Cases of AWS's guides, case by case: who is let in, and what is said when not.

Cannot prove that AWS evaluates as its guides say. Their examples are retold, not copied.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from bamp_pulumi.access import (
    ALLOWED,
    Answer,
    ContextValue,
    Principal,
    Request,
    Verdict,
    decide,
    in_doubt,
    read_policy,
    refused,
)
from bamp_pulumi.catalog import UNKNOWN

YES, NO, OPEN = Verdict.ALLOWED, Verdict.NOT_ALLOWED, Verdict.CANNOT_TELL
HERE, THERE = "111122223333", "444455556666"
ROLE = f"arn:aws:iam::{HERE}:role/team/backup"
BACKUP = Principal.role(ROLE)
ROOT = f"arn:aws:iam::{HERE}:root"
BUCKET = "arn:aws:s3:::reports"
TOPIC = f"arn:aws:sns:us-east-1:{HERE}:alerts"
TRUE, FALSE = True, False
CLOUDWATCH = "cloudwatch.amazonaws.com"

# Any: statements as JSON has them.
Statements = Any


def allow(**fields: object) -> dict[str, object]:
    """Write a statement that allows everything, but for what is given."""
    return {"Effect": "Allow", "Action": "*", "Resource": "*", **fields}


def deny(**fields: object) -> dict[str, object]:
    """Write a statement that denies everything, but for what is given."""
    return allow(**{"Effect": "Deny", **fields})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A call, what policies say, and who is let in."""

    verdict: Verdict
    role: Statements = ()
    at: Statements = None
    edge: Statements = None
    principal: Principal = BACKUP
    action: str = "s3:GetObject"
    resource: str = BUCKET
    owner: str = ""
    context: Mapping[str, ContextValue] = field(default_factory=dict[str, ContextValue])
    governs: bool = False
    version: str = "2012-10-17"
    why: str = ""


def decided(case: Case) -> Answer:
    """Ask the case."""

    def policy(name: str, statements: Statements) -> Any:  # noqa: ANN401 - a policy or none
        if statements is None:
            return None
        document = {"Version": case.version, "Statement": statements}
        return read_policy(document, name=name)

    return decide(
        Request(
            principal=case.principal,
            action=case.action,
            resource=case.resource,
            resource_account_id=case.owner,
            context=case.context,
        ),
        resource=policy("the bucket's policy", case.at),
        identity=[policy("the role's policy", case.role)],
        boundary=policy("the boundary", case.edge),
        resource_governs=case.governs,
    )


def when(operator: str, key: str, value: object) -> dict[str, object]:
    """Write a statement of a role under a condition."""
    return allow(Condition={operator: {key: value}})


TAGS = "aws:TagKeys"

CASES: Mapping[str, Case] = {
    # Policy evaluation logic
    "nobody says anything": Case(verdict=NO, why="the role's policy does not allow s3:GetObject"),
    "the role may": Case(verdict=YES, role=[allow()]),
    "one statement, not in a list": Case(verdict=YES, role=allow()),
    "the resource lets the role in": Case(verdict=YES, at=[allow(Principal={"AWS": ROLE})]),
    "the resource lets everybody in": Case(verdict=YES, at=[allow(Principal="*")]),
    "the resource leaves it to the account": Case(verdict=NO, at=[allow(Principal={"AWS": ROOT})]),
    "the account, and the role may": Case(
        verdict=YES, at=[allow(Principal={"AWS": HERE})], role=[allow()]
    ),
    "the resource denies": Case(
        verdict=NO,
        role=[allow()],
        at=[deny(Sid="Keep", Principal={"AWS": ROOT})],
        why="statement Keep of the bucket's policy denies s3:GetObject",
    ),
    "the role is denied what the resource gives": Case(
        verdict=NO, at=[allow(Principal="*")], role=[allow(), deny()], why="statement 2 of the role"
    ),
    # Permissions boundaries
    "inside the boundary": Case(verdict=YES, role=[allow()], edge=[allow(Action="s3:*")]),
    "outside the boundary": Case(
        verdict=NO, role=[allow()], edge=[allow(Action="ec2:*")], why="the boundary does not allow"
    ),
    "a boundary gives nothing": Case(verdict=NO, edge=[allow()]),
    "a boundary that denies": Case(verdict=NO, role=[allow()], edge=[allow(), deny()]),
    "a boundary limits what a resource gives the role": Case(
        verdict=NO, at=[allow(Principal={"AWS": ROLE})], edge=[allow(Action="ec2:*")]
    ),
    # Across accounts both must agree
    "only the role, abroad": Case(verdict=NO, owner=THERE, role=[allow()], at=[]),
    "only the resource, abroad": Case(verdict=NO, owner=THERE, at=[allow(Principal="*")]),
    "both, abroad": Case(
        verdict=YES, owner=THERE, role=[allow()], at=[allow(Principal={"AWS": ROOT})]
    ),
    "a role of an account nobody knows": Case(
        verdict=OPEN, owner=THERE, role=[allow()], principal=Principal.role("")
    ),
    # Keys are governed by their policy
    "a key that names nobody": Case(verdict=NO, governs=True, role=[allow()], at=[]),
    "a key that leaves it to the account": Case(
        verdict=YES, governs=True, role=[allow()], at=[allow(Principal={"AWS": ROOT})]
    ),
    "a key, and the role has nothing": Case(
        verdict=NO, governs=True, at=[allow(Principal={"AWS": ROOT})]
    ),
    "a key that names the role": Case(
        verdict=YES, governs=True, at=[allow(Principal={"AWS": ROLE})]
    ),
    # Action
    "another case": Case(verdict=YES, role=[allow(Action="S3:getobject")]),
    "a wildcard": Case(verdict=YES, role=[allow(Action=["ec2:*", "s3:Get*"])]),
    "one character": Case(verdict=YES, role=[allow(Action="s3:GetObj?ct")]),
    "a wildcard that misses": Case(verdict=NO, role=[allow(Action="s3:Put*")]),
    "everything but": Case(
        verdict=YES, role=[allow(), {"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"}]
    ),
    "denied everything but": Case(
        verdict=NO, role=[allow(), {"Effect": "Deny", "NotAction": "ec2:*", "Resource": "*"}]
    ),
    "no action at all": Case(
        verdict=OPEN, role=[{"Effect": "Allow", "Resource": "*"}], why="its action"
    ),
    # Resource
    "a resource by pattern": Case(verdict=YES, role=[allow(Resource="arn:aws:s3:::rep*")]),
    "another resource": Case(verdict=NO, role=[allow(Resource="arn:aws:s3:::Reports")]),
    "every resource but": Case(
        verdict=NO, role=[{"Effect": "Allow", "Action": "*", "NotResource": BUCKET}]
    ),
    "a resource nobody knows yet": Case(
        verdict=OPEN, resource="", role=[allow(Resource=BUCKET)], why="its resource"
    ),
    "any resource, not known yet": Case(verdict=YES, resource="", role=[allow()]),
    "a variable": Case(
        verdict=YES,
        resource=f"arn:aws:s3:::{HERE}-x",
        role=[allow(Resource="arn:aws:s3:::${aws:PrincipalAccount}-*")],
    ),
    "a variable nobody knows": Case(
        verdict=OPEN, role=[allow(Resource="arn:aws:s3:::${aws:PrincipalTag/team}")]
    ),
    "a variable in an old document is text": Case(
        verdict=NO,
        version="2008-10-17",
        resource=f"arn:aws:s3:::{HERE}",
        role=[allow(Resource="arn:aws:s3:::${aws:PrincipalAccount}")],
    ),
    # Principal
    "another role": Case(
        verdict=NO, at=[allow(Principal={"AWS": f"arn:aws:iam::{HERE}:role/other"})]
    ),
    "the same name under another path": Case(
        verdict=NO, at=[allow(Principal={"AWS": f"arn:aws:iam::{HERE}:role/backup"})]
    ),
    "a session of the role": Case(
        verdict=OPEN, at=[allow(Principal={"AWS": f"arn:aws:sts::{HERE}:assumed-role/backup/one"})]
    ),
    "a session of another role": Case(
        verdict=NO, at=[allow(Principal={"AWS": f"arn:aws:sts::{HERE}:assumed-role/other/one"})]
    ),
    "the unique id of a role": Case(
        verdict=OPEN, at=[allow(Principal={"AWS": "AROAEXAMPLEID"})], why="its principal"
    ),
    "a role whose name nobody knows, named": Case(
        verdict=OPEN, principal=Principal.role("", HERE), at=[allow(Principal={"AWS": ROLE})]
    ),
    "a role whose name nobody knows, of another account": Case(
        verdict=NO, principal=Principal.role("", THERE), at=[allow(Principal={"AWS": ROLE})]
    ),
    "an identity provider": Case(
        verdict=NO, at=[allow(Principal={"Federated": "accounts.google.com"})]
    ),
    "a resource's policy that names nobody": Case(verdict=OPEN, at=[allow()]),
    "denied to all but the role and its account": Case(
        verdict=YES, role=[allow()], at=[{**deny(), "NotPrincipal": {"AWS": [ROLE, ROOT]}}]
    ),
    "denied to all but the role, account not named": Case(
        verdict=OPEN, role=[allow()], at=[{**deny(), "NotPrincipal": {"AWS": ROLE}}]
    ),
    "denied to all but somebody else": Case(
        verdict=NO,
        role=[allow()],
        at=[{**deny(), "NotPrincipal": {"AWS": f"arn:aws:iam::{THERE}:root"}}],
    ),
    "allowed to all but": Case(
        verdict=OPEN, at=[{**allow(), "NotPrincipal": {"AWS": f"arn:aws:iam::{THERE}:root"}}]
    ),
    # Condition operators
    "the organization's account": Case(
        verdict=YES, role=[when("StringEquals", "aws:PrincipalAccount", [THERE, HERE])]
    ),
    "a key in another case": Case(
        verdict=YES, role=[when("StringEquals", "AWS:principalACCOUNT", HERE)]
    ),
    "a value in another case": Case(
        verdict=NO, context={"k": "V"}, role=[when("StringEquals", "k", "v")]
    ),
    "a value whose case does not count": Case(
        verdict=YES, context={"k": "V"}, role=[when("StringEqualsIgnoreCase", "k", "v")]
    ),
    "like": Case(
        verdict=YES,
        context={"kms:ViaService": "backup.us-west-2.amazonaws.com"},
        role=[when("StringLike", "kms:ViaService", "backup.*.amazonaws.com")],
    ),
    "a star is no wildcard in an equality": Case(
        verdict=NO, context={"k": "abc"}, role=[when("StringEquals", "k", "a*")]
    ),
    "none of these": Case(
        verdict=NO, context={"k": "b"}, role=[when("StringNotEquals", "k", ["a", "b"])]
    ),
    "absent fails": Case(verdict=NO, context={"k": None}, role=[when("StringEquals", "k", "v")]),
    "absent is not it": Case(
        verdict=YES, context={"k": None}, role=[when("StringNotEquals", "k", "v")]
    ),
    "absent, if it exists": Case(
        verdict=YES, context={"k": None}, role=[when("StringEqualsIfExists", "k", "v")]
    ),
    "there, if it exists": Case(
        verdict=NO, context={"k": "w"}, role=[when("StringEqualsIfExists", "k", "v")]
    ),
    "must be absent": Case(verdict=YES, context={"k": None}, role=[when("Null", "k", "true")]),
    "must be there": Case(verdict=NO, context={"k": None}, role=[when("Null", "k", FALSE)]),
    "a truth of JSON": Case(
        verdict=YES,
        context={"aws:SecureTransport": "true"},
        role=[when("Bool", "aws:SecureTransport", TRUE)],
    ),
    "an ARN by parts": Case(
        verdict=YES,
        context={"aws:SourceArn": f"arn:aws:cloudwatch:us-east-1:{HERE}:alarm:a:b"},
        role=[when("ArnLike", "aws:SourceArn", f"arn:aws:cloudwatch:*:{HERE}:alarm:*")],
    ),
    "a star does not reach over a colon of an ARN": Case(
        verdict=NO,
        context={"aws:SourceArn": f"arn:aws:s3:us-east-1:{HERE}:b"},
        role=[when("ArnEquals", "aws:SourceArn", "arn:aws:*:b:c:d")],
    ),
    "a pattern that is no ARN": Case(
        verdict=OPEN, context={"k": BUCKET}, role=[when("ArnLike", "k", "*")]
    ),
    "a number below": Case(
        verdict=YES, context={"n": "9"}, role=[when("NumericLessThan", "n", 10)]
    ),
    "a number at": Case(verdict=NO, context={"n": "10"}, role=[when("NumericLessThan", "n", 10)]),
    "no number": Case(verdict=OPEN, context={"n": "x"}, role=[when("NumericEquals", "n", 1)]),
    "after a day": Case(
        verdict=YES,
        context={"aws:CurrentTime": "2026-11-26T00:00:00Z"},
        role=[when("DateGreaterThanEquals", "aws:CurrentTime", "2026-11-26T00:00:00Z")],
    ),
    "some value": Case(
        verdict=YES,
        context={TAGS: ["a", "b"]},
        role=[when("ForAnyValue:StringEquals", TAGS, ["b", "c"])],
    ),
    "no value at all": Case(
        verdict=NO, context={TAGS: None}, role=[when("ForAnyValue:StringEquals", TAGS, "b")]
    ),
    "every value": Case(
        verdict=NO,
        context={TAGS: ["a", "b"]},
        role=[when("ForAllValues:StringEquals", TAGS, ["b", "c"])],
    ),
    "every one of no values": Case(
        verdict=YES, context={TAGS: None}, role=[when("ForAllValues:StringEquals", TAGS, "b")]
    ),
    "several values without a word for it": Case(
        verdict=OPEN, context={TAGS: ["a", "b"]}, role=[when("StringEquals", TAGS, "b")]
    ),
    "several values that all match": Case(
        verdict=YES, context={TAGS: ["a", "b"]}, role=[when("StringNotEquals", TAGS, "c")]
    ),
    "several values of which none matches": Case(
        verdict=NO, context={TAGS: ["a", "b"]}, role=[when("StringEquals", TAGS, "c")]
    ),
    "several values, one of them not known": Case(
        verdict=OPEN, context={TAGS: ["a", UNKNOWN]}, role=[when("StringEquals", TAGS, "a")]
    ),
    "one of several not known": Case(
        verdict=OPEN,
        context={TAGS: ["a", UNKNOWN]},
        role=[when("ForAllValues:StringEquals", TAGS, "a")],
    ),
    "all operators and keys must hold": Case(
        verdict=NO,
        context={"a": "1", "b": "2"},
        role=[allow(Condition={"StringEquals": {"a": "1", "b": "3"}})],
    ),
    "a key of which nothing is known": Case(
        verdict=OPEN,
        role=[when("StringEquals", "aws:PrincipalOrgID", "o-1")],
        why="statement 1 of the role's policy: condition StringEquals on aws:PrincipalOrgID",
    ),
    "an operator that is not evaluated": Case(
        verdict=OPEN,
        context={"aws:SourceIp": "10.0.0.1"},
        role=[when("IpAddress", "aws:SourceIp", "10.0.0.0/8")],
    ),
    "a denial that hangs on the unknown": Case(
        verdict=OPEN,
        role=[allow(), deny(Condition={"StringEquals": {"aws:SourceVpce": "vpce-1"}})],
        why="whether s3:GetObject is denied depends on statement 2",
    ),
    "an unknown denial of what nobody allows": Case(
        verdict=NO, role=[deny(Condition={"StringEquals": {"aws:SourceVpce": "vpce-1"}})]
    ),
    "an effect nobody knows": Case(verdict=OPEN, role=[allow(), allow(Effect=UNKNOWN)]),
    # Services: what the alerts will ask
    "an alarm publishes": Case(
        verdict=YES,
        principal=Principal.of_service(CLOUDWATCH),
        action="sns:Publish",
        resource=TOPIC,
        context={
            "aws:SourceAccount": HERE,
            "aws:SourceArn": f"arn:aws:cloudwatch:us-east-1:{HERE}:alarm:backup",
        },
        at=[
            allow(
                Principal={"Service": [CLOUDWATCH, "events.amazonaws.com"]},
                Action="sns:Publish",
                Resource=TOPIC,
                Condition={
                    "StringEquals": {"aws:SourceAccount": HERE},
                    "ArnLike": {"aws:SourceArn": "arn:aws:cloudwatch:*:*:alarm:*"},
                },
            )
        ],
    ),
    "an alarm of another account": Case(
        verdict=NO,
        principal=Principal.of_service(CLOUDWATCH),
        context={"aws:SourceAccount": THERE},
        at=[
            allow(
                Principal={"Service": CLOUDWATCH},
                Condition={"StringEquals": {"aws:SourceAccount": HERE}},
            )
        ],
    ),
    "another service": Case(
        verdict=NO,
        principal=Principal.of_service("events.amazonaws.com"),
        at=[allow(Principal={"Service": CLOUDWATCH})],
    ),
    "an account allows no service": Case(
        verdict=NO, principal=Principal.of_service(CLOUDWATCH), at=[allow(Principal={"AWS": ROOT})]
    ),
    "plain text is refused": Case(
        verdict=NO,
        principal=Principal.of_service(CLOUDWATCH),
        context={"aws:SecureTransport": "false"},
        at=[
            allow(Principal="*"),
            deny(Principal="*", Condition={"Bool": {"aws:SecureTransport": "false"}}),
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_case_is_decided_as_aws_says(name: str) -> None:
    """And a refusal or a doubt says what it comes from."""
    case = CASES[name]

    answer = decided(case)

    assert answer.verdict is case.verdict, answer.why
    assert case.why in answer.why
    assert bool(answer.why) is (case.verdict is not YES)


@pytest.mark.parametrize("document", [UNKNOWN, "no JSON", "[]", {}, {"Statement": ["x"]}, None, 7])
def test_what_is_no_policy_lets_nobody_in_and_refuses_nobody(document: object) -> None:
    """AWS would refuse it, or nobody has seen it."""
    request = Request(principal=Principal.role(ROLE), action="s3:GetObject", resource=BUCKET)
    policy = read_policy(document, name="the role's policy")

    assert decide(request, identity=[policy]).verdict is OPEN
    assert (
        decide(request, identity=[policy, read_policy({"Statement": allow()}, name="x")]).verdict
        is OPEN
    )


def test_an_answer_names_once_what_it_is_about() -> None:
    """What begins with the name of a resource has it already."""
    assert refused("policy is x").about("access").why == "access: policy is x"
    assert refused("access: policy is x").about("access").why == "access: policy is x"
    assert in_doubt("slack: it is x").about("connection slack").why == "slack: it is x"
    assert ALLOWED.about("access") is ALLOWED
