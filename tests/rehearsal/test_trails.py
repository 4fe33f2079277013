"""A call in the log of a trail, the filters that count it, and what keeps a datapoint from coming.

Sources: CloudTrail user guide, send-cloudtrail-events-to-cloudwatch-logs,
cloudtrail-required-policy-for-cloudwatch-logs and cloudtrail-event-reference-record-contents;
CloudWatch Logs user guide, FilterAndPatternSyntax and MonitoringLogData (read 2026-11-28).
"""

import json
from dataclasses import replace
from typing import Final

import pulumi_aws as aws
import pytest
from changed_paths import Changes, changed, ends_of, moved
from sound_alerts import (
    ACCOUNT,
    HERE,
    VAULT_DELETED,
    declare_counted_trail,
    declare_rule,
    declare_topic,
    estate_of,
    policy,
)

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.delivery import Event
from bamp_pulumi.testing import declare

MAIL: Final = "email ops@bamp-ops.io in 16 min"
GROUP: Final = f"arn:aws:logs:{HERE}:{ACCOUNT}:log-group:trail"
STREAM: Final = f"{GROUP}:log-stream:{ACCOUNT}_CloudTrail_{HERE}"
WRITES: Final = ("logs:CreateLogStream", "logs:PutLogEvents")


def trail(**inputs: object) -> Changes:
    """Change inputs of the trail."""
    return {"trail": inputs}


def may(*actions: str, resource: str = "*") -> Changes:
    """Change what the role of the trail may do."""
    written = policy({"Effect": "Allow", "Action": actions, "Resource": resource})
    return {"writer-may": {"policy": written}}


def takes(pattern: object) -> Changes:
    """Change the pattern of the filter."""
    return {"counter": {"pattern": pattern}}


def counts(**made: object) -> Changes:
    """Change the metric of the filter."""
    usual = {"name": "Deleted", "namespace": "Calls", "value": "1"}
    return {"counter": {"metricTransformation": {**usual, **made}}}


def by(field: object, asked: str | None) -> Changes:
    """Count by a field of the call, and ask for one value of it."""
    dimensions = None if asked is None else {"Name": asked}
    return {**counts(dimensions={"Name": field}), "alarm": {"dimensions": dimensions}}


def sound() -> Estate:
    """Return a trail whose log is counted, with an alarm and a mailbox behind it."""
    return estate_of("trail")


def refuses(action: str) -> str:
    """Say that the role of the trail may not do something."""
    return f"log: its role writer may not: policy writer-may does not allow {action}"


