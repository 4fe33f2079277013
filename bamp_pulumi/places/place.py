"""What one provider gives to its resources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

__all__ = ["IgnoredTags", "Place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IgnoredTags:
    """Tags that a provider ignores once a resource exists.

    It writes them as it creates a resource. On one that is there already it neither adds nor
    changes them, and shows no difference.
    Source: Terraform AWS provider, `ignore_tags`; pulumi_aws 7.51.1, `ProviderIgnoreTagsArgs` (read
    2026-11-28).
    """

    keys: frozenset[str] = frozenset()
    """Keys, unchanged."""
    prefixes: tuple[str, ...] = ()
    """What an ignored key begins with; an empty text ignores all of them."""

    def has(self, key: str) -> bool:
        """Return True if the tag of a key is ignored."""
        return key in self.keys or key.startswith(self.prefixes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Account, Region and tags of the resources of one provider."""

    account_id: str = ""
    """12 digits; empty while unknown."""
    region: str = ""
    """Empty while unknown."""
    default_tags: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    ignored_tags: IgnoredTags = IgnoredTags()
