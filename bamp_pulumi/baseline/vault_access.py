"""Who may do to a vault what nobody else may."""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Self

from pydantic import model_validator

from bamp_pulumi.baseline.value import Value
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy import Spelling

__all__ = ["Principal", "VaultAccess", "require_deployer"]


def _meant_principal(value: str) -> str:
    """Return the principal of an ARN, or of a name without its kind."""
    resource = value.strip().rpartition(":")[2].strip("/")
    kind, slash, name = resource.partition("/")
    if kind == "assumed-role":
        name = name.partition("/")[0]
    if slash and kind not in ("role", "user", "assumed-role"):
        name = resource
    name = re.sub(r"[^A-Za-z0-9_+=,.@/-]", "", name if slash else resource)
    is_name = bool(name) and name not in ("root", "role", "user")
    return f"{'user' if kind == 'user' else 'role'}/{name if is_name else 'backup-admin'}"


Principal = Annotated[
    str,
    Spelling(
        code="BAMP-B02",
        pattern=r"(role|user)/[A-Za-z0-9_+=,.@/-]{1,512}",
        allowed="`role/` or `user/`, then path and name, without a wildcard",
        why="AWS Backup lets no other account touch a vault, so the account is known; a wildcard "
        "would let in whoever finds a name that fits",
        nearest=_meant_principal,
    ),
]
"""A role or user of the vault's own account: `role/deploy`, `user/ops/alice`."""


class VaultAccess(Value, frozen=True):
    """Principals with a duty. Each list left empty means the strictest that still works."""

    deployers: tuple[Principal, ...] = ()
    """Who may change the access policy, the lock and the notifications: the role that deploys this
    program. It may delete nothing. Default: none is named, and whoever IAM allows may, for a policy
    that nobody may change can never be fixed."""

    break_glass: tuple[Principal, ...] = ()
    """Who may delete recovery points and undo protections, and only with MFA. IAM users, or roles
    that people assume with MFA; a session that comes through an identity provider carries no sign
    of it and is refused. Default: nobody may delete."""

    operators: tuple[Principal, ...] = ()
    """Who may restore. AWS Backup's own restore tests always may. Default: whoever IAM allows."""

    @classmethod
    def from_items(cls, items: list[object]) -> Mapping[str, object]:
        """Return the access that somebody means who writes principals alone."""
        return {"deployers": items}

    @model_validator(mode="after")
    def _keeps_duties_apart(self) -> Self:
        both = [principal for principal in self.deployers if principal in self.break_glass]
        if both:
            apart = [_own(one, both) for one in self.break_glass]
            raise RefusedError(
                "BAMP-B03",
                given=f"{', '.join(both)} in deployers and in break_glass",
                allowed="one of the two, and a break-glass role of its own",
                why="house rule: a pipeline has no MFA, and what deploys every day must not be "
                "able to delete",
                write=f"break_glass={apart!r}",
                path="break_glass",
                edits=(("break_glass", apart),),
            )
        return self


def _own(principal: str, shared: Sequence[str]) -> str:
    return f"{principal}-break-glass" if principal in shared else principal


def require_deployer(access: VaultAccess, caller_arn: str) -> None:
    """Make sure that whoever deploys an access policy may change it afterwards.

    Args:
        access: Who is exempt from which denial.
        caller_arn: ARN of the caller, as AWS says it: a role's session carries no path.

    Raises:
        RefusedError: `BAMP-B14`, when deployers are named and the caller is neither one of them
            nor a break-glass principal.
    """
    if not access.deployers:
        return
    resource = caller_arn.split(":", 5)[-1]
    kind, _, rest = resource.partition("/")
    allowed = (*access.deployers, *access.break_glass)
    if kind == "assumed-role":
        role = rest.partition("/")[0]
        is_allowed = any(p.startswith("role/") and p.endswith(f"/{role}") for p in allowed)
    else:
        is_allowed = resource in allowed
    if not is_allowed:
        raise RefusedError(
            "BAMP-B14",
            given=f"a deployment as {resource}",
            allowed=f"a deployment as {', '.join(allowed)}",
            why="house rule: the policy denies every other principal to change it, so this "
            "deployment would lock itself out",
            write="deploy with one of these, or add yours to deployers",
            path="access.deployers",
        )
