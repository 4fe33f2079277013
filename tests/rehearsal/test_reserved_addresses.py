"""Destinations that no message reaches: an account that has no other one notifies nobody.

Cannot prove that mail to an address of another domain is read: nobody can before it is confirmed.
"""

import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pulumi_aws as aws
import pytest
from alerting_accounts import account, judged, to_somebody
from covered_resources import copy, covered, rule
from hand_made_paths import followed
from sound_alerts import declare_rule, declare_topic
from subscribers import CONFIRMED, subscribed

from bamp_pulumi.catalog import no_page_at
from bamp_pulumi.coverage import Finding, Severity, cover
from bamp_pulumi.estate import Estate, load_estate
from bamp_pulumi.policy import default_policy, load_policy
from bamp_pulumi.rehearsal import faults as rehearsal_of
from bamp_pulumi.rehearsal import judge_alerting, rehearse, reserved_addresses, sum_up_account
from bamp_pulumi.rehearsal.faults import Outcome, scene_of
from bamp_pulumi.report.rehearsal_json import rehearsal_document
from bamp_pulumi.testing import declare

pytestmark = pytest.mark.xdist_group("reserved addresses")  # the accounts are shared

CODES = ("BAMP-V59", "BAMP-V91")
ARRIVES = "example.com is reserved for documentation: no mail to ops@example.com arrives"
READ = {"email": "ops@bamp-ops.io"}
EXAMPLE = {"email": "ops@example.com"}
NO_ALERTS = """
extends: default
no_alerts: {reason: the account holds no data yet, owner: platform, until: "2027-06-30"}
"""


def notifying(*to: dict[str, Any]) -> Estate:  # Any: a destination, as it is written
    """Declare a baseline with destinations."""
    return account(alerts={"to": list(to)})


@cache
def only_an_example() -> Estate:
    """Declare a baseline that notifies an address of the documentation alone."""
    return notifying(EXAMPLE)


@cache
def beside_a_reader() -> Estate:
    """Declare a baseline that notifies a person too."""
    return notifying(READ, EXAMPLE)


def found(estate: Estate) -> dict[str, Finding]:
    """Return what is found of who is notified, by code. An estate is judged once."""
    for one, said in _FOUND:
        if one is estate:
            return said
    said = {f.id: f for f in judged(estate).findings if f.id in CODES}
    _FOUND.append((estate, said))
    return said


_FOUND: list[tuple[Estate, dict[str, Finding]]] = []


def severities(estate: Estate) -> dict[str, Severity]:
    """Return how grave that is."""
    return {code: finding.severity for code, finding in found(estate).items()}


def test_an_account_that_notifies_an_example_alone_notifies_nobody() -> None:
    """It is refused as one without any destination is, and the address is named."""
    said = found(only_an_example())

    assert {code: one.severity for code, one in said.items()} == dict.fromkeys(
        CODES, Severity.ERROR
    )
    assert ARRIVES in said["BAMP-V59"].message
    assert said["BAMP-V91"].message.startswith(f"{ARRIVES}; nobody else is notified of backup-job-")
    summary = sum_up_account(judged(only_an_example()))
    assert summary is not None
    assert not summary.destinations
    assert not [line for line in summary.by_hand if "ops@example.com" in line]


def test_each_subscription_of_the_address_is_found() -> None:
    """It is one in each of the two Regions."""
    at = [f.urn.rpartition("::")[2] for f in judged(only_an_example()).findings if "V91" in f.id]

    assert sorted(at) == ["bamp-email-1", "bamp-recovery-email-1"]


def test_beside_somebody_who_reads_everything_an_example_is_warned_of() -> None:
    """Nothing is lost, and whoever wrote it expects mail."""
    estate = beside_a_reader()

    assert severities(estate) == {"BAMP-V91": Severity.WARNING}
    assert "nobody else" not in found(estate)["BAMP-V91"].message


def test_an_example_for_warnings_beside_a_reader_is_warned_of() -> None:
    """Its subscription has a filter and a topic of its own."""
    routed = {**EXAMPLE, "severities": ["warning"], "tiers": ["standard"]}

    assert severities(notifying(READ, routed)) == {"BAMP-V91": Severity.WARNING}


def test_chat_alone_does_not_report_that_chat_is_down() -> None:
    """Only SNS could, and its one subscriber is an example: that fault notifies nobody."""
    estate = notifying(EXAMPLE, {"slack": "bamp/slack"})

    assert severities(estate) == {"BAMP-V91": Severity.ERROR}
    assert "nobody else is notified of destination-down" in found(estate)["BAMP-V91"].message


