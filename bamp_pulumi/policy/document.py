"""A policy as people write it: a YAML text or plain data, whole or as changes to a preset."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, cast

from bamp_pulumi.errors import PolicyError, Refusal, RefusedError
from bamp_pulumi.policy.backup_policy import BackupPolicy
from bamp_pulumi.policy.nearest import nearest
from bamp_pulumi.policy.parsing import parse
from bamp_pulumi.policy.presets import default_policy
from bamp_pulumi.texts import YamlError, parse_yaml

__all__ = ["PRESETS", "load_policy"]

_Document = Mapping[str, object]

PRESETS: Final[Mapping[str, Callable[..., BackupPolicy]]] = {"default": default_policy}
"""What a document may extend, by name."""

_REGIONS: Final = ("primary_region", "recovery_region")

_NAMED_PARTS: Final = ("tiers", "rules")
"""Fields that hold parts by name: there null leaves a part out; elsewhere it is a value."""


def load_policy(document: object, at: str = "") -> BackupPolicy:
    """Return the policy that a document describes.

    A document says all of `BackupPolicy`, or starts from a preset and says what differs:

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
        at: Where the document stands, put before each path of an error. Default: nowhere.

    Returns:
        The checked policy.

    Raises:
        PolicyError: Every refusal at once. `BAMP-D05` not a YAML mapping, `BAMP-D06` no such
            preset, `BAMP-D07` null for what the preset has not; else as `parse`.
    """
    try:
        return parse(BackupPolicy, _whole(_read(document)))
    except PolicyError as error:
        refused = PolicyError(*map(_or_extend, error.refusals))
    except RefusedError as error:
        refused = PolicyError(*error.refusals)
    raise refused.under(at) if at else refused


def _or_extend(refusal: Refusal) -> Refusal:
    """Name the short way out of a document without tiers."""
    if (refusal.given, refusal.path) != ("no tiers", "tiers"):
        return refusal
    return replace(refusal, write=f"extends: default, to change a preset; else {refusal.write}")


def _read(document: object) -> _Document:
    """Return the mapping that a document is, or that its text holds."""
    data = _read_yaml(document) if isinstance(document, str) else document
    if isinstance(data, Mapping):
        return cast("_Document", data)
    raise _not_a_document(f"a {type(data).__name__}" if data is not None else "nothing")


def _read_yaml(text: str) -> object:
    try:
        return parse_yaml(text, path="policy", has_days=True)
    except YamlError as error:
        where = "" if error.line is None else f" in line {error.line}"
        given = f"{error.problem}{where}"
        raise _not_a_document(given, _remedy(error)) from None


def _remedy(error: YamlError) -> str:
    if error.is_syntax:
        return "quotes around what holds ? * : [ or {, such as 'cron(0 2 ? * * *)'"
    return "one of the two" if "a second time" in error.problem else "extends: default"


def _not_a_document(given: str, write: str = "extends: default") -> RefusedError:
    return RefusedError(
        "BAMP-D05",
        given=given,
        allowed="YAML that is one mapping, each key once",
        why="house rule: a policy is a mapping of its fields",
        write=write,
    )


def _whole(document: _Document) -> _Document:
    """Return the document with the preset it extends beneath it."""
    if "extends" not in document:
        return document
    changes = {key: value for key, value in document.items() if key != "extends"}
    named = document["extends"]
    preset = PRESETS.get(named) if isinstance(named, str) else None
    if preset is None:
        raise RefusedError(
            "BAMP-D06",
            given=f"extends={named!r}",
            allowed=", ".join(PRESETS),
            why="house rule: a document extends a preset of the library, by its name",
            write=f"extends: {nearest(str(named), PRESETS) or next(iter(PRESETS))}",
            path="extends",
        )
    return _merged(_as_document(_for_regions(preset, changes)), changes)


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


def _merged(base: _Document, changes: _Document, path: str = "") -> dict[str, object]:
    """Return the base with the changes in it: mappings key by key, all else in its place."""
    merged = dict(base)
    for key, value in changes.items():
        here = f"{path}.{key}" if path else str(key)
        beneath = base.get(key)
        if isinstance(value, Mapping) and isinstance(beneath, Mapping):
            merged[key] = _merged(cast("_Document", beneath), cast("_Document", value), here)
        elif value is None and path.endswith(_NAMED_PARTS):
            if key not in base:
                raise _nothing_to_leave_out(key, base, here)
            del merged[key]
        else:
            merged[key] = value
    return merged


def _nothing_to_leave_out(key: str, base: _Document, path: str) -> RefusedError:
    close = nearest(str(key), base)
    return RefusedError(
        "BAMP-D07",
        given=f"{key}: null",
        allowed=", ".join(base),
        why="house rule: null leaves out what the preset has, and it has no such thing",
        write=f"{close}: null" if close else f"nothing: leave {key} out",
        path=path,
    )
