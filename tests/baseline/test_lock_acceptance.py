"""Two keys for a compliance lock. The day AWS counts from is the deployment, not known here."""

from datetime import date

import pytest

from bamp_pulumi.baseline import irreversible_from, irreversible_warning
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy import LockMode, LockPolicy

GOVERNANCE = LockPolicy(mode=LockMode.GOVERNANCE, min_retention_days=7, max_retention_days=365)
COMPLIANCE = LockPolicy(
    mode=LockMode.COMPLIANCE,
    min_retention_days=7,
    max_retention_days=365,
    changeable_for_days=30,
)
DAY = date(2026, 11, 22)


def test_both_keys_give_the_day_it_becomes_irreversible() -> None:
    """Thirty days after the acceptance, at the earliest."""
    assert irreversible_from([COMPLIANCE], DAY) == (date(2026, 12, 22),)


def test_each_lock_gets_its_own_day() -> None:
    """Only those that can never be lifted have one."""
    assert irreversible_from([GOVERNANCE, COMPLIANCE, None], DAY) == (
        None,
        date(2026, 12, 22),
        None,
    )


def test_one_key_is_not_enough() -> None:
    """The mode alone could be a slip of the pen."""
    with pytest.raises(RefusedError) as refused:
        irreversible_from([GOVERNANCE, COMPLIANCE], None)

    assert refused.value.refusals[0].code == "BAMP-B05"


@pytest.mark.parametrize("lock", [GOVERNANCE, None])
def test_an_acceptance_of_nothing_is_refused(lock: LockPolicy | None) -> None:
    """Left lying about, it would let the next change of mode pass with one key."""
    with pytest.raises(RefusedError) as refused:
        irreversible_from([lock], DAY)

    assert refused.value.refusals[0].code == "BAMP-B06"


def test_a_governance_lock_needs_no_key() -> None:
    """It can be lifted any day."""
    assert irreversible_from([GOVERNANCE, None], None) == (None, None)


def test_the_warning_names_vault_and_day() -> None:
    """One form of it, everywhere."""
    assert irreversible_warning("bamp-primary", date(2026, 12, 22)) == (
        "IRREVERSIBLE: the compliance lock of vault bamp-primary can be lifted until 2026-12-22 "
        "at the earliest, changeable_for_days after its deployment; from then on by nobody, not "
        "by root and not by AWS, and every backup is paid for until it expires."
    )
