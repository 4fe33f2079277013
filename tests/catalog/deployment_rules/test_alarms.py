"""What CloudWatch refuses of alarms: PutMetricAlarm and PutCompositeAlarm."""

import pytest

from bamp_pulumi.catalog import UNKNOWN, refusals_of

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
TOPIC = "arn:aws:sns:us-east-1:111122223333:alerts"
SOUND: dict[str, object] = {
    "name": "backup-failed",
    "namespace": "AWS/Backup",
    "metricName": "NumberOfBackupJobsFailed",
    "statistic": "Sum",
    "period": 3_600,
    "evaluationPeriods": 1,
    "threshold": 0,
    "comparisonOperator": "GreaterThanThreshold",
    "alarmActions": [TOPIC],
}
MATH: dict[str, object] = {
    "name": "math",
    "evaluationPeriods": 1,
    "threshold": 0,
    "comparisonOperator": "GreaterThanThreshold",
    "metricQueries": [
        {"id": "all", "expression": "FILL(m1,0)", "returnData": True},
        {"id": "m1", "metric": {"metricName": "x", "namespace": "n", "period": 300, "stat": "Sum"}},
    ],
}


METRIC = {"metricName": "x", "namespace": "n", "period": 300, "stat": "Sum"}
METRIC_NAME = "metricQueries.2.metric.metricName"


def refused(inputs: dict[str, object]) -> list[str]:
    """Return the inputs that are refused."""
    return [refusal.path for refusal in refusals_of(ALARM, inputs)]


def test_a_sound_alarm_is_accepted() -> None:
    """On one metric and on metric math."""
    assert refused(SOUND) == []
    assert refused(MATH) == []


@pytest.mark.parametrize("period", [10, 20, 30, 60, 300, 3_600, 86_400, "300", 604_800])
def test_a_period_that_cloudwatch_evaluates_is_accepted(period: object) -> None:
    """10, 20, 30 and multiples of 60 seconds."""
    assert refused({**SOUND, "period": period}) == []


@pytest.mark.parametrize("period", [1, 5, 45, 90, 0, -60])
def test_any_other_period_is_refused(period: int) -> None:
    """From both sides."""
    assert refused({**SOUND, "period": period}) == ["period"]


@pytest.mark.parametrize(
    ("period", "count", "fits"),
    [
        (60, 1_440, True),
        (60, 1_441, False),
        (3_540, 24, True),
        (3_540, 25, False),
        (3_600, 168, True),
        (3_600, 169, False),
        (86_400, 7, True),
        (86_400, 8, False),
    ],
)
def test_what_is_evaluated_is_a_day_at_most_or_a_week_by_the_hour(
    period: int, count: int, *, fits: bool
) -> None:
    """86,400 seconds for periods under an hour, 604,800 from an hour on."""
    found = refused({**SOUND, "period": period, "evaluationPeriods": count})

    assert found == ([] if fits else ["evaluationPeriods"])


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"extendedStatistic": "p99"}, "statistic"),
        ({"statistic": None}, "statistic"),
        ({"statistic": "sum"}, "statistic"),
        ({"statistic": None, "extendedStatistic": "99"}, "extendedStatistic"),
        ({"period": None}, "period"),
        ({"namespace": None}, "namespace"),
        ({"namespace": ":x"}, "namespace"),
        ({"threshold": None}, "threshold"),
        ({"evaluationPeriods": None}, "evaluationPeriods"),
        ({"comparisonOperator": None}, "comparisonOperator"),
        ({"comparisonOperator": "GreaterThanUpperThreshold"}, "thresholdMetricId"),
        ({"datapointsToAlarm": 2}, "datapointsToAlarm"),
        ({"metricName": None}, ""),
        ({"treatMissingData": "notbreaching"}, "treatMissingData"),
        ({"unit": "Counts"}, "unit"),
        ({"alarmActions": ["alerts"]}, "alarmActions.0"),
        ({"alarmActions": [TOPIC], "region": "us-west-2"}, "alarmActions.0"),
        ({"okActions": [f"{TOPIC}{n}" for n in range(6)]}, "okActions"),
        ({"dimensions": {f"d{n}": "x" for n in range(31)}}, "dimensions"),
    ],
    ids=str,
)
def test_one_thing_wrong_is_refused_once(changed: dict[str, object], path: str) -> None:
    """By the input that is wrong."""
    assert refused({**SOUND, **changed}) == [path]


