"""The machine's form of a rehearsal: `bamp rehearse --json`, schema `bamp.rehearsal/1`.

Fields may be added to a version; none is renamed, removed or given another meaning.
"""

from collections.abc import Iterator
from datetime import timedelta

from bamp_pulumi.coverage import JobTimes, acknowledged_in_words
from bamp_pulumi.rehearsal import (
    FAULTS,
    Exposure,
    Rehearsal,
    RehearsedFault,
    RehearsedKind,
    Restorable,
)
from bamp_pulumi.report.finding_document import finding_part
from bamp_pulumi.report.links import docs_url
from bamp_pulumi.report.rehearsal_parts import (
    RehearsalDocument,
    RehearsalSummary,
    RehearsedConfirmation,
    RehearsedExempt,
    RehearsedFaultPart,
    RehearsedFinding,
    RehearsedMember,
    RehearsedNotification,
    RehearsedNotRestorable,
    RehearsedPoints,
    RehearsedReason,
    RehearsedRestore,
    RehearsedTest,
    RehearsedTimes,
    RehearsedWrong,
)
from bamp_pulumi.report.rehearsal_verdict import Objection, objections
from bamp_pulumi.report.remedies import remedy_of, sources_named
from bamp_pulumi.report.resource_document import resource_part
from bamp_pulumi.report.verdict import verdict_of_rehearsal

__all__ = ["RehearsalDocument", "rehearsal_document", "rehearsal_json_schema"]

_MINUTE = timedelta(minutes=1)
_SECOND = timedelta(seconds=1)


def rehearsal_document(rehearsal: Rehearsal) -> RehearsalDocument:
    """Put a rehearsal into the machine's form."""
    verdict = verdict_of_rehearsal(rehearsal)
    coverage = rehearsal.coverage
    return RehearsalDocument(
        start=rehearsal.start,
        end=rehearsal.end,
        at=rehearsal.at,
        times=_times(rehearsal.assumptions),
        measured_times={name: _times(each) for name, each in rehearsal.assumptions.by_type},
        resources=[resource_part(one, coverage) for one in coverage.resources],
        preview_findings=[
            finding_part(finding, coverage.estate) for finding in coverage.all_findings
        ],
        faults=[_fault(rehearsal, one, fault) for one in rehearsal.kinds for fault in one.faults],
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
        exempt=[
            RehearsedExempt(
                urn=one.resource.urn,
                program=one.resource.program,
                name=one.resource.name,
                why=one.how,
                until=one.exempt_until,
                reason=one.exempt_reason,
                owner=one.exempt_owner,
            )
            for one in rehearsal.exempt
        ],
        restore_tests=[test for one in rehearsal.kinds for test in _tests(one)],
        findings=[
            RehearsedFinding(
                code=f.code,
                at=f.at,
                why=f.why,
                remedy=remedy_of(f.code),
                sources=sources_named(f.code),
                link=docs_url(f.code),
            )
            for f in rehearsal.findings
        ],
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
        summary=RehearsalSummary(
            verdict=verdict.verdict,
            why=verdict.says,
            exit_status=verdict.exit_status,
            reasons=[_reason(one) for one in objections(rehearsal)],
        ),
    )


def rehearsal_json_schema() -> dict[str, object]:
    """Return the JSON Schema of `bamp.rehearsal/1`."""
    return RehearsalDocument.model_json_schema(mode="serialization")


def _times(times: JobTimes) -> RehearsedTimes:
    return RehearsedTimes(
        start_delay_seconds=times.start_delay // _SECOND,
        backup_takes_seconds=times.backup_takes // _SECOND,
        copy_delay_seconds=times.copy_delay // _SECOND,
        copy_takes_seconds=times.copy_takes // _SECOND,
    )


def _fault(rehearsal: Rehearsal, one: RehearsedKind, fault: RehearsedFault) -> RehearsedFaultPart:
    resource, outcome = one.kind.one.resource, fault.outcome
    acknowledged = rehearsal.coverage.acknowledged.fault(outcome.fault)
    newest = {(r.account_id, r.region, r.vault): r for r in reversed(fault.restorable_from)}
    return RehearsedFaultPart(
        fault=outcome.fault,
        happens=FAULTS[outcome.fault].happens,
        remedy=remedy_of(outcome.fault),
        sources=sources_named(outcome.fault),
        link=docs_url(outcome.fault),
        urn=resource.urn,
        program=resource.program,
        resources=len(one.kind.members),
        detected=outcome.detected,
        by=list(outcome.by),
        delivered_to=[f"{d.kind} {d.address}" for d in outcome.delivered_to],
        told=[
            RehearsedNotification(
                kind=one.recipient.kind,
                address=one.recipient.address,
                minutes=one.minutes,
                says=one.says,
                unread=one.unread,
            )
            for one in (*outcome.notified, *outcome.unread)
        ],
        after_minutes=outcome.after_minutes,
        hangs_on=list(outcome.doubts),
        assumed=outcome.assumed,
        acknowledged=""
        if acknowledged is None
        else acknowledged_in_words(acknowledged, rehearsal.at.date()),
        acknowledged_until=None if acknowledged is None else acknowledged.until,
        until=fault.until,
        known=fault.is_known,
        data_loss_minutes=None if fault.loss is None else fault.loss // _MINUTE,
        recovery_minutes=None if fault.recovery is None else fault.recovery // _MINUTE,
        restorable_from=[_restore(r) for r in reversed(newest.values())],
    )


def _points(one: RehearsedKind) -> Iterator[RehearsedPoints]:
    resource = one.kind.one.resource
    members = [
        RehearsedMember(urn=each.urn, program=each.program, name=each.name)
        for each in (member.resource for member in one.kind.members)
    ]
    for region, exposure in one.exposures.items():
        bound = one.at_most.get(region)
        yield RehearsedPoints(
            urn=resource.urn,
            program=resource.program,
            resources=len(one.kind.members),
            members=members,
            region=region,
            restorable=[_restore(r) for r in one.restorable if r.region == region],
            known=bound is not None and bound.is_known,
            worst_loss_minutes=_loss(exposure),
            at_most_minutes=None if bound is None else bound.at_most_minutes,
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


def _reason(one: Objection) -> RehearsedReason:
    return RehearsedReason(
        subject=one.subject,
        says=one.says,
        wrong=[RehearsedWrong(code=w.code, of=w.of, why=w.why) for w in one.wrong],
    )


def _loss(exposure: Exposure | None) -> int | None:
    if exposure is None or exposure.loss is None:
        return None
    return exposure.loss // _MINUTE


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
