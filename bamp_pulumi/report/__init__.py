"""What people read: previews for a terminal, for a pull request, and for machines.

Reports of rehearsals are loaded when they are first asked for: a preview needs no simulation.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from bamp_pulumi.report.changes_markdown import render_compared_markdown
from bamp_pulumi.report.checkout import Checkout
from bamp_pulumi.report.explained_words import explain_hint
from bamp_pulumi.report.fitted import fitted
from bamp_pulumi.report.links import docs_url
from bamp_pulumi.report.markdown import render_markdown
from bamp_pulumi.report.preview_document import (
    PreviewDocument,
    preview_document,
    preview_json_schema,
)
from bamp_pulumi.report.provenance import Provenance, Revision
from bamp_pulumi.report.shown import as_json, refused_in_words, shown
from bamp_pulumi.report.verdict import Verdict, verdict_of_preview, verdict_of_rehearsal

if TYPE_CHECKING:
    from bamp_pulumi.report.explained_document import explanations_document
    from bamp_pulumi.report.issues import issues_of_preview, issues_of_rehearsal
    from bamp_pulumi.report.junit import junit_of_preview, junit_of_rehearsal
    from bamp_pulumi.report.rehearsal_document import rehearsal_document
    from bamp_pulumi.report.rehearsal_markdown import render_rehearsal_markdown
    from bamp_pulumi.report.rehearsal_page import render_rehearsal_page
    from bamp_pulumi.report.sarif import sarif_of
    from bamp_pulumi.report.storm_json import storm_document

__all__ = [
    "Checkout",
    "PreviewDocument",
    "Provenance",
    "Revision",
    "Verdict",
    "as_json",
    "docs_url",
    "explain_hint",
    "explanations_document",
    "fitted",
    "issues_of_preview",
    "issues_of_rehearsal",
    "junit_of_preview",
    "junit_of_rehearsal",
    "preview_document",
    "preview_json_schema",
    "refused_in_words",
    "rehearsal_document",
    "render_compared_markdown",
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
    "explanations_document": "explained_document",
    "issues_of_preview": "issues",
    "issues_of_rehearsal": "issues",
    "junit_of_preview": "junit",
    "junit_of_rehearsal": "junit",
    "rehearsal_document": "rehearsal_document",
    "render_rehearsal_markdown": "rehearsal_markdown",
    "render_rehearsal_page": "rehearsal_page",
    "sarif_of": "sarif",
    "storm_document": "storm_json",
}


def __getattr__(name: str) -> object:
    """Load a report that a preview does not need, once."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"bamp_pulumi.report.{_MODULES[name]}")
    found: object = getattr(module, name)
    globals()[name] = found
    return found
