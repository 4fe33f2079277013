"""An input that is a list where its type has names, as the SDK refuses it before it is sent."""

import re
from typing import Final

from bamp_pulumi.offline.failed_line import Mistake

__all__ = ["wrong_shape"]

_LIST: Final = re.compile(
    r"While processing resource: '(?P<resource>[^'\n]*)', type:? '[^'\n]*'\n"
    r"\w+ has risen: While processing input: '(?P<input>\w+)', .*"
    r"Unexpected type\. Expected 'list' got '(?P<type>[^\n]*)'\Z",
    re.DOTALL,
)
"""What the SDK says of it; the words `expected` and `got` stand for each other in it."""


def wrong_shape(error: BaseException) -> tuple[str, Mistake] | None:
    """Return what is wrong with the shape of an input, and what to write; None for other errors.

    The value is not repeated: it may hold a secret.
    """
    found = _LIST.match(str(error)) if isinstance(error, AssertionError) else None
    if found is None:
        return None
    name = found["input"]
    said = f"input {name} of {found['resource']} is, or holds, a list where names belong"
    allowed = f"a mapping of names to values where {name} has a list"
    return said, Mistake(allowed=allowed, write=f'{name}={{"NAME": "VALUE"}}', line=0)
