"""The page `docs/reference/what-aws-keeps.md`, rendered from the record of a run on an engine."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

__all__ = ["LABELS", "PAGE", "RECORD", "read_record", "render_page"]

_ROOT: Final = Path(__file__).parents[2]
PAGE: Final = _ROOT / "docs" / "reference" / "what-aws-keeps.md"
RECORD: Final = Path(__file__).with_name("kept.json")

# Any: JSON, as kept_steps.walk makes it.
Json = Mapping[str, Any]

LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "instance": ("RDS instance, 3 days in the program", "aws:rds/instance:Instance"),
    "instance-backup-replication": (
        "its replicated backups in us-west-2",
        "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
    ),
    "aurora": ("Aurora cluster", "aws:rds/cluster:Cluster"),
    "multi-az": ("RDS Multi-AZ cluster", "aws:rds/cluster:Cluster"),
    "autonomous": ("Oracle Autonomous Database", "aws:odb/autonomousDatabase:AutonomousDatabase"),
    "documents": ("DocumentDB cluster", "aws:docdb/cluster:Cluster"),
    "elastic": ("DocumentDB elastic cluster", "aws:docdb/elasticCluster:ElasticCluster"),
    "graph": ("Neptune cluster", "aws:neptune/cluster:Cluster"),
    "table": ("DynamoDB table", "aws:dynamodb/table:Table"),
    "replica": ("DynamoDB table replica", "aws:dynamodb/tableReplica:TableReplica"),
    "keyspace": ("Keyspaces table", "aws:keyspaces/table:Table"),
    "warehouse": ("Redshift cluster", "aws:redshift/cluster:Cluster"),
    "pictures": ("S3 bucket, versions of objects", "aws:s3/bucket:Bucket"),
    "archive": ("S3 bucket (`BucketV2`), versions of objects", "aws:s3/bucketV2:BucketV2"),
    "shares": ("FSx for Windows file system", "aws:fsx/windowsFileSystem:WindowsFileSystem"),
    "zfs": ("FSx for OpenZFS file system", "aws:fsx/openZfsFileSystem:OpenZfsFileSystem"),
    "ontap": ("FSx for ONTAP file system", "aws:fsx/ontapFileSystem:OntapFileSystem"),
    "server": ("Lightsail instance", "aws:lightsail/instance:Instance"),
    "blog": ("Lightsail database", "aws:lightsail/database:Database"),
    "cache": ("ElastiCache cluster", "aws:elasticache/cluster:Cluster"),
    "sessions": (
        "ElastiCache replication group",
        "aws:elasticache/replicationGroup:ReplicationGroup",
    ),
    "serverless": (
        "ElastiCache serverless cache",
        "aws:elasticache/serverlessCache:ServerlessCache",
    ),
    "memory": ("MemoryDB cluster", "aws:memorydb/cluster:Cluster"),
    "stream-job": (
        "Flink application, snapshots",
        "aws:kinesisanalyticsv2/application:Application",
    ),
    "token": ("Secrets Manager secret, replica in us-west-2", "aws:secretsmanager/secret:Secret"),
    "silent": ("RDS instance, no retention in the program", "aws:rds/instance:Instance"),
    "silent-backup-replication": (
        "its replicated backups in us-west-2",
        "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
    ),
}
"""What each row is called, and its type."""

_ABSENT: Final = {"before": "-", "after": "-", "remains": "", "shortened": False}
_INTRODUCTION: Final = """\
# What AWS keeps when a program changes

Automated backups, snapshots, versions and replicas that AWS keeps of each type that `inherit()`
writes to, before and after each change of a program. Recovery points in a vault are not in the
tables: no change of a service's program deletes them, and their lifecycle decides how long they
stay.

