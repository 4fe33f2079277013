"""What every part of a document for machines is."""

from pydantic import BaseModel, ConfigDict

from bamp_pulumi.policy import describe_fields

__all__ = ["Part"]


class Part(BaseModel):
    """A frozen part whose docstrings are the descriptions of its schema."""

    model_config = ConfigDict(
        frozen=True,
        defer_build=True,
        json_schema_extra=describe_fields,
        populate_by_name=True,
        extra="forbid",
    )
