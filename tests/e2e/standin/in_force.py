"""What is in force in AWS once inputs have been sent: some of it waits for a window."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.e2e.standin.schema import TypeSchema
from tests.e2e.standin.wire import Plain, opened

__all__ = ["InForce", "effective", "in_force"]


@dataclass(frozen=True, slots=True)
class InForce:
    """The inputs that AWS does not simply take as they are sent."""

    values: Mapping[str, Plain]
    """In force now."""
    pending: Mapping[str, Plain]
    """In force after the next maintenance window."""


def effective(
    schema: TypeSchema, deployed: Mapping[str, Plain], given: Mapping[str, Plain]
) -> dict[str, Plain]:
    """Say what the provider would have AWS set, for the inputs whose absence means something.

    Args:
        schema: What is known of the type.
        deployed: Outputs of the resource as it is; empty for a new one.
        given: Inputs of the program, defaults filled in.
    """
    values = {
        name: _merged(deployed.get(name, initial), given.get(name))
        for name, initial in schema.computed.items()
    }
    return {**values, **{n: given.get(n, value) for n, value in schema.absent.items()}}


def in_force(
    schema: TypeSchema, deployed: Mapping[str, Plain] | None, given: Mapping[str, Plain]
) -> InForce:
    """Say what is in force after an update of what is deployed, or a creation (None)."""
    values = effective(schema, deployed or {}, given)
    name = schema.waits
    if not name or deployed is None or opened(given.get("applyImmediately")) is True:
        return InForce(values, {})
    before, after = deployed.get(name), values[name]
    # One number for another is taken at once; on and off wait.
    if bool(opened(before)) is bool(opened(after)):
        return InForce(values, {})
    return InForce({**values, name: before}, {name: after})


def _merged(deployed: Plain, given: Plain) -> Plain:
    """Let what is given win, level by level: an optional and computed block keeps what it omits."""
    if given is None:
        return deployed
    if isinstance(deployed, dict) and isinstance(given, dict) and opened(given) == given:
        names = deployed.keys() | given.keys()
        return {name: _merged(deployed.get(name), given.get(name)) for name in sorted(names)}
    return given
