"""What `aws.iam.get_policy_document` answers, built from its arguments.

The provider computes the document without asking AWS, so it can be stated offline.
Source: pulumi_aws docstring of `aws.iam.get_policy_document` (7.51.1, read 2026-11-22).
"""

import json
from typing import Final

from bamp_pulumi.offline.wire import Plain

__all__ = ["render_policy_document"]

_VERSION: Final = "2012-10-17"


def render_policy_document(arguments: dict[str, Plain]) -> str:
    """Render the JSON text of a policy document from the arguments in wire names."""
    statements: list[Plain] = []
    for text in _texts(arguments.get("sourcePolicyDocuments")):
        statements.extend(_statements_of(text))
    statements.extend(_statement(given) for given in _maps(arguments.get("statements")))
    for text in _texts(arguments.get("overridePolicyDocuments")):
        statements = _overridden(statements, _statements_of(text))
    document: dict[str, Plain] = {"Version": arguments.get("version") or _VERSION}
    if arguments.get("policyId"):
        document["Id"] = arguments["policyId"]
    document["Statement"] = statements
    return json.dumps(document, indent=2)


def _statement(given: dict[str, Plain]) -> dict[str, Plain]:
    rendered: dict[str, Plain] = {}
    if given.get("sid"):
        rendered["Sid"] = given["sid"]
    rendered["Effect"] = given.get("effect") or "Allow"
    for ours, theirs in (
        ("actions", "Action"),
        ("notActions", "NotAction"),
        ("resources", "Resource"),
        ("notResources", "NotResource"),
    ):
        values = _texts(given.get(ours))
        if values:
            rendered[theirs] = _collapsed(values)
    for ours, theirs in (("principals", "Principal"), ("notPrincipals", "NotPrincipal")):
        principals = _principals(_maps(given.get(ours)))
        if principals:
            rendered[theirs] = principals
    conditions: dict[str, Plain] = {}
    for condition in _maps(given.get("conditions")):
        operator = conditions.setdefault(str(condition.get("test")), {})
        if isinstance(operator, dict):
            operator[str(condition.get("variable"))] = _collapsed(_texts(condition.get("values")))
    if conditions:
        rendered["Condition"] = conditions
    return rendered


def _principals(given: list[dict[str, Plain]]) -> Plain:
    merged: dict[str, list[str]] = {}
    for principal in given:
        kind = str(principal.get("type"))
        merged.setdefault(kind, []).extend(_texts(principal.get("identifiers")))
    if merged == {"*": ["*"]}:
        return "*"
    return {kind: _collapsed(values) for kind, values in merged.items()}


def _collapsed(values: list[str]) -> Plain:
    return values[0] if len(values) == 1 else [*values]


def _overridden(statements: list[Plain], overrides: list[Plain]) -> list[Plain]:
    """A statement with the `Sid` of an earlier one takes its place."""
    sids = {str(s["Sid"]) for s in overrides if isinstance(s, dict) and s.get("Sid")}
    kept = [s for s in statements if not (isinstance(s, dict) and s.get("Sid") in sids)]
    return [*kept, *overrides]


def _statements_of(text: str) -> list[Plain]:
    try:
        document: Plain = json.loads(text)
    except ValueError:
        return []
    found = document.get("Statement") if isinstance(document, dict) else None
    if isinstance(found, dict):
        return [found]
    return found if isinstance(found, list) else []


def _texts(value: Plain) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _maps(value: Plain) -> list[dict[str, Plain]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
