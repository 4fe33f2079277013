"""Preview and rehearsal never contradict each other: laws, over every program there is.

Between the two documents of one estate, judged by one policy:

- listed: every data store of the preview is in the rehearsal once: kept, not restorable or exempt.
- reason: what is unprotected or unverified is so in both, in the same words, and has no restores.
- made: each rule and copy of a protected store makes recovery points, in its vault and Region.
- kept: no recovery point is of another rule or copy, and each is kept as long as the preview says.
- lost: both show the same number for what can be lost from each Region, and the year stays within
  it; what one does not know, the other does not know either.
- interval: the interval that a promise is compared with is one that the year loses; where the
  promise is broken (`BAMP-V13`) the finding has that number.
- region lost, account lost: what is left then is what the preview copies elsewhere.
- notified: where the preview says that nobody is notified of failed jobs (`BAMP-V76`), nobody is;
  where it says nothing, somebody is, or the rehearsal says why not.
- recorded: calls are taken to be recorded by both or by neither (`BAMP-V75`).
- restore tests: a restore that fails (`BAMP-V65`) is not rehearsed as a test.
- jobs: a job that fails or expires in the rehearsal is said in the preview (`BAMP-V52`, `V53`,
  `V57`).
- refused: what AWS refuses (`BAMP-V55`) is nothing that anybody is notified by.
- exit: the rehearsal refuses what the preview refuses, and whatever else with a reason.

What both answer of each estate is recorded in full in `answers_of_estates/`. What this cannot
prove: that both are right.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from agreeing_programs import GROUPS
from agreement import AT, Both, compare
from agreement_laws import LAWS, judged
from answers_of_estates import judged_group
from hand_made_account import policy_with
from recorded_estates import hold_group
from sound_stores import with_store

from bamp_pulumi.report.rehearsal_json import RehearsalDocument
from bamp_pulumi.report.rehearsal_parts import (
    RehearsedFinding,
    RehearsedNotRestorable,
    RehearsedTest,
)

ASKED: Mapping[str, frozenset[str]] = {
    "programs": frozenset(LAWS) - {"restore tests", "jobs"},
    "sound stores": frozenset(LAWS) - {"reason", "restore tests", "jobs"},
    "cases": frozenset(LAWS),
    "broken accounts": frozenset(LAWS) - {"reason", "restore tests", "jobs"},
    "alerts": frozenset(LAWS) - {"restore tests"},
    "alerted accounts": frozenset({"listed", "notified", "recorded", "exit"}),
}
"""Laws that have something to say in a group of estates."""


ANSWERS = Path(__file__).parent / "answers_of_estates"
"""What both answer of each estate, recorded by `BAMP_WRITE_SNAPSHOTS=1`."""
BY_GROUP = pytest.mark.parametrize(
    "group",
    # Each group is judged once, in one process.
    [pytest.param(group, marks=pytest.mark.xdist_group(f"estates: {group}")) for group in GROUPS],
)


@BY_GROUP
def test_preview_and_rehearsal_agree(group: str) -> None:
    """Each program is declared once, and both commands are judged from the same estate."""
    asked: Counter[str] = Counter()
    against: list[tuple[str, str]] = []
    for name, both in judged_group(group):
        for law, said in judged(both):
            asked[law] += 1
            against += [(f"{law}: {name}", said)] if said else []

    assert against == []
    assert ASKED[group] - asked.keys() == set()


@BY_GROUP
def test_each_estate_is_answered_as_recorded(group: str) -> None:
    """How each store stands, what could be restored, who is notified of what, and every finding."""
    hold_group(ANSWERS / f"{group.replace(' ', '-')}.txt", group)


@cache
def sound() -> Both:
    """Judge a table that is copied, beside an account whose alerts nobody has wired."""
    return compare(with_store("DynamoDB table"), policy_with())


# Any, from here on: fields of a document.
def rehearsed(**fields: Any) -> Both:  # noqa: ANN401 - as above
    """Change parts of what the rehearsal says."""
    return replace(sound(), rehearsed=sound().rehearsed.model_copy(update=fields))


def noticed(code: str, why: str) -> RehearsedFinding:
    """Return what a rehearsal finds of its schedules."""
    return RehearsedFinding(code=code, at="data", why=why, remedy="", sources=[], link="")


def each(name: str, **fields: Any) -> Both:  # noqa: ANN401 - as above
    """Change fields of everything that a list of the rehearsal holds."""
    document: RehearsalDocument = sound().rehearsed
    return rehearsed(**{name: [one.model_copy(update=fields) for one in getattr(document, name)]})


def stored(**fields: Any) -> Both:  # noqa: ANN401 - as above
    """Change fields of what the preview says of the table."""
    (one,) = sound().preview.resources
    resources = [one.model_copy(update=fields)]
    return replace(sound(), preview=sound().preview.model_copy(update={"resources": resources}))


def found(both: Both, code: str, message: str, urn: str = "") -> Both:
    """Let the preview find something."""
    (finding, *_) = sound().preview.findings
    one = finding.model_copy(update={"id": code, "message": message, "urn": urn})
    return replace(both, preview=both.preview.model_copy(update={"findings": [one]}))


def restore_test() -> RehearsedTest:
    """Say that the restore of the table is tested."""
    (points, *_) = sound().rehearsed.restore_points
    return RehearsedTest(
        urn=points.urn,
        program=points.program,
        resources=1,
        plan="weekly",
        at=AT,
        region=points.region,
        vault="main",
        state_of=AT,
    )


def lost_for_another_reason() -> RehearsedNotRestorable:
    """Say that the table is lost, where the preview says that it is protected."""
    (points, *_) = sound().rehearsed.restore_points
    return RehearsedNotRestorable(
        urn=points.urn, program=points.program, name="data", status="unprotected", why="nobody"
    )


def fewer(*, copies: bool) -> Both:
    """Leave the copies out of what can be restored, or all that is none."""
    kept = [
        one.model_copy(update={"restorable": [r for r in one.restorable if r.copy_ is not copies]})
        for one in sound().rehearsed.restore_points
    ]
    return rehearsed(restore_points=kept)


BROKEN: Mapping[str, tuple[str, Callable[[], Both]]] = {
    "a store left out": ("listed", lambda: rehearsed(restore_points=[])),
    "a store in two lists": (
        "listed",
        lambda: rehearsed(not_restorable=[lost_for_another_reason()]),
    ),
    "another reason": ("reason", lambda: rehearsed(not_restorable=[lost_for_another_reason()])),
    "no copies": ("made", lambda: fewer(copies=True)),
    "nothing but copies": ("made", lambda: fewer(copies=False)),
    "points of no rule": ("kept", lambda: stored(rules=[])),
    "points kept a day less": (
        "kept",
        lambda: stored(
            rules=[
                rule.model_copy(update={"retention_days": 29})
                for rule in sound().preview.resources[0].rules
            ]
        ),
    ),
    "another number": ("lost", lambda: each("restore_points", at_most_minutes=1)),
    "a year that loses more": ("lost", lambda: each("restore_points", worst_loss_minutes=10**6)),
    "a number that only one knows": ("lost", lambda: each("restore_points", known=False)),
    "points further apart than is lost": ("interval", lambda: stored(achieved_rpo_minutes=10**5)),
    "no copy left": ("region lost", lambda: each("faults", restorable_from=[])),
    "a copy that nobody made": (
        "account lost",
        lambda: each("faults", restorable_from=sound().rehearsed.restore_points[0].restorable),
    ),
    "nobody and somebody is notified": ("notified", lambda: each("faults", detected=True)),
    "nobody, and neither says why": (
        "notified",
        lambda: found(rehearsed(findings=[]), "BAMP-V30", "no owner"),
    ),
    "calls that nobody records": ("recorded", lambda: each("faults", detected=True)),
    "a doubt that the preview does not have": (
        "recorded",
        lambda: found(
            each("faults", hangs_on=["no declared trail records calls of backup in us-east-1"]),
            "BAMP-V30",
            "",
        ),
    ),
    "a test of a restore that fails": (
        "restore tests",
        lambda: found(
            rehearsed(restore_tests=[restore_test()]),
            "BAMP-V65",
            "s: every restore of DynamoDB fails: x",
        ),
    ),
    "a job that fails": (
        "jobs",
        lambda: rehearsed(findings=[noticed("BAMP-W10", "busy")]),
    ),
    "a job that expires": (
        "jobs",
        lambda: rehearsed(findings=[noticed("BAMP-W11", "late")]),
    ),
    "a refused rule that notifies": (
        "refused",
        lambda: found(each("faults", detected=True, by=["rule"]), "BAMP-V55", "x", "a::b::rule"),
    ),
    "accepted by the rehearsal alone": ("exit", lambda: replace(sound(), accepts=(False, True))),
    "refused without a reason": (
        "exit",
        lambda: replace(
            rehearsed(findings=[], faults=[], not_restorable=[]), accepts=(True, False)
        ),
    ),
}
"""Documents that contradict each other, by what is wrong with them, and the law that says so."""


def test_a_sound_table_is_agreed_on() -> None:
    """Otherwise nothing that follows means anything."""
    assert [(law, said) for law, said in judged(sound()) if said] == []


@pytest.mark.parametrize("what", BROKEN)
def test_what_contradicts_is_found_by_its_law(what: str) -> None:
    """A law that nothing breaks says nothing."""
    law, both = BROKEN[what]

    assert law in {name for name, said in judged(both()) if said}


def test_every_law_has_a_contradiction_that_it_finds() -> None:
    """A new law comes with one."""
    assert {law for law, _ in BROKEN.values()} == {*LAWS}
