"""What a program marks as secret, masked in the whole rehearsal.

A rehearsal follows names: of vaults, topics, functions, addresses. They decide as they are; only
its result is put in other words.
"""

from dataclasses import replace

from bamp_pulumi.coverage import in_other_words, secret_words, without_secrets
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.events import RehearsedEvent
from bamp_pulumi.rehearsal.rehearse import Rehearsal
from bamp_pulumi.rehearsal.storm import Storm

__all__ = ["events_without_secrets", "rehearsal_without_secrets", "storm_without_secrets"]


def events_without_secrets(
    events: tuple[RehearsedEvent, ...], estate: Estate
) -> tuple[RehearsedEvent, ...]:
    """Return events for people to read, with `[secret]` in the place of each secret."""
    words = secret_words(estate)
    return events if words is None else tuple(in_other_words(one, words) for one in events)


def rehearsal_without_secrets(rehearsal: Rehearsal) -> Rehearsal:
    """Return a rehearsal for people to read, with `[secret]` in the place of each secret."""
    words = secret_words(rehearsal.coverage.estate)
    if words is None:
        return rehearsal
    # What is said of the estate has its own door: there, names that differ may be the same after.
    coverage = without_secrets(rehearsal.coverage)
    return replace(in_other_words(replace(rehearsal, coverage=coverage), words), coverage=coverage)


def storm_without_secrets(storm: Storm, estate: Estate) -> Storm:
    """Return a storm for people to read, with `[secret]` in the place of each secret."""
    words = secret_words(estate)
    return storm if words is None else in_other_words(storm, words)
