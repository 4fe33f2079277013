"""What a resource had before this run updates it, as far as a companion depends on it.

A program cannot read its own stack. Pulumi's resource hooks can: before an update, of a preview as
well, the engine hands over what the last deployment read from AWS. Nothing is changed here.

Source: Pulumi source, sdk/python/lib/pulumi/resource_hooks.py (read 2026-11-29).
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import pulumi
from pulumi.runtime import settings

from bamp_pulumi.catalog import DATA_STORES, value_at

__all__ = ["DEPLOYED_BEFORE_HOOK", "DeployedBefore"]

DEPLOYED_BEFORE_HOOK: Final = "bamp-deployed-before"
"""Name of the hook: an offline run beside a state runs no other."""
_FEATURE: Final = "RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS"
_NEEDED: Final[Mapping[str, frozenset[str]]] = {
    row.type: frozenset(companion.needs_on for companion in row.companions if companion.needs_on)
    for row in DATA_STORES
    if any(companion.needs_on for companion in row.companions)
}
"""Types whose companions need a setting that is on, and the paths of these settings."""


@dataclass(slots=True)
class DeployedBefore:
    """The settings of resources that this run updates, as they were deployed before it."""

    values: dict[tuple[str, str], object] = field(default_factory=dict[tuple[str, str], object])
    """By URN and path."""
    _hook: pulumi.ResourceHook | None = None

    def hooked(
        self, args: pulumi.ResourceTransformationArgs
    ) -> pulumi.ResourceTransformationResult | None:
        """Let the engine tell of a resource before it updates it; None for all other types.

        An engine without resource hooks is not asked: its previews then show a companion that the
        deployment creates only later.
        """
        if args.type_ not in _NEEDED or not _supports_hooks():
            return None
        if self._hook is None:
            options = pulumi.ResourceHookOptions(on_dry_run=True)
            self._hook = pulumi.ResourceHook(DEPLOYED_BEFORE_HOOK, self._note, options)
        added = pulumi.ResourceHookBinding(before_update=[self._hook])
        # The program may use one object for several resources.
        opts = copy.copy(args.opts)
        opts.hooks = pulumi.ResourceHookBinding.merge(opts.hooks, added)
        return pulumi.ResourceTransformationResult(args.props, opts)

    def _note(self, args: pulumi.ResourceHookArgs) -> None:
        for path in _NEEDED.get(args.type, ()):
            self.values[args.urn, path] = value_at(args.old_outputs or {}, path)


def _supports_hooks() -> bool:
    from pulumi.runtime.proto import resource_pb2  # noqa: PLC0415 - only for those types

    feature = getattr(resource_pb2, _FEATURE, None)
    supports = getattr(settings, "monitor_supports_feature", None)
    return feature is not None and supports is not None and bool(supports(feature))
