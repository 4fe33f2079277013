"""The last line of a rehearsal: whether it accepts the estate, and everything against that."""

from collections.abc import Iterable, Iterator

from bamp_pulumi.coverage import Severity
from bamp_pulumi.rehearsal import Rehearsal
from bamp_pulumi.report.rehearsal_words import fault_lines
from bamp_pulumi.report.words import plural

__all__ = ["rehearsal_verdict_in_words"]


def rehearsal_verdict_in_words(rehearsal: Rehearsal) -> str:
    """Say whether a rehearsal accepts the estate, and if not, everything that stands against it."""
    if rehearsal.is_well:
        return "Accepted."
    against = "; ".join(_against(rehearsal))
    return f"Refused: {against or 'the preview is refused'}."


def _against(rehearsal: Rehearsal) -> Iterator[str]:
    silent = sum(not (line.detected or line.accepted) for line in fault_lines(rehearsal))
    if silent:
        yield f"nobody is certainly notified of {plural(silent, 'fault')}"
    lost = len(rehearsal.not_restorable) + sum(one.is_lost for one in rehearsal.kinds)
    if lost:
        yield f"{plural(lost, 'data store')} could not be restored, as far as is known"
    wrong = [finding.code for finding in rehearsal.findings]
    if wrong:
        what = plural(len(wrong), "thing")
        yield f"{what} wrong with schedules or alerting paths{_codes(wrong)}"
    errors = [f.id for f in rehearsal.coverage.all_findings if f.severity is Severity.ERROR]
    if errors:
        yield f"{plural(len(errors), 'error')} of the preview{_codes(errors)}"


def _codes(codes: Iterable[str]) -> str:
    return f" ({', '.join(sorted(dict.fromkeys(codes)))})"
