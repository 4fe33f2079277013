"""What the record of a management call that succeeds holds, in a trail's log and in an event."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.unknown import UNKNOWN

__all__ = ["CALL_PARAMETERS", "CALL_RECORD"]

_DIFFERS: Final = (
    "eventVersion",
    "userIdentity",
    "eventTime",
    "sourceIPAddress",
    "userAgent",
    "requestParameters",
    "responseElements",
    "requestID",
    "eventID",
    "readOnly",
)
CALL_RECORD: Final[Mapping[str, object]] = MappingProxyType(
    {
        **dict.fromkeys(_DIFFERS, UNKNOWN),
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "eventCategory": "Management",
    }
)
"""Fields beside `eventSource`, `eventName`, `awsRegion` and `recipientAccountId`; `UNKNOWN` where
they differ from call to call. Those that only some calls have are left out, as `errorCode` and
`errorMessage` are of a call that succeeds: who asks for one of them does not ask for each call.

Source: AWS CloudTrail user guide, cloudtrail-event-reference-record-contents (read 2026-11-28).
"""
CALL_PARAMETERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "DeleteBackupPlan": ("backupPlanId",),
        "DeleteBackupSelection": ("backupPlanId", "selectionId"),
        "DeleteBackupVault": ("backupVaultName",),
        "DeleteBackupVaultLockConfiguration": ("backupVaultName",),
        "DeleteRecoveryPoint": ("backupVaultName", "recoveryPointArn"),
        "DisableKey": ("keyId",),
        "PutBackupVaultAccessPolicy": ("backupVaultName",),
        "PutBucketNotification": ("bucketName",),
        "ScheduleKeyDeletion": ("keyId",),
        "UpdateRegionSettings": ("resourceTypeOptInPreference",),
    }
)
"""Fields of `requestParameters` that say what a call is made on, by its name. Of another call it is
not known which field does.

Source: botocore 1.44.5 (the required members of the requests); Amazon S3 user guide,
cloudtrail-logging-s3-info: `bucketName` (read 2026-11-28).
"""
