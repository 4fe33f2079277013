"""Who owns what the running program declares: an example for a remedy, and nothing more."""

from contextvars import ContextVar
from typing import Final

import pulumi
from pulumi.runtime import get_root_resource

from bamp_pulumi.policy import is_placeholder, owner_of_project
from bamp_pulumi.stack_config import NAMESPACE

__all__ = ["INHERITED_OWNER", "known_owner"]

# In a context of its own for each program, as `INHERITING` is.
INHERITED_OWNER: Final[ContextVar[str]] = ContextVar("bamp_pulumi_inherited_owner", default="")
"""The owner that the program has given to `inherit`."""


def known_owner() -> str:
    """Return the owner that the program or its stack names, else one made from its project's name.

    Empty outside a Pulumi program.
    """
    if not isinstance(get_root_resource(), pulumi.Resource):
        return ""
    named = (INHERITED_OWNER.get(), pulumi.Config(NAMESPACE).get("owner") or "")
    said = next((one for one in named if one.strip() and not is_placeholder(one, "owner")), "")
    return said or owner_of_project(pulumi.get_project())
