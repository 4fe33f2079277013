"""Which ARN patterns match a resource whose ARN is known, known in part, or not at all.

Cannot prove what AWS Backup matches: the pattern is that of its guide.
"""

from typing import Any, Final

import pytest
from plain_resources import ACCOUNT, HERE, OTHER, declared

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import fits
from bamp_pulumi.estate import Resource
from bamp_pulumi.truth import Truth

Fields = Any  # Any: fields of a resource

VOLUME, BUCKET = "aws:ebs/volume:Volume", "aws:s3/bucket:Bucket"
OF_VOLUMES: Final = f"arn:aws:ec2:{HERE}:{ACCOUNT}:volume/"


def volume(arn: str = "", **fields: Fields) -> Resource:
    """Declare a volume, whose ARN is known once it is made."""
    return declared(VOLUME, "data", outputs={"arn": arn} if arn else {}, **fields)


UNMADE: Final[list[tuple[object, Truth]]] = [
    ("*", True),
    ("arn:*", True),
    ("a*", True),
    ("*volume/*", True),
    ("**", True),
    (f"{OF_VOLUMES}*", True),
    (f"arn:aws:ec2:*:{ACCOUNT}:volume/*", True),
    (f"{OF_VOLUMES}vol-1", None),
    (f"{OF_VOLUMES}vol-*", None),
    (f"{OF_VOLUMES}*-1", None),
    (OF_VOLUMES, None),
    ("*vol-1", None),
    (f"*{OF_VOLUMES}vol-1", None),
    (f"arn:aws:ec2:*{HERE}:{ACCOUNT}:volume/vol-1", None),
    (f"arn:aws:ec2:{HERE}*:{ACCOUNT}:volume/vol-1", None),
    ("*e/v*1", None),
    (OF_VOLUMES.rstrip("/"), False),
    (f"{OF_VOLUMES}a:b", False),
    ("*:b", False),
    (f"x{OF_VOLUMES}*", False),
    ("arn:aws:ec2:*:*:instance/*", False),
    (f"arn:aws:ec2:{HERE}:{OTHER}:volume/*", False),
    ("arn:aws:ec2:us-west-2:*", False),
    ("arn:aws-us-gov:ec2:*", False),
    ("arn", False),
    ("", False),
    (UNKNOWN, None),
    (None, None),
    (5, None),
]


@pytest.mark.parametrize(("pattern", "expected"), UNMADE)
def test_of_a_volume_that_is_to_be_made_all_but_its_id_is_known(
    pattern: object, expected: Truth
) -> None:
    """An id holds no colon; it may be any other text."""
    assert fits(pattern, volume()) is expected


PLACES: Final[list[tuple[Fields, str, Truth]]] = [
    ({"region": ""}, f"arn:aws:ec2:{HERE}:{ACCOUNT}:volume/*", None),
    ({"region": ""}, f"arn:aws:ec2:*:{ACCOUNT}:volume/*", True),
    ({"region": ""}, f"arn:aws:ec2:*:{OTHER}:volume/*", False),
    ({"region": ""}, f"arn:aws:ec2:us:east:{ACCOUNT}:volume/*", False),
    ({"region": ""}, "arn:aws-cn:ec2:*", False),
    ({"account_id": ""}, f"arn:aws:ec2:{HERE}:{OTHER}:volume/*", None),
    ({"account_id": ""}, "arn:aws:ec2:us-west-2:*:volume/*", False),
    ({"account_id": "", "region": ""}, f"{OF_VOLUMES}vol-1", None),
    ({"region": "us-gov-west-1"}, "arn:aws-us-gov:ec2:*", True),
    ({"region": "us-gov-west-1"}, "arn:aws:ec2:*", False),
]


@pytest.mark.parametrize(("fields", "pattern", "expected"), PLACES)
def test_an_account_or_region_that_nobody_tells_may_be_any(
    fields: Fields, pattern: str, expected: Truth
) -> None:
    """The partition is that of the Region."""
    assert fits(pattern, volume(**fields)) is expected


MADE: Final[list[tuple[str, str, bool]]] = [
    (f"{OF_VOLUMES}vol-1", f"{OF_VOLUMES}vol-1", True),
    (f"{OF_VOLUMES}vol-*", f"{OF_VOLUMES}vol-1", True),
    (f"{OF_VOLUMES}vol-1*", f"{OF_VOLUMES}vol-1", True),
    (f"{OF_VOLUMES}vol", f"{OF_VOLUMES}vol-1", False),
    (f"{OF_VOLUMES}VOL-1", f"{OF_VOLUMES}vol-1", False),
    (f"{OF_VOLUMES}vol.1", f"{OF_VOLUMES}vol-1", False),
    (f"{OF_VOLUMES}vol?1", f"{OF_VOLUMES}vol-1", False),
    (f"{OF_VOLUMES}*", f"{OF_VOLUMES}vol 1", False),
    (f"{OF_VOLUMES}a:b", f"{OF_VOLUMES}a:b", True),
]


@pytest.mark.parametrize(("pattern", "arn", "expected"), MADE)
def test_a_star_stands_for_any_text_without_white_space(
    pattern: str, arn: str, *, expected: bool
) -> None:
    """And nothing else stands for another character; case counts."""
    assert fits(pattern, volume(arn)) is expected


@pytest.mark.parametrize(
    ("token", "pattern", "expected"),
    [
        (BUCKET, "arn:aws:s3:::*", True),
        (BUCKET, "arn:aws:s3:::orders", None),
        (BUCKET, f"arn:aws:s3:{HERE}:{ACCOUNT}:*", False),
        ("aws:ssm/parameter:Parameter", "arn:aws:ssm:*", None),
        ("aws:ssm/parameter:Parameter", "arn:aws:s3:*", None),
        ("aws:ssm/parameter:Parameter", "*", True),
    ],
)
def test_the_form_of_an_arn_is_that_of_its_type(token: str, pattern: str, expected: Truth) -> None:
    """Of a type whose form is not known every pattern is open."""
    assert fits(pattern, declared(token, "one")) is expected


def test_a_resource_that_is_named_itself_is_that_one() -> None:
    """Another of the same inputs is another."""
    one, other = volume(), volume()

    assert (fits(one, one), fits(one, other)) == (True, False)
