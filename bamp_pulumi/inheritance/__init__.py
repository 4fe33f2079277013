"""How a resource comes to keep the promise: one pure rule, and its door in a Pulumi program.

`rule` and what it reads (`hardening`, `planning`, `tagging`, `findings`, `edits`, `inherited`) know
no Pulumi. The rest is the door: a transform for tags and settings, and work after the program's
body for the companions of a data store.

Each name is loaded when it is first asked for: an offline run of a program that inherits nothing
needs neither the rule nor the policy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bamp_pulumi.inheritance.adoption import inherit
    from bamp_pulumi.inheritance.codes import INHERITANCE_CODES
    from bamp_pulumi.inheritance.deployed_before import DEPLOYED_BEFORE_HOOK
    from bamp_pulumi.inheritance.edits import Wrapping, apply_edits
    from bamp_pulumi.inheritance.inherited import (
        Defaults,
        Edit,
        InheritanceFinding,
        Inherited,
        Neighbour,
        PlannedCompanion,
    )
    from bamp_pulumi.inheritance.ledger import MadeCompanion
    from bamp_pulumi.inheritance.refusals import refusals_collected
    from bamp_pulumi.inheritance.rule import inherit_resource
    from bamp_pulumi.inheritance.tag_builders import exempt, tier
    from bamp_pulumi.inheritance.transform import InheritanceTransform

__all__ = [
    "DEPLOYED_BEFORE_HOOK",
    "INHERITANCE_CODES",
    "Defaults",
    "Edit",
    "InheritanceFinding",
    "InheritanceTransform",
    "Inherited",
    "MadeCompanion",
    "Neighbour",
    "PlannedCompanion",
    "Wrapping",
    "apply_edits",
    "exempt",
    "inherit",
    "inherit_resource",
    "refusals_collected",
    "tier",
]

_MODULES: Final = {
    "inherit": "adoption",
    "INHERITANCE_CODES": "codes",
    "DEPLOYED_BEFORE_HOOK": "deployed_before",
    "Wrapping": "edits",
    "apply_edits": "edits",
    "Defaults": "inherited",
    "Edit": "inherited",
    "InheritanceFinding": "inherited",
    "Inherited": "inherited",
    "Neighbour": "inherited",
    "MadeCompanion": "ledger",
    "PlannedCompanion": "inherited",
    "refusals_collected": "refusals",
    "inherit_resource": "rule",
    "exempt": "tag_builders",
    "tier": "tag_builders",
    "InheritanceTransform": "transform",
}


def __getattr__(name: str) -> object:
    """Load a name of the room, once."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = found
    return found
