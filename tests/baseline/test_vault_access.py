"""Principals with a duty, and who may deploy."""

import pytest

from bamp_pulumi.baseline import VaultAccess, require_deployer
from bamp_pulumi.errors import PolicyError, RefusedError
from bamp_pulumi.policy import parse

ACCESS = VaultAccess(deployers=("role/ci/deploy",), break_glass=("user/alice",))


@pytest.mark.parametrize(
    "principal",
    [
        "*",
        "role/*",
        "arn:aws:iam::111122223333:role/deploy",
        "deploy",
        "group/ops",
        "role/",
        "root",
    ],
)
def test_a_principal_that_is_not_one_role_or_user_is_refused(principal: str) -> None:
    """A wildcard would let in whoever finds a name that fits."""
    with pytest.raises(PolicyError) as refused:
        parse(VaultAccess, {"break_glass": [principal]})

    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.path) == ("BAMP-B02", "break_glass.0")


def test_what_deploys_every_day_cannot_also_delete() -> None:
    """A pipeline has no MFA, so the one duty would end the other."""
    with pytest.raises(PolicyError) as refused:
        parse(VaultAccess, {"deployers": ["role/deploy"], "break_glass": ["role/deploy"]})

    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.path) == ("BAMP-B03", "break_glass")


@pytest.mark.parametrize(
    "caller",
    [
        "arn:aws:sts::111122223333:assumed-role/deploy/github-run-7",
        "arn:aws:iam::111122223333:role/ci/deploy",
        "arn:aws:iam::111122223333:user/alice",
    ],
)
def test_deployers_and_break_glass_principals_may_deploy(caller: str) -> None:
    """AWS names a role's session without the path of the role."""
    require_deployer(ACCESS, caller)


@pytest.mark.parametrize(
    "caller",
    [
        "arn:aws:sts::111122223333:assumed-role/evil-deploy/x",
        "arn:aws:sts::111122223333:assumed-role/alice/x",
        "arn:aws:iam::111122223333:user/bob",
        "arn:aws:iam::111122223333:root",
    ],
)
def test_a_deployment_that_would_lock_itself_out_is_refused(caller: str) -> None:
    """The policy it puts would deny it the next change."""
    with pytest.raises(RefusedError) as refused:
        require_deployer(ACCESS, caller)

    assert refused.value.refusals[0].code == "BAMP-B14"


def test_anybody_may_deploy_where_no_deployer_is_named() -> None:
    """Then nobody is denied a change."""
    require_deployer(VaultAccess(), "arn:aws:iam::111122223333:user/bob")
