"""One statement of a policy, asked about one call."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.access.arn_of import ArnOf
from bamp_pulumi.access.condition import condition_holds, undecided
from bamp_pulumi.access.principal_element import is_excepted, is_named
from bamp_pulumi.access.reading import listed, mapping
from bamp_pulumi.access.request import Request
from bamp_pulumi.access.variables import filled
from bamp_pulumi.access.wildcard import action_fits, text_fits
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.truth import Truth, all_hold, any_holds, negated

__all__ = ["Statement"]

_OPPOSITE: Final[Mapping[object, str]] = {"Allow": "Deny", "Deny": "Allow"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement, as written.

    Source: IAM user guide, reference_policies_elements (read 2026-11-26).
    """

    name: str
    """Its `Sid`, else its number."""
    fields: Mapping[str, object]
    variables: bool
    """Whether `${...}` stands for a value: not in documents older than 2012-10-17."""

    def may_be(self, effect: str) -> bool:
        """Return True if it is of an effect, or of one that is unknown."""
        return self.fields.get("Effect") != _OPPOSITE[effect]

    @property
    def is_complete(self) -> bool:
        """Return True if it has an action and a resource."""
        return all({name, f"Not{name}"} & self.fields.keys() for name in ("Action", "Resource"))

    def may_name_aws(self) -> bool:
        """Return True if it may name a principal of IAM: an account, role or user, or everybody."""
        element = self.fields.get("Principal", UNKNOWN)
        kinds = mapping(element)
        if kinds is None:
            return True
        return any(kind != "Service" or UNKNOWN in listed(of) for kind, of in kinds.items())

    def applies(self, request: Request, *, of_resource: bool, delegates: bool) -> Truth:
        """Answer whether it applies to a call.

        Args:
            request: The call.
            of_resource: Whether it is in the policy of a resource, and so names principals.
            delegates: Whether naming the account counts as naming its roles.
        """
        return all_hold(self._parts(request, of_resource=of_resource, delegates=delegates))

    def _parts(self, request: Request, *, of_resource: bool, delegates: bool) -> Iterator[Truth]:
        """Answer element by element: the action first, for it rules out most statements."""
        yield self.names(request.action)
        yield self._resource(request, of_resource=of_resource)
        yield self.fields.get("Effect") in ("Allow", "Deny") or None
        if of_resource:
            yield self._principal(request, delegates=delegates)
        yield self._condition(request)

    def open_part(self, request: Request, *, of_resource: bool) -> str:
        """Name what is unknown of it."""
        if self.fields.get("Effect") not in ("Allow", "Deny"):
            return "its effect"
        if of_resource and self._principal(request, delegates=True) is None:
            return "its principal"
        if self.names(request.action) is None:
            return "its action"
        if self._resource(request, of_resource=of_resource) is None:
            return "its resource"
        condition = self.fields.get("Condition")
        return undecided(condition, request, variables=self.variables)

    def _principal(self, request: Request, *, delegates: bool) -> Truth:
        if "Principal" in self.fields:
            element = self.fields["Principal"]
            return is_named(element, request.principal, delegates=delegates)
        if "NotPrincipal" in self.fields and self.fields.get("Effect") == "Deny":
            return negated(is_excepted(self.fields["NotPrincipal"], request.principal))
        return None  # AWS refuses it: NotPrincipal that allows, or nobody named

    def names(self, action: str) -> Truth:
        """Answer whether it is about an action."""

        def fits(pattern: object) -> Truth:
            return action_fits(pattern, action) if isinstance(pattern, str) else None

        return self._element("Action", fits)

    def _resource(self, request: Request, *, of_resource: bool) -> Truth:
        if of_resource and not {"Resource", "NotResource"} & self.fields.keys():
            return True  # the resource that it is attached to; a trust policy never names it

        def fits(pattern: object) -> Truth:
            if isinstance(pattern, ArnOf):
                return pattern.fits(request.about) if request.about else None
            if not isinstance(pattern, str):
                return None
            text = filled(pattern, request) if self.variables else pattern
            if text == "*":
                return True
            return text_fits(text, request.resource) if text and request.resource else None

        return self._element("Resource", fits)

    def _element(self, name: str, fits: Callable[[object], Truth]) -> Truth:
        """Answer an element, or its opposite by the name of `Not...`."""
        given = [key for key in (name, f"Not{name}") if key in self.fields]
        if len(given) != 1:
            return None  # AWS refuses none, and both
        patterns = listed(self.fields[given[0]])
        answer = any_holds(map(fits, patterns))
        return answer if given[0] == name else negated(answer)

    def _condition(self, request: Request) -> Truth:
        condition = self.fields.get("Condition")
        return condition_holds(condition, request, variables=self.variables)
