"""What keeps AWS Backup from writing into a vault and from copying to another: asked once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bamp_pulumi.coverage.hindrance import Hindrance
from bamp_pulumi.coverage.key import judge_key, judge_sharing
from bamp_pulumi.coverage.role import DeclaredRole, service_linked_role
from bamp_pulumi.coverage.vault_access import judge_copy_from, judge_copy_into, judge_writing
from bamp_pulumi.declared import DeclaredVault
from bamp_pulumi.estate import Estate, Resource

__all__ = ["Permissions"]

_Asked = tuple[Resource | None, Resource, str]
"""URNs of the vaults, and the name of the role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permissions:
    """Keys, vaults and roles of an estate, and what they let AWS Backup do."""

    estate: Estate
    answers: dict[_Asked, Hindrance | None] = field(
        default_factory=dict[_Asked, Hindrance | None], compare=False
    )
    """Answers so far: every resource of a plan asks the same."""

    def writing(self, vault: DeclaredVault, role: DeclaredRole) -> Hindrance | None:
        """Say what keeps jobs of a role from writing into a vault; None when nothing does."""
        asked = (None, vault.resource, f"{role.principal.arn} {role.name}")
        if asked not in self.answers:
            found = (judge_key(self.estate, vault, role), judge_writing(self.estate, vault, role))
            self.answers[asked] = _worst(role, found)
        return self.answers[asked]

    def copying(
        self, source: DeclaredVault, target: DeclaredVault, role: DeclaredRole
    ) -> Hindrance | None:
        """Say what keeps a role from copying from one vault to another; None when nothing does."""
        asked = (source.resource, target.resource, f"{role.principal.arn} {role.name}")
        if asked not in self.answers:
            self.answers[asked] = _worst(role, self._copying(source, target, role))
        return self.answers[asked]

    def _copying(
        self, source: DeclaredVault, target: DeclaredVault, role: DeclaredRole
    ) -> Iterator[Hindrance | None]:
        is_abroad = target.account_id != source.account_id
        # Abroad it is AWS Backup of that account that writes the copy.
        writer = service_linked_role(target) if is_abroad else role
        yield judge_key(self.estate, target, writer)
        yield judge_copy_into(self.estate, target, role)
        yield judge_copy_from(self.estate, source, role, target.arn)
        if is_abroad:
            yield judge_sharing(self.estate, source, writer)


def _worst(role: DeclaredRole, hindrances: Iterable[Hindrance | None]) -> Hindrance | None:
    """Choose what to tell: what is certain, else what is open.

    Of a role that nobody declares everything is open, which is said once, of the role.
    """
    found = [each for each in hindrances if each is not None]
    certain = [each for each in found if not each.is_open]
    return next(iter(certain or (found if role.is_declared else [])), None)
