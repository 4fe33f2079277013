"""Composite alarms: which go off when others do.

Of two alarms that go off, `one` and `same`, and one that does not, `other`; each case changes
inputs of these, or of the composite ones.

Source: CloudWatch user guide, alarm-combining, alarms-and-missing-data (read 2026-11-28).
"""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from composite_alarms import Changes, alarms, followed_with, mailed, no_action
from followed_signals import changed, exchanged, followed, spelled
from sound_alerts import ACCOUNT, HERE, POINT

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.rehearsal.delivery import Router


def rule(text: object, other: Mapping[str, object] | None = None) -> Changes:
    """Give the composite alarm another rule, and the alarm that does not go off other inputs."""
    return {"composite": {"alarmRule": text}, "other": other or {}}


RULE = "rule of alarm composite"
ON_ALREADY = ["dropped at composite: it is in alarm already, while nothing is wrong"]
OUTER = {"alarmRule": 'ALARM("composite")'}
CASES: dict[str, tuple[Changes, list[str]]] = {
    "either of two": ({}, mailed()),
    "one alone": (rule('ALARM("one")'), [*no_action("same"), *mailed()]),
    "the other one": (
        rule('ALARM("same")'),
        [*no_action("one"), *mailed(by="same > composite")],
    ),
    "both": (rule('ALARM("one") AND ALARM("same")'), mailed()),
    "one and what stays off": (
        rule('ALARM("one") AND ALARM("other")'),
        no_action("one", "same"),
    ),
    "what stays off": (rule('ALARM("other")'), no_action("one", "same")),
    "what is no longer OK": (rule('NOT OK("one") OR ALARM("same")'), mailed()),
    "what is OK no longer": (rule('OK("one") OR OK("same")'), no_action("one", "same")),
    "what has no data no longer": (
        rule('INSUFFICIENT_DATA("one") OR INSUFFICIENT_DATA("same")'),
        no_action("one", "same"),
    ),
    "two of three": (rule("AT_LEAST(2, ALARM, (one, same, other))"), mailed()),
    "three of three": (
        rule("AT_LEAST(3, ALARM, (one, same, other))"),
        no_action("one", "same"),
    ),
    "an alarm that nobody declares": (
        rule('(ALARM("one") OR ALARM("same")) AND NOT ALARM("theirs")'),
        mailed(RULE),
    ),
    "a function that is not read": (
        rule('ALARM("one") OR ALARM("same") OR MISSING("other")'),
        mailed(RULE),
    ),
    "a rule that is not known": (
        rule(UNKNOWN),
        [*no_action("one", "same"), *mailed("alarmRule of composite is known after deployment")],
    ),
    "nothing at all": (rule("FALSE"), no_action("one", "same")),
    "on for ever": (
        rule('ALARM("one") OR ALARM("same") OR TRUE'),
        [*ON_ALREADY, *no_action("one", "same")],
    ),
    "on for ever, whatever any alarm does": (
        {**rule("TRUE"), "one": {"name": None}},
        no_action("one", "same"),
    ),
    "on until then": (
        rule('ALARM("one") OR ALARM("same") OR OK("other")'),
        [*ON_ALREADY, *no_action("one", "same")],
    ),
    "perhaps on already": (
        rule('ALARM("one") OR ALARM("same") OR ALARM("theirs")'),
        mailed(RULE),
    ),
    # What it depends on.
    "an alarm that may go off": (
        {**rule('ALARM("one")'), "one": {"statistic": "SampleCount"}},
        [*no_action("same"), *mailed("threshold of alarm one")],
    ),
    "an alarm that may go off, and one that does": (
        {**rule('ALARM("one") AND ALARM("same")'), "same": {"statistic": "SampleCount"}},
        mailed(RULE),
    ),
    "an alarm whose name AWS makes up": (
        {**rule('ALARM("one")'), "one": {"name": None}},
        [*no_action("same"), *mailed(RULE)],
    ),
    "an alarm without a name beside one that is named": (
        {**rule('ALARM("same")'), "one": {"name": None}},
        mailed(by="one > composite"),
    ),
    # Others that depend on it.
    "one that another depends on": (
        {"composite": {"alarmActions": None}, "outer": OUTER},
        no_action("outer"),
    ),
    "one that nobody depends on": (
        {"composite": {"alarmActions": None}},
        no_action("composite"),
    ),
    "one that depends on another": (
        {
            "outer": {"alarmRule": 'ALARM("one") OR ALARM("same")'},
            "composite": {"alarmRule": 'ALARM("outer")'},
        },
        mailed(by="one > outer > composite"),
    ),
    "one that depends on another that stays off": (
        {"outer": {"alarmRule": 'ALARM("other")'}, "composite": {"alarmRule": 'ALARM("outer")'}},
        no_action("one", "same"),
    ),
    "one beside another that stays off": (
        {
            "outer": {"alarmRule": 'ALARM("other")'},
            "composite": {"alarmRule": '(ALARM("one") OR ALARM("same")) AND NOT ALARM("outer")'},
        },
        mailed(),
    ),
    "one beside another that is OK": (
        {
            "outer": {"alarmRule": 'ALARM("other")'},
            "composite": {"alarmRule": '(ALARM("one") OR ALARM("same")) AND OK("outer")'},
        },
        mailed(),
    ),
    "one beside another that has data": (
        {
            "outer": {"alarmRule": 'ALARM("other")'},
            "composite": {
                "alarmRule": '(ALARM("one") OR ALARM("same")) AND INSUFFICIENT_DATA("outer")'
            },
        },
        no_action("one", "same"),
    ),
    "one beside another that may be on": (
        {
            "outer": {"alarmRule": 'ALARM("theirs")'},
            "composite": {"alarmRule": '(ALARM("one") OR ALARM("same")) AND OK("outer")'},
        },
        mailed(RULE),
    ),
    "one beside another that is on": (
        {
            "outer": {"alarmRule": 'OK("other")'},
            "composite": {"alarmRule": '(ALARM("one") OR ALARM("same")) AND ALARM("outer")'},
        },
        mailed(RULE),
    ),
    "two that depend on each other": (
        {
            "outer": {"alarmRule": 'ALARM("composite")'},
            "composite": {"alarmRule": '(ALARM("one") OR ALARM("same")) AND NOT ALARM("outer")'},
        },
        mailed(RULE),
    ),
    "the same alarm twice in a rule": (
        rule('(ALARM("one") OR ALARM("same")) AND NOT ALARM("other") AND OK("other")'),
        mailed(),
    ),
    "actions switched off": (
        {"composite": {"actionsEnabled": False}},
        ["dropped at composite: its actions are switched off"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_composite_alarm_goes_off_when_its_rule_comes_true(case: str) -> None:
    """An alarm without an action is no loss where a composite one depends on it."""
    changes, answer = CASES[case]

    assert followed_with(changes) == answer


FAILED_OR = '(ALARM("one") OR ALARM("same"))'


@pytest.mark.parametrize(
    ("inputs", "is_not_on", "is_ok"),
    [
        ({}, True, True),
        ({"treatMissingData": "missing"}, True, None),
        ({"treatMissingData": None}, True, None),
        ({"treatMissingData": "ignore"}, None, None),
        ({"treatMissingData": "breaching"}, None, None),
        ({"treatMissingData": UNKNOWN}, None, None),
        ({"metricName": "NumberOfBackupJobsAborted"}, True, True),
        ({"metricName": "NumberOfBackupJobsExpired"}, True, True),
        ({"metricName": "NumberOfRestoreJobsFailed"}, True, True),
        ({"metricName": "NumberOfCopyJobsCompleted"}, None, None),
        ({"metricName": "NumberOfCopyJobs"}, None, None),
        ({"metricName": UNKNOWN}, None, None),
        ({"namespace": "AWS/Lambda", "metricName": "Errors"}, None, None),
        ({"namespace": "Ours"}, None, None),
        ({"thresholdMetricId": "band"}, None, None),
        ({"evaluationPeriods": 0}, None, None),
    ],
    ids=str,
)
def test_an_alarm_on_other_jobs_that_fail_is_off(
    inputs: Mapping[str, object],
    is_not_on: bool | None,  # noqa: FBT001 - a parameter of the test
    is_ok: bool | None,  # noqa: FBT001 - as above
) -> None:
    """None of them fails; of any other metric nobody knows. Only good silence is OK."""
    for asked, holds in (('NOT ALARM("other")', is_not_on), ('OK("other")', is_ok)):
        answer = mailed() if holds else mailed(RULE)
        assert followed_with(rule(f"{FAILED_OR} AND {asked}", inputs)) == answer


def test_an_alarm_on_other_jobs_that_fail_has_data_or_not() -> None:
    """Where silence is good it is OK; else it may have no data."""
    asked = f'{FAILED_OR} AND INSUFFICIENT_DATA("other")'

    assert followed_with(rule(asked)) == no_action("one", "same")
    assert followed_with(rule(asked, {"treatMissingData": "missing"})) == mailed(RULE)


def test_what_keeps_a_composite_alarm_back_is_said_of_the_first_alarm_that_turns_it_on() -> None:
    """The path comes to it from there."""
    estate = changed(alarms(), "composite", alarmRule='ALARM("one") OR ALARM("same") OR TRUE')
    first = next(iter(Router(estate).follow(POINT)))

    assert (spelled([first]), first.by) == (ON_ALREADY, ("one",))


AWAY = f"dropped at topic: it is in {HERE}, its publisher in eu-west-1"
LATER = "the account and Region of {} are known after deployment"
BOTH = 'ALARM("one") AND ALARM("same")'


@pytest.mark.parametrize(
    ("regions", "asked", "answer"),
    [
        # An alarm of the same name elsewhere is another.
        ({"composite": "eu-west-1"}, 'ALARM("one")', no_action("one", "same")),
        (
            {"one": "eu-west-1"},
            'ALARM("one") OR ALARM("same")',
            mailed(RULE, by="same > composite"),
        ),
        # Where one is may not be known yet.
        ({"one": ""}, 'ALARM("one")', [*no_action("same"), *mailed(LATER.format("one"))]),
        ({"one": ""}, 'ALARM("same")', [*no_action("one"), *mailed(by="same > composite")]),
        (
            {"one": "", "composite": "eu-west-1"},
            'ALARM("one")',
            [*no_action("same"), AWAY],
        ),
        (
            {"same": "", "composite": "eu-west-1"},
            'ALARM("same")',
            [*no_action("one"), AWAY],
        ),
        ({"composite": ""}, BOTH, mailed(LATER.format("one"))),
    ],
)
def test_a_composite_alarm_depends_on_alarms_of_its_own_region(
    regions: Mapping[str, str], asked: str, answer: list[str]
) -> None:
    """An empty Region is known after deployment; a topic has to be in the same."""
    estate = changed(alarms(), "composite", alarmRule=asked)
    for name, region in regions.items():
        one = estate.named(name)
        estate = exchanged(estate, one, replace(one, region=region))

    assert followed(estate, POINT) == answer


@pytest.mark.parametrize("there", ["eu-west-1:111122223333", "us-east-1:999988887777"])
def test_a_composite_alarm_takes_no_alarm_of_another_region_or_account(there: str) -> None:
    """AWS refuses such a rule: the name in the ARN is that of another alarm."""
    rule = f'ALARM("arn:aws:cloudwatch:{there}:alarm:one")'
    estate = changed(alarms(), "composite", alarmRule=rule)

    region, account = there.split(":")
    refusal = f"alarmRule is a rule on an alarm of {region} of {account}"
    allowed = f"(allowed: alarms of {HERE} of {ACCOUNT})"
    assert followed(estate, POINT) == [
        f"dropped at composite: AWS refuses composite at deployment: {refusal} {allowed}",
        *no_action("one", "same"),
    ]
