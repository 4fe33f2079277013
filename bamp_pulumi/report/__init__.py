"""What people read: previews for a terminal, for a pull request, and for machines.

Each form is loaded when it is first asked for: one run of a command writes one of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from bamp_pulumi.report.shown import as_json, refused_in_words, shown

if TYPE_CHECKING:
    from bamp_pulumi.report.adoption_json import adoption_document
    from bamp_pulumi.report.adoption_words import adoption_in_words
    from bamp_pulumi.report.changes_markdown import render_compared_markdown
    from bamp_pulumi.report.checkout import Checkout
    from bamp_pulumi.report.explained_document import explanations_document
    from bamp_pulumi.report.explained_words import explain_hint
    from bamp_pulumi.report.fitting import fitted
    from bamp_pulumi.report.issues import issues_of_preview, issues_of_rehearsal
    from bamp_pulumi.report.junit import junit_of_preview, junit_of_rehearsal
    from bamp_pulumi.report.leaving_json import leaving_document
    from bamp_pulumi.report.links import docs_url
    from bamp_pulumi.report.live_account import LiveAccount, NotAnswered
    from bamp_pulumi.report.live_document import coverage_document
    from bamp_pulumi.report.live_markdown import render_live_markdown
    from bamp_pulumi.report.markdown import render_markdown
    from bamp_pulumi.report.preview_json import (
        PreviewDocument,
        preview_document,
        preview_json_schema,
    )
    from bamp_pulumi.report.provenance import Provenance, Revision
    from bamp_pulumi.report.rehearsal_json import rehearsal_document
    from bamp_pulumi.report.rehearsal_markdown import render_rehearsal_markdown
    from bamp_pulumi.report.rehearsal_page import render_rehearsal_page
    from bamp_pulumi.report.sarif import sarif_of
    from bamp_pulumi.report.storm_json import storm_document
    from bamp_pulumi.report.verdict import Verdict, verdict_of_preview, verdict_of_rehearsal

__all__ = [
    "Checkout",
    "LiveAccount",
    "NotAnswered",
    "PreviewDocument",
    "Provenance",
    "Revision",
    "Verdict",
    "adoption_document",
    "adoption_in_words",
    "as_json",
    "coverage_document",
    "docs_url",
    "explain_hint",
    "explanations_document",
    "fitted",
    "issues_of_preview",
    "issues_of_rehearsal",
    "junit_of_preview",
    "junit_of_rehearsal",
    "leaving_document",
    "preview_document",
    "preview_json_schema",
    "refused_in_words",
    "rehearsal_document",
    "render_compared_markdown",
    "render_live_markdown",
    "render_markdown",
    "render_rehearsal_markdown",
    "render_rehearsal_page",
    "sarif_of",
    "shown",
    "storm_document",
    "verdict_of_preview",
    "verdict_of_rehearsal",
]

_MODULES: Final = {
    "Checkout": "checkout",
    "LiveAccount": "live_account",
    "NotAnswered": "live_account",
    "PreviewDocument": "preview_json",
    "Provenance": "provenance",
    "Revision": "provenance",
    "Verdict": "verdict",
    "adoption_document": "adoption_json",
    "adoption_in_words": "adoption_words",
    "coverage_document": "live_document",
    "docs_url": "links",
    "explain_hint": "explained_words",
    "explanations_document": "explained_document",
    "fitted": "fitting",
    "issues_of_preview": "issues",
    "issues_of_rehearsal": "issues",
    "junit_of_preview": "junit",
    "junit_of_rehearsal": "junit",
    "leaving_document": "leaving_json",
    "preview_document": "preview_json",
    "preview_json_schema": "preview_json",
    "rehearsal_document": "rehearsal_json",
    "render_compared_markdown": "changes_markdown",
    "render_live_markdown": "live_markdown",
    "render_markdown": "markdown",
    "render_rehearsal_markdown": "rehearsal_markdown",
    "render_rehearsal_page": "rehearsal_page",
    "sarif_of": "sarif",
    "storm_document": "storm_json",
    "verdict_of_preview": "verdict",
    "verdict_of_rehearsal": "verdict",
}


def __getattr__(name: str) -> object:
    """Load a report when it is first asked for."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"bamp_pulumi.report.{_MODULES[name]}"), name)
    globals()[name] = found
    return found
