"""`bamp preview PROGRAM --state EXPORT`: what is deployed already is known to the offline run.

States are written by hand in the form of `pulumi stack export`. Cannot prove what a provider
replaces beyond what the catalog has read, nor that AWS does what the texts say.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner
from deployed_stacks import (
    DATABASE,
    Deployed,
    database_inputs,
    export_of,
    program_in,
)

from bamp_pulumi.cli.preview import preview
from bamp_pulumi.errors import RefusedError

TODAY: Final = "2026-11-29"
BODY: Final = """\
aws.rds.Instance("orders", identifier="orders", engine="postgres", instance_class="db.t4g.micro",
    allocated_storage=20, username="orders", manage_master_user_password=True,
    storage_encrypted=True{more})
"""


def previewed(
    tmp_path: Path, body: str, state: Mapping[str, Any] | None, *more: str, configured: bool = True
) -> tuple[int, dict[str, Any]]:
    """Preview a program beside a state; returns the exit status and the document."""
    program = program_in(tmp_path, body)
    if not configured:
        (program / "Pulumi.prod.yaml").write_text("config: {}\n")
    given = [str(program)]
    if state is not None:
        file = tmp_path / "state.json"
        file.write_text(json.dumps(state))
        given += ["--state", str(file)]
    done = CliRunner().invoke(preview, [*given, "--today", TODAY, "--format", "json", *more])
    assert done.exit_code in (0, 1), done.output
    return done.exit_code, json.loads(done.output)


def refused(tmp_path: Path, body: str, state: Mapping[str, Any], *more: str) -> str:
    """Preview a program beside a state that is refused; returns what is printed."""
    file = tmp_path / "state.json"
    file.write_text(json.dumps(state))
    given = [str(program_in(tmp_path, body)), "--state", str(file), *more]
    done = CliRunner().invoke(preview, given)
    assert isinstance(done.exception, RefusedError), done.output
    return str(done.exception)


def codes(document: Mapping[str, Any]) -> set[str]:
    """List the codes of the findings, but for that of the assumed account."""
    found = {one["id"] for one in document["findings"]}
    for resource in document["resources"]:
        found |= {one["id"] for one in resource["findings"]}
    return found - {"BAMP-V58"}


def database(**outputs: object) -> Deployed:
    """Return the database as it is deployed before it was adopted."""
    return Deployed(type=DATABASE, inputs=database_inputs(), outputs=outputs)


def notes(document: Mapping[str, Any]) -> str:
    """Return all that was noted."""
    return json.dumps(document["notes"])


@pytest.mark.parametrize(("days", "waits"), [(0, True), (3, False), (35, False)])
def test_a_database_without_backups_is_told_as_its_deployment_is(
    tmp_path: Path, days: int, *, waits: bool
) -> None:
    """Two steps, outage and window, and no replication before backups are on."""
    state = export_of({"orders": database(backupRetentionPeriod=days)})

    _, found = previewed(tmp_path, BODY.format(more=""), state)

    assert ("BAMP-I23" in notes(found)) is waits
    assert ("BAMP-V79" in codes(found)) is waits


def test_the_account_is_the_one_that_the_state_shows(tmp_path: Path) -> None:
    """It is known and not assumed."""
    state = export_of({"orders": database(backupRetentionPeriod=3)})

    _, found = previewed(tmp_path, BODY.format(more=""), state)

    program = next(one for one in found["programs"] if one["name"] == "orders/prod")
    assert (program["account_id"], program["account_assumed"]) == ("111122223333", False)


def test_what_the_program_no_longer_declares_is_deleted(tmp_path: Path) -> None:
    """As an operation of a document: refused, with what goes with it."""
    old = Deployed(type=DATABASE, inputs=database_inputs(identifier="old"))
    state = export_of({"orders": database(backupRetentionPeriod=3), "old": old})

    status, found = previewed(tmp_path, BODY.format(more=""), state)

    (lost,) = [one for one in found["findings"] if one["id"] == "BAMP-V97"]
    assert (status, lost["urn"].rpartition("::")[2]) == (1, "old")
    assert "RDS instance old is deleted: its data is deleted" in lost["message"]


def test_what_is_renamed_by_alias_is_not_deleted(tmp_path: Path) -> None:
    """It is the same database."""
    more = ', opts=pulumi.ResourceOptions(aliases=[pulumi.Alias(name="before")])'
    state = export_of({"before": database(backupRetentionPeriod=3)})

    _, found = previewed(tmp_path, BODY.format(more=more), state)

    assert "BAMP-V97" not in codes(found)


def test_what_is_ignored_is_as_it_is_deployed(tmp_path: Path) -> None:
    """Whatever the program and its tier ask for, the deployed database keeps what it has."""
    more = ', opts=pulumi.ResourceOptions(ignore_changes=["backupRetentionPeriod"])'
    held = Deployed(type=DATABASE, inputs=database_inputs(backupRetentionPeriod=3))

    _, found = previewed(tmp_path, BODY.format(more=more), export_of({"orders": held}))

    (resource,) = [one for one in found["resources"] if one["name"] == "orders"]
    assert "BAMP-V20" in {one["id"] for one in resource["findings"]}


def test_an_export_of_another_stack_is_refused(tmp_path: Path) -> None:
    """With what to write instead."""
    state = export_of({"orders": database()}, stack="test")

    said = refused(tmp_path, BODY.format(more=""), state)

    assert "BAMP-P16" in said
    assert "an export of orders/test" in said
    assert "pulumi stack export --stack prod > state.json" in said


def test_an_export_of_another_stack_that_the_program_has_names_the_option(tmp_path: Path) -> None:
    """The other stack's configuration is there: read the program under it."""
    program = program_in(tmp_path, "")
    (program / "Pulumi.test.yaml").write_text("config:\n  aws:region: us-east-1\n")

    said = refused(tmp_path, "", export_of({"orders": database()}, stack="test"))

    assert "--stack test" in said


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        ({"pending_operations": [{"type": "updating"}]}, "an operation that has not ended"),
        ({"resources": [*export_of({})["deployment"]["resources"], None]}, "BAMP-P02"),
    ],
    ids=["pending", "no resource"],
)
def test_an_export_that_does_not_say_what_is_deployed_is_refused(
    edit: Mapping[str, Any], says: str, tmp_path: Path
) -> None:
    """It is never taken for less than there is."""
    state = export_of({"orders": database()})

    said = refused(tmp_path, "", {**state, "deployment": {**state["deployment"], **edit}})

    assert says in said


