"""Rules of a bucket's lifecycle that delete more than before are told, each under its own name.

All changes are one deployment. Cannot prove what Amazon S3 deletes then: the rows' sources say it.
"""

from typing import Any, Final

import pytest
from lost_by_change import LostByEach, One

LOST, PERHAPS = "BAMP-V98", "BAMP-V99"
CONFIGURATION: Final = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
BUCKET: Final = "aws:s3/bucket:Bucket"
NATIVE: Final = "aws-native:s3:Bucket"
OLD: Final = {"noncurrentVersionExpiration": {"noncurrentDays": 30}}


def change(before: dict[str, Any], after: dict[str, Any], type_: str = CONFIGURATION) -> One:
    """Return a change of the only rule of a lifecycle. Any: inputs."""

    def declared(more: dict[str, Any]) -> dict[str, Any]:
        on = {"enabled": True} if type_ == BUCKET else {"status": "Enabled"}
        rules = [{"id": "old", **on, **more}]
        if type_ == NATIVE:
            return {"lifecycleConfiguration": {"rules": rules}}
        return {"lifecycleRules": rules} if type_ == BUCKET else {"bucket": "b", "rules": rules}

    return One(type=type_, before=declared(before), after=declared(after))


def newer(count: int) -> dict[str, Any]:
    """Return how many noncurrent versions stay. Any: inputs."""
    expiry = {"noncurrentDays": 30, "newerNoncurrentVersions": count}
    return {"noncurrentVersionExpiration": expiry}


LOSSES: Final[dict[str, tuple[One, str, str]]] = {
    "fewer versions": (
        change(newer(50), newer(1)),
        LOST,
        "newerNoncurrentVersions is 1, and was 50: Amazon S3 deletes noncurrent versions that are",
    ),
    "a rule for all objects": (
        change({**OLD, "filter": {"prefix": "tmp/"}}, OLD),
        PERHAPS,
        'rules[old].filter is none, and was {"prefix": "tmp/"}',
    ),
    "objects that are deleted sooner": (
        change({"expiration": {"days": 3650}}, {"expiration": {"days": 1}}),
        LOST,
        "rules[old].expiration.days is 1, and was 3650: Amazon S3 deletes objects that are older",
    ),
    "objects that are deleted": (
        change(OLD, {**OLD, "expiration": {"days": 1}}),
        LOST,
        "rules[old].expiration.days is 1, and was for ever",
    ),
    "objects that are deleted, in the bucket": (
        change({"prefix": "a/"}, {"prefix": "a/", "expiration": {"days": 1}}, BUCKET),
        LOST,
        "current objects of prefix a/ is 1 day, and was for ever: Amazon S3 deletes objects",
    ),
    "fewer versions, of aws-native": (
        change(newer(50), newer(1), NATIVE),
        LOST,
        "rules[old].noncurrentVersionExpiration.newerNoncurrentVersions is 1, and was 50",
    ),
    "objects that are deleted sooner, of aws-native": (
        change({"expirationInDays": 3650}, {"expirationInDays": 1}, NATIVE),
        LOST,
        "rules[old].expirationInDays is 1, and was 3650",
    ),
    "a rule for all objects, of aws-native": (
        change({**OLD, "prefix": "tmp/"}, OLD, NATIVE),
        PERHAPS,
        "rules[old].prefix is none, and was tmp/",
    ),
}
FINE: Final[dict[str, One]] = {
    "more versions": change(newer(1), newer(50)),
    "objects that are deleted later": change(
        {"expiration": {"days": 1}}, {"expiration": {"days": 3650}}
    ),
    "objects that are not deleted any more": change(
        {"expirationInDays": 30, "prefix": "a"}, {"prefix": "a"}, NATIVE
    ),
}
FOUND: Final = LostByEach({name: case[0] for name, case in LOSSES.items()} | FINE)


@pytest.mark.parametrize("name", LOSSES)
def test_a_rule_that_deletes_more_is_told(name: str) -> None:
    """Each with one finding."""
    _, code, says = LOSSES[name]

    ((found, message),) = FOUND[name]

    assert says in message
    assert found == code


@pytest.mark.parametrize("name", FINE)
def test_a_rule_that_deletes_less_is_none(name: str) -> None:
    """More versions, or more days."""
    assert FOUND[name] == []
