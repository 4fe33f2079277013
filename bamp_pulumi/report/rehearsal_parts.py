"""The parts of `bamp.rehearsal/1`, field by field.

Fields may be added to a version; none is renamed, removed or given another meaning.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from pydantic import Field

from bamp_pulumi.report.finding_document import PreviewFinding
from bamp_pulumi.report.part import Part
from bamp_pulumi.report.resource_document import PreviewResource

__all__ = [
    "RehearsalDocument",
    "RehearsalSummary",
    "RehearsedConfirmation",
    "RehearsedExempt",
    "RehearsedFaultPart",
    "RehearsedFinding",
    "RehearsedMember",
    "RehearsedNotRestorable",
    "RehearsedNotification",
    "RehearsedPoints",
    "RehearsedReason",
    "RehearsedRestore",
    "RehearsedTest",
    "RehearsedWrong",
]


class RehearsedRestore(Part):
    """Something to restore from."""

    region: str
    """Region of the vault."""
    account_id: str
    """Account of the vault."""
    vault: str
    """Name of the vault."""
    rule: str
    """Rule that made it."""
    first: datetime
    """Oldest state it restores to."""
    last: datetime
    """Newest state it restores to; the same for a snapshot."""
    expires: datetime | None
    """End of its retention; null for what is kept indefinitely or is continuous."""
    copy_: bool = Field(serialization_alias="copy")
    """Whether it is a copy."""


class RehearsedNotification(Part):
    """Somebody to whom a message about a fault is certainly sent."""

    kind: str
    """`email`, `sms`, `slack`, `pagerduty`, `https`, `ticket` or another."""
    address: str
    """Where; for an address that is a secret, what declares it."""
    minutes: int
    """Longest time until then."""
    says: str
    """First line of the message, quoted, and what it names in place of the resource. For a value
    that only AWS knows it has a placeholder in capitals, such as `KEY-ID`."""
    unread: str
    """Why nobody is notified there: the address or number is reserved, and nobody can confirm its
    subscription. Empty where nothing is known against it."""


class RehearsedMember(Part):
    """One of several resources that fare alike."""

    urn: str
    """Pulumi URN."""
    program: str
    """Program, as in a preview."""
    name: str
    """Logical name."""


class RehearsedFaultPart(Part):
    """The outcome of one fault for one kind of resource."""

    fault: str
    """Id of the fault."""
    happens: str
    """What happens."""
    remedy: str
    """What to do about it."""
    sources: list[str]
    """Pages that say so: addresses, or `house rule`."""
    link: str
    """Where the documentation of this version explains it; empty where
    nobody has recorded the repository."""
    urn: str
    """Pulumi URN of the resource it is rehearsed with."""
    program: str
    """Program of that resource."""
    resources: int
    """How many resources fare alike, that one included."""
    detected: bool | None
    """Whether a person is certainly notified by a message that names what has happened and what it
    is about; null when that depends on something."""
    by: list[str]
    """What notices it, by its name in the program."""
    delivered_to: list[str]
    """Who is certainly notified: kind and address."""
    told: list[RehearsedNotification]
    """To whom a message is certainly sent, with the time of each: those who are notified, and
    those whose address nobody reads."""
    after_minutes: int | None
    """Longest time until the first of them does; null when nobody certainly does."""
    hangs_on: list[str]
    """What its delivery to others depends on."""
    assumed: str
    """What the policy assumes, without which nobody would certainly be notified; empty where
    nothing is assumed. Then `detected` is null."""
    acknowledged: str
    """Until when, by whom and why the policy accepts that nobody is notified; empty where it does
    not."""
    acknowledged_until: date | None
    """Last day of that; null without it."""
    until: datetime
    """When somebody has acted on it; the end of the span when nobody is certainly notified."""
    known: bool
    """Whether it is known what is left and what would be lost: not of what a service keeps of its
    own, nobody knows how long."""
    data_loss_minutes: int | None
    """Most that a restore would lose from the fault until then; null when at some time nothing is
    left, and when that is not known."""
    recovery_minutes: int | None
    """From the fault to the end of a restore that follows it; null when nobody is certainly
    notified, when nothing is left, and when that is not known."""
    restorable_from: list[RehearsedRestore]
    """What is left to restore from at the end of it: the newest in each vault."""


class RehearsedPoints(Part):
    """What could be restored of one kind of resource."""

    urn: str
    """Pulumi URN of the resource that is simulated."""
    program: str
    """Program of that resource."""
    resources: int
    """How many resources fare alike."""
    members: list[RehearsedMember]
    """Which these are, the one that is simulated first."""
    region: str
    """Region that is restored from."""
    restorable: list[RehearsedRestore]
    """All there is at the instant asked about, the newest state first."""
    known: bool
    """Whether a bound is known, as in the preview: not of what a service keeps of its own, nobody
    knows how long."""
    worst_loss_minutes: int | None
    """Most that was ever lost in the simulated span; null when at some time nothing is there, and
    for what is not simulated."""
    at_most_minutes: int | None
    """Most that can be lost, whatever the delays: `exposure` of the preview. Null when at some time
    nothing is there, or when no bound is known."""
    worst_at: datetime | None
    """When; null when nothing is ever there."""


class RehearsedTest(Part):
    """A restore that a restore testing plan would make."""

    urn: str
    """Pulumi URN of the resource that is simulated."""
    program: str
    """Program of that resource."""
    resources: int
    """How many resources fare alike."""
    plan: str
    """Name of the restore testing plan."""
    at: datetime
    """When it starts."""
    region: str
    """Region of the vault."""
    vault: str
    """Name of the vault."""
    state_of: datetime
    """State that is restored."""


class RehearsedFinding(Part):
    """Something that is wrong with the schedules or the alerting paths."""

    code: str
    """What it is: see the reference of faults."""
    at: str
    """Name of the resource in its program."""
    why: str
    """What is wrong there."""
    remedy: str
    """How findings of this kind are fixed."""
    sources: list[str]
    """Pages that say so: addresses, or `house rule`."""
    link: str
    """Where the documentation of this version explains the code; empty where
    nobody has recorded the repository."""


class RehearsedNotRestorable(Part):
    """A data store of which nothing could be restored, as far as is known."""

    urn: str
    """Pulumi URN of the resource."""
    program: str
    """Program of the resource."""
    name: str
    """Name of the resource in its program."""
    status: str
    """`unprotected`, or `unverified` where it is not known."""
    why: str
    """Why, in a few words."""


class RehearsedExempt(Part):
    """A data store that somebody decided needs no backup: it has no restore points."""

    urn: str
    """Pulumi URN of the resource."""
    program: str
    """Program of the resource."""
    name: str
    """Name of the resource in its program."""
    why: str
    """Until when, and the reason, in words."""
    until: date | None
    """Last day of the exemption. Where it is before `at`, the exemption has expired by then."""
    reason: str
    """Why the data store needs no backup, as its tag says."""
    owner: str
    """Who decided that."""


class RehearsedConfirmation(Part):
    """A subscription that somebody has to confirm by hand before it gets anything."""

    urn: str
    """Pulumi URN of the subscription."""
    program: str
    """Program of the subscription."""
    name: str
    """Name of the subscription in its program."""
    protocol: str
    """`email`, `email-json`, `http` or `https`."""
    endpoint: str
    """Who confirms it; empty where the address is a secret, or known only after deployment."""


class RehearsedWrong(Part):
    """One thing that counts against the rehearsal."""

    code: str
    """Code of a finding, id of a fault, or the status of a data store."""
    of: str
    """What it is about."""
    why: str
    """What is wrong."""


class RehearsedReason(Part):
    """One reason for exit status 1."""

    subject: str
    """What it is about: `unprotected`, `unverified`, `errors` (of the preview), `nothing-left`,
    `faults` or `paths`."""
    says: str
    """The reason in a few words."""
    wrong: list[RehearsedWrong]
    """Everything that is wrong; at least one."""


class RehearsalSummary(Part):
    """The verdict of the rehearsal."""

    verdict: Literal["accepted", "assumed", "refused"]
    """Whether it is accepted; `assumed` when it would be by an account that nobody gave."""
    why: str
    """The verdict in a sentence, with the reasons against it."""
    exit_status: int
    """Exit status of the command: 0 or 1."""
    reasons: list[RehearsedReason]
    """The reasons for exit status 1; empty for 0."""


class RehearsedTimes(Part):
    """How long jobs were taken to wait and to last, at most."""

    start_delay_seconds: int
    """From when a rule falls due to when its job begins, within its start window."""
    backup_takes_seconds: int
    copy_delay_seconds: int
    """From the end of a backup to the beginning of its copy."""
    copy_takes_seconds: int


class RehearsalDocument(Part):
    """What `bamp rehearse --json` prints."""

    schema_: Literal["bamp.rehearsal/1"] = Field(default="bamp.rehearsal/1", alias="schema")
    """Name and version of this format."""
    start: datetime = Field(serialization_alias="from")
    """When the plans are deployed."""
    end: datetime = Field(serialization_alias="to")
    """End of the span."""
    at: datetime
    """When faults occur and restores begin."""
    times: RehearsedTimes
    """What was assumed of jobs."""
    measured_times: Mapping[str, RehearsedTimes]
    """What `--measured` says of some types, by AWS Backup's name: it took the place of `times`."""
    resources: list[PreviewResource]
    """Every data store with its owner, tier, rules, copies and objectives, as `bamp preview --json`
    has it."""
    preview_findings: list[PreviewFinding]
    """What the preview finds, of the whole and of each resource."""
    faults: list[RehearsedFaultPart]
    """Every fault with every kind of resource."""
    restore_points: list[RehearsedPoints]
    """What could be restored, by kind of resource and Region."""
    not_restorable: list[RehearsedNotRestorable]
    """Data stores of which nothing could be restored, as far as is known: they have no restore
    points."""
    exempt: list[RehearsedExempt]
    """Data stores that need no backup, by a decision in force: they have no restore points."""
    restore_tests: list[RehearsedTest]
    """Restores that the declared restore testing plans would make, by kind of resource."""
    findings: list[RehearsedFinding]
    """What is wrong with the schedules and the alerting paths."""
    to_confirm: list[RehearsedConfirmation]
    """What is still to be confirmed by hand once it is deployed."""
    summary: RehearsalSummary
    """The verdict."""
