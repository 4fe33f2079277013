"""A policy as people write it: a YAML text or plain data, whole or as changes to a preset."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, cast

from bamp_pulumi.errors import PolicyError, Refusal, RefusedError
from bamp_pulumi.policy.backup_policy import BackupPolicy
from bamp_pulumi.policy.extending import EXTENDS, extended, misspelt_extends
from bamp_pulumi.policy.parsing import parse
from bamp_pulumi.remedies import Notation, with_remedies
from bamp_pulumi.texts import YamlError, YamlPlaces, meant_line, parse_yaml

__all__ = ["load_policy"]

_Document = Mapping[str, object]

_KINDS: Final[Mapping[type, str]] = {list: "list", str: "text", int: "number", bool: "truth value"}
"""What other YAML than a mapping is called."""


def load_policy(document: object, at: str = "", *, file: str = "", owner: str = "") -> BackupPolicy:
    """Return the policy that a document describes.

    A document states all of `BackupPolicy`, or starts from a preset and states what differs:

        extends: default
        tiers:
          standard:
            rules:
              daily: {lifecycle: {delete_after_days: 45}}
              monthly: null

    Mappings are merged with the preset's, key by key; every other value replaces the preset's; a
    tier or rule that is null is left out. Copies go to the `recovery_region` of the document, and
    locks that it does not say are derived from the tiers that result.

    Args:
        document: A YAML text, or plain data: a mapping, such as an object of Pulumi configuration.
            Reading the file is the caller's part.
        at: Path of the document, put before each path of an error. Default: none.
        file: Name of the file that a text was read from, for messages. Default: none.
        owner: Who is known to be responsible, for the remedy of an owner that is refused. Default:
            nobody is; the remedy then leaves a blank.

    Returns:
        The checked policy.

    Raises:
        PolicyError: Every refusal at once. `BAMP-D05` not a YAML mapping, `BAMP-D06` no such
            preset, `BAMP-D07` null for what the preset has not; else as `parse`. Of a text, with
            its lines, and with remedies in YAML.
    """
    try:
        data = _read(document, file)
        found = _refused(data, owner)
    except RefusedError as error:
        data, found = cast("_Document", {}), PolicyError(*error.refusals)
    if isinstance(found, BackupPolicy):
        return found
    refused = found
    if isinstance(document, str) and data:
        spoken = with_remedies(data, found.refusals, lambda d: _judge(d, owner), Notation.YAML)
        places = YamlPlaces(document, data, file)
        refused = PolicyError(
            *(
                replace(one, where=_where(places, before.path, file))
                for before, one in zip(found.refusals, spoken, strict=True)
            )
        )
    raise refused.under(at) if at else refused


def _where(places: YamlPlaces, path: str, file: str) -> str:
    """Return file and line of what a path leads to; of a text without a file, its line."""
    return places.where(path) if file else f"line {places.line(path)}"


def _refused(document: _Document, owner: str) -> BackupPolicy | PolicyError:
    """Return the policy of a document, or everything that is refused in it."""
    misspelt = misspelt_extends(document)
    meant = document
    if misspelt is not None:
        meant = {EXTENDS if key == misspelt.path else key: v for key, v in document.items()}
    found: list[Refusal] = [misspelt] if misspelt is not None else []
    try:
        policy = parse(BackupPolicy, extended(meant, found), owner=owner)
    except PolicyError as error:
        found += map(_or_extend, error.refusals)
    except RefusedError as error:
        found += error.refusals
    else:
        if not found:
            return policy
    return PolicyError(*found)


def _judge(document: object, owner: str) -> tuple[Refusal, ...]:
    if not isinstance(document, Mapping):
        return (_not_a_document("no mapping").refusals[0],)
    found = _refused(cast("_Document", document), owner)
    return found.refusals if isinstance(found, PolicyError) else ()


def _or_extend(refusal: Refusal) -> Refusal:
    """Return the shortest fix for a document without tiers."""
    if (refusal.given, refusal.path) != ("no tiers", "tiers"):
        return refusal
    return replace(refusal, write=f"extends: default, to change a preset; else {refusal.write}")


def _read(document: object, file: str) -> _Document:
    """Return the mapping that a document is, or that its text holds."""
    data = _read_yaml(document, file) if isinstance(document, str) else document
    if isinstance(data, Mapping):
        return cast("_Document", data)
    kind = f"a {_KINDS.get(type(data), type(data).__name__)}" if data is not None else "nothing"
    raise _not_a_document(kind, where=file)


def _read_yaml(text: str, file: str) -> object:
    def read(text: str) -> object:
        return parse_yaml(text, path=file or "policy", has_days=True)

    try:
        return read(text)
    except YamlError as error:
        meant = meant_line(text, error, read)
        line = meant.number if meant is not None else error.line
        where = file if line is None else f"{file}:{line}" if file else f"line {line}"
        write = meant.write if meant is not None else _remedy(error)
        raise _not_a_document(error.problem, write, where) from None


def _remedy(error: YamlError) -> str:
    if error.is_syntax:
        return "quotes around what holds ? * : [ or {, such as 'cron(0 2 ? * * *)'"
    return "extends: default"


def _not_a_document(given: str, write: str = "extends: default", where: str = "") -> RefusedError:
    return RefusedError(
        "BAMP-D05",
        given=given,
        allowed="YAML that is one mapping, each key once",
        why="house rule: a policy is a mapping of its fields",
        write=write,
        where=where,
        edits=(("", {EXTENDS: "default"}),),
    )
