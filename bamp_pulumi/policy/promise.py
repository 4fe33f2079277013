"""What all parts of a policy share: a value that is checked once and never changes."""

from pydantic import BaseModel, ConfigDict

__all__ = ["Promise"]


class Promise(BaseModel):
    """A frozen, hashable value; a field it does not know is refused, never ignored."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
        allow_inf_nan=False,
    )
