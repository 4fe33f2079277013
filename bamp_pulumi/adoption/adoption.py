"""What an adoption is, in plain values: each data store, each deployment, each import."""

from collections.abc import Iterator
from dataclasses import dataclass

from bamp_pulumi.coverage import Finding, Severity, Status
from bamp_pulumi.truth import Truth

__all__ = ["AdoptedStore", "Adoption", "Change", "Importable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One input of a data store that a deployment changes."""

    path: str
    """Wire path of the input; `tags.backup-tier` for a tag."""
    before: str
    """What is deployed, as it is shown; empty where that is not known."""
    after: str
    """What the program asks for, as it is shown."""
    later: str = ""
    """When AWS makes the change, where not with the deployment, and what it does; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedStore:
    """One data store of the programs."""

    urn: str
    name: str
    label: str
    """What people call its type: `RDS instance`."""
    program: str
    is_deployed: Truth
    """Whether the state has it; None where no state was given."""
    status: Status
    """How it stands once everything is deployed."""
    changes: tuple[Change, ...] = ()
    """Empty where it is not deployed: then it is created with all of it."""
    companions: tuple[str, ...] = ()
    """Names of resources that the first deployment creates beside it."""
    late_companions: tuple[str, ...] = ()
    """Those that the second one creates."""
    waits_for: str = ""
    """What has to have passed before the second deployment; empty for nothing."""
    warnings: tuple[str, ...] = ()
    """What the program was warned of about it."""
    twice: tuple[str, ...] = ()
    """What backs it up a second time, and is charged for."""
    to_decide: str = ""
    """Why it needs an exemption or another protection; empty where it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Importable:
    """A resource of AWS Backup that may exist outside of the programs, and how to import it."""

    urn: str
    program: str
    command: str
    """`pulumi import ...`; a part in angle brackets is to be filled in."""
    look_up: str
    """Command of the AWS CLI that shows whether it exists, and what to fill in."""
    caution: str = ""
    """What must be equal before it is imported; empty for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """The adoption of some programs."""

    stores: tuple[AdoptedStore, ...]
    """By program and name."""
    imports: tuple[Importable, ...]
    has_state: bool
    """Whether what is deployed is known of every program: by its state, or a preview document."""
    lost: tuple[Finding, ...] = ()
    """What the first deployment deletes, replaces or weakens."""
    open: tuple[Finding, ...] = ()
    """What of the plan depends on a state that was not given, one for each program."""

    @property
    def deployments(self) -> int:
        """How many deployments it takes: 0 where nothing changes, 2 where something waits."""
        if any(store.late_companions or store.waits_for for store in self.stores):
            return 2
        changes = (s.changes or s.companions or s.is_deployed is not True for s in self.stores)
        return 1 if any(changes) or self.imports else 0

    @property
    def is_decided(self) -> bool:
        """Whether everything is protected once it is deployed, and nothing is lost undecided."""
        return not any(self.undecided) and not any(
            one.severity is Severity.ERROR for one in self.lost
        )

    @property
    def undecided(self) -> Iterator[AdoptedStore]:
        """List the data stores that are not protected once everything is deployed."""
        return (store for store in self.stores if store.to_decide)
