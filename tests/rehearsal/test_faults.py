"""What each fault comes to in three wirings of others, and in none."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, cast

import boto3
import pulumi_aws as aws
import pytest
from covered_resources import ACCOUNT, HERE, THERE, copy, covered, rule
from peers import alarms_without_actions, all_notifications_to_a_topic, filtered_notifications
from recorded_answers import hold, wrapped

from bamp_pulumi.catalog import (
    BACKUP_EVENTS,
    BACKUP_METRIC_NAMESPACE,
    JOB_METRICS,
    UNKNOWN,
    VAULT_NOTIFICATIONS,
)
from bamp_pulumi.estate import Estate
from bamp_pulumi.policy import FAULT_IDS
from bamp_pulumi.rehearsal.delivery import Datapoint, Event, Recipient, Signal, VaultMessage
from bamp_pulumi.rehearsal.faults import FAULTS, Outcome, Scene, Trait, inject, scene_of
from bamp_pulumi.rehearsal.faults.templates import Given
from bamp_pulumi.testing import declare

MAIL = Recipient("email", "ops@bamp-ops.io")


def lets_in(service: str) -> str:
    """Write the policy of a topic."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": "sns:Publish",
        "Resource": "*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def scene(estate: Estate) -> Scene:
    """Set the scene at a database that is backed up and copied."""
    resource = covered(rule(), copies=(copy(),))
    inputs = {**resource.resource.inputs, "identifier": "orders"}
    return scene_of(estate, replace(resource, resource=replace(resource.resource, inputs=inputs)))


def outcomes(wire: Callable[[str], None] | None = None) -> dict[str, Outcome]:
    """Let every fault happen in a wiring of the vault `main`."""

    def program() -> None:
        aws.backup.Vault("vault", name="main")
        if wire is not None:
            wire("main")

    estate = declare(program, account_id=ACCOUNT, region=HERE)
    return {fault: inject(fault, scene(estate), estate) for fault in FAULTS}


def detected(by_fault: dict[str, Outcome]) -> set[str]:
    """Name the faults that somebody certainly hears of."""
    return {fault for fault, outcome in by_fault.items() if outcome.detected}


def test_there_are_thirty_seven_faults() -> None:
    """Each says what happens, in a sentence."""
    assert len(FAULTS) == 37
    assert tuple(FAULTS) == FAULT_IDS  # what a policy can acknowledge
    assert all(fault.happens.endswith(".") for fault in FAULTS.values())


def described(value: object) -> str:
    """Write a part of a signal on one line; what is not known reads as UNKNOWN."""
    if isinstance(value, Mapping):
        held = cast("Mapping[str, object]", value)
        return f"{{{', '.join(f'{key}: {described(one)}' for key, one in held.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(described, cast('Sequence[object]', value)))}]"
    return "UNKNOWN" if value is UNKNOWN else str(value)


def emitted(signal: Signal) -> str:
    """Write a signal: its kind, and each field that says something."""
    said = {one.name: getattr(signal, one.name) for one in fields(signal)}
    parts = [f"{name} {described(value)}" for name, value in said.items() if value]
    return f"{type(signal).__name__}: {'; '.join(parts)}"


def test_each_fault_is_as_recorded() -> None:
    """What happens, to what, what AWS emits then and otherwise, and what is left."""
    estate = declare(lambda: None, region=HERE)
    lines: list[str] = []
    for name, fault in FAULTS.items():
        needs = ", ".join(sorted(trait.value for trait in fault.needs))
        lines += ["", f"{name}: {fault.happens}"]
        lines += wrapped(f"leaves {fault.leaves}; to backups: {fault.effect}", "    ", "    ")
        lines += wrapped(f"where {needs or 'there are alerts'}", "    ", "        ")
        if fault.is_of_alerts:
            lines += wrapped(f"out of service: {fault.outage}", "    ", "        ")
        for signal in fault.signals(scene(estate)):
            lines += wrapped(emitted(signal), "    ", "        ")
        for signal in fault.ordinary_signals(scene(estate)):
            lines += wrapped(f"otherwise {emitted(signal)}", "    ", "        ")
        lines += wrapped(f"by {fault.source}", "    ", "        ")

    hold(Path(__file__).parent / "answers" / "faults.txt", lines[1:])


def test_what_nobody_wires_nobody_hears_of() -> None:
    """A quiet night."""
    found = outcomes()

    assert {o.detected for o in found.values()} == {False}
    assert {o.drops for o in found.values()} == {()}


def test_every_notification_to_a_topic() -> None:
    """What a vault says of jobs arrives; of everything else a vault says nothing.

    A job that completed with issues is told of in the words of one that completed.
    """
    found = outcomes(all_notifications_to_a_topic)

    assert detected(found) == {
        "backup-job-failed",
        "backup-job-expired",
        "copy-job-failed",
        "restore-job-failed",
        "restore-started",
        "restore-test-failed",
        "retention-outside-lock",
        "s3-backup-object-failed",
        "s3-restore-object-failed",
        "continuous-backup-interrupted",
    }
    failed = found["backup-job-failed"]
    assert (failed.delivered_to, failed.after_minutes, failed.by) == ((MAIL,), 5, ("all",))
    assert found["backup-job-completed-with-issues"].detected is False
    assert found["backup-job-aborted"].detected is False


