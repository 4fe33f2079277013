"""How modules are kept: doors, sizes, names."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "bamp_pulumi"
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p.name != "__main__.py")
DRAWERS = {"utils", "util", "helpers", "common", "misc", "base", "core"}
LONGEST = 400


def name(path: Path) -> str:
    """Return a module's path from the root."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_it_is_and_what_it_offers(path: Path) -> None:
    """A docstring, and an `__all__` of names that it defines."""
    tree = ast.parse(path.read_text())
    dotted = name(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    module = import_module(dotted)

    assert ast.get_docstring(tree)
    is_door = path.name == "__init__.py"
    offered: list[str] = getattr(module, "__all__", [])
    assert offered or not any(isinstance(n, ast.ClassDef) for n in tree.body)
    assert all(hasattr(module, each) for each in offered)
    assert len(offered) == len(set(offered))
    if is_door and dotted != "bamp_pulumi":
        assert offered == sorted(offered, key=sort_key) or not offered


ROOMS_WITHIN = {
    "lambdas.alerts",
    "lambdas.health",
    "lambdas.health.reading",
    "lambdas.restore",
    "report.terminal",
}
"""Packages of a room that are doors of their own: the first four run in AWS, each packed by itself,
and of them `reading` needs boto3; the last
needs a library that only people at a terminal install."""


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_room_is_entered_by_its_door(path: Path) -> None:
    """From outside, a room offers what its `__init__` offers, and nothing else."""
    room = name(path).split("/")[1]
    around = [
        node.module
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("bamp_pulumi.")
        and (node.module or "").split(".")[1] != room
        and (node.module or "").count(".") > 1
    ]

    assert {module.removeprefix("bamp_pulumi.") for module in around if module} <= ROOMS_WITHIN


def sort_key(each: str) -> tuple[int, str]:
    """Order as ruff does: constants, classes, functions."""
    return (0 if each.isupper() else 1 if each[0].isupper() else 2, each)


def is_door(path: Path) -> bool:
    """Return True for a file that only lists what a room offers."""
    statements = ast.parse(path.read_text()).body
    listing = (ast.Import, ast.ImportFrom, ast.Assign, ast.Expr)
    return path.name == "__init__.py" and all(isinstance(each, listing) for each in statements)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_holds_one_idea(path: Path) -> None:
    """Over 400 lines it holds several, unless it only lists them; a drawer holds none."""
    assert len(path.read_text().splitlines()) <= LONGEST or is_door(path)
    assert path.stem not in DRAWERS


def test_modules_are_small_on_the_whole() -> None:
    """Half of them are under 150 lines."""
    lengths = sorted(len(path.read_text().splitlines()) for path in MODULES)

    assert lengths[len(lengths) // 2] < 150


@pytest.mark.parametrize(
    "folder", ["components", "examples", "stacks", "templates", "tests", "tools"]
)
def test_a_folder_at_the_top_says_what_it_is_for(folder: str) -> None:
    """In 60 lines at most."""
    readme = ROOT / folder / "README.md"

    assert len(readme.read_text().splitlines()) <= 60
