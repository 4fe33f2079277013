"""What happens when hundreds fail at once: the alert function itself, on simulated time."""

from bamp_pulumi.rehearsal.storm.account import KilledError, Sent, SimulatedAccount
from bamp_pulumi.rehearsal.storm.failing import ROUND_MINUTES, ROUNDS
from bamp_pulumi.rehearsal.storm.storm import (
    MOST_AN_HOUR,
    BusyCall,
    SmsBudget,
    Storm,
    StormDestination,
    rehearse_storm,
)

__all__ = [
    "MOST_AN_HOUR",
    "ROUNDS",
    "ROUND_MINUTES",
    "BusyCall",
    "KilledError",
    "Sent",
    "SimulatedAccount",
    "SmsBudget",
    "Storm",
    "StormDestination",
    "rehearse_storm",
]
