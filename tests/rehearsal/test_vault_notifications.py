"""Notifications of a vault: which vault they are of, what they ask for, and where they go.

Source: AWS Backup developer guide, backup-notifications; AWS Backup API,
PutBackupVaultNotifications: one configuration of a vault (read 2026-11-28).
"""

from dataclasses import replace
from typing import Any

import pytest
from hand_made_paths import (
    AWAY,
    BY_VAULT,
    OTHER_ACCOUNT,
    beside,
    changed,
    followed,
    made,
    moved,
    without,
)
from sound_alerts import ACCOUNT, HERE, MESSAGE

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate

# Any, from here on: inputs of resources.
LATER = "is known after deployment"
MAILED = "email a@bamp-ops.io within 5 min (by notifications > topic > mailbox)"
TOPIC_ARN = f"arn:aws:sns:{HERE}:{ACCOUNT}:topic"


def notified(**inputs: Any) -> Estate:  # noqa: ANN401 - as above
    """Change the notifications."""
    return changed(BY_VAULT, "notifications", **inputs)


def doubted(why: str) -> list[str]:
    """Write that people are notified in doubt."""
    return [f"{MAILED} depends on: {why}"]


@pytest.mark.parametrize(
    ("inputs", "ends"),
    [
        ({}, [MAILED]),
        ({"backupVaultEvents": ["COPY_JOB_FAILED", "BACKUP_JOB_COMPLETED"]}, [MAILED]),
        (
            {"backupVaultEvents": ["COPY_JOB_FAILED"]},
            [
                (
                    "dropped at notifications: it does not include BACKUP_JOB_COMPLETED "
                    "(by nothing) [not broken]"
                )
            ],
        ),
        (
            {"backupVaultEvents": UNKNOWN},
            doubted(f"backupVaultEvents of notifications {LATER}"),
        ),
        (
            {"backupVaultEvents": ["COPY_JOB_FAILED", UNKNOWN]},
            doubted("events of notifications"),
        ),
        ({"backupVaultEvents": ["BACKUP_JOB_COMPLETED", UNKNOWN]}, [MAILED]),
        (
            {"backupVaultEvents": None},
            ["dropped at notifications: it has no backupVaultEvents (by nothing)"],
        ),
        (
            {"snsTopicArn": f"{TOPIC_ARN}s"},
            [
                (
                    "unknown notifications within 5 min (by notifications) depends on: no given "
                    "program declares the topic of notifications"
                )
            ],
        ),
        ({"backupVaultName": "other"}, []),
        (
            {"backupVaultName": UNKNOWN},
            doubted(f"backupVaultName of notifications {LATER}"),
        ),
    ],
    ids=str,
)
def test_a_vault_notifies_of_the_events_that_it_is_asked_for(
    inputs: dict[str, Any], ends: list[str]
) -> None:
    """Of its own jobs, on one topic; notifications of another vault are no matter."""
    assert followed(notified(**inputs), MESSAGE) == ends


def test_notifications_that_take_their_events_from_the_vault_ask_for_some() -> None:
    """That the value is computed from something does not say what it is."""
    computed = moved(
        notified(backupVaultEvents=UNKNOWN),
        "notifications",
        dependencies={"backupVaultEvents": (BY_VAULT.named("main").urn,)},
    )

    assert followed(computed, MESSAGE) == doubted(f"backupVaultEvents of notifications {LATER}")


@pytest.mark.parametrize(
    ("place", "ends"),
    [
        ({"region": AWAY}, []),
        ({"account_id": OTHER_ACCOUNT}, []),
        (
            {"region": ""},
            doubted("the account and Region of notifications are known after deployment"),
        ),
    ],
    ids=str,
)
def test_notifications_are_of_a_vault_of_their_region(
    place: dict[str, str], ends: list[str]
) -> None:
    """A vault of that name elsewhere is another one."""
    assert followed(moved(BY_VAULT, "notifications", **place), MESSAGE) == ends


