"""Restored PostgreSQL databases, on a real server: restored from a dump, then damaged.

Each damage is FAILED with its reason, and nothing sound is.
"""

import contextlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from postgresql_server import Certificate, front
from restored_judgement import recorded, verdict_on
from restored_shop import Shop
from shop_database import DATABASE

from bamp_pulumi.lambdas.restore import Facts, Outcome, Query, Validation, Verdict
from bamp_pulumi.lambdas.restore.databases import read_content

pytestmark = pytest.mark.xdist_group("postgresql")


def judged(shop: Shop, source: Facts, damage: str) -> Verdict:
    """Judge a damaged copy of what was restored, against the source."""
    return verdict_on(shop.read(shop.copy(damage)), recorded(source, source))


DAMAGES: Final = {
    "rows lost in the middle": (
        "delete from order_lines where order_id between 400 and 410",
        "public.order_lines: rows is 2,967; recorded was 3,000 before and after",
    ),
    "one row lost": ("delete from countries where code = 'jp'", "countries: rows is 2; recorded"),
    "table truncated": ("truncate drafts, order_lines", "order_lines: rows is 0"),
    "table dropped": (
        "drop table countries",
        "public.countries is not there; it was at 2026-11-28 06:00 UTC and at 2026-11-29 06:00",
    ),
    "column dropped": (
        "alter table customers drop column photo",
        "public.customers: column photo is not there; it was bytea",
    ),
    "column of another type": (
        "alter table customers alter column rating type text",
        "column rating is text; recorded was double precision",
    ),
    "default lost": (
        "alter table orders alter column state drop default",
        "column state is text not null; recorded was text not null default 'open'::text",
    ),
    "value of the first rows changed": (
        "update customers set data = '{}' where id = 1",
        "public.customers: first rows is",
    ),
    "value of the last rows changed": (
        "update order_lines set product = '' where order_id = 1000 and line = 3",
        "public.order_lines: last rows is",
    ),
    "value of a table without a key changed": (
        "update countries set name = '?' where code = 'jp'",
        "public.countries: content is",
    ),
    "index missing": (
        "drop index orders_by_customer",
        "public.orders: index orders_by_customer is not there",
    ),
    "index invalid": (
        "update pg_index set indisvalid = false where indexrelid = 'orders_by_customer'::regclass",
        r"index orders_by_customer is CREATE INDEX .* \(invalid\); recorded",
    ),
    "primary key missing": (
        "alter table drafts drop constraint drafts_pkey",
        "public.drafts: index drafts_pkey is not there",
    ),
    "foreign key missing": (
        "alter table orders drop constraint orders_customer_fkey",
        "public.orders: constraint orders_customer_fkey is not there",
    ),
    "check missing": (
        "alter table orders drop constraint orders_total_check",
        "public.orders: constraint orders_total_check is not there",
    ),
    "sequence behind": (
        "select setval('orders_id_seq', 5)",
        "public.orders_id_seq: place is behind it; recorded was ahead of its column",
    ),
    "permission lost": (
        "revoke all on orders from application",
        "public.orders: grants is postgres=arwdDxtm/postgres; recorded was application=ar",
    ),
    "owner changed": (
        "alter table orders owner to application",
        "public.orders: owner is application; recorded was postgres",
    ),
    "row security off": (
        "alter table customers disable row level security",
        "public.customers: row security is false; recorded was true",
    ),
    "policy missing": ("drop policy own on customers", "customers: policy own is not there"),
    "trigger missing": ("drop trigger stamped on orders", "trigger stamped is not there"),
    "trigger disabled": (
        "alter table orders disable trigger stamped",
        "orders: trigger stamped is",
    ),
    "function changed": (
        "create or replace function age_of(o orders) returns interval stable return interval '0'",
        "schema public: functions is",
    ),
    "view changed": (
        "create or replace view open_orders as select * from orders",
        "public.open_orders: definition is",
    ),
    "extension missing": ("drop extension vector", "extension vector is not there"),
    "every row lost": (
        "truncate customers, orders, order_lines, countries, drafts",
        "it is empty; where that is sound, write `may_be_empty` for it",
    ),
    "everything lost": ("drop schema public cascade; create schema public", "it is empty"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_restore_is_failed_with_its_reason(
    damage: str, shop: Shop, source: Facts
) -> None:
    """Whatever was lost or changed is named."""
    sql, reason = DAMAGES[damage]
    verdict = judged(shop, source, sql)

    assert verdict.outcome is Outcome.FAILED
    assert verdict.validation_status == "FAILED"
    assert re.search(reason, verdict.message), verdict.message


PARTITIONS: Final = """
create table logs (at date not null) partition by range (at);
create table logs_2026 partition of logs for values from ('2026-01-01') to ('2027-01-01');
insert into logs values ('2026-05-01')"""
AWKWARD: Final = """
create table "a "" b" ("c d" int primary key); insert into "a "" b" values (1)"""
SOUND: Final[dict[str, tuple[str, str, str]]] = {
    "as it was": ("", "", ""),
    "vacuumed": ("", "vacuum_full", ""),
    "indexed anew": ("", "reindex table orders; analyze", ""),
    "rows added between the records": (
        "",
        "insert into drafts select n, 'x' from generate_series(1, 5) n",
        "insert into drafts select n, 'x' from generate_series(1, 9) n",
    ),
    "rows deleted between the records": (
        "",
        "delete from order_lines where order_id > 990",
        "delete from order_lines where order_id > 980",
    ),
    "a value changed between the records": (
        "",
        "",
        "update customers set data = '{}' where id = 1",
    ),
    "a table made between the records": ("", "", "create table news (id int primary key)"),
    "a table dropped between the records": ("", "drop table drafts", "drop table drafts"),
    "a column added between the records": ("", "", "alter table orders add column note text"),
    "a function changed between the records": (
        "",
        "",
        "create function one() returns int return 1",
    ),
    "numbers drawn and not used": ("", "select nextval('orders_id_seq') from orders", ""),
    "nothing in one table of several": ("truncate drafts", "truncate drafts", "truncate drafts"),
    "partitions": (PARTITIONS, PARTITIONS, PARTITIONS),
    "awkward names": (AWKWARD, AWKWARD, AWKWARD),
}
"""Before, restored and after, each as a change of what was there."""


@pytest.mark.parametrize("case", SOUND)
def test_a_sound_restore_is_successful(case: str, shop: Shop, source: Facts) -> None:
    """Whatever changed on the source while it was backed up, and whatever moved on disk."""
    before, now, after = SOUND[case]
    records = [
        source if not change else shop.read(shop.copy(change, DATABASE))
        for change in (before, after)
    ]
    name = shop.copy("" if now == "vacuum_full" else now)
    if now == "vacuum_full":
        shop.server.run("vacuumdb", "-q", "--full", name)
    verdict = verdict_on(shop.read(name), recorded(*records))

    assert verdict.outcome is Outcome.SUCCESSFUL, verdict.message


@pytest.mark.parametrize("records", ["before", "after"])
def test_one_record_is_enough(records: str, shop: Shop, source: Facts) -> None:
    """It bounds numbers from below, and says what the schema must be."""
    known = recorded(source, None) if records == "before" else recorded(None, source)

    assert verdict_on(shop.read("restored"), known).outcome is Outcome.SUCCESSFUL
    damaged = shop.read(shop.copy("delete from orders where id > 900"))
    assert verdict_on(damaged, known).outcome is Outcome.FAILED


NEWEST: Final = Query(
    name="newest", sql="select max(placed_at) from orders", at_most_minutes_old=1_440
)
TEAMS: Final[dict[str, tuple[Query, str]]] = {
    "sum": (Query(name="sum", sql="select sum(total) from orders", equals=505505), ""),
    "sum that is wrong": (
        Query(name="sum", sql="select sum(total) from orders", equals=505506),
        "query sum: answer is 505505.00; expected is 505506",
    ),
    "time that is new": (NEWEST, ""),
    "time that is stale": (
        replace(NEWEST, at_most_minutes_old=60),
        r"newest: answer is 2026-11-28T16:40:00\+00:00; expected is a time not before",
    ),
    "answer that is recorded": (Query(name="all", sql="select count(*) from orders"), ""),
    "orphans": (
        Query(
            name="orphans",
            sql="select count(*) from order_lines l left join orders o on o.id = l.order_id "
            "where o.id is null",
            equals=0,
        ),
        "",
    ),
    "two rows": (Query(name="two", sql="select 1 from countries"), "it has 3 rows, and not one"),
    "mistake": (Query(name="bad", sql="select"), "query bad could not be read: it has 1 rows"),
    "table that is not there": (
        Query(name="bad", sql="select 1 from nothing"),
        'query bad could not be read: DatabaseError: relation "nothing" does not exist',
    ),
    "statement that writes": (
        Query(name="bad", sql="delete from orders returning 1"),
        "cannot execute DELETE in a read-only transaction",
    ),
}


@pytest.mark.parametrize("case", TEAMS)
def test_the_queries_of_the_team_are_answered(case: str, shop: Shop) -> None:
    """By themselves, or against what was recorded; whatever is wrong with one is FAILED."""
    query, reason = TEAMS[case]
    validation = Validation(queries=(query,))
    known = shop.read(DATABASE, validation)
    verdict = verdict_on(shop.read("restored", validation), recorded(known, known), validation)

    assert (verdict.outcome is Outcome.SUCCESSFUL) is not reason, verdict.message
    assert re.search(reason, verdict.message), verdict.message


def test_a_stale_database_is_failed_by_a_query(shop: Shop) -> None:
    """It is whole, and of another day."""
    validation = Validation(queries=(NEWEST,))
    stale = shop.copy("update orders set placed_at = placed_at - interval '2 days'")
    verdict = verdict_on(shop.read(stale, validation), [], validation)

    assert "expected is a time not before 2026-11-28T05:00:00+00:00" in verdict.message
    assert verdict.outcome is Outcome.FAILED
    assert verdict_on(shop.read("restored", validation), [], validation).outcome is (
        Outcome.SUCCESSFUL
    )


UNREACHABLE: Final[dict[str, tuple[dict[str, object], str]]] = {
    "wrong password": ({"password": "?"}, "password authentication failed for user"),
    "no such user": ({"user": "nobody"}, "authentication failed for user"),
    "no such database": ({"database": "none"}, 'database "none" does not exist'),
    "port closed": ({"port": 1}, r"ConnectionError: 127.0.0.1:1: .*refused"),
    "unknown host": ({"host": "restored.invalid"}, "ConnectionError: restored.invalid"),
}


@pytest.mark.parametrize("case", UNREACHABLE)
def test_a_database_that_cannot_be_entered_is_failed(case: str, shop: Shop, source: Facts) -> None:
    """With what the server or the network said."""
    changes, reason = UNREACHABLE[case]
    address = replace(shop.address("restored"), **changes)  # pyright: ignore[reportArgumentType]
    verdict = verdict_on(read_content(shop.look(), "postgres", address), recorded(source, source))

    assert verdict.outcome is Outcome.FAILED
    assert re.search(reason, verdict.message), verdict.message


def test_a_database_that_proves_nothing_is_not_entered(
    shop: Shop, source: Facts, tmp_path: Path
) -> None:
    """Without TLS, or under a certificate of somebody else, no password is sent."""
    other = Certificate.make(tmp_path / "other")
    for certificate, reason in ((None, "refuses SSL"), (other, "certificate verify failed")):
        with front(shop.server, certificate) as port:
            address = replace(shop.address("restored"), port=port)
            seen = read_content(shop.look(), "postgres", address)
        verdict = verdict_on(seen, recorded(source, source))

        assert verdict.outcome is Outcome.FAILED
        assert reason in verdict.message


def test_tables_that_may_not_be_read_are_failed(shop: Shop, source: Facts) -> None:
    """Their names are known, and nothing else is."""
    shop.server.sql("postgres", "create role poor login password 'poor'")
    address = replace(shop.address("restored"), user="poor", password="poor")  # noqa: S106
    seen = read_content(shop.look(), "postgres", address)
    verdict = verdict_on(seen, recorded(source, source))

    assert verdict.outcome is Outcome.FAILED
    assert "permission denied for table countries" in verdict.message


def test_a_dump_that_was_cut_short_is_failed(shop: Shop, source: Facts) -> None:
    """What came before the cut is there."""
    dump = shop.server.run("pg_dump", DATABASE)
    shop.server.run("createdb", "cut")
    with contextlib.suppress(RuntimeError):
        shop.server.run("psql", "-qX", "-d", "cut", text=dump[: len(dump) * 2 // 3])
    verdict = verdict_on(shop.read("cut"), recorded(source, source))

    assert verdict.outcome is Outcome.FAILED
    assert [each.name for each in verdict.checks if "is not there" in each.why]


def test_another_database_is_failed(shop: Shop, source: Facts) -> None:
    """Though it is whole, and has the same tables."""
    seen = read_content(shop.look(), "postgres", shop.address("restored"))

    assert "it: database is restored; recorded was shop" in (
        verdict_on(seen, recorded(source, source)).message
    )


def test_a_large_table_is_sampled_and_not_counted(shop: Shop) -> None:
    """The message says so."""
    validation = Validation(count_at_most=500)
    name = shop.copy("analyze")
    known = shop.read(name, validation)
    verdict = verdict_on(known, recorded(known, known), validation)

    assert verdict.outcome is Outcome.SUCCESSFUL
    assert "public.orders was not counted: more than 500 rows" in verdict.message
    assert not [each for each in known.facts if str(each.key) == "public.orders: rows"]


def test_when_the_time_is_over_what_was_not_read_is_named(shop: Shop, source: Facts) -> None:
    """Half of a database is not a database."""
    left = iter([60.0] * 30)
    look = replace(shop.look(), remaining=lambda: next(left, 0.0))
    seen = read_content(look, "postgres", shop.address("restored"))
    verdict = verdict_on(seen, recorded(source, source))

    assert verdict.outcome is Outcome.FAILED
    assert "the time for reading was over" in verdict.message
