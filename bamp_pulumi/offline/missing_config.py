"""Configuration that a program reads and its stack does not set.

A fork's CI, or somebody else's program, often has no stack file. What a program requires is filled
with values that are read back as unknown, and the preview says which keys were missing. What it
only asks for stays absent, as for Pulumi; should the program fail, those keys may be why.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial, wraps
from typing import Any, Final

import pulumi

from bamp_pulumi.offline.unknown_contents import UnknownMapping
from bamp_pulumi.offline.wire import placeholder

__all__ = ["MissingConfig", "missing_config_filled"]

# Numbers and truth values cannot be marked as unknown; one and false disturb a program least.
_FILLERS: Final[dict[str, Callable[[str], object]]] = {
    "": placeholder,
    "_int": lambda _key: 1,
    "_float": lambda _key: 1.0,
    "_bool": lambda _key: False,
    "_object": lambda _key: UnknownMapping(),
}


@dataclass(frozen=True, slots=True)
class MissingConfig:
    """Keys that a program read and found nothing under, `namespace:key`."""

    required: list[str] = field(default_factory=list[str])
    asked: list[str] = field(default_factory=list[str])
    """Read with `get`: the program goes on without."""


# Any, from here on: each way to read has arguments of its own, handed on untouched.
@contextmanager
def missing_config_filled() -> Generator[MissingConfig, None, None]:
    """Let `pulumi.Config.require*` answer for missing keys; yields what was missing."""
    missing = MissingConfig()
    originals: dict[str, Callable[..., Any]] = {}

    def replace(name: str, by: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
        originals[name] = getattr(pulumi.Config, name)
        setattr(pulumi.Config, name, by(originals[name]))

    for kind, filler in _FILLERS.items():
        replace(f"require{kind}", partial(_filled, filler, missing.required))
        secret = partial(_secret, filler)
        replace(f"require_secret{kind}", partial(_filled, secret, missing.required))
        replace(f"get{kind}", partial(_noted, missing.asked))
        replace(f"get_secret{kind}", partial(_noted, missing.asked))
    try:
        yield missing
    finally:
        for name, original in originals.items():
            setattr(pulumi.Config, name, original)


def _secret(filler: Callable[[str], object], key: str) -> pulumi.Output[object]:
    return pulumi.Output.secret(filler(key))


def _filled(
    filler: Callable[[str], object], missing: list[str], original: Callable[..., Any]
) -> Callable[..., Any]:
    @wraps(original)
    def require(config: pulumi.Config, key: str, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        try:
            return original(config, key, *args, **kwargs)
        except pulumi.ConfigMissingError:
            missing.append(f"{config.name}:{key}")
            return filler(key)

    return require


def _noted(missing: list[str], original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def get(config: pulumi.Config, key: str, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        value = original(config, key, *args, **kwargs)
        if value is None:
            missing.append(f"{config.name}:{key}")
        return value

    return get
