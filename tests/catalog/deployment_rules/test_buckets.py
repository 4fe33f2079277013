"""What S3 refuses of the name of a bucket."""

import pytest

from bamp_pulumi.catalog import UNKNOWN, refusals_of

TOKENS = ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2")


def refused(name: object, namespace: object = None, token: str = TOKENS[0]) -> list[str]:
    """Return the inputs that are refused."""
    inputs = {"bucket": name, "bucketNamespace": namespace}
    return [refusal.path for refusal in refusals_of(token, inputs)]


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize(
    "name",
    [
        "xn--data", "sthree-data", "sthree-configurator", "amzn-s3-demo-data",
        "data-s3alias", "data--ol-s3", "data.mrap", "data--use1-az4--x-s3", "data--table-s3",
        "data-an", "data-111122223333-us-east-1-an",
        "192.168.5.4", "da..ta", "Data", "-data", "data-", "da", "d" * 64,
    ],
)  # fmt: skip
def test_reserved_and_malformed_names_are_refused(token: str, name: str) -> None:
    """Every beginning and ending that the guide reserves, under both names of the type."""
    assert refused(name, token=token) == ["bucket"]


@pytest.mark.parametrize(
    "name", ["data", "d" * 63, "my.data-1", "plan", "an", "data-plan", "data-s3alias-1", UNKNOWN]
)
def test_other_names_are_taken(name: object) -> None:
    """A reserved text in the middle, or a word that ends in its letters, is none."""
    assert refused(name) == (["bucket"] if name == "an" else [])


@pytest.mark.parametrize(
    ("name", "namespace", "paths"),
    [
        ("data-111122223333-us-west-2-an", "account-regional", []),
        ("data-111122223333-us-gov-west-1-an", "account-regional", []),
        ("data", "account-regional", ["bucket"]),
        ("data-us-west-2-an", "account-regional", ["bucket"]),
        ("data-an", "global", ["bucket"]),
        ("data-an", UNKNOWN, []),
        ("data", "regional", ["bucketNamespace"]),
    ],
)
def test_the_namespace_of_an_account_has_names_of_its_own(
    name: str, namespace: object, paths: list[str]
) -> None:
    """They end in account, Region and -an; elsewhere that ending is reserved."""
    assert refused(name, namespace) == paths
