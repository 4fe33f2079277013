"""What takes notice of failed backups: rules, notifications of vaults, alarms; each input of each.

Cannot prove that an alert arrives: that the rehearsal answers.
"""

import json
from typing import Any, Final

import pytest
from plain_resources import ACCOUNT, HERE, OTHER, THERE, declared, estate_of

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import is_alerted
from bamp_pulumi.estate import Resource
from bamp_pulumi.truth import Truth

Inputs = Any  # Any: inputs of a resource, and fields of a pattern

RULE, TARGET = "aws:cloudwatch/eventRule:EventRule", "aws:cloudwatch/eventTarget:EventTarget"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
NOTIFICATIONS = "aws:backup/vaultNotifications:VaultNotifications"
TOPIC: Final = f"arn:aws:sns:{HERE}:{ACCOUNT}:oncall"

FAILED: Final[Inputs] = {
    "source": ["aws.backup"],
    "detail-type": ["Backup Job State Change"],
    "detail": {"state": ["FAILED"]},
}


def answer(*resources: Resource) -> Truth:
    """Answer whether failed backups of the account are noticed here."""
    return is_alerted(estate_of(*resources), ACCOUNT, HERE)


def rule(pattern: object, **inputs: object) -> Resource:
    """Declare a rule."""
    text = json.dumps(pattern) if isinstance(pattern, dict) else pattern
    return declared(RULE, "r", inputs={"name": "r", "eventPattern": text, **inputs})


def target(**inputs: object) -> Resource:
    """Declare the target of the rule."""
    return declared(TARGET, "t", inputs={"rule": "r", "arn": TOPIC, **inputs})


def detail(**fields: object) -> Inputs:
    """Ask for something else in the detail of an event."""
    return {**FAILED, "detail": fields}


PATTERNS: Final[list[tuple[Inputs, Truth]]] = [
    (FAILED, True),
    ({"source": ["aws.backup"]}, True),
    (detail(state=["COMPLETED", "ABORTED"]), True),
    (detail(state=["EXPIRED"]), True),
    (detail(state=["COMPLETED"]), False),
    (detail(state=["FAILED"], resourceType=["S3"]), None),
    (detail(state=["FAILED"], backupVaultName=["main"]), None),
    (detail(state=["FAILED"], unheardOf=["x"]), False),
    ({**FAILED, "source": ["aws.s3"]}, False),
    ({**FAILED, "detail-type": ["Copy Job State Change"]}, False),
    ({**FAILED, "version": ["0"]}, None),
    ({**FAILED, "id": ["x"]}, None),
    ({**FAILED, "account": [ACCOUNT]}, None),
    ({**FAILED, "region": [HERE]}, None),
    ({**FAILED, "time": [{"prefix": "2026"}]}, None),
    ({**FAILED, "resources": ["x"]}, None),
    (None, False),
    ("{", False),
    ("[]", None),
    (UNKNOWN, None),
]


@pytest.mark.parametrize(("pattern", "expected"), PATTERNS)
def test_a_rule_takes_notice_whose_pattern_a_failed_job_passes(
    pattern: Inputs, expected: Truth
) -> None:
    """Of which resource, vault or day it is nobody knows before."""
    assert answer(rule(pattern), target()) is expected


RULES: Final[list[tuple[Inputs, Inputs, Truth]]] = [
    ({"state": "ENABLED"}, {}, True),
    ({"state": "DISABLED"}, {}, False),
    ({"state": UNKNOWN}, {}, None),
    ({"isEnabled": False}, {}, False),
    ({"eventBusName": "default"}, {"eventBusName": "default"}, True),
    ({"eventBusName": "own"}, {"eventBusName": "own"}, False),
    ({"eventBusName": UNKNOWN}, {"eventBusName": UNKNOWN}, None),
    ({}, {"rule": "other"}, False),
    ({}, {"rule": UNKNOWN}, None),
    ({}, {"eventBusName": "own"}, False),
]


@pytest.mark.parametrize(("inputs", "aimed", "expected"), RULES)
def test_a_rule_takes_notice_while_it_is_on_and_has_a_target(
    inputs: Inputs, aimed: Inputs, expected: Truth
) -> None:
    """AWS Backup sends to the default bus."""
    assert answer(rule(FAILED, **inputs), target(**aimed)) is expected


def test_a_rule_without_a_target_takes_no_notice() -> None:
    """It does nothing."""
    assert answer(rule(FAILED)) is False
    assert answer() is False


