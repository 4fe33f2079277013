"""SARIF 2.1.0, which code scanning reads: `--format sarif`.

Sources: OASIS, Static Analysis Results Interchange Format 2.1.0 (errata 01): 3.14.14
originalUriBaseIds, 3.27.16 partialFingerprints, 3.27.23 suppressions; GitHub docs, SARIF support
for code scanning (read 2026-11-28).
"""

import json
import re
from collections.abc import Sequence
from typing import Any, Final

from bamp_pulumi.coverage import Severity
from bamp_pulumi.explained import Explanation, Family, explain
from bamp_pulumi.published import find_source, version
from bamp_pulumi.report.checkout import Checkout
from bamp_pulumi.report.issues import Issue, fingerprints
from bamp_pulumi.report.links import docs_url
from bamp_pulumi.report.shown import shown
from bamp_pulumi.report.verdict import Verdict

__all__ = ["sarif_of"]

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT: Final = "%SRCROOT%"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PLACEHOLDER: Final = re.compile(r"\{\d+\}")
_FINGERPRINT: Final = "bampIssue/v1"
_REASONS: Final = {
    "unprotected": "A data store is not protected.",
    "unverified": "What was given does not show whether a data store is protected.",
    "nothing-left": "Nothing could be restored of a data store.",
}
"""Reasons for exit status 1 that no code and no fault stands for."""
_Json = dict[str, Any]  # Any: JSON


def sarif_of(issues: Sequence[Issue], verdict: Verdict, checkout: Checkout, *, command: str) -> str:
    """Return a log of one run, as JSON in ASCII.

    Args:
        issues: What is against the estate, and its exemptions, which are suppressed.
        verdict: The verdict of the command.
        checkout: Where files are in the repository: paths are relative to its root.
        command: `preview` or `rehearse`: two commands of one commit do not overwrite each other.
    """
    codes = sorted({issue.code for issue in issues})
    source = find_source()
    run: _Json = {
        "tool": {
            "driver": {
                "name": "bamp",
                "version": version(),
                "semanticVersion": version(),
                **({"informationUri": source.repository} if source is not None else {}),
                "rules": [_rule(code) for code in codes],
            }
        },
        "automationDetails": {"id": f"bamp/{command}/"},
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "invocations": [
            {
                "executionSuccessful": True,
                "exitCode": verdict.exit_status,
                "exitCodeDescription": shown(verdict.says),
            }
        ],
        "results": [
            _result(issue, codes.index(issue.code), mark, checkout)
            for issue, mark in zip(issues, fingerprints([*issues]), strict=True)
        ],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, indent=2).replace("\x7f", "\\u007f")


def _rule(code: str) -> _Json:
    url = docs_url(code)
    rule: _Json = {"id": code, "helpUri": url} if url else {"id": code}
    found = explain(code)
    if found is not None:
        # A full stop: code scanning shows the two one after the other.
        rule |= {
            "shortDescription": {"text": f"{found.title}."},
            "fullDescription": {"text": found.means},
            "help": {"text": _help(found), "markdown": _help_in_markdown(found)},
            "properties": {"tags": ["backup", str(found.family)]},
        }
        if found.family is Family.FINDINGS:
            rule["defaultConfiguration"] = {"level": _LEVELS[Severity(found.severity)]}
    elif code in _REASONS:
        rule["shortDescription"] = {"text": _REASONS[code]}
    return rule


def _help(found: Explanation) -> str:
    sources = "; ".join(str(source) for source in found.sources)
    return f"{found.why}\n\n{found.fix}\n\n{found.snippet.text}\n\nSources: {sources}."


def _help_in_markdown(found: Explanation) -> str:
    sources = "; ".join(f"[{s.name}]({s.url})" if s.url else s.name for s in found.sources)
    snippet = f"```{found.snippet.language}\n{found.snippet.text}\n```"
    return (
        f"{found.means}\n\n**Why:** {found.why}\n\n**Fix:** {found.fix}\n\n{snippet}\n\n"
        f"Sources: {sources}."
    )


def _plain(text: str) -> str:
    """Return a text of anybody in which a viewer finds no link and no placeholder.

    Source: SARIF 2.1.0, 3.11.5 Messages with placeholders, 3.11.6 Messages with embedded links.
    """
    line = shown(text)
    if "](" in line:
        line = re.sub(r"([\\\[\]])", r"\\\1", line)
    return line.replace("{", "{{").replace("}", "}}") if _PLACEHOLDER.search(line) else line


def _result(issue: Issue, rule: int, fingerprint: str, checkout: Checkout) -> _Json:
    place = checkout.place_of(issue.program, issue.source)
    place = place or checkout.project_file_of(issue.program)
    location: _Json = {
        "physicalLocation": {
            "artifactLocation": {"uri": place.uri, "uriBaseId": _ROOT},
            "region": {"startLine": place.line},
        }
    }
    if issue.urn:
        location["logicalLocations"] = [
            {"name": issue.name, "fullyQualifiedName": issue.urn, "kind": "resource"}
        ]
    suppressions: list[_Json] = []
    if issue.exempt_because:
        because = shown(issue.exempt_because)
        # Without a status it is accepted, by 3.35.3.
        kind = "external" if issue.is_allowed_by_option else "inSource"
        suppressions = [{"kind": kind, "justification": because}]
    return {
        "ruleId": issue.code,
        "ruleIndex": rule,
        "level": _LEVELS[issue.severity],
        "message": {"text": _plain(issue.message)},
        "locations": [location],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
        # Of all results of a run or of none: an empty list says that it stands.
        "suppressions": suppressions,
    }
