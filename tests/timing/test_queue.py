"""When the jobs of one resource are surely done, whatever order AWS Backup takes them in.

All instants are minutes after midnight. A job starts within an hour, a backup takes half an hour, a
copy begins within ten minutes and takes an hour, as `JobTimes` has it. Cannot prove that AWS keeps
to these times, which are house rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from covered_resources import HERE, THERE, copy, rule

from bamp_pulumi.coverage import JobTimes
from bamp_pulumi.timing import MadePoint, Run, runs_that_may_expire, sure_points

MIDNIGHT = datetime(2027, 1, 1, tzinfo=UTC)
DAY = 24 * 60
FAR = "eu-west-1"


def run(  # noqa: PLR0913 - the parts of a run, all of them named
    due: int,
    name: str = "a",
    *,
    window: int = 300,
    days: int | None = 30,
    continuous: bool = False,
    to: dict[str, int | None] | None = None,
) -> Run:
    """Write a run of a rule, and its copies by Region with the days that they are kept."""
    return Run(
        due=MIDNIGHT + timedelta(minutes=due),
        rule=rule(name, window=window, days=days, continuous=continuous),
        copies=tuple(
            replace(copy(name, days=kept), region=region) for region, kept in (to or {}).items()
        ),
    )


def in_minutes(instant: datetime) -> int:
    """Return how many minutes after midnight it is."""
    return (instant - MIDNIGHT) // timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Point:
    """A recovery point in minutes, and in days after its state."""

    of: str
    """The rules of which one makes it; of a copy, its vault before them."""
    state: int
    first: int
    days: int | None = 30
    region: str = HERE
    continuous: bool = False


def read(point: MadePoint) -> Point:
    """Write a recovery point in minutes."""
    return Point(
        of="".join(
            f"{part[1]}" if isinstance(part, tuple) else f"{part}:" for part in point.made_by
        ),
        state=in_minutes(point.state),
        first=in_minutes(point.first),
        days=None if point.last is None else (point.last - point.state).days,
        region=point.region,
        continuous=point.continuous,
    )


def made(
    *runs: Run, times: JobTimes | None = None, busy: tuple[int, int] | None = None
) -> list[Point] | None:
    """List what is surely made; a job fails that may start in the busy minutes."""

    def fails(due: datetime, delay: timedelta) -> bool:
        if busy is None:
            return False
        first = in_minutes(due)
        return first <= busy[1] and busy[0] <= first + delay // timedelta(minutes=1)

    points = sure_points(runs, times or JobTimes(), home=HERE, fails=fails)
    return None if points is None else [read(point) for point in points]


@pytest.mark.parametrize(
    ("one", "points"),
    [
        (run(120), [Point("a", 120, 210)]),
        (run(120, days=None), [Point("a", 120, 210, None)]),
        (run(120, continuous=True), [Point("a", 120, 210, continuous=True)]),
        (
            run(120, to={THERE: 90}),
            [Point("a", 120, 210), Point("recovery:a", 120, 280, 90, THERE)],
        ),
        (
            run(120, to={THERE: None, FAR: 7}),
            [
                Point("a", 120, 210),
                Point("recovery:a", 120, 340, None, THERE),
                Point("recovery:a", 120, 340, 7, FAR),
            ],
        ),
        (
            run(120, continuous=True, to={THERE: 90}),
            [Point("a", 120, 210, continuous=True), Point("recovery:a", 120, 280, 90, THERE)],
        ),
    ],
    ids=["daily", "for ever", "continuous", "copied", "copied twice", "continuous and copied"],
)
def test_a_job_alone_is_done_after_all_its_delays(one: Run, points: list[Point]) -> None:
    """Copies are made one after the other, and which is first is not known."""
    assert made(one) == points


def test_a_job_waits_no_longer_than_its_start_window() -> None:
    """It starts within the window, where that is shorter than what is assumed."""
    slow = JobTimes(start_delay=timedelta(hours=3))

    assert made(run(0, window=60), times=slow) == [Point("a", 0, 90)]
    assert made(run(0, window=180), times=slow) == [Point("a", 0, 210)]
    assert made(run(0, window=300), times=slow) == [Point("a", 0, 210)]


def test_a_job_that_may_start_in_a_busy_window_is_not_counted_on() -> None:
    """It may start from when it falls due until an hour later."""
    assert made(run(120), busy=(181, 200)) == [Point("a", 120, 210)]
    assert made(run(120), busy=(180, 200)) == []
    assert made(run(120), busy=(100, 120)) == []
    assert made(run(120), busy=(100, 119)) == [Point("a", 120, 210)]


@pytest.mark.parametrize(
    ("second", "first_is_there", "second_is_there"),
    [
        (run(0, "b"), 120, 120),  # either may be first
        (run(30, "b"), 120, 150),  # at most: behind this one the first may run until two
        (run(60, "b"), 120, 150),  # at one the first may start, or wait behind this one
        (run(61, "b"), 90, 151),  # the first has started by one
        (run(90, "b"), 90, 180),  # the first is done by half past one
        (run(89, "b"), 90, 179),
        (run(600, "b"), 90, 690),
    ],
)
def test_two_backups_are_made_one_after_the_other(
    second: Run, first_is_there: int, second_is_there: int
) -> None:
    """The one that is ready first is first; where that may be either, each may wait."""
    assert made(run(0), second) == [
        Point("a", 0, first_is_there),
        Point("b", in_minutes(second.due), second_is_there),
    ]


def test_runs_of_one_rule_keep_their_order() -> None:
    """One that falls due when the first may start may go before it if it is of another rule."""
    of_one = made(run(0), run(60))
    of_two = made(run(0), run(60, "b"))

    assert of_one == [Point("a", 0, 90), Point("a", 60, 150)]
    assert of_two == [Point("a", 0, 120), Point("b", 60, 150)]


def test_copies_wait_in_the_same_line_as_backups() -> None:
    """A copy is ready from 00:30 to 01:40; a backup that falls due before may go before it."""
    behind = made(run(0, to={THERE: 90}), run(100, "b"))
    free = made(run(0, to={THERE: 90}), run(101, "b"))
    both = made(run(0, to={THERE: 90}), run(100, "b", to={FAR: 7}))

    # At 01:40 the copy is ready; the backup of half an hour may be first, and it ends at 02:40.
    assert behind == [
        Point("a", 0, 90),
        Point("recovery:a", 0, 190, 90, THERE),
        Point("b", 100, 220),
    ]
    assert free == [Point("a", 0, 90), Point("recovery:a", 0, 160, 90, THERE), Point("b", 101, 191)]
    # While its backup waits its copy does not yet: what it does takes an hour at most at once.
    assert both == [
        Point("a", 0, 90),
        Point("recovery:a", 0, 220, 90, THERE),
        Point("b", 100, 250),
        Point("recovery:b", 100, 320, 7, FAR),
    ]


def test_three_rules_wait_for_all_that_may_go_before() -> None:
    """Two copies of the first, and the backups of the others."""
    assert made(run(0, to={THERE: 90, FAR: 7}), run(60, "b"), run(120, "c")) == [
        Point("a", 0, 120),
        Point("recovery:a", 0, 310, 90, THERE),
        Point("recovery:a", 0, 310, 7, FAR),
        Point("b", 60, 300),
        Point("c", 120, 340),
    ]


NARROW_FAR = run(10, "b", window=60, days=7, to={FAR: 1})
NARROW_BOTH = run(10, "b", window=60, days=7, to={THERE: 14, FAR: 1})
LIVE = run(10, "b", window=60, continuous=True, to={THERE: 7})


@pytest.mark.parametrize(
    ("runs", "points"),
    [
        ((run(0, window=60), run(0, "b", window=60, days=7)), [Point("ab", 0, 90, 7)]),
        (
            (run(0, window=60, to={THERE: 90}), NARROW_BOTH),
            [Point("ab", 0, 90, 7), Point("recovery:ab", 0, 290, 14, THERE)],
        ),
        ((run(0, window=60, to={THERE: 90}), NARROW_FAR), [Point("ab", 0, 90, 7)]),
        ((run(0, window=60), NARROW_BOTH), [Point("ab", 0, 90, 7)]),
        ((run(0, window=60, to={THERE: 90}), LIVE), [Point("recovery:ab", 0, 230, 7, THERE)]),
        (
            (
                run(0, window=60, continuous=True),
                run(0, "b", window=60, continuous=True),
            ),
            [Point("ab", 0, 90, continuous=True)],
        ),
        (
            (run(0, window=60), run(60, "b", window=60, days=None), run(70, "c", window=60)),
            [Point("ab", 0, 90)],
        ),
        (
            (run(0, window=60, days=None), run(0, "b", window=60, days=None)),
            [Point("ab", 0, 90, None)],
        ),
    ],
    ids=[
        "the least that one keeps",
        "the Region that both copy to",
        "no common Region",
        "only the second copies",
        "a continuous backup and a snapshot",
        "two continuous backups",
        "the third begins too late",
        "both for ever",
    ],
)
def test_of_jobs_that_may_expire_for_one_another_one_is_made(
    runs: Sequence[Run], points: list[Point]
) -> None:
    """Which one is not known: only what each of them would make is sure."""
    assert made(*runs) == points
    assert runs_that_may_expire(runs, JobTimes()) == [*runs]


def test_of_jobs_that_may_expire_the_first_must_not_be_busy_either() -> None:
    """It may start from midnight to one."""
    both = (run(0, window=60), run(0, "b", window=60))

    assert made(*both, busy=(61, 70)) == [Point("ab", 0, 90)]
    assert made(*both, busy=(60, 70)) == []


def test_what_may_expire_is_what_starts_after_its_window() -> None:
    """A job of an hour's window behind another one; one of a window of five hours is started."""
    narrow, wide = run(30, "b", window=60), run(0)
    later = run(DAY)

    assert runs_that_may_expire([wide, narrow], JobTimes()) == [narrow]
    assert runs_that_may_expire([run(0, window=60)], JobTimes()) == []
    # Of a group the one that surely starts is counted, and one of both.
    assert made(wide, narrow, later) == [
        Point("a", 0, 120),
        Point("ab", 0, 90),
        Point("a", DAY, DAY + 90),
    ]
    assert made(run(0, window=60), later) == [Point("a", 0, 90), Point("a", DAY, DAY + 90)]


