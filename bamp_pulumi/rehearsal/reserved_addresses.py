"""Destinations that no message reaches: at a reserved domain, or with a number for fiction.

A runbook at such a domain is as dead: whoever is notified follows its link and finds nothing.

SNS accepts them, nobody ever confirms them, and an account that has no other destination only looks
as if it notified somebody. Which faults nobody else is notified of, a rehearsal of each plan says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bamp_pulumi.catalog import no_page_at, reserved_in_words
from bamp_pulumi.coverage import Coverage, DeclaredAccount, Finding, Severity, has_adopted
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery import PathStanding, why_nobody_is_there
from bamp_pulumi.rehearsal.delivery.recipients import SUBSCRIPTION, is_called
from bamp_pulumi.rehearsal.delivery.targets import API_DESTINATION
from bamp_pulumi.rehearsal.delivery.topics import TOPIC
from bamp_pulumi.rehearsal.faults import FAULTS, Outcome, Trait, inject
from bamp_pulumi.rehearsal.plan_scenes import plan_scenes

__all__ = ["judge_reserved_addresses"]

_COMPONENT: Final = "bamp:index:"
"""What a URN holds of what a component of this library declares."""
_FUNCTION: Final = "aws:lambda/function:Function"
_RUNBOOK: Final = "environment.variables.RUNBOOK"
"""Input of the component's function that holds the address of the runbook."""
_MOST_FAULTS: Final = 3


def judge_reserved_addresses(coverage: Coverage, standing: PathStanding) -> Iterator[Finding]:
    """Find the destinations that no message reaches.

    Of a topic that has nothing to do with backups, nothing is said.

    Args:
        coverage: With the account that is judged.
        standing: What is known of the resources of its estate.
    """
    account, reserved = coverage.account, _reserved(coverage.estate)
    if account is None:
        return
    yield from _runbooks(coverage)
    if not reserved:
        return
    outcomes = list(_outcomes(account, standing))
    for why in dict.fromkeys(reserved.values()):
        at = [resource for resource, said in reserved.items() if said == why]
        # That nobody answers a call is a fault of its own: this address would not answer either.
        called = all(_is_called(resource) for resource in at)
        lost = [
            one
            for one in outcomes
            if not (called and FAULTS[one.fault].outage.calls)
            and any(drop.why == why for drop in one.drops)
        ]
        named = {drop.at for one in lost for drop in one.drops if drop.why == why}
        unnotified = {one.fault for one in lost if one.detected is False}
        silent = tuple(fault for fault in FAULTS if fault in unnotified)
        for resource in at:
            if resource.name in named or _COMPONENT in resource.urn:
                yield _finding(coverage, account, resource, why, silent)


def _reserved(estate: Estate) -> dict[Resource, str]:
    """Return the destinations that no message reaches, each with why."""
    found = {
        one: why_nobody_is_there(one.value("protocol"), one.value("endpoint"))
        for one in estate.of_type(SUBSCRIPTION)
    }
    for one in estate.of_type(API_DESTINATION):
        found[one] = reserved_in_words(one.text("invocationEndpoint"))
    return {resource: why for resource, why in found.items() if why}


def _runbooks(coverage: Coverage) -> Iterator[Finding]:
    """Find the functions whose every alert ends in a link that leads nowhere."""
    is_acknowledged = coverage.acknowledged.no_alerts is not None
    for one in coverage.estate.of_type(_FUNCTION):
        why = no_page_at(one.text(_RUNBOOK)) if _COMPONENT in one.urn else ""
        if why:
            yield Finding(
                id="BAMP-V91",
                message=f"{why}, and each alert ends with it; write the address of your runbook, "
                "or remove `runbook`",
                urn=one.urn,
                program=one.program,
                at_most=Severity.INFO if is_acknowledged else Severity.WARNING,
            )


def _is_called(resource: Resource) -> bool:
    return resource.type == API_DESTINATION or is_called(resource.value("protocol"))


def _outcomes(account: DeclaredAccount, standing: PathStanding) -> Iterator[Outcome]:
    """Inject into each plan every fault that may happen to it, whatever it backs up."""
    estate = account.estate
    traits = {Trait.BACKED_UP}
    if estate.of_type(TOPIC):
        traits.add(Trait.HAS_TOPIC)
    called = (is_called(one.value("protocol")) for one in estate.of_type(SUBSCRIPTION))
    if estate.of_type(API_DESTINATION) or any(called):
        traits.add(Trait.HAS_CALL)
    for one in plan_scenes(account):
        scene = replace(one.scene, traits=frozenset(traits))
        for fault, row in FAULTS.items():
            if row.applies_to(scene):
                yield inject(fault, scene, estate, standing=standing)


def _finding(
    coverage: Coverage,
    account: DeclaredAccount,
    resource: Resource,
    why: str,
    silent: Sequence[str],
) -> Finding:
    if coverage.acknowledged.no_alerts is not None:
        at_most = Severity.INFO
    elif silent and has_adopted(account, resource.account_id):
        at_most = Severity.ERROR
    else:
        at_most = Severity.WARNING
    more = len(silent) - _MOST_FAULTS
    faults = ", ".join(silent[:_MOST_FAULTS]) + (f" and {more} more" if more > 0 else "")
    alone = f"; nobody else is notified of {faults}" if silent else ""
    return Finding(
        id="BAMP-V91",
        message=f"{why}{alone}; write an address or number that somebody on call reads",
        urn=resource.urn,
        program=resource.program,
        at_most=at_most,
    )
