"""What preview and rehearsal answer of each estate there is, as text.

A part of an answer that an estate of the same group has had before is named after that estate.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

from agreeing_programs import ALWAYS, GROUPS
from agreement import Both, compare
from recorded_answers import wrapped
from sweeps import sampled

from bamp_pulumi.report.finding_document import PreviewFinding
from bamp_pulumi.report.rehearsal_parts import (
    RehearsedFaultPart,
    RehearsedPoints,
    RehearsedRestore,
    RehearsedTest,
)
from bamp_pulumi.report.resource_document import PreviewResource

__all__ = ["answers_of_group", "judged_group", "parts_of", "written"]

_ROOT: Final = str(Path(__file__).parents[2])
_LEAST: Final = 2
"""Lines of which a part is named after an estate that had it before."""
Part = tuple[str, tuple[str, ...]]


@cache
def judged_group(group: str) -> tuple[tuple[str, Both], ...]:
    """Judge the estates of a group that this run tries by both commands, once in a process."""
    estates = sampled(
        f"estates: {group}",
        GROUPS[group](),
        one_in=4,
        name=lambda one: one[0],
        part=lambda one: one[0] in ALWAYS and one[0],
    )
    return tuple((name, compare(declared(), policy)) for name, declared, policy in estates)


def answers_of_group(group: str) -> Iterator[str]:
    """Write the answers to a group of estates, each under the name of the estate."""
    had: dict[Part, str] = {}
    for name, both in judged_group(group):
        yield f"== {name}"
        for title, lines in parts_of(both):
            before = had.setdefault((title, lines), name)
            if before != name and len(lines) >= _LEAST:
                yield f"{title}: as in {before}"
                continue
            yield title
            yield from written(lines)
        yield ""


def written(lines: Iterable[str]) -> list[str]:
    """Break the lines of a part, under its title."""
    return [
        part for line in lines for part in wrapped(line.replace(_ROOT, "."), "    ", "        ")
    ]


def parts_of(both: Both) -> Iterator[Part]:
    """List the parts of an answer that have lines, each with its title."""
    verdicts = ("accepted" if is_well else "refused" for is_well in both.accepts)
    yield "preview {}, rehearsal {}".format(*verdicts), ()
    parts = [
        ("programs", _programs(both)),
        *((f"store {_named(one)}", _store(one)) for one in _by_name(both.preview.resources)),
        ("findings of the preview", _findings(both)),
        ("findings of the rehearsal", _rehearsal_findings(both)),
        ("to confirm", _to_confirm(both)),
        *_restorable(both),
        *_tests(both),
        *_faults(both),
    ]
    for title, lines in parts:
        whole = tuple(lines)
        if whole:
            yield title, whole


def _by_name(stores: Iterable[PreviewResource]) -> list[PreviewResource]:
    return sorted(stores, key=lambda one: (one.program, one.name, one.type))


def _named(store: PreviewResource) -> str:
    return f"{store.name} ({store.type} of {store.program})"


def _short(urn: str) -> str:
    return urn.rpartition("::")[2] or "all"


def _programs(both: Both) -> Iterator[str]:
    for one in both.preview.programs:
        place = f"{one.region or 'no Region'} of {one.account_id or 'no account'}"
        assumed = {"account assumed": one.account_assumed, "Region assumed": one.region_assumed}
        said = [what for what, holds in assumed.items() if holds]
        said += [f"account of {one.account_from}"] if one.account_from else []
        yield ", ".join([f"{one.name}: {place}", *said])
    yield from sorted(
        f"note {one.code} on {_short(one.urn)}: {one.message}" for one in both.preview.notes
    )


def _store(one: PreviewResource) -> Iterator[str]:
    yield f"{one.status} in {one.region or 'no Region'}: {one.how}"
    yield (
        f"tier {one.tier or '-'}, owner {one.owner or '-'}, RPO {one.rpo_minutes} min, "
        f"reached {one.achieved_rpo_minutes} min"
    )
    for rule in one.rules:
        how = " continuous" if rule.continuous else ""
        yield (
            f"rule {rule.rule} of plan {rule.plan}{how}: {rule.schedule} {rule.timezone}, kept "
            f"{rule.retention_days} days in {rule.vault} of {rule.region}"
        )
    for copy in one.copies:
        yield (
            f"copy of {copy.rule}: kept {copy.retention_days} days in {copy.vault} of "
            f"{copy.region} of {copy.account_id}"
        )
    for loss in one.exposure:
        known = "" if loss.known else ", not known"
        yield f"lost from {loss.region}: at most {loss.at_most_minutes} min{known}"
    yield from _found(one.findings)


def _found(findings: Iterable[PreviewFinding]) -> Iterator[str]:
    """List findings in order; of those said of several resources alike, which they are."""
    at: dict[tuple[str, str, str], list[str]] = {}
    for one in findings:
        at.setdefault((one.id, str(one.severity), one.message), []).append(_short(one.urn))
    said = (
        f"{code} {severity} on {', '.join(sorted(named))}: {message}"
        for (code, severity, message), named in at.items()
    )
    return iter(sorted(said))


def _findings(both: Both) -> Iterator[str]:
    of_stores = {(f.id, f.urn, f.message) for one in both.preview.resources for f in one.findings}
    return _found(
        one for one in both.preview.findings if (one.id, one.urn, one.message) not in of_stores
    )


def _rehearsal_findings(both: Both) -> list[str]:
    times = Counter(f"{one.code} at {one.at}: {one.why}" for one in both.rehearsed.findings)
    return sorted(f"{said} ({n} times)" if n > 1 else said for said, n in times.items())


def _to_confirm(both: Both) -> list[str]:
    return sorted(f"{one.name}: {one.protocol} {one.endpoint}" for one in both.rehearsed.to_confirm)


def _restorable(both: Both) -> Iterator[Part]:
    """Say what could be restored of each kind of store, by Region, and of what nothing could."""
    lost = sorted(f"{r.name}, {r.status}: {r.why}" for r in both.rehearsed.not_restorable)
    yield "not restorable", tuple(lost)
    yield "exempt", tuple(sorted(f"{one.name}: {one.why}" for one in both.rehearsed.exempt))
    points = [(_members(one), one.region, one) for one in both.rehearsed.restore_points]
    for names, region, one in sorted(points, key=lambda each: each[:2]):
        yield f"restored from {region}: {names}", tuple(_points(one))


def _members(one: RehearsedPoints) -> str:
    """Name the stores that fare alike: which of them is simulated differs from run to run."""
    return ", ".join(sorted(member.name for member in one.members))


def _kinds(both: Both) -> Mapping[tuple[str, str], str]:
    return {(one.program, one.urn): _members(one) for one in both.rehearsed.restore_points}


def _points(one: RehearsedPoints) -> Iterator[str]:
    known = "known" if one.known else "not known"
    yield (
        f"worst {one.worst_loss_minutes} min at {_at(one.worst_at)}, at most "
        f"{one.at_most_minutes} min, {known}"
    )
    made = groupby(sorted(one.restorable, key=_maker), key=_maker)
    for maker, points in made:
        each = sorted(points, key=lambda point: (point.first, point.last))
        old, new = each[0], each[-1]
        yield (
            f"{len(each)} by {maker}: {_at(old.first)} to {_at(new.last)}, "
            f"expire {_at(old.expires)} to {_at(new.expires)}"
        )


def _maker(point: RehearsedRestore) -> str:
    made = f"copy of {point.rule}" if point.copy_ else point.rule or "the service"
    return f"{made} in {point.vault or 'the service'} of {point.region} of {point.account_id}"


def _tests(both: Both) -> Iterator[Part]:
    named = _kinds(both)

    def key(test: RehearsedTest) -> tuple[str, ...]:
        return (test.plan, named[test.program, test.urn], test.vault, test.region)

    for of, tests in groupby(sorted(both.rehearsed.restore_tests, key=key), key=key):
        plan, store, vault, region = of
        each = sorted(tests, key=lambda test: test.at)
        said = (
            f"{len(each)}: at {_at(test.at)} of the state of {_at(test.state_of)}"
            for test in (each[0], each[-1])
        )
        yield f"restore tests of {store} by {plan} from {vault} of {region}", tuple(said)


def _faults(both: Both) -> Iterator[Part]:
    """Say what each fault comes to for each kind of store; those that come to the same, at once."""
    named = _kinds(both)
    kinds: dict[str, dict[tuple[str, ...], list[str]]] = {}
    for one in both.rehearsed.faults:
        same = kinds.setdefault(named[one.program, one.urn], {})
        same.setdefault(tuple(_fault(one)), []).append(one.fault)
    for stores, answers in sorted(kinds.items()):
        for answer, faults in answers.items():
            yield f"{', '.join(faults)} of {stores}", answer


def _fault(one: RehearsedFaultPart) -> Iterator[str]:
    detected = {True: "detected", False: "not detected", None: "perhaps detected"}[one.detected]
    known = "" if one.known else ", not known"
    yield f"{detected} after {one.after_minutes} min by {_list(one.by)}"
    yield f"until {_at(one.until)}{known}"
    for told in one.told:
        yield f"tells {told.kind} {told.address} after {told.minutes} min"
    if [f"{told.kind} {told.address}" for told in one.told] != one.delivered_to:
        yield f"delivered to {_list(one.delivered_to)}"
    for doubt in one.hangs_on:
        yield f"depends on: {doubt}"
    yield f"loses {one.data_loss_minutes} min, recovered after {one.recovery_minutes} min"
    for left in one.restorable_from:
        states = sorted({_at(left.first), _at(left.last)})
        yield f"left: {_maker(left)}, {' to '.join(states)}, expires {_at(left.expires)}"


def _at(when: datetime | None) -> str:
    """Write an instant of UTC, or that there is none."""
    return "never" if when is None else f"{when:%Y-%m-%dT%H:%M:%S}"


def _list(names: Sequence[str]) -> str:
    return ", ".join(names) or "nothing"
