"""Acknowledgements of a policy: each has a reason, an owner and an end, and names what exists."""

from datetime import date

import pytest

from bamp_pulumi.errors import PolicyError
from bamp_pulumi.policy import AcknowledgedFault, Acknowledgement, load_policy, parse

GIVEN = {"reason": "no data yet (a sandbox), decided in IT-12", "owner": "platform"}
UNTIL = date(2027, 6, 30)


def test_an_acknowledgement_holds_on_its_last_day_and_not_on_the_next() -> None:
    """As an exemption does."""
    given = parse(Acknowledgement, {**GIVEN, "until": "2027-06-30"})

    assert not given.is_expired(UNTIL)
    assert given.is_expired(date(2027, 7, 1))


@pytest.mark.parametrize("text", ["", " ", "two\nlines", " ab", "ab ", "a" * 257, "a\u202eb"])
def test_a_reason_is_one_line_that_can_be_read(text: str) -> None:
    """It is shown to people: nothing hidden, and no more than a tag would hold."""
    with pytest.raises(PolicyError, match="BAMP-E04"):
        parse(Acknowledgement, {**GIVEN, "reason": text, "until": UNTIL})


@pytest.mark.parametrize("missing", ["reason", "owner", "until"])
def test_nothing_of_it_may_be_left_out(missing: str) -> None:
    """Each part is a decision."""
    whole = {**GIVEN, "until": UNTIL}

    with pytest.raises(PolicyError, match="BAMP-D02"):
        parse(Acknowledgement, {key: value for key, value in whole.items() if key != missing})


def test_a_misspelt_fault_gets_the_nearest() -> None:
    """The remedy is what was meant."""
    with pytest.raises(PolicyError) as caught:
        parse(AcknowledgedFault, {**GIVEN, "until": UNTIL, "id": "copy-job-stick"})

    (refusal,) = caught.value.refusals
    assert (refusal.code, refusal.path) == ("BAMP-E05", "id")
    assert refusal.write == "id='copy-job-stuck'"


def test_a_policy_takes_all_of_them_from_its_document() -> None:
    """The days of YAML are days."""
    policy = load_policy(
        """
        extends: default
        exemption_max_days: 365
        no_alerts: {reason: a sandbox without data, owner: platform, until: 2027-06-30}
        trail_elsewhere: {reason: organization trail of 444455556666, owner: audit,
          until: 2027-06-30}
        faults:
          - {id: copy-missing, reason: checked by hand each week, owner: platform,
             until: 2027-06-30}
        """
    )

    assert policy.exemption_max_days == 365
    assert [path for path, _ in policy.acknowledgements()] == [
        "no_alerts",
        "trail_elsewhere",
        "faults.copy-missing",
    ]
    assert {one.until for _, one in policy.acknowledgements()} == {UNTIL}


def test_a_policy_that_says_nothing_acknowledges_nothing() -> None:
    """And an exemption may reach two years ahead."""
    policy = load_policy({"extends": "default"})

    assert [*policy.acknowledgements()] == []
    assert policy.exemption_max_days == 731
