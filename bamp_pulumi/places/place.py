"""What one provider gives to its resources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

__all__ = ["Place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Account, Region and tags of the resources of one provider."""

    account_id: str = ""
    """12 digits; empty when it cannot be told."""
    region: str = ""
    """Empty when it cannot be told."""
    default_tags: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
