"""Of each value that is compared: which of two keeps more, and why. No value is without it.

Inputs that are compared as they are written have theirs in the catalog (`COMPARED_INPUTS`), for
what they do is AWS's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog import Better
from bamp_pulumi.changes.aspect import Aspect

__all__ = ["MEANINGS", "Meaning"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """How the values of an aspect compare."""

    better: Better
    why: str


def _more(why: str) -> Meaning:
    return Meaning(Better.MORE, why)


def _less(why: str) -> Meaning:
    return Meaning(Better.LESS, why)


def _neither(why: str) -> Meaning:
    return Meaning(Better.NEITHER, why)


_SECONDS: Final = "a continuous backup restores to any second; a snapshot to one moment"

MEANINGS: Final[Mapping[Aspect, Meaning]] = MappingProxyType(
    {
        Aspect.DECLARED: _more("what is there can keep something; what is gone cannot"),
        Aspect.REPLACED: _less("the new one holds nothing, and the old one is deleted"),
        Aspect.STATUS: _more("what is protected can be restored"),
        Aspect.TIER: _neither(
            "what a tier promises is compared value by value; none promises none"
        ),
        Aspect.OWNER: _neither("another team is named in alerts; without one, nobody is"),
        Aspect.EXEMPTION: _less("until its last day nothing is kept"),
        Aspect.ACKNOWLEDGED: _less("until its last day it counts against nothing"),
        Aspect.DECISION_DAYS: _less("so long a decision may go without another look"),
        Aspect.RPO: _less("so much may be lost by the promise"),
        Aspect.RTO: _less("so long may a restore take by the promise"),
        Aspect.ACHIEVED_RPO: _less("so much lies between two recovery points"),
        Aspect.LOSS: _less("so much can really be lost"),
        Aspect.RETENTION: _more("so far back a restore reaches"),
        Aspect.ANY_SECOND: _more(_SECONDS),
        Aspect.SCHEDULE: _less("so much lies between two jobs; another hour is as good"),
        Aspect.VAULT: _neither("what holds the vault is compared: lock, key and guards"),
        Aspect.VAULT_LOCK: _more("the lock of the vault that a rule writes to"),
        Aspect.AIR_GAP: _neither("another one is as good; without one, nobody else holds a copy"),
        Aspect.COPY: _more("so far back a restore reaches where the first vault is lost"),
        Aspect.COPY_VAULT: _neither("as for the vault of the rule"),
        Aspect.COLD: _more(
            "cold storage takes at least 90 days, cannot be copied, and restores more slowly"
        ),
        Aspect.START_WINDOW: Meaning(
            Better.SOONER, "a job may begin as late; one that has not begun by then is cancelled"
        ),
        Aspect.COMPLETION_WINDOW: Meaning(
            Better.SOONER, "a job may end as late; one that has not ended by then is cancelled"
        ),
        Aspect.NATIVE: _more("so far back the service itself restores"),
        Aspect.PROTECTION: Meaning(Better.UNJUDGED, "the catalog says it of each input"),
        Aspect.VERSIONS: _more("so long a version stays that was overwritten or deleted"),
        Aspect.OBJECTS: _more("so long an object stays that nobody deletes"),
        Aspect.LOCK: _more("nobody lifts a lock in compliance mode; in governance mode some can"),
        Aspect.LEAST: _more("so long nobody deletes a recovery point"),
        Aspect.MOST: Meaning(
            Better.SOONER, "a job that keeps longer fails: without it anything goes"
        ),
        Aspect.GRACE: _less("so long can everybody with the right still lift the lock"),
        Aspect.KEY: _neither("one customer managed key is as good as another"),
        Aspect.KEY_OWNER: _more(
            "the policy of an AWS managed key cannot be changed: no other account can use it"
        ),
        Aspect.GUARD: _more("it stops a deletion"),
        Aspect.INPUT: Meaning(Better.UNJUDGED, "the catalog says it of each input"),
        Aspect.SETTINGS: Meaning(
            Better.UNJUDGED, "nothing reads what they are: whether it is a loss is not known"
        ),
        Aspect.LABELS: _neither("people read them, and AWS does the same with any"),
        Aspect.FOUND: _less("a finding says what is wrong"),
        Aspect.NOTIFIED: _more("a fault that nobody is notified of lasts"),
        Aspect.RECIPIENT: _more("so many faults somebody is notified of"),
        Aspect.NOTIFIED_WITHIN: _less("so long nobody is notified"),
    }
)
"""By aspect; `tests/changes/test_meanings.py` holds that there is one of each."""
