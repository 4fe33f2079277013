"""See each resource that this process declares, as its constructor runs.

Pulumi's older kind of transformation: it changes nothing here, but unlike a transform it has the
resource object, beside which a companion can be made, and the Outputs that say what belongs to
what.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pulumi
from pulumi.runtime import get_root_resource

from bamp_pulumi.catalog import COMPANION_TYPES, DATA_STORES, CompanionKind
from bamp_pulumi.inheritance.ledger import LocalName
from bamp_pulumi.stack_config import NAMESPACE

__all__ = ["ProgramWatch", "Store", "snake_case"]


def snake_case(wire_name: str) -> str:
    """Return the name that the Python SDK gives to a property."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in wire_name)


_DATA_STORE_TYPES: Final = frozenset(row.type for row in DATA_STORES)
_LINKS: Final[Mapping[str, tuple[CompanionKind, str]]] = {
    token: (kind, snake_case(row.link))
    for kind, row in COMPANION_TYPES.items()
    for token in row.tokens
}
"""Types of companions: their kind, and the argument that says what they belong to."""


_COMPONENTS: Final = f"{NAMESPACE}:index:"
"""What the type tokens of our components begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A data store of this program."""

    resource: pulumi.Resource
    name: str
    region: pulumi.Input[str] | None
    """Its own `region`, which its children do not inherit."""
    has_transforms: bool = False
    """Whether it has transforms of its own, which Pulumi runs for its children too."""


@dataclass(slots=True, kw_only=True)
class ProgramWatch:
    """What has been declared so far."""

    local: set[LocalName]
    """Filled for the transform, which sees resources of other processes too."""
    waiting: list[pulumi.Resource] = field(default_factory=list[pulumi.Resource])
    """Declared and not yet seen to be registered."""
    stores: list[Store] = field(default_factory=list[Store])
    """Data stores that have not been given companions yet."""
    links: list[tuple[CompanionKind, object]] = field(
        default_factory=list[tuple[CompanionKind, object]]
    )
    """The data stores of the program's own companions."""
    declares_account: bool = False
    """Whether a component of this library has been declared: the program is an account's, too."""
    paused: bool = False
    """While companions are made: they are not the program's own."""

    def see(self, args: pulumi.ResourceTransformationArgs) -> bool:
        """Take note of one resource; return whether it is the program's own."""
        if self.paused:
            return False
        self.waiting.append(args.resource)
        self.declares_account |= args.type_.startswith(_COMPONENTS)
        if args.type_ in _DATA_STORE_TYPES:
            self._see_store(args, args.opts.parent or get_root_resource())
        elif args.type_ in _LINKS:
            kind, argument = _LINKS[args.type_]
            self.links.append((kind, args.props.get(argument)))
        return True

    def _see_store(
        self, args: pulumi.ResourceTransformationArgs, parent: pulumi.Resource | None
    ) -> None:
        if parent is not None:
            self.local.add(
                (
                    args.type_,
                    args.name,
                    parent.pulumi_resource_type,
                    parent.pulumi_resource_name,
                )
            )
        # Any: an input of whatever resource this is.
        region: Any = args.props.get("region")
        self.stores.append(
            Store(
                resource=args.resource,
                name=args.name,
                region=region,
                has_transforms=bool(args.opts.transforms),
            )
        )
