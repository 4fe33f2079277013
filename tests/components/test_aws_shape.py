"""What is declared, as requests that AWS's service model accepts and that moto carries out.

Not proved: what AWS checks beyond its model. Moto knows plans, vaults and locks, no selections,
vault policies or Region settings.
"""

from typing import Any

import botocore.session
import pytest
from backup_api import Request, faults, request_of
from moto import mock_aws

from bamp_pulumi.components import Baseline, BaselineArgs
from bamp_pulumi.estate import Estate
from bamp_pulumi.testing import declare

# Any: wire values.
POLICY: dict[str, Any] = {
    "extends": "default",
    "vault_lock": {
        "mode": "compliance",
        "min_retention_days": 7,
        "max_retention_days": 2557,
        "changeable_for_days": 30,
    },
    "tiers": {
        "regulated": {"rules": {"monthly": {"lifecycle": {"cold_storage_after_days": 30}}}},
    },
}
ARGS: BaselineArgs = {
    "policy": POLICY,
    "irreversible_lock_accepted_on": "2026-11-22",
    "access": {
        "deployers": ["role/deploy"],
        "break_glass": ["user/alice"],
        "operators": ["role/dba"],
    },
}
BACKUP_TYPES = [
    f"aws:backup/{module}:{name}"
    for module, name in [
        ("vault", "Vault"),
        ("vaultPolicy", "VaultPolicy"),
        ("vaultLockConfiguration", "VaultLockConfiguration"),
        ("regionSettings", "RegionSettings"),
        ("plan", "Plan"),
        ("selection", "Selection"),
    ]
]


@pytest.fixture(name="estate", scope="module")
def _estate() -> Estate:
    """A baseline with everything in it: cold storage, both lock modes, every duty."""
    return declare(lambda: _declare(ARGS))


def _declare(args: BaselineArgs) -> None:
    Baseline("bamp", args)


def requests(estate: Estate, type_: str) -> list[tuple[str, str, Request]]:
    """Region, operation and parameters of every resource of a type."""
    return [(r.region, *request_of(type_, r.inputs)) for r in estate.of_type(type_)]


@pytest.mark.parametrize("type_", BACKUP_TYPES)
def test_every_request_fits_the_service_model(estate: Estate, type_: str) -> None:
    """Shapes, bounds and patterns; nothing of a declared resource is left over."""
    made = requests(estate, type_)

    assert made
    assert [fault for _, op, request in made for fault in faults(op, request)] == []


def test_the_check_can_fail(estate: Estate) -> None:
    """A member that does not exist, a wrong type and a name out of pattern are each noticed."""
    _, operation, request = requests(estate, "aws:backup/plan:Plan")[0]
    plan = request["BackupPlan"]
    rule = plan["Rules"][0]

    def said_of(**changes: object) -> str:
        return " ".join(faults(operation, {"BackupPlan": {**plan, **changes}}))

    assert "Unknown parameter" in said_of(Rules=[{**rule, "Window": 60}])
    assert "Invalid type" in said_of(Rules=[{**rule, "StartWindowMinutes": "60"}])
    assert "does not match" in said_of(Rules=[{**rule, "RuleName": "a rule"}])


def test_moto_builds_vaults_locks_and_plans(estate: Estate) -> None:
    """With the very documents that are declared, in their Regions."""
    with mock_aws():
        for type_ in BACKUP_TYPES:
            for region, operation, request in requests(estate, type_):
                if operation in ("CreateBackupVault", "CreateBackupPlan") or "Lock" in operation:
                    _call(region, operation, request)
        home = _client("us-east-1")
        plans = home.list_backup_plans()["BackupPlansList"]
        locked = home.describe_backup_vault(BackupVaultName="bamp-primary")
        recovery = _client("us-west-2").describe_backup_vault(BackupVaultName="bamp-recovery")

    assert sorted(p["BackupPlanName"] for p in plans) == [
        "bamp-critical",
        "bamp-development",
        "bamp-regulated",
        "bamp-standard",
    ]
    assert (locked["MinRetentionDays"], locked["MaxRetentionDays"]) == (7, 2557)
    assert locked["Locked"]
    assert (recovery["MinRetentionDays"], recovery["MaxRetentionDays"]) == (30, 2557)


def _call(region: str, operation: str, request: Request) -> None:
    """Make a request of AWS, as moto answers it."""
    snake = "".join(f"_{c.lower()}" if c.isupper() else c for c in operation).lstrip("_")
    getattr(_client(region), snake)(**request)


def _client(region: str) -> Any:  # noqa: ANN401 - botocore makes clients at run time
    session = botocore.session.get_session()
    session.set_credentials("test", "test")
    return session.create_client("backup", region_name=region)
