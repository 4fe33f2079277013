"""What stands in an account to keep the policy, in plain values: names, documents, manifest.

Pure: no Pulumi, no AWS client, no clock. `bamp_pulumi.components` builds from it, coverage reads an
account's manifest through it.
"""

from bamp_pulumi.baseline.account import Account
from bamp_pulumi.baseline.alerts.alarms import (
    ALERTS_SENT,
    FALLBACK_ALARMS,
    SILENT,
    SUPPRESSOR_WAIT_SECONDS,
    UNDELIVERED,
    AlarmKind,
    database_alarms,
    sms_limit_of,
    sms_spending_alarm,
    vault_alarms,
)
from bamp_pulumi.baseline.alerts.channels import (
    CHANNELS,
    PAID_CHANNEL,
    Accepted,
    Channel,
    Reach,
    SecretUse,
    channel_of_host,
    channel_of_protocol,
)
from bamp_pulumi.baseline.alerts.daily import is_daily
from bamp_pulumi.baseline.alerts.dashboard import DashboardVault, render_dashboard
from bamp_pulumi.baseline.alerts.destinations import AlertSettings, Destination
from bamp_pulumi.baseline.alerts.documents import (
    render_alert_key_policy,
    render_alert_topic_policy,
    render_assumed_by,
    render_function_policy,
    render_job_log_policy,
    render_role_policy,
    render_scheduler_policy,
    render_undelivered_policy,
)
from bamp_pulumi.baseline.alerts.environment import render_environment
from bamp_pulumi.baseline.alerts.health_check import (
    HEALTH_ALARMS,
    HEALTH_ERRORS,
    health_missing,
    render_health_environment,
    render_health_policy,
)
from bamp_pulumi.baseline.alerts.kind import AlertKind
from bamp_pulumi.baseline.alerts.kinds import (
    ALERT_KINDS,
    ALERT_NOTIFICATIONS,
    JOBS_PATTERN,
    render_forward_pattern,
    render_kinds,
)
from bamp_pulumi.baseline.alerts.place import AlertPlace
from bamp_pulumi.baseline.codes import BASELINE_CODES
from bamp_pulumi.baseline.expected import expected_of, most_lost
from bamp_pulumi.baseline.fitting import (
    require_fitting_account,
    require_fitting_alerts,
    require_fitting_key,
    require_fitting_vault,
)
from bamp_pulumi.baseline.key_arn import require_key
from bamp_pulumi.baseline.key_policy import render_key_policy
from bamp_pulumi.baseline.lock_acceptance import irreversible_from, irreversible_warning
from bamp_pulumi.baseline.manifest import MANIFEST_SCHEMA, Manifest, RegionOptIn
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
from bamp_pulumi.baseline.restore_tests.network import (
    CIDR_BLOCK,
    GATEWAYS,
    SUBNET_CIDR_BLOCKS,
    Restored,
    endpoints_of,
    overrides_of,
    render_gateway_policy,
    service_name,
)
from bamp_pulumi.baseline.restore_tests.plans import RestoreTestPlan, plan_of, tier_condition
from bamp_pulumi.baseline.restore_tests.role import (
    render_restore_test_limits,
    restore_test_policies,
)
from bamp_pulumi.baseline.restore_tests.settings import (
    TESTED_TYPES,
    RestoreTestSettings,
    RestoreTestsSettings,
)
from bamp_pulumi.baseline.restore_tests.validator import (
    ValidatorPlace,
    render_validations,
    render_validator_policy,
    render_validator_queue_policy,
)
from bamp_pulumi.baseline.selection_document import SelectionDocument, render_selection
from bamp_pulumi.baseline.settings import (
    AccountTrailSettings,
    BackupAlertsSettings,
    BackupHealthCheckSettings,
    BackupKeySettings,
    BackupPlanSettings,
    BackupRoleSettings,
    BackupVaultSettings,
    BaselineSettings,
)
from bamp_pulumi.baseline.site import Site, copy_accounts, sites
from bamp_pulumi.baseline.trail import (
    DELETED_LOG_DAYS,
    KEPT_FROM_TAMPERING,
    TrailPlace,
    TrailSettings,
    render_trail_bucket_policy,
    render_trail_key_policy,
)
from bamp_pulumi.baseline.trust_policy import render_trust_policy
from bamp_pulumi.baseline.vault_access import VaultAccess, require_deployer
from bamp_pulumi.baseline.vault_policy import render_vault_policy

__all__ = [
    "ALERTS_SENT",
    "ALERT_KINDS",
    "ALERT_NOTIFICATIONS",
    "BASELINE_CODES",
    "CHANNELS",
    "CIDR_BLOCK",
    "DEFAULT_PREFIX",
    "DELETED_LOG_DAYS",
    "FALLBACK_ALARMS",
    "GATEWAYS",
    "HEALTH_ALARMS",
    "HEALTH_ERRORS",
    "JOBS_PATTERN",
    "KEPT_FROM_TAMPERING",
    "MANIFEST_SCHEMA",
    "PAID_CHANNEL",
    "RULE_TAG",
    "SILENT",
    "SUBNET_CIDR_BLOCKS",
    "SUPPRESSOR_WAIT_SECONDS",
    "TESTED_TYPES",
    "UNDELIVERED",
    "Accepted",
    "Account",
    "AccountTrailSettings",
    "AlarmKind",
    "AlertKind",
    "AlertPlace",
    "AlertSettings",
    "BackupAlertsSettings",
    "BackupHealthCheckSettings",
    "BackupKeySettings",
    "BackupPlanSettings",
    "BackupRoleSettings",
    "BackupVaultSettings",
    "BaselineSettings",
    "Channel",
    "DashboardVault",
    "Destination",
    "Manifest",
    "Names",
    "Reach",
    "RegionOptIn",
    "RestoreTestPlan",
    "RestoreTestSettings",
    "RestoreTestsSettings",
    "Restored",
    "RuleDocument",
    "SecretUse",
    "SelectionDocument",
    "Site",
    "TrailPlace",
    "TrailSettings",
    "ValidatorPlace",
    "VaultAccess",
    "channel_of_host",
    "channel_of_protocol",
    "copy_accounts",
    "database_alarms",
    "endpoints_of",
    "expected_of",
    "health_missing",
    "irreversible_from",
    "irreversible_warning",
    "is_daily",
    "most_lost",
    "overrides_of",
    "plan_of",
    "render_alert_key_policy",
    "render_alert_topic_policy",
    "render_assumed_by",
    "render_dashboard",
    "render_environment",
    "render_forward_pattern",
    "render_function_policy",
    "render_gateway_policy",
    "render_health_environment",
    "render_health_policy",
    "render_job_log_policy",
    "render_key_policy",
    "render_kinds",
    "render_management",
    "render_opt_in",
    "render_restore_test_limits",
    "render_role_policy",
    "render_rules",
    "render_scheduler_policy",
    "render_selection",
    "render_trail_bucket_policy",
    "render_trail_key_policy",
    "render_trust_policy",
    "render_undelivered_policy",
    "render_validations",
    "render_validator_policy",
    "render_validator_queue_policy",
    "render_vault_policy",
    "require_deployer",
    "require_destinations",
    "require_fitting_account",
    "require_fitting_alerts",
    "require_fitting_key",
    "require_fitting_vault",
    "require_key",
    "restore_test_policies",
    "service_name",
    "sites",
    "sms_limit_of",
    "sms_spending_alarm",
    "tier_condition",
    "vault_alarms",
]
