"""What a running account has done, against what was promised and rehearsed.

`observe` pairs each job with the run of its rule, `measure` says how long the jobs of each type
waited and lasted, `deviations_of` where that differs from what a rehearsal took for granted.
"""

from bamp_pulumi.measured.deviations import Deviation, DeviationKind, deviations_of
from bamp_pulumi.measured.document import (
    MeasuredDocument,
    measured_document,
    measured_json_schema,
    read_measured,
)
from bamp_pulumi.measured.observed import Observed, observe
from bamp_pulumi.measured.plan_preview import previewed_deviations
from bamp_pulumi.measured.spread import Measured, Spread, measure, times_of

__all__ = [
    "Deviation",
    "DeviationKind",
    "Measured",
    "MeasuredDocument",
    "Observed",
    "Spread",
    "deviations_of",
    "measure",
    "measured_document",
    "measured_json_schema",
    "observe",
    "previewed_deviations",
    "read_measured",
    "times_of",
]
