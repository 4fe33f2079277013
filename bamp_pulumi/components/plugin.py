"""The components as a Pulumi plugin, with errors in the terms of the language that uses it."""

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, cast

import pulumi
from pulumi.provider import ConstructResult, main
from pulumi.provider.experimental.component import ComponentProvider
from pulumi.provider.server import ComponentInitError

from bamp_pulumi.components.arguments import remedies_in
from bamp_pulumi.errors import BampError, Refusal
from bamp_pulumi.remedies import Notation

__all__ = ["PluginProvider", "host_plugin"]


class PluginProvider(ComponentProvider):
    """Offers components to every Pulumi language."""

    def construct(
        self,
        name: str,
        resource_type: str,
        inputs: pulumi.Inputs,
        options: pulumi.ResourceOptions | None = None,
    ) -> ConstructResult:
        """Declare a component.

        Raises:
            InputPropertiesError: What was refused, input by input. Of any other error Pulumi shows
                a traceback of this plugin, which says nothing to whoever writes TypeScript.
        """
        refused: BampError
        try:
            with remedies_in(Notation.CAMEL):
                return super().construct(name, resource_type, inputs, options)
        except ComponentInitError as error:
            if not isinstance(error.inner, BampError):
                raise
            refused = error.inner
        component = resource_type.rpartition(":")[2]
        raise pulumi.InputPropertiesError(
            f"{component} {name} is refused, and nothing of it was declared",
            [
                {"property_path": _property_path(one.path), "reason": _reason(one)}
                for one in map(_without(f"{component} {name}"), refused.refusals)
            ],
        )

    # Any, from here on: the signature of the SDK, which has no types for its properties.
    def map_input_properties(
        self,
        inputs: Any,  # noqa: ANN401
        properties: dict[str, Any],
        mapping: dict[str, str],
        component_name: str,
        property_path: str,
    ) -> Any:  # noqa: ANN401
        """Return inputs by their names in Python.

        The SDK leaves out what the schema does not have: a misspelt input would be taken for a
        default.
        """
        if not isinstance(inputs, dict):
            return inputs
        given = cast("dict[str, Any]", inputs)
        mapped = super().map_input_properties(
            given, properties, mapping, component_name, property_path
        )
        unknown = {name: value for name, value in given.items() if name not in properties}
        return {**mapped, **unknown}


def host_plugin(
    name: str, version: str, components: Sequence[type[pulumi.ComponentResource]]
) -> None:
    """Start the plugin, as `component_provider_host` of the SDK does."""
    main(PluginProvider([*components], name, version=version), sys.argv[1:])


def _reason(refusal: Refusal) -> str:
    named = Notation.CAMEL.named
    return (
        f"{named(refusal.given, refusal.path)} [{refusal.code}]\n"
        f"  allowed: {named(refusal.allowed, refusal.path)}\n"
        f"  why:     {refusal.why}\n"
        f"  write:   {named(refusal.write, refusal.path)}"
    )


def _without(component: str) -> Callable[[Refusal], Refusal]:
    """Return what takes the component out of the path of a refusal: Pulumi names it itself."""

    def own(refusal: Refusal) -> Refusal:
        return replace(refusal, path=refusal.path.removeprefix(component).removeprefix("."))

    return own


def _property_path(path: str) -> str:
    """Return a path as Pulumi writes it: `alerts.to[0].email`."""
    return re.sub(r"\.(\d+)(?=\.|$)", r"[\1]", Notation.CAMEL.named(path, path))
