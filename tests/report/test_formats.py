"""SARIF and JUnit, read by libraries that know these formats, and JSON by its own schema.

`pydantic-sarif` is made from OASIS's schema and forbids what that does not name. With the file of
OASIS's schema in `BAMP_SARIF_SCHEMA` it is asked too. What code scanning shows is not tested.
"""

# junitparser states the types of its elements in part only.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# pyright: reportMissingTypeStubs=false

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, judge
from hostile_texts import NASTY_TEXTS, hidden_in
from junitparser import JUnitXml
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from bamp_pulumi.coverage import Coverage, Severity, Status
from bamp_pulumi.report import (
    Checkout,
    as_json,
    docs_url,
    issues_of_preview,
    junit_of_preview,
    preview_document,
    sarif_of,
    verdict_of_preview,
)
from bamp_pulumi.report.issues import Issue, fingerprints

ROOT = Path(__file__).parents[2]
EXEMPT = {
    "backup-exempt-reason": "rebuilt in an hour",
    "backup-owner": "shop",
    "backup-exempt-until": "2027-06-30",
}


def _program() -> None:
    aws.efs.FileSystem("kept", encrypted=True, tags=TAGS)
    aws.efs.FileSystem("forgotten", encrypted=True)
    aws.efs.FileSystem("spared", encrypted=True, tags=EXEMPT)
    aws.ecr.Repository("images")


def _sound_program() -> None:
    aws.efs.FileSystem("kept", encrypted=True, tags=TAGS)


@pytest.fixture(scope="module")
def coverage() -> Coverage:
    """Judge one of each: protected, unprotected, exempt, and what has no backup."""
    return judge(_program)


def _sarif(coverage: Coverage, checkout: Checkout | None = None) -> dict[str, Any]:  # Any: JSON
    verdict = verdict_of_preview(coverage, allow_unverified=False)
    checkout = checkout or Checkout(folders={p.name: "svc" for p in coverage.estate.programs})
    return json.loads(sarif_of(issues_of_preview(coverage), verdict, checkout, command="preview"))


def _results(coverage: Coverage) -> list[dict[str, Any]]:  # Any: JSON
    return _sarif(coverage)["runs"][0]["results"]


def test_a_log_is_sarif(coverage: Coverage) -> None:
    """By a model of the schema that forbids other fields, and by the schema where it is given."""
    log = _sarif(coverage)

    assert Sarif.model_validate(log).runs[0].results
    if file := os.environ.get("BAMP_SARIF_SCHEMA"):
        schema = json.loads(Path(file).read_text(encoding="utf-8"))
        assert list(jsonschema.Draft4Validator(schema).iter_errors(log)) == []


def test_a_finding_stands_at_its_line_from_the_root_of_the_repository(coverage: Coverage) -> None:
    """Code scanning shows it there."""
    (found,) = (r for r in _results(coverage) if "forgotten" in json.dumps(r))
    resource = next(c.resource for c in coverage.resources if c.resource.name == "forgotten")
    file, _, line = resource.source.rpartition(":")

    (location,) = found["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": f"svc/{file}", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": int(line)},
    }
    assert (found["ruleId"], found["level"]) == ("BAMP-V01", "error")


def test_each_rule_leads_to_its_explanation(coverage: Coverage) -> None:
    """Title, meaning, fix and the address of the documentation."""
    rules = {r["id"]: r for r in _sarif(coverage)["runs"][0]["tool"]["driver"]["rules"]}

    assert {r["ruleId"] for r in _results(coverage)} == set(rules)
    assert rules["BAMP-V01"]["helpUri"] == docs_url("BAMP-V01")
    assert rules["BAMP-V01"]["shortDescription"]["text"].endswith("selection matches the resource.")
    assert rules["BAMP-V01"]["defaultConfiguration"] == {"level": "error"}


def test_an_exemption_is_a_suppression_and_all_else_has_none(coverage: Coverage) -> None:
    """Of all results of a run or of none: the others have an empty list."""
    spared = [r for r in _results(coverage) if r["suppressions"]]

    assert [r["level"] for r in spared] == ["note"]
    (suppression,) = spared[0]["suppressions"]
    assert suppression == {
        "kind": "inSource",
        "justification": "until 2027-06-30: rebuilt in an hour (owner shop)",
    }
    assert all("suppressions" in r for r in _results(coverage))


def test_fingerprints_stay_when_lines_move_and_differ_from_each_other(coverage: Coverage) -> None:
    """Else each change of a file would close and open every alert of it."""

    def marks(judged: Coverage) -> list[str]:
        return [r["partialFingerprints"]["bampIssue/v1"] for r in _results(judged)]

    moved = tuple(replace(r, source="__main__.py:999") for r in coverage.estate.resources)
    shifted = replace(coverage, estate=replace(coverage.estate, resources=moved))

    assert marks(shifted) == marks(coverage)
    assert len(set(marks(coverage))) == len(marks(coverage))


def test_two_findings_of_one_code_and_resource_have_two_fingerprints() -> None:
    """As many alerts as findings."""
    same = Issue(code="BAMP-V08", severity=Severity.ERROR, message="a", program="p", urn="u")

    first, second = fingerprints([same, replace(same, message="b")])

    assert first != second


