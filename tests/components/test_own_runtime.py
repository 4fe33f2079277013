"""The runtime of our own function is maintained for another half a year: this test tells in time.

What it cannot prove: that AWS does not end it earlier than it says.
"""

from datetime import UTC, datetime, timedelta

from bamp_pulumi.catalog import RUNTIMES
from bamp_pulumi.components.alerting.function import RUNTIME


def test_our_function_has_a_runtime_that_is_maintained_for_half_a_year() -> None:
    """When this fails, write a newer one in components/alerting/function.py."""
    today = datetime.now(tz=UTC).date()  # noqa: TID251 - it is to fail in time

    assert RUNTIMES[RUNTIME].deprecated > today + timedelta(days=183)
