"""The reference lists every code of inheritance. `BAMP_WRITE_SNAPSHOTS=1` rewrites it.

That each is raised or said is shown where it belongs: the tests of this folder name the codes.
"""

import os
from pathlib import Path

from bamp_pulumi.inheritance import INHERITANCE_CODES

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference" / "errors.md"
BEGIN, END = "<!-- inheritance: generated -->", "<!-- /inheritance -->"


def test_the_reference_lists_every_code() -> None:
    """Whoever meets one looks it up."""
    rows = "\n".join(f"| `{code}` | {what} |" for code, what in INHERITANCE_CODES.items())
    expected = f"\n\n| Code | What it is about |\n| --- | --- |\n{rows}\n\n"
    before, _, rest = REFERENCE.read_text().partition(BEGIN)
    shown, _, after = rest.partition(END)
    if os.environ.get("BAMP_WRITE_SNAPSHOTS"):
        REFERENCE.write_text(f"{before}{BEGIN}{expected}{END}{after}")
        return

    assert shown == expected


def test_every_code_is_tripped_by_a_test_of_this_folder() -> None:
    """A code that no test names may mean anything."""
    tests = "".join(
        path.read_text()
        for path in Path(__file__).parent.glob("*.py")
        if path.name != "test_codes.py"
    )

    assert [code for code in INHERITANCE_CODES if code not in tests] == []
