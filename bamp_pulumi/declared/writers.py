"""Who writes a configuration as a whole: one rule for everything of which AWS keeps one.

A policy, a lock or the notifications of a vault, a bucket's notifications: each of their resources
replaces the whole. Where two write it, the one deployed last holds, and nobody knows which that is.

Source: pulumi_aws 7.51.1, the notes of these types (read 2026-11-28).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bamp_pulumi.catalog import UNKNOWN, value_at
from bamp_pulumi.declared.own_arns import document_of
from bamp_pulumi.estate import Estate, Reference, Resource

__all__ = ["Written", "from_nothing", "only_writer", "written"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What is written as a whole."""

    value: object = None
    """The configuration; `UNKNOWN` where it is unknown, None where nobody writes one."""
    doubt: str = ""
    """Why it is unknown; empty when it is known, or when the value itself is unknown."""


def only_writer(owner: Resource, references: Sequence[Reference]) -> tuple[Resource | None, str]:
    """Find the one resource that writes a configuration of another one.

    Args:
        owner: What is configured.
        references: The resources that write it, or may.

    Returns:
        The writer and no doubt; no writer and why that is not known; neither where nobody writes.
    """
    sure = [reference.source for reference in references if reference.is_certain]
    perhaps = [reference.source for reference in references if not reference.is_certain]
    for reference in references:
        if reference.is_from_nothing:
            return None, from_nothing(reference, owner)
    if perhaps:
        what = f"whether {_named(perhaps)} configures {owner.name} is known only after deployment"
        return None, what
    if len(sure) > 1 and not _alike(sure):
        return None, f"{_named(sure)} each replace the same configuration of {owner.name}"
    if sure:
        return sure[0], ""
    return None, f"{owner.name} is only looked up: what it contains is not known" * owner.external


def written(
    estate: Estate,
    owner: Resource,
    *,
    inline: str = "",
    writers: Sequence[tuple[str, str, str]] = (),
    leave: Sequence[Reference] = (),
) -> Written:
    """Read what is written of a resource as a whole.

    Args:
        estate: Where it may be written.
        owner: The resource.
        inline: Wire name of its own input that writes it; empty for none.
        writers: Type, linking input and content input of the types that write it too.
        leave: References of them that the caller reads by itself.
    """
    found = [
        (reference, content)
        for token, link, content in writers
        for reference in estate.naming(owner, link, token)
        if reference not in leave
    ]
    own = value_at(owner.inputs, inline) if inline and not owner.external else None
    own = document_of(estate, owner, inline) if own is UNKNOWN else own
    writer, doubt = only_writer(owner, [reference for reference, _ in found])
    if doubt:
        return Written(value=UNKNOWN, doubt=doubt)
    if writer is None:
        return Written(value=own)
    content = next(c for reference, c in found if reference.source is writer)
    value = document_of(estate, writer, content)
    # Without it AWS refuses the writer; what holds then nobody knows.
    value = UNKNOWN if value is None else value
    if own is not None and own != value:
        both = f"{owner.name} itself and {writer.name} each write the same configuration"
        return Written(value=UNKNOWN, doubt=both)
    return Written(value=value)


def from_nothing(reference: Reference, owner: Resource) -> str:
    """Return that a reference may mean an owner, and what to do about it."""
    source = reference.source
    return (
        f"whether {source.name} ({source.type}) configures {owner.name} is known only after "
        f"deployment: its {reference.input} comes from no given program; give the program or stack "
        f"export that says it too, or write the name in the program"
    )


def _alike(writers: Sequence[Resource]) -> bool:
    """Return True if all writers certainly write the same."""
    first = writers[0].inputs
    return all(writer.inputs == first for writer in writers) and UNKNOWN not in first.values()


def _named(resources: Sequence[Resource]) -> str:
    return " and ".join(resource.name for resource in resources)
