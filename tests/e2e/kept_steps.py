"""One resource of each type, changed step by step on the engine: what AWS keeps before and after.

`walk` deploys programs/kept with one thing changed at a time and asks the stand-in what AWS holds.
Its record is kept in kept.json, from which the page in the docs is made.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.e2e.account import Account
from tests.e2e.engine import EngineError, NewStack, Stack
from tests.e2e.findings import announced_in

__all__ = ["LOSSY", "STEPS", "Step", "walk"]

_UNCOUNTED: Final = (
    "aws:s3/bucketVersioning:BucketVersioning",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
)
"""Companions whose effect is told in the row of their bucket."""
_TARGET: Final = "urn:pulumi:test::kept::aws:dynamodb/table:Table::table-anew"

# Any: JSON.
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One deployment."""

    label: str
    """Heading of its column in the table."""
    declares: Mapping[str, object]
    """What step.json of the program says."""
    command: tuple[str, ...] = ("up", "--yes", "--skip-preview")
    previewed: tuple[str, ...] = ()
    """The command that previews it, where something is lost; empty where nothing is."""
    maintain: bool = False
    """Let the maintenance windows pass before it."""
    restored: Mapping[str, object] | None = None
    """What is deployed again after it, for the next step to begin with; None for nothing."""
    unprotects: bool = False
    """Let the steps after it delete and replace."""


_UP: Final = ("preview", "--json", "--show-sames")
_DESTROY: Final = ("destroy", "--yes", "--skip-preview")
_DESTROY_PREVIEW: Final = ("destroy", "--preview-only", "--json", "--show-sames")
_INHERITING: Final = {"tier": "standard"}
_CRITICAL: Final = {"tier": "critical"}
_DEVELOPMENT: Final = {"tier": "development"}
_RENAMED: Final = {"suffix": "-renamed", "alias": True}
_MOVED: Final = {**_RENAMED, "component": True}
_PROTECTED: Final = {**_CRITICAL, **_MOVED, "protect": True}
_ANEW: Final = {"suffix": "-anew", "physical": "-anew"}

STEPS: Final[Mapping[str, Step]] = {
    "adopt": Step(label="add `inherit()`, tier `standard`", declares=_INHERITING),
    "up": Step(label="tier `critical`", declares=_CRITICAL),
    "rename": Step(
        label="rename with an alias", declares={**_CRITICAL, **_RENAMED, "protect": True}
    ),
    "move": Step(label="move into a component, with an alias", declares=_PROTECTED),
    "refused": Step(
        label="destroy, refused by `protect`", declares=_PROTECTED, command=("destroy", "--yes")
    ),
    "skipped": Step(
        label="destroy with `--skip-preview`, refused by `protect`",
        declares=_PROTECTED,
        command=_DESTROY,
        restored=_PROTECTED,
    ),
    "excluded": Step(
        label="destroy with `--exclude-protected`",
        declares=_PROTECTED,
        command=(*_DESTROY, "--exclude-protected"),
        previewed=(*_DESTROY_PREVIEW, "--exclude-protected"),
        restored=_PROTECTED,
        unprotects=True,
    ),
    "remove": Step(label="remove `inherit()`", declares=_MOVED, previewed=_UP),
    "again": Step(label="add it again, tier `standard`", declares={**_INHERITING, **_MOVED}),
    "replace": Step(
        label="change a replacing input",
        declares={**_INHERITING, **_MOVED, "replace": True},
        previewed=_UP,
    ),
    "anew": Step(label="rename without an alias", declares={**_INHERITING, **_ANEW}, previewed=_UP),
    "down": Step(label="tier `development`", declares={**_DEVELOPMENT, **_ANEW}, previewed=_UP),
    "target": Step(
        label="tier `critical`, `--target` one table",
        declares={**_CRITICAL, **_ANEW},
        command=("up", "--yes", "--skip-preview", "--target", _TARGET),
    ),
    "replace one": Step(
        label="`--target-replace` one table",
        declares={**_CRITICAL, **_ANEW},
        command=("up", "--yes", "--skip-preview", "--target-replace", _TARGET),
        previewed=(*_UP, "--target-replace", _TARGET),
    ),
    "destroy one": Step(
        label="destroy with `--target` one table",
        declares={**_CRITICAL, **_ANEW},
        command=(*_DESTROY, "--target", _TARGET),
        previewed=(*_DESTROY_PREVIEW, "--target", _TARGET),
        restored={**_CRITICAL, **_ANEW},
    ),
    "destroy": Step(
        label="destroy",
        declares={**_CRITICAL, **_ANEW},
        command=_DESTROY,
        previewed=_DESTROY_PREVIEW,
    ),
}
"""In their order; each begins where the one before ended."""

LOSSY: Final = tuple(name for name, step in STEPS.items() if step.previewed)

