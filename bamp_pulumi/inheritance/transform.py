"""The rule as a transform of Pulumi's engine: tags and settings, for every resource of a stack.

The engine calls it for children of components and of packaged components too, whatever language
those are written in. It is idempotent, for the engine transforms a packaged component twice.
"""

from collections.abc import Collection, Mapping
from typing import Final

import pulumi

from bamp_pulumi.catalog import COMPANION_TYPES, rows_of
from bamp_pulumi.inheritance.edits import apply_edits
from bamp_pulumi.inheritance.inherited import Inherited
from bamp_pulumi.inheritance.ledger import Ledger, MadeCompanion
from bamp_pulumi.inheritance.program_values import enter_program_value, read_inputs
from bamp_pulumi.places import PROVIDER_TYPES

__all__ = ["InheritanceTransform"]

_COMPANIONS: Final = frozenset(
    token for companion in COMPANION_TYPES.values() for token in companion.tokens
)


class InheritanceTransform:
    """What is registered with the engine.

    An offline run may ask it directly, without the way through the wire and the program's event
    loop: `wants` says for which types, `decide` says what to change.
    """

    def __init__(self, ledger: Ledger) -> None:
        """Write what is decided into a ledger."""
        self._ledger = ledger

    def wants(self, type_token: str) -> bool:
        """Return whether a resource of this type may be changed or has to be seen."""
        return type_token in PROVIDER_TYPES or bool(rows_of(type_token))

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
        """Return what a resource inherits; the arguments are those of `Ledger.decide`."""
        return self._ledger.decide(
            type_token,
            name,
            parent=parent,
            provider=provider,
            inputs=inputs,
            secrets=secrets,
            ignored=ignored,
        )

    def companion(self, type_token: str, name: str, parent: str) -> MadeCompanion | None:
        """Return the companion that is about to be registered; as `Ledger.companion`."""
        return self._ledger.companion(type_token, name, parent)

    async def __call__(
        self, args: pulumi.ResourceTransformArgs
    ) -> pulumi.ResourceTransformResult | None:
        """Transform one resource; None leaves it untouched."""
        if args.type_ in _COMPANIONS:
            return self._as_made(args, await _urn_of(args.opts.parent))
        if not self.wants(args.type_):
            return None
        inputs, secrets = await read_inputs(args.props)
        inherited = self.decide(
            args.type_,
            args.name,
            parent=await _urn_of(args.opts.parent),
            provider=await _reference_to(args.opts.provider),
            inputs=inputs,
            secrets=secrets,
            ignored=args.opts.ignore_changes or (),
        )
        if not inherited.edits and not inherited.ignore_changes:
            return None
        options: pulumi.ResourceOptions | None = None
        if inherited.ignore_changes:
            ignored = [*(args.opts.ignore_changes or ()), *inherited.ignore_changes]
            options = pulumi.ResourceOptions.merge(args.opts, pulumi.ResourceOptions())
            options.ignore_changes = list(dict.fromkeys(ignored))
        return pulumi.ResourceTransformResult(
            apply_edits(args.props, inherited.edits, enter_program_value),
            options,  # pyright: ignore[reportArgumentType] - none at all: the engine keeps its own, and the SDK's copy of them lacks some
        )

    def _as_made(
        self, args: pulumi.ResourceTransformArgs, parent: str
    ) -> pulumi.ResourceTransformResult | None:
        """Undo what the transforms of a data store made of its companion."""
        made = self.companion(args.type_, args.name, parent)
        if made is None or made.own_inputs is None:
            return None
        return pulumi.ResourceTransformResult(dict(made.own_inputs), args.opts)


async def _urn_of(resource: pulumi.Resource | None) -> str:
    return "" if resource is None else await resource.urn.future() or ""


async def _reference_to(provider: pulumi.ProviderResource | None) -> str:
    if provider is None:
        return ""
    return f"{await provider.urn.future()}::{await provider.id.future()}"
