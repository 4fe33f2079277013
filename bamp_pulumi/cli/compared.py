"""What happened in an account, against what was rehearsed: `bamp coverage --compare`."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bamp_pulumi.cli.checks import write_file
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.measured import (
    Deviation,
    deviations_of,
    measure,
    measured_document,
    observe,
    previewed_deviations,
)
from bamp_pulumi.observed import Observation, plan_runs
from bamp_pulumi.texts import UnreadableError, read_json_document, read_text_file
from bamp_pulumi.timing import JobTimes

__all__ = ["compare", "rehearsed_times", "write_measured"]

_LONGEST: Final = 3_660 * 86_400


class _Times(BaseModel):
    model_config = ConfigDict(frozen=True)

    start_delay_seconds: int = Field(ge=0, le=_LONGEST)
    backup_takes_seconds: int = Field(ge=0, le=_LONGEST)
    copy_delay_seconds: int = Field(ge=0, le=_LONGEST)
    copy_takes_seconds: int = Field(ge=0, le=_LONGEST)

    def as_times(self, by_type: tuple[tuple[str, JobTimes], ...] = ()) -> JobTimes:
        return JobTimes(
            start_delay=timedelta(seconds=self.start_delay_seconds),
            backup_takes=timedelta(seconds=self.backup_takes_seconds),
            copy_delay=timedelta(seconds=self.copy_delay_seconds),
            copy_takes=timedelta(seconds=self.copy_takes_seconds),
            by_type=by_type,
        )


class _Rehearsal(BaseModel):
    """The part of a rehearsal that is compared."""

    model_config = ConfigDict(frozen=True)

    schema_: str = Field(alias="schema", pattern="^bamp.rehearsal/1$")
    times: _Times
    measured_times: dict[str, _Times]


def rehearsed_times(file: Path) -> JobTimes:
    """Return the times that a rehearsal counted with.

    Args:
        file: What `bamp rehearse --json` printed.

    Raises:
        RefusedError: `BAMP-P10`, when it is no such file.
    """
    text = read_text_file(file, "json-bytes", lambda why: _refused(file, why))
    try:
        read = _Rehearsal.model_validate(read_json_document(text, path=str(file)))
    except UnreadableError as error:
        raise _refused(file, f"is no JSON: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(map(str, first["loc"])) or "the document"
        raise _refused(file, f"is no rehearsal of this version: {at}: {first['msg']}") from None
    by_type = ((name, each.as_times()) for name, each in sorted(read.measured_times.items()))
    return read.times.as_times(tuple(by_type))


def compare(
    observation: Observation, rehearsed: JobTimes | None
) -> tuple[Observation, tuple[Deviation, ...] | None]:
    """Compare what happened with what was rehearsed.

    Returns:
        What was seen, with what AWS Backup did not say of its plans; and the deviations. None of
        nothing that was rehearsed.
    """
    if rehearsed is None:
        return observation, None
    policy, names = observation.manifest.policy, observation.manifest.names
    seen = observation.seen
    runs = plan_runs(observation.account, policy.primary_region)
    found = (
        *deviations_of(policy, seen, observe(policy, seen), rehearsed),
        *previewed_deviations(policy, names, runs.previews),
    )
    unseen = (*seen.unseen, *runs.unseen)
    return replace(observation, seen=replace(seen, unseen=unseen)), found


def write_measured(observation: Observation, file: Path) -> None:
    """Write what was measured of an account, for the next preview and rehearsal."""
    seen = observation.seen
    measured = measure(observe(observation.manifest.policy, seen))
    document = measured_document(seen, measured)
    text = document.model_dump_json(by_alias=True, indent=2)
    write_file(file, f"{text}\n", option="--write-measured")


def _refused(file: Path, why: str) -> RefusedError:
    return RefusedError(
        "BAMP-P10",
        given=f"--compare {file}, which {why}",
        allowed="what bamp rehearse --json prints, schema bamp.rehearsal/1",
        why="house rule: what happened is compared with what was rehearsed",
        write="bamp rehearse PROGRAM... --json > rehearsal.json",
    )
