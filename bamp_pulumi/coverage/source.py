"""Can AWS Backup back up the resource as it is declared, whatever plan selects it?

What each type needs stands in the catalog, with the page that it was read from.
"""

from collections.abc import Collection, Iterator

from bamp_pulumi.catalog import (
    COMPANION_TYPES,
    RESTORE_TEST_NAME_PREFIX,
    RESTORE_TEST_TAG,
    UNKNOWN,
    Companion,
    Condition,
    ForbiddenCompanion,
    holds,
    identity_inputs,
)
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.obstacle import Obstacle
from bamp_pulumi.coverage.prerequisites import unmet, with_inherited
from bamp_pulumi.coverage.regions import supported_in_region
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.coverage.written import inherit_written, input_written, spelled
from bamp_pulumi.declared import is_inline
from bamp_pulumi.policy import withheld_by

__all__ = ["judge_source", "left_out"]


def judge_source(subject: Subject) -> Iterator[Obstacle]:
    """List what prevents AWS Backup from making any recovery point of a resource, or may."""
    resource = subject.resource
    unread = subject.account.permissions.stands(resource)
    if unread is not None:
        yield unread
    where = supported_in_region(subject)
    if where.can is None:
        yield Obstacle(code="BAMP-V101", why=where.reason, is_open=True)
    yield from _reserved(subject)
    inputs = with_inherited(subject)
    refused = {each.path for each in subject.account.permissions.standing.refusals(resource)}
    found = (
        unmet(subject, prerequisite, inputs)
        for prerequisite in subject.store.prerequisites
        if prerequisite.condition.path not in refused
    )
    yield from (each for each in found if each is not None)
    for forbidden in subject.store.forbidden_companions:
        yield from _forbidden(subject, forbidden)
    yield from _companions(subject, refused)


def left_out(subject: Subject) -> Iterator[Finding]:
    """Report what a backup job omits from a resource although it completes."""
    for omission in subject.store.omissions:
        holders = [(subject.resource, True)]
        if omission.types:
            estate = subject.account.estate
            naming = estate.naming(subject.resource, omission.link, *omission.types)
            holders = [(reference.source, reference.is_certain) for reference in naming]
        for holder, is_its_own in holders:
            answers = [holds(condition, holder.inputs) for condition in omission.holds]
            answers = [None if answer and not is_its_own else answer for answer in answers]
            named = f" ({holder.name})" if holder is not subject.resource else ""
            if any(answers):
                yield subject.finding("BAMP-V51", f"{omission.why}{named}")
            elif None in answers:
                why = f"whether it has any is known only after deployment: {omission.why}{named}"
                yield subject.finding("BAMP-V51", why)


def _reserved(subject: Subject) -> Iterator[Obstacle]:
    """Backup plans ignore what looks as if a restore test had made it."""
    resource = subject.resource
    names = [resource.text(name) for name in identity_inputs(resource.type)]
    tags = subject.tags or {}
    name_tag = tags.get("Name")
    names += [name_tag] if isinstance(name_tag, str) else []
    if any(name.startswith(RESTORE_TEST_NAME_PREFIX) for name in names):
        why = f"its name begins with {RESTORE_TEST_NAME_PREFIX}: backup plans ignore it; rename it"
        yield Obstacle(code="BAMP-V50", why=why)
    if tags.get(RESTORE_TEST_TAG) is UNKNOWN:
        why = f"whether it has the tag {RESTORE_TEST_TAG}, which backup plans ignore, is not known"
        yield Obstacle(code="BAMP-V37", why=why, is_open=True)
    elif RESTORE_TEST_TAG in tags:
        why = f"it has the tag {RESTORE_TEST_TAG}: backup plans ignore it; remove the tag"
        yield Obstacle(code="BAMP-V50", why=why)


