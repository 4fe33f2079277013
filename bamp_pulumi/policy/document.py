"""A policy as people write it: a YAML text or plain data, whole or as changes to a preset."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, cast

from bamp_pulumi.errors import REMOVED, PolicyError, Refusal, RefusedError, Renamed
from bamp_pulumi.policy.backup_policy import BackupPolicy
from bamp_pulumi.policy.nearest import nearest
from bamp_pulumi.policy.parsing import parse
from bamp_pulumi.policy.presets import default_policy
from bamp_pulumi.remedies import Notation, with_remedies
from bamp_pulumi.texts import YamlError, YamlPlaces, meant_line, parse_yaml

__all__ = ["PRESETS", "load_policy"]

_Document = Mapping[str, object]

PRESETS: Final[Mapping[str, Callable[..., BackupPolicy]]] = {"default": default_policy}
"""What a document may extend, by name."""

_EXTENDS: Final = "extends"

_REGIONS: Final = ("primary_region", "recovery_region")

_KINDS: Final[Mapping[type, str]] = {list: "list", str: "text", int: "number", bool: "truth value"}
"""What other YAML than a mapping is called."""

_NAMED_PARTS: Final = ("tiers", "rules")
"""Fields that hold parts by name: there null leaves a part out; elsewhere it is a value."""


def load_policy(document: object, at: str = "", *, file: str = "") -> BackupPolicy:
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

    Returns:
        The checked policy.

    Raises:
        PolicyError: Every refusal at once. `BAMP-D05` not a YAML mapping, `BAMP-D06` no such
            preset, `BAMP-D07` null for what the preset has not; else as `parse`. Of a text, with
            its lines, and with remedies in YAML.
    """
    try:
        data = _read(document, file)
        found = _refused(data)
    except RefusedError as error:
        data, found = cast("_Document", {}), PolicyError(*error.refusals)
    if isinstance(found, BackupPolicy):
        return found
    refused = found
    if isinstance(document, str) and data:
        spoken = with_remedies(data, found.refusals, _judge, Notation.YAML)
        places = YamlPlaces(document, data, file or "line")
        refused = PolicyError(
            *(
                replace(one, where=places.where(before.path))
                for before, one in zip(found.refusals, spoken, strict=True)
            )
        )
    raise refused.under(at) if at else refused


def _refused(document: _Document) -> BackupPolicy | PolicyError:
    """Return the policy of a document, or everything that is refused in it."""
    misspelt = _misspelt_extends(document)
    meant = document
    if misspelt is not None:
        meant = {_EXTENDS if key == misspelt.path else key: v for key, v in document.items()}
    found: list[Refusal] = [misspelt] if misspelt is not None else []
    try:
        policy = parse(BackupPolicy, _whole(meant, found))
    except PolicyError as error:
        found += map(_or_extend, error.refusals)
    except RefusedError as error:
        found += error.refusals
    else:
        if not found:
            return policy
    return PolicyError(*found)


def _judge(document: object) -> tuple[Refusal, ...]:
    if not isinstance(document, Mapping):
        return (_not_a_document("no mapping").refusals[0],)
    found = _refused(cast("_Document", document))
    return found.refusals if isinstance(found, PolicyError) else ()


def _misspelt_extends(document: _Document) -> Refusal | None:
    """Refuse a field that was to be `extends`, which then is no missing one."""
    fields = BackupPolicy.model_fields
    near = (
        key
        for key, value in document.items()
        if key not in fields
        and isinstance(value, str)
        and nearest(key, (_EXTENDS, *fields)) == _EXTENDS
    )
    name = next(near, None) if _EXTENDS not in document else None
    if name is None:
        return None
    return Refusal(
        code="BAMP-D01",
        given=f"unknown field {name!r}",
        allowed=", ".join((_EXTENDS, *fields)),
        why="house rule: a misspelt field must not be taken for a default",
        write=f"{_EXTENDS}: {document[name]}",
        path=name,
        edits=((name, Renamed(_EXTENDS)),),
    )


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
        where = "" if error.line is None else f" in line {error.line}"
        raise _not_a_document(
            error.problem if file else f"{error.problem}{where}",
            meant_line(text, error, read) or _remedy(error),
            f"{file}:{error.line}" if file and error.line else file,
        ) from None


def _remedy(error: YamlError) -> str:
    if error.is_syntax:
        return "quotes around what holds ? * : [ or {, such as 'cron(0 2 ? * * *)'"
    return "one of the two" if "a second time" in error.problem else "extends: default"


def _not_a_document(given: str, write: str = "extends: default", where: str = "") -> RefusedError:
    return RefusedError(
        "BAMP-D05",
        given=given,
        allowed="YAML that is one mapping, each key once",
        why="house rule: a policy is a mapping of its fields",
        write=write,
        where=where,
        edits=(("", {_EXTENDS: "default"}),),
    )


def _whole(document: _Document, refused: list[Refusal]) -> _Document:
    """Return the document with the preset it extends beneath it; add what is refused in that."""
    if _EXTENDS not in document:
        return document
    changes = {key: value for key, value in document.items() if key != _EXTENDS}
    named = document[_EXTENDS]
    preset = PRESETS.get(named) if isinstance(named, str) else None
    if preset is None:
        raise RefusedError(
            "BAMP-D06",
            given=f"extends={named!r}",
            allowed=", ".join(PRESETS),
            why="house rule: a document extends a preset of the library, by its name",
            write=f"extends: {(near := nearest(str(named), PRESETS) or next(iter(PRESETS)))}",
            path=_EXTENDS,
            edits=((_EXTENDS, near),),
        )
    return _merged(_as_document(_for_regions(preset, changes)), changes, refused)


def _for_regions(preset: Callable[..., BackupPolicy], changes: _Document) -> BackupPolicy:
    """Return the preset with its copies sent where the document says."""
    regions = {key: changes[key] for key in _REGIONS if key in changes}
    try:
        return preset(**regions)
    except PolicyError:
        return preset()  # the Regions are refused where they stand, when the whole is parsed


def _as_document(policy: BackupPolicy) -> dict[str, object]:
    """Return a policy as its document: rules by name, and no locks, which follow from them."""
    document = policy.model_dump(exclude={"vault_lock", "recovery_vault_lock"})
    for tier in document["tiers"].values():
        tier["rules"] = {rule.pop("name"): rule for rule in tier["rules"]}
    return document


def _merged(
    base: _Document, changes: _Document, refused: list[Refusal], path: str = ""
) -> dict[str, object]:
    """Return the base with the changes in it: mappings key by key, all else in its place."""
    merged = dict(base)
    for key, value in changes.items():
        here = f"{path}.{key}" if path else str(key)
        beneath = base.get(key)
        if isinstance(value, Mapping) and isinstance(beneath, Mapping):
            below = cast("_Document", beneath), cast("_Document", value)
            merged[key] = _merged(*below, refused, here)
        elif value is None and path.endswith(_NAMED_PARTS):
            if key not in base:
                refused.append(_nothing_to_leave_out(key, base, changes, here))
            merged.pop(key, None)
        else:
            merged[key] = value
    return merged


def _nothing_to_leave_out(key: str, base: _Document, changes: _Document, path: str) -> Refusal:
    close = nearest(str(key), [name for name in base if name not in changes])
    return Refusal(
        code="BAMP-D07",
        given=f"{key}: null",
        allowed=", ".join(base),
        why="house rule: null leaves out what the preset has, and it has no such thing",
        write=f"{close}: null" if close else f"nothing: remove {key}",
        path=path,
        edits=((path, Renamed(close) if close else REMOVED),),
    )
