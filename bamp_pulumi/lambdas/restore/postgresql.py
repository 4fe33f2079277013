"""Facts of a PostgreSQL database, read by SQL.

The session cannot write, names are always qualified, and every setting on which the text of a row
depends is fixed: the same rows are the same digests on every server.

Source: PostgreSQL documentation, system catalogs; functions-info (pg_get_indexdef,
pg_get_constraintdef); runtime-config-client (read 2026-11-29).
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from bamp_pulumi.lambdas.restore.address import Address
from bamp_pulumi.lambdas.restore.facts import Facts
from bamp_pulumi.lambdas.restore.look import Look
from bamp_pulumi.lambdas.restore.tables import Gathered, Table

__all__ = ["read_postgresql"]

_SETTINGS = {
    "default_transaction_read_only": "on",
    "search_path": "''",
    "timezone": "'UTC'",
    "datestyle": "'ISO, YMD'",
    "intervalstyle": "'iso_8601'",
    "bytea_output": "'hex'",
    "extra_float_digits": "1",
}
_OURS = (
    "n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)' "
    "and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass "
    "and e.objid = c.oid and e.deptype = 'e')"
)
"""Relations that users have made, and no extension."""
_RELATIONS = f"""
select format('%I.%I', n.nspname, c.relname), c.relkind::text, c.reltuples::int8,
  pg_get_userbyid(c.relowner),
  coalesce((select string_agg(a::text, ' ' order by a::text) from unnest(c.relacl) a), ''),
  case when c.relkind in ('v', 'm') then md5(pg_get_viewdef(c.oid)) else '' end,
  c.relrowsecurity::text
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm') and {_OURS} order by 1"""  # noqa: S608 - of constants
_COLUMNS = f"""
select format('%I.%I', n.nspname, c.relname), quote_ident(a.attname),
  format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
  || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
  || case when a.attidentity <> '' then ' identity' else '' end
from pg_attribute a join pg_class c on c.oid = a.attrelid
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p') and {_OURS}
order by 1, a.attnum"""  # noqa: S608 - as above
_INDEXES = f"""
select format('%I.%I', n.nspname, c.relname), i.relname,
  pg_get_indexdef(x.indexrelid) || case when x.indisvalid then '' else ' (invalid)' end
from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
  join pg_namespace n on n.oid = c.relnamespace where {_OURS} order by 1, 2"""  # noqa: S608
_CONSTRAINTS = f"""
select format('%I.%I', n.nspname, c.relname), k.conname, pg_get_constraintdef(k.oid)
from pg_constraint k join pg_class c on c.oid = k.conrelid
  join pg_namespace n on n.oid = c.relnamespace
where k.contype in ('c', 'f', 'p', 'u', 'x') and {_OURS} order by 1, 2"""  # noqa: S608
_TRIGGERS = f"""
select format('%I.%I', n.nspname, c.relname), t.tgname,
  md5(pg_get_triggerdef(t.oid)) || ' ' || t.tgenabled::text
from pg_trigger t join pg_class c on c.oid = t.tgrelid
  join pg_namespace n on n.oid = c.relnamespace
where not t.tgisinternal and {_OURS} order by 1, 2"""  # noqa: S608
_POLICIES = f"""
select format('%I.%I', n.nspname, c.relname), p.polname, md5(concat_ws(' ', p.polcmd,
  p.polpermissive, (select string_agg(r.rolname, ',' order by r.rolname) from pg_roles r
  where r.oid = any(p.polroles)), pg_get_expr(p.polqual, p.polrelid),
  pg_get_expr(p.polwithcheck, p.polrelid)))
from pg_policy p join pg_class c on c.oid = p.polrelid
  join pg_namespace n on n.oid = c.relnamespace where {_OURS} order by 1, 2"""  # noqa: S608
_FUNCTIONS = """
select n.nspname, count(*), md5(string_agg(md5(p.prosrc), '' order by p.proname, md5(p.prosrc)))
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname not in ('pg_catalog', 'information_schema') and not exists (
  select from pg_depend e where e.classid = 'pg_proc'::regclass and e.objid = p.oid
  and e.deptype = 'e') group by 1 order by 1"""
