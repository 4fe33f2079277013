"""What decides in a component: plain values, parsed before anything is declared.

A component's other inputs only connect one resource with another, and may be outputs.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Self, cast

from pydantic import BeforeValidator, Field, StrictBool, ValidationInfo, model_validator

from bamp_pulumi.baseline.alerts.addresses import EXAMPLES
from bamp_pulumi.baseline.alerts.destinations import AlertSettings, CheckHours
from bamp_pulumi.baseline.names import DEFAULT_PREFIX, Prefix
from bamp_pulumi.baseline.opt_in import is_known_type
from bamp_pulumi.baseline.restore_tests.settings import (
    RestoreTestSettings,
    require_promised_tests,
)
from bamp_pulumi.baseline.trail import DELETED_LOG_DAYS, TrailSettings
from bamp_pulumi.baseline.value import Value
from bamp_pulumi.baseline.vault_access import VaultAccess
from bamp_pulumi.catalog import RULE_NAME_PATTERN, VAULT_NAME_PATTERN
from bamp_pulumi.errors import REMOVED, PolicyError, Refusal, RefusedError, ToFillIn
from bamp_pulumi.policy import (
    A_DAY,
    AN_ORGANIZATION,
    DECISION,
    PRESETS,
    AccountId,
    BackupPolicy,
    KeyRotationDays,
    LockPolicy,
    Region,
    RetentionDays,
    Spelling,
    TagText,
    Tier,
    TierName,
    day_from,
    default_policy,
    given_in_words,
    load_policy,
    meant_day,
    nearest,
)

__all__ = [
    "AccountTrailSettings",
    "BackupAlertsSettings",
    "BackupHealthCheckSettings",
    "BackupKeySettings",
    "BackupPlanSettings",
    "BackupRoleSettings",
    "BackupVaultSettings",
    "BaselineSettings",
]


def _day(value: object, info: ValidationInfo) -> object:
    """Return a day from a day or its ISO text; never from a number, a time or a guess."""
    found = day_from(value)
    if found is not None:
        return found
    meant = meant_day(value) or ToFillIn("2026-11-22", A_DAY)
    raise RefusedError(
        "BAMP-B10",
        given=given_in_words(info.field_name, value, meant),
        allowed="a day of the calendar, as YYYY-MM-DD",
        why="house rule: the decision was taken on one day that everybody reads alike",
        write=f"{info.field_name}={meant!r}",
        edits=(("", meant),),
    )


def _policy(value: object, info: ValidationInfo) -> object:
    """Return a policy from its document, which may extend a preset."""
    if isinstance(value, str):
        preset = nearest(value, PRESETS) or next(iter(PRESETS))
        raise RefusedError(
            "BAMP-D05",
            given=f"policy={value!r}",
            allowed="a mapping, such as one that extends a preset",
            why="house rule: a policy is a mapping of its fields",
            write=f"extends: {preset}",
            edits=(("", {"extends": preset}),),
        )
    if isinstance(value, BackupPolicy):
        return value
    # Any: whatever a validation of pydantic is given.
    context: Any = info.context
    return load_policy(value, owner=str(context["owner"]) if context else "")


def _by_region(value: object, info: ValidationInfo) -> object:
    """Return types by Region; of types alone it is not known where AWS Backup lacks them."""
    policy = info.data.get("policy")
    known = policy if isinstance(policy, BackupPolicy) else default_policy()
    regions = (known.primary_region, known.recovery_region)
    types = [value] if isinstance(value, str) else value
    if isinstance(types, Mapping):
        # Somebody may have written Regions by type.
        by_type = cast("Mapping[str, object]", types)
        types = list(by_type) if by_type and all(map(is_known_type, by_type)) else None
    if not isinstance(types, list):
        return value
    meant = dict.fromkeys(regions, cast("list[object]", types))
    raise RefusedError(
        "BAMP-B15",
        given=f"{info.field_name}={value!r}",
        allowed="lists of types, each under the Region that lacks them",
        why="AWS Backup offers a type in one Region and not in another",
        write=f"{info.field_name}={meant!r}",
        edits=(("", meant),),
    )


def _no_such_tier(channel: str, tier: str, policy: BackupPolicy, path: str) -> Refusal:
    near = nearest(tier, policy.tiers) or policy.default_tier
    return Refusal(
        code="BAMP-B46",
        given=f"{channel} for tier {tier}",
        allowed=f"tiers of the policy: {', '.join(policy.tiers)}",
        why="house rule: nobody is notified of a tier that does not exist",
        write=near,
        path=path,
        edits=((path, near),),
    )


def _trail(value: object) -> object:
    """Refuse a text, with which somebody means a trail that this program does not declare."""
    if not isinstance(value, str):
        return value
    raise RefusedError(
        "BAMP-B63",
        given=f"trail={value!r}",
        allowed="a mapping, which declares a trail of the account; or no trail here, and in the "
        "policy who records its calls",
        why="house rule: one fact is stated in one place, and a trail elsewhere is a decision with "
        "a reason, an owner and an end",
        write=f"bamp:policy: {{trail_elsewhere: {{{DECISION}}}}}, and no trail",
    )


_VaultName = Annotated[
    str,
    Spelling(
        code="BAMP-B11",
        pattern=VAULT_NAME_PATTERN,
        allowed="2 to 50 letters, digits and - _",
        why="AWS Backup refuses other names of vaults",
        nearest=lambda value: re.sub(r"[^A-Za-z0-9_-]+", "-", value).strip("-")[:50] or "backups",
    ),
]

_PlanName = Annotated[
    str,
    Spelling(
        code="BAMP-B11",
        pattern=RULE_NAME_PATTERN,
        allowed="1 to 50 letters, digits and . _ -",
        why="AWS Backup refuses other names of plans and selections",
        nearest=lambda value: re.sub(r"[^A-Za-z0-9_.-]+", "-", value).strip("-")[:50] or "standard",
    ),
]

_KeyAlias = Annotated[
    str,
    Spelling(
        code="BAMP-B11",
        pattern=r"alias/(?!aws/)[A-Za-z0-9/_-]{1,250}",
        allowed="`alias/`, then 1 to 250 letters, digits and / _ -, not beginning with aws/",
        why="AWS KMS refuses other aliases, and keeps those that begin with aws/ for itself",
        nearest=lambda _: "alias/bamp-backup",
    ),
]

_RoleName = Annotated[
    str,
    Spelling(
        code="BAMP-B12",
        pattern=r"(?=.*A(WS|ws)Backup)[A-Za-z0-9_+=,.@-]{1,64}",
        allowed="1 to 64 letters, digits and _ + = , . @ -, with AWSBackup or AwsBackup in them",
        why="AWS's own policies let operators pass roles to AWS Backup only by these names",
        nearest=lambda _: "AWSBackup-bamp",
    ),
]


_OrganizationId = Annotated[
    str,
    Spelling(
        code="BAMP-B40",
        pattern=r"o-[a-z0-9]{10,32}",
        allowed="o- and 10 to 32 lower-case letters and digits, without a wildcard",
        why="AWS Organizations gives such ids; anything wider would let strangers write into the "
        "vault",
        nearest=lambda _: ToFillIn("o-a1b2c3d4e5", AN_ORGANIZATION),
    ),
]


_AlertsName = Annotated[
    str,
    Spelling(
        code="BAMP-B11",
        pattern=r"[A-Za-z0-9_-]{2,40}",
        allowed="2 to 40 letters, digits and - _",
        why="EventBridge limits names of rules to 64, and the rules add to it",
        nearest=lambda value: re.sub(r"[^A-Za-z0-9_-]+", "-", value).strip("-")[:40] or "alerts",
    ),
]


class BackupAlertsSettings(Value, frozen=True):
    """What decides in a `BackupAlerts`."""

    alerts: AlertSettings = Field(examples=[{"to": [{"email": EXAMPLES["email"]}]}])
    alerts_name: _AlertsName = Field(examples=["bamp-alerts"])
    region: Region | None = None
    recovery_region: Region | None = None
    expects_daily: StrictBool = False
    tiers: tuple[TierName, ...] = ()
    dashboard_alarms: tuple[str, ...] = ()
    owner: TagText = "platform"


class BackupHealthCheckSettings(Value, frozen=True):
    """What decides in a `BackupHealthCheck`."""

    policy: Annotated[BackupPolicy, BeforeValidator(_policy)] = Field(
        default_factory=default_policy
    )
    prefix: Prefix = DEFAULT_PREFIX
    resource_types_not_offered: Annotated[
        Mapping[Region, tuple[str, ...]], BeforeValidator(_by_region)
    ] = Field(default_factory=dict[str, tuple[str, ...]])
    alerts_name: _AlertsName = Field(examples=["bamp-alerts"])
    check_every_hours: CheckHours = 6
    owner: TagText = "platform"


class BackupRoleSettings(Value, frozen=True):
    """What decides in a `BackupRole`."""

    role_name: _RoleName = Field(examples=["AWSBackup-bamp"])
    owner: TagText = "platform"
    adopt: StrictBool = False


class BackupKeySettings(Value, frozen=True):
    """What decides in a `BackupKey`."""

    alias: _KeyAlias = Field(examples=["alias/bamp-backup"])
    rotation_days: KeyRotationDays = 90
    copy_account_ids: tuple[AccountId, ...] = ()
    region: Region | None = None
    owner: TagText = "platform"
    adopt: StrictBool = False


class BackupVaultSettings(Value, frozen=True):
    """What decides in a `BackupVault`."""

    vault_name: _VaultName = Field(examples=["orders-backups"])
    lock: LockPolicy | None = None
    irreversible_lock_accepted_on: Annotated[date, BeforeValidator(_day)] | None = None
    access: VaultAccess = VaultAccess()
    copy_account_ids: tuple[AccountId, ...] = ()
    copy_source_account_ids: tuple[AccountId, ...] = ()
    copy_source_organization_id: _OrganizationId | None = None
    region: Region | None = None
    owner: TagText = "platform"
    adopt: StrictBool = False


def _meant_trail(value: str) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", value.casefold()).strip("-")[:34].rstrip("-")
    return name if len(name) > 2 else f"{name}-trail".lstrip("-")  # noqa: PLR2004 - AWS takes 3


_TrailName = Annotated[
    str,
    Spelling(
        code="BAMP-B11",
        pattern=r"[a-z0-9](-?[a-z0-9]){2,39}",
        allowed="3 to 40 lower-case letters, digits and hyphens, none of them first, last or twice",
        why="AWS CloudTrail refuses other names of trails, and the bucket is named after it",
        nearest=_meant_trail,
    ),
]


class AccountTrailSettings(TrailSettings, frozen=True):
    """What decides in an `AccountTrail`."""

    trail_name: _TrailName = Field(examples=["bamp-trail"])
    keep_deleted_log_days: RetentionDays = DELETED_LOG_DAYS
    tier_name: TierName = "standard"
    rotation_days: KeyRotationDays = 90
    region: Region | None = None
    owner: TagText = "platform"
    adopt: StrictBool = False


class BackupPlanSettings(Value, frozen=True):
    """What decides in a `BackupPlan`."""

    tier_name: TierName = Field(examples=["standard"])
    tier: Tier
    plan_name: _PlanName = Field(examples=["bamp-standard"])
    region: Region | None = None
    owner: TagText = "platform"


class BaselineSettings(Value, frozen=True):
    """What decides in a `Baseline`."""

    policy: Annotated[BackupPolicy, BeforeValidator(_policy)] = Field(
        default_factory=default_policy
    )
    prefix: Prefix = DEFAULT_PREFIX
    access: VaultAccess = VaultAccess()
    copy_source_account_ids: tuple[AccountId, ...] = ()
    copy_source_organization_id: _OrganizationId | None = None
    irreversible_lock_accepted_on: Annotated[date, BeforeValidator(_day)] | None = None
    resource_types_not_offered: Annotated[
        Mapping[Region, tuple[str, ...]], BeforeValidator(_by_region)
    ] = Field(default_factory=dict[str, tuple[str, ...]])
    alerts: AlertSettings | None = Field(
        default=None, examples=[{"to": [{"email": EXAMPLES["email"]}]}]
    )
    restore_tests: RestoreTestSettings | None = None
    trail: Annotated[TrailSettings, BeforeValidator(_trail)] | None = None
    owner: TagText = "platform"
    adopt: StrictBool = False

    @model_validator(mode="after")
    def _promised_tests(self) -> Self:
        if self.restore_tests is not None:
            require_promised_tests(self.policy.tiers, "policy.tiers")
        return self

    @model_validator(mode="after")
    def _one_trail(self) -> Self:
        if self.trail is not None and self.policy.trail_elsewhere is not None:
            raise RefusedError(
                "BAMP-B63",
                given="a trail of the account, and one elsewhere (policy.trail_elsewhere)",
                allowed="one of the two",
                why="AWS: each further copy of the same management events is paid for; and house "
                "rule: one fact is stated in one place",
                write="nothing: take trail out, unless there is none elsewhere",
                path="trail",
                edits=(("trail", REMOVED),),
            )
        return self

    @model_validator(mode="after")
    def _known_tiers(self) -> Self:
        unknown = [
            _no_such_tier(destination.channel, tier, self.policy, f"alerts.to.{n}.tiers.{m}")
            for n, destination in enumerate(self.alerts.to if self.alerts is not None else ())
            for m, tier in enumerate(destination.tiers)
            if tier not in self.policy.tiers
        ]
        if unknown:
            raise PolicyError(*unknown)
        return self
