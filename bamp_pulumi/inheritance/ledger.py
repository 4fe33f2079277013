"""What one run of one program inherits, resource by resource.

The transform writes here what it decided, on whatever thread the engine calls it; the work after
the program's body reads it. One ledger for one run: nothing is kept between runs.
"""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import pulumi

from bamp_pulumi.catalog import COMPANION_TYPES, CompanionKind
from bamp_pulumi.inheritance.inherited import NOTHING, Defaults, Inherited
from bamp_pulumi.inheritance.rule import inherit_resource
from bamp_pulumi.places import PROVIDER_TYPES, Places
from bamp_pulumi.policy import BackupPolicy

__all__ = ["Decision", "Ledger", "LocalName", "MadeCompanion", "Namesake"]

LocalName = tuple[str, str, str, str]
"""Type and name of a resource, and of its parent: enough to tell the program's own from others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesake:
    """A resource that names itself, of a type whose replicas would have the same name."""

    type: str
    input: str
    """Wire name of the input that gives its name."""
    name: str
    """In AWS."""
    logical: str
    """In Pulumi."""
    region: str | None
    """Its own; empty for that of the default provider, None while unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided for one data store."""

    inherited: Inherited
    own_names: tuple[str, ...]
    """The names it gives itself in plain text: what a companion may call it by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCompanion:
    """A companion that has been made for a data store."""

    kind: CompanionKind
    own_inputs: Mapping[str, object] | None = None
    """Its inputs by wire name, where its data store has transforms of its own: Pulumi runs those
    for the children too, and their author wrote them for the data store. None: nothing to undo."""


def _places_of_this_stack() -> Places:
    """Read the default providers' configuration; what it leaves out the environment says."""
    config = {
        f"{package}:{key}": value
        for package in ("aws", "aws-native")
        for key in ("region", "defaultTags")
        if (value := pulumi.Config(package).get(key)) is not None
    }
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION", "")
    return Places(config, region=region)


@dataclass(slots=True, kw_only=True)
class Ledger:
    """The state of one run."""

    policy: BackupPolicy
    defaults: Defaults
    places: Places = field(default_factory=_places_of_this_stack)
    local: set[LocalName] = field(default_factory=set[LocalName])
    """Data stores that this process declares; others are children of packaged components."""
    namesakes: list[Namesake] = field(default_factory=list[Namesake])
    """What of the program has a name that a replica could need."""
    decisions: dict[str, Decision] = field(default_factory=dict[str, Decision])
    """By URN."""
    companions: dict[LocalName, MadeCompanion] = field(
        default_factory=dict[LocalName, MadeCompanion]
    )
    """What has been made beside the data stores."""

    def companion(self, type_token: str, name: str, parent: str) -> MadeCompanion | None:
        """Return the companion that is about to be registered; None for any other resource.

        Args:
            type_token: Pulumi type token.
            name: Its logical name.
            parent: URN of its parent; empty for none.
        """
        if not self.companions:
            return None
        parent_type, parent_name = _type_and_name(parent)
        return self.companions.get((type_token, name, parent_type.rpartition("$")[2], parent_name))

    def decide(  # noqa: PLR0913 - what the engine tells a transform, all of it named
        self,
        type_token: str,
        name: str,
        *,
        parent: str,
        provider: str,
        inputs: Mapping[str, object],
        secrets: Collection[str] = (),
        ignored: Collection[str] = (),
    ) -> Inherited:
        """Return what a resource that is about to be registered inherits, and keep it.

        Args:
            type_token: Pulumi type token.
            name: Its logical name.
            parent: URN of its parent; empty for none.
            provider: Reference to its provider; empty for the default one.
            inputs: Its inputs by wire name, plain values, `UNKNOWN` where unknown.
            secrets: Wire names of inputs whose values no finding may show.
            ignored: Paths of inputs whose changes the program ignores.
        """
        parent_type, parent_name = _type_and_name(parent)
        urn = _urn(parent_type, type_token, name)
        if type_token in PROVIDER_TYPES:
            self.places.record(urn, inputs)
            return NOTHING
        place = self.places.of(type_token, provider, inputs)
        own_type, own_parent = type_token, parent_type.rpartition("$")[2]
        inherited = inherit_resource(
            type_token,
            inputs,
            policy=self.policy,
            defaults=self.defaults,
            region=place.region,
            default_tags=place.default_tags,
            takes_companions=(own_type, name, own_parent, parent_name) in self.local,
            secrets=secrets,
            ignored=ignored,
            has_namesake=self._has_namesake(type_token, name, inputs),
        )
        if inherited is not NOTHING:
            self.decisions[urn] = Decision(inherited=inherited, own_names=_own_names(inputs))
        return inherited

    def _has_namesake(self, type_token: str, name: str, inputs: Mapping[str, object]) -> bool:
        """Return True if another resource of the name is in the recovery Region, or may be."""
        away = self.policy.recovery_region
        here = self.places.of(type_token, "", {}).region
        same = [
            one
            for one in self.namesakes
            if (one.type, one.name) == (type_token, inputs.get(one.input))
        ]
        others = [one for one in same if one.logical != name]
        if len(same) > 1 and not others:
            # Children of two components: which of them this one is does not matter.
            others = same
        return any(one.region is None or (one.region or here) in (away, "") for one in others)


def _type_and_name(urn: str) -> tuple[str, str]:
    """Split a URN: the chain of types, and the name; both empty for none."""
    parts = urn.split("::", 3)
    return (parts[2], parts[3]) if len(parts) == 4 else ("", "")  # noqa: PLR2004 - urn:stack::project::types::name


def _urn(parent_type: str, type_token: str, name: str) -> str:
    """Build the URN as the engine does: the parents' types, the stack left out."""
    chain = "" if parent_type in ("", "pulumi:pulumi:Stack") else f"{parent_type}$"
    project, stack = pulumi.get_project(), pulumi.get_stack()
    return f"urn:pulumi:{stack}::{project}::{chain}{type_token}::{name}"


_NAME_INPUTS = tuple(dict.fromkeys(row.owner_name for row in COMPANION_TYPES.values()))


def _own_names(inputs: Mapping[str, object]) -> tuple[str, ...]:
    found = (inputs.get(name) for name in _NAME_INPUTS)
    return tuple(name for name in found if isinstance(name, str))
