"""Does a continuous backup of a resource go on, and does the program agree with it?"""

from collections.abc import Iterator

from bamp_pulumi.catalog import UNKNOWN, ContinuousNeed, holds, whole_number
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.coverage.written import spelled
from bamp_pulumi.declared import DeclaredRule, only_writer

__all__ = ["keeps_continuous_back", "sets_against_continuous"]


def keeps_continuous_back(subject: Subject) -> Iterator[Finding]:
    """Name what another resource switches off that a continuous backup of this one needs.

    Without such a resource AWS Backup switches it on itself.
    """
    for need in subject.store.continuous_needs:
        references = subject.account.estate.naming(subject.resource, need.link, need.type)
        writer, doubt = only_writer(subject.resource, references)
        if doubt:
            yield subject.finding("BAMP-V47", f"{doubt}; where it does, {_why(subject, need)}")
        elif writer is not None:
            answer = holds(need.holds, writer.inputs)
            if answer is None:
                what = f"whether {need.holds.path} is true is known only after deployment"
                why = f"{writer.name}: {what}; where it is not, {need.why}"
                yield subject.finding("BAMP-V47", why)
            elif not answer:
                yield subject.finding("BAMP-V47", f"{writer.name}: {_why(subject, need)}")


def sets_against_continuous(subject: Subject, rule: DeclaredRule) -> Iterator[Finding]:
    """Name the inputs of a program that AWS Backup sets too while it makes continuous backups."""
    resource = subject.resource
    if subject.store.continuous_rpo_minutes is None:
        return
    for name in subject.store.continuous_owns:
        given = resource.inputs.get(name)
        if given is None or given is UNKNOWN or name in resource.ignore_changes:
            continue
        if whole_number(given) == rule.delete_after_days:
            continue
        yield subject.finding(
            "BAMP-V48",
            f"{name} is {given}, and the continuous backup of rule {rule.name} keeps "
            f"{rule.delete_after_days} days: AWS Backup sets it, and a deployment that sets "
            f"another value is refused; {spelled(subject, _remedy(name, given, rule))}",
        )


def _remedy(name: str, given: object, rule: DeclaredRule) -> str:
    """Return what to write; of the two only the retention is a number."""
    is_number = whole_number(given) is not None
    other = f"write {rule.delete_after_days}" if is_number else "leave it out"
    return f"{other}, or add `{name}` to `ignoreChanges`"


def _why(subject: Subject, need: ContinuousNeed) -> str:
    return f"{need.why}; write {spelled(subject, need.write)}"
