"""Tags whose values are secret: they decide as any do, and are never shown."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bamp_pulumi.coverage.result import ResourceCoverage
from bamp_pulumi.estate import MASKED

__all__ = ["hidden", "otherwise_said"]


def hidden(covered: ResourceCoverage, tags: Mapping[str, str]) -> ResourceCoverage:
    """Take the values of secret tags out of everything that is reported of a resource.

    Pulumi keeps a map of tags secret as a whole when one of its values is.
    """
    values = sorted({value for value in tags.values() if value}, key=len, reverse=True)
    if not values:
        return covered
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(value)}(?!\w)" for value in values))

    return otherwise_said(covered, lambda text: pattern.sub(MASKED, text))


def otherwise_said(covered: ResourceCoverage, words: Callable[[str], str]) -> ResourceCoverage:
    """Replace the texts that are reported of a resource, except names of vaults.

    Those of vaults are what copies are found by, too.
    """
    return replace(
        covered,
        tier=words(covered.tier),
        owner=words(covered.owner),
        how=words(covered.how),
        exempt_reason=words(covered.exempt_reason),
        exempt_owner=words(covered.exempt_owner),
        rules=tuple(replace(r, plan=words(r.plan), rule=words(r.rule)) for r in covered.rules),
        copies=tuple(replace(c, plan=words(c.plan), rule=words(c.rule)) for c in covered.copies),
        findings=tuple(replace(f, message=words(f.message), refusals=()) for f in covered.findings),
    )
