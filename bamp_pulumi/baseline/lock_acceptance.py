"""The two keys of a compliance lock: it is asked for, and somebody has accepted it."""

from collections.abc import Sequence
from datetime import date, timedelta

from bamp_pulumi.errors import REMOVED, RefusedError, ToFillIn
from bamp_pulumi.policy import A_DAY, LockMode, LockPolicy

__all__ = ["irreversible_from", "irreversible_warning"]


def irreversible_from(
    locks: Sequence[LockPolicy | None], accepted_on: date | None
) -> tuple[date | None, ...]:
    """Return from when on each lock can never be lifted, once both keys are turned.

    Args:
        locks: Locks that one acceptance is for; None for no lock.
        accepted_on: Day on which somebody accepted that a compliance lock is irreversible.

    Returns:
        For each lock the earliest day it can be irreversible, `changeable_for_days` after the
        acceptance (AWS counts from the deployment, which comes later); None for a lock that can
        always be lifted.

    Raises:
        RefusedError: `BAMP-B05`, when a compliance lock has not been accepted; `BAMP-B06`, when
            there is nothing to accept.

    Source: AWS Backup developer guide, vault-lock (read 2026-11-21).
    """
    dates = [_days(lock) for lock in locks]
    if accepted_on is None and any(dates):
        raise RefusedError(
            "BAMP-B05",
            given="mode=compliance without irreversible_lock_accepted_on",
            allowed="mode=governance, or the day on which somebody accepted the lock",
            why="AWS lets nobody remove a compliance-mode lock once it is in "
            "effect, nor shorten a retention: not root, not AWS; the backups are paid for until "
            "they expire",
            # A day that somebody only pasted is no acceptance.
            edits=(("irreversible_lock_accepted_on", ToFillIn("2026-11-22", A_DAY)),),
            write=f"irreversible_lock_accepted_on={A_DAY!r}",
        )
    if accepted_on is not None and not any(dates):
        raise RefusedError(
            "BAMP-B06",
            given=f"irreversible_lock_accepted_on={accepted_on.isoformat()!r} without a lock in "
            "compliance mode",
            allowed="it together with mode=compliance, or no acceptance",
            why="house rule: an acceptance that is left behind would let the next change of mode "
            "pass without a second decision",
            write="nothing: take irreversible_lock_accepted_on out",
            edits=(("irreversible_lock_accepted_on", REMOVED),),
        )
    return tuple(
        accepted_on + timedelta(days=days) if accepted_on is not None and days else None
        for days in dates
    )


def irreversible_warning(vault_name: str, day: date) -> str:
    """Return the one warning that goes with a compliance lock."""
    return (
        f"IRREVERSIBLE: the compliance lock of vault {vault_name} can be lifted until "
        f"{day.isoformat()} at the earliest, changeable_for_days after its deployment; from "
        "then on by nobody, not by root and not by AWS, and every backup is paid for until it "
        "expires."
    )


def _days(lock: LockPolicy | None) -> int | None:
    """Return the grace time of a compliance lock; None for every other lock."""
    if lock is None or lock.mode is not LockMode.COMPLIANCE:
        return None
    return lock.changeable_for_days
