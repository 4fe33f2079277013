"""The URNs that a resource had before, from the aliases that its program gives it.

What an alias leaves open is as it is now. Aliases that a child takes over from its parent are not
worked out.
Source: Pulumi, concepts, resource options, aliases; resource.proto, Alias (read 2026-11-28).
"""

from collections.abc import Iterator
from typing import Any, cast

from pulumi.runtime.proto import resource_pb2

__all__ = ["aliases_of"]


def aliases_of(request: resource_pb2.RegisterResourceRequest, urn: str) -> list[str]:
    """Build the URNs that a resource had before."""
    # Any: the generated module gives its repeated messages no type.
    return [*_urns(cast("list[Any]", getattr(request, "aliases")), request, urn)]  # noqa: B009


def _urns(
    aliases: list[Any],  # Any: as above
    request: resource_pb2.RegisterResourceRequest,
    urn: str,
) -> Iterator[str]:
    stack, project, types, name = urn.removeprefix("urn:pulumi:").split("::", 3)
    now = types.rpartition("$")[0]
    for alias in aliases:
        if alias.urn:
            yield str(alias.urn)
            continue
        spec = alias.spec
        # The type of a parent stands before its child's, that of a stack does not.
        parents = "" if spec.noParent else now
        if spec.parentUrn:
            parent = str(spec.parentUrn).split("::")[2]
            parents = "" if parent == "pulumi:pulumi:Stack" else parent
        own = spec.type or request.type
        yield (
            f"urn:pulumi:{spec.stack or stack}::{spec.project or project}"
            f"::{parents}{'$' if parents else ''}{own}::{spec.name or name}"
        )
