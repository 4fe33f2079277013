"""Which accounts have adopted a policy of this library, and how grave a broken part of it is."""

from bamp_pulumi.coverage.account import DeclaredAccount
from bamp_pulumi.coverage.finding_kind import Severity
from bamp_pulumi.declared import DeclaredPlan, DeclaredVault
from bamp_pulumi.estate import Resource, is_of_manifest

__all__ = ["has_adopted", "is_of_library", "severity_of_vault"]

_COMPONENT = "bamp:index:"


def is_of_library(resource: Resource) -> bool:
    """Return True if a component of this library declares a resource, or a manifest names it."""
    return _COMPONENT in resource.urn or is_of_manifest(resource)


def has_adopted(account: DeclaredAccount, account_id: str) -> bool:
    """Return True if a plan in an account is one of this library's."""
    return any(p.account_id == account_id and is_of_library(p.resource) for p in account.plans)


def severity_of_vault(account: DeclaredAccount, vault: DeclaredVault) -> Severity:
    """Return how grave it is at most that a vault lacks something.

    A vault that no plan of this library in its own account writes or copies to promised nothing.
    """
    written = any(
        is_of_library(plan.resource)
        and plan.account_id == vault.account_id
        and _stands_on(plan, vault)
        for plan in account.plans
    )
    return Severity.ERROR if written else Severity.WARNING


def _stands_on(plan: DeclaredPlan, vault: DeclaredVault) -> bool:
    written = [rule.vault for rule in plan.rules]
    copied = [copy.vault for rule in plan.rules for copy in rule.copies]
    return any(one is not None and one.resource is vault.resource for one in (*written, *copied))
