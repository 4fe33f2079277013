"""How many messages channels take, and what SMS cost."""

from dataclasses import dataclass
from typing import Final

__all__ = [
    "API_DESTINATION_PER_SECOND",
    "EMAIL_RATE",
    "PAGERDUTY_RATE",
    "SLACK_RATE",
    "SMS_MESSAGE_MAX_BYTES",
    "SMS_MONTHLY_LIMIT_USD",
    "SMS_PART_CHARACTERS",
    "SMS_PART_USD",
    "SMS_RATE",
    "TARGET_MAX_AGE_SECONDS",
    "MessageRate",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRate:
    """How many messages a channel takes."""

    per_second: float
    """To one address, or by one key."""
    ends_it: str = ""
    """What more than that in one second ends, where it does not only wait. Default: it waits, and
    is tried again."""
    source: str
    read_on: str = "2026-11-28"


EMAIL_RATE: Final = MessageRate(
    per_second=10,
    ends_it="SNS deactivates the subscription",
    source=(
        "AWS General Reference, sns (delivery rate for email messages); AWS Knowledge Center,"
        " sns-email-subscription-disabled"
    ),
)
SMS_RATE: Final = MessageRate(
    per_second=20,
    source="AWS General Reference, sns (delivery rate for transactional SMS messages)",
)
SLACK_RATE: Final = MessageRate(
    per_second=1,
    source="slack-api-docs, page_rate_limits.md (incoming webhooks among them: 1 per second)",
)
PAGERDUTY_RATE: Final = MessageRate(
    per_second=2,
    source=(
        "PagerDuty developer documentation, docs/events-API-v2/05-Rate-Limits.md (about 120 calls "
        "a minute for each integration key)"
    ),
)

API_DESTINATION_PER_SECOND: Final = 300
"""Calls of an API destination that sets no rate of its own. Source: EventBridge user guide,
eb-quota (rate of invocations per API destination; read 2026-11-28).
"""

TARGET_MAX_AGE_SECONDS: Final = 86_400
"""How long EventBridge tries a target that sets no age of its own. Source: EventBridge user guide,
eb-rule-retry-policy (read 2026-11-28)."""

SMS_MONTHLY_LIMIT_USD: Final = 1
"""What an account may spend on SMS in a month until AWS raises it. Once SNS finds that a message
would exceed it, it sends none within minutes. Source: AWS General Reference, sns (account spend
threshold for SMS); SNS developer guide, channels-sms-awssupport-spend-threshold (read 2026-11-28).
"""

SMS_PART_USD: Final = 0.00645
"""Price of one part of a message to a number in the US, without the fee of its carrier; most other
countries cost more, so a count by it is the most that there can be. Source: SNS
developer guide, sms_publish-to-phone (a long message is sent as several); our inference: each of
them is charged, at the price for the US as third parties quote it, for the page of prices could
not be read (read 2026-11-29).
"""

SMS_PART_CHARACTERS: Final = 160
"""Characters of the GSM alphabet in one part; with any other character it is 70. Source: SNS
developer guide, sms_publish-to-phone (read 2026-11-28)."""

SMS_MESSAGE_MAX_BYTES: Final = 1_600
"""What SNS sends of a message. Source: SNS developer guide, sms_publish-to-phone (read
2026-11-28)."""
