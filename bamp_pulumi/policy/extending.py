"""A document that extends a preset: what it says, laid over what the preset has."""

from collections.abc import Callable, Mapping
from typing import Final, cast

from bamp_pulumi.errors import REMOVED, PolicyError, Refusal, RefusedError, Renamed
from bamp_pulumi.policy.backup_policy import BackupPolicy
from bamp_pulumi.policy.nearest import nearest
from bamp_pulumi.policy.presets import default_policy

__all__ = ["EXTENDS", "PRESETS", "extended", "misspelt_extends"]

_Document = Mapping[str, object]

PRESETS: Final[Mapping[str, Callable[..., BackupPolicy]]] = {"default": default_policy}
"""What a document may extend, by name."""

EXTENDS: Final = "extends"
"""Field that names the preset."""

_REGIONS: Final = ("primary_region", "recovery_region")

_NAMED_PARTS: Final = ("tiers", "rules")
"""Fields that hold parts by name: there null leaves a part out; elsewhere it is a value."""


def misspelt_extends(document: _Document) -> Refusal | None:
    """Refuse a field that was to be `extends`, which then is no missing one."""
    fields = BackupPolicy.model_fields
    near = (
        key
        for key, value in document.items()
        if key not in fields
        and isinstance(value, str)
        and nearest(key, (EXTENDS, *fields)) == EXTENDS
    )
    name = next(near, None) if EXTENDS not in document else None
    if name is None:
        return None
    return Refusal(
        code="BAMP-D01",
        given=f"unknown field {name!r}",
        allowed=", ".join((EXTENDS, *fields)),
        why="house rule: a misspelt field must not be taken for a default",
        write=f"{EXTENDS}: {document[name]}",
        path=name,
        edits=((name, Renamed(EXTENDS)),),
    )


def extended(document: _Document, refused: list[Refusal]) -> _Document:
    """Return the document with the preset it extends beneath it; add what is refused in that."""
    if EXTENDS not in document:
        return document
    changes = {key: value for key, value in document.items() if key != EXTENDS}
    named = document[EXTENDS]
    preset = PRESETS.get(named) if isinstance(named, str) else None
    if preset is None:
        raise RefusedError(
            "BAMP-D06",
            given=f"extends={named!r}",
            allowed=", ".join(PRESETS),
            why="house rule: a document extends a preset of the library, by its name",
            write=f"extends: {(near := nearest(str(named), PRESETS) or next(iter(PRESETS)))}",
            path=EXTENDS,
            edits=((EXTENDS, near),),
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
        write=f"{close}: null" if close else f"nothing: take {key} out",
        path=path,
        edits=((path, Renamed(close) if close else REMOVED),),
    )