def test_a_filter_on_state_drops_all_that_has_none() -> None:
    """Of five notifications two arrive for certain; the restores' attributes nobody documents."""
    found = outcomes(filtered_notifications)

    assert detected(found) == {"backup-job-failed", "backup-job-expired", "retention-outside-lock"}
    (stop,) = found["copy-job-failed"].drops
    assert (stop.at, "this State" in stop.why) == ("mail", True)
    assert found["s3-backup-object-failed"].detected is False
    assert found["restore-job-failed"].detected is None
    assert found["restore-job-failed"].doubts == ("filter of mail on State",)


def test_alarms_that_tell_nobody() -> None:
    """They turn red on a page that nobody looks at, or never."""
    found = outcomes(alarms_without_actions)

    assert detected(found) == set()
    (stop,) = found["backup-job-failed"].drops
    assert (stop.at, stop.why) == ("failed", "it has no action")
    (stop,) = found["recovery-points-stay-expired"].drops
    assert stop.at == "expired"
    assert "by VaultName; it is published by BackupVaultName" in stop.why
    # The metric of a copy carries the vault that it was to go to, in its Region.
    assert found["copy-job-failed"].drops == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_what_a_fault_emits_is_what_aws_has(fault: str) -> None:
    """Events, states and fields of its pages, metrics with their dimensions, its notifications."""
    here = scene(declare(lambda: None, account_id=ACCOUNT))
    metrics = {f"{begin}{state}" for begin, states in JOB_METRICS.items() for state in states}

    for signal in FAULTS[fault].signals(here):
        assert signal.account_id == ACCOUNT
        assert 0 <= signal.minutes <= 60
        if isinstance(signal, Datapoint) and signal.namespace == BACKUP_METRIC_NAMESPACE:
            assert signal.metric in metrics
            assert signal.region == (THERE if "Copy" in signal.metric else HERE)
        if isinstance(signal, VaultMessage):
            assert VAULT_NOTIFICATIONS[signal.name].can_be_relied_on
        if isinstance(signal, Event) and signal.detail_type in BACKUP_EVENTS:
            shape = BACKUP_EVENTS[signal.detail_type]
            assert signal.detail.keys() <= shape.fields
            assert signal.detail[shape.state_field] in shape.states


@pytest.mark.parametrize("fault", FAULTS)
def test_the_calls_of_a_fault_are_calls_that_aws_has(fault: str) -> None:
    """By the names of botocore's models; what else CloudTrail writes of a call is unknown."""
    for signal in FAULTS[fault].signals(scene(declare(lambda: None, account_id=ACCOUNT))):
        if isinstance(signal, Event) and signal.detail_type == "AWS API Call via CloudTrail":
            detail = dict(signal.detail)
            service = str(detail.pop("eventSource")).removesuffix(".amazonaws.com")
            name = detail.pop("eventName")
            assert signal.source == f"aws.{service}"
            # Any: boto3-stubs types a client by a literal name.
            client = cast("Any", boto3).client(service, region_name=HERE)
            assert name in client.meta.service_model.operation_names
            assert detail == dict.fromkeys(("requestParameters", "userIdentity"), UNKNOWN)


@pytest.mark.parametrize("fault", ["tag-lost", "resource-untagged"])
def test_a_tag_that_is_lost_is_gone_and_of_what_is_not_known(fault: str) -> None:
    """A rule on the service or on the type of the resource may take it."""
    (signal,) = FAULTS[fault].signals(scene(declare(lambda: None, account_id=ACCOUNT)))

    assert isinstance(signal, Event)
    assert dict(signal.detail) == {
        "changed-tag-keys": ["backup-tier"],
        "service": UNKNOWN,
        "resource-type": UNKNOWN,
        "tags": {},
    }


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_names_the_page_that_it_is_read_from(fault: str) -> None:
    """Of what is no promise of AWS, it says that it is ours."""
    row = FAULTS[fault]

    assert row.source
    assert row.emits or row.effect.value != "nothing" or row.source.startswith("House rule")


def blanks(value: object) -> Iterator[Given]:
    """List the blanks in a value, however deep."""
    if isinstance(value, Given):
        yield value
    elif isinstance(value, Mapping):
        for one in cast("Mapping[str, object]", value).values():
            yield from blanks(one)
    elif isinstance(value, list | tuple):
        for one in cast("Sequence[object]", value):
            yield from blanks(one)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_scene_fills_every_blank_of_a_fault(fault: str) -> None:
    """The rows have some, and none is left: what AWS emits names the resource that is struck."""
    here = scene(declare(lambda: None, account_id=ACCOUNT))
    row = FAULTS[fault]

    for template, signal in zip(row.emits, row.signals(here), strict=True):
        names = template.__dataclass_fields__
        assert [*blanks([getattr(template, name) for name in names])]
        assert not [*blanks([getattr(signal, name) for name in names])]


