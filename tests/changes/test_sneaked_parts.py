"""Weakenings of what backups and alerts depend on, by somebody who knows AWS: each is shown.

All are made at once, for one judgement of them all: so none may hide another either.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from typing import Any

from edited_estates import beside, changed, moved, without
from watched_estate import judged, watched

from bamp_pulumi.changes import About, Direction, changes, snapshot_of
from bamp_pulumi.estate import Estate

Edit = Callable[[Estate], Estate]
LOST, UNSURE, CHANGED = Direction.LOST, Direction.UNSURE, Direction.CHANGED


def put(name: str, **inputs: object) -> Edit:
    """Rewrite inputs of a resource."""
    return lambda estate: changed(estate, name, **inputs)


def document(name: str, path: str, edit: Callable[[Any], object]) -> Edit:  # Any: JSON
    """Edit a JSON document that a resource writes."""

    def edited(estate: Estate) -> Estate:
        written = json.loads(estate.named(name).text(path))
        edit(written)
        return changed(estate, name, **{path: json.dumps(written)})

    return edited


def come(like: str, name: str, token: str, **inputs: object) -> Edit:
    """Declare a resource more, in the place of another one."""

    def added(estate: Estate) -> Estate:
        one = estate.named(like)
        urn = f"{one.urn.rpartition('::')[0].replace(one.type, token)}::{name}"
        return beside(
            estate,
            replace(
                one, urn=urn, name=name, type=token, inputs=inputs, outputs={}, dependencies={}
            ),
        )

    return added


def without_actions(written: Any) -> None:  # noqa: ANN401 - JSON
    """Take the first statement of a policy away."""
    del written["Statement"][0]


def lets_delete(written: Any) -> None:  # noqa: ANN401 - JSON
    """Let another account delete recovery points."""
    written["Statement"].append(
        {
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::444455556666:root"},
            "Action": "backup:Delete*",
            "Resource": "*",
        }
    )


def off(settings: str, kind: str) -> Edit:
    """Turn one type of an opt-in off."""

    def edit(estate: Estate) -> Estate:
        given: Any = estate.named(settings).inputs["resourceTypeOptInPreference"]  # wire values
        return changed(estate, settings, resourceTypeOptInPreference={**given, kind: False})

    return edit


def fewer_events(estate: Estate) -> Estate:
    """Take one event from the notifications of a vault."""
    given: Any = estate.named("bamp-notifications").inputs["backupVaultEvents"]  # wire values
    return changed(estate, "bamp-notifications", backupVaultEvents=given[1:])


QUEUE = "arn:aws:sqs:us-east-1:111122223333:bamp-alerts-undelivered"
AT_ONCE: list[tuple[Edit, Direction, str, str]] = [
    (
        put("bamp-primary-key", rotationPeriodInDays=2560),
        LOST,
        "bamp-primary-key",
        "rotationPeriodInDays",
    ),
    (
        put("bamp-recovery-key", enableKeyRotation=False),
        LOST,
        "bamp-recovery-key",
        "enableKeyRotation",
    ),
    (
        put("bamp-alerts-key", deletionWindowInDays=7),
        LOST,
        "bamp-alerts-key",
        "deletionWindowInDays",
    ),
    (
        document("bamp-recovery-alerts-key", "policy", lambda d: d["Statement"].pop()),
        LOST,
        "bamp-recovery-alerts-key",
        "policy",
    ),
    (put("bamp-email-1", endpoint="me@example.com"), LOST, "bamp-email-1", "endpoint"),
    (
        put("bamp-recovery-email-1", filterPolicy='{"severity": ["critical"]}'),
        LOST,
        "bamp-recovery-email-1",
        "filterPolicy severity",
    ),
    (put("bamp-job-failed", state="DISABLED"), LOST, "bamp-job-failed", "state"),
    (
        document(
            "bamp-restore-failed",
            "eventPattern",
            lambda d: d["detail"].update(backupVaultName=["none"]),
        ),
        LOST,
        "bamp-restore-failed",
        "eventPattern detail.backupVaultName",
    ),
    (
        document(
            "bamp-vault-changed", "eventPattern", lambda d: d["detail"].update(state=["MODIFIED"])
        ),
        LOST,
        "bamp-vault-changed",
        "eventPattern detail.state",
    ),
    (put("bamp-job-failed-target", arn=QUEUE), LOST, "bamp-job-failed-target", "arn"),
    (
        put("bamp-plan-deleted-target", deadLetterConfig=None),
        LOST,
        "bamp-plan-deleted-target",
        "deadLetterConfig",
    ),
    (
        put(
            "bamp-vault-changed-target",
            retryPolicy={"maximumRetryAttempts": 0, "maximumEventAgeInSeconds": 60},
        ),
        LOST,
        "bamp-vault-changed-target",
        "retryPolicy.maximumRetryAttempts",
    ),
    (
        put(
            "bamp-restore-failed-target", inputTransformer={"inputTemplate": '{"kind": "job-done"}'}
        ),
        UNSURE,
        "bamp-restore-failed-target",
        "inputTransformer",
    ),
    (
        put("bamp-nothing-completed", evaluationPeriods=7),
        LOST,
        "bamp-nothing-completed",
        "evaluationPeriods",
    ),
    (
        put("bamp-recovery-nothing-completed", actionsEnabled=False),
        LOST,
        "bamp-recovery-nothing-completed",
        "actionsEnabled",
    ),
    (
        put("bamp-undelivered-alarm", alarmActions=[]),
        LOST,
        "bamp-undelivered-alarm",
        "alarmActions",
    ),
    (
        put("bamp-recovery-undelivered-alarm", threshold=1000),
        UNSURE,
        "bamp-recovery-undelivered-alarm",
        "threshold",
    ),
    (
        put("bamp-recovery-silent", treatMissingData="notBreaching"),
        LOST,
        "bamp-recovery-silent",
        "treatMissingData",
    ),
    (
        put("bamp-fallback-copy-failed", dimensions={"BackupVaultName": "none"}),
        LOST,
        "bamp-fallback-copy-failed",
        "dimensions",
    ),
    (
        put("bamp-fallback", alarmRule='ALARM("bamp-alerts-fallback-backup-failed")'),
        LOST,
        "bamp-fallback",
        "alarmRule",
    ),
    (
        put(
            "bamp-recovery-fallback",
            actionsSuppressor={
                "alarm": "bamp-alerts-sent",
                "waitPeriod": 86_400,
                "extensionPeriod": 60,
            },
        ),
        LOST,
        "bamp-recovery-fallback",
        "actionsSuppressor",
    ),
    (fewer_events, LOST, "bamp-notifications", "backupVaultEvents"),
    (
        put("bamp-function", reservedConcurrentExecutions=0, timeout=1),
        LOST,
        "bamp-function",
        "reservedConcurrentExecutions",
    ),
    (
        put("bamp-function-failures", destinationConfig=None),
        LOST,
        "bamp-function-failures",
        "destinationConfig",
    ),
    (
        document("bamp-function-policy", "policy", without_actions),
        LOST,
        "bamp-function-policy",
        "policy",
    ),
    (
        put("bamp-function-role", permissionsBoundary="arn:aws:iam::aws:policy/ReadOnlyAccess"),
        LOST,
        "bamp-function-role",
        "permissionsBoundary",
    ),
    (
        document("bamp-primary-access-policy", "policy", without_actions),
        LOST,
        "bamp-primary-access-policy",
        "policy",
    ),
    (
        document("bamp-recovery-access-policy", "policy", lets_delete),
        LOST,
        "bamp-recovery-access-policy",
        "policy",
    ),
    (
        document("bamp-alerts-access", "policy", without_actions),
        LOST,
        "bamp-alerts-access",
        "policy",
    ),
    (
        off("bamp-primary-opt-in", "Redshift"),
        LOST,
        "bamp-primary-opt-in",
        "resourceTypeOptInPreference",
    ),
    (
        put("bamp-development-selection", notResources=["arn:aws:s3:::*"]),
        LOST,
        "bamp-development-selection",
        "notResources",
    ),
    (
        put("bamp-undelivered", messageRetentionSeconds=60),
        LOST,
        "bamp-undelivered",
        "messageRetentionSeconds",
    ),
    (put("bamp-jobs-log", retentionInDays=1), LOST, "bamp-jobs-log", "retentionInDays"),
    (
        lambda e: moved(e, "bamp-storage-low", region="eu-west-1"),
        LOST,
        "bamp-storage-low",
        "region",
    ),
    (
        lambda e: moved(e, "bamp-job-waits", ignore_changes=("eventPattern",)),
        UNSURE,
        "bamp-job-waits",
        "ignoreChanges",
    ),
    (
        put("bamp-primary-manifest", insecureValue="{}"),
        UNSURE,
        "bamp-primary-manifest",
        "insecureValue",
    ),
    (lambda e: without(e, "bamp-role-s3-backup-policy"), LOST, "bamp-role-s3-backup-policy", ""),
    (
        come("bamp-function-policy", "cleaner", "aws:lambda/function:Function"),
        UNSURE,
        "cleaner",
        "",
    ),
    (
        come(
            "bamp-function-policy",
            "ops",
            "aws:iam/rolePolicy:RolePolicy",
            policy='{"Statement": {"Effect": "Allow", "Action": "backup:*", "Resource": "*"}}',
        ),
        LOST,
        "ops",
        "",
    ),
    (put("bamp-signals", tags={"team": "platform"}), CHANGED, "bamp-signals", "tags"),
]


def test_each_weakening_of_a_part_is_shown() -> None:
    """Forty at once hide none of each other: each has the direction that its input is given."""
    estate = watched()
    weaker = reduce(lambda known, row: row[0](known), AT_ONCE, estate)
    found = changes(snapshot_of(judged(estate)), snapshot_of(judged(weaker))).changes

    shown = {(c.direction, c.name, c.of) for c in found if c.about is About.PART}
    assert [row[1:] for row in AT_ONCE if row[1:] not in shown] == []
