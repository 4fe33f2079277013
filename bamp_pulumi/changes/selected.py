"""What a selection selects before and after a change, by its meaning and not by its words.

Each of its ARNs and each of its tags is a way to be selected; its conditions hold for all of them.
So a tag that is written as a condition instead selects the same, and the first tag of a selection
that named nothing leaves out what has no such tag.

Source: AWS re:Post knowledge center, backup-assign-resources (resources or list of tags, and the
conditions); AWS Backup developer guide, assigning-resources-json (opt-in); AWS Backup API,
BackupSelection (read 2026-11-29).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, cast

from bamp_pulumi.changes.aspect import Aspect
from bamp_pulumi.changes.change import Change, Direction, unnamed
from bamp_pulumi.changes.state import DeclaredState
from bamp_pulumi.declared import items, mapping, names_a_type, text_fits
from bamp_pulumi.texts import UnreadableError, parse_json
from bamp_pulumi.truth import Truth, all_hold, any_holds

__all__ = ["by_what_is_selected", "is_selection"]

_Told = Sequence[tuple[str, Change]]
_ANY: Final = "*"
_TAG: Final = "aws:ResourceTag/"
_EQUALS: Final = "stringEquals"
_OPERATORS: Final = {"stringLikes": "stringLike", "stringNotLikes": "stringNotLike"}
"""Names of pulumi_aws by which AWS has another one."""


class _Names(NamedTuple):
    """Wire paths of a type."""

    resources: str
    excluded: str
    tags: str
    conditions: str


_NAMES: Final[Mapping[str, _Names]] = {
    "aws:backup/selection:Selection": _Names(
        "resources", "notResources", "selectionTags", "conditions"
    ),
    "aws-native:backup:BackupSelection": _Names(
        "backupSelection.resources",
        "backupSelection.notResources",
        "backupSelection.listOfTags",
        "backupSelection.conditions",
    ),
}


class _Condition(NamedTuple):
    operator: str
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to be selected: an ARN pattern, and all that must hold beside it."""

    arn: str
    conditions: frozenset[_Condition]
    excluded: frozenset[str]

    @property
    def is_shut(self) -> bool:
        """Return True if nothing is selected so: no tag has two values."""
        asked = [(one.key, one.value) for one in self.conditions if one.operator == _EQUALS]
        return len({key for key, _ in asked}) < len({*asked})

    def covers(self, other: "_Way") -> Truth:
        """Answer whether all that the other one selects is selected so too."""
        if not all(_follows(one, other.conditions) for one in self.conditions):
            return False
        left_out = (e for e in self.excluded if _may_meet(e, other.arn))
        if not all(any(text_fits(o, e) for o in other.excluded) for e in left_out):
            return False
        if self.arn == other.arn:
            return True
        if self.arn != _ANY and not text_fits(self.arn, other.arn):
            return False
        # A pattern that names a type is taken without an opt-in; a wider one asks for it.
        return None if names_a_type(other.arn) and not names_a_type(self.arn) else True


def is_selection(token: str) -> bool:
    """Return True for a type whose inputs are judged by what they select together."""
    return token in _NAMES


def by_what_is_selected(old: DeclaredState, new: DeclaredState, told: _Told) -> _Told:
    """Give the changed inputs of a selection the direction of what is selected by them together.

    Args:
        old: A resource as it was.
        new: The same one as it is.
        told: Its changes, by wire path, each judged by its input alone.

    Returns:
        `told` for anything else, and where a part of either selection is not known.
    """
    names, own = _NAMES.get(new.type), _NAMES.get(old.type)
    if names is None or own is None or not any(path in names for path, _ in told):
        return told
    was, now = _ways(old, own), _ways(new, names)
    if was is None or now is None:
        return told
    kept, is_same = _covered(was, now), _covered(now, was)
    if kept and is_same:
        return [
            (path, unnamed(Direction.CHANGED, Aspect.LABELS, of=path) if path in names else one)
            for path, one in told
        ]
    directions = {one.direction for path, one in told if path in names}
    return [
        (path, one.model_copy(update={"direction": _direction(one, kept, directions)}))
        if path in names
        else (path, one)
        for path, one in told
    ]


