"""For whose rules, alarms, vaults and schedules a service of AWS may act.

Source: IAM user guide, confused-deputy and reference_policies_elements_condition_operators,
`...IfExists` (read 2026-11-28).
"""

from bamp_pulumi.baseline.alerts.place import AlertPlace
from bamp_pulumi.baseline.iam_document import Condition

__all__ = ["if_sent", "of_source", "sent"]


def of_source(arn: str) -> Condition:
    """Require what a service acts for; its ARN names the account."""
    return {"ArnLike": {"aws:SourceArn": arn}}


def sent(place: AlertPlace, arn: str) -> Condition:
    """Require the account and what in it: a call without one of the keys is refused."""
    return {**of_source(arn), "StringEquals": {"aws:SourceAccount": place.account.account_id}}


def if_sent(place: AlertPlace, arn: str) -> Condition:
    """Require them where they are sent: a call without a key passes."""
    return {f"{operator}IfExists": keys for operator, keys in sent(place, arn).items()}
