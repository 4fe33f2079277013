"""Laws of the evaluator, over policies and calls of every shape it reads.

Cannot prove that AWS evaluates as the IAM user guide says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.access import ArnOf, Policy, Principal, Request, Verdict, decide, read_policy
from bamp_pulumi.catalog import UNKNOWN

HIDDEN: tuple[object, ...] = (UNKNOWN, [UNKNOWN])
ALLOWED, REFUSED = Verdict.ALLOWED, Verdict.NOT_ALLOWED
HERE = "111122223333"
ROLE = f"arn:aws:iam::{HERE}:role/backup"
KEY = f"arn:aws:kms:us-east-1:{HERE}:key/1"

Json = Mapping[str, object]

PRINCIPALS = st.sampled_from(
    [
        "*",
        {"AWS": "*"},
        {"AWS": HERE},
        {"AWS": [ROLE, f"arn:aws:iam::{HERE}:root"]},
        {"AWS": "arn:aws:iam::444455556666:root"},
        {"Service": "backup.amazonaws.com"},
        {"AWS": f"arn:aws:sts::{HERE}:assumed-role/backup/session"},
        UNKNOWN,
    ]
)
ACTIONS = st.sampled_from(["kms:*", "KMS:decrypt", "kms:D?crypt", "s3:*", "*", ["s3:*"], UNKNOWN])
RESOURCES = st.sampled_from(["*", KEY, "arn:aws:kms:*:*:key/*", "arn:aws:s3:::b", UNKNOWN])
CONDITIONS = st.sampled_from(
    [
        {},
        {"StringEquals": {"aws:PrincipalAccount": HERE}},
        {"StringNotEquals": {"aws:PrincipalAccount": HERE}},
        {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
        {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}},
        {"Null": {"aws:MultiFactorAuthPresent": "true"}},
        {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}},
        {"StringLike": {"kms:ViaService": "backup.*"}},
        {"ForAllValues:StringEquals": {"kms:EncryptionContextKeys": ["a"]}},
        UNKNOWN,
    ]
)


@st.composite
def statements(
    draw: st.DrawFn, *, effects: tuple[object, ...] = ("Allow", "Allow", "Deny", UNKNOWN)
) -> Json:
    """Write a statement."""
    statement: dict[str, object] = {"Effect": draw(st.sampled_from(effects))}
    for name, values in (("Principal", PRINCIPALS), ("Action", ACTIONS), ("Resource", RESOURCES)):
        # Half of all elements fit every call, else hardly any call would be decided by one.
        is_plain = draw(st.booleans())
        prefix = "" if is_plain else draw(st.sampled_from(["", "Not"]))
        statement[prefix + name] = "*" if is_plain else draw(values)
    if condition := draw(st.none() | CONDITIONS):
        statement["Condition"] = condition
    return statement


DOCUMENTS = st.lists(statements(), max_size=2)
VALUES = {
    "aws:MultiFactorAuthPresent": [None, "true", "false", UNKNOWN],
    "kms:ViaService": [None, "backup.us-east-1.amazonaws.com", "rds.x", UNKNOWN],
    "kms:EncryptionContextKeys": [None, ["a"], ["a", "b"], [UNKNOWN], UNKNOWN],
}
CONTEXTS = st.fixed_dictionaries({key: st.sampled_from(v) for key, v in VALUES.items()})
CALLERS = st.sampled_from(
    [Principal.role(ROLE), Principal.role("", HERE), Principal.of_service("backup.amazonaws.com")]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A call, and the statements that apply to it."""

    request: Request
    at: Sequence[Json]
    own: Sequence[Json]
    edge: Sequence[Json] | None
    governs: bool

    @property
    def verdict(self) -> Verdict:
        """Decide it."""
        return decide(
            self.request,
            resource=_policy(self.at),
            identity=[_policy(self.own)],
            boundary=None if self.edge is None else _policy(self.edge),
            resource_governs=self.governs,
        ).verdict

    def with_more(self, statement: Json) -> Sequence["Asked"]:
        """Add a statement to the resource's policy, or to the role's."""
        return (
            replace(self, at=[*self.at, statement]),
            replace(self, own=[*self.own, statement]),
        )


def _policy(statements: Sequence[Json]) -> Policy:
    return read_policy({"Version": "2012-10-17", "Statement": statements}, name="it")


REQUESTS = st.builds(
    Request,
    principal=CALLERS,
    action=st.just("kms:Decrypt"),
    resource=st.sampled_from([KEY, ""]),
    resource_account_id=st.sampled_from(["", HERE, "444455556666"]),
    context=CONTEXTS,
)
ASKED = st.builds(
    Asked,
    request=REQUESTS,
    at=DOCUMENTS,
    own=DOCUMENTS,
    edge=st.none() | DOCUMENTS,
    governs=st.booleans(),
)


def opens_no_door(before: Verdict, after: Verdict) -> bool:
    """Say whether a change lets nobody in, and lets nobody off."""
    return (after is not ALLOWED or before is ALLOWED) and (
        before is not REFUSED or after is REFUSED
    )


@given(ASKED, statements(effects=("Deny",)))
def test_an_added_denial_never_lets_anybody_in(asked: Asked, more: Json) -> None:
    """Whoever was refused stays refused, and nobody gains."""
    assert all(opens_no_door(asked.verdict, after.verdict) for after in asked.with_more(more))


@given(ASKED, statements(effects=("Allow",)))
def test_a_permission_taken_away_never_lets_anybody_in(asked: Asked, more: Json) -> None:
    """The mirror of it: with the permission as much is allowed, or more."""
    assert all(opens_no_door(before.verdict, asked.verdict) for before in asked.with_more(more))


