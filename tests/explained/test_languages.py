"""A fix in another language declares what it declares in Python.

It cannot prove that a compiler of TypeScript takes what is written for it: none is here. Both
languages are written from the same reading, and of the YAML every type and input is compared.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pulumi
import pulumi_aws as aws
import pytest
import yaml
from click.testing import CliRunner

import bamp_pulumi as bamp
from bamp_pulumi.cli.explain import explain as explain_command
from bamp_pulumi.explained import (
    Explanation,
    Language,
    all_explanations,
    in_language,
    require_explanation,
)
from bamp_pulumi.testing import declare

ONLY_PYTHON = [
    "BAMP-B04",
    "BAMP-B13",
    "BAMP-I02",
    "BAMP-I03",
    "BAMP-I04",
    "BAMP-I06",
    "BAMP-I24",
    "BAMP-S03",
    "BAMP-V08",
    "BAMP-V30",
    "BAMP-W13",
]
"""`inherit()`, tests, policies built in Python, and loops."""
PYTHON = [one for one in all_explanations() if one.snippet.language == "python"]
TRANSLATED = [one for one in PYTHON if one.name not in ONLY_PYTHON]


def name(one: Explanation) -> str:
    """Name a case."""
    return one.name


def test_what_has_a_form_in_python_only_is_known() -> None:
    """A new fix is translated, or is put on the list on purpose."""
    none = [one.name for one in PYTHON if in_language(one.snippet, Language.YAML) is None]

    assert sorted(none) == ONLY_PYTHON


@pytest.mark.parametrize("one", TRANSLATED, ids=name)
def test_yaml_declares_the_resources_of_python(one: Explanation) -> None:
    """Types, inputs and values; what is only known later is a reference.

    What `bamp.inherit()` adds has no form in YAML.
    """
    written = in_language(one.snippet, Language.YAML)
    assert written is not None
    resources = cast(
        "Mapping[str, Mapping[str, object]]", yaml.safe_load(written.text)["resources"]
    )
    of_aws = sorted(
        (each for each in resources.values() if str(each["type"]).startswith("aws:")),
        key=lambda each: str(each["type"]),
    )
    around: dict[str, object] = {"pulumi": pulumi, "aws": aws, "bamp": bamp}
    ran = declare(lambda: exec(one.snippet.text, around))  # noqa: S102 - our own text
    declared = sorted(
        (each for each in ran.resources if not each.parent and each.type.startswith("aws:")),
        key=lambda each: (_short(each.type), each.name),
    )
    inherits = "bamp.inherit" in one.snippet.text

    assert [_short(each.type) for each in declared] == [each["type"] for each in of_aws]
    for mine, given in zip(of_aws, declared, strict=True):
        inputs = cast("Mapping[str, object]", mine.get("properties", {}))
        assert set(inputs) == set(given.inputs) or (inherits and set(inputs) < set(given.inputs))
        assert [
            (key, value)
            for key, value in inputs.items()
            if "${" not in str(value) and given.inputs[key] != value
        ] == []


def _short(type_token: str) -> str:
    package, module, made = type_token.split(":")
    return f"{package}:{module.partition('/')[0]}:{made}"


@pytest.mark.parametrize("language", [Language.TYPESCRIPT, Language.YAML])
def test_a_line_fits_a_terminal_of_80_columns(language: Language) -> None:
    """With the four columns by which it is indented; the ARN of one policy is longer than that."""
    lines = {
        (one.name, line)
        for one in TRANSLATED
        if (written := in_language(one.snippet, language)) is not None
        for line in written.text.splitlines()
    }

    assert {each for each, line in lines if len(line) > 76} == {"BAMP-V65"}


def test_typescript_names_an_output_of_a_resource_above() -> None:
    """Inputs in camelCase, a reference without quotes, options as the third argument."""
    versioning = in_language(require_explanation("V10").snippet, Language.TYPESCRIPT)
    ignored = in_language(require_explanation("V48").snippet, Language.TYPESCRIPT)

    assert versioning is not None
    assert versioning.text == (
        'const bucket = new aws.s3.Bucket("media");\n'
        'new aws.s3.BucketVersioning("media", {\n'
        "  bucket: bucket.id,\n"
        '  versioningConfiguration: { status: "Enabled" },\n'
        "});"
    )
    assert ignored is not None
    assert ignored.text.endswith('}, {\n  ignoreChanges: ["backupWindow"],\n});')


def test_tags_of_an_exemption_are_written_out() -> None:
    """What `bamp.exempt()` returns, which no other language has."""
    written = in_language(require_explanation("V16").snippet, Language.TYPESCRIPT)

    assert written is not None
    assert '"backup-exempt-until": "2027-06-30"' in written.text
    assert "bamp." not in written.text


@pytest.mark.parametrize(
    ("runtime", "found"),
    [("nodejs", "new aws.s3.BucketVersioning"), ("yaml", "type: aws:s3:Bucket"), ("go", "aws.s3.")],
)
def test_the_program_in_this_folder_decides_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runtime: str, found: str
) -> None:
    """A language that fixes are not written in gets Python, and --language decides before all."""
    (tmp_path / "Pulumi.yaml").write_text(f"name: media\nruntime: {runtime}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    here = CliRunner().invoke(explain_command, ["V10"])
    asked = CliRunner().invoke(explain_command, ["V10", "--language", "python"])

    assert found in here.output
    assert 'bucket = aws.s3.Bucket("media")' in asked.output


def test_a_fix_without_another_form_is_said_to_be_python() -> None:
    """A reader of TypeScript would take it for a mistake."""
    shown = CliRunner().invoke(explain_command, ["I02", "--language", "typescript"])

    assert "In Python; it has no form in another language:" in shown.output
    assert 'bamp.inherit(owner="orders")' in shown.output


def test_json_holds_every_form() -> None:
    """Python first; a configuration has no other."""
    (one, other) = json.loads(CliRunner().invoke(explain_command, ["V10", "B02", "--json"]).output)[
        "explanations"
    ]

    assert one["snippet"]["language"] == "python"
    assert [each["language"] for each in one["translations"]] == ["typescript", "yaml"]
    assert other["translations"] == []
