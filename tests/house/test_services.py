"""What a service can do is the catalog's to say: no other file names one to decide by.

A text that is exactly the name of an AWS Backup type, of a service of a data store, by its type or
as the prefix of its actions, or of a type of one is looked for outside docstrings. What this cannot
see: a name put together from parts.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bamp_pulumi.catalog import ABILITIES, DATA_STORES, OPT_IN_TYPES, RESOURCE_POLICIES, rows_of

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "bamp_pulumi"
BACKUP_TYPES = {one.backup_type for one in ABILITIES} | {one.name for one in OPT_IN_TYPES}
SERVICES = {row.type.split(":")[1].split("/")[0] for row in DATA_STORES}
ACTIONS = {policy.service for token, policy in RESOURCE_POLICIES.items() if rows_of(token)}
TYPES = {row.type for row in DATA_STORES}
TYPE_PREFIXES = ("aws:", "aws-native:")

KNOWS_SERVICES = ("catalog", "lambdas", "components", "observed")
"""The catalog states facts; what runs in AWS, what is built there and what looks at a running
account names what it calls."""


def named(path: Path) -> Iterator[tuple[int, str]]:
    """List the services that a module names, with their lines."""
    tree = ast.parse(path.read_text())
    prose = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if id(node) not in prose and names_a_service(node.value):
            yield node.lineno, node.value


def names_a_service(text: str) -> bool:
    """Return True for the name of a backup type, of a service, or of a data store's type."""
    if text in BACKUP_TYPES | SERVICES | ACTIONS | TYPES:
        return True
    is_prefix = text.startswith(TYPE_PREFIXES) and text.endswith((":", "/")) and text.count(":") > 1
    return is_prefix and any(token.startswith(text) for token in TYPES)


MODULES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.relative_to(PACKAGE).parts[0] not in KNOWS_SERVICES
]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_file_outside_the_catalog_names_no_service(path: Path) -> None:
    """What differs between services is a field of a row."""
    assert [f"{line}: {text}" for line, text in named(path)] == []


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("S3", True),
        ("rds", True),
        ("elasticfilesystem", True),
        ("aws:s3/bucket:Bucket", True),
        ("aws:s3/bucket:", True),
        ("aws:backup/vault:Vault", False),
        ("aws:", False),
        ("s3 is a service", False),
    ],
)
def test_only_an_exact_name_counts(text: str, *, is_named: bool) -> None:
    """Sentences may speak of a service."""
    assert names_a_service(text) is is_named
