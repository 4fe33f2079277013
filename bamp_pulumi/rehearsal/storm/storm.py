"""A storm: the backups of many resources fail at once, for one cause, again and again.

What the alert function makes of it is found by running it. What does not go through the function
is counted: each failure is a message of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bamp_pulumi.baseline import CHANNELS, PAID_CHANNEL
from bamp_pulumi.catalog import CALL_QUOTAS, SMS_PART_USD
from bamp_pulumi.coverage import Coverage
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery import Delivered, PathStanding, Recipient, Router
from bamp_pulumi.rehearsal.delivery.spending import SpendingLimit, spending_limit
from bamp_pulumi.rehearsal.findings import RehearsalFinding
from bamp_pulumi.rehearsal.storm.account import SimulatedAccount
from bamp_pulumi.rehearsal.storm.arrivals import Arrival, Lane, most_within, within_spending
from bamp_pulumi.rehearsal.storm.failing import ROUNDS, Failing, FailingKind, failing_kinds
from bamp_pulumi.rehearsal.storm.grouped import follow_sent, run_function
from bamp_pulumi.rehearsal.storm.lanes import DeclaredLanes
from bamp_pulumi.rehearsal.storm.paths import FunctionCall, paths_of

__all__ = [
    "MOST_AN_HOUR",
    "BusyCall",
    "SmsBudget",
    "Storm",
    "StormDestination",
    "rehearse_storm",
]

MOST_AN_HOUR: Final = 12
"""Messages in an hour that a person still reads: one in five minutes, which is how often AWS Backup
has news. A house rule: who gets more stops looking, and misses the one that matters."""
_KEEPS_INCIDENTS: Final = frozenset(
    row.recipient for row in CHANNELS.values() if row.keeps_incidents
)
_PAID: Final = PAID_CHANNEL.recipient
_HOUR: Final = timedelta(hours=1)
_LOST: Final = "BAMP-W15"
_TOO_MANY: Final = "BAMP-W16"
_NOBODY: Final = "BAMP-W17"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsBudget:
    """How many messages the spending limit allows."""

    limit: SpendingLimit
    messages: int | None
    """Messages a month, as long as those of the storm, at most; None while the limit is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StormDestination:
    """What one recipient gets of a storm, in a day."""

    recipient: Recipient
    by: tuple[str, ...]
    """Names of the subscriptions and API destinations that it is reached by."""
    is_grouped: bool
    """Whether every message is sent by the alert function, which groups them."""
    sent: int
    first_hour: int
    """Delivered in the hour that begins with the first failure."""
    most_an_hour: int
    day: int
    """Delivered in the day."""
    first: timedelta | None
    """From the first failure to the first message; None when none is delivered."""
    last: timedelta | None
    incidents: int | None
    """As how many of its own a pager or a ticket system keeps them; None for what keeps none."""
    lost: int
    why_lost: tuple[str, ...] = ()
    budget: SmsBudget | None = None
    doubt: str = ""
    """What all of its paths depend on; empty when one of them is certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyCall:
    """How often the alert function makes a call, and how often it may."""

    call: str
    total: int
    a_second: int
    """In the busiest second, if what one call of the function does took no longer than that."""
    quota: int | None
    """Default quota a second in the Region; None where it was not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Storm:
    """The outcome of a storm."""

    resources: int
    stand_ins: int
    """How many of them are not in the estate, which has fewer."""
    failures: int
    destinations: tuple[StormDestination, ...]
    functions: tuple[str, ...]
    """Names of the alert functions that take part."""
    undelivered: int
    """Calls of them that end in their dead-letter queue."""
    busy: tuple[BusyCall, ...]
    findings: tuple[RehearsalFinding, ...]

    @property
    def is_well(self) -> bool:
        """Return True if somebody is notified, nothing is lost, and nobody gets too many."""
        return not self.findings


