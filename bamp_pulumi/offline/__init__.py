"""Running Pulumi programs without an engine, and recording what they declare."""

from bamp_pulumi.offline.document import Document, Failure, State, Step
from bamp_pulumi.offline.invokes import ParameterPlace
from bamp_pulumi.offline.run import Setting, run
from bamp_pulumi.offline.wire import UNKNOWN_STRING, Plain
from bamp_pulumi.places import Place

__all__ = [
    "UNKNOWN_STRING",
    "Document",
    "Failure",
    "ParameterPlace",
    "Place",
    "Plain",
    "Setting",
    "State",
    "Step",
    "run",
]
