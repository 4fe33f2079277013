"""Which severities of our own alerts a path lets through, as its last filter says."""

from collections.abc import Mapping, Sequence
from typing import Final, cast

from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.documents import read_json

__all__ = ["severities_taken"]

_FILTERS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "aws:cloudwatch/eventRule:EventRule": ("eventPattern", ("detail",)),
    "aws:sns/topicSubscription:TopicSubscription": ("filterPolicy", ()),
}
"""Type to the input that holds its filter, and to where the fields of an alert are in that."""
_FIELD: Final = "severity"


def severities_taken(estate: Estate, path: Sequence[str]) -> tuple[str, ...]:
    """Return the severities that pass the last filter of a path.

    Args:
        estate: What is declared.
        path: Names of the resources that a signal passes, in that order.

    Returns:
        Empty where each of them passes, or where the filter lists none as they are.
    """
    named = {one.name: one for token in _FILTERS for one in estate.of_type(token)}
    last = next((named[name] for name in reversed(path) if name in named), None)
    return _listed(last) if last is not None else ()


def _listed(filtering: Resource) -> tuple[str, ...]:
    name, within = _FILTERS[filtering.type]
    held = read_json(filtering.document(name))
    for step in (*within, _FIELD):
        if not isinstance(held, Mapping):
            return ()
        held = cast("Mapping[str, object]", held).get(step)
    if not isinstance(held, list):
        return ()
    return tuple(each for each in cast("Sequence[object]", held) if isinstance(each, str))
