"""Accounts that notify somebody of a failed backup, and accounts that only look as if they did.

Each is the library's baseline with alerting of its own; what is judged is the account alone, with
no data store. Cannot prove that AWS delivers; each expectation follows the page that the path
cites.
"""

import json
from collections.abc import Callable
from functools import cache

import pulumi_aws as aws
import pytest
from alerting_accounts import ACCOUNT, account, judged, to_somebody, to_topic
from edited_estates import changed, without
from sound_alerts import declare_alarm, declare_role, declare_rule, declare_topic

from bamp_pulumi.coverage import Severity
from bamp_pulumi.estate import Estate
from bamp_pulumi.policy import BackupPolicy, load_policy
from bamp_pulumi.rehearsal import sum_up_account
from bamp_pulumi.report.account_words import account_sections
from bamp_pulumi.testing import declare

MAIL = {"to": [{"email": "oncall@bamp-ops.io"}]}
ABOUT = ("BAMP-V49", "BAMP-V59", "BAMP-V76")
WHOLE = "$.detail.state", "$.detail.resourceArn"


def said(estate: Estate, policy: BackupPolicy | None = None) -> dict[str, tuple[Severity, str]]:
    """Return what is said of who is notified, by code."""
    findings = judged(estate, policy).findings
    return {f.id: (f.severity, f.message) for f in findings if f.id in ABOUT}


@cache
def alerted() -> Estate:
    """Declare a baseline with an e-mail address."""
    return account(alerts=MAIL)


def to_a_ticket() -> None:
    """Open an OpsItem of each failed backup, and nothing else."""
    aws.cloudwatch.EventTarget(
        "target",
        rule=declare_rule().name,
        arn=f"arn:aws:ssm:us-east-1:{ACCOUNT}:opsitem",
        role_arn=declare_role("opener", "events", "ssm:CreateOpsItem").arn,
        input_transformer={
            "input_paths": {"state": WHOLE[0], "resource": WHOLE[1]},
            "input_template": '{"title": "<resource>: <state>", "description": "backup"}',
        },
    )


def to_a_queue() -> None:
    """Send failed backups to a queue that somebody may read."""
    queue = aws.sqs.Queue("queue", name="failed")
    aws.sqs.QueuePolicy(
        "queue",
        queue_url=queue.url,
        policy=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": "events.amazonaws.com"},
                        "Action": "sqs:SendMessage",
                        "Resource": "*",
                    }
                ],
            }
        ),
    )
    aws.cloudwatch.EventTarget("target", rule=declare_rule().name, arn=queue.arn)


def to_a_log() -> None:
    """Write failed backups into a log."""
    group = aws.cloudwatch.LogGroup("log", name="/aws/events/failed")
    aws.cloudwatch.EventTarget("target", rule=declare_rule().name, arn=group.arn)


SILENT: dict[str, tuple[Callable[[], Estate], str]] = {
    "no alerts at all": (account, "nothing declared notifies anybody"),
    "a rule without a target": (lambda: account(declare_rule), "nothing declared notifies"),
    "a disabled rule": (
        lambda: account(lambda: to_topic(declare_topic("events"), state="DISABLED")),
        "nothing declared notifies",
    ),
    "a rule of another Region": (
        lambda: account(lambda: to_topic(declare_topic("events"), region="eu-west-1")),
        "nothing declared notifies",
    ),
    "a rule for jobs that completed": (
        lambda: account(
            lambda: to_topic(
                declare_topic("events"),
                event_pattern=json.dumps(
                    {"source": ["aws.backup"], "detail": {"state": ["COMPLETED"]}}
                ),
            )
        ),
        "nothing declared notifies",
    ),
    "a rule for another vault": (
        lambda: account(
            lambda: to_topic(
                declare_topic("events"),
                event_pattern=json.dumps(
                    {"source": ["aws.backup"], "detail": {"backupVaultName": ["other"]}}
                ),
            )
        ),
        "its pattern does not match this detail.backupVaultName",
    ),
    "a topic without a subscription": (
        lambda: account(lambda: to_topic(declare_topic("events", mail=False))),
        "topic: ",
    ),
    "a topic that EventBridge may not publish to": (
        lambda: account(lambda: to_topic(declare_topic("cloudwatch"))),
        "does not allow",
    ),
    "a filter policy that excludes it": (
        lambda: account(
            to_somebody("email", "a@bamp-ops.io", filter_policy='{"severity": ["critical"]}')
        ),
        "filter",
    ),
    "an address that is none": (lambda: account(to_somebody("email", "oncall")), "is no"),
    "a webhook of Slack as a subscriber": (
        lambda: account(to_somebody("https", "https://hooks.slack.com/services/T/B/x")),
        "never confirms a subscription",
    ),
    "an address inside the network": (
        lambda: account(to_somebody("https", "https://alerts.internal/hook")),
        ".internal exists on private networks only",
    ),
    "only a queue": (lambda: account(to_a_queue), "it ends at queue"),
    "only a log": (lambda: account(to_a_log), "it ends at log"),
    "an alarm without an action": (
        lambda: account(lambda: declare_alarm(None)),
        "nothing declared",
    ),
    "an alarm on another vault": (
        lambda: account(lambda: declare_alarm(declare_topic("cloudwatch"))),
        "no declared resource receives it",
    ),
    "the library's alerts, their addresses taken away": (
        lambda: without(alerted(), "bamp-email-1", "bamp-recovery-email-1"),
        "nobody subscribes to it",
    ),
    "an address that has not been confirmed for days, as an export shows": (
        lambda: changed(
            changed(alerted(), "bamp-email-1", pendingConfirmation=True),
            "bamp-recovery-email-1",
            pendingConfirmation=True,
        ),
        "nobody has confirmed the subscription",
    ),
}


