"""How programs are run."""

from dataclasses import dataclass
from pathlib import Path

from bamp_pulumi.estate.run_limits import RUN_SECONDS
from bamp_pulumi.policy import BackupPolicy

__all__ = ["RunOptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How programs are run."""

    stack: str | None = None
    """Stack whose configuration is used, where a program has it. Default: see `Project.config`."""
    inherit: bool = False
    """Declare `bamp.inherit()` before each service program's first line, unchanged on disk."""
    policy: BackupPolicy | None = None
    """What stands in the place of `bamp:policy` of every stack. Default: each stack's own, else the
    built-in policy."""
    account_id: str | None = None
    """Account, 12 digits. Default: the stack's `aws:allowedAccountIds`; else the only account that
    the other sources name; else an assumed one."""
    region: str | None = None
    """Region where a stack sets no `aws:region`, and that of explicit providers that set none.
    Default: us-east-1 for the first, none for the second: it takes the deployer's, whom nobody
    knows."""
    states: tuple[Path, ...] = ()
    """JSON files of `pulumi stack export`, at most one for each program: what is deployed. Default:
    nothing is known of that."""
    timeout_seconds: int = RUN_SECONDS.value
    """Longest run of one program."""
