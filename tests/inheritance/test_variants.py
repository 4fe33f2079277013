"""What `inherit` writes to each variant of a data store is what the catalog's table says.

Cannot prove that AWS takes it: `tests/catalog/test_variants.py` asks the models of its APIs.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from bamp_pulumi.catalog import (
    DATA_STORES,
    InheritVariant,
    TagShape,
    find_data_store,
    inherit_variants,
    value_at,
)
from bamp_pulumi.inheritance import Defaults, Inherited, apply_edits, inherit_resource
from bamp_pulumi.policy import default_policy

POLICY = default_policy()
VARIANTS = inherit_variants()
NAMES = [f"{one.type.rpartition(':')[2]}-{one.name}" for one in VARIANTS]
ABOUT_THE_TYPE = {"BAMP-I13", "BAMP-I14", "BAMP-I16"}
"""What is said of every resource of a type, or of a continuous tier: no variant changes it."""


def ask(variant: InheritVariant) -> Inherited:
    """Ask the rule."""
    return inherit_resource(
        variant.type,
        variant.inputs,
        policy=POLICY,
        defaults=Defaults(tier=variant.tier, owner="orders"),
        region=variant.region,
        has_namesake=variant.namesake,
    )


def edited(variant: InheritVariant, inherited: Inherited) -> dict[str, object]:
    """List what is written, by path, with the value that is there then; without the tags."""
    row = find_data_store(variant.type, variant.inputs)
    tags = "tags" if row is None else row.tags_property
    paths = {edit.path for edit in inherited.edits if edit.path.partition(".")[0] != tags}
    inputs = apply_edits(variant.inputs, inherited.edits)
    return {path: value_at(inputs, path) for path in paths}


@pytest.mark.parametrize("variant", VARIANTS, ids=NAMES)
def test_what_is_written_is_what_the_table_says(variant: InheritVariant) -> None:
    """The settings, the companions, what is said, and what must not stand beside it."""
    inherited = ask(variant)

    assert edited(variant, inherited) == dict(variant.writes)
    assert tuple(planned.kind for planned in inherited.companions) == variant.makes
    said = {finding.code for finding in inherited.findings} - ABOUT_THE_TYPE
    assert said == {*variant.codes}
    assert tuple(one.type for one in inherited.neighbours) == variant.apart
    assert inherited.refusals == ()


def test_written_twice_is_written_once() -> None:
    """The second deployment of any of them changes nothing, and takes nothing back."""
    for one in VARIANTS:
        once = apply_edits(one.inputs, ask(one).edits)

        assert ask(replace(one, inputs=once)).edits == (), one.name


def test_every_row_with_something_to_write_has_a_variant() -> None:
    """And every setting of it is written in one, or said not to be."""
    seen: dict[str, set[str]] = {}
    for one in VARIANTS:
        row = find_data_store(one.type, one.inputs)
        if row is not None:
            seen.setdefault(f"{row.type} {row.label}", set()).update(one.writes)
    missing: list[str] = []
    for row in DATA_STORES:
        written = seen.get(f"{row.type} {row.label}")
        never = all(setting.unless == row.when[-1:] for setting in row.settings)
        if not (row.settings or row.companions) or (never and row.settings):
            continue
        paths = {setting.path for setting in row.settings}
        if written is None or paths - written:
            missing.append(f"{row.label}: {sorted(paths - (written or set()))}")

    assert missing == []


def test_there_are_as_many_variants_as_are_worth_looking_at() -> None:
    """120 of 30 types at least, each named once."""
    assert len(VARIANTS) >= 120
    assert len({one.type for one in VARIANTS}) >= 30
    assert len({(one.type, one.name) for one in VARIANTS}) == len(VARIANTS)


def test_what_is_left_out_or_open_is_explained() -> None:
    """By what is said to the team, or by a reason in the table."""
    for one in VARIANTS:
        row = find_data_store(one.type, one.inputs)
        takes_tags = row is not None and row.tags is not TagShape.NONE
        if row is not None and row.settings and not one.writes and not given(one.inputs, row):
            assert one.why or one.codes or one.makes or not takes_tags, one.name


def given(inputs: Mapping[str, object], row: Any) -> bool:  # noqa: ANN401 - a row of the catalog
    """Return True if the program itself writes all that is asked for."""
    return all(value_at(inputs, setting.path) is not None for setting in row.settings)