@pytest.mark.parametrize("name", SILENT)
def test_an_account_that_notifies_nobody_is_refused(name: str) -> None:
    """However much of an alerting path it declares; the message says where the path ends."""
    declared, why = SILENT[name]

    found = said(declared())

    assert {*found} == {"BAMP-V59"}, found
    severity, message = found["BAMP-V59"]
    assert severity is Severity.ERROR
    assert why in message
    assert 'no_alerts: {reason: "...", owner: "...", until: "YYYY-MM-DD"}' in message


OPEN: dict[str, tuple[Callable[[], Estate], str]] = {
    "an endpoint that nobody has confirmed": (
        lambda: account(to_somebody("https", "https://alerts.bamp-ops.io/hook")),
        "whether somebody is confirmed",
    ),
    "a function of somebody's own": (
        lambda: account(to_somebody("lambda", f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:tell")),
        "function",
    ),
}


@pytest.mark.parametrize("name", OPEN)
def test_what_is_not_known_is_said_and_not_refused(name: str) -> None:
    """A sound account may depend on what no program declares."""
    declared, why = OPEN[name]

    found = said(declared())

    assert {*found} == {"BAMP-V49"}, found
    assert found["BAMP-V49"][0] is Severity.WARNING
    assert why in found["BAMP-V49"][1]


@pytest.mark.parametrize(
    "declared",
    [
        alerted,
        lambda: account(lambda: to_topic(declare_topic("events"))),
        lambda: account(to_somebody("sms", "+12025550423")),
        lambda: account(to_a_ticket),
        lambda: changed(alerted(), "bamp-recovery-email-1", endpoint="else@bamp-ops.io"),
    ],
    ids=["the library's", "a rule and a mailbox", "SMS", "a ticket", "two mailboxes"],
)
def test_an_account_that_notifies_somebody_is_accepted(declared: Callable[[], Estate]) -> None:
    """A ticket counts: somebody works on it, as a requirement says."""
    assert said(declared()) == {}


def test_a_policy_may_say_why_nobody_is_notified() -> None:
    """With a reason, an owner and an end; then it is worth knowing, and no more."""
    reason = {"reason": "a sandbox without data", "owner": "platform", "until": "2027-06-30"}
    policy = load_policy({"extends": "default", "no_alerts": reason})

    for name in ("no alerts at all", "only a queue"):
        found = said(SILENT[name][0](), policy)
        assert [severity for severity, _ in found.values()] == [Severity.INFO]
        (message,) = (message for _, message in found.values())
        assert "acknowledged until 2027-06-30 by platform: a sandbox without data" in message
        assert judged(SILENT[name][0](), policy).is_well()


def test_from_the_day_after_its_end_the_account_is_refused_again() -> None:
    """And both are said: that it has expired, and what counts again."""
    reason = {"reason": "a sandbox", "owner": "platform", "until": "2026-11-27"}
    policy = load_policy({"extends": "default", "no_alerts": reason})

    coverage = judged(account(), policy)

    assert {"BAMP-V59", "BAMP-V84"} <= {finding.id for finding in coverage.findings}
    assert not coverage.is_well()


def test_a_stranger_who_notifies_nobody_is_warned() -> None:
    """An account with plans of its own has promised nothing."""

    def program() -> None:
        vault = aws.backup.Vault("vault", name="main")
        aws.backup.Plan(
            "plan",
            name="own",
            rules=[
                {
                    "rule_name": "daily",
                    "target_vault_name": vault.name,
                    "schedule": "cron(0 5 ? * * *)",
                }
            ],
        )
        to_topic(declare_topic("events", mail=False))

    found = said(declare(program, account_id=ACCOUNT))

    assert found["BAMP-V59"][0] is Severity.WARNING


def test_the_summary_names_who_is_notified_of_which_tier() -> None:
    """As the paths go, not as the settings are written."""
    to = [{"email": "oncall@bamp-ops.io"}, {"email": "dba@bamp-ops.io", "tiers": ["critical"]}]

    summary = sum_up_account(judged(account(alerts={"to": to})))

    assert summary is not None
    assert {one.recipient.address: one.tiers for one in summary.destinations} == {
        "oncall@bamp-ops.io": ("critical", "development", "regulated", "standard"),
        "dba@bamp-ops.io": ("critical",),
    }


def test_the_summary_names_the_severities_that_reach_each() -> None:
    """The filter of a subscription and the pattern of a rule say so; no filter takes them all."""
    to = [
        {"email": "oncall@bamp-ops.io"},
        {"email": "dba@bamp-ops.io", "severities": ["critical"]},
        {"email": "audit@bamp-ops.io", "tiers": ["critical"]},
        {"tickets": True, "severities": ["critical"]},
        {"slack": "bamp/slack"},
    ]

    summary = sum_up_account(judged(account(alerts={"to": to})))

    assert summary is not None
    said = {
        (one.recipient.kind, one.recipient.address): one.severities for one in summary.destinations
    }
    assert said == {
        ("email", "oncall@bamp-ops.io"): (),
        ("email", "dba@bamp-ops.io"): ("critical",),
        ("email", "audit@bamp-ops.io"): ("critical", "warning"),
        ("ticket", "arn:aws:ssm:us-east-1:111122223333:opsitem"): ("critical",),
        ("slack", "address of bamp-slack-5-destination"): ("critical", "warning"),
    }
    (section,) = (one for one in account_sections(summary) if "notified" in one.title)
    assert [row[2] for row in section.rows][:3] == ["all", "critical", "critical, warning"]
