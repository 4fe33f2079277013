"""The function that sends one message for each report of a failed backup.

What reads and words a message is pure; a rehearsal runs the same code.
"""

from bamp_pulumi.lambdas.alerts.alert import Alert, AlertStatus
from bamp_pulumi.lambdas.alerts.desk import Desk
from bamp_pulumi.lambdas.alerts.open_alerts import OpenAlerts
from bamp_pulumi.lambdas.alerts.plain import is_plain, one_line
from bamp_pulumi.lambdas.alerts.reading import UnreadableError, read_alerts
from bamp_pulumi.lambdas.alerts.sending import (
    HEARTBEAT,
    METRIC,
    METRIC_DIMENSION,
    METRIC_NAMESPACE,
    Sender,
    attributes_of,
)
from bamp_pulumi.lambdas.alerts.windows import CAUSES, LONGEST_WINDOW, OTHERS, WINDOW
from bamp_pulumi.lambdas.alerts.wording import (
    DETAIL_TYPE,
    RECORD_SOURCE,
    SOURCE,
    UNKNOWN_TIER,
    detail_of,
    summary_of,
    text_of,
)

__all__ = [
    "CAUSES",
    "DETAIL_TYPE",
    "HEARTBEAT",
    "LONGEST_WINDOW",
    "METRIC",
    "METRIC_DIMENSION",
    "METRIC_NAMESPACE",
    "OTHERS",
    "RECORD_SOURCE",
    "SOURCE",
    "UNKNOWN_TIER",
    "WINDOW",
    "Alert",
    "AlertStatus",
    "Desk",
    "OpenAlerts",
    "Sender",
    "UnreadableError",
    "attributes_of",
    "detail_of",
    "is_plain",
    "one_line",
    "read_alerts",
    "summary_of",
    "text_of",
]
