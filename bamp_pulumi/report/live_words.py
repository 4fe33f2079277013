"""The words of a running account's coverage, the same in terminal and Markdown."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Final

from bamp_pulumi.lambdas.health import Reason, Standing, State, Subject, Weight, spoken
from bamp_pulumi.report.live_account import LiveAccount, NotAnswered
from bamp_pulumi.report.words import exit_in_words, plural

__all__ = [
    "STATE_WORDS",
    "headline",
    "looked_for_in_words",
    "name_in_words",
    "not_answered_in_words",
    "orphan_total_in_words",
    "owner_in_words",
    "reasons_in_words",
    "standing_in_words",
    "tiers_in_words",
    "verdict_in_words",
]

STATE_WORDS: Final[Mapping[State, str]] = MappingProxyType(
    {
        State.PROTECTED: "protected",
        State.STALE: "stale",
        State.SELECTED_NOT_PROTECTED: "not backed up yet",
        State.UNPROTECTED: "unprotected",
        State.OPT_IN_BLOCKED: "blocked by the opt-in",
        State.ORPHANED: "gone",
        State.EXEMPT: "exempt",
        State.EXEMPTION_EXPIRED: "no longer exempt",
        State.NATIVE: "backed up by the service",
        State.NOT_SEEN: "could not be seen",
    }
)
"""Words for each state."""

_LAST_PART: Final = re.compile("[/:]")
_GIGABYTE: Final = 1_000_000_000
_TIMES: Final = "%Y-%m-%d %H:%M UTC"
_NO_TIER: Final = "no tier"


def headline(live: LiveAccount) -> str:
    """Count in one line, such as `412 of 415 data stores are protected as of ...; 3 stale`."""
    total, counts = len(live.stores), dict(live.counts)
    at = f"as of {live.at.strftime(_TIMES)}"
    if not total:
        return f"No data stores were found in account {live.account_id} {at}."
    protected = counts.pop(State.PROTECTED, 0)
    is_one = total == 1
    of = "data store is" if is_one else "data stores are"
    others = "; ".join(f"{number} {STATE_WORDS[state]}" for state, number in counts.items())
    tail = f"; {others}" if others else ""
    return f"{protected} of {total} {of} protected {at}{tail}."


def verdict_in_words(live: LiveAccount) -> str:
    """Return whether all is well, why not, and the exit status."""
    status = exit_in_words(is_well=live.is_well)
    if live.is_well:
        warned = f", with {plural(len(live.warned), 'warning')}" if live.warned else ""
        return f"Everything was seen, and all is as promised{warned}. {status}"
    said: list[str] = []
    if live.broken:
        said.append(f"{len(live.broken)} not as promised")
    if live.hidden:
        said.append(f"{len(live.hidden)} could not be seen")
    if live.not_answered:
        said.append(f"{plural(len(live.not_answered), 'call')} not answered: there may be more")
    if live.deviations:
        said.append(f"{len(live.deviations)} otherwise than rehearsed")
    return f"Not all is as promised: {', '.join(said)}. {status}"


def name_in_words(standing: Standing) -> str:
    """Return what it is called, its type and its Region: `orders (RDS, us-east-1)`."""
    name = standing.name or _LAST_PART.split(standing.arn)[-1]
    if standing.subject is Subject.VAULT:
        return f"vault {name} ({standing.region})"
    return f"{name} ({standing.type}, {standing.region})"


def owner_in_words(standing: Standing) -> str:
    """Return tier and owner: `tier critical, owner orders`."""
    if standing.subject is not Subject.DATA_STORE:
        return ""
    tier = f"tier {standing.tier}" if standing.tier else _NO_TIER
    return f"{tier}, owner {standing.owner}" if standing.owner else f"{tier}, no owner"


def standing_in_words(standing: Standing) -> str:
    """Return its state, how late it is, and what the newest recovery point is of.

    Empty for a vault: it has no word but its reasons.
    """
    if standing.subject is Subject.VAULT:
        return ""
    said = [STATE_WORDS[standing.state]]
    if standing.late is not None:
        said.append(f"{spoken(standing.late)} late")
    if standing.newest is not None:
        said.append(f"newest recovery point of {standing.newest.strftime(_TIMES)}")
    return ", ".join(said)


def reasons_in_words(standing: Standing) -> Iterator[str]:
    """Give why, the gravest first; what was not answered as one line."""
    for weight in (Weight.BROKEN, Weight.WARNING):
        yield from dict.fromkeys(_said(one) for one in standing.reasons if one.weight is weight)
    unseen = [*dict.fromkeys(one.why for one in standing.reasons if one.weight is Weight.UNSEEN)]
    if unseen:
        more = f"; and {len(unseen) - 1} more" if len(unseen) > 1 else ""
        yield f"not seen: {unseen[0]}{more}"
    if standing.state is State.SELECTED_NOT_PROTECTED and not standing.needs_attention:
        yield from dict.fromkeys(_said(one) for one in standing.reasons)


def _said(reason: Reason) -> str:
    return reason.why


def orphan_total_in_words(orphans: Sequence[Standing]) -> str:
    """Return how much they hold: `3 resources are gone; 120.4 GB are kept of them`."""
    known = [each.size_bytes for each in orphans if each.size_bytes is not None]
    number = len(orphans)
    of = "resource is gone" if number == 1 else "resources are gone"
    size = f"{sum(known) / _GIGABYTE:.1f} GB" if known else "of no known size"
    return f"{number} {of}, and recovery points are kept ({size})"


def not_answered_in_words(calls: Iterable[NotAnswered]) -> Iterator[str]:
    """Give what was not answered, why, and which permission is missing; alike calls once."""
    ordered = sorted(calls, key=_alike)
    for (what, why, message, actions), found in groupby(ordered, key=_alike):
        group = list(found)
        regions = ", ".join(dict.fromkeys(one.region for one in group if one.region))
        of = ", ".join(dict.fromkeys(one.of for one in group if one.of))
        place = f" in {regions}" if regions else ""
        needs = f"; allow {' and '.join(actions)}" if actions else ""
        said = f" ({message})" if message and not actions else ""
        yield f"{what}{f' of {of}' if of else ''}{place}: {why}{said}{needs}"


def _alike(call: NotAnswered) -> tuple[str, str, str, tuple[str, ...]]:
    # With an action, AWS's message names who asked and what: another one in each Region.
    return call.what, call.why, "" if call.actions else call.message, call.actions


def tiers_in_words(stores: Iterable[Standing]) -> Iterator[tuple[str, str]]:
    """Give each tier with how many of its data stores stand how."""
    by_tier: dict[str, Counter[State]] = {}
    for store in stores:
        by_tier.setdefault(store.tier or _NO_TIER, Counter())[store.state] += 1
    for tier in sorted(by_tier, key=lambda name: (name == _NO_TIER, name)):
        counted = by_tier[tier]
        yield (
            tier,
            ", ".join(
                f"{counted[state]} {STATE_WORDS[state]}" for state in State if counted[state]
            ),
        )


def looked_for_in_words(live: LiveAccount) -> Iterator[str]:
    """Give what was looked at, and what was not."""
    known = "" if live.is_known else ", which the manifest does not name"
    yield f"Account {live.account_id}{known}; {', '.join(live.types)}."
    for each in sorted({each for types in live.types.values() for each in types}):
        without = [region for region, types in live.types.items() if each not in types]
        if without:
            yield f"{each} is not offered in {', '.join(without)}, so not looked for there."
    if live.left_out:
        yield f"Not looked for: {', '.join(live.left_out)}."
