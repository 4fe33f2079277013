"""What a function of ours is packed from: a package as it stands, and a file beside it.

Text only: so the same code is the same archive on every machine.
"""

from collections.abc import Mapping
from importlib.resources import files

import pulumi

__all__ = ["archive_of", "sources_of"]


def sources_of(package: str, beside: Mapping[str, str]) -> Mapping[str, str]:
    """Return the files of a function by their paths.

    Args:
        package: Package that holds its code.
        beside: Texts of further files in it, by their names.
    """
    folder = files(package)
    inside = package.replace(".", "/")
    sources = sorted(one.name for one in folder.iterdir() if one.name.endswith(".py"))
    packed = {
        f"{inside}/{name}": folder.joinpath(name).read_text(encoding="utf-8") for name in sources
    }
    return {**packed, **{f"{inside}/{name}": text for name, text in beside.items()}}


def archive_of(sources: Mapping[str, str]) -> pulumi.AssetArchive:
    """Return the archive of some files."""
    return pulumi.AssetArchive({name: pulumi.StringAsset(text) for name, text in sources.items()})
