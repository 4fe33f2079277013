"""Copies to another account: what both accounts must declare, as the preview sees it.

Cannot prove that the two accounts are of one organization, which AWS asks too.
"""

from dataclasses import replace
from datetime import date
from functools import cache

import pulumi_aws as aws
import pytest
from baselines import KEY, VAULT_POLICY, by_region, make
from hand_made_account import TAGS, policy_with

from bamp_pulumi.baseline import Account, Manifest
from bamp_pulumi.coverage import Coverage, Status, cover
from bamp_pulumi.estate import Estate
from bamp_pulumi.estate.manifest import estate_from_manifest
from bamp_pulumi.testing import declare

HOME, AWAY = "111122223333", "444455556666"
COPY = {"destination_region": "us-west-2", "destination_account_id": AWAY}
RULE = {
    "name": "daily",
    "schedule": {"expression": "cron(0 2 ? * * *)"},
    "lifecycle": {"delete_after_days": 30},
    "copies": [COPY],
}
POLICY = policy_with(rules=[RULE])


@cache
def home(enabled: str | None = "true") -> Estate:
    """Declare a file system, and the baseline of its account, whose policy copies away."""

    def program() -> None:
        aws.efs.FileSystem("data", encrypted=True, tags=TAGS)
        if enabled is not None:
            settings = {"isCrossAccountBackupEnabled": enabled}
            aws.backup.GlobalSettings("organization", global_settings=settings)
        make({"policy": POLICY})

    return declare(program, account_id=HOME)


@cache
def away(**args: object) -> Estate:
    """Declare the baseline of the other account."""
    return declare(lambda: make({"policy": policy_with(), **args}), project="away", account_id=AWAY)


def judged(*estates: Estate) -> Coverage:
    """Judge them together."""
    return cover(Estate.joined(estates), POLICY, today=date(2026, 11, 26))


def copies(coverage: Coverage) -> list[tuple[str, str]]:
    """Return where the copies of the file system go."""
    return [(copy.region, copy.account_id) for copy in coverage.resources[0].copies]


def codes(coverage: Coverage) -> set[str]:
    """Return the findings of the file system."""
    return {finding.id for finding in coverage.resources[0].findings}


def test_a_copy_is_made_where_the_other_account_names_this_one() -> None:
    """Vaults, keys and roles of the two baselines fit each other."""
    coverage = judged(home(), away(copy_source_account_ids=(HOME,)))

    assert (codes(coverage), copies(coverage)) == (set(), [("us-west-2", AWAY)])
    assert coverage.resources[0].status is Status.PROTECTED
    errors = {finding.id for finding in coverage.all_findings if finding.severity == "error"}
    assert errors == {"BAMP-V59"}  # neither baseline configures alerts


@pytest.mark.parametrize("named", [(), ("777788889999",)])
def test_no_copy_is_made_where_it_does_not(named: tuple[str, ...]) -> None:
    """The copy job would be refused."""
    coverage = judged(home(), away(copy_source_account_ids=named))

    assert codes(coverage) == {"BAMP-V40", "BAMP-V11"}
    assert copies(coverage) == []
    assert not coverage.is_well()


def test_whether_an_account_is_of_an_organization_cannot_be_told() -> None:
    """A preview does not ask AWS Organizations."""
    coverage = judged(home(), away(copy_source_organization_id="o-a1b2c3d4e5"))

    assert "BAMP-V41" in codes(coverage)
    assert copies(coverage) == []


def test_a_manifest_does_not_say_who_may_copy_into_its_vaults() -> None:
    """Not even its own: so a copy is not called made."""
    manifest = estate_from_manifest(Manifest.of(POLICY, Account(AWAY)))
    coverage = judged(home(), manifest)

    assert "BAMP-V41" in codes(coverage)
    assert copies(coverage) == []


@pytest.mark.parametrize(
    ("enabled", "code", "status"),
    [("false", "BAMP-V61", Status.PROTECTED), (None, "BAMP-V62", Status.UNVERIFIED)],
)
def test_the_organization_has_to_enable_copies_to_other_accounts(
    enabled: str | None, code: str, status: Status
) -> None:
    """BAMP-V61: switched off, none is made. BAMP-V62: said nowhere, nobody knows."""
    coverage = judged(home(enabled), away(copy_source_account_ids=(HOME,)))

    assert code in codes(coverage)
    assert copies(coverage) == []
    assert coverage.resources[0].status is status
    assert not coverage.is_well()


def test_a_key_that_is_not_shared_makes_no_copy() -> None:
    """AWS Backup of the other account reads the backup with the key of its vault."""
    closed = declare(lambda: make({}), project="closed", account_id=HOME).of_type(KEY)
    (policy,) = {k.inputs["policy"] for k in closed if k.region == "us-east-1"}

    source = home()
    resources = tuple(
        replace(r, inputs={**r.inputs, "policy": policy})
        if r.type == KEY and r.region == "us-east-1"
        else r
        for r in source.resources
    )
    unshared = Estate(programs=source.programs, resources=resources)

    coverage = judged(unshared, away(copy_source_account_ids=(HOME,)))

    assert codes(coverage) == {"BAMP-V09", "BAMP-V11"}
    assert coverage.resources[0].status is Status.PROTECTED


def test_only_the_recovery_vault_takes_copies_from_elsewhere() -> None:
    """The vault of the account's own backups stays closed."""
    policies = by_region(away(copy_source_account_ids=(HOME,)).of_type(VAULT_POLICY), "policy")

    assert {region: HOME in str(policy) for region, policy in policies.items()} == {
        "us-east-1": False,
        "us-west-2": True,
    }
