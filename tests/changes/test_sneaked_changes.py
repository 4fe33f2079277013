"""Weakenings as somebody who knows AWS would slip them in, each alone: every one is shown.

Cannot prove that there is no other; a setting that no measure is read from is shown by its name.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from edited_estates import changed, moved, without
from watched_estate import TODAY, judged, watched

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.changes import (
    About,
    Aspect,
    Change,
    Direction,
    changes,
    notices_of,
    snapshot_of,
)
from bamp_pulumi.estate import Estate

Edit = Callable[[Estate], Estate]
PLAN = "bamp-standard-plan"
LOST, UNSURE, CHANGED = Direction.LOST, Direction.UNSURE, Direction.CHANGED


def rule(name: str, **fields: object) -> Edit:
    """Rewrite fields of a rule of the standard plan; None takes one away."""

    def edit(estate: Estate) -> Estate:
        rules: Any = estate.named(PLAN).inputs["rules"]  # Any: wire values
        written = [{**r, **fields} if r["ruleName"] == name else r for r in rules]
        kept = [{n: v for n, v in r.items() if v is not None} for r in written]
        return moved(
            estate, PLAN, inputs={**estate.named(PLAN).inputs, "rules": kept}
        )  # with what it was computed from

    return edit


def condition(estate: Estate) -> Estate:
    """Ask one tag more of what the selection matches."""
    given: Any = estate.named("bamp-standard-selection").inputs["conditions"]  # Any: wire values
    more = {"key": "aws:ResourceTag/team", "value": "payments"}
    first = {**given[0], "stringEquals": [*given[0]["stringEquals"], more]}
    inputs = {**estate.named("bamp-standard-selection").inputs, "conditions": [first]}
    return moved(estate, "bamp-standard-selection", inputs=inputs)


def opt_in(estate: Estate) -> Estate:
    """Turn AWS Backup off for file systems."""
    given: Any = estate.named("bamp-primary-opt-in").inputs["resourceTypeOptInPreference"]
    return changed(
        estate, "bamp-primary-opt-in", resourceTypeOptInPreference={**given, "EFS": False}
    )


def shorter_copy(estate: Estate) -> Estate:
    """Keep the copies of the monthly rule for 40 days."""
    given: Any = estate.named(PLAN).inputs["rules"]  # Any: wire values
    (monthly,) = [r for r in given if r["ruleName"] == "monthly"]
    copies = [{**c, "lifecycle": {"deleteAfter": 40}} for c in monthly["copyActions"]]
    return rule("monthly", copyActions=copies)(estate)


def narrowed(estate: Estate) -> Estate:
    """Let the rule for failed jobs pass only jobs of one vault."""
    pattern = json.loads(estate.named("bamp-job-failed").text("eventPattern"))
    pattern["detail"] = {"backupVaultName": ["none"]}
    return changed(estate, "bamp-job-failed", eventPattern=json.dumps(pattern))


SNEAKED: list[tuple[str, Edit, Direction, About, Aspect]] = [
    ("lock removed", lambda e: without(e, "bamp-primary-lock"), LOST, About.VAULT, Aspect.LOCK),
    (
        "least retention of the lock lowered",
        lambda e: changed(e, "bamp-primary-lock", minRetentionDays=1),
        LOST,
        About.VAULT,
        Aspect.LEAST,
    ),
    (
        "bound of the lock not known",
        lambda e: changed(e, "bamp-primary-lock", minRetentionDays=UNKNOWN),
        UNSURE,
        About.VAULT,
        Aspect.LEAST,
    ),
    ("copies dropped", rule("daily", copyActions=None), LOST, About.STORE, Aspect.COPY),
    ("copies kept shorter", shorter_copy, LOST, About.STORE, Aspect.COPY),
    (
        "retention shortened",
        rule("weekly", lifecycle={"deleteAfter": 31}),
        LOST,
        About.STORE,
        Aspect.RETENTION,
    ),
    (
        "retention not known",
        rule("weekly", lifecycle={"deleteAfter": UNKNOWN}),
        UNSURE,
        About.PLAN,
        Aspect.RETENTION,
    ),
    (
        "daily made weekly",
        rule("daily", schedule="cron(0 5 ? * SUN *)"),
        LOST,
        About.STORE,
        Aspect.ACHIEVED_RPO,
    ),
    (
        "start window shortened",
        rule("daily", startWindow=60),
        CHANGED,
        About.PLAN,
        Aspect.START_WINDOW,
    ),
    (
        "completion window shortened",
        rule("daily", completionWindow=61),
        CHANGED,
        About.PLAN,
        Aspect.COMPLETION_WINDOW,
    ),
    (
        "other vault key",
        lambda e: changed(e, "bamp-primary-vault", kmsKeyArn="alias/aws/backup"),
        CHANGED,
        About.VAULT,
        Aspect.KEY,
    ),
    (
        "key deleted after a week",
        lambda e: changed(e, "bamp-primary-key", deletionWindowInDays=7),
        CHANGED,
        About.PART,
        Aspect.SETTINGS,
    ),
    ("selection narrowed", condition, LOST, About.STORE, Aspect.STATUS),
    ("opt-in off", opt_in, LOST, About.STORE, Aspect.STATUS),
    (
        "deletion allowed by the vault's policy",
        lambda e: without(e, "bamp-primary-access-policy"),
        LOST,
        About.PART,
        Aspect.DECLARED,
    ),
    (
        "role without its policy",
        lambda e: without(e, "bamp-role-backup-policy"),
        LOST,
        About.PART,
        Aspect.DECLARED,
    ),
    (
        "addresses removed",
        lambda e: without(e, "bamp-email-1", "bamp-recovery-email-1"),
        LOST,
        About.FAULT,
        Aspect.NOTIFIED,
    ),
    (
        "rule for failed jobs disabled",
        lambda e: changed(e, "bamp-job-failed", state="DISABLED"),
        CHANGED,
        About.PART,
        Aspect.SETTINGS,
    ),
    ("pattern narrowed", narrowed, CHANGED, About.PART, Aspect.SETTINGS),
    (
        "alarm of silence removed",
        lambda e: without(e, "bamp-nothing-completed"),
        LOST,
        About.PART,
        Aspect.DECLARED,
    ),
    (
        "deletion protection of the database off",
        lambda e: changed(e, "orders", deletionProtection=False),
        LOST,
        About.STORE,
        Aspect.GUARD,
    ),
    (
        "no final snapshot",
        lambda e: changed(e, "orders", skipFinalSnapshot=True),
        LOST,
        About.STORE,
        Aspect.GUARD,
    ),
    (
        "vault emptied before it is deleted",
        lambda e: changed(e, "bamp-primary-vault", forceDestroy=True),
        LOST,
        About.VAULT,
        Aspect.GUARD,
    ),
    (
        "data store exempted",
        lambda e: changed(
            e,
            "files",
            tags={
                "backup-owner": "shop",
                "backup-exempt-reason": "no longer needed",
                "backup-exempt-until": "2027-03-31",
            },
        ),
        LOST,
        About.STORE,
        Aspect.EXEMPTION,
    ),
    (
        "tier lowered",
        lambda e: changed(e, "orders", tags={"backup-tier": "standard", "backup-owner": "shop"}),
        LOST,
        About.STORE,
        Aspect.RPO,
    ),
    (
        "tier not known",
        lambda e: changed(e, "files", tags={"backup-tier": UNKNOWN, "backup-owner": "shop"}),
        UNSURE,
        About.STORE,
        Aspect.STATUS,
    ),
    (
        "database under another key",
        lambda e: changed(e, "orders", kmsKeyId="arn:aws:kms:us-east-1:111122223333:key/x"),
        CHANGED,
        About.STORE,
        Aspect.SETTINGS,
    ),
    ("data store removed", lambda e: without(e, "carts"), LOST, About.STORE, Aspect.DECLARED),
]


def compared(edit: Edit, *, faults: bool = False) -> tuple[Change, ...]:
    """List what an edit changes."""
    was, now = judged(watched()), judged(edit(watched()))
    before, after = snapshot_of(was), snapshot_of(now)
    if faults:
        before = before.model_copy(update={"notices": notices_of(was, today=TODAY)})
        after = after.model_copy(update={"notices": notices_of(now, today=TODAY)})
    return changes(before, after).changes


@pytest.mark.parametrize(
    ("edit", "direction", "about", "aspect"),
    [pytest.param(*row[1:], id=row[0]) for row in SNEAKED],
)
def test_a_weakening_is_shown(
    edit: Edit, direction: Direction, about: About, aspect: Aspect
) -> None:
    """Under its own name, with the direction that it has."""
    found = compared(edit, faults=about is About.FAULT)

    assert (direction, about, aspect) in {(c.direction, c.about, c.aspect) for c in found}