def test_a_webhook_at_an_example_is_no_destination_either() -> None:
    """That the endpoint is down is a fault of its own, and is not counted against the address."""
    hook = {"webhook": "https://hooks.example.org/x", "webhook_secret": "bamp/hook"}
    estate = notifying(READ, hook)

    assert severities(estate) == {"BAMP-V91": Severity.WARNING}
    assert found(estate)["BAMP-V91"].message.startswith(
        "example.org is reserved for documentation: no message to https://hooks.example.org/x"
    )


def test_a_runbook_at_an_example_is_warned_of() -> None:
    """Each alert would end with a link that leads nowhere; it is what the comments of init hold."""
    estate = account(alerts={"to": [READ], "runbook": "https://wiki.example.com/backup"})
    (said,) = {f.message for f in judged(estate).findings if f.id == "BAMP-V91"}

    assert severities(estate) == {"BAMP-V91": Severity.WARNING}
    assert said.startswith("example.com is reserved for documentation: https://wiki.example.com")


@pytest.mark.parametrize("host", ["wiki.bamp-ops.io", "wiki.corp", "wiki.internal", "localhost"])
def test_a_runbook_of_a_private_network_is_a_page(host: str) -> None:
    """Whoever is on call may be in that network."""
    assert not no_page_at(f"https://{host}/backup")


def test_a_number_for_fiction_is_no_destination_either() -> None:
    """It is what a remedy prints where nobody knows the country of a number."""
    said = found(notifying({"sms": "+12025550123"}))

    assert {code: one.severity for code, one in said.items()} == dict.fromkeys(
        CODES, Severity.ERROR
    )
    assert said["BAMP-V91"].message.startswith("555-0100 to 555-0199 are numbers for fiction")


@pytest.mark.parametrize("protocol", ["email", "email-json"])
def test_a_subscription_that_a_program_declares_is_judged_alike(protocol: str) -> None:
    """Configuration is not the only place where an address is written."""
    estate = account(to_somebody(protocol, "ops@example.com"))

    assert severities(estate) == dict.fromkeys(CODES, Severity.ERROR)


def test_a_topic_that_is_not_about_backups_is_left_alone() -> None:
    """Whom a program notifies of its own affairs is no matter of this library."""

    def body() -> None:
        topic = declare_topic("events", mail=False)
        declare_rule(event_pattern='{"source": ["aws.ec2"]}')
        aws.sns.TopicSubscription(
            "shop", topic=topic.arn, protocol="email", endpoint="shop@example.com"
        )

    assert severities(account(body, alerts={"to": [READ]})) == {}


def test_an_account_that_promised_nothing_is_warned() -> None:
    """Its plans are not this library's."""

    def plan() -> None:
        to_somebody("email", "ops@example.com")()
        vault = aws.backup.Vault("vault", name="own")
        aws.backup.Plan(
            "plan",
            name="own",
            rules=[
                {
                    "rule_name": "daily",
                    "target_vault_name": vault.name,
                    "schedule": "cron(0 5 * * ? *)",
                }
            ],
        )

    said = found(declare(plan, account_id="111122223333", region="us-east-1"))
    assert said["BAMP-V91"].severity is Severity.WARNING


def test_an_account_that_may_notify_nobody_is_told_so_all_the_same() -> None:
    """What the policy accepts is still said, and refuses nothing."""
    policy = load_policy(NO_ALERTS)
    coverage = judge_alerting(cover(only_an_example(), policy, today=date(2026, 11, 28)))

    said = {f.id: f.severity for f in coverage.findings if f.id in CODES}
    assert said == dict.fromkeys(CODES, Severity.INFO)


