"""What happens when hundreds fail at once: the alert function itself, on simulated time."""

from bamp_pulumi.rehearsal.storm.account import KilledError, Sent, SimulatedAccount

__all__ = ["KilledError", "Sent", "SimulatedAccount"]
