"""Which declared resource an input names: by ARN, id or name in its place, or by the record."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate, Program, Resource

VAULT, LOCK = "aws:backup/vault:Vault", "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
BUCKET, POLICY = "aws:s3/bucket:Bucket", "aws:s3/bucketPolicy:BucketPolicy"
ROLE, ATTACHMENT = "aws:iam/role:Role", "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
HOME = "111122223333"


def made(token: str, name: str, **fields: object) -> Resource:
    """Make a resource; `inputs`, `outputs` and `links` are its own, the rest its place."""
    links = fields.pop("links", {})
    place: dict[str, object] = {
        "account_id": HOME,
        "region": "us-east-1",
        "program": "p",
        "inputs": {},
        "outputs": {},
    }
    merged: dict[str, object] = {**place, **fields}
    return Resource(
        urn=f"urn:{name}",
        type=token,
        name=name,
        dependencies={k: tuple(f"urn:{n}" for n in v) for k, v in links.items()},  # pyright: ignore[reportUnknownVariableType, reportAttributeAccessIssue, reportUnknownArgumentType, reportUnknownMemberType]
        **merged,  # pyright: ignore[reportArgumentType] - given by name in each case
    )


def estate(*resources: Resource) -> Estate:
    """Put resources together."""
    return Estate(
        programs=(Program(name="p", account_id=HOME, region="us-east-1"),), resources=resources
    )


def lock(name: object, **fields: object) -> Resource:
    """Make a lock that names its vault."""
    return made(LOCK, "lock", inputs={"backupVaultName": name}, **fields)


MAIN = made(VAULT, "main", inputs={"name": "main"}, outputs={"arn": "arn:aws:backup:x:1:v:main"})
OTHER = made(VAULT, "other", inputs={"name": "other"})
AUTOMATIC = made(VAULT, "automatic", inputs={})


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (lock("main"), (True, False)),
        (lock("arn:aws:backup:x:1:v:main", region="us-west-2"), (True, False)),
        (lock("main", region="us-west-2"), (False, False)),
        (lock("main", account_id="444455556666"), (False, False)),
        (lock("main", account_id=""), (False, False)),
        (lock("elsewhere"), (False, False)),
        (lock(UNKNOWN, links={"backupVaultName": ["main"]}), (True, False)),
        (lock(UNKNOWN, links={"backupVaultName": ["main", "other"]}), (None, None)),
        (lock(UNKNOWN), (False, False)),
        (lock(UNKNOWN, links={"backupVaultName": ["main", "parameter"]}), (None, False)),
        (lock([UNKNOWN, UNKNOWN], links={"backupVaultName": ["main", "parameter"]}), (True, False)),
        (lock([UNKNOWN, "/a"], links={"backupVaultName": ["main", "parameter"]}), (True, False)),
        (lock([UNKNOWN, "/b"], links={"backupVaultName": ["main", "parameter"]}), (None, False)),
        (lock(UNKNOWN, links={"backupVaultName": ["main", "component"]}), (True, False)),
        (lock(UNKNOWN, links={"backupVaultName": ["main", "policy"]}), (True, False)),
        (lock(None, links={"backupVaultName": ["main"]}), (True, False)),
        (lock(None), (False, False)),
    ],
    ids=[
        "a name in its place",
        "an ARN from anywhere",
        "a name in another Region",
        "a name in another account",
        "a name in an account that nobody tells",
        "a name of nothing declared",
        "an unknown value with its record",
        "an unknown value of two",
        "an unknown value of none",
        "an unknown value of it and of something else",
        "two unknown values, of it and of something else",
        "an unknown value, and one that the other source is known to make",
        "an unknown value, and one that the other source is not known to make",
        "an unknown value of it, handed on by a component",
        "an unknown value of it, handed on by what configures it",
        "a value that a document left out",
        "nothing",
    ],
)
def test_a_link_names_what_it_says_and_nothing_else(
    source: Resource, expected: tuple[bool | None, bool | None]
) -> None:
    """Of several that an unknown value may come from, none is certain."""
    beside = [
        made("aws:ssm/parameter:Parameter", "parameter", inputs={"name": "/a"}),
        made("acme:index:Vaults", "component", custom=False),
        made("aws:backup/vaultPolicy:VaultPolicy", "policy", links={"backupVaultName": ["main"]}),
    ]
    resolved = estate(MAIN, OTHER, *beside, source).resolve(source, "backupVaultName", VAULT)

    assert (resolved.names(MAIN), resolved.names(OTHER)) == expected


def test_a_name_that_says_nothing_is_said_to_be_elsewhere() -> None:
    """What no given program declares is neither absent nor unknown."""
    source = lock("elsewhere")
    resolved = estate(MAIN, source).resolve(source, "backupVaultName", VAULT)

    assert resolved.elsewhere == ("elsewhere",)
    assert not resolved.is_open
    assert resolved.only is None


def test_an_unknown_value_may_equal_an_unknown_name_but_not_a_known_one() -> None:
    """A random name that both are computed from: both may be the same."""
    suffix = made("random:index:RandomId", "suffix")
    named = made(VAULT, "random", inputs={"name": UNKNOWN}, links={"name": ["suffix"]})
    source = lock(UNKNOWN, links={"backupVaultName": ["suffix"]})
    resolved = estate(suffix, MAIN, named, source).resolve(source, "backupVaultName", VAULT)

    assert (resolved.names(named), resolved.names(MAIN)) == (None, False)
    assert resolved.is_open


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (lock(UNKNOWN), [False]),
        (lock(UNKNOWN, region="us-west-2"), []),
        (lock(UNKNOWN, account_id="444455556666"), []),
        (lock(UNKNOWN, account_id=""), [False]),
        (lock(UNKNOWN, links={"backupVaultName": ["elsewhere"]}), [False]),
        (lock(UNKNOWN, links={"backupVaultName": ["stack"]}), [False]),
        (lock(UNKNOWN, links={"backupVaultName": ["seen"]}), [False]),
        (lock(UNKNOWN, links={"backupVaultName": ["suffix"]}), []),
        (lock(UNKNOWN, links={"backupVaultName": ["stack", "suffix"]}), []),
        (lock(UNKNOWN, links={"backupVaultName": ["policy"]}), [True]),
        (lock("elsewhere"), []),
        (lock(None), []),
    ],
    ids=[
        "no record",
        "in another Region",
        "in another account",
        "in an account that nobody tells",
        "what the estate does not hold",
        "a stack reference",
        "what is only looked up",
        "a random suffix",
        "a stack reference and a random suffix",
        "what configures the vault itself",
        "a name of nothing declared",
        "nothing",
    ],
)
def test_an_unknown_link_of_what_replaces_a_whole_may_mean_anything_in_its_place(
    source: Resource, expected: list[bool]
) -> None:
    """Unless the record says that it comes from something whose names are its own."""
    beside = [
        made("pulumi:pulumi:StackReference", "stack"),
        made("aws:ssm/parameter:Parameter", "seen", external=True),
        made("random:index:RandomId", "suffix"),
        made("aws:backup/vaultPolicy:VaultPolicy", "policy", links={"backupVaultName": ["main"]}),
    ]
    whole = estate(MAIN, source, *beside)

    assert [r.is_certain for r in whole.naming(MAIN, "backupVaultName", LOCK)] == expected
    if expected == [False]:
        assert source in {r.source for r in whole.pointing_at(MAIN)}


def test_an_unknown_link_of_what_adds_something_means_nothing_in_particular() -> None:
    """A policy attached to a role of another stack is no reason to doubt every role."""
    role = made(ROLE, "r", inputs={"name": "r-1"})
    attached = made(ATTACHMENT, "a", inputs={"role": UNKNOWN})
    whole = estate(role, attached)

    assert whole.naming(role, "role", ATTACHMENT) == ()
    assert whole.pointing_at(role) == ()


def test_names_of_buckets_are_one_in_all_aws_and_of_roles_in_an_account() -> None:
    """Neither account nor Region belongs to a bucket's name, and no Region to a role's."""
    bucket = made(BUCKET, "b", inputs={"bucket": "b-1"})
    role = made(ROLE, "r", inputs={"name": "r-1"})
    far = {"region": "eu-west-1", "account_id": "444455556666"}
    on_bucket = made(POLICY, "bp", inputs={"bucket": "b-1"}, **far)
    here = made(ATTACHMENT, "a", inputs={"role": "r-1"}, region="eu-west-1")
    there = made(ATTACHMENT, "t", inputs={"role": "r-1"}, **far)
    whole = estate(bucket, role, on_bucket, here, there)

    assert [r.source for r in whole.naming(bucket, "bucket", POLICY)] == [on_bucket]
    assert [r.source for r in whole.naming(role, "role", ATTACHMENT)] == [here]


def test_what_is_looked_up_and_what_is_declared_are_one_thing() -> None:
    """The declared one is read, whichever of the two is named."""
    looked_up = replace(MAIN, urn="urn:seen", name="seen", external=True, inputs={})
    by_record = lock(UNKNOWN, links={"backupVaultName": ["seen"]})
    whole = estate(looked_up, MAIN, by_record)

    assert [r.source for r in whole.naming(MAIN, "backupVaultName", LOCK)] == [by_record]
    assert whole.resolve(lock("main"), "backupVaultName", VAULT).only is MAIN


def test_an_arn_in_a_policy_points_at_what_it_names() -> None:
    """As a whole, with a path behind it, or with a star behind it."""
    arn = "arn:aws:s3:::b-1"
    bucket = made(BUCKET, "b", inputs={"bucket": "b-1"}, outputs={"arn": arn})
    texts = (arn, f"{arn}/*", f'{{"Resource": ["{arn}/x/*"]}}')
    sources = [
        made("aws:iam/policy:Policy", f"s{n}", inputs={"policy": text})
        for n, text in enumerate(texts)
    ]
    beside = made("aws:iam/policy:Policy", "other", inputs={"policy": '"arn:aws:s3:::b-2/*"'})

    pointing = estate(bucket, beside, *sources).pointing_at(bucket)

    assert {reference.source for reference in pointing} == set(sources)


def test_a_common_word_of_another_service_points_at_nothing() -> None:
    """A name alone counts within its own service only."""
    other = made("aws:ecs/service:Service", "svc", inputs={"cluster": "main", "taskName": "main"})
    own = made("aws:backup/vaultNotifications:VaultNotifications", "n", inputs={"x": "main"})

    pointing = estate(MAIN, other, own).pointing_at(MAIN)

    assert [reference.source for reference in pointing] == [own]


@given(
    known=st.sets(st.sampled_from(["main", "other", "elsewhere"])),
    linked=st.sets(st.sampled_from(["main", "other", "automatic"])),
    unknown=st.integers(0, 3),
)
def test_what_is_certain_was_written_or_recorded(
    known: set[str], linked: set[str], unknown: int
) -> None:
    """Nothing is named that neither a text nor the record tells of."""
    values = [*sorted(known), *[UNKNOWN] * unknown]
    source = made(LOCK, "l", inputs={"backupVaultName": values}, links={"backupVaultName": linked})
    whole = estate(MAIN, OTHER, AUTOMATIC, source)
    resolved = whole.resolve(source, "backupVaultName", VAULT)

    told = {*known, *linked}
    assert {r.name for r in (*resolved.certain, *resolved.possible)} <= told
    assert known & {"main", "other"} <= {r.name for r in resolved.certain}
    assert resolved.only is None or not resolved.is_open
    if not unknown:
        assert not resolved.is_open


def test_an_arn_that_is_given_names_another_resource_and_not_its_own() -> None:
    """Two targets that call one function are two resources, and neither is the function."""
    arn = "arn:aws:lambda:us-east-1:111122223333:function:alerts"
    function = made("aws:lambda/function:Function", "function", outputs={"arn": arn})
    one, other = (
        made("aws:cloudwatch/eventTarget:EventTarget", name, inputs={"arn": arn})
        for name in ("one", "other")
    )
    whole = estate(one, other, function)

    assert whole.same_as(one) == (one,)
    assert whole.resolve(one, "arn").only is function
    assert whole.pointing_at(other) == ()


@pytest.mark.parametrize(
    ("attached", "expected"),
    [
        (made(ATTACHMENT, "a", inputs={"role": UNKNOWN}), True),
        (made(ATTACHMENT, "a", inputs={"role": UNKNOWN}, region=""), True),
        (made(ATTACHMENT, "a", inputs={"role": UNKNOWN}, account_id="444455556666"), False),
        (made(ATTACHMENT, "a", inputs={"role": UNKNOWN}, external=True), False),
        (made(ATTACHMENT, "a", inputs={"role": "another"}), False),
        (made(ATTACHMENT, "a", inputs={"role": "r-1"}), False),
        (made(ATTACHMENT, "a", inputs={"role": UNKNOWN}, links={"role": ["r"]}), False),
        (made(ATTACHMENT, "a"), False),
    ],
)
def test_what_may_be_meant_is_what_nothing_speaks_of(attached: Resource, *, expected: bool) -> None:
    """Asked where nothing else is there; what is named already is not listed again."""
    role = made(ROLE, "r", inputs={"name": "r-1"})
    found = estate(role, attached).perhaps_naming(role, "role", ATTACHMENT)

    assert [(r.source, r.is_certain) for r in found] == ([(attached, False)] if expected else [])


def test_a_name_in_an_unknown_region_may_be_meant() -> None:
    """Of the same account; it is neither named for certain nor left out."""
    source = lock("main", region="")
    resolved = estate(MAIN, source).resolve(source, "backupVaultName", VAULT)

    assert resolved.possible == (MAIN,)
    assert resolved.elsewhere == ()
