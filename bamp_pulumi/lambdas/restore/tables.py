"""Facts of the tables of a database, whatever its engine: rows, and digests of rows at both ends.

Whole rows are read at each end of the primary key, so a value that changed shows, and what it costs
depends on the number of tables and not on their size. Counting does depend on it: larger tables
are not counted.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from bamp_pulumi.lambdas.restore.asking import key_of
from bamp_pulumi.lambdas.restore.facts import Compared, Fact, Facts, Key, Value
from bamp_pulumi.lambdas.restore.look import Look

__all__ = ["Ask", "Gathered", "Table", "spelled"]

_MOST_WITHOUT_KEY = 10_000
"""A table without a primary key has no ends: a small one is read whole."""
_LONGEST_WHY = 300

# Any: values of the columns of a database.
Ask = Callable[[str], Sequence[Sequence[Any]]]
"""Run one statement, and return its rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table, as its engine spells it."""

    name: str
    """For people and records: `public.orders`."""
    quoted: str
    """For statements."""
    row: str
    """Expression for a digest of one row; empty where the rows cannot be read."""
    key: tuple[str, ...] = ()
    """Columns of the primary key, quoted, in their order."""
    estimate: int = 0
    """Rows by the statistics of the engine."""


@dataclass(slots=True, kw_only=True)
class Gathered:
    """What has been read of a database so far."""

    look: Look
    ask: Ask
    facts: list[Fact] = field(default_factory=list[Fact])
    unread: dict[str, str] = field(default_factory=dict[str, str])
    notes: list[str] = field(default_factory=list[str])
    has_rows: bool = False

    def same(self, of: str, aspect: str, value: Value) -> None:
        """Add a fact of the schema."""
        self.facts.append(Fact(key=Key(of, aspect), value=value, compared=Compared.SAME))

    def rows(self, of: str, sql: str) -> Iterator[Sequence[Any]]:
        """Run a statement; where it fails, what it is about is unread."""
        answer: Sequence[Sequence[Any]] = ()
        if self.look.remaining() <= 0:
            self.unread.setdefault(of, "the time for reading was over")
            return
        try:
            answer = self.ask(sql)
        except Exception as error:  # noqa: BLE001 - any failure is a reason
            self.unread.setdefault(of, spelled(error))
        yield from answer

    def tables(self, tables: Iterable[Table]) -> None:
        """Read rows of each table."""
        for table in tables:
            self._count(table)
            if table.row and table.name not in self.unread:
                self._digests(table)

    def queries(self) -> None:
        """Run the team's own queries. What nothing is expected of is compared with the record."""
        for query in self.look.validation.queries:
            key = key_of(query)
            rows = [*self.rows(key.of, query.sql)]
            if key.of in self.unread:
                continue
            if len(rows) != 1 or len(rows[0]) != 1:
                self.unread[key.of] = f"it has {len(rows)} rows, and not one of one value"
                continue
            value = _plain(rows[0][0])
            kind = Compared.COUNT if isinstance(value, int | float) else Compared.SAME
            compared = Compared.NEVER if query.has_expectation else kind
            self.facts.append(Fact(key=key, value=value, compared=compared))

    def done(self) -> Facts:
        """Return all that was read."""
        look = self.look
        return Facts(
            resource=look.resource,
            at=look.now(),
            facts=tuple(self.facts),
            unread=self.unread,
            is_empty=not self.has_rows and not self.unread,
            notes=tuple(self.notes),
        )

    def _count(self, table: Table) -> None:
        most = self.look.validation.count_at_most
        if table.estimate > most:
            self.has_rows = True
            self.notes.append(f"{table.name} was not counted: more than {most:,} rows")
            return
        for row in self.rows(table.name, f"select count(*) from {table.quoted}"):  # noqa: S608
            self.has_rows = self.has_rows or row[0] > 0
            key = Key(table.name, "rows")
            self.facts.append(Fact(key=key, value=row[0], compared=Compared.COUNT))

    def _digests(self, table: Table) -> None:
        most = self.look.validation.sample
        select = f"select {table.row} from {table.quoted}"  # noqa: S608 - quoted by the engine
        if table.key:
            for end, order in (("first rows", ""), ("last rows", " desc")):
                by = ", ".join(f"{column}{order}" for column in table.key)
                self._digest(table, end, f"{select} order by {by} limit {most}")
        elif table.estimate <= _MOST_WITHOUT_KEY:
            self._digest(table, "content", f"{select} order by 1 limit {_MOST_WITHOUT_KEY}")

    def _digest(self, table: Table, aspect: str, sql: str) -> None:
        rows = [str(row[0]) for row in self.rows(table.name, sql)]
        if table.name not in self.unread:
            value = sha256("\n".join(rows).encode()).hexdigest()[:32]
            key = Key(table.name, aspect)
            self.facts.append(Fact(key=key, value=value, compared=Compared.UNCHANGED))


def spelled(error: Exception) -> str:
    """Write why something failed; pg8000 hands over the fields of the server's message."""
    first: object = error.args[0] if error.args else ""
    if isinstance(first, dict):
        fields: dict[str, object] = first  # pyright: ignore[reportUnknownVariableType] - as above
        said = str(fields.get("M", fields))
    else:
        said = str(error)
    return f"{type(error).__name__}: {said}"[:_LONGEST_WHY]


def _plain(value: Any) -> Value:  # noqa: ANN401 - of a column
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int | float | str):
        return value
    as_iso = getattr(value, "isoformat", None)
    return str(as_iso()) if as_iso else str(value)
