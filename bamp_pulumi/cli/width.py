"""The width of the terminal that errors are shown on."""

import os
import sys

__all__ = ["columns_of_errors"]


def columns_of_errors() -> int | None:
    """Return the columns of the terminal on the standard error; None where it is none.

    `COLUMNS` decides where it is set, as it does for what goes to the standard output. In a file or
    a log lines stay whole, so that they can be searched.
    """
    given = os.environ.get("COLUMNS", "")
    if given.isascii() and given.isdecimal() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or None
    except (OSError, ValueError):
        return None
