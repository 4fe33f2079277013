"""The stand-in's process and what can be asked of it."""

import json
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

__all__ = ["Account"]

_ROOT: Final = Path(__file__).parents[2]
_START_SECONDS: Final = 120.0
_POLL_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True)
class Account:
    """An AWS account that only this machine knows."""

    process: subprocess.Popen[bytes]
    address: str

    @classmethod
    def opened(cls, folder: Path) -> Self:
        """Start the process; the plugin for the engine is put in `folder/bin`."""
        address = str(folder / "socket")
        process = subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
            [sys.executable, "-m", "tests.e2e.standin", address], cwd=_ROOT
        )
        launcher = Path(__file__).parent / "standin" / "launcher.py"
        plugin = folder / "bin" / "pulumi-resource-aws"
        plugin.parent.mkdir()
        plugin.write_text(f'#!/bin/sh\nexec "{sys.executable}" -IS "{launcher}" "{address}"\n')
        plugin.chmod(0o755)
        return cls(process, address)

    def close(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait()

    def forget(self) -> None:
        """Empty the account."""
        self._ask({"ask": "forget"})

    def holdings(self) -> Any:  # noqa: ANN401 - JSON
        """List what AWS keeps of each resource (`kept`), and what remains of those `deleted`."""
        return self._ask({"ask": "holdings"})

    def maintain(self) -> None:
        """Let the maintenance windows pass."""
        self._ask({"ask": "maintain"})

    def call(
        self, service: str, operation: str, *, region: str = "us-east-1", **arguments: object
    ) -> Any:  # noqa: ANN401 - each operation answers in a shape of its own
        """Call AWS, as moto answers it: `call("backup", "list_backup_vaults")`."""
        return self._ask(
            {
                "ask": "aws",
                "service": service,
                "operation": operation,
                "region": region,
                "arguments": arguments,
            }
        )

    def _ask(self, question: dict[str, object]) -> Any:  # noqa: ANN401 - JSON
        with self._connected() as connection:
            connection.sendall(json.dumps(question).encode() + b"\n")
            return json.loads(connection.makefile().readline())

    def _connected(self) -> socket.socket:
        end = time.monotonic() + _START_SECONDS
        while True:
            connection = socket.socket(socket.AF_UNIX)
            try:
                connection.connect(self.address)
            except OSError:
                connection.close()
                if time.monotonic() > end or self.process.poll() is not None:
                    raise
                time.sleep(_POLL_SECONDS)
            else:
                return connection
