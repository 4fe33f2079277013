"""What a Region is opted in for: every type AWS Backup knows, always the whole map.

AWS Backup passes over a tagged resource of a type that is not opted in: no job, no event. And a map
that leaves a type out differs from what AWS answers for ever.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from bamp_pulumi.errors import RefusedError

__all__ = [
    "MANAGED_TYPES",
    "OPT_IN_TYPES",
    "render_management",
    "render_opt_in",
    "require_known_types",
]

OPT_IN_TYPES: Final = (
    "Aurora",
    "CloudFormation",
    "DSQL",
    "DocumentDB",
    "DynamoDB",
    "EBS",
    "EC2",
    "EFS",
    "EKS",
    "FSx",
    "Neptune",
    "RDS",
    "Redshift",
    "Redshift Serverless",
    "S3",
    "SAP HANA on Amazon EC2",
    "Storage Gateway",
    "Timestream",
    "VirtualMachine",
)
"""Types with an opt-in of their own.

Source: AWS Backup API, GetSupportedResourceTypes; acceptance tests of the Terraform provider for
`Redshift Serverless` and `DSQL` (read 2026-11-22).
"""

MANAGED_TYPES: Final = ("DynamoDB", "EFS")
"""Types whose full management by AWS Backup is a setting of the Region.

Source: as `OPT_IN_TYPES`; both are listed by DescribeRegionSettings (read 2026-11-22).
"""


def render_opt_in(not_offered: Iterable[str] = ()) -> dict[str, bool]:
    """Return the whole opt-in map of a Region.

    Args:
        not_offered: Types that AWS Backup does not offer in this Region of this account, and
            refuses to be told of. Default: none.
    """
    left_out = frozenset(not_offered)
    return {name: True for name in OPT_IN_TYPES if name not in left_out}


def render_management(not_offered: Iterable[str] = ()) -> dict[str, bool]:
    """Return the whole management map of a Region; arguments as for `render_opt_in`."""
    left_out = frozenset(not_offered)
    return {name: True for name in MANAGED_TYPES if name not in left_out}


def require_known_types(types: Iterable[str]) -> None:
    """Refuse what is no type of AWS Backup.

    Raises:
        RefusedError: `BAMP-B15`, with the closest type there is.
    """
    for name in types:
        if name not in OPT_IN_TYPES:
            close = get_close_matches(name, OPT_IN_TYPES, n=1, cutoff=0.0)
            raise RefusedError(
                "BAMP-B15",
                given=f"a resource type {name!r}",
                allowed=", ".join(OPT_IN_TYPES),
                why="AWS Backup knows these types by these names and no other",
                write=repr(close[0]),
                path="resource_types_not_offered",
            )
