"""The base of every part of a snapshot, and the state of every declared resource."""

from pydantic import BaseModel, ConfigDict, Field

from bamp_pulumi.policy import describe_fields

__all__ = ["DeclaredState", "State"]


class State(BaseModel):
    """A frozen part of a snapshot; a reader passes over fields that it does not know."""

    model_config = ConfigDict(
        frozen=True, defer_build=True, json_schema_extra=describe_fields, populate_by_name=True
    )


class DeclaredState(State):
    """A declared resource."""

    program: str
    """Project and stack."""
    urn: str
    """Pulumi URN."""
    aliases: tuple[str, ...] = ()
    """URNs it had before, according to the program."""
    type: str
    """Pulumi type token."""
    name: str
    """Logical name."""
    source: str = ""
    """File and line that declare it; empty when not known."""
    settings: dict[str, str] = {}
    """A short hash of each input that is not secret, by wire name: equal values, equal hashes."""
    read: dict[str, tuple[str, ...] | None] | None = None
    """What each input holds that is compared by value, by wire path: texts in one order; null
    while that is not known. Null as a whole: an older bamp has not recorded it."""
    left_out: tuple[str, ...] = ()
    """Wire paths of the inputs that would protect it and that its program does not say."""
    secrets: dict[str, str] = Field(default={}, exclude=True)
    """A hash of each secret input, by a key of this process: never written."""
    guards: dict[str, bool | None] = {}
    """Whether each setting that keeps it from deletion does so; null while that is not known."""
