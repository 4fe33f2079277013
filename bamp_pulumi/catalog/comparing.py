"""How two values of one thing compare: which of them keeps more of what was promised."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto

from bamp_pulumi.catalog.absence import Outcome

__all__ = ["Better", "ComparedInput", "Form", "GainsBeside"]

GainsBeside = Callable[[Mapping[str, tuple[str, ...] | None]], bool]
"""Returns whether a better value is a gain beside all other values of a resource, by wire path."""


class Better(StrEnum):
    """Which of two values keeps more of what was promised."""

    MORE = auto()
    """The greater one."""
    LESS = auto()
    """The lesser one."""
    SOONER = auto()
    """A greater one is a loss; a lesser one stops what exceeds it, which may lose something too."""
    RANKED = auto()
    """The one that is named as better; between two that are not, neither."""
    SAME = auto()
    """The one before: what it named is no longer served by another one."""
    NEITHER = auto()
    """Neither in itself: what follows from it is compared for itself."""
    UNJUDGED = auto()
    """One of them, and the values alone do not tell which."""
    MEMBERS = auto()
    """Each member serves something: one that goes is a loss, one that comes a gain."""
    FEWER = auto()
    """Each member takes something away: one that comes is a loss, one that goes a gain."""
    ACCESS = auto()
    """Statements about who may use a thing: one that goes is a loss, for somebody depended on it;
    one that comes may let in, or keep out, anybody."""
    GRANTS = auto()
    """Statements about what a role may do: a permission that goes is a loss, and so is a denial
    that comes; the other direction may permit what destroys backups."""


class Form(StrEnum):
    """How a value is written."""

    TEXT = auto()
    NUMBER = auto()
    SWITCH = auto()
    LIST = auto()
    """Members in any order."""
    REPLICAS = auto()
    """Replicas of a data store, by the Regions that they are in."""
    NAMES = auto()
    """Items of a list or of a map, by their names: `ComparedInput.named_by` says which input."""
    SPAN = auto()
    """How long or how many are kept: `{days: 30}`, `{interval: 1, intervalUnit: MONTHS}`."""
    TAGS = auto()
    """Tags, as a map or as pairs of key and value."""
    SWITCHES = auto()
    """Switches by name."""
    LACKING = auto()
    """Advanced settings of a backup plan, by the options that are off: `EC2 without WindowsVSS`."""
    OBJECTS = auto()
    """A filter: what it demands of an object. Each demand leaves objects out."""
    CONDITIONS = auto()
    """Conditions of a selection, which hold together."""
    SCHEDULE = auto()
    """A cron or rate expression; what is compared is the longest time between two runs."""
    PATTERN = auto()
    """A JSON object of paths and the values that pass: an event pattern or a filter policy."""
    DOCUMENT = auto()
    """An IAM policy document."""
    ADDRESS = auto()
    """Where somebody is notified; of a web address, the path may be a password."""
    KEY = auto()
    """A KMS key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedInput:
    """How the values of an input compare."""

    better: Better
    form: Form = Form.TEXT
    absent: str | None = None
    """What holds where the input is absent. Default: nothing does."""
    endless: str = ""
    """Number that stands for no limit. Default: none does."""
    named_by: tuple[str, ...] = ()
    """Of a path with `*`, and of names: the input that names an item of each list on the way, `|`
    between two of which an item has one. Empty for a map, whose keys are the names."""
    older_name: str = ""
    """Wire name of an input beside it that says the same, where it is absent. Default: none."""
    best: frozenset[str] = frozenset()
    """Of ranked texts those that are better than all others."""
    gains_beside: GainsBeside | None = None
    """Whether a better value is a gain; where it is none, nobody knows what it is. Default: it
    is."""
    left_out: Outcome | None = None
    """Of an input that protects a data store: what becomes of it when the program leaves it out.
    None: it does not protect one, and `absent` holds."""
    lost: str = ""
    """What AWS does to what it protected when it is turned off, in one clause."""
