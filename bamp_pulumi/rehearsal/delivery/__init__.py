"""The path of a signal through an account: rules, alarms, topics, and who is at the end.

Read from the estate as it is declared, and followed as AWS documents it: a pattern that keeps the
event out, a topic that its publisher may not publish to, a key that lacks a principal, a filter, an
alarm on a dimension that its metric lacks, a rule without a target. Each drops the signal, and is
named. Every resource on a path is asked whether it can be relied on as it is declared; what is not
known ends in no certain delivery.
"""

from bamp_pulumi.rehearsal.delivery.path import Delivered, Dropped, Outage, Recipient
from bamp_pulumi.rehearsal.delivery.recipients import to_confirm, why_nobody_is_there
from bamp_pulumi.rehearsal.delivery.router import Router
from bamp_pulumi.rehearsal.delivery.signal import (
    Absence,
    Datapoint,
    Event,
    Signal,
    Silence,
    VaultMessage,
)
from bamp_pulumi.rehearsal.delivery.standing import PathStanding

__all__ = [
    "Absence",
    "Datapoint",
    "Delivered",
    "Dropped",
    "Event",
    "Outage",
    "PathStanding",
    "Recipient",
    "Router",
    "Signal",
    "Silence",
    "VaultMessage",
    "to_confirm",
    "why_nobody_is_there",
]