def _forbidden(subject: Subject, forbidden: ForbiddenCompanion) -> Iterator[Obstacle]:
    estate = subject.account.estate
    for reference in estate.naming(subject.resource, forbidden.link, forbidden.type):
        name = reference.source.name
        if reference.is_certain:
            yield Obstacle(code="BAMP-V50", why=f"{name} belongs to it: {forbidden.why}")
        else:
            why = f"whether {name} belongs to it is known only after deployment: {forbidden.why}"
            yield Obstacle(code="BAMP-V37", why=why, is_open=True)


def _companions(subject: Subject, refused: Collection[str]) -> Iterator[Obstacle]:
    """Name the required companions that the resource lacks, or may lack.

    Args:
        subject: The resource.
        refused: Paths of its inputs at which its deployment fails: the cause of what they lack.
    """
    for companion in subject.store.companions:
        inline = companion.inline
        if not companion.required or (inline and inline.path.partition(".")[0] in refused):
            continue
        fails = _failing(subject, companion)
        if fails is not None:
            yield fails
        else:
            yield from _lacking(subject, companion)


def _lacking(subject: Subject, companion: Companion) -> Iterator[Obstacle]:
    """Report that a resource lacks a companion, or may lack it."""
    resource = subject.resource
    what = companion.kind.replace("_", " ")
    match subject.account.companions.presence(companion, subject.resource):
        case "there":
            found = subject.account.companions.of(companion, subject.resource)
            unread = subject.account.permissions.stands(*found)
            if unread is not None:
                yield unread
            elif subject.resource.region and not all(one.region for one in found):
                why = f"the Region of its {what} is known only after deployment"
                yield Obstacle(code="BAMP-V37", why=why, is_open=True)
        case "missing":
            why = f"{what} is not declared: {companion.why}; {_declared(subject, companion)}"
            yield Obstacle(code="BAMP-V10", why=why)
        case "off":
            why = f"{what} is declared and switched off: {companion.why}"
            why += _switched_on(subject, companion)
            yield Obstacle(code="BAMP-V10", why=why)
        case "contradicted":
            writers = [one.name for one in subject.account.companions.of(companion, resource)]
            writers += [f"{resource.name} itself"] if is_inline(companion, resource) else []
            why = f"{what} is switched on and off, by {' and '.join(writers)}: remove one"
            yield Obstacle(code="BAMP-V36", why=why)
        case "unknown":
            why = f"whether its {what} is on is known only after deployment"
            yield Obstacle(code="BAMP-V37", why=why, is_open=True)


def _failing(subject: Subject, companion: Companion) -> Obstacle | None:
    """Return why a companion of a resource is certainly not deployed; None where none fails."""
    declared = subject.account.companions.of(companion, subject.resource)
    found = subject.account.permissions.stands(*declared)
    return None if found is None or found.is_open else found


def _declared(subject: Subject, companion: Companion) -> str:
    """Return what declares a companion that is missing: the policy's line, or an input."""
    inherits, inline = inherit_written(subject), companion.inline
    call = f"{inherits}, which declares it" if inherits else ""
    setting = "" if inline is None else _set(subject, inline)
    token = COMPANION_TYPES[companion.kind].tokens[0]
    return ", or ".join(filter(None, (call, setting))) or f"declare {token} of it"


def _switched_on(subject: Subject, companion: Companion) -> str:
    """Return what switches on a companion where it is written; empty where that is not known."""
    resource, inline = subject.resource, companion.inline
    does = COMPANION_TYPES[companion.kind].does
    writers = [one.name for one in subject.account.companions.of(companion, resource)]
    if writers and does is not None:
        return f"; {_set(subject, does)} of {' and '.join(writers)}"
    if is_inline(companion, resource) and inline is not None:
        settings = (one for one in subject.store.settings if one.path == inline.path)
        withheld = [withheld_by(one, resource.inputs) for one in settings]
        return next(
            (f"; {spelled(subject, w.write)}" for w in withheld if w),
            f"; {_set(subject, inline)}",
        )
    return ""


def _set(subject: Subject, condition: Condition) -> str:
    return f"set {input_written(subject, condition.path, condition.values[0])}"