@given(ASKED)
def test_a_boundary_only_takes_away(asked: Asked) -> None:
    """It allows nothing by itself."""
    assert opens_no_door(replace(asked, edge=None).verdict, asked.verdict)


@given(ASKED)
def test_a_key_is_never_easier_to_use_than_another_resource(asked: Asked) -> None:
    """Its own policy must let somebody in."""
    plain, governed = replace(asked, governs=False), replace(asked, governs=True)

    assert opens_no_door(plain.verdict, governed.verdict)


@given(ASKED, st.data())
def test_what_is_decided_stays_so_whatever_the_unknown_turns_out_to_be(
    asked: Asked, data: st.DataObject
) -> None:
    """The third answer is the only one that knowledge changes."""
    request = asked.request
    context = {
        key: data.draw(st.sampled_from([v for v in VALUES[key] if v not in HIDDEN]))
        if value in HIDDEN
        else value
        for key, value in request.context.items()
    }
    principal = request.principal
    known = replace(
        request,
        principal=principal if principal.service else Principal.role(ROLE),
        resource=KEY,
        context=context,
    )

    after = replace(
        asked,
        request=known,
        at=[_learned(statement, data) for statement in asked.at],
        own=[_learned(statement, data) for statement in asked.own],
        edge=None if asked.edge is None else [_learned(s, data) for s in asked.edge],
    )

    assert asked.verdict in (Verdict.CANNOT_TELL, after.verdict)


def _learned(statement: Json, data: st.DataObject) -> Json:
    """Put something known in the place of what is unknown."""
    choices: dict[str, st.SearchStrategy[object]] = {
        "Effect": st.sampled_from(["Allow", "Deny"]),
        "Principal": PRINCIPALS,
        "NotPrincipal": PRINCIPALS,
        "Action": ACTIONS,
        "NotAction": ACTIONS,
        "Resource": RESOURCES,
        "NotResource": RESOURCES,
        "Condition": CONDITIONS,
    }
    return {
        key: data.draw(choices[key].filter(lambda v: v is not UNKNOWN))
        if value is UNKNOWN
        else value
        for key, value in statement.items()
    }


@given(ASKED, st.data())
def test_what_is_decided_with_a_part_hidden_is_decided_so_without(
    asked: Asked, data: st.DataObject
) -> None:
    """Whichever values within the documents are unknown, on any level."""

    def hide(value: object) -> object:
        if data.draw(st.integers(0, 4)) == 0:
            return UNKNOWN
        if isinstance(value, Mapping):
            fields = cast("Json", value)
            return {name: hide(each) for name, each in fields.items()}
        if isinstance(value, list):
            return [hide(each) for each in cast("list[object]", value)]
        return value

    def hidden(statements: Sequence[Json]) -> Sequence[Json]:
        return [{name: hide(each) for name, each in one.items()} for one in statements]

    edge = None if asked.edge is None else hidden(asked.edge)
    before = replace(asked, at=hidden(asked.at), own=hidden(asked.own), edge=edge)

    assert before.verdict in (Verdict.CANNOT_TELL, asked.verdict)


@given(ASKED)
def test_with_a_document_that_nobody_has_seen_nothing_is_allowed(asked: Asked) -> None:
    """It may deny."""
    answer = decide(
        asked.request,
        resource=_policy(asked.at),
        identity=[_policy(asked.own), read_policy(UNKNOWN, name="a policy of elsewhere")],
    )

    assert answer.verdict is not ALLOWED
    assert answer.why


ONE, OTHER = (
    ArnOf(resource=name, type="aws:sns/topic:Topic", is_new=is_new)
    for name, is_new in (("one", True), ("other", False))
)
LOOKED_UP = ArnOf(resource="found", type="aws:sns/topic:Topic", is_managed=False)
ARNS = {"one": "arn:aws:sns:x:1:one", "other": "arn:aws:sns:x:1:other"}
BELOW = st.sampled_from(["", "*", "/*", "/?", ":x"])


def named(arn: ArnOf, found: str) -> str:
    """Write an ARN as the deployment gives it; what is looked up turns out to be one of them."""
    return f"{ARNS.get(arn.resource, ARNS[found])}{arn.below}"


@given(
    st.lists(st.builds(replace, st.sampled_from([ONE, OTHER, LOOKED_UP]), below=BELOW), min_size=1),
    st.sampled_from([ONE, OTHER, LOOKED_UP]),
    st.sampled_from(["", "/a", "/ab", ":x"]),
    st.sampled_from([*ARNS]),
    st.sampled_from(["Resource", "NotResource"]),
    st.sampled_from(["ArnLike", "ArnEquals", "StringEquals", "StringNotLike", "StringNotEquals"]),
)
def test_what_is_said_of_an_arn_that_aws_makes_up_holds_when_it_is_known(  # noqa: PLR0913, PLR0917
    wanted: list[ArnOf], asked: ArnOf, below: str, found: str, element: str, operator: str
) -> None:
    """In the resource and in a condition alike."""
    about = replace(asked, below=below)
    call = Request(principal=Principal.role(ROLE), action="sns:Publish", about=about)
    call = replace(call, context={"aws:SourceArn": about})
    arn = named(about, found)
    deployed = replace(call, resource=arn, about=None, context={"aws:SourceArn": arn})
    texts = [named(each, found) for each in wanted]
    plain: Json = {"Effect": "Deny", "Action": "*", "Principal": "*"}

    for before, after in (
        ({**plain, element: wanted}, {**plain, element: texts}),
        (
            {**plain, "Resource": "*", "Condition": {operator: {"aws:SourceArn": wanted}}},
            {**plain, "Resource": "*", "Condition": {operator: {"aws:SourceArn": texts}}},
        ),
    ):
        answer = _policy([before]).says("Deny", call, of_resource=True)
        assert answer in (None, _policy([after]).says("Deny", deployed, of_resource=True))