@pytest.mark.parametrize(
    ("label", "struck"),
    [
        ("RDS instance", {"replica-lag", "storage-nearly-full"}),
        ("S3 bucket", {"s3-backup-object-failed", "s3-restore-object-failed"}),
        ("DynamoDB table", set[str]()),
    ],
)
def test_what_only_some_services_can_show_strikes_those_alone(label: str, struck: set[str]) -> None:
    """A metric of the resource, or a notification about an object."""
    estate = declare(lambda: None, account_id=ACCOUNT, region=HERE)
    at = scene_of(estate, covered(rule(), label=label))
    some = {"replica-lag", "storage-nearly-full"} | {f for f in FAULTS if "-object-" in f}

    assert {fault for fault in some if FAULTS[fault].applies_to(at)} == struck


@pytest.mark.parametrize(
    ("label", "continuous", "strikes"),
    [("S3 bucket", True, True), ("S3 bucket", False, False), ("RDS instance", True, False)],
)
def test_a_continuous_backup_freezes_only_where_others_can_switch_off_what_it_needs(
    label: str, *, continuous: bool, strikes: bool
) -> None:
    """A bucket's notifications; a database has nothing of the kind."""
    estate = declare(lambda: None, account_id=ACCOUNT, region=HERE)
    at = scene_of(estate, covered(rule(continuous=continuous), label=label))

    assert FAULTS["s3-continuous-frozen"].applies_to(at) is strikes


def test_an_estate_without_topics_and_calls_has_no_alerts_to_break() -> None:
    """What is not there cannot fail."""

    def program(protocol: str) -> None:
        topic = aws.sns.Topic("people", name="people")
        aws.sns.TopicSubscription("it", topic=topic.arn, protocol=protocol, endpoint="x")

    of_alerts = {fault for fault, row in FAULTS.items() if row.is_of_alerts}
    assert of_alerts == {"topic-cannot-be-published", "destination-down"}
    for estate, traits in (
        (declare(lambda: None, account_id=ACCOUNT), set[Trait]()),
        (declare(lambda: program("email"), account_id=ACCOUNT), {Trait.HAS_TOPIC}),
        (
            declare(lambda: program("https"), account_id=ACCOUNT),
            {Trait.HAS_TOPIC, Trait.HAS_CALL},
        ),
    ):
        at = scene(estate)
        assert {Trait.HAS_TOPIC, Trait.HAS_CALL} & at.traits == traits
        assert sum(FAULTS[fault].applies_to(at) for fault in of_alerts) == len(traits)


@pytest.mark.parametrize(
    ("field", "answer"), [("iamRoleArn", None), ("restoreTestingPlanArn", False)]
)
def test_a_pattern_on_a_field_that_samples_show_may_match(
    field: str, *, answer: bool | None
) -> None:
    """What the field holds is unknown; a field of restore tests is not in every restore."""

    def program() -> None:
        pattern = {"source": ["aws.backup"], "detail": {"status": ["FAILED"], field: ["x"]}}
        failed = aws.cloudwatch.EventRule("failed", event_pattern=json.dumps(pattern))
        topic = aws.sns.Topic("people", name="people", policy=lets_in("events.amazonaws.com"))
        aws.sns.TopicSubscription("sms", topic=topic.arn, protocol="sms", endpoint="+15550100")
        aws.cloudwatch.EventTarget("people", rule=failed.name, arn=topic.arn)

    estate = declare(program, account_id=ACCOUNT, region=HERE)

    assert inject("restore-job-failed", scene(estate), estate).detected is answer


def test_calls_are_certain_only_where_a_trail_is_declared() -> None:
    """EventBridge hears of calls from CloudTrail."""

    def program(**trail: Any) -> None:  # noqa: ANN401 - inputs of a trail
        pattern = '{"detail":{"eventName":["DeleteBackupSelection"]}}'
        called = aws.cloudwatch.EventRule("calls", name="calls", event_pattern=pattern)
        topic = aws.sns.Topic("people", name="people", policy=lets_in("events.amazonaws.com"))
        aws.sns.TopicSubscription("sms", topic=topic.arn, protocol="sms", endpoint="+15550100")
        aws.cloudwatch.EventTarget("people", rule=called.name, arn=topic.arn)
        if trail:
            aws.cloudtrail.Trail("trail", s3_bucket_name="logs", **trail)

    def doubts(**trail: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
        estate = declare(lambda: program(**trail), account_id=ACCOUNT)
        outcome = inject("selection-deleted", scene(estate), estate)
        assert outcome.detected is (None if outcome.doubts else True)
        return outcome.doubts

    none = ("no declared trail records calls of backup in us-east-1",)
    changes = [{"read_write_type": "WriteOnly"}]
    assert doubts() == none
    assert doubts(is_multi_region_trail=True) == ()
    assert doubts(event_selectors=changes) == ()
    assert doubts(event_selectors=[{"read_write_type": "ReadOnly"}]) == none
    assert doubts(region=THERE) == none