BACKUP: Final = {"namespace": "AWS/Backup", "metricName": "NumberOfBackupJobsFailed"}
OVER: Final = {**BACKUP, "comparisonOperator": "GreaterThanThreshold"}
ACTS: Final = {"alarmActions": [TOPIC]}
SOUND: Final[dict[str, Inputs]] = {
    RULE: {"name": "r", "eventPattern": json.dumps(FAILED)},
    NOTIFICATIONS: {"backupVaultEvents": ["BACKUP_JOB_FAILED"]},
    ALARM: {"name": "a", **OVER, **ACTS},
}


@pytest.mark.parametrize("token", SOUND)
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        ({"region": THERE}, False),
        ({"account_id": OTHER}, False),
        ({"region": ""}, None),
        ({"external": True}, None),
        ({"external": True, "region": THERE}, False),
    ],
)
def test_what_lies_elsewhere_takes_no_notice_and_what_is_looked_up_may(
    token: str, fields: Inputs, expected: Truth
) -> None:
    """Events, notifications and metrics are those of a place."""
    place = {key: value for key, value in fields.items() if key != "external"}
    aimed = declared(TARGET, "t", inputs={"rule": "r", "arn": TOPIC}, **place)

    assert answer(declared(token, "one", inputs=SOUND[token], **fields), aimed) is expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (["BACKUP_JOB_FAILED"], True),
        (["BACKUP_JOB_COMPLETED"], True),
        (["BACKUP_JOB_EXPIRED"], True),
        (["BACKUP_JOB_STARTED", "COPY_JOB_FAILED"], False),
        (["BACKUP_JOB_STARTED", "BACKUP_JOB_FAILED"], True),
        ([], False),
        (UNKNOWN, None),
        ([UNKNOWN], None),
        ([UNKNOWN, "BACKUP_JOB_FAILED"], True),
    ],
)
def test_a_vault_notifies_of_jobs_that_have_ended(events: object, expected: Truth) -> None:
    """Of a completed one too, with its state; a started one may yet fail."""
    assert answer(declared(NOTIFICATIONS, "n", inputs={"backupVaultEvents": events})) is expected


def query(namespace: object) -> Inputs:
    """Ask for a metric within metric math."""
    return {"metric": {"namespace": namespace}}


UNDER: Final = {"namespace": "AWS/Backup", "metricName": "NumberOfBackupJobsCompleted"}
ALARMS: Final[list[tuple[Inputs, Truth]]] = [
    ({**OVER, **ACTS}, True),
    ({**OVER, **ACTS, "metricName": "NumberOfBackupJobsAborted"}, True),
    ({**OVER, **ACTS, "metricName": "NumberOfBackupJobsExpired"}, True),
    ({**OVER, **ACTS, "metricName": "NumberOfBackupJobsCompleted"}, False),
    ({**OVER, **ACTS, "metricName": UNKNOWN}, None),
    ({**UNDER, **ACTS, "comparisonOperator": "LessThanThreshold"}, True),
    ({**UNDER, **ACTS, "comparisonOperator": "GreaterThanThreshold"}, False),
    ({**UNDER, **ACTS, "comparisonOperator": UNKNOWN}, None),
    ({**OVER, **ACTS, "namespace": "AWS/S3"}, False),
    ({**OVER, **ACTS, "namespace": UNKNOWN}, None),
    ({**ACTS, "metricQueries": [query("AWS/S3"), query("AWS/Backup")]}, True),
    ({**ACTS, "metricQueries": [query("AWS/S3")]}, False),
    ({**ACTS, "metricQueries": [query(UNKNOWN), query("AWS/S3")]}, None),
    ({**ACTS, "metricQueries": UNKNOWN}, None),
    ({**ACTS, "metricQueries": [UNKNOWN]}, None),
    ({**ACTS, "metricQueries": [{"metric": UNKNOWN}]}, None),
    ({**ACTS, "metricQueries": [{"expression": "a+b"}]}, False),
    (OVER, False),
    ({**OVER, "alarmActions": []}, False),
    ({**OVER, "alarmActions": UNKNOWN}, None),
    ({**OVER, "alarmActions": [UNKNOWN]}, True),
    ({**OVER, **ACTS, "actionsEnabled": True}, True),
    ({**OVER, **ACTS, "actionsEnabled": False}, False),
    ({**OVER, **ACTS, "actionsEnabled": UNKNOWN}, None),
]


