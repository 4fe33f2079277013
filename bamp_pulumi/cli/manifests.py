"""The manifests that an estate holds, by the program that publishes each."""

from collections.abc import Iterator
from typing import Final

from bamp_pulumi.baseline import Manifest
from bamp_pulumi.estate import Estate, Resource

__all__ = ["built_manifests", "published_manifests"]

_PARAMETER: Final = "aws:ssm/parameter:Parameter"
_MARK: Final = '"bamp.manifest/'


def published_manifests(estate: Estate) -> Iterator[tuple[str, Manifest]]:
    """Find the manifests that parameters and stack outputs hold in plaintext.

    A real preview masks a parameter that an older release declares as a secret; the output of the
    account's stack, in an export, is in plaintext all the same.

    Returns:
        The account of each, empty where it is unknown, and the manifest.

    Raises:
        PolicyError: What a manifest says is refused.
    """
    accounts = {program.name: program.account_id for program in estate.programs}
    for parameter in estate.of_type(_PARAMETER):
        if _MARK in (value := _text_of(parameter)):
            yield parameter.account_id, Manifest.parse(value)
    for name, manifest in _of_outputs(estate):
        yield accounts[name], manifest


def built_manifests(estate: Estate) -> Iterator[tuple[str, Manifest]]:
    """Find the manifests of programs that were run, by the program that builds each.

    Raises:
        PolicyError: What a manifest says is refused.
    """
    run = {program.name for program in estate.programs if program.folder}
    for parameter in estate.of_type(_PARAMETER):
        if parameter.program in run and _MARK in (value := _text_of(parameter)):
            yield parameter.program, Manifest.parse(value)
    yield from ((name, manifest) for name, manifest in _of_outputs(estate) if name in run)


def _text_of(parameter: Resource) -> str:
    """Return what a parameter holds; empty while it is not known, or hidden."""
    return parameter.text("insecureValue") or parameter.text("value")


def _of_outputs(estate: Estate) -> Iterator[tuple[str, Manifest]]:
    for program in estate.programs:
        if _MARK in (value := str(program.outputs.get("manifest", ""))):
            yield program.name, Manifest.parse(value)
