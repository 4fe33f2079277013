"""The whole baseline of an account, as it is declared. Nothing here has run on AWS."""

from pathlib import Path
from typing import Any

import pulumi
import pytest
from baselines import (
    KEY,
    LOCK,
    OPT_IN,
    PARAMETER,
    PLAN,
    ROLE,
    SELECTION,
    VAULT,
    VAULT_POLICY,
    baseline,
    by_region,
    make,
    rules_of,
)
from refusals import refused

from bamp_pulumi.baseline import Account, Manifest
from bamp_pulumi.components import Baseline
from bamp_pulumi.offline import Place, Setting, run
from bamp_pulumi.policy import default_policy
from bamp_pulumi.program_error import ProgramError
from bamp_pulumi.testing import declare

COMPLIANCE = {
    "mode": "compliance",
    "min_retention_days": 7,
    "max_retention_days": 2557,
    "changeable_for_days": 30,
}


def test_the_default_baseline_is_whole() -> None:
    """Each part once, and where it belongs."""
    parts = [
        (r.type.rpartition(":")[2], r.name, str(r.inputs.get("region", "")))
        for r in baseline().resources
        if r.custom
    ]

    assert sorted(parts) == [
        ("Alias", "bamp-primary-alias", "us-east-1"),
        ("Alias", "bamp-recovery-alias", "us-west-2"),
        ("Key", "bamp-primary-key", "us-east-1"),
        ("Key", "bamp-recovery-key", "us-west-2"),
        ("Parameter", "bamp-primary-manifest", "us-east-1"),
        ("Parameter", "bamp-recovery-manifest", "us-west-2"),
        ("Plan", "bamp-critical-plan", "us-east-1"),
        ("Plan", "bamp-development-plan", "us-east-1"),
        ("Plan", "bamp-regulated-plan", "us-east-1"),
        ("Plan", "bamp-standard-plan", "us-east-1"),
        ("RegionSettings", "bamp-primary-opt-in", "us-east-1"),
        ("RegionSettings", "bamp-recovery-opt-in", "us-west-2"),
        ("Role", "bamp-role-role", ""),
        ("RolePolicyAttachment", "bamp-role-backup-policy", ""),
        ("RolePolicyAttachment", "bamp-role-restores-policy", ""),
        ("RolePolicyAttachment", "bamp-role-s3-backup-policy", ""),
        ("RolePolicyAttachment", "bamp-role-s3-restore-policy", ""),
        ("Selection", "bamp-critical-selection", "us-east-1"),
        ("Selection", "bamp-development-selection", "us-east-1"),
        ("Selection", "bamp-regulated-selection", "us-east-1"),
        ("Selection", "bamp-standard-selection", "us-east-1"),
        ("Vault", "bamp-primary-vault", "us-east-1"),
        ("Vault", "bamp-recovery-vault", "us-west-2"),
        ("VaultLockConfiguration", "bamp-primary-lock", "us-east-1"),
        ("VaultLockConfiguration", "bamp-recovery-lock", "us-west-2"),
        ("VaultPolicy", "bamp-primary-access-policy", "us-east-1"),
        ("VaultPolicy", "bamp-recovery-access-policy", "us-west-2"),
    ]


def test_both_regions_are_opted_in_for_everything() -> None:
    """Whole maps: what is left out differs for ever."""
    settings = baseline().of_type(OPT_IN)
    opted: Any = by_region(settings, "resourceTypeOptInPreference")

    assert set(opted) == {"us-east-1", "us-west-2"}
    assert all(len(types) == 19 and all(types.values()) for types in opted.values())
    managed = dict.fromkeys(("CloudFormation", "DSQL", "DynamoDB", "EFS"), True)
    assert by_region(settings, "resourceTypeManagementPreference") == {
        "us-east-1": managed,
        "us-west-2": managed,
    }


def test_the_manifest_is_published_in_both_regions() -> None:
    """Service stacks read the one of their Region, also after the loss of the other."""
    estate = baseline()
    parameters = estate.of_type(PARAMETER)
    expected = Manifest.of(default_policy(), Account("111122223333"))

    assert by_region(parameters, "name") == dict.fromkeys(
        ("us-east-1", "us-west-2"), "/bamp/baseline"
    )
    assert {p.inputs["tier"] for p in parameters} == {"Advanced"}
    assert [Manifest.parse(str(p.inputs["insecureValue"])) for p in parameters] == [
        expected,
        expected,
    ]


def test_the_manifest_says_what_is_declared() -> None:
    """Every name in it is that of a declared resource."""
    estate = baseline(prefix="acme")
    manifest = Manifest.parse(str(estate.of_type(PARAMETER)[0].inputs["insecureValue"]))
    names = manifest.names

    vaults = by_region(estate.of_type(VAULT), "name")
    assert vaults[manifest.primary_region] == names.primary_vault == "acme-primary"
    assert vaults[manifest.recovery_region] == names.recovery_vault == "acme-recovery"
    assert estate.one(ROLE).inputs["name"] == names.role == "AWSBackup-acme"
    assert sorted(names.plans.values()) == sorted(p.text("name") for p in estate.of_type(PLAN))
    opted: Any = by_region(estate.of_type(OPT_IN), "resourceTypeOptInPreference")
    assert {r: set(o.types) for r, o in manifest.opt_in.items()} == {
        r: set(m) for r, m in opted.items()
    }
    assert estate.of_type(PARAMETER)[0].inputs["name"] == names.manifest_parameter


