"""What every kind of data store inherits, in full, and what each single change of it alters.

The rows of the catalog say where the rule looks: each such input is left out, unknown, weak,
strong and of a wrong shape, one at a time. The answers stand in `answers/rule.txt`. Cannot prove
that AWS takes the values; the catalog says where its rows were read.
"""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, cast

from bamp_pulumi.catalog import (
    DATA_STORES,
    UNKNOWN,
    Condition,
    DataStore,
    TagShape,
    find_data_store,
)
from bamp_pulumi.inheritance import Defaults, Inherited, inherit_resource
from bamp_pulumi.policy import default_policy
from tests.support.recorded_answers import Answer, difference, grouped, hold, numbered

RECORD: Final = Path(__file__).parent / "answers" / "rule.txt"
ORDERS: Final = Defaults(tier="standard", owner="orders")
EXPIRING: Final = Defaults(tier="standard", owner="orders", expire_noncurrent_versions=True)
EXEMPT: Final = {"backup-exempt-reason": "rebuilt", "backup-exempt-until": "2027-06-30"}
POLICY: Final = default_policy()
_VALUES: Final = (UNKNOWN, True, False, 1, "8", 100, "often")
_LISTS: Final[tuple[object, ...]] = ([], [{"region": "us-west-2"}], [{"region": UNKNOWN}])
_TAGS: Final[tuple[tuple[str, object], ...]] = (
    ("unknown", UNKNOWN),
    ("no map", "x"),
    ("of another", {"Name": "x"}),
    ("with a tier", {"backup-tier": "critical"}),
    ("with a tier that the policy lacks", {"backup-tier": "gold"}),
    ("with an unknown tier", {"backup-tier": UNKNOWN}),
    ("with an owner", {"backup-owner": "shop"}),
    ("exempt", {**EXEMPT, "backup-owner": "media"}),
    ("exempt, of a tier", {**EXEMPT, "backup-owner": "media", "backup-tier": "standard"}),
    ("exempt without an owner", EXEMPT),
    ("exempt, of an unknown owner", {**EXEMPT, "backup-owner": UNKNOWN}),
    (
        "exempt, of a tier, of an unknown owner",
        {**EXEMPT, "backup-owner": UNKNOWN, "backup-tier": "x"},
    ),
    ("exempt, of an owner that is no text", {**EXEMPT, "backup-owner": 5}),
    ("exempt for a reason only", {"backup-exempt-reason": "x"}),
    ("exempt until a day only", {"backup-exempt-until": "2027-06-30", "backup-owner": "media"}),
    ("exempt for an unknown reason", {**EXEMPT, "backup-exempt-reason": UNKNOWN}),
    ("exempt until an unknown day", {**EXEMPT, "backup-exempt-until": UNKNOWN}),
)


def test_every_data_store_inherits_what_is_recorded() -> None:
    """One file says what a program gets for each kind, and for which input something else."""
    lines: list[str] = []
    kinds: set[tuple[str, TagShape]] = set()
    shapes: set[object] = set()
    for row in DATA_STORES:
        base = _inputs(row)
        # A kind of several types inherits the same; what its tags do depends on few of its facts.
        kind = (row.label, row.tags)
        if kind not in kinds and find_data_store(row.type, base) is row:
            shape = (row.tags, row.protection, bool(row.continuous_owns), bool(row.companions))
            lines += _row(row, base, is_new=shape not in shapes)
            kinds.add(kind)
            shapes.add(shape)
    hold(RECORD, lines)


def _row(row: DataStore, base: Mapping[str, object], *, is_new: bool) -> Iterator[str]:
    yield ""
    yield f"{row.type} ({row.label}){f' {base}' if base else ''}"
    before = _asked(row, base)
    yield from numbered(before)
    answers = [*_changed(row, base), *(_of_its_place(row, base) if is_new else ())]
    yield from grouped((what, how, difference(before, answer)) for what, how, answer in answers)


