"""What an engine writes while programs/doors is adopted: exports and previews, kept as test data.

Nothing of the machine is in it: places of files, times, secrets and versions of plugins are left
out. tests/changes/test_engine_doors.py judges the record where there is no engine.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tests.e2e.account import Account
from tests.e2e.engine import Stack

__all__ = ["PROGRAM", "RECORD", "read_doors", "walk_doors", "written"]

# Any, in this file: JSON.
Json = dict[str, Any]
PROGRAM: Final = Path(__file__).parent / "programs" / "doors"
RECORD: Final = Path(__file__).with_name("doors.json")
_LEFT_OUT: Final = frozenset(
    {
        "created",
        "detailedDiff",
        "duration",
        "manifest",
        "modified",
        "secrets_providers",
        "sourcePosition",
        "stackTrace",
    }
)
_EMPTY: Final = (None, [], {})


def walk_doors(stack: Stack, account: Account) -> Json:
    """Deploy the program, adopt it, let the maintenance windows pass, and deploy again."""
    stack.up()
    record: Json = {"before": _exported(stack)}
    (stack.folder / "step.json").write_text(json.dumps({"adopted": True}))
    record["preview"] = stack.preview()
    stack.up()
    record["after"] = _exported(stack)
    record["preview again"] = stack.preview()
    account.maintain()
    stack.engine.run(
        stack.folder, "up", "--refresh", "--yes", "--skip-preview", "--stack", stack.name
    )
    record["settled"] = _exported(stack)
    return {name: _kept(document) for name, document in record.items()}


def _exported(stack: Stack) -> Json:
    """Export the stack as the docs say: secrets stay encrypted."""
    return json.loads(stack.engine.run(stack.folder, "stack", "export", "--stack", stack.name))


def _kept(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Leave out what differs from machine to machine and from run to run."""
    if isinstance(value, list):
        return [_kept(each) for each in value]
    if not isinstance(value, dict):
        return value
    fields = {name: _kept(each) for name, each in value.items() if name not in _LEFT_OUT}
    if "ciphertext" in fields:
        fields["ciphertext"] = "v1:encrypted"
    return {name: each for name, each in fields.items() if each not in _EMPTY}


def written(record: Mapping[str, Any]) -> str:
    """Write a record: a line for each resource or step, so that a change of one is seen."""
    lines: list[str] = []
    for name, document in record.items():
        if not isinstance(document, dict):
            lines.append(f"{json.dumps(name)}: {json.dumps(document)}")
            continue
        parts = [f"{json.dumps(key)}: {_listed(each)}" for key, each in document.items()]
        lines.append(f"{json.dumps(name)}: {{{', '.join(parts)}}}")
    return "{" + ",\n".join(lines) + "}\n"


def _listed(value: Any) -> str:  # noqa: ANN401 - JSON
    if isinstance(value, dict) and "resources" in value:
        others = {name: each for name, each in value.items() if name != "resources"}
        head = json.dumps(others)[1:-1]
        return f'{{{head}{", " if head else ""}"resources": {_listed(value["resources"])}}}'
    if isinstance(value, list):
        return "[\n" + ",\n".join(json.dumps(each) for each in value) + "\n]"
    return json.dumps(value)


def read_doors() -> Json:
    """Read the record that is kept."""
    return json.loads(RECORD.read_text(encoding="utf-8"))
