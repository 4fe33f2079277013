"""From a preview document to an estate: `pulumi preview --json`, or an offline run.

Unchanged resources are part of a real preview only with `--show-sames`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from pydantic import ValidationError

from bamp_pulumi.errors import Refusal, RefusedError
from bamp_pulumi.estate.estate import Estate, Note
from bamp_pulumi.estate.operations_read import operations_of
from bamp_pulumi.estate.pulumi_json import PulumiPreview, Step, program_of_urn
from bamp_pulumi.estate.special_values import plain_mapping
from bamp_pulumi.estate.states import Whereabouts, estate_from_states
from bamp_pulumi.estate.steps import planned

__all__ = ["estate_from_document"]

_OFFLINE: Final = "bamp.offline/1"
"""The schema of an offline run, which lists all there is."""
_MOST_KEYS: Final = 6
_MOST_CHARACTERS: Final = 40
_OF_OURS: Final = re.compile(r"\[BAMP-[A-Z]\d+\]\s*\Z")
"""What this library warned of. An engine warns of plugins, prices and quotas in the same list."""


def estate_from_document(  # noqa: PLR0913 - what a document leaves open, all of it optional
    document: Mapping[str, Any],
    *,
    account_id: str = "",
    assumed_account_id: str = "",
    region: str = "",
    deployer_region: str = "",
    notes: Iterable[Note] = (),
) -> Estate:
    """Read a preview document.

    Args:
        document: The parsed JSON. Any: whatever a file held; it is checked here.
        account_id: Account of the stack's default provider. Default: what its configuration and
            the ARNs of what is deployed show.
        assumed_account_id: Account to assume where neither names one.
        region: Region of the default provider, where the document does not name it.
        deployer_region: Region of explicit providers that set none; see `Places`.
        notes: What else is to be said of it.

    Raises:
        RefusedError: `BAMP-P01`, when it is not such a document; `BAMP-P08`, when it is a part
            of one; `BAMP-P09`, when its stack is deployed to another account.
    """
    try:
        preview = PulumiPreview.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise RefusedError(
            "BAMP-P01",
            given=_named(document),
            allowed="the output of `pulumi preview --json --show-sames`, of `pulumi stack export` "
            "or of `bamp manifest`",
            why=f"Pulumi: every preview has `{place}`"
            if first["type"] == "missing"
            else f"Pulumi: {place}: {first['msg']}",
            write="pulumi preview --json --show-sames > preview.json",
        ) from None
    _require_whole(preview)
    deletions = (Step(op="delete", old_state=state) for state in preview.deleted)
    plans = tuple(planned((*preview.steps, *deletions)))
    states = [one.new for one in plans if one.new is not None]
    known = [state for one in plans if (state := one.new or one.old) is not None]
    name = program_of_urn(known[0].urn) if known else f"{preview.project}/{preview.stack}"
    whereabouts = Whereabouts(
        config=plain_mapping(preview.config),
        account_id=account_id,
        assumed_account_id=assumed_account_id,
        region=region,
        deployer_region=deployer_region,
        offline=preview.document_schema == _OFFLINE,
        beside_state=preview.beside_state,
    )
    estate = estate_from_states(
        states,
        name=name,
        whereabouts=whereabouts,
        outputs=plain_mapping(preview.stack_outputs),
        notes=(*_notes(preview, name), *notes),
    )
    if whereabouts.offline and not whereabouts.beside_state:
        return estate
    return replace(estate, operations=operations_of(plans, name=name, whereabouts=whereabouts))


def _named(document: Mapping[str, Any]) -> str:
    """Return what a document that is no preview is, as far as it shows."""
    schema = document.get("schema")
    if isinstance(schema, str) and schema.startswith("bamp."):
        return f"what bamp printed itself, of the form {schema[:_MOST_CHARACTERS]!r}"
    keys = sorted(map(str, document))
    more = f" and {len(keys) - _MOST_KEYS} more" if len(keys) > _MOST_KEYS else ""
    return f"a JSON document with the keys {keys[:_MOST_KEYS]}{more}"


def _require_whole(preview: PulumiPreview) -> None:
    """Refuse a preview that shows by itself that resources are missing from it.

    Raises:
        RefusedError: `BAMP-P08`.
    """
    failed = next((d.message for d in preview.diagnostics if d.severity == "error"), None)
    missing = preview.change_summary.get("same", 0) - sum(s.op == "same" for s in preview.steps)
    if failed is not None:
        given = f"a preview that ended in an error: {failed.strip().splitlines()[0]}"
        why = "Pulumi lists what it had come to by then, and no more"
        write = "fix the program, then: pulumi preview --json --show-sames > preview.json"
    elif missing > 0:
        given = f"a preview without {missing} of its unchanged resources"
        why = (
            "Pulumi leaves out what does not change unless it is asked not to; `pulumi destroy "
            "--preview-only --json` takes --show-sames too"
        )
        write = "pulumi preview --json --show-sames > preview.json"
    else:
        return
    raise RefusedError(
        "BAMP-P08", given=given, allowed="a preview of all resources", why=why, write=write
    )


def _notes(preview: PulumiPreview, program: str) -> Iterator[Note]:
    def note(code: str, message: str) -> Note:
        return Note(code=code, message=message, program=program)

    if not preview.change_summary and preview.document_schema != _OFFLINE:
        yield note("preview-unsummed", "has no changeSummary: resources may be missing from it")
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
    for later in preview.later_callbacks:
        names = ", ".join(later.declares)
        text = (
            f"{later.file}:{later.line} declares {names} in an apply that runs once its value is "
            "known, after deployment; declare it outside of apply"
        )
        yield note("declared-later", text)
    for line in preview.asks_dry_run:
        text = (
            f"{line.file}:{line.line} checks whether it runs in a preview (is_dry_run); what it "
            "declares only in a deployment is not known"
        )
        yield note("asks-dry-run", text)
    yield from _logged(preview, program)


def _logged(preview: PulumiPreview, program: str) -> Iterator[Note]:
    """List what the program itself, and what it inherits from, logged."""
    for refused in preview.refused:
        yield Note(
            code="program-refused",
            message=refused.message,
            program=program,
            urn=refused.urn,
            refusal=Refusal(
                code=refused.code,
                given=refused.given,
                allowed=refused.allowed,
                why=refused.why,
                write=refused.write,
            ),
        )
    for message in preview.messages:
        if message.severity in ("warning", "error"):
            code = f"program-{message.severity}"
            yield Note(code=code, message=message.message, program=program, urn=message.urn)
    for message in preview.diagnostics:
        if message.severity == "warning" and _OF_OURS.search(message.message):
            text = message.message.removeprefix("warning: ").strip()
            yield Note(code="program-warning", message=text, program=program, urn=message.urn)
