"""Messages of alerts: whatever a field holds, nothing of it poses as something else."""

import json
import re
import shlex
from dataclasses import fields, replace
from typing import Any, cast

import pytest
from hostile_texts import NASTY_TEXTS, hidden_in, hostile_texts
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.baseline.alerts.channels import CHANNELS
from bamp_pulumi.lambdas.alerts.alert import Alert, AlertStatus
from bamp_pulumi.lambdas.alerts.plain import shell_line
from bamp_pulumi.lambdas.alerts.wording import detail_of, sms_of, subject_of, text_of

LABELS = (
    "Resource",
    "Vault",
    "Owner",
    "Tier",
    "Why",
    "Who",
    "Where",
    "When",
    "First",
    "Again",
    "Close",
    "Runbook",
)
FIELDS = [one.name for one in fields(Alert) if one.type is str]
DATABASE = "arn:aws:rds:us-east-1:111122223333:db:orders"
ROLE = "arn:aws:iam::111122223333:role/backup"
WORDS = ["aws", "backup", "start-backup-job", "--resource-arn", DATABASE, "--iam-role-arn", ROLE]
FAILED = Alert(
    kind="job-failed",
    severity="critical",
    what="a backup or copy job has not completed",
    first_step="read why, fix it, and start the job again",
    command=shell_line(WORDS),
    resource=DATABASE,
    vault="main",
    vault_region="us-east-1",
    state="FAILED",
    why="Access denied to the key.",
    who=ROLE,
    account_id="111122223333",
    region="us-east-1",
    time="2026-11-26T05:00:00Z",
    owner="orders",
    tier="critical",
    runbook="https://wiki.bamp-ops.io/backup#job-failed",
)


def rendered(channel: str, detail: dict[str, object]) -> dict[str, Any]:
    """Fill a template in as EventBridge does: a placeholder becomes the JSON of its value."""
    text = CHANNELS[channel].template
    for name, path in CHANNELS[channel].paths.items():
        value = detail[path.removeprefix("$.detail.")]
        text = text.replace(f"<{name}>", json.dumps(value))
    return json.loads(text)


def alerts() -> st.SearchStrategy[Alert]:
    """Build alerts of which any field may be hostile, commands of hostile words among them."""
    commands = st.one_of(
        hostile_texts(),
        st.lists(hostile_texts(), min_size=1, max_size=4).map(shell_line),
        st.just(FAILED.command),
    )
    texts = {name: hostile_texts() for name in FIELDS} | {
        "command": commands,
        "closing": commands,
        "severity": st.one_of(st.sampled_from(["critical", "warning", "info"]), hostile_texts()),
    }
    return st.builds(Alert, **texts, status=st.sampled_from(AlertStatus))


def lines_of(text: str) -> dict[str, str]:
    """Read a message back: its first line, and what stands at each label."""
    first, blank, *lines = text.split("\n")
    assert blank == ""
    found = {"": first}
    for line in lines:
        label, value = line[:10].rstrip().removesuffix(":"), line[10:]
        assert line[:10] == f"{label + ':':<10}", line
        assert label in LABELS
        assert value
        assert label not in found, line
        found[label] = value
    return found


def check_text(text: str, alert: Alert) -> None:
    """Require the lines of the fields that hold something, in their order, and no others."""
    found = lines_of(text)
    is_over = alert.status is AlertStatus.RESOLVED
    holds = {
        "Resource": alert.resource,
        "Vault": alert.vault + alert.vault_region,
        "Owner": alert.owner,
        "Tier": alert.tier,
        "Why": alert.why,
        "Who": alert.who,
        "Where": alert.account_id + alert.region,
        "When": alert.time,
        "First": "" if is_over else alert.first_step,
        "Runbook": alert.runbook,
    }
    labels = [label for label in LABELS if holds.get(label)]
    assert [label for label in found if label not in ("", "Again", "Close")] == labels
    assert ("Runbook" in found) is bool(alert.runbook)
    for label, command in (("Again", alert.command), ("Close", alert.closing)):
        if label in found:
            assert found[label] == command
            assert shlex.join(shlex.split(found[label])) == found[label]
    assert hidden_in(text) == []
    assert len(text) <= 2_048


@given(alerts())
def test_a_mail_keeps_its_lines_whatever_an_alert_holds(alert: Alert) -> None:
    """One line a field, the labels ours, the command whole or left out."""
    check_text(text_of(alert), alert)
    subject = subject_of(alert)
    assert re.fullmatch(r"\[(critical|warning|info)\] [ -~]*", subject)
    assert len(subject) < 100


@given(alerts(), st.lists(hostile_texts(), min_size=1, max_size=4))
def test_a_message_about_several_keeps_its_lines_too(alert: Alert, some: list[str]) -> None:
    """One line for each that it names, further in than any label; how many more there are."""
    lines = some * 15
    several = replace(alert, listed=tuple(lines), tiers=tuple(lines[:9]), count=len(lines) + 400)
    for text, most in (
        (text_of(several), 100_000),
        (str(detail_of(several)["text"]), 8_000),
        (str(detail_of(several)["ticketText"]), 2_048),
    ):
        fields, _, named = text.partition("\n\nWhich:\n")
        check_text(fields, several)
        assert all(line.startswith("  ") for line in named.split("\n"))
        assert "more: the log of the function names all" in named.split("\n")[-1]
        assert hidden_in(text) == []
        assert len(text) <= most
    assert hidden_in(str(detail_of(several)["tier"])) == []