def test_work_that_takes_more_than_two_days_is_never_caught_up_with() -> None:
    """Then nothing is sure, and each run may expire."""
    two_days, more = (JobTimes(backup_takes=timedelta(hours=47, minutes=m)) for m in (0, 1))
    daily = [run(0)]

    assert made(*daily, times=two_days) == [Point("a", 0, 2 * DAY)]
    assert made(*daily, times=more) is None
    assert runs_that_may_expire(daily, two_days) == []
    assert runs_that_may_expire(daily, more) == daily


@pytest.mark.parametrize(
    ("runs", "points"),
    [
        (
            (run(0, to={THERE: 1}), run(30, "b", window=60), run(70, "b")),
            [
                Point("a", 0, 120),
                Point("recovery:a", 0, 250, 1, THERE),
                Point("b", 70, 240),
                Point("ab", 0, 90),
            ],
        ),
        (
            (run(0, "b", window=60), run(50), run(70, "c", to={FAR: 7})),
            [
                Point("a", 50, 200),
                Point("c", 70, 190),
                Point("recovery:c", 70, 260, 7, FAR),
                Point("ba", 0, 90),
            ],
        ),
        (
            (run(0), run(10, "c", window=60), run(40)),
            [Point("a", 0, 150), Point("a", 40, 180), Point("aca", 0, 90)],
        ),
        ((run(0), run(30)), [Point("a", 0, 120), Point("a", 30, 150)]),
        (
            (run(0), run(30, "b", window=90)),
            [Point("a", 0, 120), Point("b", 30, 150)],
        ),
        (
            (run(0), run(60, "b"), run(60, "c")),
            [Point("a", 0, 150), Point("b", 60, 210), Point("c", 60, 210)],
        ),
        (
            (run(0), run(DAY, window=60), run(DAY, "b", window=60)),
            [Point("a", 0, 90), Point("ab", DAY, DAY + 90)],
        ),
        (
            (run(0, window=60), run(90, "b", window=60)),
            [Point("a", 0, 90), Point("b", 90, 180)],
        ),
    ],
    ids=[
        "behind a copy and a backup",
        "a backup that is done before the third is ready",
        "a backup that is done when the third is ready",
        "two of one rule",
        "one that starts as its window ends",
        "behind two that fall due at once",
        "a day later two that keep each other waiting",
        "a backup that is done when the next is due",
    ],
)
def test_what_an_earlier_job_leaves_to_be_done_is_waited_for_and_no_more(
    runs: Sequence[Run], points: list[Point]
) -> None:
    """By the time that all earlier work is done, the job starts."""
    assert made(*runs) == points


