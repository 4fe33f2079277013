"""An estate from whatever the caller has: programs, previews, exports."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from bamp_pulumi.baseline import MANIFEST_SCHEMA, Manifest
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate.deployed_states import read_state
from bamp_pulumi.estate.document import estate_from_document
from bamp_pulumi.estate.estate import Estate, Note
from bamp_pulumi.estate.manifest import estate_from_manifest
from bamp_pulumi.estate.options import RunOptions
from bamp_pulumi.estate.program_places import (
    ASSUMED_ACCOUNT,
    ASSUMED_REGION,
    account_assumed,
    account_taken,
    region_assumed,
)
from bamp_pulumi.estate.programs import run_each
from bamp_pulumi.estate.project import find_project
from bamp_pulumi.estate.secret_values import SecretValues
from bamp_pulumi.estate.stack_export import estate_from_stack_export
from bamp_pulumi.places import credentials_of, of_package
from bamp_pulumi.texts import (
    UnreadableError,
    is_folder,
    read_json_document,
    read_text_file,
    require_readable,
)

__all__ = ["load_estate"]


def load_estate(sources: Sequence[Path], options: RunOptions | None = None) -> Estate:
    """Read sources and join them into one estate.

    Args:
        sources: Program folders (run offline), and JSON files: `pulumi preview --json`,
            `pulumi stack export` or a baseline manifest, told apart by what they hold.
        options: How programs are run.

    Raises:
        RefusedError: `BAMP-P01` to `BAMP-P11`; nothing has been run when a source cannot be read.
    """
    options = options if options is not None else RunOptions()
    # Pulumi masks what a program calls a secret, and not what it reads from the environment.
    secrets = SecretValues.of(os.environ)
    documents = {
        source: secrets.masked(_document(source))
        for source in sources
        if not is_folder(source) and source.suffix == ".json"
    }
    projects = {s: find_project(s) for s in sources if s not in documents}
    read = [_read(source, document, options) for source, document in documents.items()]
    states = [read_state(path, secrets.masked(_document(path))) for path in options.states]
    accounts = _accounts(read)
    ran = run_each(list(projects.values()), options, accounts=accounts, states=states)
    named = _accounts([*ran, *read]) or _made_up(ran) or _made_up_of_manifests(documents.values())
    if len(named) == 1:
        # A preview does not say which account it is of: the only one that anything else names.
        ((account, source),) = named.items()
        read = [
            _in_account(d, options, before, account, source)
            for d, before in zip(documents.values(), read, strict=True)
        ]
    _require_once(zip([*projects, *documents], [*ran, *read], strict=True))
    return Estate.joined([*ran, *read])


def _read(source: Path, document: Mapping[str, Any], options: RunOptions) -> Estate:
    """Read a document; a refusal names its file."""
    try:
        return _estate(document, options)
    except RefusedError as error:
        (refusal,) = error.refusals
        raise RefusedError.of(replace(refusal, where=refusal.where or str(source))) from None


def _accounts(estates: Iterable[Estate]) -> dict[str, str]:
    """List the accounts that sources name themselves, each with the name of a source."""
    return {
        program.account_id: program.name
        for estate in estates
        for program in estate.programs
        if program.account_id and not program.account_assumed
    }


def _made_up(ran: Iterable[Estate]) -> dict[str, str]:
    """List the number that stands for the account of programs where nothing names it."""
    return {p.account_id: p.name for e in ran for p in e.programs if p.account_id}


def _made_up_of_manifests(documents: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Give a number to the account of a manifest that names none, where nothing else names one."""
    is_given = any(document.get("schema") == MANIFEST_SCHEMA for document in documents)
    return {ASSUMED_ACCOUNT: "baseline/manifest"} if is_given else {}


def _in_account(
    document: Mapping[str, Any], options: RunOptions, before: Estate, account: str, source: str
) -> Estate:
    """Read a document once more where it names no account: as one of the account of a source.

    One whose provider has credentials of its own is any account's, so it stays unknown.
    """
    config: Mapping[str, Any] = document.get("config") or {}
    if all(program.account_id for program in before.programs) or credentials_of(
        of_package(config, "aws")
    ):
        return before
    estate = _estate(document, options, assumed_account=account)
    programs = (
        replace(
            program,
            account_assumed=True,
            account_from=source,
            notes=(*program.notes, _assumption(program.name, account, source)),
        )
        if program.account_id
        else program
        for program in estate.programs
    )
    return replace(estate, programs=tuple(programs))


def _assumption(program: str, account: str, source: str) -> Note:
    # That of a made-up account asks for nothing: nobody has named another one.
    is_made_up = account == ASSUMED_ACCOUNT
    return account_assumed(program) if is_made_up else account_taken(program, account, source)


def _require_once(read: Iterable[tuple[Path, Estate]]) -> None:
    """Refuse a stack given twice: what it holds would count twice.

    Raises:
        RefusedError: `BAMP-P11`.
    """
    seen: dict[tuple[str, str], Path] = {}
    for source, program in ((s, p) for s, estate in read for p in estate.programs):
        place = (program.name, program.account_id)
        if program.account_id and place in seen:
            kept = seen[place]
            raise RefusedError(
                "BAMP-P11",
                given=f"{program.name} of account {program.account_id} twice, by {kept} and "
                f"{source}",
                allowed="each stack of an account once",
                why="house rule: what is counted twice seems protected by its own double",
                write=f"{kept}, and leave {source} out",
            )
        seen[place] = source


def _estate(
    document: Mapping[str, Any], options: RunOptions, *, assumed_account: str = ""
) -> Estate:
    account, region = options.account_id or "", options.region or ""
    if document.get("schema") == MANIFEST_SCHEMA:
        manifest = Manifest.parse(json.dumps(document))
        return estate_from_manifest(manifest, account_id=account or assumed_account)
    if "deployment" in document:
        return estate_from_stack_export(
            document, account_id=account, assumed_account_id=assumed_account, region=region
        )
    estate = estate_from_document(
        document,
        account_id=account,
        assumed_account_id=assumed_account,
        region=region or ASSUMED_REGION,
        deployer_region=region,
    )
    (program,) = estate.programs
    if region or "aws:region" in (document.get("config") or {}):
        return estate
    notes = (*program.notes, region_assumed(program.name))
    noted = replace(program, notes=notes, region_assumed=True)
    return replace(estate, programs=(noted,))


def _document(path: Path) -> Mapping[str, Any]:
    """Read a JSON file. Any: told apart and checked by its reader.

    Raises:
        RefusedError: `BAMP-P07`, when it is missing, unreadable or no JSON object; `BAMP-P14`, when
            it is more than is read.
    """

    def refused(what: str) -> RefusedError:
        return _no_document(f"{path}, which {what}")

    text = read_text_file(path, "json-bytes", refused)
    try:
        document = read_json_document(text, path=str(path))
    except UnreadableError as error:
        raise _no_document(f"{path}: {error}") from None
    if not isinstance(document, dict):
        raise _no_document(f"{path}, which holds no JSON object")
    fields = cast("dict[str, Any]", document)  # of JSON: its keys are text
    require_readable(fields)
    return fields


def _no_document(given: str) -> RefusedError:
    return RefusedError(
        "BAMP-P07",
        given=given,
        allowed="`pulumi preview --json --show-sames`, `pulumi stack export`, or a manifest; a "
        "file in UTF-8",
        why="house rule: an estate is read from a program or from what Pulumi wrote",
        write="pulumi preview --json --show-sames > preview.json; in Windows PowerShell: "
        "pulumi preview --json --show-sames | Out-File -Encoding utf8 preview.json",
    )
