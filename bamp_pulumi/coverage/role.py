"""May AWS Backup be a role, and do as that role what a backup or a restore takes?

A role that no given program declares leaves both open: it may lack everything. A manifest declares
the role of its own baseline, so it vouches for that one and for no other.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from bamp_pulumi.access import Answer, ContextValue, Request
from bamp_pulumi.catalog import (
    BACKUP_ACTIONS,
    PASS_ROLE,
    PASSED_TO,
    RESTORE_ACTIONS,
    UNKNOWN,
    ManagedPolicy,
    policies_for_backups,
    policies_for_restores,
    restore_test_target,
)
from bamp_pulumi.coverage.obstacle import Obstacle, obstacle
from bamp_pulumi.declared import DeclaredRole

__all__ = ["called_in", "judge_restoring_role", "judge_role"]

_SERVICE: Final = "backup.amazonaws.com"


def called_in(region: str) -> dict[str, ContextValue]:
    """Return what is certain of a call that AWS Backup makes as a role in a Region.

    It is encrypted, without a person, and made in the Region of what it acts on.
    """
    return {
        "aws:SecureTransport": "true",
        "aws:MultiFactorAuthPresent": None,
        "aws:RequestedRegion": region or UNKNOWN,
    }


def judge_role(role: DeclaredRole, backup_type: str, region: str) -> Obstacle | None:
    """Return what prevents AWS Backup from backing up a type of resource as a role.

    Asked are the actions that the catalog lists; that these are all holds only for AWS's own
    policies, so a role that has others in their place is left open even where they suffice.
    What is acted on is not known (a snapshot has an ARN of its own), so a denial for some
    resources leaves it open too.

    Source: AWS Backup developer guide, iam-service-roles and s3-backups (read 2026-11-21).
    """
    requests = [_request(role, a, region) for a in BACKUP_ACTIONS.get(backup_type, ())]
    return _judge(role, requests, policies_for_backups(backup_type), "BAMP-V08")


def judge_restoring_role(
    role: DeclaredRole, backup_type: str, region: str, *, passes: bool
) -> Obstacle | None:
    """Return what prevents AWS Backup from restoring a type of resource in a test, as a role.

    Tables and buckets are written to under the names that a test gives them; of the rest what is
    acted on is not known.

    Args:
        role: The role of the restore.
        backup_type: AWS Backup's name of the type.
        region: Where it is restored.
        passes: Whether the restore passes a role on to what it restores.

    Source: AWS Backup developer guide, restore-testing and iam-service-roles (read 2026-11-28).
    """
    requests = [
        replace(_request(role, action, region), resource=_target(role, action, region))
        for action in RESTORE_ACTIONS.get(backup_type, ())
    ]
    if passes and backup_type in PASSED_TO:
        to: dict[str, ContextValue] = {"iam:PassedToService": PASSED_TO[backup_type]}
        requests.append(_request(role, PASS_ROLE, "", to))
    return _judge(role, requests, policies_for_restores(backup_type), "BAMP-V65")


def _target(role: DeclaredRole, action: str, region: str) -> str:
    partition = role.principal.arn.split(":")[1:2] or ["aws"]
    account_id = role.principal.account_id
    target = restore_test_target(
        action, partition=partition[0], region=region, account_id=account_id
    )
    return target if account_id and region else ""


def _judge(
    role: DeclaredRole,
    requests: Iterable[Request],
    needed: tuple[ManagedPolicy, ...],
    code: str,
) -> Obstacle | None:
    if not role.is_declared:
        told = "is only looked up" if role.resource is not None else "no given program declares"
        why = f"{role.name} is a role that {told}: what it may do is not known"
        return Obstacle(code="BAMP-V26", why=why, is_open=True)
    lacking = " and ".join(policy.name for policy in needed if policy not in role.managed)
    trust = role.may_be_assumed_by(_SERVICE)
    actions = {request.action: role.may(request) for request in requests}
    denied = [action for action, answer in actions.items() if answer.is_refused]
    causes = [f"does not trust {_SERVICE}: {trust.why}"] if trust.is_refused else []
    if denied:
        causes.append(f"is not allowed {', '.join(denied[:3])}: {actions[denied[0]].why}")
        causes += [f"it lacks {lacking}: attach it"] if lacking else []
    if causes:
        return Obstacle(code=code, why=f"role {role.name} {'; '.join(causes)}")
    for answer in (trust, *actions.values()):
        if not answer.is_allowed:
            return _open(answer, role)
    if lacking:
        why = f"role {role.name} has policies of its own in place of {lacking}: whether they "
        why += "allow all that AWS Backup calls is not known"
        return Obstacle(code="BAMP-V41", why=why, is_open=True)
    return None


def _open(answer: Answer, role: DeclaredRole) -> Obstacle | None:
    return obstacle("BAMP-V41", answer.about(f"role {role.name}"))


def _request(
    role: DeclaredRole,
    action: str,
    region: str,
    context: dict[str, ContextValue] | None = None,
) -> Request:
    """Return the request for an action on any resource that it applies to."""
    return Request(
        principal=role.principal,
        action=action,
        context={**called_in(region), **(context or {})},
    )
