"""Who is notified of what: destinations, and what each receives."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Final, Literal, Self, cast

from pydantic import Field, Strict, model_validator

from bamp_pulumi.baseline.alerts.addresses import (
    EXAMPLES,
    Email,
    Phone,
    Runbook,
    SecretName,
    WebAddress,
    destination_of_text,
    require_one_address,
)
from bamp_pulumi.baseline.alerts.channels import CHANNELS, Reach, SecretUse
from bamp_pulumi.baseline.value import Value
from bamp_pulumi.catalog import SMS_MONTHLY_LIMIT_USD
from bamp_pulumi.errors import RefusedError, Several
from bamp_pulumi.lambdas.alerts import DETAIL_TYPE, SOURCE, UNKNOWN_TIER, AlertStatus
from bamp_pulumi.policy import Bounds, TierName

__all__ = ["AlertSettings", "CheckHours", "Destination"]

_HOUSE: Final = "house rule: less or more than that is a slip"


def _between(low: int, high: int, unit: str, why: str = _HOUSE) -> Bounds:
    return Bounds(low=low, high=high, unit=unit, why=why)


_Minutes = Annotated[int, Strict(), _between(10, 10_080, "minutes")]
_LagMinutes = Annotated[int, Strict(), _between(1, 10_080, "minutes")]
CheckHours = Annotated[
    int,
    Strict(),
    _between(1, 24, "hours", "house rule: what is missing is noticed within a day of it"),
]
_Gib = Annotated[int, Strict(), _between(1, 65_536, "GiB")]
_Usd = Annotated[int, Strict(), _between(1, 100_000, "US dollars")]
_Days = Literal[90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]


class Destination(Value, frozen=True):
    """One destination: one channel, and what goes through it."""

    email: Email | None = None
    sms: Phone | None = None
    slack: SecretName | None = None
    """Secret that holds the address of an incoming webhook."""
    pagerduty: SecretName | None = None
    """Secret that holds an integration key of the Events API v2."""
    webhook: WebAddress | None = None
    webhook_secret: SecretName | None = None
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

    @classmethod
    def from_text(cls, text: str) -> Mapping[str, object] | None:
        """Return the destination that somebody means who writes one text; None for none."""
        return destination_of_text(text)

    @model_validator(mode="before")
    @classmethod
    def _one_address(cls, data: object) -> object:
        is_mapping = isinstance(data, Mapping)
        if is_mapping:
            require_one_address(cast("Mapping[str, object]", data))
        return data

    @model_validator(mode="after")
    def _one_channel(self) -> Self:
        given = [name for name in CHANNELS if getattr(self, name) is not None]
        needs = self.webhook is not None and self.webhook_secret is None
        if len(given) != 1 or needs or (self.webhook_secret and not self.webhook):
            meant = self._meant(given)
            raise RefusedError(
                "BAMP-B44",
                given=f"a destination with {' and '.join(given) or 'no channel'}"
                + (" and no webhook_secret" if needs else ""),
                allowed=f"one of {', '.join(CHANNELS)}; webhook_secret with webhook, and only "
                "there",
                why="house rule: each destination is one alerting path, which is watched by "
                "itself; EventBridge calls no address without credentials",
                write=", ".join(map(repr, meant)),
                edits=(("", Several(tuple(meant))),),
            )
        if "info" in self.severities and not CHANNELS[given[0]].takes_records:
            kept = [one for one in self.severities if one != "info"] or ["critical", "warning"]
            raise RefusedError(
                "BAMP-B45",
                given=f"{given[0]} that asks for info",
                allowed="critical and warning",
                why="house rule: nobody is paged because a backup has completed",
                write=f"severities={kept!r}",
                path="severities",
            )
        return self

    def _meant(self, given: Sequence[str]) -> list[dict[str, object]]:
        """Return one destination for each channel that is given; an example where there is none."""
        document = self.model_dump(mode="json", exclude_defaults=True)
        channels = [*given]
        if not channels:
            channels = ["webhook"] if self.webhook_secret else ["email"]
        fields = {"webhook_secret", *CHANNELS}
        shared = {name: value for name, value in document.items() if name not in fields}
        return [
            {
                **{n: document.get(n, EXAMPLES[n]) for n in (channel, *_also(channel))},
                **shared,
            }
            for channel in channels
        ]

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


def _also(channel: str) -> tuple[str, ...]:
    """Return the fields that a channel needs in addition to its own."""
    field = CHANNELS[channel].secret_field
    return (field,) if field and field != channel else ()


class AlertSettings(Value, frozen=True):
    """Who is notified, and how long what is kept."""

    to: tuple[Destination, ...] = Field(default=(), examples=[[{"email": EXAMPLES["email"]}]])
    runbook: Runbook = ""
    """Address of what to do when a backup fails. Default: none."""
    escalate_after_minutes: _Minutes = 120
    """Source: requirement IT-7, acted on within two hours."""
    remind_after_minutes: _Minutes = 1_440
    keep_job_log_days: _Days = 400
    check_every_hours: CheckHours = 6
    """How often the health check runs; it reports within that of when a backup is late.

    Source: requirement NA-3, once a day at least."""
    free_storage_gib: _Gib = 5
    replica_lag_minutes: _LagMinutes = 15
    sms_monthly_limit_usd: _Usd = SMS_MONTHLY_LIMIT_USD
    """What the account may spend on SMS in a month, as AWS has set it: nothing here changes it."""

    @classmethod
    def from_items(cls, items: list[object]) -> Mapping[str, object]:
        """Return the settings that somebody means who writes destinations alone."""
        return {"to": items}

    @classmethod
    def from_text(cls, text: str) -> Mapping[str, object] | None:
        """Return the settings that somebody means who writes one address alone; None for none."""
        found = destination_of_text(text)
        return None if found is None else {"to": [found]}

    @property
    def sends_sms(self) -> bool:
        """Return True if somebody is sent SMS."""
        return any(CHANNELS[d.channel].spend_limited_by for d in self.to)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        seen: set[tuple[str, object]] = set()
        for number, one in enumerate(self.to):
            where = (one.channel, getattr(one, one.channel))
            if where in seen:
                raise RefusedError(
                    "BAMP-B48",
                    given=f"the same {CHANNELS[one.channel].label} a second time",
                    allowed="each destination once, with all its severities and tiers",
                    why="AWS: a topic has one subscription for each address; the second would "
                    "change the first",
                    write="nothing: take the second one out",
                    path=f"to.{number}",
                )
            seen.add(where)
        return self

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if not any(d.receives_all and d.reach is Reach.PERSON for d in self.to):
            given = [one.model_dump(mode="json", exclude_defaults=True) for one in self.to]
            meant = [*given, {"email": EXAMPLES["email"]}]
            raise RefusedError(
                "BAMP-B42",
                given="no e-mail address or telephone number that receives every alert",
                allowed="one email or sms at least, without severities and tiers of its own",
                why="house rule: an alert that notifies nobody looks like a quiet night, and only "
                "SNS can report that the other paths fail",
                write=f"to={meant!r}",
                path="to",
            )
        return self
