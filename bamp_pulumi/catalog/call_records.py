"""What the record of a management call holds, in the log of a trail and in an event of it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.unknown import UNKNOWN

__all__ = ["CALL_RECORD"]

_DIFFERS: Final = (
    "eventVersion",
    "userIdentity",
    "eventTime",
    "sourceIPAddress",
    "userAgent",
    "errorCode",
    "errorMessage",
    "requestParameters",
    "responseElements",
    "additionalEventData",
    "requestID",
    "eventID",
    "readOnly",
    "resources",
    "apiVersion",
    "sharedEventID",
    "vpcEndpointId",
    "vpcEndpointAccountId",
    "sessionCredentialFromConsole",
    "tlsDetails",
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
they differ from call to call, or are there only in some.

Source: AWS CloudTrail user guide, cloudtrail-event-reference-record-contents (read 2026-11-28).
"""
