"""A model whose refusals reach a caller as `PolicyError`, wherever it is built."""

from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from bamp_pulumi.policy.field_docstrings import describe_fields
from bamp_pulumi.policy.parsing import refused_by

__all__ = ["Checked"]


class Checked(BaseModel, frozen=True):
    """A frozen value; a field it does not know is refused, never ignored."""

    model_config = ConfigDict(
        extra="forbid",
        defer_build=True,
        hide_input_in_errors=True,
        json_schema_extra=describe_fields,
    )

    def __init__(self, /, **fields: Any) -> None:  # noqa: ANN401 - as pydantic has it
        """Check the fields. Any: whatever a caller gives.

        Raises:
            PolicyError: As `parse`, when the value is built by its class.
        """
        try:
            super().__init__(**fields)
        except ValidationError as error:
            errors = error.errors()
        else:
            return
        raise refused_by(type(self), fields, errors, at=type(self).__name__)

    # pydantic calls an `__init__` for each part of a whole, unless it is marked as its own: then
    # only the first error of a document would be reported.
    __init__.__pydantic_base_init__ = True  # pyright: ignore[reportFunctionMemberAccess]
