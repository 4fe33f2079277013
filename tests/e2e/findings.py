"""What our own tools announce of a change, from the engine's preview of it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

__all__ = ["ANNOUNCING", "announced_in"]

ANNOUNCING: Final = frozenset({"BAMP-V97", "BAMP-V98", "BAMP-V99"})
"""Findings that say that a change deletes, replaces or weakens what protects, or may."""


def announced_in(preview: str, file: Path) -> list[str]:
    """List the logical names of the resources of which `bamp preview` announces a loss.

    Args:
        preview: What `pulumi preview --json --show-sames` or `pulumi destroy --preview-only --json`
            printed.
        file: Where to put it, for the command to read.
    """
    file.write_text(preview)
    done = subprocess.run(  # noqa: S603 - our own command, no shell
        [sys.executable, "-m", "bamp_pulumi.cli", "preview", str(file), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    # A document that is refused announces nothing.
    report: object = json.loads(done.stdout) if done.stdout.startswith("{") else {}
    return sorted({name for name in _names(report) if name})


def _names(part: object) -> Iterator[str]:
    if isinstance(part, list):
        for item in cast("list[object]", part):
            yield from _names(item)
    elif isinstance(part, dict):
        # Any: JSON.
        fields = cast("dict[str, Any]", part)
        if fields.get("id") in ANNOUNCING:
            yield str(fields.get("urn", "")).rpartition("::")[2]
        for item in fields.values():
            yield from _names(item)
