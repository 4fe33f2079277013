"""Companions of a bucket and of a database: certain, perhaps, inline, and what they come to.

Cannot prove what the services switch on by themselves: that is the catalog's word.
"""

from typing import Any, Final

import pytest
from plain_resources import declared, estate_of

from bamp_pulumi.catalog import UNKNOWN, Companion, CompanionKind, rows_of
from bamp_pulumi.declared import is_inline, read_companions
from bamp_pulumi.estate import Resource

Inputs = Any  # Any: inputs of a resource

BUCKET, DATABASE = "aws:s3/bucket:Bucket", "aws:rds/instance:Instance"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
VERSIONING_V2 = "aws:s3/bucketVersioningV2:BucketVersioningV2"
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
REPLICATION = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"


def asked(token: str, kind: CompanionKind) -> Companion:
    """Return what the row of a data store asks for."""
    return next(c for row in rows_of(token) for c in row.companions if c.kind is kind)


def versioning(
    status: object, name: str = "v", of: str | list[Resource] = "box", token: str = VERSIONING
) -> Resource:
    """Declare versioning of a bucket that it names, or is made of."""
    link = of if isinstance(of, str) else UNKNOWN
    inputs = {"bucket": link, "versioningConfiguration": {"status": status}}
    links = {} if isinstance(of, str) else {"bucket": of}
    return declared(token, name, inputs=inputs, links=links)


def bucket(**inputs: Inputs) -> Resource:
    """Declare a bucket."""
    return declared(BUCKET, "box", inputs={"bucket": "box", **inputs})


ON, OFF, LATER = "Enabled", "Suspended", UNKNOWN
CASES: Final[dict[str, tuple[Inputs, tuple[tuple[object, str], ...], str]]] = {
    "none": ({}, (), "missing"),
    "on": ({}, ((ON, "box"),), "there"),
    "off": ({}, ((OFF, "box"),), "off"),
    "known later": ({}, ((LATER, "box"),), "unknown"),
    "of another bucket": ({}, ((ON, "else"),), "missing"),
    "on twice": ({}, ((ON, "box"), (ON, "box")), "there"),
    "off twice": ({}, ((OFF, "box"), (OFF, "box")), "off"),
    "on and off": ({}, ((ON, "box"), (OFF, "box")), "contradicted"),
    "on and known later": ({}, ((ON, "box"), (LATER, "box")), "unknown"),
    "perhaps on": ({}, ((ON, "maybe"),), "unknown"),
    "perhaps off": ({}, ((OFF, "maybe"),), "unknown"),
    "on, and perhaps on": ({}, ((ON, "box"), (ON, "maybe")), "there"),
    "on, and perhaps off": ({}, ((ON, "box"), (OFF, "maybe")), "unknown"),
    "on, and perhaps known later": ({}, ((ON, "box"), (LATER, "maybe")), "unknown"),
    "off, and perhaps on": ({}, ((OFF, "box"), (ON, "maybe")), "off"),
    "inline": ({"versioning": {"enabled": True}}, (), "there"),
    "inline off": ({"versioning": {"enabled": False}}, (), "off"),
    "inline known later": ({"versioning": {"enabled": UNKNOWN}}, (), "unknown"),
    "inline off, and on": ({"versioning": {"enabled": False}}, ((ON, "box"),), "contradicted"),
    "inline, and off": ({"versioning": {"enabled": True}}, ((OFF, "box"),), "contradicted"),
    "implied": ({"objectLockEnabled": True}, (), "there"),
    "implied, and perhaps off": (
        {"objectLockEnabled": True},
        ((OFF, "maybe"),),
        "unknown",
    ),
    "perhaps implied": ({"objectLockEnabled": UNKNOWN}, (), "unknown"),
    "perhaps implied, and on": ({"objectLockEnabled": UNKNOWN}, ((ON, "box"),), "there"),
    "perhaps implied, and off": ({"objectLockEnabled": UNKNOWN}, ((OFF, "box"),), "unknown"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_bucket_is_versioned_by_all_that_says_so(name: str) -> None:
    """What may belong to another bucket changes nothing where it says the same."""
    inputs, beside, expected = CASES[name]
    store = bucket(**inputs)
    maybe = declared(BUCKET, "a", inputs={"bucket": UNKNOWN})
    either = [store, maybe]
    made = [
        versioning(status, f"v{number}", either if of == "maybe" else of)
        for number, (status, of) in enumerate(beside)
    ]
    companions = read_companions(estate_of(store, maybe, *made))

    assert companions.presence(asked(BUCKET, CompanionKind.BUCKET_VERSIONING), store) == expected


@pytest.mark.parametrize("token", [VERSIONING, VERSIONING_V2])
def test_the_companions_of_a_data_store_are_those_that_certainly_are_its_own(token: str) -> None:
    """On or off, of either type, in the order of their types."""
    store, maybe = bucket(), declared(BUCKET, "a", inputs={"bucket": UNKNOWN})
    first = versioning(OFF, token=token)
    perhaps = versioning(ON, "w", [store, maybe])
    companions = read_companions(estate_of(store, maybe, first, perhaps))
    wanted = asked(BUCKET, CompanionKind.BUCKET_VERSIONING)

    assert [*companions.of(wanted, store)] == [first]
    assert [*companions.of(wanted, maybe)] == []


@pytest.mark.parametrize(
    ("token", "store", "kind", "link"),
    [
        (LIFECYCLE, BUCKET, CompanionKind.BUCKET_LIFECYCLE, "bucket"),
        (REPLICATION, DATABASE, CompanionKind.RDS_BACKUP_REPLICATION, "sourceDbInstanceArn"),
    ],
)
def test_being_there_is_enough_of_most_companions(
    token: str, store: str, kind: CompanionKind, link: str
) -> None:
    """One that may be another's leaves it open."""
    one, other = declared(store, "one"), declared(store, "other")
    wanted = asked(store, kind)
    mine = declared(token, "c", inputs={link: UNKNOWN}, links={link: [one]})
    either = declared(token, "d", inputs={link: UNKNOWN}, links={link: [one, other]})

    def presence(*beside: Resource) -> str:
        return read_companions(estate_of(one, other, *beside)).presence(wanted, one)

    assert (presence(), presence(mine), presence(either)) == ("missing", "there", "unknown")
    assert presence(mine, either) == "there"


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({}, False),
        ({"versioning": {"enabled": True}}, True),
        ({"versioning": {"enabled": False}}, True),
        ({"versioning": {"enabled": UNKNOWN}}, True),
        ({"bucket": "box"}, False),
    ],
)
def test_a_companion_is_inline_where_the_data_store_writes_it(
    inputs: Inputs, *, expected: bool
) -> None:
    """On or off."""
    wanted = asked(BUCKET, CompanionKind.BUCKET_VERSIONING)

    assert is_inline(wanted, bucket(**inputs)) is expected


def test_a_companion_that_has_no_older_form_is_never_inline() -> None:
    """There is no input that could say it."""
    wanted = asked(DATABASE, CompanionKind.RDS_BACKUP_REPLICATION)

    assert is_inline(wanted, declared(DATABASE, "db", inputs={"a": "b"})) is False
