"""A policy document, read from JSON text or parsed, with whatever is unknown in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from bamp_pulumi.access.reading import listed, mapping
from bamp_pulumi.access.request import Request
from bamp_pulumi.access.statement import Statement
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.texts import UnreadableError, parse_json
from bamp_pulumi.truth import Truth, any_holds

__all__ = ["ALLOW_ALL", "Policy", "read_policy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A document with the name people know it by."""

    name: str
    """Such as `the policy of key backup`."""
    statements: tuple[Statement, ...] = ()
    is_open: bool = False
    """Whether there may be statements that are not known: the document, or a part of it, is
    unknown or not a policy."""
    is_disputed: bool = False
    """Whether it may not be in force: another resource may detach it. The name says which."""
    is_hidden: bool = False
    """Whether the document as a whole is known only after deployment."""

    def says(
        self, effect: str, request: Request, *, of_resource: bool = False, delegates: bool = True
    ) -> Truth:
        """Answer whether a statement of an effect applies to a call; see `Statement.applies`."""
        unseen: tuple[Truth, ...] = (None,) if self.is_open else ()
        answers = (
            statement.applies(request, of_resource=of_resource, delegates=delegates)
            for statement in self.statements
            if statement.may_be(effect)
        )
        answer = any_holds(chain(answers, unseen))
        return None if self.is_disputed and answer else answer

    def may_allow(self, action: str) -> bool:
        """Return True if it may allow anybody an action."""
        return self.is_open or any(
            each.may_be("Allow") and each.names(action) is not False for each in self.statements
        )

    def without_incomplete(self) -> "Policy":
        """Leave out the statements without an action or a resource."""
        return replace(self, statements=tuple(s for s in self.statements if s.is_complete))

    def may_let_change(self, action: str) -> bool:
        """Return True if it may let a principal of IAM do something.

        Args:
            action: What changes the policy itself, such as `kms:PutKeyPolicy`.
        """
        return self.is_open or any(
            each.may_be("Allow") and each.names(action) is not False and each.may_name_aws()
            for each in self.statements
        )

    def which(self, effect: str, request: Request, *, of_resource: bool, answer: Truth) -> str:
        """Name the first statement with an answer, and of "cannot tell" what it depends on."""
        if self.is_disputed:
            return self.name
        for statement in self.statements:
            if not statement.may_be(effect):
                continue
            found = statement.applies(request, of_resource=of_resource, delegates=True)
            if found is answer:
                named = f"statement {statement.name} of {self.name}"
                part = statement.open_part(request, of_resource=of_resource) if not found else ""
                return f"{named}: {part}" if part else named
        return self.name


def read_policy(value: object, *, name: str) -> Policy:
    """Read a policy document.

    Args:
        value: JSON text or the parsed document; anything in it may be `UNKNOWN`. What is no policy
            document is one that nobody can read, and answers "cannot tell".
        name: How messages name it.
    """
    parsed = value
    if isinstance(value, str):
        try:
            parsed = parse_json(value)
        except UnreadableError:
            return Policy(name=name, is_open=True)
    document = mapping(parsed)
    if document is None or "Statement" not in document:
        return Policy(name=name, is_open=True, is_hidden=value is UNKNOWN)
    statements: list[Statement] = []
    given = listed(document["Statement"])
    for number, each in enumerate(given, start=1):
        fields = mapping(each)
        if fields is not None:
            statements.append(_statement(fields, number, document.get("Version")))
    return Policy(name=name, statements=tuple(statements), is_open=len(statements) != len(given))


def _statement(fields: Mapping[str, object], number: int, version: object) -> Statement:
    sid = fields.get("Sid")
    return Statement(
        name=sid if isinstance(sid, str) and sid else str(number),
        fields=fields,
        # An unknown version may have variables: what holds one then hangs on a value.
        variables=version not in (None, "2008-10-17"),
    )


ALLOW_ALL: Final = read_policy(
    {"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}, name="AdministratorAccess"
)
"""Allows everything: asked with it as the role's policy, what others deny is all that is left."""
