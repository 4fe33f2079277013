"""How a message to the topic of a hand-made path ends, as the tests of topics compare it."""

from typing import Any

from hand_made_paths import MAILED
from sound_alerts import ACCOUNT, HERE

__all__ = [
    "AT_RULE",
    "BY_AN_ALARM",
    "BY_NOTIFICATIONS",
    "LATER",
    "NOT_IN",
    "NOT_NAMED",
    "TOPIC_ARN",
    "condition",
    "doubted",
    "dropped",
]

LATER = "is known after deployment"
AT_RULE = "(by EventBridge > rule)"
TOPIC_ARN = f"arn:aws:sns:{HERE}:{ACCOUNT}:topic"
BY_NOTIFICATIONS = "email a@bamp-ops.io within 5 min (by notifications > topic > mailbox)"
BY_AN_ALARM = "email a@bamp-ops.io within 6 min (by alarm > topic > mailbox)"
NOT_IN = "it does not allow events.amazonaws.com"
NOT_NAMED = f"{NOT_IN}: the policy of topic topic does not allow sns:Publish"


def doubted(why: str) -> list[str]:
    """Write that people are notified in doubt."""
    return [f"{MAILED} depends on: {why}"]


def dropped(why: str, at: str = "topic", by: str = AT_RULE) -> list[str]:
    """Write where the message ends."""
    return [f"dropped at {at}: {why} {by}"]


def condition(operator: str, key: str, value: str) -> dict[str, Any]:  # a statement's part
    """Write one condition."""
    return {"Condition": {operator: {key: value}}}
