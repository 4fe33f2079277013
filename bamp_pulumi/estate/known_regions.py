"""Codes that look like a Region and are not one: nothing can be deployed there."""

from collections.abc import Mapping
from typing import Final

from bamp_pulumi.catalog import is_region, nearest_regions
from bamp_pulumi.errors import RefusedError

__all__ = ["require_known_region", "require_known_regions_of"]

_SETTINGS: Final = ("aws:region", "aws-native:region")


def require_known_region(code: str, given: str, write: str, where: str = "") -> None:
    """Refuse a Region that AWS does not have.

    Args:
        code: The code of the Region.
        given: Where it stands, in words, such as `--region us-esat-1`.
        write: What to write instead; `{}` in it stands for the nearest code.
        where: File and line. Default: none.

    Raises:
        RefusedError: `BAMP-P13`.
    """
    if is_region(code):
        return
    nearest = nearest_regions(code)
    raise RefusedError(
        "BAMP-P13",
        given=given,
        allowed=f"the code of a Region of AWS, such as {' or '.join(nearest)}",
        why="AWS: there is no such Region; botocore's list of Regions does not have it",
        write=write.format(nearest[0]),
        where=where,
    )


def require_known_regions_of(
    config: Mapping[str, object], whose: str, lines: Mapping[str, str]
) -> None:
    """Refuse a stack's configuration that names a Region AWS does not have (`BAMP-P13`).

    Args:
        config: By `namespace:key`; what is unknown or empty is not looked at.
        whose: What it is the configuration of, in words.
        lines: File and line of each key, where they are known.
    """
    for key in _SETTINGS:
        code = config.get(key)
        if isinstance(code, str) and code:
            given = f"{key}: {code} of {whose}"
            require_known_region(code, given, f"{key}: {{}}", lines.get(key, ""))
