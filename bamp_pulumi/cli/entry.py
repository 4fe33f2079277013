"""The entry point: the exit status is 1 only where something was judged, whatever happens."""

import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn

from bamp_pulumi.cli.interruption import status_of

__all__ = ["PIPE_CLOSED", "discard_output", "run_and_exit"]

PIPE_CLOSED: Final = 141
"""Nobody reads the output any more, as of a program that SIGPIPE ends."""
_SHOWN: Final = 300
_VARIABLE: Final = "BAMP_TRACEBACK"
_PACKAGE: Final = Path(__file__).parents[1]


def run_and_exit(run: Callable[[], object]) -> None:
    """Run the command line; an internal error ends in one message and exit status 2."""
    try:
        run()
    except KeyboardInterrupt as error:
        sys.exit(status_of(error))
    except BrokenPipeError:
        discard_output()
        sys.exit(PIPE_CLOSED)
    except Exception as error:  # noqa: BLE001 - the last resort
        _unforeseen(error)


def discard_output() -> None:
    """Discard what is still to be written: Python would complain about it at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unforeseen(error: Exception) -> NoReturn:
    with suppress(OSError, ValueError):
        if os.environ.get(_VARIABLE):
            traceback.print_exception(error, file=sys.stderr)
        # What an error says may hold anything that stood in an input: only ASCII is shown.
        said = ascii(str(error))[1:-1][:_SHOWN]
        name = type(error).__name__
        sys.stderr.write(
            f"bamp: an internal error: {name}: {said}\n"
            f"  where:   {_where(error)}\n"
            "  why:     a defect in bamp; nothing was judged (exit status 2)\n"
            f"  write:   {_VARIABLE}=1 bamp ..., and report what it prints\n"
        )
    sys.exit(2)


def _where(error: Exception) -> str:
    """Name the innermost line of this package."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    if not ours:
        return "outside of bamp_pulumi"
    file = Path(ours[-1].filename).relative_to(_PACKAGE.parent)
    return f"{file.as_posix()}:{ours[-1].lineno}"
