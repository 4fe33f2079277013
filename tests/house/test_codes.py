"""Every code of a refusal or finding stands once in a table, and in the documents."""

import re
from collections.abc import Mapping
from pathlib import Path

from bamp_pulumi.baseline import BASELINE_CODES
from bamp_pulumi.coverage import FINDING_KINDS
from bamp_pulumi.estate import ESTATE_CODES
from bamp_pulumi.inheritance import INHERITANCE_CODES
from bamp_pulumi.policy import POLICY_CODES
from bamp_pulumi.rehearsal import REHEARSAL_CODES

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "bamp_pulumi").rglob("*.py"))
TABLES: list[Mapping[str, object]] = [
    BASELINE_CODES,
    ESTATE_CODES,
    FINDING_KINDS,
    INHERITANCE_CODES,
    POLICY_CODES,
    REHEARSAL_CODES,
]
CODE = re.compile(r"BAMP-[A-Z]\d{2,3}")


def test_no_code_stands_in_two_tables() -> None:
    """A code has one meaning."""
    codes = [code for table in TABLES for code in table]

    assert len(codes) == len(set(codes))


def test_every_code_that_is_used_stands_in_a_table() -> None:
    """And no table names a code that nothing uses."""
    used = {
        code
        for source in SOURCES
        if source.name not in ("codes.py", "errors.py")
        for code in CODE.findall(source.read_text())
    }

    assert used == {code for table in TABLES for code in table}


def test_every_code_is_documented() -> None:
    """Whoever meets one looks it up."""
    pages = ("docs/reference/errors.md", "docs/reference/findings.md", "docs/reference/faults.md")
    documented = {code for page in pages for code in CODE.findall((ROOT / page).read_text())}

    assert {code for table in TABLES for code in table} <= documented
