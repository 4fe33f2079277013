"""What all values of a baseline share."""

from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from bamp_pulumi.policy import refused_by

__all__ = ["Value"]


class Value(BaseModel):
    """A frozen value; a field it does not know is refused, never ignored."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
    )

    def __init__(self, /, **fields: Any) -> None:  # noqa: ANN401 - as pydantic has it
        """Check the fields; raises PolicyError as `parse`. Any: whatever a caller gives."""
        try:
            super().__init__(**fields)
        except ValidationError as error:
            errors = error.errors()
        else:
            return
        raise refused_by(type(self), fields, errors, at=type(self).__name__)

    # As in `bamp_pulumi.policy.Promise`: parts of a whole are checked together.
    __init__.__pydantic_base_init__ = True  # pyright: ignore[reportFunctionMemberAccess]
