"""Configuration that a program reads and its stack does not set.

A fork's CI, or somebody else's program, often has no stack file. What a program requires is filled
with values that are read back as unknown, and the preview says which keys were missing. What it
only asks for stays absent, as for Pulumi; should the program fail, those keys may be why.
"""

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial, wraps
from typing import Any, Final

import pulumi

from bamp_pulumi.offline.guesses import Guesses, is_guess
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
    """Read with `get`: the program continues without it."""
    sealed: frozenset[str] = frozenset()
    """Keys that are set and encrypted: there, whatever they hold."""
    guesses: Guesses | None = None


# Any, from here on: each way to read has arguments of its own, handed on untouched.
@contextmanager
def missing_config_filled(
    sealed: Iterable[str] = (), guesses: Guesses | None = None
) -> Generator[MissingConfig, None, None]:
    """Let `pulumi.Config` answer for keys that are missing or sealed; yields what was missing.

    Args:
        sealed: Keys that are encrypted, `namespace:key`; `get*` answers for them too.
        guesses: Where to note numbers and truth values that had to be guessed.
    """
    missing = MissingConfig(sealed=frozenset(sealed), guesses=guesses)
    originals: dict[str, Callable[..., Any]] = {}

    def replace(name: str, by: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
        originals[name] = getattr(pulumi.Config, name)
        setattr(pulumi.Config, name, by(originals[name]))

    for kind, filler in _FILLERS.items():
        replace(f"require{kind}", partial(_filled, filler, missing))
        secret = partial(_secret, filler)
        replace(f"require_secret{kind}", partial(_filled, secret, missing))
        replace(f"get{kind}", partial(_noted, filler, missing))
        replace(f"get_secret{kind}", partial(_noted, secret, missing))
    try:
        yield missing
    finally:
        for name, original in originals.items():
            setattr(pulumi.Config, name, original)


def _secret(filler: Callable[[str], object], key: str) -> pulumi.Output[object]:
    return pulumi.Output.secret(filler(key))


def _filled(
    filler: Callable[[str], object], missing: MissingConfig, original: Callable[..., Any]
) -> Callable[..., Any]:
    @wraps(original)
    def require(config: pulumi.Config, key: str, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        try:
            return original(config, key, *args, **kwargs)
        except pulumi.ConfigMissingError:
            full = f"{config.name}:{key}"
            if full not in missing.sealed:
                missing.required.append(full)
            return _guessed(filler(key), full, missing)

    return require


def _noted(
    filler: Callable[[str], object], missing: MissingConfig, original: Callable[..., Any]
) -> Callable[..., Any]:
    @wraps(original)
    def get(config: pulumi.Config, key: str, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        full = f"{config.name}:{key}"
        if full in missing.sealed:
            return _guessed(filler(key), full, missing)
        value = original(config, key, *args, **kwargs)
        if value is None:
            missing.asked.append(full)
        return value

    return get


def _guessed(value: object, key: str, missing: MissingConfig) -> object:
    if missing.guesses is not None and is_guess(value):
        missing.guesses.note(f"configuration {key}", value)
    return value
