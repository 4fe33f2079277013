"""Which calls of services say for what they are made.

Source of the answers: the pages that each row names (read 2026-11-28).
"""

import pytest

from bamp_pulumi.catalog import CALL_SOURCES, sends_source

EVENTS, BACKUP = "events.amazonaws.com", "backup.amazonaws.com"


@pytest.mark.parametrize(
    ("service", "action", "sends"),
    [
        (EVENTS, "sts:AssumeRole", True),
        (EVENTS, "sqs:SendMessage", True),
        (EVENTS, "kms:Decrypt", False),
        (EVENTS, "kms:GenerateDataKey", False),
        (EVENTS, "logs:CreateLogStream", None),
        ("delivery.logs.amazonaws.com", "logs:PutLogEvents", True),
        ("cloudwatch.amazonaws.com", "sns:Publish", True),
        ("cloudwatch.amazonaws.com", "kms:Decrypt", None),
        (BACKUP, "sns:Publish", True),
        (BACKUP, "kms:Decrypt", None),
        (BACKUP, "sts:AssumeRole", None),
        ("lambda.amazonaws.com", "sts:AssumeRole", None),
        ("scheduler.amazonaws.com", "sts:AssumeRole", True),
        ("sns.amazonaws.com", "sqs:SendMessage", True),
        ("guardduty.amazonaws.com", "sns:Publish", None),
    ],
)
def test_a_service_says_for_what_it_calls_as_aws_documents_it(
    service: str, action: str, *, sends: bool | None
) -> None:
    """Of what no page says, nothing is known."""
    assert sends_source(service, action) is sends


def test_each_call_has_one_row() -> None:
    """Two would answer by their order."""
    calls = [(s, a) for row in CALL_SOURCES for s in row.services for a in row.actions]

    assert len(calls) == len({*calls})


def test_each_row_has_a_reason_a_page_and_a_date() -> None:
    """Nothing else lets a condition into a policy, or keeps one out."""
    assert all(row.why and row.source and row.read_on for row in CALL_SOURCES)
