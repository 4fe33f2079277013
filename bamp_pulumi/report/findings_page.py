"""The page `docs/reference/findings.md`, made from the table of findings."""

from bamp_pulumi.coverage import FINDING_KINDS

__all__ = ["render_findings_page"]

_HEAD = """\
# Findings of `bamp preview`

Made from `bamp_pulumi.coverage` by `make docs`; do not edit. An `error` refuses the preview (exit
status 1), a `warning` asks for a look, an `info` is worth knowing.

| Code | Severity | What is found | Why it matters |
| --- | --- | --- | --- |
"""


def render_findings_page() -> str:
    """Render the page."""
    rows = (
        f"| `{code}` | {kind.severity} | {kind.title} | {kind.why} |"
        for code, kind in FINDING_KINDS.items()
    )
    return _HEAD + "\n".join(rows) + "\n"
