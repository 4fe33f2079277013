"""What to write instead, made from what was given, in the notation that the reader writes.

A refusal says its remedy as edits of the document. Here they are applied, the document is judged
again, and what comes out of it is written in YAML, in Python, or as another Pulumi language has it.
So a remedy that is printed has been accepted. Nothing here depends on what a policy is.
"""

from bamp_pulumi.remedies.edits import applied
from bamp_pulumi.remedies.notation import Notation
from bamp_pulumi.remedies.remedy import Judge, with_remedies
from bamp_pulumi.remedies.secrets import is_secret_text, masked

__all__ = ["Judge", "Notation", "applied", "is_secret_text", "masked", "with_remedies"]