_KEYS = f"""
select format('%I.%I', n.nspname, c.relname), quote_ident(a.attname)
from pg_index x join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
  cross join lateral unnest(x.indkey::int2[]) with ordinality k(num, place)
  join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num
where x.indisprimary and {_OURS} order by 1, k.place"""  # noqa: S608
_SEQUENCES = f"""
select format('%I.%I', n.nspname, s.relname), format('%I.%I', m.nspname, c.relname),
  quote_ident(a.attname)
from pg_class s join pg_namespace n on n.oid = s.relnamespace
  join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.oid
    and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
  join pg_class c on c.oid = d.refobjid join pg_namespace m on m.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
where s.relkind = 'S' and {_OURS} order by 1"""  # noqa: S608
_DATABASE = """
select current_database(), pg_encoding_to_char(encoding), datcollate
from pg_database where datname = current_database()"""
_EXTENSIONS = "select extname, extversion from pg_extension order by 1"


def read_postgresql(look: Look, address: Address) -> Facts:
    """Read a database.

    Raises:
        Exception: When there is no connection; of whichever kind the driver raises.
    """
    connection = _connected(address, look)

    def ask(sql: str) -> Sequence[Sequence[Any]]:
        milliseconds = int(max(1.0, look.remaining()) * 1_000)
        connection.run(f"set statement_timeout = {milliseconds}")
        return connection.run(sql) or ()

    try:
        for name, value in _SETTINGS.items():
            connection.run(f"set {name} = {value}")
        gathered = Gathered(look=look, ask=ask)
        _schema(gathered)
        _sequences(gathered)
        # The team's own queries find their tables as their application does.
        connection.run("reset search_path")
        gathered.queries()
        return gathered.done()
    finally:
        connection.close()


def _connected(address: Address, look: Look) -> Any:  # noqa: ANN401 - it has no types
    from pg8000.native import Connection  # noqa: PLC0415 # pyright: ignore[reportMissingTypeStubs]

    return Connection(
        user=address.user,
        password=address.password,
        host=address.host,
        port=address.port,
        database=address.database,
        # Its own time is that of every answer, too.
        timeout=max(1.0, look.remaining()),
        ssl_context=False if look.tls is None else look.tls,
    )


def _schema(gathered: Gathered) -> None:
    whole = "it"
    for name, encoding, collation in gathered.rows(whole, _DATABASE):
        gathered.same(whole, "database", name)
        gathered.same(whole, "encoding", f"{encoding} {collation}")
    for name, version in gathered.rows("extensions", _EXTENSIONS):
        gathered.same(f"extension {name}", "version", version)
    relations = [*gathered.rows("tables", _RELATIONS)]
    for name, kind, _, owner, grants, view, row_security in relations:
        gathered.same(name, "owner", owner)
        gathered.same(name, "grants", grants or "of its owner")
        gathered.same(name, "row security", row_security)
        if kind in ("v", "m"):
            gathered.same(name, "definition", view)
    for name, column, kind in gathered.rows("columns", _COLUMNS):
        gathered.same(name, f"column {column}", kind)
    for what, sql in (
        ("index", _INDEXES),
        ("constraint", _CONSTRAINTS),
        ("trigger", _TRIGGERS),
        ("policy", _POLICIES),
    ):
        for name, each, definition in gathered.rows(what, sql):
            gathered.same(name, f"{what} {each}", definition)
    for schema, count, digest in gathered.rows("functions", _FUNCTIONS):
        gathered.same(f"schema {schema}", "functions", f"{count}, {digest}")
    gathered.tables(_tables(gathered, relations))


def _tables(gathered: Gathered, relations: Sequence[Sequence[Any]]) -> list[Table]:
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for name, column in gathered.rows("primary keys", _KEYS):
        keys[name].append(column)
    return [
        Table(
            name=name,
            quoted=f"{name} t",
            row="md5(t::text)",
            key=tuple(keys[name]),
            estimate=max(0, estimate),
        )
        for name, kind, estimate, *_ in relations
        if kind in ("r", "m")
    ]


def _sequences(gathered: Gathered) -> None:
    """Compare each sequence with the column that it numbers: one that is behind repeats a key."""
    for sequence, table, column in [*gathered.rows("sequences", _SEQUENCES)]:
        sql = (
            f"select (select last_value from {sequence}) >= "  # noqa: S608 - quoted by the engine
            f"coalesce((select max({column}) from {table}), 0)"
        )
        for (is_ahead,) in gathered.rows(sequence, sql):
            gathered.same(sequence, "place", "ahead of its column" if is_ahead else "behind it")
