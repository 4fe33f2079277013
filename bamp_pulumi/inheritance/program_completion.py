"""What happens once a program's body has run: companions, warnings, and the one error."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import pulumi

from bamp_pulumi.catalog import COMPANION_TYPES, CompanionKind, holds
from bamp_pulumi.errors import BampError, Refusal
from bamp_pulumi.inheritance.companion import (
    find_key,
    has_what_it_needs,
    inputs_of,
    make_companion,
)
from bamp_pulumi.inheritance.companion_owners import Owners, find_owners
from bamp_pulumi.inheritance.configured import refused_account_keys
from bamp_pulumi.inheritance.deployed_before import DeployedBefore
from bamp_pulumi.inheritance.findings import (
    COSTS,
    backups_off,
    kept_for_ever,
    obstructed,
    perhaps_its_own,
    too_many,
)
from bamp_pulumi.inheritance.inherited import InheritanceFinding, Neighbour, PlannedCompanion
from bamp_pulumi.inheritance.ledger import Ledger, LocalName, MadeCompanion
from bamp_pulumi.inheritance.recovery_key import RecoveryKeys
from bamp_pulumi.inheritance.refusals import refuse
from bamp_pulumi.inheritance.short_name import short_name
from bamp_pulumi.inheritance.watch import Beside, ProgramWatch, Store

__all__ = ["ProgramCompletion"]

_QUIET_TURNS: Final = 50
"""Turns of the event loop without a new resource after which the program is complete. A step
of a chain of `apply` takes three or four."""


_NO_OWNERS: Final = Owners()


@dataclass(slots=True, kw_only=True)
class ProgramCompletion:
    """The work after one program's body; done again when an `apply` declares more later."""

    ledger: Ledger
    watch: ProgramWatch
    keys: RecoveryKeys
    body_ended: asyncio.Future[bool]
    before: DeployedBefore = field(default_factory=DeployedBefore)
    _under_way: bool = False
    _resources: dict[str, pulumi.Resource] = field(default_factory=dict[str, pulumi.Resource])
    """Data stores of this process by URN, to hang a warning on."""
    _reported: set[str] = field(default_factory=set[str])
    """URNs, and kinds of companions, that have been warned of."""
    _made: Counter[CompanionKind] = field(default_factory=Counter[CompanionKind])
    _refused: set[str] = field(default_factory=set[str])
    """URNs whose wrong tags have been said."""
    _has_read_keys: bool = False
    """Whether misplaced keys have been reported."""
    _said: bool = False
    """Whether it has been logged that old versions are kept indefinitely."""

    def begin(self) -> None:
        """Let the work wait for the end of the body, whether it declares anything or not."""
        self._under_way = True
        # Pulumi waits for what an Output waits for, and ends the run in its error.
        pulumi.Output.from_input(self._run())

    def see(
        self, args: pulumi.ResourceTransformationArgs
    ) -> pulumi.ResourceTransformationResult | None:
        """Take note of a resource, and see to it that its turn comes after the body.

        `register_stack_transformation` takes this; it changes no input, and adds a hook to types
        whose companions depend on what is deployed.
        """
        if self.watch.see(args) and not self._under_way:
            self.begin()
        return self.before.hooked(args)

    async def _run(self) -> None:
        refusals: dict[Refusal, None] = {}
        if await self.body_ended:
            refusals.update(dict.fromkeys(self._misplaced_keys()))
            # An `apply` may declare more while companions are made.
            while self.watch.waiting:
                await self._settle()
                refusals.update(dict.fromkeys(await self._make_companions()))
        self._under_way = False
        await self._warn()
        refuse(self._refusals(), besides=refusals)

    def _misplaced_keys(self) -> tuple[Refusal, ...]:
        """Return the keys of an account that nothing reads; each is reported once."""
        # Only now is it known: a program may inherit, and declare the account itself.
        if self._has_read_keys or self.watch.declares_account:
            return ()
        self._has_read_keys = True
        return refused_account_keys()

    async def _settle(self) -> None:
        """Wait until everything that was declared is registered, and nothing more follows."""
        quiet = 0
        while quiet < _QUIET_TURNS:
            if self.watch.waiting:
                quiet = 0
                await _registered(self.watch.waiting.pop())
            else:
                quiet += 1
                await asyncio.sleep(0)

    async def _make_companions(self) -> list[Refusal]:
        stores = [store for store in self.watch.stores if "urn" in vars(store.resource)]
        self.watch.stores.clear()
        decided = {store.resource: await _registered(store.resource) for store in stores}
        self._resources.update({urn: resource for resource, urn in decided.items()})
        await self._warn_of_neighbours(stores, decided)
        wanting = [s for s in stores if self._wants_companions(decided[s.resource])]
        if not wanting:
            return []
        owners = await self._owners(stores, decided)
        refusals: dict[Refusal, None] = {}
        for store in wanting:
            try:
                await self._make_for(store, decided[store.resource], owners)
            except BampError as refused:
                refusals.update(dict.fromkeys(refused.refusals))
        return list(refusals)

    async def _warn_of_neighbours(
        self, stores: Sequence[Store], urns: Mapping[pulumi.Resource, str]
    ) -> None:
        """Warn of what the program declares beside a data store that prevents its backups."""
        names = {
            resource: decision.own_names
            for resource, urn in urns.items()
            if (decision := self.ledger.decisions.get(urn)) is not None
        }
        for beside in self.watch.beside:
            for store in stores:
                decision = self.ledger.decisions.get(urns[store.resource])
                for one in () if decision is None else decision.inherited.neighbours:
                    if one.type != beside.type or _is_harmless(one, beside):
                        continue
                    owners = await find_owners([beside.argument(one.link)], stores, names)
                    if store.resource in owners.sure:
                        finding = obstructed(f"{beside.name}: {one.why}")
                        _warn_of(finding, urns[store.resource], store.resource)

    def _wants_companions(self, urn: str) -> bool:
        decision = self.ledger.decisions.get(urn)
        return decision is not None and bool(decision.inherited.companions)

    async def _owners(
        self, stores: Sequence[Store], urns: Mapping[pulumi.Resource, str]
    ) -> Mapping[CompanionKind, Owners]:
        """Find which data stores have companions of the program's own, by kind."""
        decisions = {resource: self.ledger.decisions.get(urn) for resource, urn in urns.items()}
        names = {r: d.own_names for r, d in decisions.items() if d is not None}
        by_kind: dict[CompanionKind, list[object]] = {}
        for kind, link in self.watch.links:
            by_kind.setdefault(kind, []).append(link)
        return {kind: await find_owners(links, stores, names) for kind, links in by_kind.items()}

    async def _make_for(
        self, store: Store, urn: str, owners: Mapping[CompanionKind, Owners]
    ) -> None:
        made: dict[CompanionKind, pulumi.Resource] = {}
        for planned in self.ledger.decisions[urn].inherited.companions:
            beside = made.get(planned.beside) if planned.beside is not None else None
            if planned.beside is not None and beside is None:
                continue
            found = owners.get(planned.kind, _NO_OWNERS)
            if store.resource in found.perhaps:
                _warn_of(perhaps_its_own(planned.kind, planned.why), urn, store.resource)
            if store.resource in found.sure | found.perhaps:
                continue
            if not await self._is_ready(store, urn, planned):
                continue
            key = await find_key(store, planned, self.keys)
            # Nothing is awaited from here to the end: what is declared meanwhile is ours alone.
            self.watch.paused = True
            try:
                resource = make_companion(store, planned, beside=beside, key=key)
            finally:
                self.watch.paused = False
            made[planned.kind] = resource
            own = inputs_of(store, planned, key) if store.has_transforms else None
            self.ledger.companions[_local_name(resource, store.resource)] = MadeCompanion(
                kind=planned.kind, own_inputs=own
            )
            self._made[planned.kind] += 1

    async def _is_ready(self, store: Store, urn: str, planned: PlannedCompanion) -> bool:
        """Return whether a companion can be made now; if not, warn of what to run, and when."""
        setting = planned.needs_on
        if setting is None:
            return True
        before = self.before.values.get((urn, setting.path))
        if await has_what_it_needs(store, planned, before):
            return True
        finding = backups_off(
            planned.kind, setting, planned.why, asked_at_once=planned.asked_at_once
        )
        _warn_of(finding, urn, store.resource)
        return False

    def _refusals(self) -> list[tuple[str, Refusal]]:
        """Mistakes of the program, by resource; each is reported once."""
        found = [
            (urn, refusal)
            for urn, decision in sorted(self.ledger.decisions.items())
            for refusal in decision.inherited.refusals
            if urn not in self._refused
        ]
        self._refused.update(urn for urn, _ in found)
        return found

    async def _warn(self) -> None:
        priced: dict[str, list[str]] = {}
        for urn, decision in sorted(self.ledger.decisions.items()):
            if urn in self._reported:
                continue
            self._reported.add(urn)
            resource = self._resources.get(urn)
            for finding in decision.inherited.findings:
                if finding.code == COSTS:
                    priced.setdefault(finding.message, []).append(short_name(urn))
                if finding.worth_a_warning:
                    _warn_of(finding, urn, resource)
        for message, names in priced.items():
            others = f" and {len(names) - 1} more" if len(names) > 1 else ""
            pulumi.log.warn(f"{names[0]}{others}: {message} [{COSTS}]")
        self._warn_of_quotas()
        self._say_what_is_kept_for_ever()
        # Pulumi sends a message about a resource on the next turn of the event loop.
        await asyncio.sleep(0)

    def _warn_of_quotas(self) -> None:
        for kind, made in self._made.items():
            most = COMPANION_TYPES[kind].most_in_a_region
            count = made + sum(declared is kind for declared, _ in self.watch.links)
            if most is not None and count > most and kind not in self._reported:
                self._reported.add(kind)
                finding = too_many(kind, count, most, self.ledger.policy.recovery_region)
                pulumi.log.warn(f"{finding.message} [{finding.code}]")

    def _say_what_is_kept_for_ever(self) -> None:
        """Log once what costs more with every day, and the argument that changes it."""
        versioned = self._made[CompanionKind.BUCKET_VERSIONING]
        if versioned and not self.ledger.defaults.expire_noncurrent_versions and not self._said:
            self._said = True
            pulumi.log.info(kept_for_ever(versioned))


def _local_name(resource: pulumi.Resource, parent: pulumi.Resource) -> LocalName:
    return (
        resource.pulumi_resource_type,
        resource.pulumi_resource_name,
        parent.pulumi_resource_type,
        parent.pulumi_resource_name,
    )


def _warn_of(finding: InheritanceFinding, urn: str, resource: pulumi.Resource | None) -> None:
    pulumi.log.warn(f"{short_name(urn)}: {finding.message} [{finding.code}]", resource=resource)


def _is_harmless(neighbour: Neighbour, beside: Beside) -> bool:
    """Return True if the arguments of a neighbour do no harm, or are not known."""
    if neighbour.unless is None:
        return False
    path = neighbour.unless.path
    given = beside.argument(path)
    if isinstance(given, pulumi.Output):
        return True
    return holds(neighbour.unless, {path: given}) is not False


async def _registered(resource: pulumi.Resource) -> str:
    """Wait until a resource is registered; return its URN, empty when that failed."""
    if "urn" not in vars(resource):
        return ""  # its constructor raised
    try:
        return await resource.urn.future() or ""
    except Exception:  # noqa: BLE001 - Pulumi itself reports what could not be registered
        return ""
