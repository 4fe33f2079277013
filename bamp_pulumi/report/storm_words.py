"""The words of a storm."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from bamp_pulumi.rehearsal import MOST_AN_HOUR, ROUND_MINUTES, ROUNDS, Storm, StormDestination
from bamp_pulumi.report.rehearsal_words import age_in_words
from bamp_pulumi.report.words import plural

__all__ = [
    "CALLS_LEGEND",
    "STORM_LEGEND",
    "after_in_words",
    "destination_notes",
    "storm_in_words",
    "storm_title",
    "storm_verdict_in_words",
]

STORM_LEGEND: Final = (
    "First and last: from the first failure to the first and to the last message of a day in which "
    f"nothing is fixed. A person reads {MOST_AN_HOUR} messages an hour at most (house rule)."
)
CALLS_LEGEND: Final = (
    "Busiest second: if what one call of the function does takes no longer. AWS accepts: its "
    "default quota a second in this Region; what is more is tried again."
)
_SECONDS: Final = 60


def storm_title(storm: Storm) -> str:
    """Return what happens."""
    over = ROUNDS * ROUND_MINUTES
    few = f" ({storm.stand_ins:,} represent others of their types and tiers)"
    stand_ins = few if storm.stand_ins else ""
    return (
        f"Backups of {plural(storm.resources, 'resource')}{stand_ins} fail {ROUNDS} times each "
        f"over {over} minutes, for one cause: {storm.failures:,} failures"
    )


def after_in_words(after: timedelta | None) -> str:
    """Format a time since the first failure: at once, 5 min, 2 h."""
    if after is None:
        return "never"
    minutes = -(-int(after.total_seconds()) // _SECONDS)
    return age_in_words(timedelta(minutes=minutes)) if minutes else "at once"


def destination_notes(one: StormDestination) -> Iterator[str]:
    """Return what the numbers of a destination leave out."""
    if not one.is_grouped:
        yield "one message for each failure: nothing groups them" if one.sent > 1 else "an alarm"
    if one.incidents is not None:
        yield f"as {plural(one.incidents, 'incident')}"
    if one.budget is not None:
        limit = one.budget.limit
        if one.budget.messages is None:
            yield f"SMS: the spending limit of {limit.said_by} is not known"
        else:
            said = f"{limit.usd:g} USD, {limit.said_by or 'the default of SNS'}"
            yield f"SMS: stops after {one.budget.messages:,} messages a month ({said})"
    if one.lost:
        yield f"{one.lost:,} lost: {'; '.join(one.why_lost)}"
    if one.doubt:
        yield f"depends on: {one.doubt}"


def storm_verdict_in_words(storm: Storm) -> str:
    """Return whether a storm is accepted, and if not, the codes of what is against it."""
    if storm.is_well:
        return "Accepted."
    codes = sorted({finding.code for finding in storm.findings})
    return f"Refused: {plural(len(storm.findings), 'finding')} ({', '.join(codes)})."


def storm_in_words(storm: Storm) -> str:
    """Sum a storm up in one line."""
    lost = sum(one.lost for one in storm.destinations)
    most = max((one.most_an_hour for one in storm.destinations), default=0)
    names = plural(len(storm.destinations), "destination")
    by = "grouped by the alert function" if storm.functions else "not grouped"
    return (
        f"{storm.failures:,} failures, {names}, {by}; at most {most:,} messages in an "
        f"hour; {f'{lost:,} lost' if lost else 'none lost'}"
    )
