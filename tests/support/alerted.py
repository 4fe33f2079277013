"""An account whose alerts tell everybody, with a database, a bucket and a trail beside it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import cast

import pulumi_aws as aws

from bamp_pulumi.components import Baseline, BaselineArgs
from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import Estate
from bamp_pulumi.policy import default_policy
from bamp_pulumi.rehearsal import FAULTS, Outcome, Rehearsal, rehearse
from bamp_pulumi.testing import declare

__all__ = [
    "ACCOUNT",
    "ALERTS",
    "HERE",
    "HOOK",
    "MAIL",
    "PHONE",
    "THERE",
    "outcomes",
    "rehearsed",
    "stores",
    "whole",
    "with_trail",
    "worst_of",
]

ACCOUNT = "111122223333"
HERE, THERE = "us-east-1", "us-west-2"
MAIL, PHONE, HOOK = "oncall@bamp-ops.io", "+12025550423", "https://hooks.bamp-ops.io/backup"
ALERTS = {
    "to": [
        {"email": MAIL},
        {"sms": PHONE},
        {"slack": "bamp/slack"},
        {"pagerduty": "bamp/pagerduty", "severities": ["critical"]},
        {"webhook": HOOK, "webhook_secret": "bamp/hook"},
        {"tickets": True},
        {"email": "dba@bamp-ops.io", "tiers": ["standard"]},
    ],
    "runbook": "https://wiki.bamp-ops.io/backup",
}
TAGS = {"backup-tier": "critical", "backup-owner": "shop"}


def stores() -> None:
    """Declare a database and a bucket that are backed up."""
    aws.rds.Instance(
        "orders",
        identifier="orders",
        engine="postgres",
        instance_class="db.t4g.micro",
        storage_encrypted=True,
        tags=TAGS,
    )
    bucket = aws.s3.Bucket("invoices", bucket="invoices", tags=TAGS)
    aws.s3.BucketVersioning(
        "invoices", bucket=bucket.id, versioning_configuration={"status": "Enabled"}
    )


def with_trail(declare_trail: Callable[[], object]) -> Estate:
    """Declare a database, a bucket and some trail beside a baseline with alerts."""

    def program() -> None:
        Baseline("bamp", cast("BaselineArgs", {"alerts": ALERTS}))
        declare_trail()
        stores()

    return declare(program, account_id=ACCOUNT)


@cache
def whole() -> Estate:
    """Declare them with a trail that records everything."""
    return with_trail(
        lambda: aws.cloudtrail.Trail("trail", s3_bucket_name="logs", is_multi_region_trail=True)
    )


def rehearsed(estate: Estate, *faults: str, together: bool = False) -> Rehearsal:
    """Rehearse a day of an estate with faults, every one by default."""
    coverage = cover(estate, default_policy(), today=date(2026, 11, 26))
    start = datetime(2027, 1, 1, tzinfo=UTC)
    return rehearse(
        coverage, start=start, days=1, at=start, faults=faults or FAULTS, together=together
    )


def outcomes(estate: Estate, *faults: str) -> dict[str, Outcome]:
    """Let faults happen, every one by default; the worst outcome of each."""
    return worst_of(rehearsed(estate, *faults))


def worst_of(rehearsal: Rehearsal) -> dict[str, Outcome]:
    """Return the worst outcome of each fault."""
    found: dict[str, Outcome] = {}
    for one in rehearsal.kinds:
        for fault in one.faults:
            worst = found.setdefault(fault.outcome.fault, fault.outcome)
            if worst.detected and not fault.outcome.detected:
                found[fault.outcome.fault] = fault.outcome
    return found