NOT_MEANT: Final = "counter: its pattern does not match this DeleteBackupVault (sound)"
LATER: Final = "is known after deployment"
WHICH: Final = f"unknown counter in 15 min, if: which metric counter counts {LATER}"
CLASS: Final = "log: metric filters count nothing in a log group of class"
ENDS: Final[dict[str, tuple[Changes, list[str]]]] = {
    "as it is": ({}, [MAIL]),
    "a trail of one Region": (trail(isMultiRegionTrail=None), [MAIL]),
    "a trail that is off": (trail(enableLogging=False), []),
    "a trail that may be off": (
        trail(enableLogging=UNKNOWN),
        [f"{MAIL}, if: enableLogging of trail {LATER}"],
    ),
    "a trail of reading calls": (trail(eventSelectors=[{"readWriteType": "ReadOnly"}]), []),
    "a trail of writing calls": (trail(eventSelectors=[{"readWriteType": "WriteOnly"}]), [MAIL]),
    "a trail without a log group": (trail(cloudWatchLogsGroupArn=None), []),
    "a log group without the star": (trail(cloudWatchLogsGroupArn=GROUP), [MAIL]),
    "a log group of another program": (trail(cloudWatchLogsGroupArn=f"{GROUP}-2:*"), []),
    "a log group that nothing names": (
        trail(cloudWatchLogsGroupArn=UNKNOWN),
        [f"{MAIL}, if: cloudWatchLogsGroupArn of trail {LATER}"],
    ),
    "a trail without a role": (
        trail(cloudWatchLogsRoleArn=None),
        ["log: trail trail has no role to write it as"],
    ),
    "a role of another program": (
        trail(cloudWatchLogsRoleArn=f"arn:aws:iam::{ACCOUNT}:role/other"),
        [f"{MAIL}, if: no given program declares the role of trail"],
    ),
    "a role that may write": (may(*WRITES), [MAIL]),
    "a role for the stream of the trail": (may(*WRITES, resource=STREAM), [MAIL]),
    "a role for another stream": (
        may(*WRITES, resource=f"{GROUP}:log-stream:other"),
        [refuses("logs:CreateLogStream")],
    ),
    "a role that makes no stream": (may(WRITES[1]), [refuses("logs:CreateLogStream")]),
    "a role that writes nothing": (may(WRITES[0]), [refuses("logs:PutLogEvents")]),
    "a role for a log group of no name": (
        {"log": {"name": UNKNOWN}, **may(*WRITES, resource=STREAM)},
        [f"{MAIL}, if: name of log {LATER}"],
    ),
    "a standard log group": ({"log": {"logGroupClass": "STANDARD"}}, [MAIL]),
    "a log group for rare access": (
        {"log": {"logGroupClass": "INFREQUENT_ACCESS"}},
        [f"{CLASS} INFREQUENT_ACCESS"],
    ),
    "a log group of a class known later": (
        {"log": {"logGroupClass": UNKNOWN}},
        [f"{MAIL}, if: logGroupClass of log {LATER}"],
    ),
    "a log group with a key": (
        {"log": {"kmsKeyId": f"arn:aws:kms:{HERE}:{ACCOUNT}:key/1"}},
        [f"{MAIL}, if: whether CloudWatch Logs may use the key of log"],
    ),
    "a filter of another log group": ({"counter": {"logGroupName": "other"}}, []),
    "a filter of a log group known later": (
        {"counter": {"logGroupName": UNKNOWN}},
        [f"{MAIL}, if: logGroupName of counter {LATER}"],
    ),
    "a pattern known later": (takes(UNKNOWN), [f"{MAIL}, if: pattern of counter {LATER}"]),
    "no pattern": (takes(None), ["counter: it has no pattern"]),
    "another metric": (counts(name="Other"), []),
    "another namespace": (counts(namespace="Other"), []),
    "a metric known later": (counts(name=UNKNOWN), [WHICH]),
    "a namespace known later": (counts(namespace=UNKNOWN), [WHICH]),
    "a metric without a name": (
        counts(name=None),
        ["counter: its metric has no name or namespace"],
    ),
    "a metric without a namespace": (
        counts(namespace=None),
        ["counter: its metric has no name or namespace"],
    ),
    "nothing known of the metric": (
        {"counter": {"metricTransformation": UNKNOWN}},
        [f"unknown counter in 15 min, if: metricTransformation of counter {LATER}"],
    ),
    "two for each call": (counts(value="2"), [MAIL]),
    "nothing for each call": (
        counts(value="0"),
        ["alarm: 0 does not cross its threshold 0 (sound)"],
    ),
    "less than nothing": (counts(value="-1"), ["alarm: -1 does not cross its threshold 0 (sound)"]),
    "a part of the call": (
        counts(value="$.size"),
        [f"{MAIL}, if: the value that counter counts"],
    ),
    "a value known later": (
        counts(value=UNKNOWN),
        [f"{MAIL}, if: the value that counter counts"],
    ),
    "by the name of the call": (by("$.eventName", "DeleteBackupVault"), [MAIL]),
    "by the name of another call": (by("$.eventName", "Other"), []),
    "by a name that the alarm does not ask for": (
        by("$.eventName", None),
        ["alarm: it asks for Deleted by no dimension; it is published by Name"],
    ),
    "by a field that no call has": (
        by("$.other", "x"),
        ["counter: the call has no field for one of its dimensions"],
    ),
    "by what differs from call to call": (by("$.userAgent", "x"), [WHICH]),
    "by a field known later": (by(UNKNOWN, "x"), [WHICH]),
    "without a unit, and asked for without": ({"alarm": {"unit": "None"}}, [MAIL]),
    "without a unit, and asked for in one": (
        {"alarm": {"unit": "Count"}},
        ["alarm: it asks for Deleted in Count; AWS publishes it in None"],
    ),
    "in the unit that is asked for": ({**counts(unit="Count"), "alarm": {"unit": "Count"}}, [MAIL]),
}


@pytest.mark.parametrize("case", ENDS)
def test_a_call_is_counted_within_ten_minutes_and_the_alarm_sends_a_mail(case: str) -> None:
    """Or it is said where the call is dropped, or what the mail depends on."""
    changes, ends = ENDS[case]

    assert ends_of(changed(sound(), changes), VAULT_DELETED) == ends


FITS: Final = MAIL
PERHAPS: Final = f"{MAIL}, if: pattern of counter"


@pytest.mark.parametrize(
    ("pattern", "end"),
    [
        ('{ $.eventName = "Other" }', NOT_MEANT),
        ('{ $.awsRegion = "us-east-1" }', FITS),
        ('{ $.awsRegion = "us-west-2" }', NOT_MEANT),
        ('{ $.recipientAccountId = "111122223333" }', FITS),
        ('{ $.recipientAccountId = "999988887777" }', NOT_MEANT),
        ('{ $.eventType = "AwsApiCall" }', FITS),
        ('{ $.eventType != "AwsServiceEvent" }', FITS),
        ('{ $.eventType = "AwsConsoleSignIn" }', NOT_MEANT),
        ('{ $.eventCategory = "Management" }', FITS),
        ('{ $.eventCategory = "Data" }', NOT_MEANT),
        ("{ $.managementEvent IS TRUE }", FITS),
        ("{ $.managementEvent IS FALSE }", NOT_MEANT),
        *(
            (f'{{ $.{field} = "x" }}', PERHAPS)
            for field in (
                "eventVersion",
                "eventTime",
                "sourceIPAddress",
                "userAgent",
                "requestParameters.backupVaultName",
                "responseElements.x",
                "requestID",
                "eventID",
                "userIdentity.type",
            )
        ),
        ("{ $.readOnly IS FALSE }", PERHAPS),
        ('{ $.errorCode = "x" }', NOT_MEANT),
        ("{ $.errorMessage NOT EXISTS }", FITS),
        ("{ $.errorCode NOT EXISTS }", FITS),
        ("{ $.other NOT EXISTS }", FITS),
        ('{ $.other = "x" }', NOT_MEANT),
        ("DeleteBackupVault", PERHAPS),
    ],
)
def test_a_pattern_may_ask_for_each_field_of_a_call(pattern: str, end: str) -> None:
    """What no page says of each call is not known, and what no call has it has not."""
    assert ends_of(changed(sound(), takes(pattern)), VAULT_DELETED) == [end]


