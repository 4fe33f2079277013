"""Configuration that a program requires and its stack does not set, filled with unknowns.

A fork's CI, or somebody else's program, often has no stack file. The preview goes on with values
that are read back as unknown, and says which keys were missing.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Final

import pulumi

from bamp_pulumi.offline.wire import placeholder

__all__ = ["missing_config_filled"]

# Numbers and truth values cannot be marked as unknown; one and false disturb a program least.
_FILLERS: Final[dict[str, Callable[[str], object]]] = {
    "require": placeholder,
    "require_int": lambda _key: 1,
    "require_float": lambda _key: 1.0,
    "require_bool": lambda _key: False,
    "require_object": lambda _key: {},
}


@contextmanager
def missing_config_filled() -> Generator[list[str], None, None]:
    """Let `pulumi.Config.require*` answer for missing keys; yields the list of those keys."""
    missing: list[str] = []
    originals = {
        name: getattr(pulumi.Config, name)
        for plain in _FILLERS
        for name in (plain, plain.replace("require", "require_secret", 1))
    }

    def filled(name: str, filler: Callable[[str], object], *, secret: bool) -> Callable[..., Any]:
        original = originals[name]

        # Any: each `require_*` has arguments of its own, handed on untouched.
        def require(config: pulumi.Config, key: str, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            try:
                return original(config, key, *args, **kwargs)
            except pulumi.ConfigMissingError:
                missing.append(f"{config.name}:{key}")
                value = filler(key)
                return pulumi.Output.secret(value) if secret else value

        return require

    for plain, filler in _FILLERS.items():
        secret_name = plain.replace("require", "require_secret", 1)
        setattr(pulumi.Config, plain, filled(plain, filler, secret=False))
        setattr(pulumi.Config, secret_name, filled(secret_name, filler, secret=True))
    try:
        yield missing
    finally:
        for name, original in originals.items():
            setattr(pulumi.Config, name, original)
