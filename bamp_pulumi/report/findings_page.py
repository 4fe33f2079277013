"""The page `docs/reference/findings.md`, made from the table of findings."""

from bamp_pulumi.coverage import FINDING_KINDS
from bamp_pulumi.explained import Family, all_explanations
from bamp_pulumi.report.explained_page import explained_sections

__all__ = ["render_findings_page"]

_HEAD = """\
# Findings of `bamp preview`

Made from `bamp_pulumi.coverage` and `bamp_pulumi.explained` by `make docs`; do not edit. An `error`
refuses the preview (exit status 1), a `warning` should be reviewed, an `info` is worth knowing.
`bamp explain CODE` prints the section of a code.

| Code | Severity | What is found | Why it matters |
| --- | --- | --- | --- |
"""


def render_findings_page() -> str:
    """Render the page."""
    rows = (
        f"| [`{code}`](#{code.lower()}) | {kind.severity} | {kind.title} | {kind.why} |"
        for code, kind in FINDING_KINDS.items()
    )
    explained = (one for one in all_explanations() if one.family is Family.FINDINGS)
    table = _HEAD + "\n".join(rows)
    return f"{table}\n\n## Each of them\n\n{explained_sections(explained)}"
