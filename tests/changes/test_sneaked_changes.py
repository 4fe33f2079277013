"""Weakenings as somebody who knows AWS would slip them in: every one is shown as what it is.

Of data stores, vaults, plans and faults; `test_sneaked_parts` has those of what they depend on.
Cannot prove that there is no other.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from edited_estates import beside, changed, moved, without
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
from bamp_pulumi.coverage import Coverage
from bamp_pulumi.estate import Estate

Edit = Callable[[Estate], Estate]
PLAN = "bamp-standard-plan"
LOST, UNSURE = Direction.LOST, Direction.UNSURE


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


def put(name: str, **inputs: object) -> Edit:
    """Rewrite inputs of a resource."""
    return lambda estate: changed(estate, name, **inputs)


def into_an_open_vault(estate: Estate) -> Estate:
    """Let the copies of the monthly rule go to a vault of the same Region without a lock."""
    given: Any = estate.named(PLAN).inputs["rules"]  # Any: wire values
    (monthly,) = [r for r in given if r["ruleName"] == "monthly"]
    copies = [
        {**c, "destinationVaultArn": "arn:aws:backup:us-west-2:111122223333:backup-vault:open"}
        for c in monthly["copyActions"]
    ]
    vault = estate.named("bamp-recovery-vault")
    open_ = replace(
        vault,
        urn=f"{vault.urn}-open",
        name="open",
        id="",
        outputs={},
        inputs={**vault.inputs, "name": "open"},
    )
    return beside(rule("monthly", copyActions=copies)(estate), open_)


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
        UNSURE,
        About.PLAN,
        Aspect.START_WINDOW,
    ),
    (
        "completion window shortened",
        rule("daily", completionWindow=61),
        UNSURE,
        About.PLAN,
        Aspect.COMPLETION_WINDOW,
    ),
    (
        "other vault key",
        lambda e: changed(e, "bamp-primary-vault", kmsKeyArn="alias/aws/backup"),
        LOST,
        About.VAULT,
        Aspect.KEY_OWNER,
    ),
    ("selection narrowed", condition, LOST, About.STORE, Aspect.STATUS),
    ("opt-in off", opt_in, LOST, About.STORE, Aspect.STATUS),
    (
        "addresses removed",
        lambda e: without(e, "bamp-email-1", "bamp-recovery-email-1"),
        LOST,
        About.FAULT,
        Aspect.NOTIFIED,
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
        lambda e: changed(e, "orders", kmsKeyId="alias/aws/rds"),
        LOST,
        About.STORE,
        Aspect.INPUT,
    ),
    ("data store removed", lambda e: without(e, "carts"), LOST, About.STORE, Aspect.DECLARED),
    (
        "daily made monthly",
        rule("daily", schedule="cron(0 5 1 * ? *)"),
        LOST,
        About.PLAN,
        Aspect.SCHEDULE,
    ),
    (
        "start window of a day",
        rule("daily", startWindow=1440),
        LOST,
        About.PLAN,
        Aspect.START_WINDOW,
    ),
    (
        "cold after a month",
        rule("monthly", lifecycle={"deleteAfter": 365, "coldStorageAfter": 30}),
        LOST,
        About.PLAN,
        Aspect.COLD,
    ),
    (
        "greatest retention raised",
        put("bamp-primary-lock", maxRetentionDays=36_500),
        LOST,
        About.VAULT,
        Aspect.MOST,
    ),
    (
        "copies into an open vault",
        into_an_open_vault,
        LOST,
        About.STORE,
        Aspect.VAULT_LOCK,
    ),
    (
        "recovery points without tags",
        rule("daily", recoveryPointTags=None),
        UNSURE,
        About.PLAN,
        Aspect.SETTINGS,
    ),
    (
        "address replaced",
        put("bamp-email-1", endpoint="me@example.com"),
        LOST,
        About.FAULT,
        Aspect.RECIPIENT,
    ),
]


@cache
def before() -> Coverage:
    """Judge the estate as it was."""
    return judged(watched())


def compared(edit: Edit, *, faults: bool = False) -> tuple[Change, ...]:
    """List what an edit changes."""
    was, now = before(), judged(edit(watched()))
    old, new = snapshot_of(was), snapshot_of(now)
    if faults:
        old = old.model_copy(update={"notices": notices_of(was, today=TODAY)})
        new = new.model_copy(update={"notices": notices_of(now, today=TODAY)})
    return changes(old, new).changes


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
