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


def announced_in(preview: str, file: Path) -> dict[str, list[str]]:
    """List the losses that `bamp preview` announces: codes by logical name of the resource.

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
    found: dict[str, set[str]] = {}
    for name, code in _announced(report):
        found.setdefault(name, set()).add(code)
    return {name: sorted(codes) for name, codes in sorted(found.items()) if name}


def _announced(part: object) -> Iterator[tuple[str, str]]:
    if isinstance(part, list):
        for item in cast("list[object]", part):
            yield from _announced(item)
    elif isinstance(part, dict):
        # Any: JSON.
        fields = cast("dict[str, Any]", part)
        code = str(fields.get("id"))
        if code in ANNOUNCING:
            yield str(fields.get("urn", "")).rpartition("::")[2], code
        for item in fields.values():
            yield from _announced(item)
