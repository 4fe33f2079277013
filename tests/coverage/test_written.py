"""What a finding says to write, in the language of the program that it is about.

Cannot prove that the type checker of another language accepts what is proposed.
"""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bamp_pulumi.catalog import DATA_STORES, TagShape
from bamp_pulumi.coverage import assume_account
from bamp_pulumi.estate import RunOptions, load_estate

PYTHON = re.compile(r"\bbamp\.(tier|exempt|inherit)\b|(?<![\w-])[a-z_]+=(['\"\[{]|True|False|\d)")
"""What only a Python program writes."""
SNAKE = re.compile(r"(?<![\w./:-])[a-z]+(?:_[a-z]+)+(?![\w./:-])")
"""An input as Python spells it."""
WIRE = re.compile(r"(?<![\w./:-])[a-z]+(?:[A-Z][a-z]+)+(?![\w./:-])")
"""An input as the wire has it."""
POSITIONS = ["index.ts#3,1", "main.go#12,2", "Pulumi.yaml#9,5", ""]
EXPIRED = {
    "backup-exempt-reason": "rebuilt from its source",
    "backup-exempt-until": "2025-01-01",
    "backup-owner": "orders",
}
TAGS: dict[str, dict[str, str]] = {
    "none": {},
    "a misspelt tier": {"backup-tier": "standrad"},
    "an expired exemption": EXPIRED,
}
"""Tags of the resources that are judged."""


def messages(folder: Path, position: str, tags: dict[str, str]) -> dict[str, list[str]]:
    """Judge one resource of each type in a stack export; return what is found, by type."""
    urn = "urn:pulumi:prod::orders::{}::{}".format
    account = "111122223333"
    provider = urn("pulumi:providers:aws", "default")
    states: list[dict[str, Any]] = [  # Any: JSON
        {
            "urn": provider,
            "type": "pulumi:providers:aws",
            "custom": True,
            "id": "4d2b",
            "inputs": {"region": "us-east-1", "allowedAccountIds": f'["{account}"]'},
        }
    ]
    for number, store in enumerate(DATA_STORES):
        pairs = [{"key": key, "value": value} for key, value in tags.items()]
        given = pairs if store.tags is TagShape.PAIRS else tags
        states.append(
            {
                "urn": urn(store.type, f"store-{number}"),
                "type": store.type,
                "custom": True,
                "id": f"store-{number}",
                "provider": f"{provider}::4d2b",
                "inputs": {"tags": given} if tags and store.tags is not TagShape.NONE else {},
                "sourcePosition": position and f"project:///{position}",
            }
        )
    file = folder / "stack.json"
    file.write_text(json.dumps({"version": 3, "deployment": {"resources": states}}))
    coverage = assume_account(
        load_estate([file], RunOptions(region="us-east-1")), None, today=date(2026, 11, 29)
    )
    assert coverage is not None
    return {
        covered.resource.type: [one.message for one in covered.findings]
        for covered in coverage.resources
    }


@pytest.mark.parametrize("tags", TAGS)
@pytest.mark.parametrize("position", POSITIONS)
def test_no_python_is_proposed_to_other_languages(position: str, tags: str, tmp_path: Path) -> None:
    """Of every type of data store, whatever is missing: nothing that only Python writes."""
    found = messages(tmp_path, position, TAGS[tags])
    assert len(found) > 100
    told = {
        (type_, message)
        for type_, listed in found.items()
        for message in listed
        if PYTHON.search(message) or SNAKE.search(message)
    }
    assert not told


@pytest.mark.parametrize("tags", [*TAGS, "a tier"])
def test_no_name_of_the_wire_is_proposed_to_python(tags: str, tmp_path: Path) -> None:
    """Of every type of data store: inputs are called as the Python SDK calls them."""
    given = {**TAGS, "a tier": {"backup-tier": "critical"}}[tags]
    found = messages(tmp_path, "__main__.py#3,1", given)
    told = {
        (type_, message)
        for type_, listed in found.items()
        for message in listed
        # What AWS Backup calls a condition of a selection.
        if WIRE.search(message.replace("stringEquals", ""))
    }
    assert not told
