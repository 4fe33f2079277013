"""Does what was restored hold what was backed up: a validator that can say FAILED.

How it is deployed:

- Handler `bamp_pulumi.lambdas.restore.handler.handle`. The archive is `archive_files(...)`: the
  package with `validations.json` beside it, and the database drivers at its root (extra `restore`).
- Called by a rule for `Restore Job State Change` with `status` COMPLETED and
  `restoreTestingPlanArn` (it reads `detail.restoreJobId`), and, where sources are recorded, by a
  rule for `Backup Job State Change` with `state` COMPLETED.
- Environment: `RESTORE_NAME`; `RECORDS_BUCKET` and `RECORDS_PREFIX` where there are records.
  Timeout 900 seconds: it stops reading half a minute before.
- It calls what `ALWAYS`, `BY_TYPE`, `RECORDS_READ` and `RECORDS_WRITTEN` list.
- Its verdict goes to AWS Backup by PutRestoreValidationResult, and to the default bus as `SOURCE`,
  `DETAIL_TYPE`, with `outcome` SUCCESSFUL, FAILED or TOO_SLOW.

`facts` is what was read, `validations` what is wanted, `verdict` the one judgement.
"""

from bamp_pulumi.lambdas.restore.archive import CERTIFICATES_FILE, DRIVERS, archive_files
from bamp_pulumi.lambdas.restore.calls import (
    ALWAYS,
    BY_TYPE,
    RECORDS_READ,
    RECORDS_WRITTEN,
    Calls,
)
from bamp_pulumi.lambdas.restore.checks import Check, CheckOutcome
from bamp_pulumi.lambdas.restore.facts import Compared, Depth, Fact, Facts, Key
from bamp_pulumi.lambdas.restore.reporting import DETAIL_TYPE, SOURCE, event_of
from bamp_pulumi.lambdas.restore.restore import Answers, Restore, restore_of
from bamp_pulumi.lambdas.restore.validations import (
    VALIDATIONS_FILE,
    VALIDATIONS_SCHEMA,
    Query,
    Validation,
    Validations,
    unpack_validations,
)
from bamp_pulumi.lambdas.restore.verdict import Outcome, Verdict, judge

__all__ = [
    "ALWAYS",
    "BY_TYPE",
    "CERTIFICATES_FILE",
    "DETAIL_TYPE",
    "DRIVERS",
    "RECORDS_READ",
    "RECORDS_WRITTEN",
    "SOURCE",
    "VALIDATIONS_FILE",
    "VALIDATIONS_SCHEMA",
    "Answers",
    "Calls",
    "Check",
    "CheckOutcome",
    "Compared",
    "Depth",
    "Fact",
    "Facts",
    "Key",
    "Outcome",
    "Query",
    "Restore",
    "Validation",
    "Validations",
    "Verdict",
    "archive_files",
    "event_of",
    "judge",
    "restore_of",
    "unpack_validations",
]
