"""A snapshot of another version: what it did not read is not known, and never taken for absent.

Cannot prove what an older version recorded: that is a snapshot without what this one adds.
"""

from datetime import date
from typing import Any, Final

import pytest
from hand_made_account import policy_with
from preview_documents import Declared, document

from bamp_pulumi.changes import (
    Aspect,
    Change,
    Direction,
    Snapshot,
    as_read_now,
    changes,
    inputs_compared,
    snapshot_of,
)
from bamp_pulumi.cli.preview_base_file import FileBase
from bamp_pulumi.cli.sources import SourceOptions
from bamp_pulumi.coverage import Coverage, cover
from bamp_pulumi.estate import estate_from_document

TODAY: Final = date(2026, 11, 22)
SOURCES: Final = SourceOptions(
    programs=(),
    stack=None,
    inherit=False,
    policy_file=None,
    account_id=None,
    region=None,
    timeout_seconds=1,
    today=None,
)
REPLICATION: Final = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"


def covered(*rules: dict[str, Any]) -> Coverage:  # Any: inputs
    """Judge a program that only replicates a bucket."""
    inputs = {"bucket": "b", "role": "arn:aws:iam::111122223333:role/r", "rules": list(rules)}
    stack = {"one": Declared(type=REPLICATION, inputs=inputs, outputs={"id": "b"})}
    return cover(estate_from_document(document(stack, stack)), policy_with(), today=TODAY)


def rule(status: str = "Enabled") -> dict[str, Any]:
    """Return a rule of a replication."""
    return {"id": "all", "status": status, "destination": {"bucket": "arn:aws:s3:::other"}}


def older(coverage: Coverage) -> Snapshot:
    """Return the snapshot of a version that did not read the rules of a replication."""
    taken = snapshot_of(coverage)
    parts = tuple(
        part.model_copy(
            update={"read": {n: v for n, v in (part.read or {}).items() if "rules" not in n}}
        )
        for part in taken.parts
    )
    return taken.model_copy(update={"version": "0.0.9", "compares": "", "parts": parts})


def found(before: Snapshot, after: Coverage) -> list[Change]:
    """List the changes of inputs."""
    now = snapshot_of(after)
    aspects = (Aspect.INPUT, Aspect.PROTECTION)
    return [one for one in changes(as_read_now(before, now), now).changes if one.aspect in aspects]


def test_what_an_older_version_did_not_read_is_not_known() -> None:
    """The rule may have been enabled, or there may have been another one."""
    (change,) = found(older(covered(rule())), covered(rule("Disabled")))

    assert change.direction is Direction.UNSURE
    assert (change.of, change.before, change.after) == ("rules", "not known", "all")


def test_an_input_with_the_same_hash_has_not_changed() -> None:
    """Nothing is unsure that is the same, and nothing is gained by it."""
    assert found(older(covered(rule())), covered(rule())) == []


def test_what_was_not_written_was_absent() -> None:
    """A snapshot has a hash of all that was."""
    before = older(covered(rule()))
    bare = before.parts[0].model_copy(update={"settings": {}})
    before = before.model_copy(update={"parts": (bare,)})

    (change,) = found(before, covered(rule()))

    assert (change.direction, change.before) == (Direction.GAINED, None)


def test_a_snapshot_of_this_version_is_read_as_it_is() -> None:
    """It has read all that this version reads."""
    before = snapshot_of(covered(rule()))

    assert before.compares == inputs_compared()
    assert as_read_now(before, snapshot_of(covered())) is before
    (change,) = found(before, covered(rule("Disabled")))
    assert change.direction is Direction.LOST


@pytest.mark.parametrize(
    ("version", "says"),
    [
        ("0.0.9", "old.json, written by bamp 0.0.9, which compared other inputs"),
        (
            "",
            (
                "old.json, written by bamp of before it wrote its version down, which compared "
                "other inputs"
            ),
        ),
    ],
)
def test_the_version_that_wrote_it_is_said(version: str, says: str) -> None:
    """Whoever reads that something is not known learns why."""
    before = older(covered(rule())).model_copy(update={"version": version})

    compared = FileBase("old.json", before).compare(covered(rule()), SOURCES)

    assert compared.base == says
    fresh = FileBase("now.json", snapshot_of(covered(rule())))
    assert fresh.compare(covered(rule()), SOURCES).base == "now.json"
