"""What a finding says to write, in the language of the program that declares the resource.

Python is known by the file that declares it. Of a preview document or a stack export the language
is often not known: there inputs are written with the names of Pulumi's schema, in a form that is
TypeScript and YAML alike.
"""

from collections.abc import Mapping

from bamp_pulumi.catalog import TagShape, named_in_python, snake_case
from bamp_pulumi.coverage.remedied import meant_tag, owner_of
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.declared import known_tags
from bamp_pulumi.policy import (
    EXEMPT_REASON_TAG,
    EXEMPT_UNTIL_TAG,
    OWNER_TAG,
    Exemption,
    is_placeholder,
    read_owner,
    render_exemption,
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
    """Write the tags of a tier; an owner that is given stays."""
    owner = read_owner(known_tags(subject.tags or {}))
    if owner is not None:
        meant = str(meant_tag(OWNER_TAG, owner, owner_of(subject)))
        owner = None if is_placeholder(owner, "owner") else meant
    if not _calls_ours(subject):
        return _tags(subject, render_tier(tier, owner or owner_of(subject)))
    given = repr(tier) if owner is None else f"{tier!r}, {owner!r}"
    return f"tags=bamp.tier({given})"


def exemption_written(subject: Subject, exemption: Exemption) -> str:
    """Write the tags of an exemption."""
    if not _calls_ours(subject):
        return _tags(subject, render_exemption(exemption))
    return (
        f"tags=bamp.exempt(reason={exemption.reason!r}, owner={exemption.owner!r}, "
        f"until='{exemption.until.isoformat()}')"
    )


def decision(subject: Subject) -> str:
    """Write the tags of an exemption whose reason, owner and end a person has to fill in."""
    if _calls_ours(subject):
        return 'tags=bamp.exempt(reason="...", owner="...", until="YYYY-MM-DD")'
    return _tags(
        subject, {EXEMPT_REASON_TAG: "...", OWNER_TAG: "...", EXEMPT_UNTIL_TAG: "YYYY-MM-DD"}
    )


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


def _tags(subject: Subject, tags: Mapping[str, str]) -> str:
    pairs = [{"key": tag, "value": value} for tag, value in tags.items()]
    value = pairs if subject.store.tags is TagShape.PAIRS else dict(tags)
    return _notation(subject).entry("tags", value, "")


def _calls_ours(subject: Subject) -> bool:
    """Return True if the tags are what `bamp.tier` and `bamp.exempt` return: a map, in Python."""
    return _is_python(subject) and subject.store.tags is not TagShape.PAIRS


def _notation(subject: Subject) -> Notation:
    return Notation.PYTHON if _is_python(subject) else Notation.CAMEL


def _is_python(subject: Subject) -> bool:
    return subject.account.estate.is_python(subject.resource)
