"""What a report was made from: for a reader who has the report and nothing else."""

from dataclasses import dataclass
from datetime import date

__all__ = ["Provenance", "Revision"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Which text of a program was read."""

    program: str
    """Path of the program or file, as given."""
    commit: str = ""
    """Git commit that is checked out there, 40 or 64 hexadecimal digits. Default: none, for what
    is not in a Git repository, and where there is no `git`."""
    is_tracked: bool = True
    """Whether that commit, or the index, holds any of it: an ignored file is in no commit."""
    changed_files: int | None = None
    """Files of the whole repository that are changed, or not tracked. Default: not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a report comes from."""

    made_on: date
    """Day on which it was made, UTC."""
    judged_on: date
    """Day on which exemptions are judged, UTC."""
    version: str
    """Version of this library."""
    command: str
    """Command that makes it again, with its options."""
    revisions: tuple[Revision, ...] = ()
    """One for each program, in the order in which they were given."""
