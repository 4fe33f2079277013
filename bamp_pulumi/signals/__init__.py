"""What AWS matches: event patterns of EventBridge and filter policies of SNS.

Pure, and of three answers: it matches; it does not, and by which field; or that is unknown.
What is unknown never ends as passed on.
"""

from bamp_pulumi.signals.comparison import ABSENT
from bamp_pulumi.signals.event_pattern import match_event, problems_of_pattern
from bamp_pulumi.signals.filter_policy import match_message
from bamp_pulumi.signals.log_pattern import log_field, match_log_event
from bamp_pulumi.signals.match import Match

__all__ = [
    "ABSENT",
    "Match",
    "log_field",
    "match_event",
    "match_log_event",
    "match_message",
    "problems_of_pattern",
]
