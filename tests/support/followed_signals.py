"""What becomes of a signal in a program that a test writes."""

from collections.abc import Callable, Iterable

from edited_estates import changed, exchanged, moved
from sound_alerts import ACCOUNT, HERE

from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.delivery import Delivered, Dropped, Router, Signal
from bamp_pulumi.testing import declare

__all__ = [
    "Program",
    "changed",
    "deployed",
    "ends",
    "exchanged",
    "followed",
    "heard",
    "said",
    "spelled",
]

Program = Callable[[], None]


def ends(program: Program, signal: Signal) -> list[Delivered | Dropped]:
    """Follow a signal through a program."""
    return [*Router(declare(program, account_id=ACCOUNT, region=HERE)).follow(signal)]


def heard(program: Program, signal: Signal) -> list[str]:
    """Name the kinds of people who are certainly notified."""
    return [
        end.recipient.kind
        for end in ends(program, signal)
        if isinstance(end, Delivered) and end.recipient.is_person and not end.doubt
    ]


def said(program: Program, signal: Signal) -> str:
    """Join what keeps a signal back, and what its delivery depends on."""
    return " / ".join(
        end.why if isinstance(end, Dropped) else end.doubt for end in ends(program, signal)
    )


def deployed(estate: Estate, name: str, arn: object) -> Estate:
    """Say what the ARN of a declared resource is, as the state of a stack does."""
    return moved(estate, name, outputs={**estate.named(name).outputs, "arn": arn})


def followed(estate: Estate, signal: Signal) -> list[str]:
    """Follow a signal through an estate: each end in full, as one line."""
    return spelled(Router(estate).follow(signal))


def spelled(found: Iterable[Delivered | Dropped]) -> list[str]:
    """Write each end of a signal in full, as one line."""
    return [_delivered(end) if isinstance(end, Delivered) else _dropped(end) for end in found]


def _delivered(end: Delivered) -> str:
    extras = [
        *(["fallback"] if end.is_fallback else []),
        *(["about alerts"] if end.about_alerts else []),
        *([f"if: {end.doubt}"] if end.doubt else []),
    ]
    to = f"{end.recipient.kind} {end.recipient.address} after {end.minutes} min"
    return "; ".join([f"{to} by {' > '.join(end.by)}", *extras])


def _dropped(end: Dropped) -> str:
    kind = "dropped" if end.is_broken else "left out"
    return f"{kind} at {end.at}{' by its filter' if end.is_filter else ''}: {end.why}"
