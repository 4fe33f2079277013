"""What is found of changes of single resources, beside an account and data stores that stay."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from hand_made_account import policy_with
from preview_documents import Declared, Stack, deployed, document, urn_of

from bamp_pulumi.changes import judge_transition
from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import estate_from_document

__all__ = ["UNKNOWN", "Inputs", "LostByEach", "One", "lost_by", "lost_by_each"]

_TODAY: Final = date(2026, 11, 22)
_LOSSES: Final = ("BAMP-V97", "BAMP-V98", "BAMP-V99")
UNKNOWN: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""What Pulumi writes in the place of what is known after deployment."""
# Any: inputs of resources.
Inputs = dict[str, Any]
Found = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class One:
    """A change of one resource."""

    type: str
    before: Inputs
    """Its inputs as it is deployed."""
    after: Inputs | None = None
    """Its inputs as the program declares them; None: it is deleted."""
    now_of_type: str = ""
    """Type token that it has now, its old URN being an alias. Default: the same one."""
    outputs: Inputs = field(default_factory=dict[str, Any])
    """What the deployment states beside its inputs."""


def lost_by(type_: str, before: Inputs, after: Inputs | None, *, now_of_type: str = "") -> Found:
    """List code and message of everything that a change of one resource loses, or may lose."""
    one = One(type=type_, before=before, after=after, now_of_type=now_of_type)
    return lost_by_each({"one": one})["one"]


class LostByEach(dict[str, Found]):
    """What `lost_by_each` lists, worked out with the first change that is asked for.

    So a file of tests is collected without it.
    """

    def __init__(self, changes: Mapping[str, One], *, alone: bool = False) -> None:
        """Take what `lost_by_each` takes."""
        super().__init__()
        self._changes, self._alone = changes, alone

    def __missing__(self, name: str) -> Found:
        """Judge all of them."""
        self.update(lost_by_each(self._changes, alone=self._alone))
        return dict(self)[name]


def lost_by_each(changes: Mapping[str, One], *, alone: bool = False) -> dict[str, Found]:
    """List code and message of what is lost, by the name of the change; all in one deployment.

    Args:
        changes: The changes, by name.
        alone: Whether the program has one data store and nothing of the account's side.
    """
    stack = deployed()
    was: Stack = {"photos": stack["photos"]} if alone else stack
    now: Stack = dict(was)
    urns: dict[str, str] = {}
    for place, (name, change) in enumerate(changes.items()):
        # A name says nothing of the type, and is written as it stands into a URN.
        own = f"one-{place}" if len(changes) > 1 else "one"
        outputs = {"id": f"{own}-id", **change.outputs}
        was[own] = Declared(type=change.type, inputs=change.before, outputs=outputs)
        urns[urn_of(own, was[own])] = name
        if change.after is None:
            continue
        aliases = {"aliases": [urn_of(own, was[own])]} if change.now_of_type else {}
        type_ = change.now_of_type or change.type
        now[own] = Declared(type=type_, inputs=change.after, outputs=outputs, options=aliases)
        urns[urn_of(own, now[own])] = name
    estate = estate_from_document(document(was, now))
    coverage = cover(estate, policy_with(), today=_TODAY)
    found: dict[str, Found] = {name: [] for name in changes}
    for one in judge_transition(coverage, today=_TODAY).findings:
        if one.id in _LOSSES:
            found[urns[one.urn]].append((one.id, one.message))
    return found
