"""What is written into a recovery Region, by pairs of Regions: nothing that AWS would refuse.

Cannot prove what AWS answers; the pairs are those of the guide, read for the catalog.
"""

import pulumi_aws as aws
import pytest

import bamp_pulumi as bamp
from bamp_pulumi.inheritance import Defaults, Inherited, inherit_resource
from bamp_pulumi.policy import default_policy
from bamp_pulumi.testing import declare

DATABASE = "aws:rds/instance:Instance"
SECRET = "aws:secretsmanager/secret:Secret"  # noqa: S105 - a type token
TABLE = "aws:timestreamwrite/table:Table"
REPLICATION = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"


def ask(token: str, home: str, away: str, region: str | None = None) -> Inherited:
    """Ask the rule about a resource in the primary Region of a policy, or in another."""
    inputs = {"engine": "postgres", "storageEncrypted": False} if token == DATABASE else {}
    return inherit_resource(
        token,
        inputs,
        policy=default_policy(primary_region=home, recovery_region=away),
        defaults=Defaults(tier="standard", owner="orders"),
        region=home if region is None else region,
    )


def written(found: Inherited) -> set[str]:
    """Name the inputs that are written."""
    return {one.path for one in found.edits}


@pytest.mark.parametrize(
    ("home", "away"),
    [
        ("us-east-1", "us-west-2"),
        ("eu-south-1", "eu-central-1"),
        ("us-gov-east-1", "us-gov-west-1"),
        ("us-west-1", "mx-central-1"),
    ],
)
def test_backups_are_replicated_between_the_pairs_of_amazon_rds(home: str, away: str) -> None:
    """With nothing said of it."""
    found = ask(DATABASE, home, away)

    assert [(one.kind, one.region) for one in found.companions] == [
        ("rds_backup_replication", away)
    ]
    assert "BAMP-I31" not in {one.code for one in found.findings}


@pytest.mark.parametrize(
    ("home", "away", "said"),
    [
        ("eu-central-1", "eu-south-1", "replicates no backups from eu-central-1 to eu-south-1"),
        ("eu-west-2", "us-west-2", "these have it: eu-central-1, eu-north-1, eu-west-1"),
        ("me-south-1", "eu-central-1", "replicates no backups of me-south-1"),
        ("me-west-1", "eu-central-1", "backups of me-west-1 is not known"),
    ],
)
def test_no_replication_is_written_that_amazon_rds_would_refuse(
    home: str, away: str, said: str
) -> None:
    """It is said instead, with the Regions that it replicates to."""
    found = ask(DATABASE, home, away)

    assert found.companions == ()
    (finding,) = (one for one in found.findings if one.code == "BAMP-I31")
    assert said in finding.message


def test_a_region_that_is_not_known_yet_is_taken_for_one_that_has_it() -> None:
    """As before: the preview of what is deployed judges it."""
    found = ask(DATABASE, "eu-west-2", "us-west-2", region="")

    assert len(found.companions) == 1


def test_no_replica_is_written_into_another_partition() -> None:
    """A resource of China beside a policy of the commercial Regions: AWS refuses the name."""
    assert "replicas" in written(ask(SECRET, "us-east-1", "us-west-2"))
    assert "replicas" not in written(ask(SECRET, "us-east-1", "us-west-2", region="cn-north-1"))


def test_a_type_that_the_region_lacks_is_warned_of() -> None:
    """The tags are written, and no plan helps."""
    (finding,) = (
        one for one in ask(TABLE, "us-west-1", "us-west-2").findings if one.code == "BAMP-I30"
    )

    assert "AWS Backup has no Timestream in us-west-1; these have it: us-east-1" in finding.message
    assert "BAMP-I30" not in {one.code for one in ask(TABLE, "us-east-1", "us-west-2").findings}


def test_a_program_gets_no_replication_beside_its_database() -> None:
    """By the policy of its stack, in its own Region."""

    def program() -> None:
        bamp.inherit(
            owner="orders",
            policy=bamp.default_policy(primary_region="eu-west-2", recovery_region="eu-south-1"),
        )
        aws.rds.Instance(
            "orders",
            engine="postgres",
            instance_class="db.t4g.micro",
            identifier="orders",
            storage_encrypted=False,
        )

    assert not list(declare(program, region="eu-west-2").of_type(REPLICATION))
