"""What all policies together decide about a call.

An explicit denial anywhere decides. Else somebody must allow: within one account the policy of the
resource or a policy of the role, and a permissions boundary only takes away; between accounts both
of them. Some resources are governed by their own policy alone: a key, whose policy must name the
role, or its account and so leave it to IAM; and a role that is to be assumed. What policies of
an organization deny is asked as a policy of the role, by whoever reads them; session policies are
not part of an estate and not looked at.

A role's boundary also limits what the policy of a resource gives to the role.

Source: IAM user guide, reference_policies_evaluation-logic, -policy-eval-basics, -cross-account and
access_policies_boundaries; AWS KMS developer guide, key-policies and key-policy-default
(read 2026-11-26).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bamp_pulumi.access.policy import Policy
from bamp_pulumi.access.request import Request
from bamp_pulumi.truth import Truth, all_hold, any_holds

__all__ = ["ALLOWED", "Answer", "Verdict", "decide", "in_doubt", "refused", "worst"]


class Verdict(StrEnum):
    """Whether a call succeeds, as far as policies decide."""

    ALLOWED = "allowed"
    NOT_ALLOWED = "not allowed"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A verdict, and why."""

    verdict: Verdict
    why: str = ""
    """What denies, what nothing allows, or what it depends on; empty when allowed."""
    depends_on: str = ""
    """The policy, or the part of one, that a doubt depends on; empty when it is another doubt."""

    @property
    def is_allowed(self) -> bool:
        """Return True if it certainly succeeds."""
        return self.verdict is Verdict.ALLOWED

    @property
    def is_refused(self) -> bool:
        """Return True if it certainly fails."""
        return self.verdict is Verdict.NOT_ALLOWED

    @property
    def truth(self) -> Truth:
        """Return whether it succeeds, without the reason."""
        return True if self.is_allowed else False if self.is_refused else None

    def about(self, what: str) -> "Answer":
        """Return the same answer with what it is about before its reason, where it is not yet."""
        is_said = self.is_allowed or self.why.startswith(f"{what.rpartition(' ')[2]}: ")
        return self if is_said else replace(self, why=f"{what}: {self.why}")


ALLOWED: Final = Answer(verdict=Verdict.ALLOWED)
"""Nothing stands against it."""


def refused(why: str) -> Answer:
    """Answer that it certainly fails, and why."""
    return Answer(verdict=Verdict.NOT_ALLOWED, why=why)


def in_doubt(why: str, *, depends_on: str = "") -> Answer:
    """Answer that it may fail, and what that depends on."""
    return Answer(verdict=Verdict.CANNOT_TELL, why=why, depends_on=depends_on)


def worst(answers: Iterable[Answer]) -> Answer:
    """Sum up what must all succeed: the first that certainly fails, else the first that may."""
    listed = list(answers)
    for verdict in (Verdict.NOT_ALLOWED, Verdict.CANNOT_TELL):
        for answer in listed:
            if answer.verdict is verdict:
                return answer
    return ALLOWED


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A policy in its part: of the resource or of the role."""

    policy: Policy
    of_resource: bool

    def says(self, effect: str, request: Request, *, delegates: bool = True) -> Truth:
        return self.policy.says(effect, request, of_resource=self.of_resource, delegates=delegates)

    def which(self, effect: str, request: Request, answer: Truth) -> str:
        return self.policy.which(effect, request, of_resource=self.of_resource, answer=answer)


def decide(
    request: Request,
    *,
    resource: Policy | None = None,
    identity: Sequence[Policy] = (),
    boundary: Policy | None = None,
    resource_governs: bool = False,
) -> Answer:
    """Decide a call.

    Args:
        request: The call.
        resource: Policy of the resource. Default: it has none.
        identity: Policies of the role; a service principal has none.
        boundary: Permissions boundary of the role. Default: it has none.
        resource_governs: Whether nobody is let in but by the policy of the resource: keys, and
            roles that are assumed. Default: false.
    """
    own = [_Asked(policy=policy, of_resource=False) for policy in identity]
    edge = [_Asked(policy=boundary, of_resource=False)] if boundary else []
    at = [_Asked(policy=resource, of_resource=True)] if resource else []
    denials = [(asked, asked.says("Deny", request)) for asked in (*at, *own, *edge)]
    for asked, answer in denials:
        if answer:
            return refused(f"{asked.which('Deny', request, answer)} denies {request.action}")
    allowed = _allowed(request, at, own, edge, governs=resource_governs)
    if allowed is False:
        return refused(_nobody(request, (*at, *own), edge))
    doubts = [asked for asked, answer in denials if answer is None]
    if doubts:
        which = doubts[0].which("Deny", request, None)
        why = f"whether {request.action} is denied depends on {which}"
        return in_doubt(why, depends_on=which)
    if allowed is None:
        which = next(_open(request, (*at, *own, *edge)))
        why = f"whether {request.action} is allowed depends on {which}"
        return in_doubt(why, depends_on=which)
    return ALLOWED


def _allowed(
    request: Request,
    at: Sequence[_Asked],
    own: Sequence[_Asked],
    edge: Sequence[_Asked],
    *,
    governs: bool,
) -> Truth:
    directly = any_holds(asked.says("Allow", request, delegates=False) for asked in at)
    at_all = any_holds(asked.says("Allow", request) for asked in at)
    by_role = any_holds(asked.says("Allow", request) for asked in own)
    within = all_hold(asked.says("Allow", request) for asked in edge)
    if request.principal.service:
        return at_all
    granted = all_hold((at_all, by_role)) if governs else by_role
    here = all_hold((any_holds((directly, granted)), within))
    there = all_hold((at_all, by_role, within))
    if request.is_abroad is None:
        return here if here is there else None
    return there if request.is_abroad else here


def _nobody(request: Request, asked: Sequence[_Asked], edge: Sequence[_Asked]) -> str:
    # A boundary that allows nothing is the reason even where somebody else allows.
    refusing = [each for each in edge if each.says("Allow", request) is False]
    refusing = refusing or [each for each in asked if each.says("Allow", request) is False]
    if not refusing:
        return f"no policy allows {request.action}"
    return f"{refusing[0].policy.name} does not allow {request.action}"


def _open(request: Request, asked: Sequence[_Asked]) -> Iterator[str]:
    for each in asked:
        if each.says("Allow", request) is None:
            yield each.which("Allow", request, None)
    yield "what no policy tells"
