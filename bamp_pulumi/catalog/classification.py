"""Does a resource type hold data, and where was that decided?

Nothing may be forgotten: a type that nobody looked at is `unknown`, never harmless. The types that
hold no data are listed in `other_types/`, one file for each reason, read when first asked; those of
aws-native in `other_native.txt`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Literal

from bamp_pulumi.catalog.lookup import rows_of

__all__ = [
    "JUDGED_PACKAGES",
    "Classification",
    "classify",
    "is_of_the_network",
    "native_types_without_data",
    "other_types",
]

Classification = Literal["data_store", "other", "unknown", "foreign"]

JUDGED_PACKAGES: Final = ("aws", "aws-native")
"""Provider packages whose types are judged. Others do not describe what AWS stores."""


def classify(type_token: str) -> Classification:
    """Return what a resource type is.

    Args:
        type_token: Pulumi type token, such as `aws:sqs/queue:Queue`.

    Returns:
        `data_store`: it holds data, in some variant at least, and has rows. `other`: it was looked
        at and holds none. `unknown`: it holds data that no row describes, or was not classified
        it; never take it for harmless. `foreign`: another provider's, not judged.
    """
    if rows_of(type_token):
        return "data_store"
    package = type_token.partition(":")[0]
    if package not in JUDGED_PACKAGES:
        return "foreign"
    if package == "aws-native":
        return "other" if type_token in native_types_without_data() else "unknown"
    return "other" if type_token in other_types() else "unknown"


@cache
def other_types() -> Mapping[str, str]:
    """List the types of pulumi_aws that hold no data.

    Returns:
        Type token to the reason why, a sentence or two.
    """
    folder = files("bamp_pulumi.catalog").joinpath("other_types")
    reasons: dict[str, str] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        text = file.read_text(encoding="utf-8")
        reason = " ".join(line[2:] for line in text.splitlines() if line.startswith("# "))
        reasons |= dict.fromkeys(_tokens(text), reason)
    return MappingProxyType(reasons)


def is_of_the_network(type_token: str) -> bool:
    """Return True for an address, a route, a name or a gateway: no backup depends on it."""
    return type_token in _network()


@cache
def _network() -> frozenset[str]:
    file = files("bamp_pulumi.catalog").joinpath("other_types", "network.txt")
    return frozenset(_tokens(file.read_text(encoding="utf-8")))


@cache
def native_types_without_data() -> frozenset[str]:
    """List the types of aws-native that hold no data."""
    file = files("bamp_pulumi.catalog").joinpath("other_native.txt")
    modules = (line.partition(": ") for line in _tokens(file.read_text(encoding="utf-8")))
    return frozenset(
        f"aws-native:{module}:{name}" for module, _, names in modules for name in names.split()
    )


def _tokens(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line and not line.startswith("#"))
