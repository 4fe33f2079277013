"""The shapes of what Pulumi writes, as far as an estate needs them.

Read from `pulumi preview --json --show-sames` and `pulumi stack export` of engine 3.260; keys that
are not named here are ignored. An offline run writes the same shapes and a few keys more.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

__all__ = [
    "Deployment",
    "Message",
    "PulumiPreview",
    "StackExport",
    "State",
    "Step",
    "program_of_urn",
]


def _absent_when_null(value: object) -> object:
    return {} if value is None else value


def _absent_list(value: object) -> object:
    return [] if value is None else value


# Pulumi leaves out what is empty, and sometimes writes null for it. Any: inputs of any type.
_Properties = Annotated[dict[str, Any], BeforeValidator(_absent_when_null)]
_Urns = Annotated[dict[str, list[str] | None], BeforeValidator(_absent_when_null)]


class _Json(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True
    )


class Frame(_Json):
    """A line that led to a resource; foreign code may have none."""

    source_position: str = ""


def _whole_urn(value: str) -> str:
    if value.startswith(_URN) and value.count("::") >= _URN_SEPARATORS:
        return value
    raise ValueError(f"a URN is {_URN}<stack>::<project>::<type>::<name>")


_URN: Final = "urn:pulumi:"
_URN_SEPARATORS: Final = 3
"""Source: Pulumi, concepts, resource names, URNs (read 2026-11-28)."""


def program_of_urn(urn: str) -> str:
    """Return the program that a URN is of: `orders/prod` of `urn:pulumi:prod::orders::...`."""
    stack, project = urn.removeprefix(_URN).split("::")[:2]
    return f"{project}/{stack}"


class WrittenInput(_Json):
    """An input that `inherit()` has written."""

    path: str
    value: Any = None
    before: Any = None
    appended: bool = False
    alone: bool = True


class Inherited(_Json):
    """What `inherit()` has made of a resource."""

    companion: str = ""
    transformed: bool = False
    tags: dict[str, str] = {}
    inputs: list[WrittenInput] = []
    ignore_changes: list[str] = []


class State(_Json):
    """A resource, planned or kept."""

    urn: Annotated[str, AfterValidator(_whole_urn)]
    type: str
    custom: bool = False
    delete: bool = False
    pending_replacement: bool = False
    """It was deleted to be replaced, and its replacement has not been created yet."""
    external: bool = False
    remote: bool = False
    id: str = ""
    parent: str = ""
    provider: str = ""
    inputs: _Properties = Field(default_factory=dict[str, Any])
    outputs: _Properties = Field(default_factory=dict[str, Any])
    property_dependencies: _Urns = Field(default_factory=dict[str, list[str] | None])
    protect: bool = False
    retain_on_delete: bool = False
    ignore_changes: list[str] = []
    delete_before_replace: bool = False
    aliases: list[str] = []
    source_position: str = ""
    stack_trace: list[Frame] = []
    """The innermost line first."""
    secret_inputs: list[str] = []
    secret_texts: list[str] = []
    partly_known: _Properties = Field(default_factory=dict[str, Any])
    outputs_taken: dict[str, list[tuple[str, str]]] = {}
    key_aliases: dict[str, str] = {}
    inherited: Inherited | None = None


class Step(_Json):
    """One step of a preview; a delete has no new state, and a create no old one."""

    op: str = ""
    old_state: State | None = None
    new_state: State | None = None
    replace_reasons: Annotated[list[str], BeforeValidator(_absent_list)] = []
    """Wire names of the inputs that make the provider replace the resource."""


class Message(_Json):
    """Something a program logged."""

    severity: str = "info"
    message: str = ""
    urn: str = ""


class RefusedTags(Message):
    """What this library refused in the tags of a resource: the parts of a `Refusal`."""

    code: str = ""
    given: str = ""
    allowed: str = ""
    why: str = ""
    write: str = ""


class Forgiven(_Json):
    """A callback of a program that failed on what is unknown offline."""

    kind: str
    file: str = ""
    line: int = 0


class Guessed(_Json):
    """A value that cannot be marked as unknown, and what was taken for it."""

    what: str
    taken: str
    file: str = ""
    line: int = 0


class ProgramLine(_Json):
    """A line at which a program checks whether it runs in a preview."""

    file: str
    line: int


class LaterCallback(ProgramLine):
    """A callback that no preview runs, and what it would declare."""

    declares: list[str]


class PulumiPreview(_Json):
    """`pulumi preview --json --show-sames`, or an offline run."""

    document_schema: str = Field("", alias="schema")
    """Empty in Pulumi's own."""
    steps: list[Step]
    config: Mapping[str, Any] = {}
    project: str = "program"
    stack: str = "preview"
    stack_outputs: _Properties = Field(default_factory=dict[str, Any])
    messages: list[Message] = []
    unanswered: list[str] = []
    missing_config: list[str] = []
    missing_stacks: list[str] = []
    forgiven: list[Forgiven] = []
    guessed: list[Guessed] = []
    later_callbacks: list[LaterCallback] = []
    asks_dry_run: list[ProgramLine] = []
    refused: list[RefusedTags] = []
    diagnostics: list[Message] = []
    change_summary: Mapping[str, int] = {}
    deleted: list[State] = []
    """Of an offline run beside a state: what the program no longer declares."""
    beside_state: bool = False
    """Of an offline run: whether its steps say what is deployed."""


class PendingOperation(_Json):
    """An operation that was interrupted."""

    resource: State | None = None


class Deployment(_Json):
    """What a stack holds."""

    resources: list[State] = []
    pending_operations: Annotated[list[PendingOperation], BeforeValidator(_absent_list)] = Field(
        default=[], alias="pending_operations"
    )


class StackExport(_Json):
    """`pulumi stack export`."""

    deployment: Deployment
