"""The document an offline run ends in: the shape of `pulumi preview --json`, and a little more.

One loader (`bamp_pulumi.estate`) reads both. What Pulumi's own document cannot say (stack outputs,
what could not be answered, secrets in plaintext) is in separate keys.
"""

from typing import Any, NotRequired, TypedDict

from bamp_pulumi.offline.wire import Plain

__all__ = [
    "Document",
    "Failure",
    "InheritedState",
    "LaterCallback",
    "ProgramLine",
    "State",
    "Step",
    "WrittenInput",
]


class WrittenInput(TypedDict):
    """An input that `inherit()` has written."""

    path: str
    """Wire names with dots between levels; a number enters a list."""
    value: Plain
    before: Plain
    """What the program itself writes there; null for nothing."""
    appended: bool
    """Whether the value is a member that was added to a list, and not the whole of it."""
    alone: bool
    """Whether the program writes nothing under the first of the names."""


class InheritedState(TypedDict):
    """What `inherit()` has made of a resource."""

    companion: str
    """Which kind of companion it is itself; empty for what the program declares."""
    transformed: NotRequired[bool]
    """Whether transforms of its data store have run for this companion, and were undone."""
    tags: dict[str, str]
    """Tags that were added."""
    inputs: list[WrittenInput]
    """Inputs that were written, the tags left out."""
    ignoreChanges: list[str]
    """Names that were added to the option."""


class State(TypedDict):
    """A resource as the engine would keep it. Names as in `pulumi preview --json`."""

    urn: str
    type: str
    custom: bool
    inputs: dict[str, Plain]
    id: NotRequired[str]
    parent: NotRequired[str]
    provider: NotRequired[str]
    outputs: NotRequired[dict[str, Plain]]
    dependencies: NotRequired[list[str]]
    propertyDependencies: NotRequired[dict[str, list[str]]]
    protect: NotRequired[bool]
    retainOnDelete: NotRequired[bool]
    ignoreChanges: NotRequired[list[str]]
    deleteBeforeReplace: NotRequired[bool]
    aliases: NotRequired[list[str]]
    """URNs that it had before."""
    sourcePosition: NotRequired[str]
    partlyKnown: NotRequired[dict[str, Plain]]
    """Policies among the unknown inputs, by wire name: what is known of them offline, with
    Pulumi's mark in the place of the rest. An engine's own preview says nothing of it."""
    outputsTaken: NotRequired[dict[str, Plain]]
    """URN and wire name of each output that an input is made from, by wire name of the input; only
    of types whose inputs are code, commands or templates. An engine's own preview says nothing of
    it."""
    keyAliases: NotRequired[dict[str, Plain]]
    """Unknown inputs that hold a key of AWS's own, by wire path: its alias."""
    secretInputs: NotRequired[list[str]]
    """Wire names of the inputs that hold a secret."""
    secretTexts: NotRequired[list[str]]
    """Texts inside those secrets: what must not be shown."""
    inherited: NotRequired[InheritedState]
    """What `inherit()` has made of it. An engine's own preview says nothing of it."""
    remote: NotRequired[bool]
    """A packaged component: its children are built elsewhere and cannot be seen here."""
    external: NotRequired[bool]
    """Read, not managed, by this program (`Bucket.get`)."""


class Step(TypedDict):
    """One planned step.

    Offline every managed resource is a `create` and every read one a `read`; beside the state of
    its stack, what is there already is a `same` (or changed in place) or a `replace`.
    """

    op: str
    urn: str
    oldState: NotRequired[State]
    newState: State
    replaceReasons: NotRequired[list[str]]


class Failure(TypedDict):
    """Why a program could not be run to its end."""

    kind: str
    """Name of the exception."""
    message: str
    file: NotRequired[str]
    """Relative to the program's folder when it is inside."""
    line: NotRequired[int]
    asksNetwork: NotRequired[bool]
    """The program asked a service for itself, and got no answer."""
    refusals: NotRequired[list[dict[str, str]]]
    """What this library refused: the parts of each `Refusal` but its edits."""
    mistake: NotRequired[dict[str, str | int]]
    """Where it names what does not exist: what does, the line with it, and the line's number."""
    variable: NotRequired[str]
    """Environment variable that the program reads and that is not set."""


class ProgramLine(TypedDict):
    """A line of a program."""

    file: str
    """Relative to the program's folder when it is inside."""
    line: int


class LaterCallback(ProgramLine):
    """A callback that has not run, because its value is known after deployment."""

    declares: list[str]
    """Classes of resources that it would declare, such as `rds.Instance`."""


class Document(TypedDict):
    """What one program declares."""

    schema: str
    project: str
    stack: str
    steps: list[Step]
    config: dict[str, str]
    stackOutputs: dict[str, Plain]
    messages: list[dict[str, str]]
    """What the program logged: `severity`, `message`, `urn`."""
    unanswered: list[str]
    """Invokes whose answer was made up of unknowns, by token."""
    missingConfig: list[str]
    """Configuration keys that the program requires and its stack does not set."""
    absentConfig: NotRequired[list[str]]
    """Keys that it asks for, goes on without, and that its stack does not set; packages' own are
    left out."""
    forgiven: NotRequired[list[Failure]]
    """Callbacks that failed on values unknown offline; what they return is unknown, too."""
    guessed: NotRequired[list[dict[str, Any]]]  # Any: text and numbers, see `Guess`
    """Values that cannot be marked as unknown, what was taken for them, and where."""
    laterCallbacks: NotRequired[list[LaterCallback]]
    """Callbacks that declare resources, and that no preview runs."""
    callsOurs: NotRequired[list[str]]
    """Files of the program in which `bamp` is this library, relative to its folder."""
    asksDryRun: NotRequired[list[ProgramLine]]
    """Where the program asks whether it is a preview."""
    refused: NotRequired[list[dict[str, str]]]
    """Tags that `inherit()` refuses: `urn` and `message`. A deployment would end in them."""
    missingStacks: list[str]
    """Stack references that named no given program."""
    besideState: NotRequired[bool]
    """Whether the steps say what is deployed, by the state of the stack."""
    deleted: NotRequired[list[dict[str, Any]]]  # Any: states of an export
    """What the state holds and the program no longer declares, dependants first."""
    failure: NotRequired[Failure]
    packages: NotRequired[dict[str, str]]
    """Beside a failure: the packages of Pulumi's it met, and their versions."""
