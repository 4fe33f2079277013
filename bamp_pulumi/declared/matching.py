"""Does a selection match a resource? AWS Backup's rule, with a third answer: cannot tell.

(resources OR list of tags) AND all conditions AND NOT excluded resources; everything case
sensitive. Without resources and without a list of tags nothing but `["*"]` says "any", and
conditions alone select nothing.

Source: AWS Backup developer guide, assigning-resources-json; AWS Backup API, BackupSelection and
Conditions (read 2026-11-21).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Final

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared.selections import DeclaredSelection

__all__ = ["matches", "needs_opt_in"]

_TAG_PREFIX: Final = "aws:ResourceTag/"
_SHARED_FORMS: Final = frozenset({"Aurora", "DocumentDB", "Neptune", "RDS", "FSx"})
"""Types whose ARNs look alike: even named by ARN they obey the Region's opt-in."""

Answer = bool | None


def matches(selection: DeclaredSelection, *, arn: str, tags: Mapping[str, object] | None) -> Answer:
    """Answer whether a selection matches a resource.

    Args:
        selection: The selection.
        arn: ARN of the resource; empty while unknown.
        tags: Its effective tags, values `UNKNOWN` where unknown; None when unknown as a whole.

    Returns:
        True or False; None when it hangs on something unknown.
    """
    if selection.unknown:
        return None
    if not selection.resources and not selection.list_of_tags:
        chosen: Answer = not selection.conditions
    else:
        by_arn = _any(_fits(pattern, arn) for pattern in selection.resources)
        by_tag = _any(_equal(tags, key, value) for key, value in selection.list_of_tags)
        chosen = _any((by_arn, by_tag))
    conditions = _all(_condition(tags, *condition) for condition in selection.conditions)
    excluded = _any(_fits(pattern, arn) for pattern in selection.not_resources)
    return _all((chosen, conditions, _not(excluded)))


def needs_opt_in(selection: DeclaredSelection, *, arn: str, backup_type: str) -> bool:
    """Say whether the Region's opt-in decides over a resource that this selection matches.

    A pattern that names a resource type (`arn:aws:s3:::*`, one volume) overrides the opt-in; `*`,
    a whole service and a selection by tag do not, nor do types whose ARNs look alike.
    """
    if backup_type in _SHARED_FORMS:
        return True
    named = (p for p in selection.resources if isinstance(p, str) and _names_a_type(p))
    return not any(_fits(pattern, arn) for pattern in named)


def _names_a_type(pattern: str) -> bool:
    """`arn:aws:ec2:*:*:volume/*` names a type, `arn:aws:ec2:*` a service, `*` neither."""
    parts = pattern.split(":", 5)
    return len(parts) == 6 and parts[5] not in ("", "*")  # noqa: PLR2004 - an ARN has six parts


def _fits(pattern: object, arn: str) -> Answer:
    if pattern == "*":
        return True
    if not isinstance(pattern, str) or not arn:
        return None
    return _compiled(pattern).fullmatch(arn) is not None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    """`*` stands for zero or more characters that are not white space."""
    return re.compile(r"\S*".join(re.escape(part) for part in pattern.split("*")))


def _condition(
    tags: Mapping[str, object] | None, operator: str, key: object, value: object
) -> Answer:
    compare = _OPERATORS.get(operator)
    if compare is None or not isinstance(key, str) or not isinstance(value, str):
        return None
    # AWS reads a key without the prefix as no tag at all.
    return key.startswith(_TAG_PREFIX) and compare(tags, key.removeprefix(_TAG_PREFIX), value)


def _equal(tags: Mapping[str, object] | None, key: object, value: object) -> Answer:
    if tags is None or not isinstance(key, str) or not isinstance(value, str):
        return None
    found = tags.get(key)
    return None if found is UNKNOWN else found == value


def _like(tags: Mapping[str, object] | None, key: str, pattern: str) -> Answer:
    if tags is None:
        return None
    found = tags.get(key)
    if found is UNKNOWN:
        return None
    return isinstance(found, str) and _compiled(pattern).fullmatch(found) is not None


def _any(answers: Iterable[Answer]) -> Answer:
    listed = list(answers)
    return True if True in listed else None if None in listed else False


def _all(answers: Iterable[Answer]) -> Answer:
    listed = list(answers)
    return False if False in listed else None if None in listed else True


def _not(answer: Answer) -> Answer:
    return None if answer is None else not answer


_OPERATORS: Final[Mapping[str, Callable[[Mapping[str, object] | None, str, str], Answer]]] = {
    "stringEquals": _equal,
    "stringNotEquals": lambda tags, key, value: _not(_equal(tags, key, value)),
    "stringLikes": _like,
    "stringNotLikes": lambda tags, key, value: _not(_like(tags, key, value)),
}
"""Names as in pulumi_aws's `SelectionCondition`."""
