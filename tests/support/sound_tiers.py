"""A sound data store under each tier of the default policy, as coverage judges it."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from hand_made_account import FOR_BACKUP, FOR_S3, TODAY, Account
from sound_stores import OPTED_IN, STORES

from bamp_pulumi.baseline import Names, expected_of, render_rules
from bamp_pulumi.coverage import ResourceCoverage, cover
from bamp_pulumi.lambdas.health import Expected
from bamp_pulumi.policy import BackupPolicy, default_policy
from bamp_pulumi.testing import declare

__all__ = ["KEYS", "POLICY", "TIERS", "expected", "sound"]

POLICY: Final[BackupPolicy] = default_policy()
TIERS: Final = tuple(POLICY.tiers)
KEYS: Final[Mapping[str, str]] = {
    "main/us-east-1": "arn:aws:kms:us-east-1:111122223333:key/main",
    "recovery/us-west-2": "arn:aws:kms:us-west-2:111122223333:key/recovery",
}


@cache
def expected() -> Expected:
    """Return what the account must have made; its vaults have the names of the hand-made one."""
    names = Names.of(POLICY.tiers).model_copy(
        update={"primary_vault": "main", "recovery_vault": "recovery"}
    )
    return expected_of(POLICY, names, keys=KEYS)


@cache
def sound(kind: str, tier: str) -> ResourceCoverage:
    """Judge a sound store of a kind whose plan is that of a tier."""
    destination = "arn:aws:backup:us-west-2:111122223333:backup-vault:recovery"
    rules = render_rules(
        tier,
        POLICY.tiers[tier],
        vault_name="main",
        copy_vault_arns={"us-west-2": destination},
    )
    account = Account(
        opt_in=OPTED_IN,
        management={"DynamoDB": True, "EFS": True, "DSQL": True, "Timestream": True},
        rules=[{k: v for k, v in rule.items() if k != "recovery_point_tags"} for rule in rules],
        policies=(FOR_BACKUP, FOR_S3),
    )

    def both() -> None:
        STORES[kind][0]()
        account.declare()

    (covered,) = (
        each
        for each in cover(declare(both), POLICY, today=TODAY).resources
        if each.resource.name == "data"
    )
    return covered
