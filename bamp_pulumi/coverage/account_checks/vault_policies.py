"""Whom does the access policy of a vault let delete and restore?

Asked for somebody of the account whom IAM allows everything and the policy does not name, once
with a session that says it has no MFA and once with one that says nothing of it: `Bool` on
`aws:MultiFactorAuthPresent` does not fit the second, `BoolIfExists` does. From another account AWS
Backup takes nothing but copies, whatever the policy says. A statement on the ARN of the vault does
not reach its recovery points: these are what the calls act on.

Source: AWS Backup developer guide, create-a-vault-access-policy; Service Authorization Reference,
AWS Backup (resource types of DeleteRecoveryPoint, UpdateRecoveryPointLifecycle, StartRestoreJob);
IAM user guide, reference_policies_condition-keys (read 2026-11-28).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bamp_pulumi.access import ALLOW_ALL, Answer, ContextValue, Policy, Principal, Request, decide
from bamp_pulumi.catalog import partition_of
from bamp_pulumi.coverage.account import DeclaredAccount
from bamp_pulumi.coverage.adoption import has_adopted
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.finding_kind import Severity
from bamp_pulumi.declared import DeclaredVault, policy_of

__all__ = ["judge_access"]

_DELETE: Final = ("backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle")
"""Ends a recovery point, or its life earlier."""
_RESTORE: Final = "backup:StartRestoreJob"
_CHANGES: Final = ("backup:PutBackupVaultAccessPolicy", "backup:DeleteBackupVaultAccessPolicy")
"""Opens a vault that is shut."""
_SESSIONS: Final[tuple[ContextValue, ...]] = ("false", None)
"""What `aws:MultiFactorAuthPresent` may be of somebody without MFA."""


def judge_access(
    account: DeclaredAccount, vault: DeclaredVault, at_most: Severity
) -> Iterator[Finding]:
    """Report who may delete from a vault or restore though its policy could deny it."""
    policy = policy_of(account.estate, vault.resource)
    if policy is None:
        if not vault.is_air_gapped:
            why = "the vault has no access policy: whomever IAM allows may delete and restore"
            yield _finding("BAMP-V72", vault, why, at_most)
        return
    asking = _Somebody(vault=vault, policy=policy)
    opened = [*_opened(asking)]
    if opened:
        why = f"its access policy allows everybody in the account {', '.join(opened)}"
        yield _finding("BAMP-V73", vault, why, at_most)
    if not vault.is_air_gapped:  # nobody deletes from there: its lock is in compliance mode
        yield from _deletion(asking, at_most)
    yield from _restores_shut(asking, at_most)
    is_left_to_iam = all(answer.is_allowed for answer in asking.given_everything(_RESTORE))
    if is_left_to_iam and _RESTORE not in opened and not has_adopted(account, vault.account_id):
        why = "its access policy does not restrict restores: whomever IAM allows may restore"
        yield _finding("BAMP-V73", vault, why, Severity.INFO)


def _restores_shut(asking: "_Somebody", at_most: Severity) -> Iterator[Finding]:
    """Report that nobody can restore: a statement without condition denies it to everybody."""
    always = [s for s in asking.policy.statements if "Condition" not in s.fields]
    shut = replace(asking, policy=replace(asking.policy, statements=tuple(always), is_open=False))

    def is_denied(action: str) -> bool:
        return all(answer.is_refused for answer in shut.given_everything(action))

    if not is_denied(_RESTORE):
        return
    why = f"its access policy denies {_RESTORE} to everybody, and so nobody restores from it"
    if all(map(is_denied, _CHANGES)):
        why = f"{why}; nor may anybody change the policy"
        yield _finding("BAMP-V68", asking.vault, why, Severity.ERROR)
    else:
        yield _finding("BAMP-V68", asking.vault, f"{why} before the policy is changed", at_most)


def _opened(asking: "_Somebody") -> Iterator[str]:
    """List what the policy itself allows everybody, that only a few should do."""
    for action in (*_DELETE, _RESTORE):
        if any(answer.is_allowed for answer in asking.given_nothing(action)):
            yield action


def _deletion(asking: "_Somebody", at_most: Severity) -> Iterator[Finding]:
    answers = {action: asking.given_everything(action) for action in _DELETE}
    left = [a for a, found in answers.items() if any(one.is_allowed for one in found)]
    if left:
        why = f"its access policy does not deny {', '.join(left)} to whomever IAM allows it"
        yield _finding("BAMP-V72", asking.vault, why, at_most)
        return
    doubts = [one for found in answers.values() for one in found if not one.is_refused]
    if doubts:
        why = f"whether its access policy protects recovery points is not known: {doubts[0].why}"
        yield _finding("BAMP-V72", asking.vault, why, Severity.WARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Somebody:
    """A role of the account that the policy of a vault does not name."""

    vault: DeclaredVault
    policy: Policy

    def given_everything(self, action: str) -> list[Answer]:
        """Answer for a principal whom IAM allows everything, with each kind of session."""
        return self._ask(action, (ALLOW_ALL,))

    def given_nothing(self, action: str) -> list[Answer]:
        """Answer for a principal whom IAM allows nothing."""
        return self._ask(action, ())

    def _ask(self, action: str, identity: Sequence[Policy]) -> list[Answer]:
        vault = self.vault
        partition = partition_of(vault.region)
        begins = f"arn:{partition.name if partition else 'aws'}"
        place = f"{vault.region}:{vault.account_id}"
        role = f"{begins}:iam::{vault.account_id}:role/somebody-whom-nobody-named"
        return [
            decide(
                Request(
                    principal=Principal.role(role, vault.account_id),
                    action=action,
                    resource=f"{begins}:backup:{place}:recovery-point:any",
                    resource_account_id=vault.account_id,
                    context={
                        # Whoever wants to delete uses TLS, as the endpoints of AWS ask.
                        "aws:SecureTransport": "true",
                        "aws:MultiFactorAuthPresent": has_mfa,
                        "aws:MultiFactorAuthAge": None,
                        "aws:userId": "AROANOBODYNAMED:session",
                        "aws:CalledVia": None,
                        "aws:ViaAWSService": "false",
                    },
                ),
                resource=self.policy,
                identity=identity,
            )
            for has_mfa in _SESSIONS
        ]


def _finding(code: str, vault: DeclaredVault, message: str, at_most: Severity) -> Finding:
    resource = vault.resource
    return Finding(
        id=code, message=message, urn=resource.urn, program=resource.program, at_most=at_most
    )
