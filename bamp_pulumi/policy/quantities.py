"""The numbers of a policy: whole, with a unit, and within the bounds of AWS or of the house."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, Strict, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from bamp_pulumi.catalog import limits
from bamp_pulumi.errors import RefusedError

__all__ = [
    "AuditAgeHours",
    "AuditDays",
    "Bounds",
    "ExemptionDays",
    "KeyRotationDays",
    "LockChangeableDays",
    "NativeRetentionDays",
    "ObjectiveMinutes",
    "RetentionDays",
    "StartWindowMinutes",
    "WindowMinutes",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Smallest and largest value of a number, both allowed, and who says so."""

    low: int
    high: int
    unit: str
    why: str

    def within(self, value: int, info: ValidationInfo) -> int:
        """Return the value, or raise `BAMP-N01` that names field, bounds and nearest good value."""
        if self.low <= value <= self.high:
            return value
        nearest = min(max(value, self.low), self.high)
        raise RefusedError(
            "BAMP-N01",
            given=f"{info.field_name}={value}",
            allowed=f"{self.low} to {self.high} {self.unit}",
            why=self.why,
            write=f"{info.field_name}={nearest}",
            edits=(("", nearest),),
        )

    def __get_pydantic_core_schema__(
        self,
        source: object,
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        """Check after pydantic has made sure of a whole number."""
        return core_schema.with_info_after_validator_function(self.within, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Include the bounds in the JSON Schema, for editors and other languages."""
        bounds: Mapping[str, int] = {"minimum": self.low, "maximum": self.high}
        return {**handler(schema), **bounds}


RetentionDays = Annotated[
    int,
    Strict(),
    Bounds(
        low=limits.RETENTION_MIN_DAYS,
        high=limits.RETENTION_MAX_DAYS,
        unit="days",
        why="AWS Backup keeps a recovery point from one day to 100 years",
    ),
]
"""Days a recovery point lives, 1 to 36500."""

NativeRetentionDays = Annotated[
    int,
    Strict(),
    Bounds(
        low=limits.NATIVE_RETENTION_MIN_DAYS,
        high=limits.NATIVE_RETENTION_MAX_DAYS,
        unit="days",
        why="RDS, Aurora and DynamoDB keep their own backups 1 to 35 days; 0 switches them off",
    ),
]
"""Days a service keeps its own backups, 1 to 35."""

StartWindowMinutes = Annotated[
    int,
    Strict(),
    Bounds(
        low=limits.START_WINDOW_MIN_MINUTES,
        high=limits.WINDOW_MAX_MINUTES,
        unit="minutes",
        why="AWS Backup refuses a start window under an hour",
    ),
]
"""Minutes, 60 to 52560000."""

WindowMinutes = Annotated[
    int,
    Strict(),
    Bounds(
        low=limits.START_WINDOW_MIN_MINUTES,
        high=limits.WINDOW_MAX_MINUTES,
        unit="minutes",
        why="AWS Backup accepts windows from one hour to 100 years",
    ),
]
"""Minutes, 60 to 52560000."""

LockChangeableDays = Annotated[
    int,
    Strict(),
    Bounds(
        low=limits.LOCK_CHANGEABLE_MIN_DAYS,
        high=limits.LOCK_CHANGEABLE_MAX_DAYS,
        unit="days",
        why="AWS Backup leaves 72 hours or more before a compliance lock becomes irreversible",
    ),
]
"""Days until a compliance lock becomes irreversible, 3 to 36500."""

KeyRotationDays = Annotated[
    int,
    Strict(),
    Bounds(
        low=limits.KEY_ROTATION_MIN_DAYS,
        high=limits.KEY_ROTATION_MAX_DAYS,
        unit="days",
        why="AWS KMS rotates a key every 90 to 2560 days",
    ),
]
"""Days between rotations of a key, 90 to 2560."""

ObjectiveMinutes = Annotated[
    int,
    Strict(),
    Bounds(
        low=1,
        high=525_600,
        unit="minutes",
        why="house rule: an objective is between a minute and a year",
    ),
]
"""Minutes, 1 to 525600 (a year)."""

AuditDays = Annotated[
    int,
    Strict(),
    Bounds(
        low=1,
        high=limits.AUDIT_FREQUENCY_MAX_DAYS,
        unit="days",
        why="AWS Backup Audit Manager asks for a frequency of 31 days at most",
    ),
]
"""Days, 1 to 31."""

AuditAgeHours = Annotated[
    int,
    Strict(),
    Bounds(
        low=1,
        high=limits.AUDIT_AGE_MAX_HOURS,
        unit="hours",
        why="AWS Backup Audit Manager allows an age of 744 hours at most",
    ),
]
"""Hours, 1 to 744."""

ExemptionDays = Annotated[
    int,
    Strict(),
    Bounds(
        low=1,
        high=3_653,
        unit="days",
        why="house rule: a decision that nobody takes again within ten years is forgotten",
    ),
]
"""Days that a recorded decision may reach ahead, 1 to 3653."""
