"""The words of a rehearsal, for terminal and HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bamp_pulumi.coverage import ResourceCoverage, acknowledged_in_words
from bamp_pulumi.rehearsal import (
    FAULTS,
    Outcome,
    Rehearsal,
    RehearsedFault,
    RehearsedKind,
    is_accepted,
)
from bamp_pulumi.report.words import at_most_in_words, plural
from bamp_pulumi.truth import Truth, all_hold

__all__ = [
    "AT_MOST_LEGEND",
    "EXEMPT_TITLE",
    "FAULTS_LEGEND",
    "NOT_KNOWN",
    "FaultLine",
    "accepted_in_words",
    "age_in_words",
    "bound_in_words",
    "exempt_in_words",
    "fault_lines",
    "kind_in_words",
    "rehearsal_in_words",
    "to_confirm_in_words",
    "worst_in_words",
]

AT_MOST_LEGEND: Final = (
    "Newest and Oldest: age of the states that can be restored then. At most: what can be lost "
    "whatever the delays, rounded up, as bamp preview says. At worst: in the simulated span, once "
    "each rule has made its first recovery point."
)
FAULTS_LEGEND: Final = (
    "Within: longest time from the fault to the first message. Lost at most: newest data that is "
    "lost by the time somebody has acted. bamp explain FAULT describes each."
)
EXEMPT_TITLE: Final = "Exempt today: needs no backup"
NOT_KNOWN: Final = "not known"
_ASSUMED: Final = "assumed: "
_UNITS: Final = ((1440, "d"), (60, "h"), (1, "min"))


def age_in_words(age: timedelta) -> str:
    """Format an age in its two largest units: 5 min, 6 h 18 min, 1 d 2 h, 35 d."""
    minutes = age // timedelta(minutes=1)
    parts: list[str] = []
    for size, unit in _UNITS:
        number, minutes = divmod(minutes, size)
        if number:
            parts.append(f"{number} {unit}")
    return " ".join(parts[:2]) or "0 min"


def kind_in_words(one: RehearsedKind) -> str:
    """Name the resources of a kind: `orders`, or `orders and 2 alike`."""
    others = len(one.kind.members) - 1
    return one.kind.one.resource.name + (f" and {others} alike" if others else "")


def bound_in_words(one: RehearsedKind, region: str) -> str:
    """Return what can be lost at most from a Region, in the words of a preview."""
    bound = one.at_most.get(region)
    return NOT_KNOWN if bound is None else at_most_in_words(bound)


def worst_in_words(one: RehearsedKind, region: str) -> tuple[str, str]:
    """Return what the simulated span lost from a Region at its worst moment, and when, if ever."""
    exposure = one.exposures[region]
    if exposure is None:
        # What a service keeps of its own, nobody knows how long, is not simulated.
        return ("nothing is ever there" if region in one.at_most else NOT_KNOWN), ""
    on = f"{exposure.at:%Y-%m-%d %H:%M} UTC"
    return ("all" if exposure.loss is None else age_in_words(exposure.loss)), on


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultLine:
    """What a fault comes to over all kinds of resource: the worst of each."""

    fault: str
    detected: Truth
    """Whether a person is certainly notified, whichever resource it affects."""
    notified: str
    accepted: str
    """What the policy in force says of it where nobody is certainly notified: that it is
    acknowledged, or what is assumed; empty where it says nothing."""
    says: str
    """First line of the message that comes first, of one of the kinds; empty where it depends on
    something whether anybody is notified, and where nobody is."""
    within: str
    lost: str
    """Most that would be lost until somebody has acted."""
    recovered: str
    """Longest from the fault to the end of a restore, and of how many kinds, where not of all;
    empty when nobody is notified, or nothing is left."""
    left: str
    """Regions that something is left in, and of how many kinds, where not of all; as far as is
    known."""

    @property
    def is_unnotified(self) -> bool:
        """Return True if nobody is certainly notified and no policy accepts that."""
        return not (self.detected or self.accepted)


def fault_lines(rehearsal: Rehearsal) -> Sequence[FaultLine]:
    """Put what a fault does to each kind of resource into one line."""
    by_fault: dict[str, list[RehearsedFault]] = {}
    for one in rehearsal.kinds:
        for fault in one.faults:
            by_fault.setdefault(fault.outcome.fault, []).append(fault)
    return [_line(fault, by_fault[fault], rehearsal) for fault in FAULTS if fault in by_fault]


def _line(fault: str, injected: Sequence[RehearsedFault], rehearsal: Rehearsal) -> FaultLine:
    detected = all_hold(each.outcome.detected for each in injected)
    minutes = [each.outcome.after_minutes for each in injected]
    known = [each for each in minutes if each is not None]
    accepted = "" if detected else _accepted(injected, rehearsal)
    return FaultLine(
        fault=fault,
        detected=detected,
        accepted=accepted,
        notified=_notified(injected, detected),
        says=_says(injected) if detected else "",
        within=age_in_words(timedelta(minutes=max(known))) if known and detected else "",
        lost=_lost(injected),
        recovered=_recovered([each.recovery for each in injected]),
        left=", ".join(_left(injected)),
    )


def _accepted(injected: Sequence[RehearsedFault], rehearsal: Rehearsal) -> str:
    """Return why the policy in force accepts that nobody is certainly notified; empty where not."""
    if not all(is_accepted(rehearsal.coverage, each.outcome) for each in injected):
        return ""
    said = (accepted_in_words(rehearsal, e.outcome) for e in injected if not e.outcome.detected)
    return next(said, "")


def accepted_in_words(rehearsal: Rehearsal, outcome: Outcome) -> str:
    """Return why the policy accepts that nobody is notified of a fault; empty where it does not."""
    acknowledged = rehearsal.coverage.acknowledged.fault(outcome.fault)
    if acknowledged is not None:
        return acknowledged_in_words(acknowledged, rehearsal.at.date())
    return f"{_ASSUMED}{outcome.assumed}" if outcome.assumed else ""


def _lost(injected: Sequence[RehearsedFault]) -> str:
    losses = [each.loss for each in injected if each.is_known]
    if not losses:
        return NOT_KNOWN
    ages = [loss for loss in losses if loss is not None]
    if len(ages) == len(losses):
        return ", ".join((age_in_words(max(ages)), *_unknown(injected)))
    if not ages and len(losses) == len(injected):
        return "all"
    lost = f"all, {_of_kinds(len(losses) - len(ages), injected)}"
    return ", ".join((lost, *_unknown(injected)))


def _unknown(injected: Sequence[RehearsedFault]) -> Sequence[str]:
    """Return for how many kinds it is unknown what is left; nothing when for none."""
    number = sum(not each.is_known for each in injected)
    return [f"{NOT_KNOWN} of {number}"] if number else []


def _recovered(times: Sequence[timedelta | None]) -> str:
    known = [time for time in times if time is not None]
    if not known:
        return ""
    of_some = f", {len(known)} of {plural(len(times), 'kind')}" if len(known) < len(times) else ""
    return f"{age_in_words(max(known))}{of_some}"


def _left(injected: Sequence[RehearsedFault]) -> Sequence[str]:
    known = [each for each in injected if each.is_known]
    if not known:
        return [NOT_KNOWN]
    regions = [dict.fromkeys(r.region for r in each.restorable_from) for each in known]
    number = {r: sum(r in each for each in regions) for each in regions for r in each}
    left = [
        region
        if number[region] == len(regions)
        else f"{region} ({_of_kinds(number[region], injected)})"
        for region in sorted(number)
    ]
    unknown = _unknown(injected)
    return [*(left or (["nothing"] if unknown else [])), *unknown]


def _of_kinds(number: int, injected: Sequence[RehearsedFault]) -> str:
    return f"{number} of {plural(len(injected), 'kind')}"


def _notified(injected: Sequence[RehearsedFault], detected: Truth) -> str:
    sure = all(each.outcome.detected or each.outcome.assumed for each in injected)
    if detected or sure:
        names = dict.fromkeys(d.kind for each in injected for d in each.outcome.delivered_to)
        return ", ".join(names)
    if detected is None:
        doubts = dict.fromkeys(doubt for each in injected for doubt in each.outcome.doubts)
        return f"perhaps: {'; '.join(doubts)}"
    some = sum(each.outcome.detected is True for each in injected)
    return f"nobody, for {_of_kinds(len(injected) - some, injected)}" if some else "nobody"


def _says(injected: Sequence[RehearsedFault]) -> str:
    """Quote what the first of them reads."""
    told = [one for each in injected[:1] for one in each.outcome.notified]
    first = min(told, key=lambda one: one.minutes, default=None)
    return first.says if first is not None else ""


def exempt_in_words(one: ResourceCoverage, at: datetime) -> str:
    """Return until when a data store is exempt, and whether that has expired at an instant."""
    is_over = one.exempt_until is not None and at.date() > one.exempt_until
    return f"{one.how} (expired by {at:%Y-%m-%d})" if is_over else one.how


def to_confirm_in_words(rehearsal: Rehearsal) -> Sequence[str]:
    """Name the subscriptions that SNS sends nothing to until somebody confirms them."""
    lines: list[str] = []
    for one in rehearsal.to_confirm:
        hidden = "endpoint" in one.secret_inputs or not one.text("endpoint")
        lines.append(
            f"{one.name}: {one.text('protocol')}" + ("" if hidden else f" {one.text('endpoint')}")
        )
    return lines


def _beside(lines: Sequence[FaultLine]) -> str:
    """Count the faults that the policy accepts: `, of 5 by assumption; 2 are acknowledged`."""
    assumed = sum(line.accepted.startswith(_ASSUMED) for line in lines)
    acknowledged = sum(bool(line.accepted) for line in lines) - assumed
    said = f", of {assumed} more by assumption" if assumed else ""
    return f"{said}, {acknowledged} acknowledged" if acknowledged else said


def rehearsal_in_words(rehearsal: Rehearsal) -> str:
    """Sum a rehearsal up in a line."""
    lines = fault_lines(rehearsal)
    noticed = sum(line.detected is True for line in lines)
    resources = sum(len(one.kind.members) for one in rehearsal.kinds)
    kinds = len(rehearsal.kinds)
    tests = sum(len(one.restore_tests) for one in rehearsal.kinds)
    tested = sum(bool(one.restore_tests) for one in rehearsal.kinds)
    of_tests = f" {plural(tests, 'restore test')}, of {plural(tested, 'kind')}." if tests else ""
    span = f"{rehearsal.start:%Y-%m-%d} to {rehearsal.end:%Y-%m-%d}"
    lost = len(rehearsal.not_restorable)
    more = " more" if kinds else ""
    beside = f" {lost}{more} could not be restored, as far as is known." if lost else ""
    exempt = f" Exempt: {len(rehearsal.exempt)}." if rehearsal.exempt else ""
    what = f"{plural(resources, 'data store')} of {plural(kinds, 'kind')}"
    if not kinds:
        what = "No data store could be restored"
    faults = plural(len(lines), "fault")
    notified = f" Somebody is notified of {noticed} of {faults}{_beside(lines)}." if lines else ""
    expired = rehearsal.coverage.acknowledged.expired_by(rehearsal.at.date())
    by = f" Expired by {rehearsal.at:%Y-%m-%d}: {', '.join(expired)}." if expired else ""
    return f"{what}, {span}.{notified}{by}{of_tests}{beside}{exempt}"
