"""Does an ARN pattern of a selection match a resource, known or not yet made?

`*` stands for zero or more characters that are not white space. Of a resource that does not exist
yet, service, type, account and Region of its ARN are known: `arn:aws:ec2:*:*:volume/*` says
something about every volume, and the ARN of another resource nothing about this one.

Source: AWS Backup developer guide, assigning-resources-json (read 2026-11-21).
"""

from typing import Final

from bamp_pulumi.catalog import HOLE, UNKNOWN, arn_shape, partition_of
from bamp_pulumi.estate import Resource
from bamp_pulumi.texts import wildcard_fits
from bamp_pulumi.truth import Truth

__all__ = ["fits", "text_fits"]


_LONGEST: Final = 2_048
"""An ARN has no more characters, and a pattern seldom has: a longer one is unknown."""


def fits(pattern: object, resource: Resource) -> Truth:
    """Answer whether a pattern matches a resource.

    Args:
        pattern: A text, `UNKNOWN`, or the declared resource that the selection names itself.
        resource: The resource.
    """
    if isinstance(pattern, Resource):
        return pattern is resource
    if pattern == "*":
        return True
    if not isinstance(pattern, str) or pattern is UNKNOWN:
        return None
    arn = resource.text("arn")
    return text_fits(pattern, arn) if arn else _fits_shape(pattern, _shape(resource))


def text_fits(pattern: str, text: str) -> bool:
    """Return True if a pattern matches a text as a whole."""
    return wildcard_fits(pattern, text, takes_space=False)


def _shape(resource: Resource) -> str:
    partition = partition_of(resource.region)
    return arn_shape(
        resource.type,
        partition=partition.name if partition is not None else "aws",
        region=resource.region,
        account_id=resource.account_id,
    )


def _fits_shape(pattern: str, shape: str) -> Truth:
    """Answer for an ARN with holes: yes when any filling matches, no when none does."""
    if not shape:
        return None
    if text_fits(pattern, shape):
        return True
    if len(pattern) > _LONGEST:
        return None
    return None if _may_fit(pattern, shape) else False


def _may_fit(pattern: str, shape: str) -> bool:
    """Return True if some filling of the holes makes the shape match.

    Both sides have a part that takes any text, so all pairs of positions are gone through that can
    be reached: at most one for each pair of characters.
    """
    reached = {(0, 0)}
    todo = [(0, 0)]
    while todo:
        at, on = todo.pop()
        if at == len(pattern) and on == len(shape):
            return True
        steps: list[tuple[int, int]] = []
        star = at < len(pattern) and pattern[at] == "*"
        hole = on < len(shape) and shape[on] == HOLE
        if star:
            steps += [(at + 1, on), (at, on + 1)]
        if hole:
            steps.append((at, on + 1))
        if hole and at < len(pattern) and pattern[at] != ":":
            steps.append((at + 1, on))  # no part of an ARN but the last holds a colon
        if at < len(pattern) and on < len(shape) and pattern[at] == shape[on]:
            steps.append((at + 1, on + 1))
        for step in steps:
            if step not in reached and step[0] <= len(pattern) and step[1] <= len(shape):
                reached.add(step)
                todo.append(step)
    return False