_SUFFIXES: Final = ("-renamed", "-anew")
_REASONS: Final[Mapping[str, str]] = {
    "protect": "The data stores are protected",
    "InvalidDBInstanceState": "AWS replicates no backups of an instance that has none",
}
"""Why a command is refused, by a sign in what the engine says."""

_RETAINED: Final = {"tier": "critical", "physical": "-retained", "retain": True}
_RETAIN: Final = Step(
    label="destroy, with `retain_on_delete`", declares=_RETAINED, command=_DESTROY
)
_SILENT: Final = {"only": ["silent"]}
_SILENT_STEPS: Final[Mapping[str, Step]] = {
    "adopt critical": Step(
        label="adopt an instance without backups, tier `critical`",
        declares={**_SILENT, "tier": "critical"},
    ),
    "adopt standard": Step(
        label="the same, tier `standard`", declares={**_SILENT, "tier": "standard"}
    ),
    "after the window": Step(
        label="`pulumi up --refresh`, after its maintenance window",
        declares={**_SILENT, "tier": "standard"},
        command=("up", "--yes", "--skip-preview", "--refresh"),
        maintain=True,
    ),
}


@dataclass(slots=True)
class _Walk:
    stack: Stack
    account: Account
    rows: str = ""
    """What the names of the rows begin with; empty for all."""
    record: dict[str, Json] = field(default_factory=dict[str, Json])

    def set_up(self, declares: Mapping[str, object]) -> None:
        """Deploy what the first step begins with."""
        self._declare(declares)
        self._run("up", "--yes", "--skip-preview")

    def take(self, name: str, step: Step) -> None:
        """Take one step, and note what AWS keeps of each row before and after."""
        self._declare(step.declares)
        if step.maintain:
            self.account.maintain()
        before = _rows(self.account)
        announced: dict[str, list[str]] = {}
        if step.previewed:
            shown = self._run(*step.previewed)
            announced = announced_in(shown, self.stack.folder.parent / f"{name}.json")
        refused = ""
        try:
            self._run(*step.command)
        except EngineError as error:
            refused = _reason(str(error))
        deleted = {int(d["born"]): str(d["text"]) for d in self.account.holdings()["deleted"]}
        after = _rows(self.account)
        self.record[name] = {
            "label": step.label,
            "refused": refused,
            "announced": {_row_of(name): codes for name, codes in announced.items()},
            "rows": {
                row: _outcome(before.get(row), after.get(row), deleted)
                for row in sorted(before.keys() | after.keys())
                if row.startswith(self.rows)
            },
        }

    def unprotect(self) -> None:
        """Let the next steps delete and replace."""
        self._run("state", "unprotect", "--all", "--yes")

    def _declare(self, declares: Mapping[str, object]) -> None:
        (self.stack.folder / "step.json").write_text(json.dumps(dict(declares)))

    def _run(self, *arguments: str) -> str:
        return self.stack.engine.run(self.stack.folder, *arguments, "--stack", self.stack.name)


def walk(new_stack: NewStack, program: Path, account: Account) -> Json:
    """Take every step, on three stacks of one account, and return the record."""
    main = _Walk(new_stack(program, "test"), account)
    main.set_up({})
    for name, step in STEPS.items():
        main.take(name, step)
        if step.restored is not None:
            main.set_up(step.restored)
        if step.unprotects:
            main.unprotect()
    retained = _Walk(new_stack(program, "retained"), account)
    retained.set_up(_RETAINED)
    retained.take("retain", _RETAIN)
    silent = _Walk(new_stack(program, "silent"), account, rows="silent")
    silent.set_up(_SILENT)
    for name, step in _SILENT_STEPS.items():
        silent.take(name, step)
    return {"steps": {**main.record, **retained.record}, "silent": silent.record}


def _rows(account: Account) -> dict[str, Json]:
    """Find what AWS keeps of each row of the table."""
    return {
        _row_of(str(held["name"])): held
        for held in account.holdings()["kept"]
        if held["token"] not in _UNCOUNTED
    }


def _row_of(name: str) -> str:
    """Find the row of a resource by its logical name, whatever the steps have appended."""
    for suffix in _SUFFIXES:
        name = name.replace(suffix, "")
    return name


def _outcome(before: Json | None, after: Json | None, deleted: Mapping[int, str]) -> Json:
    """Compare what AWS keeps of one row."""
    had = int(before["amount"]) if before else 0
    text = before["text"] if before else "-"
    now = "-" if after is None else str(after["text"])
    if before is not None and (after is None or before["born"] != after["born"]):
        remains = deleted[before["born"]]
        return {"before": text, "after": now, "remains": remains, "shortened": had > 0}
    if after is not None and after["pending"]:
        now += f", {after['pending']} after the maintenance window"
    shortened = after is not None and int(after["amount"]) < had
    return {"before": text, "after": now, "remains": "", "shortened": shortened}


def _reason(said: str) -> str:
    """Find why a command was refused, in a form that no path or time changes."""
    for sign, reason in _REASONS.items():
        if sign in said:
            return reason
    raise AssertionError(said)
