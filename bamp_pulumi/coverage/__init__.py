"""How each data store of an estate stands: protected, native, exempt, unprotected or unverified.

Judges declared resources by AWS Backup's own rules (selections, opt-in, locks, keys, roles) and by
the policy's promises. What cannot be verified is reported as unverified, never as protected.
"""

from bamp_pulumi.coverage.account import DeclaredAccount
from bamp_pulumi.coverage.account_checks import (
    REMEDY_NOT_NOTIFIED,
    recorded_places,
    rotation_in_words,
)
from bamp_pulumi.coverage.acknowledged import Acknowledged, acknowledged_in_words
from bamp_pulumi.coverage.adoption import has_adopted
from bamp_pulumi.coverage.assumed_account import assume_account
from bamp_pulumi.coverage.cover import cover
from bamp_pulumi.coverage.exposure import exposure_of
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.finding_kind import FindingKind, Severity
from bamp_pulumi.coverage.finding_kinds import FINDING_KINDS
from bamp_pulumi.coverage.first_deployment import judge_first_deployment
from bamp_pulumi.coverage.masking import NAMES_OF_OURS, in_other_words
from bamp_pulumi.coverage.result import (
    Coverage,
    NativeWindow,
    RegionExposure,
    ResourceCoverage,
    Status,
)
from bamp_pulumi.coverage.secret_texts import secret_words, without_secrets
from bamp_pulumi.timing import Cadence, CoveredCopy, CoveredRule, JobTimes, runs_between

__all__ = [
    "FINDING_KINDS",
    "NAMES_OF_OURS",
    "REMEDY_NOT_NOTIFIED",
    "Acknowledged",
    "Cadence",
    "Coverage",
    "CoveredCopy",
    "CoveredRule",
    "DeclaredAccount",
    "Finding",
    "FindingKind",
    "JobTimes",
    "NativeWindow",
    "RegionExposure",
    "ResourceCoverage",
    "Severity",
    "Status",
    "acknowledged_in_words",
    "assume_account",
    "cover",
    "exposure_of",
    "has_adopted",
    "in_other_words",
    "judge_first_deployment",
    "recorded_places",
    "rotation_in_words",
    "runs_between",
    "secret_words",
    "without_secrets",
]
