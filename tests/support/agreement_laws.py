"""The laws between a preview and a rehearsal of one estate: what neither may say of the other.

Each goes through what it is about and answers, once for each, with what contradicts; an empty
answer is agreement.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import cache
from typing import Final

from agreement import AT, CALLS, DAYS, FAULTS, JOBS_FAIL, START, Both

from bamp_pulumi.policy import Schedule
from bamp_pulumi.report.rehearsal_parts import RehearsedPoints, RehearsedRestore

__all__ = ["LAWS", "judged"]

_LOOKED_BACK: Final = timedelta(days=1, hours=6)
"""Longest that a backup and its copy may still be under way."""
_START_DELAY: Final = 60
"""Minutes that a job may start late: so much less than the interval may be lost."""
_KEPT: Final = ("protected", "native")


def judged(both: Both) -> Iterator[tuple[str, str]]:
    """List what each law says, by its name: what contradicts, or nothing where all is well."""
    return ((name, said) for name, law in LAWS.items() for said in law(both))


def _every_store_is_in_both(both: Both) -> Iterator[str]:
    listed = {
        "kept": [*both.points],
        "not restorable": [(one.program, one.urn) for one in both.rehearsed.not_restorable],
        "exempt": [(one.program, one.urn) for one in both.rehearsed.exempt],
    }
    for key, store in both.stores.items():
        found = [where for where, keys in listed.items() if key in keys]
        status = {"exempt": "exempt"}.get(store.status, "not restorable")
        expected = ["kept" if store.status in _KEPT else status]
        yield "" if found == expected else f"{store.name} is {store.status}, listed as {found}"
    strangers = {key for keys in listed.values() for key in keys} - both.stores.keys()
    yield f"only the rehearsal lists {strangers}" if strangers else ""


def _what_is_not_kept_is_so_for_the_same_reason(both: Both) -> Iterator[str]:
    for one in both.rehearsed.not_restorable:
        store = both.stores[one.program, one.urn]
        is_same = (one.status, one.why) == (store.status, store.how)
        yield "" if is_same else f"{one.name}: {store.status}, {store.how}; {one.status}, {one.why}"


def _every_rule_and_copy_makes_points(both: Both) -> Iterator[str]:
    for store, points in both.kept():
        made = {(p.rule, p.vault, p.region, p.copy_) for p in _all(points)}
        schedules = {rule.rule: (rule.schedule, rule.timezone) for rule in store.rules}
        asked = [(r.rule, r.vault, r.region, False, r.retention_days) for r in store.rules]
        asked += [(c.rule, c.vault, c.region, True, c.retention_days) for c in store.copies]
        excused = {f.id for f in store.findings} & {"BAMP-V34", "BAMP-V52", "BAMP-V57"}
        for rule, vault, region, is_copy, days in asked:
            if rule not in schedules:
                yield f"{store.name}: {region} has a copy of {rule}, which makes nothing"
                continue
            if excused or not _was_due(*schedules[rule], days):
                continue
            is_there = (rule, vault, region, is_copy) in made or _goes_on(points, rule)
            what = f"{store.name}: rule {rule} made nothing in {vault} of {region}"
            yield "" if is_there else what


def _every_point_is_of_a_rule_or_copy(both: Both) -> Iterator[str]:
    for store, points in both.kept():
        kept = {(r.rule, r.vault, r.region, False): r.retention_days for r in store.rules}
        kept |= {(c.rule, c.vault, c.region, True): c.retention_days for c in store.copies}
        for point in _all(points):
            if not point.vault:
                continue  # the service's own
            made_by = (point.rule, point.vault, point.region, point.copy_)
            if made_by not in kept:
                yield f"{store.name}: nobody makes {made_by}"
                continue
            days = kept[made_by]
            is_live = point.expires is None and point.first != point.last
            ends = AT if is_live else point.expires
            lives = None if ends is None else (ends - point.first).days
            is_same = days is None if lives is None else days is not None and lives <= days
            is_short = lives != days and not is_live
            wrong = f"{store.name}: {made_by} is kept {lives} days, not {days}"
            yield wrong if is_short or not is_same else ""


def _at_most_the_same_is_lost(both: Both) -> Iterator[str]:
    for store, points in both.kept():
        said = {one.region: (one.at_most_minutes, one.known) for one in store.exposure}
        expected = said or {store.region: (None, False)}
        found = {region: (one.at_most_minutes, one.known) for region, one in points.items()}
        yield "" if found == expected else f"{store.name}: {expected}, and {found}"
        for region, one in points.items():
            bound, worst = one.at_most_minutes, one.worst_loss_minutes
            if bound is None:
                continue
            is_within = worst is not None and worst <= bound and bool(one.restorable)
            yield "" if is_within else f"{store.name}: {worst} lost from {region}, of {bound}"


def _the_interval_is_what_is_lost(both: Both) -> Iterator[str]:
    for store, points in both.kept():
        achieved, worst = store.achieved_rpo_minutes, points[store.region].worst_loss_minutes
        if achieved is None or worst is None or timedelta(minutes=achieved) > timedelta(days=DAYS):
            continue
        for finding in store.findings:
            if finding.id == "BAMP-V13":
                said = re.search(rf"reaches {achieved}(;|$)", finding.message)
                yield "" if said else finding.message
        yield (
            ""
            if achieved - _START_DELAY <= worst
            else f"{store.name}: {achieved} minutes apart, and only {worst} lost"
        )


def _copies_survive_the_region(both: Both) -> Iterator[str]:
    for store, _, fault in both.struck("primary-region-lost"):
        away = {copy.region for copy in store.copies} - {store.region}
        bounded = {e.region for e in store.exposure if e.at_most_minutes is not None} & away
        left = {one.region for one in fault.restorable_from}
        is_all = bounded <= left <= away and fault.known is bool(store.exposure)
        is_lost = fault.data_loss_minutes is None
        is_same = is_all and (is_lost is (not left) or not bounded)
        yield "" if is_same else f"{store.name}: copies in {away}, {left} left"


def _copies_abroad_survive_the_account(both: Both) -> Iterator[str]:
    for store, place, fault in both.struck("account-compromised"):
        abroad = {copy.account_id for copy in store.copies} - {place.rpartition(" ")[2]}
        left = {one.account_id for one in fault.restorable_from}
        yield "" if left <= abroad else f"{store.name}: copies in {abroad}, {left} left"


def _who_is_notified_is_the_same(both: Both) -> Iterator[str]:
    said = {_place(message): message for message in both.found("BAMP-V76")}
    heard: dict[str, set[bool | None]] = {}
    for store, place, fault in both.struck(*JOBS_FAIL):
        heard.setdefault(place, set()).add(fault.detected)
        claims = any("nobody" in finding.message for finding in store.findings)
        is_wrong = claims and fault.detected is not False
        yield f"{store.name}: nobody is notified, and somebody is" if is_wrong else ""
    for place, answers in heard.items():
        message = said.get(place, "")
        expected = {False} if "nothing declared" in message else {True, False, None}
        is_named = bool(message or answers != {False} or both.rehearsed.findings)
        is_same = answers <= expected and not ("not known" in message and answers == {True})
        yield "" if is_same and is_named else f"{place}: {message or 'alerted'}, and {answers}"


def _what_is_recorded_is_the_same(both: Both) -> Iterator[str]:
    said = {_place(message): message for message in both.found("BAMP-V75")}
    planned = {both.places[key] for key, store in both.stores.items() if store.rules}
    for store, place, fault in both.struck(*CALLS):
        if place not in planned or place.split()[0] != store.region:
            continue
        doubts = [each for each in fault.hangs_on if "records calls of backup" in each]
        is_none = any(each.startswith("no declared trail") for each in doubts)
        message = said.get(place, "")
        is_wrong = (doubts and not message) or (is_none and "not known whether" in message)
        is_sure = fault.detected is True and "no given program" in message
        yield f"{place}: {message or 'recorded'}, and {doubts}" if is_wrong or is_sure else ""


def _only_restores_that_succeed_are_tests(both: Both) -> Iterator[str]:
    stopped = {
        message.partition("every restore of ")[2].partition(" fails")[0]
        for message in both.found("BAMP-V65")
    }
    for test in both.rehearsed.restore_tests:
        key = (test.program, test.urn)
        names = (both.types[key], both.stores[key].name)
        wrong = {of for of in stopped if of.partition(" (")[0] in names}
        yield f"plan {test.plan} tests {names}; every restore of {wrong} fails" if wrong else ""


def _jobs_that_fail_are_said(both: Both) -> Iterator[str]:
    codes = {"BAMP-W10": {"BAMP-V52", "BAMP-V53"}, "BAMP-W11": {"BAMP-V57"}}
    for finding in both.rehearsed.findings:
        if finding.code in codes:
            named = [store for store in both.stores.values() if store.name == finding.at]
            said = {each.id for store in named for each in store.findings}
            yield "" if said & codes[finding.code] else f"{finding.at}: {finding.why}"


def _what_aws_refuses_notifies_nobody(both: Both) -> Iterator[str]:
    refused = {
        finding.urn.rpartition("::")[2]
        for finding in both.preview.findings
        if finding.id == "BAMP-V55"
    }
    for store, _, fault in both.struck(*FAULTS):
        is_by_it = fault.detected is True and refused & {*fault.by}
        yield f"{store.name}: {fault.fault} is noticed by {is_by_it}" if is_by_it else ""


def _one_refusal_has_a_reason_in_the_other(both: Both) -> Iterator[str]:
    preview, rehearsal = both.accepts
    document = both.rehearsed
    lost = [p for p in document.restore_points if p.known and not p.restorable]
    unheard = [fault for fault in document.faults if fault.detected is not True]
    reasons = [*document.findings, *document.not_restorable, *lost, *unheard]
    yield "the preview refuses, and the rehearsal accepts" if rehearsal and not preview else ""
    is_silent = preview and not rehearsal and not reasons
    yield "the rehearsal refuses what the preview accepts, and says no reason" if is_silent else ""
    yield f"the rehearsal accepts {reasons[:1]}" if rehearsal and reasons else ""


LAWS: Final[Mapping[str, Callable[[Both], Iterator[str]]]] = {
    "listed": _every_store_is_in_both,
    "reason": _what_is_not_kept_is_so_for_the_same_reason,
    "made": _every_rule_and_copy_makes_points,
    "kept": _every_point_is_of_a_rule_or_copy,
    "lost": _at_most_the_same_is_lost,
    "interval": _the_interval_is_what_is_lost,
    "region lost": _copies_survive_the_region,
    "account lost": _copies_abroad_survive_the_account,
    "notified": _who_is_notified_is_the_same,
    "recorded": _what_is_recorded_is_the_same,
    "restore tests": _only_restores_that_succeed_are_tests,
    "jobs": _jobs_that_fail_are_said,
    "refused": _what_aws_refuses_notifies_nobody,
    "exit": _one_refusal_has_a_reason_in_the_other,
}
"""Each law by the name that a contradiction is reported under."""


def _all(points: Mapping[str, RehearsedPoints]) -> Iterator[RehearsedRestore]:
    return (each for one in points.values() for each in one.restorable)


def _goes_on(points: Mapping[str, RehearsedPoints], rule: str) -> bool:
    """Return True if what a continuous rule would make is the continuous backup of another."""
    live = [p for p in _all(points) if p.vault and p.expires is None and p.first != p.last]
    return bool(live) and any(p.rule != rule for p in live)


@cache
def _was_due(expression: str, timezone: str, days: int | None) -> bool:
    """Return True if a rule ran so long ago that its point is there, and is kept still."""
    begin = START if days is None else max(START, AT - timedelta(days=days)) + _LOOKED_BACK
    end = AT - _LOOKED_BACK
    if begin >= end:
        return False
    return any(True for _ in Schedule(expression=expression, timezone=timezone).between(begin, end))


def _place(message: str) -> str:
    """Find the Region and account that a finding is about."""
    found = re.search(r"(\S+) of (\d{12})", message)
    return found[0] if found else ""
