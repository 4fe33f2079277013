"""What removing `inherit()` from a program, or the program itself, would change in AWS.

Pure: a coverage in, what falls back, what is deleted and what stays out, with the code that keeps
it. Nothing here reads AWS: what a deployed resource has is what its program declares.
"""

from bamp_pulumi.leaving.fall_back import FallBack, Fate
from bamp_pulumi.leaving.leave import leave
from bamp_pulumi.leaving.left import KeptPoints, Leaving, LeftCompanion, LeftResource, Snippet

__all__ = [
    "FallBack",
    "Fate",
    "KeptPoints",
    "Leaving",
    "LeftCompanion",
    "LeftResource",
    "Snippet",
    "leave",
]