@pytest.mark.parametrize(
    ("detail", "is_taken"),
    [
        ({"eventType": ["AwsApiCall"]}, True),
        ({"eventType": ["AwsServiceEvent"]}, False),
        ({"awsRegion": [HERE]}, True),
        ({"awsRegion": ["us-west-2"]}, False),
        ({"recipientAccountId": [ACCOUNT]}, True),
        ({"managementEvent": [True]}, True),
        ({"eventCategory": ["Data"]}, False),
    ],
    ids=str,
)
def test_a_rule_may_ask_for_them_too(detail: dict[str, object], is_taken: bool) -> None:  # noqa: FBT001 - a row
    """The detail of its event is the record of the call."""

    def program() -> None:
        pattern = json.dumps({"source": ["aws.backup"], "detail": detail})
        rule = declare_rule(event_pattern=pattern)
        aws.cloudwatch.EventTarget("target", rule=rule.name, arn=declare_topic("events").arn)

    estate = declare(program, account_id=ACCOUNT, region=HERE)
    (field,) = detail
    left_out = f"rule: its pattern does not match this detail.{field} (sound)"

    assert ends_of(estate, VAULT_DELETED) == [
        "email ops@bamp-ops.io in 5 min" if is_taken else left_out
    ]


KEY_DISABLED: Final = replace(
    VAULT_DELETED,
    source="aws.kms",
    detail={"eventSource": "kms.amazonaws.com", "eventName": "DisableKey"},
)


@pytest.mark.parametrize(
    ("signal", "changes", "ends"),
    [
        (replace(VAULT_DELETED, region="us-west-2"), {}, [MAIL]),
        (replace(VAULT_DELETED, region="us-west-2"), trail(isMultiRegionTrail=False), []),
        (
            replace(VAULT_DELETED, region="us-west-2"),
            trail(isMultiRegionTrail=UNKNOWN),
            [f"{MAIL}, if: isMultiRegionTrail of trail {LATER}"],
        ),
        (replace(VAULT_DELETED, account_id="999988887777"), {}, []),
        (
            replace(VAULT_DELETED, account_id="999988887777"),
            trail(isOrganizationTrail=True),
            [f"{MAIL}, if: which calls trail records"],
        ),
        (KEY_DISABLED, takes("{ $.eventName = Disable* }"), [MAIL]),
        (
            KEY_DISABLED,
            {
                **takes("{ $.eventName = Disable* }"),
                **trail(eventSelectors=[{"excludeManagementEventSources": ["kms.amazonaws.com"]}]),
            },
            [],
        ),
        (replace(VAULT_DELETED, detail_type="Backup Job State Change"), {}, []),
    ],
    ids=[
        "multi-Region",
        "one Region",
        "perhaps one Region",
        "another account",
        "another account, perhaps of the organization",
        "a call of another service",
        "a call of a service that is left out",
        "no call",
    ],
)
def test_a_trail_records_the_calls_of_its_account_and_regions(
    signal: Event, changes: Changes, ends: list[str]
) -> None:
    """Other events are in no log of it."""
    assert ends_of(changed(sound(), changes), signal) == ends


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("log", ["log: log is in Region us-west-2, trail in us-east-1"]),
        ("counter", []),
        ("trail", ["log: log is in Region us-east-1, trail in us-west-2"]),
    ],
)
def test_a_trail_its_log_group_and_its_filters_are_in_one_region(
    name: str, ends: list[str]
) -> None:
    """CloudTrail writes to a log group of its own Region; a filter is a part of its log group."""
    assert ends_of(moved(sound(), "us-west-2", name), VAULT_DELETED) == ends


def test_a_filter_of_a_region_that_is_not_known_counts_perhaps() -> None:
    """It may be of another log group of that name."""
    (end,) = ends_of(moved(sound(), "", "counter"), VAULT_DELETED)

    where = "whether counter is in the account and Region of log is known after deployment"
    assert end.endswith(f"if: {where}")


def test_a_trail_needs_a_bucket_that_lets_cloudtrail_write() -> None:
    """AWS creates none otherwise."""

    def program() -> None:
        aws.s3.Bucket("bucket", bucket="trail")
        declare_counted_trail('{ $.eventName = "Delete*" }')

    estate = declare(program, account_id=ACCOUNT, region=HERE)

    why = "its bucket bucket has no policy that lets CloudTrail write"
    assert ends_of(estate, VAULT_DELETED) == [f"trail: {why}"]
