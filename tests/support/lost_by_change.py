"""What is found of a change of one resource, beside an account and data stores that stay."""

from datetime import date
from typing import Any, Final

from hand_made_account import policy_with
from preview_documents import Declared, Stack, deployed, document

from bamp_pulumi.changes import judge_transition
from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import estate_from_document

__all__ = ["UNKNOWN", "Inputs", "lost_by"]

_TODAY: Final = date(2026, 11, 22)
_LOSSES: Final = ("BAMP-V97", "BAMP-V98", "BAMP-V99")
UNKNOWN: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""What Pulumi writes in the place of what is known after deployment."""
# Any: inputs of resources.
Inputs = dict[str, Any]


def lost_by(
    type_: str,
    before: Inputs,
    after: Inputs | None,
    *,
    outputs: Inputs | None = None,
    now_of_type: str = "",
    options: Inputs | None = None,
) -> list[tuple[str, str]]:
    """List code and message of everything that a change loses, or may lose.

    Args:
        type_: Type token of the resource, called `one`.
        before: Its inputs as it is deployed.
        after: Its inputs as the program declares them; None: it is deleted.
        outputs: What the deployment states beside its inputs. Default: its id.
        now_of_type: Type token that it has now, its old URN being an alias. Default: the same one.
        options: Options of Pulumi that it has on both sides. Default: none.
    """
    stated, options = {"id": "one-id", **(outputs or {})}, options or {}
    was: Stack = {
        **deployed(),
        "one": Declared(type=type_, inputs=before, outputs=stated, options=options),
    }
    now = deployed()
    if after is not None:
        now["one"] = Declared(
            type=now_of_type or type_, inputs=after, outputs=stated, options=options
        )
    estate = estate_from_document(document(was, now))
    coverage = cover(estate, policy_with(), today=_TODAY)
    return [
        (one.id, one.message)
        for one in judge_transition(coverage, today=_TODAY).findings
        if one.id in _LOSSES
    ]
