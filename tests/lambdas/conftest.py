"""The server that restored databases are read from, started once."""

from collections.abc import Generator
from itertools import count

import pytest
from postgresql_server import Certificate, front, serve
from restored_shop import Shop
from shop_database import DATABASE

from bamp_pulumi.lambdas.restore import Facts


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Generator[Shop]:
    """Start a server with the source and with what was restored of it."""
    certificate = Certificate.make(tmp_path_factory.mktemp("tls"))
    with serve() as server, front(server, certificate) as port:
        made = Shop(server, certificate, port, count())
        made.fill()
        yield made


@pytest.fixture(scope="session")
def source(shop: Shop) -> Facts:
    """Read the source."""
    return shop.read(DATABASE)
