"""What coverage reports of each resource and of the whole."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bamp_pulumi.catalog import DataStore
from bamp_pulumi.coverage.account import DeclaredAccount
from bamp_pulumi.coverage.acknowledged import Acknowledged
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.finding_kind import Severity
from bamp_pulumi.declared import Standing
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.policy import BackupPolicy
from bamp_pulumi.timing import Cadence, CoveredCopy, CoveredRule, JobTimes

__all__ = [
    "Coverage",
    "NativeWindow",
    "RegionExposure",
    "ResourceCoverage",
    "Status",
    "UnsureRestores",
]


class Status(StrEnum):
    """How a resource stands."""

    PROTECTED = "protected"
    """A rule of a backup plan will make recovery points of it."""
    NATIVE = "native"
    """AWS Backup does not know its type; the service's own protection is on."""
    EXEMPT = "exempt"
    """Somebody decided that it needs no backup, and the decision is in force."""
    UNPROTECTED = "unprotected"
    """Its data would be lost."""
    UNVERIFIED = "unverified"
    """What was given does not show whether it is protected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeWindow:
    """How far back, and how close to now, a service restores a resource of its own."""

    days: int
    lag_minutes: int
    """Of a service that makes snapshots at intervals: with the time that one waits and takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionExposure:
    """What can really be lost when a resource is restored from a Region."""

    region: str
    at_most_minutes: int | None
    """Greatest age of the newest state that can be restored, with the delays and durations of the
    jobs; None when at some time there is nothing, or when no bound is known."""
    is_known: bool = True
    """False when no bound is known: jobs wait for one another without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceCoverage:
    """How one resource stands."""

    resource: Resource
    label: str
    """What people call its type."""
    store: DataStore | None
    """Its row of the catalog; None when the catalog does not know the type."""
    status: Status
    how: str
    """How it is protected, or why not, in a few words."""
    tier: str = ""
    owner: str = ""
    exempt_until: date | None = None
    """Last day of its exemption; None for what is not exempt."""
    exempt_reason: str = ""
    """Why it needs no backup; empty for what is not exempt."""
    exempt_owner: str = ""
    """Who decided that; empty for what is not exempt."""
    rules: tuple[CoveredRule, ...] = ()
    copies: tuple[CoveredCopy, ...] = ()
    cadences: tuple[Cadence, ...] = ()
    """When all rules of its plans run, those too whose jobs fail for it: they suppress others."""
    rpo_minutes: int | None = None
    """What the tier promises; None without a tier."""
    rto_minutes: int | None = None
    """How long a restore may take, as the tier promises; None without a tier."""
    native: NativeWindow | None = None
    """What the service itself restores to, as far as its settings tell."""
    achieved_rpo_minutes: int | None = None
    """Longest interval between two of its recovery points, in its own Region: what is compared with
    the tier's; None when there are none."""
    exposure: tuple[RegionExposure, ...] = ()
    """What can really be lost, from its own Region first; empty where nothing can be said."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsureRestores:
    """Restores of a restore testing selection that fail, or of which nobody knows."""

    selection: Resource
    token: str = ""
    """Pulumi type of the resources that they are of; empty for all that it selects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How an estate stands."""

    estate: Estate
    resources: tuple[ResourceCoverage, ...]
    findings: tuple[Finding, ...]
    """Findings that belong to no single data store."""
    unsure_restores: tuple[UnsureRestores, ...] = ()
    """Restores of declared restore tests that do not certainly succeed."""
    assumed: str = ""
    """The account that was assumed because none was given: nothing is proved of what it protects.
    Default: none was."""
    acknowledged: Acknowledged = field(default_factory=Acknowledged)
    """What the policy in force acknowledges today. Default: nothing."""
    account: DeclaredAccount | None = field(default=None, compare=False, repr=False)
    """The account's side of the estate, as it was read. Default: nothing is known of it."""
    policy: BackupPolicy | None = field(default=None, compare=False, repr=False)
    """What it was judged by. Default: not kept."""
    standing: Standing | None = field(default=None, compare=False, repr=False)
    """What was asked of the resources of the estate, for who asks it next. Default: nothing."""
    times: JobTimes = field(default_factory=JobTimes, compare=False, repr=False)
    """How long jobs were taken to wait and to last. Default: see `JobTimes`."""

    @property
    def all_findings(self) -> Iterator[Finding]:
        """Findings of the whole, then those of each resource."""
        yield from self.findings
        for covered in self.resources:
            yield from covered.findings

    @property
    def causes(self) -> Iterator[tuple[Finding, tuple[Finding, ...]]]:
        """Findings that follow from no other, each with those that follow from it."""
        found = [*self.all_findings]
        there: dict[tuple[str, str, str], list[Finding]] = {}
        for finding in found:
            if not finding.follows_from:
                there.setdefault(_place(finding, finding.id), []).append(finding)

        def is_told(finding: Finding) -> bool:
            """Return True if a cause tells of it: one that is there still and weighs as much."""
            causes = there.get(_place(finding, finding.follows_from), ())
            return any(cause.is_as_grave_as(finding) for cause in causes)

        own: list[Finding] = []
        followers: dict[tuple[str, str, str], list[Finding]] = {}
        for finding in found:
            if is_told(finding):
                followers.setdefault(_place(finding, finding.follows_from), []).append(finding)
            else:
                own.append(finding)
        for finding in own:
            yield finding, tuple(followers.get(_place(finding, finding.id), ()))

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many resources have each status; every status is a key."""
        counted = Counter(covered.status for covered in self.resources)
        return {status: counted[status] for status in Status}

    def is_tested(self, selection: Resource, resource: Resource) -> bool:
        """Return True if nothing keeps a restore testing selection from restoring a resource."""
        return not any(
            each.selection == selection and each.token in ("", resource.type)
            for each in self.unsure_restores
        )

    def proved(self, status: Status) -> Status:
        """Return a status as far as it is proved: what an assumed account protects is not."""
        is_assumed = bool(self.assumed) and status is Status.PROTECTED
        return Status.UNVERIFIED if is_assumed else status

    def is_well(self, *, allow_unverified: bool = False) -> bool:
        """Return True if everything is protected, native or exempt, without an error."""
        bad = {Status.UNPROTECTED} if allow_unverified else {Status.UNPROTECTED, Status.UNVERIFIED}
        if any(covered.status in bad for covered in self.resources):
            return False
        return not any(
            finding.severity is Severity.ERROR and not (finding.is_open and allow_unverified)
            for finding in self.all_findings
        )


def _place(finding: Finding, code: str) -> tuple[str, str, str]:
    return finding.program, finding.urn, code
