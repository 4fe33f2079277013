"""A preview and a rehearsal of one estate, side by side: the documents and the exit statuses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Final

from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import Estate
from bamp_pulumi.policy import BackupPolicy
from bamp_pulumi.rehearsal import rehearse
from bamp_pulumi.report.preview_json import (
    PreviewDocument,
    PreviewResource,
    preview_document,
)
from bamp_pulumi.report.rehearsal_json import RehearsalDocument, rehearsal_document
from bamp_pulumi.report.rehearsal_parts import RehearsedFaultPart, RehearsedPoints

__all__ = ["AT", "CALLS", "DAYS", "FAULTS", "JOBS_FAIL", "START", "Both", "compare"]

START: Final = datetime(2027, 1, 1, tzinfo=UTC)
DAYS: Final = 400
AT: Final = START + timedelta(days=360)
"""Instant at which faults strike, as far into the span as `bamp rehearse` has it."""
_TODAY: Final = date(2026, 11, 22)
JOBS_FAIL: Final = ("backup-job-failed", "backup-job-expired", "backup-job-aborted")
CALLS: Final = ("selection-deleted", "vault-policy-changed")
FAULTS: Final = (*JOBS_FAIL, *CALLS, "primary-region-lost", "account-compromised")
_KEPT: Final = ("protected", "native")
Key = tuple[str, str]
"""Program and URN."""


@dataclass(frozen=True, kw_only=True)
class Both:
    """What both commands say of one estate."""

    preview: PreviewDocument
    rehearsed: RehearsalDocument
    accepts: tuple[bool, bool]
    """Whether preview and rehearsal end in exit status 0."""
    places: Mapping[Key, str]
    """Region and account of each data store, in the words of findings."""
    types: Mapping[Key, str]
    """Type of each data store as AWS Backup names it; empty for what it does not know."""

    @cached_property
    def stores(self) -> Mapping[Key, PreviewResource]:
        """Data stores of the preview."""
        return {(one.program, one.urn): one for one in self.preview.resources}

    @cached_property
    def points(self) -> Mapping[Key, Mapping[str, RehearsedPoints]]:
        """What the rehearsal could restore of each data store, by Region."""
        found: dict[Key, dict[str, RehearsedPoints]] = {}
        for one in self.rehearsed.restore_points:
            for member in one.members:
                found.setdefault((member.program, member.urn), {})[one.region] = one
        return found

    def kept(self) -> Iterator[tuple[PreviewResource, Mapping[str, RehearsedPoints]]]:
        """List what the preview calls kept, with what the rehearsal restores of it."""
        for key, store in self.stores.items():
            if store.status in _KEPT and key in self.points:
                yield store, self.points[key]

    def struck(self, *faults: str) -> Iterator[tuple[PreviewResource, str, RehearsedFaultPart]]:
        """List what some faults come to, with the data store they strike and its place."""
        for one in self.rehearsed.faults:
            if one.fault in faults:
                key = (one.program, one.urn)
                yield self.stores[key], self.places[key], one

    def found(self, *codes: str) -> Iterator[str]:
        """List the messages of findings of the preview."""
        return (f"{one.id} {one.message}" for one in self.preview.findings if one.id in codes)


def compare(estate: Estate, policy: BackupPolicy) -> Both:
    """Judge an estate by both commands."""
    coverage = cover(estate, policy, today=_TODAY)
    rehearsal = rehearse(coverage, start=START, days=DAYS, at=AT, faults=FAULTS)
    return Both(
        preview=preview_document(coverage),
        rehearsed=rehearsal_document(rehearsal),
        accepts=(coverage.is_well(), rehearsal.is_well),
        places={
            (one.program, one.urn): f"{one.region} of {one.account_id}"
            for one in (covered.resource for covered in coverage.resources)
        },
        types={
            (one.resource.program, one.resource.urn): one.store.backup_type or ""
            for one in coverage.resources
            if one.store is not None
        },
    )
