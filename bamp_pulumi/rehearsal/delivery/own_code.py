"""Is the code of a declared function this library's own? Of any other nothing is assumed."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bamp_pulumi.access import ALLOWED, Answer, in_doubt
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import mapping
from bamp_pulumi.estate import Resource

__all__ = ["file_of", "holds_our_code"]


def holds_our_code(function: Resource, package: str, component: str) -> Answer:
    """Answer whether the archive of a function holds a package of ours, as far as it shows it.

    Args:
        function: The function.
        package: Name of the package, such as `bamp_pulumi.lambdas.alerts`.
        component: The component that declares such functions, such as `BackupAlerts`.
    """
    doubt = in_doubt(f"what the code of {function.name} does is not known")
    code = function.value("code")
    if code is UNKNOWN or code is None or isinstance(code, str):
        return doubt
    if not mapping(mapping(code).get("assets")):
        # A real preview says only the hash of an archive.
        return ALLOWED if f"bamp:index:{component}$" in function.urn else doubt
    # All of it: the handler alone says nothing of what it calls.
    ours = _sources_of(package)
    texts = {name: file_of(function, name) for name in ours}
    return ALLOWED if texts == ours else doubt


def file_of(function: Resource, path: str) -> object:
    """Return the text of a file in the archive of a function; None where it does not show it."""
    packed = mapping(mapping(function.value("code")).get("assets"))
    return mapping(packed.get(path)).get("text")


@cache
def _sources_of(package: str) -> Mapping[str, str]:
    """Return the code of a package as it is packed, by its paths."""
    inside = package.replace(".", "/")
    ours = (file for file in files(package).iterdir() if file.name.endswith(".py"))
    return {f"{inside}/{file.name}": file.read_text(encoding="utf-8") for file in ours}
