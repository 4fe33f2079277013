"""Policies that name declared resources whose ARN AWS makes up.

What such a policy allows on the resource itself is known nevertheless: its ARN is its ARN, whatever
AWS makes it.
"""

from typing import Final

from bamp_pulumi.access import ArnOf
from bamp_pulumi.catalog import (
    UNKNOWN,
    identity_inputs,
    is_named_anew,
    outputs_of,
    owns_its_arn,
    partition_of,
)
from bamp_pulumi.estate import Estate, Resource, TakenText

__all__ = ["arn_of", "document_of"]

_STAND_IN: Final = "\0its name\0"


def arn_of(resource: Resource, below: str = "") -> ArnOf:
    """Return the ARN of a declared resource, whatever it is, and what goes on behind it."""
    return ArnOf(
        resource=f"{resource.program} {resource.urn}",
        type=resource.type,
        is_new=not resource.external and is_named_anew(resource.type, resource.inputs),
        is_managed=not resource.external,
        below=below,
    )


def document_of(estate: Estate, resource: Resource, name: str) -> object:
    """Read an input that holds a policy document.

    Args:
        estate: Where what it names is declared.
        resource: Whose input it is.
        name: Wire name of the input.

    Returns:
        As `Resource.document`, with an `ArnOf` for each unknown ARN of a declared resource.
    """

    def named(text: TakenText) -> object:
        found = estate.within(resource.program, text.urn)
        return UNKNOWN if found is None or len(estate.same_as(found)) > 1 else _read(found, text)

    return resource.document(name, named)


def _read(resource: Resource, text: TakenText) -> object:
    if not owns_its_arn(resource.type):
        return UNKNOWN
    whole = f"{text.before}{_STAND_IN}{text.after}"
    for arn in _arns(resource, text.output):
        if whole.startswith(arn):
            return arn_of(resource, whole.removeprefix(arn))
    return UNKNOWN


def _arns(resource: Resource, output: str) -> list[str]:
    """List how the ARN begins with a stand-in for an output: the output is the ARN, or its name."""
    if output == "arn":
        return [_STAND_IN]
    partition = partition_of(resource.region)
    found: list[str] = []
    for name in identity_inputs(resource.type):
        stated = outputs_of(
            resource.type,
            {**resource.inputs, name: _STAND_IN},
            account_id=resource.account_id,
            region=resource.region,
            partition=partition.name if partition else "",
        )
        arn = stated.get("arn", "")
        if output == "id" and stated.get("id") == arn:
            found.append(_STAND_IN)
        elif arn and output in (name, *(o for o, v in stated.items() if v == _STAND_IN)):
            found.append(arn)
    return found
