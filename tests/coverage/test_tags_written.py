"""What is pasted in the place of a resource's tags keeps the others that it has.

Cannot prove that the tags of a program stand in one place, where they can be replaced as a whole.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
import yaml
from hand_made_account import judge

import bamp_pulumi as bamp
from bamp_pulumi.coverage import assume_account
from bamp_pulumi.estate import RunOptions, load_estate

Inputs = Any  # Any: inputs given by name in each case
OTHERS = {"Name": "carts", "cost:center": "1 \u00bd 'of' \"two\""}
EXPIRED = {"backup-exempt-reason": "rebuilt", "backup-exempt-until": "2025-12-31"}
WRONG: dict[str, Mapping[str, str]] = {
    "BAMP-V01": {},
    "BAMP-V15": {"backup-tier": "standrad"},
    "BAMP-V16": {**EXPIRED, "backup-owner": "orders"},
    "BAMP-V17": EXPIRED,
}


def table(tags: Inputs) -> Callable[[], object]:
    """Declare a table later; the tags may be made by a function, within the program."""

    def given() -> Inputs:
        return tags() if callable(tags) else tags

    return lambda: aws.dynamodb.Table(
        "carts",
        hash_key="id",
        attributes=[{"name": "id", "type": "S"}],
        billing_mode="PAY_PER_REQUEST",
        point_in_time_recovery={"enabled": True},
        server_side_encryption={"enabled": True},
        tags=given(),
    )


def remedy(tags: Inputs, code: str) -> str:
    """Return what the finding of a code says to write last: the tags of a tier."""
    (message,) = [f.message for f in judge(table(tags)).all_findings if f.id == code]
    return message.rpartition("set ")[2].rpartition("protect it: ")[2]


@pytest.mark.parametrize("code", WRONG)
def test_pasted_in_python_it_keeps_the_other_tags(code: str) -> None:
    """And what was found is found no more; the owner is there, too."""
    write = remedy({**OTHERS, **WRONG[code]}, code)

    pasted = eval(f"dict({write})", {"bamp": bamp})["tags"]  # noqa: S307 - our own text

    owner = WRONG[code].get("backup-owner", "test")
    assert pasted == {**OTHERS, "backup-tier": "standard", "backup-owner": owner}
    assert [f.id for f in judge(table(pasted)).all_findings if f.urn.endswith("carts")] == []


@pytest.mark.parametrize(
    "others",
    [
        lambda: {"Name": pulumi.Output.secret("hunter22")},
        lambda: {"Name": aws.s3.Bucket("other").arn},
        lambda: {"Name": "xoxb-123456789012-abcdefghijkl"},
        lambda: {f"tag-{number}": "x" * 50 for number in range(9)},
    ],
    ids=["secret", "known after deployment", "a token", "too many to show"],
)
def test_tags_that_cannot_be_shown_are_written_into(others: Callable[[], Inputs]) -> None:
    """Replaced as a whole they would be lost; the last entry of a literal decides."""
    write = remedy(lambda: {**EXPIRED, **others()}, "BAMP-V17")
    entry, said, gone = write.partition(" as the last entry of its tags")

    pasted = eval(f"{{'backup-tier': 'wrong', {entry}}}", {"bamp": bamp})  # noqa: S307 - as above

    assert pasted == {"backup-tier": "standard", "backup-owner": "test"}
    assert (bool(said), gone) == (True, f", and remove {' and '.join(EXPIRED)}")
    assert "hunter22" not in write
    assert "xoxb" not in write


def test_an_owner_that_is_known_later_is_not_replaced() -> None:
    """Whoever it is: the program says it."""
    write = remedy(
        lambda: {"backup-tier": "std", "backup-owner": aws.s3.Bucket("other").arn}, "BAMP-V15"
    )

    assert write == "**bamp.tier('standard') as the last entry of its tags"


def exported(folder: Path, type_: str, inputs: Inputs, source: str) -> str:
    """Judge one resource of a stack export; return what its misspelt tier is told to be."""
    urn = "urn:pulumi:prod::orders::{}::{}".format
    provider = urn("pulumi:providers:aws", "default")
    here = {"region": "us-east-1", "allowedAccountIds": '["111122223333"]'}
    states: list[Inputs] = [
        {
            "urn": provider,
            "type": "pulumi:providers:aws",
            "custom": True,
            "id": "a",
            "inputs": here,
        },
        {
            "urn": urn(type_, "data"),
            "type": type_,
            "custom": True,
            "id": "data",
            "provider": f"{provider}::a",
            "inputs": inputs,
            "sourcePosition": f"project:///{source}#3,1",
        },
    ]
    file = folder / "stack.json"
    file.write_text(json.dumps({"version": 3, "deployment": {"resources": states}}))
    estate = load_estate([file], RunOptions(region="us-east-1"))
    coverage = assume_account(estate, None, today=date(2026, 11, 29))
    assert coverage is not None
    (message,) = [f.message for f in coverage.all_findings if f.id == "BAMP-V15"]
    return message.rpartition("; set ")[2]


def test_another_language_keeps_them_in_its_own_form(tmp_path: Path) -> None:
    """In a form that TypeScript and YAML read alike."""
    tags = {**OTHERS, "backup-tier": "standrad"}
    write = exported(tmp_path, "aws:dynamodb/table:Table", {"tags": tags}, "index.ts")

    assert yaml.safe_load(write) == {
        "tags": {**OTHERS, "backup-tier": "standard", "backup-owner": "orders"}
    }


@pytest.mark.parametrize("source", ["index.ts", "__main__.py"])
def test_a_list_of_pairs_is_kept_under_its_own_name(source: str, tmp_path: Path) -> None:
    """Of a type whose input is called otherwise than `tags`."""
    tags = [{"key": "Name", "value": "data"}, {"key": "backup-tier", "value": "std"}]
    type_ = "aws-native:efs:FileSystem"
    write = exported(tmp_path, type_, {"fileSystemTags": tags}, source)

    if source.endswith(".py"):
        found = eval(f"dict({write})")["file_system_tags"]  # noqa: S307 - our own text
    else:
        found = yaml.safe_load(write)["fileSystemTags"]
    assert found == [
        {"key": "Name", "value": "data"},
        {"key": "backup-tier", "value": "standard"},
        {"key": "backup-owner", "value": "orders"},
    ]
