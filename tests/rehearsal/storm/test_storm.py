"""A storm through declared alerts: what each destination gets, and what is lost on the way.

Rates and limits are AWS's and others' as they document them; that they keep to them nothing shows.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import pulumi_aws as aws
import pytest
from alerted import ACCOUNT, HOOK, MAIL, PHONE, stores, whole
from sound_alerts import declare_rule, policy

from bamp_pulumi.components import Baseline
from bamp_pulumi.coverage import Coverage, cover
from bamp_pulumi.estate import Estate
from bamp_pulumi.policy import default_policy
from bamp_pulumi.rehearsal import Storm, StormDestination, rehearse_storm
from bamp_pulumi.testing import declare

NOW = datetime(2026, 11, 26, tzinfo=UTC)


def covered(estate: Estate) -> Coverage:
    """Judge an estate."""
    return cover(estate, default_policy(), today=date(2026, 11, 26))


@cache
def through_ours(count: int) -> Storm:
    """Rehearse a storm through e-mail, SMS, Slack, PagerDuty, a webhook and tickets."""
    return rehearse_storm(covered(whole()), count, NOW)


def by_kind(storm: Storm) -> Mapping[str, StormDestination]:
    """Name destinations by their kind."""
    return {one.recipient.kind: one for one in storm.destinations}


def test_through_the_alert_function_nothing_is_lost_and_nobody_drowns() -> None:
    """With Slack at one a second and what a new account may spend on SMS."""
    storm = through_ours(500)

    assert storm.failures == 5_000
    assert storm.functions == ("bamp-function",)
    assert storm.findings == ()
    assert {one.recipient.kind for one in storm.destinations} == {
        *("email", "sms", "slack", "pagerduty", "https", "ticket")
    }
    assert [one.recipient.kind for one in storm.destinations if one.lost] == []
    assert max(one.most_an_hour for one in storm.destinations) <= 12
    assert all(one.is_grouped for one in storm.destinations)


def test_the_first_message_comes_at_once_and_the_last_when_it_is_escalated() -> None:
    """Two hours, as the settings say; what comes then is the fifth message."""
    for one in through_ours(500).destinations:
        assert one.first == timedelta()
        assert one.last == timedelta(hours=2)
        assert (one.first_hour, one.day) == (4, 5)


def test_a_storm_is_one_incident_to_pager_and_tickets() -> None:
    """However many messages they get about it."""
    kinds = by_kind(through_ours(500))

    assert kinds["pagerduty"].incidents == 1
    assert kinds["ticket"].incidents == 1
    assert kinds["email"].incidents is None


def test_who_asked_for_other_tiers_gets_nothing() -> None:
    """The filter of `standard` keeps a storm of critical ones out."""
    addresses = {one.recipient.address for one in through_ours(500).destinations}

    assert "dba@bamp-ops.io" not in addresses
    assert {MAIL, PHONE, HOOK} <= addresses


def test_the_limit_of_sms_is_that_of_the_alarm() -> None:
    """Both are made from the one number of the settings."""
    sms = by_kind(through_ours(500))["sms"].budget

    assert sms is not None
    assert (sms.limit.usd, sms.limit.said_by) == (1, "bamp-sms-spending")
    assert sms.messages is not None
    assert sms.messages == 155


def test_where_there_are_too_few_others_stand_in() -> None:
    """Two data stores are declared: the others of 500 are made up."""
    assert through_ours(500).stand_ins == 498
    assert through_ours(2).stand_ins == 0


def test_calls_are_compared_with_the_quotas_of_the_region() -> None:
    """AWS's numbers for us-east-1."""
    busy = {one.call: one for one in through_ours(500).busy}

    assert busy["CreateSchedule"].quota == 5_000
    assert busy["PutEvents"].quota == 10_000
    assert busy["GetResources"].quota == 15
    assert busy["ListSchedules"].quota == 50
    over = {one.call for one in busy.values() if one.a_second > (one.quota or one.total)}
    # As many as come at the same time: those are tried again for half a minute.
    assert over <= {"GetSchedule", "ListSchedules"}


@pytest.mark.parametrize(
    ("limit", "lost"),
    [(1, 0), (0.01, 4)],
)
def test_a_declared_limit_of_spending_is_kept_to(limit: float, lost: int) -> None:
    """0.01 USD is one part: of a storm one message is sent, if it is short."""
    estate = whole()
    like = estate.named("bamp-alerts")

    def program() -> None:
        aws.sns.SmsPreferences("sms", monthly_spend_limit=1, region=like.region)

    declared = declare(program, account_id=ACCOUNT)
    preferences = declared.one("aws:sns/smsPreferences:SmsPreferences")
    inputs = {**preferences.inputs, "monthlySpendLimit": limit}
    changed = Estate(estate.programs, (*estate.resources, replace(preferences, inputs=inputs)))
    storm = rehearse_storm(covered(changed), 4, NOW)
    sms = by_kind(storm)["sms"]

    assert sms.lost >= lost
    assert (sms.lost > 0) is (lost > 0)
    assert {f.code for f in storm.findings} == ({"BAMP-W15"} if lost else set())


