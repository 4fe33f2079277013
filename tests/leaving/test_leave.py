"""What leaving means for whole programs: tags, companions, recovery points, and documents."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pulumi
import pulumi_aws as aws

import bamp_pulumi as bamp
from bamp_pulumi.coverage import assume_account, cover
from bamp_pulumi.estate import Estate, estate_from_document
from bamp_pulumi.leaving import Fate, Leaving, LeftResource, leave
from bamp_pulumi.policy import default_policy
from bamp_pulumi.testing import declare

TODAY = date(2026, 11, 28)
STACK = "urn:pulumi:prod::orders::"


def left(estate: Estate) -> Leaving:
    """Ask what leaving means, with the account that comes with the library."""
    assumed = assume_account(estate, None, today=TODAY)
    return leave(assumed or cover(estate, default_policy(), today=TODAY), TODAY)


def left_by(body: Callable[[], object], **arguments: Any) -> dict[str, LeftResource]:  # noqa: ANN401 - those of inherit
    """Ask what leaving means for a program, by the names of its data stores."""

    def program() -> None:
        bamp.inherit(owner="orders", **arguments)
        body()

    return {one.name: one for one in left(declare(program)).resources}


def database(**options: Any) -> aws.rds.Instance:  # noqa: ANN401 - those of Pulumi
    """Declare a database that is replicated."""
    return aws.rds.Instance(
        "db",
        instance_class="db.t4g.micro",
        storage_encrypted=False,
        opts=pulumi.ResourceOptions(**options),
    )


def test_recovery_points_stay_until_the_lifecycle_of_the_longest_rule_ends() -> None:
    """Counted from the day of leaving, for each rule and each copy."""
    nep = left_by(lambda: aws.neptune.Cluster("nep"))["nep"]

    kept = {(p.rule, p.vault): p.until for p in nep.points}
    assert kept[("daily", "bamp-primary")] == date(2026, 12, 28)
    assert kept[("monthly", "bamp-primary")] == date(2027, 11, 28)
    assert kept[("monthly, copy", "bamp-recovery")] == date(2027, 11, 28)
    assert nep.last_day == date(2027, 11, 28)
    assert {p.most_days for p in nep.points} == {2557}


def test_tags_of_the_program_are_not_lost() -> None:
    """Only what is added goes; a tier that the program names itself stays selected."""

    def program() -> None:
        aws.neptune.Cluster("own", tags={"backup-tier": "critical"})
        aws.neptune.Cluster("all", tags={"backup-tier": "critical", "backup-owner": "team"})
        aws.neptune.Cluster("none")

    found = left_by(program)

    assert found["own"].tags == {"backup-owner": "orders"}
    assert found["all"].tags == {}
    assert found["none"].tags == {"backup-tier": "standard", "backup-owner": "orders"}
    assert {name for name, one in found.items() if one.is_untiered} == {"none"}


def test_what_is_exempt_has_nothing_to_lose() -> None:
    """It inherits nothing."""
    tags = bamp.exempt(reason="a cache of the catalog", owner="orders", until="2027-01-31")

    assert left_by(lambda: aws.neptune.Cluster("nep", tags=tags)) == {}


def test_versioning_stays_and_the_rest_is_deleted() -> None:
    """Of a bucket, with what becomes of its versions; of a database, with the replicated ones."""

    def program() -> None:
        aws.s3.Bucket("logs")
        database()

    found = left_by(program, expire_noncurrent_versions=True)

    kept = {c.name: c.is_retained for one in found.values() for c in one.companions}
    assert kept == {
        "db-backup-replication": False,
        "logs-lifecycle": False,
        "logs-versioning": True,
    }
    (replication,) = found["db"].companions
    assert replication.effect == "RDS stops replicating automated backups to the recovery Region."
    assert replication.data == "Backups that were replicated stay there until their retention ends."
    assert replication.source.startswith("Amazon RDS user guide")


def test_a_replication_stays_where_its_database_does() -> None:
    """Pulumi leaves both in AWS: the replication goes on."""
    (replication,) = left_by(lambda: database(retain_on_delete=True))["db"].companions

    assert replication.is_retained
    assert replication.effect == "It goes on as it is, and no program declares it."


def test_inputs_that_aws_backup_owned_are_named() -> None:
    """A continuous tier ignores changes of the window; the program's own would count again."""
    found = left_by(database, tier="critical")["db"]

    assert found.ignore_changes == ("backupWindow",)
    assert [f.fate for f in found.inputs] == [Fate.KEPT, Fate.FALLS]


