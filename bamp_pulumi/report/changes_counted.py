"""How many things are lost, gained and changed, in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.changes import About, Aspect, Change, Changes, Direction

__all__ = ["changes_counted"]


def changes_counted(changes: Changes) -> Iterator[str]:
    """Count things; each data store once, for what is gravest about it."""
    counted: set[tuple[str, str]] = set()
    for phrase in _PHRASES:
        things: set[tuple[str, str, str, str]] = set()
        for change in changes.of(phrase.direction):
            is_counted = change.about is About.STORE and (change.program, change.urn) in counted
            if change.about in phrase.about and not is_counted and phrase.fits(change):
                of = change.of if change.about in _SEVERAL else ""
                things.add((change.program, change.urn, change.name, of))
        if phrase.about == _STORE:
            counted |= {(program, urn) for program, urn, _, _ in things}
        if things:
            yield f"{len(things)} {phrase.one if len(things) == 1 else phrase.many}"


@dataclass(frozen=True, slots=True)
class _Phrase:
    """What is counted, in words."""

    direction: Direction
    about: tuple[About, ...]
    one: str
    many: str
    fits: Callable[[Change], bool] = lambda _: True


def _is(aspect: Aspect) -> Callable[[Change], bool]:
    return lambda change: change.aspect is aspect


def _loses_protection(change: Change) -> bool:
    return change.aspect is Aspect.STATUS and bool(change.before)


_SEVERAL: Final = (About.FINDING, About.POLICY)
"""Of what one name stands for several things."""
_STORE: Final = (About.STORE,)
_OTHER: Final = (About.PLAN, About.VAULT, About.PART)
_LOST, _GAINED = Direction.LOST, Direction.GAINED
_PHRASES: Final = (
    _Phrase(_LOST, _STORE, "data store removed", "data stores removed", _is(Aspect.DECLARED)),
    _Phrase(_LOST, _STORE, "data store replaced", "data stores replaced", _is(Aspect.REPLACED)),
    _Phrase(
        _LOST,
        _STORE,
        "exemption added or extended",
        "exemptions added or extended",
        _is(Aspect.EXEMPTION),
    ),
    _Phrase(
        _LOST,
        _STORE,
        "data store loses its protection",
        "data stores lose their protection",
        _loses_protection,
    ),
    _Phrase(
        _LOST,
        _STORE,
        "data store added without protection",
        "data stores added without protection",
        _is(Aspect.STATUS),
    ),
    _Phrase(_LOST, _STORE, "data store keeps less", "data stores keep less"),
    _Phrase(
        _LOST,
        _OTHER,
        "other resource weakened or removed",
        "other resources weakened or removed",
    ),
    _Phrase(_LOST, (About.TIER,), "tier weakened or removed", "tiers weakened or removed"),
    _Phrase(
        _LOST,
        (About.POLICY,),
        "decision of the policy added or extended",
        "decisions of the policy added or extended",
    ),
    _Phrase(_LOST, (About.FINDING,), "new finding", "new findings"),
    _Phrase(
        _LOST,
        (About.FAULT,),
        "data store with a fault of which nobody is notified any more",
        "data stores with a fault of which nobody is notified any more",
        _is(Aspect.NOTIFIED),
    ),
    _Phrase(
        _LOST,
        (About.FAULT,),
        "data store with alerts to fewer recipients, or later",
        "data stores with alerts to fewer recipients, or later",
        lambda change: change.aspect is not Aspect.NOTIFIED,
    ),
    _Phrase(
        Direction.UNSURE,
        tuple(About),
        "thing of which a loss cannot be ruled out",
        "things of which a loss cannot be ruled out",
    ),
    _Phrase(_GAINED, _STORE, "data store added", "data stores added", _is(Aspect.DECLARED)),
    _Phrase(
        _GAINED,
        _STORE,
        "data store newly protected",
        "data stores newly protected",
        _is(Aspect.STATUS),
    ),
    _Phrase(_GAINED, _STORE, "data store keeps more", "data stores keep more"),
    _Phrase(
        _GAINED,
        _OTHER,
        "other resource added or strengthened",
        "other resources added or strengthened",
    ),
    _Phrase(_GAINED, (About.TIER,), "tier added or strengthened", "tiers added or strengthened"),
    _Phrase(
        _GAINED,
        (About.POLICY,),
        "decision of the policy ended or shortened",
        "decisions of the policy ended or shortened",
    ),
    _Phrase(_GAINED, (About.FINDING,), "finding fixed", "findings fixed"),
    _Phrase(
        _GAINED,
        (About.FAULT,),
        "data store with better alerting",
        "data stores with better alerting",
    ),
    _Phrase(
        Direction.CHANGED,
        tuple(About),
        "thing with other settings",
        "things with other settings",
    ),
)
"""What is counted, from the gravest on."""
