"""What S3 refuses of the name of a bucket beside its spelling.

Source: Amazon S3 user guide, bucketnamingrules (account regional namespace naming rules); Amazon S3
API, CreateBucket.BucketNamespace (read 2026-11-28).
"""

import re
from collections.abc import Iterator
from typing import Final

from bamp_pulumi.catalog.deployment_rules.reading import Inputs, has, is_absent, known_text, refusal
from bamp_pulumi.catalog.input_refusal import InputRefusal

__all__ = ["bucket_refusals"]

_ACCOUNT_REGIONAL: Final = "account-regional"
_ENDING: Final = re.compile(r".+-\d{12}-[a-z]{2,}(-[a-z]+)+-\d-an")
_PAGE: Final = "Amazon S3 user guide, bucketnamingrules"


def bucket_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """A name ends in account, Region and `-an` in the namespace of the account, and only there."""
    name, namespace = known_text(inputs, "bucket"), known_text(inputs, "bucketNamespace")
    if not name:
        return
    is_global = is_absent(inputs, "bucketNamespace") or namespace == "global"
    if is_global and name.endswith("-an"):
        allowed = f"-an at the end of a name of the namespace {_ACCOUNT_REGIONAL} only"
        yield refusal("bucket", name, allowed, f"S3 keeps that ending for it ({_PAGE})")
    elif namespace == _ACCOUNT_REGIONAL and not _ENDING.fullmatch(name):
        allowed = "a name that ends in -account-Region-an"
        yield refusal("bucket", name, allowed, f"names of {_ACCOUNT_REGIONAL} do ({_PAGE})")
    if has(inputs, "bucketNamespace") and namespace not in ("global", _ACCOUNT_REGIONAL):
        why = "S3 knows no other namespace (S3 API, CreateBucket)"
        yield refusal("bucketNamespace", namespace, f"global or {_ACCOUNT_REGIONAL}", why)
