"""An HTTP server that answers as AWS does what a test says, and keeps what it was asked."""

import json
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["Answering", "Asked", "answering"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request."""

    what: str
    """Method and path; the operation, where a header or the body names it."""
    body: str


@dataclass(slots=True)
class Answering:
    """A running server."""

    url: str
    asked: list[Asked] = field(default_factory=list[Asked])


Answers = Mapping[str, str]
"""By what is asked, or how it begins: the body of the answer."""


@contextmanager
def answering(answers: Answers) -> Generator[Answering]:
    """Serve on a port of 127.0.0.1. What is not foreseen is answered with status 400."""
    server: ThreadingHTTPServer
    kept = Answering("")

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            target = self.headers.get("X-Amz-Target", "").rpartition(".")[2]
            action = body.partition("Action=")[2].partition("&")[0]
            what = target or action or f"{self.command} {self.path}"
            kept.asked.append(Asked(what, body))
            known = next((each for each in answers if what.startswith(each)), None)
            text = answers[known] if known else json.dumps({"message": f"{what} is not known"})
            data = text.encode()
            self.send_response(200 if known else 400)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = _answer  # noqa: N815 - names of the base class

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - of the base class
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
