"""An input that is a list where names belong, or the other way round, as the SDK refuses it."""

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
"""What the SDK says before it sends it; `expected` and `got` stand for each other in it."""
_NAMES: Final = re.compile(
    r"Unexpected type; expected a value of type `typing\.(?:Sequence|List)\[[^\n]*` but got a "
    r"value of type `<class 'dict'>` at resource `(?P<resource>[^`\n]*)`, "
    r"property `(?P<input>\w+)`: .*",
    re.DOTALL,
)
"""What it says of the reverse, once it reads what the engine answers."""


def wrong_shape(error: BaseException) -> tuple[str, Mistake] | None:
    """Return what is wrong with the shape of an input, and what to write; None for other errors.

    The value is not repeated: it may hold a secret.
    """
    if not isinstance(error, AssertionError):
        return None
    text = str(error)
    if found := _LIST.match(text):
        name = found["input"]
        said = f"input {name} of {found['resource']} is, or holds, a list where names belong"
        allowed = f"a mapping of names to values where {name} has a list"
        return said, Mistake(allowed=allowed, write=f'{name}={{"NAME": "VALUE"}}', line=0)
    if found := _NAMES.fullmatch(text):
        name = found["input"]
        said = f"input {name} of {found['resource']} is a mapping where a list belongs"
        write = f'{name}=[{{"NAME": "VALUE"}}]'
        return said, Mistake(allowed="a list, of one mapping or more", write=write, line=0)
    return None
