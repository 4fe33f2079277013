"""Filter policies of SNS subscriptions: does a subscription receive a message?

By default they look at the attributes of the message; a message without an attribute that the
policy names does not match, unless the policy asks that it be absent. With the scope `MessageBody`
they look into the body, which must be JSON.

Source: SNS developer guide, sns-subscription-filter-policies, sns-message-filtering-scope
(read 2026-11-26).
"""

from collections.abc import Mapping
from typing import cast

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.signals.event_pattern import match_event
from bamp_pulumi.signals.match import PASSES, Match
from bamp_pulumi.texts import UnreadableError, parse_json

__all__ = ["match_message"]


def match_message(
    policy: object,
    *,
    attributes: Mapping[str, object],
    body: object,
    scope: object = "MessageAttributes",
) -> Match:
    """Match a message against a filter policy.

    Args:
        policy: The parsed JSON; None or empty for none, `UNKNOWN` where unknown.
        attributes: Values of the message's attributes by name; a list for several values.
        body: Text of the message, or the JSON in it, parsed; `UNKNOWN` where unknown.
        scope: What the policy looks at; `UNKNOWN` where unknown.
    """
    if policy is None or policy == {}:
        return PASSES
    if scope is UNKNOWN:
        return Match(passes=None, field="the scope of the filter")
    if scope != "MessageBody":
        return match_event(policy, attributes)
    parsed = _parsed(body)
    if parsed is UNKNOWN or isinstance(parsed, Mapping):
        return match_event(policy, cast("Mapping[str, object]", parsed))
    return Match(passes=False, field="the body")


def _parsed(body: object) -> object:
    """Read a body; None where it is no JSON."""
    try:
        if body is UNKNOWN or isinstance(body, Mapping):
            return cast("object", body)
        return parse_json(str(body))
    except UnreadableError:
        return None
