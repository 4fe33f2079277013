"""What a health check would read of the account that is simulated, and what it would say of it.

The judge is the function's own; what is made here is what it is given: the simulated history of a
resource, as the lists of AWS show it at an instant, with a fault in it or without.
"""

from bamp_pulumi.rehearsal.health.looking import Found, Looked, look
from bamp_pulumi.rehearsal.health.promises import Promises
from bamp_pulumi.rehearsal.health.reads import Read, reads_of, withhold
from bamp_pulumi.rehearsal.health.shown_account import ShownAccount
from bamp_pulumi.rehearsal.health.year import Lapse, Year

__all__ = [
    "Found",
    "Lapse",
    "Looked",
    "Promises",
    "Read",
    "ShownAccount",
    "Year",
    "look",
    "reads_of",
    "withhold",
]
