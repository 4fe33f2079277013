"""What an input of a deployed resource becomes when its program leaves it out.

Not what AWS takes for a new resource: an input that is written and later removed is either sent as
the provider's own default, removed, or left as AWS has it. Which of them, the provider's schema
says: an input with a default or without a computed value is sent, one that is optional and
computed is left alone.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bamp_pulumi.catalog.conditions import Scalar

__all__ = ["KEPT", "NOT_KNOWN", "Absence", "Outcome", "removed", "sent"]

_SCHEMA: Final = (
    "pulumi_aws 7.51.1 (an output that is never None is computed, and stays; of another the "
    "default is sent that its documentation has, or the zero of its type)"
)
_READ_ON: Final = "2026-11-28"


class Outcome(StrEnum):
    """What happens to a deployed resource whose program leaves an input out."""

    SENT = "sent"
    """The provider sends a default of its own."""
    REMOVED = "removed"
    """The provider removes what the input asked for."""
    KEPT = "kept"
    """AWS keeps what it has."""
    UNKNOWN = "unknown"
    """Nothing that was read says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """What an input becomes when a program leaves it out."""

    outcome: Outcome
    value: Scalar | None = None
    """What the provider sends; None unless `outcome` is `SENT`."""
    effect: str = ""
    """What AWS does then, in one clause; empty for a number, which says it, and for what stays."""
    source: str = _SCHEMA
    """Where it was read."""
    read_on: str = _READ_ON
    """Date of that reading, ISO 8601."""


def sent(value: Scalar, effect: str = "", source: str = _SCHEMA) -> Absence:
    """Return that the provider sends a value of its own.

    Args:
        value: The value.
        effect: What AWS does then, in one clause. Default: the number says it.
        source: Where it was read. Default: the provider's schema.
    """
    return Absence(outcome=Outcome.SENT, value=value, effect=effect, source=source)


def removed(effect: str, source: str = _SCHEMA) -> Absence:
    """Return that the provider removes what the input asked for.

    Args:
        effect: What AWS does then, in one clause.
        source: Where it was read. Default: the provider's schema.
    """
    return Absence(outcome=Outcome.REMOVED, effect=effect, source=source)


KEPT: Final = Absence(outcome=Outcome.KEPT)
"""AWS keeps what it has."""
NOT_KNOWN: Final = Absence(
    outcome=Outcome.UNKNOWN,
    effect="the handler of the resource type decides, and no page says how",
    source="AWS Cloud Control API user guide, resource-operations-update (a patch removes it)",
)
"""Of inputs of aws-native: the property is removed, and each resource type decides what of that."""
