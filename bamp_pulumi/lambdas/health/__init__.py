"""Is everything backed up now: what was read of an account against what is promised.

`records` is what was read, `expected` what is promised, `judge` the one judgement. Reading needs
boto3; judging needs nothing but the standard library.
"""

from bamp_pulumi.lambdas.health.expected import Expected, ExpectedRule
from bamp_pulumi.lambdas.health.judge import judge
from bamp_pulumi.lambdas.health.packing import EXPECTED_FILE, EXPECTED_SCHEMA, pack, unpack
from bamp_pulumi.lambdas.health.standing import Reason, ReasonKind, Standing, State, Subject, Weight

__all__ = [
    "EXPECTED_FILE",
    "EXPECTED_SCHEMA",
    "Expected",
    "ExpectedRule",
    "Reason",
    "ReasonKind",
    "Standing",
    "State",
    "Subject",
    "Weight",
    "judge",
    "pack",
    "unpack",
]
