"""What makes a document unreadable in one more place does not make a refused estate accepted.

A table is protected; one thing is broken, and it is not. Then any one value of the inputs of any
resource is unknown, or a resource other than the table and the broken one is left out. Cannot prove
more than one change at a time, nor what a known value of another kind would mean to AWS: a link
that names something else takes what is broken out of the picture.
"""

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hostile_inputs import preview
from mutations import Path, places
from sweeps import tries

from bamp_pulumi.coverage import Status, cover
from bamp_pulumi.errors import BampError
from bamp_pulumi.estate.document import estate_from_document
from bamp_pulumi.policy import default_policy

Document = Any  # Any: JSON
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
TABLE = "aws:dynamodb/table:Table"
TRIED = tries("unknown values in a refused estate", sample=40, all_=400, deep=10_000)


def of_type(document: Document, token: str) -> list[Document]:
    """List the states of a type."""
    states = [step["newState"] for step in document["steps"]]
    return [state for state in states if state["type"] == token]


def is_accepted(document: Document) -> bool:
    """Return True if the table counts as protected, native or exempt."""
    try:
        estate = estate_from_document(document)
        coverage = cover(estate, default_policy(), today=date(2026, 11, 28))
    except BampError:
        return False
    (table,) = [c for c in coverage.resources if c.resource.type == TABLE]
    return table.status not in {Status.UNPROTECTED, Status.UNVERIFIED}


def _no_tier(document: Document) -> None:
    for table in of_type(document, TABLE):
        table["inputs"]["tags"] = {"backup-owner": "shop"}
        table["outputs"].pop("tagsAll", None)


def _other_vault(document: Document) -> None:
    for plan in of_type(document, "aws:backup/plan:Plan"):
        for rule in plan["inputs"]["rules"]:
            rule["targetVaultName"] = "nobody-declares-it"


def _never_runs(document: Document) -> None:
    for plan in of_type(document, "aws:backup/plan:Plan"):
        for rule in plan["inputs"]["rules"]:
            rule["schedule"] = "cron(0 5 30 2 ? *)"


def _not_opted_in(document: Document) -> None:
    for settings in of_type(document, "aws:backup/regionSettings:RegionSettings"):
        settings["inputs"]["resourceTypeOptInPreference"]["DynamoDB"] = False


def _no_trust(document: Document) -> None:
    for role in of_type(document, "aws:iam/role:Role"):
        role["inputs"]["assumeRolePolicy"] = (
            '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", '
            '"Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}'
        )


BREAKS: dict[str, tuple[Callable[[Document], None], str]] = {
    "no tier": (_no_tier, TABLE),
    "a vault that nobody declares": (_other_vault, "aws:backup/plan:Plan"),
    "a schedule that never runs": (_never_runs, "aws:backup/plan:Plan"),
    "not opted in": (_not_opted_in, "aws:backup/regionSettings:RegionSettings"),
    "a role that nobody assumes": (_no_trust, "aws:iam/role:Role"),
}
"""What is broken, and the type of the resource that it is broken in."""


def broken(name: str) -> Document:
    """Return the document with one thing broken."""
    document = deepcopy(preview())
    BREAKS[name][0](document)
    return document


def changes(document: Document, broken_type: str) -> Iterator[tuple[int, Path | None]]:
    """List what may be unknown, by resource and place, and what may be left out."""
    for number, step in enumerate(document["steps"]):
        state = step["newState"]
        yield from ((number, path) for path in places(state["inputs"]) if path)
        if state["type"] not in (broken_type, TABLE):
            yield number, None


def changed(document: Document, number: int, path: Path | None) -> Document:
    """Return the document with one value unknown, or a resource left out."""
    found = deepcopy(document)
    if path is None:
        del found["steps"][number]
        return found
    here = found["steps"][number]["newState"]["inputs"]
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = UNKNOWN
    return found


def test_the_sound_document_is_accepted() -> None:
    """Or nothing would have been broken."""
    assert is_accepted(preview())


@pytest.mark.parametrize("name", BREAKS)
def test_a_refused_estate_is_not_accepted_for_what_is_not_known(name: str) -> None:
    """Whatever else becomes unknown, or is not there."""
    document = broken(name)
    assert not is_accepted(document)
    every = [*changes(document, BREAKS[name][1])]
    random.Random(name).shuffle(every)  # noqa: S311 - the same each time

    accepted = [
        (document["steps"][number]["newState"]["urn"].rpartition("$")[2], path)
        for number, path in every[:TRIED]
        if is_accepted(changed(document, number, path))
    ]

    assert accepted == []
