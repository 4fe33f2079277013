"""The calls of a Python program that declare its resources, read without running it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Declaring", "find_call"]

_NAME: Final = "resource_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaring:
    """A call that declares a resource."""

    line: int
    last_line: int
    """Last line of the statement that it is a part of."""
    column: int
    """Column of the statement's first character: what stands after it is indented as far."""
    name: str
    """Source of the logical name: a text in quotes, or an expression."""
    is_plain_name: bool
    """Whether the name is a text and no expression."""
    variable: str
    """Name that it is assigned to; empty for none."""
    keywords: frozenset[str]
    """Arguments that are given by name."""
    takes_more: bool
    """Whether a further argument can be written into it, and be the only one of its name."""


def find_call(file: Path, line: int, class_name: str) -> Declaring | None:
    """Find the call on a line that makes an object of a class.

    Args:
        file: A file of the program.
        line: Line where the call begins.
        class_name: Last name of what is called: `Bucket` for `aws.s3.Bucket(...)`.

    Returns:
        None when there is none, when there are several, or when the file cannot be read.
    """
    try:
        text = file.read_text(encoding="utf-8")
        tree = ast.parse(text)
    except (OSError, ValueError, SyntaxError, RecursionError):
        return None
    found = [
        (statement, call)
        for statement in ast.walk(tree)
        if isinstance(statement, ast.stmt)
        for call in _calls(statement)
        if call.lineno == line and _called(call) == class_name
    ]
    if len(found) != 1:
        return None
    ((statement, call),) = found
    named = [k for k in call.keywords if k.arg == _NAME]
    name = call.args[0] if call.args else named[0].value if named else None
    if name is None or isinstance(name, ast.Starred):
        return None
    return Declaring(
        line=line,
        last_line=statement.end_lineno or line,
        column=statement.col_offset,
        name=ast.get_source_segment(text, name) or "",
        is_plain_name=isinstance(name, ast.Constant) and isinstance(name.value, str),
        variable=_variable(statement, call),
        keywords=frozenset(k.arg for k in call.keywords if k.arg is not None),
        takes_more=len(call.args) <= 1
        and all(k.arg is not None and k.arg != "args" for k in call.keywords),
    )


def _calls(statement: ast.stmt) -> Iterator[ast.Call]:
    """List the calls of a statement that belong to none of the statements inside it."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call):
            yield node
        waiting += [n for n in ast.iter_child_nodes(node) if not isinstance(n, ast.stmt)]


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""


def _variable(statement: ast.stmt, call: ast.Call) -> str:
    match statement:
        case ast.Assign(targets=[target], value=value) if value is call:
            pass
        case ast.AnnAssign(target=target, value=value) if value is call:
            pass
        case _:
            return ""
    return ast.unparse(target) if isinstance(target, ast.Name | ast.Attribute) else ""
