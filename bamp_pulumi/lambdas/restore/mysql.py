"""Facts of a MySQL or MariaDB database, read by SQL.

Values are hashed as the bytes that they are written as, so that the same rows are the same digests
whatever the character set of the session. Only what MySQL 5.7 and MariaDB 10.2 know already is
used.

Source: MySQL reference manual, information-schema, set-transaction, server-system-variables
(max_execution_time; MariaDB has max_statement_time instead) (read 2026-11-29).
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from bamp_pulumi.lambdas.restore.address import Address
from bamp_pulumi.lambdas.restore.facts import Facts
from bamp_pulumi.lambdas.restore.look import Look
from bamp_pulumi.lambdas.restore.tables import Gathered, Table

__all__ = ["read_mysql"]

_CONNECT_SECONDS = 15
_TABLES = """
select table_name, table_type, coalesce(table_rows, 0), coalesce(table_collation, ''),
  coalesce(engine, '')
from information_schema.tables where table_schema = database() order by 1"""
_COLUMNS = """
select table_name, column_name, column_type, is_nullable, coalesce(column_default, ''), extra
from information_schema.columns where table_schema = database() order by 1, ordinal_position"""
_INDEXES = """
select table_name, index_name, concat(min(non_unique), ' ', group_concat(
  concat(column_name, coalesce(concat('(', sub_part, ')'), '')) order by seq_in_index))
from information_schema.statistics where table_schema = database() group by 1, 2 order by 1, 2"""
_CONSTRAINTS = """
select c.table_name, c.constraint_name, concat(c.constraint_type, ' ', coalesce(group_concat(
  concat_ws(' ', k.column_name, k.referenced_table_name, k.referenced_column_name)
  order by k.ordinal_position), ''))
from information_schema.table_constraints c left join information_schema.key_column_usage k
  on k.constraint_schema = c.constraint_schema and k.constraint_name = c.constraint_name
  and k.table_name = c.table_name
where c.table_schema = database() group by 1, 2, c.constraint_type order by 1, 2"""
_TRIGGERS = """
select event_object_table, trigger_name, md5(concat(action_timing, event_manipulation,
  action_statement))
from information_schema.triggers where trigger_schema = database() order by 1, 2"""
_ROUTINES = """
select routine_name, md5(coalesce(routine_definition, ''))
from information_schema.routines where routine_schema = database() order by 1"""
_VIEWS = """
select table_name, md5(view_definition)
from information_schema.views where table_schema = database() order by 1"""
_KEYS = """
select table_name, column_name from information_schema.statistics
where table_schema = database() and index_name = 'PRIMARY' order by 1, seq_in_index"""


def read_mysql(look: Look, address: Address) -> Facts:
    """Read a database.

    Raises:
        Exception: When there is no connection; of whichever kind the driver raises.
    """
    connection = _connected(look, address)
    try:
        cursor = connection.cursor()

        def ask(sql: str) -> Sequence[Sequence[Any]]:
            cursor.execute(sql)
            return cursor.fetchall()

        gathered = Gathered(look=look, ask=ask)
        cursor.execute("set session transaction read only")
        cursor.execute("set session group_concat_max_len = 1000000, time_zone = '+00:00'")
        _schema(gathered)
        gathered.queries()
        return gathered.done()
    finally:
        connection.close()


def _connected(look: Look, address: Address) -> Any:  # noqa: ANN401 - it has no types
    # With a context it refuses a server without TLS, since version 1.2.
    from pymysql import connect  # noqa: PLC0415 # pyright: ignore[reportUnknownVariableType]

    return connect(
        host=address.host,
        port=address.port,
        user=address.user,
        password=address.password,
        database=address.database,
        charset="utf8mb4",
        connect_timeout=_CONNECT_SECONDS,
        read_timeout=max(1.0, look.remaining()),
        ssl=look.tls,
    )


def _schema(gathered: Gathered) -> None:
    whole = "it"
    tables = [*gathered.rows("tables", _TABLES)]
    for (name,) in gathered.rows(whole, "select database()"):
        gathered.same(whole, "database", name)
    for name, kind, _, collation, engine in tables:
        gathered.same(name, "kind", f"{kind} {engine} {collation}".strip())
    columns: defaultdict[str, list[str]] = defaultdict(list)
    for name, column, *kind in gathered.rows("columns", _COLUMNS):
        columns[name].append(column)
        gathered.same(name, f"column {column}", " ".join(map(str, kind)).strip())
    for what, sql in (
        ("index", _INDEXES),
        ("constraint", _CONSTRAINTS),
        ("trigger", _TRIGGERS),
    ):
        for name, each, definition in gathered.rows(what, sql):
            gathered.same(name, f"{what} {each}", definition)
    for name, definition in gathered.rows("routines", _ROUTINES):
        gathered.same(f"routine {name}", "definition", definition)
    for name, definition in gathered.rows("views", _VIEWS):
        gathered.same(name, "definition", definition)
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for name, column in gathered.rows("primary keys", _KEYS):
        keys[name].append(_quoted(column))
    gathered.tables(
        Table(
            name=name,
            quoted=_quoted(name),
            row=_row(columns[name]),
            key=tuple(keys[name]),
            estimate=int(estimate),
        )
        for name, kind, estimate, *_ in tables
        if kind == "BASE TABLE"
    )


def _row(columns: Sequence[str]) -> str:
    """Write the digest of a row: each value as its bytes, and what is null as no value can be."""
    values = (f"coalesce(hex(cast({_quoted(column)} as binary)), '-')" for column in columns)
    return f"md5(concat_ws(',', {', '.join(values)}))" if columns else ""


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
