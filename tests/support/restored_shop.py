"""The shop as a source, and as what was restored of it from a dump, on one real server."""

import ssl
from dataclasses import dataclass, replace
from itertools import count

from postgresql_server import Certificate, Server
from restored_judgement import SOURCE, look_at
from shop_database import DATABASE, PASSWORD, ROLES, SHOP, USER

from bamp_pulumi.lambdas.restore import Facts, Validation
from bamp_pulumi.lambdas.restore.address import Address
from bamp_pulumi.lambdas.restore.databases import read_content
from bamp_pulumi.lambdas.restore.look import Look

__all__ = ["Shop"]


@dataclass(frozen=True, slots=True)
class Shop:
    """A server with the source, and with what was restored of it from a dump."""

    server: Server
    certificate: Certificate
    port: int
    names: "count[int]"

    def copy(self, damage: str = "", of: str = "restored") -> str:
        """Copy a database, and change the copy."""
        name = f"{of}_{next(self.names)}"
        self.server.run("createdb", "-T", of, name)
        if damage:
            self.server.sql(name, damage)
        return name

    def look(self, validation: Validation | None = None) -> Look:
        """Look with TLS, as the function does."""
        authority = str(self.certificate.authority)
        tls = ssl.create_default_context(cafile=authority)
        return look_at(SOURCE, validation=validation, tls=tls)

    def address(self, database: str) -> Address:
        """Return where a database is."""
        return Address(
            host="127.0.0.1", port=self.port, user=USER, password=PASSWORD, database=database
        )

    def read(self, database: str, validation: Validation | None = None) -> Facts:
        """Read a database; every copy has the name of its source, as on a server of its own."""
        facts = read_content(self.look(validation), "postgres", self.address(database))
        named = [
            replace(fact, value=DATABASE) if str(fact.key) == "it: database" else fact
            for fact in facts.facts
        ]
        return replace(facts, facts=tuple(named))

    def fill(self) -> None:
        """Make the source, dump it, and restore the dump."""
        self.server.sql("postgres", ROLES)
        for name in (DATABASE, "restored"):
            self.server.run("createdb", name)
        self.server.sql(DATABASE, SHOP)
        self.server.sql("restored", self.server.run("pg_dump", DATABASE))
