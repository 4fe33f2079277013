"""Processes that a test looks after, which need not be its own children."""

from pathlib import Path

__all__ = ["is_alive"]


def is_alive(pid: str) -> bool:
    """Return whether a process runs: one that is gone or only waits to be counted does not."""
    try:
        status = (Path("/proc") / pid / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"
