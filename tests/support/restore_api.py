"""What AWS answers about one restore job, and what it is given: a stand-in without a network.

Answers have the shapes of botocore's models; a test of the stand-in holds them to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from api_shapes import operations_of, shape_errors
from botocore.exceptions import ClientError
from restored_judgement import BACKED_UP, NOW

__all__ = ["RestoreApi"]


class _InvalidRequestError(Exception):
    """As the class that boto3 makes for the service."""


class _Exceptions:
    InvalidRequestException = _InvalidRequestError


# Any, from here on: answers of AWS.
@dataclass(slots=True, kw_only=True)
class RestoreApi:
    """AWS Backup, the bus and the tags, as the validator sees them."""

    kind: str
    source: str
    created: str
    tags: Mapping[str, str] = field(
        default_factory=lambda: {"backup-tier": "critical", "backup-owner": "orders"}
    )
    metadata: Mapping[str, str] = field(default_factory=dict[str, str])
    job: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Fields of the job that are otherwise."""
    refuses: frozenset[str] = frozenset()
    """Operations that are denied, by their names in Python."""
    is_too_late: bool = False
    """Whether AWS Backup takes no result any more."""
    loses_events: bool = False
    given: list[Mapping[str, Any]] = field(default_factory=list[Mapping[str, Any]])
    """Results that AWS Backup was given."""
    events: list[Mapping[str, Any]] = field(default_factory=list[Mapping[str, Any]])
    exceptions: type = _Exceptions

    @property
    def point(self) -> str:
        """ARN of the recovery point."""
        return "arn:aws:backup:us-east-1:111122223333:recovery-point:point-1"

    def describe_restore_job(self, **request: str) -> Any:  # noqa: ANN401
        """Answer as AWS Backup does."""
        self._take("backup", "DescribeRestoreJob", request)
        answer = {
            "RestoreJobId": request["RestoreJobId"],
            "RecoveryPointArn": self.point,
            "SourceResourceArn": self.source,
            "BackupVaultArn": "arn:aws:backup:us-east-1:111122223333:backup-vault:primary",
            "CreationDate": NOW - timedelta(minutes=40),
            "Status": "COMPLETED",
            "ResourceType": self.kind,
            "CreatedResourceArn": self.created,
            "ValidationStatus": "VALIDATING",
            **self.job,
        }
        return self._answer("backup", "DescribeRestoreJob", answer)

    def describe_recovery_point(self, **request: str) -> Any:  # noqa: ANN401
        """Answer as AWS Backup does."""
        self._take("backup", "DescribeRecoveryPoint", request)
        assert request == {"BackupVaultName": "primary", "RecoveryPointArn": self.point}
        answer = {
            "CreationDate": BACKED_UP,
            "CompletionDate": BACKED_UP + timedelta(minutes=20),
            "ResourceArn": self.source,
        }
        return self._answer("backup", "DescribeRecoveryPoint", answer)

    def get_restore_job_metadata(self, **request: str) -> Any:  # noqa: ANN401
        """Answer as AWS Backup does."""
        self._take("backup", "GetRestoreJobMetadata", request)
        return self._answer("backup", "GetRestoreJobMetadata", {"Metadata": {**self.metadata}})

    def put_restore_validation_result(self, **request: str) -> None:
        """Take a result, as AWS Backup does: the first."""
        self._take("backup", "PutRestoreValidationResult", request)
        if self.is_too_late:
            raise _InvalidRequestError("the validation window is over")
        self.given.append(request)

    def get_resources(self, **request: Any) -> Any:  # noqa: ANN401
        """Answer as the tagging API does."""
        service = "resourcegroupstaggingapi"
        self._take(service, "GetResources", request)
        tags = [{"Key": key, "Value": value} for key, value in self.tags.items()]
        found = [{"ResourceARN": self.source, "Tags": tags}] if tags else []
        return self._answer(service, "GetResources", {"ResourceTagMappingList": found})

    def put_events(self, **request: Any) -> Any:  # noqa: ANN401
        """Take an event, as the bus does."""
        self._take("events", "PutEvents", request)
        if self.loses_events:
            entry = {"ErrorCode": "ThrottlingException", "ErrorMessage": "too many"}
            return self._answer("events", "PutEvents", {"FailedEntryCount": 1, "Entries": [entry]})
        self.events.extend(request["Entries"])
        entries = [{"EventId": "1"}]
        return self._answer("events", "PutEvents", {"FailedEntryCount": 0, "Entries": entries})

    def _take(self, service: str, operation: str, request: Mapping[str, Any]) -> None:
        shape = operations_of(service).operation_model(operation).input_shape
        assert not [*shape_errors({**request}, shape)]
        if operation in self.refuses:
            error: Any = {"Error": {"Code": "AccessDeniedException", "Message": "not allowed"}}
            raise ClientError(error, operation)

    def _answer(self, service: str, operation: str, answer: Any) -> Any:  # noqa: ANN401
        shape = operations_of(service).operation_model(operation).output_shape
        assert not [*shape_errors(answer, shape)]
        return answer
