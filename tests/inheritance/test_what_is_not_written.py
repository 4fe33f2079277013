"""What AWS would refuse is not written; what costs a great deal or prevents backups is said.

Cannot prove what AWS answers: no program is deployed here. Sources stand with the catalog's rows.
"""

from collections.abc import Callable, Mapping

import pulumi
import pulumi_aws as aws
import pytest

import bamp_pulumi as bamp
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate
from bamp_pulumi.inheritance import Defaults, Inherited, apply_edits, inherit_resource
from bamp_pulumi.policy import default_policy
from bamp_pulumi.testing import declare

SECRET = "aws:secretsmanager/secret:Secret"  # noqa: S105 - a type token
BUCKET = "aws:s3/bucket:Bucket"
CACHE = "aws:elasticache/replicationGroup:ReplicationGroup"
KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-1111-1111-1111-111111111111"
US_WEST_2 = [{"region": "us-west-2"}]


def ask(token: str, inputs: Mapping[str, object], tier: str = "standard") -> Inherited:
    """Ask the rule about a resource in us-east-1."""
    return inherit_resource(
        token,
        inputs,
        policy=default_policy(),
        defaults=Defaults(tier=tier, owner="orders"),
        region="us-east-1",
    )


def written(token: str, inputs: Mapping[str, object], tier: str = "standard") -> dict[str, object]:
    """Return the inputs with what the rule adds, without the tags."""
    edited = apply_edits(inputs, ask(token, inputs, tier).edits)
    return {name: value for name, value in edited.items() if name != "tags"}


def said(program: Callable[[], object]) -> list[str]:
    """Run a program that inherits, and list what it is told with a code."""

    def whole() -> None:
        bamp.inherit(owner="orders")
        program()

    estate: Estate = declare(whole)
    messages = [note.message for note in estate.programs[0].notes]
    return [message for message in messages if "[BAMP-I" in message]


@pytest.mark.parametrize("tier", ["critical", "standard", "regulated"])
def test_a_secret_is_replicated_in_a_tier_that_copies(tier: str) -> None:
    """To the Region of the copies."""
    assert written(SECRET, {}, tier) == {"replicas": US_WEST_2}


def test_a_secret_is_not_replicated_in_a_tier_without_copies() -> None:
    """As a database of such a tier is not, either."""
    assert written(SECRET, {}, "development") == {}
    assert written(SECRET, {"replicas": [{"region": "eu-west-1"}]}, "development") == {
        "replicas": [{"region": "eu-west-1"}]
    }


@pytest.mark.parametrize("key", [KEY, UNKNOWN, "alias/mine"])
def test_a_secret_under_a_customer_key_gets_no_replica_under_another(key: object) -> None:
    """Which key of the other Region it is, only a person knows."""
    result = ask(SECRET, {"kmsKeyId": key})

    assert written(SECRET, {"kmsKeyId": key}) == {"kmsKeyId": key}
    (finding,) = [f for f in result.findings if f.code == "BAMP-I28"]
    assert finding.message.startswith("replicas is not written: a replica that names no key")


@pytest.mark.parametrize(
    "key",
    ["alias/aws/secretsmanager", "arn:aws:kms:us-east-1:123456789012:alias/aws/secretsmanager"],
)
def test_the_key_that_aws_manages_has_its_like_in_every_region(key: str) -> None:
    """Then nothing is weaker in the replica."""
    assert written(SECRET, {"kmsKeyId": key})["replicas"] == US_WEST_2


def test_a_replica_with_a_key_of_its_own_is_the_programs() -> None:
    """Nothing is added, nothing is said."""
    replica = {"region": "us-west-2", "kmsKeyId": KEY.replace("us-east-1", "us-west-2")}
    result = ask(SECRET, {"kmsKeyId": KEY, "replicas": [replica]})

    assert [finding.code for finding in result.findings] == ["BAMP-I13"]


