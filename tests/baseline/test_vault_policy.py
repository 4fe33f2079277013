"""Who may do what to a vault, asked of an evaluator that is not the library's.

Not proved: that AWS Backup evaluates a vault's policy as IAM does.
"""

import json

import pytest
from iam_oracle import Call, denies

from bamp_pulumi.access import ALLOW_ALL, Principal, Request, Verdict, decide, read_policy
from bamp_pulumi.baseline import Account, VaultAccess, render_vault_policy, vault_policy
from bamp_pulumi.baseline.iam_document import PolicyDocument
from bamp_pulumi.catalog import UNKNOWN

ACCOUNT = Account("111122223333")
DEPLOYER = "arn:aws:iam::111122223333:role/ci/deploy"
BREAK_GLASS = "arn:aws:iam::111122223333:user/alice"
OPERATOR = "arn:aws:iam::111122223333:role/dba"
SOMEBODY = "arn:aws:iam::111122223333:role/admin"

# As the issue and aws-facts list them, not as the library does.
DELETION = [
    "backup:DeleteRecoveryPoint",
    "backup:DisassociateRecoveryPoint",
    "backup:DisassociateRecoveryPointFromParent",
    "backup:UpdateRecoveryPointLifecycle",
    "backup:DeleteBackupVault",
]
WEAKENING = [
    "backup:PutBackupVaultAccessPolicy",
    "backup:DeleteBackupVaultAccessPolicy",
    "backup:PutBackupVaultLockConfiguration",
    "backup:DeleteBackupVaultLockConfiguration",
    "backup:PutBackupVaultNotifications",
    "backup:DeleteBackupVaultNotifications",
]
RESTORE = ["backup:StartRestoreJob", "backup:GetRecoveryPointRestoreMetadata"]

NOBODY_NAMED = render_vault_policy(ACCOUNT, VaultAccess())
GUARDED = render_vault_policy(
    ACCOUNT,
    VaultAccess(
        deployers=("role/ci/deploy",), break_glass=("user/alice",), operators=("role/dba",)
    ),
)


def refuses(
    policy: PolicyDocument, action: str, principal: str, *, mfa: bool | None = None
) -> bool:
    """Say whether a call is denied; `mfa=None` is a session that carries no sign of MFA."""
    context = {"aws:PrincipalArn": principal}
    if mfa is not None:
        context["aws:MultiFactorAuthPresent"] = str(mfa).lower()
    return denies(policy, Call(action=action, context=context))


@pytest.mark.parametrize("action", DELETION)
@pytest.mark.parametrize("principal", [SOMEBODY, "arn:aws:iam::111122223333:root"])
@pytest.mark.parametrize("policy", [NOBODY_NAMED, GUARDED])
def test_it_12_nobody_deletes_a_backup(action: str, principal: str, policy: PolicyDocument) -> None:
    """Not an administrator, not root, with MFA or without."""
    assert refuses(policy, action, principal, mfa=True)
    assert refuses(policy, action, principal)


@pytest.mark.parametrize("action", DELETION)
def test_it_12_deleting_a_backup_needs_mfa(action: str) -> None:
    """Even for those who may: a call without a sign of MFA counts as one without it."""
    assert not refuses(GUARDED, action, BREAK_GLASS, mfa=True)
    assert refuses(GUARDED, action, BREAK_GLASS, mfa=False)
    assert refuses(GUARDED, action, BREAK_GLASS)


@pytest.mark.parametrize("action", DELETION)
def test_the_pipeline_deletes_nothing(action: str) -> None:
    """It changes protections, which is enough."""
    assert refuses(GUARDED, action, DEPLOYER)
    assert refuses(GUARDED, action, DEPLOYER, mfa=True)


@pytest.mark.parametrize("action", WEAKENING)
def test_protections_are_changed_by_the_pipeline_or_with_mfa(action: str) -> None:
    """Nobody else takes a lock or a policy away; the pipeline is not locked out."""
    assert refuses(GUARDED, action, SOMEBODY, mfa=True)
    assert not refuses(GUARDED, action, DEPLOYER)
    assert not refuses(GUARDED, action, BREAK_GLASS, mfa=True)
    assert refuses(GUARDED, action, BREAK_GLASS)


@pytest.mark.parametrize("action", WEAKENING)
def test_with_no_deployer_named_nobody_is_locked_out(action: str) -> None:
    """A policy that nobody may change could never be mended."""
    alone = render_vault_policy(ACCOUNT, VaultAccess(break_glass=("user/alice",)))

    assert not refuses(NOBODY_NAMED, action, SOMEBODY)
    assert not refuses(alone, action, SOMEBODY)


@pytest.mark.parametrize("action", RESTORE)
def test_it_10_only_the_operators_restore(action: str) -> None:
    """And AWS Backup's own restore tests."""
    service = (
        "arn:aws:iam::111122223333:role/aws-service-role/restore-testing.backup.amazonaws.com/"
        "AWSServiceRoleForBackupRestoreTesting"
    )

    assert refuses(GUARDED, action, SOMEBODY)
    assert not refuses(GUARDED, action, OPERATOR)
    assert not refuses(GUARDED, action, service)
    assert not refuses(NOBODY_NAMED, action, SOMEBODY)


