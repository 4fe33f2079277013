"""Why AWS refuses a policy document by its form: then the resource that writes it is not there.

Source: IAM user guide, reference_policies_grammar, reference_policies_elements_version and
reference_policies_elements_sid; AWS KMS developer guide, key-policy-overview; SNS, KMS and SQS
answer MalformedPolicyDocument or InvalidParameter alike (read 2026-11-28). What one service takes
and others refuse stands in its row of `RESOURCE_POLICIES`, with its source.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from bamp_pulumi.access import read_policy
from bamp_pulumi.catalog import (
    JSON_INPUTS,
    RESOURCE_POLICIES,
    UNKNOWN,
    InputRefusal,
    LockoutCheck,
    is_empty,
    switch_of,
    value_at,
)
from bamp_pulumi.declared.values import entries, items, mapping, text
from bamp_pulumi.estate import Resource

__all__ = ["malformed_policies", "why_no_policy"]

PolicyKind = Literal["identity", "trust", "resource", "file_system", "key"]
"""Which elements a policy has: one of IAM's, a role's trust policy, one of a resource, and one of a
resource that may leave out what it is about, or what may be done as well."""

_NO_JSON: Final = "it is no JSON"
_VERSIONS: Final = (None, UNKNOWN, "2012-10-17", "2008-10-17")
_EFFECTS: Final = (UNKNOWN, "Allow", "Deny")
_NEEDED: Final[Mapping[PolicyKind, tuple[str, ...]]] = {
    "identity": ("Action", "Resource"),
    "trust": ("Action", "Principal"),
    "resource": ("Action", "Resource", "Principal"),
    "file_system": ("Action", "Principal"),
    "key": ("Principal",),
}
_PROHIBITED: Final[Mapping[PolicyKind, tuple[str, ...]]] = {
    "identity": ("Principal",),
    "trust": ("Resource",),
}
_OF_IAM: Final = (
    "aws:iam/policy:Policy",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/userPolicy:UserPolicy",
    "aws:iam/groupPolicy:GroupPolicy",
)


def malformed_policies(resource: Resource) -> Iterator[InputRefusal]:
    """Yield each policy document that a resource writes and AWS refuses for its form.

    Args:
        resource: Of a type that writes a policy, or of any other, which yields nothing.
    """
    if resource.external:
        return
    for path, kind in _KINDS.get(resource.type, {}).items():
        if path.partition(".")[0] in resource.secret_inputs:
            continue
        for at, document in _documents(resource, path):
            why = why_no_policy(document, kind=kind)
            # Where any text must be JSON, that rule says it.
            if why and not (why == _NO_JSON and at in JSON_INPUTS.get(resource.type, ())):
                yield InputRefusal(
                    path=at,
                    given=f"malformed, {why}",
                    allowed="a document that follows the policy grammar",
                    why="AWS refuses it when the program is deployed (IAM user guide, "
                    "reference_policies_grammar)",
                )
            elif (check := _LOCKOUTS.get(resource.type)) and _locks_out(resource, document, check):
                yield InputRefusal(
                    path=at,
                    given=f"one that lets no principal of its account call {check.change}",
                    allowed=f"one that lets one, or {check.bypass}",
                    why=check.why,
                )


def _locks_out(resource: Resource, document: object, check: LockoutCheck) -> bool:
    """Return True if AWS refuses a policy because nobody could change it, as far as is known."""
    if switch_of(resource.value(check.bypass), absent=False) is not False:
        return False
    policy = read_policy(document, name="").without_incomplete()
    return not policy.may_let_change(check.change)


def why_no_policy(value: object, *, kind: PolicyKind) -> str:
    """Say why AWS refuses a policy document; empty when it does not, as far as is known.

    Args:
        value: JSON text or the parsed document; anything in it may be `UNKNOWN`.
        kind: Which elements it has.
    """
    parsed = value
    if isinstance(value, str):
        try:
            parsed = json.loads(value)
        except (ValueError, RecursionError):
            return _NO_JSON
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
    twice = _repeated(listed) if kind in ("identity", "trust") else ""
    whys = (why for one in listed for why in _why_not(one, kind))
    return f"two statements have the Sid {twice}" if twice else next(whys, "")


def _repeated(statements: Sequence[object]) -> str:
    """Return a Sid that two statements have, which IAM refuses; empty when none is."""
    sids = [sid for one in statements if (sid := text(mapping(one).get("Sid")))]
    return next((sid for sid in sids if sids.count(sid) > 1), "")


def _documents(resource: Resource, path: str) -> Iterator[tuple[str, object]]:
    """List the documents at a path that are written, with where; `*` stands for every item."""
    if "*" not in path:
        document = resource.document(path)
        if document is not None and document != "":
            yield path, document
        return
    outer, _, inner = path.partition(".*.")
    for place, each in enumerate(entries(resource.value(outer))):
        document = value_at(each, inner)
        if document is not None and document != "":
            yield f"{outer}.{place}.{inner}", document


def _why_not(statement: object, kind: PolicyKind) -> Iterator[str]:
    if statement is UNKNOWN:
        return
    fields = mapping(statement)
    if fields.get("Effect") is None:
        yield "a statement has no Effect"
    elif fields.get("Effect") not in _EFFECTS:
        yield f"the Effect of a statement is {fields.get('Effect')}"
    for name in _NEEDED[kind]:
        if is_empty(fields.get(name, fields.get(f"Not{name}"))):
            yield f"a statement has no {name}"
    for name in _PROHIBITED.get(kind, ()):
        if name in fields or f"Not{name}" in fields:
            yield f"a policy of this kind has no {name}"


def _kinds() -> Mapping[str, Mapping[str, PolicyKind]]:
    """Write the inputs that hold a policy by type token."""
    of_roles: Mapping[str, PolicyKind] = {
        "assumeRolePolicy": "trust",
        "inlinePolicies.*.policy": "identity",
    }
    kinds: dict[str, dict[str, PolicyKind]] = {"aws:iam/role:Role": {**of_roles}}
    for token in _OF_IAM:
        kinds[token] = {"policy": "identity"}
    for token, row in RESOURCE_POLICIES.items():
        kind: PolicyKind = "resource" if row.needs_resource else "file_system"
        kind = "key" if row.takes_incomplete else kind
        if row.inline:
            kinds.setdefault(token, {})[row.inline] = kind
        for writer in row.writers:
            kinds.setdefault(writer.type, {})[writer.document] = kind
    return kinds


_KINDS: Final = _kinds()
_LOCKOUTS: Final[Mapping[str, LockoutCheck]] = {
    token: row.lockout
    for of, row in RESOURCE_POLICIES.items()
    if row.lockout is not None
    for token in (of, *(writer.type for writer in row.writers))
}
"""By type of what has a policy, and of what writes one."""
