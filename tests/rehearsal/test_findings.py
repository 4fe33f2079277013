"""What is found wrong with alerts as they are declared, whole: code, resource and reason.

Sources: CloudWatch user guide, cloudwatch-and-eventbridge; AWS Backup developer guide, cloudwatch
and backup-notifications (read 2026-11-28).
"""

import json
from dataclasses import replace
from typing import Any, Final

import pytest
from changed_paths import Changes, changed, moved, without
from sound_alerts import ACCOUNT, HERE, estate_of

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.delivery import Delivered, Dropped, PathStanding, Recipient
from bamp_pulumi.rehearsal.findings import find_alerting_problems

CHILD: Final = f"arn:aws:cloudwatch:{HERE}:{ACCOUNT}:alarm:child"
TOPIC: Final = f"arn:aws:sns:{HERE}:{ACCOUNT}:t"


def found(estate: Estate, **ends: Any) -> list[str]:  # noqa: ANN401 - what was dropped, and ended
    """Write what is found."""
    given: dict[str, Any] = {"drops": (), "unnoticed": (), **ends}
    listed = find_alerting_problems(estate, PathStanding.over(estate), **given)
    return [f"{one.code} {one.at}: {one.why}" for one in listed]


def pattern(written: object) -> Changes:
    """Change the pattern of the rule."""
    is_text = written is None or written is UNKNOWN or isinstance(written, str)
    return {"rule": {"eventPattern": written if is_text else json.dumps(written)}}


def alarm(**inputs: object) -> Changes:
    """Change inputs of the alarm."""
    return {"alarm": inputs}


def composite(**inputs: object) -> Changes:
    """Change inputs of the composite alarm."""
    return {"composite": inputs}


def suppressed_by(name: str) -> Changes:
    """Have another alarm keep the composite alarm quiet, which asks for none of the given."""
    by = {"alarm": name, "extensionPeriod": 1, "waitPeriod": 1}
    return composite(alarmRule='ALARM("other")', actionsSuppressor=by)


def asks(*events: object) -> Changes:
    """Change the events that a vault notifies of."""
    return {"notifications": {"backupVaultEvents": [*events]}}


UNHEARD: Final = "it has no enabled action, and no rule or composite alarm uses it"
PUBLISHED: Final = "AWS publishes BackupVaultName or BackupVaultName with ResourceType"
ALONE: Final = "BAMP-W08 topic: nobody subscribes to it"
UNANSWERED: Final = (
    "what the endpoint does not accept is dropped after a day, and nobody is notified"
)


def old(job: str, event: str) -> str:
    """Say that an event of vault notifications is deprecated."""
    safe = f"{job}_COMPLETED with its State says the same"
    return f"BAMP-W07 notifications: AWS has called {job}_{event} deprecated; {safe}"


