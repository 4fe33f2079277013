"""Pages of rehearsals written by hand, with something in each of their sections."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from covered_resources import START, copy, covered, elsewhere, rule

from bamp_pulumi.coverage import (
    Coverage,
    Finding,
    NativeWindow,
    ResourceCoverage,
    Status,
    exposure_of,
)
from bamp_pulumi.estate import Estate, Note, Program, Resource
from bamp_pulumi.rehearsal import Rehearsal, RehearsalFinding, rehearse
from bamp_pulumi.report import Provenance, Revision
from bamp_pulumi.report.rehearsal_page import render_rehearsal_page

__all__ = ["AT", "COMMIT", "MADE", "full_coverage", "full_rehearsal", "page_of", "rehearsed"]

AT = START + timedelta(days=20, hours=5)
COMMIT = "0123456789abcdef0123456789abcdef01234567"
MADE = Provenance(
    made_on=date(2026, 12, 24),
    judged_on=date(2026, 12, 31),
    version="9.8.7",
    command="bamp rehearse shop account --html page.html",
    revisions=(
        Revision(program="shop", commit=COMMIT, changed_files=0),
        Revision(program="account", commit=COMMIT, changed_files=3),
        Revision(program="account-manifest.json"),
    ),
)


def rehearsed(
    *resources: ResourceCoverage, at: datetime = AT, findings: tuple[Finding, ...] = ()
) -> Rehearsal:
    """Rehearse forty days with resources of nobody's account."""
    coverage = Coverage(estate=Estate((), ()), resources=resources, findings=findings)
    return rehearse(coverage, start=START, days=40, at=at)


def page_of(rehearsal: Rehearsal) -> str:
    """Render a page."""
    return render_rehearsal_page(rehearsal, MADE)


def _named(one: ResourceCoverage, name: str, program: str = "shop/prod") -> ResourceCoverage:
    found = elsewhere(one, name)
    return replace(
        found, resource=replace(found.resource, program=program, source=f"__main__.py:{len(name)}")
    )


def full_coverage() -> Coverage:
    """Judge data stores of every status, a promise kept and one broken."""
    kept = replace(
        covered(rule(), rule("weekly", "cron(0 4 ? * SUN *)", days=21), copies=(copy(),)),
        tier="standard",
        owner="orders",
        rpo_minutes=1_440,
        achieved_rpo_minutes=1_440,
        rto_minutes=240,
    )
    kept = replace(kept, exposure=exposure_of(kept))
    late = replace(
        covered(rule(days=7, continuous=True), label="DynamoDB table"),
        tier="strict",
        owner="carts",
        rpo_minutes=60,
        achieved_rpo_minutes=1_440,
        rto_minutes=30,
    )
    native = replace(
        covered(label="ElastiCache replication group"),
        status=Status.NATIVE,
        how="snapshotRetentionLimit 35",
        native=NativeWindow(days=35, lag_minutes=1_500),
    )
    bad = replace(kept, rules=(), copies=(), cadences=(), exposure=(), achieved_rpo_minutes=None)
    urn = _named(bad, "lost").resource.urn
    error = Finding(id="BAMP-V01", message="no plan selects it", urn=urn, program="shop/prod")
    warning = Finding(id="BAMP-V13", message="60 minutes asked, 1440 reached")
    program = Program(
        name="shop/prod",
        account_id="111122223333",
        region="us-east-1",
        region_assumed=True,
        notes=(Note(code="region-assumed", message="no aws:region", program="shop/prod"),),
    )
    return Coverage(
        estate=Estate((program,), ()),
        resources=(
            _named(kept, "orders"),
            _named(kept, "ledger"),
            _named(late, "carts"),
            _named(native, "sessions"),
            replace(
                _named(bad, "lost"), status=Status.UNPROTECTED, how="no plan", findings=(error,)
            ),
            replace(_named(bad, "maybe"), status=Status.UNVERIFIED, how="its tags are not known"),
            replace(
                _named(bad, "thumbnails"),
                status=Status.EXEMPT,
                how="until 2027-01-15: rebuilt in an hour",
                exempt_until=date(2027, 1, 15),
                exempt_reason="rebuilt in an hour",
                rpo_minutes=None,
                rto_minutes=None,
                tier="",
                owner="pictures",
            ),
        ),
        findings=(warning,),
    )


def full_rehearsal(at: datetime = AT) -> Rehearsal:
    """Rehearse them, with something in each section."""
    mail = Resource(
        urn="u",
        type="aws:sns/topicSubscription:TopicSubscription",
        name="on-call",
        program="account/prod",
        inputs={"protocol": "email", "endpoint": "on-call@bamp-ops.io"},
        outputs={},
    )
    faults = ("backup-job-failed", "recovery-point-deleted", "primary-region-lost")
    return replace(
        rehearse(full_coverage(), start=START, days=40, at=at, faults=faults),
        findings=(RehearsalFinding(code="BAMP-W02", at="failed", why="it takes nothing"),),
        to_confirm=(mail,),
    )
