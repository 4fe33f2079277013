"""The way of a signal through an account: rules, alarms, topics, and who is at the end.

Read from the estate as it is declared, and followed as AWS documents it: a pattern that keeps the
event out, a topic that its publisher may not publish to, a key that lacks a principal, a filter, an
alarm on a dimension that its metric lacks, a rule without a target. Each ends the way, and is
named. What cannot be told ends in no certain arrival.
"""

from bamp_pulumi.rehearsal.delivery.network import Network
from bamp_pulumi.rehearsal.delivery.signal import Datapoint, Event, Signal, Silence, VaultMessage
from bamp_pulumi.rehearsal.delivery.way import Arrival, Closed, Destination, Stop

__all__ = [
    "Arrival",
    "Closed",
    "Datapoint",
    "Destination",
    "Event",
    "Network",
    "Signal",
    "Silence",
    "Stop",
    "VaultMessage",
]
