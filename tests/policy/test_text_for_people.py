"""Reasons and owners: a placeholder is refused wherever one is read, and a short text is not.

Cannot prove that a reason is true: no program can tell.
"""

from collections.abc import Callable, Mapping

import pytest

from bamp_pulumi import exempt, tier
from bamp_pulumi.baseline import BackupRoleSettings
from bamp_pulumi.errors import BampError
from bamp_pulumi.policy import (
    AcknowledgedFault,
    Acknowledgement,
    Exemption,
    is_placeholder,
    load_policy,
    parse,
    read_exemption,
)

UNTIL = "2027-06-30"
DECISION = {"reason": "scratch data", "owner": "shop", "until": UNTIL}
REASONS = [
    "...",
    "…",
    "-",
    "?",
    "TODO",
    "todo",
    "ToDo.",
    "to do",
    "TODO: ask the team",
    "TODO(anna) say why",
    "FIXME",
    "tbd",
    "T.B.D.",
    "N/A",
    "n.a.",
    "none",
    "Null",
    "unknown",
    "reason",
    "Reason here",
    "your reason",
    "<reason>",
    "<why no backup is needed>",
    "[reason]",
    "${reason}",
    "{{ reason }}",
    "%REASON%",
    "__REASON__",
    "x",
    "XXX",
    "a",
    "1",
    "why?",
    "\uff34\uff2f\uff24\uff2f",
]
OWNERS = [
    "...",
    "TODO",
    "tbd",
    "x",
    "xx",
    "owner",
    "Team",
    "your-team",
    "my_team",
    "<team>",
    "nobody",
    "somebody",
    "unknown",
    "owner@example.com",
    "ops@team.test",
]
REAL_REASONS = [
    "scratch data",
    "cache",
    "logs",
    "test",
    "demo",
    "IT-12",
    "4711",
    "[IT-12] sandbox",
    "no data yet",
    "rebuilt",
    "none of it is ours",
    "todo lists of a demo",
    "TODO lists of a demo",
    "unknown to AWS Backup",
    "why not: it is empty",
    "GDPR",
    "缓存",
]
REAL_OWNERS = [
    "shop",
    "a",
    "Q",
    "todo",
    "it",
    "team-a",
    "owner-services",
    "anna@bamp-ops.io",
    "someone-else ltd",
    "42",
]


@pytest.mark.parametrize("text", REASONS)
def test_a_placeholder_is_no_reason(text: str) -> None:
    """However it is written, and in whatever letters."""
    assert is_placeholder(text)


@pytest.mark.parametrize("text", OWNERS)
def test_a_placeholder_is_no_owner(text: str) -> None:
    """Neither is an address that nobody reads, nor a word that means anybody."""
    assert is_placeholder(text, "owner")


@pytest.mark.parametrize("text", REAL_REASONS)
def test_a_short_reason_is_a_reason(text: str) -> None:
    """One word may say it all, and so may the number of a ticket."""
    assert not is_placeholder(text)


@pytest.mark.parametrize("text", REAL_OWNERS)
def test_a_short_name_is_an_owner(text: str) -> None:
    """A team may be called by a letter, or as an application that keeps to-do lists."""
    assert not is_placeholder(text, "owner")


def policy(path: str, **changes: str) -> Callable[[], object]:
    """Load a policy with one decision."""
    given = {**DECISION, **changes}
    faults = path == "faults"
    value: object = [{**given, "id": "copy-missing"}] if faults else given
    return lambda: load_policy({"extends": "default", path: value})


def tags(**changes: str) -> Mapping[str, str]:
    """Write the tags of an exemption."""
    given = {**DECISION, **changes}
    return {
        "backup-exempt-reason": given["reason"],
        "backup-exempt-until": given["until"],
        "backup-owner": given["owner"],
    }


READERS: dict[str, Callable[[], object]] = {
    "no_alerts": policy("no_alerts", reason="TODO"),
    "owner of no_alerts": policy("no_alerts", owner="TODO"),
    "trail_elsewhere": policy("trail_elsewhere", reason="<reason>"),
    "owner of trail_elsewhere": policy("trail_elsewhere", owner="owner@example.com"),
    "faults": policy("faults", reason="..."),
    "owner of faults": policy("faults", owner="..."),
    "exempt": lambda: exempt(reason="...", owner="shop", until=UNTIL),
    "owner of exempt": lambda: exempt(reason="scratch data", owner="...", until=UNTIL),
    "tags": lambda: read_exemption(tags(reason="TODO")),
    "owner in tags": lambda: read_exemption(tags(owner="tbd")),
    "tier": lambda: tier("critical", owner="TODO"),
    "acknowledgement": lambda: parse(Acknowledgement, {**DECISION, "reason": "x"}),
    "fault": lambda: parse(AcknowledgedFault, {**DECISION, "owner": "x", "id": "copy-missing"}),
    "exemption": lambda: parse(Exemption, {**DECISION, "reason": "n/a"}),
    "owner of a role": lambda: parse(BackupRoleSettings, {"role_name": "backup", "owner": "TODO"}),
}


@pytest.mark.parametrize("name", READERS)
def test_every_reader_refuses_a_placeholder(name: str) -> None:
    """Configuration, programs and tags stand on one check."""
    with pytest.raises(BampError) as caught:
        READERS[name]()

    assert "BAMP-E07" in [refusal.code for refusal in caught.value.refusals]


def test_what_is_printed_to_be_filled_in_is_refused_until_it_is() -> None:
    """The remedy of a rehearsal, pasted as it is."""
    with pytest.raises(BampError) as caught:
        load_policy(
            "extends: default\n"
            "faults:\n"
            '  - {id: copy-missing, reason: "...", owner: "...", until: "YYYY-MM-DD"}\n'
        )

    codes = [(one.path, one.code) for one in caught.value.refusals]
    assert codes == [
        ("faults.0.reason", "BAMP-E07"),
        ("faults.0.owner", "BAMP-E07"),
        ("faults.0.until", "BAMP-E02"),
    ]
