"""Does a rule match anything that AWS Backup sends?"""

from collections.abc import Iterator, Mapping
from typing import Final, cast

from bamp_pulumi.catalog import BACKUP_EVENT_SOURCE, BACKUP_EVENTS, UNKNOWN, BackupEvent
from bamp_pulumi.signals import match_event, problems_of_pattern

__all__ = ["why_it_takes_nothing"]

_OR: Final = "$or"
_CALL: Final = "AWS API Call via CloudTrail"


def why_it_takes_nothing(pattern: object) -> str:
    """Return why a pattern matches no event that AWS Backup documents.

    Returns:
        The reason; empty for a pattern that takes some, that is about other sources, or of which
        that is unknown.
    """
    problem = next(problems_of_pattern(pattern), "")
    if problem:
        return f"EventBridge refuses its pattern: {problem}"
    if not isinstance(pattern, Mapping) or not _is_about_backup(cast("Fields", pattern)):
        return ""
    fields = cast("Fields", pattern)
    kept_out: dict[str, None] = {}
    for detail_type, shape in BACKUP_EVENTS.items():
        for event in _events(detail_type, shape):
            match = match_event(fields, event)
            if match.passes is not False:
                return ""
            if match.field != "detail-type":
                kept_out.setdefault(match.field)
    if not kept_out:
        return "AWS Backup sends no event of the detail types that it asks for"
    return f"no event of AWS Backup has what it asks for in {', '.join(kept_out)}"


Fields = Mapping[str, object]


def _is_about_backup(pattern: Fields) -> bool:
    """Return True if a pattern asks for events of AWS Backup, and for no calls."""
    source, kind = pattern.get("source"), pattern.get("detail-type")
    asks = isinstance(source, list) and BACKUP_EVENT_SOURCE in source
    calls = isinstance(kind, list) and _CALL in kind
    return asks and not calls and _OR not in pattern


def _events(detail_type: str, shape: BackupEvent) -> Iterator[Fields]:
    """Make each event of a type: its states, with whatever else it may have, and without."""
    states = [(shape.state_field, state) for state in sorted(shape.states)]
    if shape.created_field:
        states.append((shape.created_field, "CREATED"))
    for field, state in states:
        for may_have in (shape.fields, frozenset[str]()):
            detail: dict[str, object] = dict.fromkeys(sorted(may_have), UNKNOWN)
            detail[field] = state
            yield {
                "version": "0",
                "id": UNKNOWN,
                "source": BACKUP_EVENT_SOURCE,
                "detail-type": detail_type,
                "account": UNKNOWN,
                "region": UNKNOWN,
                "time": UNKNOWN,
                "resources": UNKNOWN,
                "detail": detail,
            }
