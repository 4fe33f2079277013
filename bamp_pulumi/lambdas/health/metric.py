"""The metric by which the check is itself watched.

Namespace and dimension are those of the alerts: the two functions share no code, and a test holds
them equal.
"""

from typing import Final

__all__ = ["HEALTH_CHECKS", "METRIC_DIMENSION", "METRIC_NAMESPACE"]

METRIC_NAMESPACE: Final = "bamp/Alerts"
METRIC_DIMENSION: Final = "Alerts"
HEALTH_CHECKS: Final = "HealthChecks"
"""Counts the runs that came to their end, by the name of the alerts."""
