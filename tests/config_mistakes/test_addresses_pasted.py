"""No remedy holds an address or a number that would be refused where it is pasted.

What only the reader knows is a blank: it is refused as one, and once it is filled in, nothing is
refused. Remedies of refusals are pasted in `test_config_mistakes.py`, each one of the table.

Not proved: that somebody reads mail at an address that is accepted.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import pytest
import yaml
from config_judge import judge_stack
from config_paste import filled_in

from bamp_pulumi.catalog import fictional_in_words, no_page_at, reserved_domain_of
from bamp_pulumi.errors import BampError, Refusal
from bamp_pulumi.explained import Explanation, Language, all_explanations, in_language

ROOT = Path(__file__).parents[2]
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NUMBER = re.compile(r"\+[1-9]\d{6,14}\b")
PAGE = re.compile(r"https?://[^\s'\"<>)]+")
BLOCK = re.compile(r"^```(?:yaml|python|console|typescript)\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMPLIANCE = {
    "mode": "compliance",
    "min_retention_days": 7,
    "max_retention_days": 2557,
    "changeable_for_days": 30,
}
OF_ACCOUNTS = [
    one
    for one in all_explanations()
    if one.snippet.language == "yaml"
    and re.search(r"bamp:(?!owner|tier|expire)", one.snippet.text)
    and "--" not in one.snippet.text
]


def dead(text: str) -> list[str]:
    """List the addresses and numbers of a text at which nobody can be notified."""
    return [
        *(one for one in EMAIL.findall(text) if reserved_domain_of(one)),
        *(one for one in NUMBER.findall(text) if fictional_in_words(one)),
        *(one for one in PAGE.findall(text) if no_page_at(one)),
    ]


def sentences(source: str) -> Iterator[str]:
    """List the texts of a module, without docstrings and without the examples of blanks."""
    tree = ast.parse(source)
    unseen = [
        node
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "ToFillIn"
        for node in call.args
    ]
    unseen += [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in unseen:
            yield node.value


def test_no_sentence_of_the_library_holds_a_dead_address() -> None:
    """Whatever it writes, in whichever message: of its own it knows nobody's address."""
    files = sorted((ROOT / "bamp_pulumi").rglob("*.py"))

    assert len(files) > 500
    assert [
        (file.name, found)
        for file in files
        for text in sentences(file.read_text(encoding="utf-8"))
        if (found := dead(text))
    ] == []


def test_no_file_that_is_written_and_no_page_holds_one_in_code() -> None:
    """Lines in comments are there to be taken out of them."""
    templates = sorted(p for p in (ROOT / "bamp_pulumi" / "templates").rglob("*.*") if p.is_file())
    texts = {file: [file.read_text(encoding="utf-8")] for file in templates if _is_text(file)}
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        texts[page] = BLOCK.findall(page.read_text(encoding="utf-8"))

    assert [(f.name, found) for f, all_ in texts.items() for t in all_ if (found := dead(t))] == []


def _is_text(file: Path) -> bool:
    return file.suffix in {".py", ".yaml", ".yml", ".txt", ".md"}


@pytest.mark.parametrize("language", [None, Language.TYPESCRIPT, Language.YAML])
def test_no_explanation_holds_one_in_any_language(language: Language | None) -> None:
    """Python, TypeScript and YAML are made from one text."""
    written = [
        (one.name, one.snippet if language is None else in_language(one.snippet, language))
        for one in all_explanations()
    ]

    assert [(name, found) for name, one in written if one and (found := dead(one.text))] == []


@pytest.mark.parametrize("one", OF_ACCOUNTS, ids=lambda one: one.name)
def test_a_configuration_is_refused_only_as_a_blank_and_accepted_once_filled_in(
    one: Explanation, tmp_path: Path
) -> None:
    """In the configuration of an account that has all else."""
    given, filled = (_around(text) for text in (one.snippet.text, filled_in(one.snippet.text)))
    refused = _refused(given, tmp_path)

    assert [each.given for each in refused if "which is a placeholder" not in each.given] == []
    assert [str(each) for each in _refused(filled, tmp_path)] == []


def _around(text: str) -> str:
    config = cast("dict[str, dict[str, object]]", yaml.safe_load(text))["config"]
    if "bamp:irreversible_lock_accepted_on" in config:
        config["bamp:policy"] = {"extends": "default", "vault_lock": COMPLIANCE}
    whole = {
        "aws:region": "us-east-1",
        "bamp:owner": "platform",
        "bamp:alerts": {"to": [{"email": "ops@bamp-ops.io"}]},
        **config,
    }
    return yaml.safe_dump({"config": whole})


def _refused(text: str, folder: Path) -> Sequence[Refusal]:
    try:
        judge_stack(text, folder)
    except BampError as error:
        return error.refusals
    return ()


@pytest.mark.parametrize(
    "text",
    ["email: oncall@example.com", 'sms: "+12025550123"', "runbook: https://wiki.example.org/x"],
)
def test_a_dead_address_would_be_found(text: str) -> None:
    """In each of its forms."""
    assert len(dead(text)) == 1
