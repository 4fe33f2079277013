"""The document of an earlier preview, as what a later one is compared with."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from pydantic import ValidationError

from bamp_pulumi.changes import (
    Comparison,
    Snapshot,
    as_read_now,
    changes,
    inputs_compared,
    snapshot_of,
)
from bamp_pulumi.cli.git_tree import refused_base
from bamp_pulumi.cli.sources import SourceOptions
from bamp_pulumi.coverage import Coverage
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.texts import UnreadableError, read_json_document, read_text_file, require_readable

__all__ = ["FileBase", "read_base_file"]

_SCHEMA: Final = "bamp.preview/1"
_WHOLE: Final = ("tiers", "stores", "vaults", "plans", "parts", "findings")
"""Parts that every snapshot has."""


@dataclass(frozen=True, slots=True)
class FileBase:
    """What the document of an earlier preview says of its estate."""

    given: str
    """The file, as it was given."""
    snapshot: Snapshot

    def compare(self, coverage: Coverage, _sources: SourceOptions) -> Comparison:
        """Compare the coverage of an estate with the snapshot; it holds no rehearsal of faults."""
        now = snapshot_of(coverage)
        found = changes(as_read_now(self.snapshot, now), now)
        return Comparison(
            base=self._named, changes=found.changes, faults_compared=not found.changes
        )

    @property
    def _named(self) -> str:
        """The file, and which version has written it where that one compared other inputs."""
        if self.snapshot.compares == inputs_compared():
            return self.given
        version = self.snapshot.version or "of before it wrote its version down"
        return f"{self.given}, written by bamp {version}, which compared other inputs"


def read_base_file(file: Path) -> Snapshot:
    """Read the snapshot in what `bamp preview --json` has written.

    Raises:
        RefusedError: `BAMP-P15`, when it holds none; `BAMP-P14`, when it is more than is read.
    """

    def refused(what: str) -> RefusedError:
        return refused_base(
            f"--base {file}, which {what}",
            allowed="what `bamp preview --json` has written",
            why="house rule: a preview is compared with a preview",
            write=f"bamp preview PROGRAM... --json > {file.name}",
        )

    text = read_text_file(file, "json-bytes", refused)
    try:
        document = read_json_document(text, path=str(file))
    except UnreadableError as error:
        raise refused(f"cannot be read: {error}") from None
    if not isinstance(document, Mapping):
        raise refused("holds no JSON object")
    fields = cast("Mapping[str, object]", document)  # of JSON: its keys are text
    require_readable(fields)
    schema = fields.get("schema")
    if schema != _SCHEMA:
        raise refused(f"has the schema {schema!r}" if schema else "is no preview of bamp")
    if fields.get("snapshot") is None:
        raise refused("holds no snapshot: an older bamp has written it")
    try:
        snapshot = Snapshot.model_validate(fields["snapshot"])
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise refused(f"is damaged at snapshot.{place}: {first['msg']}") from None
    # What a cut file lacks would seem to be added now, and nothing of it lost.
    lacking = [name for name in _WHOLE if name not in snapshot.model_fields_set]
    if lacking:
        raise refused(f"is damaged: its snapshot lacks {', '.join(lacking)}")
    return snapshot
