"""What would happen: a simulation of an estate in time.

Stands on coverage: which rules and copies apply to a resource is judged there, and what they come
to over months is worked out here. Deterministic: the same seed gives the same history.
"""

from bamp_pulumi.rehearsal.account_summary import (
    AccountSummary,
    NotifiedDestination,
    SummaryPlan,
    SummaryVault,
    sum_up_account,
)
from bamp_pulumi.rehearsal.alerting import FailedBackup, fail_backups, judge_alerting
from bamp_pulumi.rehearsal.assumptions import Assumptions
from bamp_pulumi.rehearsal.backups import simulate_backups
from bamp_pulumi.rehearsal.damage import RehearsedFault
from bamp_pulumi.rehearsal.delivery import (
    Absence,
    Datapoint,
    Event,
    PathStanding,
    Signal,
    Silence,
)
from bamp_pulumi.rehearsal.events import RehearsedEvent, rehearse_events
from bamp_pulumi.rehearsal.faults import FAULTS, NO_TRAIL, Fault, Outcome, Scene
from bamp_pulumi.rehearsal.findings import REHEARSAL_CODES, RehearsalFinding
from bamp_pulumi.rehearsal.history import (
    ContinuousPoint,
    History,
    Job,
    JobKind,
    JobState,
    RecoveryPoint,
)
from bamp_pulumi.rehearsal.kinds import Kind, kinds_of
from bamp_pulumi.rehearsal.plan_faults import PlanOutcome, inject_in_plans
from bamp_pulumi.rehearsal.rehearse import Rehearsal, RehearsedKind, is_accepted, rehearse
from bamp_pulumi.rehearsal.restore_tests import RestoreTest
from bamp_pulumi.rehearsal.restoring import (
    Exposure,
    Restorable,
    newest_state,
    restorable_at,
    worst_exposure,
)
from bamp_pulumi.rehearsal.secret_texts import (
    events_without_secrets,
    rehearsal_without_secrets,
    storm_without_secrets,
)
from bamp_pulumi.rehearsal.sms_only import SmsOnly, sms_only
from bamp_pulumi.rehearsal.storm import (
    MOST_AN_HOUR,
    ROUND_MINUTES,
    ROUNDS,
    BusyCall,
    Storm,
    StormDestination,
    rehearse_storm,
)

__all__ = [
    "FAULTS",
    "MOST_AN_HOUR",
    "NO_TRAIL",
    "REHEARSAL_CODES",
    "ROUNDS",
    "ROUND_MINUTES",
    "Absence",
    "AccountSummary",
    "Assumptions",
    "BusyCall",
    "ContinuousPoint",
    "Datapoint",
    "Event",
    "Exposure",
    "FailedBackup",
    "Fault",
    "History",
    "Job",
    "JobKind",
    "JobState",
    "Kind",
    "NotifiedDestination",
    "Outcome",
    "PathStanding",
    "PlanOutcome",
    "RecoveryPoint",
    "Rehearsal",
    "RehearsalFinding",
    "RehearsedEvent",
    "RehearsedFault",
    "RehearsedKind",
    "Restorable",
    "RestoreTest",
    "Scene",
    "Signal",
    "Silence",
    "SmsOnly",
    "Storm",
    "StormDestination",
    "SummaryPlan",
    "SummaryVault",
    "events_without_secrets",
    "fail_backups",
    "inject_in_plans",
    "is_accepted",
    "judge_alerting",
    "kinds_of",
    "newest_state",
    "rehearsal_without_secrets",
    "rehearse",
    "rehearse_events",
    "rehearse_storm",
    "restorable_at",
    "simulate_backups",
    "sms_only",
    "storm_without_secrets",
    "sum_up_account",
    "worst_exposure",
]