def test_the_manifest_comes_last() -> None:
    """Whoever reads it finds everything standing: it waits for each part but the alerts."""
    place = Place(account_id="111122223333", region="us-east-1")
    setting = Setting(
        project="p", stack="s", root=Path(), place=place, config={"aws:region": "us-east-1"}
    )
    states = [step["newState"] for step in run(lambda: make({}), setting)["steps"]]
    manifests = [state for state in states if state["type"] == PARAMETER]
    parts = (ROLE, VAULT, VAULT_POLICY, LOCK, KEY, PLAN, SELECTION, OPT_IN)
    awaited = {state["urn"] for state in states if state["type"] in parts}

    assert len(manifests) == 2
    for manifest in manifests:
        assert awaited <= set(manifest.get("dependencies", ()))


def test_one_role_serves_all_plans() -> None:
    """Account-wide things exist once."""
    estate = baseline()
    roles = {s.inputs["iamRoleArn"] for s in estate.of_type(SELECTION)}

    assert roles == {"arn:aws:iam::111122223333:role/AWSBackup-bamp"}
    assert len(estate.of_type(ROLE)) == 1


def test_a_policy_document_may_extend_the_default() -> None:
    """As a stack's configuration gives it."""
    estate = baseline(
        policy={
            "extends": "default",
            "primary_region": "eu-central-1",
            "recovery_region": "eu-west-1",
            "tiers": {"critical": None, "regulated": None},
        }
    )

    assert {r.region for r in estate.of_type(VAULT)} == {"eu-central-1", "eu-west-1"}
    names = {p.inputs["name"] for p in estate.of_type(PLAN)}
    assert names == {"bamp-standard", "bamp-development"}
    (copy,) = rules_of(estate, "standard")["daily"]["copyActions"]
    assert copy["destinationVaultArn"].startswith("arn:aws:backup:eu-west-1:")


def test_a_policy_may_be_an_object() -> None:
    """As Python gives it."""
    assert len(baseline(policy=default_policy()).of_type(PLAN)) == 4


def test_a_policy_without_locks_has_none() -> None:
    """A lock that the policy switches off is not put."""
    policy = {"extends": "default", "vault_lock": None, "recovery_vault_lock": None}

    assert baseline(policy=policy).of_type(LOCK) == ()


def test_only_the_vault_with_a_compliance_lock_gets_the_second_key() -> None:
    """The other stays one that can be lifted."""
    estate = baseline(
        policy={"extends": "default", "vault_lock": COMPLIANCE},
        irreversible_lock_accepted_on="2026-11-22",
    )
    locks = {lock.region: lock for lock in estate.of_type(LOCK)}

    assert locks["us-east-1"].inputs["changeableForDays"] == 30
    assert locks["us-east-1"].protect
    assert "changeableForDays" not in locks["us-west-2"].inputs
    assert not locks["us-west-2"].protect
    (note,) = [n for n in estate.programs[0].notes if n.code == "program-warning"]
    assert "vault bamp-primary" in note.message


def test_copies_to_another_account_are_let_out_and_read() -> None:
    """Key and policy of the primary vault know that account; those of the recovery vault do not."""
    rule = {
        "lifecycle": {"delete_after_days": 30},
        "copies": [{"destination_region": "us-west-2", "destination_account_id": "444455556666"}],
    }
    policy: dict[str, Any] = {
        "extends": "default",
        "tiers": {"standard": {"rules": {"daily": rule}}},
    }
    estate = baseline(policy=policy)
    (copy,) = rules_of(estate, "standard")["daily"]["copyActions"]
    keys = by_region(estate.of_type(KEY), "policy")
    vaults = by_region(estate.of_type(VAULT_POLICY), "policy")

    assert copy["destinationVaultArn"] == (
        "arn:aws:backup:us-west-2:444455556666:backup-vault:bamp-recovery"
    )
    assert "arn:aws:iam::444455556666:root" in str(keys["us-east-1"])
    assert "444455556666" not in str(keys["us-west-2"])
    assert "arn:aws:backup:*:444455556666:backup-vault:*" in str(vaults["us-east-1"])
    assert "444455556666" not in str(vaults["us-west-2"])


def test_a_type_that_aws_does_not_offer_in_a_region_is_left_out_there() -> None:
    """And the manifest says so."""
    estate = baseline(resource_types_not_offered={"us-west-2": ["Timestream"]})
    opted: Any = by_region(estate.of_type(OPT_IN), "resourceTypeOptInPreference")
    manifest = Manifest.parse(str(estate.of_type(PARAMETER)[0].inputs["insecureValue"]))

    assert "Timestream" in opted["us-east-1"]
    assert "Timestream" not in opted["us-west-2"]
    assert "Timestream" not in manifest.opt_in["us-west-2"].types


