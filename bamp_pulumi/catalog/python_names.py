"""What the Python SDK calls what stands on the wire."""

import re
from typing import Final

__all__ = ["named_in_python", "snake_case"]

_QUOTED_PATH: Final = re.compile(r"`[a-z][A-Za-z]*(?:\.[a-z][A-Za-z]*)*`")


def snake_case(wire_name: str) -> str:
    """Return what Pulumi's Python calls a property: `add_on` for `addOn`."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in wire_name)


def named_in_python(text: str) -> str:
    """Return a text with the wire paths that stand in backquotes as Python spells them."""
    return _QUOTED_PATH.sub(lambda found: snake_case(found[0]), text)
