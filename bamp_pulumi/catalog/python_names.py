"""What the Python SDK calls what stands on the wire."""

__all__ = ["snake_case"]


def snake_case(wire_name: str) -> str:
    """Return what Pulumi's Python calls a property: `add_on` for `addOn`."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in wire_name)
