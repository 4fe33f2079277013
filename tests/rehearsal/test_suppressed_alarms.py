"""What suppresses the actions of a composite alarm, and how long it waits for that.

Of alarms that go off, `one` and `same`, and one that does not, `other`.

Source: CloudWatch user guide, alarm-suppression, alarms-and-missing-data (read 2026-11-28).
"""

from dataclasses import replace

import pytest
from composite_alarms import PEOPLE, Changes, alarms, followed_with, mailed, no_action
from followed_signals import changed, exchanged, followed
from sound_alerts import ACCOUNT, HERE, POINT

from bamp_pulumi.catalog import UNKNOWN


def suppressed(alarm: object, **periods: object) -> Changes:
    """Let an alarm suppress the actions of the composite one."""
    both = {"waitPeriod": 60, "extensionPeriod": 60, **periods}
    return {"composite": {"actionsSuppressor": {"alarm": alarm, **both}}}


SAME_REASON = "its suppressor same goes off for the same reason"
REFUSED = "AWS refuses other at deployment: evaluationPeriods is 0 (allowed: 1 or more)"
OURS = {"namespace": "bamp/Alerts", "metricName": "AlertsSent", "dimensions": {"Alerts": "x"}}


def fallback(doubt: str = "") -> list[str]:
    """Write that the mailbox is reached where the function has sent nothing."""
    tail = f"; if: {doubt}" if doubt else ""
    return [
        f"email ops@bamp-ops.io after 7 min by one > composite > {PEOPLE}; fallback{tail}",
    ]


SUPPRESSED: dict[str, tuple[Changes, list[str]]] = {
    "one that stays off": (suppressed("other"), mailed(minutes=7)),
    "one that is waited for": (suppressed("other", waitPeriod=600), mailed(minutes=16)),
    "one that is waited for less than a minute": (suppressed("other", waitPeriod=59), mailed()),
    "one that is waited for nearly two minutes": (
        suppressed("other", waitPeriod=119),
        mailed(minutes=7),
    ),
    "one that goes off too": (suppressed("same"), [f"dropped at composite: {SAME_REASON}"]),
    "one that may go off too": (
        {**suppressed("same"), "same": {"statistic": "SampleCount"}},
        mailed(f"whether {SAME_REASON}", minutes=7),
    ),
    "one by its ARN": (
        suppressed(f"arn:aws:cloudwatch:{HERE}:{ACCOUNT}:alarm:same"),
        [f"dropped at composite: {SAME_REASON}"],
    ),
    "one that nobody declares": (
        suppressed("theirs"),
        mailed("no given program declares the suppressor of composite", minutes=7),
    ),
    "one that may be on": (
        {**suppressed("other"), "other": {"treatMissingData": "breaching"}},
        mailed("whether its suppressor other is in alarm at that time", minutes=7),
    ),
    "one that stays off, and may have no data": (
        {**suppressed("other"), "other": {"treatMissingData": "missing"}},
        mailed(minutes=7),
    ),
    "one that is waited for as long as is not known": (
        suppressed("other", waitPeriod=UNKNOWN),
        mailed("how long composite waits for its suppressor"),
    ),
    "one that goes off too, waited for as long as is not known": (
        suppressed("same", waitPeriod=UNKNOWN),
        [f"dropped at composite: {SAME_REASON}"],
    ),
    "one that is waited for an hour": (suppressed("other", waitPeriod=3_600), mailed(minutes=66)),
    "one that is composite, and stays off": (suppressed("outer"), mailed(minutes=7)),
    "one that is composite, and goes off too": (
        {**suppressed("outer"), "outer": {"alarmRule": 'ALARM("same")'}},
        [
            "dropped at composite: its suppressor outer goes off for the same reason",
            *no_action("outer"),
        ],
    ),
    "one that counts what the function sends": (
        {**suppressed("other"), "other": OURS},
        fallback(),
    ),
    "one that counts what the function sends, of good silence": (
        {**suppressed("other"), "other": {**OURS, "treatMissingData": "missing"}},
        fallback(),
    ),
    "one that counts what the function sends, of bad silence": (
        {**suppressed("other"), "other": {**OURS, "treatMissingData": "breaching"}},
        fallback("whether its suppressor other is in alarm at that time"),
    ),
    "one that counts another thing of ours": (
        {**suppressed("other"), "other": {**OURS, "metricName": "Heartbeat"}},
        fallback("whether its suppressor other is in alarm at that time"),
    ),
    "one that counts the same of others": (
        {**suppressed("other"), "other": {**OURS, "namespace": "Ours"}},
        mailed("whether its suppressor other is in alarm at that time", minutes=7),
    ),
    "one of ours that AWS refuses": (
        {**suppressed("other"), "other": {**OURS, "evaluationPeriods": 0}},
        fallback(f"suppressor other: {REFUSED}"),
    ),
    "one of ours that is not known": (
        {**suppressed("other"), "other": {**OURS, "threshold": UNKNOWN}},
        fallback("threshold of other is known after deployment"),
    ),
    "one that AWS refuses": (
        {**suppressed("other"), "other": {"evaluationPeriods": 0}},
        mailed("whether its suppressor other is in alarm at that time", minutes=7),
    ),
    "one that is not known": (
        {"composite": {"actionsSuppressor": UNKNOWN}},
        mailed("actionsSuppressor of composite is known after deployment"),
    ),
    "an extension that is longer": (suppressed("other", extensionPeriod=600), mailed(minutes=7)),
}


@pytest.mark.parametrize("case", SUPPRESSED)
def test_a_suppressor_keeps_actions_from_running_while_it_is_on(case: str) -> None:
    """The composite alarm waits for it as long as it is said to."""
    changes, answer = SUPPRESSED[case]

    assert followed_with(changes) == answer


def test_a_suppressor_whose_name_is_not_known_is_found_by_what_the_program_says() -> None:
    """The engine says from which resource an input takes its value."""
    estate = changed(alarms(), "composite", **suppressed(UNKNOWN)["composite"])
    urn = estate.named("same").urn
    composite = estate.named("composite")
    linked = replace(composite, dependencies={"actionsSuppressor": (urn,)})

    assert followed(exchanged(estate, composite, linked), POINT) == [
        f"dropped at composite: {SAME_REASON}"
    ]
