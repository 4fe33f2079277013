"""A bound of a lock that nobody knows is no bound that may be relied on."""

from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

import pytest
from hostile_inputs import alerting_preview

from bamp_pulumi.coverage import Coverage, cover
from bamp_pulumi.estate.document import estate_from_document
from bamp_pulumi.policy import default_policy

LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


@cache
def sound() -> dict[str, Any]:  # Any: JSON
    """Return the account stack beside two stores, as a document."""
    return alerting_preview()


def judged(**changes: object) -> Coverage:
    """Judge it with other inputs of its locks."""
    document = deepcopy(sound())
    for step in document["steps"]:
        if step["newState"]["type"] == LOCK:
            step["newState"]["inputs"] |= changes
    return cover(estate_from_document(document), default_policy(), today=date(2026, 11, 28))


def test_the_sound_account_is_accepted() -> None:
    """Or the others would be refused for another reason."""
    assert judged().is_well()


@pytest.mark.parametrize("bound", ["minRetentionDays", "maxRetentionDays"])
@pytest.mark.parametrize("value", [UNKNOWN, "many", [7], {}])
def test_an_unknown_bound_is_not_accepted(bound: str, value: object) -> None:
    """Alone, without a store, it used to be."""
    coverage = judged(**{bound: value})

    assert not coverage.is_well()
    assert "BAMP-V90" in {finding.id for finding in coverage.all_findings}


def test_what_is_not_known_of_a_lock_is_unverified_and_no_more() -> None:
    """A person may accept it, as with any resource that is unverified."""
    coverage = judged(maxRetentionDays=UNKNOWN)

    assert all(f.is_open for f in coverage.all_findings if f.severity == "error")