def test_a_checkpoint_file_and_another_account_are_refused(tmp_path: Path) -> None:
    """A checkpoint is no export, and a state of another account is of another stack."""
    state = export_of({"orders": database(backupRetentionPeriod=3)})
    checkpoint = {"version": 3, "checkpoint": {"latest": state["deployment"]}}

    assert "which is not an export" in refused(tmp_path, "", checkpoint)
    assert "of account 111122223333" in refused(tmp_path, "", state, "--account", "444455556666")


def test_secrets_of_the_state_are_not_shown(tmp_path: Path) -> None:
    """In plaintext or encrypted: neither is an input of a preview."""
    signature = "4dabf18193072939515e22adb298388d"
    kind = "1b47061264138c4ac30d75fd1eb44270"
    shown = {signature: kind, "plaintext": json.dumps("hunter2-of-orders")}
    inputs = database_inputs(password=shown)
    held = Deployed(type=DATABASE, inputs=inputs, outputs={"backupRetentionPeriod": 0})
    more = ', opts=pulumi.ResourceOptions(ignore_changes=["password"])'

    _, found = previewed(tmp_path, BODY.format(more=more), export_of({"orders": held}))

    assert "hunter2" not in json.dumps(found)


def deployed_unknown(document: Mapping[str, Any]) -> list[str]:
    """Return what is said of the state that was not given."""
    return [one["message"] for one in document["findings"] if one["id"] == "BAMP-V105"]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("", "replication of orders waits for a second deployment where automated backups are off"),
        (", apply_immediately=True", ""),
        (
            ', apply_immediately=True, opts=pulumi.ResourceOptions(ignore_changes=["tags"])',
            "what ignore_changes names of orders stays as it is in AWS",
        ),
        (
            ', apply_immediately=True, opts=pulumi.ResourceOptions(ignore_changes=["engine"])',
            "",
        ),
    ],
    ids=["waits", "at once", "tags ignored", "nothing judged ignored"],
)
def test_a_program_alone_names_what_depends_on_its_state(
    tmp_path: Path, more: str, says: str
) -> None:
    """Once, with the command that gives the state; nothing of what a state does not change."""
    _, found = previewed(tmp_path, BODY.format(more=more), None)

    said = deployed_unknown(found)
    assert len(said) == (1 if says else 0)
    assert all(says in one for one in said)
    assert all("pulumi stack export --stack prod > state.json" in one for one in said)


