"""When rules run, how long their jobs wait and take, and how old what they made can be.

One arithmetic for preview, rehearsal and the check of a running account: what one of them bounds
the others cannot exceed.
"""

from bamp_pulumi.timing.age import longest_age
from bamp_pulumi.timing.covered import CoveredCopy, CoveredRule
from bamp_pulumi.timing.job_times import JobTimes
from bamp_pulumi.timing.queue import MadePoint, Run, runs_that_may_expire, sure_points
from bamp_pulumi.timing.runs import (
    LOOKED_AT,
    Cadence,
    all_runs,
    longest_gap,
    never_runs,
    runs_between,
    suppressed_share,
)

__all__ = [
    "LOOKED_AT",
    "Cadence",
    "CoveredCopy",
    "CoveredRule",
    "JobTimes",
    "MadePoint",
    "Run",
    "all_runs",
    "longest_age",
    "longest_gap",
    "never_runs",
    "runs_between",
    "runs_that_may_expire",
    "suppressed_share",
    "sure_points",
]