@pytest.mark.parametrize(
    ("target", "denied"),
    [
        ("arn:aws:backup:us-west-2:111122223333:backup-vault:bamp-recovery", False),
        ("arn:aws:backup:us-west-2:444455556666:backup-vault:bamp-recovery", False),
        ("arn:aws:backup:us-west-2:999999999999:backup-vault:bamp-recovery", True),
    ],
)
def test_copies_go_to_named_accounts_only(
    target: str,
    denied: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """Data cannot be carried off by copying it."""
    policy = render_vault_policy(ACCOUNT, VaultAccess(), copy_account_ids=["444455556666"])
    call = Call(
        action="backup:CopyFromBackupVault",
        context={"aws:PrincipalArn": SOMEBODY, "backup:CopyTargets": [target]},
    )

    assert denies(policy, call) is denied


def copying(policy: PolicyDocument, account_id: str, organization: str = "") -> Verdict:
    """Ask whether a role of an account may copy into a vault, whose own policies let it."""
    request = Request(
        principal=Principal.role(f"arn:aws:iam::{account_id}:role/AWSBackup"),
        action="backup:CopyIntoBackupVault",
        resource=ACCOUNT.vault_arn("us-west-2", "bamp-recovery"),
        resource_account_id="111122223333",
        context={"aws:PrincipalOrgID": organization or UNKNOWN},
    )
    at = read_policy(policy, name="the vault's policy")
    return decide(request, resource=at, identity=[ALLOW_ALL]).verdict


def test_no_other_account_copies_into_a_vault_that_names_none() -> None:
    """AWS Backup asks the vault, and within the account nobody."""
    assert copying(NOBODY_NAMED, "444455556666") is Verdict.NOT_ALLOWED
    assert copying(NOBODY_NAMED, "111122223333") is Verdict.ALLOWED


def test_named_accounts_copy_into_a_vault_and_no_others() -> None:
    """The destination's half of a copy between accounts."""
    policy = render_vault_policy(
        ACCOUNT, VaultAccess(), copy_source_account_ids=["444455556666", "777788889999"]
    )

    assert copying(policy, "444455556666") is Verdict.ALLOWED
    assert copying(policy, "777788889999") is Verdict.ALLOWED
    assert copying(policy, "999999999999") is Verdict.NOT_ALLOWED


def test_accounts_of_a_named_organization_copy_into_a_vault_and_no_others() -> None:
    """Everybody is named only under the condition that keeps strangers out."""
    policy = render_vault_policy(ACCOUNT, VaultAccess(), copy_source_organization_id="o-a1b2c3d4e5")

    assert copying(policy, "444455556666", "o-a1b2c3d4e5") is Verdict.ALLOWED
    assert copying(policy, "444455556666", "o-stranger000") is Verdict.NOT_ALLOWED
    assert copying(policy, "444455556666") is Verdict.CANNOT_TELL


def test_whoever_may_copy_into_a_vault_may_do_nothing_else() -> None:
    """One action, and no wildcard in it."""
    policy = render_vault_policy(
        ACCOUNT,
        VaultAccess(),
        copy_source_account_ids=["444455556666"],
        copy_source_organization_id="o-a1b2c3d4e5",
    )
    allowed = [s["Action"] for s in policy["Statement"] if s["Effect"] == "Allow"]

    assert allowed == [["backup:CopyIntoBackupVault"]] * 2


def test_daily_work_is_not_denied() -> None:
    """Backups, copies within the account, looking."""
    for action in (
        "StartBackupJob",
        "CopyIntoBackupVault",
        "DescribeRecoveryPoint",
        "StartCopyJob",
    ):
        assert not refuses(GUARDED, f"backup:{action}", SOMEBODY)


@pytest.mark.parametrize("policy", [NOBODY_NAMED, GUARDED])
def test_every_action_is_written_out(policy: PolicyDocument) -> None:
    """AWS Backup takes no wildcard in an action."""
    for statement in policy["Statement"]:
        assert all("*" not in action for action in statement["Action"])
        assert (statement["Effect"], statement["Principal"]) == ("Deny", "*")


def test_the_first_statement_is_the_one_aws_config_looks_for() -> None:
    """`backup-recovery-point-manual-deletion-disabled`: three actions, principal and resource *."""
    first = GUARDED["Statement"][0]

    assert {
        "backup:DeleteRecoveryPoint",
        "backup:UpdateRecoveryPointLifecycle",
        "backup:PutBackupVaultAccessPolicy",
    } <= set(first["Action"])
    assert (first.get("Resource"), first["Principal"]) == ("*", "*")


@pytest.mark.parametrize("action", DELETION)
def test_a_deletion_left_out_of_the_list_would_show(
    action: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests above notice each action that the library might lose."""
    rest = tuple(a for a in vault_policy.DELETION_ACTIONS if a != action)
    monkeypatch.setattr(vault_policy, "DELETION_ACTIONS", rest)

    assert not refuses(render_vault_policy(ACCOUNT, VaultAccess()), action, SOMEBODY)


def test_the_policy_fits_and_names_the_partition() -> None:
    """In GovCloud all ARNs begin with aws-us-gov."""
    text = json.dumps(render_vault_policy(Account("111122223333", "aws-us-gov"), VaultAccess()))

    assert "arn:aws:" not in text
    assert "arn:aws-us-gov:backup:*:111122223333:backup-vault:*" in text
