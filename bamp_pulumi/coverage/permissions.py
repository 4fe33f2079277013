"""What keeps AWS Backup from its work as a role, with a vault, from vault to vault: asked once."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from bamp_pulumi.access import in_doubt
from bamp_pulumi.coverage.key import judge_key, judge_sharing
from bamp_pulumi.coverage.obstacle import Obstacle, obstacle, worst_of
from bamp_pulumi.coverage.role import judge_restoring_role, judge_role
from bamp_pulumi.coverage.vault_access import judge_copy_from, judge_copy_into, judge_writing
from bamp_pulumi.declared import DeclaredRole, DeclaredVault, Standing, service_linked_role
from bamp_pulumi.estate import Estate, Resource

__all__ = ["Permissions"]

_Asked = tuple[object, ...]
"""What is asked about: a role and a type, a vault and a role, two vaults and a role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permissions:
    """Keys, vaults and roles of an estate, and what they let AWS Backup do."""

    estate: Estate
    standing: Standing
    answers: dict[_Asked, Obstacle | None] = field(
        default_factory=dict[_Asked, Obstacle | None], compare=False
    )
    """Answers so far: they are the same for every resource of a plan."""

    def _once(self, asked: _Asked, judge: Callable[[], Obstacle | None]) -> Obstacle | None:
        if asked not in self.answers:
            self.answers[asked] = judge()
        return self.answers[asked]

    def backing_up(self, role: DeclaredRole, backup_type: str, region: str) -> Obstacle | None:
        """Return what prevents AWS Backup from backing up a type as a role; None if nothing."""

        def judge() -> Obstacle | None:
            judged = judge_role(role, backup_type, region)
            stands = [self._stands(each) for each in (role.resource, *role.documents)]
            return _worst(role, (*_certain(stands), judged, *stands)) or judged

        return self._once((_role(role), backup_type, region), judge)

    def restoring(
        self, role: DeclaredRole, backup_type: str, region: str, *, passes: bool
    ) -> Obstacle | None:
        """Return what prevents AWS Backup from restoring a type as a role; None if nothing does.

        Args:
            role: The role of the restore.
            backup_type: AWS Backup's name of the type.
            region: Where it is restored.
            passes: Whether the restore passes a role on.
        """

        def judge() -> Obstacle | None:
            judged = judge_restoring_role(role, backup_type, region, passes=passes)
            return _worst(role, (judged, self._stands(role.resource))) or judged

        return self._once((_role(role), backup_type, region, "restoring", passes), judge)

    def writing(self, vault: DeclaredVault, role: DeclaredRole) -> Obstacle | None:
        """Return what prevents jobs of a role from writing into a vault; None if nothing does."""
        asked = (vault.resource, _role(role))
        return self._once(asked, lambda: _worst(role, self._writing(vault, role)))

    def _writing(self, vault: DeclaredVault, role: DeclaredRole) -> Iterator[Obstacle | None]:
        stands = [*self._vault_stands(vault)]
        yield from _certain(stands)
        yield obstacle("BAMP-V09", judge_key(self.estate, vault, role))
        yield obstacle("BAMP-V40", judge_writing(self.estate, vault, role))
        yield _lock(vault)
        yield from stands

    def copying(
        self, source: DeclaredVault, target: DeclaredVault, role: DeclaredRole, *, managed: bool
    ) -> Obstacle | None:
        """Return what prevents a role from copying from a vault to another; None if nothing does.

        Args:
            source: The vault that the recovery points are in.
            target: The vault that the copies go to.
            role: The role of the selection.
            managed: Whether the recovery points are under the vault's key, as those of types are
                that AWS Backup manages fully.
        """
        asked = (source.resource, target.resource, _role(role), managed)
        found = self._copying(source, target, role, managed=managed)
        return self._once(asked, lambda: _worst(role, found))

    def _copying(
        self, source: DeclaredVault, target: DeclaredVault, role: DeclaredRole, *, managed: bool
    ) -> Iterator[Obstacle | None]:
        stands = [*self._vault_stands(target)]
        yield from _certain(stands)
        is_abroad = target.account_id != source.account_id
        # Abroad it is AWS Backup of that account that writes the copy.
        writer = service_linked_role(target) if is_abroad else role
        yield obstacle("BAMP-V09", judge_key(self.estate, target, writer))
        yield obstacle("BAMP-V40", judge_copy_into(self.estate, target, role))
        yield obstacle("BAMP-V40", judge_copy_from(self.estate, source, role, target.arn))
        if is_abroad and managed:
            yield obstacle("BAMP-V09", judge_sharing(self.estate, source, writer))
        yield _lock(target)
        yield from stands

    def stands(self, *resources: Resource) -> Obstacle | None:
        """Return why a judgement must not depend on resources; None when it may."""
        found = [self._stands(resource) for resource in resources]
        return next((each for each in found if each is not None), None)

    def _vault_stands(self, vault: DeclaredVault) -> Iterator[Obstacle | None]:
        yield self._stands(vault.resource)
        yield self._stands(vault.key.resource)

    def _stands(self, resource: Resource | None) -> Obstacle | None:
        if resource is None:
            return None
        return obstacle("BAMP-V55", self.standing.of(resource), open_code="BAMP-V42")


def _certain(found: Iterable[Obstacle | None]) -> Iterator[Obstacle]:
    """List what AWS refuses at deployment: the cause of whatever else does not work."""
    return (each for each in found if each is not None and not each.is_open)


def _role(role: DeclaredRole) -> object:
    return role.resource or role.name


def _lock(vault: DeclaredVault) -> Obstacle | None:
    """Return that what a vault's lock refuses is not known; None when it is known."""
    return obstacle("BAMP-V07", in_doubt(vault.doubt)) if vault.doubt else None


def _worst(role: DeclaredRole, obstacles: Iterable[Obstacle | None]) -> Obstacle | None:
    """Choose what to report: what is certain, else what is open.

    Of a role that nobody declares everything is open, which is said once, of the role.
    """
    found = worst_of(obstacles)
    return found if found is None or not found.is_open or role.is_declared else None
