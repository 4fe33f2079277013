"""What keeps AWS Backup from its work as a role, with a vault, from vault to vault: asked once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bamp_pulumi.access import in_doubt
from bamp_pulumi.coverage.key import judge_key, judge_sharing
from bamp_pulumi.coverage.obstacle import Obstacle, obstacle
from bamp_pulumi.coverage.role import judge_role
from bamp_pulumi.coverage.vault_access import judge_copy_from, judge_copy_into, judge_writing
from bamp_pulumi.declared import DeclaredRole, DeclaredVault, service_linked_role
from bamp_pulumi.estate import Estate

__all__ = ["Permissions"]

_Asked = tuple[object, ...]
"""What is asked about: a role and a type, a vault and a role, two vaults and a role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permissions:
    """Keys, vaults and roles of an estate, and what they let AWS Backup do."""

    estate: Estate
    answers: dict[_Asked, Obstacle | None] = field(
        default_factory=dict[_Asked, Obstacle | None], compare=False
    )
    """Answers so far: every resource of a plan asks the same."""

    def backing_up(self, role: DeclaredRole, backup_type: str) -> Obstacle | None:
        """Say what keeps AWS Backup from backing up a type as a role; None when nothing does."""
        asked = (_role(role), backup_type)
        if asked not in self.answers:
            self.answers[asked] = judge_role(role, backup_type)
        return self.answers[asked]

    def writing(self, vault: DeclaredVault, role: DeclaredRole) -> Obstacle | None:
        """Say what keeps jobs of a role from writing into a vault; None when nothing does."""
        asked = (vault.resource, _role(role))
        if asked not in self.answers:
            found = (
                obstacle("BAMP-V09", judge_key(self.estate, vault, role)),
                obstacle("BAMP-V40", judge_writing(self.estate, vault, role)),
                _lock(vault),
            )
            self.answers[asked] = _worst(role, found)
        return self.answers[asked]

    def copying(
        self, source: DeclaredVault, target: DeclaredVault, role: DeclaredRole
    ) -> Obstacle | None:
        """Say what keeps a role from copying from one vault to another; None when nothing does."""
        asked = (source.resource, target.resource, _role(role))
        if asked not in self.answers:
            self.answers[asked] = _worst(role, self._copying(source, target, role))
        return self.answers[asked]

    def _copying(
        self, source: DeclaredVault, target: DeclaredVault, role: DeclaredRole
    ) -> Iterator[Obstacle | None]:
        is_abroad = target.account_id != source.account_id
        # Abroad it is AWS Backup of that account that writes the copy.
        writer = service_linked_role(target) if is_abroad else role
        yield obstacle("BAMP-V09", judge_key(self.estate, target, writer))
        yield obstacle("BAMP-V40", judge_copy_into(self.estate, target, role))
        yield obstacle("BAMP-V40", judge_copy_from(self.estate, source, role, target.arn))
        if is_abroad:
            yield obstacle("BAMP-V09", judge_sharing(self.estate, source, writer))
        yield _lock(target)


def _role(role: DeclaredRole) -> object:
    return role.resource or role.name


def _lock(vault: DeclaredVault) -> Obstacle | None:
    """Say that what a vault's lock refuses is not known."""
    return obstacle("BAMP-V07", in_doubt(vault.doubt)) if vault.doubt else None


def _worst(role: DeclaredRole, obstacles: Iterable[Obstacle | None]) -> Obstacle | None:
    """Choose what to report: what is certain, else what is open.

    Of a role that nobody declares everything is open, which is said once, of the role.
    """
    found = [each for each in obstacles if each is not None]
    certain = [each for each in found if not each.is_open]
    return next(iter(certain or (found if role.is_declared else [])), None)
