"""What people read: previews for a terminal, for a pull request, and for machines.

Reports of rehearsals are loaded when they are first asked for: a preview needs no simulation.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from bamp_pulumi.report.markdown import render_markdown
from bamp_pulumi.report.preview_document import (
    PreviewDocument,
    preview_document,
    preview_json_schema,
)
from bamp_pulumi.report.shown import as_json, refused_in_words, usage_in_words

if TYPE_CHECKING:
    from bamp_pulumi.report.explained_document import explanations_document
    from bamp_pulumi.report.rehearsal_document import rehearsal_document
    from bamp_pulumi.report.rehearsal_page import render_rehearsal_page
    from bamp_pulumi.report.storm_json import storm_document

__all__ = [
    "PreviewDocument",
    "as_json",
    "explanations_document",
    "preview_document",
    "preview_json_schema",
    "refused_in_words",
    "rehearsal_document",
    "render_markdown",
    "render_rehearsal_page",
    "storm_document",
    "usage_in_words",
]

_LATER: Final = {
    "explanations_document": "bamp_pulumi.report.explained_document",
    "rehearsal_document": "bamp_pulumi.report.rehearsal_document",
    "render_rehearsal_page": "bamp_pulumi.report.rehearsal_page",
    "storm_document": "bamp_pulumi.report.storm_json",
}


def __getattr__(name: str) -> object:
    """Load a report that a preview does not need, once."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_LATER[name]), name)
    globals()[name] = found
    return found
