"""What an alarm sees of a datapoint: one metric, all that publish it, or metric math.

Source: CloudWatch user guide, cloudwatch-metrics-insights-querylanguage, using-metric-math;
CloudWatch API, PutMetricAlarm (read 2026-11-28).
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest
from sound_alerts import ACCOUNT, POINT, estate_of

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery import Datapoint
from bamp_pulumi.rehearsal.delivery.alarm_metrics import Looked, looks_at
from bamp_pulumi.rehearsal.delivery.metric_math import MISSING, NOT_READ, Value

SIZED = replace(POINT, value=3, unit="Count")
LASTS = replace(SIZED, lasts=True)
TWO_SETS = replace(
    SIZED,
    dimensions=(
        {"BackupVaultName": "main"},
        {"BackupVaultName": "main", "ResourceType": "RDS"},
    ),
)
BARE = replace(SIZED, dimensions=({},))


@cache
def sound() -> Resource:
    """Return a sound alarm."""
    return estate_of("alarm").named("alarm")


def seen(inputs: Mapping[str, object], point: Datapoint) -> Looked | None:
    """Change inputs of the alarm, and let it look."""
    merged = {**sound().inputs, **inputs}
    known = {name: value for name, value in merged.items() if value is not None}
    return looks_at(replace(sound(), inputs=known), point)


def sees(found: Value, before: Value = MISSING, why: str = "") -> Looked:
    """Write what an alarm sees."""
    return Looked(found=found, before=before, why_missing=why)


BY_VAULT = "it is published by BackupVaultName"
METRIC = "NumberOfBackupJobsFailed"
ONE: dict[str, tuple[Mapping[str, object], Datapoint, Looked | None]] = {
    "its value": ({}, SIZED, sees(3.0)),
    **{
        f"the {statistic} of one sample": ({"statistic": statistic}, SIZED, sees(3.0))
        for statistic in ("Average", "Maximum", "Minimum", "Sum")
    },
    **{
        f"the {statistic} of many": ({"statistic": statistic}, LASTS, sees(3.0))
        for statistic in ("Average", "Maximum", "Minimum")
    },
    "the sum of many": ({"statistic": "Sum"}, LASTS, sees(NOT_READ)),
    "a number of samples": ({"statistic": "SampleCount"}, SIZED, sees(NOT_READ)),
    "a percentile": ({"statistic": None, "extendedStatistic": "p99"}, SIZED, sees(NOT_READ)),
    "an unknown statistic": ({"statistic": UNKNOWN}, SIZED, sees(NOT_READ)),
    # Which metric.
    "another metric": ({"metricName": "NumberOfCopyJobsFailed"}, SIZED, None),
    "another namespace": ({"namespace": "AWS/RDS"}, SIZED, None),
    "a metric that is not known": ({"metricName": UNKNOWN}, SIZED, sees(NOT_READ)),
    "a namespace that is not known": ({"namespace": UNKNOWN}, SIZED, sees(NOT_READ)),
    # By which dimensions.
    "another vault": ({"dimensions": {"BackupVaultName": "other"}}, SIZED, None),
    "a vault that is not known": (
        {"dimensions": {"BackupVaultName": UNKNOWN}},
        SIZED,
        sees(NOT_READ),
    ),
    "dimensions that are not known": ({"dimensions": UNKNOWN}, SIZED, sees(NOT_READ)),
    "no dimension": (
        {"dimensions": None},
        SIZED,
        sees(MISSING, why=f"it asks for {METRIC} by no dimension; {BY_VAULT}"),
    ),
    "no dimension where there is none": ({"dimensions": None}, BARE, sees(3.0)),
    "a dimension where there is none": (
        {},
        BARE,
        sees(
            MISSING,
            why=f"it asks for {METRIC} by BackupVaultName; it is published by no dimension",
        ),
    ),
    "one dimension more": (
        {"dimensions": {"ResourceType": "RDS", "BackupVaultName": "main"}},
        SIZED,
        sees(MISSING, why=f"it asks for {METRIC} by BackupVaultName with ResourceType; {BY_VAULT}"),
    ),
    "another dimension, one of its values unknown": (
        {"dimensions": {"VaultName": UNKNOWN}},
        SIZED,
        sees(MISSING, why=f"it asks for {METRIC} by VaultName; {BY_VAULT}"),
    ),
    "the first of two sets": ({}, TWO_SETS, sees(3.0)),
    "the second of two sets": (
        {"dimensions": {"BackupVaultName": "main", "ResourceType": "RDS"}},
        TWO_SETS,
        sees(3.0),
    ),
    "the second of two sets, for another type": (
        {"dimensions": {"BackupVaultName": "main", "ResourceType": "EBS"}},
        TWO_SETS,
        None,
    ),
    "neither of two sets": (
        {"dimensions": {"ResourceType": "RDS"}},
        TWO_SETS,
        sees(
            MISSING,
            why=f"it asks for {METRIC} by ResourceType; {BY_VAULT} or {{}}".format(
                "BackupVaultName with ResourceType"
            ),
        ),
    ),
    # In which unit.
    "its unit": ({"unit": "Count"}, SIZED, sees(3.0)),
    "another unit": (
        {"unit": "Seconds"},
        SIZED,
        sees(MISSING, why=f"it asks for {METRIC} in Seconds; AWS publishes it in Count"),
    ),
    "a unit where none is known": ({"unit": "Seconds"}, POINT, sees(NOT_READ)),
    "a unit that is not known": ({"unit": UNKNOWN}, SIZED, sees(NOT_READ)),
    # Over which period.
    "a minute": ({"period": 60}, SIZED, sees(3.0)),
    "less than a minute": ({"period": 30}, SIZED, sees(NOT_READ)),
    "nearly a minute": ({"period": 59}, SIZED, sees(NOT_READ)),
    "a period that is not known": ({"period": UNKNOWN}, SIZED, sees(NOT_READ)),
    "no period": ({"period": None}, SIZED, sees(NOT_READ)),
}


@pytest.mark.parametrize("case", ONE)
def test_an_alarm_on_one_metric_sees_its_datapoint_or_says_why_not(case: str) -> None:
    """None is an alarm on other things: nothing is wrong with it."""
    inputs, point, answer = ONE[case]

    assert seen(inputs, point) == answer


def query(identifier: object = "m1", account: object = None, **metric: object) -> dict[str, object]:
    """Write a query of the metric."""
    usual = {
        "namespace": "AWS/Backup",
        "metricName": METRIC,
        "dimensions": {"BackupVaultName": "main"},
        "period": 300,
        "stat": "Maximum",
    }
    known = {k: v for k, v in {**usual, **metric}.items() if v is not None}
    return {"id": identifier, "metric": known, **({"accountId": account} if account else {})}


def watched(expression: object, **fields: object) -> dict[str, object]:
    """Write the query that an alarm watches."""
    return {"id": "e1", "expression": expression, "returnData": True, **fields}


def selected(over: str, source: str) -> str:
    """Write a query in the language of Metrics Insights."""
    return f"SELECT {over}({METRIC}) FROM {source}"  # noqa: S608 - no database reads it


SCHEMA = 'SCHEMA("AWS/Backup", BackupVaultName)'


def insights(over: str, source: str = SCHEMA, **fields: object) -> dict[str, object]:
    """Write a query over all that publish the metric."""
    text = selected(over, source)
    return {"id": "q1", "period": 300, "expression": text, "returnData": True, **fields}


IN_SMALL_LETTERS = (
    selected("max", SCHEMA)
    .replace("SELECT", "select")
    .replace("FROM", "from")
    .replace("SCHEMA", "schema")
)
OTHER = query("m2", metricName="NumberOfCopyJobsFailed")
MANY: dict[str, tuple[object, Datapoint, Looked | None]] = {
    "one query": ([{**query(), "returnData": True}], SIZED, sees(3.0)),
    "one query, as text": ([{**query(), "returnData": "true"}], SIZED, sees(3.0)),
    "an expression": ([query(), watched("m1 + 1")], SIZED, sees(4.0, NOT_READ)),
    "an expression that stands first": ([watched("m1 + 1"), query()], SIZED, sees(4.0, NOT_READ)),
    "a fill": ([query(), watched("FILL(m1, 0)")], SIZED, sees(3.0, 0.0)),
    "a fill of what lasts": ([query(), watched("FILL(m1, 0)")], LASTS, sees(3.0)),
    "an expression over others": (
        [
            watched("e2 + 1"),
            {"id": "e2", "expression": "e3 + 1"},
            {"id": "e3", "expression": "FILL(m1, 0)"},
            query(),
        ],
        SIZED,
        sees(5.0, 2.0),
    ),
    "expressions that need each other": (
        [query(), watched("e2 + m1"), {"id": "e2", "expression": "e1"}],
        SIZED,
        sees(NOT_READ, NOT_READ),
    ),
    "the sum of all metrics, of which an expression is none": (
        [
            watched("SUM(METRICS())"),
            query(),
            {"id": "e2", "expression": "m1 + 1"},
            {"id": "e3", "expression": "RATE(m1)"},
        ],
        SIZED,
        sees(3.0),
    ),
    "another metric beside it": (
        [query(), OTHER, watched("FILL(m1, 0) + FILL(m2, 10)")],
        SIZED,
        sees(13.0, 10.0),
    ),
    "other metrics": ([OTHER, watched("m2")], SIZED, None),
    "another vault": (
        [query(dimensions={"BackupVaultName": "other"}), watched("m1")],
        SIZED,
        None,
    ),
    "a vault, and one that has none": (
        [query(), query("m2", dimensions=None), watched("FILL(m1, 0) + FILL(m2, 10)")],
        SIZED,
        sees(13.0, 10.0),
    ),
    "dimensions that are never published": (
        [query(dimensions={"VaultName": "main"}), watched("m1")],
        SIZED,
        sees(MISSING, why=f"it asks for {METRIC} by VaultName; {BY_VAULT}"),
    ),
    "two sets of dimensions that are never published": (
        [
            query(dimensions={"VaultName": "main"}),
            query("m2", dimensions={"Vault": "main"}),
            watched("m1"),
        ],
        SIZED,
        sees(MISSING, why=f"it asks for {METRIC} by VaultName; {BY_VAULT}"),
    ),
    "another vault, and dimensions that are never published": (
        [
            query(dimensions={"BackupVaultName": "other"}),
            query("m2", dimensions={"VaultName": "main"}),
            watched("m1"),
        ],
        SIZED,
        sees(MISSING, why=f"it asks for {METRIC} by VaultName; {BY_VAULT}"),
    ),
    "another unit": (
        [query(unit="Seconds"), watched("m1")],
        SIZED,
        sees(MISSING, why=f"it asks for {METRIC} in Seconds; AWS publishes it in Count"),
    ),
    "two other units": (
        [query(unit="Seconds"), query("m2", unit="Bytes"), watched("m1")],
        SIZED,
        sees(MISSING, why=f"it asks for {METRIC} in Seconds; AWS publishes it in Count"),
    ),
    "its unit, and no datapoint for it": (
        [query(unit="Count"), OTHER, watched("m2")],
        SIZED,
        sees(MISSING),
    ),
    "another unit that is filled": (
        [query(unit="Seconds"), watched("FILL(m1, 7)")],
        SIZED,
        sees(7.0, 7.0),
    ),
    "its own account": ([query(account=ACCOUNT), watched("m1")], SIZED, sees(3.0)),
    "another account": ([query(account="999988887777"), watched("m1")], SIZED, sees(MISSING)),
    "an account that is not known": (
        [query(account=UNKNOWN), watched("m1")],
        SIZED,
        sees(NOT_READ),
    ),
    "no query that it watches": (
        [query(), {"id": "e1", "expression": "m1"}],
        SIZED,
        sees(NOT_READ, NOT_READ),
    ),
    "two queries that it watches": (
        [{**query(), "returnData": True}, watched("m1")],
        SIZED,
        sees(NOT_READ, NOT_READ),
    ),
    "a query of which the id is not known": (
        [query(UNKNOWN), watched("FILL(m1, 1)")],
        SIZED,
        sees(NOT_READ, NOT_READ),
    ),
    "a query of which the id is not known, beside others": (
        [query(UNKNOWN), query("m2"), watched("FILL(m2, 1)")],
        SIZED,
        sees(NOT_READ, NOT_READ),
    ),
    "an expression that is not known": (
        [query(), watched(UNKNOWN)],
        SIZED,
        sees(NOT_READ, NOT_READ),
    ),
    "an expression that is not read": (
        [query(), watched("RATE(m1)")],
        SIZED,
        sees(NOT_READ, NOT_READ),
    ),
    "an empty list": ([], SIZED, None),
    "queries that are not known": (UNKNOWN, SIZED, sees(NOT_READ)),
    "one query that is not known": (
        [query(), UNKNOWN, watched("FILL(m1, 0)")],
        SIZED,
        sees(NOT_READ, NOT_READ),
    ),
    # All that publish it.
    **{
        f"the {over} of all": ([insights(over)], SIZED, sees(3.0)) for over in ("MAX", "MIN", "SUM")
    },
    "the highest of all, in small letters": (
        [insights("MAX", expression=IN_SMALL_LETTERS)],
        SIZED,
        sees(3.0),
    ),
    "the highest of all, with quotes and room": (
        [insights(" MAX", 'SCHEMA( "AWS/Backup" , "BackupVaultName" ) ')],
        SIZED,
        sees(3.0),
    ),
    "the highest of all that last": ([insights("MAX")], LASTS, sees(3.0)),
    "the lowest of all that last": ([insights("MIN")], LASTS, sees(3.0)),
    "the sum of all that last": ([insights("SUM")], LASTS, sees(NOT_READ)),
    "the number of all": ([insights("COUNT")], SIZED, sees(NOT_READ)),
    "the mean of all": ([insights("AVG")], SIZED, sees(NOT_READ)),
    "all, every ten seconds": ([insights("MAX", period=10)], SIZED, sees(3.0)),
    "all, in a period that is not known": (
        [insights("MAX", period=UNKNOWN)],
        SIZED,
        sees(NOT_READ),
    ),
    "all of its own account": ([insights("MAX", accountId=ACCOUNT)], SIZED, sees(3.0)),
    "all of another account": ([insights("MAX", accountId="999988887777")], SIZED, sees(MISSING)),
    "all by two dimensions": (
        [insights("MAX", 'SCHEMA("AWS/Backup", BackupVaultName, ResourceType)')],
        TWO_SETS,
        sees(3.0),
    ),
    "all by a dimension that it has not": (
        [insights("MAX", 'SCHEMA("AWS/Backup", VaultName)')],
        SIZED,
        sees(MISSING, why=f"it asks for {METRIC} by VaultName; {BY_VAULT}"),
    ),
    "all, without saying by which dimension": (
        [insights("MAX", 'SCHEMA("AWS/Backup")')],
        SIZED,
        sees(MISSING, why=f"it asks for {METRIC} by no dimension; {BY_VAULT}"),
    ),
    "all of a namespace without a sign in it": (
        [insights("MAX", "SCHEMA(Calls, BackupVaultName)")],
        replace(SIZED, namespace="Calls"),
        sees(3.0),
    ),
    "all of another namespace": (
        [insights("MAX", 'SCHEMA("AWS/RDS", BackupVaultName)')],
        SIZED,
        None,
    ),
    "all with whatever dimensions": ([insights("MAX", '"AWS/Backup"')], SIZED, sees(NOT_READ)),
    "those of which something holds": (
        [insights("MAX", f"{SCHEMA} WHERE BackupVaultName = 'main'\nGROUP BY BackupVaultName")],
        SIZED,
        sees(NOT_READ),
    ),
    "those of which something holds, by a dimension that it has not": (
        [insights("MAX", """SCHEMA("AWS/Backup", VaultName) WHERE VaultName = 'main'""")],
        SIZED,
        sees(MISSING, why=f"it asks for {METRIC} by VaultName; {BY_VAULT}"),
    ),
    "no query of any kind": ([watched("SELECT everything")], SIZED, None),
}


@pytest.mark.parametrize("case", MANY)
def test_an_alarm_on_queries_sees_what_the_one_that_it_watches_comes_to(case: str) -> None:
    """With the datapoint, and before: only a metric that lasts was published all the time."""
    queries, point, answer = MANY[case]
    single = dict.fromkeys(("namespace", "metricName", "dimensions", "statistic", "period"))

    assert seen({**single, "metricQueries": queries}, point) == answer
