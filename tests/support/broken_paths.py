"""What becomes of a signal on each sound alerting path when one input of one resource is broken."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Final

from input_breakages import Breakage, break_it, breakages_of, influences_on, twins_of
from other_paths import OTHER_PATHS
from recorded_answers import Answer, counted
from recorded_changes import Section
from sound_alerts import ACCOUNT, HERE, SOUND, estate_of
from sweeps import sampled
from written_ends import written_end

from bamp_pulumi.catalog import ALERTING_INPUTS
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery import Delivered, Dropped, Router
from bamp_pulumi.testing import declare

__all__ = [
    "RECORDED",
    "Kind",
    "Tried",
    "answer_of",
    "is_delivered",
    "members",
    "sections_of",
    "short",
    "tried",
    "whole",
]

Kind = tuple[str, str, str]
"""Type, input and, as a regular expression, how it is broken."""
End = Delivered | Dropped
FAILING: Final = "function that fails"
"""The function's path with a topic that nobody declares, and who is notified of the failure."""
_PATHS: Final = {**SOUND, **OTHER_PATHS}
RECORDED: Final = (*_PATHS, FAILING)
"""Paths of which it is recorded what each breakage comes to."""
_BEHIND: Final = ("bamp-function-failures", "bamp-undelivered", "bamp-undelivered-alarm")
"""What takes what a function could not deliver."""
POINTS: Final = " points at it"


@dataclass(frozen=True, slots=True)
class Tried:
    """A breakage, and every end of the signal behind it."""

    resource: Resource
    kind: Kind
    ends: tuple[End, ...]

    @property
    def delivers(self) -> bool:
        """Return True if a person is certainly notified all the same."""
        return is_delivered(self.ends)


def is_delivered(ends: Iterable[End]) -> bool:
    """Return True if a person is certainly notified of it by the path itself, and no fallback."""
    return any(
        isinstance(end, Delivered)
        and end.recipient.is_person
        and not (end.doubt or end.is_fallback or end.about_alerts)
        and end.says.names is True
        for end in ends
    )


def members(name: str) -> list[Resource]:
    """List the resources on a path that have inputs the catalog speaks of."""
    listed = _BEHIND if name == FAILING else _PATHS[name].members
    return [
        resource
        for resource in _estate(name).resources
        if resource.type in ALERTING_INPUTS and (not listed or resource.name in listed)
    ]


def short(resource: Resource) -> str:
    """Name a type in one word."""
    return resource.type.rpartition(":")[2]


def _is_tried(name: str, breakage: Breakage) -> bool:
    """Return False for parts of the function's own long documents: other paths try these."""
    return name != "function" or not ("inside" in breakage.how and breakage.input == "policy")


@cache
def _estate(name: str) -> Estate:
    if name in OTHER_PATHS:
        return declare(OTHER_PATHS[name].declare, account_id=ACCOUNT, region=HERE)
    if name != FAILING:
        return estate_of(name)
    sound = estate_of("function")
    (function,) = (one for one in sound.resources if one.name == "bamp-function")
    topic = (one for one in breakages_of(function) if one.how == "variables TOPIC_ARN other")
    return break_it(sound, next(topic))


def _ends(estate: Estate, name: str) -> tuple[End, ...]:
    return (*Router(estate).follow(_PATHS["function" if name == FAILING else name].signal),)


@cache
def whole(name: str) -> tuple[End, ...]:
    """Follow the signal of a path with nothing broken."""
    return _ends(_estate(name), name)


@cache
def tried(name: str) -> tuple[Tried, ...]:
    """Break a path in every single way, and follow its signal each time."""
    broken = sampled(
        f"single breakages of {name}",
        _broken(name),
        one_in=4,
        name=lambda one: f"{one[0].type} {one[0].name} {one[1][1:]}",
        part=lambda one: (one[0].urn, one[1][1], one[1][2].endswith(POINTS)),
    )
    return tuple(Tried(resource, kind, _ends(made(), name)) for resource, kind, made in broken)


