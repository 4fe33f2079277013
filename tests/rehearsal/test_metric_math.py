"""What expressions of metric math come to: numbers as CloudWatch works them out, or nothing known.

Source: CloudWatch user guide, using-metric-math. What is not read is not known, never zero.
"""

import pytest

from bamp_pulumi.rehearsal.delivery.metric_math import MISSING, NOT_READ, Value, evaluate

VALUES: dict[str, Value] = {"m1": 6.0, "m2": 2.0, "zero": 0.0, "none": MISSING, "odd": NOT_READ}


def nested(before: str, after: str, times: int) -> str:
    """Write a metric inside of something, inside of that again, and so on."""
    return before * times + "m1" + after * times


@pytest.mark.parametrize(
    ("expression", "comes_to"),
    [
        ("m1", 6.0),
        ("7", 7.0),
        (".5", 0.5),
        ("1.25", 1.25),
        ("  m1  ", 6.0),
        ("m1 + m2", 8.0),
        ("m1 - m2", 4.0),
        ("m1 * m2", 12.0),
        ("m1 / m2", 3.0),
        ("m1 - m2 - m2", 2.0),
        ("m1 / m2 / m2", 1.5),
        ("m1 + m2 * m2", 10.0),
        ("(m1 + m2) * m2", 16.0),
        ("-m1", -6.0),
        ("--m1", 6.0),
        ("m1 < m2", 0.0),
        ("m2 < m1", 1.0),
        ("m1 < m1", 0.0),
        ("m1 <= m1", 1.0),
        ("m1 <= m2", 0.0),
        ("m1 > m2", 1.0),
        ("m1 > m1", 0.0),
        ("m1 >= m1", 1.0),
        ("m2 >= m1", 0.0),
        ("m1 == m1", 1.0),
        ("m1 == m2", 0.0),
        ("m1 != m1", 0.0),
        ("m1 != m2", 1.0),
        ("m1 + m2 > m1", 1.0),
        ("m1 AND m2", 1.0),
        ("m1 and m2", 1.0),
        ("m1 && zero", 0.0),
        ("zero AND zero", 0.0),
        ("m1 OR zero", 1.0),
        ("zero || m1", 1.0),
        ("zero OR zero", 0.0),
        ("zero AND zero OR m1", 1.0),
        ("m1 OR zero AND zero", 1.0),
        ("SUM([m1, m2])", 8.0),
        ("MAX([m1, m2])", 6.0),
        ("MIN([m1, m2])", 2.0),
        ("AVG([m1, m2])", 4.0),
        ("sum([m1])", 6.0),
        ("MAX([m2, m1 + 1])", 7.0),
        ("FILL(none, 3)", 3.0),
        ("FILL(m1, 3)", 6.0),
        ("SUM(FILL([none, m1], 1))", 7.0),
        ("IF(m1 > m2, 10, 20)", 10.0),
        ("IF(m1 < m2, 10, 20)", 20.0),
        ("IF(zero, 10)", MISSING),
        ("IF(m1, 10)", 10.0),
        ("IF(m1, none, 1)", MISSING),
        ("none", MISSING),
        ("SUM([none, none])", MISSING),
        (nested("(", ")", 40), 6.0),
        (nested("-", "", 40), 6.0),
        (nested("FILL(", ", 0)", 40), 6.0),
        (nested("FILL(none, ", ")", 40), 6.0),
        (nested("MAX([", "])", 20), 6.0),
        (nested("MAX([m2, ", "])", 20), 6.0),
        (" + ".join(["m1"] * 100), 600.0),
        (" " * 2_046 + "m1", 6.0),
    ],
)
def test_what_is_read_comes_to_a_number(expression: str, comes_to: Value) -> None:
    """Operators bind as in arithmetic; a condition is 1 or 0; no datapoint stays none."""
    assert evaluate(expression, VALUES) == comes_to


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "m1 +",
        "m1 m2",
        "m3",
        "(m1",
        "m1)",
        "[m1, m2]",
        "[m1, [m2]]",
        "m1 + [m2]",
        "m1 / zero",
        "none + m1",
        "m1 > none",
        "odd",
        "odd * m1",
        "SUM([none, m1])",
        "SUM([odd, m1])",
        "SUM([])",
        "SUM(m1)",
        "SUM([m1], [m2])",
        "METRICS(m1)",
        "FILL(none)",
        "FILL(none, [m1])",
        "FILL(m1, 1, 2)",
        "FILL([[m1]], 1)",
        "FILL(none, REPEAT)",
        "IF(m1)",
        "IF(m1, 1, 2, 3)",
        "IF(none, 1, 2)",
        "IF([m1], 1, 2)",
        "RATE(m1)",
        "ANOMALY_DETECTION_BAND(m1)",
        "SEARCH('{AWS/Backup} x', 'Sum', 300)",
        "m1 = m2",
        "m1 < m2 < m2",
        "m1 ; m2",
        "-",
        "SUM()",
        "FILL()",
        "IF()",
        "MAX([m1, m2]]",
        "MAX([m1, m2)",
        "MAX[m1]",
        nested("(", ")", 41),
        nested("-", "", 41),
        nested("FILL(", ", 0)", 41),
        nested("FILL(none, ", ")", 41),
        nested("MAX([", "])", 21),
        "MAX([" * 20 + "(m1)" + "])" * 20,
        "m1 + " * 50 + nested("(", ")", 41),
        " " * 2_047 + "m1",
    ],
)
def test_what_is_not_read_is_not_known(expression: str) -> None:
    """Neither a number nor no datapoint: an alarm on it is in doubt."""
    assert evaluate(expression, VALUES) is NOT_READ


def test_metrics_are_all_that_has_a_value() -> None:
    """Each id once, whatever it comes to."""
    assert evaluate("SUM(METRICS())", {"a": 1.0, "b": 2.0}) == 3.0
    assert evaluate("AVG(METRICS())", {"a": 1.0, "b": 2.0}) == 1.5
    assert evaluate("SUM(METRICS())", {"a": MISSING, "b": MISSING}) is MISSING
    assert evaluate("SUM(FILL(METRICS(), 0))", {"a": 1.0, "b": MISSING}) == 1.0


def test_metrics_are_not_expressions() -> None:
    """Where it is known which are which, only metrics count."""
    assert evaluate("SUM(METRICS())", {"m1": 1.0, "e1": 2.0}, [1.0]) == 1.0
    assert evaluate("SUM(METRICS())", {"m1": MISSING, "e1": 2.0}, [MISSING]) is MISSING
