"""Where the rows were read, and when; named here once, so that rows say it alike."""

from typing import Final

__all__ = [
    "BACKUP_FEATURES",
    "CLOUDFORMATION",
    "FEATURES_READ_ON",
    "NOT_LISTED",
    "PROVIDER",
    "READ_ON",
]

READ_ON: Final = "2026-11-22"
FEATURES_READ_ON: Final = "2026-11-21"
"""When `BACKUP_FEATURES` was read."""
BACKUP_FEATURES: Final = "AWS Backup developer guide, backup-feature-availability"
"""What AWS Backup can do for a type; footnotes included."""
NOT_LISTED: Final = f"{BACKUP_FEATURES} (not listed there)"
"""Where to see that AWS Backup does not know a type."""
CLOUDFORMATION: Final = (
    f"{BACKUP_FEATURES}; CloudFormation resource schemas (pulumi-aws-native, 2026-08-07)"
)
"""Names of inputs of aws-native."""
PROVIDER: Final = "pulumi_aws 7.51.1"
"""Names of inputs, and whether a change of one is made in place."""
