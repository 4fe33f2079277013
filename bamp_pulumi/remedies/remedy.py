"""Remedies that have been tried: the document is corrected, judged again, and shown."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from bamp_pulumi.errors import REMOVED, Edit, Refusal, Renamed
from bamp_pulumi.remedies.edits import applied, edits_of
from bamp_pulumi.remedies.notation import Notation
from bamp_pulumi.remedies.secrets import masked
from bamp_pulumi.texts import leaves_of, path_of, steps_in

__all__ = ["Judge", "with_remedies"]

Judge = Callable[[object], Sequence[Refusal]]
"""Returns everything that is refused in a document, with paths in it."""

_WIDTH: Final = 96
"""Longest entry that is shown whole where only its key is wrong."""
_ROUNDS: Final = 8
"""Most corrections of one value, one after another: a number in quotes, then its bounds, then the
lock around it. More would be a circle."""


def with_remedies(
    document: object, refusals: Sequence[Refusal], judge: Judge, notation: Notation
) -> tuple[Refusal, ...]:
    """Return refusals with what to write instead, as the reader would write it.

    Args:
        document: The plain data that was refused.
        refusals: What was refused in it, with paths in it.
        judge: Judges a document of the same kind.
        notation: What the reader writes.
    """
    repaired = _repaired(document, refusals, judge)
    return tuple(_spoken(document, one, refusals, repaired, judge, notation) for one in refusals)


def _repaired(document: object, refusals: Sequence[Refusal], judge: Judge) -> object | None:
    """Return the document with everything corrected; None where that is not known."""
    here = document
    for _ in range(_ROUNDS):
        if not refusals:
            return here
        # Each may move what the next one names: one at a time.
        edits = edits_of(here, refusals[0])
        changed = here
        for refusal in refusals:
            edits = edits_of(changed, refusal)
            changed = applied(changed, edits) if _is_there(changed, refusal) else changed
        if changed == here:
            return None
        here = changed
        refusals = judge(here)
    return None if refusals else here


def _is_there(document: object, refusal: Refusal) -> bool:
    """Return False for what an edit before it has taken away or replaced."""
    steps, rest = steps_in(document, refusal.path)
    return bool(steps) or not rest


def _spoken(  # noqa: PLR0913, PLR0917 - all that a remedy is made from
    document: object,
    refusal: Refusal,
    refusals: Sequence[Refusal],
    repaired: object | None,
    judge: Judge,
    notation: Notation,
) -> Refusal:
    edits = edits_of(document, refusal)
    write = refusal.write
    if edits:
        others = {(one.code, one.path) for one in refusals if one is not refusal}
        write = _tried(document, refusal.path, edits, others, repaired, judge, notation) or write
    path = refusal.path
    return replace(
        refusal,
        path=notation.named(path, path),
        given=masked(notation.named(refusal.given, path)),
        allowed=notation.named(refusal.allowed, path),
        why=notation.named(refusal.why, path),
        write=masked(write if write != refusal.write else notation.named(write, path)),
    )


def _tried(  # noqa: PLR0913, PLR0917 - as above
    document: object,
    path: str,
    edits: Sequence[Edit],
    others: set[tuple[str, str]],
    repaired: object | None,
    judge: Judge,
    notation: Notation,
) -> str:
    """Return the smallest entry that is accepted in the place of the one that was refused."""
    if all(value is REMOVED for _, value in edits):
        name = edits[0][0].rpartition(".")[2]
        return f"nothing: remove {'it' if name.isdigit() else name}"
    corrected = applied(document, edits)
    if _only_renamed(edits) and repaired is not None and not _holds_all(document, edits, repaired):
        # What is wrong with a value is said of the value, once its key is right.
        return _renamed(corrected, edits, notation)
    target = repaired if repaired is not None else corrected
    first = ""
    if all(steps_in(target, _moved(path, value))[1] for path, value in edits):
        return f"nothing: remove {edits[0][0].rpartition('.')[2]}"
    places = _around(target, [_moved(path, value) for path, value in edits])
    for place in (each for each in places if _is_shown(each, path)):
        entry = _entry(target, place, notation)
        first = first or entry
        if repaired is None:
            break
        gone = [edit for edit in edits if edit[1] is REMOVED or isinstance(edit[1], Renamed)]
        tried = applied(document, [*gone, (place, _value(target, place))])
        if all((one.code, one.path) in others for one in judge(tried)):
            is_kept = _only_renamed(edits) and target == corrected
            return _renamed(target, edits, notation) if is_kept else entry
    return first


def _renamed(target: object, edits: Sequence[Edit], notation: Notation) -> str:
    """Return an entry under its new key; in YAML the key alone where lines of its own follow."""
    place = _moved(*edits[0])
    entry = _entry(target, place, notation)
    is_block = notation is Notation.YAML and isinstance(_value(target, place), Mapping | list)
    return f"{place.rpartition('.')[2]}:" if is_block or len(entry) > _WIDTH else entry


def _holds_all(document: object, edits: Sequence[Edit], repaired: object) -> bool:
    """Return True if all that stands under misspelt keys is still there in a repaired document."""
    for path, value in edits:
        moved = _moved(path, value)
        if steps_in(repaired, moved)[1]:
            return False
        left = list(leaves_of(_value(repaired, moved)))
        for one in leaves_of(_value(document, path)):
            same = next((n for n, new in enumerate(left) if _is_same(one, new)), None)
            if same is None:
                return False
            del left[same]
    return True


def _is_same(given: object, new: object) -> bool:
    """Return True if a value is what was given, perhaps in quotes or without its unit."""
    if given == new:
        return True
    if isinstance(given, int | float | None) or not str(new):
        return str(given) in str(new) if isinstance(new, str) and given is not None else False
    return str(new) in str(given) or str(given) in str(new)


def _only_renamed(edits: Sequence[Edit]) -> bool:
    return all(isinstance(value, Renamed) for _, value in edits)


def _moved(path: str, value: object) -> str:
    """Return the path of an entry once its key is another."""
    if not isinstance(value, Renamed):
        return path
    return ".".join(part for part in (path.rpartition(".")[0], value.key) if part)


def _around(target: object, paths: Sequence[str]) -> Iterator[str]:
    """List the entries to show, the smallest first: those that hold all that is changed.

    An item of a list is shown with its list, which is written alike in lines and in brackets.
    """
    all_steps = [steps_in(target, path)[0] for path in paths]
    common = list(all_steps[0])
    for steps in all_steps[1:]:
        while tuple(common) != tuple(steps[: len(common)]):
            common.pop()
    while common:
        if not isinstance(common[-1], int):
            yield path_of(target, common)
        common.pop()


def _is_shown(place: str, path: str) -> bool:
    """Return True if a reader who looks at a path finds an entry by its key alone.

    One of another part is shown with the whole part.
    """
    holder = place.rpartition(".")[0]
    return not holder or f"{path}.".startswith(f"{holder}.")


def _value(document: object, path: str) -> object:
    here: Any = document  # Any: plain data of any shape, in which the path was found
    for step in steps_in(document, path)[0]:
        here = here[step]
    return here


def _entry(document: object, path: str, notation: Notation) -> str:
    step = steps_in(document, path)[0][-1]
    return notation.entry(str(step), _value(document, path), path)
