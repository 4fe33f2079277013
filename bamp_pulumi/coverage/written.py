"""What a finding says to write, in the language of the program that declares the resource.

Python is known by the file that declares it. Of a preview document or a stack export the language
is often not known: there inputs are written with the names of Pulumi's schema, in a form that is
TypeScript and YAML alike.
"""

from collections.abc import Mapping
from dataclasses import replace

from bamp_pulumi.access import holds_unknown
from bamp_pulumi.catalog import UNKNOWN, TagShape, class_in_python, named_in_python, snake_case
from bamp_pulumi.coverage.inherited import with_value
from bamp_pulumi.coverage.remedied import meant_tag, owner_of
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.coverage.tags_written import tags_written
from bamp_pulumi.declared import items, known_tags, mapping
from bamp_pulumi.estate import Resource
from bamp_pulumi.policy import (
    A_DAY,
    EXEMPT_REASON_TAG,
    EXEMPT_UNTIL_TAG,
    OWNER_TAG,
    is_placeholder,
    read_owner,
    render_tier,
)

__all__ = [
    "class_written",
    "decision",
    "exemption_written",
    "inherit_written",
    "input_written",
    "named_input",
    "owner_written",
    "spelled",
    "tier_without_copies",
    "tier_written",
    "written_in",
]


def tier_written(subject: Subject, tier: str) -> str:
    """Write the tags of a tier, with an owner: the one that is given, or its project's."""
    owner = _owner(subject)
    given = f"{tier!r}, {owner!r}" if owner else repr(tier)
    call = f"bamp.tier({given})" if _calls_ours(subject) else ""
    return tags_written(subject, render_tier(tier, owner), call)


def tier_without_copies(subject: Subject, region: str) -> str:
    """Write the tags of a tier that promises no copies in a Region; empty where there is none.

    None that keeps backups for less long than the tier it has. Of several the one that promises the
    most beside: the shortest time between recovery points.
    """
    tiers = subject.policy.tiers.items()
    days = subject.tier.longest_days
    found = [
        (tier.rpo_minutes, name)
        for name, tier in tiers
        if tier.longest_days >= days and not tier.copies_to(region)
    ]
    can_be_tagged = subject.store.tags is not TagShape.NONE
    return tier_written(subject, min(found)[1]) if found and can_be_tagged else ""


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
    if not subject.is_python:
        return ""
    return f"call bamp.inherit(owner={owner_of(subject)!r}) before any resource"


def input_written(subject: Subject, path: str, value: object) -> str:
    """Write an input; what else its program says inside of it stays.

    Args:
        subject: The resource.
        path: Its wire path, dots between levels.
        value: What it should be.
    """
    first, *others = path.split(".")
    *parents, last = path.split(".")
    given = subject.resource.inputs.get(first)
    is_hidden = first in subject.resource.secret_inputs or holds_unknown(given)
    is_list = any(step.isdigit() for step in others)
    held = mapping(given)
    is_whole = given is None or (bool(held) and not is_hidden)
    if others and (is_list or not is_whole):
        return f"{_entry(subject, last, value)} in {named_input(subject, '.'.join(parents))}"
    return _entry(subject, first, with_value(held, others, value))


def written_in(subject: Subject, resource: Resource, path: str, value: object) -> str:
    """Write an input of another resource, such as a companion; the rest as `input_written`."""
    return input_written(replace(subject, resource=resource), path, value)


def named_input(subject: Subject, path: str) -> str:
    """Return the wire path of an input as its program spells it."""
    return ".".join(map(snake_case, path.split("."))) if subject.is_python else path


def owner_written(subject: Subject) -> str:
    """Write the tags of a resource with an owner: its project's."""
    if subject.tier_name:
        return tier_written(subject, subject.tier_name)
    return tags_written(subject, {OWNER_TAG: owner_of(subject)})


def _entry(subject: Subject, name: str, value: object) -> str:
    if subject.is_python:
        name, value = snake_case(name), _snake_keys(value)
    return subject.notation.entry(name, value, "")


def _snake_keys(value: object) -> object:
    if parts := mapping(value):
        return {snake_case(key): _snake_keys(part) for key, part in parts.items()}
    listed = items(value)
    return [_snake_keys(part) for part in listed] if listed else value


def class_written(subject: Subject, token: str) -> str:
    """Write the class of a type: `aws.s3.Bucket`, and elsewhere `aws:s3:Bucket`, as YAML has it."""
    called = class_in_python(token)
    return called if subject.is_python else called.replace(".", ":")


def spelled(subject: Subject, text: str) -> str:
    """Return a text of the catalog with its wire paths in backquotes as the program spells them."""
    return named_in_python(text) if subject.is_python else text


def _owner(subject: Subject) -> str | None:
    """Return who owns a resource; None where its tag stays and cannot be shown."""
    tags = subject.tags or {}
    given = read_owner(known_tags(tags))
    if given is not None and subject.store.tags_property in subject.resource.secret_inputs:
        return None
    if given is None or is_placeholder(given, "owner"):
        return None if tags.get(OWNER_TAG) is UNKNOWN else owner_of(subject)
    return meant_tag(OWNER_TAG, given, owner_of(subject))


def _calls_ours(subject: Subject) -> bool:
    """Return True if the tags are what `bamp.tier` and `bamp.exempt` return: a map, in Python."""
    return subject.is_python and subject.store.tags is not TagShape.PAIRS
