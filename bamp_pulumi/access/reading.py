"""Reading parts of a policy document, each of which may be unknown or of a wrong shape."""

from collections.abc import Mapping, Sequence
from typing import cast

from bamp_pulumi.catalog import UNKNOWN

__all__ = ["holds_unknown", "listed", "mapping", "text_of"]


def listed(value: object) -> tuple[object, ...]:
    """Read one value or a list of values, as a policy writes either."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(cast("Sequence[object]", value))
    return (value,)


def mapping(value: object) -> Mapping[str, object] | None:
    """Read a map; None when it is none."""
    # JSON: keys are text.
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else None


def text_of(value: object) -> str | None:
    """Read a value of a condition as text: JSON's true is IAM's "true"; None when it is none."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float) else None


def holds_unknown(value: object) -> bool:
    """Return True if a value is unknown or holds something unknown."""
    if value is UNKNOWN:
        return True
    fields = mapping(value)
    parts = listed(value) if fields is None else tuple(fields.values())
    return any(holds_unknown(part) for part in parts if part is not value)
