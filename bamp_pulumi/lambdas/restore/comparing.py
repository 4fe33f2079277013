"""Facts of a restored resource against those that were recorded of its source.

A record is taken when a backup is completed, so the restored data are those of a time between two
records, or not far from one. What both records say alike must be so; what they say differently
changed in between, and a number must lie between them. A single record bounds from below: data may
have been added since, but not lost.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bamp_pulumi.lambdas.restore.checks import Check, CheckOutcome
from bamp_pulumi.lambdas.restore.facts import Compared, Fact, Facts, Key, Value
from bamp_pulumi.lambdas.restore.restore import Restore
from bamp_pulumi.lambdas.restore.validations import Validation

__all__ = ["Around", "compare", "records_around"]

_WHOLE = "it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The records before and after the state that was restored."""

    before: Facts | None
    after: Facts | None

    @property
    def records(self) -> tuple[Facts, ...]:
        """Those that there are."""
        return tuple(each for each in (self.before, self.after) if each is not None)


def records_around(records: Sequence[Facts], restore: Restore, validation: Validation) -> Around:
    """Choose the newest record before the restored state, and the oldest after it.

    A record of nothing does not say what must be there: it is left out, unless nothing may be.
    """
    most = timedelta(hours=validation.record_hours)
    usable = [each for each in records if not each.is_empty or validation.may_be_empty]
    before = [each for each in usable if restore.state_from - most <= each.at <= restore.state_from]
    after = [
        each for each in usable if restore.state_until <= each.at <= restore.state_until + most
    ]
    return Around(
        before=max(before, key=lambda each: each.at, default=None),
        after=min(after, key=lambda each: each.at, default=None),
    )


def compare(seen: Facts, around: Around, validation: Validation) -> Iterator[Check]:
    """Compare each fact, and each that was recorded and is not there."""
    found = seen.by_key()
    recorded = [each.by_key() for each in around.records]
    keys = dict.fromkeys((*found, *(key for each in recorded for key in each)))
    for key in keys:
        facts = [each[key] for each in recorded if key in each]
        known = found.get(key)
        kind = known or facts[0]
        if kind.compared is Compared.NEVER:
            continue
        if known is None:
            yield _missing(key, facts, around, seen.unread)
        else:
            yield _compared(known, [fact.value for fact in facts], around, validation)


def _missing(key: Key, facts: Sequence[Fact], around: Around, unread: Mapping[str, str]) -> Check:
    why_unread = unread.get(key.of) or unread.get(_WHOLE)
    fact = facts[0]
    if why_unread:
        return _check(fact, CheckOutcome.UNREAD, f"was not read: {why_unread}")
    records = around.records
    if len(facts) < len(records):
        return _check(fact, CheckOutcome.NOT_COMPARED, "is not there, and only one record has it")
    if fact.compared is Compared.UNCHANGED and len({fact.value for fact in facts}) > 1:
        return _check(fact, CheckOutcome.NOT_COMPARED, "changed between the two records")
    was = f"it was {_spelled(fact.value)} at {records[0].at:%Y-%m-%d %H:%M} UTC"
    return _check(fact, CheckOutcome.FAILED, f"is not there; {was}")


def _compared(fact: Fact, values: Sequence[Value], around: Around, validation: Validation) -> Check:
    is_between = around.before is not None and around.after is not None
    agree = len(values) == len(around.records) and len({*values}) == 1
    if not values:
        return _check(fact, CheckOutcome.NOT_COMPARED, "no record says what it must be")
    match fact.compared:
        case Compared.SAME:
            ok = fact.value in values
        case Compared.UNCHANGED if is_between and agree:
            ok = fact.value == values[0]
        case Compared.UNCHANGED:
            why = "may have changed, for there is no record with the same before and after"
            return _check(fact, CheckOutcome.NOT_COMPARED, why)
        case _:
            return _counted(fact, values, validation, exact=is_between and agree, both=is_between)
    wanted = " or ".join(dict.fromkeys(map(_spelled, values)))
    outcome = CheckOutcome.PASSED if ok else CheckOutcome.FAILED
    said = f"is {_spelled(fact.value)}" + ("" if ok else f"; recorded was {wanted}")
    return _check(fact, outcome, said)


def _counted(
    fact: Fact, values: Sequence[Value], validation: Validation, *, exact: bool, both: bool
) -> Check:
    """Compare a number. Only one that counts what is there is exact."""
    numbers = [float(value) for value in values]
    share = validation.tolerance_percent / 100
    least, most = min(numbers), max(numbers)
    if not (exact and fact.compared is Compared.COUNT):
        least, most = least * (1 - share), most * (1 + share)
    number = float(fact.value)
    ok = number >= least and (not both or number <= most)
    if least == most:
        wanted = f"recorded was {_spelled(values[0])} before and after"
    elif both:
        wanted = f"recorded was {least:,.0f} to {most:,.0f}, tolerance included"
    else:
        wanted = f"recorded was {_spelled(values[0])}, of which {least:,.0f} must be there"
    outcome = CheckOutcome.PASSED if ok else CheckOutcome.FAILED
    return _check(fact, outcome, f"is {_spelled(fact.value)}; {wanted}")


def _check(fact: Fact, outcome: CheckOutcome, why: str) -> Check:
    return Check(name=str(fact.key), outcome=outcome, why=why, depth=fact.depth)


def _spelled(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:,}"
