"""What the Python SDK calls what stands on the wire."""

import re
from typing import Final

__all__ = ["class_in_python", "named_in_python", "snake_case"]

_QUOTED_PATH: Final = re.compile(r"`[a-z][A-Za-z]*(?:\.[a-z][A-Za-z]*)*`")


def snake_case(wire_name: str) -> str:
    """Return what Pulumi's Python calls a property: `add_on` for `addOn`."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in wire_name)


def class_in_python(token: str) -> str:
    """Return how a program calls a class: `aws.s3.Bucket` for `aws:s3/bucket:Bucket`."""
    package, module, name = [*token.split(":"), "", ""][:3]
    return f"{package.replace('-', '_')}.{module.partition('/')[0]}.{name}"


def named_in_python(text: str) -> str:
    """Return a text with the wire paths that stand in backquotes as Python spells them."""
    return _QUOTED_PATH.sub(lambda found: snake_case(found[0]), text)
