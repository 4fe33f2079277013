"""What becomes of a signal in a program that a test writes."""

from collections.abc import Callable

from sound_alerts import ACCOUNT, HERE

from bamp_pulumi.rehearsal.delivery import Delivered, Dropped, Router, Signal
from bamp_pulumi.testing import declare

__all__ = ["Program", "ends", "heard", "said"]

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