def test_what_the_recovery_region_lacks_is_left_out_of_its_opt_in() -> None:
    """Milan has no Timestream, and AWS refuses the whole map that names it."""
    policy = {"extends": "default", "primary_region": "us-east-1", "recovery_region": "eu-south-1"}
    estate = baseline(policy=policy)
    opted: Any = by_region(estate.of_type(OPT_IN), "resourceTypeOptInPreference")
    manifest = Manifest.parse(str(estate.of_type(PARAMETER)[0].inputs["insecureValue"]))

    lacks = {"DSQL", "Neptune", "Timestream"}
    assert opted["us-east-1"].keys() - opted["eu-south-1"].keys() == lacks
    assert not lacks & {*manifest.opt_in["eu-south-1"].types}


def test_what_an_earlier_stack_kept_is_taken_over() -> None:
    """By name and Region; policies, and locks that can be put again, are not imported."""
    imported: dict[str, object] = {}

    def note(args: pulumi.ResourceTransformationArgs) -> None:
        # Read where Pulumi keeps it: an estate does not record imports.
        if args.opts.import_:
            imported[args.name] = args.opts.import_

    def program() -> None:
        pulumi.runtime.register_stack_transformation(note)
        Baseline("bamp", {"adopt": True})

    declare(program)

    keys = {imported.pop("bamp-primary-key"), imported.pop("bamp-recovery-key")}
    assert all(str(key).endswith(("@us-east-1", "@us-west-2")) for key in keys)
    assert imported == {
        "bamp-role-role": "AWSBackup-bamp",
        "bamp-primary-alias": "alias/bamp-backup@us-east-1",
        "bamp-recovery-alias": "alias/bamp-backup@us-west-2",
        "bamp-primary-vault": "bamp-primary@us-east-1",
        "bamp-recovery-vault": "bamp-recovery@us-west-2",
    }


def test_a_compliance_lock_that_holds_is_imported() -> None:
    """AWS would refuse to put it again, and never tells its grace time."""
    imported: dict[str, tuple[object, object]] = {}

    def note(args: pulumi.ResourceTransformationArgs) -> None:
        if args.type_ == LOCK:
            imported[args.name] = (args.opts.import_, args.opts.ignore_changes)

    def program() -> None:
        pulumi.runtime.register_stack_transformation(note)
        args: Any = {
            "policy": {"extends": "default", "vault_lock": COMPLIANCE},
            "irreversible_lock_accepted_on": "2026-11-22",
            "adopt": True,
        }
        Baseline("bamp", args)

    declare(program)

    assert imported == {
        "bamp-primary-lock": ("bamp-primary@us-east-1", ["changeableForDays"]),
        "bamp-recovery-lock": (None, None),
    }


def test_a_deployment_that_would_lock_itself_out_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """When it is deployed; a preview may be run by whoever may look."""
    access = {"deployers": ["role/deploy"]}
    baseline(access=access)
    monkeypatch.setattr(pulumi.runtime, "is_dry_run", lambda: False)

    with pytest.raises(ProgramError, match=r"(?s)^Baseline bamp\.access.*BAMP-B14"):
        baseline(access=access)


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({"policy": {"extends": "defualt"}}, "BAMP-D06"),
        ({"policy": {"extends": "default", "default_tier": "gold"}}, "BAMP-T01"),
        ({"policy": "default"}, "BAMP-D05"),
        ({"policy": {"extends": "default", "vault_lock": COMPLIANCE}}, "BAMP-B05"),
        ({"irreversible_lock_accepted_on": "2026-11-22"}, "BAMP-B06"),
        ({"prefix": "Bamp"}, "BAMP-B01"),
        ({"resource_types_not_offered": {"eu-west-1": ["S3"]}}, "BAMP-B15"),
        ({"resource_types_not_offered": {"us-east-1": ["S4"]}}, "BAMP-B15"),
        ({"access": {"deployers": ["deploy"]}}, "BAMP-B02"),
        ({"ownr": "platform"}, "BAMP-D01"),
        ({"adopt": "later"}, "BAMP-D03"),
    ],
)
def test_a_wrong_input_is_refused_before_anything_is_declared(
    args: dict[str, object], code: str
) -> None:
    """One error, with its code, naming the baseline."""
    # Any: wrong arguments.
    given: Any = args
    error = refused(lambda: make(given))

    assert [r.code for r in error.refusals] == [code]
    assert str(error).startswith("Baseline bamp")


def test_a_policy_that_fits_no_parameter_is_refused_before_anything_is_declared() -> None:
    """Not after the vaults stand."""
    standard = {
        "description": "x" * 900,
        "rules": {"daily": {"lifecycle": {"delete_after_days": 30}}},
        "rpo_minutes": 1_440,
        "rto_minutes": 240,
        "native_retention_days": 7,
    }
    policy = {"tiers": {f"t{n}": standard for n in range(9)}, "default_tier": "t0"}
    given: Any = {"policy": policy}

    assert [r.code for r in refused(lambda: make(given)).refusals] == ["BAMP-B07"]
