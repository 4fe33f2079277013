"""From the states of one program's resources, as planned or kept, to an estate."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from bamp_pulumi.catalog import UNKNOWN, inputs_by_id
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate.deployed import account_in_arn, accounts_by_provider, accounts_in
from bamp_pulumi.estate.estate import Estate, Note, Program
from bamp_pulumi.estate.inheritance import Inheritance, WrittenInput
from bamp_pulumi.estate.looked_up import UnreadInputs, place_in_arn
from bamp_pulumi.estate.program_places import require_same_account
from bamp_pulumi.estate.pulumi_json import State
from bamp_pulumi.estate.resource import Resource
from bamp_pulumi.estate.secret_texts import secret_texts
from bamp_pulumi.estate.special_values import (
    UNKNOWN_STRING,
    holds_secret,
    plain_mapping,
    plain_value,
)
from bamp_pulumi.estate.taken_text import document_of_offline
from bamp_pulumi.places import (
    PROVIDER_TYPES,
    IgnoredTags,
    Place,
    Places,
    account_of_stack,
    identity_of,
    is_default_provider,
    stated_outputs,
)
from bamp_pulumi.policy import is_placeholder

__all__ = ["Whereabouts", "estate_from_states"]

_OWNER: Final = "bamp:owner"
_INTERNAL: Final = ("pulumi:pulumi:Stack", "pulumi:providers:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """What is known of where a program's providers work, in addition to their own settings."""

    config: Mapping[str, object]
    """Settings of the default providers by `namespace:key`, plain values."""
    account_id: str = ""
    """Account of the default provider, as given by a person."""
    assumed_account_id: str = ""
    """Account to assume where none is named."""
    region: str = ""
    """Region of the default providers, where the settings do not name one."""
    deployer_region: str = ""
    """Region of explicit providers that set none."""
    offline: bool = False
    """Whether the states are inputs of a program, and not results of a deployment."""
    beside_state: bool = False
    """Whether an offline run knew the state of its stack: then what is ignored is known."""


def estate_from_states(
    states: Sequence[State],
    *,
    name: str,
    whereabouts: Whereabouts,
    outputs: Mapping[str, object],
    notes: Iterable[Note] = (),
) -> Estate:
    """Read the states of one program's resources.

    Args:
        states: In the order they were registered.
        name: Name of the program.
        whereabouts: Where its providers work.
        outputs: Stack outputs, as far as they are known.
        notes: What reading the program brought up.

    Raises:
        RefusedError: `BAMP-P09`, when the program is deployed to another account.
    """
    account = _account(states, name, whereabouts)
    places = Places(
        whereabouts.config,
        account_id=account,
        region=whereabouts.region,
        deployer_region=whereabouts.deployer_region,
    )
    for state in states:
        if state.type in PROVIDER_TYPES:
            places.record(state.urn, plain_mapping(state.inputs))
    for urn, lies_in in accounts_by_provider(states):
        places.settle(urn, lies_in)
    program = Program(
        name=name,
        account_id=account or _only(accounts_in(states)),
        region=places.of_provider("aws", "").region,
        deployed_known=not whereabouts.offline or whereabouts.beside_state,
        outputs=outputs,
        owner=_owner(whereabouts.config),
        notes=tuple(notes),
    )
    own: Iterable[State] = (s for s in states if not s.type.startswith(_INTERNAL))
    if not whereabouts.offline:
        # An offline run has stated it already.
        own = (_with_certain_outputs(state, places) for state in own)
    resources: Iterable[Resource] = (_resource(state, program, places) for state in own)
    if whereabouts.offline and not whereabouts.beside_state:
        resources = (replace(r, may_differ=(*r.may_differ, *r.ignore_changes)) for r in resources)
    # Registrations overtake each other: a fixed order gives the same messages each time.
    in_order = sorted(resources, key=lambda resource: resource.urn)
    return Estate(programs=(program,), resources=tuple(in_order))


def _account(states: Iterable[State], program: str, whereabouts: Whereabouts) -> str:
    """Decide the account of the default provider of package aws."""
    by_default = (
        state
        for state in states
        if state.type.startswith("aws:") and _is_by_default(state.provider.rpartition("::")[0])
    )
    lies_in = _only(accounts_in(by_default))
    given, assumed = whereabouts.account_id, lies_in or whereabouts.assumed_account_id
    require_same_account(given, whereabouts.config, program)
    if given and lies_in and given != lies_in:
        raise RefusedError(
            "BAMP-P09",
            given=f"--account {given}",
            allowed=f"{lies_in}, the account of {program}",
            why="AWS: the ARNs of what is deployed name it",
            write=f"--account {lies_in}, or leave it out",
        )
    return account_of_stack(whereabouts.config, given=given, assumed=assumed)


def _is_by_default(provider_urn: str) -> bool:
    return not provider_urn or is_default_provider(provider_urn)


