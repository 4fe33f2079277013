"""An alerting path with some inputs changed, and where a signal ends on it: a text for each end."""

from collections.abc import Mapping
from dataclasses import replace

from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.delivery import Dropped, Outage, Router, Signal

__all__ = ["Changes", "changed", "ends_of", "moved", "without"]

Changes = Mapping[str, Mapping[str, object]]
"""Of resources, by name, the inputs that differ; None takes one away."""


def changed(estate: Estate, changes: Changes) -> Estate:
    """Change inputs of resources of an estate; what they were computed from is forgotten."""
    resources = [
        replace(
            one,
            inputs={
                name: value
                for name, value in {**one.inputs, **changes[one.name]}.items()
                if value is not None
            },
            dependencies={
                name: urns
                for name, urns in one.dependencies.items()
                if name not in changes[one.name]
            },
        )
        if one.name in changes
        else one
        for one in estate.resources
    ]
    assert {one.name for one in resources} >= set(changes), "a resource that nobody declares"
    return Estate(estate.programs, tuple(resources))


def without(estate: Estate, *names: str) -> Estate:
    """Take resources out of an estate."""
    return Estate(estate.programs, tuple(r for r in estate.resources if r.name not in names))


def moved(estate: Estate, region: str, *names: str) -> Estate:
    """Declare resources in another Region."""
    resources = (replace(r, region=region) if r.name in names else r for r in estate.resources)
    return Estate(estate.programs, tuple(resources))


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
