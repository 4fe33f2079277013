"""From a preview document to an estate: `pulumi preview --json`, or an offline run.

Unchanged resources are part of a real preview only with `--show-sames`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from pydantic import ValidationError

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate.estate import Estate, Note, Program
from bamp_pulumi.estate.marks import UNKNOWN_STRING, holds_secret, plain_mapping
from bamp_pulumi.estate.places import Place, Places
from bamp_pulumi.estate.pulumi_json import PreviewDocument, State
from bamp_pulumi.estate.resource import Resource

__all__ = ["estate_from_document", "estate_from_states"]

_INTERNAL: Final = ("pulumi:pulumi:Stack", "pulumi:providers:")


def estate_from_document(
    document: Mapping[str, Any], *, account_id: str = "", region: str = ""
) -> Estate:
    """Read a preview document.

    Args:
        document: The parsed JSON. Any: whatever a file held; it is checked here.
        account_id: Account of the program's resources, where the document does not say.
        region: Region of the default provider, where the document does not say.

    Raises:
        RefusedError: `BAMP-P01`, when it is not such a document; `BAMP-P08`, when it is a part
            of one.
    """
    try:
        preview = PreviewDocument.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise RefusedError(
            "BAMP-P01",
            given=f"a JSON document with the keys {sorted(document)}",
            allowed="the output of `pulumi preview --json --show-sames`",
            why=f"Pulumi: {'.'.join(map(str, first['loc']))}: {first['msg']}",
            write="pulumi preview --json --show-sames > preview.json",
        ) from None
    _require_whole(preview)
    states = [step.new_state for step in preview.steps if step.new_state is not None]
    name = _program_of(states[0].urn) if states else f"{preview.project}/{preview.stack}"
    program = Program(
        name=name,
        account_id=account_id,
        region=str(preview.config.get("aws:region") or region),
        outputs=plain_mapping(preview.stack_outputs),
        notes=tuple(_notes(preview, name)),
    )
    fallback = Place(account_id=account_id, region=region)
    return estate_from_states(states, program, Places(states, preview.config, fallback))


def _require_whole(preview: PreviewDocument) -> None:
    """Refuse a preview that shows by itself that resources are missing from it.

    Raises:
        RefusedError: `BAMP-P08`.
    """
    failed = next((d.message for d in preview.diagnostics if d.severity == "error"), None)
    same = sum(step.op == "same" for step in preview.steps)
    if failed is not None:
        given = f"a preview that ended in an error: {failed.strip().splitlines()[0]}"
        why = "Pulumi lists what it had come to by then, and no more"
        write = "mend the program, then: pulumi preview --json --show-sames > preview.json"
    elif preview.change_summary.get("same", 0) > same + 1:  # the stack itself is always listed
        given = f"a preview without {preview.change_summary['same'] - same} unchanged resources"
        why = "Pulumi leaves out what does not change unless it is told not to"
        write = "pulumi preview --json --show-sames > preview.json"
    else:
        return
    raise RefusedError(
        "BAMP-P08", given=given, allowed="a preview of all resources", why=why, write=write
    )


def estate_from_states(states: Sequence[State], program: Program, places: Places) -> Estate:
    """Read the states of one program's resources, as a preview plans or a stack keeps them."""
    resources = tuple(
        _resource(state, program, places.of(state))
        for state in states
        if not state.type.startswith(_INTERNAL)
    )
    return Estate(programs=(program,), resources=resources)


def _resource(state: State, program: Program, place: Place) -> Resource:
    secrets = {name for name, value in state.inputs.items() if holds_secret(value)}
    inputs = plain_mapping(state.inputs)
    return Resource(
        urn=state.urn,
        type=state.type,
        name=state.urn.rpartition("::")[2],
        program=program.name,
        inputs=inputs,
        outputs=plain_mapping(state.outputs),
        custom=state.custom,
        external=state.external,
        remote=state.remote,
        id=state.id if state.id != UNKNOWN_STRING else "",
        parent="" if "::pulumi:pulumi:Stack::" in state.parent else state.parent,
        region=place.region,
        account_id=place.account_id,
        dependencies={
            # The SDK sends them in the order of a set, which differs from run to run.
            name: tuple(sorted(urns))
            for name, urns in state.property_dependencies.items()
            if urns
        },
        secret_inputs=frozenset((*state.secret_inputs, *secrets)),
        default_tags=place.default_tags,
        protect=state.protect,
        retain_on_delete=state.retain_on_delete,
        ignore_changes=tuple(state.ignore_changes),
        delete_before_replace=state.delete_before_replace,
        source=_source(state),
    )


def _source(state: State) -> str:
    """Find the innermost line of the program itself: what declares may be a library it calls.

    `project:///__main__.py#21` or `...#21,5` to `__main__.py:21`.
    """
    for position in (state.source_position, *(f.source_position for f in state.stack_trace)):
        path, _, line = position.removeprefix("project:///").partition("#")
        if path and not path.startswith("..") and "site-packages" not in path:
            return f"{path}:{line.partition(',')[0]}"
    return ""


def _program_of(urn: str) -> str:
    """`urn:pulumi:prod::orders::...` to `orders/prod`."""
    stack, project = urn.removeprefix("urn:pulumi:").split("::")[:2]
    return f"{project}/{stack}"


def _notes(preview: PreviewDocument, program: str) -> Iterator[Note]:
    def note(code: str, message: str) -> Note:
        return Note(code=code, message=message, program=program)

    for key in preview.missing_config:
        yield note("config-missing", f"configuration {key} is not set; taken as unknown")
    for stack in preview.missing_stacks:
        yield note("stack-missing", f"stack {stack} was not given; its outputs are unknown")
    for token in preview.unanswered:
        yield note("invoke-unknown", f"{token} can be answered only by AWS; taken as unknown")
    for each in preview.forgiven:
        place = f"{each.file}:{each.line}" if each.file else "a library"
        text = f"{place} computes with values unknown offline ({each.kind}); taken as unknown"
        yield note("callback-unknown", text)
    for guess in preview.guessed:
        place = f"{guess.file}:{guess.line}"
        text = f"{place} reads {guess.what}, which is not known offline; {guess.taken} was taken"
        yield note("guessed", text)
    for refused in preview.refused:
        yield replace(note("program-refused", refused.message), urn=refused.urn)
    for message in preview.messages:
        if message.severity in ("warning", "error"):
            logged = note(f"program-{message.severity}", message.message)
            yield replace(logged, urn=message.urn)