def _only(accounts: frozenset[str]) -> str:
    return next(iter(accounts)) if len(accounts) == 1 else ""


def _owner(config: Mapping[str, object]) -> str:
    """Return the owner that a stack names; empty for none, and for one that is to be filled in."""
    owner = config.get(_OWNER)
    named = owner if isinstance(owner, str) and owner.strip() else ""
    return "" if is_placeholder(named, "owner") else named


def _resource(state: State, program: Program, places: Places) -> Resource:
    secrets = {name for name, value in state.inputs.items() if holds_secret(value)}
    inputs: Mapping[str, object] = plain_mapping(state.inputs)
    outputs = plain_mapping(state.outputs)
    place: Place = places.of(state.type, state.provider, inputs)
    if state.external:
        # What the engine has read of it is all that is known: what is not there may be anything.
        by_id = {} if UNKNOWN_STRING in state.id else inputs_by_id(state.type, state.id)
        inputs = UnreadInputs({**by_id, **outputs, **inputs})
        place = place_in_arn(state.id, place)
    return Resource(
        urn=state.urn,
        type=state.type,
        name=state.urn.rpartition("::")[2],
        program=program.name,
        inputs=inputs,
        outputs=outputs,
        custom=state.custom,
        external=state.external,
        remote=state.remote,
        id=state.id if UNKNOWN_STRING not in state.id else "",
        parent="" if "::pulumi:pulumi:Stack::" in state.parent else state.parent,
        region=place.region,
        account_id=account_in_arn(state) or place.account_id,
        dependencies={
            # The SDK sends them in the order of a set, which differs from run to run.
            name: tuple(sorted(urns))
            for name, urns in state.property_dependencies.items()
            if urns
        },
        partly_known={n: document_of_offline(v) for n, v in state.partly_known.items()},
        outputs_taken=state.outputs_taken,
        key_aliases=state.key_aliases,
        secret_inputs=frozenset((*state.secret_inputs, *secrets)),
        secret_texts=secret_texts(state),
        default_tags=place.default_tags,
        protect=state.protect,
        retain_on_delete=state.retain_on_delete,
        ignore_changes=tuple(state.ignore_changes),
        may_differ=_tags_ignored(inputs, place),
        delete_before_replace=state.delete_before_replace,
        aliases=tuple(state.aliases),
        inherited=_inherited(state),
        source=_source(state),
    )


def _inherited(state: State) -> Inheritance | None:
    if state.inherited is None:
        return None
    return Inheritance(
        companion=state.inherited.companion,
        transformed=state.inherited.transformed,
        tags=state.inherited.tags,
        inputs=tuple(
            WrittenInput(
                path=written.path,
                value=plain_value(written.value),
                before=plain_value(written.before),
                appended=written.appended,
                alone=written.alone,
            )
            for written in state.inherited.inputs
        ),
        ignore_changes=tuple(state.inherited.ignore_changes),
    )


def _tags_ignored(inputs: Mapping[str, object], place: Place) -> tuple[str, ...]:
    """List the tags that its provider writes to a new resource and ignores on one that is there."""
    own = inputs.get("tags")
    # A list is of pairs (package aws-native): which of them is ignored is not told apart.
    named: Mapping[str, object] = {}
    if isinstance(own, Mapping):
        named = cast("Mapping[str, object]", own)
    keys = {*place.default_tags, *named}
    if isinstance(own, list) and place.ignored_tags != IgnoredTags():
        return ("tags",)
    return tuple(f"tags[{json.dumps(key)}]" for key in sorted(keys) if place.ignored_tags.has(key))


def _with_certain_outputs(state: State, places: Places) -> State:
    """State of a resource what is certain of its outputs, as an offline run does.

    `pulumi preview --json` lists no outputs of what is still to be made or only looked up. But the
    program may know an ARN of it all the same, and write it into the inputs of others: without
    this, that text would name nothing.
    Source: by experiment with the engine, 3.274 (2026-11-28).
    """
    if not state.custom or UNKNOWN_STRING in state.id or (state.id and not state.external):
        return state
    inputs = plain_mapping(state.inputs)
    if state.external:
        certain = identity_of(places, state.type, state.id, state.provider, inputs)
    else:
        certain = stated_outputs(places, state.type, state.provider, inputs)
    known = {n: v for n, v in state.outputs.items() if plain_value(v) is not UNKNOWN}
    return state.model_copy(update={"outputs": {**state.outputs, **certain, **known}})


def _source(state: State) -> str:
    """Find the innermost line of the program itself: what declares may be a library it calls.

    `project:///__main__.py#21` or `...#21,5` to `__main__.py:21`.
    """
    for position in (state.source_position, *(f.source_position for f in state.stack_trace)):
        path, _, line = position.removeprefix("project:///").partition("#")
        if path and not path.startswith("..") and "site-packages" not in path:
            return f"{path}:{line.partition(',')[0]}"
    return ""
