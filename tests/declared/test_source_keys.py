"""Which key a volume is under where the account and Region encrypt by default.

Cannot prove that a volume was created after the account began to: a deployed one says so itself.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, judge

from bamp_pulumi.catalog import DataStore, find_data_store
from bamp_pulumi.coverage import Status
from bamp_pulumi.declared import SourceKeys, is_encrypted_by_account, source_keys
from bamp_pulumi.estate import Estate
from bamp_pulumi.testing import declare

Inputs = Any  # Any: inputs given by name in each case
MANAGED, OWN = "aws/ebs", "own"


def volume(**inputs: Inputs) -> None:
    """Declare a volume."""
    aws.ebs.Volume("data", availability_zone="us-east-1a", size=1, tags=TAGS, **inputs)


def by_default(**inputs: Inputs) -> None:
    """Switch encryption by default on, or say what is given."""
    aws.ebs.EncryptionByDefault("switch", **inputs)


def default_key(**inputs: Inputs) -> None:
    """Name a key of the account as the default one."""
    aws.ebs.DefaultKmsKey("key", key_arn=aws.kms.Key(OWN).arn, **inputs)


def later(value: object) -> pulumi.Output[Any]:  # Any: whatever the input takes
    """Return what only a deployment tells."""
    return aws.ssm.Parameter("told", type="String", value="x").arn.apply(lambda _: value)


def both(*parts: Callable[[], object]) -> Callable[[], None]:
    """Declare several things."""

    def program() -> None:
        for part in parts:
            part()

    return program


def read(estate: Estate) -> tuple[SourceKeys, DataStore]:
    """Read the keys of the volume."""
    resource = estate.named("data")
    row = find_data_store(resource.type, resource.inputs)
    assert row is not None
    return source_keys(estate, row, resource), row


def seen(estate: Estate) -> str:
    """Name the one key of the volume; `?` for one that is not known."""
    keys, _ = read(estate)
    named = [key.resource.name for key in keys.named if key.resource is not None]
    return "?" if keys.doubt else keys.default or "".join(named)


@pytest.mark.parametrize(
    ("program", "key"),
    [
        (volume, ""),
        (both(volume, by_default), MANAGED),
        (both(volume, lambda: by_default(enabled=False)), ""),
        (both(volume, lambda: by_default(enabled=later(value=True))), "?"),
        (both(volume, lambda: by_default(region="us-west-2")), ""),
        (both(volume, by_default, default_key), OWN),
        (both(volume, default_key), ""),
        (both(lambda: volume(encrypted=True), default_key), OWN),
        (both(lambda: volume(encrypted=True), lambda: default_key(region="us-west-2")), MANAGED),
        (both(lambda: volume(encrypted=False), by_default), MANAGED),
        (both(lambda: volume(snapshot_id="snap-1"), by_default), "?"),
        (
            both(volume, lambda: aws.ebs.EncryptionByDefault.get("switch", "us-east-1")),
            "?",
        ),
        (
            both(volume, by_default, lambda: aws.ebs.DefaultKmsKey.get("key", "us-east-1")),
            "?",
        ),
    ],
    ids=[
        "no setting",
        "on",
        "off",
        "known later",
        "in another Region",
        "on, with a key",
        "a key alone",
        "encrypted without a key",
        "a key of another Region",
        "on, and refused by the volume",
        "from a snapshot",
        "a switch that is looked up",
        "a key that is looked up",
    ],
)
def test_a_volume_without_a_key_takes_that_of_its_account_and_region(
    program: Callable[[], None], key: str
) -> None:
    """Encryption by default cannot be refused by a volume, and its key is the Region's."""
    assert seen(declare(program)) == key


def test_two_settings_of_one_region_that_differ_are_not_known() -> None:
    """The one deployed last holds."""
    twice = both(volume, by_default, lambda: aws.ebs.EncryptionByDefault("other", enabled=False))

    assert seen(declare(twice)) == "?"


def test_a_volume_that_was_there_before_stays_as_it_is() -> None:
    """What a deployed one says of itself decides."""
    estate = declare(both(volume, by_default))
    before = replace(estate.named("data"), outputs={"encrypted": False})
    _, row = read(estate)

    assert is_encrypted_by_account(estate, row, before) is False
    assert is_encrypted_by_account(estate, row, estate.named("data")) is True


@pytest.mark.parametrize(("parts", "is_said"), [((), True), ((by_default,), False)])
def test_a_volume_that_the_account_encrypts_is_not_called_unencrypted(
    parts: tuple[Callable[[], None], ...], *, is_said: bool
) -> None:
    """BAMP-V23 is about unencrypted sources."""
    (covered,) = judge(both(volume, *parts), Account()).resources

    assert ("BAMP-V23" in {f.id for f in covered.findings}) is is_said


def test_a_closed_default_key_keeps_the_backup_role_out() -> None:
    """The backup stands on the key that the volume really has."""
    closed = (
        '{"Statement": {"Effect": "Allow", "Action": "kms:*", "Resource": "*", '
        '"Principal": {"AWS": "arn:aws:iam::999988887777:role/other"}}}'
    )

    def program() -> None:
        volume()
        by_default()
        aws.ebs.DefaultKmsKey("key", key_arn=aws.kms.Key(OWN, policy=closed).arn)

    (covered,) = judge(program, Account()).resources

    assert covered.status is not Status.PROTECTED
    assert any(f"key {OWN} does not allow role" in f.message for f in covered.findings)


@pytest.mark.parametrize(
    ("written", "default", "named"),
    [
        ("AWS_OWNED_KMS_KEY", "aws-owned", []),
        (None, "aws-owned", []),
        ("alias/own", "", ["alias/own"]),
    ],
)
def test_a_reserved_value_asks_for_the_key_that_aws_owns(
    written: str | None, default: str, named: list[str]
) -> None:
    """It is no name of a key: Aurora DSQL takes it in the place of one."""

    def program() -> None:
        aws.dsql.Cluster("data", kms_encryption_key=written)

    keys, _ = read(declare(program))
    assert (keys.default, [key.written for key in keys.named]) == (default, named)


def test_a_service_that_reserves_no_value_takes_it_for_a_key() -> None:
    """Elsewhere it names a key that nobody has: AWS refuses it."""

    def program() -> None:
        volume(encrypted=True, kms_key_id="AWS_OWNED_KMS_KEY")

    keys, _ = read(declare(program))
    assert [key.written for key in keys.named] == ["AWS_OWNED_KMS_KEY"]
