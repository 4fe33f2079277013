"""Options that cannot be used, refused before anything is run."""

import os
import re
from pathlib import Path

from bamp_pulumi.catalog import ACCOUNT_ID_PATTERN, REGION_PATTERN
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate import require_known_region
from bamp_pulumi.policy import AN_ACCOUNT, BackupPolicy

__all__ = [
    "require_account",
    "require_policy_regions",
    "require_region",
    "require_writable",
    "write_file",
]


def require_account(account_id: str) -> None:
    """Refuse what is no account (`BAMP-P10`)."""
    if not re.fullmatch(ACCOUNT_ID_PATTERN, account_id):
        raise _refused(
            f"--account {account_id}",
            allowed="12 digits",
            why="AWS writes accounts so",
            write=f"--account {AN_ACCOUNT}",
        )


def require_region(region: str) -> None:
    """Refuse what is no Region (`BAMP-P10`), and one that AWS does not have (`BAMP-P13`)."""
    if not re.fullmatch(REGION_PATTERN, region):
        raise _refused(
            f"--region {region}",
            allowed="the code of a Region",
            why="AWS writes Regions so",
            write="--region us-east-1",
        )
    require_known_region(region, f"--region {region}", "--region {}")


def require_policy_regions(policy: BackupPolicy) -> None:
    """Refuse a policy that names a Region AWS does not have (`BAMP-P13`)."""
    copies = (
        (f"a copy of tier {name} to {copy.destination_region}", copy.destination_region)
        for name, tier in policy.tiers.items()
        for rule in tier.rules
        for copy in rule.copies
    )
    for given, code in (
        (f"primary_region: {policy.primary_region} of the policy", policy.primary_region),
        (f"recovery_region: {policy.recovery_region} of the policy", policy.recovery_region),
        *copies,
    ):
        require_known_region(code, given, "{}")


def require_writable(file: Path, option: str = "--markdown") -> None:
    """Refuse a file that cannot be written (`BAMP-P10`)."""
    folder = file.parent
    if not folder.is_dir():
        raise _no_file(file, option, f"folder {folder} does not exist", write=f"mkdir -p {folder}")
    if not os.access(file if file.exists() else folder, os.W_OK):
        raise _no_file(file, option, "it may not be written", write="a file in a folder of yours")


def write_file(file: Path, text: str, option: str = "--markdown") -> None:
    """Write a file; `BAMP-P10`, when that is no longer possible."""
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        raise _no_file(file, option, reason, write="another file") from None


def _no_file(file: Path, option: str, reason: str, *, write: str) -> RefusedError:
    return _refused(
        f"{option} {file}: {reason}",
        allowed="a file that can be written",
        why="house rule: nothing is started whose result cannot be written",
        write=write,
    )


def _refused(given: str, *, allowed: str, why: str, write: str) -> RefusedError:
    return RefusedError("BAMP-P10", given=given, allowed=allowed, why=why, write=write)
