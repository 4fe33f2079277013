"""The code that `bamp leave` prints, pasted in the place of `inherit()`, keeps everything.

Each program is run twice in this process: as it is, and with what was printed for it. Cannot prove
that AWS keeps what the inputs ask for.
"""

import ast
import runpy
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pulumi_aws as aws
import pytest

from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import Estate, estate_from_document
from bamp_pulumi.leaving import Leaving, Snippet, leave
from bamp_pulumi.offline import Place, Setting, run
from bamp_pulumi.policy import default_policy

TODAY = date(2026, 11, 28)
PLACE = Place(account_id="111122223333", region="us-east-1")
HEAD = """\
import pulumi
import pulumi_aws as aws
import bamp_pulumi as bamp

"""
INHERIT = 'bamp.inherit(owner="orders", expire_noncurrent_versions=True)'

PROGRAMS: Mapping[str, str] = {
    "of each kind": """\
nep = aws.neptune.Cluster("nep")
doc = aws.docdb.Cluster("doc", master_username="u", master_password="p12345678")
elastic = aws.docdb.ElasticCluster(
    "elastic",
    admin_user_name="u",
    admin_user_password="p",
    auth_type="PLAIN_TEXT",
    shard_capacity=2,
    shard_count=1,
)
rs = aws.redshift.Cluster("rs", cluster_identifier="rs", node_type="ra3.large")
fsx = aws.fsx.WindowsFileSystem("fsx", throughput_capacity=8, subnet_ids=["subnet-1"])
zfs = aws.fsx.OpenZfsFileSystem(
    "zfs", deployment_type="SINGLE_AZ_1", subnet_ids=["subnet-1"], throughput_capacity=64
)
sess = aws.elasticache.ReplicationGroup("sess", description="d", node_type="cache.t4g.micro")
mem = aws.memorydb.Cluster("mem", acl_name="open-access", node_type="db.t4g.small")
table = aws.dynamodb.Table("table", hash_key="a", attributes=[{"name": "a", "type": "S"}])
secret = aws.secretsmanager.Secret("secret")
aurora = aws.rds.Cluster("aurora", engine="aurora-mysql")
vm = aws.lightsail.Instance(
    "vm", availability_zone="us-east-1a", blueprint_id="ubuntu", bundle_id="nano"
)
flink = aws.kinesisanalyticsv2.Application(
    "flink", runtime_environment="FLINK-1_20", service_execution_role="arn:aws:iam::1:role/r"
)
""",
    "with companions": """\
one = aws.s3.Bucket("one", bucket="acme-one", region="eu-west-1")
db: aws.rds.Instance = aws.rds.Instance(
    "db", instance_class="db.t4g.micro", engine="postgres", storage_encrypted=False
)
""",
    "in a loop": """\
for name in ("a", "b"):
    bucket = aws.s3.Bucket(f"{name}-data")
    cache = aws.elasticache.ReplicationGroup(name, description="d", node_type="cache.t4g.micro")
""",
    "in a component": """\
class Store(pulumi.ComponentResource):
    def __init__(self, name):
        super().__init__("acme:index:Store", name)
        self.bucket = aws.s3.Bucket(
            f"{name}-bucket", opts=pulumi.ResourceOptions(parent=self)
        )


Store("kept")
""",
    "that writes a part itself": """\
from bamp_pulumi import tier

nep = aws.neptune.Cluster("nep", tags={"team": "x"}, backup_retention_period=3)
table = aws.dynamodb.Table(
    "table",
    hash_key="a",
    attributes=[{"name": "a", "type": "S"}],
    point_in_time_recovery={"enabled": True},
    tags=pulumi.Output.from_input({"team": "x"}),
)
secret = aws.secretsmanager.Secret("secret", replicas=[{"region": "eu-west-1"}])
db = aws.rds.Instance("db", instance_class="db.t4g.micro", engine="postgres", tags=tier("critical"))
""",
    "with two on a line": """\
a = aws.neptune.Cluster("a"); b = aws.neptune.Cluster("b")
""",
    "with arguments as an object": """\
nep = aws.neptune.Cluster("nep", aws.neptune.ClusterArgs(engine="neptune"))
""",
    "with options and a continuous tier": """\
one = aws.rds.Instance("one", instance_class="db.t4g.micro", tags=bamp.tier("critical"))
kept = pulumi.ResourceOptions(retain_on_delete=True, protect=True)
two = aws.rds.Instance("two", instance_class="db.t4g.micro", storage_encrypted=True, opts=kept)
""",
}


