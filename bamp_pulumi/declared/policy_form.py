"""Why AWS refuses a policy document by its form: then the resource that writes it is not there.

Source: IAM user guide, reference_policies_grammar and reference_policies_elements_version; SNS, KMS
and SQS answer MalformedPolicyDocument or InvalidParameter alike (read 2026-11-28).
"""

import json
from collections.abc import Iterator, Sequence
from typing import Final

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared.values import items, mapping

__all__ = ["why_no_policy"]

_VERSIONS: Final = (None, UNKNOWN, "2012-10-17", "2008-10-17")
_EFFECTS: Final = (UNKNOWN, "Allow", "Deny")


def why_no_policy(value: object, *, of_role: bool, trust: bool = False) -> str:
    """Say why AWS refuses a policy document; empty when it does not, as far as is known.

    Args:
        value: JSON text or the parsed document; anything in it may be `UNKNOWN`.
        of_role: Whether it is a policy of a role, which names no principals.
        trust: Whether it is a role's trust policy, which names no resources. Default: it is not.
    """
    parsed = value
    if isinstance(value, str):
        try:
            parsed = json.loads(value)
        except (ValueError, RecursionError):
            return "it is no JSON"
    document = mapping(parsed)
    if not document:
        return ""
    if document.get("Version") not in _VERSIONS:
        return f"its Version is {document.get('Version')}"
    statements = document.get("Statement")
    if statements is UNKNOWN:
        return ""
    listed: Sequence[object] = [statements] if mapping(statements) else items(statements)
    if not listed:
        return "it has no Statement"
    return next((why for one in listed for why in _why_not(one, of_role=of_role, trust=trust)), "")


def _why_not(statement: object, *, of_role: bool, trust: bool) -> Iterator[str]:
    if statement is UNKNOWN:
        return
    fields = mapping(statement)
    if fields.get("Effect") not in _EFFECTS:
        yield f"the Effect of a statement is {fields.get('Effect')}"
    needs = ["Action"] if trust else ["Action", "Resource"]
    if not of_role:
        needs.append("Principal")
    for name in needs:
        found = fields.get(name, fields.get(f"Not{name}"))
        if found is None or found in ("", [], {}):
            yield f"a statement has no {name}"
    if of_role and ("Principal" in fields or "NotPrincipal" in fields):
        yield "a policy of a role names no Principal"
