"""What is kept of a program's output: the first part and the last, in constant memory."""

from dataclasses import dataclass, field

__all__ = ["KeptOutput"]


@dataclass(slots=True)
class KeptOutput:
    """Output of which at most twice `part_bytes` are kept."""

    part_bytes: int
    """Bytes kept from the beginning, and from the end."""
    total_bytes: int = 0
    """Bytes that were printed."""
    _first: bytearray = field(default_factory=bytearray)
    _last: bytearray = field(default_factory=bytearray)

    def add(self, chunk: bytes) -> None:
        """Take in what was printed next."""
        self.total_bytes += len(chunk)
        room = self.part_bytes - len(self._first)
        if room > 0:
            self._first += chunk[:room]
            chunk = chunk[room:]
        self._last += chunk[-self.part_bytes :]
        # Not with each chunk: what moves to the front is copied.
        if len(self._last) > 2 * self.part_bytes:
            del self._last[: -self.part_bytes]

    def text(self) -> str:
        """Return what is kept; bytes that are no UTF-8 are written as escapes of Python's."""
        last = bytes(self._last[-self.part_bytes :])
        dropped = self.total_bytes - len(self._first) - len(last)
        if not dropped:
            return _text(bytes(self._first) + last)
        return f"{_text(bytes(self._first))}\n[{dropped:,} bytes are left out]\n{_text(last)}"


def _text(printed: bytes) -> str:
    return printed.decode("utf-8", errors="backslashreplace")
