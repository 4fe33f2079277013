"""Delays of which AWS promises nothing, drawn so that the same seed gives the same history.

A draw depends on its seed and on what it is for, and on no other draw: one more job elsewhere moves
nothing.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b

__all__ = ["RandomDelays"]

_BYTES = 8


@dataclass(frozen=True, slots=True)
class RandomDelays:
    """Draws of one rehearsal."""

    seed: int = 0

    def within(self, longest: timedelta, *about: object) -> timedelta:
        """Draw a time, uniform from nothing up to the longest, to the second.

        Args:
            longest: The longest it may be; included.
            about: What it is for.
        """
        text = "\x1f".join(map(str, (self.seed, *about)))
        drawn = blake2b(text.encode(errors="surrogatepass"), digest_size=_BYTES).digest()
        share = int.from_bytes(drawn) / (256**_BYTES - 1)
        return timedelta(seconds=round(longest.total_seconds() * share))
