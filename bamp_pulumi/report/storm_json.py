"""The machine's form of a storm: `bamp rehearse --storm --json`, schema `bamp.storm/1`.

Fields may be added to a version; none is renamed, removed or given another meaning.
"""

from datetime import timedelta
from typing import Literal

from pydantic import Field

from bamp_pulumi.rehearsal import RehearsalFinding, Storm, StormDestination
from bamp_pulumi.report.links import docs_url
from bamp_pulumi.report.part import Part
from bamp_pulumi.report.remedies import remedy_of, sources_named

__all__ = ["StormDocument", "storm_document", "storm_json_schema"]

_SECOND = timedelta(seconds=1)


class StormSms(Part):
    """How many SMS the spending limit allows."""

    limit_usd: float | None
    """US dollars a month; null while unknown."""
    said_by: str
    """Name of the resource that says so; empty for the default of SNS."""
    messages_a_month: int | None
    """After how many messages, as long as those of the storm, SNS sends no more; null while the
    limit is unknown."""


class StormRecipient(Part):
    """What one destination gets."""

    kind: str
    """`email`, `sms`, `slack`, `pagerduty`, `ticket`, `https`, ..."""
    address: str
    """Address, or the name of what holds it."""
    by: list[str]
    """Names of the subscriptions, targets and API destinations that it is reached by."""
    grouped: bool
    """Whether the alert function groups what it gets; false: one message for each failure."""
    sent: int
    """Messages that are sent to it in a day."""
    delivered: int
    """Messages that arrive."""
    first_hour: int
    """Messages that arrive within an hour of the first failure."""
    most_an_hour: int
    """Most messages that arrive in any hour."""
    first_after_seconds: int | None
    """From the first failure to the first message; null when none arrives."""
    last_after_seconds: int | None
    """From the first failure to the last message; null when none arrives."""
    incidents: int | None
    """As how many a pager or ticket system keeps them; null for what keeps none."""
    lost: int
    """Messages that do not arrive."""
    why_lost: list[str]
    """Why."""
    sms: StormSms | None
    """The limit of spending; null for what is no SMS."""
    hangs_on: str
    """What the delivery depends on; empty when it is certain."""


class StormCall(Part):
    """How often the alert function makes one call."""

    call: str
    """Name of the call, as AWS writes it."""
    total: int
    """How often in the day."""
    a_second: int
    """How often in the busiest second."""
    quota: int | None
    """Default quota a second in the Region; null where it was not read."""


class StormFinding(Part):
    """What is wrong."""

    code: str
    """A code of the reference."""
    at: str
    """Names of the resources in their program."""
    why: str
    """What is wrong with them."""
    remedy: str
    """How findings of this kind are fixed."""
    sources: list[str]
    """Pages that say so: addresses, or `house rule`."""
    link: str
    """Where the documentation of this version explains the code; empty where
    nobody has recorded the repository."""


class StormDocument(Part):
    """What `bamp rehearse --storm --json` prints."""

    schema_: Literal["bamp.storm/1"] = Field(default="bamp.storm/1", alias="schema")
    """Name and version of this format."""
    resources: int
    """Resources whose backups fail."""
    stand_ins: int
    """How many of them represent resources that the estate does not have."""
    failures: int
    """Failures in all."""
    functions: list[str]
    """Names of the alert functions that group them."""
    undelivered: int
    """Calls of these functions that end in their dead-letter queue."""
    destinations: list[StormRecipient]
    """Everybody who is notified."""
    calls: list[StormCall]
    """What the alert functions call."""
    findings: list[StormFinding]
    """What is wrong."""


def storm_document(storm: Storm) -> StormDocument:
    """Put a storm into the machine's form."""
    return StormDocument(
        resources=storm.resources,
        stand_ins=storm.stand_ins,
        failures=storm.failures,
        functions=list(storm.functions),
        undelivered=storm.undelivered,
        destinations=[_recipient(one) for one in storm.destinations],
        calls=[
            StormCall(call=one.call, total=one.total, a_second=one.a_second, quota=one.quota)
            for one in storm.busy
        ],
        findings=[_finding(f) for f in storm.findings],
    )


def storm_json_schema() -> dict[str, object]:
    """Return the JSON Schema of `bamp.storm/1`."""
    return StormDocument.model_json_schema(mode="serialization")


def _recipient(one: StormDestination) -> StormRecipient:
    budget = one.budget
    return StormRecipient(
        kind=one.recipient.kind,
        address=one.recipient.address,
        by=list(one.by),
        grouped=one.is_grouped,
        sent=one.sent,
        delivered=one.day,
        first_hour=one.first_hour,
        most_an_hour=one.most_an_hour,
        first_after_seconds=_seconds(one.first),
        last_after_seconds=_seconds(one.last),
        incidents=one.incidents,
        lost=one.lost,
        why_lost=list(one.why_lost),
        sms=None
        if budget is None
        else StormSms(
            limit_usd=budget.limit.usd,
            said_by=budget.limit.said_by,
            messages_a_month=budget.messages,
        ),
        hangs_on=one.doubt,
    )


def _seconds(after: timedelta | None) -> int | None:
    return None if after is None else after // _SECOND


def _finding(finding: RehearsalFinding) -> StormFinding:
    return StormFinding(
        code=finding.code,
        at=finding.at,
        why=finding.why,
        remedy=remedy_of(finding.code),
        sources=sources_named(finding.code),
        link=docs_url(finding.code),
    )
