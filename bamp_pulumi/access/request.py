"""Who asks for what, and what is known about the call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bamp_pulumi.access.arn_of import ArnOf
from bamp_pulumi.catalog import UNKNOWN, Unknown

__all__ = ["ContextValue", "Principal", "Request"]

ContextValue = str | Sequence[object] | ArnOf | Unknown | None
"""Value of a context key: a text, several (some of them perhaps unknown), the unknown ARN of a
declared resource, `UNKNOWN`, or None for a key that the call certainly does not have."""

_ACCOUNT_PART: Final = 4
_PRINCIPAL_TAG: Final = "aws:principaltag/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """Who calls: a role of an account, or a service of AWS on its own behalf."""

    arn: str = ""
    """ARN of the role; empty while unknown, and for a service."""
    account_id: str = ""
    """Account of the role; empty while unknown, and for a service."""
    service: str = ""
    """Service principal, such as `cloudwatch.amazonaws.com`; empty for a role."""
    declared: ArnOf | None = None
    """Which declared role it is. Default: none that is known."""
    tags: Mapping[str, object] | None = None
    """Tags that its sessions have, `UNKNOWN` where a value is unknown; None while nobody knows."""

    @classmethod
    def role(cls, arn: str, account_id: str = "", declared: ArnOf | None = None) -> "Principal":
        """Return a role; its account is that of its ARN where the ARN is known."""
        parts = arn.split(":")
        known = parts[_ACCOUNT_PART] if len(parts) > _ACCOUNT_PART else account_id
        return cls(arn=arn, account_id=known, declared=declared)

    @classmethod
    def of_service(cls, name: str) -> "Principal":
        """Return a service, such as `backup.amazonaws.com`."""
        return cls(service=name)

    def __str__(self) -> str:
        """Name it for a message."""
        return self.service or self.arn.partition(":role/")[2] or "a role whose name is not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One call of an API."""

    principal: Principal
    action: str
    """`service:Action`."""
    resource: str = ""
    """ARN of what is acted on; empty while unknown."""
    about: ArnOf | None = None
    """Which declared resource is acted on, whether its ARN is known or not; policies may name it
    by what is known only after deployment. Default: none that is known."""
    resource_account_id: str = ""
    """Account that the resource belongs to. Default: the principal's, so that a service's call
    needs it only where a condition asks for `aws:ResourceAccount`."""
    context: Mapping[str, ContextValue] = field(default_factory=dict[str, ContextValue])
    """Context keys. One that is not listed may have any value or be absent."""

    def value(self, key: str) -> ContextValue:
        """Read a context key, whose case does not count; `UNKNOWN` when nothing is known of it.

        Keys that follow from principal and resource need not be given.
        Source: IAM user guide, reference_policies_condition-keys (read 2026-11-26).
        """
        wanted = key.lower()
        for name, value in self.context.items():
            if name.lower() == wanted:
                return value
        if wanted.startswith(_PRINCIPAL_TAG):
            return self._tag(wanted.removeprefix(_PRINCIPAL_TAG))
        return self._implied().get(wanted, UNKNOWN)

    def _tag(self, wanted: str) -> ContextValue:
        """Read a tag of the principal, whose key's case does not count."""
        if self.principal.tags is None:
            return UNKNOWN
        named = [value for key, value in self.principal.tags.items() if key.lower() == wanted]
        if not named:
            return None
        return named[0] if len(named) == 1 and isinstance(named[0], str) else UNKNOWN

    @property
    def is_abroad(self) -> bool | None:
        """Return True if a role acts on a resource of another account; None while unknown."""
        mine, other = self.principal.account_id, self.resource_account_id
        if not other:
            return False
        return mine != other if mine else None

    def _implied(self) -> Mapping[str, ContextValue]:
        principal = self.principal
        owner = self.resource_account_id or principal.account_id
        implied: dict[str, ContextValue] = {"aws:resourceaccount": owner or UNKNOWN}
        if principal.service:
            implied |= {
                "aws:principalisawsservice": "true",
                "aws:principalservicename": principal.service,
                "aws:principalarn": None,
                "aws:principalaccount": None,
                "aws:principalorgid": None,
                "aws:principalorgpaths": None,
            }
        else:
            implied |= {
                "aws:principalisawsservice": "false",
                "aws:principalservicename": None,
                "aws:principalarn": principal.arn or principal.declared or UNKNOWN,
                "aws:principalaccount": principal.account_id or UNKNOWN,
                "aws:principaltype": "AssumedRole",
                "aws:username": None,
            }
        return implied
