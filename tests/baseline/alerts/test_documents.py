"""For whom services of AWS may act in the policies of the alerts, word for word.

Sources: the confused-deputy pages of EventBridge, EventBridge Scheduler and AWS Backup; SNS
developer guide, sns-key-management (read 2026-11-28).
"""

import pytest

from bamp_pulumi.baseline import (
    Account,
    AlertPlace,
    render_alert_key_policy,
    render_alert_topic_policy,
    render_assumed_by,
)

PLACE = AlertPlace(account=Account("111122223333"), region="us-west-2", name="shop")
RULES = "arn:aws:events:us-west-2:111122223333:rule/shop-*"
ALARMS = "arn:aws:cloudwatch:us-west-2:111122223333:alarm:shop-*"
VAULTS = "arn:aws:backup:us-west-2:111122223333:backup-vault:*"
GROUP = "arn:aws:scheduler:us-west-2:111122223333:schedule-group/shop"
TOPIC = "arn:aws:sns:us-west-2:111122223333:shop"
Written = dict[str, dict[str, str]]


def sent(arn: str) -> Written:
    """Write the condition for a call that has both keys."""
    return {
        "ArnLike": {"aws:SourceArn": arn},
        "StringEquals": {"aws:SourceAccount": "111122223333"},
    }


def if_sent(arn: str) -> Written:
    """Write the condition for a call of which that is not known."""
    return {
        "ArnLikeIfExists": {"aws:SourceArn": arn},
        "StringEqualsIfExists": {"aws:SourceAccount": "111122223333"},
    }


@pytest.mark.parametrize(
    ("service", "condition"),
    [
        ("events.amazonaws.com", sent(RULES)),
        ("scheduler.amazonaws.com", sent(GROUP)),
        ("lambda.amazonaws.com", None),
    ],
)
def test_a_role_is_for_rules_and_schedules_of_the_alerts(
    service: str, condition: Written | None
) -> None:
    """Of Lambda no page says for what it acts."""
    (statement,) = render_assumed_by(service, PLACE)["Statement"]

    assert statement["Principal"] == {"Service": service}
    assert statement["Action"] == ["sts:AssumeRole"]
    assert statement.get("Condition") == condition


def test_services_publish_for_what_is_of_this_account_and_region() -> None:
    """A call of EventBridge passes without the keys: an older page says that it has none."""
    statements = render_alert_topic_policy(PLACE, TOPIC)["Statement"]

    assert {s["Sid"]: s.get("Condition") for s in statements} == {
        "AllowRules": if_sent(RULES),
        "AllowAlarms": {"ArnLike": {"aws:SourceArn": ALARMS}},
        "AllowVaults": sent(VAULTS),
        "DenyPlainText": {"Bool": {"aws:SecureTransport": "false"}},
    }


def test_services_use_the_key_for_what_is_of_this_account_and_region() -> None:
    """EventBridge without a condition: with one, no alert of a rule would be encrypted."""
    statements = render_alert_key_policy(PLACE, with_function=False)["Statement"]

    assert {s["Sid"]: s.get("Condition") for s in statements} == {
        "AllowAdministrationByTheAccount": None,
        "AllowRules": None,
        "AllowAlarms": if_sent(ALARMS),
        "AllowVaults": if_sent(VAULTS),
    }
    assert [s["Principal"] for s in statements[1:]] == [
        {"Service": "events.amazonaws.com"},
        {"Service": "cloudwatch.amazonaws.com"},
        {"Service": "backup.amazonaws.com"},
    ]
    assert all(s["Action"] == ["kms:Decrypt", "kms:GenerateDataKey*"] for s in statements[1:])
