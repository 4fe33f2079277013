"""What stands in an account to keep the policy, in plain values: names, documents, manifest.

Pure: no Pulumi, no AWS client, no clock. `bamp_pulumi.components` builds from it, coverage reads an
account's manifest through it.
"""

from bamp_pulumi.baseline.account import Account
from bamp_pulumi.baseline.alerting import (
    ALERT_NOTIFICATIONS,
    ALERT_RULES,
    AlertRule,
    render_alert_key_policy,
    render_alert_message,
    render_alert_topic_policy,
)
from bamp_pulumi.baseline.codes import BASELINE_CODES
from bamp_pulumi.baseline.key_arn import require_key
from bamp_pulumi.baseline.key_policy import render_key_policy
from bamp_pulumi.baseline.lock_acceptance import irreversible_from, irreversible_warning
from bamp_pulumi.baseline.manifest import Manifest, RegionOptIn
from bamp_pulumi.baseline.names import DEFAULT_PREFIX, Names
from bamp_pulumi.baseline.opt_in import (
    render_management,
    render_opt_in,
)
from bamp_pulumi.baseline.plan_document import (
    RULE_TAG,
    RuleDocument,
    render_rules,
    require_destinations,
)
from bamp_pulumi.baseline.role_policies import render_trust_policy
from bamp_pulumi.baseline.selection_document import SelectionDocument, render_selection
from bamp_pulumi.baseline.settings import (
    AlertSettings,
    BackupAlertsSettings,
    BackupKeySettings,
    BackupPlanSettings,
    BackupRoleSettings,
    BackupVaultSettings,
    BaselineSettings,
)
from bamp_pulumi.baseline.site import Site, copy_accounts, sites
from bamp_pulumi.baseline.vault_access import VaultAccess, require_deployer
from bamp_pulumi.baseline.vault_policy import render_vault_policy

__all__ = [
    "ALERT_NOTIFICATIONS",
    "ALERT_RULES",
    "BASELINE_CODES",
    "DEFAULT_PREFIX",
    "RULE_TAG",
    "Account",
    "AlertRule",
    "AlertSettings",
    "BackupAlertsSettings",
    "BackupKeySettings",
    "BackupPlanSettings",
    "BackupRoleSettings",
    "BackupVaultSettings",
    "BaselineSettings",
    "Manifest",
    "Names",
    "RegionOptIn",
    "RuleDocument",
    "SelectionDocument",
    "Site",
    "VaultAccess",
    "copy_accounts",
    "irreversible_from",
    "irreversible_warning",
    "render_alert_key_policy",
    "render_alert_message",
    "render_alert_topic_policy",
    "render_key_policy",
    "render_management",
    "render_opt_in",
    "render_rules",
    "render_selection",
    "render_trust_policy",
    "render_vault_policy",
    "require_deployer",
    "require_destinations",
    "require_key",
    "sites",
]