Each row is one resource of a program whose inputs say nothing of backups, unless it says otherwise.
Within a table each change begins where the one before ended. **Bold**: less than before.
*unchanged*: AWS keeps what it kept.
"""
_MADE: Final = """\
Made by the end-to-end tests on Pulumi {engine}, with a stand-in for pulumi_aws {provider}: its
defaults and the inputs that make a new resource are those of the provider's schema
(`tests/e2e/standin/schema.toml`). Nothing was deployed to AWS. Types of `aws-native` are not in the
tables: the stand-in is no such provider.
"""
_NEW: Final = """\
A new resource has no backups of its own yet; the automated backups of the old one are deleted with
it. The last column says what remains of the old one.
"""
_SILENT: Final = """\
A retention of 0 is the provider's default. AWS switches backups on in the maintenance window of the
instance, unless the program sets `apply_immediately`; until then there is nothing to replicate.
"""
_PROTECTING: Final = """\
`protect` is on every data store, and on no companion. `pulumi destroy` without a preview deletes
what is not protected before it comes to what is; with one, it deletes nothing.
"""
_KEEPING: Final = ("adopt", "up", "rename", "move", "retain")
_PROTECTED: Final = ("refused", "skipped", "excluded")
_SHORTENING: Final = ("remove", "again", "down", "target")
_REPLACING: Final = ("replace", "anew", "replace one", "destroy one", "destroy")


def read_record() -> Json:
    """Read the record of the last run."""
    return json.loads(RECORD.read_text(encoding="utf-8"))


def render_page(record: Json) -> str:
    """Render the page."""
    return "\n".join(_lines(record)) + "\n"


def _lines(record: Json) -> Iterator[str]:
    steps: Json = record["steps"]
    yield _INTRODUCTION
    yield _MADE.format(engine=record["engine"], provider=record["provider"])
    yield "## Adopting"
    yield ""
    yield from _table(steps, _KEEPING)
    yield ""
    yield "## Leaving, and a weaker tier"
    yield ""
    yield from _table(steps, _SHORTENING)
    yield ""
    yield "## Destroying what is protected"
    yield ""
    yield _PROTECTING
    yield from _table(steps, _PROTECTED)
    yield ""
    yield "## Replacing and deleting"
    yield ""
    yield _NEW
    yield from _table(steps, _REPLACING, remains=True)
    yield ""
    yield "## An existing RDS instance without backups"
    yield ""
    yield _SILENT
    yield from _table(record["silent"], tuple(record["silent"]))


def _table(steps: Json, names: tuple[str, ...], *, remains: bool = False) -> Iterator[str]:
    headings = ["", "before", *(str(steps[name]["label"]) for name in names)]
    rows = {row for name in names for row in steps[name]["rows"]}
    yield _line([*headings, "remains"] if remains else headings)
    yield "| --- " * (len(headings) + remains) + "|"
    for row in (label for label in LABELS if label in rows):
        outcomes: list[Json] = [steps[name]["rows"].get(row, _ABSENT) for name in names]
        shown = zip(
            outcomes, [outcomes[0]["before"], *(o["after"] for o in outcomes)], strict=False
        )
        cells = [LABELS[row][0], str(outcomes[0]["before"]), *(_cell(o, b) for o, b in shown)]
        yield _line([*cells, str(outcomes[-1]["remains"])] if remains else cells)
    notes = [note for name in names for note in _notes(steps[name])]
    if notes:
        yield ""
        yield from notes


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(outcome: Json, earlier: object) -> str:
    """Say what AWS keeps after a change; `earlier` is what the cell before says."""
    after = str(outcome["after"])
    if outcome["remains"]:
        return "**deleted**" if after == "-" else f"**deleted; the new one: {after}**"
    if outcome["shortened"]:
        return f"**{after}**"
    return "*unchanged*" if after == outcome["before"] == earlier else after


def _notes(step: Json) -> Iterator[str]:
    if step["refused"]:
        yield f"- {step['label']}: refused. {step['refused']}."
    less = {row for row, outcome in step["rows"].items() if outcome["shortened"]}
    if less:
        named: Json = {row: step["announced"][row] for row in less if row in step["announced"]}
        codes = sorted({code for each in named.values() for code in each})
        by = f", by {' and '.join(f'`{code}`' for code in codes)}" if codes else ""
        said = f"`bamp preview` names {len(named)}{by}"
        yield f"- {step['label']}: AWS keeps less of {len(less)}; {said}."
