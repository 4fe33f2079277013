"""May AWS Backup be the role of a selection, and do as that role what a backup takes?

A role that no given program declares leaves both open: it may lack everything. A manifest declares
the role of its own baseline, so it vouches for that one and for no other.
"""

from typing import Final

from bamp_pulumi.access import Answer, Request
from bamp_pulumi.catalog import BACKUP_ACTIONS, policies_for_backups
from bamp_pulumi.coverage.obstacle import Obstacle, obstacle
from bamp_pulumi.declared import DeclaredRole

__all__ = ["CALL", "judge_role"]

_SERVICE: Final = "backup.amazonaws.com"
CALL: Final = {"aws:SecureTransport": "true", "aws:MultiFactorAuthPresent": None}
"""What is certain of a call that AWS Backup makes as a role: encrypted, and without a person."""


def judge_role(role: DeclaredRole, backup_type: str) -> Obstacle | None:
    """Say what keeps AWS Backup from backing up a type of resource as a role.

    Asked are the actions that the catalog lists; that these are all holds only for AWS's own
    policies, so a role that has others in their place is left open even where they suffice.
    What is acted on is not known (a snapshot has an ARN of its own), so a denial for some
    resources leaves it open too.

    Source: AWS Backup developer guide, iam-service-roles and s3-backups (read 2026-11-21).
    """
    if not role.is_declared:
        told = "is only looked up" if role.resource is not None else "no given program declares"
        why = f"{role.name} is a role that {told}: what it may do is not known"
        return Obstacle(code="BAMP-V26", why=why, is_open=True)
    needed = policies_for_backups(backup_type)
    lacking = " and ".join(policy.name for policy in needed if policy not in role.managed)
    trust = role.may_be_assumed_by(_SERVICE)
    if trust.is_refused:
        why = f"role {role.name} lacks trust in {_SERVICE}: {trust.why}"
        return Obstacle(code="BAMP-V08", why=why)
    actions = {a: _may(role, a) for a in BACKUP_ACTIONS.get(backup_type, ())}
    denied = [action for action, answer in actions.items() if answer.is_refused]
    if denied:
        why = f"may not do {', '.join(denied[:3])}: {actions[denied[0]].why}"
        attach = f"; it lacks {lacking}: attach it" if lacking else ""
        return Obstacle(code="BAMP-V08", why=f"role {role.name} {why}{attach}")
    for answer in (trust, *actions.values()):
        if not answer.is_allowed:
            return obstacle("BAMP-V08", answer.about(f"role {role.name}"))
    if lacking:
        why = f"role {role.name} has policies of its own in place of {lacking}: whether they "
        why += "allow all that AWS Backup calls is not known"
        return Obstacle(code="BAMP-V41", why=why, is_open=True)
    return None


def _may(role: DeclaredRole, action: str) -> Answer:
    """Say whether the role may do an action on whatever it takes."""
    return role.may(Request(principal=role.principal, action=action, context=CALL))