def test_braces_in_what_an_incident_is_called_are_only_braces() -> None:
    """Nothing that an alert holds is a form to be filled in."""
    several = replace(FAILED, incident="{0.__class__} {x}", listed=("one",), count=9)

    assert text_of(several).endswith(
        "and 8 more: the log of the function names all 9, by {0.__class__} {x}"
    )


@given(alerts())
def test_a_text_message_is_one_segment_whatever_an_alert_holds(alert: Alert) -> None:
    """160 characters of GSM's alphabet, those of its extension counted twice; 12 for a name."""
    text = sms_of(alert)

    assert hidden_in(text, but="") == []
    assert re.match(r"(CRITICAL|WARNING|INFO): ", text)
    assert len(text) + sum(c in "^{}\\[~]|€" for c in text) <= 148
    assert all(c.isascii() or c in "£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà€" for c in text)
    assert "`" not in text


@given(alerts())
def test_every_destination_takes_an_alert_whatever_it_holds(alert: Alert) -> None:
    """Within its limits, without a hidden character, with the text that a mail has."""
    detail = detail_of(alert)
    size = len(json.dumps(detail).encode())

    assert size < 200_000
    assert [name for name, value in detail.items() if hidden_in(str(value))] == []
    assert [name for name, value in detail.items() if "\n" in str(value)] == [
        "text",
        "slackText",
        "ticketText",
    ]
    assert detail["severity"] in ("critical", "warning", "info")

    slack = rendered("slack", detail)
    (attachment,) = slack["attachments"]
    for text in (slack["text"], attachment["text"]):
        assert "<" not in text
        assert ">" not in text
        assert re.sub("&(amp|lt|gt);", "", text).count("&") == 0
    assert (slack["mrkdwn"], attachment["mrkdwn_in"]) == (False, [])
    said = attachment["text"].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    check_text(said, alert)
    assert len(attachment["text"]) < 40_000

    pager = rendered("pagerduty", detail)
    assert 1 <= len(pager["payload"]["summary"]) <= 1_024
    assert 1 <= len(pager["dedup_key"]) <= 255
    assert pager["payload"]["source"]
    assert pager["payload"]["severity"] in ("critical", "warning", "info")
    check_text(pager["payload"]["custom_details"]["text"], alert)

    ticket = rendered("tickets", detail)
    assert 20 <= len(ticket["title"]) <= 1_024 or len(alert.what) < 20
    assert "\n" not in ticket["title"]
    check_text(ticket["description"], alert)
    assert set(json.loads(ticket["operationalData"]["/aws/dedup"]["value"])) == {"dedupString"}


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("number", range(len(NASTY_TEXTS)))
def test_each_trick_in_each_field_changes_that_field_alone(name: str, number: int) -> None:
    """The other lines, and the command above all, stay as they are."""
    hostile = replace(FAILED, **cast("Any", {name: NASTY_TEXTS[number]}))
    check_text(text_of(hostile), hostile)

    before, after = lines_of(text_of(FAILED)), lines_of(text_of(hostile))
    changed = {label for label in before | after if before.get(label) != after.get(label)}
    assert len(changed) <= 1
    if name != "command":
        assert shlex.split(after["Again"]) == WORDS
    assert after["Runbook"] == before["Runbook"] or name == "runbook"


def test_a_command_that_a_shell_reads_otherwise_is_left_out() -> None:
    """One that shlex would write in another form was not made by it."""
    for command in ("aws x;id", "aws $(id)", "aws 'x", "aws x # y", "aws\u2028x", "aws x>y"):
        alert = replace(FAILED, command=command)
        assert "Again" not in lines_of(text_of(alert))
        assert detail_of(alert)["command"] == ""


@pytest.mark.parametrize("name", ["Over", "over", "STILL WRONG", 'x: Over" y'])
def test_a_name_never_poses_as_the_status(name: str) -> None:
    """A database called "over" has a failed backup that is not over."""
    alert = Alert(kind="k", severity="critical", what="a job has failed", resource=name)

    assert subject_of(alert).startswith('[critical] "')
    assert sms_of(alert).startswith('CRITICAL: a job has failed; "')


def test_a_text_message_says_what_to_what_and_why() -> None:
    """In one segment where the whole text is five."""
    assert sms_of(FAILED) == (
        'CRITICAL: a backup or copy job has not completed; "orders"; Access denied to the key.'
    )


def test_a_long_reason_leaves_the_other_lines_whole() -> None:
    """What is longest is cut first: the text fits a ticket, and says what is missing."""
    alert = replace(FAILED, why="x" * 200_000)
    found = lines_of(text_of(alert))

    assert found["Why"].endswith("more characters)")
    assert found["Resource"] == DATABASE
    assert shlex.split(found["Again"]) == WORDS
