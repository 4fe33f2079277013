"""What declares a part of another resource: its policy, its lock, a bucket's versioning.

Such a resource is nothing by itself in AWS. Where AWS refuses it, the deployment ends in it, and
the other one is not as the program declares it.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from bamp_pulumi.catalog import (
    BUCKET_CONFIGURATIONS,
    BUCKETS,
    COMPANION_TYPES,
    RESOURCE_POLICIES,
    CompanionKind,
)
from bamp_pulumi.declared.role_policies import POLICIES_OF_ROLES, ROLE
from bamp_pulumi.declared.vaults import LOCK, VAULTS
from bamp_pulumi.estate import Estate, Reference, Resource

__all__ = ["parts_of", "perhaps_parts_of"]


def parts_of(estate: Estate, resource: Resource) -> Iterator[Reference]:
    """List what declares a part of a resource, or may.

    Args:
        estate: Where it is declared.
        resource: Of any type; most have no parts.
    """
    for token, link in _PARTS.get(resource.type, ()):
        yield from estate.naming(resource, link, token)


def perhaps_parts_of(estate: Estate, resource: Resource) -> Iterator[Reference]:
    """List what may declare a part of a resource although its link does not name it."""
    for token, link in _PARTS.get(resource.type, ()):
        yield from estate.perhaps_naming(resource, link, token)


def _parts() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Write the types of the parts by type of the whole, each with the input that names it."""
    parts: dict[str, dict[tuple[str, str], None]] = {}
    for token, row in RESOURCE_POLICIES.items():
        parts[token] = {(writer.type, writer.link): None for writer in row.writers}
    for whole in BUCKETS:
        # Whether a bucket is versioned is asked by itself, and what AWS refuses of that said there.
        asked = COMPANION_TYPES[CompanionKind.BUCKET_VERSIONING].tokens
        links = (each for each in BUCKET_CONFIGURATIONS.items() if each[0] not in asked)
        parts.setdefault(whole, {}).update(dict.fromkeys(links))
    for whole in VAULTS:
        parts.setdefault(whole, {})[LOCK, "backupVaultName"] = None
    parts[ROLE] = {(token, "role"): None for token in POLICIES_OF_ROLES}
    return {token: tuple(found) for token, found in parts.items()}


_PARTS: Final = _parts()
