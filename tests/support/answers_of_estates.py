"""What preview and rehearsal answer of each estate there is, as text.

A part of an answer that an estate of the same group has had before is named after that estate.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

from agreeing_programs import GROUPS
from agreement import Both, compare
from recorded_answers import wrapped

from bamp_pulumi.report.preview_document import PreviewFinding, PreviewResource
from bamp_pulumi.report.rehearsal_parts import (
    RehearsedFaultPart,
    RehearsedPoints,
    RehearsedRestore,
    RehearsedTest,
)

__all__ = ["answers_of_group", "judged_group"]

_ROOT: Final = str(Path(__file__).parents[2])
_LEAST: Final = 3
"""Lines of which a part is named after an estate that had it before."""
Part = tuple[str, tuple[str, ...]]


@cache
def judged_group(group: str) -> tuple[tuple[str, Both], ...]:
    """Judge each estate of a group by both commands, once in a process."""
    return tuple((name, compare(estate, policy)) for name, estate, policy in GROUPS[group]())


def answers_of_group(group: str) -> Iterator[str]:
    """Write the answers to a group of estates, each under the name of the estate."""
    had: dict[Part, str] = {}
    for name, both in judged_group(group):
        yield f"== {name}"
        for title, lines in _parts(both):
            before = had.setdefault((title, lines), name)
            if before != name and len(lines) >= _LEAST:
                yield f"{title}: as in {before}"
                continue
            yield title
            for line in lines:
                yield from wrapped(line.replace(_ROOT, "."), "    ", "        ")
        yield ""


def _parts(both: Both) -> Iterator[Part]:
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
        assumed = (one.account_assumed, one.account_from, one.region_assumed)
        yield f"{one.name}: {one.region} of {one.account_id}, assumed: {assumed}"
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
    for one in both.rehearsed.not_restorable:
        yield f"not restorable: {one.name}", (f"{one.status}: {one.why}",)
    for one in both.rehearsed.exempt:
        yield f"exempt: {one.name}", (one.why,)
    for one in sorted(both.rehearsed.restore_points, key=lambda one: (one.urn, one.region)):
        names = sorted(member.name for member in one.members)
        yield f"restored from {one.region}: {', '.join(names)}", tuple(_points(one))


def _points(one: RehearsedPoints) -> Iterator[str]:
    known = "known" if one.known else "not known"
    yield (
        f"worst {one.worst_loss_minutes} min at {one.worst_at}, at most {one.at_most_minutes} min, "
        f"{known}"
    )
    made = groupby(sorted(one.restorable, key=_maker), key=_maker)
    for maker, points in made:
        each = sorted(points, key=lambda point: (point.first, point.last))
        old, new = each[0], each[-1]
        yield (
            f"{len(each)} of {maker}: {old.first} to {new.last}, the first expires {old.expires}, "
            f"the last {new.expires}"
        )


def _maker(point: RehearsedRestore) -> str:
    made = f"copy of {point.rule}" if point.copy_ else point.rule or "the service"
    return f"{made} in {point.vault or 'the service'} of {point.region} of {point.account_id}"


def _tests(both: Both) -> Iterator[Part]:
    def key(test: RehearsedTest) -> tuple[str, ...]:
        return (test.plan, _short(test.urn), test.vault, test.region)

    for of, tests in groupby(sorted(both.rehearsed.restore_tests, key=key), key=key):
        plan, store, vault, region = of
        each = sorted(tests, key=lambda test: test.at)
        said = (
            f"{len(each)}: at {test.at} of the state of {test.state_of}"
            for test in (each[0], each[-1])
        )
        yield f"restore tests of {store} by {plan} from {vault} of {region}", tuple(said)


def _faults(both: Both) -> Iterator[Part]:
    """Say what each fault comes to for each kind of store; those that come to the same, at once."""
    kinds: dict[tuple[str, str, int], dict[tuple[str, ...], list[str]]] = {}
    for one in both.rehearsed.faults:
        same = kinds.setdefault((one.program, _short(one.urn), one.resources), {})
        same.setdefault(tuple(_fault(one)), []).append(one.fault)
    for (_, store, number), answers in sorted(kinds.items()):
        others = f" and {number - 1} others" if number > 1 else ""
        for answer, faults in answers.items():
            yield f"{', '.join(faults)} of {store}{others}", answer


def _fault(one: RehearsedFaultPart) -> Iterator[str]:
    detected = {True: "detected", False: "not detected", None: "perhaps detected"}[one.detected]
    known = "" if one.known else ", not known"
    yield f"{detected} after {one.after_minutes} min by {_list(one.by)}; until {one.until}{known}"
    for told in one.told:
        yield f"tells {told.kind} {told.address} after {told.minutes} min"
    if [f"{told.kind} {told.address}" for told in one.told] != one.delivered_to:
        yield f"delivered to {_list(one.delivered_to)}"
    for doubt in one.hangs_on:
        yield f"depends on: {doubt}"
    yield f"loses {one.data_loss_minutes} min, recovered after {one.recovery_minutes} min"
    for left in one.restorable_from:
        yield f"left: {_maker(left)}, {left.first} to {left.last}, expires {left.expires}"


def _list(names: Sequence[str]) -> str:
    return ", ".join(names) or "nothing"
