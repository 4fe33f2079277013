"""What each fault comes to in three wirings of others, and in none."""

import json
from collections.abc import Callable
from dataclasses import replace

import pulumi_aws as aws
import pytest
from covered_resources import ACCOUNT, HERE, THERE, copy, covered, rule
from peers import alarms_without_actions, all_notifications_to_a_topic, filtered_notifications

from bamp_pulumi.catalog import BACKUP_METRIC_NAMESPACE, JOB_METRICS
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.delivery import Datapoint, Event, Recipient
from bamp_pulumi.rehearsal.faults import FAULTS, Outcome, Scene, scene_of, strike
from bamp_pulumi.testing import declare

MAIL = Recipient("email", "ops@example.com")


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
    return {fault: strike(fault, scene(estate), estate) for fault in FAULTS}


def detected(by_fault: dict[str, Outcome]) -> set[str]:
    """Name the faults that somebody certainly hears of."""
    return {fault for fault, outcome in by_fault.items() if outcome.detected}


def test_there_are_thirty_seven_faults() -> None:
    """Each says what happens, in a sentence."""
    assert len(FAULTS) == 37
    assert all(fault.happens.endswith(".") for fault in FAULTS.values())


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
    assert (stop.at, "whose State" in stop.why) == ("mail", True)
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
    assert "by VaultName; AWS publishes it by BackupVaultName" in stop.why
    # The metric of a copy carries the vault that it was to go to, in its Region.
    assert found["copy-job-failed"].drops == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_what_a_fault_emits_is_what_aws_has(fault: str) -> None:
    """Metrics that exist, with their dimensions; a copy's where the copy is."""
    here = scene(declare(lambda: None, account_id=ACCOUNT))
    metrics = {f"{begin}{state}" for begin, states in JOB_METRICS.items() for state in states}

    for signal in FAULTS[fault].signals(here):
        assert signal.account_id == ACCOUNT
        assert 0 <= signal.minutes <= 60
        if isinstance(signal, Datapoint) and signal.namespace == BACKUP_METRIC_NAMESPACE:
            assert signal.metric in metrics
            assert signal.region == (THERE if "Copy" in signal.metric else HERE)
        if isinstance(signal, Event):
            assert (signal.source, signal.region) != ("", "")
            envelope = signal.envelope
            assert envelope["detail-type"] == signal.detail_type


def test_calls_are_certain_only_where_a_trail_is_declared() -> None:
    """EventBridge hears of calls from CloudTrail."""

    def program(*, trail: bool) -> None:
        pattern = '{"detail":{"eventName":["DeleteBackupSelection"]}}'
        called = aws.cloudwatch.EventRule("calls", name="calls", event_pattern=pattern)
        topic = aws.sns.Topic("people", name="people", policy=lets_in("events.amazonaws.com"))
        aws.sns.TopicSubscription("sms", topic=topic.arn, protocol="sms", endpoint="+15550100")
        aws.cloudwatch.EventTarget("people", rule=called.name, arn=topic.arn)
        if trail:
            aws.cloudtrail.Trail("trail", s3_bucket_name="logs", is_multi_region_trail=True)

    for trail, answer in ((True, True), (False, None)):
        estate = declare(lambda trail=trail: program(trail=trail), account_id=ACCOUNT)
        outcome = strike("selection-deleted", scene(estate), estate)

        assert outcome.detected is answer
    assert outcome.doubts == ("no trail declared that records backup",)
