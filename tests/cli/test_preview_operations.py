"""`bamp preview` of a document refuses what a deployment deletes, in every form of its output."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from preview_documents import deployed, document

from bamp_pulumi.cli.preview import preview

POLICY = """\
extends: default
losses:
  - urn: urn:pulumi:prod::shop::aws:backup/vault:Vault::dr
    loss: deleted
    reason: the Region is given up
    owner: platform
    until: 2027-06-30
"""


def previewed(tmp_path: Path, *arguments: str) -> Result:
    """Preview a deployment that deletes a vault."""
    after = deployed()
    del after["dr"]
    file = tmp_path / "preview.json"
    file.write_text(json.dumps(document(deployed(), after)))
    given = [str(file), "--today", "2026-11-22", *arguments]
    return CliRunner().invoke(preview, given, env={"COLUMNS": "300"})


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit"])
def test_a_vault_that_is_deleted_is_refused_in_every_form(form: str, tmp_path: Path) -> None:
    """With its code, and what goes with it; the exit status is 1."""
    done = previewed(tmp_path, "--format", form)

    assert done.exit_code == 1
    assert "BAMP-V97" in done.output
    assert "copies in it fail" in done.output


def test_a_loss_that_the_policy_records_is_listed_as_acknowledged(tmp_path: Path) -> None:
    """Whoever reviews the deployment sees who decided it."""
    policy = tmp_path / "policy.yaml"
    policy.write_text(POLICY)

    done = previewed(tmp_path, "--format", "json", "--policy", str(policy))

    said = [f for f in json.loads(done.output)["findings"] if f["id"] == "BAMP-V97"]
    assert [one["severity"] for one in said] == ["info"]
    assert said[0]["message"].endswith(
        "acknowledged until 2027-06-30 by platform: the Region is given up"
    )
