"""Is everything backed up now: what was read of an account against what is promised.

`records` is what was read, `expected` what is promised, `judge` the one judgement. Reading needs
boto3; judging needs nothing but the standard library.
"""

from bamp_pulumi.lambdas.health.calls import read_actions, types_of
from bamp_pulumi.lambdas.health.expected import Expected, ExpectedRule
from bamp_pulumi.lambdas.health.judge import judge
from bamp_pulumi.lambdas.health.metric import (
    HEALTH_CHECKS,
    METRIC_DIMENSION,
    METRIC_NAMESPACE,
)
from bamp_pulumi.lambdas.health.packing import EXPECTED_FILE, EXPECTED_SCHEMA, pack, unpack
from bamp_pulumi.lambdas.health.reporting import (
    BACKUP_MISSING,
    DETAIL_TYPE,
    EXEMPTION_OVER,
    NOT_AS_PROMISED,
    NOT_SEEN,
    SOURCE,
    kinds_of,
)
from bamp_pulumi.lambdas.health.standing import Reason, ReasonKind, Standing, State, Subject, Weight

__all__ = [
    "BACKUP_MISSING",
    "DETAIL_TYPE",
    "EXEMPTION_OVER",
    "EXPECTED_FILE",
    "EXPECTED_SCHEMA",
    "HEALTH_CHECKS",
    "METRIC_DIMENSION",
    "METRIC_NAMESPACE",
    "NOT_AS_PROMISED",
    "NOT_SEEN",
    "SOURCE",
    "Expected",
    "ExpectedRule",
    "Reason",
    "ReasonKind",
    "Standing",
    "State",
    "Subject",
    "Weight",
    "judge",
    "kinds_of",
    "pack",
    "read_actions",
    "types_of",
    "unpack",
]
