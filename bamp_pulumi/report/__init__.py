"""What people read: previews for a terminal, for a pull request, and for machines."""

from bamp_pulumi.report.markdown import render_markdown
from bamp_pulumi.report.preview_document import (
    PreviewDocument,
    preview_document,
    preview_json_schema,
)
from bamp_pulumi.report.rehearsal_document import rehearsal_document
from bamp_pulumi.report.rehearsal_page import render_rehearsal_page

__all__ = [
    "PreviewDocument",
    "preview_document",
    "preview_json_schema",
    "rehearsal_document",
    "render_markdown",
    "render_rehearsal_page",
]
