"""The steps of a preview, resource by resource.

Pulumi lists a replacement as one step, and with `--show-replacement-steps` as three. A refresh is
listed in addition to what the program then does.

Source: Pulumi, pkg/backend/display/json.go and pkg/resource/deploy/step.go, 3.274 (read
2026-11-28).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.estate.operation import OperationKind
from bamp_pulumi.estate.pulumi_json import State, Step

__all__ = ["Planned", "planned"]

_REPLACING: Final = frozenset(
    {"replace", "create-replacement", "import-replacement", "delete-replaced"}
)
_IMPORT: Final = "import"
_DELETING: Final = frozenset({"delete", "delete-replaced"})
_TAGS: Final = "tags"
_ALL_TAGS: Final = "tagsAll"
"""The output that follows from `tags` and from the provider's default tags."""
_NOT_MANAGED: Final = frozenset({"discard", "discard-replaced"})
"""Steps by which Pulumi forgets what it has only read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What a preview plans for one resource."""

    kind: OperationKind
    old: State | None
    """As it is deployed; None when it is new."""
    new: State | None
    """As it will be; None when nothing is left of it."""
    deletes_first: bool | None = None
    """Whether it is deleted before it is created; None where the steps do not show it."""
    reasons: tuple[str, ...] = ()
    """Inputs because of which it is replaced."""


def planned(steps: Iterable[Step]) -> Iterator[Planned]:
    """Read the steps of a preview: each resource once, in the order of their first steps.

    What an earlier update left to be deleted is listed for itself.
    """
    by_urn: dict[str, list[Step]] = {}
    left_over: list[State] = []
    steps = tuple(steps)
    # Of an alias the deletion of what is replaced is listed under the URN of before.
    renamed = {
        step.old_state.urn: step.new_state.urn
        for step in steps
        if step.old_state is not None and step.new_state is not None
    }
    for step in steps:
        if step.op in _NOT_MANAGED:
            continue
        if step.old_state is not None and step.old_state.delete and step.new_state is None:
            left_over.append(step.old_state)
            continue
        state = step.new_state or step.old_state
        if state is not None:
            by_urn.setdefault(renamed.get(state.urn, state.urn), []).append(step)
    for group in by_urn.values():
        yield _one(group)
    for state in left_over:
        yield Planned(kind=OperationKind.DELETE, old=state, new=None)


def _one(steps: list[Step]) -> Planned:
    """Combine the steps of one resource."""
    old = next((step.old_state for step in steps if step.old_state is not None), None)
    new = next((step.new_state for step in reversed(steps) if step.new_state is not None), None)
    reasons = dict.fromkeys(reason for step in steps for reason in step.replace_reasons)
    ops = {step.op for step in steps}
    if old is not None and old.external:
        # What was only read is no deployed resource of this stack.
        old = None
    if new is None:
        kind = OperationKind.DELETE
    elif old is None:
        kind = OperationKind.IMPORT if _IMPORT in ops else OperationKind.CREATE
    elif ops & _REPLACING or (ops & _DELETING and "create" in ops):
        # What a refresh no longer finds is created anew: nothing of it is left either.
        kind = OperationKind.REPLACE
    else:
        kind, new = OperationKind.KEEP, _as_kept(old, new)
    return Planned(
        kind=kind,
        old=old,
        new=new,
        deletes_first=_deletes_first([step.op for step in steps]),
        reasons=tuple(reasons),
    )


def _as_kept(old: State, new: State) -> State:
    """Give a resource that stays the id and outputs that it has.

    Pulumi lists neither for what a deployment leaves or changes in place: it writes a step down
    before it asks the provider. An output of an input that changes is not known.
    """
    names = {*old.inputs, *new.inputs}
    changed = {name for name in names if old.inputs.get(name) != new.inputs.get(name)}
    changed |= {_ALL_TAGS} if _TAGS in changed else set()
    outputs = {name: value for name, value in old.outputs.items() if name not in changed}
    return new.model_copy(update={"id": new.id or old.id, "outputs": {**outputs, **new.outputs}})


def _deletes_first(ops: list[str]) -> bool | None:
    shown = [op for op in ops if op in ("create-replacement", "delete-replaced")]
    return shown[0] == "delete-replaced" if len(shown) > 1 else None