def estate_of(folder: Path, text: str) -> Estate:
    """Run a program that stands in a folder."""
    # Two runs in one process: the first looks the key up, and would load half of the SDK's module.
    _ = aws.kms.Key
    file = folder / "__main__.py"
    file.write_text(text)
    setting = Setting(project="orders", stack="prod", root=folder, place=PLACE)

    def program() -> None:
        _ = runpy.run_path(str(file))

    document = run(program, setting)
    estate = estate_from_document({**document}, account_id=PLACE.account_id, region=PLACE.region)
    programs = tuple(replace(program, folder=str(folder)) for program in estate.programs)
    return replace(estate, programs=programs)


def left(estate: Estate) -> Leaving:
    """Ask what leaving means."""
    return leave(cover(estate, default_policy(), today=TODAY), TODAY)


def pasted(text: str, snippets: tuple[Snippet, ...]) -> str:
    """Do what the snippets say, from the end of the file to its head."""
    lines = text.splitlines()
    placed = sorted(enumerate(s for s in snippets if s.line), key=lambda p: (-p[1].line, -p[0]))
    for _, snippet in placed:
        if snippet.where.startswith("into the call"):
            calls = (n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Call))
            call = next(c for c in calls if c.lineno == snippet.line and c.args)
            name = call.args[0]
            row, column = (name.end_lineno or 1) - 1, name.end_col_offset
            # Behind the name: whatever else is given stays where it is.
            rest = lines[row][column:].removeprefix(",")
            lines[row : row + 1] = [lines[row][:column] + ",", snippet.text, rest]
        else:
            lines[snippet.line : snippet.line] = snippet.text.splitlines()
    heads = [s.text for s in snippets if s.where.startswith("in the place of")]
    return "\n".join(lines).replace(INHERIT, "\n".join(heads)) + "\n"


def compared(estate: Estate) -> dict[str, object]:
    """Write of each resource all that an engine compares."""
    return {
        r.urn: (
            dict(r.inputs),
            sorted(r.ignore_changes),
            (r.protect, r.retain_on_delete, r.delete_before_replace, r.parent, r.region),
        )
        for r in estate.resources
    }


@pytest.mark.parametrize("body", PROGRAMS.values(), ids=PROGRAMS)
def test_the_pasted_code_keeps_every_input(tmp_path: Path, body: str) -> None:
    """Of every resource, companions among them; without it something is missing."""
    text = f"{HEAD}{INHERIT}\n{body}"
    before = estate_of(tmp_path, text)
    leaving = left(before)

    bare = estate_of(tmp_path, f"{HEAD}{body}")
    kept = estate_of(tmp_path, pasted(text, leaving.snippets))

    assert compared(kept) == compared(before)
    assert compared(bare) != compared(before)
    assert not leaving.is_harmless
    assert all(r.inherited is None for r in (*bare.resources, *kept.resources))
    assert left(bare).resources == ()
    assert left(bare).is_harmless


def test_a_line_for_a_loop_is_printed_once(tmp_path: Path) -> None:
    """It is one line of the program, whatever it declares."""
    snippets = left(estate_of(tmp_path, f"{HEAD}{INHERIT}\n{PROGRAMS['in a loop']}")).snippets

    assert sorted((s.where, s.names) for s in snippets) == [
        ("after the statement at __main__.py:7", ("a-data-lifecycle", "b-data-lifecycle")),
        ("after the statement at __main__.py:7", ("a-data-versioning", "b-data-versioning")),
        ("into the call at __main__.py:7", ("a-data", "b-data")),
        ("into the call at __main__.py:8", ("a", "b")),
    ]
