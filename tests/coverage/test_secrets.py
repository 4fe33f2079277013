"""A replica of a secret is no backup: what does protect it is said.

Source of what AWS does: AWS Secrets Manager user guide, manage_delete-secret; API, DeleteSecret.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, judge

from bamp_pulumi.coverage import ResourceCoverage, Severity, Status, cover
from bamp_pulumi.policy import default_policy
from bamp_pulumi.testing import declare


def judged(**inputs: Any) -> ResourceCoverage:  # noqa: ANN401 - inputs of a secret
    """Judge a secret; it has a replica in the recovery Region unless it says otherwise."""
    defaults: dict[str, Any] = {"replicas": [{"region": "us-west-2"}], "tags": TAGS}

    def program() -> None:
        aws.secretsmanager.Secret("data", **{**defaults, **inputs})

    return judge(program).resources[0]


def messages(covered: ResourceCoverage, code: str) -> list[str]:
    """Return what is said under a code."""
    return [f.message for f in covered.findings if f.id == code]


@pytest.mark.parametrize(("window", "days"), [({}, 30), ({"recovery_window_in_days": 7}, 7)])
def test_a_replica_is_said_to_be_no_backup(window: dict[str, int], days: int) -> None:
    """It stays native, with what brings back an earlier state."""
    covered = judged(**window)

    assert covered.status is Status.NATIVE
    (message,) = messages(covered, "BAMP-V82")
    assert message.startswith(f"a deletion can be undone for {days} days; a replica takes")
    assert "AWSPREVIOUS" in message
    assert messages(covered, "BAMP-V83") == []
    assert {f.severity for f in covered.findings} == {Severity.WARNING}


def test_a_secret_that_is_deleted_at_once_is_found() -> None:
    """A window of 0 forces the deletion; nothing says then that it can be taken back."""
    covered = judged(recovery_window_in_days=0)

    assert "recoveryWindowInDays is 0" in messages(covered, "BAMP-V83")[0]
    assert "taken back for" not in messages(covered, "BAMP-V82")[0]


def test_a_secret_in_the_recovery_region_is_asked_for_no_replica_there() -> None:
    """It would be a replica of itself."""
    covered = judged(region="us-west-2", replicas=None)

    assert (covered.status, covered.how) == (
        Status.NATIVE,
        "lies in the recovery Region us-west-2",
    )
    assert messages(covered, "BAMP-V19") == []


@pytest.mark.parametrize("replicas", [None, [{"region": "eu-west-1"}]])
def test_a_secret_elsewhere_is(replicas: object) -> None:
    """Nothing else keeps it readable when its Region is gone."""
    covered = judged(replicas=replicas)

    assert covered.status is Status.UNPROTECTED
    assert len(messages(covered, "BAMP-V19")) == 1


def test_a_secret_under_a_customer_key_is_told_which_replica_to_write() -> None:
    """What inheritance does not write, a person has to."""
    (message,) = messages(judged(replicas=None, kms_key_id="alias/orders"), "BAMP-V19")

    assert message.endswith("to `replicas`, with `region` and `kms_key_id` of a key of that Region")
    assert not messages(judged(replicas=None), "BAMP-V19")[0].endswith("Region")


def test_a_bucket_with_mfa_delete_is_not_told_to_switch_versioning_on_by_deployment() -> None:
    """Only the root user can."""

    def program() -> None:
        aws.s3.Bucket("data", versioning={"enabled": False, "mfa_delete": True}, tags=TAGS)

    (covered,) = judge(program).resources
    (message,) = messages(covered, "BAMP-V10")

    assert "turn versioning on as the root user" in message
    assert "set versioning=" not in message


def test_a_secret_of_a_tier_without_copies_is_asked_for_no_replica() -> None:
    """As a database of such a tier is asked for no copy."""
    tags = {**TAGS, "backup-tier": "development"}

    def program() -> None:
        aws.secretsmanager.Secret("data", tags=tags)

    (covered,) = cover(declare(program), default_policy(), today=date(2026, 11, 28)).resources

    assert covered.status is Status.NATIVE
    assert covered.how == (
        "tier development copies nothing to another Region, and asks for no replica"
    )
    assert messages(covered, "BAMP-V19") == []


@pytest.mark.parametrize(
    ("name", "region", "is_enough"),
    [
        ("orders/db", "us-west-2", True),
        ("orders/other", "us-west-2", False),
        ("orders/db", "us-east-2", False),
    ],
)
def test_a_secret_of_the_same_name_in_the_recovery_region_stands_for_a_replica(
    name: str, region: str, *, is_enough: bool
) -> None:
    """One service in two Regions asks for it under one name; a replica would collide with it."""

    def program() -> None:
        aws.secretsmanager.Secret("data", name="orders/db", tags=TAGS)
        aws.secretsmanager.Secret("twin", name=name, region=region, tags=TAGS)

    covered = next(one for one in judge(program).resources if one.resource.name == "data")

    assert (covered.status is Status.NATIVE) is is_enough
    assert bool(messages(covered, "BAMP-V19")) is not is_enough
    if is_enough:
        assert covered.how == "twin has the same name in the recovery Region us-west-2"


Program = Callable[[], object]


@pytest.mark.parametrize(
    ("program", "says"),
    [
        (
            lambda: aws.efs.FileSystem("data", tags=TAGS),
            "AWS Backup encrypts its recovery points with the key of the vault",
        ),
        (
            lambda: aws.ebs.Volume("data", availability_zone="us-east-1a", size=1, tags=TAGS),
            "so neither its data nor its recovery points are encrypted",
        ),
    ],
)
def test_what_is_not_encrypted_is_said_of_every_type(program: Program, says: str) -> None:
    """Also where the recovery points are encrypted all the same."""
    (message,) = messages(judge(program).resources[0], "BAMP-V23")

    assert says in message
