"""Sources that stand in words: in a docstring of a module of the catalog, or over a data file.

The sentence begins with the word and a colon, ends the paragraph, names its pages as a row does,
and may say when they were read. It covers what its docstring describes: the module, one constant,
one function, one field. Over the rows of a `.txt` it stands in the comment; those of a `.toml` or a
`.json` have one each.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

__all__ = ["data_file_sources", "docstring_sources", "module_texts"]

_SOURCE: Final = re.compile(r"\bSource: (.+?)\.?(?=\n *\n|\s*\Z)", re.DOTALL)


@cache
def module_texts() -> dict[str, str]:
    """Return the text of each module of the catalog, by its name within it: `stores.caches`."""
    return {
        ".".join(path[:-1] + ((name,) if (name := path[-1].removesuffix(".py")) else ())): text
        for path, text in _texts(files("bamp_pulumi.catalog"), ".py")
        if path[-1] != "__init__.py" or len(path) > 1
    }


@cache
def docstring_sources() -> dict[str, str]:
    """Return the source that each docstring names, by what it describes: `limits.TAGS_MOST`."""
    return {
        ".".join(name for name in (module, described) if name): source
        for module, text in module_texts().items()
        for described, doc in _docstrings(ast.parse(text).body, "")
        for source in _sources(doc)
    }


@cache
def data_file_sources() -> dict[str, str]:
    """Return what each data file of the catalog says over its rows, by its path; else nothing."""
    return {
        "/".join(path): next(_sources(_header(text)), "")
        for path, text in _texts(files("bamp_pulumi.catalog"), ".txt")
    }


def _texts(
    folder: Traversable, *endings: str, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str]]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            yield from _texts(one, *endings, path=(*path, one.name))
        elif one.name.endswith(endings):
            yield (*path, one.name), one.read_text("utf-8")


def _docstrings(body: Iterable[ast.stmt], owner: str) -> Iterator[tuple[str, str]]:
    """Yield what each docstring describes: what stands before it, or what it stands first in."""
    before = owner
    for statement in body:
        match statement:
            case ast.Expr(value=ast.Constant(value=str() as doc)):
                yield before, doc
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                before = f"{owner}.{name}".lstrip(".")
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield from _docstrings(statement.body, f"{owner}.{name}".lstrip("."))
            case _:
                before = owner


def _sources(text: str) -> Iterator[str]:
    return (" ".join(said[1].split()) for said in _SOURCE.finditer(text))


def _header(text: str) -> str:
    lines = text.splitlines()
    first = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "\n".join(line.removeprefix("#").strip() for line in lines[:first])