def test_a_vault_takes_its_name_from_what_made_it() -> None:
    """Notifications that are linked to it are its own."""
    linked = moved(
        notified(backupVaultName=UNKNOWN),
        "notifications",
        dependencies={"backupVaultName": (BY_VAULT.named("main").urn,)},
    )
    unnamed = changed(linked, "main", name=None)
    other = replace(MESSAGE, vault="other")

    assert followed(linked, MESSAGE) == [MAILED]
    assert followed(linked, other) == []
    assert followed(unnamed, MESSAGE) == doubted("vault of notifications")


def test_notifications_are_written_where_the_vault_is() -> None:
    """AWS Backup finds no vault of another Region."""
    linked = moved(
        notified(backupVaultName=UNKNOWN),
        "notifications",
        dependencies={"backupVaultName": (BY_VAULT.named("main").urn,)},
    )

    assert followed(moved(linked, "main", region=AWAY), MESSAGE) == [
        (
            "dropped at notifications: notifications is in Region us-east-1, main in us-west-2 "
            "(by nothing)"
        )
    ]


def test_a_vault_that_something_else_may_change_is_in_doubt() -> None:
    """What points at it, and is of a type that is not read; a looked-up one is there anyway."""
    changes = made("VaultThing", "changes", backupVaultName="main")
    (line,) = followed(beside(BY_VAULT, changes), MESSAGE)

    assert line.startswith(
        f"{MAILED} depends on: changes (aws:backup/vaultThing:VaultThing) points "
    )
    looked_up = moved(beside(BY_VAULT, changes), "main", external=True)
    assert "points at main" not in followed(looked_up, MESSAGE)[0]


def test_the_vault_of_notifications_is_declared_or_in_doubt() -> None:
    """One that is only looked up is there, whatever it contains; one that AWS refuses is not."""
    looked_up = moved(BY_VAULT, "main", external=True)
    refused = changed(BY_VAULT, "main", tags={"aws:team": "x"})
    doubtful = changed(BY_VAULT, "main", unread=1)

    assert followed(without(BY_VAULT, "main"), MESSAGE) == doubted(
        "no given program declares the vault of notifications"
    )
    assert followed(looked_up, MESSAGE) == [MAILED]
    (line,) = followed(refused, MESSAGE)
    assert line.startswith("dropped at notifications: AWS refuses main at deployment: ")
    assert followed(doubtful, MESSAGE) == [MAILED]


def test_a_vault_of_an_unknown_region_is_in_doubt() -> None:
    """It may be another than that of the notifications."""
    (line,) = followed(moved(BY_VAULT, "main", region=""), MESSAGE)

    assert line.startswith(f"{MAILED} depends on: ")


def test_two_notifications_of_one_vault_replace_each_other() -> None:
    """AWS keeps the configuration that is written last; those of another vault are no matter."""
    second = made(
        "Notifications",
        "second",
        backupVaultName="main",
        backupVaultEvents=["BACKUP_JOB_COMPLETED"],
        snsTopicArn=TOPIC_ARN,
    )
    of_another = changed(Estate((), (second,)), "second", backupVaultName="other").resources[0]
    elsewhere = moved(Estate((), (second,)), "second", region=AWAY).resources[0]
    why = "notifications and second each replace the notifications of vault main"

    linked = replace(
        changed(Estate((), (second,)), "second", backupVaultName=UNKNOWN).resources[0],
        dependencies={"backupVaultName": (BY_VAULT.named("main").urn,)},
    )

    by_second = MAILED.replace("notifications", "second")
    assert followed(beside(BY_VAULT, linked), MESSAGE) == [
        *doubted(why),
        f"{by_second} depends on: {why}",
    ]
    (first, _) = followed(beside(BY_VAULT, second), MESSAGE)
    assert first.startswith(f"{MAILED} depends on: ")
    assert followed(beside(BY_VAULT, of_another), MESSAGE) == [MAILED]
    assert followed(beside(BY_VAULT, elsewhere), MESSAGE) == [MAILED]


def test_a_subscriber_of_a_vault_filters_by_the_attributes_of_its_message() -> None:
    """They say the kind of job and its state."""
    filtered = changed(BY_VAULT, "mailbox", filterPolicy='{"EventType": ["BACKUP_JOB"]}')

    assert followed(filtered, MESSAGE) == [MAILED]
