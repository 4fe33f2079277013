"""How a resource comes to keep the promise: one pure rule, and its door in a Pulumi program.

`rule` and what it reads (`hardening`, `planning`, `tagging`, `findings`, `edits`, `inherited`) know
no Pulumi. The rest is the door: a transform for tags and settings, and work after the program's
body for the resources beside a data store.
"""

from bamp_pulumi.inheritance.adoption import inherit
from bamp_pulumi.inheritance.codes import INHERITANCE_CODES
from bamp_pulumi.inheritance.edits import Wrapping, apply_edits
from bamp_pulumi.inheritance.inherited import (
    Defaults,
    Edit,
    Finding,
    Inherited,
    PlannedCompanion,
)
from bamp_pulumi.inheritance.refusals import refusals_collected
from bamp_pulumi.inheritance.rule import inherit_resource
from bamp_pulumi.inheritance.tag_builders import exempt, tier
from bamp_pulumi.inheritance.transform import InheritanceTransform

__all__ = [
    "INHERITANCE_CODES",
    "Defaults",
    "Edit",
    "Finding",
    "InheritanceTransform",
    "Inherited",
    "PlannedCompanion",
    "Wrapping",
    "apply_edits",
    "exempt",
    "inherit",
    "inherit_resource",
    "refusals_collected",
    "tier",
]
