"""Policy variables: `${aws:PrincipalAccount}` in a resource or in a value of a condition.

Source: IAM user guide, reference_policies_variables (read 2026-11-26).
"""

import re
from typing import Final

from bamp_pulumi.access.request import Request

__all__ = ["filled"]

_VARIABLE: Final = re.compile(r"\$\{([^}]*)\}")


def filled(text: str, request: Request) -> str | None:
    """Replace variables by the values of a call.

    Returns:
        The text; None if it depends on a key that is unknown, absent or has several values, on a
        default value, or on an escaped wildcard, none of which is evaluated here.
    """
    if "${" not in text:
        return text
    values: list[str | None] = []

    def value(match: re.Match[str]) -> str:
        found = "$" if match[1] == "$" else request.value(match[1].strip())
        is_text = isinstance(found, str) and not any(c in found for c in "*?")
        known = found if isinstance(found, str) and is_text and match[1] not in "*?" else None
        values.append(known)
        return known or ""

    replaced = _VARIABLE.sub(value, text)
    return None if None in values else replaced
