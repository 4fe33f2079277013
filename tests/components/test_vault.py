"""The vault, as it is declared. Its policy is judged in `tests/baseline/test_vault_policy.py`."""

import json
from typing import Any, cast

import pulumi
import pytest
from refusals import refused

from bamp_pulumi.components import BackupVault, BackupVaultArgs, LockArgs
from bamp_pulumi.estate import Estate
from bamp_pulumi.program_error import ProgramError
from bamp_pulumi.testing import declare

VAULT = "aws:backup/vault:Vault"
LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
POLICY = "aws:backup/vaultPolicy:VaultPolicy"
KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd"
GOVERNANCE = {"mode": "governance", "min_retention_days": 7, "max_retention_days": 365}
COMPLIANCE = {**GOVERNANCE, "mode": "compliance", "changeable_for_days": 30}
ACCEPTED = {"irreversible_lock_accepted_on": "2026-11-22"}


def vault(**args: object) -> Estate:
    """Declare a vault with a key and what else is given."""
    # Any: wrong arguments too.
    given: Any = {"kms_key_arn": KEY, **args}
    return declare(lambda: _declare(given))


def _declare(args: BackupVaultArgs) -> None:
    BackupVault("backups", args)


def test_a_vault_has_key_policy_and_lock_in_its_region() -> None:
    """Left at home, policy and lock of a recovery-Region vault would find no vault."""
    key = KEY.replace("us-east-1", "us-west-2")
    estate = vault(region="us-west-2", lock=GOVERNANCE, vault_name="dr", kms_key_arn=key)

    assert estate.one(VAULT).inputs == {
        "name": "dr",
        "kmsKeyArn": key,
        "region": "us-west-2",
        "tags": {"backup-owner": "platform"},
    }
    assert estate.one(LOCK).inputs == {
        "backupVaultName": "dr",
        "minRetentionDays": 7,
        "maxRetentionDays": 365,
        "region": "us-west-2",
    }
    policy = estate.one(POLICY).inputs
    assert (policy["backupVaultName"], policy["region"]) == ("dr", "us-west-2")


def test_it_10_it_is_encrypted_with_the_key_that_is_given() -> None:
    """Never with the key that AWS manages, whose copies AWS Backup refuses."""
    assert vault().one(VAULT).inputs["kmsKeyArn"] == KEY


def test_it_12_its_policy_denies_deletion_to_everybody() -> None:
    """In plain text in every preview, so that it can be checked there."""
    document = json.loads(str(vault().one(POLICY).inputs["policy"]))
    first = document["Statement"][0]

    assert (first["Effect"], first["Principal"], first["Resource"]) == ("Deny", "*", "*")
    assert "backup:DeleteRecoveryPoint" in first["Action"]
    assert "Condition" not in first


def test_vault_policy_and_lock_stay_when_the_stack_goes() -> None:
    """And nothing empties the vault."""
    estate = vault(lock=GOVERNANCE)

    assert all(r.retain_on_delete for r in estate.of_type(VAULT, POLICY, LOCK))
    assert "forceDestroy" not in estate.one(VAULT).inputs


def test_a_lock_is_replaced_only_after_the_old_one_is_gone() -> None:
    """Both have the vault's name: deleting the old one last would take the new one away."""
    assert vault(lock=GOVERNANCE).one(LOCK).delete_before_replace


def test_the_policy_comes_after_the_lock() -> None:
    """From then on it may deny what the lock needs."""
    waits_for: list[object] = []

    def note(args: pulumi.ResourceTransformationArgs) -> None:
        # Read where Pulumi keeps it: an estate records what inputs depend on, not what was asked.
        if args.type_ == POLICY:
            waits_for.append(args.opts.depends_on)

    def program() -> None:
        pulumi.runtime.register_stack_transformation(note)
        _declare({"kms_key_arn": KEY, "lock": cast("LockArgs", GOVERNANCE)})

    declare(program)

    (depends_on,) = waits_for
    assert [type(r).__name__ for r in cast("list[object]", depends_on)] == [
        "VaultLockConfiguration"
    ]


def test_a_deployment_that_would_lock_itself_out_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The stand-in caller of an offline run is no deployer; a preview may be run by anybody."""
    access = {"deployers": ["role/deploy"]}
    vault(access=access)
    monkeypatch.setattr(pulumi.runtime, "is_dry_run", lambda: False)

    with pytest.raises(ProgramError, match=r"(?s)^BackupVault backups\.access.*BAMP-B14"):
        vault(access=access)


def test_without_a_lock_none_is_declared() -> None:
    """A lock is asked for."""
    assert vault().of_type(LOCK) == ()


def test_two_keys_make_a_lock_that_nobody_lifts() -> None:
    """Mode and acceptance; Pulumi then protects it, and the day is said."""
    estate = vault(lock=COMPLIANCE, **ACCEPTED)
    lock = estate.one(LOCK)
    (note,) = estate.programs[0].notes

    assert lock.inputs["changeableForDays"] == 30
    assert lock.protect
    assert lock.retain_on_delete
    assert note.code == "program-warning"
    assert note.message.startswith("IRREVERSIBLE: the compliance lock of vault backups")
    assert "2026-12-22" in note.message


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({"lock": COMPLIANCE}, "BAMP-B05"),
        ({"lock": GOVERNANCE, **ACCEPTED}, "BAMP-B06"),
        (ACCEPTED, "BAMP-B06"),
        ({"lock": {**GOVERNANCE, "mode": "compliance"}, **ACCEPTED}, "BAMP-K02"),
        ({"lock": {**GOVERNANCE, "changeable_for_days": 30}}, "BAMP-K03"),
        ({"lock": {**COMPLIANCE, "changeable_for_days": 2}, **ACCEPTED}, "BAMP-N01"),
        ({"lock": COMPLIANCE, "irreversible_lock_accepted_on": "yes"}, "BAMP-B10"),
        ({"lock": COMPLIANCE, "irreversible_lock_accepted_on": "2026-02-30"}, "BAMP-B10"),
        ({"lock": COMPLIANCE, "irreversible_lock_accepted_on": 20_000}, "BAMP-B10"),
        ({"lock": {"min_retention_days": 7, "max_retention_days": 9}}, "BAMP-D02"),
        ({"lock": {**GOVERNANCE, "min_retention_days": 366}}, "BAMP-K01"),
        ({"vault_name": "a"}, "BAMP-B11"),
        ({"vault_name": "orders backups"}, "BAMP-B11"),
        ({"access": {"break_glass": ["*"]}}, "BAMP-B02"),
        ({"access": {"deployers": ["role/a"], "break_glass": ["role/a"]}}, "BAMP-B03"),
        ({"access": {"admins": ["role/a"]}}, "BAMP-D01"),
        ({"copy_account_ids": ["11112222333"]}, "BAMP-N04"),
        ({"copy_account_ids": [f"{n:012}" for n in range(500)]}, "BAMP-B49"),
        ({"region": "home"}, "BAMP-N03"),
        ({"lock": pulumi.Output.from_input(GOVERNANCE)}, "BAMP-B13"),
        ({"kms_key_arn": None}, "BAMP-B16"),
        ({"kms_key_arn": "alias/aws/backup"}, "BAMP-B17"),
        ({"region": "us-west-2"}, "BAMP-B17"),
    ],
)
def test_a_wrong_input_is_refused_before_anything_is_declared(
    args: dict[str, object], code: str
) -> None:
    """No lock by one key, and no resource at all."""
    # Any: wrong arguments.
    given: Any = {"kms_key_arn": KEY, **args}

    assert [r.code for r in refused(lambda: _declare(given)).refusals] == [code]
