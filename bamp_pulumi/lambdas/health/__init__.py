"""Is everything backed up now: what was read of an account against what is promised.

`records` is what was read, `expected` what is promised, `judge` the one judgement. Judging needs
nothing but the standard library. Reading needs boto3, and has a door of its own: `reading`.
"""

from bamp_pulumi.lambdas.health.backup_lists import (
    access_points_in,
    jobs_in,
    points_in,
    settings_of,
    vaults_in,
)
from bamp_pulumi.lambdas.health.calls import (
    LISTED_TYPES,
    READ_ACTIONS,
    actions_of,
    read_actions,
    types_of,
)
from bamp_pulumi.lambdas.health.contract import OWNER_TAG, TIER_TAG
from bamp_pulumi.lambdas.health.expected import Expected, ExpectedRule
from bamp_pulumi.lambdas.health.judge import judge
from bamp_pulumi.lambdas.health.key_lists import key_of
from bamp_pulumi.lambdas.health.listed_stores import (
    OwningAccount,
    stores_in,
    tagged_types,
    tags_in,
)
from bamp_pulumi.lambdas.health.listing import Listing
from bamp_pulumi.lambdas.health.metric import (
    HEALTH_CHECKS,
    METRIC_DIMENSION,
    METRIC_NAMESPACE,
)
from bamp_pulumi.lambdas.health.packing import EXPECTED_FILE, EXPECTED_SCHEMA, pack, unpack
from bamp_pulumi.lambdas.health.records import (
    Job,
    JobKind,
    Key,
    PlanPreview,
    Point,
    Seen,
    Store,
    Unseen,
    Vault,
)
from bamp_pulumi.lambdas.health.reporting import (
    BACKUP_MISSING,
    DETAIL_TYPE,
    EXEMPTION_OVER,
    NOT_AS_PROMISED,
    NOT_SEEN,
    SOURCE,
    Account,
    Entry,
    events_of,
    kinds_of,
)
from bamp_pulumi.lambdas.health.selected import JOBS_KEPT, since_vaults
from bamp_pulumi.lambdas.health.standing import (
    Reason,
    ReasonKind,
    Standing,
    State,
    Subject,
    Weight,
    spoken,
)
from bamp_pulumi.lambdas.health.store_rows import ROWS

__all__ = [
    "BACKUP_MISSING",
    "DETAIL_TYPE",
    "EXEMPTION_OVER",
    "EXPECTED_FILE",
    "EXPECTED_SCHEMA",
    "HEALTH_CHECKS",
    "JOBS_KEPT",
    "LISTED_TYPES",
    "METRIC_DIMENSION",
    "METRIC_NAMESPACE",
    "NOT_AS_PROMISED",
    "NOT_SEEN",
    "OWNER_TAG",
    "READ_ACTIONS",
    "ROWS",
    "SOURCE",
    "TIER_TAG",
    "Account",
    "Entry",
    "Expected",
    "ExpectedRule",
    "Job",
    "JobKind",
    "Key",
    "Listing",
    "OwningAccount",
    "PlanPreview",
    "Point",
    "Reason",
    "ReasonKind",
    "Seen",
    "Standing",
    "State",
    "Store",
    "Subject",
    "Unseen",
    "Vault",
    "Weight",
    "access_points_in",
    "actions_of",
    "events_of",
    "jobs_in",
    "judge",
    "key_of",
    "kinds_of",
    "pack",
    "points_in",
    "read_actions",
    "settings_of",
    "since_vaults",
    "spoken",
    "stores_in",
    "tagged_types",
    "tags_in",
    "types_of",
    "unpack",
    "vaults_in",
]