def test_where_every_address_may_be_read_no_fault_is_injected_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Asking whether there is such a destination costs a look at each, and nothing more."""
    injected: list[str] = []

    def inject(fault: str, *given: Any, **named: Any) -> Outcome:  # noqa: ANN401 - of inject
        injected.append(fault)
        return rehearsal_of.inject(fault, *given, **named)

    monkeypatch.setattr(reserved_addresses, "inject", inject)
    assert severities(notifying(READ)) == {}
    assert injected == []
    assert severities(notifying(READ, EXAMPLE)) == {"BAMP-V91": Severity.WARNING}
    assert injected


def test_a_path_to_an_example_is_dropped_at_the_subscription() -> None:
    """So a rehearsal of the fault notifies nobody."""
    (line,) = followed(subscribed(endpoint="ops@example.com"))

    assert line == f"dropped at mailbox: {ARRIVES} (by EventBridge > rule > topic > mailbox)"


def failed_job(estate: Estate) -> Outcome:
    """Let a job of a plan that has copies fail."""
    resource = covered(rule(), copies=(copy(),))
    return rehearsal_of.inject("backup-job-failed", scene_of(estate, resource), estate)


def test_a_sound_path_to_an_example_is_shown_and_notifies_nobody() -> None:
    """Whoever has yet to write the address sees that the rest of the path holds."""
    outcome = failed_job(only_an_example())

    assert outcome.detected is False
    assert outcome.notified == ()
    (would,) = outcome.unread
    assert (would.recipient.kind, would.recipient.address) == ("email", "ops@example.com")
    assert would.unread == ARRIVES
    assert "a backup or copy job has not completed" in would.says


def test_beside_somebody_who_reads_an_example_is_shown_apart() -> None:
    """One is notified, and the other is not."""
    outcome = failed_job(beside_a_reader())

    assert outcome.detected is True
    assert [(one.recipient.address, one.unread) for one in outcome.notified] == [
        ("ops@bamp-ops.io", "")
    ]
    assert [one.recipient.address for one in outcome.unread] == ["ops@example.com"]


def test_the_json_of_a_rehearsal_lists_both_and_says_which_of_them_reads() -> None:
    """A reader of the document alone must not take the example for somebody."""

    def carts() -> None:
        aws.dynamodb.Table(
            "carts",
            hash_key="id",
            attributes=[{"name": "id", "type": "S"}],
            billing_mode="PAY_PER_REQUEST",
            tags={"backup-tier": "standard", "backup-owner": "shop"},
        )

    start = datetime(2027, 1, 1, tzinfo=UTC)
    coverage = judged(account(carts, alerts={"to": [READ, EXAMPLE]}))
    done = rehearse(coverage, start=start, days=1, at=start, faults=("backup-job-failed",))
    (fault,) = rehearsal_document(done).faults

    assert fault.detected is True
    assert fault.delivered_to == ["email ops@bamp-ops.io"]
    assert [(one.address, one.unread) for one in fault.told] == [
        ("ops@bamp-ops.io", ""),
        ("ops@example.com", ARRIVES),
    ]


@pytest.mark.parametrize(("state", "shown"), [("FAILED", 1), ("COMPLETED", 0)])
def test_a_path_that_breaks_before_an_example_is_not_shown_as_sound(state: str, shown: int) -> None:
    """Its filter takes other messages: another address would change nothing."""
    takes = json.dumps({"detail": {"state": [state]}})
    taking = {"filter_policy": takes, "filter_policy_scope": "MessageBody"}
    estate = account(to_somebody("email", "ops@example.com", **taking))

    assert len(failed_job(estate).unread) == shown


def test_an_endpoint_at_an_example_is_dropped_though_it_confirms() -> None:
    """A program that says so has not asked it."""
    (line,) = followed(subscribed(**{**CONFIRMED, "endpoint": "https://hook.example.com/x"}))

    assert line.startswith("dropped at mailbox: example.com is reserved for documentation")


def test_a_finding_stands_at_the_line_of_the_configuration(tmp_path: Path) -> None:
    """One line of a program declares all destinations; the one that holds the address is meant."""
    (tmp_path / "Pulumi.yaml").write_text("name: acct\nruntime: python\n", encoding="utf-8")
    (tmp_path / "__main__.py").write_text(
        "import bamp_pulumi as bamp\nbamp.declare_account()\n", encoding="utf-8"
    )
    (tmp_path / "Pulumi.prod.yaml").write_text(
        "config:\n"
        "  aws:region: us-east-1\n"
        "  bamp:alerts:\n"
        "    to:\n"
        "      - email: ops@bamp-ops.io\n"
        "      - severities: [critical]\n"
        "        email: ops@example.com\n",
        encoding="utf-8",
    )
    estate = load_estate([tmp_path])

    coverage = judge_alerting(cover(estate, default_policy(), today=date(2026, 11, 28)))
    (at, *more) = [f for f in coverage.findings if f.id == "BAMP-V91"]
    sources = {estate.at(each.urn).source for each in (at, *more)}
    assert sources == {"Pulumi.prod.yaml:7"}