def _broken(name: str) -> Iterator[tuple[Resource, Kind, Callable[[], Estate]]]:
    """List every breakage, and what makes the broken estate."""
    estate = _estate(name)
    for resource in members(name):
        rest = tuple(one for one in estate.resources if one is not resource)
        without = Estate(programs=estate.programs, resources=rest)
        of = short(resource)
        yield resource, (of, "", "removed"), partial(_as_it_is, without)
        for breakage in breakages_of(resource):
            if _is_tried(name, breakage):
                kind = (of, breakage.input, breakage.how)
                yield resource, kind, partial(break_it, estate, breakage)
        for changed, either in twins_of(estate, resource):
            yield resource, (of, changed, "this or its twin"), partial(_as_it_is, either)
        for influence in influences_on(resource):
            beside = Estate(programs=estate.programs, resources=(*estate.resources, influence))
            yield resource, (of, "", f"{influence.type}{POINTS}"), partial(_as_it_is, beside)


def _as_it_is(estate: Estate) -> Estate:
    return estate


def sections_of(name: str) -> Iterator[Section]:
    """List what each breakage makes of the signal on a sound path, by resource.

    `1 depends on: ...` is end 1 with a doubt; `INPUT` and `TYPE` are the input that is broken and
    the type that points at the resource, so that what is alike stands together.
    """
    before = answer_of(name)
    # In an order of their own: which resource is registered first differs from run to run.
    for resource in sorted(members(name), key=lambda one: (short(one), one.name)):
        changes = [
            (*_case(one), _answer(before, one) or ("as before",))
            for one in tried(name)
            if one.resource is resource
        ]
        yield f"{short(resource)} {resource.name}", changes


def answer_of(name: str) -> Answer:
    """Write what becomes of the signal on a path with nothing broken."""
    return counted(map(_written, whole(name)))


def _written(end: End) -> str:
    """Write an end, and whether the message of a person leaves out what failed."""
    if isinstance(end, Dropped) or not end.recipient.is_person or end.says.names:
        return written_end(end)
    leaves_out = "does not name" if end.says.names is False else "may not name"
    said, of, doubt = written_end(end).partition(" depends on: ")
    return f"{said} [{leaves_out} what failed]{of}{doubt}"


def _case(one: Tried) -> tuple[str, str]:
    """Name what is broken, and how."""
    _, changed, how = one.kind
    if how.endswith(POINTS):
        return "pointed at by", how.removesuffix(POINTS)
    return changed or "resource", how


def _answer(before: Answer, one: Tried) -> Answer:
    """Say what a breakage changes about the ends of a signal; nothing where they are as before."""
    after: list[str] = []
    doubted: set[str] = set()
    for end in one.ends:
        certain = _written(replace(end, doubt="")) if isinstance(end, Delivered) else ""
        if isinstance(end, Delivered) and end.doubt and certain in before:
            doubted.add(certain)
            after.append(f"{before.index(certain) + 1} depends on: {end.doubt}")
        else:
            after.append(_written(end))
    changes = [_alike(line, one) for line in counted(after) if line not in before]
    gone = [str(n) for n, line in enumerate(before, 1) if line not in {*after, *doubted}]
    if gone:
        changes[:1] = [f"without {', '.join(gone)}: {(changes or ['nothing else'])[0]}"]
    return tuple(changes)


def _alike(line: str, one: Tried) -> str:
    """Write a line as it is of every input, and of every type that points at the resource."""
    _, changed, how = one.kind
    if how.endswith(POINTS):
        return line.replace(f"({how.removesuffix(POINTS)})", "(TYPE)")
    of = f" of {one.resource.name} "
    for before, after in (("what ", f"{of}changes"), (": ", f"{of}is known after deployment")):
        line = line.replace(f"{before}{changed}{after}", f"{before}INPUT{after}")
    return line
