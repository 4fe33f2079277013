"""Companions: made once for each data store that lacks them, never beside the program's own.

Every case is a whole program, run to its end. Cannot prove what AWS makes of two versioning
resources on one bucket: the point is that there are never two.
"""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import grpc
import pulumi
import pulumi_aws as aws
import pytest

import bamp_pulumi as bamp
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate
from bamp_pulumi.inheritance import program_completion
from bamp_pulumi.inheritance.watch import Store
from bamp_pulumi.offline import Place, Setting, run
from bamp_pulumi.offline.invokes import Invokes
from bamp_pulumi.program_error import ProgramError
from bamp_pulumi.testing import declare

BUCKET = "aws:s3/bucket:Bucket"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
REPLICATION = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"
ENABLED: aws.s3.BucketVersioningVersioningConfigurationArgsDict = {"status": "Enabled"}


def inheriting(
    body: Callable[[], object], tier: str = "standard", *, expire: bool = True
) -> Estate:
    """Run a program that inherits, and lets old versions expire unless told not to."""

    def program() -> None:
        bamp.inherit(owner="orders", tier=tier, expire_noncurrent_versions=expire)
        body()

    return declare(program)


def names(estate: Estate, token: str) -> list[str]:
    """Name the resources of a type."""
    return sorted(resource.name for resource in estate.of_type(token))


def database(name: str = "orders", **more: object) -> aws.rds.Instance:
    """Declare a database that keeps its own backups."""
    inputs: dict[str, object] = {"engine": "postgres", "instance_class": "db.t4g.micro", **more}
    return aws.rds.Instance(name, **inputs)  # pyright: ignore[reportArgumentType, reportCallIssue] - inputs of any kind, by name


def test_a_bucket_gets_its_companions_as_its_children() -> None:
    """Exactly these two, with exactly these inputs."""
    estate = inheriting(lambda: aws.s3.Bucket("logs", bucket="acme-logs"))

    bucket, versioning = estate.one(BUCKET), estate.one(VERSIONING)
    lifecycle = estate.one(LIFECYCLE)
    assert (versioning.name, versioning.parent) == ("logs-versioning", bucket.urn)
    assert versioning.inputs == {
        "bucket": "acme-logs",
        "versioningConfiguration": {"status": "Enabled"},
    }
    assert (lifecycle.name, lifecycle.parent) == ("logs-lifecycle", bucket.urn)
    assert lifecycle.inputs == {
        "bucket": "acme-logs",
        "rules": [
            {
                "id": "noncurrent-versions",
                "status": "Enabled",
                "filter": {},
                "noncurrentVersionExpiration": {"noncurrentDays": 30},
            }
        ],
    }
    assert len(estate.resources) == 3


def test_old_versions_expire_only_for_a_program_that_says_so() -> None:
    """Somebody else may have versioned the bucket, and set its one lifecycle configuration."""
    estate = inheriting(lambda: aws.s3.Bucket("logs"), expire=False)

    assert names(estate, VERSIONING) == ["logs-versioning"]
    assert names(estate, LIFECYCLE) == []


def test_versioning_outlives_the_line_that_asked_for_it_and_expiry_does_not() -> None:
    """Deleting the one would suspend versioning; without the other nothing is deleted."""
    estate = inheriting(lambda: aws.s3.Bucket("logs"))

    assert estate.one(VERSIONING).retain_on_delete
    assert not estate.one(LIFECYCLE).retain_on_delete


def test_what_stands_beside_a_protected_data_store_is_free_to_go() -> None:
    """A child takes its parent's protection; then the line could never be taken out again."""

    def program() -> None:
        protected = pulumi.ResourceOptions(protect=True)
        aws.s3.Bucket("logs", opts=protected)
        aws.rds.Instance(
            "orders", instance_class="db.t4g.micro", storage_encrypted=False, opts=protected
        )

    protected = {r.name for r in inheriting(program).resources if r.protect}

    assert protected == {"logs", "orders"}


