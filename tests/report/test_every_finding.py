"""Nothing that stands against an estate is missing in any form of the output.

Results are made up: every severity, status and place of a finding, whatever the judge would say of
them. What a build server or GitHub shows of a file is not tested.
"""

# junitparser states the types of its elements in part only.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from covered_resources import START, covered, elsewhere, rule
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml
from rich.console import Console

from bamp_pulumi.coverage import Coverage, Finding, ResourceCoverage, Severity, Status
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal import Rehearsal, RehearsalFinding, rehearse
from bamp_pulumi.report import (
    Checkout,
    Verdict,
    issues_of_preview,
    issues_of_rehearsal,
    junit_of_preview,
    junit_of_rehearsal,
    preview_document,
    rehearsal_document,
    render_markdown,
    sarif_of,
    verdict_of_preview,
    verdict_of_rehearsal,
)
from bamp_pulumi.report.issues import Issue
from bamp_pulumi.report.preview_verdict import PreviewSubject, preview_objections
from bamp_pulumi.report.rehearsal_verdict import Subject, objections
from bamp_pulumi.report.terminal import print_preview
from bamp_pulumi.report.words import said_in_words

SOUND = covered(rule(), rule("hourly", "cron(30 * ? * * *)", days=2))
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
KINDS = (
    Finding(id="BAMP-V01", message=""),
    Finding(id="BAMP-V01", message="", at_most=Severity.INFO),
    Finding(id="BAMP-V13", message=""),
    Finding(id="BAMP-V15", message="", follows_from="BAMP-V01"),
    Finding(id="BAMP-V90", message="", is_open=True),
    Finding(id="BAMP-V90", message="", is_open=True, at_most=Severity.WARNING),
)
MESSAGES = tuple(f"{each} was found" for each in ("that", "this", "what"))


@st.composite
def _found(draw: st.DrawFn, urn: str = "", program: str = "") -> tuple[Finding, ...]:
    return tuple(
        replace(kind, message=draw(st.sampled_from(MESSAGES)), urn=urn, program=program)
        for kind in draw(st.lists(st.sampled_from(KINDS), max_size=2))
    )


@st.composite
def _coverages(draw: st.DrawFn) -> Coverage:
    resources: list[ResourceCoverage] = []
    for name in draw(st.lists(st.sampled_from("abc"), unique=True)):
        one = elsewhere(SOUND, name)
        resources.append(
            replace(
                one,
                status=draw(st.sampled_from(Status)),
                findings=draw(_found(one.resource.urn, one.resource.program)),
            )
        )
    other = elsewhere(SOUND, "other").resource
    whole = (*draw(_found()), *draw(_found(other.urn, other.program)))
    return Coverage(
        estate=Estate((), (*(one.resource for one in resources), other)),
        resources=tuple(resources),
        findings=whole,
        assumed=draw(st.sampled_from(["", "the built-in account"])),
    )


def _sarif(issues: list[Issue], verdict: Verdict) -> list[dict[str, Any]]:  # Any: JSON
    log = json.loads(sarif_of(issues, verdict, Checkout(), command="preview"))
    return log["runs"][0]["results"]


def _noted(xml: str) -> Iterator[tuple[str, str, bool]]:
    """Read what a JUnit file says of findings: message, severity, and whether it is accepted."""
    for suite in JUnitXml.fromstring(xml.encode()):
        for case in suite:
            yield from ((each.message or "", "error", False) for each in case.result)
            for line in (case.system_out or "").splitlines():
                severity, _, text = line.partition(" ")
                if severity in LEVELS:
                    message, accepted, _ = text.partition(" (accepted by --allow-unverified)")
                    yield message.partition(" ")[2], severity, bool(accepted)


