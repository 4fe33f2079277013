"""A refusal inside a Pulumi program: its text and nothing else, no traceback.

Pulumi prints only the text of a `pulumi.RunError` and ends the program.
"""

from collections.abc import Generator
from contextlib import contextmanager

import pulumi

from bamp_pulumi.errors import BampError, PolicyError

__all__ = ["ProgramError", "refused_in_program"]


class ProgramError(PolicyError, pulumi.RunError):
    """Everything that was refused in one line of a program, before it declared anything."""


@contextmanager
def refused_in_program(at: str = "") -> Generator[None]:
    """Turn every refusal inside the block into a `ProgramError`.

    Args:
        at: What the program declares, put before each path. Default: nothing.

    Raises:
        ProgramError: The refusals that the block raised, with their codes.
    """
    try:
        yield
    except ProgramError:
        raise
    except BampError as error:
        refused = PolicyError(*error.refusals)
        raise ProgramError(*(refused.under(at) if at else refused).refusals) from None
