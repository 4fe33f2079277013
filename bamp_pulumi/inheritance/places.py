"""Where resources are made, and which tags their providers add: per provider of one program."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Final, cast

import pulumi

__all__ = ["PROVIDER_TYPES", "Place", "Places"]

_PREFIX: Final = "pulumi:providers:"
PROVIDER_TYPES: Final = frozenset({f"{_PREFIX}aws", f"{_PREFIX}aws-native"})
"""Providers whose Region and default tags count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What one provider gives to its resources."""

    region: str = ""
    """Empty when nobody said."""
    default_tags: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class Places:
    """The providers of one program, as their own inputs and the stack's configuration say."""

    def __init__(self) -> None:
        """Start with the default providers of this stack."""
        self._explicit: dict[str, Place] = {}
        self._default = {
            token: _configured(token.removeprefix(_PREFIX)) for token in PROVIDER_TYPES
        }

    def record(self, urn: str, inputs: Mapping[str, object]) -> None:
        """Remember an explicit provider by its URN."""
        region = inputs.get("region")
        self._explicit[urn] = Place(
            region=region if isinstance(region, str) else "",
            default_tags=_tags(inputs.get("defaultTags")),
        )

    def of(self, type_token: str, provider: str, inputs: Mapping[str, object]) -> Place:
        """Return where a resource is made.

        Args:
            type_token: Its type.
            provider: Reference to its provider (`<urn>::<id>`); empty for the default one.
            inputs: Its inputs by wire name; its own `region` counts before its provider's.
        """
        if provider:
            place = self._explicit.get(provider.rpartition("::")[0], _NOWHERE)
        else:
            place = self._default.get(_PREFIX + type_token.partition(":")[0], _NOWHERE)
        own = inputs.get("region")
        if own is None:
            return place
        region = own if isinstance(own, str) else ""
        return Place(region=region, default_tags=place.default_tags)


_NOWHERE: Final = Place()


def _configured(package: str) -> Place:
    config = pulumi.Config(package)
    region = config.get("region") or os.environ.get("AWS_REGION")
    return Place(
        region=region or os.environ.get("AWS_DEFAULT_REGION", ""),
        default_tags=_tags(config.get("defaultTags")),
    )


def _tags(value: object) -> Mapping[str, str]:
    """Read `{"tags": {...}}`, which configuration and providers hold as JSON text."""
    return _tags_in_text(value) if isinstance(value, str) else _tags_in(value)


@lru_cache(maxsize=64)
def _tags_in_text(text: str) -> Mapping[str, str]:
    try:
        return _tags_in(json.loads(text))
    except json.JSONDecodeError:
        return {}


def _tags_in(value: object) -> Mapping[str, str]:
    # JSON: keys are strings, values are anything.
    tags = cast("Mapping[str, object]", value).get("tags") if isinstance(value, Mapping) else None
    if not isinstance(tags, Mapping):
        return {}
    found = cast("Mapping[str, object]", tags)
    return {key: item for key, item in found.items() if isinstance(item, str)}
