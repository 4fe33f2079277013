"""When does a health check first say that a promise is broken?

The judge is run at the instants at which the function may run. When a schedule began is not known
before deployment, so it is asked whatever its first run was: what is said for as long as one
interval lasts is said by some run, at the latest when that interval ends.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bamp_pulumi.lambdas.health import Account, Entry, Seen, events_of, judge
from bamp_pulumi.rehearsal.health.shown_account import ShownAccount

__all__ = ["Found", "Looked", "look"]

_STEP: Final = timedelta(hours=6)
"""What is said for less than this may be passed over: then nobody is said to be notified."""
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a health check says of a fault."""

    since: datetime
    """When the promise is broken: from then on the judge says so."""
    told: datetime
    """When a run says so at the latest."""
    entries: tuple[Entry, ...]
    """What is said then of the resource, and would not be if nothing were wrong."""
    is_certain: bool
    """Whether a run certainly falls into the time in which it is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The account with a fault in it and without, as a health check reads both."""

    account: ShownAccount
    ordinary: ShownAccount
    read: Callable[[Seen], Seen]
    """What is left of an account where not everything may be read."""
    of: Account
    """Whose account it is."""

    @property
    def is_different(self) -> bool:
        """Return True if the fault changes anything that is made."""
        shown, usual = self.account, self.ordinary
        return shown.history != usual.history or shown.tags != usual.tags

    def says(self, at: datetime) -> tuple[Entry, ...]:
        """Return what a run at an instant says of the resource only because of the fault."""
        said = self._said(self.account, at)
        if not said:
            return ()
        usual = self._said(self.ordinary, at)
        return tuple(entry for kind, entry in said.items() if kind not in usual)

    def unseen(self, at: datetime) -> tuple[str, ...]:
        """List the calls that were not answered."""
        read = self.read(self.account.seen(at)).unseen
        return tuple(
            f"{each.what}{f' of {each.of}' if each.of else ''} in {each.region} was not answered: "
            f"{each.why}"
            for each in read
        )

    def _said(self, account: ShownAccount, at: datetime) -> Mapping[object, Entry]:
        standings = judge(account.expected, self.read(account.seen(at)))
        details = ((entry, json.loads(entry["Detail"])) for entry in events_of(standings, self.of))
        return {
            (detail["kind"], detail["backupVaultArn"]): entry
            for entry, detail in details
            if detail["resourceArn"] == account.arn
        }


def look(looked: Looked, at: datetime, end: datetime, every: timedelta) -> Found | None:
    """Find the first run that names what is broken; None where none does.

    Args:
        looked: What is read.
        at: When it breaks.
        end: Until when anything is known.
        every: Longest time between two runs.
    """
    if not looked.is_different:
        return None
    step = min(every, _STEP)
    longest = max(_ages(looked.account), default=timedelta(0))
    # What is missing is late no later than twice the longest age after it was due.
    last = min(end, at + 2 * longest + every + step)
    first, before = at, at
    while not looked.says(first):
        before, first = first, first + step
        if first > last:
            return None
    since = _first_minute(looked, at, before, first)
    told = since + every
    between = [since + n * step for n in range(1, int(every / step) + 1)]
    shown = [each for each in between if each <= end]
    said = [looked.says(each) for each in shown]
    return Found(
        since=since,
        told=told,
        entries=said[-1] if said and said[-1] else looked.says(since),
        is_certain=all(said),
    )


def _first_minute(looked: Looked, at: datetime, before: datetime, first: datetime) -> datetime:
    """Find by halves from when on it is said: the first whole minute after the fault."""
    low, high = ((each - at) // _MINUTE for each in (before, first))
    while high - low > 1:
        between = (low + high) // 2
        if looked.says(at + between * _MINUTE):
            high = between
        else:
            low = between
    return at + high * _MINUTE


def _ages(account: ShownAccount) -> list[timedelta]:
    (store,) = account.seen(account.start).stores
    rules = account.expected.rules_of(account.covered.tier, store.type, store.variant)
    return [rule.at_most for rule in rules]
