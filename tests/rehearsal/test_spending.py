"""What may be spent on SMS, as an estate says it."""

from collections.abc import Callable

import pulumi_aws as aws
import pytest
from alerted import HERE, THERE, rehearsed, stores
from sound_alerts import declare_rule, policy

from bamp_pulumi.components import Baseline
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal import sms_only
from bamp_pulumi.rehearsal.delivery.spending import SpendingLimit, spending_limit
from bamp_pulumi.report.sms_words import sms_in_words
from bamp_pulumi.testing import declare

ACCOUNT = "111122223333"


def limit_of(*preferences: tuple[float, str]) -> SpendingLimit:
    """Read the limit of a topic in us-east-1 beside preferences of SMS."""

    def program() -> None:
        aws.sns.Topic("topic", name="t", region=HERE)
        for number, (usd, region) in enumerate(preferences):
            aws.sns.SmsPreferences(f"sms-{number}", monthly_spend_limit=usd, region=region)  # type: ignore[arg-type] # the provider takes an int

    estate = declare(program, account_id=ACCOUNT)
    return spending_limit(estate, estate.named("topic"))


def test_an_account_begins_with_one_dollar() -> None:
    """The default of SNS, which nothing that is declared changes."""
    assert limit_of() == SpendingLimit(usd=1, said_by="")


def test_what_is_declared_in_the_region_counts() -> None:
    """Of two the smaller one: which of them AWS keeps is luck."""
    assert limit_of((50, HERE)) == SpendingLimit(usd=50, said_by="sms-0")
    assert limit_of((50, THERE)).usd == 1
    assert limit_of((50, HERE), (20, HERE)).usd == 20


def _to(*protocols: tuple[str, str]) -> Estate:
    def program() -> None:
        Baseline("bamp", {})
        stores()
        rule = declare_rule()
        topic = aws.sns.Topic("people", name="people")
        statement = {
            "Effect": "Allow",
            "Principal": {"Service": "events.amazonaws.com"},
            "Action": "sns:Publish",
            "Resource": "*",
        }
        aws.sns.TopicPolicy("access", arn=topic.arn, policy=policy(statement))
        for protocol, endpoint in protocols:
            aws.sns.TopicSubscription(
                protocol, topic=topic.arn, protocol=protocol, endpoint=endpoint
            )
        aws.cloudwatch.EventTarget("target", rule=rule.name, arn=topic.arn)

    return declare(program, account_id=ACCOUNT)


PHONE, MAIL = ("sms", "+12025550423"), ("email", "ops@bamp-ops.io")


def test_a_fault_that_only_a_telephone_is_notified_of_says_when_sms_stop() -> None:
    """1 USD at 0.00645 USD a part."""
    rehearsal = rehearsed(_to(PHONE), "backup-job-failed")
    found = sms_only(rehearsal)

    assert found is not None
    assert (found.faults, found.messages) == (("backup-job-failed",), 155)
    assert " ".join(sms_in_words(rehearsal)) == (
        "SMS: stops after 155 messages a month at most. Nobody is notified in another way of: "
        "backup-job-failed"
    )


@pytest.mark.parametrize(
    "estate", [lambda: _to(PHONE, MAIL), lambda: _to(MAIL), _to], ids=["both", "mail", "nobody"]
)
def test_otherwise_nothing_is_said(estate: Callable[[], Estate]) -> None:
    """Mail does not stop."""
    rehearsal = rehearsed(estate(), "backup-job-failed")

    assert sms_only(rehearsal) is None
    assert [*sms_in_words(rehearsal)] == []