def test_one_that_is_done_when_another_is_due_does_not_stand_for_it() -> None:
    """The second is busy from 02:40 on; of the first alone there is one recovery point."""
    assert made(run(0, window=60), run(90, "b", window=60), busy=(100, 200)) == [Point("a", 0, 90)]


@pytest.mark.parametrize(("busy", "points"), [((120, 150), 1), ((30, 60), 0)])
def test_of_two_the_first_that_starts_is_counted_from_the_earliest_due(
    busy: tuple[int, int], points: int
) -> None:
    """Ready by 01:00, whatever happens to the second after that."""
    found = made(run(0, window=60), run(60, "b", window=60), busy=busy)

    assert found == [Point("ab", 0, 90)] * points


def test_a_copy_that_all_may_make_has_the_shortest_retention_and_the_first_rules_vault() -> None:
    """Two copies of one rule to one Region, and one of the other rule."""
    first = run(0, window=60, to={THERE: 90})
    twice = replace(first, copies=(replace(first.copies[0], vault="other"), *first.copies))
    second = run(0, "b", window=60, to={THERE: 30})

    assert made(twice, second) == [
        Point("ab", 0, 90),
        Point("other:ab", 0, 280, 30, THERE),
        Point("recovery:ab", 0, 280, 30, THERE),
    ]


def test_without_a_run_nothing_is_made() -> None:
    """And nothing expires."""
    assert made() == []
    assert runs_that_may_expire([], JobTimes()) == []
