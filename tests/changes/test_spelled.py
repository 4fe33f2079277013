"""A finding names inputs as the program spells them that makes the change."""

from datetime import date
from typing import Final

import pytest
from hand_made_account import policy_with
from preview_documents import Declared, deployed, document

from bamp_pulumi.changes import Aspect, Change, Direction, judge_transition, name_spelled
from bamp_pulumi.changes.change import About
from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import estate_from_document

TODAY: Final = date(2026, 11, 22)
INSTANCE: Final = {"engine": "postgres", "skipFinalSnapshot": False, "deletionProtection": True}


def found(file: str, *, is_deleted: bool = False) -> str:
    """Return what is found of a database that loses its deletion protection, or is deleted."""
    type_, outputs = "aws:rds/instance:Instance", {"id": "one-id"}
    before = Declared(type=type_, inputs=INSTANCE, outputs=outputs, file=file)
    after = Declared(
        type=type_, inputs={**INSTANCE, "deletionProtection": False}, outputs=outputs, file=file
    )
    now = deployed() if is_deleted else {**deployed(), "one": after}
    estate = estate_from_document(document({**deployed(), "one": before}, now))
    coverage = cover(estate, policy_with(), today=TODAY)
    (message,) = (
        one.message
        for one in judge_transition(coverage, today=TODAY).findings
        if one.id in ("BAMP-V97", "BAMP-V99")
    )
    return message


@pytest.mark.parametrize(
    ("file", "switch", "name"),
    [
        ("__main__.py", "deletion_protection is false", "without final_snapshot_identifier,"),
        ("index.ts", "deletionProtection is false", "without finalSnapshotIdentifier,"),
        ("Pulumi.yaml", "deletionProtection is false", "without finalSnapshotIdentifier,"),
    ],
)
def test_inputs_are_named_as_in_the_program(file: str, switch: str, name: str) -> None:
    """Python's names in Python, those of the wire in any other language; no backquotes."""
    assert switch in found(file)
    deletion = found(file, is_deleted=True)
    assert name in deletion
    assert "`" not in deletion.partition("record it in")[0]


@pytest.mark.parametrize(
    ("path", "named"),
    [
        (
            "policyDetails.schedules[myDaily].retainRule",
            "policy_details.schedules[myDaily].retain_",
        ),
        ("content.plans[Shop].regions", "content.plans[Shop].regions"),
        ("retainOnDelete", "retain_on_delete"),
    ],
)
def test_names_of_items_stay_as_they_are(path: str, named: str) -> None:
    """They are the program's own, or those of a document."""
    change = Change(
        direction=Direction.LOST,
        about=About.PART,
        aspect=Aspect.PROTECTION,
        of=path,
        name="one",
        before=None,
        after=None,
        in_python=True,
    )

    assert name_spelled(change).startswith(named)
    assert "in_python" not in change.model_dump()
