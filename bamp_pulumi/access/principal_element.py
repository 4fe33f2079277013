"""The `Principal` and `NotPrincipal` elements: whom a statement applies to.

Source: IAM user guide, reference_policies_elements_principal and -notprincipal (read 2026-11-26).
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final

from bamp_pulumi.access.arn_of import ArnOf
from bamp_pulumi.access.reading import listed, mapping
from bamp_pulumi.access.request import Principal
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.truth import Truth

__all__ = ["is_excepted", "is_named"]

_ACCOUNT: Final = re.compile(r"(?:arn:[a-z-]+:iam::)?(?P<account>\d{12})(?::root)?")
_ROLE: Final = re.compile(r"arn:[a-z-]+:iam::(?P<account>\d{12}):[^*?]+")
_SESSION: Final = re.compile(r"arn:[a-z-]+:sts::(?P<account>\d{12}):assumed-role/(?P<role>[^/]+)/")


class _Named(Enum):
    """How an element names a principal."""

    DIRECTLY = "directly"
    """By its ARN or service name, or by `*`."""
    BY_ACCOUNT = "by account"
    """By its account: whomever the account's own policies allow."""
    PERHAPS = "perhaps"
    NOT = "not"


def is_named(element: object, principal: Principal, *, delegates: bool) -> Truth:
    """Answer whether a `Principal` element names a principal.

    Args:
        element: The element.
        principal: Who calls.
        delegates: Whether naming its account counts.
    """
    answers = set(_answers(element, principal))
    if _Named.DIRECTLY in answers or (delegates and _Named.BY_ACCOUNT in answers):
        return True
    return None if _Named.PERHAPS in answers else False


def is_excepted(element: object, principal: Principal) -> Truth:
    """Answer whether a `NotPrincipal` element leaves a principal out.

    A role is left out for certain only where both its ARN and its account are listed: AWS may
    check the account first, and deny the whole of it.
    """
    answers = set(_answers(element, principal))
    if principal.service:
        return _Named.DIRECTLY in answers or (None if _Named.PERHAPS in answers else False)
    if answers >= {_Named.DIRECTLY, _Named.BY_ACCOUNT}:
        return True
    return False if answers <= {_Named.NOT} else None


def _answers(element: object, principal: Principal) -> Iterator[_Named]:
    if element == "*":
        yield _Named.DIRECTLY
        return
    by_kind = mapping(element)
    if by_kind is None:
        yield _Named.PERHAPS  # unknown, or a form that AWS does not document
        return
    for kind, values in by_kind.items():
        for value in listed(values):
            if kind == "AWS" and isinstance(value, ArnOf):
                yield _of_declared(value, principal)
            else:
                yield _answer(kind, value, principal)


def _answer(kind: str, value: object, principal: Principal) -> _Named:
    if value is UNKNOWN or not isinstance(value, str):
        return _Named.PERHAPS
    match kind:
        case "AWS":
            return _Named.DIRECTLY if value == "*" else _of_aws(value, principal)
        case "Service" if value != "*":
            return _Named.DIRECTLY if value == principal.service else _Named.NOT
        case "Federated":
            return _Named.NOT
        case "CanonicalUser":
            return _Named.NOT if principal.service else _Named.PERHAPS
        case _:
            return _Named.PERHAPS


def _of_declared(value: ArnOf, principal: Principal) -> _Named:
    if principal.service:
        return _Named.NOT
    is_it = value.fits(principal.declared) if principal.declared is not None else None
    return {True: _Named.DIRECTLY, False: _Named.NOT, None: _Named.PERHAPS}[is_it]


def _of_aws(value: str, principal: Principal) -> _Named:
    if principal.service:
        return _Named.NOT
    if account := _ACCOUNT.fullmatch(value):
        return _in_account(account["account"], principal, _Named.BY_ACCOUNT)
    if role := _ROLE.fullmatch(value):
        if principal.arn:
            return _Named.DIRECTLY if value == principal.arn else _Named.NOT
        return _in_account(role["account"], principal, _Named.PERHAPS)
    session = _SESSION.match(value)
    if session and principal.arn and principal.arn.rpartition("/")[2] != session["role"]:
        return _Named.NOT
    # A session of the role, whose name nobody knows; its unique id; or what AWS refuses.
    return _in_account(session["account"], principal, _Named.PERHAPS) if session else _Named.PERHAPS


def _in_account(account_id: str, principal: Principal, answer: _Named) -> _Named:
    if not principal.account_id:
        return _Named.PERHAPS
    return answer if account_id == principal.account_id else _Named.NOT
