"""Resources that a declared one creates and no program declares, and Regions that do not exist."""

from collections.abc import Iterator

from bamp_pulumi.catalog import (
    UNKNOWN,
    HidingType,
    hiding_type,
    is_region,
    may_hold_data,
    nearest_regions,
    types_in_template,
)
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.estate import Estate, Resource

__all__ = ["hidden_findings"]


def hidden_findings(estate: Estate) -> Iterator[Finding]:
    """Name the resources that make others (`BAMP-V87`), and Regions that are none (`BAMP-V89`)."""
    for resource in estate.resources:
        row = hiding_type(resource.type)
        made = _made(resource, row) if row is not None and not resource.external else ""
        if made:
            yield _finding("BAMP-V87", made, resource)
        if resource.custom and resource.region and not is_region(resource.region):
            nearest = " or ".join(nearest_regions(resource.region))
            message = f"AWS has no Region {resource.region}; {nearest} come closest"
            yield _finding("BAMP-V89", message, resource)


def _made(resource: Resource, row: HidingType) -> str:
    """Return what a resource may make; empty if its template declares nothing that holds data."""
    template = resource.value(row.template) if row.template else None
    if isinstance(template, str):
        holding = [one for one in types_in_template(template) if may_hold_data(one)]
        if not holding:
            return ""
        named = ", ".join(holding)
        return f"{row.by} makes {named}, which the program does not declare: none is judged alone"
    why = "its text is known only after deployment" if template is UNKNOWN else ""
    if row.template and not why:
        why = "its text is not in the program"
    return f"what {row.by} makes is not known here" + (f": {why}" if why else "")


def _finding(code: str, message: str, resource: Resource) -> Finding:
    return Finding(id=code, message=message, urn=resource.urn, program=resource.program)
