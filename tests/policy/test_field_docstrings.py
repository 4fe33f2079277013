"""Docstrings below fields, read when they are asked for."""

from pydantic import BaseModel, ConfigDict, Field

from bamp_pulumi.policy import describe_fields
from bamp_pulumi.policy.field_docstrings import field_docstrings


class Base(BaseModel):
    """A model with two fields."""

    model_config = ConfigDict(json_schema_extra=describe_fields)

    region: str
    """Where it is.

    In AWS's words.
    """
    silent: int


class Derived(Base):
    """One that says more, and one thing otherwise."""

    silent: int
    """Said after all."""
    schema_: str = Field(alias="schema")
    """Name of the format."""
    given: str = Field(description="What the field itself says.")
    """Not read."""

    class Inner:
        """Has fields of its own."""

        region: str = ""
        """Not the outer one's."""


def test_the_docstring_of_a_field_is_what_stands_below_it() -> None:
    """Its lines lose the indentation of the class; a field without one has none."""
    assert dict(field_docstrings(Base)) == {"region": "Where it is.\n\nIn AWS's words."}


def test_fields_are_described_by_the_nearest_class_that_says_something() -> None:
    """A class inside another one is none of its bases."""
    found = field_docstrings(Derived)
    assert found["region"] == "Where it is.\n\nIn AWS's words."
    assert found["silent"] == "Said after all."


def test_a_schema_holds_the_docstrings_under_the_names_that_documents_use() -> None:
    """A description that a field itself has is kept."""
    properties = Derived.model_json_schema()["properties"]
    described = {name: part.get("description") for name, part in properties.items()}
    assert described == {
        "region": "Where it is.\n\nIn AWS's words.",
        "silent": "Said after all.",
        "schema": "Name of the format.",
        "given": "What the field itself says.",
    }


def test_a_class_without_source_has_no_docstrings_of_fields() -> None:
    """As where Python runs from compiled code alone."""
    made = type("Made", (BaseModel,), {"__annotations__": {"region": str}})
    assert field_docstrings(made) == {}
