"""The stand-in's process: `python -m tests.e2e.standin SOCKET`.

Listens on a Unix socket. A connection asks one thing, in one line of JSON:
`{"ask": "provider"}` is answered with the port of a new provider, which lives until the connection
closes; `{"ask": "aws", ...}` with what moto says; `{"ask": "holdings"}` with what AWS keeps of each
resource; `{"ask": "maintain"}` lets the maintenance windows pass; `{"ask": "forget"}` empties the
account.
"""

import json
import socketserver
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import grpc
from pulumi.runtime.proto import provider_pb2_grpc

from tests.e2e.standin.cloud import Cloud
from tests.e2e.standin.provider import StandInProvider

__all__ = ["main"]

_WORKERS: Final = 8
_MESSAGE_BYTES: Final = 400 * 1024 * 1024
"""As Pulumi's own limit: state of a large stack in one message."""


class _Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True

    def __init__(self, address: str) -> None:
        super().__init__(address, _Asked)
        self.cloud = Cloud()


class _Asked(socketserver.StreamRequestHandler):
    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride] - the one server there is

    def handle(self) -> None:
        asked: dict[str, Any] = json.loads(self.rfile.readline())  # Any: JSON
        match asked["ask"]:
            case "provider":
                self._serve()
            case "aws":
                call = self.server.cloud.aws.call
                self._say(
                    call(
                        asked["region"],
                        asked["service"],
                        asked["operation"],
                        **asked["arguments"],
                    )
                )
            case "holdings":
                self._say(self.server.cloud.holdings())
            case "maintain":
                self.server.cloud.maintain()
                self._say({})
            case _:
                self.server.cloud.aws.close()
                self.server.cloud = Cloud()
                self._say({})

    def _serve(self) -> None:
        server = grpc.server(
            ThreadPoolExecutor(_WORKERS),
            options=[("grpc.max_receive_message_length", _MESSAGE_BYTES)],
        )
        provider_pb2_grpc.add_ResourceProviderServicer_to_server(
            StandInProvider(self.server.cloud), server
        )
        port = server.add_insecure_port("127.0.0.1:0")
        server.start()
        self._say(port)
        self.rfile.read()
        server.stop(grace=0)

    def _say(self, answer: object) -> None:
        # Times are told as text.
        self.wfile.write(json.dumps(answer, default=str).encode() + b"\n")


def main(address: str) -> None:
    """Serve until killed."""
    with _Server(address) as server:
        server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1])
