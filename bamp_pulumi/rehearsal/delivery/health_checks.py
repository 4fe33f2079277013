"""What AWS emits nothing of: does a declared health check find it, and is anybody notified?

The check is this library's function: its judge is run here on what its role may read, and the
events that it would put are followed like any others.

Source: EventBridge API reference, PutEvents; Lambda developer guide, lambda-intro-execution-role
(read 2026-11-26).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from math import ceil
from typing import Any, Final, cast

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused, worst
from bamp_pulumi.catalog import UNKNOWN, whole_number
from bamp_pulumi.declared import ROLE, mapping
from bamp_pulumi.estate import Resource
from bamp_pulumi.lambdas.health import EXPECTED_FILE, Account, Expected, unpack
from bamp_pulumi.rehearsal.delivery.declared import may_be_in, same_place
from bamp_pulumi.rehearsal.delivery.invoking import may_call
from bamp_pulumi.rehearsal.delivery.our_code import (
    OurCode,
    packed_in,
    runs_ours,
    settings_of,
)
from bamp_pulumi.rehearsal.delivery.path import AlertPath, Delivered, Dropped, Routing
from bamp_pulumi.rehearsal.delivery.recipients import FUNCTION
from bamp_pulumi.rehearsal.delivery.roles import may_as
from bamp_pulumi.rehearsal.delivery.schedules import (
    CALLER,
    ScheduledCall,
    longest_interval,
    scheduled_calls,
)
from bamp_pulumi.rehearsal.delivery.shown_event import naming_of
from bamp_pulumi.rehearsal.delivery.signal import Absence, Event
from bamp_pulumi.rehearsal.health import Looked, Read, Year, look, reads_of, withhold

__all__ = ["HEALTH", "comes_to_its_end", "find_absence"]


HEALTH: Final = OurCode(
    package="bamp_pulumi.lambdas.health",
    settings=("ALERTS_NAME", "REGIONS", "VAULTS"),
    seconds=60,
    component="bamp:index:BackupHealthCheck",
)
"""The function that looks for backups that are missing."""
_LAMBDA: Final = "lambda.amazonaws.com"
_MINUTE: Final = timedelta(minutes=1)


def find_absence(
    routing: Routing, absence: Absence, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    """Follow what is not made to each declared health check, and to whoever is notified by it."""
    year = routing.year
    if year is None:
        return
    calls = [*scheduled_calls(routing)]
    for function in routing.estate.of_type(FUNCTION):
        if not HEALTH.is_named_by(function):
            continue
        here = may_be_in(function, absence.account_id, function.region)
        if here.is_refused:
            continue
        its = [call for call in calls if call.function is function]
        if not its:
            yield path.dropped(function.name, "no schedule calls it")
        for call in its:
            yield from _run(routing, call, absence, year, path.provided(here))


def _run(
    routing: Routing, call: ScheduledCall, absence: Absence, year: Year, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    """Follow a schedule to its function, and to what that says."""
    rule, function = call.rule, call.function
    called = path.past(
        rule.name,
        worst([call.is_made(routing), same_place(call.target, rule), same_place(function, rule)]),
    )
    if isinstance(called, Dropped):
        yield called
        return
    may = may_call(routing, function, CALLER, rule.text("arn"))
    runs = called.past(function.name, worst([may, runs_ours(routing, function, HEALTH)]))
    if isinstance(runs, Dropped):
        yield runs
        return
    check = _check_of(routing, function, year)
    if isinstance(check, Answer):
        yield (
            runs.delivered("function", function.name, check)
            if not check.is_refused
            else (called.dropped(function.name, check.why))
        )
        return
    yield from _say(routing, call, absence, check, runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Check:
    """A health check that runs, and what it may read."""

    function: Resource
    role: Resource
    expected: Expected
    year: Year
    reads: tuple[Read, ...]
    may: Sequence[Answer]
    """Of each, whether the role may."""

    def looked(self, absence: Absence) -> Looked:
        """Return what it reads while something is not made."""
        denied = [
            read.listing for read, may in zip(self.reads, self.may, strict=True) if may.is_refused
        ]
        account = self.year.shown(self.expected, absence.lapse)
        role_arn = settings_of(self.function).get("BACKUP_ROLE_ARN")
        return Looked(
            account=account,
            ordinary=self.year.shown(self.expected),
            read=partial(withhold, reads=self.reads, denied=denied),
            of=Account(
                account_id=absence.account_id,
                role_arn=role_arn if isinstance(role_arn, str) else "",
                expected=self.expected,
            ),
        )


def _check_of(routing: Routing, function: Resource, year: Year) -> _Check | Answer:
    """Return what a function looks for and may read; an answer where that is not known."""
    role = routing.estate.resolve(function, "role", ROLE).only
    if role is None:
        return in_doubt(f"no given program declares the role of {function.name}")
    acts = worst([routing.stands(role), routing.role(role).may_be_assumed_by(_LAMBDA)])
    if acts.is_refused:
        return acts.about(f"its role {role.name}")
    expected = _expected_in(function, year)
    if isinstance(expected, Answer):
        return expected
    settings = settings_of(function)
    regions, vaults = settings.get("REGIONS"), settings.get("VAULTS")
    if not isinstance(regions, str) or not isinstance(vaults, str):
        return in_doubt(f"what {function.name} reads is known after deployment")
    try:
        named = cast("object", json.loads(vaults))
    except ValueError:
        named = None
    if not isinstance(named, list):
        return refused("it does not start: VAULTS is no list of JSON")
    names = [str(vault).rpartition("/")[0] for vault in cast("list[object]", named)]
    wanted = [region.strip() for region in regions.split(",")]
    reads = tuple(reads_of(year.shown(expected), wanted, names))
    may = [_may_read(routing, role, read) for read in reads]
    return _Check(function=function, role=role, expected=expected, year=year, reads=reads, may=may)


def _expected_in(function: Resource, year: Year) -> Expected | Answer:
    """Return what a function looks for: as its archive says, else as the policy in force does."""
    packed = packed_in(function)
    if not packed:
        unknown = in_doubt(f"what {function.name} looks for is not known: no policy is given")
        return unknown if year.promised is None else year.promised
    text = mapping(packed.get(HEALTH.path(EXPECTED_FILE))).get("text")
    if text is UNKNOWN:
        return in_doubt(f"{EXPECTED_FILE} of {function.name} is known after deployment")
    try:
        return unpack(str(text or ""))
    except (ValueError, KeyError):
        return refused(f"it does not start: its {EXPECTED_FILE} is missing, or is none of its own")


def _may_read(routing: Routing, role: Resource, read: Read) -> Answer:
    context = {"aws:RequestedRegion": read.listing.region}
    return worst(
        may_as(routing, role, _LAMBDA, action, read.resource, context=context)
        for action in read.actions
    )


def _say(
    routing: Routing, call: ScheduledCall, absence: Absence, check: _Check, path: AlertPath
) -> Iterator[Delivered | Dropped]:
    """Let the function run until it names what is missing, and follow what it puts."""
    function, year = check.function, check.year
    every = longest_interval(call.rule)
    if every is None:
        doubt = in_doubt(f"how often rule {call.rule.name} runs is not known")
        yield path.delivered("function", function.name, doubt)
        return
    looked = check.looked(absence)
    found = look(looked, year.at, year.until, every)
    if found is None:
        yield path.dropped(function.name, _why_not(looked, year))
        return
    puts = _may_put(routing, function, check.role)
    if puts.is_refused:
        yield path.dropped(function.name, puts.why)
        return
    often = f"whether a run of {call.rule.name} falls into the time in which it is missing"
    may = [answer for answer in check.may if not answer.is_refused]
    is_met = ALLOWED if found.is_certain else in_doubt(often)
    lasts = timedelta(seconds=whole_number(function.value("timeout")) or 0)
    minutes = path.minutes + ceil((found.told - year.at + lasts) / _MINUTE)
    for entry in found.entries:
        event = _event(entry, absence, function)
        onward = replace(path, minutes=minutes, naming=naming_of(event))
        yield from routing.event(event, onward.provided(worst([puts, is_met, *may])))


def comes_to_its_end(routing: Routing, function: Resource) -> Answer:
    """Answer whether a run of a health check gets as far as being counted: it has reported then."""
    role = routing.estate.resolve(function, "role", ROLE).only
    if role is None:
        return in_doubt(f"no given program declares the role of {function.name}")
    lists = may_as(routing, role, _LAMBDA, "scheduler:ListSchedules", "*")
    return worst([_may_put(routing, function, role), lists])


def _may_put(routing: Routing, function: Resource, role: Resource) -> Answer:
    bus = f"arn:aws:events:{function.region}:{function.account_id}:event-bus/default"
    return may_as(routing, role, _LAMBDA, "events:PutEvents", bus)


def _why_not(looked: Looked, year: Year) -> str:
    """Return why nothing is said of what is missing."""
    if not looked.is_different:
        return "what is missing is nothing that it could see"
    unseen = [*looked.unseen(year.at)]
    if unseen:
        return f"it does not say so, for it cannot see: {'; '.join(unseen)}"
    return "it does not say so: it does not look for what is missing, or finds it too late"


def _event(entry: Mapping[str, Any], absence: Absence, function: Resource) -> Event:
    """Return the event that an entry becomes, about the resource as the program names it."""
    detail = cast("Mapping[str, object]", json.loads(entry["Detail"]))
    return Event(
        account_id=function.account_id,
        region=function.region,
        tier=absence.tier,
        source=entry["Source"],
        detail_type=entry["DetailType"],
        detail={**detail, "resourceArn": absence.resource},
        resources=(absence.resource,),
        names=absence.resource,
    )
