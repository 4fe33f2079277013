"""A MySQL or MariaDB server for tests: whichever is on the path, on a socket of its own."""

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymysql

__all__ = ["MySqlServer", "serve_mysql", "server_on_path"]


@dataclass(frozen=True, slots=True)
class MySqlServer:
    """A running server."""

    port: int

    def sql(self, database: str | None, *statements: str) -> None:
        """Run statements as the administrator."""
        connection: Any = pymysql.connect(
            host="127.0.0.1",
            port=self.port,
            user="tests",
            password="tests",  # noqa: S106 - of a server that ends with the test
            database=database,
        )
        with connection, connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            connection.commit()


def server_on_path() -> str:
    """Return the path of a server; empty where there is none."""
    return next(filter(None, map(shutil.which, ("mariadbd", "mysqld"))), "")


@contextmanager
def serve_mysql(port: int) -> Generator[MySqlServer]:
    """Start a server on a new folder, and stop it."""
    program = server_on_path()
    folder = Path(tempfile.mkdtemp(prefix="my"))
    try:
        data = folder / "data"
        user = "nobody" if os.geteuid() == 0 else None
        if user:
            shutil.chown(folder, user)
        _initialize(program, folder, user)
        with (folder / "log").open("w") as log:
            server = subprocess.Popen(  # noqa: S603 - of the path
                [
                    program,
                    "--no-defaults",
                    f"--datadir={data}",
                    f"--socket={folder}/s",
                    f"--pid-file={folder}/pid",
                    f"--port={port}",
                    "--bind-address=127.0.0.1",
                    f"--init-file={folder}/users",
                    "--skip-log-bin",
                ],
                stdout=log,
                stderr=log,
                user=user,
                cwd=folder,
            )
        try:
            running = MySqlServer(port)
            _until_ready(running, folder)
            yield running
        finally:
            server.terminate()
            server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _initialize(program: str, folder: Path, user: str | None) -> None:
    users = (
        "create user if not exists tests@'127.0.0.1' identified by 'tests';\n"
        "grant all on *.* to tests@'127.0.0.1' with grant option;\n"
    )
    (folder / "users").write_text(users)
    if "mariadb" in program:
        script = shutil.which("mariadb-install-db")
        assert script, "mariadb-install-db comes with the server"
        base = [f"--basedir={os.environ['MARIADB_BASE']}"] if "MARIADB_BASE" in os.environ else []
        command = [script, "--no-defaults", *base, f"--datadir={folder}/data", "--skip-test-db"]
        command.append("--auth-root-authentication-method=normal")
    else:
        command = [program, "--no-defaults", f"--datadir={folder}/data", "--initialize-insecure"]
    done = subprocess.run(  # noqa: S603 - as above
        command, user=user, cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)


def _until_ready(server: MySqlServer, folder: Path) -> None:
    for _ in range(600):
        with suppress(pymysql.Error):
            server.sql(None, "select 1")
            return
        threading.Event().wait(0.05)
    raise RuntimeError((folder / "log").read_text())
