"""The ids of the faults that can be rehearsed, for the policy that acknowledges some of them.

`bamp_pulumi.rehearsal` describes each of them; a test holds the two equal.
"""

from typing import Final

__all__ = ["FAULT_IDS"]

FAULT_IDS: Final = (
    "backup-job-failed",
    "backup-job-expired",
    "backup-job-aborted",
    "backup-job-completed-with-issues",
    "copy-job-failed",
    "copy-job-stuck",
    "restore-job-failed",
    "restore-started",
    "s3-backup-object-failed",
    "s3-restore-object-failed",
    "tag-lost",
    "resource-untagged",
    "selection-deleted",
    "plan-deleted",
    "continuous-backup-interrupted",
    "s3-continuous-frozen",
    "copy-missing",
    "recovery-point-deleted",
    "recovery-points-stay-expired",
    "vault-policy-changed",
    "vault-lock-removed",
    "key-disabled",
    "key-deletion-scheduled",
    "topic-cannot-be-published",
    "destination-down",
    "region-opt-in-off",
    "retention-outside-lock",
    "overlapping-windows",
    "replica-lag",
    "storage-nearly-full",
    "primary-region-lost",
    "account-compromised",
    "restore-test-failed",
    "restore-too-slow",
    "exemption-expired",
    "repository-not-backed-up",
    "health-check-not-run",
)
"""In the order in which a rehearsal lists them."""