def test_what_has_no_line_stands_in_the_project_file() -> None:
    """Code scanning refuses a result without a file."""
    coverage = judge(lambda: None)

    results = _results(coverage)

    assert results
    uris = {
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for r in results
        if r["ruleId"] == "BAMP-V75"
    }
    assert uris == {"svc/Pulumi.yaml"}


def test_the_run_says_what_it_came_to(coverage: Coverage) -> None:
    """Exit status and verdict."""
    (run,) = _sarif(coverage)["runs"][0]["invocations"]

    assert run["exitCode"] == 1
    assert run["exitCodeDescription"].startswith("Refused: ")


def _junit(coverage: Coverage) -> JUnitXml:
    checkout = Checkout(folders={p.name: "svc" for p in coverage.estate.programs})
    text = junit_of_preview(coverage, checkout)
    return JUnitXml.fromstring(text.encode())


def test_each_data_store_is_a_test_case(coverage: Coverage) -> None:
    """Failed with finding, place, remedy and link; skipped when exempt."""
    cases = {case.name: case for suite in _junit(coverage) for case in suite}

    assert cases["kept (EFS file system)"].is_passed
    assert cases["spared (EFS file system)"].is_skipped
    assert cases["spared (EFS file system)"].result[0].message.startswith("exempt until 2027")
    (failure,) = cases["forgotten (EFS file system)"].result
    assert failure.type == "BAMP-V01"
    lines = (failure.text or "").splitlines()
    assert [line.partition(" ")[0] for line in lines[1:]] == ["At:", "Fix:", "See:"]
    assert lines[-1] == f"See: {docs_url('BAMP-V01')}"
    assert lines[1].startswith("At: svc/")


def test_the_counts_of_a_file_are_those_of_its_cases(coverage: Coverage) -> None:
    """Build servers believe the attributes."""
    written = _junit(coverage)
    tests, failures = written.tests, written.failures
    written.update_statistics()

    assert (tests, failures) == (written.tests, written.failures)


@pytest.mark.parametrize("text", NASTY_TEXTS[:-3], ids=range(len(NASTY_TEXTS) - 3))
def test_hostile_texts_are_texts_in_every_format(text: str, coverage: Coverage) -> None:
    """XML 1.0 forbids control characters, a viewer of SARIF makes links of brackets."""
    resources = tuple(
        replace(c, how=text, label=text, resource=replace(c.resource, name=text))
        for c in coverage.resources
    )
    findings = tuple(replace(f, message=text) for f in coverage.findings)
    hostile = replace(coverage, resources=resources, findings=findings)
    verdict = verdict_of_preview(hostile, allow_unverified=False)
    issues = [
        Issue(
            code="BAMP-V01", severity=Severity.ERROR, message=text, program="p", source=f"{text}:1"
        )
    ]

    log = sarif_of(issues, verdict, Checkout(folders={"p": ""}), command="preview")
    xml = junit_of_preview(hostile, Checkout())

    assert Sarif.model_validate_json(log).runs[0].results
    assert log.isascii()
    assert xml.isascii()
    assert hidden_in(xml) == []
    message = json.loads(log)["runs"][0]["results"][0]["message"]["text"]
    assert re.findall(r"(?<!\\)\]\(", message) == []
    assert JUnitXml.fromstring(xml.encode()).tests == sum(
        len(list(suite)) for suite in JUnitXml.fromstring(xml.encode())
    )


def test_findings_in_json_say_remedy_sources_link_and_line(coverage: Coverage) -> None:
    """Whoever reads it needs no second document."""
    document = preview_document(coverage)
    found = next(f for f in document.findings if f.id == "BAMP-V01")

    assert found.remedy.startswith("Give the resource the tag of a tier.")
    assert found.sources[0].endswith("/aws-backup/latest/devguide/assigning-resources.html")
    assert found.link == docs_url("BAMP-V01")
    assert found.source.rpartition(":")[2].isdigit()


@pytest.mark.parametrize(
    ("program", "verdict"),
    [(_program, ("refused", 1)), (_sound_program, ("accepted", 0))],
)
def test_the_summary_has_a_verdict(program: Callable[[], None], verdict: tuple[str, int]) -> None:
    """The same as the exit status, with the reason."""
    document = preview_document(judge(program))
    schema = json.loads((ROOT / "docs/schemas/bamp.preview-1.json").read_text(encoding="utf-8"))

    assert (document.summary.verdict, document.summary.exit_status) == verdict
    assert document.summary.why.lower().startswith(verdict[0])
    jsonschema.validate(json.loads(as_json(document)), schema)


def test_an_unverified_data_store_fails_a_build_unless_it_is_allowed(coverage: Coverage) -> None:
    """As the preview refuses it: a build server that reads the file alone must not be green."""
    store = replace(coverage.resources[0], status=Status.UNVERIFIED, findings=())
    unverified = replace(coverage, resources=(store,), findings=())

    assert 'type="unverified"' in junit_of_preview(unverified, Checkout())
    allowed = junit_of_preview(unverified, Checkout(), allow_unverified=True)
    assert "<failure" not in allowed
    assert "<skipped" in allowed
