"""Names of a baseline. That AWS has no other resource of such a name is not proved."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.baseline import BaselineSettings, Names
from bamp_pulumi.errors import PolicyError
from bamp_pulumi.policy import parse


def test_the_names_of_a_baseline_are_fixed() -> None:
    """Renaming one leaves the old vault behind, so this test changes with a `changed` fragment."""
    names = Names.of(["critical", "standard"])

    assert names.model_dump() == {
        "primary_vault": "bamp-primary",
        "recovery_vault": "bamp-recovery",
        "key_alias": "alias/bamp-backup",
        "role": "AWSBackup-bamp",
        "alerts": "bamp-alerts",
        "manifest_parameter": "/bamp/baseline",
        "plans": {"critical": "bamp-critical", "standard": "bamp-standard"},
    }


@given(
    prefix=st.from_regex(r"[a-z][a-z0-9-]{0,14}[a-z0-9]", fullmatch=True),
    tier=st.from_regex(r"[a-z][a-z0-9_-]{0,29}", fullmatch=True),
)
def test_every_name_is_one_that_aws_takes(prefix: str, tier: str) -> None:
    """The longest prefix and the longest tier still fit: 50 for vaults and plans, 64 for roles."""
    names = Names.of([tier], prefix)

    assert re.fullmatch(r"[a-zA-Z0-9_-]{2,50}", names.primary_vault)
    assert re.fullmatch(r"[a-zA-Z0-9_-]{2,50}", names.recovery_vault)
    assert re.fullmatch(r"[a-zA-Z0-9_.-]{1,50}", names.plans[tier])
    assert re.fullmatch(r"[\w+=,.@-]{1,64}", names.role)
    assert re.fullmatch(r"alias/[a-zA-Z0-9/_-]{1,250}", names.key_alias)
    assert re.fullmatch(r"/[a-zA-Z0-9_.-]+/baseline", names.manifest_parameter)


def test_operators_may_pass_the_role() -> None:
    """AWSBackupOperatorAccess lets them pass roles named `*AwsBackup*` or `*AWSBackup*` only."""
    assert "AWSBackup" in Names.of([]).role


@pytest.mark.parametrize(
    ("prefix", "meant"),
    [
        ("a", "bamp"),
        ("Bamp", "bamp"),
        ("bamp-", "bamp"),
        ("1bamp", "bamp"),
        ("a_b", "a-b"),
        ("a" * 17, "a" * 16),
        ("aws backup", "aws-backup"),
    ],
)
def test_a_prefix_that_would_break_a_name_is_refused(prefix: str, meant: str) -> None:
    """Before anything is declared, and with the nearest prefix that works."""
    with pytest.raises(PolicyError) as refused:
        parse(BaselineSettings, {"prefix": prefix})

    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.path, refusal.write) == (
        "BAMP-B01",
        "prefix",
        f"prefix='{meant}'",
    )
