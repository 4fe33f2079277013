"""The words of a comparison: its headline says what its rows say, and no value is left empty."""

import itertools

from hypothesis import given
from snapshots import snapshots

from bamp_pulumi.changes import (
    About,
    Aspect,
    Change,
    Changes,
    Comparison,
    Direction,
    Snapshot,
    changes,
)
from bamp_pulumi.report.changes_words import comparison_in_words, first_groups, other_groups


def one(direction: Direction, about: About, aspect: Aspect, of: str = "") -> Comparison:
    """Compare what differs in one thing."""
    change = Change(
        direction=direction, about=about, aspect=aspect, name="it", of=of, before="1", after="2"
    )
    return Comparison(base="main", faults_compared=True, changes=(change,))


def test_no_headline_denies_a_loss_that_a_row_shows() -> None:
    """And none says that nothing changed where something did."""
    for direction, about, aspect in itertools.product(Direction, About, Aspect):
        compared = one(direction, about, aspect)

        headline = comparison_in_words(compared)

        is_lost = direction in (Direction.LOST, Direction.UNSURE)
        assert ("no loss is known" in headline) is not is_lost
        assert "nothing changed" not in headline
        assert not is_lost or first_groups(changes_of(compared))


def changes_of(compared: Comparison) -> Changes:
    """Return what differs."""
    assert compared.found is not None
    return compared.found


def test_a_rule_of_alerts_that_is_disabled_is_a_loss_in_the_headline() -> None:
    """It was shown in the first row, under a headline that knew of no loss."""
    compared = one(Direction.LOST, About.PART, Aspect.INPUT, of="state")

    assert comparison_in_words(compared) == (
        "Compared with main: 1 other resource weakened or removed."
    )


def test_a_tier_is_counted_as_a_tier() -> None:
    """It is no resource."""
    compared = one(Direction.LOST, About.TIER, Aspect.RPO)

    assert comparison_in_words(compared) == "Compared with main: 1 tier weakened or removed."


@given(snapshots, snapshots)
def test_each_row_says_what_was_and_what_is(before: Snapshot, after: Snapshot) -> None:
    """An empty cell says nothing: of what comes, `not declared` or `none`; of hashes, why."""
    found = changes(before, after)

    for row in (*first_groups(found), *other_groups(found)):
        assert row.before
        assert row.after
        assert row.label


def test_what_comes_was_not_declared() -> None:
    """In JSON, there is null."""
    (store,) = Snapshot.model_validate(
        {"parts": [{"program": "a/b", "urn": "u", "type": "aws:sns/topic:Topic", "name": "t"}]}
    ).parts
    found = changes(Snapshot(), Snapshot(parts=(store,)))

    (row,) = other_groups(found)
    (change,) = found.changes

    assert (row.label, row.before, row.after) == ("added", "not declared", "declared")
    assert change.model_dump(mode="json")["before"] is None
