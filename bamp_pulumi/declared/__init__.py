"""What an estate declares of AWS Backup and of what it depends on: one reading for all judges.

Vaults, plans, rules, selections, keys, roles, policies, opt-ins, companions and tags, each read
once from the resources of an estate. What is unknown or written twice is read as unknown. Coverage
and rehearsal both use this room, so they cannot read the same resource differently.
"""

from bamp_pulumi.declared.alarm_rules import (
    StateOf,
    alarms_named,
    name_of_alarm,
    rule_holds,
)
from bamp_pulumi.declared.arn_patterns import fits, text_fits
from bamp_pulumi.declared.busy_windows import BusyWindow, busy_windows, hidden_windows
from bamp_pulumi.declared.companions import Companions, is_inline, read_companions
from bamp_pulumi.declared.event_rules import (
    DEFAULT_BUS,
    bus_of,
    linked,
    perhaps_targets_of,
    rule_is_on,
    targets_of,
)
from bamp_pulumi.declared.failure_alerts import is_alerted
from bamp_pulumi.declared.ignored_changes import as_deployed
from bamp_pulumi.declared.keys import KEYS, NamedKey, can_encrypt, grant_of, key_named
from bamp_pulumi.declared.matching import Clause, clauses_of, matches, names_a_type, needs_opt_in
from bamp_pulumi.declared.opt_ins import OptIn, read_opt_ins
from bamp_pulumi.declared.own_arns import arn_of, document_of
from bamp_pulumi.declared.parts import parts_of, perhaps_parts_of
from bamp_pulumi.declared.plans import PLAN, SELECTION, DeclaredPlan, read_plans
from bamp_pulumi.declared.resource_policies import policy_of
from bamp_pulumi.declared.restore_testing import (
    RESTORE_TESTING_PLAN,
    DeclaredRestoreTest,
    RestoreTestingPlan,
    read_restore_tests,
)
from bamp_pulumi.declared.role_policies import ROLE
from bamp_pulumi.declared.roles import DeclaredRole, Roles, service_linked_role
from bamp_pulumi.declared.rules import DeclaredCopy, DeclaredRule
from bamp_pulumi.declared.selections import DeclaredSelection, read_selection
from bamp_pulumi.declared.source_keys import SourceKeys, is_encrypted_by_account, source_keys
from bamp_pulumi.declared.standing import Standing
from bamp_pulumi.declared.tags import effective_tags, known_tags
from bamp_pulumi.declared.trail_delivery import TRAIL, has_unread_key, trail_parts, why_no_trail
from bamp_pulumi.declared.trails import (
    idle_trails,
    is_recorded,
    records_calls,
    trails_of_other_regions,
)
from bamp_pulumi.declared.values import days, entries, items, mapping, text
from bamp_pulumi.declared.vaults import LOCK, VAULTS, DeclaredVault, read_vaults
from bamp_pulumi.declared.version_expiry import (
    ExpiryRule,
    ObjectExpiry,
    expiry_holders,
    expiry_rules,
    object_expiries,
)
from bamp_pulumi.declared.writers import Written, only_writer, written

__all__ = [
    "DEFAULT_BUS",
    "KEYS",
    "LOCK",
    "PLAN",
    "RESTORE_TESTING_PLAN",
    "ROLE",
    "SELECTION",
    "TRAIL",
    "VAULTS",
    "BusyWindow",
    "Clause",
    "Companions",
    "DeclaredCopy",
    "DeclaredPlan",
    "DeclaredRestoreTest",
    "DeclaredRole",
    "DeclaredRule",
    "DeclaredSelection",
    "DeclaredVault",
    "ExpiryRule",
    "NamedKey",
    "ObjectExpiry",
    "OptIn",
    "RestoreTestingPlan",
    "Roles",
    "SourceKeys",
    "Standing",
    "StateOf",
    "Written",
    "alarms_named",
    "arn_of",
    "as_deployed",
    "bus_of",
    "busy_windows",
    "can_encrypt",
    "clauses_of",
    "days",
    "document_of",
    "effective_tags",
    "entries",
    "expiry_holders",
    "expiry_rules",
    "fits",
    "grant_of",
    "has_unread_key",
    "hidden_windows",
    "idle_trails",
    "is_alerted",
    "is_encrypted_by_account",
    "is_inline",
    "is_recorded",
    "items",
    "key_named",
    "known_tags",
    "linked",
    "mapping",
    "matches",
    "name_of_alarm",
    "names_a_type",
    "needs_opt_in",
    "object_expiries",
    "only_writer",
    "parts_of",
    "perhaps_parts_of",
    "perhaps_targets_of",
    "policy_of",
    "read_companions",
    "read_opt_ins",
    "read_plans",
    "read_restore_tests",
    "read_selection",
    "read_vaults",
    "records_calls",
    "rule_holds",
    "rule_is_on",
    "service_linked_role",
    "source_keys",
    "targets_of",
    "text",
    "text_fits",
    "trail_parts",
    "trails_of_other_regions",
    "why_no_trail",
    "written",
]
