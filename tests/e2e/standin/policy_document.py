"""The policy document that `aws.iam.get_policy_document` renders from its arguments.

Written without a look at the library's own renderer, so that agreement of the two means something.
Source: the function's page in the Pulumi registry, which shows arguments beside rendered JSON.
"""

import json
from collections.abc import Mapping

from tests.e2e.standin.kinds.kind import listed
from tests.e2e.standin.wire import Plain, text

__all__ = ["policy_document"]


def policy_document(arguments: Mapping[str, Plain]) -> str:
    """Render the document as JSON text.

    Raises:
        NotImplementedError: For source and override documents, which no program here uses.
    """
    if "sourcePolicyDocuments" in arguments or "overridePolicyDocuments" in arguments:
        raise NotImplementedError("the stand-in merges no policy documents")
    document: dict[str, Plain] = {"Version": text(arguments, "version") or "2012-10-17"}
    if "policyId" in arguments:
        document["Id"] = arguments["policyId"]
    document["Statement"] = [_statement(given) for given in listed(arguments.get("statements"))]
    return json.dumps(document, indent=2)


def _statement(given: Mapping[str, Plain]) -> dict[str, Plain]:
    statement: dict[str, Plain] = {"Effect": text(given, "effect") or "Allow"}
    if "sid" in given:
        statement["Sid"] = given["sid"]
    for plural in ("actions", "notActions", "resources", "notResources"):
        if given.get(plural):
            statement[plural[:1].upper() + plural[1:-1]] = _one_or_many(given[plural])
    for plural in ("principals", "notPrincipals"):
        if given.get(plural):
            statement[plural[:1].upper() + plural[1:-1]] = {
                text(one, "type"): _one_or_many(one.get("identifiers"))
                for one in listed(given[plural])
            }
    conditions: dict[str, dict[str, Plain]] = {}
    for one in listed(given.get("conditions")):
        operator = conditions.setdefault(text(one, "test"), {})
        operator[text(one, "variable")] = _one_or_many(one.get("values"))
    if conditions:
        statement["Condition"] = dict(conditions)
    return statement


def _one_or_many(values: Plain) -> Plain:
    return values[0] if isinstance(values, list) and len(values) == 1 else values
