"""The words of what is notified by SMS alone."""

from collections.abc import Iterator

from bamp_pulumi.rehearsal import Rehearsal, sms_only

__all__ = ["sms_in_words"]


def sms_in_words(rehearsal: Rehearsal) -> Iterator[str]:
    """Return when SMS stop, where a fault has no other notification; else nothing."""
    found = sms_only(rehearsal)
    if found is None:
        return
    after = (
        "once what may be spent, which is not known, is spent"
        if found.messages is None
        else f"after {found.messages:,} messages a month at most"
    )
    yield f"SMS: stops {after}. Nobody is notified in another way of: {', '.join(found.faults)}"
