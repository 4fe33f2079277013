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

from bamp_pulumi.catalog import COMPANION_TYPES, DATA_STORES, CompanionKind, snake_case
from bamp_pulumi.inheritance.ledger import LocalName, Namesake
from bamp_pulumi.stack_config import NAMESPACE

__all__ = ["ProgramWatch", "Store"]


_DATA_STORE_TYPES: Final = frozenset(row.type for row in DATA_STORES)
_LINKS: Final[Mapping[str, tuple[CompanionKind, str]]] = {
    token: (kind, snake_case(row.link))
    for kind, row in COMPANION_TYPES.items()
    for token in row.tokens
}
"""Types of companions: their kind, and the argument that says what they belong to."""


_NEIGHBOUR_TYPES: Final = frozenset(
    one.type for row in DATA_STORES for one in (*row.forbidden_companions, *row.continuous_needs)
)
"""Types of resources that prevent the backups of what they point at."""

_NAMES: Final[Mapping[str, str]] = {
    row.type: setting.named_by
    for row in DATA_STORES
    for setting in row.settings
    if setting.named_by
}
"""Types whose replicas have the name of the original: the input that gives the name."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A resource of this program that may prevent the backups of a data store."""

    type: str
    name: str
    arguments: Mapping[str, object]
    """As the program wrote them, by argument name: Outputs too."""

    def argument(self, wire_name: str) -> object:
        """Return an argument by its wire name."""
        return self.arguments.get(snake_case(wire_name))


@dataclass(slots=True, kw_only=True)
class ProgramWatch:
    """What has been declared so far."""

    local: set[LocalName]
    """Filled for the transform, which sees resources of other processes too."""
    namesakes: list[Namesake] = field(default_factory=list[Namesake])
    """Filled for the transform, which sees one resource at a time. It runs after the body: only
    what an `apply` declares may come too late."""
    waiting: list[pulumi.Resource] = field(default_factory=list[pulumi.Resource])
    """Declared and not yet seen to be registered."""
    stores: list[Store] = field(default_factory=list[Store])
    """Data stores that have not been given companions yet."""
    links: list[tuple[CompanionKind, object]] = field(
        default_factory=list[tuple[CompanionKind, object]]
    )
    """The data stores of the program's own companions."""
    beside: list[Beside] = field(default_factory=list[Beside])
    """What may prevent the backups of a data store."""
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
        elif args.type_ in _NEIGHBOUR_TYPES:
            self.beside.append(Beside(type=args.type_, name=args.name, arguments=args.props))
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
        named_by = _NAMES.get(args.type_, "")
        own_name: Any = args.props.get(snake_case(named_by))
        if isinstance(own_name, str):
            # Of a provider's Region nothing is known here.
            known = region is None and args.opts.provider is None
            where = "" if known else region if isinstance(region, str) else None
            self.namesakes.append(
                Namesake(
                    type=args.type_,
                    input=named_by,
                    name=own_name,
                    logical=args.name,
                    region=where,
                )
            )
        self.stores.append(
            Store(
                resource=args.resource,
                name=args.name,
                region=region,
                has_transforms=bool(args.opts.transforms),
            )
        )
