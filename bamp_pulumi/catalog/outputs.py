"""State the outputs of a resource that are certain before it exists."""

from collections.abc import Mapping
from functools import cache
from string import Formatter
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.conditions import holds
from bamp_pulumi.catalog.identities import IDENTITIES, Identity
from bamp_pulumi.catalog.regions import PARTITIONS

__all__ = ["fill", "identity_inputs", "outputs_of"]


def outputs_of(
    type_token: str,
    inputs: Mapping[str, object],
    *,
    account_id: str,
    region: str,
    partition: str = "aws",
) -> dict[str, str]:
    """State the outputs of a resource that are certain before it exists.

    Args:
        type_token: Pulumi type token.
        inputs: Its inputs by wire name, plain values, `UNKNOWN` where unknown.
        account_id: The account it is made in, 12 digits.
        region: The Region it is made in: its own `region` input where it has one.
        partition: Partition of the account, such as `aws-us-gov`. Default: `aws`.

    Returns:
        Output name to value, for outputs that follow from inputs given in plain text. An output
        that needs an absent or unknown input is left out, and so is what AWS invents.
    """
    row = _row_of(type_token, inputs)
    if row is None:
        return {}
    known = {
        **dict(row.defaults),
        **{name: value for name, value in inputs.items() if value is not None},
        "partition": partition,
        "region": region,
        "account": account_id,
        "dns": next((p.dns_suffix for p in PARTITIONS if p.name == partition), None),
    }
    for name, prefix in row.strip:
        value = known.get(name)
        if isinstance(value, str):
            known[name] = value.removeprefix(prefix)
    return fill(row, known)


def fill(row: Identity, known: Mapping[str, object]) -> dict[str, str]:
    """Fill the templates of a row.

    Args:
        row: What is certain of a type.
        known: Values of the names in braces, as far as they are known.

    Returns:
        Output name to value; an output is left out when anything in it is not known.
    """
    stated: dict[str, str] = {}
    for output, template in row.outputs.items():
        fields = {name: known.get(name) for _, name, _, _ in Formatter().parse(template) if name}
        if all(isinstance(value, str) and value for value in fields.values()):
            stated[output] = template.format_map(fields)
    return stated


def _by_type() -> Mapping[str, tuple[Identity, ...]]:
    rows: dict[str, tuple[Identity, ...]] = {}
    for row in IDENTITIES:
        rows[row.type] = (*rows.get(row.type, ()), row)
    return MappingProxyType(rows)


_BY_TYPE: Final = _by_type()


_GENERAL: Final = frozenset({"partition", "region", "account", "dns", "path"})
_NAME: Final = ("name",)


@cache
def identity_inputs(type_token: str) -> tuple[str, ...]:
    """Name the inputs that name a resource in AWS; `name` for a type that no row tells about."""
    templates = (text for row in _BY_TYPE.get(type_token, ()) for text in row.outputs.values())
    fields = (name for text in templates for _, name, _, _ in Formatter().parse(text) if name)
    return tuple(dict.fromkeys(name for name in fields if name not in _GENERAL)) or _NAME


def _row_of(type_token: str, inputs: Mapping[str, object]) -> Identity | None:
    for row in _BY_TYPE.get(type_token, ()):
        answers = [holds(condition, inputs) for condition in row.when]
        if all(answers):
            return row
        if False not in answers:
            return None
    return None
