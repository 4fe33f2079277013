"""The verdict of a rehearsal: it agrees with the exit status, and names every reason."""

from dataclasses import replace
from io import StringIO
from itertools import product

import pytest
from covered_resources import START, covered, rule
from rehearsed_pages import full_rehearsal, page_of, rehearsed
from rich.console import Console

from bamp_pulumi.coverage import Coverage, Finding, ResourceCoverage, Status
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal import Rehearsal, RehearsalFinding, rehearse
from bamp_pulumi.report.rehearsal_json import rehearsal_document
from bamp_pulumi.report.rehearsal_verdict import objections, rehearsal_verdict_in_words
from bamp_pulumi.report.terminal import print_rehearsal

SOUND = covered(rule(), rule("hourly", "cron(30 * ? * * *)", days=2))
UNPROTECTED = replace(covered(), status=Status.UNPROTECTED)
UNVERIFIED = replace(covered(), status=Status.UNVERIFIED)
ERROR = Finding(id="BAMP-V01", message="bad")
WARNING = Finding(id="BAMP-V13", message="not so good")
PATH_FINDING = RehearsalFinding(code="BAMP-W02", at="it", why="it takes nothing")


def made(
    *resources: ResourceCoverage,
    findings: tuple[Finding, ...] = (),
    paths: tuple[RehearsalFinding, ...] = (),
    faults: tuple[str, ...] = (),
    day: int = 0,
) -> Rehearsal:
    """Rehearse ten days, faults or none."""
    coverage = Coverage(estate=Estate((), ()), resources=resources, findings=findings)
    at = START.replace(day=1 + day)
    done = rehearse(coverage, start=START, days=10, at=at, faults=faults)
    return replace(done, findings=paths)


def test_it_agrees_with_the_exit_status_whatever_is_wrong() -> None:
    """Each reason alone and with each other: refused exactly when the exit status is 1."""
    for stores, findings, paths, faults, day in product(
        [(SOUND,), (SOUND, UNPROTECTED), (UNVERIFIED,), ()],
        [(), (WARNING,), (ERROR, WARNING)],
        [(), (PATH_FINDING,)],
        [(), ("backup-job-failed",)],
        [0, 5],
    ):
        done = made(*stores, findings=findings, paths=paths, faults=faults, day=day)

        assert (objections(done) == ()) is done.is_well
        assert rehearsal_verdict_in_words(done).startswith("Accepted." if done.is_well else "Ref")
        assert all(one.wrong for one in objections(done))


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (made(SOUND, day=5), "Accepted."),
        (made(SOUND, findings=(WARNING,), day=5), "Accepted."),
        (made(SOUND, UNPROTECTED, day=5), "Refused: 1 data store is unprotected."),
        (made(UNVERIFIED, UNVERIFIED), "Refused: 2 data stores are unverified."),
        (made(SOUND, findings=(ERROR,), day=5), "Refused: 1 error of the preview (BAMP-V01)."),
        (
            made(SOUND),
            "Refused: nothing to restore on 2027-01-01 00:00 UTC of 1 kind of data store.",
        ),
        (
            made(SOUND, faults=("backup-job-failed",), day=5),
            "Refused: nobody is certainly notified of 1 fault.",
        ),
        (
            made(SOUND, paths=(PATH_FINDING,), day=5),
            "Refused: 1 finding of schedules and alerting paths (BAMP-W02).",
        ),
    ],
)
def test_each_reason_is_named(done: Rehearsal, said: str) -> None:
    """In words that stand alone."""
    assert rehearsal_verdict_in_words(done) == said


def test_the_page_lists_each_reason_and_what_it_is_about() -> None:
    """Verdict and "what is wrong" are one list."""
    done = full_rehearsal()
    page = page_of(done)
    reasons = objections(done)

    assert "</span> Refused</span>" in page
    assert "Exit status 1, because:" in page
    assert [one.subject.value for one in reasons] == [
        "unprotected",
        "unverified",
        "errors",
        "faults",
        "paths",
    ]
    for one in reasons:
        assert f'<a href="#wrong-{one.subject}">{one.says}</a>' in page
        part = page.partition(f'<div id="wrong-{one.subject}">')[2].partition("</table>")[0]
        assert part.count("<tr>") == 1 + len(one.wrong)
    assert '<a href="#findings">1 warning of the preview</a>' in page


def test_what_is_unverified_says_what_to_do_about_it() -> None:
    """Its finding is a warning, and no error of the preview says it."""
    found = Finding(id="BAMP-V02", message="no plan is known; give the account's program too")
    unknown = replace(UNVERIFIED, how="no backup plan known", findings=(found,))
    (status,) = (one for one in objections(made(SOUND, unknown, day=5)))

    (wrong,) = status.wrong
    assert wrong.why == "no backup plan known: no plan is known; give the account's program too"


def test_every_door_lists_the_same_reasons() -> None:
    """Terminal and JSON name all that the page does, each with what it is about."""
    done = full_rehearsal()
    output = StringIO()
    print_rehearsal(done, Console(file=output, width=10_000))
    printed = output.getvalue().partition("What is wrong\n")[2].partition("\n\n")[0].splitlines()
    reasons = objections(done)

    assert printed == [
        text
        for one in reasons
        for text in (
            one.says[:1].upper() + one.says[1:],
            *(f"{w.of}: {w.why} [{w.code}]".removeprefix(": ") for w in one.wrong),
        )
    ]
    assert [
        (one.subject, [(w.code, w.of, w.why) for w in one.wrong])
        for one in rehearsal_document(done).summary.reasons
    ] == [(one.subject, [(w.code, w.of, w.why) for w in one.wrong]) for one in reasons]


def test_an_accepted_page_says_so() -> None:
    """With exit status 0, and nothing that is wrong."""
    done = replace(rehearsed(SOUND), findings=())
    done = replace(done, kinds=tuple(replace(one, faults=()) for one in done.kinds))

    assert done.is_well
    page = page_of(done)
    assert "</span> Accepted</span>" in page
    assert "Exit status 0." in page
    assert "Refused" not in page.partition("<main>")[0]
    assert "<p>Nothing, among what the programs declare.</p>" in page
