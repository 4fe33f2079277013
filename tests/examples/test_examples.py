"""Every example runs offline beside the account stack and ends as its `expected.json` says.

`BAMP_WRITE_SNAPSHOTS=1` writes the files anew; the diff is then for a person to read.
"""

import json
import os
import runpy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from recovery_keys import key_arn, only_keys_of

from bamp_pulumi.coverage import Status, cover
from bamp_pulumi.estate import load_estate
from bamp_pulumi.policy import default_policy
from bamp_pulumi.testing import declare

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(p.parent for p in (ROOT / "examples").glob("*/Pulumi.yaml"))


def outcome(example: Path) -> dict[str, Any]:  # Any: JSON
    """Preview an example beside the account stack, in few words."""
    estate = load_estate([example, ROOT / "stacks" / "account"])
    coverage = cover(estate, default_policy(), today=date(2026, 11, 22))
    return {
        "accepted": coverage.is_well(),
        "resources": {
            covered.resource.name: {
                "status": str(covered.status),
                "tier": covered.tier,
                "findings": sorted({finding.id for finding in covered.findings}),
            }
            for covered in sorted(coverage.resources, key=lambda c: c.resource.name)
            # The account has a bucket of its own, for the log files of its trail.
            if not covered.resource.program.startswith("bamp-account/")
        },
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_the_example_ends_as_expected(example: Path) -> None:
    """An example that nobody runs is wrong within a month."""
    expected = example / "expected.json"
    found = outcome(example)
    if os.environ.get("BAMP_WRITE_SNAPSHOTS"):
        expected.write_text(json.dumps(found, indent=2) + "\n")

    assert found == json.loads(expected.read_text())


def test_there_is_an_example_of_each_ending() -> None:
    """Accepted and refused: a reader must be able to see both."""
    endings = [json.loads((e / "expected.json").read_text())["accepted"] for e in EXAMPLES]

    assert {True, False} == set(endings)


def test_na_2_a_database_from_the_template_has_everything_a_database_must_have() -> None:
    """NA-2: daily backups kept 7 days or more, replicated under a key of the replica's Region."""
    template = ROOT / "examples" / "marketplace_db"
    account = load_estate([ROOT / "stacks" / "account"])
    config = {"marketplace-db:owner": "orders", "marketplace-db:tier": "standard"}

    def program() -> None:
        runpy.run_path(str(template / "__main__.py"))

    with only_keys_of(account):
        estate = declare(program, project="marketplace-db", config=config)
    database = estate.one("aws:rds/instance:Instance")
    replication = estate.one(
        "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"
    )

    # Silent programs get all that RDS keeps: 35 days, here and there.
    assert database.inputs["backupRetentionPeriod"] == 35
    assert database.inputs["storageEncrypted"] is True
    assert estate.follow(replication, "sourceDbInstanceArn") == (database,)
    assert replication.region == "us-west-2"
    assert replication.inputs["retentionPeriod"] == 35
    assert replication.inputs["kmsKeyId"] == key_arn("us-west-2", "alias/bamp-backup")


def test_na_2_the_account_backs_the_database_of_the_template_up_daily() -> None:
    """NA-2: as the template is deployed beside the account stack, kept 7 days or more."""
    estate = load_estate([ROOT / "examples" / "marketplace_db", ROOT / "stacks" / "account"])
    found = cover(estate, default_policy(), today=date(2026, 11, 22)).resources
    (covered,) = (one for one in found if one.resource.name != "bamp-trail-bucket")

    daily = next(rule for rule in covered.rules if rule.rule == "daily")
    assert covered.status is Status.PROTECTED
    assert (daily.schedule, daily.retention_days) == ("cron(0 2 ? * * *)", 30)
    assert {copy.region for copy in covered.copies} == {"us-west-2"}


def test_the_template_works_under_any_name(tmp_path: Path) -> None:
    """NA-2: `pulumi new` gives it the name of the new project, and its keys go along."""
    template = ROOT / "examples" / "marketplace_db"
    instance = tmp_path / "invoices"
    instance.mkdir()
    (instance / "__main__.py").write_text((template / "__main__.py").read_text())
    project = (
        (template / "Pulumi.yaml").read_text().replace("name: marketplace-db", "name: invoices")
    )
    (instance / "Pulumi.yaml").write_text(project)
    (instance / "Pulumi.dev.yaml").write_text("config: {invoices:owner: billing}\n")

    estate = load_estate([instance])

    tags = estate.one("aws:rds/instance:Instance").inputs["tags"]
    assert tags == {"backup-tier": "critical", "backup-owner": "billing"}
    assert not [note for note in estate.programs[0].notes if note.code == "config-missing"]