def rehearse_storm(coverage: Coverage, count: int, start: datetime) -> Storm:
    """Rehearse a storm.

    Args:
        coverage: How the data stores of an estate are protected.
        count: Resources whose backups fail.
        start: When the first fails, aware.
    """
    standing = PathStanding.over(coverage.estate, coverage.standing)
    kinds = failing_kinds(coverage, count, standing)
    router = Router(coverage.estate, standing=standing)
    arrivals: list[Arrival] = []
    grouped: set[Delivered] = set()
    calls: dict[str, list[tuple[FunctionCall, FailingKind]]] = {}
    once: dict[Delivered, datetime] = {}
    fallbacks: dict[Delivered, datetime] = {}
    for kind in kinds:
        paths = paths_of(coverage.estate, kind.scene, standing)
        first = min(_first(member, start, count) for member in kind.members)
        for call in paths.calls:
            calls.setdefault(call.function.urn, []).append((call, kind))
        for end in paths.each:
            arrivals += _of_each(end, kind, start, count)
        for end in paths.once:
            once.setdefault(end, first)
        for end in paths.fallbacks:
            fallbacks.setdefault(end, first)
    accounts: list[tuple[Resource, SimulatedAccount]] = []
    for of_one in calls.values():
        function = of_one[0][0].function
        account = run_function(function, of_one, start, count)
        accounts.append((function, account))
        found = [*follow_sent(router, _surest(of_one), account)]
        grouped |= {one.end for one in found}
        arrivals += found
    is_counted = any(account.counted for _, account in accounts)
    alarms = once if is_counted else {**once, **fallbacks}
    arrivals += [
        Arrival(at=at + timedelta(minutes=end.minutes), end=end) for end, at in alarms.items()
    ]
    destinations = (*_destinations(coverage, arrivals, grouped, start),)
    undelivered = sum(len(account.dead) for _, account in accounts)
    return Storm(
        resources=count,
        stand_ins=max(0, count - sum(kind.own for kind in kinds)),
        failures=count * ROUNDS,
        destinations=destinations,
        functions=tuple(function.name for function, _ in accounts),
        undelivered=undelivered,
        busy=tuple(busy for function, account in accounts for busy in _busy(function, account)),
        findings=(*_findings(destinations, accounts),),
    )


def _first(member: Failing, start: datetime, among: int) -> datetime:
    return next(member.fails_at(start, among))


def _of_each(end: Delivered, kind: FailingKind, start: datetime, among: int) -> Iterator[Arrival]:
    """Return a message for each failure. One is as short as SMS can be: more cost more."""
    for member in kind.members:
        for at in member.fails_at(start, among):
            yield Arrival(at=at, end=end)


def _surest(calls: Sequence[tuple[FunctionCall, FailingKind]]) -> FunctionCall:
    """Return a call by a path that is certain, if there is one."""
    listed = [call for call, _ in calls]
    return next((call for call in listed if not call.path.doubt), listed[0])


def _destinations(
    coverage: Coverage, arrivals: Sequence[Arrival], grouped: set[Delivered], start: datetime
) -> Iterator[StormDestination]:
    lanes = DeclaredLanes(coverage.estate)
    unpaid, budgets = _unpaid(coverage, lanes, arrivals)
    by_recipient: dict[tuple[Recipient, str], list[Arrival]] = {}
    # Several keys of a pager have one address.
    ends = {one.end for one in arrivals}
    name_of = {end: end.by[-1] if lanes.is_called(end) else "" for end in ends}
    for one in arrivals:
        by_recipient.setdefault((one.end.recipient, name_of[one.end]), []).append(one)
    for recipient, name in sorted(by_recipient):
        coming = by_recipient[recipient, name]
        paid = [one for one in coming if id(one) not in unpaid]
        lane_of = {end: lanes.of(end) for end in {one.end for one in paid}}
        by_lane: dict[Lane, list[datetime]] = {}
        for one in paid:
            by_lane.setdefault(lane_of[one.end], []).append(one.at)
        passed = {lane: lane.take(sorted(times)) for lane, times in by_lane.items()}
        times = sorted(at for each in passed.values() for at in each.delivered)
        why = [lane.why_lost for lane, each in passed.items() if each.lost]
        budget = budgets.get(coming[0].end.by[-1])
        if len(paid) < len(coming) and budget is not None:
            why.append(_why_unpaid(budget))
        doubts = [one.end.doubt for one in coming]
        yield StormDestination(
            recipient=recipient,
            by=tuple(dict.fromkeys(one.end.by[-1] for one in coming)),
            is_grouped=all(one.end in grouped for one in coming),
            sent=len(coming),
            first_hour=sum(at - start < _HOUR for at in times),
            most_an_hour=most_within(times, _HOUR),
            day=len(times),
            first=times[0] - start if times else None,
            last=times[-1] - start if times else None,
            incidents=_incidents(coming),
            lost=len(coming) - len(times),
            why_lost=tuple(dict.fromkeys(why)),
            budget=budget,
            doubt=doubts[0] if all(doubts) else "",
        )


