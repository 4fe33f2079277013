"""Restored MySQL databases, on a real server where one is on the path; skipped where none is.

Each damage is FAILED with its reason, and nothing sound is.
"""

import re
import socket
from collections.abc import Generator
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

import pytest
from mysql_server import MySqlServer, serve_mysql, server_on_path
from restored_judgement import SOURCE, look_at, recorded, verdict_on

from bamp_pulumi.lambdas.restore import Facts, Outcome, Query, Validation
from bamp_pulumi.lambdas.restore.address import Address
from bamp_pulumi.lambdas.restore.databases import read_content

pytestmark = [
    pytest.mark.xdist_group("mysql"),
    pytest.mark.skipif(not server_on_path(), reason="no mariadbd or mysqld is on the path"),
]

SHOP: Final = """
create table customers (id int auto_increment primary key, email varchar(99) not null unique,
  photo varbinary(16), data json, rating double, born date);
create table orders (id bigint auto_increment primary key, customer int not null,
  placed_at datetime not null, total decimal(10, 2) not null default 0,
  key by_customer (customer, placed_at), foreign key (customer) references customers (id));
create table countries (code varchar(2), name varchar(99));
create table `order lines` (`order` bigint, line int, `net ``price` decimal(8, 2),
  primary key (`order`, line));
create table numbers (n int primary key);
create view dear as select * from orders where total > 100;
create trigger stamped before insert on orders for each row
  set new.placed_at = coalesce(new.placed_at, utc_timestamp());
create function twice(n int) returns int deterministic return n * 2;
insert into countries values ('de', 'Deutschland'), ('jp', '日本');
insert into numbers values (1), (2), (3), (4), (5), (6), (7), (8);
insert into customers (email, photo, data, rating, born)
  select concat('c', a.n, '-', b.n, '@bamp-shop.io'), unhex(md5(a.n * b.n)),
  concat('{"n": ', b.n, '}'), a.n / 3, '1970-01-01' + interval a.n * b.n day
  from numbers a, numbers b order by a.n, b.n;
insert into orders (customer, placed_at, total)
  select c.id, '2026-11-28' + interval n minute, c.id * n from customers c, numbers;
insert into `order lines` select id, 1, total from orders"""


@dataclass(frozen=True, slots=True)
class Shop:
    """A server with databases made in the same way."""

    server: MySqlServer
    names: "count[int]"

    def make(self, *changes: str) -> str:
        """Make a database, and change it."""
        name = f"restored_{next(self.names)}"
        self.server.sql(None, f"create database {name} character set utf8mb4")
        self.server.sql(name, *SHOP.split(";\n"), *changes)
        return name

    def read(self, database: str, validation: Validation | None = None) -> Facts:
        """Read a database; each has the name of its source, as on a server of its own."""
        address = Address(
            host="127.0.0.1",
            port=self.server.port,
            user="tests",
            password="tests",  # noqa: S106 - of a server that ends with the test
            database=database,
        )
        facts = read_content(look_at(SOURCE, validation=validation), "mysql", address)
        named = [
            replace(each, value="shop") if str(each.key) == "it: database" else each
            for each in facts.facts
        ]
        return replace(facts, facts=tuple(named))


@pytest.fixture(scope="module")
def shop() -> Generator[Shop]:
    """Start a server."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    with serve_mysql(port) as server:
        yield Shop(server, count())


@pytest.fixture(scope="module")
def source(shop: Shop) -> Facts:
    """Read the source."""
    return shop.read(shop.make())


DAMAGES: Final = {
    "rows lost": (
        "delete from orders where id between 300 and 310",
        "orders: rows is 501; recorded was 512",
    ),
    "table dropped": ("drop table countries", "countries: rows is not there"),
    "column dropped": ("alter table customers drop column photo", "column photo is not there"),
    "value changed": ("update customers set rating = 0 where id = 1", "customers: first rows is"),
    "bytes changed": ("update customers set photo = '' where id = 64", "customers: last rows is"),
    "index missing": ("alter table customers drop key email", "index email is not there"),
    "foreign key missing": (
        "alter table orders drop foreign key orders_ibfk_1",
        "orders: constraint orders_ibfk_1 is not there",
    ),
    "trigger missing": ("drop trigger stamped", "trigger stamped is not there"),
    "function missing": ("drop function twice", "routine twice: definition is not there"),
    "view changed": (
        "create or replace view dear as select * from orders",
        "dear: definition is",
    ),
    "another collation": (
        "alter table countries convert to character set latin1",
        "countries: kind is",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_restore_is_failed_with_its_reason(
    damage: str, shop: Shop, source: Facts
) -> None:
    """Whatever was lost or changed is named."""
    sql, reason = DAMAGES[damage]
    verdict = verdict_on(shop.read(shop.make(sql)), recorded(source, source))

    assert verdict.outcome is Outcome.FAILED
    assert re.search(reason, verdict.message), verdict.message


@pytest.mark.parametrize("change", ["do 1", "optimize table orders", "create table t (id int)"])
def test_a_sound_restore_is_successful(change: str, shop: Shop, source: Facts) -> None:
    """Whatever moved on disk, and whatever is there beside it."""
    verdict = verdict_on(shop.read(shop.make(change)), recorded(source, source))

    assert verdict.outcome is Outcome.SUCCESSFUL, verdict.message


def test_the_queries_of_the_team_only_read(shop: Shop) -> None:
    """What would write is FAILED with the words of the server."""
    name = shop.make()
    for sql, reason in (
        ("select count(*) from orders", ""),
        ("delete from countries", "READ ONLY transaction"),
        ("select 1 from nothing", "doesn't exist"),
    ):
        validation = Validation(queries=(Query(name="own", sql=sql, equals=512),))
        verdict = verdict_on(shop.read(name, validation), [], validation)

        assert (verdict.outcome is Outcome.SUCCESSFUL) is not reason, verdict.message
        assert reason in verdict.message


def test_a_server_without_tls_is_not_entered(shop: Shop, source: Facts) -> None:
    """No password is sent to it."""
    import ssl  # noqa: PLC0415 - of this test alone

    address = Address(
        host="127.0.0.1",
        port=shop.server.port,
        user="tests",
        password="tests",  # noqa: S106 - of a server that ends with the test
        database="mysql",
    )
    look = look_at(SOURCE, tls=ssl.create_default_context())
    verdict = verdict_on(read_content(look, "mysql", address), recorded(source, source))

    assert verdict.outcome is Outcome.FAILED
    assert re.search("SSL|TLS", verdict.message), verdict.message
