"""What an estate declares of AWS Backup and of what it depends on: one reading for all judges.

Vaults, plans, rules, selections, keys, roles, policies, opt-ins, companions and tags, each read
once from the resources of an estate. What is unknown or written twice is read as unknown. Coverage
and rehearsal both stand on this room, so they cannot read the same resource differently.
"""

from bamp_pulumi.declared.companions import Companions, read_companions
from bamp_pulumi.declared.ignored_changes import as_deployed
from bamp_pulumi.declared.keys import find_key, is_enabled, policy_of_key
from bamp_pulumi.declared.matching import matches, needs_opt_in
from bamp_pulumi.declared.opt_ins import OptIn, read_opt_ins
from bamp_pulumi.declared.plans import DeclaredPlan, read_plans
from bamp_pulumi.declared.role_policies import (
    ROLE,
    attached_arns,
    boundary_of,
    managed_policies,
    policies_of,
)
from bamp_pulumi.declared.rules import DeclaredCopy, DeclaredRule
from bamp_pulumi.declared.selections import DeclaredSelection, read_selection
from bamp_pulumi.declared.tags import effective_tags, known_tags
from bamp_pulumi.declared.values import entries, items, mapping
from bamp_pulumi.declared.vaults import DeclaredVault, read_vaults

__all__ = [
    "ROLE",
    "Companions",
    "DeclaredCopy",
    "DeclaredPlan",
    "DeclaredRule",
    "DeclaredSelection",
    "DeclaredVault",
    "OptIn",
    "as_deployed",
    "attached_arns",
    "boundary_of",
    "effective_tags",
    "entries",
    "find_key",
    "is_enabled",
    "items",
    "known_tags",
    "managed_policies",
    "mapping",
    "matches",
    "needs_opt_in",
    "policies_of",
    "policy_of_key",
    "read_companions",
    "read_opt_ins",
    "read_plans",
    "read_selection",
    "read_vaults",
]
