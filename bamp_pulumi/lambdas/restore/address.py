"""Where a database is, and as whom it is read."""

import socket
from dataclasses import dataclass

__all__ = ["Address"]

_SECONDS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a database is, and as whom it is read."""

    host: str
    port: int
    user: str
    password: str
    """An IAM token, where there is no secret."""
    database: str

    def reach(self) -> None:
        """Return if something is listening: a driver would wait for as long as it may read.

        Raises:
            OSError: When nothing is, or nothing can be reached.
        """
        socket.create_connection((self.host, self.port), _SECONDS).close()
