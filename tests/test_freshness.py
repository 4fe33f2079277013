"""`make freshness`: which pages are to be read again.

What the tests cannot prove: that a page of AWS has changed since.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BACKUP_LIMITS = "AWS Backup developer guide, aws-backup-limits"


def _listed(day: str) -> str:
    command = [sys.executable, str(ROOT / "tools/freshness.py"), "--day", day]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    return done.stdout


def test_an_old_page_is_listed_with_its_rows() -> None:
    """A text of 2025-06 was read for one row; what is young is not listed."""
    listed = _listed("2026-11-30")

    page = "terraform-provider-aws 6.0.0, iam/role_policy_attachment.go"
    assert f"[{page}](" in listed
    assert "composite_ids" in listed
    assert BACKUP_LIMITS not in listed


def test_a_text_is_old_when_a_year_has_passed() -> None:
    """The copy of 2026-04-13 from 2027-04-13 on, and its reading from 2027-11-28 on."""
    guide = "https://docs.aws.amazon.com/aws-backup/latest/devguide"
    said = f"{BACKUP_LIMITS}]({guide}/aws-backup-limits.html)"

    assert BACKUP_LIMITS not in _listed("2027-04-12")
    assert f"{said}: its text is of 2026-04-13\n" in _listed("2027-04-13")
    assert f"{said}: its text is of 2026-04-13, read last on 2026-11-28\n" in _listed("2027-11-28")
