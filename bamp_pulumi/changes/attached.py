"""An attachment of a policy that goes to another target: the old target is without the policy.

The provider deletes the attachment and makes another one. Below the root of an organization is
every account of it, so what goes there reaches those that it reached before.

Source: AWS Organizations API, AttachPolicy.TargetId (the forms of the ids) (read 2026-11-29).
"""

import re
from typing import Final

from bamp_pulumi.changes.aspect import Aspect
from bamp_pulumi.changes.change import Change, Direction
from bamp_pulumi.changes.effects import deletion_effect
from bamp_pulumi.changes.snapshot import PartState
from bamp_pulumi.changes.state import DeclaredState

__all__ = ["as_attached"]

_ATTACHMENT: Final = "aws:organizations/policyAttachment:PolicyAttachment"
_TARGET: Final = "targetId"
_ROOT: Final = re.compile(r"r-[0-9a-z]{4,32}")


def as_attached(change: Change, old: DeclaredState) -> Change:
    """Return a change of what a policy is attached to with what the old target loses.

    Args:
        change: Of any resource.
        old: The resource as it was.

    Returns:
        The change as it is, where it is another one. A new target that is the root may bind more
        accounts, as an attachment that comes may.
    """
    if old.type != _ATTACHMENT or change.of != _TARGET or not isinstance(old, PartState):
        return change
    if _ROOT.fullmatch(change.after or ""):
        return change.model_copy(update={"direction": Direction.UNSURE})
    if old.serves_no_backup:
        return change.model_copy(update={"direction": Direction.CHANGED})
    aspect = Aspect.PROTECTION if old.denies else change.aspect
    effect = deletion_effect(old, replaced=False)
    return change.model_copy(update={"aspect": aspect, "effect": effect})