@given(coverage=_coverages(), allowed=st.booleans())
def test_each_finding_is_in_each_form_once_and_counts_the_same(
    *, coverage: Coverage, allowed: bool
) -> None:
    """Severity, and whether the option accepts it; in lists for people alike ones are one item."""
    said = [(f, said_in_words(f, followers)) for f, followers in coverage.causes]
    expected = Counter(
        (message, str(f.severity), allowed and f.is_open and f.severity is Severity.ERROR)
        for f, message in said
    )
    verdict = verdict_of_preview(coverage, allow_unverified=allowed)
    issues = issues_of_preview(coverage, allow_unverified=allowed)

    sarif = Counter(
        (r["message"]["text"], severity, bool(r["suppressions"]))
        for r in _sarif(issues, verdict)
        for severity, level in LEVELS.items()
        if level == r["level"] and "was found" in r["message"]["text"]
    )
    junit = Counter(
        each
        for each in _noted(junit_of_preview(coverage, Checkout(), allow_unverified=allowed))
        if "was found" in each[0]
    )
    document = preview_document(coverage, allow_unverified=allowed)
    assert sarif == expected
    assert junit == expected
    assert Counter((f.message, f.severity) for f in document.findings) == Counter(
        (f.message, f.severity) for f in coverage.all_findings
    )
    console = Console(file=StringIO(), width=400)
    print_preview(coverage, console, allow_unverified=allowed, verbose=False)
    text = console.file.getvalue()  # pyright: ignore[reportAttributeAccessIssue] - a StringIO
    markdown = render_markdown(coverage, allow_unverified=allowed)
    for code, severity, message in {(f.id, f.severity, re.escape(m)) for f, m in said}:
        end = "" if message.endswith("\\)") else r"(?! \()"
        over = "" if end == "" else r"(?! &\#40;)"
        there = message.replace("\\(", "&\\#40;").replace("\\)", "&\\#41;")
        item = rf"\*\*{code}\*\*(\]\(\S+\))? {severity}: {there}{over}"
        assert len(re.findall(item, markdown)) == 1
        assert len(re.findall(rf"(?m)^{severity} +{code} +{message}{end}", text)) == 1
    assert document.summary.why == verdict.says
    assert verdict.says in text
    assert verdict.says in markdown


def _errors(issues: list[Issue], verdict: Verdict) -> list[str]:
    """Return the codes of the results of a SARIF file that count as errors."""
    results = _sarif(issues, verdict)
    return [r["ruleId"] for r in results if r["level"] == "error" and not r["suppressions"]]


@given(coverage=_coverages(), allowed=st.booleans())
def test_a_preview_is_refused_exactly_when_its_files_have_errors(
    *, coverage: Coverage, allowed: bool
) -> None:
    """A reader of the file alone must not see success, nor an error where there is none."""
    verdict = verdict_of_preview(coverage, allow_unverified=allowed)
    issues = issues_of_preview(coverage, allow_unverified=allowed)
    junit = JUnitXml.fromstring(
        junit_of_preview(coverage, Checkout(), allow_unverified=allowed).encode()
    )

    assert bool(_errors(issues, verdict)) is (verdict.exit_status == 1)
    assert bool(junit.failures) is (verdict.exit_status == 1)
    reasons = preview_objections(coverage, allow_unverified=allowed)
    assert bool(reasons) is (verdict.exit_status == 1)


def test_an_unprotected_store_whose_only_error_an_option_accepts_is_an_error_still() -> None:
    """What is not known of it may be accepted; that it has no backup is not."""
    (unknown,) = (kind for kind in KINDS if kind.is_open and kind.at_most is Severity.ERROR)
    store = replace(SOUND, status=Status.UNPROTECTED, findings=(replace(unknown, message="it"),))
    coverage = Coverage(estate=Estate((), ()), resources=(store,), findings=())

    issues = issues_of_preview(coverage, allow_unverified=True)

    assert _errors(issues, verdict_of_preview(coverage, allow_unverified=True)) == ["unprotected"]


PREVIEWS = {
    PreviewSubject.UNPROTECTED: ((replace(SOUND, status=Status.UNPROTECTED),), ()),
    PreviewSubject.UNVERIFIED: ((replace(SOUND, status=Status.UNVERIFIED),), ()),
    PreviewSubject.ERRORS: ((SOUND,), (Finding(id="BAMP-V01", message="bad"),)),
}


@pytest.mark.parametrize("subject", PreviewSubject)
def test_each_reason_against_a_preview_alone_is_an_error_in_each_file(
    subject: PreviewSubject,
) -> None:
    """Every one there is."""
    resources, findings = PREVIEWS[subject]
    coverage = Coverage(estate=Estate((), ()), resources=resources, findings=findings)
    verdict = verdict_of_preview(coverage, allow_unverified=False)

    (reason,) = preview_objections(coverage, allow_unverified=False)
    assert reason.subject is subject
    assert len(_errors(issues_of_preview(coverage), verdict)) == 1
    assert junit_of_preview(coverage, Checkout()).count("<failure ") == 1


