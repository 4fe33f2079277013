"""Which parts of a large resource are read: the same ones in every reading.

The sample is of the parts whose names have the smallest digests. It depends on no order, and a part
that comes or goes changes it by one: so it can be compared with what was recorded on another day.
"""

from collections.abc import Iterable
from hashlib import sha256
from heapq import nsmallest

__all__ = ["digest", "sample"]


def sample(names: Iterable[str], count: int) -> list[str]:
    """Choose as many of some names, in the order of their digests."""
    return nsmallest(count, names, key=digest)


def digest(text: str | bytes) -> str:
    """Return what stands for a text: half of its SHA-256."""
    return sha256(text.encode() if isinstance(text, str) else text).hexdigest()[:32]
