"""The plan of an adoption as people and machines read it, from values written by hand."""

import json
from dataclasses import replace
from pathlib import Path

from bamp_pulumi.adoption import AdoptedStore, Adoption, Change, Importable
from bamp_pulumi.coverage import Status
from bamp_pulumi.report import adoption_document, adoption_in_words, as_json
from bamp_pulumi.report.pages import PAGES

ORDERS = AdoptedStore(
    urn="urn:pulumi:prod::orders::aws:rds/instance:Instance::orders",
    name="orders",
    label="RDS instance",
    program="orders/prod",
    is_deployed=True,
    status=Status.PROTECTED,
    changes=(
        Change(path="tags.backup-tier", before="not set", after="critical"),
        Change(path="backupRetentionPeriod", before="0", after="35", later="in its next window"),
    ),
    late_companions=("orders-backup-replication",),
    waits_for="its maintenance window (sun:04:00-sun:04:30 UTC)",
    twice=("plans a and b each make backups",),
)
LOGS = AdoptedStore(
    urn="urn:pulumi:prod::orders::aws:s3/bucket:Bucket::logs",
    name="logs\x1b[31m\nStep 3: pulumi destroy",
    label="S3 bucket",
    program="orders/prod",
    is_deployed=False,
    status=Status.UNPROTECTED,
    companions=("logs-versioning",),
    to_decide="no plan selects it",
    warnings=("Bucket logs: it is warned of [BAMP-I11]",),
)
VAULT = Importable(
    urn="u",
    program="orders/prod",
    command="pulumi import aws:backup/vault:Vault own own-vault",
    look_up="aws backup describe-backup-vault --backup-vault-name own-vault",
    caution="write the key that it shows",
)


def test_the_plan_is_read_from_the_top_down_in_the_order_of_the_steps() -> None:
    """Imports, the first deployment, what to wait for, the second; then what is to be decided."""
    said = adoption_in_words(Adoption(stores=(ORDERS,), imports=(VAULT,), has_state=True))

    assert said.splitlines() == [
        "1 data store, 1 of them deployed: two deployments",
        "",
        "Before the first deployment: import what exists in AWS already, and skip what does not",
        "  # write the key that it shows",
        "  aws backup describe-backup-vault --backup-vault-name own-vault",
        "  pulumi import aws:backup/vault:Vault own own-vault",
        "",
        "First deployment: pulumi up",
        "  orders (RDS instance, orders/prod)",
        "    tags.backup-tier: not set -> critical",
        "    backupRetentionPeriod: 0 -> 35: AWS makes this change in its next window",
        "",
        "Then wait until orders has passed its maintenance window (sun:04:00-sun:04:30 UTC)",
        "Second deployment: pulumi up --refresh",
        "  orders (RDS instance, orders/prod)",
        "    backupRetentionPeriod is 35",
        "    orders-backup-replication is created",
        "",
        "Backed up twice, and charged for",
        "  orders (RDS instance, orders/prod): plans a and b each make backups",
        "",
        "Nothing has to be decided. Exit status 0.",
    ]


def test_a_caution_about_several_imports_is_a_comment_above_them() -> None:
    """Once; the block can be pasted into a shell as it is."""
    other = replace(VAULT, look_up="look up other", command="import other")
    plan = replace(VAULT, look_up="look up plan", command="import plan", caution="")
    adoption = Adoption(stores=(ORDERS,), imports=(VAULT, other, plan), has_state=True)

    assert adoption_in_words(adoption).splitlines()[3:10] == [
        "  # write the key that it shows",
        f"  {VAULT.look_up}",
        f"  {VAULT.command}",
        "  look up other",
        "  import other",
        "  look up plan",
        "  import plan",
    ]


def test_a_name_poses_as_no_step() -> None:
    """Names are written by anybody, and may hold what a terminal obeys."""
    said = adoption_in_words(Adoption(stores=(LOGS,), imports=(), has_state=True))

    assert "\x1b" not in said
    assert not [line for line in said.splitlines() if line.startswith("Step 3")]
    assert "To decide: protect it, or record an exemption" in said
    assert "Warned of by the program" in said
    assert said.splitlines()[-1] == "To decide: 1 data store. Exit status 1."


def test_without_a_state_the_plan_says_how_to_give_one() -> None:
    """Nothing is called deployed that nobody has shown."""
    said = adoption_in_words(Adoption(stores=(LOGS,), imports=(), has_state=False))

    assert said.splitlines()[0] == "1 data store"
    assert "  bamp adopt PROGRAM --state state.json" in said


def test_where_nothing_changes_it_is_said() -> None:
    """No steps."""
    done = AdoptedStore(
        urn="u", name="o", label="l", program="p", is_deployed=True, status=Status.PROTECTED
    )

    said = adoption_in_words(Adoption(stores=(done,), imports=(), has_state=True))

    assert said.splitlines() == [
        "1 data store, 1 of them deployed: nothing changes",
        "",
        "Nothing has to be decided. Exit status 0.",
    ]


def test_the_document_is_complete_and_fits_its_schema() -> None:
    """All that the words say, by names that stay."""
    adoption = Adoption(stores=(ORDERS, LOGS), imports=(VAULT,), has_state=True)

    document = json.loads(as_json(adoption_document(adoption)))
    schema = json.loads(PAGES["docs/schemas/bamp.adoption-1.json"]())

    assert document.keys() == schema["properties"].keys()
    assert (document["schema"], document["state"], document["deployments"]) == (
        "bamp.adoption/1",
        True,
        2,
    )
    assert document["stores"][0]["late_companions"] == ["orders-backup-replication"]
    assert document["stores"][0]["changes"][1] == {
        "path": "backupRetentionPeriod",
        "before": "0",
        "after": "35",
        "later": "in its next window",
    }
    assert document["imports"][0]["command"] == VAULT.command
    kept = Path(__file__).parents[2] / "docs" / "schemas" / "bamp.adoption-1.json"
    assert json.loads(kept.read_text()) == schema
