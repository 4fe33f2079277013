"""Tags as the program of a resource writes them: those of a decision, and all others it has.

Tags are one input: what is pasted in its place has to hold the others too. Where they cannot be
shown, since one is secret or known only after deployment, the decision is written into them.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from bamp_pulumi.catalog import UNKNOWN, TagShape, snake_case
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.declared import entries, mapping
from bamp_pulumi.policy import EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG, TIER_TAG, misspelt_keys
from bamp_pulumi.remedies import Notation, is_secret_text

__all__ = ["tags_written"]

_DECIDING: Final = (TIER_TAG, EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG)
_LONGEST: Final = 300
"""Characters. Longer, what is written would be lost among the tags that stay."""

Tag = tuple[str, Mapping[str, object]]
"""Its key, and the entry that holds it."""


def tags_written(subject: Subject, decision: Mapping[str, str], call: str = "") -> str:
    """Write the tags of a resource with a decision.

    Args:
        subject: The resource. Tags of another decision are left out.
        decision: The tags to write.
        call: The call that returns them, where a program can make it. Default: it cannot.

    Returns:
        The whole input, ready to paste; or where its other tags cannot be shown, what is written
        into it, and what has to go.
    """
    is_pairs = subject.store.tags is TagShape.PAIRS
    is_python, notation = subject.is_python, subject.notation
    name = subject.store.tags_property
    name = snake_case(name) if is_python else name
    there = _tags_of(subject)
    kept = [entry for tag, entry in there if tag not in _replaced(subject, decision)]
    ours = [
        {"key": tag, "value": value} if is_pairs else {tag: value}
        for tag, value in decision.items()
    ]
    inside = f"**{call}" if call else _inside(ours, notation, is_pairs=is_pairs)
    whole = f"{name}={call}"
    if kept or not call:
        beside = _inside(kept, notation, is_pairs=is_pairs)
        held = ", ".join(part for part in (beside, inside) if part)
        begin, end = "[]" if is_pairs else "{}"
        whole = f"{name}{'=' if is_python else ': '}{begin}{held}{end}"
    if not kept or (len(whole) <= _LONGEST and not _is_hidden(subject, kept)):
        return whole
    gone = " and ".join(tag for tag in _DECIDING if tag in dict(there) and tag not in decision)
    last = "as the last entry of" if call else "in"
    return f"{inside} {last} its {name}" + (f", and remove {gone}" if gone else "")


def _tags_of(subject: Subject) -> Sequence[Tag]:
    """List the tags that the program itself gives a resource, in its order."""
    given = subject.resource.inputs.get(subject.store.tags_property)
    if given is UNKNOWN:
        return [("", {"": UNKNOWN})]
    if subject.store.tags is TagShape.PAIRS:
        return [(str(entry.get("key")), entry) for entry in entries(given)]
    return [(tag, {tag: value}) for tag, value in mapping(given).items()]


def _replaced(subject: Subject, decision: Mapping[str, str]) -> set[str]:
    """Return the keys that are not kept: `inherit()` writes its own again, misspelt are ours."""
    inherited = subject.resource.inherited
    misspelt = misspelt_keys(dict(_tags_of(subject))).values()
    ours = inherited.tags if inherited is not None else ()
    return {*_DECIDING, *decision, *ours, *misspelt}


def _inside(tags: Sequence[Mapping[str, object]], notation: Notation, *, is_pairs: bool) -> str:
    """Write tags without the brackets around them."""
    if not tags:
        return ""
    if is_pairs and notation is Notation.PYTHON:
        tags = [{snake_case(key): value for key, value in tag.items()} for tag in tags]
    merged = {key: value for tag in tags for key, value in tag.items()}
    return notation.plain(list(tags) if is_pairs else merged)[1:-1]


def _is_hidden(subject: Subject, kept: Sequence[Mapping[str, object]]) -> bool:
    """Return True if tags cannot be shown as they are."""
    values = [value for tag in kept for value in tag.values()]
    return (
        subject.store.tags_property in subject.resource.secret_inputs
        or UNKNOWN in values
        or any(is_secret_text(value) for value in values if isinstance(value, str))
    )
