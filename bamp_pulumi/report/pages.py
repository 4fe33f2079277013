"""Every file of the repository that is made from code: `python -m bamp_pulumi.report.pages`."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bamp_pulumi.measured import measured_json_schema
from bamp_pulumi.policy import policy_json_schema
from bamp_pulumi.report.adoption_json import adoption_json_schema
from bamp_pulumi.report.alert_kinds_page import render_alert_kinds_page
from bamp_pulumi.report.aws_limits_page import render_aws_limits_page
from bamp_pulumi.report.data_stores_page import render_data_stores_page
from bamp_pulumi.report.explained_document import explanations_json_schema
from bamp_pulumi.report.explained_page import render_refusals_page
from bamp_pulumi.report.faults_page import render_faults_page
from bamp_pulumi.report.findings_page import render_findings_page
from bamp_pulumi.report.leaving_json import leaving_json_schema
from bamp_pulumi.report.limits_page import render_limits_page
from bamp_pulumi.report.live_document import coverage_json_schema
from bamp_pulumi.report.preview_json import preview_json_schema
from bamp_pulumi.report.regions_page import render_regions_page
from bamp_pulumi.report.rehearsal_json import rehearsal_json_schema
from bamp_pulumi.report.storm_json import storm_json_schema
from bamp_pulumi.report.variants_page import render_variants_page
from bamp_pulumi.templates import pulumi_templates

__all__ = ["PAGES"]


def _schema(make: Callable[[], Mapping[str, object]]) -> Callable[[], str]:
    return lambda: json.dumps(make(), indent=2) + "\n"


def _as_it_is(text: str) -> Callable[[], str]:
    return lambda: text


PAGES: Final[Mapping[str, Callable[[], str]]] = MappingProxyType(
    {
        "docs/reference/findings.md": render_findings_page,
        "docs/reference/alert-kinds.md": render_alert_kinds_page,
        "docs/reference/aws-limits.md": render_aws_limits_page,
        "docs/reference/faults.md": render_faults_page,
        "docs/reference/data-stores.md": render_data_stores_page,
        "docs/reference/inherited-settings.md": render_variants_page,
        "docs/reference/limits.md": render_limits_page,
        "docs/reference/regions.md": render_regions_page,
        "docs/reference/refusals.md": render_refusals_page,
        "docs/schemas/bamp.adoption-1.json": _schema(adoption_json_schema),
        "docs/schemas/bamp.coverage-1.json": _schema(coverage_json_schema),
        "docs/schemas/bamp.explanations-1.json": _schema(explanations_json_schema),
        "docs/schemas/bamp.leaving-1.json": _schema(leaving_json_schema),
        "docs/schemas/bamp.measured-1.json": _schema(measured_json_schema),
        "docs/schemas/bamp.preview-1.json": _schema(preview_json_schema),
        "docs/schemas/bamp.rehearsal-1.json": _schema(rehearsal_json_schema),
        "docs/schemas/bamp.storm-1.json": _schema(storm_json_schema),
        "docs/schemas/policy.json": _schema(policy_json_schema),
        **{f"templates/{path}": _as_it_is(text) for path, text in pulumi_templates().items()},
    }
)
"""What makes each file, by its path from the root of the repository."""


def main(root: Path) -> None:
    """Write every page below `root`."""
    for path, make in PAGES.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
