"""The plugin process that the engine starts: it asks the stand-in for a provider, and waits.

The provider itself runs in the stand-in's process, where what was created stays between commands.
When the engine ends this process, the connection closes and the provider goes. Only the standard
library is imported: the engine starts one of these for each provider of each command.
"""

import socket
import sys


def main(address: str) -> None:
    """Print the port of a new provider, as the engine expects, and live as long as it is wanted."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)
        connection.sendall(b'{"ask": "provider"}\n')
        lines = connection.makefile()
        print(lines.readline().strip(), flush=True)  # noqa: T201 - the plugin protocol
        lines.read()


main(sys.argv[1])
