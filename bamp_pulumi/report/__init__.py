"""What people read: previews for a terminal, for a pull request, and for machines."""

from bamp_pulumi.report.markdown import render_markdown
from bamp_pulumi.report.preview_document import (
    PreviewDocument,
    preview_document,
    preview_json_schema,
)

__all__ = ["PreviewDocument", "preview_document", "preview_json_schema", "render_markdown"]