def test_a_secret_whose_name_is_taken_in_the_recovery_region_gets_no_replica() -> None:
    """Whichever of the two is declared first."""

    def pair(first: str | None, second: str | None) -> list[str]:
        return said(
            lambda: [
                aws.secretsmanager.Secret(f"s-{region}", name="orders/db", region=region)
                for region in (first, second)
            ]
        )

    for order in ((None, "us-west-2"), ("us-west-2", None), ("us-east-1", "us-west-2")):
        (message,) = pair(*order)
        assert "another of this name that is in us-west-2" in message
        assert "[BAMP-I29]" in message


def test_secrets_of_other_names_and_regions_do_not_collide() -> None:
    """Each is replicated."""

    def program() -> None:
        bamp.inherit(owner="orders")
        aws.secretsmanager.Secret("east", name="orders/db")
        aws.secretsmanager.Secret("ohio", name="orders/db", region="us-east-2")
        aws.secretsmanager.Secret("west", name="orders/other", region="us-west-2")

    secrets = declare(program).of_type(SECRET)

    assert {one.name: one.value("replicas") for one in secrets} == {
        "east": [{"region": "us-west-2"}],
        "ohio": [{"region": "us-west-2"}],
        "west": None,
    }


def test_a_namesake_of_another_provider_may_be_in_the_recovery_region() -> None:
    """Its Region is not known while the program runs: no replica is risked."""

    def program() -> None:
        west = aws.Provider("west", region="us-west-2")
        aws.secretsmanager.Secret("east", name="orders/db")
        aws.secretsmanager.Secret(
            "west", name="orders/db", opts=pulumi.ResourceOptions(provider=west)
        )

    (message,) = said(program)
    assert message.startswith("Secret east: replicas is not written")


def test_namesakes_of_one_logical_name_collide_too() -> None:
    """Under parents of different types."""

    def program() -> None:
        for region in ("us-east-1", "us-west-2"):
            parent = pulumi.ComponentResource(f"shop:index:Part-{region}", region)
            aws.secretsmanager.Secret(
                "password",
                name="orders/db",
                region=region,
                opts=pulumi.ResourceOptions(parent=parent),
            )

    (message,) = said(program)
    assert "[BAMP-I29]" in message


@pytest.mark.parametrize("enabled", [False, None])
def test_the_versioning_of_a_bucket_with_mfa_delete_is_left_alone(enabled: object) -> None:
    """Only the root user with the device changes it."""
    block = {"enabled": enabled, "mfaDelete": True}
    inputs = {"versioning": {k: v for k, v in block.items() if v is not None}}
    result = ask(BUCKET, inputs)

    assert written(BUCKET, inputs) == inputs
    assert result.companions == ()
    assert [finding.code for finding in result.findings] == ["BAMP-I28"]
    assert written(BUCKET, {"versioning": {"enabled": False, "mfaDelete": False}})[
        "versioning"
    ] == {"enabled": True, "mfaDelete": False}


@pytest.mark.parametrize(
    "inputs",
    [
        {"runtimeEnvironment": "FLINK-1_20"},
        {
            "runtimeEnvironment": "ZEPPELIN-FLINK-3_0",
            "applicationMode": "INTERACTIVE",
            "applicationConfiguration": {"applicationCodeConfiguration": {}},
        },
    ],
)
def test_half_a_configuration_of_flink_is_not_written(inputs: Mapping[str, object]) -> None:
    """The provider requires the code beside the snapshots."""
    token = "aws:kinesisanalyticsv2/application:Application"  # noqa: S105 - a type token

    assert written(token, inputs) == inputs
    assert "BAMP-I28" in {finding.code for finding in ask(token, inputs).findings}


@pytest.mark.parametrize(
    ("tier", "days", "dollars"),
    [("critical", 35, "2.98"), ("standard", 7, "0.60"), ("development", 3, "0.26")],
)
def test_whole_copies_of_a_cache_follow_the_tier_and_their_price_is_said(
    tier: str, days: int, dollars: str
) -> None:
    """The provider sends 0 for a program that says nothing: no number is less than that."""
    assert written(CACHE, {}, tier) == {"snapshotRetentionLimit": days}
    (finding,) = [f for f in ask(CACHE, {}, tier).findings if f.code == "BAMP-I27"]
    assert f"{days} whole copies of its data, about {dollars} US dollars a month" in finding.message


