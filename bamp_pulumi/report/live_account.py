"""What is reported of a running account: how all of it stands, and what was not read."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bamp_pulumi.lambdas.health import Standing, State, Subject
from bamp_pulumi.measured import Deviation

__all__ = ["LiveAccount", "NotAnswered"]

_BROKEN = (
    State.UNPROTECTED,
    State.OPT_IN_BLOCKED,
    State.EXEMPTION_EXPIRED,
    State.SELECTED_NOT_PROTECTED,
    State.STALE,
)
"""The gravest first: of the first nothing is backed up, and of the last something is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAnswered:
    """A call that was not answered."""

    region: str
    what: str
    """Such as `rds:DescribeDBInstances`."""
    of: str
    """A vault or a type; empty for all of the Region."""
    why: str
    message: str
    """What AWS says beside it."""
    actions: tuple[str, ...]
    """IAM actions that allow it, where a permission is missing; empty else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveAccount:
    """A running account, read and judged."""

    account_id: str
    is_known: bool
    """Whether the manifest names the account; else it is taken for that of whoever asked."""
    at: datetime
    """By AWS's clock, when the reading began."""
    standings: tuple[Standing, ...]
    not_answered: tuple[NotAnswered, ...]
    types: Mapping[str, tuple[str, ...]]
    """By Region that was read, the types that were looked for."""
    left_out: tuple[str, ...]
    """Types that were not looked for."""
    deviations: tuple[Deviation, ...] | None = None
    """What happened otherwise than it was rehearsed; None where it was not compared."""

    @property
    def is_well(self) -> bool:
        """Return True if everything was seen, stands well, and happened as it was rehearsed."""
        is_seen = not (self.not_answered or self.deviations)
        return is_seen and all(each.state.is_well for each in self.standings)

    @property
    def exit_status(self) -> int:
        """Exit status of the command."""
        return 0 if self.is_well else 1

    @property
    def stores(self) -> tuple[Standing, ...]:
        """The data stores."""
        return self.of(Subject.DATA_STORE)

    @property
    def counts(self) -> Mapping[State, int]:
        """How many data stores stand how, in the order of the states."""
        counted = Counter(each.state for each in self.stores)
        return {state: counted[state] for state in State if counted[state]}

    @property
    def broken(self) -> tuple[Standing, ...]:
        """Data stores and vaults of which a promise is not kept, the gravest first."""
        found = [
            each
            for each in self.standings
            if not each.state.is_well and each.state is not State.NOT_SEEN
        ]
        return tuple(sorted(found, key=_gravity))

    @property
    def warned(self) -> tuple[Standing, ...]:
        """What stands well, and of which something must be done."""
        return tuple(each for each in self.standings if each.state.is_well and each.needs_attention)

    @property
    def hidden(self) -> tuple[Standing, ...]:
        """Data stores, vaults and recovery points of which it could not be seen."""
        return tuple(
            each
            for each in self.standings
            if each.state is State.NOT_SEEN and each.subject is not Subject.CALL
        )

    @property
    def orphans(self) -> tuple[Standing, ...]:
        """Resources that are gone and of which recovery points are left, the largest first."""
        gone = (each for each in self.of(Subject.GONE) if each.state is State.ORPHANED)
        return tuple(sorted(gone, key=lambda each: (-(each.size_bytes or 0), each.arn)))

    @property
    def healthy(self) -> tuple[Standing, ...]:
        """Data stores that stand well."""
        return tuple(each for each in self.stores if each.state.is_well)

    def of(self, subject: Subject) -> tuple[Standing, ...]:
        """Return the standings of one kind of thing."""
        return tuple(each for each in self.standings if each.subject is subject)


def _gravity(standing: Standing) -> tuple[int, float, str]:
    late = standing.late.total_seconds() if standing.late is not None else 0.0
    return _BROKEN.index(standing.state), -late, standing.arn
