"""How a resource stands, and why.

Four weights end in one word, here and nowhere else: what is broken decides it; where nothing is,
what could not be seen; only where there is neither of the two, it is protected.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

__all__ = ["Reason", "ReasonKind", "Standing", "State", "Subject", "Weight", "decide", "spoken"]

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


class State(StrEnum):
    """How a resource stands. The first six are the words of AWS's own coverage review.

    Source: AWS DevOps Agent, skill aws-backup-coverage-review (read 2026-11-29).
    """

    PROTECTED = "Protected"
    """Every rule that is due has made what it promises."""
    STALE = "Stale"
    """There are recovery points; what is promised of them is not there, or too old."""
    SELECTED_NOT_PROTECTED = "SelectedNotProtected"
    """A plan is to back it up, and there is no recovery point that counts."""
    UNPROTECTED = "Unprotected"
    """No plan backs it up."""
    OPT_IN_BLOCKED = "OptInBlocked"
    """AWS Backup is not opted in for its type: its plan makes nothing."""
    ORPHANED = "OrphanedRecoveryPoint"
    """There are recovery points of a resource that is gone."""
    EXEMPT = "Exempt"
    """Somebody decided that it needs no backup, and the decision is in force."""
    EXEMPTION_EXPIRED = "ExemptionExpired"
    """It was exempt, and is no more."""
    NATIVE = "Native"
    """Its service keeps backups, for as long as is promised; AWS Backup does not know its type."""
    NOT_SEEN = "CouldNotBeSeen"
    """What it depends on was not read."""

    @property
    def is_well(self) -> bool:
        """Return True if nothing has to be done: it is backed up, need not be, or is gone."""
        return self in _WELL


_WELL = frozenset({State.PROTECTED, State.NATIVE, State.EXEMPT, State.ORPHANED})


class Subject(StrEnum):
    """What a standing is of."""

    DATA_STORE = "data store"
    GONE = "resource that is gone"
    """Only its recovery points are left."""
    VAULT = "vault"
    CALL = "call"
    """One that was not answered, or what is open and belongs to nothing that was read."""


class Weight(StrEnum):
    """What a reason amounts to."""

    BROKEN = "broken"
    """A promise is not kept."""
    UNSEEN = "unseen"
    """Whether it is kept was not seen."""
    WARNING = "warning"
    """It is kept, and something must be done."""
    NOTE = "note"
    """For the record."""


class ReasonKind(StrEnum):
    """What is said."""

    ACCESS_POINT_OPEN = "access-point-open"
    CONTINUOUS_BEHIND = "continuous-behind"
    CONTINUOUS_OFF = "continuous-off"
    COPY_LATE = "copy-late"
    COPY_MISSING = "copy-missing"
    CREATING = "creating"
    ELSEWHERE = "elsewhere"
    EXEMPTION_EXPIRED = "exemption-expired"
    EXEMPTION_INCOMPLETE = "exemption-incomplete"
    EXEMPT_AND_TIERED = "exempt-and-tiered"
    FROM_THE_FUTURE = "from-the-future"
    LOCK_CHANGED = "lock-changed"
    KEY_UNUSABLE = "key-unusable"
    MISSPELT_TAG = "misspelt-tag"
    NATIVE_SHORT = "native-short"
    NEVER_RAN = "never-ran"
    NOT_BACKED_UP = "not-backed-up"
    NOT_DUE = "not-due"
    NOT_TOLD = "not-told"
    """No list call says it: not seen, and no call has failed."""
    NO_TIER = "no-tier"
    OPT_IN_OFF = "opt-in-off"
    ORPHAN = "orphan"
    REPLICA_KEY = "replica-key"
    REPLICA_MISSING = "replica-missing"
    RETENTION_LONG = "retention-long"
    RETENTION_SHORT = "retention-short"
    STALE = "stale"
    STUCK_JOB = "stuck-job"
    TAGS_UNREADABLE = "tags-unreadable"
    UNKNOWN_TIER = "unknown-tier"
    UNLOCKED = "unlocked"
    UNSEEN = "unseen"
    UNUSABLE = "unusable"
    UNUSUAL_DURATION = "unusual-duration"
    UNUSUAL_SIZE = "unusual-size"
    VAULT_GONE = "vault-gone"
    WRONG_KEY = "wrong-key"


_WORDS = {
    ReasonKind.OPT_IN_OFF: State.OPT_IN_BLOCKED,
    ReasonKind.EXEMPTION_EXPIRED: State.EXEMPTION_EXPIRED,
    ReasonKind.ELSEWHERE: State.UNPROTECTED,
    ReasonKind.EXEMPTION_INCOMPLETE: State.UNPROTECTED,
    ReasonKind.MISSPELT_TAG: State.UNPROTECTED,
    ReasonKind.NATIVE_SHORT: State.UNPROTECTED,
    ReasonKind.NOT_BACKED_UP: State.UNPROTECTED,
    ReasonKind.NO_TIER: State.UNPROTECTED,
    ReasonKind.UNKNOWN_TIER: State.UNPROTECTED,
    ReasonKind.LOCK_CHANGED: State.UNPROTECTED,
    ReasonKind.UNLOCKED: State.UNPROTECTED,
    ReasonKind.VAULT_GONE: State.UNPROTECTED,
}
"""Words for what is broken, the one that counts first; for all else that of `decide`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a resource stands as it does."""

    kind: ReasonKind
    weight: Weight
    why: str
    """One clause."""
    rule: str = ""
    """The rule that it is about; empty for none."""
    region: str = ""
    """Region of its vault."""
    late: timedelta | None = None
    """By how much; None where nothing is late, or nobody knows since when."""
    vault: str = ""
    """The vault that it is about, by its name; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a resource stands: a data store, a vault, or what could not be seen."""

    arn: str
    """Empty for a call that was not answered."""
    type: str
    region: str
    name: str = ""
    owner: str = ""
    """From its tags; empty for nobody."""
    tier: str = ""
    state: State
    reasons: tuple[Reason, ...] = ()
    newest: datetime | None = None
    """Time that the newest recovery point is of which counts, in its own Region or as a copy; None
    for none."""
    subject: Subject = Subject.DATA_STORE
    size_bytes: int | None = None
    """Of all recovery points of a resource that is gone, where AWS Backup says it. Default: of what
    is not gone it is not counted."""

    @property
    def needs_attention(self) -> bool:
        """Return True if somebody must act: something is broken, unseen, or warned of."""
        return any(each.weight is not Weight.NOTE for each in self.reasons)

    @property
    def late(self) -> timedelta | None:
        """By how much the latest of its rules is late; None where none is."""
        return max((each.late for each in self.reasons if each.late is not None), default=None)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Each reason as a sentence that names resource, owner and tier."""
        about = f"{self.name or self.arn or self.region} ({self.type}, {self.region})"
        owned = f" of {self.owner}" if self.owner else ""
        tiered = f", tier {self.tier}" if self.tier else ""
        return tuple(f"{about}{owned}{tiered}: {each.why}." for each in self.reasons)


def decide(reasons: Iterable[Reason], *, kept: State, has_points: bool = True) -> State:
    """Return the one word for some reasons.

    Args:
        reasons: All that there are.
        kept: The word where nothing is broken or unseen.
        has_points: Whether there is a recovery point that counts.
    """
    weights = {each.weight for each in reasons}
    broken = {each.kind for each in reasons if each.weight is Weight.BROKEN}
    if broken:
        word = next((state for kind, state in _WORDS.items() if kind in broken), None)
        return word or (State.STALE if has_points else State.SELECTED_NOT_PROTECTED)
    return State.NOT_SEEN if Weight.UNSEEN in weights else kept


def spoken(span: timedelta) -> str:
    """Write a span of time: `40 min`, `26 h`, `12 days`."""
    if span < _HOUR:
        return f"{span // timedelta(minutes=1)} min"
    return f"{span // _HOUR} h" if span < 3 * _DAY else f"{span // _DAY} days"
