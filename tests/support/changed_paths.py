"""An alerting path with some inputs changed, and where a signal ends on it: a text for each end."""

from collections.abc import Mapping

import edited_estates
from edited_estates import without

from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.delivery import Dropped, Outage, Router, Signal

__all__ = ["Changes", "changed", "ends_of", "moved", "without"]

Changes = Mapping[str, Mapping[str, object]]
"""Of resources, by name, the inputs that differ; None takes one away."""


def changed(estate: Estate, changes: Changes) -> Estate:
    """Rewrite inputs of some resources; see `edited_estates.changed`."""
    for name, inputs in changes.items():
        estate = edited_estates.changed(estate, name, **inputs)
    return estate


def moved(estate: Estate, region: str, *names: str) -> Estate:
    """Declare resources in another Region."""
    for name in names:
        estate = edited_estates.moved(estate, name, region=region)
    return estate


def ends_of(estate: Estate, signal: Signal, outage: Outage | None = None) -> list[str]:
    """Follow a signal: who is notified after how many minutes, on what that depends, what drops it.

    A delivery that is only about another alert says so, and so does a drop with nothing broken.
    """
    said: list[str] = []
    for end in Router(estate, outage or Outage()).follow(signal):
        if isinstance(end, Dropped):
            said.append(f"{end.at}: {end.why}" + ("" if end.is_broken else " (sound)"))
            continue
        text = f"{end.recipient.kind} {end.recipient.address} in {end.minutes} min"
        text += " about alerts" if end.about_alerts else ""
        said.append(f"{text}, if: {end.doubt}" if end.doubt else text)
    return said
