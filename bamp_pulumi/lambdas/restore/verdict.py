"""The verdict on a restore: what was read of it against what was recorded and what is wanted.

There is one way to success: every check passed, and among them one that says what must be in the
resource, as deep as was promised. What could not be read fails; so does a look that compared
nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bamp_pulumi.lambdas.restore.asking import answered
from bamp_pulumi.lambdas.restore.checks import Check, CheckOutcome
from bamp_pulumi.lambdas.restore.comparing import Around, compare, records_around
from bamp_pulumi.lambdas.restore.facts import Depth, Facts
from bamp_pulumi.lambdas.restore.restore import Restore
from bamp_pulumi.lambdas.restore.validations import Validation

__all__ = ["Outcome", "Verdict", "judge"]

_MOST_REASONS = 5
_LONGEST_MESSAGE = 1_000
_LOOKED = {
    Depth.STATUS: "Only what the API says of it was looked at; nothing in it was read",
    Depth.BOOTS: "It runs; nothing in it was read",
    Depth.CONTENT: "What is in it was read and compared",
}


class Outcome(StrEnum):
    """What a restore test comes to."""

    SUCCESSFUL = "SUCCESSFUL"
    FAILED = "FAILED"
    TOO_SLOW = "TOO_SLOW"
    """What was restored is sound, and it took longer than its tier promises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The verdict on one restore."""

    outcome: Outcome
    message: str
    """Why, in sentences; for AWS Backup and for people. At most 1,000 characters."""
    minutes: int
    """From the creation of the restore job to now."""
    checks: tuple[Check, ...]

    @property
    def validation_status(self) -> str:
        """What AWS Backup is given: of its words only two are ours to give."""
        return "FAILED" if self.outcome is Outcome.FAILED else "SUCCESSFUL"


def judge(
    seen: Facts,
    records: Sequence[Facts],
    validation: Validation,
    restore: Restore,
    at: datetime,
) -> Verdict:
    """Judge a restore.

    Args:
        seen: What was read of the restored resource.
        records: What was recorded of its source, in any order.
        validation: What has to hold.
        restore: The restore job.
        at: Now.
    """
    around = records_around(records, restore, validation)
    checks = (
        *_unread(seen),
        *_sound(seen),
        *_empty(seen, validation),
        *compare(seen, around, validation),
        *_least(seen, validation),
        *answered(seen, validation, restore),
    )
    minutes = restore.minutes(at)
    wrong = [each for each in checks if each.outcome in (CheckOutcome.FAILED, CheckOutcome.UNREAD)]
    reasons = [f"{each.name} {each.why}" for each in wrong]
    if not wrong:
        reasons = [*_too_shallow(checks, around, validation)]
    if reasons:
        outcome, said = Outcome.FAILED, _first(reasons)
    else:
        outcome, said = _in_time(restore, minutes), _passed(checks)
    slow = "Sound, but too slow: " if outcome is Outcome.TOO_SLOW else ""
    looked = _LOOKED[_reached(checks)] if outcome is not Outcome.FAILED else ""
    sentences = (f"{slow}{said}", _took(restore, minutes), looked, *seen.notes)
    return Verdict(
        outcome=outcome,
        message=_cut(". ".join(filter(None, sentences)) + "."),
        minutes=minutes,
        checks=checks,
    )


def _unread(seen: Facts) -> Iterator[Check]:
    """What could not be read, whether or not something was to be compared with it."""
    for of, why in seen.unread.items():
        yield Check(
            name=of,
            outcome=CheckOutcome.UNREAD,
            why=f"could not be read: {why}",
            depth=Depth.STATUS,
        )


def _sound(seen: Facts) -> Iterator[Check]:
    """Facts of which is known what they must be."""
    for fact in seen.facts:
        if fact.wanted:
            is_sound = fact.value in fact.wanted
            wanted = " or ".join(map(str, fact.wanted))
            yield Check(
                name=str(fact.key),
                outcome=CheckOutcome.PASSED if is_sound else CheckOutcome.FAILED,
                why=f"is {fact.value}" + ("" if is_sound else f", and not {wanted}"),
                depth=fact.depth,
            )


def _empty(seen: Facts, validation: Validation) -> Iterator[Check]:
    """Nothing in it is a loss of everything, unless somebody wrote that it is not."""
    if seen.is_empty and not validation.may_be_empty:
        why = "is empty; where that is sound, write `may_be_empty` for it"
        yield Check(name="it", outcome=CheckOutcome.FAILED, why=why, depth=Depth.CONTENT)


def _least(seen: Facts, validation: Validation) -> Iterator[Check]:
    """Numbers of which the least is written in the validation."""
    found = {str(key): fact for key, fact in seen.by_key().items()}
    for name, least in validation.least.items():
        fact = found.get(name)
        if fact is None or isinstance(fact.value, str):
            outcome, why = CheckOutcome.UNREAD, f"was not read; at least {least:,} is wanted"
        else:
            is_met = fact.value >= least
            outcome = CheckOutcome.PASSED if is_met else CheckOutcome.FAILED
            why = f"is {fact.value:,}; at least {least:,} is wanted"
        yield Check(name=name, outcome=outcome, why=why, depth=Depth.CONTENT)


def _too_shallow(checks: Sequence[Check], around: Around, validation: Validation) -> Iterator[str]:
    """List why checks that all passed are not enough."""
    reached = max((each.depth for each in _passing(checks)), default=None)
    if reached is None or reached < validation.depth:
        looked = "nothing was compared" if reached is None else _LOOKED[reached].lower()
        yield f"{looked}, and `{validation.depth.name.lower()}` is promised: {_needs(around)}"


def _needs(around: Around) -> str:
    if around.records:
        return "what was recorded of its source says nothing about what was read"
    return (
        "nothing says what must be in it. Record its source, or write `least` or `queries` for it; "
        "where a status is enough, write `depth`"
    )


def _passing(checks: Sequence[Check]) -> list[Check]:
    return [each for each in checks if each.outcome is CheckOutcome.PASSED]


def _in_time(restore: Restore, minutes: int) -> Outcome:
    most = restore.rto_minutes
    return Outcome.TOO_SLOW if most is not None and minutes > most else Outcome.SUCCESSFUL


def _first(reasons: Sequence[str]) -> str:
    more = len(reasons) - _MOST_REASONS
    shown = "; ".join(reasons[:_MOST_REASONS])
    return f"{shown}; and {more} more" if more > 0 else shown


def _passed(checks: Sequence[Check]) -> str:
    count = len(_passing(checks))
    return f"{count} check{'' if count == 1 else 's'} passed"


def _took(restore: Restore, minutes: int) -> str:
    promised = "no RTO is" if restore.rto_minutes is None else f"{restore.rto_minutes} are"
    return f"{minutes} minutes since the job was created; {promised} promised"


def _reached(checks: Sequence[Check]) -> Depth:
    return max((each.depth for each in _passing(checks)), default=Depth.STATUS)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_MESSAGE else text[: _LONGEST_MESSAGE - 4] + " ..."
