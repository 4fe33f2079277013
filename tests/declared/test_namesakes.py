"""Two resources that ask AWS for one name."""

import json
from collections.abc import Callable
from dataclasses import replace

import pulumi
import pulumi_aws as aws
import pytest

from bamp_pulumi.catalog import UNIQUE_NAMES, UniqueName, identity_inputs
from bamp_pulumi.declared import Standing
from bamp_pulumi.estate import Estate
from bamp_pulumi.testing import declare

TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "backup.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
)
Program = Callable[[], None]
HOME, AWAY = "111122223333", "444455556666"


def refused(estate: Estate) -> set[str]:
    """Name the resources that AWS refuses."""
    standing = Standing(estate)
    return {r.name for r in estate.resources if standing.of(r).is_refused}


def database(name: str, identifier: str, region: str | None = None) -> None:
    """Declare a database of an identifier."""
    aws.rds.Instance(
        name, identifier=identifier, instance_class="db.t4g.micro", engine="postgres", region=region
    )


def test_a_second_database_of_one_identifier_is_refused() -> None:
    """RDS has taken the first, whichever that is: the deployment fails at the other."""

    def program() -> None:
        database("a", "orders")
        database("b", "orders")
        database("c", "carts")

    estate = declare(program)

    assert refused(estate) == {"a", "b"}
    (found,) = Standing(estate).refusals(estate.named("a"))
    assert (found.path, found.given) == ("identifier", "orders, as of b")
    assert "DBInstanceAlreadyExists" in found.why


@pytest.mark.parametrize(
    ("second", "is_refused"),
    [("ORDERS", True), ("orders2", False)],
)
def test_rds_stores_identifiers_in_lower_case(second: str, *, is_refused: bool) -> None:
    """So `Orders` and `orders` are one."""

    def program() -> None:
        database("a", "orders")
        database("b", second)

    assert refused(declare(program)) == ({"a", "b"} if is_refused else set())


def test_clusters_of_three_services_share_their_names() -> None:
    """Amazon DocumentDB and Neptune keep theirs with Amazon RDS."""

    def program() -> None:
        aws.docdb.Cluster("a", cluster_identifier="orders")
        aws.neptune.Cluster("b", cluster_identifier="orders")
        aws.rds.Cluster("c", cluster_identifier="orders", engine="aurora-mysql")

    assert refused(declare(program)) == {"a", "b", "c"}


def buckets() -> None:
    """Declare two buckets of one name."""
    aws.s3.Bucket("a", bucket="x-1")
    aws.s3.Bucket("b", bucket="x-1")


def file_systems() -> None:
    """Declare two file systems of one creation token."""
    aws.efs.FileSystem("a", creation_token="t")  # noqa: S106 - not a secret
    aws.efs.FileSystem("b", creation_token="t")  # noqa: S106 - as above


def roles() -> None:
    """Declare roles whose names differ in path and case."""
    aws.iam.Role("a", name="R", path="/a/", assume_role_policy=TRUST)
    aws.iam.Role("b", name="r", assume_role_policy=TRUST)


def vaults() -> None:
    """Declare vaults of two kinds."""
    aws.backup.Vault("a", name="v1")
    aws.backup.LogicallyAirGappedVault("b", name="v1", min_retention_days=7, max_retention_days=30)


def tables() -> None:
    """Declare two tables of one database."""
    aws.timestreamwrite.Table("a", database_name="data", table_name="table")
    aws.timestreamwrite.Table("b", database_name="data", table_name="table")


@pytest.mark.parametrize("program", [buckets, file_systems, roles, vaults, tables])
def test_each_service_gives_a_name_out_once(program: Program) -> None:
    """Two vaults of different kinds too; of roles neither path nor case counts."""
    assert refused(declare(program)) == {"a", "b"}


def test_another_region_has_names_of_its_own_except_for_buckets_and_roles() -> None:
    """A vault of the recovery Region may have the name of the one at home."""

    def program() -> None:
        for region in ("us-east-1", "us-west-2"):
            aws.backup.Vault(f"vault-{region}", name="main", region=region)
            aws.s3.Bucket(f"bucket-{region}", bucket="data-1", region=region)

    assert refused(declare(program)) == {"bucket-us-east-1", "bucket-us-west-2"}


def test_what_is_unknown_looked_up_or_of_another_parent_has_no_namesake() -> None:
    """Nor what Pulumi names itself."""

    def program() -> None:
        later = aws.ssm.Parameter("p", type="String", value="x").arn
        for number in "ab":
            aws.s3.Bucket(f"unknown-{number}", bucket=later)
            aws.s3.Bucket(f"own-{number}")
            aws.s3.Bucket(f"secret-{number}", bucket=pulumi.Output.secret("data-1"))
            aws.timestreamwrite.Table(f"t-{number}", database_name=number, table_name="t")
        aws.s3.Bucket("data", bucket="data-2")
        aws.s3.Bucket.get("read", "data-2")

    assert refused(declare(program)) == set()


def one_role(name: str) -> Program:
    """Declare the role `backup` under a logical name."""

    def program() -> None:
        aws.iam.Role(name, name="backup", assume_role_policy=TRUST)

    return program


@pytest.mark.parametrize(
    ("second", "account", "assumed", "is_refused"),
    [
        ("b", HOME, False, True),
        ("b", AWAY, False, False),
        ("b", HOME, True, False),
        ("a", HOME, False, False),
    ],
    ids=["one account", "two accounts", "an account that is assumed", "a program given twice"],
)
def test_two_programs_share_the_names_of_an_account_that_both_name(
    second: str, account: str, *, assumed: bool, is_refused: bool
) -> None:
    """Of an account that is assumed nobody knows; a program and its preview declare one thing."""
    estates = [
        declare(one_role("a"), account_id=HOME),
        declare(one_role(second), account_id=account),
    ]
    joined = Estate.joined(estates)
    programs = tuple(replace(p, account_assumed=assumed) for p in joined.programs)

    assert bool(refused(replace(joined, programs=programs))) is is_refused


def test_what_a_service_takes_for_a_change_is_not_refused() -> None:
    """EventBridge and SNS keep one; a path through it is in doubt, which the rehearsal says."""

    def program() -> None:
        for name in "ab":
            aws.cloudwatch.EventRule(f"rule-{name}", name="r", event_pattern='{"source": ["x"]}')
            aws.sns.Topic(f"topic-{name}", name="t")

    assert refused(declare(program)) == set()


@pytest.mark.parametrize("fact", UNIQUE_NAMES, ids=[fact.error[:40] for fact in UNIQUE_NAMES])
def test_the_inputs_that_name_a_resource_are_those_of_its_identity(fact: UniqueName) -> None:
    """One catalog, two tables: the name that makes the ARN is the name that is unique."""
    for token, paths in fact.types.items():
        stated = identity_inputs(token)
        assert set(paths) == set(stated) or stated == ("name",), token
