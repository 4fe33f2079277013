"""The machine's form of a rehearsal: `bamp rehearse --json`, schema `bamp.rehearsal/1`.

Fields may be added to a version; none is renamed, removed or given another meaning.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal

from pydantic import Field

from bamp_pulumi.rehearsal import (
    FAULTS,
    Exposure,
    Rehearsal,
    RehearsedFault,
    RehearsedKind,
    Restorable,
)
from bamp_pulumi.report.part import Part

__all__ = ["RehearsalDocument", "rehearsal_document", "rehearsal_json_schema"]

_MINUTE = timedelta(minutes=1)


class RehearsedRestore(Part):
    """Something to restore from."""

    region: str
    """Region of the vault."""
    account_id: str
    """Account of the vault."""
    vault: str
    """Name of the vault."""
    rule: str
    """Rule that made it."""
    first: datetime
    """Oldest state it restores to."""
    last: datetime
    """Newest state it restores to; the same for a snapshot."""
    expires: datetime | None
    """End of its retention; null for what is kept for ever or goes on."""
    copy_: bool = Field(serialization_alias="copy")
    """Whether it is a copy."""


class RehearsedTold(Part):
    """Somebody who is certainly notified of a fault."""

    kind: str
    """`email`, `sms`, `slack`, `pagerduty`, `https`, `ticket` or another."""
    address: str
    """Where; for an address that is a secret, what declares it."""
    minutes: int
    """Longest time until then."""


class RehearsedFaultPart(Part):
    """What one fault comes to for one kind of resource."""

    fault: str
    """Id of the fault."""
    happens: str
    """What happens."""
    urn: str
    """Pulumi URN of the resource it is rehearsed with."""
    program: str
    """Program of that resource."""
    resources: int
    """How many resources fare alike, that one included."""
    detected: bool | None
    """Whether a person is certainly notified; null when that depends on something."""
    by: list[str]
    """What notices it, by its name in the program."""
    delivered_to: list[str]
    """Who is certainly notified: kind and address."""
    told: list[RehearsedTold]
    """The same with the time of each."""
    after_minutes: int | None
    """Longest time until the first of them does; null when nobody certainly does."""
    hangs_on: list[str]
    """What its delivery to others depends on."""
    until: datetime
    """When somebody has acted on it; the end of the span when nobody is certainly
    notified."""
    data_loss_minutes: int | None
    """Most that a restore would lose from the fault until then; null when at some time nothing is
    left."""
    recovery_minutes: int | None
    """From the fault to the end of a restore that follows it; null when nobody is certainly
    notified, or nothing is left."""
    restorable_from: list[RehearsedRestore]
    """What is left to restore from at the end of it: the newest in each vault."""


class RehearsedPoints(Part):
    """What could be restored of one kind of resource."""

    urn: str
    """Pulumi URN of the resource that is simulated."""
    program: str
    """Program of that resource."""
    resources: int
    """How many resources fare alike."""
    region: str
    """Region that is restored from."""
    restorable: list[RehearsedRestore]
    """All there is at the instant asked about, the newest state first."""
    worst_loss_minutes: int | None
    """Most that was ever lost in the simulated span; null when at some time nothing is there."""
    at_most_minutes: int | None
    """Most that can be lost, whatever the delays: `exposure` of the preview. Null when at some time
    nothing is there, or when no bound is known."""
    worst_at: datetime | None
    """When; null when nothing is ever there."""


class RehearsedTest(Part):
    """A restore that a restore testing plan would make."""

    urn: str
    """Pulumi URN of the resource that is simulated."""
    program: str
    """Program of that resource."""
    resources: int
    """How many resources fare alike."""
    plan: str
    """Name of the restore testing plan."""
    at: datetime
    """When it starts."""
    region: str
    """Region of the vault."""
    vault: str
    """Name of the vault."""
    state_of: datetime
    """State that is restored."""


class RehearsedFinding(Part):
    """Something that is wrong with the schedules or the alerting paths."""

    code: str
    """What it is: see the reference of faults."""
    at: str
    """Name of the resource in its program."""
    why: str
    """What is wrong there."""


class RehearsedNotRestorable(Part):
    """A data store of which nothing could be restored, as far as is known."""

    urn: str
    """Pulumi URN of the resource."""
    program: str
    """Program of the resource."""
    name: str
    """Name of the resource in its program."""
    status: str
    """`unprotected`, or `unverified` where it is not known."""
    why: str
    """Why, in a few words."""


class RehearsedConfirmation(Part):
    """A subscription that somebody has to confirm by hand before it gets anything."""

    urn: str
    """Pulumi URN of the subscription."""
    program: str
    """Program of the subscription."""
    name: str
    """Name of the subscription in its program."""
    protocol: str
    """`email`, `email-json`, `http` or `https`."""
    endpoint: str
    """Who confirms it; empty where the address is a secret, or known only after deployment."""


class RehearsalDocument(Part):
    """What `bamp rehearse --json` prints."""

    schema_: Literal["bamp.rehearsal/1"] = Field(default="bamp.rehearsal/1", alias="schema")
    """Name and version of this format."""
    start: datetime = Field(serialization_alias="from")
    """When the plans are deployed."""
    end: datetime = Field(serialization_alias="to")
    """End of the span."""
    at: datetime
    """When faults strike and restores begin."""
    faults: list[RehearsedFaultPart]
    """Every fault with every kind of resource."""
    restore_points: list[RehearsedPoints]
    """What could be restored, by kind of resource and Region."""
    not_restorable: list[RehearsedNotRestorable]
    """Data stores of which nothing could be restored, as far as is known: they have no restore
    points."""
    restore_tests: list[RehearsedTest]
    """Restores that the declared restore testing plans would make, by kind of resource."""
    findings: list[RehearsedFinding]
    """What is wrong with the schedules and the alerting paths."""
    to_confirm: list[RehearsedConfirmation]
    """What is still to be confirmed by hand once it is deployed."""


def rehearsal_document(rehearsal: Rehearsal) -> RehearsalDocument:
    """Put a rehearsal into the machine's form."""
    return RehearsalDocument(
        start=rehearsal.start,
        end=rehearsal.end,
        at=rehearsal.at,
        faults=[_fault(one, fault) for one in rehearsal.kinds for fault in one.faults],
        restore_points=[points for one in rehearsal.kinds for points in _points(one)],
        not_restorable=[
            RehearsedNotRestorable(
                urn=one.resource.urn,
                program=one.resource.program,
                name=one.resource.name,
                status=one.status,
                why=one.how,
            )
            for one in rehearsal.not_restorable
        ],
        restore_tests=[test for one in rehearsal.kinds for test in _tests(one)],
        findings=[RehearsedFinding(code=f.code, at=f.at, why=f.why) for f in rehearsal.findings],
        to_confirm=[
            RehearsedConfirmation(
                urn=one.urn,
                program=one.program,
                name=one.name,
                protocol=one.text("protocol"),
                endpoint="" if "endpoint" in one.secret_inputs else one.text("endpoint"),
            )
            for one in rehearsal.to_confirm
        ],
    )


