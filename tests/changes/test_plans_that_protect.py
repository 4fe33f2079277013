"""A plan is compared by what its recovery points hold, how often they are made, and what cancels.

All changes are one deployment. Cannot prove how long a job takes: that a shorter window cancels it
is never sure.
"""

from typing import Any, Final

import pytest
from lost_by_change import Inputs, LostByEach, One

LOST, PERHAPS = "BAMP-V98", "BAMP-V99"
PLAN: Final = "aws:backup/plan:Plan"
NATIVE: Final = "aws-native:backup:BackupPlan"
DAILY: Final = "cron(0 5 * * ? *)"
Options = dict[str, str]


def options(**by_type: Options) -> Inputs:
    """Return advanced settings, by resource type."""
    given = [{"resourceType": name, "backupOptions": each} for name, each in by_type.items()]
    return {"advancedBackupSettings": given}


def rule(**fields: Any) -> Inputs:  # noqa: ANN401 - fields of any shape
    """Return a plan of one rule."""
    own = {"ruleName": "daily", "targetVaultName": "main", "schedule": DAILY}
    return {"name": "p", "rules": [{**own, "lifecycle": {"deleteAfter": 35}, **fields}]}


def native(fields: Inputs, **more: Any) -> Inputs:  # noqa: ANN401 - inputs of any shape
    """Return a plan of aws-native of one rule."""
    own = {"ruleName": "daily", "targetBackupVault": "main", "scheduleExpression": DAILY}
    return {"backupPlan": {"backupPlanName": "p", "backupPlanRule": [{**own, **fields}], **more}}


VSS: Final = options(EC2={"WindowsVSS": "enabled"})
NO_VSS: Final = options(EC2={"WindowsVSS": "disabled"})
LOSSES: Final[dict[str, tuple[One, str, str]]] = {
    "VSS is left out": (
        One(type=PLAN, before={**rule(), **VSS}, after=rule()),
        LOST,
        "advancedBackupSettings is EC2 without WindowsVSS, and was none: new recovery points are",
    ),
    "VSS is turned off": (
        One(type=PLAN, before={**rule(), **VSS}, after={**rule(), **NO_VSS}),
        LOST,
        "advancedBackupSettings is EC2 without WindowsVSS, and was none",
    ),
    "ACLs are left out": (
        One(type=PLAN, before=rule(), after={**rule(), **options(S3={"BackupACLs": "disabled"})}),
        LOST,
        "advancedBackupSettings is S3 without BackupACLs, and was none",
    ),
    "VSS is turned off, of aws-native": (
        One(type=NATIVE, before=native({}, **VSS), after=native({}, **NO_VSS)),
        LOST,
        "advancedBackupSettings is EC2 without WindowsVSS, and was none",
    ),
    "a shorter completion window": (
        One(type=PLAN, before=rule(completionWindow=10080), after=rule(completionWindow=300)),
        PERHAPS,
        "completion window of daily is 300 minutes, and was 10080 minutes: a job that has not",
    ),
    "a shorter start window": (
        One(type=PLAN, before=rule(startWindow=480), after=rule(startWindow=60)),
        PERHAPS,
        "start window of daily is 60 minutes, and was 480 minutes: a job that has not begun",
    ),
    "another completion window, of aws-native": (
        One(
            type=NATIVE,
            before=native({"completionWindowMinutes": 10080}),
            after=native({"completionWindowMinutes": 300}),
        ),
        PERHAPS,
        "backupPlanRule[daily].completionWindowMinutes is 300, and was 10080",
    ),
    "an index that is not made any more": (
        One(
            type=NATIVE,
            before=native({"indexActions": [{"resourceTypes": ["S3"]}]}),
            after=native({}),
        ),
        PERHAPS,
        "backupPlanRule[daily].indexActions is none, and was",
    ),
    "half as often": (
        One(type=PLAN, before=rule(schedule="cron(0 5,17 * * ? *)"), after=rule()),
        LOST,
        "schedule of daily is cron(0 5 * * ? *) Etc/UTC, and was cron(0 5,17 * * ? *) Etc/UTC",
    ),
    "an hour that is skipped in spring": (
        One(
            type=PLAN,
            before=rule(schedule="cron(30 2 * * ? *)"),
            after=rule(schedule="cron(30 2 * * ? *)", scheduleExpressionTimezone="Europe/Berlin"),
        ),
        LOST,
        "schedule of daily is cron(30 2 * * ? *) Europe/Berlin, and was",
    ),
}
FINE: Final[dict[str, One]] = {
    "VSS comes": One(type=PLAN, before=rule(), after={**rule(), **VSS}),
    "what is on by itself is written": One(
        type=PLAN, before=rule(), after={**rule(), **options(S3={"BackupACLs": "enabled"})}
    ),
    "what is off by itself is left out": One(type=PLAN, before={**rule(), **NO_VSS}, after=rule()),
    "longer windows": One(
        type=PLAN,
        before=rule(startWindow=60, completionWindow=300),
        after=rule(startWindow=480, completionWindow=10080),
    ),
    "another time zone": One(
        type=PLAN, before=rule(), after=rule(scheduleExpressionTimezone="Europe/Berlin")
    ),
    "another hour": One(type=PLAN, before=rule(), after=rule(schedule="cron(0 7 * * ? *)")),
}
FOUND: Final = LostByEach({name: case[0] for name, case in LOSSES.items()} | FINE)


@pytest.mark.parametrize("name", LOSSES)
def test_a_plan_that_keeps_less_is_told(name: str) -> None:
    """Each with one finding."""
    _, code, says = LOSSES[name]

    ((found, message),) = FOUND[name]

    assert says in message
    assert found == code


@pytest.mark.parametrize("name", FINE)
def test_a_plan_that_keeps_as_much_is_none(name: str) -> None:
    """The clocks of another time zone do not make it rarer."""
    assert FOUND[name] == []