@pytest.mark.parametrize(
    "changed",
    [
        {"statistic": None, "extendedStatistic": "p99.99"},
        {"statistic": None, "extendedStatistic": "TM(10%:90%)"},
        {"statistic": None, "extendedStatistic": "IQM"},
        {"statistic": None, "extendedStatistic": "PR(:300)"},
        {"statistic": UNKNOWN},
        {"period": UNKNOWN},
        {"metricName": UNKNOWN},
        {"threshold": UNKNOWN},
        {"evaluationPeriods": UNKNOWN},
        {"alarmActions": [UNKNOWN, "arn:aws:automate:us-east-1:ec2:recover"]},
        {"alarmActions": UNKNOWN},
        {"alarmActions": [TOPIC], "region": "us-east-1"},
        {"dimensions": {"Größe": "x"}},
        {"datapointsToAlarm": 1},
    ],
    ids=str,
)
def test_what_is_rare_or_unknown_is_accepted(changed: dict[str, object]) -> None:
    """Nobody is stopped by a statistic that few use."""
    assert refused({**SOUND, **changed}) == []


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ({"id": "M1", "expression": "1"}, "metricQueries.2.id"),
        ({"id": "m1", "expression": "1"}, "metricQueries.2.id"),
        ({"id": "m2"}, "metricQueries.2"),
        ({"id": "m2", "expression": "1", "metric": METRIC}, "metricQueries.2"),
        ({"id": "m2", "metric": {**METRIC, "period": 45}}, "metricQueries.2.metric.period"),
        ({"id": "m2", "metric": {**METRIC, "period": None}}, "metricQueries.2.metric.period"),
        ({"id": "m2", "metric": {**METRIC, "stat": ""}}, "metricQueries.2.metric.stat"),
        ({"id": "m2", "metric": {**METRIC, "metricName": None}}, METRIC_NAME),
        ({"id": "m2", "expression": "1", "returnData": True}, "metricQueries.*.returnData"),
        ({"id": "m2", "expression": "1", "returnData": "true"}, "metricQueries.*.returnData"),
    ],
    ids=str,
)
def test_a_query_that_is_none_is_refused(query: dict[str, object], path: str) -> None:
    """An expression or a metric, under an id of its own."""
    queries = MATH["metricQueries"]
    assert isinstance(queries, list)

    assert refused({**MATH, "metricQueries": [*queries, query]}) == [path]


@pytest.mark.parametrize("period", [1, 5, 10, 20, 30, 60, 3_600])
def test_a_query_may_have_a_finer_period_than_an_alarm(period: int) -> None:
    """MetricStat takes 1 and 5 seconds, too."""
    queries = [{"id": "m1", "metric": {**METRIC, "period": period}, "returnData": True}]

    assert refused({**MATH, "metricQueries": queries}) == []


@pytest.mark.parametrize(
    ("returned", "is_refused"),
    [(True, False), ("true", False), (UNKNOWN, False), (False, True), (None, True)],
)
def test_an_alarm_watches_one_of_its_queries(returned: object, *, is_refused: bool) -> None:
    """CloudWatch takes neither none nor two, except where one is the band of the other."""
    queries = [
        {"id": "all", "expression": "m1", "returnData": returned},
        {"id": "m1", "metric": METRIC},
    ]
    band = {"threshold": None, "thresholdMetricId": "all"}

    assert refused({**MATH, "metricQueries": queries}) == (
        ["metricQueries.*.returnData"] if is_refused else []
    )
    assert refused({**MATH, **band, "metricQueries": queries}) == []


def test_an_alarm_evaluates_a_period() -> None:
    """None is none to look at."""
    assert refused({**SOUND, "evaluationPeriods": 0}) == ["evaluationPeriods"]


def test_metric_math_says_everything_in_its_queries() -> None:
    """A period beside them is refused, and so is a band that is none of them."""
    band: dict[str, object] = {"threshold": None, "thresholdMetricId": "band"}

    assert refused({**MATH, "period": 60}) == ["period"]
    assert refused({**MATH, "metricName": "x"}) == [""]
    assert refused({**MATH, **band}) == ["thresholdMetricId"]
    assert refused({**MATH, **band, "thresholdMetricId": "m1"}) == []


def test_an_alarm_on_a_query_language_needs_no_threshold() -> None:
    """PromQL says it in the query."""
    criteria = {"promqlCriteria": {"query": "x > 1", "pendingPeriod": 60}}

    assert refused({"evaluationCriteria": criteria, "evaluationInterval": 60}) == []


@pytest.mark.parametrize(
    ("inputs", "paths"),
    [
        ({"alarmRule": 'ALARM("a b (c)") AND NOT OK(arn:aws:cloudwatch:x)'}, []),
        ({"alarmRule": "TRUE"}, []),
        ({"alarmRule": "AT_LEAST(2, ALARM, (a, b, c))"}, []),
        ({"alarmRule": UNKNOWN}, []),
        ({"alarmRule": "ALARM(a"}, ["alarmRule"]),
        ({"alarmRule": "a AND b"}, ["alarmRule"]),
        ({"actionsSuppressor": {"alarm": "a", "waitPeriod": 0, "extensionPeriod": 60}}, []),
        ({"actionsSuppressor": UNKNOWN}, []),
        (
            {"actionsSuppressor": {"alarm": "a"}},
            ["actionsSuppressor.waitPeriod", "actionsSuppressor.extensionPeriod"],
        ),
        ({"alarmActions": ["alerts"]}, ["alarmActions.0"]),
    ],
    ids=str,
)
def test_a_composite_alarm_has_a_rule_and_a_whole_suppressor(
    inputs: dict[str, object], paths: list[str]
) -> None:
    """A wait of no seconds is one."""
    assert [refusal.path for refusal in refusals_of(COMPOSITE, inputs)] == paths
