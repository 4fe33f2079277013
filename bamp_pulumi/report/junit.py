"""JUnit XML, which build servers read: `--format junit`.

A test case for each data store and each fault; a failure has the finding with its remedy; what is
exempt is skipped. What does not fail is in `system-out`. Attributes and elements are those of the
XSD that Jenkins' xUnit plugin checks files by (junit-10.xsd, read 2026-11-28), which Maven Surefire
writes too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from bamp_pulumi.coverage import Coverage, Finding, ResourceCoverage, Severity, Status
from bamp_pulumi.estate import Resource
from bamp_pulumi.explained import explain
from bamp_pulumi.rehearsal import FAULTS, Rehearsal
from bamp_pulumi.report.checkout import Checkout
from bamp_pulumi.report.links import docs_url
from bamp_pulumi.report.preview_verdict import ALLOWED_BY, is_allowed
from bamp_pulumi.report.rehearsal_verdict import Subject, nothing_left_in_words
from bamp_pulumi.report.rehearsal_words import FaultLine, fault_lines
from bamp_pulumi.report.shown import shown
from bamp_pulumi.report.words import by_program, said_in_words

__all__ = ["junit_of_preview", "junit_of_rehearsal"]

_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 allows in no document, escaped or not (2.2 Characters)."""
_WHOLE: Final = "account"
"""Class of what is about no single data store."""


def junit_of_preview(
    coverage: Coverage, checkout: Checkout, *, allow_unverified: bool = False
) -> str:
    """Return a preview: a suite for each program, a test case for each data store.

    Args:
        coverage: How data stores stand.
        checkout: Where files are in the repository.
        allow_unverified: Whether what is not verified is skipped. Default: it fails, as the preview
            does.
    """
    suites = _suites_of_preview(coverage, checkout, allow_unverified=allow_unverified)
    return _document("bamp preview", suites)


def junit_of_rehearsal(rehearsal: Rehearsal, checkout: Checkout) -> str:
    """Return a rehearsal: its preview, then faults, restores, schedules and alerting paths."""
    faults = _suite("faults", (_fault(one) for one in fault_lines(rehearsal)))
    restores = _suite("restores", _restores(rehearsal))
    paths = _suite("schedules and alerting paths", _paths(rehearsal))
    before = _suites_of_preview(rehearsal.coverage, checkout, allow_unverified=False)
    return _document("bamp rehearse", [*before, restores, faults, paths])


def _document(name: str, suites: Iterable[ET.Element]) -> str:
    root = ET.Element("testsuites", name=name)
    root.extend(suite for suite in suites if len(suite))
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ET.indent(root)
    # In ASCII: no terminal and no reader takes anything in it for more than a text.
    return ET.tostring(root, encoding="us-ascii", xml_declaration=True).decode("ascii") + "\n"


def _suite(name: str, cases: Iterable[ET.Element]) -> ET.Element:
    suite = ET.Element("testsuite", name=_text(name))
    suite.extend(cases)
    failed = sum(case.find("failure") is not None for case in suite)
    skipped = sum(case.find("skipped") is not None for case in suite)
    counts = {"tests": len(suite), "failures": failed, "errors": 0, "skipped": skipped}
    for key, count in counts.items():
        suite.set(key, str(count))
    return suite


def _case(classname: str, name: str) -> ET.Element:
    return ET.Element("testcase", classname=_text(classname), name=_text(name), time="0")


def _text(text: str) -> str:
    """Return a text of anybody as one line that XML allows."""
    return _FORBIDDEN.sub("\ufffd", shown(text))


def _fail(case: ET.Element, kind: str, message: str, lines: Sequence[str]) -> None:
    failure = ET.SubElement(case, "failure", type=kind, message=_text(message))
    failure.text = "\n".join(map(_text, lines))


def _skip(case: ET.Element, message: str) -> None:
    ET.SubElement(case, "skipped", message=_text(message))