@pytest.mark.parametrize(
    "token", ["memorydb/cluster:Cluster", "elasticache/serverlessCache:ServerlessCache"]
)
def test_what_the_provider_leaves_alone_is_never_shortened(token: str) -> None:
    """A number set by hand would be: the longest is written, with its price and the tier's."""
    result = ask(f"aws:{token}", {})

    assert written(f"aws:{token}", {}) == {"snapshotRetentionLimit": 35}
    (finding,) = [f for f in result.findings if f.code == "BAMP-I27"]
    assert "35 whole copies" in finding.message
    assert "its tier requires 7" in finding.message


@pytest.mark.parametrize(
    ("kind", "tier", "days"),
    [
        ("windowsFileSystem:WindowsFileSystem", "development", 7),
        ("windowsFileSystem:WindowsFileSystem", "critical", 35),
        ("openZfsFileSystem:OpenZfsFileSystem", "development", 3),
        ("ontapFileSystem:OntapFileSystem", "standard", 7),
    ],
)
def test_backups_of_fsx_follow_the_tier_and_never_fall_below_the_providers_number(
    kind: str, tier: str, days: int
) -> None:
    """Seven days of FSx for Windows are the provider's own; 90 are written for nobody."""
    assert written(f"aws:fsx/{kind}", {}, tier) == {"automaticBackupRetentionDays": days}
    (finding,) = [f for f in ask(f"aws:fsx/{kind}", {}, tier).findings if f.code == "BAMP-I27"]
    assert f"{days} days of changes, about 0.05 US dollars" in finding.message


def test_what_a_program_writes_itself_is_not_priced() -> None:
    """The team has decided."""
    result = ask(CACHE, {"snapshotRetentionLimit": 10})

    assert "BAMP-I27" not in {finding.code for finding in result.findings}


def test_the_price_is_said_once_for_all_caches_of_a_program() -> None:
    """Until the program writes the number itself."""
    (message,) = said(
        lambda: [aws.elasticache.ReplicationGroup(f"c{i}", description="d") for i in range(3)]
    )

    assert message.startswith("ReplicationGroup c0 and 2 more: snapshotRetentionLimit is set to 7")


def test_a_data_protection_volume_is_said_not_to_be_backed_up() -> None:
    """Before its tags make it look as if it were."""
    result = ask("aws:fsx/ontapVolume:OntapVolume", {"ontapVolumeType": "DP"})

    (finding,) = [f for f in result.findings if f.code == "BAMP-I30"]
    assert "ontapVolumeType is DP" in finding.message
    assert ask("aws:fsx/ontapVolume:OntapVolume", {"ontapVolumeType": "RW"}).findings == ()


def linked() -> None:
    """Declare a Lustre file system that is linked to a bucket, and one that is not."""
    for name in ("free", "bound"):
        bound = aws.fsx.LustreFileSystem(
            name, deployment_type="PERSISTENT_2", subnet_ids="subnet-1"
        )
    aws.fsx.DataRepositoryAssociation(
        "link", file_system_id=bound.id, data_repository_path="s3://b", file_system_path="/x"
    )


def test_a_file_system_that_is_linked_to_a_bucket_is_said_not_to_be_backed_up() -> None:
    """The other one is not spoken of."""
    (message,) = said(linked)

    assert message.startswith(
        "LustreFileSystem bound: AWS Backup cannot protect it as declared: link"
    )
    assert "[BAMP-I30]" in message


@pytest.mark.parametrize(
    ("tier", "eventbridge", "warned"),
    [
        ("critical", None, True),
        ("critical", False, True),
        ("critical", True, False),
        ("standard", None, False),
    ],
)
def test_notifications_that_end_a_continuous_backup_are_said(
    tier: str,
    eventbridge: bool | None,  # noqa: FBT001 - by name, from the table above
    *,
    warned: bool,
) -> None:
    """Only where the tier makes one."""

    def program() -> None:
        bucket = aws.s3.Bucket("logs", tags=bamp.tier(tier))
        aws.s3.BucketNotification("events", bucket=bucket.id, eventbridge=eventbridge)

    messages = [message for message in said(program) if "BAMP-I30" in message]

    assert bool(messages) is warned
    assert all("write true for `eventbridge`" in message for message in messages)
