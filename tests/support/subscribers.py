"""Subscribers of the topic of a hand-made path, and how a message to one of them ends."""

from typing import Any

from hand_made_paths import BY_RULE, changed

from bamp_pulumi.estate import Estate

__all__ = [
    "BEFORE",
    "BY",
    "CALLED",
    "CONFIRMED",
    "ENDPOINT",
    "NOT_CONFIRMED",
    "PAGER",
    "PHONE",
    "PUSH",
    "QUEUE_ARN",
    "STRANGER",
    "STREAM",
    "TEXTED",
    "subscribed",
]

# Any, from here on: inputs of resources.
BY = "(by EventBridge > rule > topic > mailbox)"
BEFORE = "(by EventBridge > rule > topic)"
PHONE = {"protocol": "sms", "endpoint": "+14155550400"}
TEXTED = f"sms +14155550400 within 5 min {BY}"
ENDPOINT = {"protocol": "https", "endpoint": "https://ops.bamp-ops.io/hook"}
CONFIRMED = {**ENDPOINT, "endpointAutoConfirms": True}
CALLED = f"https https://ops.bamp-ops.io/hook within 5 min {BY}"
NOT_CONFIRMED = "whether mailbox is confirmed: its endpoint does not do so itself"
STRANGER = "arn:aws:lambda:us-east-1:111122223333:function:f"
PUSH = "arn:aws:sns:us-east-1:111122223333:endpoint/GCM/app/7"
QUEUE_ARN = "arn:aws:sqs:us-east-1:111122223333:q"
STREAM = "arn:aws:firehose:us-east-1:111122223333:deliverystream/s"
PAGER = "https://events.pagerduty.com/integration/abc/enqueue"


def subscribed(**inputs: Any) -> Estate:  # noqa: ANN401 - as above
    """Change the subscription."""
    return changed(BY_RULE, "mailbox", **inputs)
