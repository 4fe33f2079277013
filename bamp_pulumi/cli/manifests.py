"""The manifests that an estate holds, by the program that publishes each."""

from collections.abc import Iterator
from typing import Final

from bamp_pulumi.baseline import Manifest
from bamp_pulumi.estate import Estate

__all__ = ["built_manifests", "published_manifests"]

_PARAMETER: Final = "aws:ssm/parameter:Parameter"
_MARK: Final = '"bamp.manifest/'


def published_manifests(estate: Estate) -> Iterator[tuple[str, Manifest]]:
    """Find the manifests that parameters and stack outputs hold in plaintext.

    A real preview masks the parameter; the output of the account's stack is in plaintext.

    Returns:
        The account of each, empty where it is unknown, and the manifest.

    Raises:
        PolicyError: What a manifest says is refused.
    """
    accounts = {program.name: program.account_id for program in estate.programs}
    for parameter in estate.of_type(_PARAMETER):
        if _MARK in (value := parameter.text("value")):
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
        if parameter.program in run and _MARK in (value := parameter.text("value")):
            yield parameter.program, Manifest.parse(value)
    yield from ((name, manifest) for name, manifest in _of_outputs(estate) if name in run)


def _of_outputs(estate: Estate) -> Iterator[tuple[str, Manifest]]:
    for program in estate.programs:
        if _MARK in (value := str(program.outputs.get("manifest", ""))):
            yield program.name, Manifest.parse(value)
