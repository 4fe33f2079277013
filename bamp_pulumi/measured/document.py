"""What was measured of an account, as a file that the next preview and rehearsal read.

Schema `bamp.measured/1`.
"""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.lambdas.health import Seen
from bamp_pulumi.measured.spread import Measured, Spread
from bamp_pulumi.texts import UnreadableError, read_json_document, read_text_file

__all__ = ["MeasuredDocument", "measured_document", "measured_json_schema", "read_measured"]

_Seconds = Annotated[int, Field(ge=0, le=366 * 86_400)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class MeasuredSpread(_Part):
    """Times of some jobs."""

    jobs: Annotated[int, Field(ge=1)]
    """How many jobs it is of."""
    usual_seconds: _Seconds
    """Their median."""
    longest_seconds: _Seconds


class MeasuredType(_Part):
    """What was measured of one type; null where no job told."""

    start_delay: MeasuredSpread | None = None
    """From when a rule fell due to when its job began."""
    backup_takes: MeasuredSpread | None = None
    copy_delay: MeasuredSpread | None = None
    """From the end of a backup to the beginning of its copy."""
    copy_takes: MeasuredSpread | None = None
    newest_bytes: Annotated[int, Field(ge=0)] = 0
    """Sum of the sizes of the newest backup of each resource."""
    resources: Annotated[int, Field(ge=0)] = 0
    """How many resources that is of."""


class MeasuredDocument(_Part):
    """What was measured of an account."""

    schema_: Literal["bamp.measured/1"] = Field(default="bamp.measured/1", alias="schema")
    account_id: str
    since: AwareDatetime | None
    """Since when jobs were read; null for all that AWS Backup lists."""
    until: AwareDatetime
    types: Mapping[str, MeasuredType]
    """By AWS Backup's name of each type."""

    def measured(self) -> Mapping[str, Measured]:
        """Return what was measured, by type."""
        return {
            name: Measured(
                start_delay=_spread(each.start_delay),
                backup_takes=_spread(each.backup_takes),
                copy_delay=_spread(each.copy_delay),
                copy_takes=_spread(each.copy_takes),
                newest_bytes=each.newest_bytes,
                resources=each.resources,
            )
            for name, each in self.types.items()
        }


def measured_document(seen: Seen, measured: Mapping[str, Measured]) -> MeasuredDocument:
    """Put what was measured into the form of the file.

    Args:
        seen: What it was measured of.
        measured: By type.
    """
    return MeasuredDocument(
        account_id=seen.account_id,
        since=seen.since,
        until=seen.at,
        types={
            name: MeasuredType(
                start_delay=_part(each.start_delay),
                backup_takes=_part(each.backup_takes),
                copy_delay=_part(each.copy_delay),
                copy_takes=_part(each.copy_takes),
                newest_bytes=each.newest_bytes,
                resources=each.resources,
            )
            for name, each in measured.items()
        },
    )


def measured_json_schema() -> dict[str, object]:
    """Return the JSON Schema of `bamp.measured/1`."""
    return MeasuredDocument.model_json_schema(mode="serialization")


def read_measured(path: Path) -> MeasuredDocument:
    """Read the file that `bamp coverage --write-measured` has written.

    Raises:
        RefusedError: `BAMP-P10`, when it is no such file.
    """
    text = read_text_file(path, "json-bytes", lambda why: _refused(path, why))
    try:
        document = read_json_document(text, path=str(path))
        return MeasuredDocument.model_validate(document)
    except UnreadableError as error:
        raise _refused(path, f"is no JSON: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(map(str, first["loc"])) or "the document"
        raise _refused(
            path, f"does not have the form of bamp.measured/1: {at}: {first['msg']}"
        ) from None


def _refused(path: Path, why: str) -> RefusedError:
    return RefusedError(
        "BAMP-P10",
        given=f"--measured {path}, which {why}",
        allowed="a file that bamp coverage has written, schema bamp.measured/1",
        why="house rule: times are taken over only from what was measured of an account",
        write="bamp coverage --write-measured measured.json",
    )


def _spread(part: MeasuredSpread | None) -> Spread | None:
    if part is None:
        return None
    return Spread(
        jobs=part.jobs,
        usually=timedelta(seconds=part.usual_seconds),
        longest=timedelta(seconds=part.longest_seconds),
    )


def _part(spread: Spread | None) -> MeasuredSpread | None:
    if spread is None:
        return None
    return MeasuredSpread(
        jobs=spread.jobs,
        usual_seconds=round(spread.usually.total_seconds()),
        longest_seconds=round(spread.longest.total_seconds()),
    )