def _of_its_place(row: DataStore, base: Mapping[str, object]) -> Iterator[tuple[str, str, Answer]]:
    for tier in ("critical", "regulated", "development"):
        yield "tier", tier, _asked(row, base, defaults=Defaults(tier=tier, owner="orders"))
    yield "program", "lets old versions expire", _asked(row, base, defaults=EXPIRING)
    yield "region", "us-west-2", _asked(row, base, region="us-west-2")
    yield "parent", "packaged", _asked(row, base, takes_companions=False)
    for how, tags in _TAGS:
        shaped = {row.tags_property: _shaped(row, tags)}
        yield "tags", how, _asked(row, {**base, **shaped})
        given = cast("Mapping[str, object]", tags) if isinstance(tags, Mapping) else {"": tags}
        if all(isinstance(value, (str, int)) for value in given.values()) and "" not in given:
            texts = {name: str(value) for name, value in given.items()}
            yield "default tags", how, _asked(row, base, default_tags=texts)
            beside = {row.tags_property: _shaped(row, {"backup-owner": "shop"})}
            yield (
                "default tags beside an owner",
                how,
                _asked(row, {**base, **beside}, default_tags=texts),
            )
    yield "tags", "of an unknown key", _asked(row, {**base, row.tags_property: [{"key": UNKNOWN}]})


def _changed(row: DataStore, base: Mapping[str, object]) -> Iterator[tuple[str, str, Answer]]:
    lists = {setting.path for setting in row.settings if setting.recovery_region}
    for path in sorted(_looked_at(row)):
        for value in (*_VALUES, *(_LISTS if path in lists else ())):
            inputs = _put(base, path.split("."), value)
            yield path, repr(value), _asked(row, inputs)
        weak = _put(base, path.split("."), 1)
        yield path, "1 (secret)", _asked(row, weak, secrets={path.split(".")[0]})
    if row.companions:
        for path in sorted({c.path for each in row.companions for c in each.unless}):
            unknown = _put(base, path.split("."), UNKNOWN)
            expiring = _asked(row, unknown, defaults=EXPIRING, takes_companions=False)
            yield path, "unknown, in a package that lets old versions expire", expiring


def _asked(  # noqa: PLR0913 - what a resource may stand in
    row: DataStore,
    inputs: Mapping[str, object],
    *,
    defaults: Defaults = ORDERS,
    region: str = "us-east-1",
    default_tags: Mapping[str, str] = MappingProxyType({}),
    takes_companions: bool = True,
    secrets: Collection[str] = (),
) -> Answer:
    inherited = inherit_resource(
        row.type,
        inputs,
        policy=POLICY,
        defaults=defaults,
        region=region,
        default_tags=default_tags,
        takes_companions=takes_companions,
        secrets=secrets,
    )
    return _lines(inherited)


def _lines(inherited: Inherited) -> Answer:
    return (
        *(f"tag {name}={value}" for name, value in inherited.tags.items()),
        *(f"{edit.how} {edit.path} {edit.value!r}" for edit in inherited.edits),
        *(
            f"companion {c.kind} region={c.region!r} days={c.days} encrypted={c.encrypted} "
            f"beside={c.beside}: {c.why}"
            for c in inherited.companions
        ),
        *(f"ignores changes of {name}" for name in inherited.ignore_changes),
        *(
            f"{'warning' if f.worth_a_warning else 'note'} {f.code}: {f.message}"
            for f in inherited.findings
        ),
        *(f"refused {refusal}" for refusal in inherited.refusals),
    )


def _inputs(row: DataStore) -> dict[str, object]:
    """Inputs that make a resource this variant, where its conditions say which."""
    inputs: dict[str, object] = {}
    for condition in row.when:
        value = _value(condition)
        if value is not None and "*" not in condition.path:
            inputs = _put(inputs, condition.path.split("."), value)
    return inputs


def _value(condition: Condition) -> object:
    if condition.test in {"one_of", "starts_with"}:
        return condition.values[0]
    return "x" if condition.test == "present" else None


def _looked_at(row: DataStore) -> set[str]:
    """List the paths that a row asks about, without those that enter lists."""
    conditions = (
        *row.when,
        *(c for setting in row.settings for c in setting.unless),
        *(c for companion in row.companions for c in companion.unless),
        *((row.encryption,) if row.encryption else ()),
    )
    paths = {setting.path for setting in row.settings} | {c.path for c in conditions}
    return {path for path in paths if "*" not in path and ".0" not in path}


def _put(inputs: Mapping[str, object], path: list[str], value: object) -> dict[str, object]:
    step, *rest = path
    if not rest:
        return {**inputs, step: value}
    inner: Any = inputs.get(step)  # Any: whatever another path put there
    return {**inputs, step: _put(inner if isinstance(inner, dict) else {}, rest, value)}  # pyright: ignore[reportUnknownArgumentType] - as above


def _shaped(row: DataStore, tags: object) -> object:
    if row.tags is TagShape.PAIRS and isinstance(tags, Mapping):
        pairs = cast("Mapping[str, object]", tags)
        return [{"key": key, "value": value} for key, value in pairs.items()]
    return tags
