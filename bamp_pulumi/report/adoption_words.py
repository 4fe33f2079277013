"""The plan of an adoption in words: what is there, each deployment, what to import and decide."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bamp_pulumi.adoption import AdoptedStore, Adoption, Change
from bamp_pulumi.coverage import Severity
from bamp_pulumi.report.shown import shown
from bamp_pulumi.report.words import exit_in_words, plural

__all__ = ["adoption_in_words"]


def adoption_in_words(adoption: Adoption) -> str:
    """Return the whole plan as a text."""
    return "\n".join(map(_shown, _lines(adoption)))


def _shown(line: str) -> str:
    """Return a line whose texts come from programs and states, indented as it is."""
    text = line.lstrip(" ")
    return " " * (len(line) - len(text)) + shown(text)


def _lines(adoption: Adoption) -> Iterator[str]:
    stores = adoption.stores
    yield _head(adoption)
    if not adoption.has_state:
        yield "No state was given, so what is deployed is not known. To compare with it:"
        yield "  pulumi stack export > state.json"
        yield "  bamp adopt PROGRAM --state state.json"
    yield from _listed(
        "Depends on what is deployed", [f"{one.message} [{one.id}]" for one in adoption.open]
    )
    yield from _imports(adoption)
    yield from _first(adoption)
    yield from _second(adoption)
    yield from _listed(
        "Deleted, replaced or weakened by the first deployment",
        [f"{one.message} [{one.id}]" for one in adoption.lost],
    )
    yield from _listed(
        "Backed up twice, and charged for",
        [f"{_name(store)}: {message}" for store in stores for message in store.twice],
    )
    yield from _listed(
        "To decide: protect it, or record an exemption",
        [f"{_name(store)}: {store.to_decide}" for store in adoption.undecided],
    )
    yield from _listed(
        "Warned of by the program",
        [message for store in stores for message in store.warnings],
    )
    yield ""
    yield _verdict(adoption)


def _verdict(adoption: Adoption) -> str:
    stores = sum(1 for _ in adoption.undecided)
    losses = sum(one.severity is Severity.ERROR for one in adoption.lost)
    left = [plural(stores, "data store")] if stores else []
    left += ["1 loss" if losses == 1 else f"{losses} losses"] if losses else []
    said = f"To decide: {', '.join(left)}." if left else "Nothing has to be decided."
    if not left and adoption.open:
        said = "Nothing has to be decided, as far as is known without the state."
    return f"{said} {exit_in_words(is_well=adoption.is_decided)}"


def _head(adoption: Adoption) -> str:
    there = sum(store.is_deployed is True for store in adoption.stores)
    count = len(adoption.stores)
    stores = f"{count} data store{'' if count == 1 else 's'}"
    if not adoption.has_state:
        return stores
    deployments = {0: "nothing changes", 1: "one deployment", 2: "two deployments"}
    return f"{stores}, {there} of them deployed: {deployments[adoption.deployments]}"


def _imports(adoption: Adoption) -> Iterator[str]:
    if not adoption.imports:
        return
    yield ""
    yield "Before the first deployment: import what exists in AWS already, and skip what does not"
    # What is to be heeded is a comment of the shell, once for all that it is true of.
    for caution, ones in groupby(adoption.imports, key=lambda one: one.caution):
        if caution:
            yield f"  # {caution}"
        for one in ones:
            yield f"  {one.look_up}"
            yield f"  {one.command}"


def _first(adoption: Adoption) -> Iterator[str]:
    changed = [s for s in adoption.stores if s.changes or s.companions or s.is_deployed is False]
    if not changed and adoption.has_state:
        return
    yield ""
    yield "First deployment: pulumi up"
    for store in changed:
        is_new = " is created" if store.is_deployed is False else ""
        yield f"  {_name(store)}{is_new}"
        for change in store.changes:
            yield f"    {_change(change)}"
        for companion in store.companions:
            yield f"    {companion} is created"


def _second(adoption: Adoption) -> Iterator[str]:
    late = [store for store in adoption.stores if store.late_companions or store.waits_for]
    if not late:
        return
    yield ""
    for store in late:
        yield f"Then wait until {store.name} has passed {store.waits_for}"
    yield "Second deployment: pulumi up --refresh"
    for store in late:
        yield f"  {_name(store)}"
        for change in store.changes:
            if change.later:
                yield f"    {change.path} is {change.after}"
        for companion in store.late_companions:
            yield f"    {companion} is created"


def _listed(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield title
        yield from (f"  {line}" for line in lines)


def _name(store: AdoptedStore) -> str:
    return f"{store.name} ({store.label}, {store.program})"


def _change(change: Change) -> str:
    later = f": AWS makes this change {change.later}" if change.later else ""
    return f"{change.path}: {change.before} -> {change.after}{later}"
