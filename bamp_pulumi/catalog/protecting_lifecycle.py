"""Rules of a bucket's lifecycle: what each of them deletes, and what it chooses.

What a bucket loses by them is compared for the bucket itself, whoever writes them. These rows are
for a lifecycle whose bucket no given program declares, and for aws-native.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.absence import NOT_KNOWN, Absence, removed, sent
from bamp_pulumi.catalog.comparing import Better, Form
from bamp_pulumi.catalog.protecting_input import ProtectingInput

__all__ = ["PROTECTING_LIFECYCLE"]

_FOR_EVER: Final = "for ever"
_API: Final = (
    "Amazon S3 API, LifecycleRule, LifecycleExpiration, LifecycleRuleFilter, "
    "NoncurrentVersionExpiration"
)
_GONE: Final = removed("the rule does without it", source=_API)
_BY: Final = ("id",)
_OLDER: Final = (
    "Amazon S3 deletes objects that are older, existing ones too; with versioning they become "
    "noncurrent versions"
)
_FEWER: Final = "Amazon S3 deletes noncurrent versions that are more, existing ones too"


def _unjudged(lost: str, absent: Absence) -> ProtectingInput:
    return ProtectingInput(
        form=Form.TEXT,
        better=Better.UNJUDGED,
        named_by=_BY,
        lost=lost,
        absent=absent,
        source=_API,
    )


def _rows(  # noqa: PLR0913 - one for each name that differs
    rules: str,
    *,
    days: str,
    date: str,
    newer: tuple[str, ...],
    is_on: str,
    chosen_by: tuple[str, ...],
    absent: Absence = _GONE,
) -> dict[str, ProtectingInput]:
    """Return the rows of the rules of a lifecycle.

    Args:
        rules: Wire path of the list of rules.
        days: Wire path, in a rule, of the days after which a current object is deleted.
        date: Wire path, in a rule, of the date on which it is.
        newer: Wire paths, in a rule, of how many noncurrent versions stay.
        is_on: Wire path, in a rule, of whether it is on.
        chosen_by: Wire paths, in a rule, of what says which objects it is about.
        absent: What becomes of an input that is left out.
    """
    return {
        rules: ProtectingInput(
            form=Form.NAMES,
            better=Better.UNJUDGED,
            named_by=_BY,
            lost="other objects are deleted",
            absent=absent,
            source=_API,
        ),
        f"{rules}.*.{days}": ProtectingInput(
            form=Form.NUMBER,
            endless=_FOR_EVER,
            named_by=_BY,
            lost=_OLDER,
            absent=sent(_FOR_EVER, source=_API),
            source=_API,
        ),
        f"{rules}.*.{date}": _unjudged("objects are deleted on another day", absent),
        **{
            f"{rules}.*.{path}": ProtectingInput(
                form=Form.NUMBER, named_by=_BY, lost=_FEWER, absent=absent, source=_API
            )
            for path in newer
        },
        f"{rules}.*.{is_on}": _unjudged("what the rule deletes is deleted from then on", absent),
        **{
            f"{rules}.*.{path}": _unjudged("other objects are deleted", absent)
            for path in chosen_by
        },
    }


_NEWER: Final = "noncurrentVersionExpiration.newerNoncurrentVersions"

PROTECTING_LIFECYCLE: Final[Mapping[str, Mapping[str, ProtectingInput]]] = MappingProxyType(
    {
        "aws-native:s3:Bucket": _rows(
            "lifecycleConfiguration.rules",
            days="expirationInDays",
            date="expirationDate",
            newer=(_NEWER,),
            is_on="status",
            chosen_by=("prefix", "tagFilters", "objectSizeGreaterThan", "objectSizeLessThan"),
            absent=NOT_KNOWN,
        ),
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": _rows(
            "rules",
            days="expiration.days",
            date="expiration.date",
            newer=(_NEWER,),
            is_on="status",
            chosen_by=("filter", "prefix"),
        ),
    }
)
"""By type token and wire path of the input."""
