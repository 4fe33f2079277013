"""What an engine writes while programs/doors is adopted: exports and previews, kept as test data.

Nothing of the machine is in it: places of files, times, secrets and versions of plugins are left
out. tests/changes/test_engine_doors.py judges the record where there is no engine.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, cast

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
_EMPTY: Final[tuple[object, ...]] = (None, [], {})


def walk_doors(stack: Stack, account: Account) -> Json:
    """Deploy the program, adopt it, let the maintenance windows pass, and deploy again."""
    stack.up()
    record: Json = {"before": _exported(stack)}
    (stack.folder / "step.json").write_text(json.dumps({"adopted": True}))
    record["preview"] = stack.preview()
    stack.up()
    record["after"] = _exported(stack)
    account.maintain()
    stack.engine.run(
        stack.folder, "up", "--refresh", "--yes", "--skip-preview", "--stack", stack.name
    )
    record["settled"] = _exported(stack)
    return {name: _kept(document) for name, document in record.items()}


def _exported(stack: Stack) -> Json:
    """Export the stack as the docs say: secrets stay encrypted."""
    return json.loads(stack.engine.run(stack.folder, "stack", "export", "--stack", stack.name))


def _kept(value: object) -> Any:  # noqa: ANN401 - JSON
    """Leave out what differs from machine to machine and from run to run."""
    if isinstance(value, list):
        members = cast("list[object]", value)
        return [_kept(each) for each in members if not _is_of_machine(each)]
    if not isinstance(value, dict):
        return value
    given = cast("Json", value)
    fields: Json = {name: _kept(each) for name, each in given.items() if name not in _LEFT_OUT}
    if "outputs" in fields:
        fields["outputs"] = _told(fields)
    if "ciphertext" in fields:
        fields["ciphertext"] = "v1:encrypted"
    return {name: each for name, each in fields.items() if each not in _EMPTY}


def _is_of_machine(value: object) -> bool:
    """Return True for a warning that says where the plugin of the provider was found."""
    return isinstance(value, dict) and "pulumi-resource-aws" in str(
        cast("Json", value).get("message")
    )


def _told(state: Json) -> Json:
    """Leave out the outputs that the stand-in makes up of the id and their own name."""
    outputs: Json = state["outputs"]
    return {n: v for n, v in outputs.items() if v != f"{state.get('id')}.{n}"}


def written(record: Mapping[str, object]) -> str:
    """Write a record: a line for each resource or step, so that a change of one is seen."""
    lines = [f"{json.dumps(name)}: {_document(each)}" for name, each in record.items()]
    return "{" + ",\n".join(lines) + "}\n"


def _document(value: object) -> str:
    if not isinstance(value, dict):
        return json.dumps(value)
    fields = cast("Json", value)
    return "{" + ", ".join(f"{json.dumps(n)}: {_listed(v)}" for n, v in fields.items()) + "}"


def _listed(value: object) -> str:
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(_compact, cast("list[object]", value))) + "\n]"
    fields: Json = cast("Json", value) if isinstance(value, dict) else {}
    return _document(fields) if "resources" in fields else _compact(cast("object", value))


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def read_doors() -> Json:
    """Read the record that is kept."""
    return json.loads(RECORD.read_text(encoding="utf-8"))
