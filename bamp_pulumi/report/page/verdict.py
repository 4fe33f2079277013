"""The verdict of a page, what it counts, and what is wrong."""

from collections.abc import Sequence
from typing import Final

from bamp_pulumi.coverage import Severity, Status
from bamp_pulumi.rehearsal import Rehearsal
from bamp_pulumi.report.page.markup import Column, Mark, mark, plain, table, within
from bamp_pulumi.report.rehearsal_verdict import Objection, Subject, objections
from bamp_pulumi.report.rehearsal_words import FaultLine, fault_lines
from bamp_pulumi.report.shown import shown_in_html
from bamp_pulumi.report.words import plural

__all__ = ["counts", "verdict", "wrong_tables"]

_COLUMNS: Final = {
    Subject.UNPROTECTED: ("Data store", "Status", "Why"),
    Subject.UNVERIFIED: ("Data store", "Status", "Why"),
    Subject.ERRORS: ("Code", "Resources", "What was found"),
    Subject.NOTHING_LEFT: ("Data store", "Left", "When"),
    Subject.FAULTS: ("Fault", "What happens", "Who is notified"),
    Subject.PATHS: ("Code", "Resource", "What is wrong"),
}
_NAMED_FIRST: Final = (Subject.UNPROTECTED, Subject.UNVERIFIED, Subject.NOTHING_LEFT)
"""What is about data stores: the others are about codes and faults."""
_STATUS_MARKS: Final = {
    Status.PROTECTED: Mark.GOOD,
    Status.NATIVE: Mark.GOOD,
    Status.EXEMPT: Mark.NEUTRAL,
    Status.UNPROTECTED: Mark.BAD,
    Status.UNVERIFIED: Mark.OPEN,
}


def _notified(rehearsal: Rehearsal) -> str:
    """Return of how many faults somebody is notified; what is only accepted is said to be so."""
    lines = fault_lines(rehearsal)
    accepted = sum(not line.detected for line in lines)
    if not accepted:
        return "Somebody is notified of every fault rehearsed."
    return (
        f"Somebody is notified of {len(lines) - accepted} of {plural(len(lines), 'fault')}; the "
        f"policy assumes or acknowledges the other {accepted}."
    )


def verdict(rehearsal: Rehearsal) -> str:
    """Write the verdict and its reasons: those of the exit status."""
    against, beside = objections(rehearsal), _beside(rehearsal)
    if not against:
        said = f"Every data store is kept. {_notified(rehearsal)} Exit status 0."
        return (
            f'<div class="verdict good"><p class="answer">{mark(Mark.GOOD, "Accepted")}</p>'
            f"<p>{shown_in_html(said)}</p>{beside}</div>"
        )
    reasons = "".join(
        f'<li><a href="#wrong-{one.subject}">{shown_in_html(one.says)}</a></li>' for one in against
    )
    return (
        f'<div class="verdict bad"><p class="answer">{mark(Mark.BAD, "Refused")}</p>'
        f"<p>Exit status 1, because:</p><ul>{reasons}</ul>{beside}</div>"
    )


def _beside(rehearsal: Rehearsal) -> str:
    """Link to the other findings, which do not decide."""
    found = [finding.severity for finding, _ in rehearsal.coverage.causes]
    said = [
        plural(found.count(severity), name)
        for severity, name in ((Severity.WARNING, "warning"), (Severity.INFO, "remark"))
        if severity in found
    ]
    if not said:
        return ""
    link = f'<a href="#findings">{" and ".join(said)} of the preview</a>'
    return f"<p>Without effect on the exit status: {link}.</p>"


def counts(rehearsal: Rehearsal) -> str:
    """Count what a preview counts, and the faults that somebody is notified of."""
    counted = rehearsal.coverage.counts
    severities = [finding.severity for finding, _ in rehearsal.coverage.causes]
    lines = fault_lines(rehearsal)
    noticed = sum(line.detected is True for line in lines)
    tiles = [
        *((str(counted[s]), s.value, _STATUS_MARKS[s] if counted[s] else "") for s in Status),
        *(
            (str(severities.count(severity)), name, standing if severity in severities else "")
            for severity, name, standing in (
                (Severity.ERROR, "errors", Mark.BAD),
                (Severity.WARNING, "warnings", Mark.OPEN),
                (Severity.INFO, "remarks", ""),
            )
        ),
        (
            f"{noticed} of {len(lines)}",
            "faults notified",
            _standing(lines),
        ),
    ]
    return "".join(
        f'<div><dt>{name}</dt><dd class="{standing}">{number}</dd></div>'
        for number, name, standing in tiles
    )


def _standing(lines: Sequence[FaultLine]) -> str:
    """Return how the faults stand: what the policy accepts does not count against a rehearsal."""
    if any(line.is_unnotified for line in lines):
        return Mark.BAD
    if not lines:
        return ""
    return Mark.GOOD if all(line.detected for line in lines) else Mark.OPEN


def wrong_tables(rehearsal: Rehearsal) -> str:
    """Write everything that counts against it, reason by reason."""
    against = objections(rehearsal)
    if not against:
        return "<p>Nothing, among what the programs declare.</p>"
    return "\n".join(_wrong(one) for one in against)


def _wrong(one: Objection) -> str:
    columns = [Column(label) for label in _COLUMNS[one.subject]]
    is_named_first = one.subject in _NAMED_FIRST
    rows = (
        (plain(each.of), plain(each.code), plain(each.why))
        if is_named_first
        else (within(f"<code>{shown_in_html(each.code)}</code>"), plain(each.of), plain(each.why))
        for each in one.wrong
    )
    return f'<div id="wrong-{one.subject}">{table(_sentence(one.says), columns, rows)}</div>'


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
