"""Reasons and owners: a placeholder is refused wherever one is read.

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
    load_policy,
    parse,
    read_exemption,
)

UNTIL = "2027-06-30"
DECISION = {"reason": "scratch data", "owner": "shop", "until": UNTIL}


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


@pytest.mark.parametrize("name", READERS)
def test_no_reader_invents_what_was_not_given(name: str) -> None:
    """A reason or owner that is proposed would be pasted, and nobody would have decided it."""
    with pytest.raises(BampError) as caught:
        READERS[name]()

    (refusal,) = (one for one in caught.value.refusals if one.code == "BAMP-E07")
    assert refusal.write in ("reason='...'", "owner='...'", "reason: '...'", "owner: '...'")
    assert "in place of the dots" in refusal.allowed


def test_a_missing_part_of_an_exemption_is_left_blank() -> None:
    """Of its three tags, two are there; the owner is the one that is known."""
    with pytest.raises(BampError) as caught:
        read_exemption({"backup-exempt-until": UNTIL}, "shop")

    (refusal,) = caught.value.refusals
    assert refusal.write == "'backup-exempt-reason': '...', 'backup-owner': 'shop'"
