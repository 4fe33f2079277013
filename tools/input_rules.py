"""Write `bamp_pulumi/catalog/input_rules.json`: what AWS's own models say of the inputs.

Reads `input_rules.txt` beside this file, and the service models of the installed botocore. With
`--check` it writes nothing and exits 1 when the file would change.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

import botocore.session

ROOT: Final = Path(__file__).resolve().parents[1]
MAPPING: Final = ROOT / "tools" / "input_rules.txt"
RULES: Final = ROOT / "bamp_pulumi" / "catalog" / "input_rules.json"
UNBOUNDED: Final = 2_147_483_647
"""What models write for "no limit"."""


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """One line of the mapping: an input of a type, and the member of an API it becomes."""

    token: str
    path: str
    service: str
    operation: str
    member: str
    left_out: frozenset[str]


@dataclass(kw_only=True)
class Derived:
    """What came out: rules by token and path, and what had to be left out by the machine."""

    rules: dict[str, dict[str, dict[str, object]]] = field(
        default_factory=dict[str, dict[str, dict[str, object]]]
    )
    untranslated: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    empty: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


def mapped(text: str) -> Iterator[Mapped]:
    """Read the mapping."""
    token = service = operation = ""
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        words = line.split()
        if not line.startswith(" "):
            token, service, operation = words
            continue
        path, target, *left_out = words
        other, colon, member = target.rpartition(":")
        yield Mapped(
            token=token,
            path=path,
            service=service,
            operation=other if colon else operation,
            member=member,
            left_out=frozenset(kind.removeprefix("-") for kind in left_out),
        )


def derive(lines: Iterator[Mapped]) -> Derived:
    """Look each line up in the models."""
    session = botocore.session.get_session()
    derived = Derived()
    for line in lines:
        model = session.get_service_model(line.service)
        shape: Any = model.operation_model(line.operation).input_shape  # Any: botocore has no types
        for step in line.member.split("."):
            shape = _into(shape, step)
        rule = _rule(line, shape, derived)
        if not rule:
            derived.empty.append((line.token, line.path))
            continue
        rule["source"] = f"{line.service} {line.operation}, {shape.name}"
        derived.rules.setdefault(line.token, {})[line.path] = rule
    return derived


def _into(shape: Any, step: str) -> Any:  # noqa: ANN401 - botocore has no types
    name = re.split(r"[\[{]", step)[0]
    shape = shape.members[name]
    for kind in re.findall(r"\[\]|\{k\}|\{v\}", step):
        shape = {"[]": "member", "{k}": "key", "{v}": "value"}[kind], shape
        shape = getattr(shape[1], shape[0])
    return shape


def _rule(line: Mapped, shape: Any, derived: Derived) -> dict[str, object]:  # noqa: ANN401 - botocore has no types
    metadata = cast("Mapping[str, object]", shape.metadata)
    rule: dict[str, object] = {}
    counted = {"string": "length", "list": "items", "map": "items"}.get(shape.type_name, "value")
    for bound in ("min", "max"):
        limit = metadata.get(bound)
        # An empty list is one that is not set, and 0 bounds nothing.
        idle = bound == "min" and (limit == 0 or counted == "items")
        says = limit not in (None, UNBOUNDED) and not idle
        if says and bound not in line.left_out:
            rule[f"{bound}_{counted}"] = limit
    if "enum" in metadata and "enum" not in line.left_out:
        rule["enum"] = metadata["enum"]
    pattern = metadata.get("pattern")
    if isinstance(pattern, str) and pattern != ".*" and "pattern" not in line.left_out:
        if _compiles(pattern):
            rule["pattern"] = pattern
        else:
            derived.untranslated.append((line.token, line.path))
    return rule


def _compiles(pattern: str) -> bool:
    """Tell whether Python reads a pattern: models are written for Java and its classes."""
    try:
        re.compile(pattern, re.ASCII)
    except re.error:
        return False
    return True


def rendered(derived: Derived) -> str:
    """Write the rules as the file holds them."""
    return json.dumps(derived.rules, indent=1, sort_keys=True, ensure_ascii=True) + "\n"


def main(arguments: list[str]) -> int:
    """Write the file, or compare it."""
    derived = derive(mapped(MAPPING.read_text()))
    text = rendered(derived)
    if "--check" in arguments:
        return int(text != RULES.read_text())
    RULES.write_text(text)
    paths = sum(len(rules) for rules in derived.rules.values())
    sys.stdout.write(f"{len(derived.rules)} types, {paths} inputs\n")
    sys.stdout.write(f"left out, no such pattern in Python: {derived.untranslated}\n")
    sys.stdout.write(f"nothing in the model: {derived.empty}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
