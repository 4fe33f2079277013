"""Does a selection match a resource? AWS Backup's rule, with a third answer: unknown.

(resources OR list of tags) AND all conditions AND NOT excluded resources; everything case
sensitive. Without resources and without a list of tags nothing but `["*"]` means "any", and
conditions alone select nothing.

Source: AWS Backup developer guide, assigning-resources-json; AWS Backup API, BackupSelection and
Conditions (read 2026-11-21); AWS re:Post knowledge center, backup-assign-resources: a tag beside
`["*"]` narrows nothing, a condition does (read 2026-11-29).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from bamp_pulumi.catalog import UNKNOWN, Abilities
from bamp_pulumi.declared.arn_patterns import fits, text_fits
from bamp_pulumi.declared.selections import DeclaredSelection
from bamp_pulumi.estate import Resource
from bamp_pulumi.truth import Truth, all_hold, any_holds, negated

__all__ = ["Clause", "clauses_of", "matches", "names_a_type", "needs_opt_in"]

_TAG_PREFIX: Final = "aws:ResourceTag/"


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a selection, all of which must hold, and whether it does for a resource."""

    answer: Truth
    asks: str
    """What it requires, in AWS's words."""


def matches(
    selection: DeclaredSelection, resource: Resource, *, tags: Mapping[str, object] | None
) -> Truth:
    """Answer whether a selection matches a resource.

    Args:
        selection: The selection.
        resource: The resource.
        tags: Its effective tags, values `UNKNOWN` where unknown; None when unknown as a whole.

    Returns:
        True or False; None when it depends on something unknown.
    """
    return all_hold(answer for answer, _ in _asked(selection, resource, tags))


def clauses_of(
    selection: DeclaredSelection, resource: Resource, *, tags: Mapping[str, object] | None
) -> Iterator[Clause]:
    """List the parts of a selection, each with whether a resource matches it; see `matches`."""
    return (Clause(answer, words()) for answer, words in _asked(selection, resource, tags))


def _asked(
    selection: DeclaredSelection, resource: Resource, tags: Mapping[str, object] | None
) -> Iterator[tuple[Truth, Callable[[], str]]]:
    """List the answers, each with what words it: nobody reads those of a selection that matches."""
    if selection.unknown:
        yield None, lambda: "part of which is known only after deployment"
    yield _chosen(selection, resource, tags), lambda: _choice(selection)
    for operator, key, value in selection.conditions:
        yield _condition(tags, operator, key, value), partial(_spelled, operator, key, value)
    if selection.not_resources:
        excluded = any_holds(fits(pattern, resource) for pattern in selection.not_resources)
        yield negated(excluded), lambda: _exclusion(selection)


def _chosen(
    selection: DeclaredSelection, resource: Resource, tags: Mapping[str, object] | None
) -> Truth:
    """Answer whether a selection names a resource, by its ARN or by its tags."""
    if not selection.resources and not selection.list_of_tags:
        return not selection.conditions
    by_arn = any_holds(fits(pattern, resource) for pattern in selection.resources)
    by_tag = any_holds(_equal(tags, key, value) for key, value in selection.list_of_tags)
    return any_holds((by_arn, by_tag))


def _exclusion(selection: DeclaredSelection) -> str:
    return f"notResources {', '.join(map(_shown, selection.not_resources))}"


def _choice(selection: DeclaredSelection) -> str:
    """Return by what a selection names resources, in AWS's words."""
    if not selection.resources and not selection.list_of_tags:
        if not selection.conditions:
            return "any resource"
        return 'resources, which is missing: conditions alone select nothing; add resources=["*"]'
    asked = [*map(_shown, selection.resources)]
    asked += [f"tag {key}={_shown(value)}" for key, value in selection.list_of_tags]
    more = f" and {len(asked) - 3} more" if len(asked) > 3 else ""  # noqa: PLR2004 - enough to see
    return f"resources {' or '.join(asked[:3])}{more}"


def needs_opt_in(selection: DeclaredSelection, resource: Resource, abilities: Abilities) -> bool:
    """Return True if the Region's opt-in decides over a resource that this selection matches.

    A pattern that names a resource type (`arn:aws:s3:::*`, one volume) overrides the opt-in; `*`,
    a whole service and a selection by tag do not, nor do types whose ARNs look alike.
    """
    if abilities.shares_arn_form:
        return True
    named = (p for p in selection.resources if names_a_type(p))
    return not any(fits(pattern, resource) for pattern in named)


def names_a_type(pattern: object) -> bool:
    """Return True for a pattern that names a resource type, which overrides the opt-in.

    `arn:aws:ec2:*:*:volume/*` names a type, `arn:aws:ec2:*` a service, `*` neither.
    """
    if isinstance(pattern, Resource):
        return True
    parts = pattern.split(":", 5) if isinstance(pattern, str) else []
    return len(parts) == 6 and parts[5] != "*"  # noqa: PLR2004 - an ARN has six parts


def _condition(
    tags: Mapping[str, object] | None, operator: str, key: object, value: object
) -> Truth:
    compare = _OPERATORS.get(operator)
    if compare is None or not isinstance(key, str) or not isinstance(value, str):
        return None
    # AWS reads a key without the prefix as no tag at all.
    return key.startswith(_TAG_PREFIX) and compare(tags, key.removeprefix(_TAG_PREFIX), value)


def _spelled(operator: str, key: object, value: object) -> str:
    asks = f"condition {operator} {_shown(key)}={_shown(value)}"
    if isinstance(key, str) and not key.startswith(_TAG_PREFIX):
        return f"{asks}, whose key AWS reads only with its prefix: {_TAG_PREFIX}{key}"
    return asks


def _shown(value: object) -> str:
    if isinstance(value, Resource):
        return f"the ARN of {value.name}"
    if value is None:
        return "(nothing)"
    return "(known only after deployment)" if value is UNKNOWN else str(value)


def _equal(tags: Mapping[str, object] | None, key: object, value: object) -> Truth:
    if tags is None or not isinstance(key, str) or not isinstance(value, str):
        return None
    found = tags.get(key)
    return None if found is UNKNOWN else found == value


def _like(tags: Mapping[str, object] | None, key: str, pattern: str) -> Truth:
    if tags is None:
        return None
    found = tags.get(key)
    if found is UNKNOWN:
        return None
    return isinstance(found, str) and text_fits(pattern, found)


_OPERATORS: Final[Mapping[str, Callable[[Mapping[str, object] | None, str, str], Truth]]] = {
    "stringEquals": _equal,
    "stringNotEquals": lambda tags, key, value: negated(_equal(tags, key, value)),
    "stringLikes": _like,
    "stringNotLikes": lambda tags, key, value: negated(_like(tags, key, value)),
}
"""Names as in pulumi_aws's `SelectionCondition`."""
