"""What a policy acknowledges is compared: a decision that comes or lasts longer is a loss."""

from datetime import date

import pytest

from bamp_pulumi.changes import About, Direction, Snapshot, changes
from bamp_pulumi.changes.snapshot import DecisionState


def decided(until: str, path: str = "faults.copy-missing", **others: str) -> Snapshot:
    """Take a snapshot of a policy with one decision."""
    given = {"reason": "small", "owner": "platform", **others}
    decision = DecisionState(path=path, until=date.fromisoformat(until), **given)
    return Snapshot(decisions=(decision,), decision_max_days=731)


NONE = Snapshot(decision_max_days=731)


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        (NONE, decided("2027-06-30"), Direction.LOST),
        (NONE, decided("2027-06-30", "no_alerts"), Direction.LOST),
        (decided("2027-06-30"), decided("2027-12-31"), Direction.LOST),
        (decided("2027-06-30"), decided("2027-01-31"), Direction.GAINED),
        (decided("2027-06-30"), NONE, Direction.GAINED),
        (decided("2027-06-30"), decided("2027-06-30", owner="orders"), Direction.CHANGED),
        (NONE, Snapshot(decision_max_days=3_650), Direction.LOST),
        (NONE, Snapshot(decision_max_days=365), Direction.GAINED),
    ],
)
def test_each_change_of_a_decision_is_shown(
    before: Snapshot, after: Snapshot, direction: Direction
) -> None:
    """It counts against nothing while it holds, as an exemption does."""
    (change,) = changes(before, after).changes

    assert (change.about, change.direction) == (About.POLICY, direction)


def test_the_same_decisions_are_no_change() -> None:
    """Whoever previews twice sees nothing."""
    assert changes(decided("2027-06-30"), decided("2027-06-30")).changes == ()