def _direction(change: Change, kept: Truth, all_of_them: Iterable[Direction]) -> Direction:
    if kept:
        return Direction.GAINED
    if kept is None:
        return Direction.UNSURE if change.direction is Direction.LOST else change.direction
    return change.direction if Direction.LOST in all_of_them else Direction.LOST


def _covered(ways: Iterable[_Way], by: Sequence[_Way]) -> Truth:
    return all_hold(any_holds(one.covers(way) for one in by) for way in ways)


def _ways(state: DeclaredState, names: _Names) -> list[_Way] | None:
    """List the ways to be selected; None while a part is not known, or not understood."""
    read = state.read or {}
    parts = [read.get(path, ()) for path in names]
    if any(part is None for part in parts):
        return None
    resources, excluded, tags, conditions = (part or () for part in parts)
    asked, tagged = _conditions(conditions), _tags(tags)
    if asked is None or tagged is None:
        return None
    if not resources and not tagged:
        # Conditions alone select nothing; nothing at all selects everything.
        resources = () if asked else (_ANY,)
    chosen = (*((arn, frozenset[_Condition]()) for arn in resources), *((_ANY, t) for t in tagged))
    ways = [_Way(arn, asked | more, frozenset(excluded)) for arn, more in chosen]
    return [way for way in ways if not way.is_shut]


def _tags(texts: Iterable[str]) -> list[frozenset[_Condition]] | None:
    found: list[frozenset[_Condition]] = []
    for text in texts:
        fields = _parsed(text)
        key = fields.get("key", fields.get("conditionKey"))
        value = fields.get("value", fields.get("conditionValue"))
        if not (isinstance(key, str) and isinstance(value, str)):
            return None
        found.append(frozenset({_Condition(_EQUALS, f"{_TAG}{key}", value)}))
    return found


def _conditions(texts: Iterable[str]) -> frozenset[_Condition] | None:
    found: set[_Condition] = set()
    for text in texts:
        each = list(_of_document(text)) if text.startswith("{") else _of_words(text)
        if not each:
            return None
        found |= {*each}
    return frozenset(found)


def _of_words(text: str) -> list[_Condition]:
    """Read what `inputs_read` writes; nothing where a space may be anybody's."""
    words = text.split(" ")
    if len(words) != len(_Condition._fields):
        return []
    operator, key, value = words
    return [_Condition(_OPERATORS.get(operator, operator), key, value)]


def _of_document(text: str) -> Iterator[_Condition]:
    for operator, asked in _parsed(text).items():
        for one in items(asked):
            fields = mapping(one)
            key, value = fields.get("conditionKey"), fields.get("conditionValue")
            if isinstance(key, str) and isinstance(value, str):
                yield _Condition(operator, key, value)


def _parsed(text: str) -> Mapping[str, object]:
    try:
        return mapping(cast("object", parse_json(text)))
    except UnreadableError:
        return {}


def _follows(asked: _Condition, given: Iterable[_Condition]) -> bool:
    """Return True if a condition holds wherever some others do."""
    return any(asked == one or (asked.key == one.key and _is_implied(asked, one)) for one in given)


def _is_implied(asked: _Condition, given: _Condition) -> bool:
    match asked.operator, given.operator:
        case ("stringLike", "stringEquals" | "stringLike"):
            return text_fits(asked.value, given.value)
        case ("stringNotEquals", "stringEquals"):
            return asked.value != given.value
        case ("stringNotEquals" | "stringNotLike", "stringNotLike"):
            return text_fits(given.value, asked.value)
        case ("stringNotLike", "stringEquals"):
            return not text_fits(asked.value, given.value)
        case _:
            return False


def _may_meet(one: str, other: str) -> bool:
    """Return False for two patterns that no ARN fits both of, by what they begin with."""
    first, second = (each.partition(_ANY)[0] for each in (one, other))
    return first.startswith(second) or second.startswith(first)
