"""Whether a bucket has versioning, by what is declared of it.

Cannot prove that AWS switches it on with object lock: that is the catalog's word.
"""

import pytest

from bamp_pulumi.catalog import UNKNOWN, Companion, CompanionKind, rows_of
from bamp_pulumi.declared import read_companions
from bamp_pulumi.estate import Estate, Resource

BUCKET = "aws:s3/bucket:Bucket"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"


def versioning_of_a_bucket() -> Companion:
    """Return what the row of a bucket asks for."""
    (row,) = rows_of(BUCKET)
    return next(c for c in row.companions if c.kind is CompanionKind.BUCKET_VERSIONING)


def declared(type_: str, inputs: dict[str, object]) -> Resource:
    """Declare a resource."""
    urn = f"urn:pulumi:dev::shop::{type_}::box"
    return Resource(urn=urn, type=type_, name="box", program="shop", inputs=inputs, outputs={})


def presence(bucket: dict[str, object], status: str | None = None) -> str:
    """Ask whether a bucket has versioning, beside a versioning resource if it has a status."""
    store = declared(BUCKET, {"bucket": "box", **bucket})
    configuration: dict[str, object] = {"status": status}
    beside = declared(VERSIONING, {"bucket": "box", "versioningConfiguration": configuration})
    resources = (store, *((beside,) if status else ()))
    companions = read_companions(Estate(programs=(), resources=resources))
    return companions.presence(versioning_of_a_bucket(), store)


@pytest.mark.parametrize(
    ("lock", "found"), [(True, "there"), (False, "missing"), (UNKNOWN, "unknown")]
)
def test_object_lock_counts_as_versioning(lock: object, found: str) -> None:
    """AWS switches it on with the lock; no lock says nothing of it."""
    assert presence({"objectLockEnabled": lock}) == found


def test_no_lock_leaves_a_versioning_resource_as_it_is() -> None:
    """It would be called contradicted if a bucket without a lock said that versioning is off."""
    assert presence({"objectLockEnabled": False}, "Enabled") == "there"
    assert presence({"objectLockEnabled": False}, "Suspended") == "off"


def test_versioning_under_a_lock_cannot_be_suspended() -> None:
    """S3 refuses it, so the program says two things."""
    assert presence({"objectLockEnabled": True}, "Suspended") == "contradicted"