def _incidents(coming: Sequence[Arrival]) -> int | None:
    if coming[0].end.recipient.kind not in _KEEPS_INCIDENTS:
        return None
    known = [one.incident for one in coming]
    return len({key for key in known if key}) + known.count("")


def _unpaid(
    coverage: Coverage, lanes: DeclaredLanes, arrivals: Iterable[Arrival]
) -> tuple[set[int], dict[str, SmsBudget]]:
    """Find the SMS that the spending limit prevents, and how many messages it allows.

    Returns:
        The arrivals, by `id`; the budget by the name of the subscription.
    """
    by_place: dict[tuple[str, str], list[Arrival]] = {}
    limits: dict[tuple[str, str], SpendingLimit] = {}
    for one in arrivals:
        topic = lanes.sms_topic(one.end) if one.end.recipient.kind == _PAID else None
        if topic is not None:
            place = topic.account_id, topic.region
            by_place.setdefault(place, []).append(one)
            limits[place] = spending_limit(coverage.estate, topic)
    unpaid: set[int] = set()
    budgets: dict[str, SmsBudget] = {}
    for place, coming in by_place.items():
        limit = limits[place]
        parts = sum(one.parts for one in coming) / len(coming)
        messages = None if limit.usd is None else int(limit.usd / (SMS_PART_USD * parts))
        # Of an unknown limit not even the first message is certain.
        _, over = within_spending(coming, limit.usd or 0, SMS_PART_USD)
        unpaid |= {id(one) for one in over}
        budget = SmsBudget(limit=limit, messages=messages)
        budgets |= {one.end.by[-1]: budget for one in coming}
    return unpaid, budgets


def _why_unpaid(budget: SmsBudget) -> str:
    if budget.limit.usd is None:
        return f"the spending limit that {budget.limit.said_by} sets is not known"
    said = f"that {budget.limit.said_by} says" if budget.limit.said_by else "of a new account"
    return f"the spending limit of {budget.limit.usd:g} USD a month {said} is reached"


def _busy(function: Resource, account: SimulatedAccount) -> Iterator[BusyCall]:
    for call, total in sorted(account.calls.items()):
        quota = CALL_QUOTAS.get(call)
        yield BusyCall(
            call=call,
            total=total,
            a_second=max(n for (name, _), n in account.by_second.items() if name == call),
            quota=quota.per_second(function.region) if quota is not None else None,
        )


def _findings(
    destinations: Sequence[StormDestination],
    accounts: Sequence[tuple[Resource, SimulatedAccount]],
) -> Iterator[RehearsalFinding]:
    for function, account in accounts:
        if account.dead:
            why = f"{len(account.dead)} calls end in its dead-letter queue"
            yield RehearsalFinding(code=_LOST, at=function.name, why=why)
    for one in destinations:
        at = ", ".join(one.by)
        if one.lost:
            why = f"{one.lost:,} of {one.sent:,} messages are lost: {'; '.join(one.why_lost)}"
            yield RehearsalFinding(code=_LOST, at=at, why=why)
        if one.most_an_hour > MOST_AN_HOUR:
            why = f"{one.most_an_hour:,} messages in an hour; nobody reads more than {MOST_AN_HOUR}"
            grouping = "" if one.is_grouped else ": nothing groups them"
            yield RehearsalFinding(code=_TOO_MANY, at=at, why=why + grouping)
    if not any(one.day and not one.doubt for one in destinations):
        why = "nobody is certainly notified of a storm"
        doubts = dict.fromkeys(one.doubt for one in destinations if one.doubt)
        also = f": that depends on {'; '.join(doubts)}" if doubts else ""
        yield RehearsalFinding(code=_NOBODY, at="alerts", why=why + also)
