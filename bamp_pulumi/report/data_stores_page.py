"""The reference page of the catalog: what holds data, and what protects it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from bamp_pulumi.catalog import (
    COMPANION_TYPES,
    DATA_STORES,
    Absence,
    Condition,
    DataStore,
    Outcome,
    PolicyNumber,
    Protection,
    Setting,
    TagShape,
    announcements,
    other_types,
)
from bamp_pulumi.report.words import duration_in_words

__all__ = ["render_data_stores_page"]

_INTRODUCTION: Final = """\
# Data stores

<!-- Generated from bamp_pulumi/catalog; a test compares them. Do not edit by hand. -->

Every resource type of pulumi_aws that holds data, and what can protect it. A type that is on no
list here was added to the provider later: it is reported as not verified, never as fine.

A type may have several rows, one for each variant: the first whose inputs fit counts, and where an
input is not known before deployment, the last, which promises least.
"""

_BACKUP: Final = """\
AWS Backup makes recovery points of these, once the Region is opted in for the name in the second
column. *Continuous* says how close to now a continuous backup restores. *Cold* is cold storage.
*Region* and *account* say where copies may go, *both* that one copy action may cross both at once.
*Own key* means that recovery points take the vault's key; the others take the source's, and are not
encrypted where the source is not. *Tested* means that AWS Backup's restore testing knows the type.
"""

_MANAGED: Final = """\
¹ Only while the Region's management preference for the type is on (for DynamoDB: its advanced
features). Else there is no cold storage, no copy and no key of their own.
"""

_UNTAGGED: Final = """\
² Takes no tags of its own, so no selection by tag sees it.
"""

_HARDENING: Final = """\
Inputs that make a resource safer, and the least they must be. All are changed in place: none
replaces a resource. *Restores to* says how close to now the service itself restores with it.
`native_retention_days` and `noncurrent_version_days` are numbers of the tier. What is written to
each variant, and when nothing is: [What `inherit()` writes](inherited-settings.md).
"""

_LEFT_OUT: Final = """\
What a deployed resource gets when its program no longer writes the input, as after removing
`inherit()`. *Kept* means that the provider sends nothing and AWS keeps what it has. See
[Leave, or decommission a service](../how-to/leaving.md).
"""

_NATIVE: Final = """\
AWS Backup does not know these; the settings above do it.
"""

_SERVICE: Final = """\
The service takes backups itself, always on, with nothing to set.
"""

_REBUILDABLE: Final = """\
No backup exists. They hold copies of something kept elsewhere, or hand it on. No program can show
that this is so: record the decision as an exemption.
"""

_NONE: Final = """\
No backup exists, and the data is their own: only an exemption will do.
"""

_OTHER: Final = """\
Every other type of the provider was looked at, and is listed by reason in
`bamp_pulumi/catalog/other_types/`.
"""


_ANNOUNCED: Final = """\
What AWS announced and what no row says yet, with the reason. Until then the rows above count.
"""


def render_data_stores_page() -> str:
    """Render `docs/reference/data-stores.md` as Markdown."""
    sections = (
        _INTRODUCTION,
        _section("Protected by AWS Backup", _BACKUP, _backup_table(), _MANAGED, _UNTAGGED),
        _section("What is set on them", _HARDENING, _settings_table()),
        _section("When an input is left out", _LEFT_OUT, _left_out_table()),
        _section("Made beside them", _companions_table()),
        _section("When a companion is removed", _removed_table()),
        _section("Protected by their own service's settings", _NATIVE, _of(Protection.NATIVE)),
        _section("Protected by their service anyway", _SERVICE, _of(Protection.SERVICE)),
        _section("Rebuilt rather than restored", _REBUILDABLE, _of(Protection.REBUILDABLE)),
        _section("Protected by nothing", _NONE, _of(Protection.NONE)),
        _section("Hold no data", _OTHER, _other_table()),
        _section("Where this was read", _sources()),
        _section("Announced and not applied yet", _ANNOUNCED, _open_announcements()),
    )
    return "\n".join(sections)


def _section(title: str, *parts: str) -> str:
    return "\n".join((f"## {title}\n", *parts))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (head, ["---"] * len(head), *rows)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _code(text: str) -> str:
    return f"`{text}`"


def _tick(value: object) -> str:
    return "yes" if value else "-"


def _rows(holds: Callable[[DataStore], bool]) -> list[DataStore]:
    return [row for row in DATA_STORES if holds(row)]


def _backup_table() -> str:
    rows = _rows(lambda row: row.protection is Protection.BACKUP)
    head = "Data store, Opt-in, Continuous, Cold, Region, Account, Both, Own key, Tested, Type"
    return _table(
        head.split(", "),
        (
            (
                _label(row),
                row.backup_type or "",
                duration_in_words(row.continuous_rpo_minutes)
                if row.continuous_rpo_minutes
                else "-",
                _tick(row.cold_storage),
                _tick(row.cross_region_copy),
                _tick(row.cross_account_copy),
                _tick(row.one_action_copy),
                _tick(row.independent_encryption),
                _tick(row.restore_testing),
                _code(row.type),
            )
            for row in rows
        ),
    )


def _label(row: DataStore) -> str:
    managed = "¹" if row.needs_management_preference else ""
    untagged = "²" if row.tags is TagShape.NONE else ""
    return f"{row.label}{managed}{untagged}"


def _settings_table() -> str:
    return _table(
        ("Data store", "Input", "At least", "Restores to", "Why"),
        (
            (
                f"{row.label} ({row.type.partition(':')[0]})",
                _code(setting.path),
                _least(setting),
                duration_in_words(setting.rpo_minutes) if setting.rpo_minutes else "-",
                setting.why + _unless(setting.unless),
            )
            for row in DATA_STORES
            for setting in row.settings
        ),
    )


def _left_out_table() -> str:
    return _table(
        ("Data store", "Input", "Becomes", "Which means", "Read in"),
        (
            (
                f"{row.label} ({row.type.partition(':')[0]})",
                _code(setting.path),
                _becomes(absence),
                absence.effect or "-",
                f"{absence.source} ({absence.read_on})",
            )
            for row in DATA_STORES
            for setting in row.settings
            if (absence := setting.absent) is not None
        ),
    )


def _becomes(absence: Absence) -> str:
    if absence.outcome is not Outcome.SENT:
        return str(absence.outcome)
    value = absence.value
    return _code(str(value).lower() if isinstance(value, bool) else str(value))


def _removed_table() -> str:
    stays = {True: "yes", False: "no", None: "where its data store does"}
    return _table(
        ("Companion", "Pulumi leaves it in AWS", "In AWS", "What is kept already", "Read in"),
        (
            (
                kind.replace("_", " "),
                stays[row.removal.retained],
                row.removal.effect,
                row.removal.data,
                f"{row.removal.source} ({row.removal.read_on})",
            )
            for kind, row in COMPANION_TYPES.items()
        ),
    )


def _least(setting: Setting) -> str:
    if setting.recovery_region:
        return "the recovery Region"
    if isinstance(setting.at_least, PolicyNumber):
        most = "" if setting.maximum is None else f", at most {setting.maximum}"
        return f"{_code(setting.at_least)}{most}"
    return _code(str(setting.equals).lower() if setting.equals is True else str(setting.equals))


def _unless(conditions: Sequence[Condition]) -> str:
    return "".join(f"; not where {_in_words(condition)}" for condition in conditions)


def _in_words(condition: Condition) -> str:
    words = {
        "present": "is given",
        "absent": "is not given",
        "one_of": "is",
        "none_of": "is not",
        "starts_with": "starts with",
        "starts_with_none": "does not start with",
    }
    values = " or ".join(_code(str(value)) for value in condition.values)
    return f"{_code(condition.path)} {words[condition.test]} {values}".strip()


def _companions_table() -> str:
    return _table(
        ("Data store", "Companion", "Without it AWS Backup does nothing", "Why"),
        (
            (
                f"{row.label} ({row.type.rpartition(':')[2]})",
                companion.kind.replace("_", " "),
                _tick(companion.required),
                companion.why + _unless(companion.unless),
            )
            for row in DATA_STORES
            if row.type.startswith("aws:")
            for companion in row.companions
        ),
    )


def _of(protection: Protection) -> str:
    return _table(
        ("Data store", "What to do", "Type"),
        (
            (row.label + _self_rpo(row), row.instead, _code(row.type))
            for row in _rows(lambda row: row.protection is protection)
        ),
    )


def _self_rpo(row: DataStore) -> str:
    minutes = row.service_rpo_minutes
    return "" if minutes is None else f" (within {duration_in_words(minutes)})"


def _other_table() -> str:
    counts = Counter(other_types().values())
    return _table(
        ("Types", "Why they need no backup"),
        ((str(count), reason) for reason, count in counts.most_common()),
    )


def _sources() -> str:
    sources: dict[tuple[str, str], list[str]] = {}
    for row in DATA_STORES:
        sources.setdefault((row.source, row.read_on), []).append(row.label)
    return "".join(
        f"- {source} (read {read_on}): {', '.join(dict.fromkeys(labels))}\n"
        for (source, read_on), labels in sorted(sources.items())
    )


def _open_announcements() -> str:
    return _table(
        ("Day", "What", "Why it is open"),
        (
            (str(one.day or "-"), one.what, one.open + (f" ({one.page})" if one.page else ""))
            for one in announcements()
            if one.open
        ),
    )
