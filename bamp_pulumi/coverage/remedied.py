"""A resource as it would be with what a finding says to write: tags that are right.

Judged again, it shows whether the remedy works, and what else is still wrong.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from bamp_pulumi.coverage.acknowledged import latest_end
from bamp_pulumi.coverage.inherited import as_inherited
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.declared import known_tags
from bamp_pulumi.errors import BampError, Refusal, ToFillIn
from bamp_pulumi.policy import (
    A_DAY,
    EXEMPT_REASON_TAG,
    EXEMPT_UNTIL_TAG,
    OWNER_TAG,
    TIER_TAG,
    Exemption,
    misspelt_keys,
    owner_of_project,
    parse,
    read_exemption,
    render_exemption,
)

__all__ = [
    "REMEDIES",
    "Renewal",
    "exempted",
    "meant_tag",
    "moved",
    "owner_of",
    "refused_tier",
    "renewed",
    "tiered",
]

_REASON: Final = "rebuilt from its source in an hour"


@dataclass(frozen=True, slots=True)
class Renewal:
    """An exemption that is decided again."""

    exemption: Exemption
    """One that would be accepted, to try it: what only a person knows is an example in it."""
    parts: Mapping[str, str]
    """Its parts as they are shown, that one blank."""
    latest: date
    """Last day until which the policy lets it hold."""

    def asked(self) -> str:
        """Return what a person has to fill in; empty for nothing."""
        wanted = {"reason": "your reason", "until": f"an end by {self.latest.isoformat()}"}
        blank = [wanted[part] for part in wanted if isinstance(self.parts[part], ToFillIn)]
        return " and ".join(blank)


def refused_tier(subject: Subject) -> Refusal:
    """Return why the policy refuses the tier of a resource; its `write` names one it defines."""
    try:
        subject.policy.tier(subject.tier_name)
    except BampError as error:
        return error.refusals[0]
    raise ValueError(f"the policy defines {subject.tier_name}")


def tiered(subject: Subject, tier: str) -> Subject:
    """Return a resource with a tier, and without any exemption."""
    tags = {
        tag: value
        for tag, value in (subject.tags or {}).items()
        if tag not in (EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG)
    }
    return replace(subject, tags={**tags, TIER_TAG: tier}, tier_name=tier)


def moved(subject: Subject, region: str) -> Subject:
    """Return a resource in another Region, its companions with it."""
    resource = replace(subject.resource, region=region)
    companions = subject.account.companions.also_of(subject.resource, resource)
    return replace(
        subject, resource=resource, account=replace(subject.account, companions=companions)
    )


def renewed(subject: Subject, today: date) -> Renewal | None:
    """Return the exemption that the tags of a resource mean, complete and in force.

    What is missing in them, or refused, is for a person to fill in: the reason, and an end that
    has not passed. None where no exemption can be made of them.
    """
    tags = known_tags(subject.tags or {})
    parts = {"reason": EXEMPT_REASON_TAG, "owner": OWNER_TAG, "until": EXEMPT_UNTIL_TAG}
    latest = latest_end(subject.policy, today)
    end = ToFillIn(latest.isoformat(), A_DAY)
    meant = {"reason": ToFillIn(_REASON), "owner": owner_of(subject), "until": end}
    misspelt = misspelt_keys(tags)
    for part, tag in parts.items():
        given = tags.get(tag, tags.get(misspelt.get(tag, "")))
        if given is not None:
            meant[part] = meant_tag(tag, given, owner_of(subject))
    try:
        exemption = _exemption_of(meant)
        if exemption.is_expired(today):
            meant["until"] = end
            exemption = _exemption_of(meant)
    except BampError:
        return None
    return Renewal(exemption, meant, latest)


def _exemption_of(parts: Mapping[str, str]) -> Exemption:
    return parse(Exemption, {part: str(value) for part, value in parts.items()})


def owner_of(subject: Subject) -> str:
    """Return who owns a resource where its tags do not say so.

    The owner that `inherit()` gives to the other resources of its program, by its argument or the
    stack's configuration; else one made from the name of the project.
    """
    program = subject.resource.program
    inherited = subject.account.estate.inherited_owners.get(program)
    return inherited or owner_of_project(program.partition("/")[0])


def meant_tag(tag: str, given: str, owner: str) -> str:
    """Return what one tag of an exemption means: what was given, or what to write instead."""
    complete = {EXEMPT_REASON_TAG: _REASON, OWNER_TAG: owner, EXEMPT_UNTIL_TAG: "2027-06-30"}
    try:
        read_exemption({**complete, tag: given}, owner)
    except BampError as error:
        meant = error.refusals[0].edits[0][1]
        return meant if isinstance(meant, str) else given
    return given


def exempted(subject: Subject, exemption: Exemption) -> Subject:
    """Return a resource with an exemption, and without any tier."""
    tags = {tag: value for tag, value in (subject.tags or {}).items() if tag != TIER_TAG}
    return replace(subject, tags={**tags, **render_exemption(exemption)}, tier_name="")


def _of_tier(subject: Subject, _: date) -> Iterator[Subject]:
    # An exemption beside it stays: what is wrong with that one is a mistake of its own.
    tier = refused_tier(subject).write
    tags = {**(subject.tags or {}), TIER_TAG: tier}
    yield as_inherited(replace(subject, tags=tags, tier_name=tier))


def _of_exemption(subject: Subject, today: date) -> Iterator[Subject]:
    """Yield both ways in which an exemption that exempts nothing is corrected."""
    exemption = renewed(subject, today)
    if exemption is not None:
        # A tier beside it stays, as above.
        tags = {**(subject.tags or {}), **render_exemption(exemption.exemption)}
        yield replace(subject, tags=tags)
    yield tiered(subject, subject.policy.default_tier)


Remedy = Callable[[Subject, date], Iterator[Subject]]

REMEDIES: Final[Mapping[str, Remedy]] = MappingProxyType(
    {"BAMP-V15": _of_tier, "BAMP-V16": _of_exemption, "BAMP-V17": _of_exemption}
)
"""As what to judge a resource again, to try all that a finding of it says to write."""