def test_beside_a_state_nothing_is_open_of_it(tmp_path: Path) -> None:
    """Neither in a finding, nor in the place of the program; an empty stack is known, too."""
    _, alone = previewed(tmp_path, BODY.format(more=""), None)
    _, beside = previewed(tmp_path, BODY.format(more=""), export_of({}))

    known = [
        one["deployed_known"]
        for document in (alone, beside)
        for one in document["programs"]
        if one["name"] == "orders/prod"
    ]
    assert known == [False, True]
    assert deployed_unknown(beside) == []


def test_the_heading_of_a_program_alone_says_how_it_is_judged(tmp_path: Path) -> None:
    """In the terminal and in the comment, whatever the program declares."""
    program = str(program_in(tmp_path, 'aws.s3.Bucket("files")\n'))
    comment = tmp_path / "comment.md"
    state = tmp_path / "state.json"
    state.write_text(json.dumps(export_of({})))

    alone = CliRunner().invoke(preview, [program, "--today", TODAY, "--markdown", str(comment)])
    beside = CliRunner().invoke(preview, [program, "--today", TODAY, "--state", str(state)])

    assert "as of a first deployment" in alone.output
    assert "as of a first deployment" in comment.read_text()
    assert "first deployment" not in beside.output


def test_code_scanning_gets_what_depends_on_the_state_as_a_warning(tmp_path: Path) -> None:
    """The finding is of the program as a whole."""
    program = str(program_in(tmp_path, BODY.format(more="")))

    done = CliRunner().invoke(preview, [program, "--today", TODAY, "--format", "sarif"])

    results = json.loads(done.output)["runs"][0]["results"]
    assert [r["level"] for r in results if r["ruleId"] == "BAMP-V105"] == ["warning"]


def test_the_region_is_the_one_of_the_state_where_the_configuration_sets_none(
    tmp_path: Path,
) -> None:
    """Whoever deploys has set it: nothing moves, and nothing is assumed."""
    old = database(backupRetentionPeriod=3, region="eu-west-1")
    state = export_of({"orders": replace(old, region="eu-west-1")})
    for one in state["deployment"]["resources"]:
        if one["type"] == "pulumi:providers:aws":
            one["inputs"]["region"] = "eu-west-1"
    body = BODY.format(more="")

    _, found = previewed(tmp_path, body, state, configured=False)

    program = next(one for one in found["programs"] if one["name"] == "orders/prod")
    assert (program["region"], program["region_assumed"]) == ("eu-west-1", False)
    assert "BAMP-V97" not in codes(found)


def test_two_exports_are_each_of_their_own_program_and_never_two_of_one(tmp_path: Path) -> None:
    """Given twice, or of two stacks of one project."""
    state = export_of({"orders": database(backupRetentionPeriod=3)})
    again, other = tmp_path / "again.json", tmp_path / "other.json"
    again.write_text(json.dumps(state))
    other.write_text(json.dumps(export_of({"orders": database()}, stack="test")))

    assert "one export for each program" in refused(
        tmp_path, BODY.format(more=""), state, "--state", str(again)
    )
    assert "an export of orders/test" in refused(
        tmp_path, BODY.format(more=""), state, "--state", str(other)
    )
