"""A baseline, declared, and its parts by the names that tests ask for."""

from typing import Any

from bamp_pulumi.components import Baseline
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.testing import declare

__all__ = [
    "KEY",
    "LOCK",
    "OPT_IN",
    "PARAMETER",
    "PLAN",
    "ROLE",
    "SELECTION",
    "VAULT",
    "VAULT_POLICY",
    "baseline",
    "by_region",
    "make",
    "rules_of",
]

VAULT = "aws:backup/vault:Vault"
LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
VAULT_POLICY = "aws:backup/vaultPolicy:VaultPolicy"
PLAN = "aws:backup/plan:Plan"
SELECTION = "aws:backup/selection:Selection"
OPT_IN = "aws:backup/regionSettings:RegionSettings"
KEY = "aws:kms/key:Key"
ROLE = "aws:iam/role:Role"
PARAMETER = "aws:ssm/parameter:Parameter"


def baseline(**args: object) -> Estate:
    """Declare a baseline named `bamp`, and return what it declares."""
    return declare(lambda: make(args))


def make(args: Any) -> None:  # noqa: ANN401 - wrong arguments too
    """Declare a baseline in a program."""
    Baseline("bamp", args)


def rules_of(estate: Estate, tier: str) -> dict[str, Any]:
    """Return the rules of a tier's plan by name. Any: wire values."""
    rules: Any = estate.named(f"bamp-{tier}-plan").inputs["rules"]
    return {rule["ruleName"]: rule for rule in rules}


def by_region(resources: tuple[Resource, ...], name: str) -> dict[str, object]:
    """Return one input of resources by Region."""
    return {r.region: r.inputs[name] for r in resources}
