"""Restored buckets of S3: objects, bytes, and the content of a sample.

Content is compared by its own digest and not by the entity tag, which depends on how an object was
uploaded and encrypted. Of a large object both ends are read, and its size. An access point of a
backup is read as a bucket is: by its ARN, and without a restore.

Source: Amazon S3 API, ListObjectsV2, GetObject; Amazon S3 user guide, checking-object-integrity
(entity tags) (read 2026-11-29).
"""

from typing import Any, Final

from bamp_pulumi.lambdas.restore.facts import Compared, Fact, Facts, Key, Value
from bamp_pulumi.lambdas.restore.look import Look
from bamp_pulumi.lambdas.restore.sampling import digest, sample
from bamp_pulumi.lambdas.restore.tables import spelled

__all__ = ["read_bucket"]

_WHOLE: Final = 8 * 2**20
"""Objects of more bytes are read at both ends."""
_END: Final = 2**20
_GONE: Final = frozenset({"404", "NoSuchKey", "NotFound"})


def read_bucket(look: Look) -> Facts:
    """Read a bucket, or an access point."""
    client = look.connect("s3")
    bucket = look.resource if ":accesspoint/" in look.resource else look.name
    most = look.validation.count_at_most
    sizes: dict[str, int] = {}
    notes: list[str] = []
    unread: dict[str, str] = {}
    is_whole = True
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        sizes |= {each["Key"]: each["Size"] for each in page.get("Contents", ())}
        is_whole = not page["IsTruncated"]
        if not is_whole and len(sizes) >= most:
            notes.append(f"its objects were not counted: more than {most:,}")
            break
        if not is_whole and look.remaining() <= 0:
            unread["objects"] = f"the time for listing was over after {len(sizes):,}"
            break
    facts: list[Fact] = []
    if is_whole:
        facts += [
            _fact("it", "objects", len(sizes), Compared.COUNT),
            _fact("it", "bytes", sum(sizes.values()), Compared.COUNT),
        ]
    for name in dict.fromkeys((*sorted(look.sampled), *sample(sizes, look.validation.sample))):
        if is_whole and name not in sizes:
            continue  # it was recorded, and is not there
        if look.remaining() <= 0:
            unread[name] = "the time for reading was over"
            continue
        try:
            size, content = _content(client, bucket, name)
        except Exception as error:  # noqa: BLE001 - any failure is a reason
            if not _is_gone(error):
                unread[name] = spelled(error)
            continue
        facts += [
            _fact(name, "size", size, Compared.UNCHANGED),
            _fact(name, "content", content, Compared.UNCHANGED),
        ]
    return Facts(
        resource=look.resource,
        at=look.now(),
        facts=tuple(facts),
        unread=unread,
        is_empty=is_whole and not sizes,
        notes=tuple(notes),
    )


def _content(client: Any, bucket: str, name: str) -> tuple[int, str]:  # noqa: ANN401 - of boto3
    """Return the size of an object, and the digest of its content or of both of its ends."""
    answer = client.get_object(Bucket=bucket, Key=name)
    size: int = answer["ContentLength"]
    body = answer["Body"]
    if size <= _WHOLE:
        read: bytes = body.read()
        return len(read), digest(read)
    first: bytes = body.read(_END)
    body.close()
    end = client.get_object(Bucket=bucket, Key=name, Range=f"bytes=-{_END}")
    last: bytes = end["Body"].read()
    return size, digest(first + last)


def _is_gone(error: Exception) -> bool:
    response: dict[str, Any] = getattr(error, "response", {})
    return response.get("Error", {}).get("Code") in _GONE


def _fact(of: str, aspect: str, value: Value, compared: Compared) -> Fact:
    return Fact(key=Key(of, aspect), value=value, compared=compared)
