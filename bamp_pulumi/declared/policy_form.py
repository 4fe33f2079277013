"""Why AWS refuses a policy document by its form: then the resource that writes it is not there.

Source: IAM user guide, reference_policies_grammar, reference_policies_elements_version and
reference_policies_elements_sid; AWS KMS developer guide, key-policy-overview; SNS, KMS and SQS
answer MalformedPolicyDocument or InvalidParameter alike (read 2026-11-28). What one service takes
and others refuse stands in its row of `RESOURCE_POLICIES`, with its source.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

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
from bamp_pulumi.declared.values import items, mapping, text
from bamp_pulumi.estate import Resource
from bamp_pulumi.texts import UnreadableError, parse_json

__all__ = ["malformed_policies"]


@dataclass(frozen=True, slots=True)
class _PolicyKind:
    """Which elements a statement of a policy has."""

    needed: tuple[str, ...]
    """Those that it may not leave out, by themselves or as `Not...`."""
    prohibited: tuple[str, ...] = ()
    """Those that it may not have."""
    takes_a_sid_twice: bool = True
    """Whether two of its statements may have one Sid."""


_IDENTITY: Final = _PolicyKind(("Action", "Resource"), ("Principal",), takes_a_sid_twice=False)
"""A policy of IAM's, of whoever calls."""
_TRUST: Final = _PolicyKind(("Action", "Principal"), ("Resource",), takes_a_sid_twice=False)
"""Who may take a role."""
_OF_RESOURCE: Final = _PolicyKind(("Action", "Resource", "Principal"))
_OF_FILE_SYSTEM: Final = _PolicyKind(("Action", "Principal"))
"""Of a resource that it need not name."""
_OF_KEY: Final = _PolicyKind(("Principal",))
"""Of a resource that takes a statement which has no effect."""
_NO_JSON: Final = "it is not a JSON object"
_VERSIONS: Final = (None, UNKNOWN, "2012-10-17", "2008-10-17")
_EFFECTS: Final = (UNKNOWN, "Allow", "Deny")
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
            why = _why_no_policy(document, kind=kind)
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
    is_asked = switch_of(resource.value(check.bypass), absent=False) is False
    policy = read_policy(document, name=resource.name).without_incomplete()
    return is_asked and not policy.may_let_change(check.change)


def _why_no_policy(value: object, *, kind: _PolicyKind) -> str:
    """Return why AWS refuses a policy document; empty when it does not, as far as is known.

    Args:
        value: JSON text or the parsed document; anything in it may be `UNKNOWN`.
        kind: Which elements it has.
    """
    return next(_refusals(value, kind), "")


def _refusals(value: object, kind: _PolicyKind) -> Iterator[str]:
    parsed = _parsed(value) if isinstance(value, str) else value
    if parsed is None:
        yield _NO_JSON
    document = mapping(parsed)
    if document and document.get("Version") not in _VERSIONS:
        yield f"its Version is {document.get('Version')}"
    statements = document.get("Statement")
    listed: Sequence[object] = [statements] if mapping(statements) else items(statements)
    if document and statements is not UNKNOWN and not listed:
        yield "it has no Statement"
    if not kind.takes_a_sid_twice:
        yield from (f"two statements have the Sid {sid}" for sid in _repeated(listed))
    for statement in listed:
        if statement is not UNKNOWN:
            yield from _why_not(mapping(statement), kind)


def _parsed(text: str) -> Mapping[str, object] | None:
    """Read JSON text; None where it holds no object."""
    try:
        parsed: object = parse_json(text)
    except UnreadableError:
        return None
    # Of JSON: its keys are text.
    return cast("Mapping[str, object]", parsed) if isinstance(parsed, Mapping) else None


def _repeated(statements: Sequence[object]) -> Iterator[str]:
    """List the Sids that two statements have, which IAM refuses."""
    sids = [sid for one in statements if (sid := text(mapping(one).get("Sid")))]
    return (sid for sid in sids if sids.count(sid) > 1)


def _documents(resource: Resource, path: str) -> Iterator[tuple[str, object]]:
    """List the documents at a path that are written, with where; `*` stands for every item."""
    outer, _, inner = path.partition(".*.")
    found: Iterable[tuple[str, object]] = [(path, resource.document(path))]
    if inner:
        each = enumerate(map(mapping, items(resource.value(outer))))
        found = ((f"{outer}.{place}.{inner}", value_at(item, inner)) for place, item in each)
    yield from ((at, document) for at, document in found if document is not None and document != "")


def _why_not(statement: Mapping[str, object], kind: _PolicyKind) -> Iterator[str]:
    effect = statement.get("Effect")
    if effect is None:
        yield "a statement has no Effect"
    elif effect not in _EFFECTS:
        yield f"the Effect of a statement is {effect}"
    for name in kind.needed:
        if is_empty(statement.get(name, statement.get(f"Not{name}"))):
            yield f"a statement has no {name}"
    for name in kind.prohibited:
        if name in statement or f"Not{name}" in statement:
            yield f"a policy of this kind has no {name}"


def _kinds() -> Mapping[str, Mapping[str, _PolicyKind]]:
    """Write the inputs that hold a policy by type token."""
    of_roles: Mapping[str, _PolicyKind] = {
        "assumeRolePolicy": _TRUST,
        "inlinePolicies.*.policy": _IDENTITY,
    }
    kinds: dict[str, dict[str, _PolicyKind]] = {"aws:iam/role:Role": {**of_roles}}
    for token in _OF_IAM:
        kinds[token] = {"policy": _IDENTITY}
    for token, row in RESOURCE_POLICIES.items():
        kind = _OF_RESOURCE if row.needs_resource else _OF_FILE_SYSTEM
        kind = _OF_KEY if row.takes_incomplete else kind
        if row.inline:
            kinds.setdefault(token, {})[row.inline] = kind
        for writer in row.writers:
            kinds.setdefault(writer.type, {})[writer.document] = kind
    return kinds


_KINDS: Final = _kinds()
_LOCKOUTS: Final[Mapping[str, LockoutCheck | None]] = {
    token: row.lockout
    for of, row in RESOURCE_POLICIES.items()
    for token in (of, *(writer.type for writer in row.writers))
}
"""By type of what has a policy, and of what writes one."""