@pytest.mark.parametrize(("inputs", "expected"), ALARMS)
def test_an_alarm_takes_notice_that_counts_failures_or_too_few_successes(
    inputs: Inputs, expected: Truth
) -> None:
    """And does something about it."""
    assert answer(declared(ALARM, "a", inputs={"name": "a", **inputs})) is expected


def silent(name: object = "a") -> Resource:
    """Declare an alarm on failed backups that does nothing by itself."""
    return declared(ALARM, "a", inputs={"name": name, **OVER})


def composite(name: str, on: object, **fields: Inputs) -> Resource:
    """Declare a composite alarm on another one."""
    text = f'ALARM("{on}")' if isinstance(on, str) else on
    place = {key: fields.pop(key) for key in ("region", "external") if key in fields}
    return declared(
        COMPOSITE, name, inputs={"alarmName": name, "alarmRule": text, **fields}, **place
    )


COMPOSITES: Final[dict[str, tuple[tuple[Resource, ...], Truth]]] = {
    "that acts": ((silent(), composite("b", "a", **ACTS)), True),
    "that does nothing": ((silent(), composite("b", "a")), False),
    "of another alarm": ((silent(), composite("b", "x", **ACTS)), False),
    "of an alarm known later": ((silent(), composite("b", UNKNOWN, **ACTS)), None),
    "of an alarm whose name is known later": ((silent(UNKNOWN), composite("b", "a", **ACTS)), None),
    "of another Region": ((silent(), composite("b", "a", region=THERE, **ACTS)), False),
    "that is looked up": ((silent(), composite("b", "a", external=True, **ACTS)), False),
    "that is silenced": ((silent(), composite("b", "a", actionsEnabled=False, **ACTS)), False),
    "that another one takes": (
        (silent(), composite("b", "a"), composite("c", "b", **ACTS)),
        True,
    ),
    "in a circle": ((silent("c"), composite("b", "c"), composite("c", "b")), False),
    "in a circle that acts": (
        (silent("c"), composite("b", "c"), composite("c", "b", **ACTS)),
        True,
    ),
}


@pytest.mark.parametrize("name", COMPOSITES)
def test_a_composite_alarm_acts_for_the_alarms_that_it_depends_on(name: str) -> None:
    """Those of its Region; a circle leads nowhere."""
    resources, expected = COMPOSITES[name]

    assert answer(*resources) is expected


def change(**fields: Inputs) -> Inputs:
    """Write a pattern for the alarm going off."""
    state = fields.pop("state", {"value": ["ALARM"]})
    return {
        "source": ["aws.cloudwatch"],
        "detail-type": ["CloudWatch Alarm State Change"],
        "detail": {"alarmName": ["a"], "state": state, **fields},
    }


CHANGES: Final[list[tuple[Inputs, object, Truth]]] = [
    (change(), "a", True),
    (change(), UNKNOWN, None),
    (change(alarmName=["b"]), "a", False),
    (change(state={"value": ["OK"]}), "a", False),
    (change(state={"value": ["ALARM"], "reason": ["x"]}), "a", None),
    (change(state={"value": ["ALARM"], "timestamp": ["x"]}), "a", None),
    (change(configuration={"description": ["x"]}), "a", None),
    (change(previousState={"value": ["OK"]}), "a", None),
    ({**change(), "source": ["aws.backup"]}, "a", False),
    ({**change(), "detail-type": ["Backup Job State Change"]}, "a", False),
]


@pytest.mark.parametrize(("pattern", "name", "expected"), CHANGES)
def test_a_rule_on_the_state_of_an_alarm_acts_for_it(
    pattern: Inputs, name: object, expected: Truth
) -> None:
    """As EventBridge gets it when the alarm goes off."""
    assert answer(silent(name), rule(pattern), target()) is expected


def test_a_rule_of_another_region_does_not_see_an_alarm() -> None:
    """Nor one that is only looked up."""
    inputs = {"name": "r", "eventPattern": json.dumps(change())}
    for fields in ({"region": THERE}, {"external": True, "region": THERE}):
        one = declared(RULE, "r", inputs=inputs, **fields)  # pyright: ignore[reportArgumentType] - as given
        aimed = declared(TARGET, "t", inputs={"rule": "r", "arn": TOPIC}, region=THERE)

        assert answer(silent(), one, aimed) is False