def rehearsal_json_schema() -> dict[str, object]:
    """Return the JSON Schema of `bamp.rehearsal/1`."""
    return RehearsalDocument.model_json_schema(mode="serialization")


def _fault(one: RehearsedKind, fault: RehearsedFault) -> RehearsedFaultPart:
    resource, outcome = one.kind.one.resource, fault.outcome
    newest = {(r.account_id, r.region, r.vault): r for r in reversed(fault.restorable_from)}
    return RehearsedFaultPart(
        fault=outcome.fault,
        happens=FAULTS[outcome.fault].happens,
        urn=resource.urn,
        program=resource.program,
        resources=len(one.kind.members),
        detected=outcome.detected,
        by=list(outcome.by),
        delivered_to=[f"{d.kind} {d.address}" for d in outcome.delivered_to],
        told=[
            RehearsedTold(
                kind=one.recipient.kind, address=one.recipient.address, minutes=one.minutes
            )
            for one in outcome.notified
        ],
        after_minutes=outcome.after_minutes,
        hangs_on=list(outcome.doubts),
        until=fault.until,
        data_loss_minutes=None if fault.loss is None else fault.loss // _MINUTE,
        recovery_minutes=None if fault.recovery is None else fault.recovery // _MINUTE,
        restorable_from=[_restore(r) for r in reversed(newest.values())],
    )


def _points(one: RehearsedKind) -> Iterator[RehearsedPoints]:
    resource = one.kind.one.resource
    for region, exposure in one.exposures.items():
        yield RehearsedPoints(
            urn=resource.urn,
            program=resource.program,
            resources=len(one.kind.members),
            region=region,
            restorable=[_restore(r) for r in one.restorable if r.region == region],
            worst_loss_minutes=_loss(exposure),
            at_most_minutes=_at_most(one, region),
            worst_at=exposure.at if exposure is not None else None,
        )


def _tests(one: RehearsedKind) -> Iterator[RehearsedTest]:
    resource = one.kind.one.resource
    for test in one.restore_tests:
        yield RehearsedTest(
            urn=resource.urn,
            program=resource.program,
            resources=len(one.kind.members),
            plan=test.plan,
            at=test.started,
            region=test.region,
            vault=test.vault,
            state_of=test.state_of,
        )


def _loss(exposure: Exposure | None) -> int | None:
    if exposure is None or exposure.loss is None:
        return None
    return exposure.loss // _MINUTE


def _at_most(one: RehearsedKind, region: str) -> int | None:
    bound = one.at_most.get(region)
    return None if bound is None else bound.at_most_minutes


def _restore(restorable: Restorable) -> RehearsedRestore:
    return RehearsedRestore(
        region=restorable.region,
        account_id=restorable.account_id,
        vault=restorable.vault,
        rule=restorable.rule,
        first=restorable.first,
        last=restorable.last,
        expires=restorable.expires,
        copy_=restorable.is_copy,
    )
