"""A program that is refused, and declares nothing."""

from collections.abc import Callable

from bamp_pulumi.program_error import ProgramError
from bamp_pulumi.testing import declare

__all__ = ["refused"]


def refused(program: Callable[[], None]) -> ProgramError:
    """Run a program that must be refused, and make sure that it declared nothing before.

    Raises:
        AssertionError: When it is not refused, or declared something first.
    """
    caught: list[ProgramError] = []

    def run() -> None:
        try:
            program()
        except ProgramError as error:
            caught.append(error)

    estate = declare(run)
    assert estate.resources == (), "it declared something before it was refused"
    assert caught, "it was not refused"
    return caught[0]
