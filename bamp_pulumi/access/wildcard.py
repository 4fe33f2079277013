"""Comparing with `*` and `?`, as policies do."""

from functools import lru_cache
from typing import Final

from bamp_pulumi.texts import wildcard_fits
from bamp_pulumi.truth import Truth

__all__ = ["action_fits", "arn_fits", "text_fits"]

_ARN_PARTS: Final = 6


def text_fits(pattern: str, text: str) -> bool:
    """Compare a text: `*` is any characters, none included; `?` is one; case counts."""
    return wildcard_fits(pattern, text, has_one=True)


@lru_cache(maxsize=65536)  # each role is asked for the same actions, and lists the same
def action_fits(pattern: str, action: str) -> bool:
    """Compare an action, whose case does not count.

    Source: IAM user guide, reference_policies_elements_action (read 2026-11-26).
    """
    return text_fits(pattern.lower(), action.lower())


def arn_fits(pattern: str, arn: str) -> Truth:
    """Compare an ARN part by part: no wildcard reaches over one of the first five colons.

    Returns:
        The answer; None when the pattern has no six parts, for which IAM states no rule.

    Source: IAM user guide, reference_policies_elements_condition_operators, ARN operators
    (read 2026-11-26).
    """
    wanted, found = pattern.split(":", _ARN_PARTS - 1), arn.split(":", _ARN_PARTS - 1)
    if len(wanted) != _ARN_PARTS:
        return None
    if len(found) != _ARN_PARTS:
        return False
    return all(text_fits(p, part) for p, part in zip(wanted, found, strict=True))
