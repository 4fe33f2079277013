"""What a finding says to write, in the language of the program that declares the resource.

Python is known by the file that declares it. Of a preview document or a stack export the language
is often not known: there inputs are written with the names of Pulumi's schema, in a form that is
TypeScript and YAML alike.
"""

from collections.abc import Mapping

from bamp_pulumi.catalog import UNKNOWN, TagShape, named_in_python, snake_case
from bamp_pulumi.coverage.remedied import meant_tag, owner_of
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.coverage.tags_written import tags_written
from bamp_pulumi.declared import known_tags
from bamp_pulumi.policy import (
    A_DAY,
    EXEMPT_REASON_TAG,
    EXEMPT_UNTIL_TAG,
    OWNER_TAG,
    is_placeholder,
    read_owner,
    render_tier,
)
from bamp_pulumi.remedies import Notation

__all__ = [
    "decision",
    "exemption_written",
    "inherit_written",
    "input_written",
    "spelled",
    "tier_written",
]


def tier_written(subject: Subject, tier: str) -> str:
    """Write the tags of a tier, with an owner: the one that is given, or its project's."""
    owner = _owner(subject)
    given = f"{tier!r}, {owner!r}" if owner else repr(tier)
    call = f"bamp.tier({given})" if _calls_ours(subject) else ""
    return tags_written(subject, render_tier(tier, owner), call)


def exemption_written(subject: Subject, parts: Mapping[str, str]) -> str:
    """Write the tags of an exemption.

    Args:
        subject: The resource.
        parts: Its reason, owner and end.
    """
    reason, owner, until = parts["reason"], parts["owner"], parts["until"]
    tags = {EXEMPT_REASON_TAG: reason, OWNER_TAG: owner, EXEMPT_UNTIL_TAG: until}
    call = f"bamp.exempt(reason={reason!r}, owner={owner!r}, until={until!r})"
    return tags_written(subject, tags, call if _calls_ours(subject) else "")


def decision(subject: Subject) -> str:
    """Write the tags of an exemption whose reason and end a person has to fill in."""
    parts = {"reason": "...", "owner": _owner(subject) or "...", "until": A_DAY}
    return exemption_written(subject, parts)


def inherit_written(subject: Subject) -> str:
    """Return what has the policy applied to the whole program; empty where that takes Python."""
    if not _is_python(subject):
        return ""
    owner = subject.resource.program.partition("/")[0]
    return f"call bamp.inherit(owner={owner!r}) before any resource"


def input_written(subject: Subject, path: str, value: object) -> str:
    """Write an input.

    Args:
        subject: Whose program is meant.
        path: Its wire path, dots between levels.
        value: What it should be.
    """
    is_python = _is_python(subject)
    first, *others = (snake_case(part) if is_python else part for part in path.split("."))
    for name in reversed(others):
        value = {name: value}
    return _notation(subject).entry(first, value, "")


def spelled(subject: Subject, text: str) -> str:
    """Return a text of the catalog with its wire paths in backquotes as the program spells them."""
    return named_in_python(text) if _is_python(subject) else text


def _owner(subject: Subject) -> str | None:
    """Return who owns a resource; None where its tag is known only after deployment."""
    tags = subject.tags or {}
    given = read_owner(known_tags(tags))
    if given is None or is_placeholder(given, "owner"):
        return None if tags.get(OWNER_TAG) is UNKNOWN else owner_of(subject)
    return meant_tag(OWNER_TAG, given, owner_of(subject))


def _calls_ours(subject: Subject) -> bool:
    """Return True if the tags are what `bamp.tier` and `bamp.exempt` return: a map, in Python."""
    return _is_python(subject) and subject.store.tags is not TagShape.PAIRS


def _notation(subject: Subject) -> Notation:
    return Notation.PYTHON if _is_python(subject) else Notation.CAMEL


def _is_python(subject: Subject) -> bool:
    return subject.account.estate.is_python(subject.resource)
