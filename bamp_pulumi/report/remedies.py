"""What is fixed how, in a line or two, for what shows more than a code."""

from bamp_pulumi.explained import explain

__all__ = ["remedy_of", "sources_named"]


def remedy_of(name: str) -> str:
    """Return how a code or fault is fixed; empty for a name that nothing explains."""
    found = explain(name)
    return found.fix if found is not None else ""


def sources_named(name: str) -> list[str]:
    """List the addresses of the sources of a code or fault, and `house rule`."""
    found = explain(name)
    return [source.url or source.name for source in found.sources] if found is not None else []
