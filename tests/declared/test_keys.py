"""Which key an input names.

Cannot prove which keys an account has.
"""

from collections.abc import Callable
from typing import Any

import pulumi_aws as aws
import pytest

from bamp_pulumi.declared import key_named
from bamp_pulumi.testing import declare

# Any: an id or ARN of a key, or an output of one.
MANAGED: dict[str, Callable[[], Any]] = {
    "its ARN": lambda: aws.kms.get_alias(name="alias/aws/rds").target_key_arn,
    "its id": lambda: aws.kms.get_alias(name="alias/aws/rds").target_key_id,
    "an output": lambda: aws.kms.get_alias_output(name="alias/aws/rds").target_key_arn,
    "the alias": lambda: aws.kms.get_alias(name="alias/aws/rds").arn,
    "the key": lambda: aws.kms.get_key(key_id="alias/aws/rds").arn,
    "text": lambda: "alias/aws/rds",
}
OTHERS: dict[str, Callable[[], Any]] = {
    "an alias of the account": lambda: aws.kms.get_alias(name="alias/rds").target_key_arn,
    "more text": lambda: f"{aws.kms.get_alias(name='alias/aws/rds').target_key_arn}x",
    "another field": lambda: aws.kms.get_key(key_id="alias/aws/rds").description,
}


def named(make: Callable[[], Any]) -> tuple[str, bool]:
    """Say which of AWS's own keys a database has, and whether it is nobody's."""

    def program() -> None:
        aws.rds.Instance("db", instance_class="x", kms_key_id=make())

    estate = declare(program)
    found = key_named(estate, estate.named("db"), "kmsKeyId")
    return found.aws_managed, found.is_undeclared


@pytest.mark.parametrize("name", MANAGED)
def test_a_key_behind_an_alias_of_awss_own_is_that_key(name: str) -> None:
    """No account can make an alias that begins with `alias/aws/`."""
    assert named(MANAGED[name]) == ("aws/rds", False)


@pytest.mark.parametrize("name", OTHERS)
def test_another_key_that_is_looked_up_is_nobodys(name: str) -> None:
    """What it is nobody knows."""
    assert named(OTHERS[name]) == ("", True)


def test_a_key_within_an_object_is_found_too() -> None:
    """By its path."""

    def program() -> None:
        key = aws.kms.get_alias(name="alias/aws/dynamodb").target_key_arn
        encryption: Any = {"enabled": True, "kms_key_arn": key}
        aws.dynamodb.Table("t", server_side_encryption=encryption)

    estate = declare(program)

    found = key_named(estate, estate.named("t"), "serverSideEncryption.kmsKeyArn")

    assert found.aws_managed == "aws/dynamodb"
