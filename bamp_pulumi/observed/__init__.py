"""What a running account has: looked at with boto3, judged by the judge of the health check.

Needs the extra `live`. Nothing is ever written to the account.
"""

from bamp_pulumi.lambdas.health.reading import Budget, Progress
from bamp_pulumi.observed.looking import Observation, look
from bamp_pulumi.observed.permissions import read_policy
from bamp_pulumi.observed.plan_runs import PlanRuns, plan_runs
from bamp_pulumi.observed.published_manifest import manifest_in, require_account_of
from bamp_pulumi.observed.scope import Scope, enabled_regions, promised_regions
from bamp_pulumi.observed.session import Account, SignIn, sign_in

__all__ = [
    "Account",
    "Budget",
    "Observation",
    "PlanRuns",
    "Progress",
    "Scope",
    "SignIn",
    "enabled_regions",
    "look",
    "manifest_in",
    "plan_runs",
    "promised_regions",
    "read_policy",
    "require_account_of",
    "sign_in",
]