def test_who_has_transforms_of_a_bucket_is_warned_of_its_companion() -> None:
    """inherit() undoes what they make of it; without the library nothing does."""

    def tagged(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
        return pulumi.ResourceTransformResult({**args.props, "tags": {"own": "1"}}, args.opts)

    def program() -> None:
        bamp.inherit(owner="orders")
        aws.s3.Bucket("own", opts=pulumi.ResourceOptions(transforms=[tagged]))
        aws.s3.Bucket("other")

    texts = {s.names: s.text for s in left(declare(program)).snippets}

    warned = {names for names, text in texts.items() if "let them return" in text}
    assert warned == {("own-versioning",)}


def document(*states: dict[str, Any], **more: Any) -> Estate:  # noqa: ANN401 - JSON
    """Read a preview of Pulumi's own."""
    steps = [{"op": "same", "urn": s["urn"], "newState": {"custom": True, **s}} for s in states]
    return estate_from_document({"steps": steps, "config": {"aws:region": "us-east-1"}, **more})


def test_a_document_says_what_stands_in_it_and_not_who_wrote_it() -> None:
    """Every setting of the catalog that is there counts; YAML for what is no Python."""
    token = "aws:neptune/cluster:Cluster"  # noqa: S105 - a type
    leaving = left(
        document(
            {
                "urn": f"{STACK}{token}::nep",
                "type": token,
                "inputs": {
                    "backupRetentionPeriod": 35,
                    "tags": {"backup-tier": "standard", "backup-owner": "orders", "team": "x"},
                },
            }
        )
    )

    (nep,) = leaving.resources
    assert not nep.is_recorded
    assert [f.in_words for f in nep.inputs] == [
        "35 -> 1 day (the provider's default): 34 days of backups are no longer kept"
    ]
    (snippet,) = leaving.snippets
    assert snippet.language == "yaml"
    assert snippet.text == (
        "resources:\n"
        "  nep:\n"
        "    properties:\n"
        "      backupRetentionPeriod: 35\n"
        "      tags:\n"
        "        backup-tier: standard\n"
        "        backup-owner: orders"
    )


def test_companions_of_a_document_are_known_by_parent_and_name() -> None:
    """As YAML they are resources of their own, that name their data store."""
    bucket, versioning = "aws:s3/bucket:Bucket", "aws:s3/bucketVersioning:BucketVersioning"
    leaving = left(
        document(
            {"urn": f"{STACK}{bucket}::logs", "type": bucket, "inputs": {"bucket": "acme"}},
            {
                "urn": f"{STACK}{bucket}${versioning}::logs-versioning",
                "type": versioning,
                "parent": f"{STACK}{bucket}::logs",
                "retainOnDelete": True,
                "inputs": {
                    "bucket": "acme",
                    "versioningConfiguration": {"status": "Enabled"},
                },
            },
        )
    )

    (logs,) = leaving.resources
    assert [(c.name, c.is_retained) for c in logs.companions] == [("logs-versioning", True)]
    assert leaving.snippets[0].text == (
        "resources:\n"
        "  logs-versioning:\n"
        "    type: aws:s3:BucketVersioning\n"
        "    properties:\n"
        '      bucket: "${logs.id}"\n'
        "      versioningConfiguration:\n"
        "        status: Enabled\n"
        "    options:\n"
        '      parent: "${logs}"\n'
        "      protect: false\n"
        "      retainOnDelete: true"
    )


def test_a_packaged_component_is_named_and_never_harmless() -> None:
    """Its children may carry what inherit() wrote; no run shows them."""
    component = "acme:index:Store"
    estate = document(
        {"urn": f"{STACK}{component}::all", "type": component, "custom": False, "remote": True}
    )

    assert left(estate).unseen == ("all",)
    assert not left(estate).is_harmless