def _suites_of_preview(
    coverage: Coverage, checkout: Checkout, *, allow_unverified: bool
) -> list[ET.Element]:
    def place(finding: Finding) -> str:
        resource = coverage.estate.within(finding.program, finding.urn)
        return "" if resource is None else _place(resource, checkout)

    causes = dict(coverage.causes)
    suites = [
        _suite(
            program,
            (
                _store(each, checkout, causes, allow_unverified=allow_unverified)
                for each in of_program
            ),
        )
        for program, of_program in by_program(coverage)
    ]
    case = _case(_WHOLE, "what is about no single data store")
    _put(
        case,
        [(f, causes[f], place(f)) for f in coverage.findings if f in causes],
        allow_unverified=allow_unverified,
    )
    return [*suites, _suite(_WHOLE, [case])]


def _store(
    covered: ResourceCoverage,
    checkout: Checkout,
    causes: Mapping[Finding, Sequence[Finding]],
    *,
    allow_unverified: bool,
) -> ET.Element:
    resource = covered.resource
    case = _case(resource.program, f"{resource.name} ({covered.label})")
    place = _place(resource, checkout)
    found = [(f, causes[f], place) for f in covered.findings if f in causes]
    if _put(case, found, allow_unverified=allow_unverified):
        return case
    said = f"{covered.status}: {covered.how or 'no backup'}"
    if covered.status is Status.EXEMPT:
        _skip(case, f"exempt {covered.how}")
    elif covered.status is Status.UNVERIFIED and allow_unverified:
        _skip(case, f"{said} (accepted by {ALLOWED_BY})")
    elif covered.status in (Status.UNPROTECTED, Status.UNVERIFIED):
        _fail(case, str(covered.status), said, [said, *([f"At: {place}"] if place else [])])
    return case


def _put(
    case: ET.Element,
    findings: Sequence[tuple[Finding, Sequence[Finding], str]],
    *,
    allow_unverified: bool,
) -> bool:
    """Put findings into a case: errors as failures, all else into what it printed.

    Args:
        case: The test case.
        findings: Each with those that follow from it, and its place; empty where it has none.
        allow_unverified: Whether what is only unverified is accepted.

    Returns:
        Whether the case fails.
    """
    noted: list[str] = []
    fails = False
    for finding, followers, place in findings:
        said = said_in_words(finding, followers)
        at = [f"At: {place}"] if place else []
        allowed = is_allowed(finding, allow_unverified=allow_unverified)
        if finding.severity is Severity.ERROR and not allowed:
            _fail(case, finding.id, said, [said, *at, *_remedy(finding.id)])
            fails = True
        else:
            accepted = f" (accepted by {ALLOWED_BY})" if allowed else ""
            noted += [f"{finding.severity} {finding.id} {said}{accepted}", *at]
    if noted:
        ET.SubElement(case, "system-out").text = "\n".join(map(_text, noted))
    return fails


def _place(resource: Resource, checkout: Checkout) -> str:
    where = checkout.place_of(resource.program, resource.source)
    return f"{where.path}:{where.line}" if where is not None else resource.source


def _remedy(name: str) -> Iterator[str]:
    found = explain(name)
    if found is not None:
        yield f"Fix: {found.fix}"
    if url := docs_url(name):
        yield f"See: {url}"


def _fault(one: FaultLine) -> ET.Element:
    case = _case("faults", one.fault)
    said = f"{FAULTS[one.fault].happens} Notified: {one.notified}."
    if one.accepted:
        _skip(case, f"{said} {one.accepted}")
    elif one.is_unnotified:
        _fail(case, one.fault, said, [said, *_remedy(one.fault)])
    return case


def _restores(rehearsal: Rehearsal) -> Iterator[ET.Element]:
    for one in rehearsal.kinds:
        case = _case("restores", f"{one.kind.one.resource.name} ({one.kind.one.label})")
        if one.is_lost:
            said = nothing_left_in_words(rehearsal)
            _fail(case, Subject.NOTHING_LEFT, said, [said])
        yield case


def _paths(rehearsal: Rehearsal) -> Iterator[ET.Element]:
    if not rehearsal.findings:
        yield _case("paths", "schedules and alerting paths")
    for finding in rehearsal.findings:
        case = _case("paths", f"{finding.code} {finding.at}")
        _fail(case, finding.code, finding.why, [finding.why, *_remedy(finding.code)])
        yield case
