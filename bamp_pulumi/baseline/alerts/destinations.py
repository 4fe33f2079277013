"""Who is notified of what: destinations, and what each asks for."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from bamp_pulumi.baseline.alerts.channels import CHANNELS, Reach, SecretUse
from bamp_pulumi.baseline.value import Value
from bamp_pulumi.catalog import SMS_MONTHLY_LIMIT_USD
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.lambdas.alerts import DETAIL_TYPE, SOURCE, UNKNOWN_TIER, AlertStatus
from bamp_pulumi.policy import Spelling, TierName

__all__ = ["AlertSettings", "Destination"]

_Email = Annotated[
    str,
    Spelling(
        code="BAMP-B41",
        pattern=CHANNELS["email"].address_pattern,
        allowed="one address with one @, and a domain behind it",
        why="AWS refuses anything else, and takes several in one text for one that does not exist",
        nearest=lambda _: "backup-oncall@example.com",
    ),
]

_Phone = Annotated[
    str,
    Spelling(
        code="BAMP-B41",
        pattern=r"\+[1-9]\d{6,14}",
        allowed="+, the country, and the number: 7 to 15 digits without a space",
        why="AWS takes telephone numbers of the form E.164",
        nearest=lambda value: "+" + (re.sub(r"\D", "", value)[:15] or "12025550123"),
    ),
]


def _secret_name(value: object, info: ValidationInfo) -> object:
    """Return the name of a secret; what may be the secret itself is not repeated."""
    if isinstance(value, str) and re.fullmatch(r"(?!https?:)[A-Za-z0-9/_+=.@:-]{1,256}", value):
        return value
    raise RefusedError(
        "BAMP-B43",
        given=f"{info.field_name} that is no name of a secret; it is not shown here",
        allowed="the name or the ARN of a secret in Secrets Manager",
        why="house rule: whoever has such an address or key can write as you, so it stands in no "
        "configuration and no program",
        write=f"{info.field_name}: bamp/{info.field_name}",
    )


_Secret = Annotated[str, BeforeValidator(_secret_name)]

_WebAddress = Annotated[
    str,
    Spelling(
        code="BAMP-B43",
        pattern=r"https://[^\s<>]{3,2000}",
        allowed="an address that begins with https://",
        why="AWS calls no other",
        nearest=lambda _: "https://alerts.example.com/backup",
    ),
]

_Minutes = Annotated[int, Field(strict=True, ge=10, le=10_080)]
_Days = Literal[90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]


class Destination(Value):
    """One destination: one channel, and what goes through it."""

    email: _Email | None = None
    sms: _Phone | None = None
    slack: _Secret | None = None
    """Secret that holds the address of an incoming webhook."""
    pagerduty: _Secret | None = None
    """Secret that holds an integration key of the Events API v2."""
    webhook: _WebAddress | None = None
    webhook_secret: _Secret | None = None
    """Secret that holds the `Authorization` header to send."""
    tickets: Literal[True] | None = None
    """OpsItems of Systems Manager."""
    severities: tuple[Literal["critical", "warning", "info"], ...] = ("critical", "warning")
    tiers: tuple[TierName, ...] = ()
    """Only these; empty for all. What has no tier goes to everybody."""

    @property
    def channel(self) -> str:
        """The channel, as `CHANNELS` names it."""
        return next(name for name in CHANNELS if getattr(self, name) is not None)

    @property
    def reach(self) -> Reach:
        """How a message gets there."""
        return CHANNELS[self.channel].reach

    @property
    def receives_all(self) -> bool:
        """Return True if it receives every alert about something that is wrong."""
        return not self.tiers and {"critical", "warning"} <= set(self.severities)

    @property
    def is_routed(self) -> bool:
        """Return True if it is a person who asked for some alerts only, or for what is well too."""
        asks_more = not self.receives_all or "info" in self.severities
        return self.reach is Reach.PERSON and asks_more

    @property
    def address(self) -> str:
        """The address that is written to; empty where it is the secret, or there is none."""
        channel = CHANNELS[self.channel]
        if channel.reach is Reach.ITEM or channel.secret_use is SecretUse.ADDRESS:
            return ""
        return channel.endpoint or str(getattr(self, self.channel))

    @property
    def secret(self) -> str | None:
        """The secret it needs."""
        field = CHANNELS[self.channel].secret_field
        return getattr(self, field) if field else None

    @model_validator(mode="after")
    def _one_channel(self) -> Self:
        given = [name for name in CHANNELS if getattr(self, name) is not None]
        needs = self.webhook is not None and self.webhook_secret is None
        if len(given) != 1 or needs or (self.webhook_secret and not self.webhook):
            raise RefusedError(
                "BAMP-B44",
                given=f"a destination with {' and '.join(given) or 'no channel'}"
                + (" and no webhook_secret" if needs else ""),
                allowed=f"one of {', '.join(CHANNELS)}; webhook_secret with webhook, and only "
                "there",
                why="house rule: each destination is one alerting path, which is watched by "
                "itself; EventBridge calls no address without credentials",
                write="- email: backup-oncall@example.com",
            )
        if "info" in self.severities and not CHANNELS[given[0]].takes_records:
            raise RefusedError(
                "BAMP-B45",
                given=f"{given[0]} that asks for info",
                allowed="critical and warning",
                why="house rule: nobody is paged because a backup has completed",
                write="severities: [critical, warning]",
            )
        return self

    def pattern(self) -> Mapping[str, object]:
        """Return what a rule takes for it, of the alerts that the function sends."""
        return {"source": [SOURCE], "detail-type": [DETAIL_TYPE], "detail": self._wanted()}

    def filter_policy(self) -> Mapping[str, object]:
        """Return what SNS lets through to it, where it does not receive every alert."""
        if self.receives_all:
            return {"status": [AlertStatus.RECORDED.value]}
        return self._wanted()

    def _wanted(self) -> Mapping[str, object]:
        statuses = [status.value for status in CHANNELS[self.channel].statuses]
        if "info" in self.severities:
            statuses.append(AlertStatus.RECORDED.value)
        wanted = {"status": statuses, "severity": [*self.severities]}
        return {**wanted, "tier": [*self.tiers, UNKNOWN_TIER]} if self.tiers else wanted


class AlertSettings(Value):
    """Who is notified, and how long what is kept."""

    to: tuple[Destination, ...] = ()
    runbook: str = ""
    escalate_after_minutes: _Minutes = 120
    """Source: requirement IT-7, acted on within two hours."""
    remind_after_minutes: _Minutes = 1_440
    keep_job_log_days: _Days = 400
    free_storage_gib: Annotated[int, Field(strict=True, ge=1, le=65_536)] = 5
    replica_lag_minutes: Annotated[int, Field(strict=True, ge=1, le=10_080)] = 15
    sms_monthly_limit_usd: Annotated[int, Field(strict=True, ge=1, le=100_000)] = (
        SMS_MONTHLY_LIMIT_USD
    )
    """What the account may spend on SMS in a month, as AWS has set it: nothing here changes it."""

    @property
    def sends_sms(self) -> bool:
        """Return True if somebody is sent SMS."""
        return any(CHANNELS[d.channel].spend_limited_by for d in self.to)

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if not any(d.receives_all and d.reach is Reach.PERSON for d in self.to):
            raise RefusedError(
                "BAMP-B42",
                given="no e-mail address or telephone number that receives every alert",
                allowed="one email or sms at least, without severities and tiers of its own",
                why="house rule: an alert that notifies nobody looks like a quiet night, and only "
                "SNS can report that the other paths fail",
                write="to: [{email: backup-oncall@example.com}]",
            )
        return self
