"""Since when something is promised, as far as that shows: before, no rule was due.

A resource may be older than the tag that names its tier, and an account than its vaults. Jobs show
it: AWS Backup lists them for 30 days, and nobody can delete one. Recovery points alone do not, for
whoever deletes the older ones would make the rest look young.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bamp_pulumi.lambdas.health.expected import Expected
from bamp_pulumi.lambdas.health.records import JobKind, Seen
from bamp_pulumi.lambdas.health.sight import where

__all__ = ["JOBS_KEPT", "jobs_of_plans", "since_vaults"]

JOBS_KEPT = timedelta(days=30)
"""AWS Backup lists no older backup jobs, and does not say whether it lists older copy jobs.
Source: AWS Backup API, ListBackupJobs, ListCopyJobs (read 2026-11-29)."""
_JOBS = "backup:ListBackupJobs"


def jobs_of_plans(seen: Seen) -> bool:
    """Return True if all backup jobs were read that AWS Backup still lists."""
    is_asked = seen.since is None or seen.since <= seen.at - JOBS_KEPT
    return is_asked and not any(each.what == _JOBS for each in seen.unseen)


def since_vaults(expected: Expected, seen: Seen) -> Expected:
    """Return what is promised, since the vaults that it names are there.

    Not where a plan has started a job before: then a vault is there anew, and what was in it is
    missing. Nor where that was not read.
    """
    named = {*expected.keys, *expected.locked}
    made = [
        vault.created_at
        for vault in seen.vaults
        if where(vault.name, vault.region) in named and vault.created_at is not None
    ]
    began: datetime | None = max(made, default=None)
    if expected.since is not None or began is None or not jobs_of_plans(seen):
        return expected
    is_new = all(
        job.created_at >= began for job in seen.jobs if job.kind is JobKind.BACKUP and job.rule
    )
    return replace(expected, since=began) if is_new else expected
