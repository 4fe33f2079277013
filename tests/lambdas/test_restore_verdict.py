"""The verdict on a restore: what makes it successful, and that nothing else does."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from restored_judgement import BACKED_UP, NOW, SOURCE, recorded, restored, verdict_on

from bamp_pulumi.lambdas.restore import (
    CheckOutcome,
    Compared,
    Depth,
    Fact,
    Facts,
    Key,
    Outcome,
    Query,
    Validation,
    judge,
    unpack_validations,
)
from bamp_pulumi.lambdas.restore.records import pack_facts, unpack_facts

ROWS: Final = Key("public.orders", "rows")
RUNS: Final = Fact(
    key=Key("it", "status"),
    value="available",
    compared=Compared.NEVER,
    wanted=("available",),
    depth=Depth.STATUS,
)


def facts(*of: Fact, **fields: object) -> Facts:
    """Return facts of the source."""
    found = Facts(resource=SOURCE, at=NOW, facts=of)
    return replace(found, **fields)  # pyright: ignore[reportArgumentType] - of a test


def rows(value: float, compared: Compared = Compared.COUNT) -> Facts:
    """Return a number of rows."""
    return facts(RUNS, Fact(key=ROWS, value=value, compared=compared))


def answer(value: str | float) -> Facts:
    """Return the answer of a query."""
    key = Key("query newest", "answer")
    return facts(Fact(key=key, value=value, compared=Compared.NEVER))


ANY_FACT: Final = st.builds(
    Fact,
    key=st.builds(Key, st.sampled_from(("it", "a", "b")), st.sampled_from(("rows", "content"))),
    value=st.one_of(st.integers(0, 3), st.sampled_from(("x", "y"))),
    compared=st.just(Compared.SAME),
    wanted=st.sampled_from(((), ("x",))),
    depth=st.sampled_from(Depth),
)
ANY_FACTS: Final = st.builds(facts, ANY_FACT, unread=st.sampled_from(({}, {"a": "denied"})))
ANY_VALIDATION: Final = st.builds(
    Validation,
    depth=st.sampled_from(Depth),
    may_be_empty=st.booleans(),
    least=st.sampled_from(({}, {"a: rows": 1.0})),
)


@given(st.lists(ANY_FACTS, max_size=2), ANY_VALIDATION)
def test_without_facts_nothing_is_successful(records: list[Facts], validation: Validation) -> None:
    """Whatever was recorded, and whatever is promised."""
    dated = recorded(*(*records, None, None)[:2])

    assert verdict_on(facts(), dated, validation).outcome is Outcome.FAILED


@given(ANY_FACTS, st.lists(ANY_FACTS, max_size=2), ANY_VALIDATION)
def test_what_was_not_read_is_never_successful(
    seen: Facts, records: list[Facts], validation: Validation
) -> None:
    """However much else was read, and is as it was."""
    partly = replace(seen, unread={"public.orders": "permission denied"})
    verdict = verdict_on(partly, recorded(*(*records, None, None)[:2]), validation)

    assert verdict.outcome is Outcome.FAILED
    assert "permission denied" in str([each.why for each in verdict.checks])


@given(ANY_FACTS, st.lists(ANY_FACTS, max_size=2), ANY_VALIDATION)
def test_success_is_as_deep_as_is_promised(
    seen: Facts, records: list[Facts], validation: Validation
) -> None:
    """No check failed, and one that passed is of that depth."""
    verdict = verdict_on(seen, recorded(*(*records, None, None)[:2]), validation)
    passed = [each for each in verdict.checks if each.outcome is CheckOutcome.PASSED]

    if verdict.outcome is not Outcome.FAILED:
        assert {each.outcome for each in verdict.checks} <= {
            CheckOutcome.PASSED,
            CheckOutcome.NOT_COMPARED,
        }
        assert max(each.depth for each in passed) >= validation.depth
    else:
        assert verdict.message


def test_a_status_is_no_proof_of_the_data() -> None:
    """It counts only where somebody wrote that it is enough, and the message says so."""
    strict = verdict_on(facts(RUNS), [])
    lenient = verdict_on(facts(RUNS), [], Validation(depth=Depth.STATUS))

    assert strict.outcome is Outcome.FAILED
    assert "only what the api says of it was looked at" in strict.message
    assert "Record its source, or write `least` or `queries`" in strict.message
    assert lenient.outcome is Outcome.SUCCESSFUL
    assert "nothing in it was read" in lenient.message


def test_a_size_is_no_proof_of_the_data() -> None:
    """Not even one that is as it was recorded."""
    size = Fact(key=Key("it", "gigabytes"), value=20, compared=Compared.COUNT, depth=Depth.STATUS)

    assert verdict_on(facts(RUNS, size), recorded(facts(size), facts(size))).outcome is (
        Outcome.FAILED
    )


def test_a_status_that_is_wrong_is_failed_at_every_depth() -> None:
    """Though all that is in it is as it was."""
    stopped = replace(RUNS, value="inaccessible-encryption-credentials")
    seen = replace(rows(5), facts=(stopped, rows(5).facts[1]))

    for validation in (Validation(), Validation(depth=Depth.STATUS)):
        verdict = verdict_on(seen, recorded(rows(5), rows(5)), validation)
        assert "it: status is inaccessible-encryption-credentials, and not available" in (
            verdict.message
        )
        assert verdict.outcome is Outcome.FAILED


COUNTS: Final[Mapping[str, tuple[int | None, int | None, int, bool]]] = {
    "as both records": (100, 100, 100, True),
    "one less than both records": (100, 100, 99, False),
    "one more than both records": (100, 100, 101, False),
    "between the two": (100, 200, 150, True),
    "between the two, that shrank": (200, 100, 150, True),
    "just below both": (100, 200, 95, True),
    "far below both": (100, 200, 94, False),
    "just above both": (100, 200, 210, True),
    "far above both": (100, 200, 211, False),
    "as the only record": (100, None, 100, True),
    "more than the only record": (100, None, 500, True),
    "5 % less than the only record": (100, None, 95, True),
    "6 % less than the only record": (None, 100, 94, False),
}


@pytest.mark.parametrize("case", COUNTS)
def test_a_number_is_compared_with_the_records_around_it(case: str) -> None:
    """Exactly where both agree; between them where they do not; a single one bounds from below."""
    before, after, found, is_sound = COUNTS[case]
    records = recorded(*(None if each is None else rows(each) for each in (before, after)))
    verdict = verdict_on(rows(found), records)

    assert (verdict.outcome is Outcome.SUCCESSFUL) is is_sound, verdict.message


def test_a_number_that_aws_updates_from_time_to_time_is_never_exact() -> None:
    """Within the tolerance of what both records say."""
    records = recorded(rows(100, Compared.ABOUT), rows(100, Compared.ABOUT))

    assert verdict_on(rows(97, Compared.ABOUT), records).outcome is Outcome.SUCCESSFUL
    assert verdict_on(rows(94, Compared.ABOUT), records).outcome is Outcome.FAILED


def test_a_schema_is_that_of_one_of_the_records() -> None:
    """A migration in between leaves either."""
    old, new, other = (
        facts(Fact(key=Key("t", "column a"), value=each, compared=Compared.SAME))
        for each in ("int", "bigint", "text")
    )

    for seen in (old, new):
        assert verdict_on(seen, recorded(old, new)).outcome is Outcome.SUCCESSFUL
    assert "column a is text; recorded was int or bigint" in (
        verdict_on(other, recorded(old, new)).message
    )


def test_a_digest_counts_only_where_both_records_agree() -> None:
    """What changed in between may have been anything."""
    first, second, third = (
        facts(Fact(key=Key("t", "content"), value=each, compared=Compared.UNCHANGED))
        for each in "abc"
    )

    assert verdict_on(first, recorded(first, first)).outcome is Outcome.SUCCESSFUL
    assert verdict_on(second, recorded(first, first)).outcome is Outcome.FAILED
    for records in (recorded(first, second), recorded(first, None)):
        # It cannot be wrong, and it is no proof.
        verdict = verdict_on(third, records)
        assert verdict.outcome is Outcome.FAILED
        assert "nothing was compared" in verdict.message


def test_what_only_one_record_has_may_be_missing() -> None:
    """It was made or dropped in between."""
    more = replace(rows(5), facts=(*rows(5).facts, replace(rows(1).facts[1], key=Key("t", "rows"))))

    assert verdict_on(rows(5), recorded(more, rows(5))).outcome is Outcome.SUCCESSFUL
    assert "t is not there" in verdict_on(rows(5), recorded(more, more)).message


def test_a_fact_that_both_records_have_must_be_there() -> None:
    """Though other facts of the same part are."""
    column = Fact(key=Key("public.orders", "column a"), value="int", compared=Compared.SAME)
    more = replace(rows(5), facts=(*rows(5).facts, column))

    assert "public.orders: column a is not there; it was int at 2026-11-28 06:00 UTC" in (
        verdict_on(rows(5), recorded(more, more)).message
    )


def test_a_record_far_from_the_recovery_point_says_nothing() -> None:
    """By default 30 hours are near."""
    old = replace(rows(5), at=BACKED_UP - timedelta(hours=31))

    assert verdict_on(rows(5), [old]).outcome is Outcome.FAILED
    longer = Validation(record_hours=32)
    assert verdict_on(rows(5), [old], longer).outcome is Outcome.SUCCESSFUL


def test_a_record_taken_while_it_was_backed_up_says_nothing() -> None:
    """Whether it is of before or after the state that was restored, nobody knows."""
    during = replace(rows(5), at=BACKED_UP + timedelta(minutes=10))

    assert verdict_on(rows(5), [during]).outcome is Outcome.FAILED


def test_the_nearest_records_count() -> None:
    """Older and younger ones are left aside."""
    near = recorded(rows(5), rows(5))
    far = [
        replace(rows(9), at=BACKED_UP - timedelta(hours=25)),
        replace(rows(9), at=BACKED_UP + timedelta(hours=25)),
    ]

    assert verdict_on(rows(5), [far[0], *near, far[1]]).outcome is Outcome.SUCCESSFUL


def test_an_empty_source_proves_nothing_unless_it_may_be_empty() -> None:
    """A record of nothing does not say what must be there."""
    empty = replace(rows(0), is_empty=True)
    allowed = Validation(may_be_empty=True)

    assert verdict_on(empty, recorded(empty, empty)).outcome is Outcome.FAILED
    assert verdict_on(rows(3), recorded(empty, empty)).outcome is Outcome.FAILED
    assert verdict_on(empty, recorded(empty, empty), allowed).outcome is Outcome.SUCCESSFUL
    assert verdict_on(empty, [], allowed).outcome is Outcome.FAILED
    nothing_wanted = Validation(least={"public.orders: rows": 0})
    assert verdict_on(empty, [], nothing_wanted).outcome is Outcome.FAILED
    assert verdict_on(rows(3), recorded(empty, None)).outcome is Outcome.FAILED


def test_a_least_number_is_enough_without_a_record() -> None:
    """And what is not there does not reach it."""
    validation = Validation(least={"public.orders: rows": 10})

    assert verdict_on(rows(10), [], validation).outcome is Outcome.SUCCESSFUL
    assert "rows is 9; at least 10 is wanted" in verdict_on(rows(9), [], validation).message
    assert "was not read; at least 10" in verdict_on(facts(RUNS), [], validation).message


QUERIES: Final[Mapping[str, tuple[Query, str | float, bool]]] = {
    "equals": (Query(name="newest", sql="", equals=5), "5", True),
    "equals not": (Query(name="newest", sql="", equals=5), 6, False),
    "at least": (Query(name="newest", sql="", at_least=5), 5, True),
    "at least not": (Query(name="newest", sql="", at_least=5), 4.9, False),
    "at most": (Query(name="newest", sql="", at_most=5), 5, True),
    "at most not": (Query(name="newest", sql="", at_most=5), 6, False),
    "no number": (Query(name="newest", sql="", at_most=5), "None", False),
    "within": (Query(name="newest", sql="", within_percent=10, of=50), 45, True),
    "within not": (Query(name="newest", sql="", within_percent=10, of=50), 44, False),
    "new": (Query(name="newest", sql="", at_most_minutes_old=60), "2026-11-29T04:00:00Z", True),
    "stale": (Query(name="newest", sql="", at_most_minutes_old=60), "2026-11-29T03:59:00Z", False),
    "no time": (Query(name="newest", sql="", at_most_minutes_old=60), "yesterday", False),
}


@pytest.mark.parametrize("case", QUERIES)
def test_an_answer_is_as_expected(case: str) -> None:
    """Of every kind of expectation."""
    query, value, is_sound = QUERIES[case]
    verdict = verdict_on(answer(value), [], Validation(queries=(query,)))

    assert (verdict.outcome is Outcome.SUCCESSFUL) is is_sound, verdict.message
    assert is_sound or "query newest: answer is" in verdict.message


def test_a_query_that_was_not_answered_is_failed() -> None:
    """Though everything else is as it was."""
    validation = Validation(queries=(Query(name="newest", sql=""),))
    verdict = verdict_on(rows(5), recorded(rows(5), rows(5)), validation)

    assert "query newest: answer was not answered" in verdict.message


def test_what_is_sound_and_too_late_is_too_slow() -> None:
    """After an hour and not before; AWS Backup is given that the data are sound."""
    records = recorded(rows(5), rows(5))
    began = NOW - timedelta(minutes=60)
    just = restored()
    for late, outcome in ((0, Outcome.SUCCESSFUL), (1, Outcome.TOO_SLOW)):
        restore = replace(just, began_at=began - timedelta(seconds=late))
        verdict = judge(rows(5), records, Validation(), restore, NOW)

        assert verdict.outcome is outcome
        assert verdict.minutes == 60 + late
        assert verdict.validation_status == "SUCCESSFUL"
    assert "Sound, but too slow" in verdict.message
    assert "61 minutes since the job was created; 60 are promised" in verdict.message


def test_what_is_damaged_and_too_late_is_failed() -> None:
    """The graver word."""
    restore = replace(restored(), began_at=NOW - timedelta(hours=9))

    assert judge(rows(4), recorded(rows(5), rows(5)), Validation(), restore, NOW).outcome is (
        Outcome.FAILED
    )


def test_a_message_fits_and_names_the_first_reasons() -> None:
    """Of thousands of reasons, five and how many more."""
    many = facts(
        *(Fact(key=Key(f"t{at}", "rows"), value=1, compared=Compared.COUNT) for at in range(2_000))
    )
    verdict = verdict_on(facts(RUNS), recorded(many, many))

    assert len(verdict.message) <= 1_000
    assert "and 1995 more" in verdict.message


@given(ANY_FACTS)
def test_a_record_is_read_as_it_was_written(found: Facts) -> None:
    """But for what is wanted, which only the reader knows."""
    written = replace(found, facts=tuple(replace(each, wanted=()) for each in found.facts))

    assert unpack_facts(pack_facts(found)) == written


def test_validations_are_merged_in_their_order() -> None:
    """Each that matches counts; the last that sets a field holds."""
    validations = unpack_validations(
        '{"schema": "bamp.validations/1", "default_tier": "standard",'
        ' "rto_minutes": {"critical": 60},'
        ' "validations": [{"type": "EBS", "depth": "status"}, {"sample": 7},'
        ' {"tier": "crit*", "resource": "*:db:orders", "sample": 9, "user": "reader",'
        ' "queries": [{"name": "n", "sql": "select 1", "equals": 1}]}]}'
    )
    orders = validations.of("critical", "RDS", SOURCE)

    assert (orders.sample, orders.user, orders.depth) == (9, "reader", Depth.CONTENT)
    assert orders.queries == (Query(name="n", sql="select 1", equals=1),)
    assert validations.of("standard", "EBS", "arn:x").depth is Depth.STATUS
    assert validations.of("standard", "EBS", "arn:x").sample == 7


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('{"dept": "status"}', "a validation has no field 'dept'"),
        ('{"depth": "deep"}', "no depth 'deep'; write one of status, boots, content"),
        ('{"queries": [{"name": "n", "sql": "s", "equal": 1}]}', "a query has no field 'equal'"),
        ('{"queries": [{"name": "n", "sql": "s", "of": 1}]}', "go together"),
    ],
)
def test_a_mistake_in_the_validations_is_refused(written: str, said: str) -> None:
    """Before anything is deployed: the archive is not made of it."""
    text = (
        '{"schema": "bamp.validations/1", "default_tier": "", "rto_minutes": {},'
        f' "validations": [{written}]}}'
    )

    with pytest.raises(ValueError, match=said):
        unpack_validations(text)
