"""Messages at a rate: each case worked out by hand, in seconds from a beginning."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.rehearsal.delivery import Delivered, Recipient
from bamp_pulumi.rehearsal.storm.arrivals import Arrival, Lane, most_within, within_spending

START = datetime(2026, 11, 26, 5, tzinfo=UTC)
END = Delivered(recipient=Recipient("sms", "+12025550423"), minutes=0, by=("phone",))


def times(*seconds: float) -> list[datetime]:
    """Count from the beginning."""
    return [START + timedelta(seconds=each) for each in seconds]


def seconds(delivered: Sequence[datetime]) -> list[float]:
    """And back."""
    return [(each - START).total_seconds() for each in delivered]


def test_what_comes_faster_than_it_goes_waits() -> None:
    """At one a second, four at once take three seconds more."""
    passed = Lane(name="slack", per_second=1).take(times(0, 0, 0, 0, 9))

    assert seconds(passed.delivered) == [0, 1, 2, 3, 9]
    assert passed.lost == 0


def test_what_would_wait_too_long_is_lost_and_keeps_nothing_up() -> None:
    """Two seconds are allowed: of five at once the first three go."""
    lane = Lane(name="slack", per_second=1, waits=timedelta(seconds=2), kept_in="undelivered")
    passed = lane.take(times(0, 0, 0, 0, 0, 2.5))

    assert seconds(passed.delivered) == [0, 1, 2, 3]
    assert passed.lost == 2
    assert "dead-letter queue undelivered" in lane.why_lost


def test_without_a_queue_what_waits_too_long_is_dropped() -> None:
    """The report says which of the two."""
    lane = Lane(name="slack", per_second=1, waits=timedelta(minutes=15))

    assert lane.why_lost == "at 1 a second, what waits 15 minutes is dropped"


def test_ten_mails_in_a_second_arrive_and_the_eleventh_ends_the_subscription() -> None:
    """AWS's line, from both sides: it is not made active again by itself."""
    lane = Lane(name="mail", per_second=10, ends_it="SNS deactivates the subscription")
    tenth = [each / 10 for each in range(10)]

    assert lane.take(times(*tenth, 1)).lost == 0
    assert lane.take(times(*tenth, 0.95, 60)).lost == 2


def test_of_a_channel_without_a_rate_everything_arrives_at_once() -> None:
    """Nothing is made up where no page says a number."""
    assert seconds(Lane(name="any").take(times(0, 0, 0)).delivered) == [0, 0, 0]


def test_the_message_that_would_exceed_the_limit_is_not_sent_and_none_after_it() -> None:
    """Three parts of 0.25 USD fit into 0.75; what comes first is sent first."""
    sms = [Arrival(at=at, end=END) for at in reversed(times(0, 1, 2, 3))]
    sent, unsent = within_spending(sms, 0.75, 0.25)

    assert seconds([one.at for one in sent]) == [0, 1, 2]
    assert seconds([one.at for one in unsent]) == [3]


def test_each_part_of_a_message_is_paid_for() -> None:
    """A long message is several."""
    sms = [Arrival(at=at, end=END, parts=2) for at in times(0, 1)]

    assert len(within_spending(sms, 0.75, 0.25)[0]) == 1


@pytest.mark.parametrize(("span", "most"), [(1, 1), (11, 2), (25, 3)])
def test_the_most_of_any_span_is_found(span: int, most: int) -> None:
    """Its end does not count: an hour that begins at six is over at seven."""
    assert most_within(times(0, 10, 20, 60), timedelta(seconds=span)) == most


@given(
    comes=st.lists(st.integers(0, 600), max_size=60).map(sorted),
    per_second=st.sampled_from([0.5, 1, 2, 10]),
    waits=st.none() | st.integers(0, 60),
)
def test_every_message_is_delivered_or_lost(
    comes: list[int], per_second: float, waits: int | None
) -> None:
    """None is made up, none is late, and no two are closer than the rate."""
    age = None if waits is None else timedelta(seconds=waits)
    passed = Lane(name="any", per_second=per_second, waits=age).take(times(*comes))
    gone = seconds(passed.delivered)

    assert len(gone) + passed.lost == len(comes)
    assert all(b - a >= 1 / per_second - 1e-6 for a, b in pairwise(gone))
    assert waits is not None or passed.lost == 0
