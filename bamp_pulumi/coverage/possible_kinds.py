"""What is reported of a resource that may be one of several kinds of data store."""

from collections.abc import Sequence
from dataclasses import replace

from bamp_pulumi.catalog import hiding_inputs
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.result import ResourceCoverage, Status

__all__ = ["agreed"]


def agreed(judged: Sequence[ResourceCoverage]) -> ResourceCoverage:
    """Combine the judgements of all kinds that a resource may be.

    Where all say the same it is said, in the words of the one that promises least; else nothing is
    verified. The inputs are named that hide which kind it is.
    """
    least = judged[-1]
    if len(judged) == 1:
        return least
    resource = least.resource
    hiding = " and ".join(hiding_inputs(resource.type, resource.inputs))
    kinds = " or ".join(covered.label for covered in judged)
    message = f"it may be {kinds}: {hiding} is known only after deployment"
    finding = Finding(id="BAMP-V35", message=message, urn=resource.urn, program=resource.program)
    if len({covered.status for covered in judged}) == 1:
        said = replace(finding, message=f"{message}; it is judged as {least.label}")
        return replace(least, findings=(said, *least.findings))
    return replace(
        least,
        label=kinds,
        status=Status.UNVERIFIED,
        how="the kind of data store is not known",
        rules=(),
        copies=(),
        achieved_rpo_minutes=None,
        exposure=(),
        findings=(finding,),
    )