def test_a_replication_stays_with_its_database_and_expiry_never_does() -> None:
    """What deletes data must not outlive the program; what keeps some stays with what is kept."""

    def program() -> None:
        kept = pulumi.ResourceOptions(retain_on_delete=True)
        aws.s3.Bucket("logs", opts=kept)
        aws.rds.Instance(
            "orders", instance_class="db.t4g.micro", storage_encrypted=False, opts=kept
        )
        aws.rds.Instance("other", instance_class="db.t4g.micro", storage_encrypted=False)

    kept = {r.name: r.retain_on_delete for r in inheriting(program).resources}

    assert kept == {
        "logs": True,
        "logs-lifecycle": False,
        "logs-versioning": True,
        "orders": True,
        "orders-backup-replication": True,
        "other": False,
        "other-backup-replication": False,
    }


def tagged(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
    """Add a tag, as somebody writes it for one bucket."""
    return pulumi.ResourceTransformResult({**args.props, "tags": {"own": "1"}}, args.opts)


def test_transforms_of_a_bucket_are_not_for_its_companions() -> None:
    """Pulumi runs them for children, too; AWS's versioning takes no tags."""
    own = pulumi.ResourceOptions(transforms=[tagged])

    estate = inheriting(lambda: aws.s3.Bucket("logs", bucket="acme-logs", opts=own))

    assert dict(estate.one(BUCKET).inputs)["tags"] == {
        "backup-owner": "orders",
        "backup-tier": "standard",
        "own": "1",
    }
    assert estate.one(VERSIONING).inputs == {
        "bucket": "acme-logs",
        "versioningConfiguration": {"status": "Enabled"},
    }
    assert sorted(estate.one(LIFECYCLE).inputs) == ["bucket", "rules"]


def test_transforms_of_a_component_reach_companions_as_they_reach_all_children() -> None:
    """Whoever writes one for a component looks at the types."""

    def region(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
        return pulumi.ResourceTransformResult({**args.props, "region": "eu-west-1"}, args.opts)

    def program() -> None:
        options = pulumi.ResourceOptions(transforms=[region])
        parent = pulumi.ComponentResource("acme:index:Store", "all", {}, options)
        aws.s3.Bucket("logs", opts=pulumi.ResourceOptions(parent=parent))

    estate = inheriting(program)

    assert estate.one(VERSIONING).inputs["region"] == "eu-west-1"


def test_a_lifecycle_waits_for_the_versioning_of_its_bucket() -> None:
    """S3 takes a rule for old versions only of a versioned bucket."""

    def program() -> None:
        bamp.inherit(owner="orders", expire_noncurrent_versions=True)
        aws.s3.Bucket("logs")

    place = Place(account_id="111122223333", region="us-east-1")
    setting = Setting(project="test", stack="test", root=Path.cwd(), place=place)
    states = {step["newState"]["type"]: step["newState"] for step in run(program, setting)["steps"]}

    assert states[VERSIONING]["urn"] in states[LIFECYCLE].get("dependencies", [])


def own_by_id() -> object:
    """The commonest."""
    return aws.s3.Bucket("logs").id


def own_by_name_output() -> object:
    """The other commonest."""
    return aws.s3.Bucket("logs").bucket


def own_by_apply() -> object:
    """Through a function."""
    return aws.s3.Bucket("logs").id.apply(lambda name: name)


def own_by_format() -> object:
    """Through a text."""
    return pulumi.Output.format("{0}", aws.s3.Bucket("logs").id)


def own_by_all() -> object:
    """Among others."""
    others = pulumi.Output.all(aws.s3.Bucket("logs").id, aws.sqs.Queue("queue").id)
    return others.apply(lambda found: found[0])


def own_by_literal_name() -> object:
    """By the name that the bucket gives itself."""
    aws.s3.Bucket("logs", bucket="acme-logs")
    return "acme-logs"


def own_by_equal_output() -> object:
    """By a name that both take from one Output."""
    name = pulumi.Output.concat("acme", "-logs")
    aws.s3.Bucket("logs", bucket=name)
    return name


OWN = [
    own_by_id,
    own_by_name_output,
    own_by_apply,
    own_by_format,
    own_by_all,
    own_by_literal_name,
    own_by_equal_output,
]


@pytest.mark.parametrize("link", OWN, ids=lambda link: link.__name__)
@pytest.mark.parametrize("version_2", [False, True])
def test_a_bucket_with_a_versioning_of_its_own_gets_none(
    link: Callable[[], pulumi.Input[str]], *, version_2: bool
) -> None:
    """And no lifecycle either, for it may have kept old versions for years."""
    kind = aws.s3.BucketVersioningV2 if version_2 else aws.s3.BucketVersioning

    def program() -> None:
        kind("own", bucket=link(), versioning_configuration=ENABLED)

    estate = inheriting(program)

    versioned = [r for r in estate.resources if "ersioning" in r.type]
    assert [r.name for r in versioned] == ["own"]
    assert estate.of_type(LIFECYCLE) == ()


def test_a_versioning_of_one_bucket_says_nothing_of_another() -> None:
    """Names that begin alike are not alike."""

    def program() -> None:
        aws.s3.Bucket("logs", bucket="acme-logs")
        aws.s3.Bucket("old-logs", bucket="acme-logs-old")
        aws.s3.BucketVersioning("own", bucket="acme-logs", versioning_configuration=ENABLED)

    assert names(inheriting(program), VERSIONING) == ["old-logs-versioning", "own"]


def test_a_name_that_is_known_goes_before_what_it_comes_from() -> None:
    """A name made from two buckets is the name of one."""

    def program() -> None:
        first = aws.s3.Bucket("first", bucket="acme")
        aws.s3.Bucket("second", bucket="acme-copies")
        name = pulumi.Output.concat(first.bucket, "-copies")
        aws.s3.BucketVersioning("own", bucket=name, versioning_configuration=ENABLED)

    assert names(inheriting(program), VERSIONING) == ["first-versioning", "own"]


def test_a_lifecycle_of_the_programs_own_stays_the_only_one() -> None:
    """S3 keeps one configuration a bucket; the versioning is made all the same."""

    def program() -> None:
        bucket = aws.s3.Bucket("logs")
        rule: aws.s3.BucketLifecycleConfigurationRuleArgsDict = {
            "id": "expire",
            "status": "Enabled",
            "expiration": {"days": 90},
        }
        aws.s3.BucketLifecycleConfiguration("own", bucket=bucket.id, rules=[rule])

    estate = inheriting(program)

    assert names(estate, LIFECYCLE) == ["own"]
    assert names(estate, VERSIONING) == ["logs-versioning"]


def test_inline_versioning_is_the_programs_own() -> None:
    """A resource beside the inline block would clash with it."""
    estate = inheriting(lambda: aws.s3.Bucket("logs", versioning={"enabled": True}))

    assert [r.type for r in estate.resources] == [BUCKET]


def test_what_is_declared_after_the_bucket_counts_wherever_it_stands() -> None:
    """The companions wait for the end of the program, not for the next line."""

    def program() -> None:
        bucket = aws.s3.Bucket("logs")
        pulumi.runtime.register_resource_transform(lambda _: None)
        # A plain function call turns the event loop, as the registration above does.
        for _ in range(200):
            aws.get_caller_identity()
        aws.s3.BucketVersioning("own", bucket=bucket.id, versioning_configuration=ENABLED)

    assert names(inheriting(program), VERSIONING) == ["own"]


def test_a_bucket_made_inside_an_apply_gets_its_companions() -> None:
    """The work after the body is done again for what comes later."""

    def program() -> None:
        name = pulumi.Output.from_input("late")
        for _ in range(10):
            name = name.apply(lambda name: name)
        name.apply(aws.s3.Bucket)
        aws.s3.Bucket("early")

    assert names(inheriting(program), VERSIONING) == ["early-versioning", "late-versioning"]


def test_a_bucket_made_inside_an_apply_with_its_own_versioning_gets_none() -> None:
    """Both come late, and belong together."""

    def make(name: str) -> None:
        bucket = aws.s3.Bucket(name, bucket="acme-late")
        bucket.id.apply(
            lambda name: aws.s3.BucketVersioning(
                "own", bucket=name, versioning_configuration=ENABLED
            )
        )

    estate = inheriting(lambda: pulumi.Output.from_input("late").apply(make))

    assert names(estate, VERSIONING) == ["own"]


def test_an_asynchronous_program_gets_companions_for_all_it_declares() -> None:
    """`pulumi.run` goes on after the module has ended."""

    async def main() -> None:
        bucket = aws.s3.Bucket("logs", bucket="acme-logs")
        await bucket.urn.future()
        for _ in range(200):
            await asyncio.sleep(0)
        aws.s3.BucketVersioning("own", bucket=bucket.id, versioning_configuration=ENABLED)
        aws.s3.Bucket("late")

    assert names(inheriting(lambda: pulumi.run(main)), VERSIONING) == ["late-versioning", "own"]


def test_a_hundred_buckets_get_a_hundred_companions_each_its_own() -> None:
    """No name clashes, none is forgotten."""

    def program() -> None:
        for number in range(100):
            aws.s3.Bucket(f"bucket-{number}")

    estate = inheriting(program)

    assert names(estate, VERSIONING) == sorted(f"bucket-{n}-versioning" for n in range(100))
    assert len(estate.of_type(LIFECYCLE)) == 100


def test_a_companion_that_may_be_anothers_leaves_its_stores_alone_and_says_so() -> None:
    """A second one could contradict it; that there may be none is said, and not verified."""

    def program() -> None:
        one, other = aws.s3.Bucket("one"), aws.s3.Bucket("other")
        aws.s3.Bucket("third")
        either = pulumi.Output.all(one.id, other.id).apply(lambda ids: ids[0])
        aws.s3.BucketVersioning("own", bucket=either, versioning_configuration=ENABLED)

    estate = inheriting(program)

    assert names(estate, VERSIONING) == ["own", "third-versioning"]
    notes = [n for n in estate.programs[0].notes if "BAMP-I19" in n.message]
    assert sorted(note.urn.rpartition("::")[2] for note in notes) == ["one", "other"]
    assert {note.message.partition(": ")[2] for note in notes} == {
        (
            "a bucket versioning of this program may belong to it, or to another that it takes "
            "values from; none is added, so name the one it belongs to by its id alone: "
            "AWS Backup backs up only buckets with versioning on [BAMP-I19]"
        )
    }


def test_what_is_declared_while_a_key_is_looked_up_is_not_overlooked() -> None:
    """The look-up takes its time, and the program goes on."""

    def slow(*_: object) -> dict[str, object]:
        time.sleep(0.2)
        return {"arn": "arn:aws:kms:us-west-2:111122223333:key/replica"}

    def program() -> None:
        database("orders", storage_encrypted=True)
        pulumi.Output.from_input(asyncio.sleep(0.1, "late")).apply(aws.s3.Bucket)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Invokes, "answer", slow)
        estate = inheriting(program)

    assert names(estate, VERSIONING) == ["late-versioning"]


def test_what_an_apply_declares_after_the_first_companion_gets_its_own() -> None:
    """The watch goes on once a companion is made, not only until then."""

    def program() -> None:
        aws.s3.Bucket("early")
        pulumi.Output.from_input(asyncio.sleep(0.3, "late")).apply(aws.s3.Bucket)

    assert names(inheriting(program), VERSIONING) == ["early-versioning", "late-versioning"]


def test_an_exempt_bucket_gets_none() -> None:
    """The decision covers them too."""

    def program() -> None:
        tags = bamp.exempt(reason="rebuilt nightly", owner="media", until="2027-06-30")
        aws.s3.Bucket("thumbnails", tags=tags)

    assert [r.type for r in inheriting(program).resources] == [BUCKET]


def test_a_bucket_that_is_only_read_is_left_alone() -> None:
    """Another program manages it."""
    estate = inheriting(lambda: aws.s3.Bucket.get("theirs", "acme-theirs"))

    assert [r.type for r in estate.resources] == [BUCKET]


def test_a_program_that_fails_fails_in_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """No companion is made for a program that did not come to its end."""
    made: list[Store] = []

    def make(store: Store, *_: object, **__: object) -> None:
        made.append(store)

    monkeypatch.setattr(program_completion, "make_companion", make)

    def program() -> None:
        aws.s3.Bucket("logs")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        inheriting(program)

    assert made == []


def test_an_encrypted_database_is_replicated_with_a_key_of_the_recovery_region() -> None:
    """The key is looked up there; offline nobody can say which it is."""
    estate = inheriting(lambda: database(storage_encrypted=True, identifier="orders"))

    replication = estate.one(REPLICATION)
    assert (replication.name, replication.region) == ("orders-backup-replication", "us-west-2")
    assert replication.parent == estate.one("aws:rds/instance:Instance").urn
    assert replication.inputs == {
        "sourceDbInstanceArn": "arn:aws:rds:us-east-1:111122223333:db:orders",
        "retentionPeriod": 35,
        "kmsKeyId": UNKNOWN,
        "region": "us-west-2",
    }
    assert replication.delete_before_replace
    notes = [note.message for note in estate.programs[0].notes]
    assert any("aws:kms/getKey:getKey" in note for note in notes)


def test_an_unencrypted_database_is_replicated_without_a_key() -> None:
    """RDS refuses a key for a source that has none."""
    estate = inheriting(lambda: database(storage_encrypted=False))

    assert "kmsKeyId" not in estate.one(REPLICATION).inputs
    assert estate.programs[0].notes == ()


def test_a_database_that_says_nothing_of_encryption_gets_its_key_when_that_is_known() -> None:
    """It may come from an encrypted snapshot: the deployed database tells."""
    estate = inheriting(lambda: database(snapshot_identifier="yesterday"))

    assert estate.one(REPLICATION).inputs["kmsKeyId"] is UNKNOWN
    assert estate.programs[0].notes == ()


def of_orders(orders: aws.rds.Instance) -> pulumi.Input[str]:
    """Say which database by its Output."""
    return orders.arn


def named_orders(_: aws.rds.Instance) -> pulumi.Input[str]:
    """Say which database by its ARN."""
    return "arn:aws:rds:us-east-1:111122223333:db:orders"


def named_theirs(_: aws.rds.Instance) -> pulumi.Input[str]:
    """Say another database."""
    return "arn:aws:rds:us-east-1:111122223333:db:theirs"


@pytest.mark.parametrize(
    ("source", "made"),
    [
        (of_orders, ["own"]),
        (named_orders, ["own"]),
        (named_theirs, ["orders-backup-replication", "own"]),
    ],
)
def test_a_database_with_a_replication_of_its_own_gets_none(
    source: Callable[[aws.rds.Instance], pulumi.Input[str]], made: list[str]
) -> None:
    """RDS keeps one replica of a database in a Region."""

    def program() -> None:
        orders = database(identifier="orders")
        aws.rds.InstanceAutomatedBackupsReplication(
            "own", source_db_instance_arn=source(orders), region="us-west-2"
        )

    assert names(inheriting(program), REPLICATION) == made


def test_a_read_replica_and_a_database_in_the_recovery_region_get_none() -> None:
    """Neither can be replicated there."""

    def program() -> None:
        primary = database("primary", identifier="primary")
        database("replica", replicate_source_db=primary.identifier)
        database("west", region="us-west-2")

    assert names(inheriting(program), REPLICATION) == ["primary-backup-replication"]


def test_a_tier_without_copies_replicates_nothing() -> None:
    """Development stays in one Region."""
    assert inheriting(database, tier="development").of_type(REPLICATION) == ()


def test_more_replicas_than_aws_takes_are_warned_of_once() -> None:
    """RDS replicates 20 databases of an account into one Region unless asked for more."""

    def warnings(count: int) -> list[str]:
        def program() -> None:
            for number in range(count):
                database(f"db-{number}", storage_encrypted=False)

        notes = inheriting(program).programs[0].notes
        return [note.message for note in notes if "BAMP-I18" in note.message]

    assert warnings(20) == []
    (warning,) = warnings(21)
    assert warning == (
        "this program has 21 of rds backup replication in us-west-2, and AWS takes 20 in an "
        "account unless its quota is raised: ask for more, or give some databases a tier without "
        "copies [BAMP-I18]"
    )


class NoKeyError(grpc.RpcError):
    """What a provider answers when AWS has no such key."""

    def code(self) -> grpc.StatusCode:
        """Say that it is no fault of the wire."""
        return grpc.StatusCode.UNKNOWN

    def details(self) -> str:
        """Say what AWS said."""
        return "reading KMS Key: NotFoundException: alias/bamp-backup is not found"


def test_a_recovery_region_without_a_key_ends_the_run_in_one_clear_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In the preview already: the account stack comes first."""

    def no_key(*_: object) -> object:
        raise NoKeyError

    monkeypatch.setattr(Invokes, "answer", no_key)

    def program() -> None:
        database("orders", storage_encrypted=True)
        database("carts", storage_encrypted=True)

    with pytest.raises(ProgramError) as caught:
        inheriting(program)

    (refusal,) = caught.value.refusals
    assert refusal.code == "BAMP-I05"
    assert refusal.given == "no key with the alias alias/bamp-backup in us-west-2"
    assert "alias/bamp-backup is not found" in refusal.why


def test_the_key_is_called_as_the_baseline_of_the_account_calls_it() -> None:
    """An account stack with a prefix of its own says it to its service stacks."""

    def asked_for(config: dict[str, str] | None) -> list[object]:
        asked: list[object] = []

        def answer(
            _: Invokes, token: str, arguments: dict[str, object], _place: Place
        ) -> dict[str, object]:
            asked.append((token, arguments))
            return {"arn": "arn:aws:kms:us-west-2:111122223333:key/replica"}

        def program() -> None:
            bamp.inherit(owner="orders")
            database("orders", storage_encrypted=True)
            database("carts", storage_encrypted=True)

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(Invokes, "answer", answer)
            estate = declare(program, config=config)
        keys = {r.inputs["kmsKeyId"] for r in estate.of_type(REPLICATION)}
        assert keys == {"arn:aws:kms:us-west-2:111122223333:key/replica"}
        return asked

    get_key = "aws:kms/getKey:getKey"
    assert asked_for(None) == [(get_key, {"keyId": "alias/bamp-backup", "region": "us-west-2"})]
    assert asked_for({"bamp:prefix": "acme"}) == [
        (get_key, {"keyId": "alias/acme-backup", "region": "us-west-2"})
    ]


def test_a_replication_that_aws_would_refuse_is_left_out_and_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where the deployed database has its backups off; `tests/e2e/test_adoption.py` has one."""

    async def never(*_: object) -> bool:
        await asyncio.sleep(0)
        return False

    monkeypatch.setattr(program_completion, "has_what_it_needs", never)

    estate = inheriting(lambda: database(storage_encrypted=False))

    (warning,) = (n.message for n in estate.programs[0].notes if n.code == "program-warning")
    assert names(estate, REPLICATION) == []
    assert warning.startswith(
        "Instance orders: backupRetentionPeriod is 0 in the deployed resource"
    )
    assert warning.endswith("[BAMP-I23]")
