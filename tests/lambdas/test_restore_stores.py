"""Restored tables of DynamoDB and buckets of S3, read by boto3's own clients on moto.

Each damage is FAILED with its reason, and nothing sound is.
"""

import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any, Final, cast

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws
from restored_judgement import look_at, recorded, restored, verdict_on

from bamp_pulumi.lambdas.restore import Facts, Outcome, Validation, Verdict
from bamp_pulumi.lambdas.restore.reading import read

REGION: Final = "us-east-1"
SAMPLE: Final = Validation(sample=8)
ITEMS: Final = 24
TABLES: Final = f"arn:aws:dynamodb:{REGION}:111122223333:table/"
BUCKETS: Final = "arn:aws:s3:::"
RESTORED: Final = "awsbackup-restore-test-1"

# Any, from here on: clients of boto3.


@cache  # making one takes longer than most calls
def connect(service: str) -> Any:  # noqa: ANN401 - of boto3
    """Make a client of moto's."""
    return cast("Callable[..., Any]", boto3.client)(service, region_name=REGION)


@pytest.fixture(autouse=True)
def aws(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    """Start an empty account, signed for with nobody's key."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "nobody")
    with mock_aws():
        yield


def seen(arn: str, kind: str, validation: Validation = SAMPLE, *known: Facts) -> Facts:
    """Read a table or a bucket, with what was recorded of its source."""
    sampled = frozenset(each.key.of for facts in known for each in facts.facts)
    look = look_at(arn, kind, validation=validation, connect=connect)
    parts = {each for each in sampled if not each.startswith(("it", "index"))}
    return read(replace(look, sampled=frozenset(parts)))


def make_table(name: str, sort: str = "line", index: str = "by_state") -> None:
    """Make a table with a sort key and an index."""
    schema = [
        {"AttributeName": "order", "KeyType": "HASH"},
        {"AttributeName": sort, "KeyType": "RANGE"},
    ]
    connect("dynamodb").create_table(
        TableName=name,
        KeySchema=schema,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": "order", "AttributeType": "S"},
            {"AttributeName": sort, "AttributeType": "N"},
            {"AttributeName": "state", "AttributeType": "S"},
        ],
        GlobalSecondaryIndexes=[
            {
                "IndexName": index,
                "KeySchema": [{"AttributeName": "state", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    )


def item(number: int, sort: str = "line") -> dict[str, Any]:
    """Return an item with a value of every kind."""
    return {
        "order": {"S": f"order-{number}"},
        sort: {"N": "1"},
        "state": {"S": "open"},
        "total": {"N": str(number * 1.5)},
        "tags": {"SS": ["b", "a"]},
        "picture": {"B": b"\x00\xff"},
        "lines": {"L": [{"M": {"product": {"S": "x"}}}]},
    }


def fill_table(name: str, numbers: range, sort: str = "line") -> None:
    """Put items into a table."""
    puts = [{"PutRequest": {"Item": item(number, sort)}} for number in numbers]
    connect("dynamodb").batch_write_item(RequestItems={name: puts})


def delete_item(name: str, number: int) -> None:
    """Delete an item."""
    key = {"order": {"S": f"order-{number}"}, "line": {"N": "1"}}
    connect("dynamodb").delete_item(TableName=name, Key=key)


def judged_table(restore: Callable[[], None], *, validation: Validation = SAMPLE) -> Verdict:
    """Judge a table restored in some way against a source of 24 items."""
    make_table("orders")
    fill_table("orders", range(ITEMS))
    source = seen(f"{TABLES}orders", "DynamoDB")
    restore()
    found = seen(f"{TABLES}{RESTORED}", "DynamoDB", validation, source)
    job = restored("DynamoDB", f"{TABLES}orders", f"{TABLES}{RESTORED}")
    return verdict_on(found, recorded(source, source), validation, job)


def restore_table(damage: Callable[[], None] = lambda: None) -> None:
    """Restore a table whole, and damage it."""
    make_table(RESTORED)
    fill_table(RESTORED, range(ITEMS))
    damage()


def sampled_number() -> int:
    """Return the number of an item in the sample."""
    facts = seen(f"{TABLES}{RESTORED}", "DynamoDB").facts
    key = next(each.key.of for each in facts if each.key.aspect == "content")
    found = re.search(r"order-(\d+)", key)
    assert found
    return int(found[1])


def changed_item(**changes: object) -> None:
    """Change an item of the sample."""
    changed = {**item(sampled_number()), **changes}
    connect("dynamodb").put_item(TableName=RESTORED, Item=changed)


def other_table() -> None:
    """Restore a table of somebody else."""
    make_table(RESTORED, sort="place", index="by_name")
    fill_table(RESTORED, range(ITEMS), "place")


DAMAGED_TABLES: Final[dict[str, tuple[Callable[[], None], str]]] = {
    "items lost": (
        lambda: restore_table(lambda: delete_item(RESTORED, 7)),
        "it: items is 23; recorded was 24 before and after",
    ),
    "an item of the sample lost, and another in its place": (
        lambda: restore_table(
            lambda: (delete_item(RESTORED, sampled_number()), fill_table(RESTORED, range(90, 91)))[
                0
            ]
        ),
        r'"order-\d+"}} is not there',
    ),
    "key schema changed": (
        other_table,
        r"key schema is order \(S\) HASH, place \(N\) RANGE; recorded was .* line \(N\) RANGE",
    ),
    "index lost": (
        lambda: (make_table(RESTORED, index="other"), fill_table(RESTORED, range(ITEMS)))[0],
        "index by_state is not there",
    ),
    "value changed": (
        lambda: restore_table(lambda: changed_item(total={"N": "0"})),
        r'"order-\d+"}}: content is',
    ),
    "type of an attribute changed": (
        lambda: restore_table(lambda: changed_item(total={"S": "0"})),
        r"attributes is .*total \(S\); recorded was .*total \(N\)",
    ),
    "no item": (lambda: make_table(RESTORED), "it is empty"),
    "no table": (lambda: None, "it could not be read: ResourceNotFoundException"),
}


@pytest.mark.parametrize("damage", DAMAGED_TABLES)
def test_a_damaged_table_is_failed_with_its_reason(damage: str) -> None:
    """Whatever was lost or changed is named."""
    restore, reason = DAMAGED_TABLES[damage]
    verdict = judged_table(restore)

    assert verdict.outcome is Outcome.FAILED
    assert re.search(reason, verdict.message), verdict.message


SOUND_TABLES: Final[dict[str, tuple[Callable[[], None], Validation]]] = {
    "as it was": (restore_table, SAMPLE),
    "larger sample": (restore_table, Validation(sample=30)),
    "smaller sample": (restore_table, Validation(sample=5)),
    "with a least number of items": (restore_table, replace(SAMPLE, least={"it: items": 24})),
    "sets in another order": (
        lambda: restore_table(lambda: changed_item(tags={"SS": ["a", "b"]})),
        SAMPLE,
    ),
}


@pytest.mark.parametrize("case", SOUND_TABLES)
def test_a_sound_table_is_successful(case: str) -> None:
    """However it is sampled."""
    restore, validation = SOUND_TABLES[case]
    verdict = judged_table(restore, validation=validation)

    assert verdict.outcome is Outcome.SUCCESSFUL, verdict.message
    assert "What is in it was read and compared" in verdict.message


def test_items_between_two_records_are_sound() -> None:
    """A table that grows while it is backed up has a number in between."""
    make_table("orders")
    fill_table("orders", range(14))
    before = seen(f"{TABLES}orders", "DynamoDB")
    restore_table()
    for each in range(19, 24):
        delete_item(RESTORED, each)
    fill_table("orders", range(14, 24))
    after = seen(f"{TABLES}orders", "DynamoDB")
    found = seen(f"{TABLES}{RESTORED}", "DynamoDB", SAMPLE, before, after)

    assert verdict_on(found, recorded(before, after)).outcome is Outcome.SUCCESSFUL
    assert verdict_on(found, recorded(before, None)).outcome is Outcome.SUCCESSFUL
    assert verdict_on(found, recorded(None, after)).outcome is Outcome.FAILED


def test_a_table_that_is_too_large_is_sampled() -> None:
    """What DescribeTable says of its size is compared loosely, and the message says so."""
    validation = Validation(sample=10, count_at_most=10)
    restore_table()
    facts = seen(f"{TABLES}{RESTORED}", "DynamoDB", validation)
    verdict = verdict_on(facts, recorded(facts, facts), validation)

    assert verdict.outcome is Outcome.SUCCESSFUL
    # moto reads all at once: where AWS would have gone on, the scan ends.
    assert any(each.name == "it: items" for each in verdict.checks)


@contextmanager
def denied(bucket: str, key: str) -> Generator[None]:
    """Deny the key of an object, as KMS does."""
    error: Any = {"Error": {"Code": "AccessDenied", "Message": "no right to kms:Decrypt"}}

    def refuse(params: dict[str, Any], **_: object) -> None:
        if (params["Bucket"], params["Key"]) == (bucket, key):
            raise ClientError(error, "GetObject")

    events = connect("s3").meta.events
    events.register("provide-client-params.s3.GetObject", refuse)
    try:
        yield
    finally:
        events.unregister("provide-client-params.s3.GetObject", refuse)


def fill_bucket(name: str, numbers: range, *, versions: bool = False) -> None:
    """Make a bucket, and put objects into it."""
    client = connect("s3")
    client.create_bucket(Bucket=name)
    if versions:
        status = {"Status": "Enabled"}
        client.put_bucket_versioning(Bucket=name, VersioningConfiguration=status)
    for number in numbers:
        client.put_object(Bucket=name, Key=f"orders/{number}.csv", Body=body(number))


def body(number: int) -> bytes:
    """Return the content of an object."""
    return f"{number};open\n".encode() * 50


def judged_bucket(restore: Callable[[], None], validation: Validation = SAMPLE) -> Verdict:
    """Judge a bucket restored in some way against a source of 24 objects."""
    fill_bucket("orders", range(ITEMS))
    source = seen(f"{BUCKETS}orders", "S3")
    restore()
    found = seen(f"{BUCKETS}{RESTORED}", "S3", validation, source)
    job = restored("S3", f"{BUCKETS}orders", f"{BUCKETS}{RESTORED}")
    return verdict_on(found, recorded(source, source), validation, job)


def restore_bucket(damage: Callable[[str], object] = lambda _: None) -> None:
    """Restore a bucket with versions, and damage it; damage is given an object of the sample."""
    fill_bucket(RESTORED, range(ITEMS), versions=True)
    facts = seen(f"{BUCKETS}{RESTORED}", "S3").facts
    damage(next(each.key.of for each in facts if each.key.aspect == "content"))


def put(key: str, content: bytes) -> None:
    """Write an object of the restored bucket anew."""
    connect("s3").put_object(Bucket=RESTORED, Key=key, Body=content)


def delete(key: str) -> None:
    """Delete an object; with versions, by a delete marker."""
    connect("s3").delete_object(Bucket=RESTORED, Key=key)


def content_of(key: str) -> bytes:
    """Read an object."""
    read_body: bytes = connect("s3").get_object(Bucket=RESTORED, Key=key)["Body"].read()
    return read_body


DAMAGED_BUCKETS: Final[dict[str, tuple[Callable[[], None], str]]] = {
    "object truncated": (
        lambda: restore_bucket(lambda key: put(key, content_of(key)[:10])),
        r"orders/\d+.csv: size is 10; recorded was",
    ),
    "content changed, size the same": (
        lambda: restore_bucket(lambda key: put(key, b"?" + content_of(key)[1:])),
        r"orders/\d+.csv: content is",
    ),
    "object behind a delete marker": (
        lambda: restore_bucket(delete),
        r"it: objects is 23; recorded was 24 .*orders/\d+.csv is not there",
    ),
    "objects lost": (
        lambda: fill_bucket(RESTORED, range(10)),
        "it: objects is 10; recorded was 24 before and after",
    ),
    "objects of others": (
        lambda: fill_bucket(RESTORED, range(100, 124)),
        r"orders/\d+.csv is not there",
    ),
    "no object": (lambda: fill_bucket(RESTORED, range(0)), "it is empty"),
    "no bucket": (lambda: None, "it could not be read: NoSuchBucket"),
}


@pytest.mark.parametrize("damage", DAMAGED_BUCKETS)
def test_a_damaged_bucket_is_failed_with_its_reason(damage: str) -> None:
    """Whatever was lost or changed is named."""
    restore, reason = DAMAGED_BUCKETS[damage]
    verdict = judged_bucket(restore)

    assert verdict.outcome is Outcome.FAILED
    assert re.search(reason, verdict.message), verdict.message


def test_an_object_under_a_key_that_may_not_be_used_is_failed() -> None:
    """What cannot be read is not restored, though it is listed."""
    fill_bucket("orders", range(ITEMS))
    source = seen(f"{BUCKETS}orders", "S3")
    fill_bucket(RESTORED, range(ITEMS))
    key = next(each.key.of for each in source.facts if each.key.aspect == "content")
    with denied(RESTORED, key):
        found = seen(f"{BUCKETS}{RESTORED}", "S3", SAMPLE, source)
    verdict = verdict_on(found, recorded(source, source))

    assert verdict.outcome is Outcome.FAILED
    assert f"{key} could not be read: ClientError" in verdict.message
    assert "kms:Decrypt" in verdict.message


SOUND_BUCKETS: Final[dict[str, Validation]] = {
    "as it was": SAMPLE,
    "larger sample": Validation(sample=30),
    "smaller sample": Validation(sample=5),
    "with a least number of objects": Validation(least={"it: objects": 24}),
}


@pytest.mark.parametrize("case", SOUND_BUCKETS)
def test_a_sound_bucket_is_successful(case: str) -> None:
    """However it is sampled."""
    verdict = judged_bucket(restore_bucket, SOUND_BUCKETS[case])

    assert verdict.outcome is Outcome.SUCCESSFUL, verdict.message


def test_an_object_written_in_parts_is_the_same_object() -> None:
    """Its entity tag is another, and its content is not."""

    def in_parts(key: str) -> None:
        client = connect("s3")
        content = content_of(key)
        upload = client.create_multipart_upload(Bucket=RESTORED, Key=key)["UploadId"]
        part = client.upload_part(
            Bucket=RESTORED, Key=key, PartNumber=1, UploadId=upload, Body=content
        )
        parts = {"Parts": [{"ETag": part["ETag"], "PartNumber": 1}]}
        client.complete_multipart_upload(
            Bucket=RESTORED, Key=key, UploadId=upload, MultipartUpload=parts
        )
        assert "-1" in client.head_object(Bucket=RESTORED, Key=key)["ETag"]

    assert judged_bucket(lambda: restore_bucket(in_parts)).outcome is Outcome.SUCCESSFUL


def test_a_large_object_is_read_at_both_ends() -> None:
    """A change at its end shows, and so does another size."""
    whole = bytes(9 * 2**20)
    client = connect("s3")
    for bucket in ("orders", RESTORED):
        client.create_bucket(Bucket=bucket)
    client.put_object(Bucket="orders", Key="dump", Body=whole)
    source = seen(f"{BUCKETS}orders", "S3")
    for content, reason in (
        (whole, "checks passed"),
        (whole[:-1] + b"?", "dump: content is"),
        (whole[:-1], "dump: size is 9,437,183; recorded was 9,437,184"),
    ):
        put("dump", content)
        found = seen(f"{BUCKETS}{RESTORED}", "S3", SAMPLE, source)

        assert reason in verdict_on(found, recorded(source, source)).message
