"""The one place that writes where a line of a program is, for who reads it on this machine.

A path from the working directory and a line: terminals and editors open it. Comments and code
scanning name the same line from the root of the repository; see `Checkout`.
"""

from pathlib import Path, PurePosixPath

from bamp_pulumi.estate import Estate, shown_path

__all__ = ["place_from_here"]


def place_from_here(estate: Estate, program: str, source: str) -> str:
    """Return `svc/__main__.py:8`; as it is where the folder of the program is not known.

    Args:
        estate: What was read.
        program: Name of the program.
        source: File and line, relative to the program; may be empty.
    """
    folder = next((each.folder for each in estate.programs if each.name == program), "")
    file, _, line = source.rpartition(":")
    if not folder or not file or PurePosixPath(file).is_absolute():
        return source
    return f"{shown_path(Path(folder, file))}:{line}"
