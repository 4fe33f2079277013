"""As whom Amazon SNS calls a function of another Region.

Regions that an account has to enable are apart: what is sent from one of them comes from a service
principal of its own, and to one of them nothing is sent from elsewhere.

Source: SNS developer guide, lambda-prereq, sns-cross-region-delivery (read 2026-11-28).
"""

from typing import Final

from bamp_pulumi.catalog.regions import is_opt_in_region

__all__ = ["topic_caller"]

_CALLER: Final = "sns.amazonaws.com"
"""The service principal of Amazon SNS, in one Region and between those every account has."""

_APART_IN_SNS: Final = frozenset({"ap-northeast-3"})
"""Regions that every account has, and that the guide of SNS lists with those to enable: Osaka was
opened to all after March 20, 2019."""


def topic_caller(topic_region: str, function_region: str) -> str | None:
    """Return the service principal by which a topic calls a function.

    Args:
        topic_region: Region of the topic; empty while unknown.
        function_region: Region of the function; empty while unknown, and taken for the topic's.

    Returns:
        Such as `sns.amazonaws.com` or `sns.eu-south-1.amazonaws.com`; None where SNS delivers
        nothing from the one Region to a function in the other.
    """
    if not topic_region or not function_region or topic_region == function_region:
        return _CALLER
    if _is_apart(function_region):
        return None
    if not _is_apart(topic_region):
        return _CALLER
    return f"sns.{topic_region}.amazonaws.com"


def _is_apart(region: str) -> bool:
    return is_opt_in_region(region) or region in _APART_IN_SNS
