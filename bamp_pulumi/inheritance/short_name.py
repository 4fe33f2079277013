"""A resource as people call it."""

__all__ = ["short_name"]


def short_name(urn: str) -> str:
    """`...$aws:s3/bucket:Bucket::logs` to `Bucket logs`."""
    types, _, name = urn.split("::", 2)[2].partition("::")
    return f"{types.rpartition(':')[2]} {name}"
