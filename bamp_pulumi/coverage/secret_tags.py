"""Tags whose values are secret: they decide as any do, and are never shown."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bamp_pulumi.coverage.result import ResourceCoverage

__all__ = ["SECRET", "hidden"]

SECRET: Final = "[secret]"  # noqa: S105 - Pulumi's own mask


def hidden(covered: ResourceCoverage, tags: Mapping[str, str]) -> ResourceCoverage:
    """Take the values of secret tags out of everything that is said of a resource.

    Pulumi keeps a map of tags secret as a whole when one of its values is.
    """
    values = sorted({value for value in tags.values() if value}, key=len, reverse=True)
    if not values:
        return covered
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(value)}(?!\w)" for value in values))

    def without(text: str) -> str:
        return pattern.sub(SECRET, text)

    return replace(
        covered,
        tier=without(covered.tier),
        owner=without(covered.owner),
        how=without(covered.how),
        rules=tuple(replace(r, plan=without(r.plan), rule=without(r.rule)) for r in covered.rules),
        copies=tuple(
            replace(c, plan=without(c.plan), rule=without(c.rule)) for c in covered.copies
        ),
        findings=tuple(replace(f, message=without(f.message)) for f in covered.findings),
    )