def _rehearsed(
    *resources: ResourceCoverage,
    findings: tuple[Finding, ...] = (),
    paths: tuple[RehearsalFinding, ...] = (),
    faults: tuple[str, ...] = (),
    day: int = 6,
) -> Rehearsal:
    coverage = Coverage(estate=Estate((), ()), resources=resources, findings=findings)
    at = START.replace(day=day)
    done = rehearse(coverage, start=START, days=10, at=at, faults=faults)
    return replace(done, findings=paths)


REHEARSALS: dict[Subject, Callable[[], Rehearsal]] = {
    Subject.UNPROTECTED: lambda: _rehearsed(replace(SOUND, status=Status.UNPROTECTED)),
    Subject.UNVERIFIED: lambda: _rehearsed(replace(SOUND, status=Status.UNVERIFIED)),
    Subject.ERRORS: lambda: _rehearsed(SOUND, findings=(Finding(id="BAMP-V01", message="bad"),)),
    Subject.NOTHING_LEFT: lambda: _rehearsed(SOUND, day=1),
    Subject.FAULTS: lambda: _rehearsed(SOUND, faults=("backup-job-failed",)),
    Subject.PATHS: lambda: _rehearsed(
        SOUND, paths=(RehearsalFinding(code="BAMP-W02", at="it", why="it takes nothing"),)
    ),
}


@pytest.mark.parametrize("is_sure", [False, None])
@pytest.mark.parametrize("subject", Subject)
def test_each_reason_against_a_rehearsal_alone_is_an_error_in_each_file(
    *, subject: Subject, is_sure: bool | None
) -> None:
    """Every one there is; of a fault, that perhaps nobody is notified, too."""
    rehearsal = REHEARSALS[subject]()
    kinds = tuple(
        replace(
            one,
            faults=tuple(
                replace(f, outcome=replace(f.outcome, detected=is_sure, doubts=("a topic",)))
                for f in one.faults
            ),
        )
        for one in rehearsal.kinds
    )
    rehearsal = replace(rehearsal, kinds=kinds)

    (reason,) = objections(rehearsal)
    assert reason.subject is subject
    assert len(_errors(issues_of_rehearsal(rehearsal), verdict_of_rehearsal(rehearsal))) == 1
    assert junit_of_rehearsal(rehearsal, Checkout()).count("<failure ") == 1
    (said,) = rehearsal_document(rehearsal).summary.reasons
    assert (said.subject, len(said.wrong)) == (subject, 1)


def test_an_accepted_preview_says_what_the_option_accepted() -> None:
    """In one sentence for all forms: a bare "Accepted." would hide it."""
    coverage = Coverage(
        estate=Estate((), ()),
        resources=(SOUND, replace(elsewhere(SOUND, "b"), status=Status.UNVERIFIED)),
        findings=(Finding(id="BAMP-V90", message="unknown", is_open=True),),
    )
    said = "Accepted with 1 unverified, 1 error (BAMP-V90) (--allow-unverified)."

    assert verdict_of_preview(coverage, allow_unverified=True).says == said
    assert verdict_of_preview(replace(coverage, assumed="X"), allow_unverified=True).says == (
        said.replace("Accepted", "Would be accepted by X")
    )
    assert preview_document(coverage, allow_unverified=True).summary.why == said
    sound = replace(coverage, resources=(SOUND,), findings=())
    assert verdict_of_preview(sound, allow_unverified=True).says == "Accepted."


def test_an_error_that_the_option_accepts_is_no_reason_of_a_refusal() -> None:
    """Else its code would stand among those that have to be fixed."""
    coverage = Coverage(
        estate=Estate((), ()),
        resources=(replace(SOUND, status=Status.UNPROTECTED),),
        findings=(Finding(id="BAMP-V90", message="unknown", is_open=True),),
    )

    assert verdict_of_preview(coverage, allow_unverified=True).says == "Refused: 1 unprotected."