def _lets(service: str, action: str) -> dict[str, Any]:  # Any: a statement
    principal = {"Service": f"{service}.amazonaws.com"}
    return {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": "*"}


def _by_hand(per_second: int, age: int | None) -> Callable[[], None]:
    """Declare a rule that notifies by e-mail, SMS and Slack, as people write one."""

    def program() -> None:
        _no_alerts()
        rule = declare_rule()
        topic = aws.sns.Topic("people", name="people")
        aws.sns.TopicPolicy("access", arn=topic.arn, policy=policy(_lets("events", "sns:Publish")))
        for protocol, endpoint in (("email", MAIL), ("sms", PHONE)):
            aws.sns.TopicSubscription(
                protocol, topic=topic.arn, protocol=protocol, endpoint=endpoint
            )
        aws.cloudwatch.EventTarget("to-people", rule=rule.name, arn=topic.arn)
        assumed = {**_lets("events", "sts:AssumeRole")}
        del assumed["Resource"]
        role = aws.iam.Role("caller", name="caller", assume_role_policy=policy(assumed))
        calls = {"Effect": "Allow", "Action": "events:InvokeApiDestination", "Resource": "*"}
        aws.iam.RolePolicy("caller", role=role.name, policy=policy(calls))
        connection = aws.cloudwatch.EventConnection(
            "connection",
            name="slack",
            authorization_type="API_KEY",
            auth_parameters={"api_key": {"key": "x", "value": "none"}},
        )
        slack = aws.cloudwatch.EventApiDestination(
            "slack",
            name="slack",
            connection_arn=connection.arn,
            http_method="POST",
            invocation_endpoint="https://hooks.slack.com/services/T/B/x",
            invocation_rate_limit_per_second=per_second,
        )
        aws.cloudwatch.EventTarget(
            "to-slack",
            rule=rule.name,
            arn=slack.arn,
            role_arn=role.arn,
            retry_policy={"maximum_event_age_in_seconds": age} if age else None,
            input_transformer={
                "input_paths": {"id": "$.detail.resourceArn"},
                "input_template": json.dumps({"text": "<id> failed"}),
            },
        )

    return program


@cache
def by_hand(count: int, per_second: int = 10, age: int | None = None) -> Storm:
    """Rehearse a storm through alerts that nothing groups."""
    return rehearse_storm(
        covered(declare(_by_hand(per_second, age), account_id=ACCOUNT)), count, NOW
    )


def test_without_grouping_each_failure_is_a_message() -> None:
    """5,000 to everybody, and the report says that nothing groups them."""
    storm = by_hand(500)

    assert storm.functions == ()
    assert storm.failures == 5_000
    assert {one.sent for one in storm.destinations} == {5_000}
    assert not any(one.is_grouped for one in storm.destinations)
    assert by_kind(storm)["email"].first_hour == 5_000
    assert "nothing groups them" in " ".join(finding.why for finding in storm.findings)


def test_without_grouping_sms_stop_at_the_limit_of_a_new_account() -> None:
    """1 USD at 0.00645 USD a part: 155 at most, and 4,845 are lost."""
    storm = by_hand(500)
    sms = by_kind(storm)["sms"]

    assert sms.budget is not None
    assert (sms.budget.messages, sms.day, sms.lost) == (155, 155, 4_845)
    assert {"BAMP-W15", "BAMP-W16"} <= {finding.code for finding in storm.findings}
    assert not storm.is_well


def test_without_grouping_slack_takes_one_a_second() -> None:
    """Whatever the API destination allows: 5,000 take 83 minutes."""
    slack = by_kind(by_hand(500))["slack"]

    assert slack.lost == 0
    assert slack.last is not None
    assert timedelta(minutes=83) <= slack.last <= timedelta(minutes=84)
    assert slack.most_an_hour == 3_600


def test_what_waits_longer_than_its_target_lets_it_is_lost() -> None:
    """Ten minutes of failures and fifteen of waiting, at one a second: 1,500 arrive."""
    slack = by_kind(by_hand(500, 10, 900))["slack"]

    assert (slack.day, slack.lost) == (1_500, 3_500)
    assert slack.why_lost == ("at 1 a second, what waits 15 minutes is dropped",)


def test_more_than_ten_mails_a_second_end_the_subscription() -> None:
    """1,000 resources fail within a minute: 16 a second. Of 10,000 mails ten arrive."""
    mail = by_kind(by_hand(1_000))["email"]

    assert (mail.day, mail.lost) == (10, 9_990)
    assert "deactivates" in mail.why_lost[0]


def test_a_storm_that_no_path_takes_is_a_finding() -> None:
    """Nobody is notified: that is never well."""
    storm = rehearse_storm(covered(declare(_no_alerts, account_id=ACCOUNT)), 3, NOW)

    assert storm.destinations == ()
    assert [finding.code for finding in storm.findings] == ["BAMP-W17"]


def _no_alerts() -> None:
    Baseline("bamp", {})
    stores()


def _alarmed() -> None:
    _no_alerts()
    topic = aws.sns.Topic("people", name="people")
    aws.sns.TopicSubscription("mail", topic=topic.arn, protocol="email", endpoint=MAIL)
    aws.cloudwatch.MetricAlarm(
        "failed",
        name="failed",
        namespace="AWS/Backup",
        metric_name="NumberOfBackupJobsFailed",
        dimensions={"BackupVaultName": "bamp-primary"},
        statistic="Sum",
        period=300,
        evaluation_periods=1,
        comparison_operator="GreaterThanThreshold",
        threshold=0,
        alarm_actions=[topic.arn],
    )


def test_an_alarm_is_one_message_however_many_fail() -> None:
    """It is on, or it is off; who reads it does not learn what failed."""
    storm = rehearse_storm(covered(declare(_alarmed, account_id=ACCOUNT)), 30, NOW)
    (mail,) = storm.destinations

    assert (mail.sent, mail.day, mail.is_grouped) == (1, 1, False)
    assert storm.is_well
