"""The team's own queries: what was answered against what is expected."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bamp_pulumi.lambdas.restore.checks import Check, CheckOutcome
from bamp_pulumi.lambdas.restore.facts import Depth, Facts, Key, Value
from bamp_pulumi.lambdas.restore.restore import Restore
from bamp_pulumi.lambdas.restore.validations import Query, Validation

__all__ = ["ANSWER", "answered", "key_of"]

ANSWER = "answer"
"""Aspect of the fact that a query is answered with."""


def key_of(query: Query) -> Key:
    """Return what the answer of a query is about."""
    return Key(f"query {query.name}", ANSWER)


def answered(seen: Facts, validation: Validation, restore: Restore) -> Iterator[Check]:
    """Check each answer that something is expected of."""
    found = seen.by_key()
    for query in validation.queries:
        key = key_of(query)
        fact = found.get(key)
        if fact is None:
            if key.of not in seen.unread:
                yield _check(key, CheckOutcome.UNREAD, "was not answered")
            continue
        for ok, expected in _expected(query, fact.value, restore):
            outcome = CheckOutcome.PASSED if ok else CheckOutcome.FAILED
            yield _check(key, outcome, f"is {fact.value}; expected is {expected}")


def _expected(query: Query, value: Value, restore: Restore) -> Iterator[tuple[bool, str]]:
    number = _number(value)
    if query.equals is not None:
        same = str(value) == str(query.equals) or (
            number is not None and number == _number(query.equals)
        )
        yield same, str(query.equals)
    if query.at_least is not None:
        yield number is not None and number >= query.at_least, f"at least {query.at_least:,}"
    if query.at_most is not None:
        yield number is not None and number <= query.at_most, f"at most {query.at_most:,}"
    if query.within_percent is not None and query.of is not None:
        margin = abs(query.of) * query.within_percent / 100
        is_near = number is not None and abs(number - query.of) <= margin
        yield is_near, f"{query.of:,} within {query.within_percent:g} %"
    if query.at_most_minutes_old is not None:
        oldest = restore.state_from - timedelta(minutes=query.at_most_minutes_old)
        time = _time(value)
        yield time is not None and time >= oldest, f"a time not before {oldest.isoformat()}"


def _number(value: Value) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _time(value: Value) -> datetime | None:
    try:
        time = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _check(key: Key, outcome: CheckOutcome, why: str) -> Check:
    return Check(name=str(key), outcome=outcome, why=why, depth=Depth.CONTENT)
