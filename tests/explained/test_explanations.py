"""Every code and fault is explained whole, and what is to be pasted is right."""

import ast
import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import cast

import pulumi
import pulumi_aws as aws
import pytest
import yaml

import bamp_pulumi as bamp
from bamp_pulumi.baseline import BASELINE_CODES
from bamp_pulumi.catalog import BACKUP_METRIC_DIMENSIONS
from bamp_pulumi.coverage import FINDING_KINDS
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate import ESTATE_CODES, Estate
from bamp_pulumi.explained import (
    Explanation,
    Family,
    all_explanations,
    explain,
    family_of,
    names_like,
    require_explanation,
)
from bamp_pulumi.inheritance import INHERITANCE_CODES
from bamp_pulumi.policy import POLICY_CODES, load_policy
from bamp_pulumi.rehearsal import FAULTS, REHEARSAL_CODES
from bamp_pulumi.testing import declare

ALL = tuple(all_explanations())
PYTHON = [one for one in ALL if one.snippet.language == "python"]
DECLARING = [
    o
    for o in PYTHON
    if "bamp_pulumi." not in o.snippet.text
    and ("bamp." in o.snippet.text or "aws." in o.snippet.text)
]
"""Snippets of a program; the others are of a test or of plain Python."""
METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
OF_THE_LIBRARY = {"bamp": bamp, "aws": aws}


def name(one: Explanation) -> str:
    """Name a case."""
    return one.name


def test_everything_with_a_code_or_a_name_is_explained_once() -> None:
    """What is printed anywhere leads to an explanation."""
    tables = (
        FINDING_KINDS,
        REHEARSAL_CODES,
        FAULTS,
        POLICY_CODES,
        BASELINE_CODES,
        ESTATE_CODES,
        INHERITANCE_CODES,
    )

    assert sorted(one.name for one in ALL) == sorted(each for table in tables for each in table)


@pytest.mark.parametrize("one", ALL, ids=name)
def test_an_explanation_has_all_of_its_parts(one: Explanation) -> None:
    """Title, two to four sentences of meaning, reason, fix, snippet and sources."""
    sentences = re.findall(r"[.?:](?:\s|$)", one.means)

    assert one.title
    assert not one.title.endswith(".")
    assert 2 <= len(sentences) <= 5
    assert all(text.endswith((".", "`.")) for text in (one.means, one.why, one.fix))
    assert one.snippet.text
    assert one.sources


@pytest.mark.parametrize("one", ALL, ids=name)
def test_a_snippet_fits_a_terminal_of_80_columns(one: Explanation) -> None:
    """With the four columns by which it is indented."""
    assert max(map(len, one.snippet.text.splitlines())) <= 76


@pytest.mark.parametrize("one", DECLARING, ids=name)
def test_a_python_snippet_runs_in_a_program(one: Explanation) -> None:
    """Nothing in it is refused, and each key of a nested input is one that the type has."""
    declared = _declared(one)

    assert [
        key
        for resource in declared.resources
        if resource.type.startswith("aws:")
        for key in _nested_keys(dict(resource.inputs))
        if "_" in key
    ] == []


def _declared(one: Explanation) -> Estate:
    around: dict[str, object] = {**OF_THE_LIBRARY, "pulumi": pulumi}

    def program() -> None:
        exec(compile(one.snippet.text, one.name, "exec"), around)  # noqa: S102 - our own text

    return declare(program)


def _nested_keys(value: object) -> Iterator[str]:
    """Pulumi writes the keys that a type has in camelCase, and leaves others as they are."""
    if isinstance(value, Mapping):
        for key, inner in cast("Mapping[str, object]", value).items():
            yield key
            yield from _nested_keys(inner)
    elif isinstance(value, list | tuple):
        for inner in cast("list[object]", value):
            yield from _nested_keys(inner)


def test_an_alarm_that_is_pasted_has_dimensions_that_its_metric_has() -> None:
    """On others it would never have data, and `bamp rehearse` would report it."""
    alarms = [one for one in DECLARING if '"AWS/Backup"' in one.snippet.text]

    assert len(alarms) >= 2
    for one in alarms:
        declared = _declared(one)
        for alarm in (r for r in declared.resources if r.type == METRIC_ALARM):
            given = frozenset(cast("dict[str, str]", alarm.inputs["dimensions"]))
            assert given in BACKUP_METRIC_DIMENSIONS, one.name


@pytest.mark.parametrize("one", PYTHON, ids=name)
def test_a_python_snippet_names_what_there_is(one: Explanation) -> None:
    """Classes and functions exist, and take the arguments that are written."""
    calls = [n for n in ast.walk(ast.parse(one.snippet.text)) if isinstance(n, ast.Call)]
    for call in calls:
        path = ast.unparse(call.func).split(".")
        if path[0] not in OF_THE_LIBRARY:
            continue
        found: object = OF_THE_LIBRARY[path[0]]
        for part in path[1:]:
            found = getattr(found, part)
        maker = cast("Callable[..., object]", getattr(found, "_internal_init", found))
        taken = inspect.signature(maker).parameters
        assert {word.arg for word in call.keywords} <= set(taken), ast.unparse(call.func)


@pytest.mark.parametrize("one", [o for o in ALL if o.snippet.language == "json"], ids=name)
def test_a_json_snippet_is_json(one: Explanation) -> None:
    """It is pasted into a document."""
    assert isinstance(json.loads(one.snippet.text), dict)


@pytest.mark.parametrize("one", [o for o in ALL if o.snippet.language == "yaml"], ids=name)
def test_a_yaml_snippet_is_accepted_by_what_it_is_for(one: Explanation) -> None:
    """A policy by the policy's reader, in its whole."""
    document = yaml.safe_load(one.snippet.text)

    assert isinstance(document, dict)
    if "extends" in document:
        assert load_policy(one.snippet.text).tiers


@pytest.mark.parametrize("given", ["BAMP-V07", "bamp-v07", "V07", "v07", " BAMP-V07 "])
def test_a_code_is_found_however_it_is_written(given: str) -> None:
    """Whoever types one types it short."""
    found = explain(given)

    assert found is not None
    assert found.name == "BAMP-V07"
    assert found.severity == "error"
    assert found.sources[0].url == (
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html"
    )


def test_what_is_not_there_leads_to_what_is_alike() -> None:
    """`vault-deleted` is no fault; what shares a word with it is."""
    with pytest.raises(RefusedError) as refused:
        require_explanation("vault-deleted")

    (refusal,) = refused.value.refusals
    assert refusal.code == "BAMP-P10"
    assert "vault-lock-removed" in refusal.allowed
    assert "plan-deleted" in refusal.allowed
    assert refusal.write.startswith("bamp explain ")


@pytest.mark.parametrize("given", ["", "zzz", "BAMP-V00", "BAMP-X01", "\x1b[31m"])
def test_something_is_always_named(given: str) -> None:
    """However far off the given name is."""
    assert names_like(given)
    assert explain(given) is None


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("BAMP-V07", Family.FINDINGS),
        ("BAMP-W01", Family.REHEARSAL),
        ("BAMP-L02", Family.POLICY),
        ("BAMP-B41", Family.BASELINE),
        ("BAMP-P03", Family.PROGRAMS),
        ("BAMP-I02", Family.INHERITANCE),
        ("tag-lost", Family.FAULTS),
    ],
)
def test_the_family_is_known_by_the_name(given: str, family: Family) -> None:
    """Only its own file and table are read."""
    assert family_of(given) is family
