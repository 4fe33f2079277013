"""What keeps the rules of a plan from making recovery points, one cause at a time.

How each resource stands and what is found of it is asserted; in which words stands in the record.
Cannot prove what AWS does; each expectation follows the page that the judgement names.
"""

from collections.abc import Callable
from typing import Any

import pulumi_aws as aws
import pytest
from hand_made_account import Account, Later, judge, resolved
from one_cause import (
    KEY_OF_ACCOUNT,
    OF_PROMISES,
    beside,
    bucket,
    daily,
    own_key_volume,
    policy,
    said,
    volume,
)

Inputs = Any  # Any: inputs given by name in each case


def own_vault(*, reads: str = "", **key: Inputs) -> Callable[[], None]:
    """Declare a vault `main` with a key later, and an automation that acts on one of them."""

    def program() -> None:
        own = aws.kms.Key("main-key", **key)
        made = aws.backup.Vault("main", name="main", kms_key_arn=own.arn)
        if reads:
            values = [{"vault": made.arn, "key": own.arn}[reads]]
            targets: Inputs = [{"key": "ParameterValues", "values": values}]
            aws.ssm.Association("automation", name="AWS-Own", targets=targets)

    return program


def vault(name: str, *, called: Inputs = None, **inputs: Inputs) -> Callable[[], object]:
    """Declare a vault later, named otherwise in AWS or with a name that only AWS knows."""
    return lambda: aws.backup.Vault(name, name=resolved(called), **inputs)


def air_gapped() -> object:
    """Declare a logically air-gapped vault named `main`."""
    return aws.backup.LogicallyAirGappedVault(
        "main", name="main", min_retention_days=7, max_retention_days=400
    )


def locked_later(name: str, region: str) -> Callable[[], object]:
    """Lock a vault later, with a maximum that only a deployment tells."""
    return lambda: aws.backup.VaultLockConfiguration(
        "lock", backup_vault_name=name, region=region, max_retention_days=resolved(Later(7))
    )


P, U, V = "protected", "unprotected", "unverified"

CASES: dict[str, tuple[Callable[[], object], Account, str, list[str]]] = {
    "all is well": (volume, Account(), P, []),
    "a completion window of an hour": (volume, Account(rule={"completion_window": 60}), P, []),
    "a completion window under an hour": (
        volume,
        Account(rule={"completion_window": 59}),
        V,
        ["BAMP-V45"],
    ),
    "a schedule without a day": (
        volume,
        Account(schedule="cron(0 2 1 1 ? 2035)", copy_days=None),
        U,
        ["BAMP-V54"],
    ),
    "a vault that is air-gapped": (
        beside(volume, air_gapped),
        Account(vault=False, copy_days=None),
        U,
        ["BAMP-V06"],
    ),
    "a vault that nobody declares": (volume, Account(vault=False), U, ["BAMP-V06"]),
    "a rule that names no vault": (
        volume,
        Account(rule={"target_vault_name": ""}),
        U,
        ["BAMP-V06"],
    ),
    "a vault that is declared twice": (
        beside(volume, vault("twin", called="main")),
        Account(),
        U,
        ["BAMP-V06"],
    ),
    "a vault whose name is not known": (
        beside(volume, vault("main", called=Later("main"))),
        Account(vault=False),
        V,
        ["BAMP-V41"],
    ),
    "a lock that refuses": (volume, Account(lock={"max_retention_days": 7}), U, ["BAMP-V07"]),
    "a lock that is not known": (
        beside(volume, locked_later("main", "us-east-1")),
        Account(),
        V,
        ["BAMP-V41"],
    ),
    "a lock of the other vault that is not known": (
        beside(volume, locked_later("recovery", "us-west-2")),
        Account(),
        V,
        ["BAMP-V41"],
    ),
    "a continuous backup of what has none": (volume, Account(continuous=True), P, []),
    "periodic backups apart from the continuous one": (
        bucket,
        Account(continuous=True, second_vault=True, copy_days=None),
        P,
        ["BAMP-V28"],
    ),
    "periodic backups in two vaults": (
        bucket,
        Account(second_vault=True, copy_days=None),
        P,
        [],
    ),
    "two vaults for what has no continuous backup": (
        volume,
        Account(continuous=True, second_vault=True, copy_days=None),
        P,
        [],
    ),
    "a rule that another one leaves no run": (
        volume,
        Account(rules=[daily("short", lifecycle={"delete_after": 7}), daily("long")]),
        P,
        ["BAMP-V34"],
    ),
    "a rule of which nothing is known": (
        volume,
        Account(rules=Later([daily("a")])),
        V,
        ["BAMP-V32"],
    ),
    "two parts of a rule that are not known": (
        volume,
        Account(
            rule={"schedule": Later("cron(0 2 ? * * *)"), "lifecycle": Later({"delete_after": 30})}
        ),
        V,
        ["BAMP-V32"],
    ),
    "two rules that are not known": (
        volume,
        Account(
            rules=[
                daily("a", schedule=Later("cron(0 2 ? * * *)")),
                daily("b", schedule=Later("cron(0 14 ? * * *)")),
            ]
        ),
        V,
        ["BAMP-V32", "BAMP-V32"],
    ),
    "a key that AWS refuses": (
        volume,
        Account(key={"deletion_window_in_days": 3}),
        U,
        ["BAMP-V55"],
    ),
    "a vault that something unread points at": (
        beside(volume, own_vault(reads="vault")),
        Account(vault=False),
        V,
        ["BAMP-V42"],
    ),
    "a key that something unread points at": (
        beside(volume, own_vault(reads="key")),
        Account(vault=False),
        V,
        ["BAMP-V42"],
    ),
    "a disabled key that something unread points at": (
        beside(volume, own_vault(reads="key", is_enabled=False)),
        Account(vault=False),
        U,
        ["BAMP-V09"],
    ),
    "a disabled key that AWS refuses": (
        volume,
        Account(key={"deletion_window_in_days": 3, "is_enabled": False}),
        U,
        ["BAMP-V55"],
    ),
    "a plan that AWS refuses": (volume, Account(plan="no plan!"), U, ["BAMP-V55"]),
    "a key of the data that AWS refuses": (
        lambda: volume(kms_key_id=aws.kms.Key("own", deletion_window_in_days=3).arn),
        Account(),
        U,
        ["BAMP-V55"],
    ),
    "a key of the data of another Region": (
        lambda: volume(kms_key_id=aws.kms.Key("own", region="eu-west-1").arn),
        Account(),
        U,
        ["BAMP-V44"],
    ),
    "a denial that keeps out of the data's key too": (
        own_key_volume,
        Account(own_policy=policy("Deny", "kms:*"), key={"policy": KEY_OF_ACCOUNT}),
        U,
        ["BAMP-V41", "BAMP-V09"],
    ),
    "one rule of two whose vault is not there": (
        volume,
        Account(rules=[daily("a"), daily("b", target_vault_name="nope")]),
        P,
        ["BAMP-V06"],
    ),
    "one rule of two whose vault may be there": (
        beside(volume, vault("other", called=Later("nope"))),
        Account(rules=[daily("a", target_vault_name="nope"), daily("b")]),
        P,
        ["BAMP-V41"],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_plan_makes_what_nothing_keeps_it_from(
    case: tuple[Callable[[], object], Account, str, list[str]],
) -> None:
    """What is certain leaves nothing, what is not known leaves it open, the rest is made."""
    program, account, status, codes = case
    found_status, found = said(judge(program, account))["data"]

    assert (found_status, [code for code in found if code not in OF_PROMISES]) == (status, codes)