CASES: Final[dict[str, tuple[str, Changes, list[str]]]] = {
    "a rule": ("rule", {}, []),
    "a state that no job has": (
        "rule",
        pattern({"source": ["aws.backup"], "detail": {"state": ["x"]}}),
        ["BAMP-W02 rule: no event of AWS Backup has what it asks for in detail.state"],
    ),
    "a pattern known later": ("rule", pattern(UNKNOWN), []),
    "a schedule": (
        "rule",
        {"rule": {"eventPattern": None, "scheduleExpression": "rate(1 hour)"}},
        [],
    ),
    "a target of another rule": (
        "rule",
        {"target": {"rule": "other"}},
        ["BAMP-W01 rule: it has no target"],
    ),
    "a target of a rule known later": ("rule", {"target": {"rule": UNKNOWN}}, []),
    "a subscription of a topic known later": ("rule", {"mailbox": {"topic": UNKNOWN}}, []),
    "a subscription of another topic": ("rule", {"mailbox": {"topic": f"{TOPIC}-2"}}, [ALONE]),
    "a subscription without an endpoint": (
        "rule",
        {"mailbox": {"endpoint": None}},
        ["BAMP-W01 mailbox: it has no endpoint"],
    ),
    "an alarm": ("alarm", {}, []),
    "metric math": ("metric math", {}, []),
    "another service's metric": ("alarm", alarm(namespace="Other", metricName="Other"), []),
    "a metric that AWS Backup does not publish": (
        "alarm",
        alarm(metricName="Other"),
        ["BAMP-W04 alarm: AWS Backup publishes no metric Other"],
    ),
    "a metric known later": ("alarm", alarm(metricName=UNKNOWN), []),
    "a metric by nothing": (
        "alarm",
        alarm(dimensions=None),
        [f"BAMP-W04 alarm: its dimensions are none; {PUBLISHED}"],
    ),
    "a metric by type": (
        "alarm",
        alarm(dimensions={"ResourceType": "RDS"}),
        [f"BAMP-W04 alarm: its dimensions are ResourceType; {PUBLISHED}"],
    ),
    "a metric by two that are none": (
        "alarm",
        alarm(dimensions={"Vault": "m", "Job": "m"}),
        [f"BAMP-W04 alarm: its dimensions are Job with Vault; {PUBLISHED}"],
    ),
    "a metric by vault and type": (
        "alarm",
        alarm(dimensions={"BackupVaultName": "m", "ResourceType": "RDS"}),
        [],
    ),
    "dimensions known later": ("alarm", alarm(dimensions=UNKNOWN), []),
    "no action": ("alarm", alarm(alarmActions=None), [f"BAMP-W05 alarm: {UNHEARD}"]),
    "actions that are off": (
        "alarm",
        alarm(actionsEnabled=False),
        [f"BAMP-W05 alarm: {UNHEARD}"],
    ),
    "actions that may be off": ("alarm", alarm(actionsEnabled=UNKNOWN), []),
    "actions known later": ("alarm", alarm(alarmActions=UNKNOWN), []),
    "a composite alarm": ("composite alarm", {}, []),
    "a composite alarm of another": (
        "composite alarm",
        composite(alarmRule='ALARM("other")'),
        [f"BAMP-W05 child: {UNHEARD}"],
    ),
    "a composite alarm by ARN": ("composite alarm", composite(alarmRule=f'ALARM("{CHILD}")'), []),
    "a rule of alarms known later": ("composite alarm", composite(alarmRule=UNKNOWN), []),
    "an alarm that keeps another quiet": ("composite alarm", suppressed_by("child"), []),
    "one that does so by ARN": ("composite alarm", suppressed_by(CHILD), []),
    "another one that does so": (
        "composite alarm",
        suppressed_by("other"),
        [f"BAMP-W05 child: {UNHEARD}"],
    ),
    "a composite alarm without an action": (
        "composite alarm",
        composite(alarmActions=None),
        [f"BAMP-W05 composite: {UNHEARD}"],
    ),
    "a composite alarm that is off": (
        "composite alarm",
        composite(actionsEnabled=False),
        [f"BAMP-W05 composite: {UNHEARD}"],
    ),
    "vault notifications": ("vault notifications", {}, []),
    "an event that AWS gives up": (
        "vault notifications",
        asks("BACKUP_JOB_FAILED"),
        [old("BACKUP_JOB", "FAILED")],
    ),
    "beside the one that stays": (
        "vault notifications",
        asks("BACKUP_JOB_FAILED", "BACKUP_JOB_COMPLETED"),
        [],
    ),
    "two events that AWS gives up": (
        "vault notifications",
        asks("BACKUP_JOB_EXPIRED", "RESTORE_JOB_FAILED"),
        [old("BACKUP_JOB", "EXPIRED"), old("RESTORE_JOB", "FAILED")],
    ),
    "an event that stays": ("vault notifications", asks("COPY_JOB_FAILED"), []),
    "an event known later": ("vault notifications", asks(UNKNOWN), []),
    "a call without a queue": ("API destination", {}, [f"BAMP-W06 target: {UNANSWERED}"]),
    "a call with a queue": (
        "API destination",
        {"target": {"deadLetterConfig": {"arn": f"arn:aws:sqs:{HERE}:{ACCOUNT}:q"}}},
        [],
    ),
    "no call": ("API destination", {"target": {"arn": TOPIC}}, []),
    "chat": ("chat", {}, []),
    "chat of another topic": (
        "chat",
        {"chat": {"snsTopicArns": [f"{TOPIC}-2"]}},
        [ALONE],
    ),
    "chat of a topic known later": ("chat", {"chat": {"snsTopicArns": UNKNOWN}}, []),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_found_and_nothing_else(case: str) -> None:
    """What is not known is not wrong."""
    path, changes, wrong = CASES[case]

    assert found(changed(estate_of(path), changes)) == wrong


REFUSED: Final[dict[str, tuple[str, Changes, str]]] = {
    "a rule": (
        "rule",
        pattern("no json"),
        "rule: AWS refuses rule at deployment: eventPattern is no json (allowed: a JSON object)",
    ),
    "a target": ("rule", {"target": {"arn": None}}, "target: it has no arn"),
    "a topic": (
        "rule",
        {"topic": {"name": "bad name"}},
        (
            "topic: AWS refuses topic at deployment: name is bad name "
            "(allowed: letters, digits, underscores and hyphens, and .fifo at the end)"
        ),
    ),
    "an alarm": (
        "alarm",
        alarm(period=7),
        (
            "alarm: AWS refuses alarm at deployment: period is 7 "
            "(allowed: 10, 20, 30 or a multiple of 60 seconds)"
        ),
    ),
    "vault notifications": (
        "vault notifications",
        {"notifications": {"backupVaultEvents": None}},
        "notifications: it has no backupVaultEvents",
    ),
    "a composite alarm": (
        "composite alarm",
        {"composite": {"alarmRule": None}, "child": {"alarmActions": [TOPIC]}},
        "composite: it has no alarmRule",
    ),
    "chat": ("chat", {"chat": {"slackChannelId": None}}, "chat: it has no slackChannelId"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_aws_refuses_is_found_of_each_resource_of_a_path(case: str) -> None:
    """Without it there is no path."""
    path, changes, why = REFUSED[case]

    assert found(changed(estate_of(path), changes)) == [f"BAMP-W01 {why}"]


@pytest.mark.parametrize(("more", "crowded"), [(4, 0), (5, 6)])
def test_a_rule_has_five_targets_and_no_more(more: int, crowded: int) -> None:
    """Which of six EventBridge refuses is open, so each is named.

    Source: EventBridge user guide, eb-quota (read 2026-11-28).
    """
    estate = estate_of("rule")
    one = estate.named("target")
    others = [
        replace(one, name=f"target-{n}", urn=f"{one.urn}-{n}", inputs={**one.inputs, "targetId": n})
        for n in range(more)
    ]
    wrong = found(Estate(estate.programs, (*estate.resources, *others)))

    why = "is one of 6, of 5: EventBridge refuses the sixth target of a rule"
    names = ["target", *(target.name for target in others)]
    assert wrong == [f"BAMP-W13 {name}: {name} {why}" for name in names][:crowded]


@pytest.mark.parametrize(
    ("path", "gone", "wrong"),
    [
        ("rule", ("mailbox",), [ALONE]),
        ("alarm", ("mailbox",), [ALONE]),
        ("composite alarm", ("mailbox",), [ALONE]),
        ("vault notifications", ("mailbox",), [ALONE]),
        ("rule", ("target",), ["BAMP-W01 rule: it has no target"]),
        ("rule", ("mailbox", "rule", "target"), []),
    ],
)
def test_a_topic_that_something_publishes_to_needs_a_subscriber(
    path: str, gone: tuple[str, ...], wrong: list[str]
) -> None:
    """A rule needs a target likewise; a topic that nothing publishes to needs nobody."""
    assert found(without(estate_of(path), *gone)) == wrong


CHANGE: Final = {"source": ["aws.cloudwatch"], "detail-type": ["CloudWatch Alarm State Change"]}


def with_listener(written: object) -> Estate:
    """Take the action from an alarm, and put a rule beside it."""
    quiet = changed(estate_of("alarm"), alarm(alarmActions=None))
    extra = [one for one in estate_of("rule").resources if one.name in ("rule", "target")]
    beside = Estate(quiet.programs, (*quiet.resources, *extra))
    return changed(beside, {**pattern(written), "target": {"arn": TOPIC}})


@pytest.mark.parametrize(
    ("written", "listens"),
    [
        (CHANGE, True),
        ({"source": ["aws.cloudwatch"]}, True),
        ({"detail-type": CHANGE["detail-type"]}, True),
        ({"source": [{"prefix": "aws."}]}, True),
        ({**CHANGE, "detail": {"alarmName": ["alarm"]}}, True),
        ({**CHANGE, "detail": {"alarmName": [{"prefix": "al"}]}}, True),
        ({**CHANGE, "detail": {"state": {"value": ["ALARM"]}}}, True),
        ({**CHANGE, "detail": {"previousState": {"value": ["OK"]}}}, True),
        ({**CHANGE, "detail": {"configuration": {"description": ["x"]}}}, True),
        *(({**CHANGE, name: ["x"]}, True) for name in ("id", "account", "region", "time")),
        ({**CHANGE, "resources": ["x"]}, True),
        ({**CHANGE, "version": ["0"]}, True),
        (UNKNOWN, True),
        ({**CHANGE, "version": ["1"]}, False),
        ({**CHANGE, "detail": {"alarmName": ["other"]}}, False),
        ({**CHANGE, "detail": {"alarmName": [{"prefix": "x"}]}}, False),
        ({**CHANGE, "detail": {"other": ["x"]}}, False),
        ({**CHANGE, "source": ["aws.ec2"]}, False),
        ({**CHANGE, "detail-type": ["CloudWatch Alarm Configuration Change"]}, False),
    ],
    ids=str,
)
def test_a_rule_that_takes_its_changes_listens_to_an_alarm(written: object, listens: bool) -> None:  # noqa: FBT001 - a row
    """Each change of state is an event, of whatever the pattern asks."""
    wrong = found(with_listener(written))

    assert wrong == ([] if listens else [f"BAMP-W05 alarm: {UNHEARD}"])


def test_a_pattern_that_eventbridge_refuses_listens_to_nothing() -> None:
    """There is no such rule."""
    wrong = found(with_listener({"source": "aws.cloudwatch"}))

    assert wrong[-1] == f"BAMP-W05 alarm: {UNHEARD}"


def test_rules_and_composite_alarms_of_another_region_listen_to_nothing_here() -> None:
    """Events and states stay in their Region."""
    rule = moved(with_listener(CHANGE), "us-west-2", "rule", "target")
    above = moved(estate_of("composite alarm"), "us-west-2", "composite")

    assert found(rule) == [f"BAMP-W05 alarm: {UNHEARD}"]
    assert found(above) == [f"BAMP-W05 child: {UNHEARD}"]


def test_a_drop_is_said_once_and_not_of_what_is_wrong_already() -> None:
    """What is found of the resource itself stands for it."""
    broken = changed(estate_of("rule"), {"mailbox": {"endpoint": None}})
    drops = (
        Dropped(at="mailbox", why="nobody is there"),
        Dropped(at="topic", why="it is closed"),
        Dropped(at="topic", why="it is closed"),
        Dropped(at="rule", why="it is for others", is_broken=False),
        Dropped(at="filtered", why="it matches no message", is_broken=False, is_filter=True),
    )

    assert found(broken, drops=drops) == [
        "BAMP-W01 mailbox: it has no endpoint",
        "BAMP-W03 filtered: it matches no message",
        "BAMP-W01 topic: it is closed",
    ]


def test_of_a_fault_that_nobody_is_notified_of_it_is_said_what_leaves_it_out() -> None:
    """Not where a filter or something broken is said already; a deprecated event hides nothing."""
    estate = changed(estate_of("vault notifications"), asks("BACKUP_JOB_FAILED"))
    unnoticed = (
        Dropped(at="notifications", why="it asks for others", is_broken=False),
        Dropped(at="filtered", why="it matches no message", is_broken=False, is_filter=True),
        Dropped(at="broken", why="it is closed"),
        Dropped(at="topic", why="it is for others", is_broken=False),
    )
    drops = (Dropped(at="topic", why="it is closed"),)

    assert found(estate, drops=drops, unnoticed=unnoticed) == [
        "BAMP-W01 topic: it is closed",
        old("BACKUP_JOB", "FAILED"),
        "BAMP-W09 notifications: it asks for others",
    ]


def test_a_call_without_a_queue_hides_no_signal_that_its_target_leaves_out() -> None:
    """What is said beside is no cause."""
    unnoticed = (Dropped(at="target", why="it is for others", is_broken=False),)

    assert found(estate_of("API destination"), unnoticed=unnoticed) == [
        f"BAMP-W06 target: {UNANSWERED}",
        "BAMP-W09 target: it is for others",
    ]


@pytest.mark.parametrize(("by", "at"), [(("rule", "target"), "target"), ((), "q")])
def test_a_path_that_ends_at_a_queue_notifies_nobody(by: tuple[str, ...], at: str) -> None:
    """It is said of the last resource on it."""
    end = Delivered(recipient=Recipient("queue", "q"), minutes=5, by=by)

    why = "its path ends at queue q: nobody is notified"
    assert found(estate_of("rule"), ends=(end,)) == [f"BAMP-W12 {at}: {why}"]
