"""Providers, Regions and components: where a data store stands changes what it inherits."""

import json
from collections.abc import Callable

import pulumi
import pulumi_aws as aws
import pytest

import bamp_pulumi as bamp
from bamp_pulumi.estate import Estate
from bamp_pulumi.inheritance import Defaults, apply_edits
from bamp_pulumi.inheritance.ledger import Ledger
from bamp_pulumi.policy import default_policy
from bamp_pulumi.testing import declare

BUCKET = "aws:s3/bucket:Bucket"
TABLE = "aws:dynamodb/table:Table"
DATABASE = "aws:rds/instance:Instance"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
REPLICATION = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"
PROVIDER = "pulumi:providers:aws"
TAGS = {"backup-tier": "standard", "backup-owner": "orders"}


def inheriting(body: Callable[[], object], config: dict[str, str] | None = None) -> Estate:
    """Run a program that inherits."""

    def program() -> None:
        bamp.inherit(owner="orders")
        body()

    return declare(program, config=config)


def database(name: str, opts: pulumi.ResourceOptions | None = None) -> aws.rds.Instance:
    """Declare an unencrypted database, so that no key is looked up."""
    return aws.rds.Instance(
        name,
        engine="postgres",
        instance_class="db.t4g.micro",
        identifier=name,
        storage_encrypted=False,
        opts=opts,
    )


class Inner(pulumi.ComponentResource):
    """A component with a bucket, as a third party might ship it."""

    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None) -> None:
        """Declare it."""
        super().__init__("theirs:index:Inner", name, None, opts)
        aws.s3.Bucket(f"{name}-bucket", opts=pulumi.ResourceOptions(parent=self))
        self.register_outputs({})


class Outer(pulumi.ComponentResource):
    """A component around a component."""

    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None) -> None:
        """Declare it."""
        super().__init__("theirs:index:Outer", name, None, opts)
        Inner(f"{name}-inner", pulumi.ResourceOptions(parent=self))
        database(f"{name}-db", pulumi.ResourceOptions(parent=self))
        self.register_outputs({})


def test_children_of_components_inherit_however_deep_they_stand() -> None:
    """Nobody passed anything down to them."""
    estate = inheriting(lambda: Outer("shop"))

    bucket, orders = estate.one(BUCKET), estate.one(DATABASE)
    assert bucket.inputs["tags"] == TAGS == orders.inputs["tags"]
    assert orders.inputs["backupRetentionPeriod"] == 35
    assert estate.one(VERSIONING).urn == (
        "urn:pulumi:test::test::theirs:index:Outer$theirs:index:Inner$aws:s3/bucket:Bucket$"
        "aws:s3/bucketVersioning:BucketVersioning::shop-inner-bucket-versioning"
    )
    assert estate.one(REPLICATION).parent == orders.urn


def test_two_components_of_one_kind_get_companions_each() -> None:
    """Names that are unique under their parents stay unique."""
    estate = inheriting(lambda: [Outer("shop"), Outer("depot")])

    assert len(estate.of_type(VERSIONING)) == 2
    assert len(estate.of_type(REPLICATION)) == 2


def test_companions_use_the_explicit_provider_of_their_data_store() -> None:
    """Another account or Region is another provider."""

    def program() -> None:
        west = aws.Provider("frankfurt", region="eu-central-1")
        aws.s3.Bucket("logs", opts=pulumi.ResourceOptions(provider=west))
        Inner("theirs", pulumi.ResourceOptions(providers={"aws": west}))

    estate = inheriting(program)

    made = estate.of_type(BUCKET, VERSIONING)
    assert len(made) == 4
    assert {resource.region for resource in made} == {"eu-central-1"}


def test_companions_are_made_in_the_region_that_their_bucket_names() -> None:
    """A child does not inherit `region`."""
    estate = inheriting(lambda: aws.s3.Bucket("logs", region="eu-west-1"))

    assert {r.inputs["region"] for r in estate.resources} == {"eu-west-1"}


def test_a_database_in_the_recovery_region_is_not_replicated_to_it() -> None:
    """Whoever says the Region: the resource, its provider or the stack."""

    def by_provider() -> None:
        west = aws.Provider("west", region="us-west-2")
        database("orders", pulumi.ResourceOptions(provider=west))

    here = inheriting(lambda: database("orders"))
    there = inheriting(lambda: database("orders"), {"aws:region": "us-west-2"})

    assert len(here.of_type(REPLICATION)) == 1
    assert there.of_type(REPLICATION) == ()
    assert inheriting(by_provider).of_type(REPLICATION) == ()


def test_default_tags_in_configuration_are_not_overridden() -> None:
    """The provider would let the resource's own tag win, so none is written."""
    tags = json.dumps({"tags": {"backup-tier": "critical", "team": "shop"}})

    table = inheriting(lambda: table_without_tags("carts"), {"aws:defaultTags": tags}).one(TABLE)

    assert table.inputs["tags"] == {"backup-owner": "orders"}


def test_default_tags_of_an_explicit_provider_are_not_overridden() -> None:
    """They belong to its own resources only."""

    def program() -> None:
        exempt = bamp.exempt(reason="sandbox", owner="lab", until="2027-06-30")
        sandbox = aws.Provider("sandbox", default_tags={"tags": exempt})
        table_without_tags("trial", pulumi.ResourceOptions(provider=sandbox))
        table_without_tags("carts")

    estate = inheriting(program)

    assert "tags" not in estate.named("trial").inputs
    assert "pointInTimeRecovery" not in estate.named("trial").inputs
    assert estate.named("carts").inputs["tags"] == TAGS


def table_without_tags(name: str, opts: pulumi.ResourceOptions | None = None) -> aws.dynamodb.Table:
    """Declare a table."""
    return aws.dynamodb.Table(
        name, attributes=[{"name": "id", "type": "S"}], hash_key="id", opts=opts
    )


def test_resource_options_of_the_program_are_kept() -> None:
    """Only what AWS Backup sets itself is added to what is ignored."""

    def program() -> None:
        bamp.inherit(owner="orders", tier="critical")
        options = pulumi.ResourceOptions(
            protect=True,
            ignore_changes=["engineVersion", "maintenanceWindow"],
            delete_before_replace=True,
            retain_on_delete=True,
        )
        database("orders", options)

    orders = declare(program).one(DATABASE)

    assert orders.protect
    assert orders.delete_before_replace
    assert orders.retain_on_delete
    assert orders.ignore_changes == ("engineVersion", "maintenanceWindow", "backupWindow")


STACK = "urn:pulumi:stack::project::pulumi:pulumi:Stack::project-stack"
PACKAGED = "urn:pulumi:stack::project::theirs:index:Shop::logs"


@pytest.mark.parametrize(("parent", "inline"), [(STACK, False), (PACKAGED, True)])
def test_a_bucket_that_another_process_declares_takes_versioning_inline(
    parent: str, *, inline: bool
) -> None:
    """Even when this program has one of the same name, elsewhere."""
    ledger = Ledger(policy=default_policy(), defaults=Defaults(tier="standard", owner="orders"))
    ledger.local.add((BUCKET, "logs", "pulumi:pulumi:Stack", "project-stack"))

    result = ledger.decide(BUCKET, "logs", parent=parent, provider="", inputs={})

    assert ("versioning" in apply_edits({}, result.edits)) is inline
    assert bool(result.companions) is not inline
