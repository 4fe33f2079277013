"""What the policy requires of a backed-up resource in addition to its recovery points.

Versions that were overwritten or deleted are kept as long as the tier says (IT-5). Automated
backups of a database are replicated to the recovery Region, with a key of that Region, and kept as
long as the tier says and never under seven days (NA-1).

Source: Amazon S3 user guide, lifecycle-expire-general-considerations; Amazon RDS user guide,
USER_ReplicateBackups; RDS API, StartDBInstanceAutomatedBackupsReplication (read 2026-11-28).
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from bamp_pulumi.catalog import (
    COMPANION_TYPES,
    Companion,
    CompanionKind,
    PolicyNumber,
    companion_between,
    holds,
    whole_number,
)
from bamp_pulumi.coverage.adoption import has_adopted
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.finding_kind import Severity
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.coverage.written import class_written, inherit_written, spelled, written_in
from bamp_pulumi.declared import expiry_rules, key_named
from bamp_pulumi.estate import Resource
from bamp_pulumi.policy import spoken
from bamp_pulumi.remedies import Notation

__all__ = ["judge_beside_backup"]

_REPLICA_MIN_DAYS: Final = 7
"""Requirement NA-1: replicated automated backups are kept so long, whatever the tier says."""
_REPLICA_DEFAULT_DAYS: Final = 7
"""What the provider sends where nothing is given. Source: pulumi_aws 7.51.1."""


def judge_beside_backup(subject: Subject) -> Iterator[Finding]:
    """Judge what a backed-up resource has in addition to its recovery points."""
    for companion in subject.store.companions:
        if companion.kind is CompanionKind.BUCKET_LIFECYCLE:
            yield from _versions(subject)
        elif companion.in_recovery_region:
            yield from _replications(subject, companion)


def _versions(subject: Subject) -> Iterator[Finding]:
    asked = subject.tier.number(PolicyNumber.NONCURRENT_VERSION_DAYS)
    for rule in expiry_rules(subject.account.estate, subject.resource):
        if rule.days is not None and rule.days >= asked:
            continue
        named = f"rule {rule.name} of {rule.holder.name}" if rule.name else rule.holder.name
        said = (
            f"{named} may delete noncurrent versions, after how many days is not known"
            if rule.days is None
            else f"{named} deletes noncurrent versions after {spoken(timedelta(days=rule.days))}"
        )
        yield subject.finding("BAMP-V77", f"{said}; {subject.asked_by} requires {asked}")


def _replications(subject: Subject, companion: Companion) -> Iterator[Finding]:
    row = COMPANION_TYPES[companion.kind]
    resource, estate = subject.resource, subject.account.estate
    away = subject.policy.recovery_region
    references = estate.naming(resource, row.link, *row.tokens)
    for reference in references:
        yield from _replication(
            subject, companion, reference.source, is_certain=reference.is_certain
        )
    unless = [holds(condition, resource.inputs) for condition in companion.unless]
    is_asked = subject.has_tier and subject.copies_to(away) and set(unless) <= {False}
    if is_asked and not references and not _is_full(subject, row.tokens, row.most_in_a_region):
        where = companion_between(companion, resource.region, away)
        code = "BAMP-V79" if where.can is True else "BAMP-V104"
        why = f"its automated backups are not replicated to {away}: {companion.why}"
        made = _declared(subject, row.tokens[0])
        yield subject.finding(code, f"{why}; {made if where.can is True else where.reason}")


def _declared(subject: Subject, token: str) -> str:
    """Return what declares a replication."""
    inherits = inherit_written(subject) if subject.resource.inherited is None else ""
    call = f"{inherits}, which declares it, or " if inherits else ""
    return (
        f"{call}declare {class_written(subject, token)} of it in {subject.policy.recovery_region}"
    )


def _instead(subject: Subject, replication: Resource, path: str, value: object) -> str:
    """Return what to write so that a replication is as the policy asks.

    One that `inherit()` declares follows the policy of its program: that one is to be the
    account's.
    """
    policy = subject.policy
    if replication.inherited is None or not replication.inherited.companion:
        return f"; write {written_in(subject, replication, path, value)}"
    change = {
        "extends": "default",
        "primary_region": policy.primary_region,
        "recovery_region": policy.recovery_region,
    }
    shown = Notation.YAML.entry("bamp:policy", change, "")
    return f"; inherit() declares it by the policy of its program, write in its stack {shown}"


def _is_full(subject: Subject, tokens: tuple[str, ...], most: int | None) -> bool:
    """Return True if the account has as many replications as AWS takes."""
    account_id = subject.resource.account_id
    there = [r for r in subject.account.estate.of_type(*tokens) if r.account_id == account_id]
    return most is not None and len(there) >= most


def _replication(
    subject: Subject, companion: Companion, replication: Resource, *, is_certain: bool
) -> Iterator[Finding]:
    resource, away = subject.resource, subject.policy.recovery_region
    is_error = is_certain and has_adopted(subject.account, resource.account_id)
    at_most = Severity.ERROR if is_error else Severity.WARNING
    named = f"replication {replication.name}"
    if replication.region and replication.region != away != resource.region:
        yield _weak(
            subject,
            f"{named} goes to {replication.region}; the policy's is {away}"
            f"{_instead(subject, replication, 'region', away)}",
            at_most,
        )
    where = companion_between(companion, resource.region, replication.region)
    if resource.region and replication.region and where.can is not True:
        worst = Severity.WARNING if where.can is None else at_most
        yield _weak(subject, f"{named} is not made: {where.reason}", worst)
    given = replication.value("retentionPeriod")
    kept = _REPLICA_DEFAULT_DAYS if given is None else whole_number(given)
    asked = max(_REPLICA_MIN_DAYS, subject.tier.number(PolicyNumber.NATIVE_RETENTION_DAYS))
    if kept is not None and kept < asked:
        why = f"{named} is kept {kept} days; {subject.asked_by} requires {asked}"
        why += _instead(subject, replication, "retentionPeriod", asked)
        is_short = kept < _REPLICA_MIN_DAYS
        yield _weak(subject, why, at_most if is_short else Severity.WARNING)
    wrong, is_known = _key(subject, replication)
    if wrong:
        yield _weak(subject, f"{named} {wrong}", at_most if is_known else Severity.WARNING)


def _key(subject: Subject, replication: Resource) -> tuple[str, bool]:
    """Return what is wrong with the key of a replication, and whether that is certain."""
    key = key_named(subject.account.estate, replication, "kmsKeyId")
    if not key.is_given and _is_unencrypted(subject):
        # RDS asks for a key where the database is encrypted, and takes none elsewhere.
        return "", True
    if not key.is_given:
        return spelled(subject, "names no key: give it one of its own Region (`kmsKeyId`)"), True
    parts = key.written.split(":")
    named = key.resource.name if key.resource is not None else key.written
    place = key.resource.region if key.resource is not None else _part(parts, 3)
    owner = key.resource.account_id if key.resource is not None else _part(parts, 4)
    if place and replication.region and place != replication.region:
        return f"names key {named}, which is in {place}, not in {replication.region}", True
    if owner and replication.account_id and owner != replication.account_id:
        return f"names key {named}, which is of account {owner}", True
    if key.written and key.is_undeclared:
        return f"names key {named}, which no given program declares", False
    return "", True


def _is_unencrypted(subject: Subject) -> bool:
    """Return True if the program itself says that its database is not encrypted."""
    asked = subject.store.encryption
    return asked is not None and subject.resource.value(asked.path) is False


def _part(parts: Sequence[str], number: int) -> str:
    return parts[number] if len(parts) >= _ARN_PARTS else ""


_ARN_PARTS: Final = 6


def _weak(subject: Subject, message: str, at_most: Severity) -> Finding:
    resource = subject.resource
    return Finding(
        id="BAMP-V78",
        message=message,
        urn=resource.urn,
        program=resource.program,
        at_most=at_most,
    )
