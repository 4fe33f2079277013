"""What a program alone leaves open: it says what is asked for, and not what is deployed already.

It is judged as of a first deployment. Of most data stores a later one leads to the same; of some it
depends on what AWS has, and these are named.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bamp_pulumi.catalog import COMPANION_TYPES, DataStore, holds
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.result import Coverage, ResourceCoverage
from bamp_pulumi.estate import Program

__all__ = ["judge_first_deployment"]

_MOST_NAMES: Final = 20


def judge_first_deployment(coverage: Coverage) -> Coverage:
    """Add a finding for each program whose judgement depends on a state that was not given.

    Args:
        coverage: How the estate stands.

    Returns:
        The coverage as it is where every state is known, or none would change an answer.
    """
    found = tuple(_findings(coverage))
    return replace(coverage, findings=(*coverage.findings, *found)) if found else coverage


def _findings(coverage: Coverage) -> Iterator[Finding]:
    for program in coverage.estate.programs:
        if program.deployed_known:
            continue
        own = [one for one in coverage.resources if one.resource.program == program.name]
        waiting = [one.resource.name for one in own if _may_wait(coverage, one)]
        ignored = [one.resource.name for one in own if _is_ignored(one)]
        if waiting or ignored:
            yield Finding(
                id="BAMP-V105",
                message=_message(program, waiting, ignored),
                program=program.name,
            )


def _message(program: Program, waiting: list[str], ignored: list[str]) -> str:
    said = [f"what {program.name} has deployed is not known: judged as of a first deployment"]
    if waiting:
        said.append(
            f"replication of {_names(waiting)} waits for a second deployment where automated "
            "backups are off in AWS"
        )
    if ignored:
        said.append(f"what ignore_changes names of {_names(ignored)} stays as it is in AWS")
    stack = program.name.partition("/")[2]
    said.append(
        "what is deleted or replaced is not known either; to compare: pulumi stack export --stack "
        f"{stack} > state.json, then bamp preview PROGRAM --state state.json"
    )
    return "; ".join(said)


def _names(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMES])
    left = len(names) - _MOST_NAMES
    return f"{shown} and {left} more" if left > 0 else shown


def _may_wait(coverage: Coverage, covered: ResourceCoverage) -> bool:
    """Return True if a declared companion needs a setting that a deployed resource may lack."""
    return covered.store is not None and any(_waiting(coverage, covered, covered.store))


def _waiting(coverage: Coverage, covered: ResourceCoverage, row: DataStore) -> Iterator[bool]:
    resource = covered.resource
    for companion in row.companions:
        needed = next((s for s in row.settings if s.path == companion.needs_on), None)
        if needed is None or needed.turned_on is None:
            continue
        kind = COMPANION_TYPES[companion.kind]
        if coverage.estate.naming(resource, kind.link, *kind.tokens):
            yield holds(needed.turned_on.at_once, resource.inputs) is not True


def _is_ignored(covered: ResourceCoverage) -> bool:
    """Return True if an input that the judgement reads is left as it is deployed."""
    row = covered.store
    if row is None:
        return False
    read = {setting.path.partition(".")[0] for setting in row.settings}
    # A path that begins with no plain name may be of any input: `*`, `["tags"]`.
    read |= {row.tags_property, "tagsAll", "*", ""}
    return any(_root(path) in read for path in covered.resource.ignore_changes)


def _root(path: str) -> str:
    """Return the name that a property path begins with: `tags` of `tags["owner"]`."""
    return path.partition("[")[0].partition(".")[0]
